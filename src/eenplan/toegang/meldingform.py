"""The form of a new report: who, about which child, what is the matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from eenplan.dossier.models import Melding
from eenplan.gezin.models import Persoon, controleer_bsn, controleer_geboortedatum
from eenplan.kern.formulieren import dag, ja_nee, tekst
from eenplan.kern.tijd import vandaag
from eenplan.toegang.actions import NieuwePersoon

VOLWASSEN = 23  # years: up to here youth care can go on (Jeugdwet art. 1.1)


class MeldingForm(forms.Form):
    """Only what is needed to start; the rest is asked from the family itself."""

    route = forms.ChoiceField(label=_("Hoe kwam de melding binnen"), choices=Melding.Route)
    melder_naam = forms.CharField(label=_("Naam van de melder"), max_length=120)
    melder_functie = forms.CharField(
        label=_("Functie of relatie tot het gezin"), max_length=120, required=False
    )
    melder_telefoon = forms.CharField(label=_("Telefoon van de melder"), max_length=20, required=False)
    toestemming_gezin = ja_nee(_("Weet het gezin van deze melding?"))
    vraag = tekst(
        _("Wat is er aan de hand"),
        regels=5,
        help_text=_("Schrijf wat de melder zegt en vraagt. Het gezin kan dit lezen."),
    )

    bsn = forms.CharField(
        label=_("BSN"), max_length=12, required=False, help_text=_("Leeg als u het nog niet weet.")
    )
    roepnaam = forms.CharField(label=_("Roepnaam"), max_length=60)
    voorvoegsel = forms.CharField(label=_("Voorvoegsel"), max_length=10, required=False)
    achternaam = forms.CharField(label=_("Achternaam"), max_length=120)
    geboortedatum = dag(_("Geboortedatum"), validators=[controleer_geboortedatum])
    geslacht = forms.ChoiceField(
        label=_("Geslacht"), choices=Persoon.Geslacht, initial=Persoon.Geslacht.ONBEKEND
    )
    straat = forms.CharField(label=_("Straat"), max_length=60, required=False)
    huisnummer = forms.IntegerField(label=_("Huisnummer"), min_value=1, max_value=99999, required=False)
    postcode = forms.CharField(
        label=_("Postcode"), max_length=7, required=False,
        validators=[RegexValidator(r"^[1-9]\d{3} ?[A-Za-z]{2}$", _("Schrijf de postcode als 1234AB."))],
    )  # fmt: skip
    woonplaats = forms.CharField(label=_("Woonplaats"), max_length=60, required=False)

    ouder_roepnaam = forms.CharField(
        label=_("Roepnaam van ouder of verzorger"), max_length=60, required=False
    )
    ouder_voorvoegsel = forms.CharField(label=_("Voorvoegsel"), max_length=10, required=False)
    ouder_achternaam = forms.CharField(label=_("Achternaam"), max_length=120, required=False)
    ouder_telefoon = forms.CharField(label=_("Telefoon"), max_length=20, required=False)

    PERSOON = (
        "bsn",
        "roepnaam",
        "voorvoegsel",
        "achternaam",
        "geboortedatum",
        "geslacht",
        "straat",
        "huisnummer",
        "postcode",
        "woonplaats",
    )
    OUDER = ("ouder_roepnaam", "ouder_voorvoegsel", "ouder_achternaam", "ouder_telefoon")
    MELDING = ("route", "melder_naam", "melder_functie", "melder_telefoon", "toestemming_gezin", "vraag")
    groepen = [
        (_("De melding"), list(MELDING)),
        (_("De jeugdige"), list(PERSOON)),
        (_("Een ouder of verzorger"), list(OUDER)),
    ]

    def clean_bsn(self) -> str:
        bsn = self.cleaned_data["bsn"]
        return controleer_bsn(bsn) if bsn else ""

    def clean_postcode(self) -> str:
        return str(self.cleaned_data["postcode"]).replace(" ", "").upper()

    def clean_geboortedatum(self) -> Any:
        geboren = self.cleaned_data["geboortedatum"]
        if vandaag().year - geboren.year > VOLWASSEN + 1:
            raise forms.ValidationError(
                _("Deze persoon is te oud voor jeugdhulp. Controleer het jaar, of verwijs naar de Wmo.")
            )
        return geboren

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if any(gegevens.get(naam) for naam in self.OUDER) and not gegevens.get("ouder_achternaam"):
            self.add_error("ouder_achternaam", _("Vul ook de achternaam van de ouder of verzorger in."))
        return gegevens

    def argumenten(self) -> dict[str, Any]:
        """What `actions.neem_melding_aan` asks."""
        gegevens = self.cleaned_data
        ouder = {naam.removeprefix("ouder_"): gegevens[naam] for naam in self.OUDER}
        return {
            "jeugdige": NieuwePersoon({naam: gegevens[naam] for naam in self.PERSOON}),
            "ouder": NieuwePersoon(ouder) if ouder["achternaam"] else None,
            **{naam: gegevens[naam] for naam in self.MELDING},
        }
