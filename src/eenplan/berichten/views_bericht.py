"""One message: in words for who may read it, as an envelope for who keeps the traffic going."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

import ijw
from eenplan.berichten import actions, afhandel_actions, lezen, lijsten, queries, standen
from eenplan.berichten.forms import Afgehandeld, Doorgegeven
from eenplan.berichten.models import Bericht, Ontvangst
from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import Geweigerd, NietGevonden
from eenplan.kern.http import HttpRequest
from eenplan.kern.queries import wie_keek_mee
from eenplan.werkwijze.queries import open_taak_per_proces
from eenplan.zorg.inkoop_actions import INKOOP
from eenplan.zorg.models import Aanbieder

PAD = [(_lazy("Berichten"), "/berichten/")]
OPNIEUW = ("afgekeurd", "onbeantwoord")
GELEZEN = ("bericht", "bericht als XML", "bericht zonder inhoud")


def bericht(request: HttpRequest, pk: int) -> HttpResponse:
    """One message; here one records how a message that was held back was passed on."""
    gevonden = queries.verkeer_voor(request.medewerker, pk)
    leest = bool(gevonden.leesbaar)  # type: ignore[attr-defined]
    form = Doorgegeven(request.POST or None)
    if request.method == "POST" and leest and probeer(
        form, lambda **velden: actions.geef_door(bericht=gevonden, door=request.medewerker, **velden)
    ):  # fmt: skip
        messages.success(request, _("Vastgelegd dat de aanbieder het weet."))
        return redirect("berichten:bericht", pk)
    return _toon(request, gevonden, {"form": form}, fout=leest and bool(form.errors))


def xml(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as it went out or came in."""
    gevonden = queries.bericht_voor(request.medewerker, pk, wat="bericht als XML")
    if gevonden.tegengehouden:
        raise NietGevonden("Dit bericht is tegengehouden; er is geen XML gemaakt.")
    return _bijlage(gevonden.xml(), gevonden.bestandsnaam)


@require_POST
def opnieuw(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue a message again that was not sent; one need not know what it says."""
    gevonden = queries.verkeer_voor(request.medewerker, pk)
    return _doe(
        request,
        lambda: actions.bied_opnieuw_aan(bericht=gevonden, door=request.medewerker),
        _("Het bericht staat weer klaar en wordt zo verstuurd."),
        gevonden,
    )


@require_POST
def nogmaals(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the provider anew what was rejected."""
    gevonden = queries.verkeer_voor(request.medewerker, pk)
    return _doe(
        request,
        lambda: actions.stuur_opnieuw(bericht=gevonden, door=request.medewerker),
        _("Er staat een nieuw bericht klaar. Het wordt zo verstuurd."),
        gevonden,
    )


@require_POST
def afhandelen(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what was done about a message of ours."""
    gevonden = queries.verkeer_voor(request.medewerker, pk)
    form = Afgehandeld(request.POST)
    if _handel_af(request, gevonden, form):
        return redirect("berichten:lijst")
    return _toon(request, gevonden, {"afhandelform": form}, fout=True)


# What never became a message ------------------------------------------------------------------------------


def ontvangst(request: HttpRequest, pk: int) -> HttpResponse:
    """A delivery that is no message (yet): why, and what to do; in words when it can be read at all."""
    rij = Ontvangst.objects.select_related("bericht").filter(pk=pk).first()
    geworden = getattr(rij, "bericht", None)
    if geworden is not None:
        return redirect("berichten:bericht", geworden.pk)
    return _toon_ontvangst(request, queries.ontvangst_voor(request.medewerker, pk), Afgehandeld())


def ontvangst_xml(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they came."""
    rij = queries.ontvangst_voor(request.medewerker, pk, lezen=True)
    return _bijlage(rij.lees(), f"ontvangst-{rij.pk}.xml")


@require_POST
def ontvangst_opnieuw(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a delivery that got stuck back in line."""
    rij = queries.ontvangst_voor(request.medewerker, pk)
    try:
        actions.verwerk_opnieuw(ontvangst=rij, door=request.medewerker)
    except Geweigerd as fout:
        messages.warning(request, fout.zin)
    else:
        messages.success(
            request, _("Het bericht wordt opnieuw verwerkt. Over een minuut ziet u hoe het ging.")
        )
    return redirect("berichten:ontvangst", pk)


@require_POST
def ontvangst_afhandelen(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what was done about a delivery that stays unread."""
    rij = queries.ontvangst_voor(request.medewerker, pk)
    form = Afgehandeld(request.POST)
    if _handel_af(request, rij, form):
        return redirect("berichten:lijst")
    return _toon_ontvangst(request, rij, form)


# How it is shown ------------------------------------------------------------------------------------------


def _toon(request: HttpRequest, gevonden: Bericht, forms: dict[str, Any], *, fout: bool) -> HttpResponse:
    medewerker = request.medewerker
    leest = bool(gevonden.leesbaar)  # type: ignore[attr-defined]
    in_verkeer = medewerker.heeft_functie(*queries.FUNCTIES)
    stand = standen.van_bericht(gevonden, leest=leest)
    te_doen = stand.code in standen.TE_DOEN and lijsten.is_te_doen(gevonden, stand.code)
    taak = open_taak_per_proces([gevonden.proces_id]).get(gevonden.proces_id) if gevonden.proces_id else None
    los = te_doen and gevonden.bewaakt_op is None  # no task is about it
    context = {
        "bericht": gevonden,
        "leest": leest,
        "stand": stand,
        "te_doen": te_doen,
        "delen": lezen.in_delen(gevonden.xml()) if leest and not gevonden.tegengehouden else [],
        "codes": standen.codes_in_woorden(gevonden.codes),
        "bevindingen": _bevindingen(gevonden) if leest else [],
        "regels": gevonden.regels.select_related("toewijzing__product", "toewijzing__dossier")
        if leest
        else [],
        "antwoorden": gevonden.antwoorden.order_by("gemaakt_op"),
        "afhandelingen": gevonden.afhandelingen.select_related("door"),
        "gelezen": wie_keek_mee(gevonden.dossier_id).filter(wat__in=GELEZEN)[:10]
        if leest and gevonden.dossier_id
        else [],
        "over_velen": gevonden.soort in queries.OVER_VELEN,
        "pad": PAD if in_verkeer else [],
        "mag_opnieuw": in_verkeer and gevonden.status == "klaar",
        "taak": taak if leest else None,
        "mag_nogmaals": in_verkeer and los and stand.code in OPNIEUW and gevonden.soort in actions.MET_RETOUR,
        "mag_afhandelen": in_verkeer and los and stand.code in afhandel_actions.AF_TE_HANDELEN,
        "afhandelform": Afgehandeld(),
        "form": Doorgegeven(),
    }  # fmt: skip
    return render(request, "berichten/bericht.html", context | forms, status=422 if fout else 200)


def _toon_ontvangst(request: HttpRequest, rij: Ontvangst, form: Afgehandeld) -> HttpResponse:
    leest = bool(rij.leesbaar)  # type: ignore[attr-defined]
    aanbieder = Aanbieder.objects.filter(agb=rij.afzender).first() if rij.afzender else None
    stand = standen.van_ontvangst(rij, leest=leest, bekend=aanbieder is not None)
    te_doen = stand.code in standen.TE_DOEN and lijsten.is_te_doen(rij, stand.code)
    fouten: tuple[ijw.Bevinding, ...] = ()
    delen: list[lezen.Deel] = []
    if leest:
        try:
            delen = lezen.in_delen(rij.lees())
        except ijw.IjwFout as fout:
            fouten = fout.bevindingen[:50]
    context = {
        "ontvangst": rij,
        "leest": leest,
        "stand": stand,
        "te_doen": te_doen,
        "aanbieder": aanbieder,
        "delen": delen,
        "fouten": [(fout, lezen.plaats(fout.pad)) for fout in fouten],
        "plaatsen": _plaatsen(rij) if stand.code == "onleesbaar" and not leest else [],
        "afhandelingen": rij.afhandelingen.select_related("door"),
        "mag_opnieuw": stand.code == "vastgelopen",
        "mag_registreren": te_doen
        and standen.zonder_aanbieder(rij)
        and aanbieder is None
        and request.medewerker.heeft_functie(*INKOOP),
        "form": form,
        "pad": PAD,
    }
    return render(request, "berichten/ontvangst.html", context, status=422 if form.errors else 200)


def _bevindingen(gevonden: Bericht) -> list[dict[str, Any]]:
    """What our check found, with the place in words; of a claim only what is about the whole of it."""
    rijen = gevonden.bevindingen[:100]
    return [{**rij, "plaats": lezen.plaats(rij["pad"])} for rij in rijen]


def _plaatsen(rij: Ontvangst) -> list[str]:
    """Where an unreadable file is wrong, for who may not see what stands there: the sentences quote it."""
    regels = [regel.partition(": ")[0] for regel in rij.toelichting.splitlines()]
    return list(dict.fromkeys(lezen.plaats(pad) for pad in regels if pad.startswith("/")))[:20]


def _handel_af(request: HttpRequest, wat: Bericht | Ontvangst, form: Afgehandeld) -> bool:
    """False when the form must be shown again. That there is nothing left to do is said on the list."""
    if not form.is_valid():
        return False
    try:
        afhandel_actions.handel_af(wat=wat, hoe=form.cleaned_data["hoe"], door=request.medewerker)
    except Geweigerd as fout:
        messages.warning(request, fout.zin)
    else:
        messages.success(request, _("Afgehandeld. Het staat niet meer bij Te doen."))
    return True


def _doe(request: HttpRequest, daad: Callable[[], Any], gelukt: str, bericht: Bericht) -> HttpResponse:
    """One click: what was refused is shown where it was clicked."""
    try:
        daad()
    except Geweigerd as fout:
        messages.warning(request, fout.zin)
    else:
        messages.success(request, gelukt)
    return redirect("berichten:bericht", bericht.pk)


def _bijlage(data: bytes, naam: str) -> HttpResponse:
    antwoord = HttpResponse(data, content_type="application/xml")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord
