"""Forms of the tasks of P3. Each performs one action and returns what the drawing says it delivers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from eenplan.besluit import actions, queries
from eenplan.besluit.models import Besluit, Brief, Oordeel
from eenplan.kern.formulieren import dag, tekst
from eenplan.kern.tijd import vandaag
from eenplan.plan import queries as plannen
from eenplan.werkwijze.forms import Taakformulier
from eenplan.werkwijze.register import formulier


class _Besluitform(Taakformulier):
    """A task of P3. `besluit` is the decision of this process, None before the draft; `versie` the one on screen."""

    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sjabloon_boven = "besluit/_samenvatting.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.besluit = queries.besluit_van(self.taak.proces_id)
        if self.besluit is not None:
            self.fields["versie"].initial = self.besluit.versie

    @property
    def gelezen_versie(self) -> int:
        """The version that was on screen; who sends none along has read none, so -1 matches nothing."""
        versie = self.cleaned_data.get("versie")
        return -1 if versie is None else versie


class _Oordeelform(_Besluitform):
    """A task about a decision that has been drafted."""

    @property
    def huidig(self) -> Besluit:
        """The decision; `clean` has refused the form when there is none."""
        assert self.besluit is not None
        return self.besluit

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if self.besluit is None:
            raise forms.ValidationError(_("Er is nog geen conceptbesluit. Dat wordt eerst opgesteld."))
        return gegevens


@formulier("besluit.opstellen")
class Opstellen(_Besluitform):
    """Write the draft, or change it after others looked; or say that there will be none."""

    concept = forms.ChoiceField(
        label=_("Komt er een besluit?"),
        choices=[("klaar", _("ja, het concept is klaar")), ("ingetrokken", _("nee, er komt geen besluit"))],
        widget=forms.RadioSelect,
        initial="klaar",
    )
    intrekreden = tekst(
        _("Waarom komt er geen besluit?"),
        regels=3,
        required=False,
        help_text=_("Alleen als er geen besluit komt."),
    )
    jeugdige = forms.TypedChoiceField(
        label=_("Voor wie is dit besluit?"), coerce=int, required=False, empty_value=None
    )
    motivering = tekst(
        _("Waarom besluiten we dit?"), regels=8, required=False,
        help_text=_("Dit staat letterlijk in de brief aan ouders en jeugdige. Schrijf kort en gewoon."),
    )  # fmt: skip
    ingangsdatum = dag(_("Ingangsdatum"), required=False)
    einddatum = dag(_("Einddatum"), required=False)
    aanleiding = forms.ChoiceField(
        label=_("Is er iets bijzonders?"),
        choices=Besluit.Aanleiding,
        widget=forms.RadioSelect,
        initial="regulier",
    )
    meervoudig = forms.BooleanField(label=_("Er spelen meer problemen tegelijk"), required=False)
    afwijking_advies = tekst(
        _("Waarom wijkt u af van het advies?"), regels=3, required=False,
        help_text=_("Alleen invullen als adviseur of MDO om aanpassen vroeg en u dat niet doet. Dan tekent een hogere mandaathouder."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plannen.geldend_plan(self.taak.dossier)
        self.fields["aanleiding"].onder_elkaar = True  # type: ignore[attr-defined]
        self.fields["motivering"].toch_nodig = True  # type: ignore[attr-defined]  # unless it is withdrawn
        if self.besluit is not None:
            self._from_draft(self.besluit)
        else:
            self._from_plan()

    def _from_draft(self, besluit: Besluit) -> None:
        del self.fields["jeugdige"]
        if Oordeel.AANPASSEN not in (besluit.advies_oordeel, besluit.mdo_oordeel):
            del self.fields["afwijking_advies"]
        for naam in actions.TE_WIJZIGEN:
            if naam in self.fields:
                self.fields[naam].initial = getattr(besluit, naam)

    def _from_plan(self) -> None:
        for naam in ("ingangsdatum", "einddatum", "afwijking_advies"):  # the plan says when
            del self.fields[naam]
        jeugdigen = queries.jeugdigen_zonder_besluit(self.plan) if self.plan else []
        self.fields["jeugdige"].choices = [(j.pk, j.naam) for j in jeugdigen]  # type: ignore[attr-defined]
        if len(jeugdigen) == 1:
            self.fields["jeugdige"].widget = forms.HiddenInput()
            self.fields["jeugdige"].initial = jeugdigen[0].pk
        self.jeugdigen = {j.pk: j for j in jeugdigen}

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("concept") == "ingetrokken":
            if not gegevens.get("intrekreden"):
                self.add_error("intrekreden", _("Schrijf op waarom er geen besluit komt."))
            return gegevens
        if not gegevens.get("motivering"):
            self.add_error("motivering", actions.GEEN_MOTIVERING)
        if self.besluit is None:
            if self.plan is None:
                raise forms.ValidationError(
                    _("Er is nog geen vastgesteld plan. Een besluit bouwt op een getekend plan.")
                )
            if not self.jeugdigen:
                raise forms.ValidationError(_("Voor alle hulp in het plan is al een besluit gemaakt."))
            if not gegevens.get("jeugdige"):
                self.add_error("jeugdige", _("Kies voor wie dit besluit is."))
        else:
            for naam in ("ingangsdatum", "einddatum"):
                if not gegevens.get(naam) and naam not in self.errors:
                    self.add_error(naam, _("Vul de datum in."))
        return gegevens

    def save(self) -> dict[str, Any]:
        gegevens = dict(self.cleaned_data)
        if gegevens.pop("concept") == "ingetrokken":
            return self._withdraw(gegevens["intrekreden"])
        gegevens.pop("intrekreden", None)
        gegevens.pop("versie", None)
        if self.besluit is None:
            jeugdige = self.jeugdigen[gegevens.pop("jeugdige")]
            assert self.plan is not None
            besluit = actions.stel_op(
                plan=self.plan, jeugdige=jeugdige, proces=self.taak.proces, door=self.door, **gegevens
            )
        else:
            besluit = actions.wijzig(
                besluit=self.besluit,
                gelezen_versie=self.gelezen_versie,
                door=self.door,
                **gegevens,
            )
        return {"concept": "klaar"} | queries.gegevens_voor_proces(besluit)

    def _withdraw(self, reden: str) -> dict[str, Any]:
        if self.besluit is not None:
            actions.trek_in(besluit=self.besluit, reden=reden, door=self.door)
            return {"concept": "ingetrokken"} | queries.gegevens_voor_proces(self.besluit)
        return {  # nothing reads these any more on this way, but the drawing says that this task fills them in
            "concept": "ingetrokken", "besluitsoort": "zin", "aanleiding": "regulier", "kosten_totaal": 0, "kosten_per_jaar": 0,
            "duur_weken": 1, "meervoudig": False, "achttien_plus": False, "afwijking": False,
        }  # fmt: skip


@formulier("besluit.advies")
class Advies(_Oordeelform):
    """Adviser: may this be decided so?"""

    oordeel = forms.ChoiceField(label=_("Uw advies"), choices=Oordeel, widget=forms.RadioSelect)
    tekst = tekst(_("Toelichting"), regels=6)

    def save(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        actions.geef_advies(
            besluit=self.huidig, oordeel=gegevens["oordeel"], tekst=gegevens["tekst"], door=self.door
        )
        return {"advies": gegevens["oordeel"]}


@formulier("besluit.mdo")
class Mdo(_Oordeelform):
    """Behavioural scientist: what came of the multidisciplinary consultation."""

    datum = dag(_("Wanneer was het MDO"), initial=vandaag)
    wie = forms.CharField(label=_("Wie waren erbij"), max_length=300, help_text=_("Namen met functie."))
    verslag = tekst(_("Wat is gewogen en wat is de uitkomst"), regels=6)
    oordeel = forms.ChoiceField(label=_("Uitkomst"), choices=Oordeel, widget=forms.RadioSelect)

    def save(self) -> dict[str, Any]:
        velden = {naam: self.cleaned_data[naam] for naam in ("datum", "wie", "verslag", "oordeel")}
        actions.leg_mdo_vast(besluit=self.huidig, door=self.door, **velden)
        return {"mdo": velden["oordeel"]}


@formulier("besluit.tweede_lezer")
class TweedeLezer(_Oordeelform):
    """Second reader: four eyes."""

    oordeel = forms.ChoiceField(
        label=_("Kan dit besluit zo?"), choices=Besluit.Lezing, widget=forms.RadioSelect
    )
    opmerking = tekst(
        _("Opmerking"), regels=4, required=False, help_text=_("Nodig als het terug gaat: wat moet er anders?")
    )

    def save(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        actions.lees_tweede(
            besluit=self.huidig,
            gelezen_versie=self.gelezen_versie,
            oordeel=gegevens["oordeel"],
            opmerking=gegevens["opmerking"],
            door=self.door,
        )
        return {"oordeel_lezer": gegevens["oordeel"]}


@formulier("besluit.vaststellen")
class Vaststellen(_Oordeelform):
    """Holder of the mandate: sign, or give back."""

    vastgesteld = forms.TypedChoiceField(
        label=_("Stelt u dit besluit vast?"),
        choices=[
            ("ja", _("ja, ik onderteken namens het college")),
            ("nee", _("nee, terug naar de opsteller")),
        ],
        coerce=lambda keuze: keuze == "ja",
        widget=forms.RadioSelect,
    )
    opmerking = tekst(
        _("Opmerking"), regels=3, required=False, help_text=_("Nodig als het terug gaat: wat moet er anders?")
    )

    def save(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        if gegevens["vastgesteld"]:
            actions.stel_vast(besluit=self.huidig, gelezen_versie=self.gelezen_versie, door=self.door)
        else:
            actions.geef_terug(besluit=self.huidig, opmerking=gegevens["opmerking"], door=self.door)
        return {"vastgesteld": gegevens["vastgesteld"]}


@formulier("besluit.verzenden")
class Verzenden(_Oordeelform):
    """A-team: the letters go out and are archived."""

    sjabloon_boven = "besluit/_brieven.html"
    wijze = forms.ChoiceField(
        label=_("Hoe zijn de brieven verzonden?"), choices=Brief.Wijze, widget=forms.RadioSelect
    )
    geheim_nagegaan = forms.BooleanField(
        label=_("Ik heb de waarschuwing gelezen en nagegaan dat de brief veilig aankomt"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.besluit is not None:
            prefetch_related_objects([self.besluit], queries.geldende_brieven())
        self.brieven = list(self.besluit.brieven.all()) if self.besluit else []
        self.oud = [brief for brief in self.brieven if brief.gemaakt_op != vandaag()]
        if not any(brief.let_op for brief in self.brieven):
            del self.fields["geheim_nagegaan"]

    def save(self) -> dict[str, Any]:
        actions.verzend(
            besluit=self.huidig, wijze=self.cleaned_data["wijze"], door=self.door,
            geheim_nagegaan=self.cleaned_data.get("geheim_nagegaan", False),
        )  # fmt: skip
        return {}
