"""JW325, Declaratie-antwoord: a municipality says what it pays of a JW323 and what not (nothing answers it)."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, Klasse, bericht, klasse, lijst, vast, veld
from ijw.v3_2 import V3_2, header, jw323
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw325 as m  # noqa: PLW0406  an element may be named as its class: m is this message
from ijw.v3_2 import samengesteld as b


@klasse
class Header(header.VanGemeente):
    """Kop van het antwoord, met de kop van de declaratie erin."""

    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="491", regel="RS047")
    DeclaratieIdentificatie: b.BerichtIdentificatie = veld("DeclaratieIdentificatie dient om het declaratie-antwoordbericht en het eerder verstuurde declaratiebericht aan elkaar te koppelen.")
    XsltVersie: t.Versie | None = veld("Volgnummer van de formele uitgifte van een versie van de XSLT's die zijn ingezet voor de controle van de declaratie.", default=None)
    XsdVersieDeclaratie: b.XsdVersie = veld("De XsdVersie van het declaratiebericht.")
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode", uitleg="Resultaat van de beoordeling van het hele bericht.")


@klasse
class Prestatie(jw323.Prestatie):
    """Een afgewezen prestatie, met de waarden van de declaratie."""

    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class Client(jw323.Client):
    """Een client met een fout, of met afgewezen prestaties."""

    Prestaties: tuple[Prestatie, ...] = lijst("Prestatie")
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@klasse
class DeclaratieAntwoord(Klasse):
    """Gegevens over het antwoord op een ingediende declaratie."""

    DeclaratieNummer: t.IdentificatieDeclaratie = veld("Unieke identificatie van een declaratie")
    TotaalIngediendBedrag: b.TotaalBedragMetDC = veld("Het bedrag dat in zijn totaliteit gedeclareerd is.")
    TotaalToegekendBedrag: b.TotaalBedragMetDC = veld("Het bedrag dat in zijn totaliteit toegekend is.")
    Clienten: tuple[Client, ...] = lijst("Client", default=())
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode")


@bericht(V3_2)
class JW325(Bericht):
    """Bericht met retourinformatie voor declaratie Jeugdhulp."""

    Header: m.Header = veld()
    DeclaratieAntwoord: m.DeclaratieAntwoord | None = veld(default=None)
