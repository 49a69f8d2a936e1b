"""Forms of the plan: the tasks of P1 and the pages on which the plan is written.

A task form says what still lacks; the writing itself happens on the plan page.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.kern.formulieren import Kalender, dag, tekst
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag
from eenplan.plan import actions, queries
from eenplan.plan.models import Doel, Inzet, Ondertekening, Plan
from eenplan.werkwijze.forms import Taakformulier
from eenplan.werkwijze.register import formulier
from eenplan.zorg.queries import producten
from eenplan.zorg.varianten import Eenheid, Frequentie

NIET = "niet"


# Tasks of P1 -----------------------------------------------------------------------------------------------


class _Planform(Taakformulier):
    """A task about the plan that is being written."""

    sjabloon_boven = "plan/_bij_taak.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = queries.concept_plan(self.taak.dossier)
        self.ontbreekt = queries.ontbreekt_inhoud(self.plan) if self.plan else []

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if self.plan is None:
            raise forms.ValidationError(
                _("Er is nog geen plan in voorbereiding. Begin een plan op de pagina Plan van dit dossier.")
            )
        if self.ontbreekt:
            raise forms.ValidationError(self.ontbreekt)
        return gegevens


@formulier("plan.opstellen")
class Opstellen(_Planform):
    """The plan page is complete: goals, what helps, own network first."""

    def save(self) -> dict[str, Any]:
        return {}


@formulier("plan.bespreken")
class Bespreken(_Planform):
    """The plan was discussed; what youth and parents say of it stands in it."""

    datum = dag(_("Wanneer is het plan besproken?"), initial=vandaag)
    akkoord = forms.TypedChoiceField(
        label=_("Kunnen jeugdige en ouders zich vinden in het plan?"),
        choices=[("ja", _("ja")), ("nee", _("nee, het plan moet anders"))],
        coerce=lambda keuze: keuze == "ja",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.personen = queries.gezinsleden(self.taak.dossier)
        for persoon in self.personen:
            self.fields[f"reactie_{persoon.pk}"] = tekst(
                f"Wat vindt {persoon.naam} ervan?", regels=2, required=False
            )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean()
        if not any(self._reactions(gegevens)):
            self.add_error(
                None, _("Leg van ten minste één gezinslid vast wat die van het plan vindt, in eigen woorden.")
            )
        return gegevens

    def save(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        assert self.plan is not None
        actions.bespreek(plan=self.plan, akkoord=gegevens["akkoord"], datum=gegevens["datum"], door=self.door)
        for persoon, reactie in self._reactions(gegevens):
            actions.geef_reactie(
                plan=self.plan, persoon=persoon, tekst=reactie, datum=gegevens["datum"], door=self.door
            )
        return {"akkoord_gezin": gegevens["akkoord"]}

    def _reactions(self, gegevens: dict[str, Any]) -> list[tuple[Any, str]]:
        gegeven = [(persoon, gegevens.get(f"reactie_{persoon.pk}", "")) for persoon in self.personen]
        return [(persoon, reactie) for persoon, reactie in gegeven if reactie.strip()]


@formulier("plan.ondertekenen")
class Ondertekenen(_Planform):
    """Who signed, who did not and why; with enough signatures the plan is settled."""

    verzonden_op = dag(_("Wanneer is het plan gestuurd of meegegeven om te tekenen?"), initial=vandaag)
    uitkomst = forms.ChoiceField(
        label=_("Wat is de uitkomst?"),
        choices=[
            ("getekend", _("getekend: het plan wordt vastgesteld")),
            ("niet_getekend", _("niet getekend: we bespreken het plan opnieuw")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handtekeningen = queries.wie_tekent(self.plan) if self.plan else []
        self.groepen: list[tuple[Any, list[str]]] = []
        if self.plan is not None and self.plan.verzonden_op:
            self.fields["verzonden_op"].initial = self.plan.verzonden_op
        keuzes = [("", "nog niets bekend"), *Ondertekening.Wijze.choices, (NIET, "tekent niet")]
        for h in self.handtekeningen:
            pk, rij = h.tekenaar.persoon.pk, h.rij
            hoe = (rij.wijze if rij.getekend else NIET) if rij else ""
            self.fields[f"hoe_{pk}"] = forms.ChoiceField(
                label=_("Handtekening"), choices=keuzes, required=False, initial=hoe
            )
            self.fields[f"datum_{pk}"] = dag(
                _("Getekend op"), required=False, initial=(rij and rij.datum) or vandaag
            )
            self.fields[f"reden_{pk}"] = forms.CharField(
                label=_("Tekent niet, want"),
                required=False,
                max_length=300,
                initial=rij.niet_getekend_reden if rij else "",
            )
            self.groepen.append(
                (f"{h.tekenaar.persoon.naam} ({h.tekenaar.rol})", [f"hoe_{pk}", f"datum_{pk}", f"reden_{pk}"])
            )
        self.groepen = [(_("Versturen"), ["verzonden_op"]), *self.groepen, (_("Uitkomst"), ["uitkomst"])]

    def save(self) -> dict[str, Any]:
        gegevens, plan = self.cleaned_data, self.plan
        assert plan is not None
        plan = actions.verstuur_om_te_tekenen(plan=plan, datum=gegevens["verzonden_op"], door=self.door)
        for h in self.handtekeningen:
            self._sign(plan, h.tekenaar.persoon)
        if gegevens["uitkomst"] == "niet_getekend":
            return {"vervolg_plan": "niet_getekend"}
        plan = actions.stel_plan_vast(plan=plan, door=self.door)
        return {
            "vervolg_plan": "met_aanbieder" if queries.individuele_inzet(plan).exists() else "eigen_kring"
        }

    def _sign(self, plan: Plan, persoon: Any) -> None:
        hoe, datum, reden = (self.cleaned_data[f"{naam}_{persoon.pk}"] for naam in ("hoe", "datum", "reden"))
        try:
            if hoe == NIET:
                actions.teken_niet(plan=plan, persoon=persoon, reden=reden, door=self.door)
            elif hoe:
                actions.onderteken(
                    plan=plan, persoon=persoon, wijze=hoe, datum=datum or vandaag(), door=self.door
                )
        except Geweigerd as fout:
            veld = {"niet_getekend_reden": "reden", "datum": "datum", "wijze": "hoe"}.get(
                fout.veld or "", "hoe"
            )
            raise Geweigerd(fout.zin, veld=f"{veld}_{persoon.pk}") from fout


# Writing the plan ------------------------------------------------------------------------------------------


class Tekstform(forms.ModelForm):
    """How it goes now and how that came, in the words of the family."""

    gelezen_versie = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Plan
        fields = ["soort", "situatie", "verklaring"]
        widgets = {
            "soort": forms.RadioSelect,
            "situatie": forms.Textarea(attrs={"rows": 7}),
            "verklaring": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "soort": _(
                "Een familiegroepsplan schrijft het gezin zelf, met eigen mensen. Dat plan is dan het uitgangspunt."
            ),
            "situatie": _("In de woorden van jeugdige en ouders. Alleen wat nodig is om te helpen."),
            "verklaring": _("Wat maakt dat het zo gaat? Laat leeg als dat (nog) niet nodig is."),
        }


class Doelform(forms.ModelForm):
    """A goal with what makes it SMART; the title alone is enough to begin."""

    gelezen_versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    persoon: Any = forms.ModelChoiceField(queryset=None, label=_("Van wie is dit doel?"))
    groepen: list[tuple[Any, list[str]]] = [
        ("", ["gelezen_versie", "persoon", "titel"]),
        (_("Wat maakt het doel duidelijk"), ["specifiek", "meetbaar", "acceptabel", "realistisch"]),
        (_("Van nu naar straks"), ["begin_op", "eind_op", "eenheid", "begin_waarde", "doel_waarde"]),
    ]

    class Meta:
        model = Doel
        fields = [
            "persoon", "titel", "specifiek", "meetbaar", "acceptabel", "realistisch", "begin_op", "eind_op", "eenheid", "begin_waarde",
            "doel_waarde",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            naam: forms.Textarea(attrs={"rows": 2}) for naam in queries.SMART
        } | dict.fromkeys(("begin_op", "eind_op"), Kalender)
        help_texts = {
            "titel": _(
                "In de woorden van wie het zegt. Bijvoorbeeld: Lotte slaapt door en durft te logeren."
            ),
            "eenheid": _("Bijvoorbeeld: dagen per week, of een cijfer van 0 tot 10."),
        }

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persoon"].queryset = _family(plan)  # type: ignore[attr-defined]
        self.fields["begin_op"].initial = vandaag
        for naam in ("begin_waarde", "doel_waarde"):
            self.fields[naam].localize = True


class Inzetform(forms.ModelForm):
    """Own network, something for everybody, or another law: what they do and for which goal."""

    gelezen_versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    soort: Any = forms.ChoiceField(
        label=_("Wie of wat helpt?"),
        choices=[keuze for keuze in Inzet.Soort.choices if keuze[0] != Inzet.Soort.INDIVIDUEEL],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Inzet
        fields = ["soort", "omschrijving", "wie", "doel", "begin", "eind"]
        widgets: ClassVar[dict[str, Any]] = dict.fromkeys(("begin", "eind"), Kalender)
        help_texts = {
            "omschrijving": _("Bijvoorbeeld: haalt Lotte op woensdag uit school en eet samen."),
            "wie": _("Bijvoorbeeld: oma Truus, de voetbalclub, het buurthuis."),
        }

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doel"].queryset = plan.doelen.all()  # type: ignore[attr-defined]
        self.fields["doel"].empty_label = _("het hele plan")  # type: ignore[attr-defined]


class Jeugdhulpform(Inzetform):
    """Individual youth care: for whom, what, how much, how long, and why the rest does not suffice."""

    soort: Any = forms.CharField(widget=forms.HiddenInput, initial=Inzet.Soort.INDIVIDUEEL)
    groepen = [
        ("", ["gelezen_versie", "soort", "afweging"]),
        (_("Welke hulp"), ["doel", "jeugdige", "omschrijving", "product", "aanbieder"]),
        (_("Hoeveel en hoe lang"), ["volume", "eenheid", "frequentie", "begin", "eind"]),
    ]

    class Meta(Inzetform.Meta):
        fields = [
            "soort",
            "afweging",
            "doel",
            "jeugdige",
            "omschrijving",
            "product",
            "aanbieder",
            "volume",
            "eenheid",
            "frequentie",
            "begin",
            "eind",
        ]
        widgets = Inzetform.Meta.widgets | {"afweging": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "omschrijving": _(
                "Wat gaat deze hulp doen? Bijvoorbeeld: leert Lotte omgaan met haar angst, thuis en op school."
            ),
            "afweging": _(
                "Noem wat er in de eigen kring, in de buurt en in andere wetten is bekeken, en waarom dat niet genoeg is."
            ),
            "aanbieder": _("De voorkeur van het gezin, als die er is."),
        }

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        personen = _family(plan)
        self.fields["jeugdige"].queryset = personen.filter(  # type: ignore[attr-defined]
            lidmaatschappen__rol="jeugdige", lidmaatschappen__gezin=plan.dossier.gezin
        )  # type: ignore[attr-defined]
        self.fields["product"].queryset = producten()  # type: ignore[attr-defined]
        self.fields["aanbieder"].empty_label = _("nog geen voorkeur")  # type: ignore[attr-defined]
        self.fields["eenheid"] = forms.ChoiceField(
            label=_("Eenheid"), required=False, choices=[("", _("zoals bij het product")), *Eenheid.choices]
        )
        self.fields["frequentie"] = forms.ChoiceField(
            label=_("Hoe vaak"), required=False, choices=[("", "—"), *Frequentie.choices]
        )
        for naam in ("jeugdige", "product", "begin", "eind", "afweging"):
            self.fields[naam].required = True

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("volume") and gegevens.get("product") and not gegevens.get("eenheid"):
            gegevens["eenheid"] = gegevens["product"].eenheid
        return gegevens


class Reactieform(forms.Form):
    """What a family member says of the plan."""

    persoon: Any = forms.ModelChoiceField(queryset=None, label=_("Van wie is deze reactie?"))
    datum = dag(_("Datum"), initial=vandaag)
    tekst = tekst(_("Wat zegt die ervan, in eigen woorden?"))

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persoon"].queryset = _family(plan)  # type: ignore[attr-defined]


class Voortgangform(forms.Form):
    """Where a goal stands on a day."""

    datum = dag(_("Datum"), initial=vandaag)
    waarde = forms.DecimalField(label=_("Waar staan we nu?"), max_digits=7, decimal_places=1, localize=True)
    toelichting = tekst(_("Wat zegt het gezin erover?"), regels=3, required=False)


def _family(plan: Plan) -> Any:
    return plan.dossier.gezin.personen.filter(
        lidmaatschappen__tot__isnull=True, lidmaatschappen__gezin=plan.dossier.gezin
    ).distinct()
