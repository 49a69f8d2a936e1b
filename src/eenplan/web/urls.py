"""Addresses of web."""

from django.urls import path

from eenplan.web import views, views_aanmelden, views_handboek, views_lijsten, views_stijl

app_name = "web"

urlpatterns = [
    path("", views.mijn_werk, name="mijn_werk"),
    path("gezinnen/", views_lijsten.mijn_gezinnen, name="mijn_gezinnen"),
    path("team/", views_lijsten.team, name="team"),
    path("zoeken/", views_lijsten.zoeken, name="zoeken"),
    path("handboek/", views_handboek.handboek, name="handboek"),
    path("handboek/beeld/<str:naam>", views_handboek.handboek_beeld, name="handboek_beeld"),
    path("handboek/<slug:naam>/", views_handboek.handboek, name="handboek_deel"),
    path("aanmelden/", views_aanmelden.aanmelden, name="aanmelden"),
    path("aanmelden/eigen-wachtwoord/", views_aanmelden.eigen_wachtwoord, name="eigen_wachtwoord"),
    path("aanmelden/code/", views_aanmelden.code, name="code"),
    path("aanmelden/instellen/", views_aanmelden.instellen, name="instellen"),
    path("afmelden/", views_aanmelden.afmelden, name="afmelden"),
    path("account/", views_aanmelden.account, name="account"),
    path("account/herstelcodes/", views_aanmelden.herstelcodes, name="herstelcodes"),
    path("account/wachtwoord/", views_aanmelden.wachtwoord, name="wachtwoord"),
    path("account/verder/", views_aanmelden.verder, name="verder"),
    path("stijl/", views_stijl.stijl, name="stijl"),
]
