"""From what a manager chose to a model of `formatie`: where one begins, and what is changed.

One begins with the own organisation or with a story that `formatie` brings along; every choice that differs from that
changes the model, and says in its list of origins that it was filled in here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from eenplan.caseload.getallen import getal
from eenplan.caseload.peiling import SOORTEN, Peiling

if TYPE_CHECKING:
    from formatie import Groep, Model

EIGEN = "eigen"
VERHALEN = {"jet-groei": 208, "jet": 104}  # shipped stories, and for how many weeks one looks ahead
GEMENGD, GESPLITST, INTAKE = "gemengd", "gesplitst", "intake"
TEAM = "jeugdconsulenten"  # the one group of a mixed team in `formatie`
INTAKEFASEN = ("onderzoek", "plan")
ONBEKEND = 1.0  # fte in the model of an organisation that has nobody yet, until it is filled in
VOL, MEESTE_KEER = (
    0.95,
    4.0,
)  # a team is full when so much of its hours is taken; never stretch the hours further than this
INGEVULD = "ingevuld op deze pagina"
NAAR_HET_WERK = "de fte is verdeeld naar het werk van elk team"
PER_FTE_PER_JAAR = 55  # new families per fte a year where we counted too few ourselves: JET 4.1
BRON_PER_FTE = "JET 4.1: circa 55 beschikkingen via de eigen toegang per fte per jaar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Knoppen:
    """What can be chosen. Percents are whole; `plafond` is the part of the net hours that may be filled with families.

    erbij    (day, fte): from that day so much more, or less when it is below zero
    vol      the families under way now are taken to fill the team, whatever hours the work model gives them
    """

    fte: float
    instroom: float
    aandelen: dict[str, int]
    erbij: tuple[tuple[str, float], ...] = ()
    indeling: str = GEMENGD
    volgorde: str = "voorrang"
    plafond: int | None = None
    plafond_vanaf: str | None = None
    weken: int = 104
    vol: bool = False

    def als_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def uit_json(cls, waarden: Mapping[str, Any]) -> Knoppen:
        stappen = tuple((dag, fte) for dag, fte in waarden["erbij"])
        return cls(**{**waarden, "erbij": stappen})


@dataclass(frozen=True, slots=True)
class Uitgangspunt:
    """Where one begins: the model as it is, the choices that belong to it, and its first day.

    stappen    in words how fte and arrivals grow of themselves in this story; empty when they do not
    gevuld     part of the team's hours that the families under way ask, by the work model; None in a story
    """

    begin: str
    knoppen: Knoppen
    start: date
    model: Callable[[], Model]
    stappen: str = ""
    gevuld: float | None = None


def uitgangspunt(begin: str, peiling: Peiling | None) -> Uitgangspunt:
    """The own organisation as counted, or a shipped story."""
    if begin in VERHALEN:
        return _verhaal(begin)
    assert peiling is not None
    knoppen = Knoppen(
        fte=peiling.fte,
        instroom=_instroom(peiling),
        aandelen=peiling.percentages or _verhaal("jet").knoppen.aandelen,
        vol=bool(peiling.wachtenden and peiling.lopenden),
    )
    gevuld = _gevuld(_eigen(peiling)) if peiling.fte > 0 else None
    return Uitgangspunt(EIGEN, knoppen, peiling.datum, lambda: _eigen(peiling), gevuld=gevuld)


def bouw(uit: Uitgangspunt, knoppen: Knoppen, naam: str) -> Model:
    """The model with these choices. Raises `FormatieFout` with a sentence when it cannot be right."""
    from formatie.controle import controleer

    model, basis = uit.model(), uit.knoppen
    periode = replace(model.periode, weken=knoppen.weken, overbelasting="toon")
    herkomst = dict(model.herkomst) | _ingevuld("periode.weken", knoppen.weken)
    model = replace(model, naam=naam, periode=periode, herkomst=herkomst)
    if knoppen.vol and uit.gevuld:
        model = _met_zwaardere_gezinnen(model, keer_zwaarder(uit.gevuld))
    if knoppen.instroom != basis.instroom:
        model = _met_instroom(model, knoppen.instroom / basis.instroom)
    if knoppen.aandelen != basis.aandelen:
        model = _met_aandelen(model, knoppen.aandelen)
    if knoppen.fte != basis.fte or knoppen.erbij:
        model = _met_fte(model, knoppen.fte, knoppen.erbij)
    if knoppen.volgorde != model.beleid.volgorde:
        model = replace(model, beleid=replace(model.beleid, volgorde=knoppen.volgorde))
    if knoppen.indeling != GEMENGD:
        model = _in_twee_teams(model, knoppen.indeling)
    if knoppen.plafond is not None:
        model = _met_plafond(model, knoppen.plafond, knoppen.plafond_vanaf)
    controleer(model)
    return model


# ---- where one begins ------------------------------------------------------------------------------


@cache
def _verhaal(naam: str) -> Uitgangspunt:
    import formatie

    model = formatie.voorbeeld(naam)
    knoppen = Knoppen(
        fte=model.groepen[TEAM].fte[0][1],
        instroom=model.instroom[0][1],
        aandelen={soort: round(100 * model.soorten[soort].aandeel) for soort in SOORTEN},
        weken=VERHALEN[naam],
    )
    fte, instroom = model.groepen[TEAM].fte, model.instroom
    stappen = ""
    if len(fte) > 1:
        stappen = (
            f"In dit verhaal groeit het team vanzelf van {getal(fte[0][1], 1)} naar {getal(fte[-1][1], 1)} fte, en het aantal nieuwe gezinnen "
            f"per week van {getal(instroom[0][1], 1)} naar {getal(instroom[-1][1], 1)}."
        )
    return Uitgangspunt(naam, knoppen, model.periode.start, lambda: model, stappen)


def _instroom(peiling: Peiling) -> float:
    return peiling.per_week or round(max(peiling.fte, 1.0) * PER_FTE_PER_JAAR / 52, 1)


def _eigen(peiling: Peiling) -> Model:
    """The work as `formatie` ships it, with our own team, list and families under way."""
    import formatie

    geteld = f"geteld in Eenplan op {peiling.datum:%d-%m-%Y}"
    inhoud = formatie.standaard()
    inhoud["naam"] = "Ons team nu"
    inhoud["periode"]["start"] = peiling.datum
    inhoud["instroom"]["per_week"] = {"waarde": _instroom(peiling), "bron": BRON_PER_FTE}
    if peiling.per_week is not None:
        inhoud["instroom"]["per_week"]["bron"] = (
            f"{geteld}: {peiling.nieuw} gezinnen in {round(peiling.weken)} weken"
        )
    inhoud["groepen"][TEAM]["fte"] = {"waarde": peiling.fte or ONBEKEND, "bron": geteld}
    for soort in SOORTEN:
        blok = inhoud["soorten"][soort]
        blok["wachtend"] = {"waarde": peiling.wachtend[soort], "bron": geteld}
        blok["gewacht"] = {
            "waarde": round(2 * peiling.gewacht[soort], 1),
            "bron": f"{geteld}: twee keer de gemiddelde wachttijd van nu",
        }
        blok["lopend"] = {
            fase: {"waarde": n, "bron": geteld} for fase, n in peiling.lopend[soort].items() if n
        }
        if peiling.percentages is not None:
            blok["aandeel"] = {"waarde": peiling.percentages[soort] / 100, "bron": geteld}
    return formatie.maak(inhoud)


def _gevuld(model: Model) -> float:
    from formatie.rekenen import gewicht, plafond_per_fte

    groep = model.groepen[TEAM]
    punten = sum(
        aantal * gewicht(soort.fasen[fase], model)
        for soort in model.soorten.values()
        for fase, aantal in (soort.lopend or {}).items()
    )
    return float(punten / (groep.fte[0][1] * plafond_per_fte(groep)))


def keer_zwaarder(gevuld: float) -> float:
    """How many times the hours of the work model a family takes when the team is full with those it has."""
    return min(max(VOL / gevuld, 1 / MEESTE_KEER), MEESTE_KEER) if gevuld else 1.0


# ---- what is changed -------------------------------------------------------------------------------


def _met_zwaardere_gezinnen(model: Model, keer: float) -> Model:
    """Every hour of the work model so many times; an assumption, and so it says."""
    from formatie.model import Herkomst

    waarom = f"uren van het werkmodel keer {getal(keer, 2)}, zodat het team nu vol zit"
    soorten, herkomst = {}, dict(model.herkomst)
    for naam, soort in model.soorten.items():
        fasen = {}
        for fase in soort.fasen.values():
            werk = tuple(
                replace(a, uren=a.uren * keer, spreiding=a.spreiding * keer, reis=a.reis * keer)
                for a in fase.activiteiten
            )
            fasen[fase.naam] = replace(fase, activiteiten=werk)
            for a in werk:
                pad = f"soorten.{naam}.fasen.{fase.naam}.activiteiten.{a.naam}"
                for sleutel in ("uren", "spreiding", "reis"):
                    if f"{pad}.{sleutel}" in herkomst:
                        waarde = round(getattr(a, sleutel), 2)
                        herkomst[f"{pad}.{sleutel}"] = Herkomst(waarde, "", True, waarom)
        soorten[naam] = replace(soort, fasen=fasen)
    return replace(model, soorten=soorten, herkomst=herkomst)


def _met_instroom(model: Model, keer: float) -> Model:
    stappen = tuple((week, waarde * keer) for week, waarde in model.instroom)
    return replace(
        model, instroom=stappen, herkomst=_met_stappen(model, "instroom.per_week", stappen, INGEVULD)
    )


def _met_aandelen(model: Model, percentages: Mapping[str, int]) -> Model:
    soorten, herkomst = dict(model.soorten), dict(model.herkomst)
    for soort, procent in percentages.items():
        soorten[soort] = replace(soorten[soort], aandeel=procent / 100)
        herkomst |= _ingevuld(f"soorten.{soort}.aandeel", procent / 100)
    return replace(model, soorten=soorten, herkomst=herkomst)


def _met_fte(model: Model, fte_nu: float, erbij: tuple[tuple[str, float], ...]) -> Model:
    """Another fte at the start, and with it as much more or less ever after; and what comes on top from a day."""
    groep = model.groepen[TEAM]
    meer = fte_nu - groep.fte[0][1]
    sprongen = [(_week(model, dag), fte) for dag, fte in erbij]
    weken = sorted({week for week, _ in [*groep.fte, *sprongen]})
    stappen = tuple(
        (week, round(_op(groep.fte, week) + meer + sum(fte for w, fte in sprongen if w <= week), 4))
        for week in weken
    )
    groepen = {**model.groepen, TEAM: replace(groep, fte=stappen)}
    return replace(
        model, groepen=groepen, herkomst=_met_stappen(model, f"groepen.{TEAM}.fte", stappen, INGEVULD)
    )


def _in_twee_teams(model: Model, indeling: str) -> Model:
    """The same fte in two teams, each as large as the part of the work that comes to it."""
    from formatie.model import Herkomst

    groep, deel = model.groepen[TEAM], _deel_eerste(model, indeling)
    eerste, kan = ("entreeteam", "toegang") if indeling == GESPLITST else ("intaketeam", "intake")
    herkomst = {p: h for p, h in model.herkomst.items() if not p.startswith(f"groepen.{TEAM}.")}
    groepen: dict[str, Groep] = {}
    for naam, vaardigheid, part in ((eerste, kan, deel), ("regieteam", "regie", 1 - deel)):
        stappen = tuple((week, round(fte * part, 2)) for week, fte in groep.fte)
        groepen[naam] = replace(groep, naam=naam, fte=stappen, vaardigheden=frozenset({vaardigheid}))
        for week, fte in stappen:
            pad = f"groepen.{naam}.fte[{week}].waarde" if len(stappen) > 1 else f"groepen.{naam}.fte"
            herkomst[pad] = Herkomst(fte, "", True, NAAR_HET_WERK)
        herkomst[f"groepen.{naam}.deeltijd"] = model.herkomst[f"groepen.{TEAM}.deeltijd"]
    model = replace(model, groepen=groepen, herkomst=herkomst)
    return _met_intake(model) if indeling == INTAKE else model


def _deel_eerste(model: Model, indeling: str) -> float:
    """Part of all hours that comes to the first of two teams, by the work model."""
    import formatie

    uren = {s.naam: (float(s.nieuw_per_jaar), s.uren) for s in formatie.norm(model).soorten}
    alles = sum(n * float(opbouw.totaal) for n, opbouw in uren.values())
    if indeling == GESPLITST:
        n, opbouw = uren["enkelvoudig"]
        eerste = n * float(opbouw.totaal)
    else:
        eerste = sum(
            n * float(regel.waarde)
            for n, opbouw in uren.values()
            for regel in opbouw.regels
            if regel.naam in INTAKEFASEN
        )
    return eerste / alles if alles else 0.5


def _met_intake(model: Model) -> Model:
    """The intake team does research and plan of every family, and hands over warmly to who directs it."""
    soorten = {}
    for naam, soort in model.soorten.items():
        fasen = {
            f.naam: replace(f, vaardigheid="intake" if f.naam in INTAKEFASEN else "regie")
            for f in soort.fasen.values()
        }
        soorten[naam] = replace(soort, fasen=fasen)
    return replace(model, soorten=soorten, beleid=replace(model.beleid, overdracht="warm"))


def _met_plafond(model: Model, procent: int, vanaf: str | None) -> Model:
    from formatie.rekenen import plafond_per_fte

    groepen, herkomst = {}, dict(model.herkomst)
    week = _week(model, vanaf) if vanaf else 0
    for naam, groep in model.groepen.items():
        vol = plafond_per_fte(groep)
        lager = (week, vol * procent / 100)
        groepen[naam] = replace(groep, plafond=(lager,) if week == 0 else ((0, vol), lager))
        herkomst |= _ingevuld(f"groepen.{naam}.plafond", round(lager[1], 1))
    return replace(model, groepen=groepen, herkomst=herkomst)


def _op(stappen: tuple[tuple[int, float], ...], week: int) -> float:
    from formatie.model import waarde_in

    return waarde_in(stappen, week)


def _week(model: Model, dag: str) -> int:
    """The first week that begins on or after this day, counted from the start of the period."""
    return max(0, -((model.periode.start - date.fromisoformat(dag)).days // 7))


def _ingevuld(pad: str, waarde: float) -> dict[str, Any]:
    from formatie.model import Herkomst

    return {pad: Herkomst(float(waarde), "", False, INGEVULD)}


def _met_stappen(
    model: Model, pad: str, stappen: tuple[tuple[int, float], ...], waarom: str
) -> dict[str, Any]:
    """The origins with those of this number, alone or in steps, replaced."""
    from formatie.model import Herkomst

    anders = {p: h for p, h in model.herkomst.items() if p != pad and not p.startswith(f"{pad}[")}
    for n, (_week, waarde) in enumerate(stappen):
        anders[f"{pad}[{n}].waarde" if len(stappen) > 1 else pad] = Herkomst(waarde, "", False, waarom)
    return anders
