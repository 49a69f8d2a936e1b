"""Damaged messages, thousands of them: `python tests/ijw/fuzz.py AANTAL ZAAD` prints what they cost as JSON.

A process of its own, so that its peak of memory is that of the library. Every input must get an outcome:
findings, or a message; anything but IjwFout ends the run with the input in the traceback.
"""

from __future__ import annotations

import json
import random
import re
import sys
from datetime import date
from pathlib import Path
from time import perf_counter

import ijw
from ijw.beantwoorden import ANTWOORD_OP
from ijw.regels import REGELS, goed_bericht
from ijw.regels.voorbeelden import BEGIN, CONTRACT

GOED = [ijw.build(goed_bericht(f"JW{n}")) for n in (301, 305, 307, 315, 317, 319, 323, 325)]
GOED += [ijw.build(voorbeeld.bouw()) for regel in REGELS.values() for voorbeeld in regel.fout]
BROKKEN = [
    b"<", b">", b"&", b"&lt;", b"&#0;", b"&#x10FFFF;", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE a>", b"<?x?>", b"\x00",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b" ", b'"', b"/", b"</a>", b"<a>" * 300, b"9" * 5000, b"-" * 50,
    b"9999-12-31", b"0001-01-01", b"12026-01-01", b"0000-00-00", b"24:00:00", "٣".encode(), "é".encode(), b"encoding='utf-16'",
    b"xmlns:ijw='urn:x'", b" a='1'", b"<!ENTITY e SYSTEM 'file:///etc/hostname'>", b"%", b"0", b"1e9", b"\xc2\xa0",
]  # fmt: skip
# What stands in the good messages, to be put in another place.
WAARDEN = sorted({waarde for data in GOED for waarde in re.findall(rb">([^<>]+)</", data)})
CODERINGEN = ["utf-16", "utf-16-le", "utf-32", "latin-1", "cp037", "utf-7"]


def beschadigd(toeval: random.Random) -> bytes:
    """One input: plain noise, a good message with other values, or one after one to six accidents."""
    soort = toeval.random()
    if soort < 0.05:
        return toeval.randbytes(toeval.randrange(400))
    data = toeval.choice(GOED)
    if soort < 0.5:
        for _ in range(toeval.randint(1, 3)):
            data = _waarde(data, toeval, WAARDEN)
        return data
    for _ in range(toeval.randint(1, 6)):
        plek, lengte = toeval.randrange(len(data) + 1), toeval.choice([1, 1, 2, 8, 60, 400])
        match toeval.randrange(7):
            case 0:
                data = data[:plek] + data[plek + lengte :]
            case 1:
                data = data[:plek] + toeval.choice(BROKKEN) + data[plek:]
            case 2:
                data = data[:plek] + toeval.choice(BROKKEN) + data[plek + lengte :]
            case 3:
                data = data[:plek] + toeval.randbytes(1) + data[plek + 1 :]
            case 4:
                ander = toeval.choice(GOED)
                data = data[:plek] + ander[toeval.randrange(len(ander)) :][:lengte] + data[plek:]
            case 5:
                data = (
                    data[:plek] + data[plek : plek + lengte] * toeval.randint(2, 40) + data[plek + lengte :]
                )
            case _:
                data = _waarde(data, toeval, BROKKEN)
    if toeval.random() < 0.03:
        data = data.decode("utf-8", "replace").encode(toeval.choice(CODERINGEN), "replace")
    return data


def _waarde(data: bytes, toeval: random.Random, keuze: list[bytes]) -> bytes:
    """Another value in some element, or before the end of one that holds elements."""
    delen = data.split(b"</")
    nummer = toeval.randrange(len(delen))
    voor, haakje, tekst = delen[nummer].rpartition(b">")
    if tekst.strip():
        delen[nummer] = voor + haakje + toeval.choice(keuze)
    return b"</".join(delen)


def administratie() -> ijw.Geheugen:
    """A past that knows the numbers in the good messages."""
    geheugen = ijw.Geheugen(date(2026, 6, 1), afspraken=CONTRACT)
    for eerder in (voorbeeld for begin in BEGIN.values() for voorbeeld in begin):
        geheugen.verwerk(eerder.bouw())
    return geheugen


def beantwoord(data: bytes, bevindingen: list[ijw.Bevinding], bekend: ijw.Geheugen) -> None:
    """What else is done with a message that could be read: an answer that can be sent, and hints."""
    bericht = ijw.parse(data)
    ijw.aanwijzingen(bericht, bekend)
    if bericht.NAAM in ANTWOORD_OP:
        ijw.build(ijw.antwoord(bericht, bevindingen, identificatie="A1", dagtekening=date(2026, 6, 1)))


def main(aantal: int, zaad: int) -> None:
    toeval, bekend = random.Random(zaad), administratie()
    langst, niveaus = 0.0, dict.fromkeys(range(5), 0)
    for _ in range(aantal):
        data = beschadigd(toeval)
        start = perf_counter()
        bevindingen = ijw.controleer(data, bekend)
        niveau = max((b.niveau for b in bevindingen), default=0)
        if niveau != 1:
            beantwoord(data, bevindingen, bekend)
        langst = max(langst, perf_counter() - start)
        niveaus[niveau] += 1
        assert all(b.tekst and b.pad.startswith("/") for b in bevindingen)
    print(
        json.dumps(
            {"aantal": aantal, "langst": langst, "piek_mb": _piek_mb(), "niveaus": list(niveaus.values())}
        )
    )


def _piek_mb() -> float:
    """The most memory of this program itself; what `getrusage` says includes the process that started it."""
    staat = Path("/proc/self/status").read_text()
    return int(staat.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
