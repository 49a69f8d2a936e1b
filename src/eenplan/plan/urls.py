"""Addresses of the plan of a dossier."""

from django.urls import path

from eenplan.plan import views

app_name = "plan"
urlpatterns = [
    path("dossier/<nummer:nummer>/plan/", views.plan, name="plan"),
    path("dossier/<nummer:nummer>/plan/<int:volgnummer>/", views.plan, name="nummer"),
    path("dossier/<nummer:nummer>/plan/begin/", views.begin, name="begin"),
    path("dossier/<nummer:nummer>/plan/tekst/", views.tekst, name="tekst"),
    path("dossier/<nummer:nummer>/plan/doel/", views.doel, name="doel_toevoegen"),
    path("dossier/<nummer:nummer>/plan/doel/<int:pk>/", views.doel, name="doel"),
    path("dossier/<nummer:nummer>/plan/doel/<int:pk>/voortgang/", views.voortgang, name="voortgang"),
    path("dossier/<nummer:nummer>/plan/inzet/", views.inzet, name="inzet_toevoegen"),
    path("dossier/<nummer:nummer>/plan/inzet/<int:pk>/", views.inzet, name="inzet"),
    path("dossier/<nummer:nummer>/plan/reactie/", views.reactie, name="reactie"),
    path("dossier/<nummer:nummer>/plan/kosten/", views.kosten, name="kosten"),
]
