"""Forms of the tasks of P1, under the keys that the drawing names.

Each form performs room actions in `save` and returns only what gateways need. The first four, up to
the choice of a regisseur, stand in `triageforms`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eenplan.dossier import actions as dossier_actions
from eenplan.dossier import queries as dossier_queries
from eenplan.dossier.models import Contactnotitie
from eenplan.gezin.models import Persoon
from eenplan.kern.formulieren import dag, ja_nee, tekst
from eenplan.kern.tijd import vandaag
from eenplan.toegang import actions, queries, triageforms
from eenplan.toegang.models import Eindevaluatie, Kernbesluit, Onderzoek
from eenplan.werkwijze.forms import Taakformulier
from eenplan.werkwijze.register import formulier
from eenplan.zorg import queries as zorg

if TYPE_CHECKING:
    from eenplan.dossier.sluiten import Sluiting

__all__ = ["triageforms"]  # loaded here so that its forms are registered


@formulier("toegang.kennismaking")
class Kennismaking(Taakformulier):
    """Jeugdconsulent: the first home visit, and consent to ask others."""

    datum = dag(_("Datum van het kennismakingsgesprek"), initial=vandaag)
    soort = forms.ChoiceField(
        label=_("Waar"), choices=[("huisbezoek", _("huisbezoek")), ("gesprek", _("gesprek op kantoor"))]
    )
    met_wie = forms.CharField(label=_("Wie waren erbij"), max_length=200)
    tekst = tekst(_("Wat vertelde het gezin, en wat wil het?"), regels=6)
    toestemming_aan_wie = forms.CharField(
        label=_("Wie mogen we iets vragen"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld: de mentor van Sem. Leeg: geen toestemming gevraagd of gegeven."),
    )
    toestemming_doel = forms.CharField(label=_("Waarvoor"), max_length=300, required=False)
    toestemming_door = forms.ModelChoiceField(
        label=_("Wie gaf toestemming"), queryset=Persoon.objects.none(), required=False
    )
    toestemming_tot = dag(_("Toestemming geldt tot en met"), required=False)

    TOESTEMMING = ("toestemming_aan_wie", "toestemming_doel", "toestemming_door", "toestemming_tot")
    groepen = [
        (_("Het gesprek"), ["datum", "soort", "met_wie", "tekst"]),
        (_("Toestemming om anderen iets te vragen"), list(TOESTEMMING)),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["toestemming_door"].queryset = queries.personen_van(self.taak.dossier)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("toestemming_aan_wie"):
            for naam in self.TOESTEMMING[1:]:
                if not gegevens.get(naam) and naam not in self.errors:
                    self.add_error(
                        naam,
                        _("Vul dit ook in: toestemming geldt voor één doel, van één persoon, tot een dag."),
                    )
        return gegevens

    def save(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        dossier_actions.voeg_notitie_toe(
            dossier=self.taak.dossier,
            door=self.door,
            **{naam: gegevens[naam] for naam in ("soort", "datum", "met_wie", "tekst")},
        )
        dossier_actions.haal_termijn(
            dossier=self.taak.dossier, soort="introcontact", op=gegevens["datum"], door=self.door
        )
        if gegevens["toestemming_aan_wie"]:
            dossier_actions.geef_toestemming(
                dossier=self.taak.dossier,
                persoon=gegevens["toestemming_door"],
                aan_wie=gegevens["toestemming_aan_wie"],
                doel=gegevens["toestemming_doel"],
                gegeven_op=gegevens["datum"],
                tot=gegevens["toestemming_tot"],
                door=self.door,
            )
        return {}


@formulier("toegang.onderzoek")
class OnderzoekForm(Taakformulier):
    """Jeugdconsulent: the question behind the question, own network, what goes first."""

    vraag_achter_vraag = tekst(_("De vraag achter de vraag"), help_text=_("In de woorden van het gezin."))
    eigen_netwerk = tekst(_("Wat kunnen familie, vrienden en buren doen?"), regels=3)
    voorliggend = tekst(_("Wat kunnen andere wetten en voorzieningen doen?"), regels=3)
    informatie_derden = tekst(_("Wat zeiden anderen, met toestemming?"), regels=3, required=False)
    diagnostiek = tekst(_("Aanvullende diagnostiek"), regels=2, required=False)
    probleem = forms.ChoiceField(label=_("Waar gaat de vraag over"), choices=Onderzoek.Probleem)
    duur = forms.ChoiceField(
        label=_("Hoe lang is er naar verwachting hulp nodig"),
        choices=Onderzoek.Duur,
        widget=forms.RadioSelect,
    )
    belasting_jeugdige = forms.ChoiceField(
        label=_("Belasting van de jeugdige"), choices=Onderzoek.Belasting, widget=forms.RadioSelect
    )
    belasting_opvoeding = forms.ChoiceField(
        label=_("Belasting in de opvoeding"), choices=Onderzoek.Belasting, widget=forms.RadioSelect
    )
    complex = ja_nee(
        _("Is een verklarende analyse nodig?"),
        help_text=_("Ja bij complexe problematiek: de gedragswetenschapper maakt die."),
    )

    groepen = [
        (
            _("Wat u hoorde en zag"),
            ["vraag_achter_vraag", "eigen_netwerk", "voorliggend", "informatie_derden", "diagnostiek"],
        ),
        (_("Uw weging"), ["probleem", "duur", "belasting_jeugdige", "belasting_opvoeding", "complex"]),
    ]

    def save(self) -> dict[str, Any]:
        gegevens = self.velden()
        kwadrant = self.pas_tabel_toe(
            "kwadrant", {naam: gegevens[naam] for naam in ("belasting_jeugdige", "belasting_opvoeding")}
        )
        leeftijd = queries.melding_van(self.taak.dossier).jeugdige.leeftijd()
        eerst = self.pas_tabel_toe(
            "voorliggend",
            {"probleem": gegevens["probleem"], "leeftijd": min(leeftijd or 0, 23), "duur": gegevens["duur"]},
        )
        actions.rond_onderzoek_af(
            dossier=self.taak.dossier,
            door=self.door,
            kwadrant=int(kwadrant["kwadrant"]),
            eerst=eerst["eerst"],
            **gegevens,
        )
        return {"complex": gegevens["complex"]}


@formulier("toegang.verklarende_analyse")
class VerklarendeAnalyseForm(Taakformulier):
    """Gedragswetenschapper: why things are as they are."""

    wat_speelt = tekst(_("Wat speelt er?"))
    houdt_in_stand = tekst(_("Wat houdt het in stand?"))
    kracht = tekst(_("Wat gaat goed en beschermt?"))
    conclusie = tekst(_("Verklaring, en wat is nodig?"))
    besproken_op = dag(_("Besproken met het gezin op"), initial=vandaag)

    def save(self) -> dict[str, Any]:
        actions.leg_analyse_vast(dossier=self.taak.dossier, door=self.door, **self.velden())
        return {}


@formulier("toegang.kernbesluit")
class KernbesluitForm(Taakformulier):
    """The MLB decides which way to go."""

    datum = dag(_("Datum van het overleg"), initial=vandaag)
    aanwezig = forms.CharField(label=_("Wie waren erbij"), max_length=300)
    keuze = forms.ChoiceField(label=_("Besluit"), choices=Kernbesluit.Keuze, widget=forms.RadioSelect)
    weging = tekst(_("Weging: waarom dit besluit"), regels=5)

    def save(self) -> dict[str, Any]:
        besluit = actions.leg_kernbesluit_vast(dossier=self.taak.dossier, door=self.door, **self.velden())
        return {"kernbesluit": besluit.keuze}


@formulier("toegang.start_hulp")
class StartHulp(Taakformulier):
    """Help begins: warm handover, and what the form of direction depends on."""

    datum = dag(_("Datum van de overdracht of start"), initial=vandaag)
    met_wie = forms.CharField(label=_("Wie waren erbij"), max_length=200)
    tekst = tekst(_("Wat is afgesproken"))
    motivatie = forms.ChoiceField(
        label=_("Motivatie van jeugdige en ouders"),
        choices=[("hoog", _("hoog")), ("wisselend", _("wisselend")), ("laag", _("laag"))],
        widget=forms.RadioSelect,
    )
    inzicht = forms.ChoiceField(
        label=_("Probleembesef"),
        choices=[("goed", _("goed")), ("wisselend", _("wisselend")), ("beperkt", _("beperkt"))],
        widget=forms.RadioSelect,
    )
    hulpvraag_helder = ja_nee(_("Is de hulpvraag helder?"))
    lange_voorgeschiedenis = ja_nee(_("Is er een lange hulpverleningsgeschiedenis?"))
    veiligheid = forms.ChoiceField(
        label=_("Veiligheid op dit moment"),
        choices=[("veilig", _("veilig")), ("zorgen", _("zorgen")), ("onveilig", _("onveilig"))],
        widget=forms.RadioSelect,
    )
    enkelvoudig = ja_nee(_("Gaat het om één vraag en één vorm van hulp?"))

    OVERDRACHT = ("datum", "met_wie", "tekst")
    REGIE = (
        "motivatie",
        "inzicht",
        "hulpvraag_helder",
        "lange_voorgeschiedenis",
        "veiligheid",
        "enkelvoudig",
    )
    groepen = [
        (_("Warme overdracht"), list(OVERDRACHT)),
        (_("Welke vorm van regie past"), list(REGIE)),
    ]

    def save(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        dossier_actions.voeg_notitie_toe(
            dossier=self.taak.dossier,
            soort=Contactnotitie.Soort.OVERLEG,
            door=self.door,
            **{naam: gegevens[naam] for naam in self.OVERDRACHT},
        )
        return {naam: gegevens[naam] for naam in self.REGIE}


@formulier("toegang.afsluiten")
class Afsluiten(Taakformulier):
    """The last talk, and the dossier closes. Above the questions stands what that means, for it cannot be undone."""

    sjabloon_boven = "toegang/_afsluiten.html"
    knop = _("Dossier voorgoed sluiten")

    datum = dag(_("Datum van het eindgesprek"), initial=vandaag)
    uitkomst = forms.ChoiceField(
        label=_("Hoe eindigt het"), choices=Eindevaluatie.Uitkomst, widget=forms.RadioSelect
    )
    woorden_gezin = tekst(_("In de woorden van het gezin"), regels=3)
    cijfer_gezin = forms.IntegerField(
        label=_("Cijfer van het gezin"),
        min_value=1,
        max_value=10,
        required=False,
        help_text=_("1 tot 10. Leeg als het gezin geen cijfer geeft."),
    )
    terugblik = tekst(_("Uw terugblik"), regels=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uitkomst"].onder_elkaar = True  # type: ignore[attr-defined]

    def sluiting(self) -> Sluiting:
        """Why the dossier must stay open, and what ends with it."""
        return dossier_queries.vooruitblik_op_sluiten(self.dossier, self.taak.proces)

    def lopende_zorg(self) -> list[Any]:
        """Care that goes on, or still begins, after the dossier is closed."""
        straks = Q(eind__isnull=True) | Q(eind__gt=vandaag())
        return list(zorg.toewijzingen(self.dossier).filter(straks, ingetrokken_op__isnull=True))

    def save(self) -> dict[str, Any]:
        actions.sluit_af(dossier=self.taak.dossier, door=self.door, proces=self.taak.proces, **self.velden())
        return {}
