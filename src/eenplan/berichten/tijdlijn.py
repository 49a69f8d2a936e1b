"""Everything that happened to one assignment, in one line of time: what we decided, told and heard.

A report of a provider and the message that it came in are one happening: the report tells it, and leads to the message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate, localtime

from eenplan.berichten import standen
from eenplan.berichten.models import Bericht
from eenplan.kern.models import Gebeurtenis
from eenplan.zorg.models import Prestatie, Regiemelding, Verzoekregel
from eenplan.zorg.varianten import centen_in_woorden
from eenplan.zorg.verkeer import productnamen, regel_in_woorden
from ijw import codelijst
from termijn.woorden import MAANDEN

if TYPE_CHECKING:
    from eenplan.zorg.models import Toewijzing

BESLUIT, BERICHT, HULP, VRAAG, GELD = "besluit", "bericht", "hulp", "vraag", "geld"
ICONEN = {BESLUIT: "bewerk", BERICHT: "bericht", HULP: "mens", VRAAG: "weten", GELD: "euro"}


@dataclass(frozen=True, slots=True)
class Moment:
    """One happening. `dag` is when it happened in the life of the assignment; `klok` is empty when only the day counts."""

    op: datetime
    soort: str
    titel: str
    tekst: str = ""
    kleur: str = ""
    url: str = ""
    link: str = ""
    wie: str = ""
    klok: bool = True

    @property
    def icoon(self) -> str:
        return ICONEN[self.soort]

    @property
    def dag(self) -> date:
        return localtime(self.op).date()


@dataclass(frozen=True, slots=True)
class Dag:
    """The happenings of one day."""

    dag: date
    momenten: list[Moment]


def van_toewijzing(
    toewijzing: Toewijzing, meldingen: Iterable[Regiemelding], prestaties: Iterable[Prestatie]
) -> list[Dag]:
    """All happenings, the newest first, by day. The caller may see the dossier."""
    berichten = list(
        Bericht.objects.filter(regels__toewijzing=toewijzing)
        .select_related("aanbieder", "declaratie")
        .order_by("gemaakt_op", "pk")
    )
    momenten = [
        *_besluiten(toewijzing),
        *_van_ons(berichten),
        *_hulp(list(meldingen), berichten),
        *_vragen(toewijzing),
        *_geld(list(prestaties)),
    ]
    momenten.sort(key=lambda moment: moment.op, reverse=True)
    dagen: list[Dag] = []
    for moment in momenten:
        if not dagen or dagen[-1].dag != moment.dag:
            dagen.append(Dag(moment.dag, []))
        dagen[-1].momenten.append(moment)
    return dagen


def _besluiten(toewijzing: Toewijzing) -> Iterator[Moment]:
    """What we decided of it."""
    rijen = Gebeurtenis.objects.filter(
        dossier=toewijzing.dossier_id, over_soort="zorg.toewijzing", over_id=toewijzing.pk
    )
    for rij in rijen.select_related("medewerker"):
        yield Moment(
            rij.tijdstip, BESLUIT, rij.tekst, rij.waarom, wie=str(rij.medewerker) if rij.medewerker else ""
        )


def _van_ons(berichten: Iterable[Bericht]) -> Iterator[Moment]:
    """What we told the provider, and how that arrived."""
    for bericht in berichten:
        if bericht.soort != "JW301":
            continue
        stand = standen.van_bericht(bericht, leest=True)
        url = reverse("berichten:bericht", args=[bericht.pk])
        if bericht.tegengehouden:
            yield Moment(
                bericht.gemaakt_op, BERICHT, "Niet met een bericht gemeld", stand.zin, "rood", url, "Bericht"
            )
            continue
        op = bericht.verzonden_op or bericht.gemaakt_op
        titel = (
            f"Gemeld aan {bericht.aanbieder} (JW301)"
            if bericht.verzonden_op
            else "Bericht staat klaar (JW301)"
        )
        yield Moment(op, BERICHT, titel, "" if bericht.beantwoord_op else stand.zin, url=url, link="Bericht")
        if bericht.beantwoord_op:
            goed = not bericht.afgekeurd
            yield Moment(
                bericht.beantwoord_op, BERICHT, "Goed aangekomen bij de aanbieder" if goed else "Afgekeurd door de aanbieder",
                "" if goed else stand.zin, "groen" if goed else "rood", url, "Bericht",
            )  # fmt: skip


def _hulp(meldingen: list[Regiemelding], berichten: list[Bericht]) -> Iterator[Moment]:
    """That care began and stopped, as the provider reported, and the reports that we could not take."""
    over: dict[tuple[str, date], list[Bericht]] = {}
    for bericht in berichten:
        if bericht.soort in ("JW305", "JW307"):
            sleutel = ("start" if bericht.soort == "JW305" else "stop", localdate(bericht.gemaakt_op))
            over.setdefault(sleutel, []).append(bericht)
            if bericht.afgekeurd:
                wat = "Start" if bericht.soort == "JW305" else "Stop"
                codes = "; ".join(tekst for _code, tekst in standen.codes_in_woorden(bericht.codes))
                yield Moment(
                    bericht.gemaakt_op, HULP, f"{wat} gemeld, door ons afgekeurd", codes, "rood",
                    reverse("berichten:bericht", args=[bericht.pk]), "Bericht",
                )  # fmt: skip
    for melding in meldingen:
        bron = [b for b in over.get((melding.soort, melding.gemeld_op), []) if not b.afgekeurd]
        bericht_ = bron[-1] if bron else None
        terug = (
            f"Teruggenomen door de aanbieder op {melding.verwijderd_op:%d-%m-%Y}."
            if melding.verwijderd_op
            else ""
        )
        if melding.soort == Regiemelding.Soort.START:
            titel, tekst, kleur = f"Hulp begonnen op {melding.begin:%d-%m-%Y}", "", "groen"
        else:
            reden = codelijst("JZ588").get(melding.reden, "")
            woord = "tijdelijk gestopt" if melding.tijdelijk else "gestopt"
            titel, tekst, kleur = f"Hulp {woord} op {melding.eind:%d-%m-%Y}", reden, "amber"
        yield Moment(
            bericht_.gemaakt_op if bericht_ else _begin_van(melding.gemeld_op), HULP, titel,
            " ".join(deel for deel in (f"{tekst}." if tekst else "", terug) if deel), "" if terug else kleur,
            reverse("berichten:bericht", args=[bericht_.pk]) if bericht_ else "", "Bericht", klok=bericht_ is not None,
        )  # fmt: skip


def _vragen(toewijzing: Toewijzing) -> Iterator[Moment]:
    """What the provider asked of it, and what we answered."""
    regels = Verzoekregel.objects.filter(Q(toewijzing=toewijzing) | Q(verkregen=toewijzing)).exclude(
        soort=Verzoekregel.Soort.ONGEWIJZIGD
    )
    namen = productnamen()
    for regel in regels.select_related("verzoek__aanbieder", "verzoek__besloten_door", "toewijzing__product"):
        verzoek = regel.verzoek
        url = reverse("berichten:verzoek", args=[verzoek.pk])
        yield Moment(
            verzoek.ontvangen_op, VRAAG, f"{verzoek.aanbieder}: {verzoek.get_soort_display()}", regel_in_woorden(regel, namen),
            "amber" if verzoek.is_open else "", url, "Verzoek",
        )  # fmt: skip
        beantwoord = verzoek.toegewezen_op or verzoek.afgewezen_op
        if beantwoord:
            reden = codelijst("WJ759").get(verzoek.reden_afwijzing, "")
            yield Moment(
                max(_begin_van(beantwoord), verzoek.ontvangen_op), VRAAG, f"Verzoek {verzoek.stand}", verzoek.besluittekst or reden,
                url=url, link="Verzoek", wie=str(verzoek.besloten_door) if verzoek.besloten_door else "vanzelf, volgens de tabel",
                klok=False,
            )  # fmt: skip


def _geld(prestaties: list[Prestatie]) -> Iterator[Moment]:
    """What was claimed on it, and what of that was granted."""
    for rij in prestaties:
        declaratie = rij.declaratie
        maand = f"{MAANDEN[rij.begin.month - 1]} {rij.begin.year}"
        url = reverse("berichten:declaratie", args=[declaratie.pk])
        wat = "Gecrediteerd" if rij.bedrag < 0 else "Gedeclareerd"
        yield Moment(
            declaratie.ontvangen_op, GELD, f"{wat} over {maand}: {centen_in_woorden(abs(rij.bedrag))}", rij.geleverd, url=url,
            link="Declaratie",
        )  # fmt: skip
        if declaratie.beantwoord_op:
            goed = rij.goed and declaratie.geldt
            codes = "; ".join(
                tekst for _code, tekst in standen.codes_in_woorden(rij.codes or declaratie.codes)
            )
            yield Moment(
                declaratie.beantwoord_op, GELD, f"Declaratie over {maand} {'toegekend' if goed else 'afgewezen'}",
                "" if goed else codes, "groen" if goed else "rood", url, "Declaratie",
            )  # fmt: skip


def _begin_van(dag: date) -> datetime:
    return datetime.combine(dag, time.min, tzinfo=get_current_timezone())
