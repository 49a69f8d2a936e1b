"""Rules about dates and periods: what ends after it begins, what cannot lie ahead, what is too old."""

from __future__ import annotations

from datetime import date
from typing import Any

from ijw.berekeningen import Periode, kalendermaand, maanden_eerder
from ijw.regels.omvang import MET_TE_WIJZIGEN, einddatum, op
from ijw.regels.persoon import MET_GEBOORTEDATUM
from ijw.regels.regel import regel
from ijw.regels.voorbeelden import DAGTEKENING, jw301, jw305, jw307, jw315, jw317, jw323, jw325
from ijw.v3_2 import jw307 as m307
from ijw.v3_2 import jw323 as m323
from ijw.v3_2 import samengesteld as b

EERSTE_DAG = date(2021, 1, 1)  # CS100
_MORGEN = date(2026, 5, 7)


def _periode(begin: str, einde: str) -> b.GeslotenPeriode:
    return b.GeslotenPeriode(Begindatum=date.fromisoformat(begin), Einddatum=date.fromisoformat(einde))


def _tijdelijk(begin: date | None, einde: date | None) -> list[dict[str, Any]]:
    return [{}, {"Soort": "04", "Periode": b.OpenPeriode(Begindatum=begin, Einddatum=einde)}]


@regel(
    "CS003",
    op=["JW301 OpenPeriode.Einddatum", *op(MET_TE_WIJZIGEN)],
    tekst="De einddatum ligt voor de begindatum, of de begindatum ontbreekt. Verbeter een van beide datums.",
    goed=[
        jw301(ToegewezenProduct={"Einddatum": date(2026, 5, 1)}),
        jw301(Contact=_tijdelijk(DAGTEKENING, DAGTEKENING)),
        jw301(Contact=_tijdelijk(DAGTEKENING, None)),
    ],
    fout=[
        jw301(ToegewezenProduct={"Einddatum": date(2026, 4, 30)}),
        jw301(Contact=_tijdelijk(DAGTEKENING, date(2026, 5, 5))),
        jw301(Contact=_tijdelijk(None, DAGTEKENING)),
        jw315(AangevraagdProduct={"ToewijzingEinddatum": date(2026, 5, 31)}),
        jw317(NieuwProduct={"Einddatum": date(2026, 5, 31)}),
        jw317(TeWijzigenProduct={"Einddatum": date(2026, 5, 31)}),
    ],
)
def einde_niet_voor_begin(klasse: Any, bericht: Any) -> bool:
    einde = einddatum(klasse)
    if einde is None:
        return True
    begin = getattr(klasse, _BEGIN[type(klasse).__name__])
    return begin is not None and begin <= einde


_BEGIN = {
    "OpenPeriode": "Begindatum",
    "ToegewezenProduct": "Ingangsdatum",
    "AangevraagdProduct": "ToewijzingIngangsdatum",
    "NieuwProduct": "GewensteIngangsdatum",
    "TeWijzigenProduct": "GewensteIngangsdatum",
}


@regel(
    "TR018",
    op="JW307 StopProduct.Einddatum",
    tekst="De levering eindigt voordat zij begon. Verbeter Begindatum of Einddatum.",
    goed=jw307(StopProduct={"Einddatum": date(2026, 1, 5)}),
    fout=jw307(StopProduct={"Einddatum": date(2026, 1, 4)}),
)
def stop_niet_voor_de_start(stop: m307.StopProduct, bericht: Any) -> bool:
    return stop.Begindatum <= stop.Einddatum


@regel(
    "TR134",
    op=[
        f"{MET_GEBOORTEDATUM} Geboortedatum.Datum",
        "JW301 ToegewezenProduct.Toewijzingsdatum",
        "JW305 StartProduct.Begindatum",
        "JW307 StopProduct.Einddatum",
        "JW323 JW325 GeslotenPeriode.Begindatum",
    ],
    tekst="De datum ligt na de dagtekening van het bericht. Controleer de datum, of verstuur het bericht later.",
    goed=[
        jw301(ToegewezenProduct={"Toewijzingsdatum": DAGTEKENING}),
        jw305(StartProduct={"Begindatum": DAGTEKENING}),
    ],
    fout=[
        jw301(ToegewezenProduct={"Toewijzingsdatum": _MORGEN}),
        jw301(Relatie={"Geboortedatum": b.Geboortedatum(Datum=_MORGEN)}),
        jw305(StartProduct={"Begindatum": _MORGEN}),
        jw307(StopProduct={"Einddatum": _MORGEN}),
        jw323(Header={"BerichtIdentificatie.Dagtekening": date(2026, 3, 31)}),
        jw325(Prestatie={"ProductPeriode": _periode("2026-06-01", "2026-06-30")}),
    ],
)
def niet_na_de_dagtekening(klasse: Any, bericht: Any) -> bool:
    datum: date = getattr(klasse, _DATUM[type(klasse).__name__])
    return datum <= bericht.Header.BerichtIdentificatie.Dagtekening


_DATUM = {
    "Geboortedatum": "Datum",
    "ToegewezenProduct": "Toewijzingsdatum",
    "StartProduct": "Begindatum",
    "StopProduct": "Einddatum",
    "GeslotenPeriode": "Begindatum",
}


@regel(
    "TR137",
    op="JW323 JW325 GeslotenPeriode.Einddatum",
    tekst="De einddatum van de periode ligt voor haar begin of na de dagtekening van het bericht. Verbeter de "
    "periode, of verstuur het bericht later.",
    goed=jw323(Header={"BerichtIdentificatie.Dagtekening": date(2026, 4, 30)}),
    fout=[
        jw323(Header={"BerichtIdentificatie.Dagtekening": date(2026, 4, 29)}),
        jw323(Prestatie={"ProductPeriode": _periode("2026-04-30", "2026-04-29")}),
        jw325(Prestatie={"ProductPeriode": _periode("2026-05-01", "2026-05-31")}),
    ],
)
def periode_is_voorbij(periode: b.GeslotenPeriode, bericht: Any) -> bool:
    einde = periode.Einddatum
    return periode.Begindatum <= einde <= bericht.Header.BerichtIdentificatie.Dagtekening


@regel(
    "TR335",
    op="JW323 Prestatie.ProductPeriode/Einddatum",
    tekst="De productperiode eindigde meer dan vijf jaar voor DeclaratieDagtekening. Zij kan niet meer worden "
    "gedeclareerd.",
    goed=jw323(Prestatie={"ProductPeriode": _periode("2021-05-01", "2021-05-06")}),
    fout=[
        jw323(Prestatie={"ProductPeriode": _periode("2021-05-01", "2021-05-05")}),
        jw323(
            Header={"BerichtIdentificatie.Dagtekening": date(2028, 2, 29)},
            Declaratie={"DeclaratieDagtekening": date(2028, 2, 29)},
            Prestatie={"ProductPeriode": _periode("2023-02-01", "2023-02-27")},
        ),
    ],
)
def niet_ouder_dan_vijf_jaar(prestatie: m323.Prestatie, bericht: Any) -> bool:
    return prestatie.ProductPeriode.Einddatum >= maanden_eerder(bericht.Declaratie.DeclaratieDagtekening, 60)


@regel(
    "CS100",
    op="JW323 GeslotenPeriode.Begindatum",
    tekst="De periode begint voor 1 januari 2021. Over die tijd kan met dit bericht niet worden gedeclareerd.",
    goed=jw323(
        Header={"BerichtIdentificatie.Dagtekening": date(2021, 2, 1)},
        Declaratie={
            "DeclaratieDagtekening": date(2021, 2, 1),
            "DeclaratiePeriode": _periode("2021-01-01", "2021-01-31"),
        },
        Prestatie={"ProductPeriode": _periode("2021-01-01", "2021-01-31")},
    ),
    fout=[
        jw323(Declaratie={"DeclaratiePeriode": _periode("2020-12-01", "2020-12-31")}),
        jw323(
            Header={"BerichtIdentificatie.Dagtekening": date(2021, 2, 1)},
            Declaratie={
                "DeclaratieDagtekening": date(2021, 2, 1),
                "DeclaratiePeriode": _periode("2021-01-01", "2021-01-31"),
            },
            Prestatie={"ProductPeriode": _periode("2020-12-31", "2020-12-31")},
        ),
    ],
)
def begint_in_2021_of_later(periode: b.GeslotenPeriode, bericht: Any) -> bool:
    return periode.Begindatum >= EERSTE_DAG


@regel(
    "CS337",
    op="JW323 Prestatie.ProductPeriode",
    tekst="De productperiode ligt in meer dan één kalendermaand. Maak per maand een prestatie.",
    goed=jw323(Prestatie={"ProductPeriode": _periode("2026-04-13", "2026-04-19")}),
    fout=[
        jw323(Prestatie={"ProductPeriode": _periode("2026-03-31", "2026-04-01")}),
        jw323(Prestatie={"ProductPeriode": _periode("2025-04-01", "2026-04-30")}),
    ],
)
def productperiode_ligt_in_een_maand(prestatie: m323.Prestatie, bericht: Any) -> bool:
    begin, einde = prestatie.ProductPeriode.Begindatum, prestatie.ProductPeriode.Einddatum
    return (begin.year, begin.month) == (einde.year, einde.month)


@regel(
    "CS340",
    op="JW323 Declaratie.DeclaratiePeriode",
    tekst="De declaratieperiode is niet precies één kalendermaand. Vul de eerste en de laatste dag van de maand in.",
    goed=jw323(
        Header={"BerichtIdentificatie.Dagtekening": date(2028, 3, 1)},
        Declaratie={"DeclaratiePeriode": _periode("2028-02-01", "2028-02-29")},
    ),
    fout=[
        jw323(Declaratie={"DeclaratiePeriode": _periode("2026-04-01", "2026-04-29")}),
        jw323(Declaratie={"DeclaratiePeriode": _periode("2026-03-01", "2026-04-30")}),
    ],
)
def declaratieperiode_is_een_kalendermaand(declaratie: m323.Declaratie, bericht: Any) -> bool:
    periode = declaratie.DeclaratiePeriode
    return Periode(periode.Begindatum, periode.Einddatum) == kalendermaand(periode.Begindatum)
