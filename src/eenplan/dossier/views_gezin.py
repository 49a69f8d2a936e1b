"""Two tabs of the dossier: the family, and the network around it.

The door of every page is `dossier_voor`, one floor up: it says whether this person may see this family and
leaves the line in the read log. Nothing below the pages of this room looks up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eenplan.dossier.actions import check_mag_schrijven, check_open
from eenplan.dossier.pagina import tab
from eenplan.dossier.queries import afgeschermd, dossier_voor, grond
from eenplan.gezin import actions, queries
from eenplan.gezin.forms import (
    BekendLidForm,
    EindForm,
    GezagEindForm,
    GezagForm,
    NetwerkcontactForm,
    NieuwLidForm,
    PersoonForm,
    RelatieForm,
)
from eenplan.gezin.models import Gezag, Gezinslid, Persoon, Relatie
from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.http import HttpRequest
from eenplan.kern.queries import log_inzage

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker


class Verzoek(HttpRequest):
    """A request behind the door: somebody has signed in."""

    medewerker: Medewerker


def gezin(request: Verzoek, nummer: str) -> HttpResponse:
    """Who belongs to the family, how they stand to each other, who decides for the children."""
    dossier = dossier_voor(request.medewerker, nummer, wat="gezin")
    context = {
        "leden": queries.leden_met_geheim(dossier.gezin),
        "genogram": queries.genogram(dossier.gezin),
        "woorden": queries.genogram_in_woorden(dossier.gezin),
        "relaties": queries.relaties(dossier.gezin),
        "gezag": queries.gezag_in(dossier.gezin),
    }
    return tab(request, dossier, "gezin", "gezin/gezin.html", context)


def netwerk(request: Verzoek, nummer: str) -> HttpResponse:
    """The network map, the same as a list, and a way to add somebody."""
    dossier = dossier_voor(request.medewerker, nummer, wat="netwerk")
    form = NetwerkcontactForm(request.POST or None)
    if request.method == "POST" and probeer(
        form,
        lambda **velden: actions.voeg_netwerkcontact_toe(
            gezin=dossier.gezin, dossier=dossier, door=request.medewerker, **velden
        ),
    ):
        messages.success(request, _("%(naam)s staat op de kaart.") % {"naam": form.cleaned_data["naam"]})
        return redirect("gezin:netwerk", nummer)
    context = {
        "form": form,
        "contacten": dossier.gezin.netwerk.all(),
        "kaart": queries.netwerkkaart(dossier.gezin),
    }
    return tab(request, dossier, "netwerk", "gezin/netwerk.html", context, status=422 if form.errors else 200)


@require_POST
def contact_weg(request: Verzoek, nummer: str, pk: int) -> HttpResponse:
    """Take somebody off the map."""
    dossier = _schrijfdeur(request, nummer, wat="netwerk")
    contact = queries.netwerkcontact_van(dossier.gezin, pk)
    naam = contact.naam
    actions.haal_netwerkcontact_weg(contact=contact, dossier=dossier, door=request.medewerker)
    messages.success(request, _("%(naam)s staat niet meer op de kaart.") % {"naam": naam})
    return redirect("gezin:netwerk", nummer)


@require_POST
def bsn(request: Verzoek, nummer: str, pk: int) -> HttpResponse:
    """Show one BSN, once, and write down that it was looked at."""
    dossier = dossier_voor(request.medewerker, nummer, wat="gezin")
    persoon = queries.lid_van(dossier.gezin, pk)
    log_inzage(
        medewerker=request.medewerker,
        wat="bsn",
        reden=grond(request.medewerker, dossier),
        dossiers=[dossier.pk],
        personen=[persoon.pk],
    )
    if request.headers.get("HX-Request"):
        return render(request, "gezin/_bsn.html", {"dossier": dossier, "persoon": persoon, "getoond": True})
    return tab(request, dossier, "gezin", "gezin/bsn.html", {"persoon": persoon})


# ---- members ---------------------------------------------------------------------------------------


def persoon(request: Verzoek, nummer: str, pk: int) -> HttpResponse:
    """Change a person; a stale edit shows both versions and loses nothing."""
    dossier = _schrijfdeur(request, nummer, wat="persoon")
    mens = queries.lid_van(dossier.gezin, pk)
    form = PersoonForm(request.POST or None, instance=mens)
    if request.method == "POST" and probeer(
        form,
        lambda **_velden: actions.wijzig_persoon(
            persoon=mens,
            gelezen_versie=form.cleaned_data["versie"] or 0,
            dossier=dossier,
            door=request.medewerker,
            **form.velden(),
        ),
    ):
        messages.success(request, _("De gegevens van %(naam)s zijn opgeslagen.") % {"naam": mens.naam})
        return redirect("gezin:gezin", nummer)
    return _form_page(request, dossier, form, _("Gegevens van %(naam)s") % {"naam": mens.naam})


def lid_nieuw(request: Verzoek, nummer: str) -> HttpResponse:
    """Somebody new: the person and the place in the family in one step."""
    dossier = _schrijfdeur(request, nummer, wat="gezin")
    form = NieuwLidForm(request.POST or None)

    def doe(**velden: Any) -> Gezinslid:
        return actions.registreer_lid(
            gezin=dossier.gezin,
            rol=velden["rol"],
            woont_in=velden["woont_in"],
            vanaf=velden["vanaf"],
            dossier=dossier,
            door=request.medewerker,
            **form.velden(),
        )

    lid = probeer(form, doe) if request.method == "POST" else None
    if lid:
        messages.success(request, _("%(naam)s hoort nu bij het gezin.") % {"naam": lid.persoon.naam})
        return redirect("gezin:gezin", nummer)
    return _form_page(request, dossier, form, _("Iemand nieuw in het gezin"))


def lid_bekend(request: Verzoek, nummer: str) -> HttpResponse:
    """Somebody we know already, by BSN."""
    dossier = _schrijfdeur(request, nummer, wat="gezin")
    form = BekendLidForm(request.POST or None)

    def doe(bsn: str, **velden: Any) -> Gezinslid:
        mens = queries.zoek_persoon_op_bsn(bsn)
        if mens is None:
            raise Geweigerd(
                _("Er is niemand met dit BSN bekend. Controleer het nummer, of voeg iemand nieuw toe."),
                veld="bsn",
            )
        if afgeschermd(mens, request.medewerker):
            raise Geweigerd(
                _("Deze persoon kunt u niet zelf toevoegen. Overleg met uw teamleider."), veld="bsn"
            )
        log_inzage(
            medewerker=request.medewerker, wat="zoeken op bsn", reden="gezin samenstellen",
            dossiers=[dossier.pk], personen=[mens.pk],
        )  # fmt: skip
        return actions.voeg_lid_toe(
            gezin=dossier.gezin, persoon=mens, dossier=dossier, door=request.medewerker, **velden
        )

    lid = probeer(form, doe) if request.method == "POST" else None
    if lid:
        messages.success(request, _("%(naam)s hoort nu bij het gezin.") % {"naam": lid.persoon.naam})
        return redirect("gezin:gezin", nummer)
    return _form_page(request, dossier, form, _("Iemand die al bekend is"))


def lid_einde(request: Verzoek, nummer: str, pk: int) -> HttpResponse:
    """Somebody no longer belongs to the family."""
    dossier = _schrijfdeur(request, nummer, wat="gezin")
    lid = get_object_or_404(Gezinslid, gezin=dossier.gezin, pk=pk)
    return _end_page(
        request,
        dossier,
        EindForm(request.POST or None),
        lambda **velden: actions.beeindig_lidmaatschap(
            lid=lid, dossier=dossier, door=request.medewerker, **velden
        ),
        _("%(naam)s hoort niet meer bij het gezin") % {"naam": lid.persoon.naam},
    )


# ---- relations and authority -----------------------------------------------------------------------


def relatie(request: Verzoek, nummer: str) -> HttpResponse:
    """Write down how two people stand to each other."""
    dossier = _schrijfdeur(request, nummer, wat="gezin")
    form = RelatieForm(request.POST or None, personen=_choices(dossier))
    if request.method == "POST" and probeer(
        form,
        lambda **velden: actions.leg_relatie_vast(dossier=dossier, door=request.medewerker, **velden),
    ):
        messages.success(request, _("De relatie is vastgelegd."))
        return redirect("gezin:gezin", nummer)
    return _form_page(request, dossier, form, _("Relatie vastleggen"))


def relatie_einde(request: Verzoek, nummer: str, pk: int) -> HttpResponse:
    dossier = _schrijfdeur(request, nummer, wat="gezin")
    rij = get_object_or_404(Relatie, pk__in=queries.relaties(dossier.gezin).values("pk"), pk=pk)
    return _end_page(
        request,
        dossier,
        EindForm(request.POST or None),
        lambda **velden: actions.beeindig_relatie(
            relatie=rij, dossier=dossier, door=request.medewerker, **velden
        ),
        _("Relatie beëindigen: %(wat)s") % {"wat": rij},
    )


def gezag(request: Verzoek, nummer: str) -> HttpResponse:
    """Write down who has authority over a child."""
    dossier = _schrijfdeur(request, nummer, wat="gezin")
    kinderen = [lid.persoon_id for lid in queries.leden(dossier.gezin) if lid.rol in queries.KINDROLLEN]
    form = GezagForm(
        request.POST or None, personen=_choices(dossier), kinderen=Persoon.objects.filter(pk__in=kinderen)
    )
    if request.method == "POST" and probeer(
        form, lambda **velden: actions.leg_gezag_vast(dossier=dossier, door=request.medewerker, **velden)
    ):
        messages.success(request, _("Het gezag is vastgelegd."))
        return redirect("gezin:gezin", nummer)
    return _form_page(request, dossier, form, _("Gezag vastleggen"))


def gezag_einde(request: Verzoek, nummer: str, pk: int) -> HttpResponse:
    dossier = _schrijfdeur(request, nummer, wat="gezin")
    rij = get_object_or_404(Gezag, pk__in=queries.gezag_in(dossier.gezin).values("pk"), pk=pk)
    return _end_page(
        request,
        dossier,
        GezagEindForm(request.POST or None),
        lambda **velden: actions.beeindig_gezag(
            gezag=rij, dossier=dossier, door=request.medewerker, **velden
        ),
        _("Gezag beëindigen over %(naam)s") % {"naam": rij.jeugdige.naam},
    )


# ---- parts -----------------------------------------------------------------------------------------


def _schrijfdeur(request: Verzoek, nummer: str, wat: str) -> Any:
    """The dossier, open, if this person works on it: nobody fills in a form that will be refused."""
    dossier = dossier_voor(request.medewerker, nummer, wat=wat)
    check_open(dossier)
    check_mag_schrijven(dossier, request.medewerker)
    return dossier


def _choices(dossier: Any) -> Any:
    """The people one may name in this family: everybody in its genogram."""
    return Persoon.objects.filter(pk__in=[mens.id for mens in queries.familie(dossier.gezin).mensen])


def _form_page(request: Verzoek, dossier: Any, form: Any, kop: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return tab(request, dossier, "gezin", "gezin/formulier.html", {"form": form, "kop": kop}, status=status)


def _end_page(request: Verzoek, dossier: Any, form: Any, daad: Any, kop: str) -> HttpResponse:
    if request.method == "POST" and probeer(form, daad):
        messages.success(request, _("Opgeslagen. De geschiedenis blijft bewaard."))
        return redirect("gezin:gezin", dossier.nummer)
    return _form_page(request, dossier, form, kop)
