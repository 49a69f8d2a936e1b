"""Addresses of formation: what scenario one asks, how far it is, what came out."""

from django.urls import path

from eenplan.caseload import views_scenario

urlpatterns = [
    path("formatie/", views_scenario.formatie, name="formatie"),
    path("formatie/<int:pk>/", views_scenario.scenario, name="scenario"),
    path("formatie/<int:pk>/voortgang/", views_scenario.voortgang, name="scenario_voortgang"),
    path("formatie/<int:pk>/stoppen/", views_scenario.stoppen, name="scenario_stoppen"),
    path("formatie/<int:pk>/wachtlijst-<slug:maat>.svg", views_scenario.beeld, name="scenario_beeld"),
    path("formatie/<int:pk>/bestand/", views_scenario.uitvoer, name="scenario_uitvoer"),
]
