"""Outcomes in plain Dutch for a terminal: the answer first, the assumptions always with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formatie.getallen import schrijf
from formatie.model import Herkomst
from formatie.uitkomst import Band, Uitkomst
from formatie.vergelijken import Vergelijking
from formatie.werkmodel import Normuitkomst, Opbouw

_PER_KWARTAAL = 13


def norm_in_woorden(u: Normuitkomst) -> list[str]:
    """The work model as lines."""
    verschil = u.aanwezig - u.nodig.totaal
    oordeel = "Dat past" if verschil >= 0 else "Dat is te weinig"
    regels = [
        u.naam,
        f"Nodig is {_c(u.nodig.totaal)} fte en er is {_c(u.aanwezig)} fte. {oordeel}: "
        f"{_c(abs(verschil))} fte {'over' if verschil >= 0 else 'te kort'}.",
        f"Per benodigde fte: {_c(u.nieuw_per_fte)} nieuwe zaken per jaar en {_c(u.tegelijk_per_fte)} tegelijk.",
        "",
    ]
    for opbouw in u.fte_uren.values():
        regels += [*_opbouw(opbouw), ""]
    for soort in u.soorten:
        regels += [*_opbouw(soort.uren), *_opbouw(soort.per_soort_werk)[1:]]
        regels += [
            f"  {_c(soort.nieuw_per_jaar)} zaken per jaar, {_c(soort.uren_per_jaar)} uur, {_c(soort.fte)} fte; "
            f"{_c(soort.tegelijk)} tegelijk, een fte draagt er {_c(soort.tegelijk_per_fte)} van deze soort",
            "",
        ]
    regels += _opbouw(u.nodig)
    if u.toetsen:
        regels += ["", "Naast gepubliceerde cijfers:"]
        regels += [
            f"  {t.naam}: hier {schrijf(t.hier)}, gepubliceerd {schrijf(t.gepubliceerd)} ({t.bron})"
            for t in u.toetsen
        ]
    return [*regels, "", *herkomst_in_woorden(u.herkomst)]


def uitkomst_in_woorden(u: Uitkomst) -> list[str]:
    """A simulation as lines."""
    regels = [u.naam, *_antwoord(u), "", "Wachtlijst (gezinnen die op een start wachten):"]
    koppen = ["week", "p10", "mediaan", "p90", *(s.naam for s in u.soorten)]
    rijen = [
        [str(w), *_cellen(u.lijst[w]), *(_cel(s.lijst[w].mediaan) for s in u.soorten)]
        for w in range(0, u.weken + 1, _PER_KWARTAAL)
    ]
    regels += _tabel(koppen, rijen)
    regels += ["", "Wachttijd tot de start in weken (mediaan / p90), naar week van binnenkomst:"]
    rijen = [
        [
            str(kwartaal.van_week),
            *(f"{_weken(s.wachttijd[q].mediaan)} / {_weken(s.wachttijd[q].p90)}" for s in u.soorten),
        ]
        for q, kwartaal in enumerate(u.soorten[0].wachttijd)
    ]
    regels += _tabel(["week", *(s.naam for s in u.soorten)], rijen)
    for soort in u.soorten:
        for naam, deel in soort.termijnen.items():
            if deel.mediaan is not None:
                regels.append(f"Binnen de termijn '{naam}', {soort.naam}: {_procent(deel)}.")
    for groep in u.groepen:
        if groep.bezetting_totaal.mediaan is not None:
            regels.append(
                f"Groep {groep.naam}: {_procent(groep.bezetting_totaal)} van de uren benut, "
                f"{_procent(groep.gevuld_totaal)} van de caseload gevuld."
            )
    regels.append(
        "Overdrachten per afgeronde zaak: "
        + ", ".join(f"{s.naam} {schrijf(round(s.overdrachten_per_zaak, 2))}" for s in u.soorten)
        + "."
    )
    return [*regels, "", *herkomst_in_woorden(u.herkomst)]


def vergelijking_in_woorden(v: Vergelijking) -> list[str]:
    """Scenarios side by side as lines; * marks a difference that chance does not explain."""
    regels = []
    for uitkomst in v.uitkomsten:
        regels += [uitkomst.naam, *(f"  {zin}" for zin in _antwoord(uitkomst))]
    for uitkomst, rijen in zip(v.uitkomsten[1:], v.verschillen, strict=True):
        regels += [
            "",
            f"{uitkomst.naam}, tegen {v.uitkomsten[0].naam} (gemiddeld over de runs, met de band van 95%):",
        ]
        regels += _tabel(
            ["", "eerste", "deze", "verschil", "van", "tot", ""],
            [
                [
                    r.wat,
                    *(_n(x) for x in (r.eerste, r.deze, r.verschil, r.laag, r.hoog)),
                    "*" if r.zeker else "",
                ]
                for r in rijen
            ],
        )
    herkomst: dict[str, Herkomst] = {}
    for uitkomst in v.uitkomsten:
        herkomst |= uitkomst.herkomst
    regels += ["", "* het verschil is groter dan het toeval verklaart"]
    return [*regels, "", *herkomst_in_woorden(herkomst)]


def herkomst_in_woorden(herkomst: Mapping[str, Herkomst]) -> list[str]:
    """Where the numbers come from: assumptions, sources, and what the writer of the file gave."""
    aannames = {p: h for p, h in herkomst.items() if h.aanname}
    bronnen = {p: h for p, h in herkomst.items() if h.bron}
    eigen = {p: h for p, h in herkomst.items() if not h.aanname and not h.bron}
    regels = [f"Aannames ({len(aannames)}); niets hiervan is gemeten:"]
    regels += [f"  {regel}" for regel in _bijeen(aannames)]
    regels += [f"Uit een bron ({len(bronnen)}):"]
    regels += [f"  {p} = {schrijf(h.waarde)} ({h.bron})" for p, h in bronnen.items()]
    regels += [f"Opgegeven in het bestand ({len(eigen)}):"]
    regels += [f"  {regel}" for regel in _bijeen(eigen)]
    return regels


def _bijeen(herkomst: Mapping[str, Herkomst]) -> list[str]:
    """Numbers of one block on one line, so that all are listed and still fit on a screen."""
    blokken: dict[tuple[str, str], list[str]] = {}
    for pad, h in herkomst.items():
        reeks = pad.endswith("]") and not pad.endswith("]]")
        blok, _, sleutel = (pad.rsplit("[", 1)[0] if reeks else pad).rpartition(".")
        waarde = schrijf(h.waarde)
        lijst = blokken.setdefault((blok, h.toelichting), [])
        if reeks and lijst and lijst[-1].startswith(f"{sleutel} "):
            lijst[-1] += f" {waarde}"
        else:
            lijst.append(f"{sleutel} {waarde}")
    return [
        f"{blok or 'bestand'}: {', '.join(delen)}" + (f" ({toelichting})" if toelichting else "")
        for (blok, toelichting), delen in blokken.items()
    ]


def _antwoord(u: Uitkomst) -> list[str]:
    regels = [f"{u.runs} keer nagespeeld, {u.weken} weken vanaf {u.start:%d-%m-%Y}, zaad {u.zaad}."]
    if u.knelpunt is not None:
        regels.append(u.knelpunt.zin())
    begin = u.lijst[0].mediaan
    if begin:
        regels.append(f"Bij de start wachten {schrijf(begin)} gezinnen. {_leeg(u)}")
    eind = u.lijst[-1]
    regels.append(
        f"Aan het eind wachten er {_cel(eind.mediaan)} (van {_cel(eind.p10)} tot {_cel(eind.p90)})."
    )
    return regels


def _leeg(u: Uitkomst) -> str:
    leeg = u.leeg
    if leeg.deel == 0:
        return "In geen enkele run is de lijst binnen de periode leeg."
    deel = f"In {schrijf(round(100 * leeg.deel, 1))} procent van de runs is de lijst binnen de periode leeg"
    if leeg.datum_mediaan is None:
        return f"{deel}; in de meeste runs dus niet."
    laatst = f"{leeg.datum_p90:%d-%m-%Y}" if leeg.datum_p90 else "na de periode"
    return f"{deel}: rond {leeg.datum_mediaan:%d-%m-%Y}, met 80 procent zekerheid tussen {leeg.datum_p10:%d-%m-%Y} en {laatst}."


def _opbouw(o: Opbouw) -> list[str]:
    breedte = max([len(r.naam) for r in o.regels] + [6])
    regels = [f"{o.naam[0].upper()}{o.naam[1:]} ({o.eenheid})"]
    regels += [f"  {r.naam.ljust(breedte)} {_c(r.waarde).rjust(10)}" for r in o.regels]
    return [*regels, f"  {'totaal'.ljust(breedte)} {_c(o.totaal).rjust(10)}"]


def _tabel(koppen: Sequence[str], rijen: Sequence[Sequence[str]]) -> list[str]:
    breedtes = [max(len(rij[n]) for rij in [koppen, *rijen]) for n in range(len(koppen))]
    return [
        (
            "  "
            + rij[0].ljust(breedtes[0])
            + "".join("  " + c.rjust(b) for c, b in zip(rij[1:], breedtes[1:], strict=True))
        ).rstrip()
        for rij in [koppen, *rijen]
    ]


def _cellen(b: Band) -> list[str]:
    return [_cel(b.p10), _cel(b.mediaan), _cel(b.p90)]


def _cel(waarde: float | None) -> str:
    return "-" if waarde is None else schrijf(round(waarde, 1))


def _weken(waarde: float | None) -> str:
    return "meer" if waarde is None else schrijf(round(waarde, 1))


def _n(waarde: float) -> str:
    return schrijf(round(waarde, 2))


def _procent(b: Band) -> str:
    midden, laag, hoog = (round(100 * (x or 0.0)) for x in (b.mediaan, b.p10, b.p90))
    return f"{midden} procent (van {laag} tot {hoog})"


def _c(waarde: object) -> str:
    return str(waarde).replace(".", ",")
