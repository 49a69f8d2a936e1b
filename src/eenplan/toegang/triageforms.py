"""Forms of the first tasks of P1: check the report, tell the family, triage, choose a regisseur."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.dossier import actions as dossier_actions
from eenplan.dossier.models import Contactnotitie
from eenplan.kern.formulieren import dag, ja_nee, tekst
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Medewerker, Team
from eenplan.toegang import queries
from eenplan.werkwijze import queries as werkwijze
from eenplan.werkwijze.forms import Taakformulier
from eenplan.werkwijze.register import formulier

VOLG_TABEL = "tabel"


@formulier("toegang.controle_melding")
class ControleMelding(Taakformulier):
    """A-team: is it clear who, what, by whom, and whether the family knows?"""

    volledig = ja_nee(_("Is de melding volledig genoeg voor triage?"))
    ontbreekt = tekst(_("Wat hebt u nagevraagd, of bij wie vraagt u het na?"), regels=3, required=False)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("volledig") is False and not gegevens.get("ontbreekt"):
            self.add_error("ontbreekt", _("Schrijf op wat ontbreekt en bij wie u het navraagt."))
        return gegevens

    def save(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        if gegevens["volledig"]:
            melding = queries.melding_van(self.taak.dossier)
            dossier_actions.controleer_melding(
                melding=melding, ontbreekt=gegevens["ontbreekt"], door=self.door
            )
        else:
            dossier_actions.voeg_notitie_toe(
                dossier=self.taak.dossier,
                soort=Contactnotitie.Soort.NOTITIE,
                datum=vandaag(),
                tekst=f"Melding nog niet volledig: {gegevens['ontbreekt']}",
                door=self.door,
            )
        return {"volledig": gegevens["volledig"]}


@formulier("toegang.uitleg_gezin")
class UitlegGezin(Taakformulier):
    """A-team: the family knows how it works and what its rights are."""

    soort = forms.ChoiceField(
        label=_("Hoe hebt u het gezin gesproken?"),
        choices=[
            ("telefoon", _("telefoon")),
            ("gesprek", _("gesprek op kantoor")),
            ("mail", _("mail of brief")),
        ],
    )
    datum = dag(_("Wanneer"), initial=vandaag)
    met_wie = forms.CharField(label=_("Met wie"), max_length=200)
    tekst = tekst(_("Wat is uitgelegd en wat vroeg het gezin?"))

    def save(self) -> dict[str, Any]:
        dossier_actions.voeg_notitie_toe(dossier=self.taak.dossier, door=self.door, **self.velden())
        return {}


@formulier("toegang.triage")
class Triage(Taakformulier):
    """Praktijkleider: nature, severity, urgency. The table advises; deviating needs a reason."""

    binnen_jeugdwet = ja_nee(_("Valt de vraag onder de Jeugdwet?"))
    veiligheid = forms.ChoiceField(
        label=_("Signalen over veiligheid"),
        choices=[("veilig", _("geen signalen")), ("zorgen", _("zorgen")), ("acuut", _("acuut onveilig"))],
        widget=forms.RadioSelect,
    )
    gebieden = forms.ChoiceField(
        label=_("Probleemgebieden"),
        choices=[("enkelvoudig", _("één gebied")), ("meervoudig", _("meer gebieden tegelijk"))],
        widget=forms.RadioSelect,
    )
    ernst = forms.ChoiceField(
        label=_("Ernst"),
        choices=[("licht", _("licht")), ("matig", _("matig")), ("ernstig", _("ernstig"))],
        widget=forms.RadioSelect,
    )
    urgentie = forms.ChoiceField(
        label=_("Urgentie"),
        choices=[("laag", _("kan wachten")), ("hoog", _("kan niet wachten"))],
        widget=forms.RadioSelect,
    )
    keuze = forms.ChoiceField(
        label=_("Uw besluit"),
        initial=VOLG_TABEL,
        choices=[
            (VOLG_TABEL, _("volg het advies van de beslistabel")),
            ("entreeteam", _("toch naar het entreeteam")),
            ("regieteam", _("toch naar een regieteam")),
            ("niet_voor_ons", _("toch niet voor ons")),
        ],
        widget=forms.RadioSelect,
    )
    team = forms.ModelChoiceField(
        label=_("Welk team"),
        queryset=Team.objects.none(),
        required=False,
        help_text=_("Leeg: het team met de kortste wachtlijst dat hierbij past."),
    )
    verwezen_naar = forms.CharField(
        label=_("Waarheen verwijst u"),
        max_length=200,
        required=False,
        help_text=_("Alleen als de vraag niet voor ons is."),
    )
    reden = tekst(
        _("Reden"),
        regels=3,
        required=False,
        help_text=_("Nodig als u afwijkt van de tabel of als de vraag niet voor ons is."),
    )

    INVOER = ("binnen_jeugdwet", "veiligheid", "gebieden", "ernst", "urgentie")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(  # type: ignore[attr-defined]
            organisatie=self.door.organisatie_id,
            soort__in=[Team.Soort.ENTREE, Team.Soort.REGIE],
            opgeheven_op__isnull=True,
        )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if any(naam not in gegevens for naam in self.INVOER) or "keuze" not in gegevens:
            return gegevens
        advies = werkwijze.advies(
            sleutel="triage", invoer=self._invoer(gegevens), organisatie=self.door.organisatie
        )
        team = advies["team"] if gegevens["keuze"] == VOLG_TABEL else gegevens["keuze"]
        if team == "niet_voor_ons":
            if not gegevens.get("verwezen_naar"):
                self.add_error(
                    "verwezen_naar", _("De uitkomst is: niet voor ons. Vul in waarheen u het gezin verwijst.")
                )
            if not gegevens.get("reden"):
                self.add_error("reden", _("Leg uit waarom. Het gezin krijgt deze uitleg."))
        elif team != advies["team"] and not gegevens.get("reden"):
            self.add_error("reden", _("U wijkt af van de beslistabel. Schrijf op waarom."))
        return gegevens

    def save(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        uitkomst = self.pas_tabel_toe("triage", self._invoer(gegevens))
        keuze = uitkomst["team"] if gegevens["keuze"] == VOLG_TABEL else gegevens["keuze"]
        team = (
            None
            if keuze == "niet_voor_ons"
            else gegevens["team"] or queries.rustigste_team(self.door.organisatie, keuze)
        )
        dossier_actions.beoordeel_melding(
            melding=queries.melding_van(self.taak.dossier),
            uitkomst=keuze,
            urgentie=uitkomst["urgentieklasse"],
            team=team,
            verwezen_naar="" if team else gegevens["verwezen_naar"],
            reden=gegevens["reden"],
            door=self.door,
        )
        if team is None:
            dossier_actions.sluit_dossier(
                dossier=self.taak.dossier, reden=f"Verwezen naar {gegevens['verwezen_naar']}", door=self.door,
                proces=self.taak.proces,
            )  # fmt: skip
        return {"team": keuze}

    def _invoer(self, gegevens: dict[str, Any]) -> dict[str, Any]:
        return {naam: gegevens[naam] for naam in self.INVOER}


@formulier("toegang.toewijzen_consulent")
class ToewijzenConsulent(Taakformulier):
    """Teamleider: who becomes regisseur."""

    medewerker = forms.ModelChoiceField(
        label=_("Regisseur"), queryset=Medewerker.objects.none(), empty_label=None
    )
    waarom = forms.CharField(label=_("Waarom deze collega"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["medewerker"]
        veld.queryset = queries.kandidaten(self.taak.dossier)  # type: ignore[attr-defined]
        veld.label_from_instance = queries.kandidaat_in_woorden  # type: ignore[attr-defined]

    def save(self) -> dict[str, Any]:
        dossier_actions.wijs_regisseur_toe(dossier=self.taak.dossier, door=self.door, **self.velden())
        return {}
