"""JW320, retour on JW319: the provider returns the message it judged, with a return code per class."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, bericht, klasse, lijst, vast, veld
from ijw.v3_2 import V3_2, header, jw319
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw320 as m  # noqa: PLW0406  an element may be named as its class: m is this message


@klasse
class Header(header.RetourOpGemeente):
    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="489", regel="RS047")


@klasse
class Woonplaatsbeginsel(jw319.Woonplaatsbeginsel):
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class Antwoord(jw319.Antwoord):
    Woonplaatsbeginsel: m.Woonplaatsbeginsel | None = veld(default=None)
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@bericht(V3_2)
class JW320(Bericht):
    """Retourbericht op antwoordinformatie over een verzoek."""

    Header: m.Header = veld()
    Antwoord: m.Antwoord | None = veld(default=None)
