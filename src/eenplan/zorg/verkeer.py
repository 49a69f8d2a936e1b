"""Reads of what providers ask and claim: lists that know who is asking, and what has been used of an assignment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, Count, DateField, F, Q, QuerySet, When
from django.db.models.functions import Cast, TruncDate

from eenplan.dossier import queries as dossiers
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.queries import log_inzage
from eenplan.organisatie.models import Functie
from eenplan.zorg.models import Declaratie, Prestatie, Product, Toewijzing, Verzoek, Verzoekregel
from eenplan.zorg.models.verzoek import ONDERZOEK_DUURT
from eenplan.zorg.varianten import Eenheid, aantal_in_woorden, centen_in_woorden
from ijw import codelijst, typen
from ijw.berekeningen import Periode, maximum_looptijd

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker
    from eenplan.werkwijze.models import Taak

FUNCTIES = (Functie.BACKOFFICE, Functie.A_TEAM)
REDEN = "berichtenverkeer"
OPEN = Q(toegewezen_op__isnull=True, afgewezen_op__isnull=True)
Producten = Mapping[tuple[str, str], str]


# What providers ask ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verzoekrij:
    """A request in a list. `leest`: whether the reader may know about whom it is and what is asked."""

    verzoek: Verzoek
    leest: bool
    wat: list[str] = field(default_factory=list)
    taak: Taak | None = None

    @property
    def los(self) -> bool:
        """Whether it is answered on its own page, because no process leads it."""
        return self.leest and self.verzoek.is_open and self.verzoek.proces_id is None


def verzoeken(medewerker: Medewerker) -> QuerySet[Verzoek]:
    """Requests that this person may know of; what is asked shows only who sees the dossier."""
    mag = Q(dossier__in=dossiers.zichtbaar(medewerker).values("pk"))
    if medewerker.heeft_functie(*FUNCTIES):
        mag |= Q(dossier__geheim=False)
    return Verzoek.objects.filter(mag).select_related("aanbieder", "jeugdige", "dossier")


def op_dringendheid(rijen: QuerySet[Verzoek]) -> QuerySet[Verzoek]:
    """Open requests by their last day, counted in days: near enough to put them in order."""
    return rijen.filter(OPEN).order_by(
        Case(
            When(onderzoek_op__isnull=False, then=Cast(F("dagtekening") + ONDERZOEK_DUURT, DateField())),
            default=Cast(TruncDate("ontvangen_op") + timedelta(days=7), DateField()),
        ),
        "pk",
    )


def verzoekrijen(medewerker: Medewerker, verzoeken: Iterable[Verzoek]) -> list[Verzoekrij]:
    """The rows of one page, in a fixed number of questions."""
    rijen = list(verzoeken)
    ziet = set(
        dossiers.zichtbaar(medewerker)
        .filter(pk__in={rij.dossier_id for rij in rijen})
        .values_list("pk", flat=True)
    )
    per_verzoek: dict[int, list[Verzoekregel]] = {}
    for regel in Verzoekregel.objects.filter(verzoek__in=rijen).select_related("toewijzing__product"):
        per_verzoek.setdefault(regel.verzoek_id, []).append(regel)
    namen = productnamen()
    taken = _taken([rij for rij in rijen if rij.proces_id])
    return [
        Verzoekrij(rij, True, [regel_in_woorden(r, namen) for r in per_verzoek.get(rij.pk, [])], taken.get(rij.proces_id or 0))
        if rij.dossier_id in ziet
        else Verzoekrij(rij, False)
        for rij in rijen
    ]  # fmt: skip


def verzoek_voor(medewerker: Medewerker, pk: int) -> Verzoekrij:
    """One request, and a line in the read log; `NietGevonden` when they may not know of it."""
    rijen = verzoekrijen(medewerker, verzoeken(medewerker).filter(pk=pk))
    if not rijen:
        raise NietGevonden("Er is geen verzoek met dit nummer dat u mag zien.")
    log_verzoeken(medewerker, rijen, wat="verzoek")
    return rijen[0]


def log_verzoeken(medewerker: Medewerker, rijen: Sequence[Verzoekrij], *, wat: str) -> None:
    """Lines in the read log: one for what could be read, one for the rest."""
    gezien = {rij.verzoek.dossier_id for rij in rijen if rij.leest}
    log_inzage(
        medewerker=medewerker, wat=wat, reden=REDEN, dossiers=sorted(gezien),
        personen=sorted({rij.verzoek.jeugdige_id for rij in rijen if rij.leest}),
    )  # fmt: skip
    log_inzage(
        medewerker=medewerker,
        wat=f"{wat} zonder inhoud",
        reden=REDEN,
        dossiers=sorted({rij.verzoek.dossier_id for rij in rijen} - gezien),
    )


def regel_in_woorden(regel: Verzoekregel, namen: Producten) -> str:
    """`Ambulante begeleiding, 4 uur per week, vanaf 01-10-2026 tot en met 31-03-2027`."""
    if regel.soort == Verzoekregel.Soort.ONGEWIJZIGD:
        return f"{_toewijzing(regel)} gaat zo door"
    wat = (
        hulp_in_woorden(regel, namen)
        if regel.soort == Verzoekregel.Soort.NIEUW
        else f"{_toewijzing(regel)} wordt"
    )
    eind = f" tot en met {regel.eind:%d-%m-%Y}" if regel.eind else " zonder einddatum"
    wanneer = f"vanaf {regel.begin:%d-%m-%Y}{eind}" if regel.begin else ""
    return ", ".join(deel for deel in (wat, gevraagd(regel), wanneer) if deel).replace("wordt,", "wordt")


def hulp_in_woorden(regel: Verzoekregel, namen: Producten) -> str:
    """Which help a part of a request asks for, by the name on our list."""
    if not regel.categorie:
        return "hulp naar keuze van de aanbieder"
    naam = namen.get((regel.categorie, regel.code)) or codelijst("JZ020").get(regel.categorie, "")
    return f"{naam} ({regel.code})" if regel.code else naam


def gevraagd(regel: Verzoekregel) -> str:
    """The size or budget that is asked; empty without one."""
    return regel.omvang or (f"budget {centen_in_woorden(regel.budget)}" if regel.budget is not None else "")


def productnamen() -> Producten:
    """What the products of our list are called, by category and code."""
    return {(rij.categorie, rij.code): rij.naam for rij in Product.objects.only("categorie", "code", "naam")}


def _toewijzing(regel: Verzoekregel) -> str:
    if regel.toewijzing is None:
        return "een toewijzing die hier niet bekend is"
    return f"{regel.toewijzing.product.naam} (toewijzing {regel.toewijzing.nummer})"


def _taken(verzoeken: Sequence[Verzoek]) -> dict[int, Taak]:
    """The open task of the process of each request."""
    if not verzoeken:
        return {}
    from eenplan.werkwijze.queries import open_taak_per_proces

    return open_taak_per_proces([rij.proces_id for rij in verzoeken if rij.proces_id])


# What providers claim -------------------------------------------------------------------------------------


def declaraties() -> QuerySet[Declaratie]:
    """All claims, with how many lines they have and how many of those are rejected."""
    return Declaratie.objects.select_related("aanbieder", "beantwoord_door").annotate(
        regels=Count("prestaties"), afgewezen_regels=Count("prestaties", filter=~Q(prestaties__codes=[]))
    )


def prestaties(declaratie: Declaratie) -> QuerySet[Prestatie]:
    """The lines of a claim in their order, with the assignment."""
    return declaratie.prestaties.select_related("toewijzing__dossier", "toewijzing__jeugdige").order_by("pk")


def product_van(prestatie: Prestatie, namen: Producten) -> str:
    """What was delivered, by the name on our list."""
    return namen.get((prestatie.categorie, prestatie.code)) or f"{prestatie.categorie} {prestatie.code}"


@dataclass(frozen=True, slots=True)
class Verbruik:
    """What was claimed on one assignment, in eurocents, and how much of its size that took.

    `gebruikt` and `hoogstens` are in the unit of the assignment (minutes for hours); `hoogstens` is None where the
    assignment sets no total.
    """

    ingediend: int
    toegekend: int
    wacht: int
    afgewezen: int
    gebruikt: int
    hoogstens: int | None
    eenheid: str

    @property
    def over(self) -> int | None:
        return None if self.hoogstens is None else self.hoogstens - self.gebruikt

    @property
    def in_woorden(self) -> str:
        """`34 van 104 uur gebruikt, 70 uur over`."""
        if self.hoogstens is None or self.over is None:
            return ""
        over = self._tel(self.over) if self.over >= 0 else f"{self._tel(-self.over)} te veel"
        return f"{self._tel(self.gebruikt)} van {self._tel(self.hoogstens)} gebruikt, {over}" + (
            " over" if self.over >= 0 else ""
        )

    def _tel(self, aantal: int) -> str:
        if self.eenheid == Eenheid.UUR:
            uren, minuten = divmod(aantal, 60)
            return f"{uren} uur" + (f" en {minuten} minuten" if minuten else "")
        return aantal_in_woorden(aantal, self.eenheid)


def verbruik(toewijzing: Toewijzing, prestaties: Iterable[Prestatie]) -> Verbruik:
    """From the lines of claims on this assignment (with their claim). What waits for an answer is counted as used."""
    rijen = list(prestaties)
    goed = [rij for rij in rijen if rij.goed and rij.declaratie.geldt]
    toegekend = sum(rij.bedrag for rij in goed if rij.declaratie.beantwoord_op)
    totaal = sum(rij.bedrag for rij in goed)
    eenheid = Eenheid.EURO.value if toewijzing.budget is not None else toewijzing.eenheid
    gebruikt = sum(rij.bedrag if toewijzing.budget is not None else _volume(rij, toewijzing) for rij in goed)
    ingediend = sum(rij.bedrag for rij in rijen)
    return Verbruik(
        ingediend,
        toegekend,
        totaal - toegekend,
        ingediend - totaal,
        gebruikt,
        _hoogstens(toewijzing),
        eenheid,
    )


def _volume(rij: Prestatie, toewijzing: Toewijzing) -> int:
    """What a line takes of an assignment; hours are counted in minutes, a credit gives back (as TR322 counts)."""
    uren = toewijzing.eenheid == Eenheid.UUR and rij.eenheid == Eenheid.UUR
    volume = rij.volume * (60 if uren else 1)
    return volume if rij.bedrag >= 0 else -volume


def _hoogstens(toewijzing: Toewijzing) -> int | None:
    if toewijzing.budget is not None:
        return int(toewijzing.budget * 100)
    if toewijzing.volume is None:
        return None
    omvang = typen.Omvang(
        Volume=toewijzing.volume, Eenheid=toewijzing.eenheid, Frequentie=toewijzing.frequentie
    )
    eenheid = Eenheid.MINUUT.value if toewijzing.eenheid == Eenheid.UUR else None
    return maximum_looptijd(omvang, Periode(toewijzing.begin, toewijzing.eind), eenheid)
