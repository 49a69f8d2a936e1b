"""The headers of iJw 3.2: who writes to whom, and what a return message adds.

A message makes its own `Header` from one of these with its BerichtCode (RS047). A return message repeats
the header that it answers, sender and receiver included, so its direction is that of the first message.
"""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Klasse, klasse, lijst, vast, veld
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import samengesteld as b


@klasse
class VanGemeente(Klasse):
    """Kop van een bericht van een gemeente aan een aanbieder."""

    BerichtCode: t.BerichtCode = veld("Code ter identificatie van een soort bericht.")
    BerichtVersie: t.BerichtVersie = vast("Volgnummer van de formele uitgifte van een major release van een iStandaard.", default=3, regel="CS025")
    BerichtSubversie: t.BerichtSubversie = vast("Volgnummer van de formele uitgifte van een minor release van een iStandaard.", default=2, regel="CS015")
    Afzender: t.Gemeente = veld("Identificatie van een gemeente die betrokken is bij de uitvoering van zorg of ondersteuning.")
    Ontvanger: t.AgbCode = veld("Identificerende code van een aanbieder van zorg of ondersteuning.")
    BerichtIdentificatie: b.BerichtIdentificatie = veld("Naam of nummer en dagtekening ter identificatie van een totale aanlevering.")
    XsdVersie: b.XsdVersie = veld("Volgnummer van de formele uitgifte van een versie van de XSD's die zijn ingezet voor het opstellen van het heenbericht.")


@klasse
class VanAanbieder(VanGemeente):
    """Kop van een bericht van een aanbieder aan een gemeente."""

    Afzender: t.AgbCode = veld("Identificerende code van een aanbieder van zorg of ondersteuning.")
    Ontvanger: t.Gemeente = veld("Identificatie van een gemeente die betrokken is bij de uitvoering van zorg of ondersteuning.")


@klasse
class RetourOpGemeente(VanGemeente):
    """Kop van een retourbericht op een bericht van een gemeente."""

    IdentificatieRetour: t.IdentificatieBericht = veld("Naam of nummer ter identificatie van een retourbericht.")
    DagtekeningRetour: t.Datum = veld("Dagtekening van het retourbericht.")
    XsltVersie: t.Versie | None = veld("Volgnummer van de formele uitgifte van een versie van de XSLT's die zijn ingezet voor de controle van het heenbericht.", default=None)
    XsdVersieRetour: b.XsdVersie = veld("Volgnummer van de formele uitgifte van een versie van de XSD's die zijn ingezet voor het opstellen van het retourbericht.")
    RetourCodes: tuple[t.RetourCode, ...] = lijst("RetourCode", default=(), uitleg="Resultaat van de beoordeling van het hele bericht.")


@klasse
class RetourOpAanbieder(RetourOpGemeente):
    """Kop van een retourbericht op een bericht van een aanbieder."""

    Afzender: t.AgbCode = veld("Identificerende code van een aanbieder van zorg of ondersteuning.")
    Ontvanger: t.Gemeente = veld("Identificatie van een gemeente die betrokken is bij de uitvoering van zorg of ondersteuning.")
