"""Forms about the people of a team: their words and room, their absence, the norm, and what a family needs.

Fields are called as the model calls them, so that two versions can be laid side by side; the actions check.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.caseload import woorden
from eenplan.caseload.models import Caseloadnorm, Inzetbaarheid, Plaatsingswens, Zaakgewicht
from eenplan.caseload.normen import Norm
from eenplan.dossier.leden_actions import REGISSEURS
from eenplan.kern.formulieren import dag, tekst
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Medewerker
from eenplan.organisatie.queries import medewerkers_met_functie


class Woordenveld(forms.CharField):
    """Words with a comma between them. Suggests those in use (`soort` of `woorden`); cleans to a list of words."""

    def __init__(self, soort: str, *, een: bool = False, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=1000, **kwargs)
        self.soort, self.een = soort, een
        self.widget = forms.TextInput(attrs={"autocomplete": "off"} | ({} if een else {"data-woorden": ""}))

    def stel_voor(self, naam: str) -> tuple[str, list[str]]:
        """The id of the list of suggestions of the field with this name, and what is in it."""
        lijst = f"woorden-{naam}"
        self.widget.attrs["list"] = lijst
        return lijst, woorden.in_gebruik(self.soort)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        kaal = super().to_python(value) or ""
        return kaal if self.een else [deel for deel in kaal.replace(";", ",").split(",") if deel.strip()]

    def clean(self, value: Any) -> Any:
        waarde = self.to_python(value)
        self.run_validators(value or "")
        return waarde


class MetVoorstellen(forms.Form):
    """A form some fields of which suggest words; `lijsten` are the suggestions, for the template."""

    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lijsten = [
            veld.stel_voor(naam) for naam, veld in self.fields.items() if isinstance(veld, Woordenveld)
        ]


class InzetbaarheidForm(MetVoorstellen):
    """`met_ruimte`: also the part of the fte and how many new families a week, for who distributes."""

    deel = forms.DecimalField(
        label=_("Deel van de fte voor gezinnen"),
        help_text=_("1 is alles, 0,5 de helft. Minder voor wie nieuw is of andere taken heeft."),
        widget=forms.NumberInput(attrs={"step": "0.05", "min": "0", "max": "1"}),
    )
    max_nieuw_per_week = forms.IntegerField(
        label=_("Hoogstens zoveel nieuwe gezinnen per week"), required=False, min_value=0
    )
    vaardigheden = Woordenveld(
        "vaardigheden",
        label=_("Kan goed"),
        help_text=_("Met een komma ertussen, zoals: scheiding, lvb, pubers."),
    )
    talen = Woordenveld("talen", label=_("Spreekt ook"), help_text=_("Zoals: Arabisch, Pools."))
    wijken = Woordenveld(
        "wijken",
        label=_("Postcodes"),
        help_text=_("De vier cijfers van waar iemand het liefst werkt, zoals: 1401, 1404."),
    )
    graag = Woordenveld("vaardigheden", label=_("Wil graag"))
    liever_niet = Woordenveld("vaardigheden", label=_("Liever niet"))

    def __init__(
        self, *args: Any, inzetbaarheid: Inzetbaarheid | None, met_ruimte: bool, **kwargs: Any
    ) -> None:
        namen = list(self.base_fields)
        kwargs["initial"] = {
            naam: getattr(inzetbaarheid or Inzetbaarheid(), naam) for naam in namen if naam != "versie"
        }
        kwargs["initial"]["versie"] = inzetbaarheid.versie if inzetbaarheid else None
        super().__init__(*args, **kwargs)
        if not met_ruimte:
            del self.fields["deel"], self.fields["max_nieuw_per_week"]


class AfwezigForm(forms.Form):
    """First and last day. There is no field for why."""

    van = dag(_("Eerste dag"))
    tot = dag(_("Laatste dag"))


class WensForm(MetVoorstellen):
    """What a family needs of its regisseur."""

    vaardigheden = Woordenveld(
        "vaardigheden",
        label=_("Moet kunnen"),
        help_text=_("Met een komma ertussen, in de woorden die het team gebruikt."),
    )
    taal = Woordenveld("talen", een=True, label=_("Taal"), help_text=_("Als een tolk niet genoeg is."))
    skj = forms.BooleanField(label=_("Alleen iemand met SKJ-registratie"), required=False)

    def __init__(self, *args: Any, wens: Plaatsingswens | None, **kwargs: Any) -> None:
        if wens is not None:
            kwargs["initial"] = {n: getattr(wens, n) for n in ("vaardigheden", "taal", "skj", "versie")}
        super().__init__(*args, **kwargs)


class UitsluitingForm(forms.Form):
    """Who not, and why; only colleagues who could direct, and who do not stand there yet."""

    medewerker = forms.ModelChoiceField(
        label=_("Wie niet"), queryset=Medewerker.objects.none(), empty_label=_("Kies een collega")
    )
    reden = forms.CharField(
        label=_("Waarom niet"), max_length=200,
        help_text=_("Kort en zakelijk, zoals: buren. Deze collega ziet de reden niet."),
    )  # fmt: skip

    def __init__(self, *args: Any, organisatie_id: int, zonder: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kunnen = medewerkers_met_functie(organisatie_id, *REGISSEURS).exclude(pk__in=zonder)
        self.fields["medewerker"].queryset = kunnen  # type: ignore[attr-defined]


class NormForm(forms.Form):
    """A norm from a day on. A published one (`voorstel`) fills it in; everything can still be changed."""

    grootheid = forms.ChoiceField(
        label=_("Telt in"), choices=Caseloadnorm.Grootheid, widget=forms.RadioSelect
    )
    per_fte = forms.DecimalField(
        label=_("Per fte"), max_digits=6, decimal_places=2, widget=forms.NumberInput(attrs={"step": "any"})
    )
    vanaf = dag(_("Geldt vanaf"), initial=vandaag)
    bron = forms.CharField(
        label=_("Waar de norm vandaan komt"), max_length=200,
        help_text=_("Een document met plaats, of wie dit wanneer vaststelde."),
    )  # fmt: skip
    aanname = forms.BooleanField(
        label=_("Dit is een aanname"),
        required=False,
        help_text=_("Niet gemeten en niet vastgesteld, maar geschat."),
    )
    waarom = tekst(_("Waarom deze norm"), regels=3)

    def __init__(self, *args: Any, voorstel: Norm | None = None, **kwargs: Any) -> None:
        if voorstel is not None:
            namen = ("grootheid", "per_fte", "bron", "aanname")
            kwargs["initial"] = {naam: getattr(voorstel, naam) for naam in namen}
        super().__init__(*args, **kwargs)


class GewichtForm(forms.Form):
    """Hours a week, and how one knows."""

    uren = forms.DecimalField(
        label=_("Uren per week"),
        max_digits=5,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
    bron = forms.CharField(
        label=_("Waar het getal vandaan komt"), max_length=200,
        help_text=_("Zoals: tijdmeting team Noord, maart 2026."),
    )  # fmt: skip
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, eigen: Zaakgewicht | None, **kwargs: Any) -> None:
        if eigen is not None:
            kwargs["initial"] = {"uren": eigen.uren, "bron": eigen.bron, "versie": eigen.versie}
        super().__init__(*args, **kwargs)
