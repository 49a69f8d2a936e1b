"""Forms of the distribution. What a form cannot know is checked by the action, and lands at the field it names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.caseload.queries import Teambeeld
from eenplan.kern.formulieren import tekst
from eenplan.organisatie.models import Medewerker


class Overdrachtform(forms.Form):
    """Who waits only, or also the families of a colleague who leaves."""

    vertrekt = forms.ModelChoiceField(
        label=_("Verdeel ook de gezinnen van"),
        queryset=Medewerker.objects.none(),
        required=False,
        empty_label=_("niemand"),
        help_text=_("Voor wie weggaat of lang afwezig is. Wie wacht, wordt meteen mee verdeeld."),
    )

    def __init__(self, *args: Any, beeld: Teambeeld, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        met_gezinnen = [b.medewerker.pk for b in beeld.mensen if b.gezinnen]
        veld: Any = self.fields["vertrekt"]
        veld.queryset = Medewerker.objects.filter(pk__in=met_gezinnen)


class Keuzeform(forms.Form):
    """Who takes this family; empty lets it wait."""

    gekozen = forms.ModelChoiceField(
        label=_("Wie"), queryset=Medewerker.objects.none(), required=False, empty_label=_("nog niemand")
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kandidaten: list[Medewerker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["gekozen"]
        veld.queryset = Medewerker.objects.filter(pk__in=[m.pk for m in kandidaten])


class Bevestigform(forms.Form):
    """Confirming; `waarom` is only asked when somebody ends above the norm by a change of the team lead."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    waarom = tekst(
        _("Waarom mag iemand boven de norm komen?"), regels=2, required=False, max_length=200,
        help_text=_("Staat op de tijdlijn van deze gezinnen."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["waarom"].toch_nodig = True  # type: ignore[attr-defined]
