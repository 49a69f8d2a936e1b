"""Addresses of werkwijze."""

from django.urls import path

from . import views, views_beheer

app_name = "werkwijze"

urlpatterns = [
    path("taak/<int:pk>/", views.taak, name="taak"),
    path("taak/<int:pk>/pakken/", views.pakken, name="taak_pakken"),
    path("taak/<int:pk>/teruggeven/", views.teruggeven, name="taak_teruggeven"),
    path("proces/<int:pk>/", views.proces, name="proces"),
    path("proces/<int:pk>/tekening.bpmn", views.proces_tekening, name="proces_tekening"),
    path("uitkomst/<int:pk>/", views.uitkomst, name="uitkomst"),
    path("werkwijze/", views_beheer.lijst, name="lijst"),
    path("werkwijze/laden/", views_beheer.laden, name="laden"),
    path("werkwijze/versie/<int:pk>/", views_beheer.versie, name="versie"),
    path("werkwijze/versie/<int:pk>/tekening.bpmn", views_beheer.versie_tekening, name="versie_tekening"),
    path("werkwijze/tabel/<int:pk>/", views_beheer.tabel, name="tabel"),
    path("werkwijze/<str:soort>/<int:pk>/<str:daad>/", views_beheer.zet_status, name="zet_status"),
]
