"""Addresses of messages."""

from django.urls import path

from eenplan.berichten import views

app_name = "berichten"
urlpatterns = [
    path("berichten/", views.lijst, name="lijst"),
    path("berichten/<int:pk>/", views.bericht, name="bericht"),
    path("berichten/<int:pk>/xml/", views.xml, name="xml"),
    path("berichten/<int:pk>/opnieuw/", views.opnieuw, name="opnieuw"),
]
