"""The table that accounts for every rule: where it holds, what checks it, how it is tested."""

from __future__ import annotations

from collections.abc import Iterator

from ijw.declaratie import BERICHTEN
from ijw.regels.regel import REGELS, Regel
from ijw.regels.verantwoording import DOOR_BIBLIOTHEEK, DOOR_REGELS, NIET_TE_TOETSEN
from ijw.schema import vormen
from ijw.soorten import Soort


def overzicht(versie: str = "3.2") -> str:
    """The page with every rule (Dutch, markdown)."""
    per_datatype = regels_per_datatype(versie)
    return "\n".join(
        [
            f"# Regels van iJw {versie}",
            "",
            "Welke regel waar wordt gecontroleerd. De regels staan met hun voorbeelden in "
            "`src/ijw/regels`; `tests/ijw/test_regels.py` bouwt elk voorbeeld: een goed voorbeeld houdt alle "
            "regels, een fout voorbeeld breekt de regel.",
            "",
            "## Niveau 1: vorm",
            "",
            "De datatypen dwingen deze regels af; `tests/ijw/test_datatypen.py` en `tests/ijw/test_oordeel.py` "
            "vergelijken het oordeel met de officiële schema's.",
            "",
            "| regel | datatype of element |",
            "|---|---|",
            *[f"| {code} | {', '.join(sorted(namen))} |" for code, namen in sorted(per_datatype.items())],
            "",
            "## Niveau 2: binnen het bericht",
            "",
            "Een fout op niveau 2 geeft retourcode 0001 in de Header.",
            "",
            *_tabel(2),
            "## Niveau 3: tegen eerdere berichten",
            "",
            "Wat eerder is gestuurd komt van de administratie van de gebruiker (`ijw.Administratie`).",
            "",
            *_tabel(3),
            "## Niveau 4: tegen een bron van buiten",
            "",
            *_tabel(4),
            "## Regels van werken (OP) en van invullen (IV)",
            "",
            "Deze regels hebben geen eigen retourcode. Wat een programma kan zien en geen andere regel afdwingt, geeft "
            "`ijw.aanwijzingen` als raad aan wie een bericht maakt; geen bericht wordt erop afgekeurd.",
            "",
            "De uitgangspunten (UP) dragen deze regels en stellen zelf geen eis aan een bericht.",
            "",
            "### Eigen functie",
            "",
            *_rijen([r for _, r in sorted(REGELS.items()) if r.aanwijzing]),
            "### Afgedwongen door andere regels",
            "",
            "| regel | door |",
            "|---|---|",
            *[f"| {code} | {door.replace(' ', ', ')} |" for code, door in sorted(DOOR_REGELS.items())],
            "",
            "### Zo werkt de bibliotheek",
            "",
            "| regel | hoe |",
            "|---|---|",
            *[f"| {code} | {hoe} |" for code, hoe in sorted(DOOR_BIBLIOTHEEK.items())],
            "",
            "### Niet door een programma te toetsen",
            "",
            "| regel | waarom niet |",
            "|---|---|",
            *[f"| {code} | {waarom} |" for code, waarom in sorted(NIET_TE_TOETSEN.items())],
            "",
        ]
    )


def _tabel(niveau: int) -> list[str]:
    return _rijen([r for _, r in sorted(REGELS.items()) if r.niveau == niveau and not r.aanwijzing])


def _rijen(regels: list[Regel]) -> list[str]:
    return [
        "| regel | berichten | element | code | wat er mis is | functie | voorbeelden |",
        "|---|---|---|---|---|---|---|",
        *[_rij(regel) for regel in regels],
        "",
    ]


def regels_per_datatype(versie: str = "3.2") -> dict[str, set[str]]:
    """The rules of level 1, each with the datatypes that enforce it, or the element that narrows one."""
    gevonden: dict[str, set[str]] = {}
    for code, naam in _niveau_1(versie):
        gevonden.setdefault(code, set()).add(naam)
    return gevonden


def _niveau_1(versie: str) -> Iterator[tuple[str, str]]:
    for bericht in BERICHTEN.values():
        if bericht.VERSIE.naam == versie:
            for vorm in vormen(bericht):
                for veld in vorm.velden:
                    if isinstance(veld.soort, Soort):
                        yield from ((code, veld.soort.naam) for code in veld.soort.regels())
                        if veld.soort.extra:
                            yield veld.soort.extra.regel, veld.naam


def _rij(regel: Regel) -> str:
    functie = f"`{regel.functie.__module__.removeprefix('ijw.')}.{regel.functie.__name__}`"
    aantal = f"{len(regel.goed)} goed, {len(regel.fout)} fout"
    plaatsen = ", ".join(dict.fromkeys(str(plaats) for plaats in regel.plaatsen))
    code = regel.retourcode or ""
    delen = [regel.code, ", ".join(regel.berichten), plaatsen, code, regel.tekst, functie, aantal]
    return f"| {' | '.join(delen)} |"
