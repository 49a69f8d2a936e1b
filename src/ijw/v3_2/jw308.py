"""JW308, retour on JW307: the municipality returns the message it judged, with a return code per class."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, bericht, klasse, lijst, vast, veld
from ijw.v3_2 import V3_2, header, jw307
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw308 as m  # noqa: PLW0406  an element may be named as its class: m is this message


@klasse
class Header(header.RetourOpAanbieder):
    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="441", regel="RS047")


@klasse
class StopProduct(jw307.StopProduct):
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class Client(jw307.Client):
    StopProducten: tuple[StopProduct, ...] = lijst("StopProduct")
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@bericht(V3_2)
class JW308(Bericht):
    """Retourbericht op het melden van de stop van levering van Jeugdhulp."""

    Header: m.Header = veld()
    Client: m.Client | None = veld(default=None)
