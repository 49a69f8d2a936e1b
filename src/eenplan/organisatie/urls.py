"""Addresses of administration."""

from django.urls import path

from eenplan.organisatie import views, views_dienst

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
    path("beheer/medewerkers/<int:pk>/aanmelding/", views_dienst.aanmelding, name="aanmelding"),
    path("beheer/medewerkers/<int:pk>/blokkeren/", views_dienst.blokkeren, name="blokkeren"),
    path("beheer/medewerkers/<int:pk>/toelaten/", views_dienst.toelaten, name="toelaten"),
    path("beheer/medewerkers/<int:pk>/uit-dienst/", views_dienst.uit_dienst, name="uit_dienst"),
    path("beheer/medewerkers/<int:pk>/in-dienst/", views_dienst.in_dienst, name="in_dienst"),
    path("beheer/organisatie/", views.organisatie, name="organisatie"),
    path("beheer/teams/", views.teams, name="teams"),
    path("beheer/teams/<int:pk>/", views.team, name="team"),
    path("beheer/teams/<int:pk>/opheffen/", views.team_opheffen, name="team_opheffen"),
    path("beheer/mandaten/", views.mandaten, name="mandaten"),
    path("beheer/mandaten/<int:pk>/einde/", views.mandaat_einde, name="mandaat_einde"),
]
