"""One colleague and what they carry: the page, the sheet for the caseload talk, and the whole team as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from eenplan.caseload import blad, inzetbaarheid_actions, queries
from eenplan.caseload.checks import check_mag_caseload_zien, mag_verdelen_voor
from eenplan.caseload.forms_mensen import AfwezigForm, InzetbaarheidForm
from eenplan.caseload.models import Afwezigheid, Zwaarte
from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.http import HttpRequest, als_sleutel
from eenplan.kern.queries import log_inzage
from eenplan.kern.tijd import vandaag
from eenplan.kern.uitvoer import als_bestand
from eenplan.organisatie.models import Medewerker, Team
from eenplan.organisatie.queries import medewerker_van


def medewerker(request: HttpRequest, pk: int) -> HttpResponse:
    """Load, families, what they can do and want, absence. Three forms, told apart by the button `wat`."""
    lezer, collega = request.medewerker, _collega(request, pk)
    verdeelt = mag_verdelen_voor(collega, lezer)
    wat = request.POST.get("wat", "inzetbaarheid") if request.method == "POST" else ""
    if wat == "toch_aanwezig":
        inzetbaarheid_actions.verwijder_afwezigheid(
            afwezigheid=_afwezigheid(collega, request.POST.get("pk", "")), door=lezer
        )
        messages.success(request, _("Deze afwezigheid is weggehaald."))
        return redirect("caseload:medewerker", pk)
    belasting, norm = queries.belasting_van(lezer, collega)
    inzetbaarheid = InzetbaarheidForm(
        request.POST if wat == "inzetbaarheid" else None,
        inzetbaarheid=belasting.inzetbaarheid,
        met_ruimte=verdeelt,
    )
    afwezig = AfwezigForm(request.POST if wat == "afwezig" else None, auto_id="afwezig_%s")
    if wat == "inzetbaarheid" and probeer(
        inzetbaarheid,
        lambda versie, **velden: inzetbaarheid_actions.wijzig_inzetbaarheid(
            medewerker=collega, gelezen_versie=versie, door=lezer, **velden
        ),
    ):
        messages.success(request, _("Opgeslagen. Bij het verdelen telt dit vanaf nu mee."))
        return redirect("caseload:medewerker", pk)
    if wat == "afwezig" and probeer(
        afwezig, lambda **velden: inzetbaarheid_actions.meld_afwezig(medewerker=collega, door=lezer, **velden)
    ):
        messages.success(request, _("De afwezigheid is vastgelegd."))
        return redirect("caseload:medewerker", pk)
    _log(lezer, collega, belasting, wat="caseload")
    context = {
        "collega": collega,
        "zelf": collega.pk == lezer.pk,
        "verdeelt": verdeelt,
        "teams": Team.objects.filter(pk__in=collega.team_ids),
        "eigen_team": Team.objects.filter(pk__in=set(collega.team_ids) & set(lezer.team_ids)).first(),
        "norm": norm,
        "b": belasting,
        "mix": blad.mix(belasting),
        "inzetbaarheid": inzetbaarheid,
        "afwezig": afwezig,
        "afwezigheden": Afwezigheid.objects.filter(medewerker=collega, tot__gte=vandaag()),
    }
    fout = inzetbaarheid.errors or afwezig.errors
    return render(request, "caseload/medewerker.html", context, status=422 if fout else 200)


def gespreksblad(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a sheet to lay on the table, with room to write."""
    lezer, collega = request.medewerker, _collega(request, pk)
    belasting, norm = queries.belasting_van(lezer, collega)
    antwoord = HttpResponse(blad.maak(belasting, norm, lezer), content_type="application/pdf")
    _log(lezer, collega, belasting, wat="gespreksblad caseload")
    naam = f"gespreksblad-{slugify(collega.naam)}-{vandaag():%Y-%m-%d}.pdf"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def uitvoer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """`?vorm=xlsx` or csv: one line per colleague, and one for who waits. Nothing says which families."""
    lezer = request.medewerker
    team = queries.team_voor(lezer, pk)
    beeld = queries.teambeeld(lezer, team)
    geteld = [g.dossier.pk for b in beeld.mensen for g in b.gezinnen] + [g.dossier.pk for g in beeld.wachtend]
    log_inzage(medewerker=lezer, wat="caseload zonder namen", reden="team", dossiers=sorted(geteld))
    kop = ["Collega", "Fte", "Deel voor gezinnen", "Gezinnen", "Jeugdigen", "Uren per week", f"Telt in {beeld.norm.eenheid}",
           "Norm", "Procent van de norm", *(str(z.label).capitalize() for z in Zwaarte)]  # fmt: skip
    return als_bestand(
        request.GET.get("vorm", ""), naam=f"caseload-{slugify(team.naam)}", kop=kop, rijen=_rijen(beeld)
    )


def _collega(request: HttpRequest, pk: int) -> Medewerker:
    collega = medewerker_van(request.medewerker.organisatie_id, pk)
    check_mag_caseload_zien(collega, request.medewerker)
    return collega


def _afwezigheid(collega: Medewerker, pk: str) -> Afwezigheid:
    rijen = Afwezigheid.objects.filter(medewerker=collega)
    rij = rijen.filter(pk=als_sleutel(pk)).first()
    if rij is None:
        raise NietGevonden("Deze afwezigheid is er niet meer. Ververs de bladzijde.")
    return rij


def _log(lezer: Medewerker, collega: Medewerker, belasting: queries.Belasting, *, wat: str) -> None:
    log_inzage(
        medewerker=lezer,
        wat=wat,
        reden="eigen werk" if lezer.pk == collega.pk else "team",
        dossiers=sorted(g.dossier.pk for g in belasting.gezinnen),
    )


def _rijen(beeld: queries.Teambeeld) -> Iterator[list[Any]]:
    for b in beeld.mensen:
        deel = b.inzetbaarheid.deel if b.inzetbaarheid else 1
        geteld, per_zwaarte = _tel(b.gezinnen)
        yield [b.medewerker.naam, b.medewerker.fte, deel, *geteld, round(b.ruimte, 2), b.benut, *per_zwaarte]
    geteld, per_zwaarte = _tel(beeld.wachtend)
    yield [_("(wacht op een regisseur)"), None, None, *geteld, None, None, *per_zwaarte]


def _tel(gezinnen: list[queries.Gezin]) -> tuple[list[Any], list[int]]:
    """How many families and youths, hours, and what counts for the norm; and how many families of each weight."""
    per = Counter(g.zwaarte for g in gezinnen)
    som = [
        sum(g.jeugdigen for g in gezinnen),
        sum(g.uren for g in gezinnen),
        sum(g.gewicht for g in gezinnen),
    ]
    return [len(gezinnen), *som], [per[z] for z in Zwaarte]
