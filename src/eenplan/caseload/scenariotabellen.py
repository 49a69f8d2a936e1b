"""What a scenario gave, as tables: for its page, and as one sheet for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from eenplan.caseload.antwoord import GROEPEN, Tak
from eenplan.caseload.getallen import dag, getal
from eenplan.caseload.models import Rekening

KOP = [
    _("Deel"), _("Wat"), _("Nu: midden"), _("Nu: laag"), _("Nu: hoog"), _("Scenario: midden"), _("Scenario: laag"),
    _("Scenario: hoog"), _("Eenheid"), _("Waar het vandaan komt"),
]  # fmt: skip
SOORTEN_HERKOMST = {
    "geteld": _("Geteld"),
    "ingevuld": _("Ingevuld"),
    "bron": _("Bron"),
    "aanname": _("Aanname"),
}
THEMAS = [
    ("groepen", _("Het team")), ("beschikbaarheid", _("Uren van een fte")), ("opslag", _("Bovenop elk uur met een gezin")),
    ("instroom", _("Nieuwe gezinnen")), ("beleid", _("Werkwijze")), ("periode", _("Periode")),
    ("soorten.enkelvoudig", _("Werk per enkelvoudige vraag")), ("soorten.meervoudig", _("Werk per meervoudige vraag")),
    ("soorten.veiligheid", _("Werk bij onveiligheid")),
]  # fmt: skip
NIET_OP_SCHERM = ("wachttijd mediaan", "aangekomen")  # in the file they are
STAP = 13  # weeks between two rows of the table beside the chart


def voor_scherm(uitkomst: Mapping[str, Any] | None) -> dict[str, Any]:
    """The tables of the page; nothing when there is no outcome."""
    if uitkomst is None:
        return {}
    takken = uitkomst["takken"]
    kort = {tak["naam"]: naam for tak, naam in zip(takken, (_("nu"), _("scenario")), strict=False)}
    return {
        "uitkomst": uitkomst,
        "takken": [{"naam": naam[:1].upper() + naam[1:]} for naam in map(str, kort.values())],
        "vergelijkt": len(takken) > 1,
        "lijst": [_lijstrij(takken, week) for week in _weken(takken[0])],
        "wachttijden": [_wachtrij(takken, k, kort) for k in range(len(takken[0]["soorten"]))],
        "bezetting": [
            {"naam": GROEPEN.get(g["naam"], g["naam"]), "tak": kort[tak["naam"]], "benut": _procent(g["benut"]), "gevuld": _procent(g["gevuld"])}
            for tak in takken for g in tak["groepen"]
        ],
        "verschillen": [_verschilrij(v) for v in uitkomst["verschillen"] if not v["wat"].startswith(NIET_OP_SCHERM)],
        "herkomst": _herkomst(takken),
    }  # fmt: skip


def voor_bestand(rekening: Rekening) -> Iterator[list[Any]]:
    """One row per figure; bands as low, middle and high, in which 8 of 10 runs fall."""
    uitkomst: dict[str, Any] = rekening.uitkomst or {}
    takken = uitkomst["takken"]
    yield ["Antwoord", uitkomst["antwoord"], *[None] * 8]
    for zin in uitkomst["vergeleken"]:
        yield ["Antwoord", zin, *[None] * 8]
    begin = date.fromisoformat(takken[0]["start"])
    for week in range(takken[0]["weken"] + 1):
        banden = [_getallen(tak["lijst"][week]) for tak in takken]
        yield ["Wachtlijst", begin + timedelta(weeks=week), *_naast_elkaar(banden), "gezinnen", None]
    for deel, veld, keer, eenheid in (
        ("Wachttijd, midden", "mediaan", 1, "weken"),
        ("Wachttijd, 9 van de 10", "p90", 1, "weken"),
        ("Op tijd gestart", "op_tijd", 100, "procent"),
    ):
        for k, soort in enumerate(takken[0]["soorten"]):
            banden = [_getallen(tak["soorten"][k][veld] or [None] * 3, keer) for tak in takken]
            yield [deel, soort["naam"], *_naast_elkaar(banden), eenheid, None]
    for n, tak in enumerate(takken):
        for groep in tak["groepen"]:
            band = _getallen(groep["benut"], 100)
            leeg: list[Any] = [None] * 3
            banden = [band] if len(takken) == 1 else [band, leeg] if n == 0 else [leeg, band]
            yield ["Uren benut", groep["naam"], *_naast_elkaar(banden), "procent", None]
    for v in uitkomst["verschillen"]:
        verschil = (
            f"verschil {getal(v['verschil'], 2)}, zeker tussen {getal(v['laag'], 2)} en {getal(v['hoog'], 2)}"
        )
        yield [
            "Verschil", v["naam"], _decimaal(v["eerste"]), None, None, _decimaal(v["deze"]), None, None, v["eenheid"],
            verschil if v["zeker"] else f"{verschil}; kan toeval zijn",
        ]  # fmt: skip
    yield from _getallen_met_herkomst(takken)


def _getallen_met_herkomst(takken: list[Tak]) -> Iterator[list[Any]]:
    per_tak = [
        {pad: (waarde, soort, tekst) for pad, waarde, soort, tekst in tak["herkomst"]} for tak in takken
    ]
    for pad in dict.fromkeys(pad for tak in per_tak for pad in tak):
        waarden = [[_decimaal(tak[pad][0], 4) if pad in tak else None, None, None] for tak in per_tak]
        _waarde, soort, tekst = next(tak[pad] for tak in reversed(per_tak) if pad in tak)
        herkomst = str(SOORTEN_HERKOMST[soort]) + (f": {tekst}" if tekst else "")
        yield ["Getal waarop dit rust", pad, *_naast_elkaar(waarden), None, herkomst]


def _weken(tak: Tak) -> list[int]:
    weken = list(range(0, tak["weken"] + 1, STAP))
    return weken if weken[-1] == tak["weken"] else [*weken, tak["weken"]]


def _lijstrij(takken: list[Tak], week: int) -> dict[str, Any]:
    begin = date.fromisoformat(takken[0]["start"]) + timedelta(weeks=week)
    banden = [[getal(round(x)) for x in tak["lijst"][week]] for tak in takken]
    return {"dag": dag(begin), "banden": banden}


def _wachtrij(takken: list[Tak], k: int, kort: Mapping[str, Any]) -> dict[str, Any]:
    soorten = [tak["soorten"][k] for tak in takken]
    return {
        "naam": soorten[0]["naam"],
        "takken": [
            {
                "tak": kort[tak["naam"]],
                "mediaan": _weken_in_woorden(s["mediaan"][1]),
                "p90": _weken_in_woorden(s["p90"][1]),
                "op_tijd": _procent(s["op_tijd"]) if s["op_tijd"] else "",
                "overdrachten": getal(s["overdrachten"], 1),
            }
            for tak, s in zip(takken, soorten, strict=True)
        ],
    }


def _weken_in_woorden(weken: float | None) -> str:
    if weken is None:
        return "langer dan de periode"
    if weken < 1:
        return f"{getal(round(7 * weken))} dagen" if round(7 * weken) != 1 else "1 dag"
    return f"{getal(weken, 1)} weken" if round(weken, 1) != 1 else "1 week"


def _procent(band: list[float | None]) -> str:
    laag, midden, hoog = band
    if midden is None:
        return "–"
    grens = "" if laag is None or hoog is None else f" ({round(100 * laag)}–{round(100 * hoog)})"
    return f"{round(100 * midden)}%{grens}"


def _verschilrij(v: Mapping[str, Any]) -> dict[str, Any]:
    cijfers = v["cijfers"]
    meer = getal(abs(v["verschil"]), cijfers)
    plus = "" if meer == "0" else "+" if v["verschil"] > 0 else "−"
    return {
        **v,
        "nu": getal(v["eerste"], cijfers),
        "straks": getal(v["deze"], cijfers),
        "meer": f"{plus}{meer}",
        "tussen": f"{getal(v['laag'], cijfers)} en {getal(v['hoog'], cijfers)}".replace("-", "−"),
    }


# ---- what it rests on --------------------------------------------------------------------------------


def _herkomst(takken: list[Tak]) -> list[dict[str, Any]]:
    """The numbers of the scenario by theme, and within it by where they come from."""
    themas: dict[str, dict[tuple[str, str], dict[str, list[tuple[str, str]]]]] = {
        t: {} for t, _naam in THEMAS
    }
    for pad, waarde, soort, tekst in takken[-1]["herkomst"]:
        thema = next((t for t in themas if pad.startswith(f"{t}.")), None)
        if thema is not None:
            blok, sleutel = _blok_en_sleutel(pad[len(thema) + 1 :])
            blokken = themas[thema].setdefault((soort, tekst), {})
            _zet_erbij(blokken.setdefault(_woord(blok), []), _woord(sleutel), getal(waarde, 4))
    return [
        {
            "naam": naam,
            "groepen": [
                {
                    "soort": soort,
                    "merk": SOORTEN_HERKOMST[soort],
                    "tekst": tekst,
                    "blokken": list(blokken.items()),
                }
                for (soort, tekst), blokken in themas[thema].items()
            ],
        }
        for thema, naam in THEMAS
        if themas[thema]
    ]


def _blok_en_sleutel(pad: str) -> tuple[str, str]:
    """`groep.fte[1].waarde` is the second of a row of numbers that is called fte in that block."""
    blok, _punt, sleutel = pad.removesuffix(".waarde").rpartition(".")
    return blok, sleutel.partition("[")[0]


def _zet_erbij(getallen: list[tuple[str, str]], naam: str, waarde: str) -> None:
    """A row of numbers stands behind one name."""
    if getallen and getallen[-1][0] == naam:
        getallen[-1] = (naam, f"{getallen[-1][1]}; {waarde}")
    else:
        getallen.append((naam, waarde))


def _woord(pad: str) -> str:
    delen = [deel for deel in pad.split(".") if deel not in ("fasen", "activiteiten")]
    return ", ".join(deel.replace("_", " ") for deel in delen)


# ---- numbers for a spreadsheet -------------------------------------------------------------------------


def _naast_elkaar(banden: list[list[Any]]) -> list[Any]:
    """Middle, low and high of the present and of the scenario; without a comparison only the present."""
    uit = [x for band in banden for x in band]
    return uit + [None] * (6 - len(uit))


def _getallen(band: list[float | None], keer: int = 1) -> list[Decimal | None]:
    laag, midden, hoog = (None if x is None else _decimaal(keer * x) for x in band)
    return [midden, laag, hoog]


def _decimaal(waarde: float, cijfers: int = 2) -> Decimal:
    return Decimal(str(round(waarde, cijfers)))
