"""Addresses of werkwijze."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
