"""Calibration finds back what made the history, says how well it fits, and foretells what it was not shown."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

import formatie
from formatie import Geschiedenis
from formatie.__main__ import main
from formatie.passen import pas

START = date(2022, 1, 3)


def verleden(
    pad: Path, *, weken: int = 160, per_week: float = 3.0, plaatsen: int = 60, zaad: int = 3
) -> Path:
    """A team with so many places that helps in order of coming in: lognormal courses of 18 weeks on average."""
    toeval = np.random.default_rng(zaad)
    sigma = np.sqrt(np.log1p((9 / 18) ** 2))
    vrij = [0.0] * plaatsen
    regels = ["soort;aangekomen;begonnen;klaar;uren"]
    t = 0.0
    while (t := t + toeval.exponential(1 / per_week)) < weken:
        plek = int(np.argmin(vrij))
        begin = max(t, vrij[plek])
        duur = float(toeval.lognormal(np.log(18) - sigma**2 / 2, sigma))
        vrij[plek] = begin + duur
        dagen = [
            (START + timedelta(days=int(7 * m))).isoformat() if m < weken else ""
            for m in (t, begin, begin + duur)
        ]
        uren = f"{toeval.normal(20, 4):.1f}".replace(".", ",") if dagen[2] else ""
        regels.append(f"traject;{dagen[0]};{dagen[1]};{dagen[2]};{uren}")
    pad.write_text("\n".join(regels) + "\n", encoding="utf-8")
    return pad


@pytest.mark.parametrize("naam", ["exponentieel", "lognormaal", "weibull"])
def test_the_distribution_that_made_the_durations_is_found_back(naam: str) -> None:
    toeval = np.random.default_rng(5)
    maak = {
        "exponentieel": lambda n: toeval.exponential(20, n),
        "lognormaal": lambda n: toeval.lognormal(np.log(20), 0.6, n),
        "weibull": lambda n: 20 * toeval.weibull(2.5, n),
    }[naam]
    duren, gezien = maak(4000), toeval.uniform(5, 60, 4000)
    klaar = duren <= gezien
    passingen = pas(np.minimum(duren, gezien), klaar)
    beste = next(p for p in passingen if p.verdeling.naam == naam)
    assert beste.afstand < passingen[0].afstand + 0.005 and beste.afstand < 0.03
    assert beste.verdeling.gemiddelde == pytest.approx(duren.mean(), rel=0.05)
    assert beste.verdeling.spreiding in (0.0, pytest.approx(duren.std(), rel=0.1))


def test_history_gives_back_the_team_that_made_it_and_foretells_its_future(tmp_path: Path) -> None:
    ijking = formatie.ijk(Geschiedenis.lees(verleden(tmp_path / "historie.csv")), runs=100)
    soort = ijking.soorten[0]
    assert soort.per_week == pytest.approx(3.0, rel=0.15)
    assert soort.duur[0].verdeling.naam == "lognormaal" and soort.duur[0].afstand < 0.06
    assert soort.duur[0].verdeling.gemiddelde == pytest.approx(18, rel=0.1)
    assert soort.uren == (pytest.approx(20, abs=1), pytest.approx(4, abs=1))
    terug = ijking.terugtoets
    assert terug is not None
    for echt, laag, hoog in (terug.aangekomen, terug.klaar):
        ruim = (hoog - laag) / 2
        assert laag - ruim <= echt <= hoog + ruim
    assert terug.dekking > 0.5
    assert formatie.simuleer(ijking.model, runs=5).runs == 5


def test_a_future_that_broke_with_the_past_is_seen(tmp_path: Path) -> None:
    """Twice as many families come in during the held-out part: the back-test says so."""
    rustig = verleden(tmp_path / "a.csv").read_text().splitlines()
    breuk = (START + timedelta(weeks=120)).isoformat()
    druk = [r for r in rustig[1:] if r.split(";")[1] >= breuk]
    (tmp_path / "b.csv").write_text("\n".join(rustig + druk))
    terug = formatie.ijk(
        Geschiedenis.lees(tmp_path / "b.csv"), tot=date.fromisoformat(breuk), runs=60
    ).terugtoets
    assert terug is not None and terug.aangekomen[0] > 1.3 * terug.aangekomen[2]


def test_calibrating_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bestand = str(verleden(tmp_path / "historie.csv"))
    assert main(["ijk", bestand, "--runs", "20"]) == 0
    assert "KS-afstand" in (tekst := capsys.readouterr().out) and "Terugtoets op de" in tekst
    assert main(["ijk", bestand, "--runs", "20", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["terugtoets"]["weken"] > 30


@pytest.mark.parametrize(
    ("regels", "zin"),
    [
        ("", "het bestand is leeg"),
        ("soort;aangekomen\n", "regel 1: de kolom begonnen, klaar ontbreekt"),
        ("soort;aangekomen;begonnen;klaar\n", "er staat geen enkele zaak in"),
        (
            "soort;aangekomen;begonnen;klaar\na;31-12-2025;;\n",
            "regel 2, aangekomen: '31-12-2025' is geen datum",
        ),
        ("soort;aangekomen;begonnen;klaar\n;2025-01-01;;\n", "regel 2: de soort ontbreekt"),
        ("soort;aangekomen;begonnen;klaar\na;;;\n", "regel 2, aangekomen: de datum ontbreekt"),
        (
            "soort;aangekomen;begonnen;klaar\na;2025-02-01;2025-01-01;\n",
            "'begonnen' (2025-01-01) ligt vóór 'aangekomen'",
        ),
        (
            "soort;aangekomen;begonnen;klaar;uren\na;2025-01-01;;;tien\n",
            "regel 2, uren: 'tien' is geen getal",
        ),
        ("soort;aangekomen;begonnen;klaar;uren\na;2025-01-01;;;-4\n", "-4 uur kan niet"),
        ("soort;aangekomen;begonnen;klaar\na;2025-01-01;;\na;2025-09-01;;\n", "er zijn er minstens 20 nodig"),
        ("soort;aangekomen;begonnen;klaar\na;2025-01-01;;\n", "Kies een dag tussen"),
    ],
)
def test_a_history_that_cannot_be_right_is_refused(
    regels: str, zin: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand = tmp_path / "historie.csv"
    bestand.write_text(regels, encoding="utf-8")
    assert main(["ijk", str(bestand)]) == 2
    fout = capsys.readouterr().err
    assert " ".join(zin.split()) in " ".join(fout.split()) and "Traceback" not in fout
