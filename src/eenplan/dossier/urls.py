"""Addresses of the dossier. A number that is not there, or not yours, answers 404."""

from django.urls import path, register_converter

from eenplan.dossier import views, views_medewerkers, views_toegang, views_toestemming


class Nummer:
    """A dossier number: prefix, year, serial."""

    regex = r"[A-Z]{1,4}-\d{4}-\d{5,7}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(Nummer, "nummer")

app_name = "dossier"
urlpatterns = [
    path("dossier/<nummer:nummer>/", views.overzicht, name="overzicht"),
    path("dossier/<nummer:nummer>/tijdlijn/", views.tijdlijn, name="tijdlijn"),
    path("dossier/<nummer:nummer>/notitie/", views.notitie, name="notitie"),
    path("dossier/<nummer:nummer>/notitie/<int:pk>/", views.notitie, name="notitie_wijzigen"),
    path("dossier/<nummer:nummer>/documenten/", views.documenten, name="documenten"),
    path("dossier/<nummer:nummer>/documenten/<int:pk>/", views.document, name="document"),
    path("dossier/<nummer:nummer>/termijnen/", views.termijnen, name="termijnen"),
    path("dossier/<nummer:nummer>/termijnen/<int:pk>/opschorten/", views.opschorten, name="opschorten"),
    path("dossier/<nummer:nummer>/termijnen/<int:pk>/hervatten/", views.hervatten, name="hervatten"),
    path("dossier/<nummer:nummer>/wie-werkt-mee/", views_medewerkers.wie_werkt_mee, name="wie_werkt_mee"),
    path(
        "dossier/<nummer:nummer>/wie-werkt-mee/<int:pk>/einde/", views_medewerkers.lid_einde, name="lid_einde"
    ),
    path("dossier/<nummer:nummer>/wie-werkt-mee/regisseur/", views_medewerkers.regisseur, name="regisseur"),
    path("dossier/<nummer:nummer>/toestemming/", views_toestemming.toestemmingen, name="toestemmingen"),
    path(
        "dossier/<nummer:nummer>/toestemming/<int:pk>/intrekken/",
        views_toestemming.intrekken,
        name="toestemming_intrekken",
    ),
    path("dossier/<nummer:nummer>/wie-keek-mee/", views_toegang.wie_keek_mee, name="wie_keek_mee"),
    path("dossier/<nummer:nummer>/geheim/", views_toegang.geheim, name="geheim"),
    path("doorbreken/", views_toegang.doorbreken, name="doorbreken"),
    path("doorbrekingen/", views_toegang.doorbrekingen, name="doorbrekingen"),
    path("doorbrekingen/<int:pk>/", views_toegang.beoordelen, name="beoordelen"),
]
