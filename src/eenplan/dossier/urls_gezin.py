"""Addresses of the tabs Gezin and Netwerk. The people live one floor down; their pages stand here, with the dossier."""

from django.urls import path

from eenplan.dossier import views_gezin as views

app_name = "gezin"

urlpatterns = [
    path("dossier/<nummer:nummer>/gezin/", views.gezin, name="gezin"),
    path("dossier/<nummer:nummer>/gezin/nieuw/", views.lid_nieuw, name="lid_nieuw"),
    path("dossier/<nummer:nummer>/gezin/bekend/", views.lid_bekend, name="lid_bekend"),
    path("dossier/<nummer:nummer>/gezin/lid/<int:pk>/einde/", views.lid_einde, name="lid_einde"),
    path("dossier/<nummer:nummer>/gezin/persoon/<int:pk>/", views.persoon, name="persoon"),
    path("dossier/<nummer:nummer>/gezin/persoon/<int:pk>/bsn/", views.bsn, name="bsn"),
    path("dossier/<nummer:nummer>/gezin/relatie/", views.relatie, name="relatie"),
    path("dossier/<nummer:nummer>/gezin/relatie/<int:pk>/einde/", views.relatie_einde, name="relatie_einde"),
    path("dossier/<nummer:nummer>/gezin/gezag/", views.gezag, name="gezag"),
    path("dossier/<nummer:nummer>/gezin/gezag/<int:pk>/einde/", views.gezag_einde, name="gezag_einde"),
    path("dossier/<nummer:nummer>/netwerk/", views.netwerk, name="netwerk"),
    path("dossier/<nummer:nummer>/netwerk/<int:pk>/weg/", views.contact_weg, name="contact_weg"),
]
