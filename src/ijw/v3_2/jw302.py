"""JW302, retour on JW301: the provider returns the message it judged, with a return code per class."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, bericht, klasse, lijst, vast, veld
from ijw.v3_2 import V3_2, header, jw301
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw302 as m  # noqa: PLW0406  an element may be named as its class: m is this message


@klasse
class Header(header.RetourOpGemeente):
    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="437", regel="RS047")


@klasse
class Contact(jw301.Contact):
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class Relatie(jw301.Relatie):
    Contact: m.Contact = veld()
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class ToegewezenProduct(jw301.ToegewezenProduct):
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class Client(jw301.Client):
    Relaties: tuple[Relatie, ...] = lijst("Relatie", default=())
    Contactgegevens: tuple[Contact, ...] = lijst("Contact")
    ToegewezenProducten: tuple[ToegewezenProduct, ...] = lijst("ToegewezenProduct")
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@bericht(V3_2)
class JW302(Bericht):
    """Retourbericht op de toewijzing van Jeugdhulp aan een aanbieder."""

    Header: m.Header = veld()
    Client: m.Client | None = veld(default=None)
