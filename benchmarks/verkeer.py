"""A municipality with children who have care, and the messages that their providers send: for measuring and for crashing.

wereld = maak(kinderen=1600, aanbieders=20)      # in the database at hand
for naam, data in berichten(wereld): …           # start, claim and stop of every child, in this order per provider
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

BEGIN, START, STOP, EIND = date(2026, 1, 1), date(2026, 1, 5), date(2026, 10, 31), date(2026, 12, 31)
OKTOBER = (date(2026, 10, 1), date(2026, 10, 31))
UREN, TARIEF = 8, 9000


@dataclass(frozen=True, slots=True)
class Kind:
    """A child with one assignment."""

    bsn: str
    agb: str
    toewijzing: int


@dataclass(frozen=True, slots=True)
class Wereld:
    """The municipality and its children."""

    organisatie: Any
    kinderen: list[Kind]


def maak(*, kinderen: int, aanbieders: int, code: str = "0001", naam: str = "Gemeente Waterveld") -> Wereld:
    """All rows at once; what they are, actions would have made one by one."""
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Gezin, Gezinslid, Persoon
    from eenplan.kern.context import voor_organisatie
    from eenplan.kern.geheim import vingerafdruk
    from eenplan.kern.tijd import nu
    from eenplan.organisatie.models import Organisatie
    from eenplan.zorg.models import Aanbieder, Contract, Product, Tarief, Toewijzing

    organisatie = Organisatie.objects.create(naam=naam, soort="gemeente", code=code, voorvoegsel="WV")
    bsns = _bsns(kinderen)
    with voor_organisatie(organisatie):
        wie = [
            Aanbieder(organisatie=organisatie, naam=f"Aanbieder {n}", agb=f"9999{n:04d}")
            for n in range(aanbieders)
        ]
        Aanbieder.objects.bulk_create(wie)
        product = Product.objects.create(
            organisatie=organisatie,
            code="45A04",
            categorie="45",
            naam="Begeleiding",
            soort="inspanning",
            eenheid="04",
        )
        contracten = Contract.objects.bulk_create(
            Contract(organisatie=organisatie, aanbieder=a, naam="2026", vanaf=BEGIN) for a in wie
        )
        Tarief.objects.bulk_create(
            Tarief(
                organisatie=organisatie,
                contract=c,
                product=product,
                bedrag=Decimal(TARIEF) / 100,
                vanaf=BEGIN,
            )
            for c in contracten
        )
        gezinnen = Gezin.objects.bulk_create(
            Gezin(organisatie=organisatie, naam=f"Gezin {n}") for n in range(kinderen)
        )
        personen = Persoon.objects.bulk_create(
            Persoon(
                organisatie=organisatie, bsn=bsn, bsn_vingerafdruk=vingerafdruk(bsn), roepnaam="Kind", achternaam=f"Nr {n}",
                geboortedatum=date(2014, 5, 6),
            )
            for n, bsn in enumerate(bsns)
        )  # fmt: skip
        Gezinslid.objects.bulk_create(
            Gezinslid(organisatie=organisatie, gezin=g, persoon=p, rol="jeugdige")
            for g, p in zip(gezinnen, personen, strict=True)
        )
        dossiers = Dossier.objects.bulk_create(
            Dossier(
                organisatie=organisatie, nummer=f"WV-2026-{n:05d}", gezin=g, geopend_op=BEGIN, fase="uitvoering"
            )
            for n, g in enumerate(gezinnen)
        )  # fmt: skip
        Toewijzing.objects.bulk_create(
            Toewijzing(
                organisatie=organisatie, dossier=d, jeugdige=p, aanbieder=wie[n % aanbieders], product=product,
                nummer=100_001 + n, begin=BEGIN, eind=EIND, volume=UREN, eenheid="04", frequentie="4", toegewezen_op=nu(),
            )
            for n, (d, p) in enumerate(zip(dossiers, personen, strict=True))
        )  # fmt: skip
        # care was assigned before it began
        Toewijzing.objects.update(toegewezen_op=nu().replace(year=2025, month=12, day=1))
    return Wereld(
        organisatie,
        [Kind(bsn, wie[n % aanbieders].agb, 100_001 + n) for n, bsn in enumerate(bsns)],
    )


def berichten(wereld: Wereld, *, gemeente: str = "0001") -> Iterator[tuple[str, bytes]]:
    """(name, bytes): of every child the start, then of every child the claim over October, then the stop."""
    import ijw

    for soort, maak_ in (("JW305", _start), ("JW323", _claim), ("JW307", _stop)):
        for n, kind in enumerate(wereld.kinderen):
            nummer = f"{soort[-1]}{n:08d}"
            yield f"{soort}_{kind.agb}_{nummer}.xml", ijw.build(maak_(kind, nummer, gemeente))


def _kop(module: Any, kind: Kind, nummer: str, gemeente: str) -> Any:
    from ijw import typen

    return module.Header(
        Afzender=kind.agb, Ontvanger=gemeente,
        BerichtIdentificatie=typen.BerichtIdentificatie(Identificatie=nummer, Dagtekening=date(2026, 11, 2)),
        XsdVersie=typen.XsdVersie(BasisschemaXsdVersie="1.0.0", BerichtXsdVersie="1.0.0"),
    )  # fmt: skip


def _wie(kind: Kind) -> dict[str, Any]:
    from ijw import typen

    naam = typen.VerkorteNaam(Geslachtsnaam=typen.Achternaam(Achternaam="Nr"), Voornamen="Kind")
    return {
        "Bsn": kind.bsn,
        "Geboortedatum": typen.Geboortedatum(Datum=date(2014, 5, 6)),
        "Geslacht": "0",
        "Naam": naam,
    }


def _start(kind: Kind, nummer: str, gemeente: str) -> Any:
    from ijw import JW305, jw305

    product = jw305.StartProduct(**_levering(kind))
    client = jw305.Client(**_wie(kind), StartProducten=(product,))
    return JW305(Header=_kop(jw305, kind, nummer, gemeente), Client=client)  # type: ignore[call-arg]


def _stop(kind: Kind, nummer: str, gemeente: str) -> Any:
    from ijw import JW307, jw307

    product = jw307.StopProduct(**_levering(kind), RedenBeeindiging="31", Einddatum=STOP)
    client = jw307.Client(**_wie(kind), StopProducten=(product,))
    return JW307(Header=_kop(jw307, kind, nummer, gemeente), Client=client)  # type: ignore[call-arg]


def _levering(kind: Kind) -> dict[str, Any]:
    from ijw import typen

    return {
        "ToewijzingNummer": kind.toewijzing,
        "Product": typen.Product(Categorie="45", Code="45A04"),
        "ToewijzingIngangsdatum": BEGIN,
        "Begindatum": START,
        "StatusAanlevering": "1",
    }


def _claim(kind: Kind, nummer: str, gemeente: str) -> Any:
    from ijw import JW323, jw323, typen

    bedrag = UREN * TARIEF
    prestatie = jw323.Prestatie(
        ProductReferentie=typen.Referentie(ReferentieNummer=f"R{kind.toewijzing}"), ToewijzingNummer=kind.toewijzing,
        ProductCategorie="45", ProductCode="45A04",
        ProductPeriode=typen.GeslotenPeriode(Begindatum=OKTOBER[0], Einddatum=OKTOBER[1]), GeleverdVolume=UREN, Eenheid="04",
        ProductTarief=TARIEF, IngediendBedrag=typen.BedragMetDC(Bedrag=bedrag, DebetCredit="D"),
    )  # fmt: skip
    declaratie = jw323.Declaratie(
        DeclaratieNummer=f"D{kind.toewijzing}",
        DeclaratiePeriode=typen.GeslotenPeriode(Begindatum=OKTOBER[0], Einddatum=OKTOBER[1]),
        DeclaratieDagtekening=date(2026, 11, 2),
        TotaalIngediendBedrag=typen.TotaalBedragMetDC(TotaalBedrag=bedrag, DebetCredit="D"),
        Clienten=(jw323.Client(Bsn=kind.bsn, Prestaties=(prestatie,)),),
    )
    return JW323(Header=_kop(jw323, kind, nummer, gemeente), Declaratie=declaratie)  # type: ignore[call-arg]


def _bsns(aantal: int) -> list[str]:
    """Numbers of the range 9xxxxxxxx that pass the eleven-test."""
    gevonden: list[str] = []
    nummer = 900_000_000
    while len(gevonden) < aantal:
        som = sum(int(c) * g for c, g in zip(str(nummer), (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
        if som % 11 == 0:
            gevonden.append(str(nummer))
        nummer += 1
    return gevonden
