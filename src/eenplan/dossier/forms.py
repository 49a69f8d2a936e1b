"""Forms of the dossier. They check what is typed; the actions check whether it may."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.dossier.models import Contactnotitie
from eenplan.kern.tijd import vandaag
from eenplan.kern.uploads import te_groot_geweest


class NotitieForm(forms.Form):
    """A contact note: what was it, with whom, what was said."""

    soort = forms.ChoiceField(label=_("Soort contact"), choices=Contactnotitie.Soort)
    datum = forms.DateField(label=_("Datum"), initial=vandaag, widget=forms.DateInput(attrs={"type": "date"}))
    met_wie = forms.CharField(label=_("Met wie"), max_length=200, required=False)
    tekst = forms.CharField(
        label=_("Wat is besproken"),
        help_text=_("Schrijf wat nodig is om het gezin te helpen. Het gezin kan dit lezen."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)


class DocumentForm(forms.Form):
    """A file for the dossier. One that was too large has been dropped on the way in; the rest is here."""

    bestand = forms.FileField(
        label=_("Bestand"),
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

    reden = forms.CharField(label=_("Reden"), widget=forms.Textarea(attrs={"rows": 3}))


class DoorbreekForm(forms.Form):
    """Break the glass: which dossier and why now."""

    nummer = forms.CharField(
        label=_("Dossiernummer"), max_length=16, help_text=_("Bijvoorbeeld WV-2026-00418.")
    )
    reden = forms.CharField(
        label=_("Waarom hebt u dit dossier nu nodig?"),
        help_text=_("Een ander leest uw reden na. Het gezin kan zien dat u keek en waarom."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OordeelForm(forms.Form):
    """Was it right to break the glass?"""

    terecht = forms.TypedChoiceField(
        label=_("Was dit terecht?"),
        choices=[("ja", _("Ja")), ("nee", _("Nee"))],
        coerce=lambda keuze: keuze == "ja",
        widget=forms.RadioSelect,
    )
    oordeel = forms.CharField(
        label=_("Toelichting"),
        required=False,
        help_text=_("Nodig als het niet terecht was."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OpschortForm(forms.Form):
    """Suspend a term: from when and why."""

    vanaf = forms.DateField(
        label=_("Vanaf"),
        initial=vandaag,
        help_text=_("De eerste dag die niet meetelt."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    grond = forms.CharField(label=_("Waarop wacht de gemeente?"), widget=forms.Textarea(attrs={"rows": 3}))


class HervatForm(forms.Form):
    """Let a term run again."""

    op = forms.DateField(
        label=_("Loopt weer vanaf"),
        initial=vandaag,
        help_text=_("De eerste dag die weer meetelt."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
