"""JW319, Antwoord op verzoek: a municipality rejects a JW315 or JW317, or looks into it (answered by JW320)."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, Klasse, bericht, klasse, vast, veld
from ijw.v3_2 import V3_2, header
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw319 as m  # noqa: PLW0406  an element may be named as its class: m is this message


@klasse
class Header(header.VanGemeente):
    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="488", regel="RS047")


@klasse
class Woonplaatsbeginsel(Klasse):
    """De gemeente die volgens het woonplaatsbeginsel wel verantwoordelijk is (IV095)."""

    Gemeente: t.Gemeente = veld()


@klasse
class Antwoord(Klasse):
    """Gegevens over het antwoord dat de gemeente geeft op een verzoek van de aanbieder."""

    ReferentieAanbieder: t.Referentie = veld("De referentie van het verzoek dat wordt beantwoord.")
    VerzoekAntwoord: t.VerzoekAntwoord = veld("Het antwoord op een verzoek.")
    RedenAfwijzingVerzoek: t.RedenAfwijzingVerzoek | None = veld("De reden waarom een verzoek van een zorgaanbieder wordt afgewezen door de gemeente.", default=None)
    Woonplaatsbeginsel: m.Woonplaatsbeginsel | None = veld(default=None)


@bericht(V3_2)
class JW319(Bericht):
    """Bericht voor antwoordinformatie over het Verzoek om toewijzing of Verzoek om wijziging Jeugdhulp."""

    Header: m.Header = veld()
    Antwoord: m.Antwoord = veld()
