"""Storing a row of care: what is wrong with it comes back as one Dutch sentence at its field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from eenplan.kern.fouten import GeenRecht, Geweigerd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eenplan.organisatie.models import Functie, Medewerker

# The database has the last word: what slipped past the checks above is said in the same words.
_ZINNEN = {
    "aanbieder_agb_uniek": ("Er is al een aanbieder met deze AGB-code.", "agb"),
    "product_code_uniek": ("Er is al een product met deze code.", "code"),
    "tarief_een_tegelijk": ("In dit contract geldt in deze periode al een tarief voor dit product.", "vanaf"),
    "toewijzing_niet_dubbel": ("Dit product is in deze periode al aan deze jeugdige toegewezen.", "begin"),
}


def bewaar(rij: models.Model) -> None:
    """Validate and insert; what is wrong comes back as one Dutch sentence at its field."""
    try:
        rij.full_clean(validate_constraints=False)
        with transaction.atomic():
            rij.save()
    except ValidationError as fout:
        veld, zinnen = next(iter(fout.message_dict.items()))
        raise Geweigerd(str(zinnen[0]), veld=veld if veld != "__all__" else None) from fout
    except IntegrityError as fout:
        raise _sentence(rij, fout) from fout


def _sentence(rij: models.Model, fout: IntegrityError) -> Exception:
    naam = getattr(getattr(fout.__cause__, "diag", None), "constraint_name", None) or ""
    if naam in _ZINNEN:
        zin, veld = _ZINNEN[naam]
        return Geweigerd(zin, veld=veld)
    for constraint in rij._meta.constraints:
        if constraint.name == naam:
            return Geweigerd(str(constraint.violation_error_message))
    return fout


def eis_functie(door: Medewerker | None, functies: Sequence[Functie], wat: str) -> None:
    if door is not None and not door.heeft_functie(*functies):
        namen = ", ".join(str(functie.label) for functie in functies)
        raise GeenRecht(f"U mag geen {wat}: dat hoort bij de functie {namen}.")


def in_woorden(begin: date, eind: date | None) -> str:
    """A period as people say it; `eind` is the last day."""
    return f"vanaf {begin:%d-%m-%Y}" + (f" tot en met {eind:%d-%m-%Y}" if eind else "")
