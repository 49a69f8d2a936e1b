"""What care will cost, to the cent, and how that is explained."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenplan.zorg import varianten
from eenplan.zorg.kosten import Omvang, bereken, perioden
from eenplan.zorg.varianten import euro, mag, omvang_in_woorden

UUR = SimpleNamespace(soort="inspanning", bij_start=50)


def vast(bedrag: str):
    return lambda dag: Decimal(bedrag)


def test_vier_uur_per_week_een_half_jaar():
    # 1 December 2026 is a Tuesday; 31 May 2027 a Monday: 27 weeks are touched.
    kosten = bereken(UUR, Omvang(4, "04", "2", date(2026, 12, 1), date(2027, 5, 31)), vast("92.40"))
    assert kosten.bedrag == Decimal("9979.20")
    assert kosten.regels == ("27 weken × 4 uur × € 92,40 = € 9.979,20", "Een gebroken week telt als hele.")


def test_per_maand_telt_elke_aangeraakte_maand():
    kosten = bereken(UUR, Omvang(10, "14", "4", date(2026, 4, 8), date(2026, 6, 17)), vast("251.13"))
    assert kosten.bedrag == Decimal("7533.90")  # rule R07: three months × 10


def test_per_dag_en_in_totaal():
    per_dag = bereken(UUR, Omvang(30, "01", "1", date(2026, 4, 8), date(2026, 6, 17)), vast("1.5417"))
    assert per_dag.bedrag == Decimal("3283.82")  # 71 days × 30 minutes, rounded once
    assert per_dag.regels[0] == "71 dagen × 30 minuten × € 1,5417 = € 3.283,82"
    totaal = bereken(UUR, Omvang(80, "04", "6", date(2026, 4, 8), date(2026, 6, 17)), vast("92.40"))
    assert totaal.regels == ("80 uur in totaal × € 92,40 = € 7.392",)


def test_een_nieuw_tarief_in_januari_geldt_vanaf_de_eerste_week_die_dan_begint():
    def tarief(dag: date) -> Decimal:
        return Decimal("100") if dag.year == 2026 else Decimal("110")

    kosten = bereken(UUR, Omvang(1, "04", "2", date(2026, 12, 21), date(2027, 1, 10)), tarief)
    assert kosten.bedrag == Decimal("310.00")
    assert kosten.regels[:3] == (
        "2 weken × 1 uur × € 100 = € 200",
        "1 week × 1 uur × € 110 = € 110",
        "Samen € 310.",
    )


def test_output_half_bij_de_start_en_half_bij_het_resultaat():
    output = SimpleNamespace(soort="output", bij_start=50)
    kosten = bereken(output, Omvang(1, "82", "6", date(2026, 12, 1), date(2027, 2, 28)), vast("2350.01"))
    assert kosten.bedrag == Decimal("2350.01")
    assert kosten.regels[-1] == "Daarvan € 1.175,01 bij de start en € 1.175 bij het resultaat."


def test_een_traject_in_euro_is_zijn_eigen_prijs():
    output = SimpleNamespace(soort="output", bij_start=70)
    kosten = bereken(output, Omvang(900_000, "83", "6", date(2026, 12, 1), date(2027, 8, 31)), vast("1"))
    assert kosten.bedrag == Decimal("9000.00")
    assert kosten.regels[-1] == "Daarvan € 6.300 bij de start en € 2.700 bij het resultaat."


def test_taakgericht_kost_per_jeugdige_niets_extra():
    kosten = bereken(
        SimpleNamespace(soort="taakgericht", bij_start=50),
        Omvang(None, "", "", date(2026, 1, 1), None),
        vast("0"),
    )
    assert kosten.bedrag == 0
    assert "vaste som" in kosten.regels[0]


def test_zonder_einddatum_over_het_eerste_jaar_en_zonder_prijs_onbekend():
    kosten = bereken(UUR, Omvang(8, "04", "4", date(2026, 12, 1), None), vast("100"))
    assert kosten.bedrag == kosten.per_jaar == Decimal("9600.00")
    assert kosten.regels[-1] == "Zonder einddatum: gerekend over het eerste jaar, tot en met 30-11-2027."
    onbekend = bereken(UUR, Omvang(8, "04", "4", date(2026, 12, 1), None), lambda dag: None)
    assert not onbekend.bekend
    assert onbekend.regels == ("Er is geen tarief bekend op 01-12-2026.",)


def test_per_jaar_bij_langere_zorg():
    kosten = bereken(UUR, Omvang(10, "04", "4", date(2026, 1, 1), date(2027, 12, 31)), vast("100"))
    assert (kosten.bedrag, kosten.per_jaar) == (Decimal(24000), Decimal(12000))


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 800))
def test_weken_en_maanden_sluiten_aan_en_elke_periode_begint_een_keer(begin, dagen):
    eind = begin + timedelta(days=dagen)
    weken = list(perioden("2", begin, eind))
    assert len(weken) == len(
        {dag.isocalendar()[:2] for dag in (begin + timedelta(days=n) for n in range(dagen + 1))}
    )
    maanden = list(perioden("4", begin, eind))
    assert len(maanden) == (eind.year - begin.year) * 12 + eind.month - begin.month + 1
    assert len(list(perioden("1", begin, eind))) == dagen + 1


def test_de_toegestane_combinaties_zijn_die_van_de_standaard(shared):
    with open(shared / "ijw" / "toewijzingsvarianten.csv", encoding="utf-8") as bestand:
        rijen = [rij for rij in csv.DictReader(bestand) if rij["toewijzingsvariant"] == "specifiek"]
    assert len(rijen) == 28
    for rij in rijen:
        assert mag(rij["eenheid_code"], rij["frequentie_code"]) == (rij["toegestaan_niveau2"] == "ja"), rij
        if rij["toegestaan_niveau2"] == "ja":
            assert (rij["frequentie_code"] in varianten.EIND_VERPLICHT) == (
                rij["einddatum_niveau2"] == "verplicht"
            ), rij


@pytest.mark.parametrize(
    ("bedrag", "tekst"),
    [("0", "€ 0"), ("1234.5", "€ 1.234,50"), ("1000000", "€ 1.000.000"), ("0.05", "€ 0,05")],
)
def test_bedragen_in_het_nederlands(bedrag, tekst):
    assert euro(Decimal(bedrag)) == tekst


def test_omvang_in_woorden():
    assert omvang_in_woorden(1, "16", "2") == "1 dagdeel per week"
    assert omvang_in_woorden(900_000, "83", "6") == "€ 9.000 in totaal binnen de periode"
