"""The work model: hours per case against hours per fte, every total the sum of its rows, every number with its origin."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import formatie
from formatie.__main__ import main
from formatie.rekenen import netto_per_jaar

VOORBEELDEN = sorted(p.name[:-5] for p in (resources.files("formatie") / "voorbeelden").iterdir())


def standaard(**anders: object) -> formatie.Model:
    return formatie.maak(formatie.standaard() | anders)


def test_the_printed_tables_add_up_to_the_last_digit() -> None:
    uitkomst = formatie.norm(standaard())
    tabellen = [uitkomst.nodig, *uitkomst.fte_uren.values()]
    tabellen += [t for s in uitkomst.soorten for t in (s.uren, s.per_soort_werk)]
    for tabel in tabellen:
        assert sum((r.waarde for r in tabel.regels), Decimal(0)) == tabel.totaal
        assert all(r.waarde == r.waarde.quantize(Decimal("0.01")) for r in tabel.regels)
    for soort in uitkomst.soorten:
        assert soort.uren.totaal == soort.per_soort_werk.totaal
    assert sum(s.fte for s in uitkomst.soorten) == uitkomst.nodig.totaal


def test_the_first_documents_team_fits_its_work() -> None:
    """JET 5, recommendation 1: 22 fte should do without structural waiting lists."""
    uitkomst = formatie.norm(standaard())
    assert uitkomst.aanwezig == 22
    assert Decimal(19) < uitkomst.nodig.totaal < Decimal(22)
    toets = uitkomst.toetsen[0]
    assert toets.gepubliceerd == 55 and toets.bron.startswith("JET 4.1")
    assert toets.hier == pytest.approx(55, rel=0.1)


def test_hours_of_a_case_follow_from_its_activities_by_hand() -> None:
    uren = {s.naam: s for s in formatie.norm(standaard()).soorten}["veiligheid"]
    # 1.5 + 4 x 0.4 + 2 x 1.5 + 2 x 0.8 = 7.7 direct, a third more on top, 2 x 0.6 travel; one in ten of those who end comes back
    assert uren.uren.regels[0].naam == "onderzoek"
    assert float(uren.uren.regels[0].waarde) == pytest.approx((7.7 * 1.35 + 1.2) / 0.9, abs=0.01)


@given(
    verzuim=st.floats(0, 0.5), verloop=st.floats(0, 1), verlof=st.floats(0, 600), vacature=st.floats(0, 60),
    inwerk=st.floats(0, 30), overleg=st.floats(0, 15), scholing=st.floats(0, 150),
)  # fmt: skip
def test_net_hours_are_the_same_in_the_table_and_in_the_simulation(
    verzuim: float,
    verloop: float,
    verlof: float,
    vacature: float,
    inwerk: float,
    overleg: float,
    scholing: float,
) -> None:
    b = formatie.Beschikbaarheid(
        uren_per_week=36, verlof=verlof, verzuim=verzuim, verloop=verloop, vacature_weken=vacature, inwerk_weken=inwerk,
        inwerk_start=0.5, niet_zaakgebonden={"overleg": overleg}, per_jaar={"scholing": scholing},
    )  # fmt: skip
    from formatie.werkmodel import fte_opbouw

    assert float(fte_opbouw("x", b).totaal) == pytest.approx(netto_per_jaar(b), abs=0.06)


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_no_shipped_number_pretends_to_be_measured(naam: str) -> None:
    """Every number of an example has a document and section, or is marked as assumed; only how to run it is neither."""
    model = formatie.voorbeeld(naam)
    los = [p for p, h in model.herkomst.items() if not h.bron and not h.aanname]
    assert not [p for p in los if p not in ("periode.weken", "periode.runs", "periode.zaad")]
    assert formatie.norm(model).nodig.totaal > 0


def test_a_number_of_your_own_is_neither_assumed_nor_from_our_source(tmp_path: Path) -> None:
    bestand = tmp_path / "eigen.toml"
    bestand.write_text(
        "[beschikbaarheid]\nverzuim = 0.05\n[groepen.jeugdconsulenten]\nfte = [{ vanaf = 10, waarde = 20 }]\n"
        "[opslag]\nreflectie = { waarde = 0.2, bron = 'eigen telling' }\n"
        "[soorten.enkelvoudig.fasen.onderzoek.activiteiten]\nhuisbezoek.uren = 2\n"
    )
    model = formatie.lees(bestand)
    van = model.herkomst
    assert van["beschikbaarheid.verzuim"] == formatie.Herkomst(0.05)
    assert van["groepen.jeugdconsulenten.fte[0].waarde"] == formatie.Herkomst(20.0)
    assert van["opslag.reflectie"].bron == "eigen telling"
    assert van["soorten.enkelvoudig.fasen.onderzoek.activiteiten.huisbezoek.uren"] == formatie.Herkomst(2.0)
    assert van["soorten.enkelvoudig.fasen.onderzoek.activiteiten.huisbezoek.reis"].aanname
    assert model.groepen["jeugdconsulenten"].fte == ((10, 20.0),)


def test_norm_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bestand = tmp_path / "eigen.toml"
    bestand.write_text('naam = "Eigen team"\n[groepen.jeugdconsulenten]\nfte = 15\n')
    assert main(["norm", str(bestand)]) == 0
    tekst = capsys.readouterr().out
    assert "Dat is te weinig" in tekst and "Aannames (" in tekst and "niets hiervan is gemeten" in tekst
    assert main(["norm", str(bestand), "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    assert uit["fte_aanwezig"] == 15
    assert sum(uit["fte_nodig"]["regels"].values()) == pytest.approx(uit["fte_nodig"]["totaal"])
