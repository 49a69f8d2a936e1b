"""The lists of messages: what is to be done, what came in, what went out. Every list knows who is asking.

groepen(medewerker, filter)      # what needs a person, by what is wrong
ontvangen(medewerker, filter)    # deliveries, also those that never became a message
verstuurd(medewerker, filter)    # messages of ours
regels(medewerker, rijen)        # the same rows with state and envelope, as a page or a file shows them
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from eenplan.berichten import standen
from eenplan.berichten.models import Afhandeling, Bericht, Ontvangst
from eenplan.berichten.queries import FUNCTIES, in_verkeer, mag_weten, met_leesbaar
from eenplan.kern.tijd import vandaag
from eenplan.werkwijze.queries import open_taak_per_proces
from eenplan.zorg.models import Aanbieder

if TYPE_CHECKING:
    from datetime import datetime

    from eenplan.organisatie.models import Medewerker
    from eenplan.werkwijze.models import Taak

PER_GROEP = 10  # lines that a group shows; the rest after one click
_WEG = Q(verzonden_op__isnull=False)
_NIET_WEG = Q(verzonden_op__isnull=True, doorgegeven_op__isnull=True)
ONTVANGST_GROEPEN = ("vastgelopen", "onleesbaar")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; empty is everything. `tot` is the last day."""

    soort: str = ""
    aanbieder: Aanbieder | None = None
    van: date | None = None
    tot: date | None = None
    stand: str = ""


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of a list: the envelope and the state. `leest`: whether the reader may know whom it is about."""

    rij: Bericht | Ontvangst
    bericht: Bericht | None
    stand: standen.Stand
    leest: bool
    aanbieder: Aanbieder | None
    titel: str
    kenmerk: str
    moment: datetime
    url: str
    taak: Taak | None = None

    @property
    def keuze(self) -> str:
        """What a tick in the list stands for: `b12` a message, `o34` a delivery."""
        return f"{'o' if isinstance(self.rij, Ontvangst) else 'b'}{self.rij.pk}"


@dataclass(frozen=True, slots=True)
class Groep:
    """Messages with the same thing wrong."""

    code: str
    titel: str
    regels: list[Regel]
    aantal: int

    @property
    def herhaalbaar(self) -> bool:
        """Whether trying again makes sense."""
        return self.code in ("storing", "vastgelopen")

    @property
    def binnen(self) -> bool:
        """Whether they came in."""
        return self.code in ONTVANGST_GROEPEN

    @property
    def raad(self) -> str:
        """What to do, when that is the same for all that is shown; each line says it itself otherwise."""
        raden = {regel.stand.raad for regel in self.regels}
        return raden.pop() if len(raden) == 1 else ""


# Lists ----------------------------------------------------------------------------------------------------


def groepen(medewerker: Medewerker, keuze: Filter) -> list[Groep]:
    """What needs a person, the most urgent first; groups without anything are left out."""
    uit = []
    for code, titel in standen.TE_DOEN.items():
        rijen = groep(medewerker, code, keuze)
        if aantal := rijen.count():
            uit.append(Groep(code, titel, regels(medewerker, rijen[:PER_GROEP]), aantal))
    return uit


def groep(medewerker: Medewerker, code: str, keuze: Filter) -> QuerySet[Any]:
    """One group of what is to be done, the oldest first: it waited longest."""
    if code in ONTVANGST_GROEPEN:
        return _ontvangsten(medewerker, keuze).filter(_te_doen_in(code)).order_by("id")
    return _berichten(medewerker, keuze).filter(_te_doen_uit(code)).order_by("gemaakt_op", "id")


def ontvangen(medewerker: Medewerker, keuze: Filter) -> QuerySet[Ontvangst]:
    """All deliveries that this person may know of, newest first."""
    rijen = _ontvangsten(medewerker, keuze)
    uitkomst = {"wacht": Q(uitkomst=""), "afgewezen": Q(uitkomst="afgekeurd")}
    if keuze.stand in standen.ONTVANGEN:
        rijen = rijen.filter(uitkomst.get(keuze.stand, Q(uitkomst=keuze.stand)))
    return rijen.order_by("-id")


def verstuurd(medewerker: Medewerker, keuze: Filter) -> QuerySet[Bericht]:
    """All messages of ours that this person may know of, newest first."""
    rijen = _berichten(medewerker, keuze)
    return rijen.filter(_in_stand(keuze.stand)) if keuze.stand in standen.VERSTUURD else rijen


def regels(medewerker: Medewerker, rijen: Iterable[Bericht | Ontvangst]) -> list[Regel]:
    """The lines of one page, in a fixed number of queries."""
    lijst = list(rijen)
    berichten = {id(rij): rij if isinstance(rij, Bericht) else getattr(rij, "bericht", None) for rij in lijst}
    met_leesbaar(medewerker, [bericht for bericht in berichten.values() if bericht is not None])
    afzenders = {
        rij.afzender for rij in lijst if isinstance(rij, Ontvangst) and berichten[id(rij)] is None
    } - {""}
    bekend = {rij.agb: rij for rij in Aanbieder.objects.filter(agb__in=afzenders)} if afzenders else {}
    processen = [b.proces_id for b in berichten.values() if b is not None and b.proces_id]
    taken = open_taak_per_proces(processen) if processen else {}
    return [_regel(rij, berichten[id(rij)], bekend, taken) for rij in lijst]


def is_te_doen(rij: Bericht | Ontvangst, code: str) -> bool:
    """Whether this one still stands in that group."""
    if isinstance(rij, Ontvangst):
        return Ontvangst.objects.filter(_te_doen_in(code), pk=rij.pk).exists()
    return Bericht.objects.filter(_te_doen_uit(code), pk=rij.pk).exists()


def te_doen(medewerker: Medewerker) -> int:
    """How many messages need a person."""
    if not medewerker.heeft_functie(*FUNCTIES):
        return 0
    uit = Q()
    for code in standen.TE_DOEN.keys() - ONTVANGST_GROEPEN:
        uit |= _te_doen_uit(code)
    mag = mag_weten(medewerker)
    binnen = Q()
    for code in ONTVANGST_GROEPEN:
        binnen |= _te_doen_in(code)
    return (
        Bericht.objects.filter(mag, uit, richting=Bericht.Richting.UIT).count()
        + Ontvangst.objects.filter(binnen).count()
    )


# Conditions -----------------------------------------------------------------------------------------------


def _in_stand(code: str) -> Q:
    """Messages of ours in this state (`standen.VERSTUURD`)."""
    wacht = _WEG & Q(beantwoord_op__isnull=True, vervangen_door__isnull=True)
    return {
        "klaar": _NIET_WEG & Q(tegengehouden="", storing="", vastgelopen=False),
        "storing": _NIET_WEG & Q(tegengehouden="") & (~Q(storing="") | Q(vastgelopen=True)),
        "verzonden": wacht & Q(uiterlijk__gte=vandaag()),
        "onbeantwoord": wacht & Q(uiterlijk__lt=vandaag()),
        "goed": _WEG
        & Q(vervangen_door__isnull=True)
        & (Q(uiterlijk__isnull=True) | Q(beantwoord_op__isnull=False, afgekeurd=False)),
        "afgekeurd": Q(beantwoord_op__isnull=False, afgekeurd=True, vervangen_door__isnull=True),
        "vervangen": Q(vervangen_door__isnull=False),
        "tegengehouden": ~Q(tegengehouden="") & Q(doorgegeven_op__isnull=True),
        "doorgegeven": Q(doorgegeven_op__isnull=False),
    }[code]


def _te_doen_uit(code: str) -> Q:
    """In this state, and nobody dealt with it yet: here, or in the task that it led to."""
    afgehandeld = Exists(Afhandeling.objects.filter(bericht=OuterRef("pk"), stand=code))
    taak_klaar = Q(bewaakt_op__isnull=False, proces__isnull=False) & (
        Q(proces__klaar_op__isnull=False) | Q(proces__gestopt_op__isnull=False)
    )
    return _in_stand(code) & ~Q(afgehandeld) & ~taak_klaar


def _te_doen_in(code: str) -> Q:
    afgehandeld = Afhandeling.objects.filter(
        ontvangst=OuterRef("pk"), stand=code, op__gte=OuterRef("verwerkt_op")
    )
    return Q(uitkomst=code) & ~Q(Exists(afgehandeld))


def _berichten(medewerker: Medewerker, keuze: Filter) -> QuerySet[Bericht]:
    rijen = in_verkeer(medewerker).filter(richting=Bericht.Richting.UIT)
    if keuze.soort:
        rijen = rijen.filter(soort=keuze.soort)
    if keuze.aanbieder is not None:
        rijen = rijen.filter(aanbieder=keuze.aanbieder)
    if keuze.van:
        rijen = rijen.filter(gemaakt_op__date__gte=keuze.van)
    if keuze.tot:
        rijen = rijen.filter(gemaakt_op__date__lte=keuze.tot)
    return rijen


def _ontvangsten(medewerker: Medewerker, keuze: Filter) -> QuerySet[Ontvangst]:
    """Who keeps the traffic going sees every delivery of nobody; the rest by its message."""
    rijen = Ontvangst.objects.filter(Q(bericht__isnull=True) | mag_weten(medewerker, "bericht__"))
    if keuze.soort:  # a delivery that was not read has no kind yet, only a name
        rijen = rijen.filter(
            Q(bericht__soort=keuze.soort) | Q(bericht__isnull=True, naam__icontains=keuze.soort)
        )
    if keuze.aanbieder is not None:
        rijen = rijen.filter(
            Q(bericht__aanbieder=keuze.aanbieder) | Q(bericht__isnull=True, afzender=keuze.aanbieder.agb)
        )
    if keuze.van:
        rijen = rijen.filter(ontvangen_op__date__gte=keuze.van)
    if keuze.tot:
        rijen = rijen.filter(ontvangen_op__date__lte=keuze.tot)
    return rijen.select_related("bericht__aanbieder", "bericht__dossier", "bericht__jeugdige").defer(
        "versleuteld"
    )


# A line ---------------------------------------------------------------------------------------------------


def _regel(
    rij: Bericht | Ontvangst, bericht: Bericht | None, bekend: dict[str, Aanbieder], taken: dict[int, Taak]
) -> Regel:
    if bericht is not None:
        leest = bool(bericht.leesbaar)  # type: ignore[attr-defined]
        soort = str(bericht.get_soort_display())
        return Regel(
            rij, bericht, standen.van_bericht(bericht, leest=leest), leest, bericht.aanbieder, soort[:1].upper() + soort[1:],
            bericht.identificatie, bericht.gemaakt_op, reverse("berichten:bericht", args=[bericht.pk]),
            taken.get(bericht.proces_id or 0) if leest else None,
        )  # fmt: skip
    assert isinstance(rij, Ontvangst)
    aanbieder = bekend.get(rij.afzender)
    return Regel(
        rij, None, standen.van_ontvangst(rij, leest=False, bekend=aanbieder is not None), False, aanbieder,
        "Bestand" if rij.naam else "Levering", rij.naam or f"nummer {rij.pk}", rij.ontvangen_op,
        reverse("berichten:ontvangst", args=[rij.pk]),
    )  # fmt: skip
