"""What cannot be right is refused with a Dutch sentence that says where and how to mend it; nothing is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from formatie.__main__ import main

JET = 'naam = "proef"\n'
KLEIN = """
naam = "klein"
basis = "leeg"
[instroom]
per_week = 1
[groepen.team]
fte = 4
vaardigheden = ["hulp"]
[soorten.zaak]
aandeel = 1.0
[soorten.zaak.fasen.hulp]
vaardigheid = "hulp"
uren_per_week = 2
duur = { verdeling = "lognormaal", gemiddelde = 10, spreiding = 5 }
"""


def weiger(tekst: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], opdracht: str = "simuleer") -> str:
    bestand = tmp_path / "scenario.toml"
    bestand.write_text(tekst, encoding="utf-8")
    assert main([opdracht, str(bestand)]) == 2
    uit, fout = capsys.readouterr()
    assert not uit and "Traceback" not in fout
    assert str(bestand) in fout or "Er komt meer binnen" in fout
    return fout


@pytest.mark.parametrize(
    ("erbij", "zin"),
    [
        ("[groepen.jeugdconsulenten]\nfte = -3", "fte: -3 fte kan niet. Vul een getal groter dan 0 in"),
        ("[groepen.jeugdconsulenten]\nfte = 0", "fte: 0 fte kan niet"),
        ("[groepen.jeugdconsulenten]\nfte = 'veel'", "'veel' is geen getal"),
        ("[groepen.jeugdconsulenten]\nfte = nan", "nan is geen getal"),
        ("[groepen.jeugdconsulenten]\nfte = [{vanaf = 20, waarde = 3}, {vanaf = 10, waarde = 4}]", "niet op volgorde"),
        ("[groepen.jeugdconsulenten]\nfte = [{vanaf = 2020-01-01, waarde = 3}]", "schrijf een datum op of na"),
        ("[groepen.jeugdconsulenten]\nvaardigheden = []", "vaardigheden: de lijst is leeg"),
        ("[groepen.jeugdconsulenten]\nvaardigheden = ['toegang', 'regi']", "geen enkele groep heeft de vaardigheid 'regie'. Bedoelt u 'regi'?"),
        ("[groepen.jeugdconsulenten]\nvaardigheden = ['toegang', 'regie', 'regei']", "geen enkele fase vraagt om 'regei'. Bedoelt u 'regie'?"),
        ("[groepen.jeugdconsulenten]\nplafond = 0", "plafond: 0 kan niet"),
        ("[groepen.jeugdconsulenten]\nplafond = 1e9", "plafond: 1000000000 kan niet"),
        ("[groepen.jeugdconsulenten]\nfte = 1e9", "formatieplaatsen. Meer dan 50000 kan niet"),
        ("[groepen.jeugdconsulenten]\nplafond = 0.1", "niemand kan er meer dan"),
        ("[groepen]\njeugdconsulenten = false", "het team is leeg"),
        ("[soorten.enkelvoudig]\naandeel = 0.7", "de aandelen tellen op tot 1,05 en niet tot 1"),
        ("[soorten.enkelvoudig]\naandeel = 1.7", "Vul een getal in van tussen 0 en 1"),
        ("[soorten.enkelvoudig]\nbegin = 'onderzoekk'", "'onderzoekk' bestaat niet. Bedoelt u 'onderzoek'?"),
        ("[soorten.enkelvoudig]\nlopend = { plaan = 3 }", "'plaan' bestaat niet. Bedoelt u 'plan'?"),
        ("[soorten.enkelvoudig]\nwachtend = -1", "-1 kan niet"),
        ("[soorten.enkelvoudig]\nwachtend = 1.5", "1,5 is geen heel getal"),
        ("[soorten.enkelvoudig.fasen.onderzoek]\ndaarna = { plan = 0.5, einde = 0.2 }", "de kansen tellen op tot 0,7 en niet tot 1"),
        ("[soorten.enkelvoudig.fasen.monitoren]\ndaarna = { plan = 1.0 }", "nooit bij het einde"),
        ("[soorten.enkelvoudig.fasen.plan]\nduur = { verdeling = 'normaal', gemiddelde = 3 }", "de verdeling 'normaal' bestaat niet"),
        ("[soorten.enkelvoudig.fasen.plan]\nduur = { verdeling = 'lognormaal', gemiddelde = 3 }", "hoort een spreiding groter dan 0"),
        ("[soorten.enkelvoudig.fasen.plan]\nduur = { verdeling = 'vast', gemiddelde = -3 }", "-3 kan niet"),
        ("[soorten.enkelvoudig.fasen.plan]\nduur = { verdeling = 'empirisch', waarden = [3] }", "minstens twee waarden"),
        ("[soorten.enkelvoudig.termijnen.start]\nfase = 'einde'", "'einde' bestaat niet"),
        ("[beschikbaarheid]\nverzuim = 7", "verzuim: 7 kan niet"),
        ("[beschikbaarheid]\nverzium = 0.1", "verzium: deze sleutel bestaat niet. Bedoelt u 'verzuim'?"),
        ("[beschikbaarheid]\nverlof = 1500", "meer dan de helft van een jaar"),
        ("[beschikbaarheid.niet_zaakgebonden]\noverleg = 40", "er blijven geen uren over voor gezinnen"),
        ("[beschikbaarheid]\nverzuim = {waarde = 0.1, bron = 'x', aanname = true}", "niet allebei"),
        ("[beschikbaarheid]\nverzuim = {getal = 0.1}", "schrijf een getal, of"),
        ("[beleid]\nvolgorde = 'binnenkomt'", "'binnenkomt' bestaat niet. Bedoelt u 'binnenkomst'?"),
        ("[beleid]\noverdracht = 'lauw'", "'lauw' bestaat niet"),
        ("[periode]\nweken = 0", "weken: 0 kan niet"),
        ("[periode]\nruns = 0", "runs: 0 kan niet"),
        ("[periode]\nstart = 'morgen'", "'morgen' is geen datum"),
        ("[periode]\nseizoen = [2,2,2,2,2,2,2,2,2,2,2,2]", "gemiddeld 2 en niet 1"),
        ("[periode]\nseizoen = [1, 1]", "Vul er twaalf in"),
        ("[periode]\nvakantie = [9,0,0,0,0,0,0,0,0,0,0,0]", "in de drukste maand is heel groep"),
        ("[periode]\noverbelasting = 'negeer'", "'negeer' bestaat niet"),
        ("[instroom]\nper_week = -2", "instroom.per_week: vul een getal van 0 of meer in"),
        ("[wachtlijst]\nmax = 3", "wachtlijst: deze sleutel bestaat niet"),
        ("soorten = 3", "soorten: hier horen blokken"),
        ("[groepen", "geen geldige TOML"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_right_is_refused(
    erbij: str, zin: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for opdracht in ("norm", "simuleer"):
        assert zin in weiger(JET + erbij, tmp_path, capsys, opdracht)


def test_more_work_than_the_team_can_do_is_said_with_its_rate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fout = weiger(KLEIN.replace("per_week = 1\n", "per_week = 10\n"), tmp_path, capsys)
    assert "groeit zonder einde, met ongeveer" in fout and "gezinnen per week" in fout
    assert 'overbelasting = "toon"' in fout


def test_the_rate_that_is_said_is_the_rate_that_is_simulated(tmp_path: Path) -> None:
    from formatie import Overbelast, lees, simuleer

    tekst = KLEIN.replace("per_week = 1\n", "per_week = 10\n")
    bestand = tmp_path / "scenario.toml"
    bestand.write_text(tekst)
    with pytest.raises(Overbelast) as fout:
        simuleer(lees(bestand), runs=10)
    bestand.write_text(tekst + '[periode]\noverbelasting = "toon"\nbezetting = 1.0\n')
    uit = simuleer(lees(bestand), runs=40)
    groei = (uit.lijst[-1].gemiddeld - uit.lijst[52].gemiddeld) / (uit.weken - 52)
    assert groei == pytest.approx(fout.value.groei_per_week, rel=0.1)
    assert uit.knelpunt is not None


def test_more_families_than_can_be_told_apart_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound is two million; lower here, so that this needs no half a gigabyte."""
    from formatie import FormatieFout, lees, simuleer
    from formatie.simulatie import uitvoeren

    monkeypatch.setattr(uitvoeren, "MEESTE_SLOTS", 4096)
    bestand = tmp_path / "scenario.toml"
    bestand.write_text(
        KLEIN.replace("per_week = 1\n", "per_week = 100\n") + '[periode]\noverbelasting = "toon"\n'
    )
    with pytest.raises(FormatieFout, match="meer dan 4096 gezinnen tegelijk"):
        simuleer(lees(bestand), runs=2)


def test_warm_handovers_may_not_run_in_a_ring(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kring = """
[beleid]
overdracht = "warm"
[groepen.jeugdconsulenten]
vaardigheden = ["toegang"]
[groepen.anderen]
fte = 9
vaardigheden = ["regie"]
[soorten.enkelvoudig.fasen.plan]
vaardigheid = "regie"
"""
    assert "'warm' kan niet in een kring" in weiger(JET + kring, tmp_path, capsys)


def test_a_base_that_is_not_there_or_is_itself_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "het bestand 'weg.toml' staat niet in" in weiger("basis = 'weg.toml'", tmp_path, capsys)
    assert "in een kring naar elkaar" in weiger("basis = 'scenario.toml'", tmp_path, capsys)


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (["simuleer", "bestaat-niet.toml"], "dit bestand bestaat niet"),
        (["simuleer"], "Dit ontbreekt nog: BESTAND"),
        (["simuleer", "x.toml", "--runs", "veel"], "'veel' is geen heel getal"),
        (["simuleer", "x.toml", "--snel"], "Dit hoort er niet bij: --snel"),
        (["simuler"], "De opdracht 'simuler' bestaat niet"),
        (["vergelijk", "x.toml"], "dit bestand bestaat niet"),
    ],
)
def test_a_command_that_cannot_be_read_is_refused(
    woorden: list[str], zin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(woorden) == 2
    uit, fout = capsys.readouterr()
    assert zin in fout and not uit and "Traceback" not in fout
