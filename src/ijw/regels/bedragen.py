"""Rules about amounts in a claim and its answer (JW323, JW325)."""

from __future__ import annotations

from typing import Any

from ijw.berekeningen import als_bedrag, met_teken, toegekend
from ijw.regels.regel import regel
from ijw.regels.voorbeelden import jw323, jw325
from ijw.v3_2 import jw323 as m323
from ijw.v3_2 import jw325 as m325
from ijw.v3_2.samengesteld import BedragMetDC, TotaalBedragMetDC

EURO = "83"  # WJ756
BEOORDEELD = {"0200", "8001"}  # WJ001: the answer goes on to the Prestaties


def _totaal(bedrag: int, teken: str) -> TotaalBedragMetDC:
    return TotaalBedragMetDC(TotaalBedrag=bedrag, DebetCredit=teken)


def _bedrag(bedrag: int, teken: str) -> BedragMetDC:
    return BedragMetDC(Bedrag=bedrag, DebetCredit=teken)


@regel(
    "CD060",
    op="JW323 JW325 Prestatie.ProductReferentie/VorigReferentieNummer",
    tekst="VorigReferentieNummer hoort bij een creditprestatie en alleen daarbij. Vul het in bij DebetCredit C en "
    "laat het weg bij D.",
    goed=jw323(
        Declaratie={"TotaalIngediendBedrag": _totaal(36000, "C")},
        Prestatie={"IngediendBedrag.DebetCredit": "C", "ProductReferentie.VorigReferentieNummer": "RN900"},
    ),
    fout=[
        jw323(
            Declaratie={"TotaalIngediendBedrag": _totaal(36000, "C")},
            Prestatie={"IngediendBedrag.DebetCredit": "C"},
        ),
        jw325(Prestatie={"ProductReferentie.VorigReferentieNummer": "RN900"}),
    ],
)
def credit_noemt_de_vorige(prestatie: m323.Prestatie, bericht: Any) -> bool:
    credit = prestatie.IngediendBedrag.DebetCredit == "C"
    return credit == (prestatie.ProductReferentie.VorigReferentieNummer is not None)


@regel(
    "CD087",
    op="JW323 Prestatie.ProductTarief",
    tekst="ProductTarief is verplicht, behalve bij Eenheid 83 (euro's): dan ontbreekt het. Vul het in of haal het weg.",
    goed=jw323(Prestatie={"Eenheid": EURO, "GeleverdVolume": 36000, "ProductTarief": None}),
    fout=[
        jw323(Prestatie={"ProductTarief": None}),
        jw323(Prestatie={"Eenheid": EURO, "GeleverdVolume": 36000}),
    ],
)
def tarief_behalve_bij_euros(prestatie: m323.Prestatie, bericht: Any) -> bool:
    return (prestatie.ProductTarief is None) == (prestatie.Eenheid == EURO)


@regel(
    "CS339",
    op="JW323 Prestatie.IngediendBedrag/Bedrag",
    tekst="Bij Eenheid 83 (euro's) is het bedrag gelijk aan GeleverdVolume, beide in eurocenten. Maak ze gelijk.",
    goed=jw323(Prestatie={"Eenheid": EURO, "GeleverdVolume": 36000, "ProductTarief": None}),
    fout=jw323(Prestatie={"Eenheid": EURO, "GeleverdVolume": 360, "ProductTarief": None}),
)
def bij_euros_is_het_volume_het_bedrag(prestatie: m323.Prestatie, bericht: Any) -> bool:
    return prestatie.Eenheid != EURO or prestatie.IngediendBedrag.Bedrag == prestatie.GeleverdVolume


@regel(
    "CS325",
    op=["JW323 JW325 TotaalBedragMetDC.DebetCredit", "JW323 JW325 BedragMetDC.DebetCredit"],
    tekst="Een bedrag van 0 is debet. Vul bij DebetCredit D in.",
    goed=[
        jw323(
            Declaratie={"TotaalIngediendBedrag": _totaal(0, "D")},
            Prestatie={"IngediendBedrag": _bedrag(0, "D")},
        ),
        jw325(
            DeclaratieAntwoord={
                "TotaalToegekendBedrag": _totaal(0, "D"),
                "TotaalIngediendBedrag": _totaal(36000, "D"),
            }
        ),
    ],
    fout=[
        jw323(
            Prestatie=[
                {},
                {
                    "ProductReferentie.ReferentieNummer": "RN002",
                    "ProductReferentie.VorigReferentieNummer": "RN900",
                    "IngediendBedrag": _bedrag(0, "C"),
                },
            ]
        ),
        jw325(
            DeclaratieAntwoord={
                "TotaalToegekendBedrag": _totaal(0, "C"),
                "TotaalIngediendBedrag": _totaal(36000, "D"),
            }
        ),
    ],
)
def nul_is_debet(klasse: Any, bericht: Any) -> bool:
    bedrag = klasse.TotaalBedrag if isinstance(klasse, TotaalBedragMetDC) else klasse.Bedrag
    return bedrag != 0 or klasse.DebetCredit == "D"


@regel(
    "TR358",
    op="JW323 Declaratie.TotaalIngediendBedrag",
    tekst="Het totaal is niet het saldo van de prestaties: debet opgeteld, credit eraf; DebetCredit C als het saldo "
    "negatief is. Bereken het totaal opnieuw.",
    goed=jw323(
        Declaratie={"TotaalIngediendBedrag": _totaal(4000, "C")},
        Prestatie=[
            {},
            {
                "ProductReferentie.ReferentieNummer": "RN002",
                "ProductReferentie.VorigReferentieNummer": "RN900",
                "IngediendBedrag": _bedrag(40000, "C"),
            },
        ],
    ),
    fout=[
        jw323(Declaratie={"TotaalIngediendBedrag": _totaal(36001, "D")}),
        jw323(Declaratie={"TotaalIngediendBedrag": _totaal(36000, "C")}),
    ],
)
def totaal_is_het_saldo(declaratie: m323.Declaratie, bericht: Any) -> bool:
    totaal = declaratie.TotaalIngediendBedrag
    saldo = sum(_saldo(client.Prestaties) for client in declaratie.Clienten)
    return (totaal.TotaalBedrag, totaal.DebetCredit) == als_bedrag(saldo)


@regel(
    "TR342",
    op="JW325 DeclaratieAntwoord.TotaalToegekendBedrag",
    tekst="Ingediend min toegekend is niet het saldo van de afgewezen prestaties; is de declaratie zelf afgewezen, "
    "dan is toegekend 0. Bereken het toegekende bedrag opnieuw.",
    goed=[
        jw325(
            DeclaratieAntwoord={
                "TotaalToegekendBedrag": _totaal(100000, "D"),
                "Clienten": (),
                "RetourCodes": ("8001",),
            }
        ),
        jw325(
            DeclaratieAntwoord={
                "TotaalToegekendBedrag": _totaal(0, "D"),
                "Clienten": (),
                "RetourCodes": ("9333",),
            }
        ),
    ],
    fout=[
        jw325(DeclaratieAntwoord={"TotaalToegekendBedrag": _totaal(100000, "D")}),
        jw325(DeclaratieAntwoord={"TotaalToegekendBedrag": _totaal(64000, "C")}),
        jw325(DeclaratieAntwoord={"Clienten": (), "RetourCodes": ("9333",)}),
    ],
)
def toegekend_sluit_aan(antwoord: m325.DeclaratieAntwoord, bericht: Any) -> bool:
    gegeven = _met_teken(antwoord.TotaalToegekendBedrag)
    if not BEOORDEELD.issuperset(antwoord.RetourCodes):
        return gegeven == 0
    afgewezen = [_saldo(client.Prestaties) for client in antwoord.Clienten]
    return gegeven == toegekend(_met_teken(antwoord.TotaalIngediendBedrag), afgewezen)


def _saldo(prestaties: Any) -> int:
    return sum(met_teken(p.IngediendBedrag.Bedrag, p.IngediendBedrag.DebetCredit) for p in prestaties)


def _met_teken(totaal: TotaalBedragMetDC) -> int:
    return met_teken(totaal.TotaalBedrag, totaal.DebetCredit)
