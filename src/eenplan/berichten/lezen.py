"""A message as people read it: parts with a heading and lines of (name, value), whatever its kind.

    for deel in in_delen(xml): deel.kop, deel.regels
    plaats("/Bericht/Client/StartProducten/StartProduct[2]/Begindatum")   # "jeugdige › start van hulp 2 › begonnen op"

It follows the declarations of `ijw`: a class becomes a part, a field a line. What a field is called here stands in NAMEN;
one that is not there is called as the standard does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

import ijw
from eenplan.zorg.varianten import centen_in_woorden, euro, omvang_in_woorden
from ijw.soorten import Code

GESLACHT = {"1": "man", "2": "vrouw", "0": "onbekend"}  # COD046
GEZAG = ("10", "11")  # COD472: parent, guardian
BEDRAGEN = ("LDT_Bedrag", "LDT_Budget", "LDT_TotaalBedrag")
NAMEN = {
    "AangevraagdProduct": "gevraagde hulp", "Afzender": "afzender", "Antwoord": "antwoord", "Begindatum": "begonnen op",
    "BeschikkingIngangsdatum": "beschikking vanaf", "BeschikkingNummer": "nummer van de beschikking", "Bsn": "BSN",
    "Client": "jeugdige", "Commentaar": "toelichting", "DeclaratieAntwoord": "antwoord op de declaratie",
    "DeclaratieDagtekening": "dagtekening", "DeclaratieIdentificatie": "antwoord op bericht", "DeclaratieNummer": "nummer",
    "DeclaratiePeriode": "periode", "Einddatum": "tot en met", "Emailadres": "e-mail", "GeleverdVolume": "geleverd",
    "Geboortedatum": "geboren", "GewensteIngangsdatum": "gewenst vanaf", "GezagsdragerBekend": "wie het gezag heeft, weet ervan",
    "Header": "bericht", "Identificatie": "identificatie", "IdentificatieRetour": "identificatie van het antwoord",
    "DagtekeningRetour": "dagtekening van het antwoord", "IngediendBedrag": "bedrag", "Ingangsdatum": "vanaf",
    "JuridischeStatus": "juridische status", "NieuwProduct": "nieuwe hulp", "OngewijzigdProduct": "gaat zo door",
    "ProductCategorie": "categorie", "ProductCode": "code", "ProductPeriode": "periode", "ProductReferentie": "referentie",
    "ProductTarief": "tarief", "Raamcontract": "landelijk raamcontract", "RedenAfwijzingVerzoek": "reden van afwijzen",
    "RedenBeeindiging": "reden van stoppen", "RedenVerzoek": "reden", "RedenWijziging": "gewijzigd",
    "ReferentieAanbieder": "referentie van de aanbieder", "RetourCode": "beoordeling", "RetourCodes": "beoordeling",
    "StartProduct": "start van hulp", "StatusAanlevering": "soort melding", "StopProduct": "stop van hulp",
    "TeWijzigenProduct": "te wijzigen", "ToegewezenProduct": "toewijzing", "ToewijzingEinddatum": "tot en met",
    "ToewijzingIngangsdatum": "toegewezen vanaf", "ToewijzingNummer": "toewijzing", "TotaalIngediendBedrag": "ingediend",
    "TotaalToegekendBedrag": "toegekend", "VerzoekAntwoord": "antwoord",
    "WettelijkeVertegenwoordiging": "wettelijke vertegenwoordiging",
}  # fmt: skip
# Numbers of programs, and what another line says already.
VERZWEGEN = {
    "BerichtCode", "BerichtSubversie", "BerichtVersie", "Nummer", "Volgorde", "XsdVersie", "XsdVersieDeclaratie",
    "XsdVersieRetour", "XsltVersie",
}  # fmt: skip
# The first day by its last one, where a class has both.
EIND_BIJ = {
    "Ingangsdatum": "Einddatum", "GewensteIngangsdatum": "Einddatum", "Begindatum": "Einddatum",
    "ToewijzingIngangsdatum": "ToewijzingEinddatum",
}  # fmt: skip
ELDERS = (
    "ToewijzingNummer",
    "Toewijzingstijd",
    "Soort",
)  # in the heading, or with the line of its other half
Regels = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Deel:
    """One part of a message."""

    kop: str
    regels: Regels


def in_delen(xml: bytes) -> list[Deel]:
    """The content of a message, in words; `ijw.IjwFout` when it is none."""
    bericht: Any = ijw.parse(xml)
    delen: list[Deel] = []
    for veld in bericht.VORM.velden:
        if (inhoud := getattr(bericht, veld.naam)) is not None:
            delen += _delen(inhoud, _kop(veld.naam, inhoud))
    return delen


def plaats(pad: str) -> str:
    """Where something is in a message, in words."""
    stappen = []
    for stap in pad.split("/"):
        naam, _, nummer = stap.partition("[")
        if naam in ("", "Bericht") or (f"/{naam}/" in pad and _is_omhulsel(naam, pad)):
            continue
        stappen.append(f"{_naam(naam)} {nummer.rstrip(']')}".strip())
    return " › ".join(stappen) or "het hele bericht"


def _is_omhulsel(naam: str, pad: str) -> bool:
    """Whether this step only wraps the next one, as StartProducten does StartProduct[2]."""
    return re.search(rf"/{re.escape(naam)}/\w+\[\d+\]", pad) is not None


# A class becomes a part -----------------------------------------------------------------------------------


def _delen(waarde: Any, kop: str) -> Iterator[Deel]:
    """This class, and after it the classes within it that stand on their own."""
    regels: Regels = []
    onder: list[Deel] = []
    namen = {veld.naam for veld in waarde.VORM.velden}
    for veld in waarde.VORM.velden:
        inhoud = getattr(waarde, veld.naam)
        if inhoud is None or inhoud == () or veld.naam in VERZWEGEN:
            continue
        if isinstance(inhoud, tuple) and hasattr(inhoud[0], "VORM"):
            if veld.item == "Contact":
                regels += _contact(inhoud[0])
            else:
                for deel in inhoud:
                    onder += _delen(deel, _kop(veld.item or veld.naam, deel))
        elif veld.naam == "Contact":
            regels += _contact(inhoud)
        elif hasattr(inhoud, "VORM") and not inhoud.VORM.basis:
            onder += _delen(inhoud, _kop(veld.naam, inhoud))
        else:
            regels += _regels(waarde, veld, inhoud, namen)
    yield Deel(kop, regels)
    yield from onder


def _kop(naam: str, waarde: Any) -> str:
    if naam == "Relatie":
        soort = ijw.codelijst("COD472").get(waarde.Soort, waarde.Soort).lower()
        return f"{'Gezag' if waarde.Soort in GEZAG else 'Relatie'}: {soort}"
    woord = _naam(naam)
    kop = woord[:1].upper() + woord[1:]
    nummer = getattr(waarde, "ToewijzingNummer", None)
    if nummer is None:
        return kop
    return f"{kop} {nummer}" if naam == "ToegewezenProduct" else f"{kop}, toewijzing {nummer}"


def _naam(naam: str) -> str:
    """A field in words: as listed, else its own name with spaces."""
    return NAMEN.get(naam) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", naam).lower()


# A field becomes a line -----------------------------------------------------------------------------------


def _regels(klasse: Any, veld: Any, inhoud: Any, namen: set[str]) -> Regels:
    naam = veld.naam
    if naam in ELDERS or naam in EIND_BIJ.values():
        return []
    if naam == "BerichtIdentificatie":
        return [("Identificatie", inhoud.Identificatie), ("Dagtekening", _dag(inhoud.Dagtekening))]
    if naam == "Toewijzingsdatum":
        return [("Vastgesteld", f"{_dag(inhoud)} {klasse.Toewijzingstijd:%H:%M}")]
    if (eind := EIND_BIJ.get(naam)) in namen:
        return [("Periode", _periode(inhoud, getattr(klasse, str(eind))))]
    woord = _naam(naam)
    tekst = f"{_wie(inhoud)} {inhoud}" if naam in ("Afzender", "Ontvanger") else _waarde(veld.soort, inhoud)
    return [(woord[:1].upper() + woord[1:], tekst)]


def _wie(code: str) -> str:
    """Who has this code: four digits of the CBS, or eight of Vektis."""
    return "gemeente" if len(code) == 4 else "aanbieder"


def _waarde(soort: Any, inhoud: Any) -> str:
    """A value as people write it."""
    if isinstance(inhoud, tuple):
        return "; ".join(_waarde(soort, deel) for deel in inhoud)
    if hasattr(inhoud, "VORM"):
        samengesteld = _SAMENGESTELD.get(inhoud.VORM.typenaam.removeprefix("CDT_"), _achter_elkaar)
        return samengesteld(inhoud)
    if isinstance(inhoud, date | time):
        return _dag(inhoud) if isinstance(inhoud, date) else f"{inhoud:%H:%M}"
    if soort.naam in BEDRAGEN:
        return euro(Decimal(inhoud) / 100)
    return _code(soort, inhoud) if isinstance(soort, Code) else str(inhoud)


def _code(soort: Code, code: str) -> str:
    if soort.naam == "LDT_Geslacht":
        return GESLACHT[code]
    return f"{soort.codes[code]} ({code})" if soort.naam == "LDT_RetourCode" else soort.codes[code]


def _achter_elkaar(waarde: Any) -> str:
    delen = [(veld, getattr(waarde, veld.naam)) for veld in waarde.VORM.velden]
    return ", ".join(_waarde(veld.soort, deel) for veld, deel in delen if deel is not None)


def _contact(contact: Any) -> Regels:
    regels: Regels = []
    if contact.Adres:
        regels.append(("Adres", _adres(contact.Adres)))
    if contact.Organisatie:
        regels.append(("Verblijft bij", contact.Organisatie))
    if contact.Telefoon:
        regels.append(("Telefoon", contact.Telefoon.Telefoon01.Telefoonnummer))
    if contact.Emailadres:
        regels.append(("E-mail", contact.Emailadres))
    return regels


def _adres(adres: Any) -> str:
    huis = adres.Huis
    nummer = ""
    if huis:
        toevoeging = f"-{huis.HuisnummerToevoeging}" if huis.HuisnummerToevoeging else ""
        nummer = f"{huis.Huisnummer}{huis.Huisletter or ''}{toevoeging}"
    straat = f"{adres.Straatnaam or ''} {nummer}".strip()
    return f"{straat}, {adres.Postcode or ''} {adres.Plaatsnaam or ''}".strip(" ,")


def _persoon(naam: Any) -> str:
    achter = naam.Geslachtsnaam
    return " ".join(
        deel for deel in (naam.Voornamen or naam.Voorletters, achter.Voorvoegsel, achter.Achternaam) if deel
    )


def _product(product: Any) -> str:
    if not product.Code:
        return f"categorie {product.Categorie}"
    return f"{product.Code} (categorie {product.Categorie})"


def _periode(begin: date, eind: date | None) -> str:
    return f"{_dag(begin)} {f'tot en met {_dag(eind)}' if eind else 'zonder einddatum'}"


def _bedrag(bedrag: Any) -> str:
    centen = bedrag.Bedrag if hasattr(bedrag, "Bedrag") else bedrag.TotaalBedrag
    return centen_in_woorden(-centen if bedrag.DebetCredit == "C" else centen)


def _dag(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"


_SAMENGESTELD: dict[str, Callable[[Any], str]] = {
    "Adres": _adres,
    "BedragMetDC": _bedrag,
    "Geboortedatum": lambda g: _dag(g.Datum),
    "GeslotenPeriode": lambda p: _periode(p.Begindatum, p.Einddatum),
    "Omvang": lambda o: omvang_in_woorden(o.Volume, o.Eenheid, o.Frequentie),
    "Product": _product,
    "TotaalBedragMetDC": _bedrag,
    "VerkorteNaam": _persoon,
    "VolledigeNaam": _persoon,
}
