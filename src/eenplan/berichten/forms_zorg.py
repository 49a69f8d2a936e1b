"""Forms of requests and claims."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from eenplan.kern.formulieren import dag, tekst
from eenplan.zorg.models import Aanbieder, Verzoek
from ijw import codelijst

TOEWIJZEN, ONDERZOEK, AFWIJZEN = "toewijzen", "onderzoek", "afwijzen"


class Verzoekbesluit(forms.Form):
    """What we answer a provider."""

    groepen = (
        ("", ["besluit"]),
        (_("Alleen bij afwijzen"), ["reden", "andere_gemeente"]),
        (_("Voor collega’s"), ["besluittekst"]),
    )

    besluit = forms.ChoiceField(label=_("Wat is het antwoord?"), widget=forms.RadioSelect)
    reden = forms.ChoiceField(
        label=_("Waarom wijst u af?"),
        required=False,
        help_text=_("De aanbieder leest dit."),
    )
    andere_gemeente = forms.CharField(
        label=_("Code van de gemeente die wel verantwoordelijk is"), required=False, max_length=4,
        validators=[RegexValidator(r"^\d{4}$", _("Een gemeentecode heeft vier cijfers."))],
        help_text=_("Bij het woonplaatsbeginsel: de vier cijfers van het CBS."),
    )  # fmt: skip
    besluittekst = tekst(
        _("Waarom besluit u dit?"), regels=3, required=False, max_length=2000,
        help_text=_("Deze tekst gaat niet naar de aanbieder."),
    )  # fmt: skip

    def __init__(self, *args: Any, verzoek: Verzoek, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [
            (TOEWIJZEN, _("Toewijzen zoals gevraagd")),
            (ONDERZOEK, _("In onderzoek nemen")),
            (AFWIJZEN, _("Afwijzen")),
        ]
        self.fields["besluit"].choices = [  # type: ignore[attr-defined]
            keuze for keuze in keuzes if keuze[0] != ONDERZOEK or verzoek.onderzoek_op is None
        ]  # fmt: skip
        self.fields["reden"].choices = [  # type: ignore[attr-defined]
            ("", _("Kies een reden")), *codelijst("WJ759").items()
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("besluit") != AFWIJZEN and gegevens.get("reden"):
            self.add_error(
                "reden", _("Een reden hoort alleen bij afwijzen. Kies afwijzen, of haal de reden weg.")
            )
        return gegevens


class Lijstfilter(forms.Form):
    """What the lists of requests and claims are narrowed to."""

    aanbieder = forms.TypedChoiceField(label=_("Aanbieder"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        aanbieders = list(Aanbieder.objects.values_list("pk", "naam"))
        self.fields["aanbieder"].choices = [("", _("alle aanbieders")), *aanbieders]  # type: ignore[attr-defined]

    def gekozen(self) -> dict[str, Any]:
        """What was chosen, as far as it makes sense."""
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}


class Verzoekfilter(Lijstfilter):
    soort = forms.ChoiceField(
        label=_("Soort"), required=False, choices=[("", _("alle soorten")), *Verzoek.Soort.choices]
    )


class Declaratiefilter(Lijstfilter):
    van = dag(_("Periode van"), required=False)
    tot = dag(_("Periode tot en met"), required=False)
