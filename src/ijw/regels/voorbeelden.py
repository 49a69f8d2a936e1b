"""One good message of every kind, and examples of rules as a change of it.

`jw301(Contact={"Soort": "04"})` is the good JW301 whose first Contact has Soort 04. A dotted name reaches into
a class (`"Adres.Postcode"`); a list of changes makes as many copies of the class. An example is plain data
until `bouw` makes the message.

Levels 3 and 4 need a past. Every kind has one in which its good message is good (`BEGIN`); `.na(jw305(…))` adds
earlier messages, `.met(vandaag=…)` changes what is known besides. `administratie` makes it an `ijw.Geheugen`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from typing import Any

from ijw.administratie import Afspraak
from ijw.beantwoorden import antwoord
from ijw.declaratie import Bericht, Klasse, Vorm
from ijw.geheugen import Geheugen
from ijw.v3_2 import jw301 as m301
from ijw.v3_2 import jw305 as m305
from ijw.v3_2 import jw307 as m307
from ijw.v3_2 import jw315 as m315
from ijw.v3_2 import jw317 as m317
from ijw.v3_2 import jw319 as m319
from ijw.v3_2 import jw323 as m323
from ijw.v3_2 import jw325 as m325
from ijw.v3_2 import samengesteld as b

GEMEENTE, AANBIEDER = "0384", "42420001"
DAGTEKENING = date(2026, 5, 6)
PRODUCT = b.Product(Categorie="45", Code="45A04")
PER_MAAND = b.Omvang(Volume=8, Eenheid="04", Frequentie="4")
CONTRACT = {("45", "45A04"): Afspraak("04", 9000)}
APRIL = b.GeslotenPeriode(Begindatum=date(2026, 4, 1), Einddatum=date(2026, 4, 30))

Wijziging = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """The good message of this name, with these changes per class."""

    bericht: str
    wijzigingen: tuple[tuple[str, tuple[Wijziging, ...]], ...]
    eerder: tuple[Voorbeeld, ...] = ()
    bekend: tuple[tuple[str, Any], ...] = ()

    def na(self, *eerder: Voorbeeld) -> Voorbeeld:
        """The same message, after these too."""
        return replace(self, eerder=self.eerder + eerder)

    def met(self, **bekend: Any) -> Voorbeeld:
        """The same message, with this known besides (the arguments of `Geheugen`)."""
        return replace(self, bekend=tuple(bekend.items()))

    def administratie(self) -> Geheugen:
        """What came before this message."""
        bekend: dict[str, Any] = {"vandaag": DAGTEKENING, "afspraken": CONTRACT} | dict(self.bekend)
        geheugen = Geheugen(**bekend)
        for voorbeeld in BEGIN.get(self.bericht, ()) + self.eerder:
            geheugen.verwerk(voorbeeld.bouw())
        return geheugen

    def bouw(self) -> Bericht:
        """The message."""
        bericht: Any = goed_bericht(self.bericht)
        for klasse, wijzigingen in self.wijzigingen:
            bericht = _pas_toe(bericht, klasse, wijzigingen)
            assert bericht is not None, f"{self.bericht} heeft geen {klasse}"
        assert isinstance(bericht, Bericht)
        return bericht


def _maker(naam: str) -> Callable[..., Voorbeeld]:
    def maak(**klassen: Wijziging | Sequence[Wijziging]) -> Voorbeeld:
        wijzigingen = [(k, (w,) if isinstance(w, Mapping) else tuple(w)) for k, w in klassen.items()]
        return Voorbeeld(naam, tuple(wijzigingen))

    return maak


jw301, jw305, jw307, jw315, jw317, jw319, jw323, jw325 = (
    _maker(f"JW{nummer}") for nummer in (301, 305, 307, 315, 317, 319, 323, 325)
)
jw302, jw306 = _maker("JW302"), _maker("JW306")


def lopend(**velden: Any) -> Voorbeeld:
    """Assignment 300201 as it stands from the first of January, with these changes."""
    januari = date(2026, 1, 1)
    return jw301(
        Header={"BerichtIdentificatie.Identificatie": "V0000"},
        ToegewezenProduct={"Ingangsdatum": januari, "Toewijzingsdatum": januari, **velden},
    )


BEGIN: dict[str, tuple[Voorbeeld, ...]] = {
    "JW305": (jw301(),),
    "JW307": (
        lopend(),
        jw305(
            StartProduct={"ToewijzingIngangsdatum": date(2026, 1, 1), "Begindatum": date(2026, 1, 5)},
        ),
    ),
    "JW317": (
        jw301(
            ToegewezenProduct=[
                {"Einddatum": date(2026, 5, 31)},
                {"ToewijzingNummer": 300202, "Product": b.Product(Categorie="44", Code="44A08")},
            ]
        ),
    ),
    "JW319": (jw315(),),
    "JW323": (lopend(),),
    "JW325": (lopend(), jw323()),
}


def _pas_toe(waarde: Klasse, klasse: str, wijzigingen: tuple[Wijziging, ...]) -> Klasse | None:
    """This object with the first class of that name changed, nearest to the root; None when it has none."""
    eigen = [veld for veld in waarde.VORM.velden if isinstance(veld.soort, Vorm)]
    for veld in eigen:
        inhoud = getattr(waarde, veld.naam)
        if isinstance(veld.soort, Vorm) and veld.soort.klasse.__name__ == klasse and inhoud:
            nieuw = tuple(_met(inhoud[0] if veld.item else inhoud, wijziging) for wijziging in wijzigingen)
            return replace(waarde, **{veld.naam: nieuw if veld.item else nieuw[0]})  # type: ignore[type-var]
    for veld in eigen:
        inhoud = getattr(waarde, veld.naam)
        if inhoud:
            deel = _pas_toe(inhoud[0] if veld.item else inhoud, klasse, wijzigingen)
            if deel is not None:
                rest = (deel, *inhoud[1:]) if veld.item else deel
                return replace(waarde, **{veld.naam: rest})  # type: ignore[type-var]
    return None


def _met(waarde: Any, wijziging: Wijziging) -> Any:
    for naam, nieuw in wijziging.items():
        eerste, _, rest = naam.partition(".")
        deel = _met(getattr(waarde, eerste), {rest: nieuw}) if rest else nieuw
        waarde = replace(waarde, **{eerste: deel})
    return waarde


@cache
def goed_bericht(naam: str) -> Bericht:
    """A small message of this kind that keeps every rule of levels 1 and 2."""
    return _GOED[naam]()


def _kop(header: type[Any], van: str, aan: str, **meer: Any) -> Any:
    identificatie = b.BerichtIdentificatie(Identificatie="V0001", Dagtekening=DAGTEKENING)
    return header(Afzender=van, Ontvanger=aan, BerichtIdentificatie=identificatie, XsdVersie=_XSD, **meer)


_XSD = b.XsdVersie(BasisschemaXsdVersie="1.0.0", BerichtXsdVersie="1.0.0")
_ACHTERNAAM = b.Achternaam(Achternaam="Wit", Voorvoegsel="de")
_KIND: dict[str, Any] = {
    "Bsn": "999900006",
    "Geboortedatum": b.Geboortedatum(Datum=date(2012, 2, 14)),
    "Geslacht": "2",
    "Naam": b.VerkorteNaam(Geslachtsnaam=_ACHTERNAAM, Voornamen="Noor"),
}
_ADRES = b.Adres(
    Huis=b.Huis(Huisnummer=12), Postcode="3511AB", Straatnaam="Laan", Plaatsnaam="Waterveld", LandCode="NL"
)
_TELEFOON = b.Telefoonnummers(Telefoon01=b.Telefoon(Telefoonnummer="0612345678", Landnummer="0031"))


def _jw301() -> Bericht:
    naam = b.VolledigeNaam(Geslachtsnaam=_ACHTERNAAM, Voornamen="Noor", NaamGebruik="1")
    ouder = m301.Relatie(
        Nummer="1", Soort="10", Geslacht="2", Naam=naam, Contact=m301.Contact(Soort="01", Adres=_ADRES)
    )
    product = m301.ToegewezenProduct(
        ToewijzingNummer=300201,
        Product=PRODUCT,
        Toewijzingsdatum=date(2026, 5, 1),
        Toewijzingstijd=time(12, 0),
        Ingangsdatum=date(2026, 5, 1),
        Einddatum=date(2026, 12, 31),
        Omvang=PER_MAAND,
    )
    client = m301.Client(
        **_KIND | {"Naam": naam},
        Relaties=(ouder,),
        Contactgegevens=(m301.Contact(Soort="01", Adres=_ADRES, Telefoon=_TELEFOON),),
        ToegewezenProducten=(product,),
    )
    return m301.JW301(Header=_kop(m301.Header, GEMEENTE, AANBIEDER), Client=client)


def _jw305() -> Bericht:
    start = m305.StartProduct(
        ToewijzingNummer=300201,
        Product=PRODUCT,
        ToewijzingIngangsdatum=date(2026, 5, 1),
        Begindatum=date(2026, 5, 4),
        StatusAanlevering="1",
    )
    return m305.JW305(
        Header=_kop(m305.Header, AANBIEDER, GEMEENTE), Client=m305.Client(**_KIND, StartProducten=(start,))
    )


def _jw307() -> Bericht:
    stop = m307.StopProduct(
        ToewijzingNummer=300201,
        Product=PRODUCT,
        ToewijzingIngangsdatum=date(2026, 1, 1),
        Begindatum=date(2026, 1, 5),
        RedenBeeindiging="31",
        Einddatum=date(2026, 4, 30),
        StatusAanlevering="1",
    )
    return m307.JW307(
        Header=_kop(m307.Header, AANBIEDER, GEMEENTE), Client=m307.Client(**_KIND, StopProducten=(stop,))
    )


def _jw315() -> Bericht:
    product = m315.AangevraagdProduct(
        ReferentieAanbieder="R001",
        Product=PRODUCT,
        ToewijzingIngangsdatum=date(2026, 6, 1),
        ToewijzingEinddatum=date(2026, 12, 31),
        Omvang=PER_MAAND,
        Verwijzer=b.Verwijzer(Type="02", ZorgverlenerCode="01000001"),
    )
    return m315.JW315(
        Header=_kop(m315.Header, AANBIEDER, GEMEENTE),
        Client=m315.Client(**_KIND, AangevraagdeProducten=(product,)),
    )


def _jw317() -> Bericht:
    verzoek = m317.Verzoek(
        ReferentieAanbieder="R002",
        RedenVerzoek="1",
        OngewijzigdeProducten=(m317.OngewijzigdProduct(ToewijzingNummer=300201),),
        TeWijzigenProducten=(
            m317.TeWijzigenProduct(
                ToewijzingNummer=300202,
                GewensteIngangsdatum=date(2026, 6, 1),
                Einddatum=date(2026, 12, 31),
                Omvang=PER_MAAND,
            ),
        ),
        NieuweProducten=(
            m317.NieuwProduct(
                Product=PRODUCT,
                GewensteIngangsdatum=date(2026, 6, 1),
                Einddatum=date(2026, 12, 31),
                Omvang=PER_MAAND,
            ),
        ),
    )
    client = m317.Client(Bsn="999900006", Verzoek=verzoek)
    return m317.JW317(Header=_kop(m317.Header, AANBIEDER, GEMEENTE), Client=client)


def _jw319() -> Bericht:
    antwoord = m319.Antwoord(
        ReferentieAanbieder="R001",
        VerzoekAntwoord="1",
        RedenAfwijzingVerzoek="8",
        Woonplaatsbeginsel=m319.Woonplaatsbeginsel(Gemeente="0363"),
    )
    return m319.JW319(Header=_kop(m319.Header, GEMEENTE, AANBIEDER), Antwoord=antwoord)


def _prestatie() -> dict[str, Any]:
    return {
        "ProductReferentie": b.Referentie(ReferentieNummer="RN001"),
        "ToewijzingNummer": 300201,
        "ProductCategorie": "45",
        "ProductCode": "45A04",
        "ProductPeriode": APRIL,
        "GeleverdVolume": 4,
        "Eenheid": "04",
        "ProductTarief": 9000,
        "IngediendBedrag": b.BedragMetDC(Bedrag=36000, DebetCredit="D"),
    }


def _jw323() -> Bericht:
    declaratie = m323.Declaratie(
        DeclaratieNummer="D2026004",
        DeclaratiePeriode=APRIL,
        DeclaratieDagtekening=DAGTEKENING,
        TotaalIngediendBedrag=b.TotaalBedragMetDC(TotaalBedrag=36000, DebetCredit="D"),
        Clienten=(m323.Client(Bsn="999900006", Prestaties=(m323.Prestatie(**_prestatie()),)),),
    )
    return m323.JW323(Header=_kop(m323.Header, AANBIEDER, GEMEENTE), Declaratie=declaratie)


def _jw325() -> Bericht:
    prestatie = m325.Prestatie(**_prestatie(), RetourCodes=("9321",))
    antwoord = m325.DeclaratieAntwoord(
        DeclaratieNummer="D2026004",
        TotaalIngediendBedrag=b.TotaalBedragMetDC(TotaalBedrag=100000, DebetCredit="D"),
        TotaalToegekendBedrag=b.TotaalBedragMetDC(TotaalBedrag=64000, DebetCredit="D"),
        Clienten=(m325.Client(Bsn="999900006", Prestaties=(prestatie,), RetourCodes=("0200",)),),
        RetourCodes=("0200",),
    )
    header = _kop(
        m325.Header,
        GEMEENTE,
        AANBIEDER,
        DeclaratieIdentificatie=b.BerichtIdentificatie(Identificatie="V0001", Dagtekening=DAGTEKENING),
        XsdVersieDeclaratie=_XSD,
        RetourCodes=("0200",),
    )
    return m325.JW325(Header=header, DeclaratieAntwoord=antwoord)


def _retour_op(naam: str) -> Bericht:
    return antwoord(goed_bericht(naam), [], identificatie="A0001", dagtekening=DAGTEKENING)


_GOED: dict[str, Callable[[], Bericht]] = {
    "JW301": _jw301,
    "JW302": lambda: _retour_op("JW301"),
    "JW305": _jw305,
    "JW306": lambda: _retour_op("JW305"),
    "JW307": _jw307,
    "JW315": _jw315,
    "JW317": _jw317,
    "JW319": _jw319,
    "JW323": _jw323,
    "JW325": _jw325,
}
