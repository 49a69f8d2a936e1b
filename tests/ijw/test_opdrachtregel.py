"""`python -m ijw`: for people and scripts that hold a file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ijw
from ijw.__main__ import main
from ijw.regels import Voorbeeld, goed_bericht
from ijw.regels.voorbeelden import jw305, jw323, lopend

from .berichten import ALLE, NAMEN, vol


@pytest.fixture
def bestanden(tmp_path: Path) -> tuple[str, str]:
    goed, fout = tmp_path / "goed.xml", tmp_path / "fout.xml"
    data = ijw.build(goed_bericht("JW301"))
    goed.write_bytes(data)
    fout.write_bytes(data.replace(b">999900006<", b">1<", 1))
    return str(goed), str(fout)


def test_controleer_geeft_per_bestand_een_regel_json(bestanden, capsys) -> None:
    goed, fout = bestanden
    assert main(["controleer", goed]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "bestand": goed, "bericht": "JW301", "goed": True, "bevindingen": [],
    }  # fmt: skip
    assert main(["controleer", goed, fout]) == 1
    regels = [json.loads(regel) for regel in capsys.readouterr().out.splitlines()]
    assert [regel["goed"] for regel in regels] == [True, False]
    (bevinding,) = regels[1]["bevindingen"]
    assert list(bevinding) == ["regel", "niveau", "pad", "retourcode", "tekst"]
    assert (bevinding["regel"], bevinding["niveau"], bevinding["pad"]) == ("RS037", 1, "/Bericht/Client/Bsn")


def test_controleer_noemt_ook_regels_van_niveau_2_met_hun_retourcode(tmp_path, capsys) -> None:
    bestand = tmp_path / "bsn.xml"
    bestand.write_bytes(ijw.build(goed_bericht("JW305")).replace(b">999900006<", b">999900007<"))
    assert main(["controleer", str(bestand)]) == 1
    (bevinding,) = json.loads(capsys.readouterr().out)["bevindingen"]
    assert (bevinding["regel"], bevinding["niveau"], bevinding["retourcode"]) == ("CS002", 2, "0001")


def test_naslag_schrijft_alle_pagina_s(tmp_path) -> None:
    assert main(["naslag", str(tmp_path / "nieuw")]) == 0
    assert len(list((tmp_path / "nieuw").glob("JW*.md"))) == 14
    assert (tmp_path / "nieuw" / "regels.md").read_text(encoding="utf-8").startswith("# Regels van iJw 3.2")


def test_een_bestand_dat_geen_xml_is_is_niet_goed(tmp_path, capsys) -> None:
    bestand = tmp_path / "brief.txt"
    bestand.write_text("Beste collega")
    assert main(["controleer", str(bestand)]) == 1
    uitkomst = json.loads(capsys.readouterr().out)
    assert uitkomst["bericht"] is None and uitkomst["bevindingen"][0]["regel"] == "IJW-xml"


@pytest.mark.parametrize("opdracht", ["controleer", "toon"])
def test_een_bestand_dat_er_niet_is_geeft_een_zin_en_code_2(opdracht, tmp_path, capsys) -> None:
    assert main([opdracht, str(tmp_path / "weg.xml")]) == 2
    assert "weg.xml kan niet worden gelezen" in capsys.readouterr().err


def test_een_bestand_dat_er_niet_is_houdt_de_andere_niet_tegen(bestanden, tmp_path, capsys) -> None:
    goed, fout = bestanden
    assert main(["controleer", str(tmp_path / "weg.xml"), goed, fout]) == 2
    uit = capsys.readouterr()
    assert [json.loads(regel)["goed"] for regel in uit.out.splitlines()] == [True, False]
    assert "weg.xml kan niet worden gelezen" in uit.err


def _schrijf(pad: Path, voorbeeld: Voorbeeld) -> str:
    pad.write_bytes(ijw.build(voorbeeld.bouw()))
    return str(pad)


def test_controleer_met_eerdere_berichten_gaat_door_tot_niveau_4(tmp_path, capsys) -> None:
    toewijzing = _schrijf(tmp_path / "301.xml", lopend())
    declaratie = _schrijf(tmp_path / "323.xml", jw323())
    assert main(["controleer", declaratie, "--op", "2026-05-06", "--eerder", toewijzing]) == 0
    assert main(["controleer", declaratie, "--op", "2026-05-05", "--eerder", toewijzing]) == 1
    *_, laatste = capsys.readouterr().out.splitlines()
    (bevinding,) = json.loads(laatste)["bevindingen"]
    assert (bevinding["regel"], bevinding["niveau"], bevinding["retourcode"]) == ("TR135", 4, "8848")


def test_retour_schrijft_het_antwoord(tmp_path, capfdbinary) -> None:
    toewijzing = _schrijf(tmp_path / "301.xml", lopend())
    declaratie = _schrijf(tmp_path / "323.xml", jw323())
    start = _schrijf(tmp_path / "305.xml", jw305(StartProduct={"ToewijzingNummer": 300299}))
    vast = ["--op", "2026-05-06", "--identificatie", "A1", "--eerder", toewijzing]
    assert main(["retour", declaratie, *vast]) == 0
    terug = ijw.parse(capfdbinary.readouterr().out)
    assert terug.NAAM == "JW325" and terug.DeclaratieAntwoord.RetourCodes == ("8001",)  # type: ignore[attr-defined]
    assert main(["retour", start, *vast]) == 1
    uit, fout = capfdbinary.readouterr()
    terug = ijw.parse(uit)
    assert terug.NAAM == "JW306" and terug.Client.StartProducten[0].RetourCodes == ("9019",)  # type: ignore[attr-defined]
    assert b"[TR019]" in fout


def test_retour_zegt_waarom_er_geen_antwoord_is(bestanden, tmp_path, capsys) -> None:
    assert main(["retour", bestanden[1]]) == 1
    assert "foutmelding, geen retourbericht" in capsys.readouterr().err
    antwoord = tmp_path / "325.xml"
    antwoord.write_bytes(ijw.build(goed_bericht("JW325")))
    assert main(["retour", str(antwoord)]) == 1
    assert "volgt geen antwoord" in capsys.readouterr().err


def test_bench_geeft_per_meting_een_regel_json(capsys) -> None:
    main(["bench", "--berichten", "50"])
    metingen = [json.loads(regel) for regel in capsys.readouterr().out.splitlines()]
    assert all(list(m) == ["meting", "waarde", "eenheid", "grens", "gehaald"] for m in metingen)
    groot = {m["eenheid"]: m for m in metingen if "niveau 1 tot en met 4" in m["meting"]}
    assert set(groot) == {"seconden", "MB"} and groot["MB"]["gehaald"]


def test_toon_laat_codes_met_hun_betekenis_zien(bestanden, capsys) -> None:
    goed, fout = bestanden
    assert main(["toon", goed]) == 0
    uitvoer = capsys.readouterr().out
    assert uitvoer.startswith("JW301 (iJw 3.2)\n")
    assert "ToegewezenProduct 1" in uitvoer and "Eenheid: 04 (Uur)" in uitvoer
    assert main(["toon", fout]) == 1
    assert "[RS037]" in capsys.readouterr().err


@pytest.mark.parametrize("soort", ALLE, ids=NAMEN)
def test_toon_laat_elke_waarde_van_elk_bericht_zien(soort, tmp_path, capsys) -> None:
    bestand = tmp_path / "bericht.xml"
    bestand.write_bytes(ijw.build(vol(soort)))
    assert main(["toon", str(bestand)]) == 0
    getoond = re.findall(r"^ +\w+(?: \d+)?: .", capsys.readouterr().out, re.MULTILINE)
    assert len(getoond) == len(re.findall(rb">[^<>\s][^<>]*</", bestand.read_bytes()))


def test_werkt_als_opdracht(bestanden) -> None:
    klaar = subprocess.run(
        [sys.executable, "-m", "ijw", "controleer", *bestanden], capture_output=True, text=True, check=False
    )
    assert klaar.returncode == 1 and len(klaar.stdout.splitlines()) == 2
