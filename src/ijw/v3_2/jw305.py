"""JW305, Start levering: a provider reports that care began (answered by JW306)."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, Klasse, bericht, klasse, lijst, vast, veld
from ijw.v3_2 import V3_2, client, header
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw305 as m  # noqa: PLW0406  an element may be named as its class: m is this message
from ijw.v3_2 import samengesteld as b


@klasse
class Header(header.VanAanbieder):
    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="438", regel="RS047")


@klasse
class StartProduct(Klasse):
    """Gegevens over het product waarvan de levering gestart is."""

    ToewijzingNummer: t.Nummer | None = veld("Identificerend nummer van de opdracht om een zorg - of ondersteuningsproduct te leveren, zoals vastgesteld door de gemeente.", default=None)
    Product: b.Product | None = veld("Gecodeerde omschrijving van een product, dienst of resultaat ten behoeve van het leveren van ondersteuning aan een client.", default=None)
    ToewijzingIngangsdatum: t.Datum | None = veld("De datum waarop de toegewezen product voor de eerste keer geleverd dient te worden (gelijk aan de Ingangsdatum van het toegewezen product in het Toewijzingbericht).", default=None)
    Begindatum: t.Datum = veld("Datum vanaf wanneer een ondersteuningsproduct wordt geleverd.")
    StatusAanlevering: t.StatusAanlevering = veld("Indicatie over de status van de informatie in de berichtklasse.")


@klasse
class Client(client.Client):
    StartProducten: tuple[StartProduct, ...] = lijst("StartProduct")


@bericht(V3_2)
class JW305(Bericht):
    """Bericht voor het melden van de start van levering van Jeugdhulp."""

    Header: m.Header = veld()
    Client: m.Client = veld()
