"""Addresses about the norm, the people of a team, and what a waiting family needs."""

from django.urls import path

from eenplan.caseload import views_mensen, views_norm, views_plaatsing

urlpatterns = [
    path("caseload/norm/", views_norm.norm, name="norm"),
    path("caseload/norm/gewicht/", views_norm.gewicht, name="gewicht"),
    path("caseload/medewerker/<int:pk>/", views_mensen.medewerker, name="medewerker"),
    path("caseload/medewerker/<int:pk>/gespreksblad/", views_mensen.gespreksblad, name="gespreksblad"),
    path("caseload/team/<int:pk>/bestand/", views_mensen.uitvoer, name="uitvoer"),
    path("dossier/<nummer:nummer>/plaatsing/", views_plaatsing.plaatsing, name="plaatsing"),
]
