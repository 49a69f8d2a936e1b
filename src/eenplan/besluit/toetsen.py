"""What every write to a draft asks first: is it open, in the version that was read, and may this person; and the
line it leaves behind.

For the actions of this room only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Choices

from eenplan.besluit.models import Besluit
from eenplan.dossier.actions import check_mag_schrijven, eis_open
from eenplan.kern.actions import leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd, VerouderdeVersie

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker


def concept(besluit: Besluit, gelezen_versie: int | None = None) -> Besluit:
    """The decision, locked, of an open dossier, neither settled nor withdrawn, in the version that was read."""
    eis_open(besluit.dossier)
    huidig: Besluit = vergrendel(Besluit, besluit.pk)
    if not huidig.is_concept:
        wanneer = huidig.vastgesteld_op or huidig.ingetrokken_op
        wat = "vastgesteld" if huidig.vastgesteld_op else "ingetrokken"
        raise Geweigerd(f"Besluit {huidig.kenmerk} is {wat} op {wanneer:%d-%m-%Y} en verandert niet meer.")
    if gelezen_versie is not None and huidig.versie != gelezen_versie:
        raise VerouderdeVersie(
            huidig, "Dit besluit is intussen gewijzigd. Lees de nieuwe tekst voordat u oordeelt."
        )
    return huidig


def mag(door: Medewerker, functies: tuple[str, ...], zin: str, *, of: int | None = None) -> None:
    """`GeenRecht` with this sentence for who has none of the functies; `of` is a medewerker who may anyhow."""
    if door.pk != of and not door.heeft_functie(*functies):
        raise GeenRecht(zin)


def eis_opsteller(besluit: Besluit, door: Medewerker) -> None:
    """Only who wrote the draft, or the regisseur who takes over, changes it."""
    if door.pk not in (besluit.opsteller_id, besluit.dossier.regisseur_id):
        raise GeenRecht(f"Alleen {besluit.opsteller.naam} (opsteller) of de regisseur wijzigt dit concept.")
    check_mag_schrijven(
        besluit.dossier, door
    )  # who wrote it and stopped working on the family changes it no more


def niet_eigen(besluit: Besluit, door: Medewerker, zin: str) -> None:
    """Four eyes: refuses who wrote the decision."""
    if door.pk == besluit.opsteller_id:
        raise Geweigerd(zin)


def eis_tekst(tekst: str, veld: str, zin: str) -> None:
    """Refuses, at `veld`, a text with nothing in it."""
    if not tekst.strip():
        raise Geweigerd(zin, veld=veld)


def eis_keuze(waarde: str, keuzes: type[Choices], veld: str) -> None:
    """Refuses, at `veld`, what is not among the choices."""
    if waarde not in keuzes.values:
        raise Geweigerd("Kies een van de mogelijkheden.", veld=veld)


def noteer(besluit: Besluit, door: Medewerker | None, wat: str, tekst: str, waarom: str = "") -> None:
    """Leave the Gebeurtenis `besluit.<wat>`, in the process that the decision belongs to."""
    leg_vast(
        soort=f"besluit.{wat}", door=door, dossier=besluit.dossier, over=besluit, tekst=tekst, waarom=waarom,
        proces=besluit.proces,
    )  # fmt: skip
