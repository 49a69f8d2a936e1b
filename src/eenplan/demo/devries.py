"""Gezin De Vries: the family that the handbook shows. Parents apart, authority together, three children, a plan to discuss."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from eenplan.demo.mensen import Huishouden, Mens
from eenplan.demo.verhaal import DUREN, Verhaal, bsns_van, werkmoment
from eenplan.dossier import actions as dossiers
from eenplan.kern.tijd import op_moment, vandaag
from eenplan.plan import actions as plannen
from eenplan.plan import queries as plan_queries
from eenplan.zorg import actions as zorg

NUMMER = 1000  # comes after all families that are told by a seed
DAGEN_GELEDEN = {
    "melding": 81, "controle_melding": 80, "uitleg_gezin": 79, "triage": 77, "toewijzen_consulent": 74, "kennismaking": 70,
    "onderzoek": 45, "verklarende_analyse": 30, "kernbesluit": 24, "plan_opstellen": 10,
}  # fmt: skip

THEMA: dict[str, Any] = {
    "sleutel": "de_vries", "gebieden": "meervoudig", "probleem": "opvoeden", "zwaar": False, "leeftijd": [16, 16],
    "producten": ["45A48"], "voor": "lotte", "eerste_aanbieder": True,
    "vraag": ["Sem mist veel lessen sinds zijn ouders uit elkaar zijn. Lotte slaapt slecht. Marije vraagt hulp om het thuis rustiger te krijgen."],
    "achter": ["De kinderen willen van allebei de ouders mogen houden. Marije en Pieter willen kunnen overleggen zonder ruzie."],
    "kennis": ["Thuis gesproken met Marije, Sem en Lotte. Pieter belde in. Sem wil zijn diploma halen; Lotte wil weer durven logeren bij oma."],
    "contact": [["huisbezoek", "Marije, Sem en Lotte", "Marije vertelt dat de wissel op zondag het moeilijkste is. Sem was drie dagen op school."]],
    "situatie": ["Marije en Pieter zijn sinds maart uit elkaar. De kinderen wonen bij Marije en zijn om het weekend bij Pieter. "
                 "Sem gaat drie dagen per week naar school. Lotte slaapt slecht en durft niet te logeren. Met Fenna gaat het goed."],
    "motivering": ["Lotte slaapt al een half jaar slecht en is bang. Oma en school doen wat zij kunnen. Met begeleiding thuis leert zij met de angst omgaan."],
    "doelen": [
        {"wie": "kind", "titel": "Sem gaat weer hele dagen naar school", "eenheid": "dagen per week", "waarden": [0, 5],
         "specifiek": "Sem bouwt op met een vast rooster en kiest zelf met welk vak hij begint.", "meetbaar": "School telt de dagen.",
         "acceptabel": "Sem wil zijn diploma halen.", "realistisch": "Drie dagen lukt al."},
        {"wie": "ouder", "titel": "Ouders spreken rustig over de kinderen", "eenheid": "rustige wissels van de 8", "waarden": [1, 7],
         "specifiek": "Marije en Pieter volgen samen de training en overleggen op donderdag.", "meetbaar": "We tellen de wissels zonder ruzie.",
         "acceptabel": "De kinderen vragen hierom.", "realistisch": "Op school lukt het al."},
        {"wie": "lotte", "titel": "Lotte slaapt door en durft te logeren", "eenheid": "goede nachten per week", "waarden": [2, 6],
         "specifiek": "Lotte gaat op tijd naar bed en logeert een nacht bij oma Truus.", "meetbaar": "Lotte houdt een slaapkalender bij.",
         "acceptabel": "Lotte is overdag te moe.", "realistisch": "Vorig jaar sliep ze goed."},
    ],
}  # fmt: skip


def verhaal_de_vries(dag: date) -> Verhaal:
    """The story of this family: amina, team Noord, plan written and not yet discussed."""
    momenten = {
        e: werkmoment(dag - timedelta(days=d), 9.2 + plek / 3)
        for plek, (e, d) in enumerate(DAGEN_GELEDEN.items())
    }
    momenten |= {e: momenten["plan_opstellen"] for e in DUREN if e not in momenten}
    v = Verhaal(
        NUMMER,
        THEMA,
        _huis(momenten["melding"]),
        "plan_bespreken",
        "",
        "besluit",
        True,
        momenten,
        Random("De Vries"),
    )
    v.team, v.regisseur, v.extra = "Noord", "amina", {"de_vries": True}
    return v


def ten_slotte(v: Verhaal, dossier: Any, context: dict[str, Any]) -> None:
    """Care that runs already on a referral, a term on the clock, how far the goals are, and the last contacts."""
    gemeente, eind = context["gemeente"], context["eind"]
    amina, sem = gemeente.mensen["amina"], context["personen"]["kind"]
    with op_moment(v.moment("uitleg_gezin") + timedelta(hours=1)):
        for code, aanbieder, begin, weken, omvang in (
            ("45A48", "De Terp", 200, 31, (4, "04", "2")),
            ("45A03", "Kompaan Jeugdzorg", 82, 14, (1, "82", "6")),
        ):
            zorg.wijs_toe(
                dossier=dossier, jeugdige=sem, product=gemeente.producten[code], begin=eind - timedelta(days=begin),
                aanbieder=next(a for a in gemeente.aanbieders[code] if a.naam == aanbieder), eind=eind - timedelta(days=begin - weken * 7 - 14),
                volume=omvang[0], eenheid=omvang[1], frequentie=omvang[2], door=gemeente.met("a_team")[0],
            )  # fmt: skip
    with op_moment(_op(eind, 43, 10)):
        dossiers.start_termijn(dossier=dossier, soort="beslistermijn", start=vandaag(), door=amina)
    hier = {"dossier": dossier, "door": amina}
    thuis = "Marije vertelt dat de wissel op zondag het moeilijkste is."
    _notitie(_op(eind, 9, 15), soort="huisbezoek", met_wie="Marije, Sem en Lotte", tekst=thuis, **hier)
    _notitie(
        _op(eind, 6, 14),
        soort="telefoon",
        met_wie="De Terp",
        tekst="Plek voor Lotte vanaf 1 december.",
        **hier,
    )
    plan = plan_queries.concept_plan(dossier)
    assert plan is not None
    with op_moment(_op(eind, 9, 16)):
        for doel, waarde in zip(plan.doelen.all(), (3, 4, 2), strict=True):
            plannen.leg_voortgang_vast(doel=doel, waarde=Decimal(waarde), datum=vandaag(), door=amina)


def _notitie(moment: datetime, **velden: Any) -> None:
    with op_moment(moment):
        dossiers.voeg_notitie_toe(datum=vandaag(), **velden)


def _op(dag: date, geleden: int, uur: float) -> datetime:
    return werkmoment(dag - timedelta(days=geleden), uur)


def _huis(melding: datetime) -> Huishouden:
    thuis, weg = ("Dijkstraat", 12, "1401AB", "Waterveld"), ("Oude Haven", 48, "1401CD", "Waterveld")
    bsns = bsns_van(NUMMER)

    def mens(sleutel: str, rol: str, naam: str, jaren: int, geslacht: str, **anders: Any) -> Mens:
        geboren = date(melding.year - jaren, 2, 3 + jaren % 20)
        velden: dict[str, Any] = {
            "voorvoegsel": "de",
            "achternaam": "Vries",
            "adres": thuis,
            "woont_in": True,
            "telefoon": "" if jaren < 12 else f"06000{jaren:05d}",
        }
        return Mens(
            sleutel, rol, naam, geslacht=geslacht, geboren=geboren, bsn=next(bsns), **(velden | anders)
        )

    return Huishouden(
        "samengesteld",
        (
            mens("kind", "jeugdige", "Sem", 16, "m"),
            mens("ouder", "ouder", "Marije", 41, "v", voorvoegsel="", achternaam="Kamphuis"),
            mens("ander", "ouder", "Pieter", 43, "m", woont_in=False, adres=weg),
            mens("partner", "partner", "Joost", 45, "m", voorvoegsel="van", achternaam="Essen"),
            mens("lotte", "jeugdige", "Lotte", 11, "v"),
            mens("fenna", "broer_zus", "Fenna", 6, "v"),
        ),
    )
