"""JW317, Verzoek om wijziging (VOW): a provider asks to change what is assigned to one client (answered by JW318)."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, Klasse, bericht, klasse, lijst, vast, veld
from ijw.v3_2 import V3_2, header
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw317 as m  # noqa: PLW0406  an element may be named as its class: m is this message
from ijw.v3_2 import samengesteld as b


@klasse
class Header(header.VanAanbieder):
    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="486", regel="RS047")


@klasse
class OngewijzigdProduct(Klasse):
    """Gegevens over het product dat ongewijzigd voortgezet gaat worden."""

    ToewijzingNummer: t.Nummer = veld("Identificerend nummer van de opdracht om een zorg - of ondersteuningsproduct te leveren, zoals vastgesteld door de gemeente.")


@klasse
class TeWijzigenProduct(Klasse):
    """Gegevens over het product waarvoor een wijziging wordt aangevraagd."""

    ToewijzingNummer: t.Nummer = veld("Identificerend nummer van de opdracht om een zorg - of ondersteuningsproduct te leveren, zoals vastgesteld door de gemeente.")
    GewensteIngangsdatum: t.Datum = veld("De gewenste ingangsdatum van het te wijzigen product of budget.")
    Einddatum: t.Datum | None = veld("De gewenste Einddatum van het toe te wijzen Product of Budget.", default=None)
    Omvang: b.Omvang | None = veld("Aanduiding van de omvang van de te leveren of geleverde ondersteuning, uitgedrukt in Volume, Eenheid en Frequentie.", default=None)
    Budget: t.Budget | None = veld("Aanduiding van het toe te wijzen budget", default=None)


@klasse
class NieuwProduct(Klasse):
    """Gegevens over het product waarvoor een toewijzing wordt aangevraagd."""

    Product: b.Product | None = veld("Gecodeerde omschrijving van een product, dienst of resultaat ten behoeve van het leveren van ondersteuning aan een client.", default=None)
    GewensteIngangsdatum: t.Datum = veld("De gewenste ingangsdatum van het nieuw toe te wijzen product of budget.")
    Einddatum: t.Datum | None = veld("De gewenste Einddatum van het toe te wijzen Product of Budget.", default=None)
    Omvang: b.Omvang | None = veld("Aanduiding van de omvang van de te leveren of geleverde ondersteuning, uitgedrukt in Volume, Eenheid en Frequentie.", default=None)
    Budget: t.Budget | None = veld("Aanduiding van het toe te wijzen budget", default=None)


@klasse
class Verzoek(Klasse):
    """Het verzoek: alle actuele toewijzingen, ongewijzigd of te wijzigen, en de nieuwe producten (IV092)."""

    ReferentieAanbieder: t.Referentie = veld("Naam of nummer die als referentie kan worden meegegeven.")
    RedenVerzoek: t.RedenVerzoek = veld("Reden waarom een verzoek wordt ingediend.")
    OngewijzigdeProducten: tuple[OngewijzigdProduct, ...] = lijst("OngewijzigdProduct", default=())
    TeWijzigenProducten: tuple[TeWijzigenProduct, ...] = lijst("TeWijzigenProduct", default=())
    NieuweProducten: tuple[NieuwProduct, ...] = lijst("NieuwProduct", default=())


@klasse
class Client(Klasse):
    """De client voor wie het verzoek is."""

    Bsn: t.BurgerServicenummer = veld("Een door de overheid toegekend identificerend nummer in het kader van het vereenvoudigen van het contact tussen overheid en burgers en het verminderen van de administratieve lasten.")
    Verzoek: m.Verzoek = veld()


@bericht(V3_2)
class JW317(Bericht):
    """Bericht voor Verzoek om wijziging Jeugdhulp."""

    Header: m.Header = veld()
    Client: m.Client = veld()
