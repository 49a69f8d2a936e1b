"""Forms of care: the search for a provider (a task of P1), ending care earlier, and what providers say about room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.kern.formulieren import dag, ja_nee, tekst
from eenplan.kern.tijd import vandaag
from eenplan.plan import queries as plan
from eenplan.werkwijze.forms import Taakformulier
from eenplan.werkwijze.register import formulier
from eenplan.zorg import actions, queries
from eenplan.zorg.varianten import Eenheid, euro, omvang_in_woorden

URGENTIE = [("", _("geen bijzondere urgentie")), ("hoog", _("hoog")), ("acuut", _("acuut"))]


@formulier("zorg.aanbieder_zoeken")
class AanbiederZoeken(Taakformulier):
    """Who delivers what the plan asks: for each individual provision a provider with room, and what was agreed.

    The providers under contract stand in order of waiting time, with price and free places.
    """

    vervoer = ja_nee(_("Is er vervoer nodig?"))
    vervoer_toelichting = forms.CharField(
        label=_("Hoe is het vervoer geregeld?"),
        max_length=300,
        required=False,
        help_text=_("Bijvoorbeeld: leerlingenvervoer, bevestigd aan de aanbieder."),
    )
    urgentie = forms.ChoiceField(
        label=_("Urgentie"), choices=URGENTIE, required=False, widget=forms.RadioSelect
    )
    step_op = dag(
        _("STEP ingevuld en besproken op"),
        required=False,
        help_text=_("Alleen nodig bij urgentie. Kopieer de STEP zelf niet."),
    )
    reden = tekst(
        _("Waarom past deze keuze bij het gezin?"),
        regels=3,
        help_text=_("Ook als de voorkeur van het gezin niet kon, of als een aanbieder nee zei."),
    )
    ouders_weten = forms.BooleanField(label=_("De ouders weten welke hulp er komt en hoe lang zij wachten"))
    besluit_nodig = ja_nee(
        _("Is er een beschikking nodig?"),
        initial="ja",
        help_text=_(
            "Nee: het ondertekende plan geldt als toewijzing, zoals uw gemeente dat heeft afgesproken."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        geldend = plan.geldend_plan(self.taak.dossier)
        self.inzetten: list[Any] = list(plan.individuele_inzet(geldend)) if geldend else []
        self.groepen: list[tuple[Any, list[str]]] = [self._provision(inzet) for inzet in self.inzetten]
        self.groepen += [
            (_("Vervoer en urgentie"), ["vervoer", "vervoer_toelichting", "urgentie", "step_op"]),
            (_("Afronden"), ["reden", "ouders_weten", "besluit_nodig"]),
        ]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if not self.inzetten:
            self.add_error(
                None,
                _(
                    "Het plan heeft geen individuele voorziening. Pas het plan aan of rond het zonder aanbieder af."
                ),
            )
        if gegevens.get("vervoer") and not gegevens.get("vervoer_toelichting"):
            self.add_error("vervoer_toelichting", _("Schrijf op hoe het vervoer is geregeld."))
        if gegevens.get("urgentie") and not gegevens.get("step_op") and "step_op" not in self.errors:
            self.add_error("step_op", _("Vul bij urgentie de STEP in en bespreek die met de aanbieder."))
        if gegevens.get("step_op") and gegevens["step_op"] > vandaag():
            self.add_error("step_op", _("De STEP kan niet in de toekomst zijn ingevuld."))
        return gegevens

    def save(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        samen = {
            naam: gegevens[naam]
            for naam in ("vervoer", "vervoer_toelichting", "urgentie", "step_op", "reden")
        }
        for inzet in self.inzetten:
            actions.leg_aanbiederkeuze_vast(
                dossier=self.taak.dossier,
                jeugdige=inzet.jeugdige,
                product=inzet.product,
                aanbieder=queries.aanbieder_met(int(gegevens[f"aanbieder_{inzet.pk}"])),
                wachttijd_weken=gegevens[f"wachttijd_{inzet.pk}"],
                pic_akkoord=gegevens.get(f"pic_{inzet.pk}", False),
                door=self.door,
                **samen,
            )
        return {"besluit_nodig": gegevens["besluit_nodig"]}

    def _provision(self, inzet: Any) -> tuple[str, list[str]]:
        """The fields of one provision of the plan, and the heading above them."""
        namen = [f"aanbieder_{inzet.pk}", f"wachttijd_{inzet.pk}"]
        aanbod = queries.beschikbare_aanbieders(inzet.product, max(vandaag(), inzet.begin))
        self.fields[namen[0]] = forms.ChoiceField(
            label=_("Aanbieder"),
            choices=[(str(a.aanbieder.pk), _aanbod_in_woorden(a)) for a in aanbod],
            initial=str(inzet.aanbieder_id) if inzet.aanbieder_id else None,
            widget=forms.RadioSelect,
            help_text=_voorkeur(inzet)
            if aanbod
            else _("Geen aanbieder heeft dit product onder contract. Vraag de backoffice."),
        )
        self.fields[namen[1]] = forms.IntegerField(
            label=_("Afgesproken wachttijd in weken"),
            min_value=0,
            max_value=104,
            help_text=_("Nul als de hulp meteen begint."),
        )
        if inzet.product.pic:
            namen.append(f"pic_{inzet.pk}")
            self.fields[namen[2]] = forms.BooleanField(
                label=_("Profiel en intensiteit (%(pic)s), uren en tarief zijn met de aanbieder afgesproken")
                % {"pic": inzet.product.pic}
            )
        omvang = (
            f" · {omvang_in_woorden(inzet.volume, inzet.eenheid or inzet.product.eenheid, inzet.frequentie)}"
            if inzet.volume
            else ""
        )
        return f"{inzet.jeugdige}: {inzet.product.naam}{omvang}", namen


class Intrekken(forms.Form):
    """End an assignment earlier, or remove it when the care never started."""

    reden = forms.ChoiceField(label=_("Waarom stopt de zorg eerder?"))
    per = dag(_("Laatste dag van de zorg"), initial=vandaag)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].choices = [("", _("Kies een reden")), *actions.REDENEN_INTREKKEN.items()]  # type: ignore[attr-defined]


class BeschikbaarheidForm(forms.Form):
    """What a provider says about room for a product."""

    product: Any = forms.ModelChoiceField(
        label=_("Product"), queryset=None, empty_label=_("Kies een product")
    )
    plekken = forms.IntegerField(label=_("Vrije plekken"), min_value=0, max_value=999)
    wachttijd_weken = forms.IntegerField(label=_("Wachttijd in weken"), min_value=0, max_value=260)
    stop = forms.BooleanField(
        label=_("Aanmeldstop: de aanbieder neemt nu niemand aan"),
        required=False,
        help_text=_("Consulenten kunnen de aanbieder dan niet kiezen voor dit product."),
    )
    peildatum = dag(_("Opgegeven op"), initial=vandaag)

    def __init__(self, *args: Any, producten: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = producten  # type: ignore[attr-defined]


def _aanbod_in_woorden(aanbod: queries.Aanbod) -> str:
    """`De Terp · wachttijd 2 weken · 3 plekken · € 92,40 per uur`."""
    delen = [str(aanbod.aanbieder)]
    if aanbod.stop:
        delen.append("aanmeldstop")
    elif aanbod.wachttijd_weken is None:
        delen.append("wachttijd onbekend")
    else:
        weken = "week" if aanbod.wachttijd_weken == 1 else "weken"
        delen.append(
            f"wachttijd {aanbod.wachttijd_weken} {weken}" if aanbod.wachttijd_weken else "geen wachttijd"
        )
        delen.append("1 plek" if aanbod.plekken == 1 else f"{aanbod.plekken} plekken")
    if aanbod.product.eenheid:
        delen.append(f"{euro(aanbod.tarief)} per {str(Eenheid(aanbod.product.eenheid).label).split(' (')[0]}")
    return " · ".join(delen)


def _voorkeur(inzet: Any) -> Any:
    if inzet.aanbieder is None:
        return _("Het gezin heeft geen voorkeur genoemd.")
    return _("Voorkeur van het gezin: %(aanbieder)s.") % {"aanbieder": inzet.aanbieder}
