"""The sheet for the caseload talk: what a colleague carries, what is coming, and questions with room to write.

It says no more than who prints it may see: a family that is kept secret from them is neither named nor counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from eenplan.caseload.checks import mag_verdelen_voor
from eenplan.caseload.getallen import getal
from eenplan.caseload.models import Afwezigheid, Zwaarte
from eenplan.caseload.normen import Grootheid, Norm
from eenplan.caseload.queries import Belasting, Gezin
from eenplan.caseload.zwaarte import ZWAAR
from eenplan.dossier.queries import zichtbaar
from eenplan.kern.pdf import maak_pdf
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Team
from termijn.woorden import MAANDEN

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

SJABLOON = Path(__file__).with_name("gespreksblad.typ")
VRAGEN = [
    (_lazy("Wat geeft energie?"), _lazy("Welk gezin, welk soort werk?")),
    (_lazy("Wat drukt?"), _lazy("Waarom juist nu, en wat zou helpen?")),
    (
        _lazy("Wat kan over of af?"),
        _lazy("Welk gezin kan naar een collega of naar afsluiten? Welk juist niet?"),
    ),
    (_lazy("Is er ruimte voor reflectie?"), _lazy("Intervisie, werkbegeleiding, samen op huisbezoek.")),
    (_lazy("Welke scholing is nodig?"), _lazy("Wat wil iemand leren, en wanneer is daar tijd voor?")),
    (_lazy("Wat spreken we af?"), _lazy("Wie doet wat, en wanneer kijken we terug?")),
]


@dataclass(frozen=True, slots=True)
class Deel:
    """The families of one weight: how many, how many hours a week together, and what part of all hours (0 to 100)."""

    zwaarte: Zwaarte
    aantal: int
    uren: Decimal
    procent: int

    @property
    def zwaar(self) -> bool:
        return self.zwaarte in ZWAAR


def mix(belasting: Belasting) -> list[Deel]:
    """Heavy and light: each weight that occurs, the most hours first."""
    delen = []
    for zwaarte, aantal in belasting.per_zwaarte:
        uren = sum((g.uren for g in belasting.gezinnen if g.zwaarte == zwaarte), Decimal(0))
        delen.append(Deel(zwaarte, aantal, uren, round(100 * uren / belasting.uren)))
    return sorted(delen, key=lambda deel: -deel.uren)


def maak(belasting: Belasting, norm: Norm, lezer: Medewerker) -> bytes:
    """The sheet as PDF, for `lezer` to print."""
    return maak_pdf(SJABLOON, feiten(belasting, norm, lezer))


def feiten(belasting: Belasting, norm: Norm, lezer: Medewerker) -> dict[str, Any]:
    """All words and figures of the sheet, ready to be set."""
    collega, dag = belasting.medewerker, vandaag()
    teams = ", ".join(Team.objects.filter(pk__in=collega.team_ids).values_list("naam", flat=True))
    return {
        "titel": _("Gespreksblad caseload"),
        "naam": collega.naam,
        "organisatie": collega.organisatie.naam,
        "dag": [dag.year, dag.month, dag.day],
        "onder": " · ".join(filter(None, [f"team {teams}" if teams else "", _voluit(dag), _door(collega, lezer)])),
        "gegevens": _gegevens(belasting, norm),
        "cijfers": _cijfers(belasting, norm),
        "benut": belasting.benut,
        "benut_zin": benut_in_woorden(belasting),
        "mix": [
            {
                "naam": str(deel.zwaarte.label), "aantal": deel.aantal, "uren": getal(deel.uren), "procent": deel.procent,
                "zwaar": deel.zwaar,
            }
            for deel in mix(belasting)
        ],
        "mix_zin": _mix_zin(belasting),
        "komt": _komt(belasting, lezer),
        "gezinnen": [_regel(gezin) for gezin in belasting.gezinnen],
        "geteld": _("Geteld zijn de gezinnen die %(lezer)s mag zien.") % {"lezer": lezer.naam},
        "vragen": [[str(vraag), str(hulp)] for vraag, hulp in VRAGEN],
        "voet": _("Vertrouwelijk: dit blad noemt gezinnen. Vernietig het na het gesprek."),
    }  # fmt: skip


def benut_in_woorden(belasting: Belasting) -> str:
    """`12% boven de norm`, `nog 3,4 vrij`, or that there is no room for families at all."""
    if belasting.benut is None:
        return _("heeft nu geen ruimte voor gezinnen")
    if belasting.over < 0:
        return (
            _("%(n)s%% boven de norm") % {"n": belasting.benut - 100}
            if belasting.benut > 100
            else _("net boven de norm")
        )
    return _("%(n)s%% van de norm") % {"n": belasting.benut}


def _door(collega: Medewerker, lezer: Medewerker) -> str:
    return "" if collega.pk == lezer.pk else _("gemaakt door %(naam)s") % {"naam": lezer.naam}


def _gegevens(b: Belasting, norm: Norm) -> list[list[str]]:
    deel = b.inzetbaarheid.deel if b.inzetbaarheid else Decimal(1)
    som = f"{getal(norm.per_fte)} × {getal(b.medewerker.fte)} × {getal(deel)} = {getal(b.ruimte)} {norm.eenheid}"
    bron = (
        norm.bron
        + (_(" (aanname)") if norm.aanname else "")
        + ("" if norm.gekozen else _(", nog niet gekozen"))
    )
    return [
        [_("Fte en deel voor gezinnen"), f"{getal(b.medewerker.fte)} fte, {_('deel')} {getal(deel)}"],
        [_("Norm per fte"), f"{getal(norm.per_fte)} {norm.eenheid}"],
        [_("Waar de norm vandaan komt"), bron],
        [_("Norm voor deze collega"), som],
    ]


def _cijfers(b: Belasting, norm: Norm) -> list[list[str]]:
    """What the norm counts against it, and beside it what the norm does not say."""
    ernaast = (
        [str(b.zware), _("zwaar")] if norm.grootheid == Grootheid.UREN else [getal(b.uren), _("uur per week")]
    )
    return [
        [
            f"{getal(b.gewicht)}",
            _("van %(ruimte)s %(eenheid)s") % {"ruimte": getal(b.ruimte), "eenheid": norm.eenheid},
        ],
        [str(len(b.gezinnen)), ngettext("gezin", "gezinnen", len(b.gezinnen))],
        [str(b.jeugdigen), ngettext("jeugdige", "jeugdigen", b.jeugdigen)],
        ernaast,
    ]


def _mix_zin(b: Belasting) -> str:
    if not b.gezinnen:
        return _("Nog geen gezinnen.")
    zin = ngettext(
        "%(zwaar)s van %(alle)s gezin is zwaar", "%(zwaar)s van %(alle)s gezinnen zijn zwaar", len(b.gezinnen)
    )
    return zin % {"zwaar": b.zware, "alle": len(b.gezinnen)} + _(": zorgcoördinatie of onveiligheid.")


def _komt(b: Belasting, lezer: Medewerker) -> list[list[str]]:
    """What is on its way: who waits, absence, how many new ones, wishes."""
    collega, regels = b.medewerker, []
    if mag_verdelen_voor(collega, lezer):
        samen = set(collega.team_ids) & set(lezer.team_ids)
        wacht = zichtbaar(lezer).open().filter(team__in=samen, regisseur__isnull=True).count()
        regels.append(
            [_("Wacht in het team"), ngettext("%(n)s gezin", "%(n)s gezinnen", wacht) % {"n": wacht}]
        )
    weg = Afwezigheid.objects.filter(medewerker=collega, tot__gte=vandaag())
    dagen = [f"{rij.van:%d-%m-%Y} {_('t/m')} {rij.tot:%d-%m-%Y}" for rij in weg]
    regels.append([_("Afwezig"), ", ".join(dagen) or _("niets bekend")])
    if b.inzetbaarheid is not None:
        if b.inzetbaarheid.max_nieuw_per_week is not None:
            regels.append(
                [
                    _("Nieuwe gezinnen"),
                    _("hoogstens %(n)s per week") % {"n": b.inzetbaarheid.max_nieuw_per_week},
                ]
            )
        for naam, lijst in (
            (_("Wil graag"), b.inzetbaarheid.graag),
            (_("Liever niet"), b.inzetbaarheid.liever_niet),
            (_("Kan goed"), b.inzetbaarheid.vaardigheden),
        ):
            if lijst:
                regels.append([naam, ", ".join(lijst)])
    return regels


def _regel(gezin: Gezin) -> list[str]:
    d = gezin.dossier
    vorm = d.get_regievorm_display() if d.regievorm else "–"
    termijn = f"{gezin.termijn:%d-%m-%Y}" if gezin.termijn else "–"
    return [d.gezin.naam, d.nummer, d.get_fase_display(), vorm, getal(gezin.uren), str(gezin.dagen), termijn]


def _voluit(dag: date) -> str:
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
