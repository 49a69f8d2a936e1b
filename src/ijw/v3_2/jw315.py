"""JW315, Verzoek om toewijzing (VOT): a provider asks to be assigned care for one client (answered by JW316)."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, Klasse, bericht, klasse, lijst, vast, veld
from ijw.v3_2 import V3_2, client, header
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw315 as m  # noqa: PLW0406  an element may be named as its class: m is this message
from ijw.v3_2 import samengesteld as b


@klasse
class Header(header.VanAanbieder):
    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="446", regel="RS047")


@klasse
class AangevraagdProduct(Klasse):
    """Gegevens over het product waarvoor een toewijzing wordt aangevraagd."""

    ReferentieAanbieder: t.Referentie = veld("Naam of nummer die als referentie kan worden meegegeven.")
    BeschikkingNummer: t.Nummer | None = veld("Identificerend nummer van de opdracht om ondersteuning te leveren zoals vastgesteld door de gemeente. Dit is niet noodzakelijkerwijs een officiele beschikking.", default=None)
    Product: b.Product | None = veld("Gecodeerde omschrijving van een product, dienst of resultaat ten behoeve van het leveren van ondersteuning aan een client.", default=None)
    BeschikkingIngangsdatum: t.Datum | None = veld("Ingangsdatum van een afgegeven beschikking.", default=None)
    ToewijzingIngangsdatum: t.Datum = veld("De aangevraagde Ingangsdatum van het toe te wijzen Product.")
    ToewijzingEinddatum: t.Datum | None = veld("De aangevraagde Einddatum van het toe te wijzen Product.", default=None)
    Omvang: b.Omvang | None = veld("Aanduiding van de omvang van de te leveren of geleverde ondersteuning, uitgedrukt in Volume, Eenheid en Frequentie.", default=None)
    Budget: t.Budget | None = veld("Aanduiding van het aangevraagde budget", default=None)
    Verwijzer: b.Verwijzer = veld("Gegevens over de persoon of instantie die een client heeft doorverwezen naar ondersteuning, aangeduid als Type en Naam of ZorgverlenerCode.")
    Raamcontract: t.JaNee | None = veld("Indicator of de aanbieder voor de te leveren ondersteuning beroep doet op een landelijk raamcontract.", default=None)
    Commentaar: t.Commentaar | None = veld("Vrije tekst (bijvoorbeeld toelichting) in een bericht.", default=None)


@klasse
class Client(client.Client):
    GezagsdragerBekend: t.JaNee | None = veld("Indicatie in een Verzoek om toewijzing waarin de aanbieder kan aangeven dat de gezagsdrager bekend is.", default=None)
    Commentaar: t.Commentaar | None = veld("Vrije tekst (bijvoorbeeld toelichting) in een bericht.", default=None)
    AangevraagdeProducten: tuple[AangevraagdProduct, ...] = lijst("AangevraagdProduct")


@bericht(V3_2)
class JW315(Bericht):
    """Bericht voor het aanvragen van een toewijzing voor Jeugdhulp."""

    Header: m.Header = veld()
    Client: m.Client = veld()
