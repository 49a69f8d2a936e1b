"""The reference pages, generated from the declarations (Dutch, markdown)."""

from __future__ import annotations

from dataclasses import replace

from ijw.declaratie import BERICHTEN, Veld, Vorm
from ijw.regels import overzicht
from ijw.schema import vormen, zoek_bericht
from ijw.soorten import Code, Getal, Soort, Tekst


def reference(naam: str, versie: str = "3.2") -> str:
    """The page of this message: its classes in order, then its code lists. KeyError when unknown."""
    bericht = zoek_bericht(naam, versie)
    alle = vormen(bericht)
    regels = [
        f"# {naam} (iJw {bericht.VERSIE.naam})",
        "",
        bericht.VORM.uitleg,
        "",
        f"Namespace van het bericht: `{bericht.VERSIE.ruimte(naam)}`  ",
        f"Namespace van de gedeelde elementen: `{bericht.VERSIE.basis}`",
    ]
    for vorm in alle:
        regels += _klasse(vorm)
    lijsten = {s.lijst: s for vorm in alle for v in vorm.velden if isinstance(s := v.soort, Code)}
    for lijst in sorted(lijsten):
        regels += ["", f"## Codelijst {lijst}", "", "| code | betekenis |", "|---|---|"]
        regels += [f"| `{code}` | {_cel(betekenis)} |" for code, betekenis in lijsten[lijst].codes.items()]
    return "\n".join([*regels, ""])


def naslag(versie: str = "3.2") -> dict[str, str]:
    """All pages of a release by file name; `docs/ijw` holds them and a test says when they are old."""
    namen = sorted(b.NAAM for b in BERICHTEN.values() if b.VERSIE.naam == versie)
    return {f"{naam}.md": reference(naam, versie) for naam in namen} | {"regels.md": overzicht(versie)}


def _klasse(vorm: Vorm) -> list[str]:
    kop = ["", f"## {_naam(vorm)}", "", vorm.uitleg, ""] if vorm.uitleg else ["", f"## {_naam(vorm)}", ""]
    return [
        *kop,
        "| element | aantal | inhoud | regels | uitleg |",
        "|---|---|---|---|---|",
        *map(_rij, vorm.velden),
    ]


def _rij(veld: Veld) -> str:
    aantal = "1" if veld.verplicht else "0..1"
    soort = veld.soort
    uitleg = veld.uitleg or soort.uitleg
    if veld.item:
        aantal += f" met 1..n `{veld.item}`"
    if isinstance(soort, Vorm):
        return f"| `{veld.naam}` | {aantal} | {_naam(soort)} | | {_cel(uitleg)} |"
    regels = ", ".join(sorted(soort.regels() | ({soort.extra.regel} if soort.extra else set())))
    return f"| `{veld.naam}` | {aantal} | {_cel(_inhoud(soort))} | {regels} | {_cel(uitleg)} |"


def _inhoud(soort: Soort) -> str:
    if soort.extra:
        return f"{_inhoud(replace(soort, extra=None))}. {soort.extra.eis}"
    match soort:
        case Code():
            return f"{soort.naam}, code uit lijst {soort.lijst}"
        case Getal():
            return f"{soort.naam}, geheel getal 0 t/m {soort.maximum}"
        case Tekst(maximum=None):
            return f"{soort.naam}, tekst"
        case Tekst():
            return f"{soort.naam}, tekst van 1 t/m {soort.maximum} posities"
    return f"{soort.naam}, {soort.vorm_eis()}"


def _naam(vorm: Vorm) -> str:
    return "Bericht" if vorm.typenaam == "Root" else vorm.klasse.__name__


def _cel(tekst: str) -> str:
    return " ".join(tekst.replace("|", "\\|").split())
