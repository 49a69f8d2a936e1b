"""How long a term is, and how that is written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termijn import Duur, TermijnFout

duren = st.builds(Duur, st.integers(0, 30), st.integers(0, 24), st.integers(0, 60), st.integers(1, 400))


@pytest.mark.parametrize(
    ("tekst", "duur", "woorden"),
    [
        ("P6W", Duur(weken=6), "6 weken"),
        ("P5D", Duur(dagen=5), "5 dagen"),
        ("P1M", Duur(maanden=1), "1 maand"),
        ("P20Y", Duur(jaren=20), "20 jaar"),
        ("P16Y6M", Duur(jaren=16, maanden=6), "16 jaar en 6 maanden"),
        ("P1Y2M3W1D", Duur(1, 2, 3, 1), "1 jaar, 2 maanden, 3 weken en 1 dag"),
    ],
)
def test_a_length_is_read_written_and_told(tekst: str, duur: Duur, woorden: str) -> None:
    assert Duur.parse(tekst) == duur
    assert str(duur) == tekst
    assert duur.in_woorden() == woorden


@given(duren)
def test_what_is_written_reads_back_the_same(duur: Duur) -> None:
    assert Duur.parse(str(duur)) == duur


@pytest.mark.parametrize(
    ("tekst", "hulp"),
    [
        ("p6w", "Schrijf P6W"),
        (" P6W ", "Schrijf P6W"),
        ("6W", "Schrijf bijvoorbeeld P6W"),
        ("zes weken", "Schrijf bijvoorbeeld P6W"),
        ("P", "Schrijf bijvoorbeeld P6W"),
        ("P6", "Schrijf bijvoorbeeld P6W"),
        ("P-6W", "Schrijf bijvoorbeeld P6W"),
        ("P1.5M", "Schrijf bijvoorbeeld P6W"),
        ("P3D6W", "Schrijf bijvoorbeeld P6W"),
        ("P٦W", "Schrijf bijvoorbeeld P6W"),
        ("P99999999999D", "Schrijf bijvoorbeeld P6W"),
        ("PT48H", "uren of minuten"),
        ("P1DT12H", "uren of minuten"),
        ("P0D", "ten minste 1 dag"),
        ("", "Schrijf bijvoorbeeld P6W"),
        (None, "Schrijf bijvoorbeeld P6W"),
        (42, "Schrijf bijvoorbeeld P6W"),
    ],
)
def test_a_length_that_cannot_be_read_is_refused_with_how_to_write_it(tekst: str, hulp: str) -> None:
    with pytest.raises(TermijnFout, match=hulp):
        Duur.parse(tekst)


def test_a_negative_or_broken_length_cannot_be_made() -> None:
    with pytest.raises(TermijnFout, match="hele getallen"):
        Duur(dagen=-1)
    with pytest.raises(TermijnFout, match="hele getallen"):
        Duur(weken=1.5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("van", "duur", "tot"),
    [
        (date(2026, 1, 31), "P1M", date(2026, 2, 28)),
        (date(2028, 1, 31), "P1M", date(2028, 2, 29)),
        (date(2026, 11, 30), "P3M", date(2027, 2, 28)),
        (date(2028, 2, 29), "P18Y", date(2046, 2, 28)),
        (date(2026, 12, 15), "P1M", date(2027, 1, 15)),
        (date(2026, 1, 31), "P1M1D", date(2026, 3, 1)),
    ],
)
def test_months_keep_the_day_or_take_the_last_of_a_shorter_month(van: date, duur: str, tot: date) -> None:
    assert Duur.parse(duur).add_to(van) == tot


def test_counting_back_takes_the_last_day_of_a_shorter_month_too() -> None:
    assert Duur.parse("P1M").subtract_from(date(2026, 3, 31)) == date(2026, 2, 28)


def test_a_length_that_leaves_the_calendar_is_refused() -> None:
    with pytest.raises(TermijnFout, match="buiten de kalender"):
        Duur.parse("P9999Y").add_to(date(2026, 1, 1))
    with pytest.raises(TermijnFout, match="buiten de kalender"):
        Duur.parse("P3000Y").subtract_from(date(2026, 1, 1))
