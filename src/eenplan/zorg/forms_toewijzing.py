"""Forms that change one assignment: more, less, longer, shorter, or taken back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.kern.formulieren import dag, tekst
from eenplan.kern.tijd import vandaag
from eenplan.zorg.models import Toewijzing
from eenplan.zorg.varianten import GROOTSTE_VOLUME, MEERVOUD, Eenheid
from eenplan.zorg.wijzig_actions import REDENEN
from ijw import codelijst


class Wijzigen(forms.Form):
    """How the assignment is from a day on. What one does not change stays as it is.

    `gezien` holds what was shown before saving: when what is sent differs from it, it is shown anew first.
    """

    volume = forms.IntegerField(label=_("Hoeveel"), min_value=1, max_value=GROOTSTE_VOLUME)
    budget = forms.DecimalField(
        label=_("Budget"), min_value=Decimal("0.01"), max_digits=8, decimal_places=2, localize=True
    )
    eind = dag(_("Laatste dag"), required=False)
    vanaf = dag(_("Geldt vanaf"), help_text=_("De eerste dag waarop de nieuwe afspraak geldt."))
    reden = forms.ChoiceField(label=_("Waarom verandert het?"))
    gezien = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["volume", "budget", "vanaf", "eind", "reden"]

    def __init__(self, *args: Any, toewijzing: Toewijzing, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "volume": toewijzing.volume, "budget": toewijzing.budget, "eind": toewijzing.eind,
            "vanaf": max(vandaag(), toewijzing.begin),
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        weg = {"volume"} if toewijzing.volume is None else set()
        weg |= {"budget"} if toewijzing.budget is None else set()
        for naam in weg:
            del self.fields[naam]
        if "volume" in self.fields:
            self.fields["volume"].help_text = _in_welke_eenheid(toewijzing)
        if "budget" in self.fields:
            self.fields["budget"].geld = True  # type: ignore[attr-defined]
        lijst = codelijst("JZ002")
        self.fields["reden"].choices = [  # type: ignore[attr-defined]
            ("", _("Kies een reden")), *((code, lijst[code]) for code in REDENEN if code in lijst)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        for naam in ("volume", "budget"):
            gegevens.setdefault(naam, None)
        return gegevens

    @property
    def kenmerk(self) -> str:
        """What was filled in, in one line, to know whether it was shown."""
        return "|".join(str(self.cleaned_data.get(naam) or "") for naam in self.fields if naam != "gezien")

    @property
    def velden(self) -> dict[str, Any]:
        """What the action takes."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "gezien"}


class Verwijderen(forms.Form):
    """Take an assignment back as if it had never been given."""

    toelichting = tekst(
        _("Waarom gaat deze hulp niet door?"), regels=3, max_length=400,
        help_text=_("Bijvoorbeeld: het gezin koos toch een andere aanbieder voordat de hulp begon."),
    )  # fmt: skip


def _in_welke_eenheid(toewijzing: Toewijzing) -> str:
    if toewijzing.eenheid == Eenheid.EURO:
        return f"In eurocent, {toewijzing.get_frequentie_display()}."
    return f"In {MEERVOUD[toewijzing.eenheid]}, {toewijzing.get_frequentie_display()}."
