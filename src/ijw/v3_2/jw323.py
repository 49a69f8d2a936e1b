"""JW323, Declaratie: a provider claims what it delivered in one calendar month (answered by JW325)."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, Klasse, bericht, klasse, lijst, vast, veld
from ijw.soorten import Patroon
from ijw.v3_2 import V3_2, header
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw323 as m  # noqa: PLW0406  an element may be named as its class: m is this message
from ijw.v3_2 import samengesteld as b


@klasse
class Header(header.VanAanbieder):
    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="490", regel="RS047")


LETTERS_EN_CIJFERS = Patroon("([a-zA-Z0-9])+", "[a-zA-Z0-9]+", "CS319", "Vul alleen letters en cijfers in, zonder spaties of andere tekens.")


@klasse
class Prestatie(Klasse):
    """Een geleverd of gecrediteerd product van een client in een productperiode."""

    ProductReferentie: b.Referentie = veld("Identificerende referentie van de declaratie van een zorg - of ondersteuningsprestatie.")
    ToewijzingNummer: t.Nummer = veld("Identificerend nummer van de opdracht om een zorg - of ondersteuningsproduct te leveren, zoals vastgesteld door de gemeente.")
    ProductCategorie: t.ProductCategorie = veld("Gecodeerde aanduiding van hoofdcategorieen van producten in het kader van de Jeugdwet (Jw)")
    ProductCode: t.ProductCode = veld("Gecodeerde aanduiding van producten in het kader van de Jeugdwet (Jw)")
    ProductPeriode: b.GeslotenPeriode = veld("Periode binnen de declaratieperiode waarop het product feitelijk is of wordt uitgevoerd.")
    GeleverdVolume: t.Volume = veld("Hoeveelheid verricht product in een prestatieperiode.")
    Eenheid: t.Eenheid = veld("De eenheid waarin de zorg/behandeling wordt uitgedrukt.")
    ProductTarief: t.Bedrag | None = veld("Tarief van een individueel product.", default=None)
    IngediendBedrag: b.BedragMetDC = veld("Het bedrag dat gedeclareerd wordt.")


@klasse
class Client(Klasse):
    """De client aan wie de prestaties zijn geleverd."""

    Bsn: t.BurgerServicenummer = veld("Een door de overheid toegekend identificerend nummer in het kader van het vereenvoudigen van het contact tussen overheid en burgers en het verminderen van de administratieve lasten.")
    Prestaties: tuple[Prestatie, ...] = lijst("Prestatie")


@klasse
class Declaratie(Klasse):
    """Gegevens over de ingediende declaratie."""

    DeclaratieNummer: t.IdentificatieDeclaratie = veld("Unieke identificatie van een declaratie", patroon=LETTERS_EN_CIJFERS)
    DeclaratiePeriode: b.GeslotenPeriode = veld("Eerste en laatste dag van een administratieve periode waarop de gegevensuitwisseling betrekking heeft.")
    DeclaratieDagtekening: t.Datum = veld("Datum van ondertekening van een declaratie door de declarant.")
    TotaalIngediendBedrag: b.TotaalBedragMetDC = veld("Het bedrag dat in zijn totaliteit gedeclareerd is.")
    Clienten: tuple[Client, ...] = lijst("Client")


@bericht(V3_2)
class JW323(Bericht):
    """Bericht voor declaratie Jeugdhulp."""

    Header: m.Header = veld()
    Declaratie: m.Declaratie = veld()
