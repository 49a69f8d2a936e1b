"""Addresses of care."""

from django.urls import path

from eenplan.zorg import views

app_name = "zorg"
urlpatterns = [
    path("dossier/<nummer:nummer>/zorg/", views.zorg, name="dossier"),
    path("dossier/<nummer:nummer>/zorg/<int:toewijzing>/intrekken/", views.intrekken, name="intrekken"),
    path("zorg/aanbieders/", views.aanbieders, name="aanbieders"),
    path("zorg/aanbieders/<int:pk>/", views.aanbieder, name="aanbieder"),
    path("zorg/producten/", views.producten, name="producten"),
]
