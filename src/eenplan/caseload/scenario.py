"""A scenario beside the situation as it is: the same families and the same luck, another formation or policy.

`invoer` says where one began, what was counted and what was chosen (see `vraag`); the outcome holds plain values and the
charts, so that its page needs no calculating.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from eenplan.caseload import antwoord, grafiek
from eenplan.caseload.peiling import Peiling
from eenplan.caseload.rekenen import Gestopt, Meld, berekening
from eenplan.caseload.scenariomodel import Knoppen, Uitgangspunt, bouw, uitgangspunt
from eenplan.kern.fouten import Geweigerd

if TYPE_CHECKING:
    from formatie import Band, Uitkomst
    from formatie.model import Herkomst

RUNS = 300  # bands of two scenarios in some seconds on two cores; a band then shifts by about a week with another seed
NU, SCENARIO = "Zoals het nu is", "Dit scenario"


def vraag(begin: str, peiling: Peiling | None, knoppen: Knoppen) -> dict[str, Any]:
    """What is kept as the input of a calculation. Raises `Geweigerd` with a sentence when it cannot be right."""
    import formatie

    begonnen = uitgangspunt(begin, peiling)
    try:
        bouw(begonnen, knoppen, SCENARIO)
    except formatie.FormatieFout as fout:
        raise Geweigerd(_als_zin(fout)) from None
    return {
        "begin": begonnen.begin,
        "peiling": None if peiling is None else peiling.als_json(),
        "knoppen": knoppen.als_json(),
    }


def lees(invoer: Mapping[str, Any]) -> tuple[Uitgangspunt, Peiling | None, Knoppen]:
    """What `vraag` kept."""
    peiling = Peiling(**invoer["peiling"]) if invoer["peiling"] else None
    return uitgangspunt(invoer["begin"], peiling), peiling, Knoppen.uit_json(invoer["knoppen"])


def basis_van(begonnen: Uitgangspunt, knoppen: Knoppen) -> Knoppen:
    """The choices as they are now: over the same weeks, and with the same assumption about how full the team is.

    An organisation that has nobody yet is compared with the fte that was filled in."""
    nu = begonnen.knoppen
    return replace(nu, fte=nu.fte or knoppen.fte, weken=knoppen.weken, vol=knoppen.vol)


@berekening("scenario")
def reken(invoer: Mapping[str, Any], meld: Meld) -> dict[str, Any]:
    """Simulate; beside the situation as it is when something differs from it."""
    import formatie

    begonnen, _peiling, knoppen = lees(invoer)
    basis = basis_van(begonnen, knoppen)
    meld(0, 1)
    try:
        nu = bouw(begonnen, basis, NU)
        if knoppen == basis:
            uitkomsten = [formatie.simuleer(nu, runs=RUNS, voortgang=meld)]
            verschillen = []
        else:
            naast = formatie.vergelijk(nu, bouw(begonnen, knoppen, SCENARIO), runs=RUNS, voortgang=meld)
            uitkomsten = list(naast.uitkomsten)
            verschillen = [antwoord.verschilregel(v) for v in naast.verschillen[0]]
    except formatie.Gestopt:
        raise Gestopt from None
    except formatie.FormatieFout as fout:
        raise Geweigerd(_als_zin(fout)) from None
    takken = [_tak(u) for u in uitkomsten]
    return {
        "runs": RUNS,
        "zaad": uitkomsten[0].zaad,
        "antwoord": antwoord.antwoord(takken[-1]),
        "vergeleken": antwoord.vergeleken(takken[0], verschillen) if len(takken) > 1 else [],
        "takken": takken,
        "verschillen": verschillen,
        "beelden": grafiek.teken(takken),
    }


def _als_zin(fout: Exception) -> str:
    tekst = str(fout)
    return tekst[:1].upper() + tekst[1:]


def _tak(uit: Uitkomst) -> dict[str, Any]:
    """One outcome as plain values; bands as [p10, median, p90]."""
    tussen = [_band(b) for b in uit.tussenlijst]
    leeg = uit.leeg
    return {
        "naam": uit.naam,
        "start": uit.start.isoformat(),
        "eind": (uit.start + timedelta(weeks=uit.weken)).isoformat(),
        "weken": uit.weken,
        "lijst": [_band(b) for b in uit.lijst],
        "tussenlijst": tussen if any(b[2] for b in tussen) else [],
        "leeg": {
            "deel": leeg.deel,
            "p10": leeg.datum_p10 and leeg.datum_p10.isoformat(),
            "mediaan": leeg.datum_mediaan and leeg.datum_mediaan.isoformat(),
            "p90": leeg.datum_p90 and leeg.datum_p90.isoformat(),
        },
        "knelpunt": None
        if uit.knelpunt is None
        else {
            "groepen": list(uit.knelpunt.groepen),
            "wat": uit.knelpunt.wat,
            "gevraagd": uit.knelpunt.gevraagd,
            "aanwezig": uit.knelpunt.aanwezig,
            "groei": uit.knelpunt.groei,
            "houdt_op": uit.knelpunt.houdt_op,
        },
        "soorten": [
            {
                "naam": s.naam,
                "mediaan": _band(s.wacht_mediaan),
                "p90": _band(s.wacht_p90),
                "op_tijd": _band(s.termijnen["start"]) if "start" in s.termijnen else None,
                "aangekomen": s.tellingen["aangekomen"],
                "afgehaakt": s.tellingen["afgehaakt"],
                "overdrachten": s.overdrachten_per_zaak,
            }
            for s in uit.soorten
        ],
        "groepen": [
            {"naam": g.naam, "benut": _band(g.bezetting_totaal), "gevuld": _band(g.gevuld_totaal)}
            for g in uit.groepen
        ],
        "herkomst": [[pad, h.waarde, *_herkomst(h)] for pad, h in uit.herkomst.items()],
    }


def _band(b: Band) -> list[float | None]:
    return [None if x is None else round(x, 3) for x in (b.p10, b.mediaan, b.p90)]


def _herkomst(h: Herkomst) -> tuple[str, str]:
    """(kind, text): geteld, ingevuld, bron or aanname; and what it rests on."""
    if h.bron.startswith("geteld in Eenplan"):
        return "geteld", h.bron
    if h.bron:
        return "bron", h.bron
    return ("aanname" if h.aanname else "ingevuld"), h.toelichting
