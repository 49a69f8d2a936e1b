"""A list as a file: it opens again with the same values, and nothing in it is run."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from eenplan.kern.uitvoer import als_bestand, onschadelijk

KOP = ["Naam", "Aantal", "Bedrag", "Dag", "Moment", "Leeg"]
RIJ = ["De Terp; \"zorg\"\nen meer", 12, Decimal("-1234.50"), date(2026, 3, 1), datetime(2026, 3, 1, 11, 30, tzinfo=UTC), None]  # fmt: skip
FORMULES = ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1"]


def lees_csv(antwoord):
    ruw = b"".join(antwoord.streaming_content).decode()
    assert ruw.startswith("\ufeff"), "Excel then reads it as UTF-8"
    return list(csv.reader(io.StringIO(ruw.removeprefix("\ufeff"), newline=""), delimiter=";"))


def lees_excel(antwoord):
    return openpyxl.load_workbook(io.BytesIO(antwoord.content)).active


def test_csv_zoals_excel_in_het_nederlands_het_leest():
    antwoord = als_bestand("csv", naam="lijst", kop=KOP, rijen=[RIJ])
    assert antwoord["Content-Type"] == "text/csv; charset=utf-8"
    assert antwoord["Content-Disposition"].startswith('attachment; filename="lijst-')
    assert lees_csv(antwoord) == [KOP, [RIJ[0], "12", "-1234,50", "2026-03-01", "2026-03-01 12:30", ""]]


def test_excel_houdt_getallen_en_dagen():
    blad = lees_excel(als_bestand("xlsx", naam="lijst", kop=KOP, rijen=iter([RIJ])))
    waarden = [cel.value for cel in blad[2]]
    assert waarden[:3] == [RIJ[0], 12, -1234.5]
    assert waarden[3] == datetime(2026, 3, 1) and waarden[4] == datetime(2026, 3, 1, 12, 30)
    assert blad["A1"].font.bold and blad.freeze_panes == "A2"


@pytest.mark.parametrize("formule", FORMULES)
def test_geen_tekst_wordt_een_formule(formule):
    assert lees_csv(als_bestand("csv", naam="x", kop=["A"], rijen=[[formule]]))[1] == [f"'{formule}"]
    cel = lees_excel(als_bestand("xlsx", naam="x", kop=["A"], rijen=[[formule]]))["A2"]
    assert cel.data_type == "s"
    assert str(cel.value).strip() == formule.strip()


def test_gewone_tekst_blijft_zoals_hij_is():
    assert onschadelijk("De Terp - Noord") == "De Terp - Noord"


def test_tekens_die_een_werkblad_niet_kent_houden_het_bestand_niet_tegen():
    cel = lees_excel(als_bestand("xlsx", naam="x", kop=["A"], rijen=[["nul\x00teken" + "x" * 40_000]]))["A2"]
    assert cel.value.startswith("nulteken") and len(cel.value) == 32_767


def test_een_onbekende_vorm_geeft_csv():
    assert als_bestand("exe", naam="x", kop=["A"], rijen=[])["Content-Disposition"].endswith('.csv"')
