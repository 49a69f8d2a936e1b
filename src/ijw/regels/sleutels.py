"""Rules about what may occur once: the logical keys of the classes (README of the standard, section 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from ijw.regels.regel import regel
from ijw.regels.voorbeelden import jw301, jw305, jw307, jw317, jw323, jw325
from ijw.v3_2 import jw323 as m323
from ijw.v3_2.samengesteld import BedragMetDC, Product, Referentie, TotaalBedragMetDC

_ANDER = Product(Categorie="44", Code="44A08")
_DUBBEL = TotaalBedragMetDC(TotaalBedrag=72000, DebetCredit="D")
_NUL = TotaalBedragMetDC(TotaalBedrag=0, DebetCredit="D")
_CREDIT = BedragMetDC(Bedrag=36000, DebetCredit="C")
_TWEE = {"ProductReferentie": Referentie(ReferentieNummer="RN002")}


def _credit(nummer: str, vorig: str) -> dict[str, Any]:
    return {
        "ProductReferentie": Referentie(ReferentieNummer=nummer, VorigReferentieNummer=vorig),
        "IngediendBedrag": _CREDIT,
    }


_SLEUTELS: dict[str, Callable[[Any], object]] = {
    "Clienten": lambda client: client.Bsn,
    "Contactgegevens": lambda contact: contact.Soort,
    "Relaties": lambda relatie: relatie.Nummer,
    "ToegewezenProducten": lambda product: product.ToewijzingNummer,
    "OngewijzigdeProducten": lambda product: product.ToewijzingNummer,
    "TeWijzigenProducten": lambda product: product.ToewijzingNummer,
    "StartProducten": lambda p: (p.ToewijzingNummer, p.Product, p.Begindatum),
    "StopProducten": lambda p: (p.ToewijzingNummer, p.Product, p.Begindatum, p.RedenBeeindiging, p.Einddatum),
    "AangevraagdeProducten": lambda product: product.ReferentieAanbieder,
    "NieuweProducten": lambda product: (product.Product, product.GewensteIngangsdatum),
    "Prestaties": lambda prestatie: prestatie.ProductReferentie,
}


@regel(
    "TR101",
    op=[
        "JW301 JW305 JW307 JW315 JW323 JW325 Client",
        "JW317 Verzoek",
        "JW323 Declaratie",
        "JW325 DeclaratieAntwoord",
    ],
    tekst="Deze klasse komt dubbel voor: een eerdere heeft dezelfde sleutel. Haal er een weg of verbeter de sleutel.",
    goed=[
        jw301(Contact=[{}, {"Soort": "02"}]),
        jw305(StartProduct=[{}, {"Begindatum": date(2026, 5, 5)}]),
        jw317(TeWijzigenProduct={"ToewijzingNummer": 300201}),
    ],
    fout=[
        jw301(Contact=[{}, {}]),
        jw301(Relatie=[{}, {}]),
        jw301(ToegewezenProduct=[{}, {"Product": _ANDER}]),
        jw305(StartProduct=[{}, {"StatusAanlevering": "3"}]),
        jw305(StartProduct=[{"ToewijzingNummer": None}, {"ToewijzingNummer": None}]),
        jw307(StopProduct=[{}, {}]),
        jw317(OngewijzigdProduct=[{}, {}]),
        jw317(NieuwProduct=[{}, {}]),
        jw323(Declaratie={"TotaalIngediendBedrag": _DUBBEL}, Client=[{}, {}]),
        jw325(
            DeclaratieAntwoord={
                "TotaalToegekendBedrag": TotaalBedragMetDC(TotaalBedrag=28000, DebetCredit="D")
            },
            Prestatie=[{}, {}],
        ),
    ],
)
def sleutel_komt_een_keer_voor(klasse: Any, bericht: Any) -> Iterator[str]:
    for veld in klasse.VORM.velden:
        if veld.item and veld.naam in _SLEUTELS:
            sleutel, gezien = _SLEUTELS[veld.naam], set()
            for nummer, deel in enumerate(getattr(klasse, veld.naam), start=1):
                waarde = sleutel(deel)
                if waarde in gezien:
                    yield f"{veld.naam}/{veld.item}[{nummer}]"
                gezien.add(waarde)


def _prestaties(declaratie: m323.Declaratie) -> Iterator[tuple[str, m323.Prestatie]]:
    for c, client in enumerate(declaratie.Clienten, start=1):
        for p, prestatie in enumerate(client.Prestaties, start=1):
            yield f"Clienten/Client[{c}]/Prestaties/Prestatie[{p}]/ProductReferentie", prestatie


@regel(
    "TR315",
    op="JW323 Declaratie",
    tekst="Een prestatie wordt in dit bericht twee keer gecrediteerd. Haal een van de creditprestaties weg.",
    goed=jw323(Declaratie={"TotaalIngediendBedrag": _NUL}, Prestatie=[{}, _credit("RN002", "RN900")]),
    fout=jw323(
        Declaratie={"TotaalIngediendBedrag": TotaalBedragMetDC(TotaalBedrag=72000, DebetCredit="C")},
        Prestatie=[_credit("RN001", "RN900"), _credit("RN002", "RN900")],
    ),
)
def een_keer_crediteren(declaratie: m323.Declaratie, bericht: Any) -> Iterator[str]:
    gezien: set[str] = set()
    for pad, prestatie in _prestaties(declaratie):
        vorig = prestatie.ProductReferentie.VorigReferentieNummer
        if vorig is not None:
            if vorig in gezien:
                yield f"{pad}/VorigReferentieNummer"
            gezien.add(vorig)


@regel(
    "TR316",
    op="JW323 Declaratie",
    tekst="De prestatie die wordt gecrediteerd staat in hetzelfde bericht. Crediteer pas na het antwoord erop.",
    goed=jw323(Declaratie={"TotaalIngediendBedrag": _NUL}, Prestatie=[{}, _credit("RN002", "RN000")]),
    fout=[
        jw323(Declaratie={"TotaalIngediendBedrag": _NUL}, Prestatie=[{}, _credit("RN002", "RN001")]),
        jw323(Declaratie={"TotaalIngediendBedrag": _NUL}, Prestatie=[{}, _credit("RN002", "RN002")]),
    ],
)
def niet_crediteren_in_hetzelfde_bericht(declaratie: m323.Declaratie, bericht: Any) -> Iterator[str]:
    eigen = {prestatie.ProductReferentie.ReferentieNummer for _, prestatie in _prestaties(declaratie)}
    for pad, prestatie in _prestaties(declaratie):
        if prestatie.ProductReferentie.VorigReferentieNummer in eigen:
            yield f"{pad}/VorigReferentieNummer"


@regel(
    "TR416",
    op="JW323 Client.Prestaties",
    tekst="Deze levering is in dit bericht al gedeclareerd: dezelfde toewijzing, hetzelfde product en dezelfde "
    "productperiode. Tel beide op in één prestatie.",
    goed=[
        jw323(Declaratie={"TotaalIngediendBedrag": _NUL}, Prestatie=[{}, _credit("RN002", "RN900")]),
        jw323(
            Declaratie={"TotaalIngediendBedrag": _DUBBEL}, Prestatie=[{}, {**_TWEE, "ProductCode": "45A05"}]
        ),
    ],
    fout=jw323(Declaratie={"TotaalIngediendBedrag": _DUBBEL}, Prestatie=[{}, _TWEE]),
)
def een_debetprestatie_per_productperiode(client: m323.Client, bericht: Any) -> Iterator[str]:
    gezien = set()
    for nummer, p in enumerate(client.Prestaties, start=1):
        if p.IngediendBedrag.DebetCredit == "D":
            levering = (p.ToewijzingNummer, p.ProductCategorie, p.ProductCode, p.ProductPeriode)
            if levering in gezien:
                yield f"Prestaties/Prestatie[{nummer}]"
            gezien.add(levering)
