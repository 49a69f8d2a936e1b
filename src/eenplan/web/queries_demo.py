"""Who can sign in to the demo: staff names for its sign-in page, no case data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch
from django_otp.plugins.otp_totp.models import TOTPDevice

from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie, Functievervulling, Medewerker, Teamlidmaatschap, geldig_op
from eenplan.web.aanmelding import demo_sleutel


@dataclass(frozen=True)
class DemoGebruiker:
    """Someone who can sign in to the demo."""

    naam: str
    gebruikersnaam: str
    functienamen: str
    teams: str
    volgorde: int


def demo_gebruikers(per_functie: int = 2) -> list[DemoGebruiker]:
    """A few people per functie for the sign-in page of the demo; staff names, no case data."""
    sleutels = dict(TOTPDevice.objects.filter(name="demo", confirmed=True).values_list("user", "key"))
    functies_nu, teams_nu = _today()
    mensen = Medewerker.objects.filter(actief=True, user__in=sleutels).select_related("user")
    volgorde = {functie.value: plaats for plaats, functie in enumerate(Functie)}
    gekozen, geteld = list[DemoGebruiker](), Counter[str]()
    for mens in mensen.prefetch_related(functies_nu, teams_nu).order_by("organisatie", "pk"):
        assert mens.user
        functies = [Functie(v.functie) for v in mens.nu_functies]  # type: ignore[attr-defined]
        genoeg = all(geteld[f] >= per_functie for f in functies)
        if genoeg or sleutels[mens.user.pk] != demo_sleutel(mens.user.username):
            continue
        geteld.update(functies)
        gekozen.append(
            DemoGebruiker(
                mens.naam,
                mens.user.username,
                ", ".join(str(f.label) for f in functies),
                ", ".join(lid.team.naam for lid in mens.nu_teams),  # type: ignore[attr-defined]
                volgorde[functies[0]],
            )
        )
    return sorted(gekozen, key=lambda g: (g.volgorde, g.naam))


def _today() -> tuple[Prefetch, Prefetch]:
    """Functies and teams of today, as `nu_functies` and `nu_teams`."""
    dag = geldig_op(vandaag())
    return (
        Prefetch("functievervullingen", Functievervulling.objects.filter(dag), to_attr="nu_functies"),
        Prefetch(
            "teamlidmaatschappen",
            Teamlidmaatschap.objects.filter(dag).select_related("team"),
            to_attr="nu_teams",
        ),
    )
