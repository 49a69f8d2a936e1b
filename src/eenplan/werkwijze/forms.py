"""The base of every task form, and the forms of this room itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import queries
from .models import Taak

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker


class Taakformulier(forms.Form):
    """A form that finishes a task. Register subclasses with `register.formulier`.

    `save` performs the actions of a room and returns only what the drawing says this task delivers
    (processen/README.md). It is called by `actions.rond_taak_af`, inside its transaction, after locks and checks.
    A `Geweigerd` that names a field ends up at that field.
    """

    sleutel = ""
    knop = _("Taak afronden")  # what the button says; a form whose task does more than that says so

    def __init__(self, *args: Any, taak: Taak, door: Medewerker, **kwargs: Any) -> None:
        self.taak = taak
        self.door = door
        self.dossier = taak.dossier
        super().__init__(*args, **kwargs)

    def pas_tabel_toe(self, sleutel: str, invoer: Mapping[str, Any]) -> Any:
        """What a decision table says for this task; the outcome is kept with it."""
        return queries.pas_tabel_toe(sleutel=sleutel, invoer=invoer, door=self.door, taak=self.taak).uitvoer

    def velden(self) -> dict[str, Any]:
        """What was filled in, ready to hand to an action."""
        return dict(self.cleaned_data)

    def save(self) -> Mapping[str, Any] | None:
        """Do the work; return what gateways need."""
        raise NotImplementedError


class TeruggeefForm(forms.Form):
    waarom = forms.CharField(label=_("Waarom geeft u de taak terug?"), required=False, max_length=300)


class BestandForm(forms.Form):
    """Load a drawing or table."""

    bestand = forms.FileField(
        label=_("Bestand"),
        help_text=_("Een .bpmn-bestand (proces) of .dmn-bestand (beslistabel), hoogstens 2 MB."),
    )
    toelichting = forms.CharField(label=_("Wat is er anders dan in de vorige versie?"), max_length=400)


class IntrekForm(forms.Form):
    reden = forms.CharField(label=_("Waarom trekt u deze versie in?"), max_length=400)
