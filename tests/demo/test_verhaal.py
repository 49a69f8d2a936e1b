"""A story is told by its seed: the same seed gives the same family, and no two share a BSN."""

from __future__ import annotations

from collections import Counter
from datetime import date

from stdnum.nl import bsn

from eenplan.demo.mensen import geldige_bsns
from eenplan.demo.verhaal import STADIA, themas, verhaal, verhalen

DAG = date(2026, 11, 22)


def beschrijf(v) -> tuple:
    return (v.nummer, v.tot, v.thema["sleutel"], v.huis, v.momenten, v.route)


def test_het_zelfde_zaad_geeft_de_zelfde_gezinnen():
    assert [beschrijf(v) for v in verhalen(7, 60, DAG)] == [beschrijf(v) for v in verhalen(7, 60, DAG)]


def test_een_ander_zaad_geeft_andere_gezinnen():
    assert [v.kind for v in verhalen(7, 20, DAG)] != [v.kind for v in verhalen(8, 20, DAG)]


def test_meldingen_komen_op_volgorde_binnen_en_alles_ligt_voor_vandaag():
    alle = verhalen(1, 400, DAG)
    assert [v.begin for v in alle] == sorted(v.begin for v in alle)
    assert max(m.date() for v in alle for m in v.momenten.values()) < DAG
    assert all(m.weekday() < 5 for v in alle for m in v.momenten.values())


def test_elk_bsn_is_een_testnummer_dat_klopt_en_maar_een_keer_voorkomt():
    nummers = [m.bsn for v in verhalen(1, 1000, DAG) for m in v.huis.mensen]
    assert len(nummers) == len(set(nummers))
    assert all(n.startswith("9999") and bsn.is_valid(n) for n in nummers)
    assert all(bsn.is_valid(n) for n, _ in zip(geldige_bsns("99"), range(500), strict=False))


def test_elke_fase_komt_voor_in_verhouding():
    stand = Counter(v.tot for v in verhalen(1, 400, DAG))
    for tot in {rij[0] for rij in STADIA}:
        bedoeld = sum(rij[2] for rij in STADIA if rij[0] == tot) / 1000 * 400
        assert abs(stand[tot] - bedoeld) <= max(4, bedoeld / 4), tot


def test_ouders_zijn_ouder_dan_hun_kinderen_en_niemand_is_te_oud():
    for v in verhalen(3, 400, DAG):
        dag = v.begin.date()
        assert v.kind.leeftijd(dag) in range(v.thema["leeftijd"][0], v.thema["leeftijd"][1] + 1)
        jongste_ouder = min(o.leeftijd(dag) for o in v.huis.ouders)
        assert all(k.leeftijd(dag) + 15 <= jongste_ouder for k in v.huis.kinderen)


def test_elke_zin_is_in_te_vullen():
    v = verhaal(1, 1, DAG)
    for thema in themas()["thema"]:
        for waarden in (w for w in thema.values() if isinstance(w, list)):
            for zin in waarden:
                if isinstance(zin, str):
                    assert "{" not in v.zeg(zin)
