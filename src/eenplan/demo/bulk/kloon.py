"""One row per copy: which family it is a copy of, by how many days it moves, what it is called and who works on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from eenplan.demo.mensen import achtergronden
from eenplan.dossier import termijnen
from eenplan.dossier.models import Dossier
from eenplan.gezin.models import Persoon
from eenplan.kern.tijd import op_moment
from eenplan.werkwijze import stappen
from eenplan.werkwijze.gelezen import definitie_van

WEKEN = 9  # a copy lies at most so many weeks further back

KOLOMMEN = {
    "n": "bigint", "k": "bigint", "oud": "bigint", "dagen": "int", "nummer_oud": "text", "nummer_nieuw": "text", "begin_oud": "date",
    "volwassen": "date", "gezin_oud": "text", "gezin_nieuw": "text",
    **{f"{wat}{i}{op}": "text" for i in (1, 2, 3) for wat, op in (("naam", "_oud"), ("naam", "_nieuw"), ("kaal", ""), ("voor", ""), ("achter", ""))},
    "reg_oud": "bigint", "reg_nieuw": "bigint", "reg_oud_naam": "text", "reg_nieuw_naam": "text", "collega_nieuw": "bigint",
    "leider_nieuw": "bigint", "praktijk_nieuw": "bigint", "team_nieuw": "bigint", "team_oud_naam": "text", "team_nieuw_naam": "text",
    "leiders_oud": "bigint[]", "praktijk_oud": "bigint[]", "consulenten_oud": "bigint[]",
}  # fmt: skip
NERGENS = "\x01"  # a text that occurs nowhere, for what there is nothing to replace


@dataclass(frozen=True, slots=True)
class Sjabloon:
    """A family that can be copied, and the whole weeks by which it can move."""

    dossier: Dossier
    weken: tuple[int, ...]
    namen: tuple[tuple[str, str], ...]  # (voorvoegsel, achternaam), the child's first
    met_bsn: tuple[int, ...]


def sjablonen(organisatie_id: int) -> list[Sjabloon]:
    """Families without letters, messages, secrecy or a broken glass: nothing in them names them outside the tables."""
    zonder = dict.fromkeys(("documenten", "berichten", "doorbrekingen"), None)
    rijen = (
        Dossier.objects.filter(organisatie=organisatie_id, geheim=False, **zonder)
        .select_related("gezin", "regisseur", "team")
        .prefetch_related(
            "termijnen", "taken__proces__versie", "meldingen__jeugdige", "gezin__leden__persoon"
        )
        .order_by("nummer")
    )
    return [s for rij in rijen if (s := _sjabloon(rij)).weken]


def _sjabloon(dossier: Dossier) -> Sjabloon:
    kind = dossier.meldingen.all()[0].jeugdige
    mensen: list[Persoon] = [
        kind,
        *(lid.persoon for lid in dossier.gezin.leden.all() if lid.persoon_id != kind.pk),
    ]
    namen = tuple(dict.fromkeys((p.voorvoegsel, p.achternaam) for p in mensen))
    weken = tuple(w for w in range(WEKEN) if _klopt_na(dossier, w)) if len(namen) <= 3 else ()
    return Sjabloon(dossier, weken, namen, tuple(p.pk for p in mensen if p.bsn))


def _klopt_na(dossier: Dossier, weken: int) -> bool:
    """Whether every last day, computed anew, moves by exactly these weeks: no holiday comes in between."""
    terug = timedelta(weeks=weken)
    for rij in dossier.termijnen.all():
        if rij.opschortingen or rij.verdagingen:
            return weken == 0
        eind, waarschuw = rij.eind, rij.waarschuw_op
        verschoven = termijnen.reken_uit(
            type(rij)(
                soort=rij.soort,
                start=rij.start - terug,
                duur=rij.duur,
                werkdagen=rij.werkdagen,
                wettelijk=rij.wettelijk,
            )
        )
        if (verschoven.eind, verschoven.waarschuw_op) != (_min(eind, terug), _min(waarschuw, terug)):
            return False
    for taak in dossier.taken.all():
        element = definitie_van(taak.proces.versie_id).elementen[taak.element]
        with op_moment(taak.gemaakt_op - terug):
            dag = stappen.uiterste_dag(element, {"aanvraag_op": (dossier.geopend_op - terug).isoformat()})
        if dag != _min(taak.uiterlijk, terug):
            return False
    return True


def _min(dag: date | None, terug: timedelta) -> date | None:
    return dag - terug if dag else None


@dataclass(frozen=True, slots=True)
class Team:
    """A team for the copies: who lead it and who work in it, as (id, name)."""

    id: int
    naam: str
    leider: int
    praktijk: int
    consulenten: Sequence[tuple[int, str]]


def rijen(
    *,
    bron: Sequence[Sjabloon],
    teams: Sequence[Team],
    oud: dict[str, list[int]],
    zaad: int,
    dag: date,
    volgende: dict[int, int],
    van: int,
    tot: int,
) -> Iterator[dict[str, Any]]:
    """The rows `van` up to and including `tot` of `kloon`. `volgende`: year → last dossier number in use; it is counted up."""
    for n in range(tot + 1):
        s, k = bron[n % len(bron)], n // len(bron) + 1
        dagen = s.weken[n * 7919 % 104729 % len(s.weken)] * 7
        begin = s.dossier.geopend_op - timedelta(days=dagen)
        volgende[begin.year] = nummer = volgende.get(begin.year, 0) + 1
        if n < van:
            continue
        rng = Random(f"{zaad}-kopie-{n}")
        team = teams[n % len(teams)]
        plek = n // len(teams) % len(team.consulenten)
        voor = s.dossier.nummer.split("-")[0]
        nieuw = _nieuwe_namen(rng, s.namen)
        regisseur, eigen = s.dossier.regisseur, team.consulenten[plek]
        yield {
            "n": n, "k": k, "oud": s.dossier.pk, "dagen": dagen, "nummer_oud": s.dossier.nummer, "nummer_nieuw": f"{voor}-{begin.year}-{nummer:05d}",
            "begin_oud": s.dossier.geopend_op, "volwassen": date(dag.year - 20, 1, 1), "gezin_oud": s.dossier.gezin.naam,
            "gezin_nieuw": " ".join(filter(None, ("Gezin", nieuw[0][0].capitalize(), nieuw[0][1]))), **_namen(s.namen, nieuw),
            "reg_oud": regisseur.pk if regisseur else None, "reg_nieuw": eigen[0], "reg_oud_naam": regisseur.naam if regisseur else NERGENS,
            "reg_nieuw_naam": eigen[1], "collega_nieuw": team.consulenten[(plek + 1) % len(team.consulenten)][0], "leider_nieuw": team.leider,
            "praktijk_nieuw": team.praktijk, "team_nieuw": team.id, "team_oud_naam": f": {s.dossier.team.naam}" if s.dossier.team else NERGENS,
            "team_nieuw_naam": f": {team.naam}", "leiders_oud": oud["teamleider"], "praktijk_oud": oud["praktijkleider"],
            "consulenten_oud": oud["jeugdconsulent"],
        }  # fmt: skip


def _nieuwe_namen(rng: Random, namen: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """For each surname another one from the same list, no two the same."""
    nieuw: list[tuple[str, str]] = []
    for voor, achter in namen:
        lijst = next(
            (a["achternamen"] for a in achtergronden() if f"{voor}|{achter}".lstrip("|") in a["achternamen"]),
            [achter],
        )
        keuze = [naam for naam in lijst if _splits(naam) not in [*nieuw, *namen]] or lijst
        nieuw.append(_splits(rng.choice(keuze)))
    return nieuw


def _splits(naam: str) -> tuple[str, str]:
    voor, _, achter = naam.rpartition("|")
    return voor, achter


def _namen(oud: Sequence[tuple[str, str]], nieuw: Sequence[tuple[str, str]]) -> dict[str, str]:
    velden: dict[str, str] = {}
    for i in (1, 2, 3):
        if i <= len(oud):
            (ov, oa), (nv, na) = oud[i - 1], nieuw[i - 1]
            velden |= {
                f"naam{i}_oud": f" {ov} {oa}".replace("  ", " "),
                f"naam{i}_nieuw": f" {nv} {na}".replace("  ", " "),
                f"kaal{i}": f"{ov} {oa}".strip(),
            }
            velden |= {f"voor{i}": nv, f"achter{i}": na}
        else:
            velden |= {
                f"naam{i}_oud": NERGENS,
                f"naam{i}_nieuw": "",
                f"kaal{i}": NERGENS,
                f"voor{i}": "",
                f"achter{i}": "",
            }
    return velden
