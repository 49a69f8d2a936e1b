"""Addresses of the tabs Gezin and Netwerk. The people live one floor down; their pages stand here, with the dossier."""

from django.urls import path

from eenplan.dossier import views_gezin as views

app_name = "gezin"

urlpatterns = [
    path("dossier/<str:nummer>/gezin/", views.gezin, name="gezin"),
    path("dossier/<str:nummer>/gezin/nieuw/", views.lid_nieuw, name="lid_nieuw"),
    path("dossier/<str:nummer>/gezin/bekend/", views.lid_bekend, name="lid_bekend"),
    path("dossier/<str:nummer>/gezin/lid/<int:pk>/einde/", views.lid_einde, name="lid_einde"),
    path("dossier/<str:nummer>/gezin/persoon/<int:pk>/", views.persoon, name="persoon"),
    path("dossier/<str:nummer>/gezin/persoon/<int:pk>/bsn/", views.bsn, name="bsn"),
    path("dossier/<str:nummer>/gezin/relatie/", views.relatie, name="relatie"),
    path("dossier/<str:nummer>/gezin/relatie/<int:pk>/einde/", views.relatie_einde, name="relatie_einde"),
    path("dossier/<str:nummer>/gezin/gezag/", views.gezag, name="gezag"),
    path("dossier/<str:nummer>/gezin/gezag/<int:pk>/einde/", views.gezag_einde, name="gezag_einde"),
    path("dossier/<str:nummer>/netwerk/", views.netwerk, name="netwerk"),
    path("dossier/<str:nummer>/netwerk/<int:pk>/weg/", views.contact_weg, name="contact_weg"),
]
