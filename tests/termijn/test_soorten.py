"""The table of kinds of terms that ships with the library."""

import dataclasses
from datetime import date

import pytest

from termijn import Duur, Opschorting, TermijnFout, Verdaging, termijnsoort, termijnsoorten
from termijn.soorten import parse_soorten

GOED = """
[proef]
naam = "Proef"
duur = "P5D"
begint = "nu"
functie = "jeugdconsulent"
waarschuw_vooraf = "P1D"
bron = "test"
"""


@pytest.mark.parametrize(
    ("sleutel", "duur", "werkdagen", "wettelijk"),
    [
        ("introcontact", "P5D", True, False),
        ("beslistermijn", "P8W", False, True),
        ("ingebrekestelling", "P2W", False, True),
        ("dwangsom", "P42D", False, False),
        ("bezwaar", "P6W", False, True),
        ("beslissing_op_bezwaar", "P6W", False, True),
        ("beslissing_op_bezwaar_commissie", "P12W", False, True),
        ("gi_norm_1", "P5D", True, False),
        ("gi_norm_2", "P6W", False, False),
        ("gi_norm_3", "P3M", False, False),
        ("reactie_vto", "P5D", False, False),
        ("evaluatie", "P6M", False, False),
        ("toekomstplan", "P16Y6M", False, False),
        ("einde_zorg_18", "P18Y", False, False),
        ("einde_zorg_23", "P23Y", False, False),
        ("bewaartermijn", "P20Y", False, False),
    ],
)
def test_each_term_of_the_domain_guide_has_its_length(
    sleutel: str, duur: str, werkdagen: bool, wettelijk: bool
) -> None:
    soort = termijnsoort(sleutel)
    assert soort.duur == Duur.parse(duur)
    assert (soort.werkdagen, soort.wettelijk) == (werkdagen, wettelijk)


def test_every_kind_says_who_acts_where_it_is_written_and_makes_a_term() -> None:
    for sleutel, soort in termijnsoorten().items():
        assert soort.sleutel == sleutel
        assert soort.functie and soort.bron and soort.begint and soort.naam
        assert bool(soort.verdagingen) == (soort.verdagen_max is not None)
        termijn = soort.termijn(date(2026, 11, 23))
        assert termijn.waarschuw_vanaf is not None and termijn.eind is not None
        assert date(2026, 11, 23) < termijn.waarschuw_vanaf < termijn.eind, sleutel


def test_what_stands_in_a_law_is_not_for_the_municipality_to_choose() -> None:
    assert not [s.sleutel for s in termijnsoorten().values() if s.wettelijk and s.instelbaar]


def test_a_municipality_sets_another_length_for_a_configurable_term() -> None:
    ruimer = dataclasses.replace(termijnsoort("introcontact"), duur=Duur.parse("P10D"))
    assert ruimer.termijn(date(2026, 11, 22)).eind == date(2026, 12, 4)


def test_a_child_gets_a_future_plan_at_sixteen_and_a_half() -> None:
    assert termijnsoort("toekomstplan").termijn(date(2010, 8, 31)).eind == date(2027, 2, 28)


def test_a_child_turns_eighteen_on_a_sunday_and_the_end_stays_there() -> None:
    assert termijnsoort("einde_zorg_18").termijn(date(2008, 11, 22)).eind == date(2026, 11, 22)


def test_a_decision_is_extended_once_and_for_no_longer_than_the_table_says() -> None:
    soort, start = termijnsoort("beslissing_op_bezwaar"), date(2026, 11, 23)
    zes, zeven = Verdaging(Duur.parse("P6W")), Verdaging(Duur.parse("P7W"))
    assert soort.termijn(start, verdagingen=(zes,)).eind == date(2027, 2, 15)
    with pytest.raises(TermijnFout, match="1 keer worden verdaagd, niet 2 keer"):
        soort.termijn(start, verdagingen=(zes, zes))
    with pytest.raises(TermijnFout, match="ten hoogste 6 weken"):
        soort.termijn(start, verdagingen=(zeven,))


def test_the_familys_own_objection_term_is_neither_extended_nor_suspended() -> None:
    soort, start = termijnsoort("bezwaar"), date(2026, 11, 23)
    with pytest.raises(TermijnFout, match="niet worden verdaagd"):
        soort.termijn(start, verdagingen=(Verdaging(Duur.parse("P1W")),))
    with pytest.raises(TermijnFout, match="niet worden opgeschort"):
        soort.termijn(start, opschortingen=(Opschorting(start),))


def test_an_unknown_kind_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(TermijnFout, match="Bedoelt u 'beslistermijn'"):
        termijnsoort("beslistermyn")
    with pytest.raises(TermijnFout, match="Kies uit: introcontact"):
        termijnsoort("xyz")


@pytest.mark.parametrize(
    ("tekst", "hulp"),
    [
        (GOED.replace('duur = "P5D"', 'duur = "vijf"'), "'proef', veld 'duur'"),
        (GOED.replace('duur = "P5D"', "duur = 5"), "veld 'duur' heeft de waarde 5"),
        (GOED.replace('bron = "test"', ""), "vul ook deze velden in: bron"),
        (GOED + "werkdagen = 1", "veld 'werkdagen' heeft de waarde 1"),
        (GOED + 'kleur = "rood"', "veld 'kleur' bestaat niet"),
        ("proef = 1", "geen losse waarde"),
        ("[proef", "geen geldige TOML"),
    ],
)
def test_a_broken_table_is_refused_with_the_place(tekst: str, hulp: str) -> None:
    with pytest.raises(TermijnFout, match=hulp):
        parse_soorten(tekst)
