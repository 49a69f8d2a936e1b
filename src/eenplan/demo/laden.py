"""Load the demo: the municipality, then every family through the actions that users call.

What hands out numbers goes in order, whoever does the work: reports by date, so that dossier numbers follow the
calendar, and assignments family by family. All the rest families do on their own, side by side in `processen`
processes. So the same seed gives the same names and numbers on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.core.management import call_command
from django.db import connections

from eenplan.demo.caseload import vertel_caseload
from eenplan.demo.devries import verhaal_de_vries
from eenplan.demo.gemeente import LAADT, Gemeente, gegevens, koop_in, laad_werkwijzen, maak_gemeente
from eenplan.demo.loop import laat_lopen, meld
from eenplan.demo.postverkeer import vertel_verkeer
from eenplan.demo.verdelen import verdeel
from eenplan.demo.verhaal import Verhaal, verhaal, verhalen, werkmoment
from eenplan.demo.werkers import Ploeg
from eenplan.dossier.actions import doorbreek
from eenplan.dossier.models import Dossier
from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.tijd import op_moment
from eenplan.organisatie.models import Organisatie

GEZINNEN = 400
ELDERS = (4, 5)  # the stages of the two families next door
HAP = 20  # reports per job
VOORUIT = 2  # jobs of reports that walk while an earlier one gets its numbers, so that nobody waits
Meld = Callable[[str, int, int], None]


def is_geladen() -> bool:
    """Whether there is an organisation already, of the demo or of people at work."""
    return Organisatie.objects.exists()


def is_demo() -> bool:
    """Whether it is the demo that is there."""
    rij = gegevens()["waterveld"]
    return Organisatie.objects.filter(naam=rij["naam"], code=rij["code"]).exists()


def is_half() -> bool:
    """Whether an earlier load was broken off: then everything in the database is of that load."""
    return Organisatie.objects.filter(instellingen__has_key=LAADT).exists()


def maak_leeg() -> None:
    """Take back a load that was broken off. Only the owner of the tables can; the numbers begin anew."""
    assert is_half()
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_periodic_defers CASCADE")  # not Django's
    call_command("flush", database="eigenaar", interactive=False, verbosity=0)


def is_klaar() -> None:
    """All families are there."""
    for organisatie in Organisatie.objects.filter(instellingen__has_key=LAADT):
        del organisatie.instellingen[LAADT]
        organisatie.save(update_fields=["instellingen"])


@dataclass
class Demo:
    """One load: the stories with their dossiers, and how they are told."""

    zaad: int
    dag: date
    gemeente: Gemeente
    verhalen: Sequence[Verhaal]
    dossiers: dict[int, int] = field(default_factory=dict)  # place in `verhalen` → dossier

    def meld(self, plekken: Sequence[int]) -> dict[int, int]:
        """The reports come in."""
        return {plek: meld(self._op(plek, "melding"), self.gemeente).pk for plek in plekken}

    def loop(self, plek: int, dossier_id: int, deel: str) -> None:
        """One family walks: `tot` its assignment, the `toewijzing` itself, or what comes `na` it."""
        v = self._op(plek, deel)
        with voor_organisatie(self.gemeente.organisatie, actie="demo"):
            dossier = Dossier.objects.select_related("gezin").get(pk=dossier_id)
        nummert = v.nummert
        if deel == "tot":
            laat_lopen(v, self.gemeente, dossier, dag=self.dag, tot=nummert)
        elif deel == "toewijzing":
            laat_lopen(v, self.gemeente, dossier, dag=self.dag, een=True)
        else:
            laat_lopen(v, self.gemeente, dossier, dag=self.dag)

    def wijs_toe(self, rijen: Sequence[tuple[int, int]]) -> None:
        """The steps that hand out numbers of assignments and messages, in order."""
        for plek, dossier_id in rijen:
            self.loop(plek, dossier_id, "toewijzing")

    def _op(self, plek: int, deel: str) -> Verhaal:
        v = self.verhalen[plek]
        v.rng = Random(f"{self.zaad}-{v.nummer}-{deel}")
        return v


def laad(*, zaad: int, aantal: int, dag: date, voortgang: Meld, processen: int = 1) -> Gemeente:
    """Waterveld with its families, and next to it Elders with two."""
    waterveld = maak_waterveld(dag)
    voortgang("gemeente", 1, 1)
    alle = sorted(
        [*verhalen(zaad, aantal - 1, dag), verhaal_de_vries(dag)], key=lambda v: (v.begin, v.nummer)
    )
    for v in [v for v in alle if v.tot in ("onderzoek", "kernbesluit") and not v.extra][2:60:20]:
        v.geheim = True
    vertel(zaad, alle, waterveld, dag, voortgang=voortgang, processen=processen, ernaast=maak_elders)
    _breek_door(waterveld, dag)
    vertel_verkeer(waterveld, dag, zaad)
    vertel_caseload(waterveld, dag)
    return waterveld


def maak_waterveld(dag: date) -> Gemeente:
    """Waterveld with people, care and work instructions, without families."""
    return _gemeente("waterveld", dag, inkoop=True)


def maak_elders(zaad: int, dag: date) -> None:
    """The municipality next door with its two families: Waterveld sees nothing of it."""
    families = [verhaal(zaad + 1000, nummer, dag, stadium) for nummer, stadium in enumerate(ELDERS)]
    vertel(zaad + 1000, families, _gemeente("elders", dag), dag, voortgang=lambda *_: None)


def vertel(
    zaad: int,
    alle: list[Verhaal],
    gemeente: Gemeente,
    dag: date,
    *,
    voortgang: Meld,
    processen: int = 1,
    ernaast: Callable[[int, date], None] | None = None,
) -> None:
    """Let all these families come in and walk; `ernaast` is done at the same time, by whoever is free first."""
    verdeel(alle, gemeente)
    demo = Demo(zaad, dag, gemeente, alle)
    stappen = len(alle) + sum(3 if v.nummert else 1 for v in alle)
    with Ploeg(demo, processen, lambda klaar: voortgang("gezinnen", klaar, stappen)) as ploeg:
        happen = [range(begin, min(begin + HAP, len(alle))) for begin in range(0, len(alle), HAP)]
        te_nummeren: list[list[tuple[int, int]]] = []
        gemeld = ploeg.meld(happen[0])
        if ernaast is not None:
            ploeg.doe_ernaast(ernaast, zaad, dag)
        for volgende in [*happen[1:], None]:
            dossiers = gemeld.result()
            if volgende is not None:
                gemeld = ploeg.meld(volgende)
            ploeg.loop((p, d, "tot" if alle[p].nummert else "na") for p, d in dossiers.items())
            te_nummeren.append([(p, d) for p, d in dossiers.items() if alle[p].nummert])
            if len(te_nummeren) > VOORUIT:
                ploeg.wijs_toe(te_nummeren.pop(0))
        for hap in te_nummeren:
            ploeg.wijs_toe(hap)
        ploeg.wacht()


def _breek_door(gemeente: Gemeente, dag: date) -> None:
    """Somebody of the other team opened a dossier in the evening; it waits to be reviewed."""
    zoe = gemeente.mensen["zoe"]
    with op_moment(werkmoment(dag - timedelta(days=3), 19.5)), namens(zoe, actie="demo"):
        dossier = (
            Dossier.objects.open()
            .filter(team=gemeente.teams["Noord"], regisseur__isnull=False, geheim=False)
            .order_by("nummer")
            .last()
        )
        if dossier is not None:
            reden = "Moeder belde in de bureaudienst: haar zoon was niet thuisgekomen. Ik zocht wie ik kon bellen."
            doorbreek(dossier=dossier, reden=reden, door=zoe)


def _gemeente(sleutel: str, dag: date, *, inkoop: bool = False) -> Gemeente:
    gemeente = maak_gemeente(gegevens()[sleutel], dag)
    laad_werkwijzen(gemeente, dag)
    if inkoop:
        koop_in(gemeente, dag)
    return gemeente
