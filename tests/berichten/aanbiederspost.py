"""What a provider sends in these tests, and how the A-team answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import make_aware

import ijw
from eenplan.berichten import post
from eenplan.kern import paden
from eenplan.kern.context import voor_organisatie
from eenplan.kern.tijd import op_moment, vandaag
from eenplan.werkwijze import actions as werkwijze
from eenplan.werkwijze import versie_actions
from eenplan.werkwijze.models import Taak
from eenplan.werkwijze.register import formulieren
from eenplan.zorg.models import Toewijzing
from ijw import typen
from ijw.regels import voorbeelden
from termijn import tel_werkdagen_op

BEGELEIDING, DIAGNOSTIEK = ("45", "45A04"), ("45", "45A21")
TERP, KOMPAAN = "99990001", "99990002"
HUISARTS, ZELF = "02", "06"  # COD327


@pytest.fixture
def werkwijzen_gelden(waterveld: Any, anton: Any) -> None:
    with voor_organisatie(waterveld):
        versie_actions.laad_meegeleverd(door=None)


@pytest.fixture
def ronde(waterveld: Any, uitbak: Path) -> Callable[..., list[Any]]:
    """`ronde(bericht, …)`: the provider's messages lie in the inbox, the post goes round; what stands in the outbox now
    that did not stand there before."""

    def loop(*berichten: Any) -> list[Any]:
        for bericht in berichten:
            naam = f"{bericht.NAAM}_{nummer_van(bericht)}.xml"
            (paden.var("berichten", "0001", "in") / naam).write_bytes(ijw.build(bericht))
        al = {bestand.name for bestand in uitbak.iterdir()}
        post.ronde(waterveld)
        nieuw = sorted(bestand for bestand in uitbak.iterdir() if bestand.name not in al)
        return [ijw.parse(bestand.read_bytes()) for bestand in nieuw]

    return loop


def nummer_van(bericht: Any) -> str:
    header = bericht.Header
    return str(getattr(header, "IdentificatieRetour", None) or header.BerichtIdentificatie.Identificatie)


def product(
    referentie: str, wat: tuple[str, str] = BEGELEIDING, *, weken: int = 20, uren: int = 2, eenheid: str = "04", verwijzer: str = HUISARTS
) -> dict[str, Any]:  # fmt: skip
    """One product that is asked: so many hours a week, from next week."""
    begin = vandaag() + timedelta(days=7)
    return {
        "ReferentieAanbieder": referentie, "Product": typen.Product(Categorie=wat[0], Code=wat[1]),
        "ToewijzingIngangsdatum": begin, "ToewijzingEinddatum": begin + timedelta(weeks=weken, days=-1),
        "Omvang": typen.Omvang(Volume=uren, Eenheid=eenheid, Frequentie="2"),
        "Verwijzer": typen.Verwijzer(Type=verwijzer, Naam="dokter Smit" if verwijzer != ZELF else None),
    }  # fmt: skip


def jw315(
    kind: Any, *producten: dict[str, Any], van: str = TERP, nummer: str = "A0001", bsn: str = ""
) -> Any:
    voorbeeld = voorbeelden.jw315(
        Header=_kop(van, nummer),
        Client={
            "Bsn": bsn or kind.bsn,
            "Geboortedatum.Datum": kind.geboortedatum if kind else date(2016, 3, 1),
        },
        AangevraagdProduct=producten,
    )
    return voorbeeld.bouw()


def jw317(kind: Any, toewijzing: Toewijzing, *, nummer: str, van: str = TERP, **anders: Any) -> Any:
    """A request to let this assignment be different."""
    omvang = typen.Omvang(
        Volume=toewijzing.volume, Eenheid=toewijzing.eenheid, Frequentie=toewijzing.frequentie
    )
    voorbeeld = voorbeelden.jw317(
        Header=_kop(van, nummer), Client={"Bsn": kind.bsn},
        TeWijzigenProduct={
            "ToewijzingNummer": toewijzing.nummer, "GewensteIngangsdatum": vandaag() + timedelta(days=7),
            "Einddatum": toewijzing.eind, "Omvang": omvang,
        } | anders,
    )  # fmt: skip
    bericht: Any = voorbeeld.bouw()
    vraag = replace(
        bericht.Client.Verzoek, ReferentieAanbieder=f"W{nummer}", OngewijzigdeProducten=(), NieuweProducten=()
    )
    return replace(bericht, Client=replace(bericht.Client, Verzoek=vraag))


def _kop(van: str, nummer: str) -> dict[str, Any]:
    return {
        "Afzender": van, "Ontvanger": "0001", "BerichtIdentificatie.Identificatie": nummer,
        "BerichtIdentificatie.Dagtekening": vandaag(),
    }  # fmt: skip


def retour(bericht: Any, *codes: str, nummer: str) -> Any:
    """The return message of the provider; `codes` stand in its header."""
    terug: Any = ijw.antwoord(bericht, [], identificatie=nummer, dagtekening=vandaag())
    return replace(terug, Header=replace(terug.Header, RetourCodes=codes)) if codes else terug


def over_dagen(dagen: int) -> Any:
    """So many days later, at nine in the morning."""
    dag = vandaag() + timedelta(days=dagen)
    return op_moment(make_aware(datetime(dag.year, dag.month, dag.day, 9)))


def na_werkdagen(aantal: int) -> Any:
    return over_dagen((tel_werkdagen_op(vandaag(), aantal) - vandaag()).days)


def formulier(taak: Taak, door: Any, **gegevens: Any) -> Any:
    return formulieren()[taak.formulier](gegevens, taak=taak, door=door)


def geldig(form: Any) -> Any:
    assert form.is_valid(), form.errors
    return form


def rond_af(taak: Taak, door: Any, **gegevens: Any) -> None:
    werkwijze.rond_taak_af(taak=taak, door=door, formulier=geldig(formulier(taak, door, **gegevens)))
