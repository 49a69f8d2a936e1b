"""The words of the letter, in plain Dutch (B1): *je* to a youth, *u* to a parent.

Pure: facts in, a dictionary out that `brief.typ` lays out. Every value is text; nothing is markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from termijn.woorden import MAANDEN


@dataclass(frozen=True, slots=True)
class Hulp:
    """One provision as the letter tells it."""

    naam: str
    hoeveel: str
    begin: date
    eind: date
    aanbieder: str


@dataclass(frozen=True, slots=True)
class Brieffeiten:
    """All that the letter says; `aan_jeugdige` chooses between *je* and *u*."""

    organisatie: str
    plaats: str
    team: str
    kenmerk: str
    dagtekening: date
    aan_jeugdige: bool
    aanspreeknaam: str
    adres: list[str]
    jeugdige: str
    aanvraag_op: date
    plan_op: date
    hulp: list[Hulp]
    motivering: str
    doelen: list[str]
    bezwaar_tot: date
    contact_naam: str
    contact_telefoon: str
    ondertekenaar: str
    functie: str
    mandaat: str
    bezwaaradres: str = ""
    geboren_op: date | None = None
    jeugdige_voluit: str = ""


def brief(f: Brieffeiten) -> dict[str, Any]:
    """The letter, ready for `brief.typ`."""
    je = f.aan_jeugdige
    titel = "Besluit over jouw jeugdhulp" if je else f"Besluit over jeugdhulp voor {f.jeugdige}"
    return {
        "titel": titel,
        "omschrijving": f"{titel}, kenmerk {f.kenmerk}",
        "organisatie": f.organisatie,
        "team": f.team,
        "kenmerk": f.kenmerk,
        "dagtekening": {"year": f.dagtekening.year, "month": f.dagtekening.month, "day": f.dagtekening.day},
        "voet": f"{f.organisatie} · kenmerk {f.kenmerk}",
        "adres": f.adres,
        "gegevens": _reference(f),
        "aanhef": f"{'Hoi' if je else 'Beste'} {f.aanspreeknaam},",
        "inleiding": [_opening(f)],
        "besluit": {
            "kop": "Wat hebben we besloten?",
            "alineas": [
                "Je krijgt jeugdhulp. Dit is de hulp die je krijgt:"
                if je
                else f"{f.jeugdige} krijgt jeugdhulp. Het gaat om deze hulp:"
            ],
            "kolommen": ["Hulp", "Hoeveel", "Wanneer", "Wie geeft de hulp"],
            "regels": [
                {
                    "hulp": h.naam,
                    "hoeveel": h.hoeveel,
                    "periode": f"van {voluit(h.begin)} tot en met {voluit(h.eind)}",
                    "wie": h.aanbieder,
                }
                for h in f.hulp
            ],
            "daarna": [
                "De gemeente betaalt deze hulp rechtstreeks aan de aanbieder. "
                + ("Jij en je ouders betalen niets." if je else "U betaalt niets.")
            ],
        },
        "delen": [_why(f), _goals(f), _next(f), _objection(f), _questions(f)],
        "groet": "Met vriendelijke groet,",
        "namens": f"namens het college van burgemeester en wethouders van {f.plaats}",
        "ondertekenaar": f.ondertekenaar,
        "functie": f.functie,
        "mandaat": f"Ondertekend in mandaat: {f.mandaat}" if f.mandaat else "",
    }


def voluit(dag: date) -> str:
    """`1 december 2026`, on one line."""
    return f"{dag.day}\u00a0{MAANDEN[dag.month - 1]}\u00a0{dag.year}"


def _reference(f: Brieffeiten) -> list[list[str]]:
    rows = [["Datum", voluit(f.dagtekening)], ["Ons kenmerk", f.kenmerk]]
    rows += (
        [["Jeugdige", f"{f.jeugdige_voluit or f.jeugdige}, geboren {voluit(f.geboren_op)}"]]
        if f.geboren_op and not f.aan_jeugdige
        else []
    )
    return [*rows, ["Contact", f"{f.contact_naam}{', ' + f.contact_telefoon if f.contact_telefoon else ''}"]]


def _opening(f: Brieffeiten) -> str:
    if f.aan_jeugdige:
        return (
            f"Op {voluit(f.aanvraag_op)} is hulp voor jou gevraagd. We hebben daar met jou en je ouders over gepraat. "
            "In deze brief lees je wat we hebben besloten, waarom, en wat je kunt doen als je het er niet mee eens bent."
        )
    return (
        f"Op {voluit(f.aanvraag_op)} is hulp gevraagd voor {f.jeugdige}. We hebben daar met uw gezin over gepraat. "
        "In deze brief leest u wat we hebben besloten, waarom, en wat u kunt doen als u het er niet mee eens bent."
    )


def _part(
    kop: str, *alineas: str, lijst: list[str] | None = None, slot: tuple[str, ...] = (), apart: bool = False
) -> dict[str, Any]:
    return {"kop": kop, "alineas": list(alineas), "lijst": lijst or [], "slot": list(slot), "apart": apart}


def _why(f: Brieffeiten) -> dict[str, Any]:
    alineas = [alinea.strip() for alinea in f.motivering.split("\n") if alinea.strip()]
    return _part(
        "Waarom besluiten we dit?", *alineas, slot=("Dit besluit berust op artikel 2.3 van de Jeugdwet.",)
    )


def _goals(f: Brieffeiten) -> dict[str, Any]:
    van = "jouw plan" if f.aan_jeugdige else "het plan van uw gezin"
    return _part(
        f"Waar werkt {'je' if f.aan_jeugdige else f.jeugdige} aan?",
        f"In {van} van {voluit(f.plan_op)} staan deze doelen:",
        lijst=f.doelen,
    )


def _next(f: Brieffeiten) -> dict[str, Any]:
    namen = list(dict.fromkeys(h.aanbieder for h in f.hulp))
    wie = namen[0] if len(namen) == 1 else ", ".join(namen[:-1]) + " en " + namen[-1]
    neemt = "neemt" if len(namen) == 1 else "nemen"
    if f.aan_jeugdige:
        return _part(
            "Wat gebeurt er nu?",
            f"{wie} {neemt} contact op met jou of je ouders voor een eerste afspraak. Dat mag je ook zelf doen.",
        )
    return _part(
        "Wat gebeurt er nu?",
        f"{wie} {neemt} contact met u op voor een eerste afspraak. U mag ook zelf bellen.",
    )


def _objection(f: Brieffeiten) -> dict[str, Any]:
    laatste, waar = (
        voluit(f.bezwaar_tot),
        f.bezwaaradres or f"het college van burgemeester en wethouders van {f.plaats}",
    )
    if f.aan_jeugdige:
        return _part(
            "Ben je het er niet mee eens?",
            f"Bel dan eerst met {f.contact_naam}. Vaak komen we er samen uit. Je mag ook bezwaar maken. "
            f"Dan kijken andere mensen van de gemeente nog eens naar het besluit. Stuur je brief uiterlijk op {laatste} naar {waar}. "
            "Zet in je brief:",
            lijst=[
                "je naam, je adres en de datum",
                f"het kenmerk {f.kenmerk}",
                "waarom je het niet eens bent met het besluit",
                "je handtekening",
            ],
            apart=True,
            slot=(
                "Je mag hulp vragen, bijvoorbeeld aan je ouders of aan een vertrouwenspersoon van Jeugdstem (jeugdstem.nl). Dat kost niets.",
            ),
        )
    return _part(
        "Bent u het er niet mee eens?",
        f"Bel dan eerst met {f.contact_naam}. Vaak komen we er samen uit. U kunt ook bezwaar maken. "
        f"Stuur uw brief binnen zes weken, uiterlijk op {laatste}, naar {waar}. Zet in uw brief:",
        lijst=[
            "uw naam, uw adres en de datum",
            f"het kenmerk {f.kenmerk}",
            "waarom u het niet eens bent met het besluit",
            "uw handtekening",
        ],
        apart=True,
        slot=(
            "Iemand mag u helpen. Een vertrouwenspersoon van Jeugdstem (jeugdstem.nl) is gratis en werkt niet voor de gemeente.",
        ),
    )


def _questions(f: Brieffeiten) -> dict[str, Any]:
    kop, houd = ("Heb je vragen?", "Houd je") if f.aan_jeugdige else ("Hebt u vragen?", "Houd")
    hoe = f"Bel {f.contact_naam}{', ' + f.contact_telefoon if f.contact_telefoon else ''}."
    return _part(
        kop,
        f"{hoe} {houd} het kenmerk {f.kenmerk} bij de hand."
        if not f.aan_jeugdige
        else f"{hoe} Noem het kenmerk {f.kenmerk}.",
    )
