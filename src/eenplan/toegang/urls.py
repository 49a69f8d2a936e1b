"""Addresses of the access process."""

from django.urls import path

from eenplan.toegang import views

app_name = "toegang"
urlpatterns = [path("melding/nieuw/", views.nieuwe_melding, name="nieuwe_melding")]
