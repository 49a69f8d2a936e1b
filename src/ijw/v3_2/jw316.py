"""JW316, retour on JW315: the municipality returns the message it judged, with a return code per class."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, bericht, klasse, lijst, vast, veld
from ijw.v3_2 import V3_2, header, jw315
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw316 as m  # noqa: PLW0406  an element may be named as its class: m is this message


@klasse
class Header(header.RetourOpAanbieder):
    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="447", regel="RS047")


@klasse
class AangevraagdProduct(jw315.AangevraagdProduct):
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class Client(jw315.Client):
    AangevraagdeProducten: tuple[AangevraagdProduct, ...] = lijst("AangevraagdProduct")
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@bericht(V3_2)
class JW316(Bericht):
    """Retourbericht op het aanvragen van een toewijzing voor Jeugdhulp."""

    Header: m.Header = veld()
    Client: m.Client | None = veld(default=None)
