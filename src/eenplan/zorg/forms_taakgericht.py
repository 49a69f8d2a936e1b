"""The form for a file with care that is paid as a fixed sum."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.kern.http import HttpRequest
from eenplan.kern.uploads import te_groot_geweest
from eenplan.zorg import taakgericht_kennis as kennis
from eenplan.zorg.models import Contract
from eenplan.zorg.opslaan import in_woorden


class ContractVeld(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.aanbieder.naam}: {obj.naam}, {in_woorden(obj.vanaf, obj.tot)}"


class LeveringForm(forms.Form):
    """Whose file it is and for which contract, and the file."""

    contract = ContractVeld(
        label=_("Aanbieder en contract"),
        queryset=Contract.objects.none(),
        empty_label=_("Kies een contract"),
        help_text=_("Alleen contracten met een taakgericht product staan in de lijst."),
    )
    bestand = forms.FileField(
        label=_("Bestand van de aanbieder"),
        help_text=_("Een CSV-bestand met alle jeugdigen die hulp krijgen; hooguit 10 MB."),
        error_messages={"required": _("Kies een bestand."), "empty": _("Het bestand is leeg. Kies het opnieuw.")},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )  # fmt: skip

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contract"].queryset = kennis.contracten()  # type: ignore[attr-defined]
        if te_groot := te_groot_geweest(request, "bestand"):
            self.fields["bestand"].error_messages["required"] = te_groot
