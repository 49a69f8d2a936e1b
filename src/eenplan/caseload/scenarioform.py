"""The knobs of a scenario: each with one line of help, filled with how it is where one begins."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from eenplan.caseload.getallen import dag, getal
from eenplan.caseload.peiling import SOORTEN
from eenplan.caseload.scenariomodel import GEMENGD, GESPLITST, INTAKE, Knoppen, Uitgangspunt, keer_zwaarder
from eenplan.kern.formulieren import Kalender

INDELINGEN = [
    (GEMENGD, _("één gemengd team")),
    (GESPLITST, _("entreeteam en regieteam")),
    (INTAKE, _("intaketeam met warme overdracht")),
]
VOLGORDEN = [
    ("voorrang", _("veiligheid eerst, dan meervoudig")),
    ("binnenkomst", _("op volgorde van binnenkomst")),
    ("termijn", _("wie het dichtst bij zijn termijn zit")),
]
PERIODEN = [(52, _("1 jaar")), (104, _("2 jaar")), (156, _("3 jaar")), (208, _("4 jaar"))]
MEESTE_FTE, MEESTE_INSTROOM = (
    200,
    500,
)  # above this it is a mistake in typing, and the simulation takes minutes


def _getal(label: Any, hulp: Any, *, laagst: float | None = None, hoogst: float, **kwargs: Any) -> Any:
    """A number with at most one decimal; a comma and a point are both fine."""
    grenzen: list[Any] = [
        MaxValueValidator(hoogst, _("Meer dan %(limit_value)s kan niet. Vul een kleiner getal in."))
    ]
    if laagst is not None:
        grenzen.append(MinValueValidator(laagst, _("Dit kan niet. Vul een getal groter dan 0 in.")))
    veld = forms.FloatField(label=label, help_text=hulp, validators=grenzen, localize=True, **kwargs)
    veld.widget.attrs["inputmode"] = "decimal"
    return veld


def _procent(label: Any, hulp: Any, *, laagst: int = 0, hoogst: int = 100, **kwargs: Any) -> Any:
    zin = _("Dit kan niet. Vul een getal van %(van)s tot en met %(tot)s in.") % {"van": laagst, "tot": hoogst}
    grenzen = [MinValueValidator(laagst, zin), MaxValueValidator(hoogst, zin)]
    return forms.IntegerField(label=label, help_text=hulp, validators=grenzen, **kwargs)


class Scenarioform(forms.Form):
    """What a manager can turn. `knoppen` of a valid form is what the calculation takes."""

    naam = forms.CharField(
        label=_("Naam"), max_length=80, required=False, help_text=_("Leeg: Eenplan schrijft op wat u verandert.")
    )  # fmt: skip
    fte = _getal(
        _("Fte nu"), _("Van iedereen die gezinnen begeleidt."), laagst=0.1, hoogst=MEESTE_FTE,
        error_messages={"required": _("Een team zonder fte kan geen gezin helpen. Vul een getal groter dan 0 in.")},
    )  # fmt: skip
    erbij_1 = _getal(_("Fte erbij"), _("Een min ervoor: er gaat fte af."), hoogst=MEESTE_FTE, required=False)
    vanaf_1 = forms.DateField(
        label=_("Vanaf"),
        widget=Kalender,
        required=False,
        help_text=_("Wie nieuw is, moet eerst nog inwerken."),
    )
    erbij_2 = _getal(
        _("Daarna nog erbij"), _("Voor wie in twee stappen groeit."), hoogst=MEESTE_FTE, required=False
    )
    vanaf_2 = forms.DateField(label=_("Vanaf"), widget=Kalender, required=False)
    instroom = _getal(
        _("Nieuwe gezinnen per week"),
        _("Gemiddeld over het jaar; in de zomer minder."),
        laagst=0.1,
        hoogst=MEESTE_INSTROOM,
    )
    enkelvoudig = _procent(_("Enkelvoudig"), _("Eén vraag, in %."))
    meervoudig = _procent(_("Meervoudig"), _("Meer vragen, in %."))
    veiligheid = _procent(_("Veiligheid"), _("Samen 100%."))
    indeling = forms.ChoiceField(
        label=_("Hoe het team is ingedeeld"),
        choices=INDELINGEN,
        help_text=_("Twee teams delen dezelfde fte, naar het werk dat elk krijgt."),
    )
    volgorde = forms.ChoiceField(label=_("Wie gaat eerst"), choices=VOLGORDEN)
    plafond = _procent(
        _("Caseload hoogstens (%)"), _("Deel van de uren dat met gezinnen gevuld mag zijn. Leeg: 100."), laagst=30, hoogst=150,
        required=False,
    )  # fmt: skip
    plafond_vanaf = forms.DateField(
        label=_("Vanaf"),
        widget=Kalender,
        required=False,
        help_text=_("Lager gaat vanzelf: wie te veel heeft, krijgt geen nieuwe gezinnen tot het past."),
    )
    weken = forms.TypedChoiceField(label=_("Kijk vooruit"), choices=PERIODEN, coerce=int)

    vol = forms.BooleanField(label=_("Het team zit nu vol"), required=False)

    groepen = [
        (_("Het team"), ["fte", "vol", "erbij_1", "vanaf_1", "erbij_2", "vanaf_2"]),
        (_("De gezinnen"), ["instroom", "enkelvoudig", "meervoudig", "veiligheid"]),
        (_("De werkwijze"), ["indeling", "volgorde", "plafond", "plafond_vanaf"]),
        (_("De berekening"), ["weken", "naam"]),
    ]

    def __init__(self, data: Any = None, *, uitgangspunt: Uitgangspunt, knoppen: Knoppen) -> None:
        self.uitgangspunt = uitgangspunt
        super().__init__(data, initial=_als_velden(knoppen))
        if uitgangspunt.gevuld is None:
            del self.fields["vol"]
        else:
            self.fields["vol"].help_text = _vol_in_woorden(uitgangspunt.gevuld)
        if uitgangspunt.stappen:
            self.fields["fte"].help_text = uitgangspunt.stappen

    def clean(self) -> dict[str, Any]:
        velden: dict[str, Any] = super().clean() or {}
        self._eis_aandelen(velden)
        fte = velden.get("fte")
        for stap in ("1", "2"):
            erbij, vanaf = velden.get(f"erbij_{stap}"), velden.get(f"vanaf_{stap}")
            if erbij and not vanaf and f"vanaf_{stap}" not in self.errors:
                self.add_error(f"vanaf_{stap}", _("Vul in vanaf welke dag."))
            if vanaf and not erbij and f"erbij_{stap}" not in self.errors:
                self.add_error(f"erbij_{stap}", _("Vul in hoeveel fte erbij komt, of maak de dag leeg."))
            if vanaf:
                self._eis_in_periode(f"vanaf_{stap}", vanaf, velden.get("weken"))
            if erbij and fte is not None:
                fte += erbij
                if fte <= 0:
                    self.add_error(
                        f"erbij_{stap}",
                        _("Dan blijft er %(fte)s fte over. Een team zonder fte kan geen gezin helpen.")
                        % {"fte": getal(fte, 1)},
                    )
        een, twee = velden.get("vanaf_1"), velden.get("vanaf_2")
        if twee and (not een or twee <= een):
            self.add_error("vanaf_2", _("De tweede stap komt na de eerste. Kies een latere dag."))
        if velden.get("plafond_vanaf"):
            if velden.get("plafond") is None and "plafond" not in self.errors:
                self.add_error("plafond", _("Vul in hoeveel procent, of maak de dag leeg."))
            self._eis_in_periode("plafond_vanaf", velden["plafond_vanaf"], velden.get("weken"))
        return velden

    @property
    def knoppen(self) -> Knoppen:
        v = self.cleaned_data
        return Knoppen(
            fte=v["fte"],
            instroom=v["instroom"],
            aandelen={soort: v[soort] for soort in SOORTEN},
            erbij=tuple(
                (v[f"vanaf_{n}"].isoformat(), v[f"erbij_{n}"]) for n in ("1", "2") if v[f"erbij_{n}"]
            ),
            indeling=v["indeling"],
            volgorde=v["volgorde"],
            plafond=None if v["plafond"] == 100 and not v["plafond_vanaf"] else v["plafond"],
            plafond_vanaf=v["plafond_vanaf"].isoformat() if v["plafond_vanaf"] else None,
            weken=v["weken"],
            vol=bool(v.get("vol")),
        )

    def _eis_aandelen(self, velden: dict[str, Any]) -> None:
        delen = [velden.get(soort) for soort in SOORTEN]
        if None in delen:
            return
        som = sum(d for d in delen if d is not None)
        if som != 100:
            self.add_error(
                "veiligheid",
                _("De drie percentages zijn samen %(som)s en niet 100. Verhoog of verlaag er een.")
                % {"som": som},
            )

    def _eis_in_periode(self, veld: str, op: date, weken: int | None) -> None:
        begin = self.uitgangspunt.start
        eind = begin + timedelta(weeks=weken or PERIODEN[-1][0])
        if not begin <= op < eind:
            self.add_error(
                veld,
                _("Deze dag valt buiten de periode. Kies een dag van %(van)s tot %(tot)s.")
                % {"van": dag(begin), "tot": dag(eind)},
            )


def _vol_in_woorden(gevuld: float) -> Any:
    return _(
        "De gezinnen van nu vullen volgens het werkmodel %(procent)s%% van de uren. Aan: wij nemen aan dat het team toch vol zit, "
        "en dat elk gezin %(keer)s keer zoveel uren kost."
    ) % {"procent": round(100 * gevuld), "keer": getal(keer_zwaarder(gevuld), 1)}


def _als_velden(knoppen: Knoppen) -> dict[str, Any]:
    velden: dict[str, Any] = {
        "fte": getal(knoppen.fte, 2) if knoppen.fte else None,
        "instroom": getal(knoppen.instroom, 2),
        "vol": knoppen.vol,
        **knoppen.aandelen,
        "indeling": knoppen.indeling,
        "volgorde": knoppen.volgorde,
        "plafond": knoppen.plafond,
        "plafond_vanaf": knoppen.plafond_vanaf,
        "weken": knoppen.weken,
    }
    for n, (vanaf, fte) in enumerate(knoppen.erbij, 1):
        velden |= {f"vanaf_{n}": vanaf, f"erbij_{n}": getal(fte, 2)}
    return velden
