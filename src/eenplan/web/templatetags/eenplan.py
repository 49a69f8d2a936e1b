"""Words and small parts for templates: `{% load eenplan %}`.

{{ bedrag|geld }} {{ dag|datum }} {{ naam|initialen }} {% icoon "klok" %} {% termijn_merk uiterlijk %}
{% merkje "in balans" "groen" %}; for forms: {% invoer veld %}, {{ veld|soort_veld }}.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from eenplan.kern.tijd import vandaag
from eenplan.web.iconen import icoon_svg
from termijn import Toestand, toestand_van
from termijn.kalender import werkdagen_tussen
from termijn.woorden import DAGEN, MAANDEN, aantal

register = template.Library()

SOORTEN: tuple[tuple[Any, str], ...] = (
    (forms.CheckboxSelectMultiple, "keuzes"),
    (forms.RadioSelect, "keuzes"),
    (forms.CheckboxInput, "ja"),
    ((forms.MultiWidget, forms.SelectDateWidget), "samengesteld"),
)
AFVINKEN = {"stappen", "afgevinkt"}
KLEUREN = {"grijs", "amber", "rood", "groen", "blauw"}
VERAF = 20  # working days: from here the date says more than a count


# ---- words -----------------------------------------------------------------------------------------


@register.filter
def geld(bedrag: Decimal | float | None) -> str:
    """`€ 14.860`, with cents only when there are any: `€ 61,20`."""
    if bedrag is None or bedrag == "":
        return ""
    waarde = Decimal(str(bedrag)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    heel, cent = f"{abs(waarde):,.2f}".split(".")
    tekst = heel.replace(",", ".") + ("" if cent == "00" else f",{cent}")
    return f"{'− ' if waarde < 0 else ''}€\u00a0{tekst}"


@register.filter
def datum(dag: date | datetime | None, vorm: str = "kort") -> str:
    """`wo 25 nov`, with the year when it is not this year; `lang`: `woensdag 25 november 2026`."""
    if not dag:
        return ""
    dag = _day(dag)
    naam = DAGEN[dag.weekday()]
    if vorm == "lang":
        return f"{naam} {dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
    maand = {"maart": "mrt"}.get(MAANDEN[dag.month - 1], MAANDEN[dag.month - 1][:3])
    jaar = "" if dag.year == vandaag().year else f" {dag.year}"
    return f"{naam[:2]}\u00a0{dag.day}\u00a0{maand}{jaar}"


@register.filter
def moment(tijdstip: datetime | None) -> str:
    """When it happened: `14:03` today, `gisteren 14:03`, else the date and the time."""
    if not tijdstip:
        return ""
    lokaal = timezone.localtime(tijdstip)
    klok = f"{lokaal:%H:%M}"
    dagen = (vandaag() - lokaal.date()).days
    if dagen == 0:
        return klok
    return f"gisteren {klok}" if dagen == 1 else f"{datum(lokaal)}, {klok}"


@register.filter
def initialen(naam: str) -> str:
    """`AE` for Amina El Idrissi: the first letters of the first and the second part of a name."""
    delen = [deel for deel in str(naam).split() if deel[:1].isalpha()]
    return "".join(deel[0] for deel in delen[:2]).upper() or "?"


@register.filter
def tel(getal: int, woorden: str) -> str:
    """`{{ n|tel:"gezin,gezinnen" }}`: `1 gezin`, `16 gezinnen`."""
    enkel, meer = woorden.split(",")
    return f"{f'{getal:,}'.replace(',', '.')} {enkel if getal == 1 else meer}"


@register.filter
def gezinsnaam(naam: object) -> str:
    """`Gezin De Vries`, also when the stored name begins with that word."""
    tekst = str(naam)
    return tekst[:1].upper() + tekst[1:] if tekst.lower().startswith("gezin") else f"Gezin {tekst}"


@register.simple_tag
def adres(route: str, waarde: Any = "") -> str:
    """The address of a page of another room, empty while that room has no such page."""
    return reverse(route, args=[waarde] if waarde != "" else []) if _exists(route) else ""


@cache
def _exists(route: str) -> bool:
    """Whether a room has this page; asked once, because a miss is slow."""
    ruimte, naam = route.split(":")
    try:
        _pre, resolver = get_resolver().namespace_dict[ruimte]
    except KeyError:
        return False
    return naam in resolver.reverse_dict


KLEUR_VAN = {Toestand.VERSTREKEN: "rood", Toestand.NADERT: "amber", Toestand.LOOPT: "grijs"}


def termijn_in_woorden(
    uiterlijk: date, op: date | None = None, *, vanaf: date | None = None
) -> tuple[str, str]:
    """How long is left in words, and the colour that goes with it, the same on every page.

    `vanaf` is the day from which this term warns; a last day without one warns as `termijn.toestand_van` says.
    """
    op = op or vandaag()
    over = (uiterlijk - op).days
    if over < 0:
        return f"{aantal(-over, 'dag', 'dagen')} te laat", "rood"
    if over == 0:
        return "vandaag", "rood"
    werkdagen = werkdagen_tussen(op, uiterlijk)
    kleur = KLEUR_VAN[toestand_van(uiterlijk, op, vanaf)]
    if over == 1:
        return "morgen", kleur
    if werkdagen >= VERAF:
        return f"nog {aantal(round(over / 7), 'week', 'weken')}", kleur
    return f"nog {aantal(max(werkdagen, 1), 'werkdag', 'werkdagen')}", kleur


@register.filter
def in_woorden(uiterlijk: date) -> str:
    """How long is left: `nog 9 werkdagen`."""
    return termijn_in_woorden(uiterlijk)[0]


# ---- small parts -----------------------------------------------------------------------------------


@register.simple_tag
def icoon(naam: str) -> SafeString:
    """An icon; decoration only."""
    return mark_safe(icoon_svg(naam))  # noqa: S308 - our own constant


@register.simple_tag
def merkje(tekst: str, kleur: str = "grijs", icoonnaam: str = "") -> SafeString:
    """A badge with words; `kleur` is grijs, amber, rood, groen or blauw."""
    if kleur not in KLEUREN:
        raise template.TemplateSyntaxError(f"merkje kent geen kleur {kleur}")
    teken = icoon_svg(icoonnaam) if icoonnaam else ""
    return format_html('<span class="merkje merkje--{}">{}{}</span>', kleur, mark_safe(teken), tekst)  # noqa: S308


@register.simple_tag
def termijn_merk(
    uiterlijk: date | None,
    *,
    vanaf: date | None = None,
    naam: str = "",
    gehaald: bool = False,
    opgeschort: bool = False,
) -> SafeString | str:
    """The badge of a term: how long is left in words, the date for who points at it.

    `vanaf` is the day from which it warns, `naam` is said before the words.
    """
    if opgeschort:
        return merkje("staat stil", "blauw", "klok")
    if not uiterlijk:
        return ""
    dag = _day(uiterlijk)
    if gehaald:
        tekst, kleur = f"gehaald {datum(dag)}", "groen"
    else:
        tekst, kleur = termijn_in_woorden(dag, vanaf=vanaf)
    teken = {"rood": "let_op", "amber": "klok", "groen": "vink"}.get(kleur)
    return format_html(
        '<time class="merkje merkje--{}" datetime="{}" title="{}">{}{}</time>',
        kleur,
        dag.isoformat(),
        datum(dag, "lang"),
        mark_safe(icoon_svg(teken)) if teken else "",  # noqa: S308 - our own constant
        f"{naam}: {tekst}" if naam else tekst,
    )


@register.filter
def bladzijden(pagina: Page[Any]) -> list[int | str]:
    """The short row of page numbers around where one is: 1 … 4 5 6 7 8 … 80."""
    return list(pagina.paginator.get_elided_page_range(pagina.number, on_each_side=2, on_ends=1))


# ---- forms -----------------------------------------------------------------------------------------


@register.filter
def soort_veld(veld: BoundField) -> str:
    """How `web/veld.html` draws it: verborgen, ja, keuzes, afvinklijst, samengesteld, geld or invoer.

    A field may say so itself: `afvinklijst = True` (steps to tick off), `geld = True` (an amount in euros).
    """
    widget = veld.field.widget
    if widget.is_hidden:
        return "verborgen"
    for klasse, soort in SOORTEN:
        if isinstance(widget, klasse):
            afvinken = soort == "keuzes" and getattr(veld.field, "afvinklijst", veld.name in AFVINKEN)
            return "afvinklijst" if afvinken else soort
    bedrag = isinstance(veld.field, forms.DecimalField) and "bedrag" in veld.name
    return "geld" if getattr(veld.field, "geld", bedrag) else "invoer"


@register.simple_tag
def invoer(veld: BoundField) -> SafeString:
    """The control itself, dressed as its Utrecht component; describedby and invalid come from Django."""
    widget = veld.field.widget
    klassen = [widget.attrs.get("class", "")]
    attrs: dict[str, Any] = {}
    if isinstance(widget, forms.Textarea):
        klassen.append("utrecht-textarea")  # its html- variant is red before anything was typed
        attrs["rows"] = widget.attrs.get("rows") if widget.attrs.get("rows") not in (None, "10", 10) else 4
    elif isinstance(widget, forms.Select):
        klassen.append("utrecht-select utrecht-select--html-select")
    elif isinstance(widget, forms.CheckboxInput):
        klassen.append("utrecht-checkbox utrecht-checkbox--html-input")
    else:
        klassen.append("utrecht-textbox utrecht-textbox--html-input")
        klassen.append(_size_class(veld))
    if veld.errors and not isinstance(widget, forms.CheckboxInput):
        component = klassen[1].split()[0]
        klassen.append(f"{component}--invalid")
    if isinstance(widget, forms.DateInput):
        widget.input_type, widget.format = "date", "%Y-%m-%d"  # the one form that a browser takes
    attrs["class"] = " ".join(filter(None, klassen))
    return veld.as_widget(attrs=attrs)


@register.filter
def fouten_lijst(form: forms.BaseForm) -> Iterable[tuple[str, str, str]]:
    """(anchor, label, sentence) per error, for the summary on top of the form."""
    for zin in form.non_field_errors():
        yield "", "", str(zin)
    for veld in form:
        for zin in veld.errors:
            yield _anchor(veld), str(veld.label), str(zin)


@register.filter
def groepen(form: forms.BaseForm) -> list[tuple[str, list[BoundField]]]:
    """The visible fields in order; a form may have `groepen = [(title, [field names])]`."""
    indeling: list[tuple[str, list[str]]] = getattr(form, "groepen", [])
    genoemd = {naam for _titel, namen in indeling for naam in namen}
    rest = [veld for veld in form.visible_fields() if veld.name not in genoemd]
    delen = [(titel, [form[naam] for naam in namen if naam in form.fields]) for titel, namen in indeling]
    return ([("", rest)] if rest and not delen else []) + delen + ([("", rest)] if rest and delen else [])


@register.filter
def heeft_verplicht(form: forms.BaseForm) -> bool:
    """Whether to explain that fields without a remark are obligatory."""
    return any(not veld.field.required for veld in form.visible_fields())


def _anchor(veld: BoundField) -> str:
    """The id of the first control of a field: a group of boxes has none of its own."""
    ident = veld.id_for_label or veld.auto_id or ""
    return (
        f"{ident}_0" if soort_veld(veld) in ("keuzes", "afvinklijst") and not ident.endswith("_0") else ident
    )


def _size_class(veld: BoundField) -> str:
    if isinstance(veld.field, (forms.IntegerField, forms.DecimalField, forms.FloatField)):
        return "utrecht-textbox--getal"
    lengte = getattr(veld.field, "max_length", None)
    return "utrecht-textbox--kort" if lengte and lengte <= 20 else ""


def _day(dag: date | datetime) -> date:
    return timezone.localtime(dag).date() if isinstance(dag, datetime) else dag
