"""Pages of messages: the outbox with its state, and one message in words."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from eenplan.berichten import actions, lezen, queries
from eenplan.berichten.forms import Doorgegeven
from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.http import HttpRequest
from eenplan.kern.queries import wie_keek_mee

PER_PAGINA = 50
PAD = [(_lazy("Berichten"), "/berichten/")]
STANDEN = {
    "": "Alle berichten",
    "open": "Nog te doen",
    "verzonden": "Verzonden",
    "tegengehouden": "Tegengehouden",
}


def lijst(request: HttpRequest) -> HttpResponse:
    """The outbox: what is ready, sent or held back; `?stand=` chooses."""
    medewerker = request.medewerker
    actions.eis_berichten(medewerker)
    stand = request.GET.get("stand", "")
    rows = queries.met_stand(queries.in_verkeer(medewerker), stand)
    pagina = Paginator(rows, PER_PAGINA).get_page(request.GET.get("pagina"))
    berichten = queries.met_leesbaar(medewerker, pagina)
    queries.log_verkeer(medewerker, berichten, wat="berichten")
    context = {
        "pagina": pagina,
        "berichten": berichten,
        "stand": stand,
        "standen": STANDEN.items(),
        "open": queries.aantal_open(medewerker),
    }
    return render(request, "berichten/lijst.html", context)


def bericht(request: HttpRequest, pk: int) -> HttpResponse:
    """One message in words; here one records how a message that was held back was passed on.

    Who keeps the traffic going and does not see the dossier gets the envelope.
    """
    gevonden = queries.verkeer_voor(request.medewerker, pk)
    if not gevonden.leesbaar:  # type: ignore[attr-defined]
        return render(request, "berichten/envelop.html", {"bericht": gevonden, "pad": PAD})
    form = Doorgegeven(request.POST or None)
    if request.method == "POST" and probeer(
        form, lambda **velden: actions.geef_door(bericht=gevonden, door=request.medewerker, **velden)
    ):
        messages.success(request, _("Vastgelegd dat de aanbieder het weet."))
        return redirect("berichten:bericht", pk)
    context = {
        "bericht": gevonden,
        "delen": [] if gevonden.tegengehouden else lezen.in_delen(gevonden.xml()),
        "regels": gevonden.regels.select_related("toewijzing__product"),
        "form": form,
        "gelezen": wie_keek_mee(gevonden.dossier_id).filter(wat__in=["bericht", "bericht als XML"])[:10],
        "pad": PAD if request.medewerker.heeft_functie(*queries.FUNCTIES) else [],
        "mag_opnieuw": request.medewerker.heeft_functie(*queries.FUNCTIES),
    }
    return render(request, "berichten/bericht.html", context, status=422 if form.errors else 200)


def xml(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as it goes out."""
    gevonden = queries.bericht_voor(request.medewerker, pk, wat="bericht als XML")
    if gevonden.tegengehouden:
        raise NietGevonden("Dit bericht is tegengehouden; er is geen XML gemaakt.")
    antwoord = HttpResponse(gevonden.xml(), content_type="application/xml")
    antwoord["Content-Disposition"] = f'attachment; filename="{gevonden.bestandsnaam}"'
    return antwoord


@require_POST
def opnieuw(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue a message again that was not sent; one need not know what it says."""
    gevonden = queries.verkeer_voor(request.medewerker, pk)
    actions.bied_opnieuw_aan(bericht=gevonden, door=request.medewerker)
    messages.success(request, _("Het bericht staat weer klaar en wordt zo verstuurd."))
    return redirect("berichten:bericht", pk)
