"""Addresses of a team's caseload, its waiting list, and who takes which family."""

from django.urls import path

from eenplan.caseload import views_team, views_verdeling

urlpatterns = [
    path("caseload/", views_team.teams, name="teams"),
    path("caseload/team/<int:pk>/", views_team.team, name="team"),
    path("caseload/team/<int:pk>/verdelen/", views_verdeling.verdelen, name="verdelen"),
    path("caseload/verdeling/<int:pk>/", views_verdeling.verdeling, name="verdeling"),
    path("caseload/verdeling/<int:pk>/stoppen/", views_verdeling.stoppen, name="verdeling_stoppen"),
    path("caseload/verdeling/<int:pk>/keuze/<int:regel>/", views_verdeling.keuze, name="verdeling_keuze"),
    path("caseload/verdeling/<int:pk>/bevestigen/", views_verdeling.bevestigen, name="verdeling_bevestigen"),
]
