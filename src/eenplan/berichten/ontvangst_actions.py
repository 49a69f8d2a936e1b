"""Taking in what arrives: the bytes as they came, before anybody looks at them.

What comes in twice is one delivery: the transport gives each a `kenmerk`, and the database holds it once. Whoever calls
commits before it tells the other side that the delivery arrived.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eenplan.berichten.models import Bericht, Ontvangst
from eenplan.berichten.uitgaand import roep_post
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.context import eis_organisatie_id
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu
from eenplan.organisatie.models import Functie
from ijw.invoer import GRENS as MEEST

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

FUNCTIES = (Functie.BACKOFFICE, Functie.A_TEAM)
GGK = "ggk"  # name of the transport
# Only to know whose post this is, so that it is handled in order; the message itself is read later, and well.
_AFZENDER = re.compile(rb"<(?:[\w.-]+:)?Afzender>\s*(\d{4,8})\s*<")
KOP = 4000  # bytes in which a header fits


@dataclass(frozen=True, slots=True)
class Geleverd:
    """One delivery: its bytes, what the transport knows it by, and what it was called."""

    data: bytes
    kenmerk: str
    naam: str = ""


@actie
def neem_aan(*, geleverd: Sequence[Geleverd], transport: str, door: Medewerker | None = None) -> int:
    """Store deliveries; answers how many were new. One that is too large is stored by its size and its hash alone."""
    organisatie_id = eis_organisatie_id()
    kenmerken = [levering.kenmerk for levering in geleverd]
    al = set(
        Ontvangst.objects.filter(transport=transport, kenmerk__in=kenmerken).values_list("kenmerk", flat=True)
    )
    nieuw = {levering.kenmerk: levering for levering in geleverd if levering.kenmerk not in al}
    rijen = Ontvangst.objects.bulk_create(
        [_ontvangst(levering, transport, organisatie_id) for levering in nieuw.values()],
        ignore_conflicts=True,
    )
    over = Ontvangst(organisatie_id=organisatie_id, naam=transport)
    leg_vast(soort="ontvangst.aangenomen", door=door, over=over, tekst=f"{len(rijen)} berichten ontvangen")
    return len(rijen)


@actie
def neem_fout_aan(*, kenmerk: str, code: str, zin: str, door: Medewerker | None = None) -> Bericht | None:
    """The hub refused a message of ours after it had taken it (Fo01): it waits for a person, with what must be mended.
    None when we sent nothing under this reference. Told twice, it is noted once."""
    bericht = Bericht.objects.filter(richting="uit", bestand=kenmerk).select_for_update(of=("self",)).first()
    if bericht is not None and bericht.verzonden_op is not None and bericht.beantwoord_op is None:
        bericht.verzonden_op, bericht.vastgelopen, bericht.storing = None, True, zin[:400]
        bericht.save(update_fields=["verzonden_op", "vastgelopen", "storing"])
    leg_vast(
        soort="bericht.geweigerd", door=door, over=bericht or Bericht(organisatie_id=eis_organisatie_id()), waarom=zin,
        dossier=bericht.dossier_id if bericht else None, tekst=f"Het GGk weigert een bericht ({code})",
    )  # fmt: skip
    return bericht


@actie
def verwerk_opnieuw(*, ontvangst: Ontvangst, door: Medewerker) -> Ontvangst:
    """Put a delivery that got stuck back in line, for instance once its provider is registered."""
    eis_berichten(door)
    huidig: Ontvangst = vergrendel(Ontvangst, ontvangst.pk)
    if huidig.uitkomst != Ontvangst.Uitkomst.VASTGELOPEN:
        raise Geweigerd(
            f"Dit bericht is {huidig.get_uitkomst_display()}; alleen wat is vastgelopen, verwerkt u opnieuw."
        )
    huidig.verwerkt_op, huidig.uitkomst, huidig.toelichting = None, "", ""
    huidig.save(update_fields=["verwerkt_op", "uitkomst", "toelichting"])
    leg_vast(
        soort="ontvangst.opnieuw",
        door=door,
        over=huidig,
        tekst=f"{huidig} opnieuw aangeboden om te verwerken",
    )
    roep_post(huidig.organisatie_id)
    return huidig


def eis_berichten(medewerker: Medewerker) -> None:
    """Refuses who has no functie that works with messages."""
    if not medewerker.heeft_functie(*FUNCTIES):
        raise GeenRecht("Berichten met aanbieders zijn voor de backoffice en het A-team.")


def _ontvangst(levering: Geleverd, transport: str, organisatie_id: int) -> Ontvangst:
    sha256 = hashlib.sha256(levering.data).hexdigest()
    gevonden = _AFZENDER.search(levering.data, 0, KOP)
    te_groot = len(levering.data) > MEEST
    return Ontvangst(
        organisatie_id=organisatie_id, transport=transport, kenmerk=levering.kenmerk[:200], naam=levering.naam[:120],
        afzender=gevonden[1].decode() if gevonden else "", ontvangen_op=nu(), grootte=len(levering.data), sha256=sha256,
        versleuteld=b"" if te_groot else Ontvangst.versleutel(sha256, levering.data),
        **_geweigerd_op_grootte() if te_groot else {},
    )  # fmt: skip


def _geweigerd_op_grootte() -> dict[str, object]:
    return {
        "verwerkt_op": nu(),
        "uitkomst": Ontvangst.Uitkomst.ONLEESBAAR,
        "toelichting": "Het bestand is groter dan 25 MB en is niet bewaard. Vraag de aanbieder het te splitsen.",
    }
