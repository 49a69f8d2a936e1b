"""The waiting list by week as a chart: what is likely as a line, where it falls in 8 of 10 cases as a band.

A Vega-Lite specification, drawn on the server as SVG, in two sizes: beside a table on a wide screen, and on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from eenplan.caseload.antwoord import Tak

MATEN = {"breed": (590, 300), "smal": (270, 260)}  # width and height of the plane in pixels
KLEUREN = ("#56676b", "#1d5c5a")  # as it is: grey; the scenario: the calm colour of the house
NAMEN = ("zoals nu", "scenario")
LETTER = "Inter, 'Source Sans 3', 'Segoe UI', system-ui, sans-serif"
REGEL = 17  # pixels that one label needs


def teken(takken: Sequence[Tak]) -> dict[str, str]:
    """The chart as SVG by size (`breed`, `smal`)."""
    import vl_convert

    return {
        maat: vl_convert.vegalite_to_svg(
            specificatie(takken, *MATEN[maat]), format_locale="nl-NL", time_format_locale="nl-NL"
        )
        for maat in MATEN
    }


def specificatie(takken: Sequence[Tak], breed: int, hoog: int) -> dict[str, Any]:
    """The Vega-Lite specification of these one or two outcomes."""
    top = max(1.0, *(band[2] for tak in takken for band in tak["lijst"])) * 1.05
    namen = NAMEN if len(takken) > 1 else ("wachtlijst",)
    kleuren = KLEUREN if len(takken) > 1 else KLEUREN[1:]
    hoogtes = _uit_elkaar([tak["lijst"][-1][1] for tak in takken], top, hoog)
    lagen: list[dict[str, Any]] = []
    for tak, kleur in zip(takken, kleuren, strict=True):
        lagen.append(_laag(tak, {"type": "area", "color": kleur, "opacity": 0.18}, "laag", "hoog"))
    for nummer, (tak, kleur) in enumerate(zip(takken, kleuren, strict=True)):
        streep = {"strokeDash": [6, 4]} if len(takken) > 1 and nummer == 0 else {}
        lagen.append(_laag(tak, {"type": "line", "color": kleur, "strokeWidth": 2.5, **streep}, "midden"))
    for tak, kleur, naam, hoogte in zip(takken, kleuren, namen, hoogtes, strict=True):
        tekst = {
            "type": "text", "text": naam, "color": kleur, "align": "left", "dx": 6, "baseline": "middle",
            "fontSize": 13, "fontWeight": 600,
        }  # fmt: skip
        lagen.append(
            {
                "data": {"values": [{"dag": tak["eind"], "y": hoogte}]},
                "mark": tekst,
                "encoding": {"x": {"field": "dag", "type": "temporal"}, "y": {"field": "y", "type": "quantitative"}},
            }
        )  # fmt: skip
    lagen[0]["encoding"]["x"]["axis"] = _tijdas(takken[0], breed)
    lagen[0]["encoding"]["y"] |= {
        "scale": {"domain": [0, top], "nice": False, "zero": True},
        "axis": {"tickCount": 5, "tickMinStep": 1},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": breed,
        "height": hoog,
        "background": "#ffffff",
        "title": {"text": "Gezinnen op de wachtlijst", "anchor": "start", "fontSize": 13, "color": "#1d3940"},
        "layer": lagen,
        "config": {
            "font": LETTER,
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 600, "labelColor": "#1d3940",
                "titleColor": "#1d3940", "gridColor": "#e4e8e5", "domainColor": "#8a989b", "tickColor": "#8a989b",
            },
        },
    }  # fmt: skip


def _laag(tak: Tak, merk: dict[str, Any], y: str, y2: str = "") -> dict[str, Any]:
    begin = date.fromisoformat(tak["start"])
    rijen = [
        {"dag": (begin + timedelta(weeks=w)).isoformat(), "laag": laag, "midden": midden, "hoog": hoog}
        for w, (laag, midden, hoog) in enumerate(tak["lijst"])
    ]
    encoding: dict[str, Any] = {
        "x": {"field": "dag", "type": "temporal", "title": None},
        "y": {"field": y, "type": "quantitative", "title": None},
    }
    if y2:
        encoding["y2"] = {"field": y2}
    return {"data": {"values": rijen}, "mark": merk, "encoding": encoding}


def _tijdas(tak: Tak, breed: int) -> dict[str, Any]:
    """Quarters, or half years where there is no room: so many pixels are needed for `jan 2027`."""
    maanden = tak["weken"] / 4.345
    stap = next((n for n in (1, 3, 6, 12) if maanden / n * 78 <= breed), 12)
    return {
        "format": "%b %Y",
        "tickCount": {"interval": "month", "step": stap},
        "grid": False,
        "labelFlush": True,
    }


def _uit_elkaar(waarden: list[float], top: float, hoog: int) -> list[float]:
    """Where each label stands on the axis, beside the end of its line, so that no two overlap and none falls off."""
    regel = REGEL * top / hoog
    volgorde = sorted(range(len(waarden)), key=lambda n: waarden[n])
    uit = [0.0] * len(waarden)
    vloer = 0.0
    for n in volgorde:
        uit[n] = max(waarden[n], vloer)
        vloer = uit[n] + regel
    teveel = max(0.0, max(uit) - top)
    return [max(0.0, y - teveel) for y in uit]
