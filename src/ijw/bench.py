"""How fast the library is: every ratio is measured in one run, on the same bytes, in turns.

`python -m ijw bench` prints a JSON line per measurement: meting, waarde, eenheid, grens, gehaald. The schema against which
lxml validates is the one that this library generates, so no other file is needed; `--xsd MAP` measures against the
official ones.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from lxml import etree

from ijw.berekeningen.tijd import Periode, productperioden
from ijw.bericht import beoordeel, build, controleer, parse
from ijw.geheugen import Geheugen
from ijw.invoer import GRENS
from ijw.regels.voorbeelden import CONTRACT, goed_bericht, lopend
from ijw.schema import xsd
from ijw.v3_2 import samengesteld as b

RONDES = 5
LEZEN, LEZEN_EN_REGELS, PER_SECONDE = 2.0, 5.0, 2000
SECONDEN, MEGABYTES = 30.0, 600.0
PRESTATIES_PER_CLIENT = 24
KIB_PER_MB = 1024


def meet(berichten: int = 2000, map_: Path | None = None) -> int:
    """Run every measurement; 1 when one misses its limit."""
    gehaald = [
        *_verhoudingen("JW301", build(goed_bericht("JW301")), berichten, map_),
        *_verhoudingen("JW323", build(_declaratie(40, nummer=1)), max(berichten // 40, 5), map_),
        *_grote_declaratie(),
    ]
    return 0 if all(gehaald) else 1


def _verhoudingen(naam: str, data: bytes, aantal: int, map_: Path | None) -> list[bool]:
    schema = _schema(naam, map_)
    assert schema.validate(etree.fromstring(data)) and not controleer(data)
    per_ronde = max(aantal // RONDES, 1)
    lezen, regels, snelheid = [], [], []
    for _ in range(RONDES):
        lxml = _duur(lambda: schema.validate(etree.fromstring(data)), per_ronde)
        lezen.append(_duur(lambda: parse(data), per_ronde) / lxml)
        duur = _duur(lambda: controleer(data), per_ronde)
        regels.append(duur / lxml)
        snelheid.append(per_ronde / duur)
    uitkomsten = [
        _meld(f"{naam} lezen en niveau 1", statistics.median(lezen), "keer lxml met schema", LEZEN),
        _meld(f"{naam} niveau 1 en 2", statistics.median(regels), "keer lxml met schema", LEZEN_EN_REGELS),
    ]
    if naam == "JW301":
        gemeten = statistics.median(snelheid)
        uitkomsten.append(_meld(f"{naam} niveau 1 en 2", gemeten, "per seconde", PER_SECONDE, minstens=True))
    return uitkomsten


def _duur(werk: Callable[[], object], keer: int) -> float:
    start = perf_counter()
    for _ in range(keer):
        werk()
    return perf_counter() - start


def _schema(naam: str, map_: Path | None) -> etree.XMLSchema:
    if map_ is not None:
        return etree.XMLSchema(etree.parse(str(map_ / f"{naam}.xsd")))
    with tempfile.TemporaryDirectory() as tijdelijk:
        for soort in (naam, "basisschema"):
            (Path(tijdelijk) / f"{soort}.xsd").write_text(xsd(soort), encoding="utf-8")
        return etree.XMLSchema(etree.parse(f"{tijdelijk}/{naam}.xsd"))


def _grote_declaratie() -> list[bool]:
    """A JW323 as large as one may be, through level 3, in a process of its own so that its memory is its own."""
    klaar = subprocess.run(
        [sys.executable, "-c", "from ijw.bench import grote_declaratie; grote_declaratie()"],
        check=True,
        capture_output=True,
        text=True,
    )
    maat = json.loads(klaar.stdout)
    wat = f"JW323 van {maat['mb']:.1f} MB, {maat['prestaties']} prestaties, niveau 1 tot en met 4"
    return [
        _meld(wat, maat["seconden"], "seconden", SECONDEN),
        _meld(wat, maat["geheugen"], "MB", MEGABYTES),
    ]


def grote_declaratie() -> None:
    """Make it, check it against an administration that knows its clients, and tell time and highest memory."""
    een, twee = (len(build(_declaratie(PRESTATIES_PER_CLIENT, nummer=9000, clienten=n))) for n in (1, 2))
    clienten = (GRENS - een) // (twee - een)
    administratie = Geheugen(date(2028, 1, 10), afspraken=CONTRACT)
    for nummer in range(1, clienten + 1):
        administratie.verwerk(_toewijzing(nummer))
    data = build(_declaratie(PRESTATIES_PER_CLIENT, nummer=1, clienten=clienten))
    assert len(data) <= GRENS
    start = perf_counter()
    bevindingen = beoordeel(parse(data), administratie)
    seconden = perf_counter() - start
    assert not bevindingen, bevindingen[:3]
    hoogste = _hoogste_geheugen()
    maat = {
        "mb": len(data) / GRENS * 25,
        "prestaties": clienten * PRESTATIES_PER_CLIENT,
        "seconden": seconden,
        "geheugen": hoogste,
    }
    print(json.dumps(maat))


MAANDEN = productperioden(Periode(date(2022, 1, 1), date(2025, 12, 31)))


def _bsn(nummer: int) -> str:
    """A number that passes the eleven test, for client so-and-so."""
    basis = 90_000_000 + nummer * 2
    while True:
        som = sum((9 - plek) * int(cijfer) for plek, cijfer in enumerate(f"{basis:08d}"))
        if som % 11 != 10:
            return f"{basis:08d}{som % 11}"
        basis += 1


def _hoogste_geheugen() -> float:
    """Highest memory of this process in MB. Not `ru_maxrss`: on Linux a new process inherits that from its parent."""
    staat = Path("/proc/self/status").read_text(encoding="ascii")
    return int(staat.split("VmHWM:")[1].split()[0]) / KIB_PER_MB


def _toewijzing(nummer: int) -> Any:
    eerste, laatste = MAANDEN[0].begin, MAANDEN[-1].einde
    voorbeeld: Any = lopend(
        ToewijzingNummer=nummer, Ingangsdatum=eerste, Einddatum=laatste, Toewijzingsdatum=eerste
    ).bouw()
    return replace(voorbeeld, Client=replace(voorbeeld.Client, Bsn=_bsn(nummer)))


def _declaratie(prestaties: int, *, nummer: int, clienten: int = 1) -> Any:
    """A claim of so many clients, each with so many months."""
    goed: Any = goed_bericht("JW323")
    voorbeeld = goed.Declaratie.Clienten[0].Prestaties[0]
    periode = b.GeslotenPeriode(Begindatum=date(2025, 12, 1), Einddatum=date(2025, 12, 31))
    dag = date(2026, 1, 6)
    rijen = []
    for client in range(nummer, nummer + clienten):
        eigen = tuple(
            replace(
                voorbeeld,
                ProductReferentie=b.Referentie(ReferentieNummer=f"RN{client}-{maand}"),
                ToewijzingNummer=client,
                ProductPeriode=b.GeslotenPeriode(
                    Begindatum=MAANDEN[-maand].begin, Einddatum=MAANDEN[-maand].gesloten()[1]
                ),
            )
            for maand in range(1, prestaties + 1)
        )
        rijen.append(replace(goed.Declaratie.Clienten[0], Bsn=_bsn(client), Prestaties=eigen))
    som = voorbeeld.IngediendBedrag.Bedrag * prestaties * clienten
    declaratie = replace(
        goed.Declaratie,
        DeclaratiePeriode=periode,
        DeclaratieDagtekening=dag,
        TotaalIngediendBedrag=b.TotaalBedragMetDC(TotaalBedrag=som, DebetCredit="D"),
        Clienten=tuple(rijen),
    )
    kop = replace(
        goed.Header, BerichtIdentificatie=b.BerichtIdentificatie(Identificatie="BENCH", Dagtekening=dag)
    )
    return replace(goed, Header=kop, Declaratie=declaratie)


def _meld(meting: str, waarde: float, eenheid: str, grens: float, *, minstens: bool = False) -> bool:
    gehaald = waarde >= grens if minstens else waarde <= grens
    regel = {
        "meting": meting,
        "waarde": round(waarde, 2),
        "eenheid": eenheid,
        "grens": grens,
        "gehaald": gehaald,
    }
    print(json.dumps(regel, ensure_ascii=False), flush=True)
    return gehaald
