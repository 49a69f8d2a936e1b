"""From an accepted message to rows of care, not yet stored: who writes many at once stores them together.

What the fields of a message mean stands in `ijw`; here is only where they go.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from eenplan.zorg.models import Declaratie, Prestatie, Regiemelding, Verzoek, Verzoekregel
from ijw.berekeningen import met_teken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eenplan.zorg.administratie import Stand
    from eenplan.zorg.models import Aanbieder, Toewijzing

__all__ = ["Client", "Regels", "declaratie_uit", "regiemeldingen_uit", "verzoeken_uit"]

VERWIJDEREN = "3"  # COD467, StatusAanlevering
JA = "1"  # COD260


@dataclass(frozen=True, slots=True)
class Client:
    """About whom a message is: the dossier and the youth, by their keys."""

    organisatie: int
    dossier: int
    jeugdige: int


@dataclass(frozen=True, slots=True)
class Regels:
    """Reports that come, and reports that are taken back. Those that are taken back come first (IV008)."""

    nieuw: list[Regiemelding]
    weg: list[Regiemelding]


def regiemeldingen_uit(
    bericht: Any, aanbieder: Aanbieder, client: Client, toewijzingen: Mapping[int, Toewijzing], op: date
) -> Regels:
    """What a JW305 or JW307 reports. An assignment brings its own dossier along."""
    regels = Regels([], [])
    stopt = bericht.NAAM == "JW307"
    for product in bericht.Client.StopProducten if stopt else bericht.Client.StartProducten:
        toewijzing = toewijzingen.get(product.ToewijzingNummer or 0)
        rij = Regiemelding(
            organisatie_id=client.organisatie,
            dossier_id=toewijzing.dossier_id if toewijzing else client.dossier,
            jeugdige_id=client.jeugdige,
            aanbieder=aanbieder,
            toewijzing=toewijzing,
            soort=Regiemelding.Soort.STOP if stopt else Regiemelding.Soort.START,
            categorie=product.Product.Categorie if product.Product else "",
            code=(product.Product.Code or "") if product.Product else "",
            ingangsdatum=product.ToewijzingIngangsdatum,
            begin=product.Begindatum,
            eind=product.Einddatum if stopt else None,
            reden=product.RedenBeeindiging if stopt else "",
            gemeld_op=op,
        )
        (regels.weg if product.StatusAanlevering == VERWIJDEREN else regels.nieuw).append(rij)
    return regels


def verzoeken_uit(
    bericht: Any,
    aanbieder: Aanbieder,
    client: Client,
    toewijzingen: Mapping[int, Toewijzing],
    moment: datetime,
) -> list[tuple[Verzoek, list[Verzoekregel]]]:
    """The requests in a JW315 (one per product, each answered by itself) or a JW317 (one)."""
    if bericht.NAAM == "JW317":
        return [_wijziging(bericht, aanbieder, client, toewijzingen, moment)]
    return [
        _toewijzing(bericht, product, aanbieder, client, moment)
        for product in bericht.Client.AangevraagdeProducten
    ]


def _toewijzing(
    bericht: Any, product: Any, aanbieder: Aanbieder, client: Client, moment: datetime
) -> tuple[Verzoek, list[Verzoekregel]]:
    verzoek = _verzoek(bericht, product.ReferentieAanbieder, aanbieder, client, moment)
    verwijzer = product.Verwijzer
    verzoek.verwijzer_type, verzoek.verwijzer_naam = verwijzer.Type, verwijzer.Naam or ""
    verzoek.verwijzer_agb = verwijzer.ZorgverlenerCode or ""
    verzoek.gezagsdrager_bekend = bericht.Client.GezagsdragerBekend == JA
    verzoek.toelichting = " ".join(
        deel for deel in (bericht.Client.Commentaar, getattr(product, "Commentaar", None)) if deel
    )
    regel = _regel(
        client, Verzoekregel.Soort.NIEUW, product, begin=product.ToewijzingIngangsdatum, eind=product.ToewijzingEinddatum
    )  # fmt: skip
    return verzoek, [regel]


def _wijziging(
    bericht: Any,
    aanbieder: Aanbieder,
    client: Client,
    toewijzingen: Mapping[int, Toewijzing],
    moment: datetime,
) -> tuple[Verzoek, list[Verzoekregel]]:
    vraag = bericht.Client.Verzoek
    verzoek = _verzoek(bericht, vraag.ReferentieAanbieder, aanbieder, client, moment)
    verzoek.reden_verzoek = vraag.RedenVerzoek
    regels = [
        Verzoekregel(
            organisatie_id=client.organisatie, soort=Verzoekregel.Soort.ONGEWIJZIGD,
            toewijzing=toewijzingen.get(product.ToewijzingNummer),
        )
        for product in vraag.OngewijzigdeProducten
    ]  # fmt: skip
    for product in vraag.TeWijzigenProducten:
        regel = _regel(
            client, Verzoekregel.Soort.WIJZIGEN, product, begin=product.GewensteIngangsdatum, eind=product.Einddatum
        )  # fmt: skip
        regel.toewijzing = toewijzingen.get(product.ToewijzingNummer)
        regels.append(regel)
    regels += [
        _regel(
            client,
            Verzoekregel.Soort.NIEUW,
            product,
            begin=product.GewensteIngangsdatum,
            eind=product.Einddatum,
        )
        for product in vraag.NieuweProducten
    ]
    return verzoek, regels


def _verzoek(
    bericht: Any, referentie: str, aanbieder: Aanbieder, client: Client, moment: datetime
) -> Verzoek:
    return Verzoek(
        organisatie_id=client.organisatie, dossier_id=client.dossier, jeugdige_id=client.jeugdige, aanbieder=aanbieder,
        soort=bericht.NAAM, referentie=referentie, dagtekening=bericht.Header.BerichtIdentificatie.Dagtekening,
        ontvangen_op=moment,
    )  # fmt: skip


def _regel(client: Client, soort: str, product: Any, *, begin: date, eind: date | None) -> Verzoekregel:
    code = getattr(product, "Product", None)
    omvang = product.Omvang
    return Verzoekregel(
        organisatie_id=client.organisatie, soort=soort, categorie=code.Categorie if code else "",
        code=(code.Code or "") if code else "", begin=begin, eind=eind, volume=omvang.Volume if omvang else None,
        eenheid=omvang.Eenheid if omvang else "", frequentie=omvang.Frequentie if omvang else "", budget=product.Budget,
    )  # fmt: skip


def declaratie_uit(
    bericht: Any,
    *,
    organisatie: int,
    stand: Stand,
    codes: Sequence[str],
    per_prestatie: Mapping[tuple[int, int], Sequence[str]],
    toegekend: int,
    moment: datetime,
    uiterlijk: date,
) -> tuple[Declaratie, list[Prestatie]]:
    """A JW323 with the verdict on it. `per_prestatie`: codes by number of client and line, both from 1; `toegekend` is
    what the rules leave, in eurocents."""
    inhoud = bericht.Declaratie
    totaal = inhoud.TotaalIngediendBedrag
    declaratie = Declaratie(
        organisatie_id=organisatie, aanbieder=stand.aanbieders[bericht.Header.Afzender], nummer=inhoud.DeclaratieNummer,
        begin=inhoud.DeclaratiePeriode.Begindatum, eind=inhoud.DeclaratiePeriode.Einddatum,
        dagtekening=inhoud.DeclaratieDagtekening, ontvangen_op=moment,
        ingediend=met_teken(totaal.TotaalBedrag, totaal.DebetCredit), toegekend=toegekend, codes=list(codes),
        uiterlijk=uiterlijk,
    )  # fmt: skip
    prestaties = []
    for c, client in enumerate(inhoud.Clienten, start=1):
        persoon = stand.personen.get(client.Bsn)
        for p, regel in enumerate(client.Prestaties, start=1):
            toewijzing = stand.toewijzingen.get(regel.ToewijzingNummer)
            eigen = toewijzing is not None and persoon is not None and toewijzing.jeugdige_id == persoon.pk
            prestaties.append(
                Prestatie(
                    organisatie_id=organisatie,
                    declaratie=declaratie,
                    referentie=regel.ProductReferentie.ReferentieNummer,
                    vorige=regel.ProductReferentie.VorigReferentieNummer or "",
                    jeugdige=persoon,
                    toewijzing=toewijzing if eigen else None,
                    toewijzingsnummer=regel.ToewijzingNummer,
                    categorie=regel.ProductCategorie,
                    code=regel.ProductCode,
                    begin=regel.ProductPeriode.Begindatum,
                    eind=regel.ProductPeriode.Einddatum,
                    volume=regel.GeleverdVolume,
                    eenheid=regel.Eenheid,
                    tarief=regel.ProductTarief,
                    bedrag=met_teken(regel.IngediendBedrag.Bedrag, regel.IngediendBedrag.DebetCredit),
                    codes=list(per_prestatie.get((c, p), ())),
                )
            )
    return declaratie, prestaties
