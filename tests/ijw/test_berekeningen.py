"""What holds for every assignment, and the worked examples of the guides that are not in rekenregels.csv."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import holidays
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import ijw
from ijw import typen
from ijw.berekeningen import (
    Periode,
    als_bedrag,
    bedrag,
    bedrag_in_minuten,
    crediteer,
    declarabele_maanden_gi,
    hele_uren,
    kalendermaand,
    kalendermaanden,
    kalenderweken,
    maanden_eerder,
    maximum,
    maximum_looptijd,
    met_teken,
    minuten_per_productperiode,
    minuuttarief,
    moet_oprekken,
    overlappen,
    productperioden,
    termijnen,
    wijzig,
    zondagen,
)
from ijw.berekeningen.werkdagen import is_werkdag, werkdagen_na

from .berichten import vol

DAGEN = st.dates(date(2015, 1, 1), date(2040, 12, 31)) | st.sampled_from(
    [date.min, date(1, 12, 31), date(9990, 3, 1)]
)
BEDRAGEN = st.integers(0, 10_000_000)


@st.composite
def toewijzingen(draw: st.DrawFn) -> Periode:
    begin = draw(DAGEN)
    return Periode(begin, begin + timedelta(days=draw(st.integers(0, 900))))


OMVANG = st.builds(
    SimpleNamespace,
    Volume=st.integers(1, 5000),
    Eenheid=st.sampled_from(["01", "04", "14", "16", "82", "83", "84"]),
    Frequentie=st.sampled_from("1246"),
)


@given(toewijzingen())
def test_productperioden_sluiten_aan_en_vallen_in_een_maand(toewijzing: Periode) -> None:
    perioden = productperioden(toewijzing)
    assert (perioden[0].begin, perioden[-1].einde) == toewijzing
    for vorige, volgende in pairwise(perioden):
        assert volgende.begin - vorige.gesloten()[1] == timedelta(days=1)
    assert all(periode.begin.month == periode.gesloten()[1].month for periode in perioden)
    assert sum(periode.dagen for periode in perioden) == toewijzing.dagen


@given(toewijzingen())
def test_weken_en_zondagen_zijn_die_van_de_kalender(toewijzing: Periode) -> None:
    dagen = [toewijzing.begin + timedelta(days=nummer) for nummer in range(toewijzing.dagen)]
    assert kalenderweken(toewijzing) == len({dag.isocalendar()[:2] for dag in dagen})
    assert zondagen(toewijzing) == sum(dag.isoweekday() == 7 for dag in dagen)


@given(OMVANG, toewijzingen())
def test_de_productperioden_samen_bieden_minstens_de_looptijd(omvang: Any, toewijzing: Periode) -> None:
    som = sum(maximum(omvang, toewijzing, periode) for periode in productperioden(toewijzing))
    looptijd = maximum_looptijd(omvang, toewijzing)
    assert looptijd is not None and som >= looptijd
    if omvang.Frequentie in "14" or (omvang.Frequentie == "2" and omvang.Eenheid in {"82", "83"}):
        assert som == looptijd  # only weeks across two months and totals count twice


@given(OMVANG, toewijzingen(), st.integers(1, 400))
def test_een_langere_toewijzing_biedt_nooit_minder(omvang: Any, toewijzing: Periode, dagen: int) -> None:
    langer = Periode(toewijzing.begin, toewijzing.gesloten()[1] + timedelta(days=dagen))
    assert (maximum_looptijd(omvang, langer) or 0) >= (maximum_looptijd(omvang, toewijzing) or 0)


@given(toewijzingen(), st.sampled_from("1246"))
def test_wie_uren_heeft_mag_zestig_keer_zoveel_minuten_declareren(
    toewijzing: Periode, frequentie: str
) -> None:
    uren = SimpleNamespace(Volume=3, Eenheid="04", Frequentie=frequentie)
    periode = productperioden(toewijzing)[0]
    assert maximum(uren, toewijzing, periode, "01") == 60 * maximum(uren, toewijzing, periode)
    with pytest.raises(ValueError, match="TR341"):
        maximum(uren, toewijzing, periode, "16")


def test_zonder_einddatum_begrenst_alleen_een_totaal() -> None:
    open_ = Periode(date(2026, 1, 1))
    omvang = SimpleNamespace(Volume=10, Eenheid="04", Frequentie="4")
    assert maximum_looptijd(omvang, open_) is None
    omvang.Frequentie = "6"
    assert maximum_looptijd(omvang, open_) == 10
    assert maximum(omvang, open_, kalendermaand(date(2026, 3, 3))) == 10
    with pytest.raises(ValueError, match="laatste maand"):
        productperioden(open_)
    with pytest.raises(ValueError, match="zonder einddatum"):
        kalenderweken(open_)


def test_de_randen_van_de_kalender() -> None:
    alles = Periode(date.min, date.max)
    assert len(productperioden(alles)) == kalendermaanden(alles) == 9999 * 12
    assert zondagen(Periode(date.min, date.min)) == 0 and kalenderweken(Periode(date.min, date.min)) == 1
    laatste = SimpleNamespace(Volume=1, Eenheid="82", Frequentie="2")
    assert maximum(laatste, alles, kalendermaand(date.max)) == 5  # ends on a Friday


def test_een_werkweek_zonder_zondag_telt_als_een_week_output() -> None:
    week = Periode(date(2026, 3, 2), date(2026, 3, 6))
    omvang = SimpleNamespace(Volume=30000, Eenheid="83", Frequentie="2")
    assert maximum(omvang, week, week) == maximum_looptijd(omvang, week) == 30000


@given(toewijzingen(), st.data())
def test_geen_minuut_raakt_weg_tussen_twee_maanden(toewijzing: Periode, data: st.DataObject) -> None:
    begin, einde = toewijzing.gesloten()
    leveringen = data.draw(st.lists(st.tuples(st.dates(begin, einde), st.integers(1, 600)), max_size=20))
    per_periode = minuten_per_productperiode(toewijzing, leveringen)
    assert sum(per_periode.values()) == sum(duur for _, duur in leveringen)
    assert all(any(periode.bevat(dag) for dag, _ in leveringen) for periode in per_periode)
    with pytest.raises(ValueError, match="buiten de toewijzing"):
        minuten_per_productperiode(toewijzing, [(einde + timedelta(days=1), 60)])


@given(st.lists(st.integers(1, 600), min_size=1, max_size=20))
def test_uren_wijken_hoogstens_een_half_uur_af(minuten: list[int]) -> None:
    uren = hele_uren(minuten)
    assert uren == 1 or abs(uren * 60 - sum(minuten)) <= 30
    assert hele_uren([]) == 0


@given(BEDRAGEN, st.integers(0, 100_000))
def test_een_bedrag_in_minuten_is_op_de_cent_na_het_uurtarief(uurtarief: int, minuten: int) -> None:
    som = bedrag_in_minuten(uurtarief, minuten)
    assert abs(som * 60 - uurtarief * minuten) <= 30
    assert bedrag_in_minuten(uurtarief, 60) == uurtarief == bedrag(1, "04", uurtarief)
    assert abs(minuuttarief(uurtarief) * 60 - uurtarief) <= 30


def test_bij_euros_hoort_geen_tarief() -> None:
    for eenheid, tarief in (("83", 100), ("04", None)):
        with pytest.raises(ValueError, match="CD087"):
            bedrag(10, eenheid, tarief)


@given(st.integers(-(10**12), 10**12))
def test_een_saldo_komt_uit_een_bericht_terug(saldo: int) -> None:
    assert met_teken(*als_bedrag(saldo)) == saldo


@given(BEDRAGEN, st.lists(st.integers(1, 100), min_size=1, max_size=6))
def test_termijnen_tellen_op_tot_het_bedrag(totaal: int, delen: list[int]) -> None:
    uitkomst = termijnen(totaal, delen)
    assert sum(uitkomst) == totaal and len(uitkomst) == len(delen)
    assert all(
        abs(deel * sum(delen) - totaal * aandeel) < sum(delen)
        for deel, aandeel in zip(uitkomst, delen, strict=True)
    )


@given(DAGEN, st.integers(0, 1500))
def test_maanden_eerder_is_dezelfde_dag_of_de_laatste_van_de_maand(dag: date, maanden: int) -> None:
    eerder = maanden_eerder(dag, maanden)
    assume(eerder > date.min)
    assert (dag.year - eerder.year) * 12 + dag.month - eerder.month == maanden
    assert eerder.day == min(dag.day, kalendermaand(eerder).gesloten()[1].day)


def test_een_datum_voor_onze_jaartelling_bestaat_niet() -> None:
    assert maanden_eerder(date(3, 1, 1), 100) == date.min


@given(toewijzingen(), toewijzingen())
def test_overlap_is_een_gezamenlijke_dag(een: Periode, ander: Periode) -> None:
    gedeeld = max(een.begin, ander.begin) <= min(een.gesloten()[1], ander.gesloten()[1])
    assert een.overlapt(ander) == gedeeld == ander.overlapt(een)
    assert overlappen((None, een), (typen.Product(Categorie="45"), ander)) == gedeeld
    assert Periode(een.begin).overlapt(ander) == (ander.gesloten()[1] >= een.begin)


def test_een_gecrediteerde_prestatie_is_de_oude_met_een_nieuwe_referentie() -> None:
    prestatie = vol(ijw.JW323).Declaratie.Clienten[0].Prestaties[0]
    debet = replace(prestatie, IngediendBedrag=typen.BedragMetDC(Bedrag=34940, DebetCredit="D"))
    credit = crediteer(debet, "RN201")
    assert credit.IngediendBedrag == typen.BedragMetDC(Bedrag=34940, DebetCredit="C")
    assert credit.ProductReferentie.VorigReferentieNummer == debet.ProductReferentie.ReferentieNummer
    assert (
        replace(credit, ProductReferentie=debet.ProductReferentie, IngediendBedrag=debet.IngediendBedrag)
        == debet
    )
    with pytest.raises(ValueError, match="IV085"):
        crediteer(credit, "RN202")


def test_een_gi_declareert_een_gebroken_eerste_maand_niet() -> None:
    assert declarabele_maanden_gi(Periode(date(2026, 2, 10), date(2026, 2, 20))) == []
    assert len(declarabele_maanden_gi(Periode(date(2026, 2, 1), date(2026, 2, 20)))) == 1
    with pytest.raises(ValueError, match="einddatum"):
        declarabele_maanden_gi(Periode(date(2026, 2, 1)))


# The calculation examples of the practice cases (rekenvoorbeelden.yaml), as far as they are not the ones above.


@pytest.mark.parametrize(
    ("begin", "einde", "volume", "eenheid", "frequentie", "per_periode", "totaal"),
    [
        pytest.param("2022-04-13", "2022-06-30", 3, "04", "2", [9, 18, 15], 36, id="V02"),
        pytest.param("2022-04-15", "2022-06-04", 15000, "83", "2", [30000, 90000, 0], 120000, id="V04"),
        pytest.param("2025-07-07", "2025-09-06", 30000, "83", "2", [90000, 180000, 0], 270000, id="V06"),
        pytest.param(
            "2025-10-01", "2025-12-31", 30000, "83", "2", [120000, 150000, 150000], 420000, id="V08"
        ),
        pytest.param("2026-11-12", "2026-12-13", 3, "04", "2", [12, 6], 15, id="V10"),
        pytest.param("2020-12-21", "2021-01-24", 2, "04", "2", [4, 8], 10, id="V12"),
        pytest.param("2025-06-29", "2025-07-01", 4, "16", "2", [8, 4], 8, id="V14"),
        pytest.param("2025-02-17", "2025-04-04", 20, "04", "4", [20, 20, 20], 60, id="V32"),
    ],
)
def test_maxima_van_de_handreiking(begin, einde, volume, eenheid, frequentie, per_periode, totaal) -> None:
    toewijzing = Periode(date.fromisoformat(begin), date.fromisoformat(einde))
    omvang = SimpleNamespace(Volume=volume, Eenheid=eenheid, Frequentie=frequentie)
    assert [maximum(omvang, toewijzing, periode) for periode in productperioden(toewijzing)] == per_periode
    assert maximum_looptijd(omvang, toewijzing) == totaal


def test_overige_rekenvoorbeelden() -> None:
    assert hele_uren([95] * 4) == 6 and hele_uren([50] * 3) == 3  # V16, V18
    assert (minuuttarief(8730), bedrag_in_minuten(8730, 50)) == (146, 7275)  # V20
    assert bedrag(20000, "83", None) == 20000  # V22
    assert termijnen(975000, [70, 30]) == [682500, 292500]  # V28
    assert als_bedrag(-133000 + 114000 + 142500) == (123500, "D")  # V30
    toewijzing = Periode(date(2022, 5, 1), date(2022, 6, 30))
    leveringen = [(date(2022, 5, 31), 180), (date(2022, 6, 2), 180)]
    assert [hele_uren([m]) for m in minuten_per_productperiode(toewijzing, leveringen).values()] == [
        3,
        3,
    ]  # V26


# A change of what is assigned (R18, and the practice cases 34, 36, 38 and 52).

TOEN = datetime(2025, 5, 19, 10, 0)


def lopend(begin: str, einde: str, omvang: str = "", budget: int | None = None) -> Any:
    return replace(
        vol(ijw.JW301).Client.ToegewezenProducten[0],
        ToewijzingNummer=340101,
        Ingangsdatum=date.fromisoformat(begin),
        Einddatum=date.fromisoformat(einde),
        Omvang=_omvang(omvang),
        Budget=budget,
        RedenWijziging=None,
    )


def gevraagd(vanaf: str, einde: str, omvang: str = "", budget: int | None = None) -> Any:
    return ijw.jw317.TeWijzigenProduct(
        ToewijzingNummer=340101,
        GewensteIngangsdatum=date.fromisoformat(vanaf),
        Einddatum=date.fromisoformat(einde),
        Omvang=_omvang(omvang),
        Budget=budget,
    )


def _omvang(tekst: str) -> typen.Omvang | None:
    """ "3 04 2": three hours a week."""
    if not tekst:
        return None
    volume, eenheid, frequentie = tekst.split()
    return typen.Omvang(Volume=int(volume), Eenheid=eenheid, Frequentie=frequentie)


@pytest.mark.parametrize(
    ("oud", "verzoek"),
    [
        pytest.param(
            ("2025-01-01", "2025-12-31", "4 04 2"), ("2025-01-01", "2026-06-30", "4 04 2"), id="R18-3 langer"
        ),
        pytest.param(
            ("2026-01-01", "2026-12-31", "", 500000),
            ("2026-01-01", "2026-12-31", "", 650000),
            id="R18-4 budget",
        ),
        pytest.param(
            ("2025-03-01", "2025-08-31", "30 04 6"), ("2025-03-01", "2025-11-30", "48 04 6"), id="36 totaal"
        ),
        pytest.param(
            ("2025-01-06", "2025-12-31", "4 16 2"), ("2025-01-06", "2025-09-30", "4 16 2"), id="32 korter"
        ),
    ],
)
def test_wat_de_toewijzing_zelf_kan_dragen_houdt_haar_nummer(oud: Any, verzoek: Any) -> None:
    wens = gevraagd(*verzoek)
    (nieuw,) = wijzig(lopend(*oud), wens, nieuw_nummer=1, op=TOEN)
    assert nieuw.ToewijzingNummer == 340101 and nieuw.RedenWijziging == "12"
    assert nieuw.Ingangsdatum == lopend(*oud).Ingangsdatum
    assert (nieuw.Einddatum, nieuw.Omvang, nieuw.Budget) == (wens.Einddatum, wens.Omvang, wens.Budget)
    assert (nieuw.Toewijzingsdatum, nieuw.Toewijzingstijd) == (TOEN.date(), TOEN.time())


@pytest.mark.parametrize(
    ("oud", "verzoek", "laatste_dag"),
    [
        pytest.param(
            ("2025-01-01", "2025-12-31", "3 04 2"),
            ("2025-06-12", "2025-12-31", "6 04 2"),
            "2025-06-11",
            id="R18-1",
        ),
        pytest.param(
            ("2028-01-01", "2028-12-31", "2 04 2"),
            ("2028-03-01", "2028-12-31", "4 04 2"),
            "2028-02-29",
            id="R18-2",
        ),
        pytest.param(
            ("2025-01-01", "2025-09-30", "3 04 2"),
            ("2025-09-01", "2026-02-28", "2 04 2"),
            "2025-08-31",
            id="38",
        ),
        pytest.param(
            ("2025-03-01", "2025-12-31", "30 04 6"),
            ("2025-06-01", "2025-12-31", "9 04 2"),
            "2025-05-31",
            id="geen totaal meer",
        ),
    ],
)
def test_een_andere_omvang_krijgt_een_opvolger(oud: Any, verzoek: Any, laatste_dag: str) -> None:
    bestaand, wens = lopend(*oud), gevraagd(*verzoek)
    eerst, daarna = wijzig(bestaand, wens, nieuw_nummer=340102, op=TOEN)
    assert (eerst.ToewijzingNummer, eerst.RedenWijziging) == (340101, "12")
    assert eerst.Einddatum == date.fromisoformat(laatste_dag) and eerst.Omvang == bestaand.Omvang
    assert (daarna.ToewijzingNummer, daarna.RedenWijziging) == (340102, None)
    assert (daarna.Ingangsdatum, daarna.Einddatum) == (wens.GewensteIngangsdatum, wens.Einddatum)
    assert daarna.Omvang == wens.Omvang and daarna.Product == bestaand.Product


def test_een_andere_omvang_vanaf_de_eerste_dag_verwijdert_de_oude() -> None:
    oud = lopend("2025-01-01", "2025-12-31", "3 04 2")
    eerst, daarna = wijzig(oud, gevraagd("2025-01-01", "2025-12-31", "5 04 2"), nieuw_nummer=2, op=TOEN)
    assert eerst.Einddatum == eerst.Ingangsdatum and eerst.RedenWijziging == "13"
    assert daarna.Ingangsdatum == oud.Ingangsdatum


def test_een_wens_buiten_de_toewijzing_kan_niet() -> None:
    with pytest.raises(ValueError, match="IV092"):
        wijzig(
            lopend("2025-01-01", "2025-12-31", "3 04 2"),
            gevraagd("2026-01-01", "2026-02-01", "5 04 2"),
            nieuw_nummer=2,
            op=TOEN,
        )


@given(toewijzingen(), st.data())
def test_oud_en_nieuw_volgen_elkaar_zonder_gat_of_overlap(toewijzing: Periode, data: st.DataObject) -> None:
    begin, einde = toewijzing.gesloten()
    assume(begin < einde)
    vanaf = data.draw(st.dates(begin + timedelta(days=1), einde))
    oud = lopend(str(begin), str(einde), "3 04 2")
    eerst, daarna = wijzig(oud, gevraagd(str(vanaf), str(einde), "5 04 2"), nieuw_nummer=2, op=TOEN)
    assert daarna.Ingangsdatum - eerst.Einddatum == timedelta(days=1)
    assert eerst.Ingangsdatum <= eerst.Einddatum and daarna.Einddatum == einde


def test_verlengen_moet_in_de_bestaande_toewijzing_als_alleen_de_einddatum_verandert() -> None:
    oud, voor_het_einde = lopend("2025-01-01", "2025-12-31", "3 04 2"), date(2025, 12, 31)
    assert moet_oprekken(oud, _omvang("3 04 2"), voor_het_einde)
    assert not moet_oprekken(oud, _omvang("3 04 2"), voor_het_einde + timedelta(days=1))
    assert not moet_oprekken(oud, _omvang("4 04 2"), voor_het_einde)
    assert not moet_oprekken(lopend("2025-01-01", "2025-12-31", "3 04 6"), _omvang("3 04 6"), voor_het_einde)
    assert moet_oprekken(lopend("2025-01-01", "2025-12-31", budget=1), None, voor_het_einde)
    assert not moet_oprekken(replace(oud, Einddatum=None), _omvang("3 04 2"), voor_het_einde)


def test_werkdagen_slaan_weekeinden_en_feestdagen_over() -> None:
    """From 29 April 2026: Thursday, Friday, Monday, Wednesday, Thursday; 5 May is no working day."""
    assert werkdagen_na(date(2026, 4, 29), 5) == date(2026, 5, 7)
    assert werkdagen_na(date(2026, 4, 2), 1) == date(2026, 4, 7)  # Good Friday, the weekend and Easter Monday
    assert not is_werkdag(date(2026, 4, 27)) and is_werkdag(date(2026, 4, 28))


@pytest.mark.parametrize("jaar", range(2014, 2100))
def test_feestdagen_zijn_die_van_de_kalender(jaar: int) -> None:
    kalender = {dag for dag in holidays.country_holidays("NL", years=jaar) if dag.year == jaar}
    vrij = {dag for dag in kalender if dag.weekday() < 5}
    assert not any(is_werkdag(dag) for dag in vrij)
    for verschil in range(366):
        dag = date(jaar, 1, 1) + timedelta(days=verschil)
        if dag.weekday() < 5 and dag not in vrij and dag.year == jaar:
            assert is_werkdag(dag) != ((dag.month, dag.day) == (5, 5))
