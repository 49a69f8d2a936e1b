"""Addresses of administration."""

from django.urls import path

from eenplan.organisatie import views

app_name = "organisatie"

urlpatterns = [
    path("beheer/", views.index, name="beheer"),
    path("beheer/medewerkers/", views.medewerkers, name="medewerkers"),
    path("beheer/medewerkers/<int:pk>/", views.medewerker, name="medewerker"),
    path(
        "beheer/medewerkers/<int:pk>/functie/<int:vervulling>/einde/",
        views.functie_einde,
        name="functie_einde",
    ),
    path(
        "beheer/medewerkers/<int:pk>/team/<int:lidmaatschap>/einde/",
        views.lidmaatschap_einde,
        name="lidmaatschap_einde",
    ),
    path("beheer/teams/", views.teams, name="teams"),
    path("beheer/mandaten/", views.mandaten, name="mandaten"),
    path("beheer/mandaten/<int:pk>/einde/", views.mandaat_einde, name="mandaat_einde"),
]
