"""Rules about one Prestatie against its assignment, its period and the contract (JW323, levels 3 and 4).

What a debit must keep, a credit need not: it takes back what was granted then, as it was then (IV085, IV091), even when
the assignment or the contract has changed since."""

from __future__ import annotations

from datetime import date
from typing import Any

from ijw.administratie import Afspraak
from ijw.berekeningen import (
    Periode,
    bedrag,
    bedrag_in_minuten,
    declaratieperiode_na,
    minuuttarief,
    productperiode,
)
from ijw.berekeningen.volume import MINUUT, UUR
from ijw.regels.bedragen import EURO
from ijw.regels.regel import regel
from ijw.regels.toewijzing import VERWIJDERD
from ijw.regels.voorbeelden import CONTRACT, jw301, jw323, lopend
from ijw.regels.zaak import Zaak
from ijw.v3_2 import jw323 as m323
from ijw.v3_2.jw301 import ToegewezenProduct
from ijw.v3_2.samengesteld import BedragMetDC, GeslotenPeriode, Omvang, Product, TotaalBedragMetDC

_TWEE = {"BerichtIdentificatie.Identificatie": "V0002"}


def _periode(begin: str, einde: str) -> GeslotenPeriode:
    return GeslotenPeriode(Begindatum=date.fromisoformat(begin), Einddatum=date.fromisoformat(einde))


def _totaal(som: int) -> dict[str, Any]:
    return {"TotaalIngediendBedrag": TotaalBedragMetDC(TotaalBedrag=som, DebetCredit="D")}


def _som(som: int) -> BedragMetDC:
    return BedragMetDC(Bedrag=som, DebetCredit="D")


def _declaratie_van(begin: str, einde: str, **prestatie: Any) -> Any:
    return jw323(
        Header={"BerichtIdentificatie.Identificatie": f"V{begin[2:7]}"},
        Declaratie={"DeclaratieNummer": "D1", "DeclaratiePeriode": _periode(begin, einde)},
        Prestatie={
            "ProductReferentie.ReferentieNummer": "RN900",
            "ProductPeriode": _periode(begin, einde),
            **prestatie,
        },
    )


def toewijzing_van(prestatie: m323.Prestatie, zaak: Zaak) -> ToegewezenProduct | None:
    """The assignment that a debit must fit in; None for a credit, and where TR338 or TR384 speaks."""
    if prestatie.IngediendBedrag.DebetCredit == "C":
        return None
    toewijzing = zaak.toewijzingen.get(prestatie.ToewijzingNummer)
    return None if toewijzing is None or toewijzing.RedenWijziging == VERWIJDERD else toewijzing


def periode_van(klasse: Any) -> Periode:
    """The period of an assignment or a Prestatie."""
    if isinstance(klasse, GeslotenPeriode):
        return Periode(klasse.Begindatum, klasse.Einddatum)
    return Periode(klasse.Ingangsdatum, klasse.Einddatum)


@regel(
    "TR318",
    niveau=3,
    retourcode="8214",
    op="JW323 Declaratie.DeclaratiePeriode",
    tekst="De declaratieperiode sluit niet aan op de vorige. Gebruik de eerste maand daarna waarin zorg is geleverd, of "
    "nogmaals de laatste periode voor wat nog moest komen.",
    goed=[
        jw323().na(_declaratie_van("2026-03-01", "2026-03-31")),
        jw323().na(_declaratie_van("2026-01-01", "2026-01-31")),
        jw323(Header=_TWEE, Prestatie={"ProductReferentie.ReferentieNummer": "RN002", "ProductCode": "45A05"}).met(
            afspraken={}
        ).na(lopend(Product=Product(Categorie="45"), Omvang=None), _declaratie_van("2026-04-01", "2026-04-30")),
    ],
    fout=[
        _declaratie_van("2026-03-01", "2026-03-31").na(jw323()),
        jw323(Prestatie={"ProductPeriode": _periode("2026-02-01", "2026-02-28")}).na(
            _declaratie_van("2026-01-01", "2026-01-31")
        ),
    ],
)  # fmt: skip
def declaratieperiode_sluit_aan(declaratie: m323.Declaratie, zaak: Zaak) -> bool:
    vorige = zaak.administratie.laatste_declaratieperiode(zaak.partijen)
    if vorige is None:
        return True
    periode = periode_van(declaratie.DeclaratiePeriode)
    later = [
        prestatie.ProductPeriode.Begindatum
        for client in declaratie.Clienten
        for prestatie in client.Prestaties
        if prestatie.ProductPeriode.Begindatum > vorige.gesloten()[1]
        and prestatie.IngediendBedrag.DebetCredit == "D"
    ]
    if not later:
        return periode >= vorige
    return periode in {vorige, declaratieperiode_na(vorige, min(later))}


@regel(
    "TR319",
    niveau=3,
    retourcode="9319",
    op="JW323 Prestatie.ProductPeriode",
    tekst="De productperiode ligt na de declaratieperiode. Declareer deze maand in een latere declaratie.",
    goed=jw323(Prestatie={"ProductPeriode": _periode("2026-03-01", "2026-03-31")}),
    fout=jw323(
        Header={"BerichtIdentificatie.Dagtekening": date(2026, 6, 1)},
        Declaratie={"DeclaratieDagtekening": date(2026, 6, 1)},
        Prestatie={"ProductPeriode": _periode("2026-05-01", "2026-05-31")},
    ).met(vandaag=date(2026, 6, 1)),
)
def productperiode_niet_na_de_declaratieperiode(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    einde: date = zaak.bericht.Declaratie.DeclaratiePeriode.Einddatum
    return prestatie.ProductPeriode.Begindatum <= prestatie.ProductPeriode.Einddatum <= einde


@regel(
    "TR338",
    niveau=3,
    retourcode="9338",
    op="JW323 Prestatie.ToewijzingNummer",
    tekst="Er is geen toewijzing met dit ToewijzingNummer voor deze client. Controleer nummer en client.",
    goed=jw323(),
    fout=[
        jw323(Prestatie={"ToewijzingNummer": 300299}),
        jw323(Prestatie={"ToewijzingNummer": 300202}).na(
            jw301(Client={"Bsn": "999900018"}, ToegewezenProduct={"ToewijzingNummer": 300202})
        ),
    ],
)
def prestatie_hoort_bij_een_toewijzing(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    return prestatie.ToewijzingNummer in zaak.toewijzingen


@regel(
    "TR384",
    niveau=3,
    retourcode="9384",
    op="JW323 Prestatie.ToewijzingNummer",
    tekst="Deze toewijzing is verwijderd. Er kan niet op worden gedeclareerd.",
    goed=jw323().na(lopend(RedenWijziging="14")),
    fout=jw323().na(lopend(RedenWijziging=VERWIJDERD, Einddatum=date(2026, 1, 1))),
)
def toewijzing_is_niet_verwijderd(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    toewijzing = zaak.toewijzingen.get(prestatie.ToewijzingNummer)
    credit = prestatie.IngediendBedrag.DebetCredit == "C"
    return credit or toewijzing is None or toewijzing.RedenWijziging != VERWIJDERD


@regel(
    "TR339",
    niveau=3,
    retourcode="9339",
    op="JW323 Prestatie.ProductCategorie",
    tekst="De categorie is niet die van de toewijzing. Neem haar over van de toewijzing.",
    goed=jw323().na(lopend(Product=None, Omvang=None, Budget=50000)),
    fout=jw323(Prestatie={"ProductCategorie": "44"}).met(afspraken={}),
)
def categorie_is_toegewezen(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    toewijzing = toewijzing_van(prestatie, zaak)
    if toewijzing is None or toewijzing.Product is None:
        return True
    return prestatie.ProductCategorie == toewijzing.Product.Categorie


@regel(
    "TR340",
    niveau=3,
    retourcode="9340",
    op="JW323 Prestatie.ProductCode",
    tekst="De productcode is niet die van de toewijzing. Neem haar over van de toewijzing.",
    goed=jw323().na(lopend(Product=Product(Categorie="45"), Omvang=None)),
    fout=jw323(Prestatie={"ProductCode": "45A05"}).met(afspraken={}),
)
def code_is_toegewezen(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    toewijzing = toewijzing_van(prestatie, zaak)
    if toewijzing is None or toewijzing.Product is None or toewijzing.Product.Code is None:
        return True
    return prestatie.ProductCode == toewijzing.Product.Code


@regel(
    "TR341",
    niveau=3,
    retourcode="9341",
    op="JW323 Prestatie.Eenheid",
    tekst="De eenheid past niet bij de toewijzing of het contract. Gebruik dezelfde eenheid; bij uren mag ook in minuten.",
    goed=[
        jw323(
            Declaratie=_totaal(36000),
            Prestatie={"Eenheid": MINUUT, "GeleverdVolume": 240, "ProductTarief": 150},
        ),
        jw323().na(lopend(Product=Product(Categorie="45"), Omvang=None)),
    ],
    fout=[
        jw323(Prestatie={"Eenheid": "16"}).met(afspraken={}),
        jw323().na(lopend(Omvang=Omvang(Volume=800, Eenheid=MINUUT, Frequentie="4"))).met(afspraken={}),
        jw323(Prestatie={"Eenheid": "16"}).na(lopend(Product=Product(Categorie="45"), Omvang=None)),
    ],
)
def eenheid_past_bij_de_toewijzing(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    toewijzing = toewijzing_van(prestatie, zaak)
    if toewijzing is None:
        return True
    specifiek = toewijzing.Product is not None and toewijzing.Product.Code is not None
    if specifiek and toewijzing.Omvang is not None:
        return past_bij(prestatie.Eenheid, toewijzing.Omvang.Eenheid)
    afspraak = zaak.afspraak(prestatie)
    return afspraak is None or past_bij(prestatie.Eenheid, afspraak.Eenheid)


def past_bij(gevraagd: str, afgesproken: str) -> bool:
    """The same unit, or minutes on hours."""
    return gevraagd == afgesproken or (afgesproken, gevraagd) == (UUR, MINUUT)


@regel(
    "TR346",
    niveau=4,
    retourcode="9346",
    op="JW323 Prestatie.IngediendBedrag/Bedrag",
    tekst="Het bedrag is niet volume maal tarief. Reken het na; minuten tegen een uurtarief rekenen met het onafgeronde "
    "tarief.",
    goed=[
        jw323(Prestatie={"Eenheid": EURO, "GeleverdVolume": 36000, "ProductTarief": None})
        .na(lopend(Omvang=Omvang(Volume=40000, Eenheid=EURO, Frequentie="4")))
        .met(afspraken={}),
        jw323(
            Declaratie=_totaal(8313),
            Prestatie={
                "Eenheid": MINUUT,
                "GeleverdVolume": 50,
                "ProductTarief": 166,
                "IngediendBedrag": _som(8313),
            },
        ).met(afspraken={("45", "45A04"): Afspraak(UUR, 9975)}),
    ],
    fout=[
        jw323(Declaratie=_totaal(36001), Prestatie={"IngediendBedrag": _som(36001)}),
        jw323(
            Declaratie=_totaal(8300),
            Prestatie={
                "Eenheid": MINUUT,
                "GeleverdVolume": 50,
                "ProductTarief": 166,
                "IngediendBedrag": _som(8300),
            },
        ).met(afspraken={("45", "45A04"): Afspraak(UUR, 9975)}),
    ],
)
def bedrag_is_volume_maal_tarief(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    tarief, ingediend = prestatie.ProductTarief, prestatie.IngediendBedrag
    if prestatie.Eenheid == EURO or tarief is None or ingediend.DebetCredit == "C":
        return True
    afspraak = zaak.afspraak(prestatie)
    if in_minuten(prestatie, afspraak) and afspraak is not None and afspraak.Tarief is not None:
        return ingediend.Bedrag == bedrag_in_minuten(afspraak.Tarief, prestatie.GeleverdVolume)
    return ingediend.Bedrag == bedrag(prestatie.GeleverdVolume, prestatie.Eenheid, tarief)


def in_minuten(prestatie: m323.Prestatie, afspraak: Afspraak | None) -> bool:
    """Whether minutes are claimed against an hourly tariff (IV081)."""
    return prestatie.Eenheid == MINUUT and afspraak is not None and afspraak.Eenheid == UUR


@regel(
    "TR418",
    niveau=3,
    retourcode="0611",
    op="JW323 Prestatie.ProductTarief",
    tekst="Het tarief is niet dat van het contract. Neem het tarief over van het contract.",
    goed=[jw323(), jw323().met(afspraken={})],
    fout=[
        jw323().met(afspraken={("45", "45A04"): Afspraak(UUR, 9100)}),
        jw323(
            Declaratie=_totaal(36000),
            Prestatie={"Eenheid": MINUUT, "GeleverdVolume": 240, "ProductTarief": 151},
        ).met(afspraken=CONTRACT),
    ],
)
def tarief_is_dat_van_het_contract(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    afspraak = zaak.afspraak(prestatie)
    if afspraak is None or afspraak.Tarief is None or prestatie.IngediendBedrag.DebetCredit == "C":
        return True
    if prestatie.ProductTarief is None or not past_bij(prestatie.Eenheid, afspraak.Eenheid):
        return True  # another unit is TR341
    tarief = minuuttarief(afspraak.Tarief) if in_minuten(prestatie, afspraak) else afspraak.Tarief
    return prestatie.ProductTarief == tarief


@regel(
    "TR307",
    niveau=3,
    retourcode="9307",
    op="JW323 Prestatie.ProductPeriode/Begindatum",
    tekst="De productperiode begint voor de toewijzing. Declareer vanaf de ingangsdatum.",
    goed=jw323().na(lopend(Ingangsdatum=date(2026, 4, 1))),
    fout=jw323().na(lopend(Ingangsdatum=date(2026, 5, 1))),
)
def begint_niet_voor_de_toewijzing(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    toewijzing = toewijzing_van(prestatie, zaak)
    return toewijzing is None or toewijzing.Ingangsdatum <= prestatie.ProductPeriode.Begindatum


@regel(
    "TR308",
    niveau=3,
    retourcode="9308",
    op="JW323 Prestatie.ProductPeriode/Einddatum",
    tekst="De productperiode eindigt na de toewijzing. Declareer tot en met de einddatum.",
    goed=[jw323().na(lopend(Einddatum=date(2026, 4, 30))), jw323().na(lopend(Einddatum=None))],
    fout=jw323().na(lopend(Einddatum=date(2026, 3, 31))),
)
def eindigt_niet_na_de_toewijzing(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    toewijzing = toewijzing_van(prestatie, zaak)
    if toewijzing is None or toewijzing.Einddatum is None:
        return True
    return prestatie.ProductPeriode.Einddatum <= toewijzing.Einddatum


@regel(
    "TR387",
    niveau=3,
    retourcode="9387",
    op="JW323 Prestatie.ProductPeriode/Begindatum",
    tekst="De productperiode begint niet op de eerste dag van de maand, of op de ingangsdatum als die later in de maand "
    "ligt. Verbeter Begindatum.",
    goed=jw323(Prestatie={"ProductPeriode": _periode("2026-04-08", "2026-04-30")}).na(
        lopend(Ingangsdatum=date(2026, 4, 8))
    ),
    fout=[
        jw323(Prestatie={"ProductPeriode": _periode("2026-04-08", "2026-04-30")}),
        jw323(Prestatie={"ProductPeriode": _periode("2026-04-09", "2026-04-30")}).na(
            lopend(Ingangsdatum=date(2026, 4, 8))
        ),
    ],
)
def productperiode_begint_met_de_maand(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    hoort = _hele_periode(prestatie, zaak)
    return hoort is None or prestatie.ProductPeriode.Begindatum == hoort.begin


@regel(
    "TR388",
    niveau=3,
    retourcode="9388",
    op="JW323 Prestatie.ProductPeriode/Einddatum",
    tekst="De productperiode eindigt niet op de laatste dag van de maand, of op de einddatum als die eerder in de maand "
    "ligt. Verbeter Einddatum.",
    goed=jw323(Prestatie={"ProductPeriode": _periode("2026-04-01", "2026-04-17")}).na(
        lopend(Einddatum=date(2026, 4, 17))
    ),
    fout=[
        jw323(Prestatie={"ProductPeriode": _periode("2026-04-01", "2026-04-17")}),
        jw323(Prestatie={"ProductPeriode": _periode("2026-04-01", "2026-04-16")}).na(
            lopend(Einddatum=date(2026, 4, 17))
        ),
    ],
)
def productperiode_eindigt_met_de_maand(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    hoort = _hele_periode(prestatie, zaak)
    return hoort is None or prestatie.ProductPeriode.Einddatum == hoort.einde


def _hele_periode(prestatie: m323.Prestatie, zaak: Zaak) -> Periode | None:
    """The ProductPeriode that belongs here; None for one outside the assignment (TR307, TR308)."""
    toewijzing = toewijzing_van(prestatie, zaak)
    if toewijzing is None:
        return None
    gegeven, hele = periode_van(prestatie.ProductPeriode), periode_van(toewijzing)
    if not (hele.bevat(gegeven.begin) and hele.bevat(gegeven.gesloten()[1])):
        return None
    return productperiode(hele, gegeven.begin)
