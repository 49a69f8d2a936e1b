"""Which days are working days, and how they are counted."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termijn import (
    TermijnFout,
    eerste_werkdag_vanaf,
    feestdag,
    is_werkdag,
    parse_datum,
    tel_werkdagen_op,
    volgende_werkdag,
    werkdagen_tussen,
)
from termijn.kalender import check_datum

dagen = st.dates(date(1995, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("dag", "naam"),
    [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 4, 3), "Goede vrijdag"),
        (date(2026, 4, 6), "Tweede paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2026, 5, 5), "Bevrijdingsdag"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 25), "Tweede pinksterdag"),
        (date(2026, 12, 25), "Eerste kerstdag"),
        (date(2026, 12, 26), "Tweede kerstdag"),
    ],
)
def test_every_holiday_of_article_3_is_a_day_off(dag: date, naam: str) -> None:
    assert feestdag(dag) == naam
    assert not is_werkdag(dag)


def test_liberation_day_counts_every_year_and_not_once_in_five() -> None:
    assert not any(is_werkdag(date(jaar, 5, 5)) for jaar in range(1982, 2061))


def test_kings_day_moves_to_saturday_when_27_april_is_a_sunday() -> None:
    assert feestdag(date(2025, 4, 26)) == "Koningsdag"
    assert feestdag(date(2025, 4, 27)) is None
    assert is_werkdag(date(2025, 4, 28))


@pytest.mark.parametrize(
    "dag", [date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26)]
)
def test_days_that_the_king_put_on_a_par_with_a_holiday_are_days_off(dag: date) -> None:
    assert not is_werkdag(dag)
    assert feestdag(dag) == "een dag die gelijkgesteld is met een feestdag"


def test_the_next_working_day_after_the_thursday_before_easter_is_tuesday() -> None:
    assert volgende_werkdag(date(2026, 4, 2)) == date(2026, 4, 7)


def test_the_next_working_day_is_never_the_day_itself_but_the_first_from_it_may_be() -> None:
    dinsdag = date(2026, 11, 24)
    assert volgende_werkdag(dinsdag) == date(2026, 11, 25)
    assert eerste_werkdag_vanaf(dinsdag) == dinsdag
    assert eerste_werkdag_vanaf(date(2026, 11, 28)) == date(2026, 11, 30)


def test_counting_no_working_days_stays_on_the_day_even_on_a_sunday() -> None:
    assert tel_werkdagen_op(date(2026, 11, 22), 0) == date(2026, 11, 22)


def test_the_working_day_before_a_monday_or_a_sunday_is_friday() -> None:
    assert tel_werkdagen_op(date(2026, 11, 23), -1) == date(2026, 11, 20)
    assert tel_werkdagen_op(date(2026, 11, 22), -1) == date(2026, 11, 20)


def test_counting_back_over_new_year() -> None:
    assert tel_werkdagen_op(date(2027, 1, 4), -3) == date(2026, 12, 29)


@given(dagen, st.integers(0, 800))
def test_counting_between_two_days_agrees_with_looking_at_every_day(begin: date, afstand: int) -> None:
    eind = begin + timedelta(days=afstand)
    een_voor_een = sum(is_werkdag(begin + timedelta(days=i + 1)) for i in range(afstand))
    assert werkdagen_tussen(begin, eind) == een_voor_een
    assert werkdagen_tussen(eind, begin) == -een_voor_een


@given(dagen, st.integers(1, 600))
def test_counting_up_agrees_with_walking_day_by_day(begin: date, aantal: int) -> None:
    dag, geteld = begin, 0
    while geteld < aantal:
        dag += timedelta(days=1)
        geteld += is_werkdag(dag)
    assert tel_werkdagen_op(begin, aantal) == dag
    assert werkdagen_tussen(begin, dag) == aantal


@given(dagen, st.integers(1, 600))
def test_counting_down_agrees_with_walking_day_by_day(begin: date, aantal: int) -> None:
    dag, geteld = begin, 0
    while geteld < aantal:
        dag -= timedelta(days=1)
        geteld += is_werkdag(dag)
    assert tel_werkdagen_op(begin, -aantal) == dag


def test_counting_out_of_the_calendar_is_refused() -> None:
    with pytest.raises(TermijnFout, match="buiten de kalender"):
        tel_werkdagen_op(date(9999, 12, 1), 100)
    with pytest.raises(TermijnFout, match="buiten de kalender"):
        tel_werkdagen_op(date(1, 1, 3), -100)


@pytest.mark.parametrize(
    ("tekst", "hulp"),
    [
        ("22-11-2026", "dus 2026-11-22"),
        ("3/4/2026", "dus 2026-04-03"),
        ("2026-02-30", "geen dag die bestaat"),
        ("20261122", "bijvoorbeeld 2026-11-22"),
        ("2026-W48-1", "bijvoorbeeld"),
        ("２０２６-11-22", "bijvoorbeeld"),
        ("morgen", "bijvoorbeeld"),
        ("", "bijvoorbeeld"),
    ],
)
def test_a_date_that_cannot_be_read_is_refused_with_how_to_write_it(tekst: str, hulp: str) -> None:
    with pytest.raises(TermijnFout, match=hulp) as fout:
        parse_datum(tekst, "START")
    assert str(fout.value).startswith("START: ")


@pytest.mark.parametrize("dag", [datetime(2026, 11, 22, 9, 0), "2026-11-22", None])
def test_only_a_plain_date_is_a_date(dag: object) -> None:
    with pytest.raises(TermijnFout, match="geen datum"):
        check_datum(dag, "Het begin")
