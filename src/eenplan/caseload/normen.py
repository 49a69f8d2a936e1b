"""What one fte may carry: the norm that the organisation chose, and the published ones that it can choose from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from eenplan.caseload.models import Caseloadnorm
from eenplan.caseload.zwaarte import VAN_ONS, netto_uren_per_fte
from eenplan.kern.tijd import vandaag

Grootheid = Caseloadnorm.Grootheid


@dataclass(frozen=True, slots=True)
class Norm:
    """What counts (`grootheid`), how much of it one fte carries, and on what that rests.

    gekozen  by the organisation itself; otherwise it is the shipped work model, for want of a choice
    """

    grootheid: str
    per_fte: Decimal
    bron: str
    aanname: bool
    toelichting: str = ""
    gekozen: bool = False

    @property
    def eenheid(self) -> str:
        return str(Grootheid(self.grootheid).label)


def gepubliceerd() -> list[Norm]:
    """The norms of the sources and of our own work model, ready to choose. None of them is anybody's truth."""
    return [
        Norm(
            Grootheid.UREN,
            netto_uren_per_fte(),
            VAN_ONS,
            True,
            "Wat een fte per week over heeft voor gezinnen na verlof, verzuim, verloop, overleg en scholing.",
        ),
        Norm(
            Grootheid.JEUGDIGEN,
            Decimal(158),
            "JET, paragraaf 4.1 (ultimo 2021)",
            False,
            "Cliënten per fte jeugdconsulent in het onderzochte team, ook wie via de huisarts of de GI komt.",
        ),
        Norm(
            Grootheid.JEUGDIGEN,
            Decimal(131),
            "JET, paragraaf 4.1 (gemiddelde van de benchmark)",
            False,
            "Cliënten per fte jeugdconsulent bij vergelijkbare gemeenten.",
        ),
        Norm(
            Grootheid.JEUGDIGEN,
            Decimal(13),
            "Verbeterplan jeugdbescherming, hoofdstuk 2",
            False,
            "Op weg naar 12 tot 14 kinderen per jeugdbeschermer; hier het midden.",
        ),
        Norm(
            Grootheid.GEZINNEN,
            Decimal("8.5"),
            "Verbeterplan jeugdbescherming, hoofdstuk 2",
            False,
            "Op weg naar 8 of 9 gezinnen per jeugdbeschermer; hier het midden.",
        ),
    ]


def huidige_norm() -> Norm:
    """The norm that holds today for this organisation; without a choice the hours of the work model."""
    rij = Caseloadnorm.objects.filter(vanaf__lte=vandaag()).order_by("-vanaf").first()
    if rij is None:
        return gepubliceerd()[0]
    return Norm(rij.grootheid, rij.per_fte, rij.bron, rij.aanname, rij.waarom, gekozen=True)
