"""Addresses of messages, of what providers ask and claim by them, and of one assignment with all that happened to it."""

from django.urls import path

from eenplan.berichten import views, views_bericht, views_declaraties, views_toewijzing, views_verzoeken

app_name = "berichten"
urlpatterns = [
    path("berichten/", views.lijst, name="lijst"),
    path("berichten/ontvangen/", views.ontvangen, name="ontvangen"),
    path("berichten/verstuurd/", views.verstuurd, name="verstuurd"),
    path("berichten/samen/", views.samen, name="samen"),
    path("berichten/bestand/", views.uitvoer, name="uitvoer"),
    path("berichten/<int:pk>/", views_bericht.bericht, name="bericht"),
    path("berichten/<int:pk>/xml/", views_bericht.xml, name="xml"),
    path("berichten/<int:pk>/opnieuw/", views_bericht.opnieuw, name="opnieuw"),
    path("berichten/<int:pk>/nogmaals/", views_bericht.nogmaals, name="nogmaals"),
    path("berichten/<int:pk>/afhandelen/", views_bericht.afhandelen, name="afhandelen"),
    path("berichten/ontvangst/<int:pk>/", views_bericht.ontvangst, name="ontvangst"),
    path("berichten/ontvangst/<int:pk>/xml/", views_bericht.ontvangst_xml, name="ontvangst_xml"),
    path("berichten/ontvangst/<int:pk>/opnieuw/", views_bericht.ontvangst_opnieuw, name="ontvangst_opnieuw"),
    path(
        "berichten/ontvangst/<int:pk>/afhandelen/",
        views_bericht.ontvangst_afhandelen,
        name="ontvangst_afhandelen",
    ),
    path("verzoeken/", views_verzoeken.verzoeken, name="verzoeken"),
    path("verzoeken/samen/", views_verzoeken.samen, name="verzoeken_samen"),
    path("verzoeken/<int:pk>/", views_verzoeken.verzoek, name="verzoek"),
    path("declaraties/", views_declaraties.declaraties, name="declaraties"),
    path("declaraties/samen/", views_declaraties.samen, name="declaraties_samen"),
    path("declaraties/<int:pk>/", views_declaraties.declaratie, name="declaratie"),
    path("declaraties/<int:pk>/bestand/", views_declaraties.uitvoer, name="declaratie_uitvoer"),
    path(
        "declaraties/<int:pk>/beantwoorden/", views_declaraties.beantwoorden, name="declaratie_beantwoorden"
    ),
    path("dossier/<nummer:nummer>/zorg/<int:pk>/", views_toewijzing.toewijzing, name="toewijzing"),
    path("dossier/<nummer:nummer>/zorg/berichtstilte/", views_toewijzing.stilte, name="stilte"),
]
