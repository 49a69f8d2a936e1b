"""Forms of the tasks that messages make: judging a request, ending its investigation, and a message without answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from eenplan.berichten import actions, bewaak_actions
from eenplan.berichten.toetsen import toets, woonplaats_uiterlijk
from eenplan.berichten.wijziging import kosten_van_regel
from eenplan.kern.formulieren import tekst
from eenplan.werkwijze import queries as werkwijze
from eenplan.werkwijze.forms import Taakformulier
from eenplan.werkwijze.register import formulier
from eenplan.zorg import queries as zorg
from eenplan.zorg import verzoek_actions
from eenplan.zorg.models import Verzoek
from eenplan.zorg.verzoek_actions import WOONPLAATS
from ijw import codelijst

TOEWIJZEN, ONDERZOEK, AFWIJZEN = "toewijzen", "onderzoek", "afwijzen"
VOORSTEL = {TOEWIJZEN: _("toewijzen"), ONDERZOEK: _("in onderzoek nemen"), AFWIJZEN: _("afwijzen")}
# What a table calls a reason, and its code in WJ759.
REDENEN = {
    "geen": "", "geen_contract": "3", "andere_gemeente": "5", "stapeling": "6", "woonplaatsbeginsel": WOONPLAATS,
    "leeftijdsgrens": "9",
}  # fmt: skip
NIEUWE_AANVRAAG = "1"  # WJ759: only of a request to change


class OverVerzoek(Taakformulier):
    """What is asked, what was looked at, what the table advises, and the answer. Deviating needs a reason."""

    sjabloon_boven = "berichten/_verzoek.html"
    knop = _("Antwoorden en afronden")

    besluit = forms.ChoiceField(label=_("Uw besluit"), widget=forms.RadioSelect)
    reden = forms.ChoiceField(
        label=_("Reden van afwijzing"), required=False, help_text=_("De aanbieder krijgt deze reden. Alleen bij afwijzen.")
    )  # fmt: skip
    andere_gemeente = forms.CharField(
        label=_("Code van de verantwoordelijke gemeente"),
        required=False,
        max_length=4,
        validators=[RegexValidator(r"^\d{4}$", _("Schrijf de gemeentecode van het CBS: vier cijfers."))],
        help_text=_("Vier cijfers van het CBS. Alleen bij afwijzen op het woonplaatsbeginsel."),
    )
    waarom = tekst(
        _("Waarom"), regels=3, required=False,
        help_text=_("Nodig als u afwijkt van de beslistabel. Blijft bij ons; de aanbieder krijgt dit niet."),
    )  # fmt: skip

    besluiten: tuple[tuple[str, Any], ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verzoek: Verzoek = self.taak.proces.verzoek  # type: ignore[attr-defined]
        self.toets = toets(self.verzoek, voor=self.door)
        self.advies, self.advies_reden = werkwijze.advies_met_reden(
            sleutel=self.toets.tabel, invoer=self.toets.feiten
        )
        weg = NIEUWE_AANVRAAG if self.is_toewijzing else WOONPLAATS
        redenen = [(code, naam) for code, naam in codelijst("WJ759").items() if code != weg]
        self.fields["besluit"].choices = self.besluiten  # type: ignore[attr-defined]
        self.fields["reden"].choices = [("", _("Kies een reden")), *redenen]  # type: ignore[attr-defined]
        if not self.is_toewijzing:
            del self.fields["andere_gemeente"]

    @property
    def is_toewijzing(self) -> bool:
        return self.verzoek.soort == Verzoek.Soort.TOEWIJZING

    # For the page above the form -----------------------------------------------------------------------------

    @property
    def voorstel(self) -> str:
        """What the table advises, in words; a rejection with its reason."""
        wat = str(VOORSTEL[self.advies["voorstel"]])
        code = REDENEN[self.advies["reden"]]
        return f"{wat} ({codelijst('WJ759')[code].lower()})" if code else wat

    @property
    def regels(self) -> list[dict[str, Any]]:
        """What is asked, line by line, with its product and expected cost."""
        rijen = []
        for regel in self.verzoek.regels.select_related("toewijzing__product"):
            product = regel.toewijzing.product if regel.toewijzing else zorg.product_van_regel(regel)
            rijen.append(
                {"regel": regel, "product": product, "kosten": kosten_van_regel(self.verzoek, regel, product)}
            )
        return rijen

    @property
    def reden_verzoek(self) -> str:
        return codelijst("WJ758").get(self.verzoek.reden_verzoek, "")

    @property
    def woonplaats_uiterlijk(self) -> Any:
        return woonplaats_uiterlijk(self.verzoek) if self.is_toewijzing else None

    # The answer ----------------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        besluit, reden = gegevens.get("besluit"), gegevens.get("reden", "")
        gemeente = gegevens.get("andere_gemeente", "")
        if besluit == AFWIJZEN and not reden and "reden" not in self.errors:
            self.add_error("reden", _("Kies waarom u het verzoek afwijst."))
        elif besluit == AFWIJZEN and reden == WOONPLAATS and "andere_gemeente" not in self.errors:
            if not gemeente:
                self.add_error("andere_gemeente", _("Vul in welke gemeente wel verantwoordelijk is."))
            elif gemeente == self.dossier.organisatie.code:
                self.add_error("andere_gemeente", _("Dit is onze eigen gemeente. Vul de andere gemeente in."))
        leeg = "waarom" not in self.errors and not gegevens.get("waarom", "").strip()
        if besluit and leeg and self.waarom_nodig(besluit, reden):
            self.add_error("waarom", _("U wijkt af van de beslistabel. Schrijf op waarom."))
        return gegevens

    def waarom_nodig(self, besluit: str, reden: str) -> bool:
        """Whether this is another answer, or another reason, than the table advises."""
        anders = besluit != self.advies["voorstel"]
        return anders or (besluit == AFWIJZEN and reden != REDENEN[self.advies["reden"]])

    def antwoord(self) -> str:
        """Answer the provider; what was decided."""
        gegevens = self.cleaned_data
        self.pas_tabel_toe(self.toets.tabel, self.toets.feiten)
        wat: dict[str, Any] = {"verzoek": self.verzoek, "door": self.door, "besluittekst": gegevens["waarom"]}
        if gegevens["besluit"] == TOEWIJZEN:
            verzoek_actions.ken_verzoek_toe(**wat)
        elif gegevens["besluit"] == AFWIJZEN:
            reden = gegevens["reden"]
            gemeente = gegevens.get("andere_gemeente", "") if reden == WOONPLAATS else ""
            verzoek_actions.wijs_verzoek_af(reden=reden, andere_gemeente=gemeente, **wat)
        elif not self.verzoek.onderzoek_op:  # else the provider knows already
            verzoek_actions.neem_in_onderzoek(**wat)
        return str(gegevens["besluit"])


@formulier("berichten.verzoek_beoordelen")
class VerzoekBeoordelen(OverVerzoek):
    """The A-team: grant, look into it, or reject; within five working days (OP274, OP346)."""

    besluiten = (
        (TOEWIJZEN, _("toewijzen zoals gevraagd")),
        (ONDERZOEK, _("in onderzoek nemen: binnen acht weken volgt een besluit")),
        (AFWIJZEN, _("afwijzen")),
    )

    def save(self) -> dict[str, Any]:
        return {"besluit": self.antwoord()}


@formulier("berichten.verzoek_onderzoek")
class VerzoekOnderzoek(OverVerzoek):
    """The end of an investigation: grant or reject, with what it showed."""

    besluiten = ((TOEWIJZEN, _("toewijzen zoals gevraagd")), (AFWIJZEN, _("afwijzen")))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["waarom"].label = _("Wat het onderzoek opleverde")
        self.fields["waarom"].required = True
        self.fields["waarom"].help_text = _("Blijft bij ons; de aanbieder krijgt dit niet.")

    def save(self) -> dict[str, Any]:
        return {"slot": self.antwoord()}


@formulier("berichten.bericht_bewaken")
class BerichtBewaken(Taakformulier):
    """A message that was rejected or that nobody confirmed: the A-team makes sure that the provider knows."""

    sjabloon_boven = "berichten/_bewaken.html"

    vervolg = forms.ChoiceField(
        label=_("Wat hebt u gedaan?"),
        widget=forms.RadioSelect,
        choices=[
            ("opnieuw", _("stuur het opnieuw: de aanbieder krijgt een nieuw bericht met wat nu geldt")),
            ("wachten", _("gebeld: het antwoord van de aanbieder komt nog")),
            ("afgehandeld", _("anders opgelost, er hoeft niets meer te gebeuren")),
        ],
    )
    toelichting = tekst(
        _("Toelichting"), regels=3, required=False,
        help_text=_("Wie u sprak en wat er is afgesproken. Bij opnieuw sturen mag dit leeg blijven."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bericht = self.taak.proces.bericht  # type: ignore[attr-defined]
        if self.bericht.afgekeurd:
            keuzes: Any = self.fields["vervolg"]
            keuzes.choices = [keuze for keuze in keuzes.choices if keuze[0] != "wachten"]

    @property
    def redenen(self) -> list[str]:
        """Why the provider rejected it, in the words of the standard."""
        lijst = codelijst("WJ001")
        return [f"{code}: {lijst[code]}" if code in lijst else code for code in self.bericht.codes]

    def save(self) -> dict[str, Any]:
        vervolg, toelichting = self.cleaned_data["vervolg"], self.cleaned_data["toelichting"]
        if vervolg == "opnieuw":
            actions.stuur_opnieuw(bericht=self.bericht, door=self.door, waarom=toelichting)
        elif vervolg == "wachten":
            bewaak_actions.wacht_langer(bericht=self.bericht, toelichting=toelichting, door=self.door)
        else:
            bewaak_actions.handel_af(bericht=self.bericht, toelichting=toelichting, door=self.door)
        return {"vervolg": vervolg}
