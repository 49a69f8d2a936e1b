"""Addresses of gezin."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
