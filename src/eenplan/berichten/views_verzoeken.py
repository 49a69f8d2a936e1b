"""Requests of providers: the list by last day, one request against what runs now, and the answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from eenplan.berichten import queries
from eenplan.berichten.forms_zorg import AFWIJZEN, ONDERZOEK, Verzoekbesluit, Verzoekfilter
from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import EenplanFout, GeenRecht
from eenplan.kern.http import HttpRequest, als_sleutel
from eenplan.kern.models import Gebeurtenis
from eenplan.organisatie.models import Functie, Medewerker
from eenplan.zorg import queries as zorg
from eenplan.zorg import verkeer, verzoek_actions, vooruitblik
from eenplan.zorg.models import Verzoek
from ijw import codelijst

PER_PAGINA = 50
HOOGSTENS = 200
PAD = [(_lazy("Verzoeken"), "/verzoeken/")]
TABS = {"": _lazy("Te beantwoorden"), "beantwoord": _lazy("Beantwoord")}


def verzoeken(request: HttpRequest) -> HttpResponse:
    """What providers ask: what waits for us first, by its last day."""
    medewerker = request.medewerker
    filter_ = Verzoekfilter(request.GET)
    stand = "beantwoord" if request.GET.get("stand") == "beantwoord" else ""
    rijen = verkeer.verzoeken(medewerker).filter(**filter_.gekozen())
    rijen = rijen.exclude(verkeer.OPEN) if stand else verkeer.op_dringendheid(rijen)
    pagina = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    getoond = verkeer.verzoekrijen(medewerker, pagina)
    verkeer.log_verzoeken(medewerker, getoond, wat="verzoeken")
    context = {
        "pagina": pagina,
        "rijen": getoond,
        "form": filter_,
        "gefilterd": bool(filter_.gekozen()),
        "stand": stand,
        "tabs": TABS.items(),
        "mag_samen": not stand and medewerker.heeft_functie(Functie.A_TEAM) and any(r.los for r in getoond),
        "mag_berichten": medewerker.heeft_functie(*queries.FUNCTIES),
    }
    return render(request, "berichten/verzoeken.html", context)


def verzoek(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what is asked against what runs now. It is answered here, unless a process leads it."""
    medewerker = request.medewerker
    rij = verkeer.verzoek_voor(medewerker, pk)
    gevraagd = rij.verzoek
    mag = rij.los and verzoek_actions.mag_beantwoorden(medewerker, gevraagd)
    form = Verzoekbesluit(request.POST or None, verzoek=gevraagd)
    if request.method == "POST":
        if not mag:
            raise GeenRecht("Dit verzoek beantwoordt u niet hier.")
        if probeer(form, lambda **velden: _beantwoord(gevraagd, medewerker, **velden)):
            messages.success(request, _("Beantwoord. De aanbieder krijgt bericht."))
            return redirect("berichten:verzoek", pk)
    context: dict[str, Any] = {"rij": rij, "verzoek": gevraagd, "form": form, "mag": mag, "pad": PAD}
    if rij.leest:
        context |= _inhoud(gevraagd)
    return render(request, "berichten/verzoek.html", context, status=422 if form.errors else 200)


@require_POST
def samen(request: HttpRequest) -> HttpResponse:
    """Grant several requests as they were asked; each stands on its own."""
    medewerker = request.medewerker
    if not medewerker.heeft_functie(Functie.A_TEAM):
        raise GeenRecht("Verzoeken samen toewijzen doet het A-team.")
    pks = [als_sleutel(keuze) for keuze in request.POST.getlist("keuze")]
    gedaan, niet = 0, []
    for rij in verkeer.verzoeken(medewerker).filter(pk__in=pks, proces__isnull=True)[:HOOGSTENS]:
        try:
            verzoek_actions.ken_verzoek_toe(verzoek=rij, door=medewerker)
            gedaan += 1
        except EenplanFout as fout:
            niet.append((rij, fout.zin))
    if gedaan:
        zin = ngettext("%(n)s verzoek is toegewezen.", "%(n)s verzoeken zijn toegewezen.", gedaan)
        messages.success(request, zin % {"n": gedaan})
    for rij, zin in niet[:10]:
        messages.warning(request, f"{rij.aanbieder}, {rij.dossier.nummer}: {zin}")
    if not gedaan and not niet:
        messages.info(request, _("Vink eerst aan welke verzoeken u toewijst."))
    return redirect("berichten:verzoeken")


def _beantwoord(
    verzoek: Verzoek,
    door: Medewerker,
    *,
    besluit: str,
    reden: str,
    andere_gemeente: str,
    besluittekst: str,
) -> Verzoek:
    if besluit == AFWIJZEN:
        return verzoek_actions.wijs_verzoek_af(
            verzoek=verzoek, reden=reden, andere_gemeente=andere_gemeente, besluittekst=besluittekst, door=door
        )  # fmt: skip
    if besluit == ONDERZOEK:
        return verzoek_actions.neem_in_onderzoek(verzoek=verzoek, besluittekst=besluittekst, door=door)
    return verzoek_actions.ken_verzoek_toe(verzoek=verzoek, besluittekst=besluittekst, door=door)


def _inhoud(verzoek: Verzoek) -> dict[str, Any]:
    """What only who sees the dossier reads."""
    namen = verkeer.productnamen()
    regels: list[dict[str, Any]] = [
        {
            "regel": regel,
            "kop": verkeer.hulp_in_woorden(regel, namen),
            "gevraagd": verkeer.gevraagd(regel),
            "gevolg": vooruitblik.van_verzoekregel(regel) if verzoek.is_open else [],
        }
        for regel in verzoek.regels.select_related("toewijzing__product", "verkregen")
    ]
    genoemd = {r["regel"].toewijzing_id for r in regels}
    lopend = zorg.lopende_zorg(verzoek.dossier).filter(jeugdige=verzoek.jeugdige)
    return {
        "regels": regels,
        "verder": [rij for rij in lopend if rij.pk not in genoemd],
        "reden": codelijst("WJ758").get(verzoek.reden_verzoek, ""),
        "verwijzer": codelijst("COD327").get(verzoek.verwijzer_type, ""),
        "afwijzing": codelijst("WJ759").get(verzoek.reden_afwijzing, ""),
        "berichten": verzoek.berichten.order_by("gemaakt_op"),
        "verloop": Gebeurtenis.objects.filter(
            dossier=verzoek.dossier_id, over_soort="zorg.verzoek", over_id=verzoek.pk
        ).select_related("medewerker"),
        "zorg_url": reverse("zorg:dossier", args=[verzoek.dossier.nummer]),
    }
