"""From a signed decision to the people it is for: letters, sending, assignments.

Other rooms import these from `actions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eenplan.besluit import brieven, queries
from eenplan.besluit.models import Besluit, Brief
from eenplan.besluit.toetsen import noteer
from eenplan.dossier.actions import bewaar_document, eis_open, haal_termijn, mag_schrijven, start_termijn
from eenplan.dossier.bestanden import MAX_NAAM
from eenplan.gezin import queries as gezin
from eenplan.kern.actions import actie, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Functie
from eenplan.zorg import actions as zorg

if TYPE_CHECKING:
    from eenplan.gezin.models import Persoon
    from eenplan.organisatie.models import Medewerker


def mag_brieven_maken(besluit: Besluit, door: Medewerker) -> bool:
    """The A-team; and the writer or the regisseur, as long as they work on the dossier."""
    if door.heeft_functie(Functie.A_TEAM):
        return True
    schreef = door.pk in (besluit.opsteller_id, besluit.dossier.regisseur_id)
    return schreef and mag_schrijven(besluit.dossier, door)


@actie
def maak_brieven_opnieuw(*, besluit: Besluit, door: Medewerker) -> list[Brief]:
    """The letters with the date of today, asked for by a person; P3 itself makes them as a step (`maak_brieven`)."""
    if not mag_brieven_maken(besluit, door):
        raise GeenRecht("De brieven worden gemaakt door het A-team, de opsteller of de regisseur.")
    return maak_brieven(besluit=besluit, door=door)


@actie
def maak_brieven(*, besluit: Besluit, door: Medewerker | None) -> list[Brief]:
    """One letter per addressee, dated today; letters that were not sent yet are replaced.

    The last day to object stands in the letter and is counted from its date. So a letter goes out on
    the day it is dated, or it is made again.
    """
    huidig = _vastgesteld(besluit)
    if huidig.verzonden_op:
        raise Geweigerd(
            f"De brieven zijn op {huidig.verzonden_op:%d-%m-%Y} verzonden en veranderen niet meer."
        )
    aan = queries.geadresseerden(huidig, vandaag())
    if not aan:
        raise Geweigerd(
            "Er is niemand bekend die de brief krijgt. "
            + gezin.niemand_beslist(huidig.jeugdige, gezin.gezag_verdeeld(huidig.jeugdige)[1])
        )
    huidig.brieven.filter(vervangen_op__isnull=True).update(vervangen_op=nu())
    gemaakt = []
    for persoon in aan:
        pdf = brieven.maak_pdf(brieven.feiten(huidig, persoon, vandaag()))
        document = bewaar_document(
            dossier=huidig.dossier,
            naam=_bestandsnaam(huidig, persoon),
            soort="besluit",
            inhoud=pdf,
            door=door,
        )
        gemaakt.append(
            Brief.objects.create(
                organisatie_id=huidig.organisatie_id, besluit=huidig, geadresseerde=persoon, document=document,
                gemaakt_op=vandaag(), let_op=queries.waarschuwing(huidig, persoon, aan),
            )
        )  # fmt: skip
    noteer(huidig, door, "brieven", f"Brieven bij {huidig.kenmerk} gemaakt: {len(gemaakt)}")
    return gemaakt


@actie
def verzend(*, besluit: Besluit, wijze: str, door: Medewerker, geheim_nagegaan: bool = False) -> Besluit:
    """The letters went out today. From here the family has six weeks to object (Awb 6:7)."""
    huidig = _vastgesteld(besluit)
    if not door.heeft_functie(Functie.A_TEAM) and door.pk not in (
        huidig.opsteller_id,
        huidig.dossier.regisseur_id,
    ):
        raise GeenRecht("De brieven worden verzonden door het A-team, de opsteller of de regisseur.")
    if huidig.verzonden_op:
        raise Geweigerd(f"De brieven zijn al verzonden op {huidig.verzonden_op:%d-%m-%Y}.")
    if wijze not in Brief.Wijze.values:
        raise Geweigerd("Kies hoe de brieven zijn verzonden.", veld="wijze")
    uit = list(huidig.brieven.filter(vervangen_op__isnull=True).select_related("geadresseerde"))
    if not uit:
        raise Geweigerd("Er zijn nog geen brieven. Maak ze eerst.")
    if any(brief.gemaakt_op != vandaag() for brief in uit):
        raise Geweigerd(
            f"De brieven zijn gedateerd op {uit[0].gemaakt_op:%d-%m-%Y}; de laatste dag voor bezwaar klopt dan niet. "
            "Maak de brieven opnieuw en verzend die vandaag."
        )
    if any(brief.let_op for brief in uit) and not geheim_nagegaan:
        raise Geweigerd(
            "Een adres is geheim. Lees de waarschuwing, ga na hoe de brief veilig aankomt en vink dat aan.",
            veld="geheim_nagegaan",
        )
    for brief in uit:
        brief.verzonden_op, brief.wijze = vandaag(), wijze
        brief.save(update_fields=["verzonden_op", "wijze"])
    huidig.verzonden_op = vandaag()
    huidig.save(update_fields=["verzonden_op"])
    haal_termijn(dossier=huidig.dossier, soort="beslistermijn", op=vandaag(), over=huidig, door=door)
    start_termijn(dossier=huidig.dossier, soort="bezwaar", start=vandaag(), over=huidig, door=door)
    noteer(
        huidig,
        door,
        "verzonden",
        f"Besluit {huidig.kenmerk} verzonden aan {', '.join(b.geadresseerde.naam for b in uit)}",
    )
    return huidig


@actie
def maak_toewijzingen(*, besluit: Besluit, door: Medewerker | None) -> list[Any]:
    """One assignment per line of a signed decision; a line that has one is left alone."""
    huidig = _vastgesteld(besluit)
    gemaakt = []
    for regel in huidig.regels.select_related("product", "aanbieder").filter(toewijzing__isnull=True):
        regel.toewijzing = zorg.wijs_toe(
            dossier=huidig.dossier, jeugdige=huidig.jeugdige, aanbieder=regel.aanbieder, product=regel.product, begin=regel.begin,
            eind=regel.eind, volume=regel.volume, eenheid=regel.eenheid, frequentie=regel.frequentie,
            besluit_nummer=huidig.kenmerk, door=door,
        )  # fmt: skip
        regel.save(update_fields=["toewijzing"])
        gemaakt.append(regel.toewijzing)
    noteer(huidig, door, "toegewezen", f"Zorg toegewezen volgens {huidig.kenmerk}")
    return gemaakt


def _bestandsnaam(besluit: Besluit, persoon: Persoon) -> str:
    """`Besluit WV-2026-00418-1 voor Marije de Vries.pdf`: a long name is cut off here, in the letter it stands in full."""
    begin, eind = f"Besluit {besluit.kenmerk} voor ", ".pdf"
    ruimte = MAX_NAAM - len(begin) - len(eind)
    naam = persoon.naam if len(persoon.naam) <= ruimte else persoon.naam[: ruimte - 1].rstrip() + "…"
    return f"{begin}{naam}{eind}".replace("/", "-")


def _vastgesteld(besluit: Besluit) -> Besluit:
    """The decision, locked, of an open dossier, and signed."""
    eis_open(besluit.dossier)
    huidig: Besluit = vergrendel(Besluit, besluit.pk)
    if not huidig.vastgesteld_op:
        raise Geweigerd(f"Besluit {huidig.kenmerk} is nog niet vastgesteld.")
    return huidig
