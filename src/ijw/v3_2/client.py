"""The client as most messages name him: who he is, without address or relations."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Klasse, klasse, veld
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import samengesteld as b


@klasse
class Client(Klasse):
    """Persoonsgegevens van de client."""

    Bsn: t.BurgerServicenummer = veld("Een door de overheid toegekend identificerend nummer in het kader van het vereenvoudigen van het contact tussen overheid en burgers en het verminderen van de administratieve lasten.")
    Geboortedatum: b.Geboortedatum = veld("Datum waarop een natuurlijk persoon geboren is.")
    Geslacht: t.Geslacht = veld("De sekse van een persoon, zoals bij geboorte formeel vastgesteld of nadien formeel gewijzigd.")
    Naam: b.VerkorteNaam = veld("De naam van een natuurlijk persoon, aangeduid als Geslachtsnaam en eventueel Voornamen en/of Voorletters.")
