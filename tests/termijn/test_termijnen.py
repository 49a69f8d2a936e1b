"""What happens to a family's terms: when they end, and why."""

import time
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termijn import (
    Duur,
    Opschorting,
    Termijn,
    TermijnFout,
    Toestand,
    Verdaging,
    is_werkdag,
    toestand_van,
    werkdagen_tussen,
)
from termijn.berekening import atw_geldt_voor, merge

dagen = st.dates(date(2000, 1, 1), date(2050, 12, 31))
onder_atw = st.one_of(
    st.integers(1, 90).map(lambda n: Duur(dagen=n)),
    st.integers(1, 12).map(lambda n: Duur(weken=n)),
    st.integers(1, 3).map(lambda n: Duur(maanden=n)),
)
alle_duren = st.one_of(
    onder_atw, st.builds(Duur, st.integers(0, 5), st.integers(0, 30), dagen=st.integers(1, 200))
)


def d(tekst: str) -> date:
    return date.fromisoformat(tekst)


def eind(start: str, duur: str, **feiten: object) -> date | None:
    return Termijn(d(start), Duur.parse(duur), **feiten).eind  # type: ignore[arg-type]


# Counting ---------------------------------------------------------------------------------------------------


def test_six_weeks_from_a_thursday_end_on_a_thursday_because_the_day_itself_is_not_counted() -> None:
    assert eind("2026-01-08", "P6W") == d("2026-02-19")


def test_five_working_days_after_a_sunday_end_on_friday() -> None:
    assert eind("2026-11-22", "P5D", werkdagen=True) == d("2026-11-27")


def test_five_working_days_over_easter_take_twelve_days() -> None:
    assert eind("2026-03-30", "P5D", werkdagen=True) == d("2026-04-08")


def test_three_months_after_the_order_is_the_same_day_of_the_month() -> None:
    assert eind("2026-11-23", "P3M", wettelijk=False) == d("2027-02-23")


def test_a_dossier_is_kept_twenty_years() -> None:
    assert eind("2026-11-22", "P20Y") == d("2046-11-22")


# Algemene termijnenwet --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "duur", "verwacht", "waarom"),
    [
        ("2026-11-22", "P6W", "2027-01-04", "the last day is a Sunday"),
        ("2026-02-20", "P6W", "2026-04-07", "Good Friday, the weekend and Easter Monday follow each other"),
        ("2026-04-13", "P2W", "2026-04-28", "the last day is King's Day"),
        ("2025-04-12", "P2W", "2025-04-28", "King's Day on Saturday 26 April, since the 27th is a Sunday"),
        ("2026-04-21", "P2W", "2026-05-06", "the last day is the fifth of May"),
        ("2026-11-13", "P6W", "2026-12-28", "Christmas on Friday and Saturday"),
        ("2025-11-20", "P6W", "2026-01-05", "New Year's Day and the Friday that is on a par with it"),
        ("2026-04-02", "P6W", "2026-05-18", "Ascension Day and the Friday that is on a par with it"),
        ("2026-04-13", "P6W", "2026-05-26", "the last day is Whit Monday"),
    ],
)
def test_a_statutory_term_that_ends_on_a_day_off_moves_to_the_next_working_day(
    start: str, duur: str, verwacht: str, waarom: str
) -> None:
    assert eind(start, duur) == d(verwacht), waarom


def test_a_term_that_is_not_in_a_law_ends_on_sunday_when_sunday_is_the_last_day() -> None:
    assert eind("2026-11-22", "P6W", wettelijk=False) == d("2027-01-03")


@pytest.mark.parametrize("duur", ["P12W", "P3M", "P90D"])
def test_exactly_twelve_weeks_three_months_or_ninety_days_still_move(duur: str) -> None:
    zondag = next(
        start
        for i in range(400)
        if Duur.parse(duur).add_to(start := d("2025-01-01") + timedelta(days=i)).weekday() == 6
    )
    termijn = Termijn(zondag, Duur.parse(duur))
    assert termijn.eind is not None and termijn.eind > Duur.parse(duur).add_to(zondag)


@pytest.mark.parametrize("duur", ["P13W", "P4M", "P91D", "P1Y", "P12W1D", "P3M1D", "P2M5W", "P12M"])
def test_a_longer_term_or_one_in_years_stays_on_its_day_off(duur: str) -> None:
    zondag = next(
        start
        for i in range(400)
        if Duur.parse(duur).add_to(start := d("2025-01-01") + timedelta(days=i)).weekday() == 6
    )
    assert Termijn(zondag, Duur.parse(duur)).eind == Duur.parse(duur).add_to(zondag)


def test_a_term_with_its_extension_over_twelve_weeks_stays_where_it_ends() -> None:
    zes_weken = Verdaging(Duur.parse("P6W"))
    assert eind("2026-11-22", "P6W", verdagingen=(zes_weken,)) == d("2027-02-15")
    assert eind("2026-11-22", "P12W", verdagingen=(zes_weken,)) == d("2027-03-28")


@pytest.mark.parametrize(
    ("start", "verwacht"),
    [
        ("2026-11-20", "2026-11-24"),  # Friday: Saturday, Sunday and Monday hold one working day
        ("2026-11-19", "2026-11-23"),  # Thursday: ends on Sunday, Friday and Monday are two
        ("2026-12-24", "2026-12-29"),  # Christmas Eve: Friday to Sunday hold none
        ("2026-11-23", "2026-11-26"),  # Monday: three working days
    ],
)
def test_three_days_always_hold_two_working_days(start: str, verwacht: str) -> None:
    assert eind(start, "P3D") == d(verwacht)


def test_two_days_need_not_hold_two_working_days() -> None:
    assert eind("2026-11-20", "P2D") == d("2026-11-23")


@given(dagen, onder_atw)
def test_under_the_termijnenwet_no_term_ends_on_a_day_off(start: date, duur: Duur) -> None:
    laatste = Termijn(start, duur).eind
    assert laatste is not None and is_werkdag(laatste)
    assert laatste >= duur.add_to(start)


@given(dagen, st.integers(3, 90))
def test_a_statutory_term_of_three_days_or_more_holds_two_working_days(start: date, n: int) -> None:
    laatste = Termijn(start, Duur(dagen=n)).eind
    assert laatste is not None and werkdagen_tussen(start, laatste) >= 2


@given(dagen, alle_duren)
def test_beyond_article_4_the_end_is_the_plain_sum(start: date, duur: Duur) -> None:
    if not atw_geldt_voor(duur):
        assert Termijn(start, duur).eind == duur.add_to(start)


@given(dagen, alle_duren, st.booleans())
def test_who_starts_a_day_later_never_ends_earlier(start: date, duur: Duur, wettelijk: bool) -> None:
    vroeg = Termijn(start, duur, wettelijk=wettelijk)
    laat = Termijn(start + timedelta(days=1), duur, wettelijk=wettelijk)
    assert vroeg.eind is not None and laat.eind is not None
    assert vroeg.eind <= laat.eind


@given(
    dagen,
    st.integers(1, 100),
    st.sampled_from(["gewoon", "wettelijk", "werkdagen"]),
    st.lists(st.tuples(st.integers(-20, 130), st.integers(0, 60)), max_size=3),
)
def test_who_starts_a_day_later_never_ends_earlier_also_when_suspended(
    start: date, n: int, telling: str, stukken: list[tuple[int, int]]
) -> None:
    """For terms in days.

    Terms in months end alike for the last days of a long month (30 and 31 January plus a month), so there a
    day that is suspended for the first only, sets them apart the other way.
    """
    opschortingen = tuple(
        Opschorting(start + timedelta(days=a), start + timedelta(days=a + b)) for a, b in stukken
    )
    vroeg, laat = (
        Termijn(
            dag,
            Duur(dagen=n),
            werkdagen=telling == "werkdagen",
            wettelijk=telling == "wettelijk",
            opschortingen=opschortingen,
        ).eind
        for dag in (start, start + timedelta(days=1))
    )
    assert vroeg is not None and laat is not None
    assert vroeg <= laat


# Suspending -------------------------------------------------------------------------------------------------


def test_a_family_that_takes_ten_days_to_send_papers_gives_the_municipality_ten_more_days() -> None:
    # Asked on Tuesday 1 December, received on Saturday 12 December: suspended from the 2nd to the 11th.
    opschorting = Opschorting(d("2026-12-02"), d("2026-12-11"), "aanvraag is niet compleet")
    assert eind("2026-11-23", "P8W") == d("2027-01-18")
    assert eind("2026-11-23", "P8W", opschortingen=(opschorting,)) == d("2027-01-28")


def test_the_first_and_the_last_day_of_a_suspension_both_count() -> None:
    een_dag = Opschorting(d("2026-12-02"), d("2026-12-02"))
    assert eind("2026-11-23", "P8W", opschortingen=(een_dag,)) == d("2027-01-19")


def test_days_that_two_suspensions_share_count_once() -> None:
    opschortingen = (
        Opschorting(d("2026-12-08"), d("2026-12-14")),
        Opschorting(d("2026-12-01"), d("2026-12-10")),
        Opschorting(d("2026-12-03"), d("2026-12-04")),
    )
    assert eind("2026-11-23", "P8W", opschortingen=opschortingen) == d("2027-02-01")


def test_a_second_suspension_counts_when_only_the_first_made_it_fall_within_the_term() -> None:
    opschortingen = (
        Opschorting(d("2027-01-11"), d("2027-01-20")),
        Opschorting(d("2027-01-25"), d("2027-01-26")),
    )
    assert eind("2026-11-23", "P8W", opschortingen=opschortingen) == d(
        "2027-02-01"
    )  # 30 January is a Saturday


def test_a_suspension_after_the_last_day_or_before_the_first_changes_nothing() -> None:
    voor = Opschorting(d("2026-11-01"), d("2026-11-23"))
    na = Opschorting(d("2027-01-19"), d("2027-01-25"))
    termijn = Termijn(d("2026-11-23"), Duur.parse("P8W"), opschortingen=(voor, na))
    assert termijn.eind == d("2027-01-18")
    assert termijn.toestand(d("2027-01-20")) is Toestand.VERSTREKEN
    assert sum("verandert niets" in stap for stap in termijn.uitleg()) == 2


def test_a_suspension_that_was_already_going_on_counts_from_the_first_day_of_the_term() -> None:
    al_bezig = Opschorting(d("2026-11-01"), d("2026-11-25"))
    assert eind("2026-11-23", "P8W", opschortingen=(al_bezig,)) == d("2027-01-20")


def test_a_suspension_in_the_days_that_the_law_added_moves_the_lengthened_end() -> None:
    # The sum ends on Sunday 3 January and the law makes it Monday 4 January.
    maandag = Opschorting(d("2027-01-04"), d("2027-01-04"))
    termijn = Termijn(d("2026-11-22"), Duur.parse("P6W"), opschortingen=(maandag,))
    assert termijn.eind == d("2027-01-05")
    assert any("schuift van maandag 4 januari 2027 naar dinsdag 5 januari" in s for s in termijn.uitleg())


def test_a_suspended_sunday_among_the_days_that_the_law_added_costs_nothing() -> None:
    # The sum ends on Saturday 2 January, the law makes it Monday 4 January.
    zondag = Opschorting(d("2027-01-03"), d("2027-01-03"))
    termijn = Termijn(d("2026-11-21"), Duur.parse("P6W"), opschortingen=(zondag,))
    assert termijn.eind == d("2027-01-04")
    assert any("Het eind verandert niet" in stap for stap in termijn.uitleg())


@given(dagen, st.integers(1, 90), st.lists(st.tuples(st.integers(-5, 100), st.integers(0, 30)), max_size=3))
def test_a_term_never_ends_on_a_suspended_day(start: date, n: int, stukken: list[tuple[int, int]]) -> None:
    opschortingen = tuple(
        Opschorting(start + timedelta(days=a), start + timedelta(days=a + b)) for a, b in stukken
    )
    termijn = Termijn(start, Duur(dagen=n), opschortingen=opschortingen)
    assert termijn.eind is not None and is_werkdag(termijn.eind)
    assert termijn.toestand(termijn.eind) is not Toestand.OPGESCHORT


def test_two_working_days_must_remain_outside_the_suspension() -> None:
    # Wednesday plus three days, Thursday and Friday suspended: Saturday to Monday hold one working day.
    geschorst = Opschorting(d("2026-11-26"), d("2026-11-27"))
    assert eind("2026-11-25", "P3D", opschortingen=(geschorst,)) == d("2026-12-01")


def test_a_term_in_working_days_moves_by_the_suspended_working_days_only() -> None:
    weekend = Opschorting(d("2026-11-28"), d("2026-11-29"))
    vrijdag_tot_maandag = Opschorting(d("2026-11-27"), d("2026-11-30"))
    assert eind("2026-11-25", "P5D", werkdagen=True) == d("2026-12-02")
    assert eind("2026-11-25", "P5D", werkdagen=True, opschortingen=(weekend,)) == d("2026-12-02")
    assert eind("2026-11-25", "P5D", werkdagen=True, opschortingen=(vrijdag_tot_maandag,)) == d("2026-12-04")


def test_while_a_suspension_is_open_the_end_is_not_known_but_cannot_be_earlier() -> None:
    termijn = Termijn(d("2026-11-23"), Duur.parse("P8W"), opschortingen=(Opschorting(d("2026-12-02")),))
    assert termijn.eind is None
    assert termijn.voorlopig_eind == d("2027-01-18")
    assert termijn.waarschuw_vanaf is None
    assert termijn.dagen_over(d("2026-12-05")) is None
    assert termijn.toestand(d("2026-12-01")) is Toestand.LOOPT
    assert termijn.toestand(d("2030-01-01")) is Toestand.OPGESCHORT
    assert termijn.in_woorden(d("2026-12-01")) == "einddatum nog niet bekend"
    assert termijn.in_woorden(d("2026-12-05")) == "opgeschort sinds 2 december 2026"
    assert "niet eerder dan maandag 18 januari 2027" in termijn.uitleg()[-1]


def test_lifting_an_open_suspension_tells_the_end() -> None:
    termijn = Termijn(d("2026-11-23"), Duur.parse("P8W"), opschortingen=(Opschorting(d("2026-12-02")),))
    assert termijn.eind_bij_hervatten(d("2026-12-12")) == d("2027-01-28")
    assert termijn.eind_bij_hervatten(d("2026-12-02")) == d("2027-01-18")


def test_an_open_suspension_that_begins_after_the_end_leaves_the_end_alone() -> None:
    termijn = Termijn(d("2026-11-23"), Duur.parse("P8W"), opschortingen=(Opschorting(d("2027-02-01")),))
    assert termijn.eind == termijn.voorlopig_eind == d("2027-01-18")


@given(dagen, alle_duren, st.data())
def test_a_suspension_within_the_term_shifts_the_end_by_exactly_its_days(
    start: date, duur: Duur, data: st.DataObject
) -> None:
    zonder = Termijn(start, duur, wettelijk=False).eind
    assert zonder is not None
    van = start + timedelta(days=data.draw(st.integers(1, (zonder - start).days)))
    n = data.draw(st.integers(1, 400))
    opschorting = Opschorting(van, van + timedelta(days=n - 1))
    met = Termijn(start, duur, wettelijk=False, opschortingen=(opschorting,)).eind
    assert met == zonder + timedelta(days=n)


@given(
    dagen,
    st.integers(1, 40),
    st.lists(st.tuples(st.integers(-20, 90), st.integers(0, 30)), max_size=4),
    st.booleans(),
)
def test_the_end_is_the_day_on_which_enough_unsuspended_days_were_counted(
    start: date, n: int, stukken: list[tuple[int, int]], werkdagen: bool
) -> None:
    opschortingen = tuple(
        Opschorting(start + timedelta(days=a), start + timedelta(days=a + b)) for a, b in stukken
    )
    dag, geteld = start, 0
    while geteld < n:
        dag += timedelta(days=1)
        stil = any(o.tot is not None and o.van <= dag <= o.tot for o in opschortingen)
        geteld += not stil and (not werkdagen or is_werkdag(dag))
    termijn = Termijn(start, Duur(dagen=n), werkdagen=werkdagen, wettelijk=False, opschortingen=opschortingen)
    assert termijn.eind == dag


@given(st.lists(st.tuples(dagen, st.integers(0, 2000)), max_size=6), st.one_of(st.none(), dagen))
def test_joined_suspensions_cover_the_same_days_once(
    stukken: list[tuple[date, int]], open_vanaf: date | None
) -> None:
    periodes: list[tuple[date, date | None]] = [(van, van + timedelta(days=n)) for van, n in stukken]
    if open_vanaf:
        periodes.append((open_vanaf, None))
    samen = merge(periodes)
    ver = d("2060-01-01")
    los = {van + timedelta(days=i) for van, tot in periodes for i in range(((tot or ver) - van).days + 1)}
    assert sum(((tot or ver) - van).days + 1 for van, tot in samen) == len(los)


# Extending --------------------------------------------------------------------------------------------------


def test_an_extension_adds_exactly_its_length_before_the_end_moves_to_a_working_day() -> None:
    # Sunday 3 January plus two weeks is Sunday 17 January; not Monday 4 January plus two weeks.
    assert eind("2026-11-22", "P6W", verdagingen=(Verdaging(Duur.parse("P2W")),)) == d("2027-01-18")


def test_two_extensions_follow_each_other() -> None:
    maand = Verdaging(Duur.parse("P1M"))
    assert eind("2026-01-31", "P1M", verdagingen=(maand, maand), wettelijk=False) == d("2026-04-28")


def test_a_term_in_working_days_is_extended_in_working_days() -> None:
    assert eind("2026-11-22", "P5D", werkdagen=True, verdagingen=(Verdaging(Duur(dagen=5)),)) == d(
        "2026-12-04"
    )


# States -----------------------------------------------------------------------------------------------------


def test_a_decision_term_runs_comes_near_and_lapses() -> None:
    termijn = Termijn(d("2026-11-23"), Duur.parse("P8W"), waarschuw_vooraf=Duur.parse("P2W"))
    assert termijn.waarschuw_vanaf == d("2027-01-04")
    assert termijn.toestand(d("2027-01-03")) is Toestand.LOOPT
    assert termijn.toestand(d("2027-01-04")) is Toestand.NADERT
    assert termijn.toestand(d("2027-01-18")) is Toestand.NADERT
    assert termijn.toestand(d("2027-01-19")) is Toestand.VERSTREKEN


def test_a_warning_in_working_days_looks_past_the_weekend() -> None:
    termijn = Termijn(
        d("2026-11-22"),
        Duur.parse("P6D"),
        werkdagen=True,
        waarschuw_vooraf=Duur.parse("P2D"),
        waarschuw_werkdagen=True,
    )
    assert termijn.eind == d("2026-11-30")
    assert termijn.waarschuw_vanaf == d("2026-11-26")


def test_a_warning_never_comes_before_the_start() -> None:
    termijn = Termijn(d("2026-11-23"), Duur.parse("P5D"), waarschuw_vooraf=Duur.parse("P1Y"))
    assert termijn.waarschuw_vanaf == d("2026-11-23")


def test_what_is_done_stays_done_and_too_late_is_remembered() -> None:
    op_tijd = Termijn(d("2026-11-23"), Duur.parse("P8W"), gehaald_op=d("2027-01-18"))
    te_laat = Termijn(d("2026-11-23"), Duur.parse("P8W"), gehaald_op=d("2027-01-20"))
    assert op_tijd.toestand(d("2028-01-01")) is Toestand.GEHAALD and not op_tijd.te_laat
    assert te_laat.toestand(d("2028-01-01")) is Toestand.GEHAALD and te_laat.te_laat
    assert te_laat.toestand(d("2027-01-19")) is Toestand.VERSTREKEN
    assert op_tijd.in_woorden(d("2028-01-01")) == "gehaald op 18 januari 2027"
    assert te_laat.in_woorden(d("2028-01-01")) == "gehaald op 20 januari 2027, 2 dagen te laat"


def test_a_decision_during_an_open_suspension_is_in_time() -> None:
    termijn = Termijn(
        d("2026-11-23"),
        Duur.parse("P8W"),
        opschortingen=(Opschorting(d("2026-12-02")),),
        gehaald_op=d("2027-06-01"),
    )
    assert not termijn.te_laat
    assert termijn.toestand(d("2027-06-01")) is Toestand.GEHAALD


def test_a_term_is_suspended_only_on_the_suspended_days() -> None:
    opschorting = Opschorting(d("2026-12-02"), d("2026-12-11"))
    termijn = Termijn(d("2026-11-23"), Duur.parse("P8W"), opschortingen=(opschorting,))
    toestanden = [termijn.toestand(d(f"2026-12-{dag:02}")) for dag in (1, 2, 11, 12)]
    assert toestanden == [Toestand.LOOPT, Toestand.OPGESCHORT, Toestand.OPGESCHORT, Toestand.LOOPT]
    assert termijn.in_woorden(d("2026-12-05")) == "opgeschort tot en met 11 december 2026"


@given(dagen, alle_duren, onder_atw, st.one_of(st.none(), st.integers(0, 500)))
def test_a_term_only_ever_goes_forward(start: date, duur: Duur, vooraf: Duur, gehaald_na: int | None) -> None:
    gehaald_op = None if gehaald_na is None else start + timedelta(days=gehaald_na)
    termijn = Termijn(start, duur, waarschuw_vooraf=vooraf, gehaald_op=gehaald_op)
    volgorde = [Toestand.LOOPT, Toestand.NADERT, Toestand.VERSTREKEN, Toestand.GEHAALD]
    assert termijn.eind is not None
    rangen = [
        volgorde.index(termijn.toestand(start + timedelta(days=i)))
        for i in range(0, (termijn.eind - start).days + 520, 7)
    ]
    assert rangen == sorted(rangen)


@given(dagen, alle_duren, st.integers(-400, 3000))
def test_fewer_than_zero_days_left_means_lapsed(start: date, duur: Duur, afstand: int) -> None:
    termijn = Termijn(start, duur)
    vandaag = start + timedelta(days=afstand)
    over = termijn.dagen_over(vandaag)
    assert over is not None
    assert (over < 0) == (termijn.toestand(vandaag) is Toestand.VERSTREKEN)
    assert (over == 0) == (termijn.in_woorden(vandaag) == "vandaag")


# Words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vandaag", "over", "woorden"),
    [
        ("2026-11-22", 9, "nog 9 werkdagen"),
        ("2026-12-02", 1, "nog 1 werkdag"),
        ("2026-12-03", 0, "vandaag"),
        ("2026-12-04", -1, "1 dag te laat"),
        ("2026-12-06", -3, "3 dagen te laat"),
    ],
)
def test_days_left_in_words_for_a_term_in_working_days(vandaag: str, over: int, woorden: str) -> None:
    termijn = Termijn(d("2026-11-22"), Duur.parse("P9D"), werkdagen=True)
    assert termijn.dagen_over(d(vandaag)) == over
    assert termijn.in_woorden(d(vandaag)) == woorden


@pytest.mark.parametrize(
    ("vandaag", "woorden"),
    [
        ("2026-11-22", "nog 20 jaar"),
        ("2026-11-23", "nog ruim 19 jaar"),
        ("2046-03-22", "nog 8 maanden"),
        ("2046-03-23", "nog ruim 7 maanden"),
        ("2046-08-24", "nog 90 dagen"),
        ("2046-11-21", "nog 1 dag"),
    ],
)
def test_a_far_end_is_told_in_months_or_years(vandaag: str, woorden: str) -> None:
    assert Termijn(d("2026-11-22"), Duur.parse("P20Y")).in_woorden(d(vandaag)) == woorden


def test_the_explanation_tells_every_step() -> None:
    termijn = Termijn(
        d("2026-11-22"),
        Duur.parse("P6W"),
        opschortingen=(Opschorting(d("2026-12-01"), d("2026-12-07"), "aanvraag is niet compleet"),),
        verdagingen=(Verdaging(Duur.parse("P2W"), "advies gevraagd"),),
    )
    assert termijn.uitleg() == [
        "De termijn begint na zondag 22 november 2026. Die dag zelf telt niet mee.",
        "De termijn duurt 6 weken. Dan is het zondag 3 januari 2027.",
        "De termijn is verdaagd met 2 weken (advies gevraagd). Dan is het zondag 17 januari 2027.",
        "De termijn is opgeschort van dinsdag 1 december 2026 tot en met maandag 7 december 2026 "
        "(aanvraag is niet compleet): 7 dagen. "
        "Het eind schuift van zondag 17 januari 2027 naar zondag 24 januari 2027.",
        "Zondag 24 januari 2027 is geen werkdag. Daarom schuift het eind naar de eerste werkdag daarna: "
        "maandag 25 januari 2027 (Algemene termijnenwet, artikel 1).",
        "De laatste dag is maandag 25 januari 2027.",
    ]


def test_the_explanation_says_why_an_end_on_a_day_off_stays() -> None:
    lang = Termijn(d("2026-11-22"), Duur.parse("P13W")).uitleg()
    geen_wet = Termijn(d("2026-11-22"), Duur.parse("P6W"), wettelijk=False).uitleg()
    assert any("artikel 4" in stap for stap in lang)
    assert any("staat niet in een wet" in stap for stap in geen_wet)


# Bad facts --------------------------------------------------------------------------------------------------


def test_a_suspension_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(TermijnFout, match="eindigt op 1 december 2026, vóór het begin op 2 december 2026"):
        Opschorting(d("2026-12-02"), d("2026-12-01"))


def test_weeks_in_a_term_of_working_days_are_refused_with_what_to_write() -> None:
    weken = Duur.parse("P2W")
    with pytest.raises(TermijnFout, match="P10D voor 10 werkdagen"):
        Termijn(d("2026-11-22"), weken, werkdagen=True)
    with pytest.raises(TermijnFout, match="alleen in dagen"):
        Termijn(d("2026-11-22"), Duur(dagen=5), werkdagen=True, verdagingen=(Verdaging(weken),))
    with pytest.raises(TermijnFout, match="alleen in dagen"):
        Termijn(d("2026-11-22"), Duur(dagen=5), waarschuw_vooraf=weken, waarschuw_werkdagen=True)


def test_a_moment_is_not_a_day() -> None:
    with pytest.raises(TermijnFout, match="zonder tijd"):
        Termijn(datetime(2026, 11, 22, 12, 0), Duur(dagen=5))
    with pytest.raises(TermijnFout, match="zonder tijd"):
        Termijn(d("2026-11-22"), Duur(dagen=5), gehaald_op=datetime(2026, 11, 22, 12, 0))
    with pytest.raises(TermijnFout, match="zonder tijd"):
        Opschorting(datetime(2026, 11, 22, 12, 0))


def test_the_last_day_of_the_calendar_is_no_way_to_write_that_a_suspension_is_open() -> None:
    nooit = Opschorting(d("2026-12-02"), date.max)
    eerder = Opschorting(d("2026-11-25"), d("2026-11-26"))
    for termijn in (
        Termijn(d("2026-11-23"), Duur.parse("P8W"), opschortingen=(nooit,)),
        Termijn(d("2026-11-23"), Duur.parse("P8W"), opschortingen=(nooit, eerder, nooit)),
        Termijn(date.max, Duur(dagen=1), opschortingen=(eerder,)),
    ):
        with pytest.raises(TermijnFout, match="buiten de kalender"):
            _ = termijn.eind


# Speed ------------------------------------------------------------------------------------------------------


def test_the_ends_of_a_hundred_thousand_terms_take_seconds() -> None:
    zes_weken, start = Duur.parse("P6W"), d("2020-01-01")
    begin = time.process_time()
    for i in range(100_000):
        assert Termijn(start + timedelta(days=i % 4000), zes_weken).eind
    assert time.process_time() - begin < 8


@pytest.mark.parametrize(
    ("vandaag", "toestand"),
    [
        (date(2026, 11, 19), Toestand.LOOPT),
        (date(2026, 11, 20), Toestand.NADERT),  # five working days before the 27th
        (date(2026, 11, 27), Toestand.NADERT),
        (date(2026, 11, 28), Toestand.VERSTREKEN),
    ],
)
def test_a_last_day_that_stands_alone_warns_a_week_of_work_before(vandaag: date, toestand: Toestand) -> None:
    assert toestand_van(date(2026, 11, 27), vandaag) is toestand


def test_a_last_day_with_a_warning_of_its_own_says_the_same_as_the_term_it_came_from() -> None:
    termijn = Termijn(date(2026, 10, 1), Duur.parse("P8W"), waarschuw_vooraf=Duur.parse("P2W"))
    for n in range(90):
        dag = date(2026, 10, 1) + timedelta(n)
        assert toestand_van(termijn.eind, dag, termijn.waarschuw_vanaf) is termijn.toestand(dag)
