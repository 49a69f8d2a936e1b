"""The read log in the words of people: the family may ask for this list, so it holds no codes.

The log keeps one word for what was read and one for the ground; new words get a sentence here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eenplan.kern.models import Leesregel

WAT = {
    "bericht": _("een bericht aan of van een aanbieder"),
    "bericht als XML": _("het bestand van een bericht aan of van een aanbieder"),
    "bericht zonder inhoud": _("dat er een bericht aan of van een aanbieder is, niet wat erin staat"),
    "berichten": _("de lijst met berichten aan en van aanbieders"),
    "berichten zonder inhoud": _("dat er berichten aan en van aanbieders zijn, niet wat erin staat"),
    "berichtstilte": _("of er berichten naar aanbieders gaan"),
    "besluit": _("een besluit"),
    "besluiten": _("de lijst met besluiten"),
    "bsn": _("een burgerservicenummer (BSN)"),
    "caseload": _("wat een collega draagt"),
    "caseload van het team": _("wie er in het team wacht en wie wat draagt"),
    "caseload zonder namen": _("tellingen van het team, zonder namen"),
    "declaratie": _("wat een aanbieder declareerde"),
    "declaratie zonder inhoud": _("dat een aanbieder iets declareerde, niet voor wie"),
    "document": _("een document"),
    "documenten": _("de lijst met documenten"),
    "dossier": _("het overzicht van het dossier"),
    "geheim": _("de pagina om het dossier geheim te maken"),
    "gezin": _("de gegevens van het gezin"),
    "gespreksblad caseload": _("een blad om de caseload van een collega te bespreken"),
    "mijn gezinnen": _("de lijst met eigen gezinnen"),
    "mijn werk": _("de lijst met eigen werk"),
    "netwerk": _("de mensen om het gezin heen"),
    "notitie": _("een notitie"),
    "ontvangen bestand": _("een bestand van een aanbieder dat nog bij niemand hoorde"),
    "persoon": _("de gegevens van één persoon"),
    "plan": _("het plan"),
    "plaatsing": _("wat het gezin nodig heeft van een regisseur"),
    "proces": _("welke stappen zijn gezet"),
    "reden van doorbreken": _("waarom een collega het dossier met een reden opende"),
    "taak": _("een taak"),
    "teamlijst": _("de lijst met gezinnen van het team"),
    "termijnen": _("de termijnen"),
    "tijdlijn": _("de tijdlijn"),
    "toestemmingen": _("de lijst met toestemmingen"),
    "toewijzing": _("een toewijzing en wat ermee gebeurde"),
    "twee versies": _("twee versies van dezelfde gegevens"),
    "uitkomst": _("hoe een advies tot stand kwam"),
    "verdeelvoorstel": _("een voorstel wie welk gezin krijgt"),
    "verzoek": _("een verzoek van een aanbieder"),
    "verzoek zonder inhoud": _("dat een aanbieder iets vroeg, niet wat"),
    "verzoeken": _("de lijst met verzoeken van aanbieders"),
    "verzoeken zonder inhoud": _("dat aanbieders iets vroegen, niet wat"),
    "wie keek mee": _("wie er meekeek"),
    "wie werkt mee": _("wie er meewerkt"),
    "zoeken": _("dat het gezin bestaat: het stond bij wat met zoeken is gevonden"),
    "zoeken op bsn": _("bij wie een BSN hoort"),
    "zorg": _("de zorg"),
}
GRONDEN = {
    "adviseur": _("geeft advies over dit gezin"),
    "behandelaar": _("had een taak in dit dossier"),
    "beoordeling": _("controleerde of een collega het dossier terecht opende"),
    "berichtenverkeer": _("zorgt dat berichten bij aanbieders aankomen"),
    "consulent": _("werkt mee als consulent"),
    "doorbreking": _("opende het dossier met een reden, omdat het nodig was"),
    "eigen werk": _("bekeek wat er te doen is"),
    "functie": _("behandelt meldingen en post, of verdeelt het werk"),
    "gedragswetenschapper": _("denkt mee als gedragswetenschapper"),
    "gezin samenstellen": _("voegde iemand toe aan een gezin"),
    "jeugdbeschermer": _("werkt mee als jeugdbeschermer"),
    "regisseur": _("is regisseur van dit gezin"),
    "team": _("hoort bij het team van dit gezin"),
    "tweede_lezer": _("leest mee als tweede lezer"),
    "wijziging": _("wilde iets wijzigen dat een collega net had gewijzigd"),
    "zoekvraag": _("zocht een gezin"),
}


@dataclass(frozen=True, slots=True)
class Inzage:
    """One line of the read log, to be read by the family."""

    regel: Leesregel
    wat: str
    grond: str


def in_woorden(regels: Iterable[Leesregel]) -> list[Inzage]:
    """The lines with what was read and on what ground."""
    return [Inzage(r, str(WAT.get(r.wat, r.wat)), str(GRONDEN.get(r.reden, r.reden))) for r in regels]
