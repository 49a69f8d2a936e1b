"""Claims of providers: what waits for an answer, the lines with what is granted and why not, and the answer.

A claim is about many children at once. Its lines stand here by assignment number; a name only where the reader sees the
dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from eenplan.berichten import actions, queries, standen, waarom
from eenplan.berichten.forms_zorg import Declaratiefilter
from eenplan.dossier import queries as dossiers
from eenplan.kern.fouten import EenplanFout, NietGevonden
from eenplan.kern.http import HttpRequest, als_sleutel
from eenplan.kern.queries import log_inzage
from eenplan.kern.uitvoer import als_bestand
from eenplan.organisatie.models import Medewerker
from eenplan.zorg import declaratie_actions, verkeer
from eenplan.zorg.declaratie_actions import BETALEN
from eenplan.zorg.models import Declaratie, Prestatie

PER_PAGINA, REGELS_PER_PAGINA = 50, 100
HOOGSTENS = 200
PAD = [(_lazy("Declaraties"), "/declaraties/")]
TABS = {"": _lazy("Te beantwoorden"), "beantwoord": _lazy("Beantwoord")}


def declaraties(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, by its last day; or what was answered, newest first."""
    medewerker = request.medewerker
    actions.eis_berichten(medewerker)
    filter_ = Declaratiefilter(request.GET)
    stand = "beantwoord" if request.GET.get("stand") == "beantwoord" else ""
    rijen = _gefilterd(filter_.gekozen()).filter(beantwoord_op__isnull=not stand)
    pagina = Paginator(
        rijen.order_by("-beantwoord_op", "-pk") if stand else rijen.order_by("uiterlijk", "pk"), PER_PAGINA
    ).get_page(request.GET.get("pagina"))
    mag = medewerker.heeft_functie(*BETALEN)
    context = {
        "pagina": pagina,
        "form": filter_,
        "gefilterd": bool(filter_.gekozen()),
        "stand": stand,
        "tabs": TABS.items(),
        "mag_samen": mag and not stand and bool(pagina.object_list),
        "som": Declaratie.objects.filter(beantwoord_op__isnull=True).aggregate(Sum("toegekend"))["toegekend__sum"],
    }  # fmt: skip
    return render(request, "berichten/declaraties.html", context)


def declaratie(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim with its lines; `?regels=afgewezen` only what is not granted."""
    medewerker = request.medewerker
    gevonden = _declaratie_voor(medewerker, pk)
    alleen = request.GET.get("regels") == "afgewezen"
    regels = verkeer.prestaties(gevonden)
    regels = regels.exclude(codes=[]) if alleen else regels
    pagina = Paginator(regels, REGELS_PER_PAGINA).get_page(request.GET.get("pagina"))
    getoond = _regels(medewerker, gevonden, pagina)
    _log(medewerker, getoond)
    bericht = gevonden.berichten.filter(richting="in").first()
    context = {
        "declaratie": gevonden,
        "codes": standen.codes_in_woorden(gevonden.codes),
        "geheel": waarom.over_het_geheel(bericht.bevindingen)[:20] if bericht else [],
        "pagina": pagina,
        "regels": getoond,
        "alleen": alleen,
        "berichten": gevonden.berichten.order_by("gemaakt_op"),
        "mag": gevonden.beantwoord_op is None and medewerker.heeft_functie(*BETALEN),
        "pad": PAD,
    }
    return render(request, "berichten/declaratie.html", context)


@require_POST
def beantwoorden(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the answer (JW325)."""
    gevonden = _declaratie_voor(request.medewerker, pk)
    try:
        declaratie_actions.beantwoord_declaratie(declaratie=gevonden, door=request.medewerker)
    except EenplanFout as fout:
        if fout.status == 403:
            raise
        messages.warning(request, fout.zin)
    else:
        messages.success(request, _("Beantwoord. De aanbieder krijgt vandaag het antwoord (JW325)."))
    return redirect("berichten:declaratie", pk)


@require_POST
def samen(request: HttpRequest) -> HttpResponse:
    """Answer several claims; each stands on its own."""
    medewerker = request.medewerker
    actions.eis_berichten(medewerker)
    pks = [als_sleutel(keuze) for keuze in request.POST.getlist("keuze")]
    gedaan = 0
    for rij in Declaratie.objects.filter(pk__in=pks).select_related("aanbieder")[:HOOGSTENS]:
        try:
            declaratie_actions.beantwoord_declaratie(declaratie=rij, door=medewerker)
            gedaan += 1
        except EenplanFout as fout:
            if fout.status == 403:
                raise
            messages.warning(request, fout.zin)
    if gedaan:
        zin = ngettext("%(n)s declaratie is beantwoord.", "%(n)s declaraties zijn beantwoord.", gedaan)
        messages.success(request, zin % {"n": gedaan})
    elif not pks:
        messages.info(request, _("Vink eerst aan welke declaraties u beantwoordt."))
    return redirect("berichten:declaraties")


def uitvoer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The lines as a file: by assignment number, without names."""
    medewerker = request.medewerker
    gevonden = _declaratie_voor(medewerker, pk)
    rijen = verkeer.prestaties(gevonden)
    if request.GET.get("regels") == "afgewezen":
        rijen = rijen.exclude(codes=[])
    log_inzage(
        medewerker=medewerker, wat="declaratie zonder inhoud", reden=queries.REDEN,
        dossiers=sorted(set(rijen.filter(toewijzing__isnull=False).order_by().values_list("toewijzing__dossier", flat=True))),
    )  # fmt: skip
    kop = ["Referentie", "Neemt terug", "Toewijzing", "Categorie", "Product", "Naam van het product", "Van", "Tot en met", "Volume",
           "Eenheid", "Tarief", "Bedrag", "Oordeel", "Codes", "Waarom niet"]  # fmt: skip
    return als_bestand(
        request.GET.get("vorm", ""), naam=f"declaratie-{gevonden.pk}", kop=kop, rijen=_als_rijen(gevonden, rijen)
    )  # fmt: skip


# Lines ----------------------------------------------------------------------------------------------------


def _declaratie_voor(medewerker: Medewerker, pk: int) -> Declaratie:
    actions.eis_berichten(medewerker)
    gevonden = verkeer.declaraties().filter(pk=pk).first()
    if gevonden is None:
        raise NietGevonden("Er is geen declaratie met dit nummer.")
    return gevonden


def _gefilterd(gekozen: dict[str, Any]) -> Any:
    velden = {"aanbieder": "aanbieder", "van": "eind__gte", "tot": "begin__lte"}
    return verkeer.declaraties().filter(**{velden[naam]: waarde for naam, waarde in gekozen.items()})


def _regels(
    medewerker: Medewerker, declaratie: Declaratie, prestaties: Iterable[Prestatie]
) -> list[dict[str, Any]]:
    """The lines of one page: what was delivered, what is granted, and why not."""
    rijen = list(prestaties)
    namen = verkeer.productnamen()
    redenen = _redenen(declaratie)
    ziet = set(
        dossiers.zichtbaar(medewerker)
        .filter(pk__in={rij.toewijzing.dossier_id for rij in rijen if rij.toewijzing})
        .values_list("pk", flat=True)
    )
    return [
        {
            "p": rij,
            "product": verkeer.product_van(rij, namen),
            "leest": rij.toewijzing is not None and rij.toewijzing.dossier_id in ziet,
            "codes": standen.codes_in_woorden(rij.codes),
            "waarom": redenen.get(rij.pk, []),
            "bedrag": Decimal(rij.bedrag) / 100,
            "tarief": None if rij.tarief is None else Decimal(rij.tarief) / 100,
        }
        for rij in rijen
    ]


def _redenen(declaratie: Declaratie) -> dict[int, list[str]]:
    bevindingen = declaratie.berichten.filter(richting="in").values_list("bevindingen", flat=True).first()
    afgewezen = declaratie.prestaties.exclude(codes=[]).order_by("pk").values_list("pk", "codes")
    return waarom.per_regel(afgewezen, bevindingen or [])


def _log(medewerker: Medewerker, regels: list[dict[str, Any]]) -> None:
    """What could be read with a name, and the lines without."""
    met = [regel["p"].toewijzing for regel in regels if regel["leest"]]
    gezien = {rij.dossier_id for rij in met}
    alle = {regel["p"].toewijzing.dossier_id for regel in regels if regel["p"].toewijzing}
    log_inzage(
        medewerker=medewerker, wat="declaratie", reden=queries.REDEN, dossiers=sorted(gezien),
        personen=sorted({rij.jeugdige_id for rij in met}),
    )  # fmt: skip
    log_inzage(
        medewerker=medewerker, wat="declaratie zonder inhoud", reden=queries.REDEN, dossiers=sorted(alle - gezien)
    )  # fmt: skip


def _als_rijen(declaratie: Declaratie, rijen: Any) -> Iterator[list[Any]]:
    namen, redenen = verkeer.productnamen(), _redenen(declaratie)
    for rij in rijen:
        codes = standen.codes_in_woorden(rij.codes)
        waarom_niet = redenen.get(rij.pk) or [tekst for _code, tekst in codes]
        yield [
            rij.referentie, rij.vorige, rij.toewijzingsnummer, rij.categorie, rij.code, namen.get((rij.categorie, rij.code), ""),
            rij.begin, rij.eind, rij.volume, str(rij.get_eenheid_display()), None if rij.tarief is None else Decimal(rij.tarief) / 100,
            Decimal(rij.bedrag) / 100, "toegekend" if rij.goed and declaratie.geldt else "afgewezen", " ".join(rij.codes),
            "; ".join(waarom_niet),
        ]  # fmt: skip
