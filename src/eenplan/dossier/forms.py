"""Forms of the dossier. They check what is typed; the actions check whether it may."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.dossier.models import Contactnotitie
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
