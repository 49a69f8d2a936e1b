"""Addresses of the decisions of a dossier."""

from django.urls import path

from eenplan.besluit import views

app_name = "besluit"
urlpatterns = [
    path("dossier/<nummer:nummer>/besluit/", views.lijst, name="lijst"),
    path("dossier/<nummer:nummer>/besluit/volgend/", views.volgend, name="volgend"),
    path("dossier/<nummer:nummer>/besluit/<int:volgnummer>/", views.besluit, name="besluit"),
    path("dossier/<nummer:nummer>/besluit/<int:volgnummer>/brieven/", views.brieven, name="brieven"),
]
