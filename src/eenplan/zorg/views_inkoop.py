"""Pages of buying: a provider, its contracts and prices, and the product list. For backoffice and beheerder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.kern.formulieren import probeer
from eenplan.kern.http import HttpRequest
from eenplan.kern.tijd import vandaag
from eenplan.zorg import actions, forms_inkoop, queries
from eenplan.zorg.inkoop_actions import INKOOP
from eenplan.zorg.models import Aanbieder, Contract
from eenplan.zorg.opslaan import eis_functie


def aanbieder_nieuw(request: HttpRequest) -> HttpResponse:
    _buyer(request)
    return _do(
        request,
        forms_inkoop.AanbiederForm(_typed(request)),
        lambda **v: actions.registreer_aanbieder(door=request.medewerker, **v),
        kop=_("Aanbieder toevoegen"),
        gelukt=_("De aanbieder is toegevoegd. Voeg nu een contract toe."),
        terug=lambda nieuw: reverse("zorg:aanbieder", args=[nieuw.pk]),
        annuleer=reverse("zorg:aanbieders"),
        pad=_path(),
    )


def aanbieder_wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    _buyer(request)
    rij = queries.aanbieder_met(pk)
    return _do(
        request,
        forms_inkoop.AanbiederForm(_typed(request), instance=rij),
        lambda versie, **v: actions.wijzig_aanbieder(
            aanbieder=rij, gelezen_versie=versie or 0, door=request.medewerker, **v
        ),
        kop=_("Gegevens van %(naam)s") % {"naam": rij.naam},
        gelukt=_("De gegevens zijn gewijzigd."),
        **_at(rij),
    )


def contract_nieuw(request: HttpRequest, pk: int) -> HttpResponse:
    _buyer(request)
    rij = queries.aanbieder_met(pk)
    return _do(
        request,
        forms_inkoop.ContractForm(_typed(request), producten=queries.producten()),
        lambda **v: actions.sluit_contract(aanbieder=rij, door=request.medewerker, **v),
        kop=_("Contract met %(naam)s") % {"naam": rij.naam},
        uitleg=_(
            "Laat een product leeg dat niet in het contract staat. Een ander tarief later voegt u toe bij het contract."
        ),
        knop=_("Contract vastleggen"),
        gelukt=_("Het contract is vastgelegd."),
        **_at(rij),
    )


def contract_wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    _buyer(request)
    rij = queries.contract_met(pk)
    return _do(
        request,
        forms_inkoop.ContractWijzigenForm(_typed(request), contract=rij),
        lambda versie, **v: actions.wijzig_contract(
            contract=rij, gelezen_versie=versie or 0, door=request.medewerker, **v
        ),
        kop=_("Contract %(naam)s wijzigen") % {"naam": rij.naam},
        gelukt=_("Het contract is gewijzigd."),
        **_at(rij.aanbieder),
    )


def contract_einde(request: HttpRequest, pk: int) -> HttpResponse:
    """Says first how much care goes on: that is not stopped by a contract that ends."""
    _buyer(request)
    rij = queries.contract_met(pk)
    lopend = queries.loopt_na(rij, vandaag())
    uitleg = _("Na de laatste dag kan hier geen nieuwe zorg meer worden toegewezen met dit contract.")
    if lopend:
        uitleg += " " + _(
            "Let op: er loopt nu nog zorg uit dit contract (%(n)s). Die gaat door; regel met de regisseur wat ermee gebeurt."
        ) % {"n": _("1 toewijzing") if lopend == 1 else _("%(n)s toewijzingen") % {"n": lopend}}
    return _do(
        request,
        forms_inkoop.ContractEindeForm(_typed(request)),
        lambda **v: actions.beeindig_contract(contract=rij, door=request.medewerker, **v),
        kop=_("Contract %(naam)s beëindigen") % {"naam": rij.naam},
        uitleg=uitleg,
        knop=_("Contract beëindigen"),
        knopsoort="danger",
        gelukt=_("Het contract is beëindigd. De geschiedenis blijft bewaard."),
        **_at(rij.aanbieder),
    )


def tarief(request: HttpRequest, pk: int) -> HttpResponse:
    """A new price for a product, or a product that joins the contract."""
    _buyer(request)
    rij = queries.contract_met(pk)
    return _do(
        request,
        forms_inkoop.TariefForm(_typed(request)),
        lambda **v: actions.stel_tarief_vast(contract=rij, door=request.medewerker, **v),
        kop=_("Nieuw tarief in %(naam)s") % {"naam": rij.naam},
        uitleg=_contract_in_words(rij),
        knop=_("Tarief vastleggen"),
        gelukt=_("Het tarief is vastgelegd. Wat al geleverd is, houdt zijn oude prijs."),
        **_at(rij.aanbieder),
    )


def product_nieuw(request: HttpRequest) -> HttpResponse:
    _buyer(request)
    return _do(
        request,
        forms_inkoop.ProductForm(_typed(request)),
        lambda **v: actions.registreer_product(door=request.medewerker, **v),
        kop=_("Product toevoegen"),
        gelukt=_("Het product is toegevoegd. Zet er nu een tarief voor in een contract."),
        **_at_products(),
    )


def product_wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    _buyer(request)
    rij = queries.product_met(pk)
    uitleg = ""
    if queries.is_toegewezen(rij):
        uitleg = _(
            "Dit product is al toegewezen. Alleen de naam en het percentage bij de start kunnen nog anders."
        )
    return _do(
        request,
        forms_inkoop.ProductForm(_typed(request), instance=rij),
        lambda versie, **v: actions.wijzig_product(
            product=rij, gelezen_versie=versie or 0, door=request.medewerker, **v
        ),
        kop=_("Product %(code)s wijzigen") % {"code": rij.code},
        uitleg=uitleg,
        gelukt=_("Het product is gewijzigd."),
        **_at_products(),
    )


# Parts ----------------------------------------------------------------------------------------------------


def _buyer(request: HttpRequest) -> None:
    eis_functie(request.medewerker, INKOOP, "aanbieders en contracten beheren")


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _do(
    request: HttpRequest,
    form: Any,
    daad: Callable[..., Any],
    *,
    terug: Callable[[Any], str],
    annuleer: str,
    gelukt: str,
    **context: Any,
) -> HttpResponse:
    """A page with one form; done, it leads on. `context`: kop, uitleg, knop, knopsoort, pad."""
    if request.method == "POST" and (rij := probeer(form, daad)):
        messages.success(request, gelukt)
        return redirect(terug(rij))
    context |= {"form": form, "annuleer_url": annuleer}
    return render(request, "zorg/inkoop.html", context, status=422 if form.errors else 200)


def _path() -> list[tuple[str, str]]:
    return [(_("Aanbieders"), reverse("zorg:aanbieders"))]


def _at(aanbieder: Aanbieder) -> dict[str, Any]:
    """Where the pages of one provider lead back to."""
    adres = reverse("zorg:aanbieder", args=[aanbieder.pk])
    return {"terug": lambda _rij: adres, "annuleer": adres, "pad": [*_path(), (aanbieder.naam, adres)]}


def _at_products() -> dict[str, Any]:
    adres = reverse("zorg:producten")
    return {"terug": lambda _rij: adres, "annuleer": adres, "pad": [*_path(), (_("Producten"), adres)]}


def _contract_in_words(contract: Contract) -> str:
    eind = _("zonder einddatum") if contract.tot is None else f"tot en met {contract.tot:%d-%m-%Y}"
    return _("Dit contract loopt van %(vanaf)s %(eind)s. Een tarief valt daarbinnen.") % {
        "vanaf": f"{contract.vanaf:%d-%m-%Y}",
        "eind": eind,
    }
