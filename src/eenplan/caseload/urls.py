"""Addresses of caseload: the team, its people, the norm, and what formation fits."""

from django.urls import include, path

app_name = "caseload"
urlpatterns = [
    path("", include("eenplan.caseload.urls_team")),
    path("", include("eenplan.caseload.urls_mensen")),
    path("", include("eenplan.caseload.urls_scenario")),
]
