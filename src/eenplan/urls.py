"""All addresses. Each room brings its own."""

from django.urls import include, path

from eenplan.kern.views import gezond

urlpatterns = [
    path("gezond", gezond, name="gezond"),
    path("", include("eenplan.organisatie.urls")),
    path("", include("eenplan.web.urls")),
    path("", include("eenplan.dossier.urls")),
    path("", include("eenplan.dossier.urls_gezin")),
    path("", include("eenplan.toegang.urls")),
    path("", include("eenplan.plan.urls")),
    path("", include("eenplan.zorg.urls")),
    path("", include("eenplan.besluit.urls")),
    path("", include("eenplan.caseload.urls")),
    path("", include("eenplan.berichten.urls")),
    path("", include("eenplan.werkwijze.urls")),
]

handler400 = "eenplan.web.views_fout.slecht_verzoek"
handler403 = "eenplan.web.views_fout.geen_recht"
handler404 = "eenplan.web.views_fout.niet_gevonden"
handler500 = "eenplan.web.views_fout.storing"
