"""Forms of the dossier. They check what is typed; the actions check whether it may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.dossier import meewerken
from eenplan.dossier.models import Contactnotitie, Dossier, Dossierlid
from eenplan.kern.formulieren import dag, ja_nee, tekst
from eenplan.kern.tijd import vandaag
from eenplan.kern.uploads import te_groot_geweest


class NotitieForm(forms.Form):
    """A contact note: what was it, with whom, what was said."""

    soort = forms.ChoiceField(label=_("Soort contact"), choices=Contactnotitie.Soort)
    datum = dag(_("Datum"), initial=vandaag)
    met_wie = forms.CharField(label=_("Met wie"), max_length=200, required=False)
    tekst = tekst(
        _("Wat is besproken"),
        regels=6,
        help_text=_("Schrijf wat nodig is om het gezin te helpen. Het gezin kan dit lezen."),
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)


class DocumentForm(forms.Form):
    """A file for the dossier. One that was too large has been dropped on the way in; the rest is here."""

    bestand = forms.FileField(
        label=_("Bestand"),
        max_length=200,
        help_text=_("PDF, Word, Excel, ODT, JPG, PNG, tekst of e-mail; hooguit 25 MB."),
        error_messages={"required": _("Kies een bestand.")},
    )
    soort = forms.ChoiceField(
        label=_("Wat voor document is het"),
        choices=[
            ("verslag", _("verslag")),
            ("brief", _("brief")),
            ("toestemming", _("toestemming")),
            ("rapportage", _("rapportage van een aanbieder")),
            ("gezag", _("uittreksel gezagsregister")),
            ("anders", _("anders")),
        ],
    )

    def __init__(self, *args: Any, request: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        te_groot = request and te_groot_geweest(request, "bestand")
        if te_groot:
            self.fields["bestand"].error_messages["required"] = te_groot


class RedenForm(forms.Form):
    """One reason, in a sentence."""

    reden = tekst(_("Reden"), regels=3)


class DoorbreekForm(forms.Form):
    """Break the glass: which dossier and why now."""

    nummer = forms.CharField(
        label=_("Dossiernummer"), max_length=16, help_text=_("Bijvoorbeeld WV-2026-00418.")
    )
    reden = tekst(
        _("Waarom hebt u dit dossier nu nodig?"),
        regels=3,
        help_text=_("Een ander leest uw reden na. Het gezin kan zien dat u keek en waarom."),
    )


class OordeelForm(forms.Form):
    """Was it right to break the glass?"""

    terecht = ja_nee(_("Was dit terecht?"))
    oordeel = tekst(
        _("Toelichting"), regels=3, required=False, help_text=_("Nodig als het niet terecht was.")
    )


class OpschortForm(forms.Form):
    """Suspend a term: from when and why."""

    vanaf = dag(_("Vanaf"), initial=vandaag, help_text=_("De eerste dag die niet meetelt."))
    grond = tekst(_("Waarop wacht de gemeente?"), regels=3)


class HervatForm(forms.Form):
    """Let a term run again."""

    op = dag(_("Loopt weer vanaf"), initial=vandaag, help_text=_("De eerste dag die weer meetelt."))


class LidForm(forms.Form):
    """Let a colleague in: who, as what, and why. Who has a task of the dossier is let in by taking it."""

    medewerker: Any = forms.ModelChoiceField(
        label=_("Collega"), queryset=None, empty_label=_("Kies een collega")
    )
    rol = forms.ChoiceField(
        label=_("Als"),
        choices=[
            (Dossierlid.Rol.CONSULENT, _("consulent: werkt mee en wijzigt")),
            (Dossierlid.Rol.JEUGDBESCHERMER, _("jeugdbeschermer: werkt mee en wijzigt")),
            (Dossierlid.Rol.GEDRAGSWETENSCHAPPER, _("gedragswetenschapper: leest en denkt mee")),
            (Dossierlid.Rol.ADVISEUR, _("adviseur: leest mee en geeft advies")),
            (Dossierlid.Rol.TWEEDE_LEZER, _("tweede lezer: leest mee")),
        ],
        widget=forms.RadioSelect,
    )
    waarom = tekst(
        _("Waarom"),
        regels=2,
        max_length=300,
        help_text=_("Bijvoorbeeld: neemt waar tot 1 september. Het gezin kan dit lezen."),
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["medewerker"]
        veld.queryset = meewerken.collegas(dossier)  # type: ignore[attr-defined]
        veld.label_from_instance = meewerken.collega_in_woorden  # type: ignore[attr-defined]
        self.fields["rol"].onder_elkaar = True  # type: ignore[attr-defined]


class StopForm(forms.Form):
    """Why somebody stops."""

    waarom = tekst(
        _("Waarom"), regels=2, max_length=300, help_text=_("Bijvoorbeeld: de vervanging is voorbij.")
    )


class RegisseurForm(forms.Form):
    """Who becomes regisseur, and why."""

    medewerker: Any = forms.ModelChoiceField(
        label=_("Nieuwe regisseur"), queryset=None, empty_label=_("Kies een collega")
    )
    waarom = tekst(
        _("Waarom"), regels=2, max_length=300, help_text=_("Bijvoorbeeld: gaat met verlof vanaf maandag.")
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["medewerker"]
        veld.queryset = meewerken.kandidaat_regisseurs(dossier)  # type: ignore[attr-defined]
        veld.label_from_instance = meewerken.kandidaat_in_woorden  # type: ignore[attr-defined]


class ToestemmingForm(forms.Form):
    """Consent: of one person, for one party and purpose, until a day."""

    persoon: Any = forms.ModelChoiceField(
        label=_("Wie geeft toestemming"),
        queryset=None,
        empty_label=_("Kies iemand uit het gezin"),
        help_text=_(
            "Tot 12 jaar: wie het gezag heeft. Van 12 tot en met 15 jaar: de jeugdige én wie het gezag heeft. Vanaf 16 jaar: "
            "de jeugdige zelf."
        ),
    )
    aan_wie = forms.CharField(
        label=_("Wie mogen we iets vragen of vertellen"),
        max_length=200,
        help_text=_("Bijvoorbeeld: de mentor van Sem."),
    )
    doel = forms.CharField(
        label=_("Waarvoor"), max_length=300, help_text=_("Bijvoorbeeld: hoe het op school gaat.")
    )
    gegeven_op = dag(_("Gegeven op"), initial=vandaag)
    tot = dag(_("Geldt tot en met"), initial=lambda: vandaag() + timedelta(days=182))

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        personen = dossier.gezin.personen.filter(
            lidmaatschappen__tot__isnull=True, lidmaatschappen__gezin=dossier.gezin
        )
        self.fields["persoon"].queryset = personen.distinct()  # type: ignore[attr-defined]


class IntrekForm(forms.Form):
    """Since when consent is no more."""

    op = dag(_("Ingetrokken op"), initial=vandaag)
