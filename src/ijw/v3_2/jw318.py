"""JW318, retour on JW317: the municipality returns the message it judged, with a return code per class."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, bericht, klasse, lijst, vast, veld
from ijw.v3_2 import V3_2, header, jw317
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw318 as m  # noqa: PLW0406  an element may be named as its class: m is this message


@klasse
class Header(header.RetourOpAanbieder):
    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="487", regel="RS047")


@klasse
class OngewijzigdProduct(jw317.OngewijzigdProduct):
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class TeWijzigenProduct(jw317.TeWijzigenProduct):
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class NieuwProduct(jw317.NieuwProduct):
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class Verzoek(jw317.Verzoek):
    OngewijzigdeProducten: tuple[OngewijzigdProduct, ...] = lijst("OngewijzigdProduct", default=())
    TeWijzigenProducten: tuple[TeWijzigenProduct, ...] = lijst("TeWijzigenProduct", default=())
    NieuweProducten: tuple[NieuwProduct, ...] = lijst("NieuwProduct", default=())
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class Client(jw317.Client):
    Verzoek: m.Verzoek = veld()
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@bericht(V3_2)
class JW318(Bericht):
    """Retourbericht op een Verzoek om wijziging Jeugdhulp."""

    Header: m.Header = veld()
    Client: m.Client | None = veld(default=None)
