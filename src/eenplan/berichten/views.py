"""The lists of messages: what is to be done, what came in, what went out; several at once, and as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from eenplan.berichten import actions, lijsten, queries, standen
from eenplan.berichten.forms import Berichtfilter
from eenplan.berichten.models import Bericht, Ontvangst
from eenplan.kern.fouten import EenplanFout
from eenplan.kern.http import HttpRequest, als_sleutel
from eenplan.kern.queries import log_inzage
from eenplan.kern.uitvoer import als_bestand

PER_PAGINA = 50
HOOGSTENS = 500  # messages tried again at once
UITVOER_HOOGSTENS = 50_000  # lines of a file
TE_DOEN, ONTVANGEN, VERSTUURD = "te-doen", "ontvangen", "verstuurd"
TABS = {
    TE_DOEN: (_("Te doen"), "berichten:lijst"),
    ONTVANGEN: (_("Ontvangen"), "berichten:ontvangen"),
    VERSTUURD: (_("Verstuurd"), "berichten:verstuurd"),
}
STANDEN: Mapping[str, Mapping[str, str]] = {
    TE_DOEN: standen.TE_DOEN,
    ONTVANGEN: standen.ONTVANGEN,
    VERSTUURD: standen.VERSTUURD,
}


def lijst(request: HttpRequest) -> HttpResponse:
    """What needs a person, by what is wrong; `?stand=` shows all of one group."""
    medewerker = request.medewerker
    actions.eis_berichten(medewerker)
    filter_ = Berichtfilter(request.GET, standen=STANDEN[TE_DOEN])
    keuze, pagina = filter_.keuze, None
    if keuze.stand:
        rijen = lijsten.groep(medewerker, keuze.stand, keuze)
        pagina = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
        groepen = [
            lijsten.Groep(
                keuze.stand,
                standen.TE_DOEN[keuze.stand],
                lijsten.regels(medewerker, pagina),
                pagina.paginator.count,
            )
        ]
    else:
        groepen = lijsten.groepen(medewerker, keuze)
    _log(request, [regel for groep in groepen for regel in groep.regels])
    context = _context(TE_DOEN, filter_) | {
        "groepen": [groep for groep in groepen if groep.aantal],
        "pagina": pagina,
        "totaal": sum(groep.aantal for groep in groepen),
        "verborgen": [(naam, request.GET[naam]) for naam in filter_.fields if request.GET.get(naam)],
    }
    return render(request, "berichten/te_doen.html", context)


def ontvangen(request: HttpRequest) -> HttpResponse:
    """Everything that came in, also what never became a message."""
    return _lijst(request, ONTVANGEN, lijsten.ontvangen)


def verstuurd(request: HttpRequest) -> HttpResponse:
    """Everything that we made to be sent."""
    return _lijst(request, VERSTUURD, lijsten.verstuurd)


@require_POST
def samen(request: HttpRequest) -> HttpResponse:
    """Try several messages again: those that were ticked, or a whole group of what is to be done."""
    medewerker = request.medewerker
    actions.eis_berichten(medewerker)
    gedaan, niet = 0, []
    for rij in _gekozen(request)[:HOOGSTENS]:
        try:
            if isinstance(rij, Ontvangst):
                actions.verwerk_opnieuw(ontvangst=rij, door=medewerker)
            else:
                actions.bied_opnieuw_aan(bericht=rij, door=medewerker)
            gedaan += 1
        except EenplanFout as fout:
            niet.append(fout.zin)
    if gedaan:
        zin = ngettext(
            "%(n)s bericht gaat opnieuw. Over een minuut ziet u hier hoe het ging.",
            "%(n)s berichten gaan opnieuw. Over een minuut ziet u hier hoe het ging.",
            gedaan,
        )
        messages.success(request, zin % {"n": gedaan})
    for zin in dict.fromkeys(niet[:5]):
        messages.warning(request, zin)
    if not gedaan and not niet:
        messages.info(request, _("Vink eerst aan welke berichten opnieuw moeten."))
    terug = request.POST.get("terug", "")
    return redirect(terug if url_has_allowed_host_and_scheme(terug, None) else "berichten:lijst")


def uitvoer(request: HttpRequest) -> HttpResponseBase:
    """The list as it is filtered, as CSV or Excel: envelopes only, so no names."""
    medewerker = request.medewerker
    actions.eis_berichten(medewerker)
    tab = request.GET.get("tab", VERSTUURD)
    tab = tab if tab in TABS else VERSTUURD
    keuze = Berichtfilter(request.GET, standen=STANDEN[tab]).keuze
    regels = lijsten.regels(medewerker, _rijen(tab, medewerker, keuze)[:UITVOER_HOOGSTENS])
    log_inzage(
        medewerker=medewerker, wat="berichten zonder inhoud", reden=queries.REDEN,
        dossiers=sorted({r.bericht.dossier_id for r in regels if r.bericht and r.bericht.dossier_id}),
    )  # fmt: skip
    kop = ["Soort", "Identificatie of bestand", "Aanbieder", "AGB-code", "Dossier", "Gemaakt of ontvangen op", "Stand",
           "Retourcodes", "Wat er is", "Wat nu"]  # fmt: skip
    return als_bestand(
        request.GET.get("vorm", ""), naam=f"berichten-{tab}", kop=kop, rijen=map(_als_rij, regels)
    )


# One list -------------------------------------------------------------------------------------------------


def _lijst(request: HttpRequest, tab: str, vraag: Any) -> HttpResponse:
    medewerker = request.medewerker
    actions.eis_berichten(medewerker)
    filter_ = Berichtfilter(request.GET, standen=STANDEN[tab])
    pagina = Paginator(vraag(medewerker, filter_.keuze), PER_PAGINA).get_page(request.GET.get("pagina"))
    regels = lijsten.regels(medewerker, pagina)
    _log(request, regels)
    context = _context(tab, filter_) | {
        "pagina": pagina,
        "regels": regels,
        "te_doen": lijsten.te_doen(medewerker),
    }
    return render(request, "berichten/lijst.html", context)


def _context(tab: str, filter_: Berichtfilter) -> dict[str, Any]:
    return {
        "tab": tab,
        "tabs": [(sleutel, naam, route) for sleutel, (naam, route) in TABS.items()],
        "form": filter_,
        "gefilterd": filter_.gefilterd,
    }


def _rijen(tab: str, medewerker: Any, keuze: lijsten.Filter) -> Any:
    if tab == ONTVANGEN:
        return lijsten.ontvangen(medewerker, keuze)
    if tab == VERSTUURD:
        return lijsten.verstuurd(medewerker, keuze)
    codes = [keuze.stand] if keuze.stand else list(standen.TE_DOEN)
    return [rij for code in codes for rij in lijsten.groep(medewerker, code, keuze)[:UITVOER_HOOGSTENS]]


def _gekozen(request: HttpRequest) -> list[Bericht | Ontvangst]:
    """What a person chose: `alle` is a group, `keuze` are ticks (`b12`, `o34`); only what they may know of."""
    medewerker = request.medewerker
    alle = request.POST.get("alle", "")
    if alle in standen.TE_DOEN:
        keuze = Berichtfilter(request.POST, standen=standen.TE_DOEN).keuze
        return list(lijsten.groep(medewerker, alle, keuze)[:HOOGSTENS])
    ticks = request.POST.getlist("keuze")
    pks = {soort: [als_sleutel(t[1:]) for t in ticks if t[:1] == soort] for soort in "bo"}
    berichten: QuerySet[Bericht] = queries.in_verkeer(medewerker).filter(pk__in=pks["b"])
    return [*berichten, *lijsten.ontvangen(medewerker, lijsten.Filter()).filter(pk__in=pks["o"])]


def _log(request: HttpRequest, regels: list[lijsten.Regel]) -> None:
    queries.log_verkeer(request.medewerker, [r.bericht for r in regels if r.bericht], wat="berichten")


def _als_rij(regel: lijsten.Regel) -> list[Any]:
    bericht, stand = regel.bericht, regel.stand
    return [
        regel.titel, regel.kenmerk, regel.aanbieder.naam if regel.aanbieder else "",
        regel.aanbieder.agb if regel.aanbieder else getattr(regel.rij, "afzender", ""),
        bericht.dossier.nummer if bericht and bericht.dossier else "", regel.moment, stand.woord,
        " ".join(bericht.codes) if bericht else "", stand.zin if regel.stand.code != "tegengehouden" else "", stand.raad,
    ]  # fmt: skip
