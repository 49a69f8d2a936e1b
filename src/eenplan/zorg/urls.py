"""Addresses of care."""

from django.urls import path

from eenplan.zorg import views, views_inkoop, views_taakgericht, views_toewijzing

app_name = "zorg"
urlpatterns = [
    path("dossier/<nummer:nummer>/zorg/", views.zorg, name="dossier"),
    path("dossier/<nummer:nummer>/zorg/<int:toewijzing>/intrekken/", views.intrekken, name="intrekken"),
    path(
        "dossier/<nummer:nummer>/zorg/<int:toewijzing>/wijzigen/", views_toewijzing.wijzigen, name="wijzigen"
    ),
    path(
        "dossier/<nummer:nummer>/zorg/<int:toewijzing>/verwijderen/",
        views_toewijzing.verwijderen,
        name="verwijderen",
    ),
    path("zorg/aanbieders/", views.aanbieders, name="aanbieders"),
    path("zorg/aanbieders/<int:pk>/", views.aanbieder, name="aanbieder"),
    path("zorg/aanbieders/nieuw/", views_inkoop.aanbieder_nieuw, name="aanbieder_nieuw"),
    path("zorg/aanbieders/<int:pk>/wijzigen/", views_inkoop.aanbieder_wijzigen, name="aanbieder_wijzigen"),
    path("zorg/aanbieders/<int:pk>/contract/", views_inkoop.contract_nieuw, name="contract_nieuw"),
    path("zorg/contracten/<int:pk>/wijzigen/", views_inkoop.contract_wijzigen, name="contract_wijzigen"),
    path("zorg/contracten/<int:pk>/einde/", views_inkoop.contract_einde, name="contract_einde"),
    path("zorg/contracten/<int:pk>/tarief/", views_inkoop.tarief, name="tarief"),
    path("zorg/producten/", views.producten, name="producten"),
    path("zorg/producten/nieuw/", views_inkoop.product_nieuw, name="product_nieuw"),
    path("zorg/producten/<int:pk>/", views_inkoop.product_wijzigen, name="product_wijzigen"),
    path("zorg/taakgericht/", views_taakgericht.leveringen, name="taakgericht"),
    path("zorg/taakgericht/<int:pk>/", views_taakgericht.levering, name="taakgericht_levering"),
]
