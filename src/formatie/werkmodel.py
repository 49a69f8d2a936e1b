"""The work model: hours per case and hours per fte, and what formation follows. Every total is the sum of its rows.

Rows are rounded to hundredths first and added up after that, so that what is printed adds up to the last digit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from formatie.controle import controleer
from formatie.model import WEKEN_PER_JAAR, Beschikbaarheid, Herkomst, Model, waarde_in
from formatie.rekenen import bezoeken, faseuren, verloopverlies

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of a breakdown: what it is and how much, in the unit of the table."""

    naam: str
    waarde: Decimal


@dataclass(frozen=True, slots=True)
class Opbouw:
    """Rows and their sum."""

    naam: str
    eenheid: str
    regels: tuple[Regel, ...]

    @property
    def totaal(self) -> Decimal:
        return sum((r.waarde for r in self.regels), Decimal(0))


@dataclass(frozen=True, slots=True)
class Soortnorm:
    """What one kind of case asks.

    uren              hours of one case from start to end, coming back included, by phase
    spreiding         standard deviation of these hours, as far as the activities vary
    nieuw_per_jaar    cases a year
    uren_per_jaar     hours a year
    fte               formation for it
    tegelijk          cases under way at once, when nobody waits (Little: arrivals times time under way)
    tegelijk_per_fte  of only this kind, in the hands of one fte
    """

    naam: str
    uren: Opbouw
    per_soort_werk: Opbouw
    spreiding: float
    nieuw_per_jaar: Decimal
    uren_per_jaar: Decimal
    fte: Decimal
    tegelijk: Decimal
    tegelijk_per_fte: Decimal


@dataclass(frozen=True, slots=True)
class Toets:
    """A published figure beside what comes out here."""

    naam: str
    bron: str
    gepubliceerd: float
    hier: float


@dataclass(frozen=True, slots=True)
class Normuitkomst:
    """The answer: hours of a fte, of each kind, formation needed against what there is."""

    naam: str
    fte_uren: Mapping[str, Opbouw]
    soorten: tuple[Soortnorm, ...]
    nodig: Opbouw
    aanwezig: Decimal
    nieuw_per_fte: Decimal
    tegelijk_per_fte: Decimal
    toetsen: tuple[Toets, ...]
    herkomst: Mapping[str, Herkomst]

    def als_json(self) -> dict[str, Any]:
        """Plain values; decimals as numbers, each table with its total."""
        return {
            "naam": self.naam,
            "fte_uren": {g: _opbouw(o) for g, o in self.fte_uren.items()},
            "soorten": [
                {
                    "naam": s.naam,
                    "uren": _opbouw(s.uren),
                    "per_soort_werk": _opbouw(s.per_soort_werk),
                    "spreiding": round(s.spreiding, 2),
                    "nieuw_per_jaar": float(s.nieuw_per_jaar),
                    "uren_per_jaar": float(s.uren_per_jaar),
                    "fte": float(s.fte),
                    "tegelijk": float(s.tegelijk),
                    "tegelijk_per_fte": float(s.tegelijk_per_fte),
                }
                for s in self.soorten
            ],
            "fte_nodig": _opbouw(self.nodig),
            "fte_aanwezig": float(self.aanwezig),
            "nieuw_per_fte": float(self.nieuw_per_fte),
            "tegelijk_per_fte": float(self.tegelijk_per_fte),
            "toetsen": [asdict(t) for t in self.toetsen],
            "herkomst": {pad: asdict(h) for pad, h in self.herkomst.items()},
        }


def norm(model: Model) -> Normuitkomst:
    """Hours per case against hours per fte, at the formation and the arrivals of the end of the period.

    A kind's formation counts at the net hours of a fte averaged over the groups that may do its first phase, weighted
    by their formation. Raises FormatieFout when the model cannot be right.
    """
    controleer(model)
    laatste = model.periode.weken - 1
    fte_uren = {n: fte_opbouw(n, g.beschikbaarheid) for n, g in model.groepen.items()}
    per_jaar = waarde_in(model.instroom, laatste) * WEKEN_PER_JAAR
    soorten = tuple(_soortnorm(model, naam, per_jaar, fte_uren, laatste) for naam in model.soorten)
    nodig = Opbouw("fte nodig", "fte", tuple(Regel(s.naam, s.fte) for s in soorten))
    aanwezig = _rond(sum(waarde_in(g.fte, laatste) for g in model.groepen.values()))
    nieuw = _rond(float(sum((s.nieuw_per_jaar for s in soorten), Decimal(0)) / max(nodig.totaal, _CENT)))
    tegelijk = _rond(float(sum((s.tegelijk for s in soorten), Decimal(0)) / max(nodig.totaal, _CENT)))
    hier = {"nieuw_per_fte": float(nieuw), "tegelijk_per_fte": float(tegelijk)}
    return Normuitkomst(
        naam=model.naam,
        fte_uren=fte_uren,
        soorten=soorten,
        nodig=nodig,
        aanwezig=aanwezig,
        nieuw_per_fte=nieuw,
        tegelijk_per_fte=tegelijk,
        toetsen=tuple(Toets(n.naam, n.bron, n.waarde, hier[n.meet]) for n in model.normen),
        herkomst=model.herkomst,
    )


def fte_opbouw(naam: str, b: Beschikbaarheid) -> Opbouw:
    """From the contract hours of a year to the hours for families of one fte; what is taken away is negative."""
    contract = b.uren_per_week * WEKEN_PER_JAAR
    ziek = (contract - b.verlof) * b.verzuim
    er = contract - b.verlof - ziek
    leeg, leren, begeleiden = (er * deel for deel in verloopverlies(b))
    er -= leeg + leren + begeleiden
    regels = [
        ("contract", contract),
        ("verlof en feestdagen", -b.verlof),
        ("verzuim", -ziek),
        ("vacatures door verloop", -leeg),
        ("inwerken", -leren),
        ("begeleiden van nieuwe collega's", -begeleiden),
    ]
    regels += [
        (post.replace("_", " "), -uren * er / b.uren_per_week) for post, uren in b.niet_zaakgebonden.items()
    ]
    regels += [(post.replace("_", " "), -uren) for post, uren in b.per_jaar.items()]
    return Opbouw(
        f"netto uren per fte, {naam}", "uren per jaar", tuple(Regel(n, _rond(u)) for n, u in regels if u)
    )


def _soortnorm(
    model: Model, naam: str, instroom: float, fte_uren: Mapping[str, Opbouw], laatste: int
) -> Soortnorm:
    soort = model.soorten[naam]
    keer = bezoeken(soort)
    per_fase, spreiding, weken = [], 0.0, 0.0
    werk = dict.fromkeys(("direct", "reis", "administratie", "reflectie"), 0.0)
    for fase in soort.fasen.values():
        uren = faseuren(fase, model)
        per_fase.append(Regel(fase.naam, _rond(uren.totaal * keer[fase.naam])))
        spreiding += keer[fase.naam] * uren.spreiding**2
        weken += keer[fase.naam] * fase.duur.gemiddelde
        for post in werk:
            werk[post] += getattr(uren, post) * keer[fase.naam]
    uren_zaak = Opbouw(f"uren per zaak, {naam}", "uren", tuple(per_fase))
    per_werk = Opbouw(f"uren per zaak, {naam}", "uren", _passend(werk, uren_zaak.totaal))
    nieuw = _rond(instroom * soort.aandeel)
    per_jaar = (nieuw * uren_zaak.totaal).quantize(_CENT)
    netto = _netto(model, naam, fte_uren, laatste)
    fte = (per_jaar / netto).quantize(_CENT)
    tegelijk = _rond(instroom * soort.aandeel / WEKEN_PER_JAAR * weken)
    return Soortnorm(
        naam=naam,
        uren=uren_zaak,
        per_soort_werk=per_werk,
        spreiding=spreiding**0.5,
        nieuw_per_jaar=nieuw,
        uren_per_jaar=per_jaar,
        fte=fte,
        tegelijk=tegelijk,
        tegelijk_per_fte=(tegelijk / fte).quantize(_CENT) if fte else Decimal(0),
    )


def _passend(werk: Mapping[str, float], totaal: Decimal) -> tuple[Regel, ...]:
    """Rows rounded so that they add up to the total: the difference of hundredths goes to the largest."""
    regels = {post: _rond(uren) for post, uren in werk.items() if uren}
    if regels:
        grootste = max(regels, key=lambda post: regels[post])
        regels[grootste] += totaal - sum(regels.values(), Decimal(0))
    return tuple(Regel(post, uren) for post, uren in regels.items())


def _netto(model: Model, naam: str, fte_uren: Mapping[str, Opbouw], laatste: int) -> Decimal:
    soort = model.soorten[naam]
    vaardigheid = soort.fasen[soort.begin].vaardigheid
    kan = [n for n, g in model.groepen.items() if vaardigheid in g.vaardigheden]
    gewicht = {n: Decimal(str(waarde_in(model.groepen[n].fte, laatste))) for n in kan}
    if not sum(gewicht.values()):
        gewicht = dict.fromkeys(kan, Decimal(1))
    return sum((fte_uren[n].totaal * w for n, w in gewicht.items()), Decimal(0)) / sum(
        gewicht.values(), Decimal(0)
    )


def _rond(waarde: float) -> Decimal:
    return Decimal(repr(float(waarde))).quantize(_CENT, ROUND_HALF_EVEN)


def _opbouw(o: Opbouw) -> dict[str, Any]:
    return {
        "eenheid": o.eenheid,
        "regels": {r.naam: float(r.waarde) for r in o.regels},
        "totaal": float(o.totaal),
    }
