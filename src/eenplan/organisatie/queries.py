"""Reads about who works where. These tables have no row-level security (signing in comes before the
organisation is known), so every query here names the organisation itself.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet, Sum, TextChoices
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from eenplan.kern.fouten import NietGevonden
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import (
    Functie,
    Functievervulling,
    Mandaat,
    Medewerker,
    Organisatie,
    Team,
    Teamlidmaatschap,
    geldig_op,
)


def medewerkers_met_functie(
    organisatie: Organisatie | int, *functies: str, op: date | None = None
) -> QuerySet[Medewerker]:
    """Active people of this organisation who hold at least one of `functies` on a day (today)."""
    vervuld = Functievervulling.objects.filter(geldig_op(op or vandaag()), functie__in=functies)
    return Medewerker.objects.filter(
        organisatie=organisatie, actief=True, pk__in=vervuld.values("medewerker")
    ).order_by("naam")


def teamleden(team: Team, *, op: date | None = None) -> QuerySet[Medewerker]:
    """Active people in a team on a day (today), by name; each row carries `fte`."""
    leden = Teamlidmaatschap.objects.filter(geldig_op(op or vandaag()), team=team)
    return Medewerker.objects.filter(
        organisatie_id=team.organisatie_id, actief=True, pk__in=leden.values("medewerker")
    ).order_by("naam")


def team_fte(team: Team, *, op: date | None = None) -> Decimal:
    """Sum of the fte of the people in a team on a day (today); someone in two teams counts in both."""
    return teamleden(team, op=op).aggregate(som=Sum("fte"))["som"] or Decimal(0)


def mandaat_voor(
    medewerker: Medewerker, besluitsoort: str, jaarbedrag: Decimal | None, op: date | None = None
) -> Mandaat | None:
    """The mandate under which `medewerker` may sign on a day, or None.

    `jaarbedrag` in euro per year; None asks for a decision without an amount (a rejection). Of several
    the most specific is named: first one's own, then the one with the lowest sufficient limit.
    """
    op = op or vandaag()
    if not medewerker.actief:
        return None
    functies = Functievervulling.objects.filter(geldig_op(op), medewerker=medewerker).values("functie")
    voldoende = Q(tot_bedrag__isnull=True) | Q(tot_bedrag__gte=jaarbedrag or Decimal(0))
    return (
        Mandaat.objects.filter(geldig_op(op), voldoende, organisatie_id=medewerker.organisatie_id)
        .filter(
            Q(medewerker__isnull=True) | Q(medewerker=medewerker),
            functie__in=functies,
            besluitsoort=besluitsoort,
        )
        .order_by(F("medewerker").asc(nulls_last=True), F("tot_bedrag").asc(nulls_last=True), "pk")
        .first()
    )


# ---- lists for the pages of beheer, always of one organisation -------------------------------------


def medewerkers(organisatie: Organisatie | int) -> QuerySet[Medewerker]:
    """Everybody of this organisation, with `.functies_nu` and `.teams_nu` in two queries for all."""
    return (
        Medewerker.objects.filter(organisatie=organisatie)
        .select_related("user")
        .prefetch_related(
            Prefetch(
                "functievervullingen",
                Functievervulling.objects.filter(geldig_op(vandaag())).order_by("vanaf"),
                to_attr="functies_nu",
            ),
            Prefetch(
                "teamlidmaatschappen",
                Teamlidmaatschap.objects.filter(geldig_op(vandaag()))
                .select_related("team")
                .order_by("team__naam"),
                to_attr="teams_nu",
            ),
        )
        .order_by("-actief", "naam")
    )


def medewerker_van(organisatie: Organisatie | int, pk: int) -> Medewerker:
    """One person of this organisation; of another one: `NietGevonden`."""
    try:
        return medewerkers(organisatie).get(pk=pk)
    except Medewerker.DoesNotExist:
        raise NietGevonden("Deze medewerker is niet gevonden.") from None


def teams(organisatie: Organisatie | int) -> QuerySet[Team]:
    """The teams of this organisation, each with `.leden_nu` (memberships of today, active people); closed ones last."""
    leden = Teamlidmaatschap.objects.filter(geldig_op(vandaag()), medewerker__actief=True)
    return (
        Team.objects.filter(organisatie=organisatie)
        .prefetch_related(
            Prefetch(
                "lidmaatschappen",
                leden.select_related("medewerker").order_by("medewerker__naam"),
                to_attr="leden_nu",
            )
        )
        .order_by(F("opgeheven_op").asc(nulls_first=True), "naam")
    )


def team_van(organisatie: Organisatie | int, pk: int) -> Team:
    """One team of this organisation; of another one: `NietGevonden`."""
    try:
        return Team.objects.get(organisatie=organisatie, pk=pk)
    except Team.DoesNotExist:
        raise NietGevonden("Dit team is niet gevonden.") from None


def mandaten(organisatie: Organisatie | int) -> QuerySet[Mandaat]:
    """All mandates of this organisation, those in force first."""
    return (
        Mandaat.objects.filter(organisatie=organisatie)
        .select_related("medewerker")
        .order_by(F("tot").desc(nulls_first=True), "besluitsoort", F("tot_bedrag").asc(nulls_last=True), "pk")
    )


def mandaat_van(organisatie: Organisatie | int, pk: int) -> Mandaat:
    """One mandate of this organisation; of another one: `NietGevonden`."""
    try:
        return mandaten(organisatie).get(pk=pk)
    except Mandaat.DoesNotExist:
        raise NietGevonden("Dit mandaat is niet gevonden.") from None


def is_laatste_beheerder(medewerker: Medewerker) -> bool:
    """Whether nobody else of the organisation could still sign in to manage people and rights."""
    anderen = medewerkers_met_functie(medewerker.organisatie_id, Functie.BEHEERDER).exclude(pk=medewerker.pk)
    anderen = anderen.filter(user__is_active=True)
    return medewerker.heeft_functie(Functie.BEHEERDER) and not anderen.exists()


# ---- signing in ------------------------------------------------------------------------------------


class Stand(TextChoices):
    """How it stands with the way in of one person, in the words of the page."""

    GEEN = "geen", _("heeft geen aanmelding")
    GEBLOKKEERD = "geblokkeerd", _("is geblokkeerd")
    START = "start", _("moet nog een eigen wachtwoord kiezen")
    VERLOPEN = "verlopen", _("gebruikte het startwachtwoord niet op tijd")
    GEEN_TELEFOON = "geen_telefoon", _("moet nog een telefoon koppelen")
    WERKT = "werkt", _("kan zich aanmelden")


def stand_aanmelding(medewerker: Medewerker) -> Stand:
    """What this person can do at the door now."""
    user = medewerker.user
    if user is None:
        return Stand.GEEN
    if not (user.is_active and medewerker.actief):
        return Stand.GEBLOKKEERD
    if medewerker.startwachtwoord_tot is not None:
        return Stand.START if medewerker.startwachtwoord_tot > nu() else Stand.VERLOPEN
    return (
        Stand.WERKT if TOTPDevice.objects.filter(user=user, confirmed=True).exists() else Stand.GEEN_TELEFOON
    )


def startwachtwoord_van(user: Any) -> Stand | None:
    """START or VERLOPEN when this user still has to choose a password of their own; else None."""
    medewerker = Medewerker.objects.filter(user=user.pk).first()
    if medewerker is None or medewerker.startwachtwoord_tot is None:
        return None
    return Stand.START if medewerker.startwachtwoord_tot > nu() else Stand.VERLOPEN


def gebruikersnaam_voor(naam: str) -> str:
    """A proposal: `Nora van Nijs` becomes nora.van.nijs."""
    kaal = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9-]+", ".", kaal).strip(".-")[:60]
