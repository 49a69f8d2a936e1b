"""The handbook of docs/handboek in the browser: Markdown as far as its pages use it, everything escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from eenplan.kern.paden import PROJECT

MAP = PROJECT / "docs" / "handboek"


@dataclass(frozen=True)
class Deel:
    """One chapter: its file name without extension, and its first heading."""

    naam: str
    titel: str
    pad: Path


def delen() -> list[Deel]:
    """The chapters, in the order of their file names."""
    gevonden = []
    for pad in sorted(p for p in MAP.glob("*.md") if p.stem != "README"):  # which is this list
        kop = re.search(r"^# (.+)$", pad.read_text(), re.M)
        naam = re.sub(r"[^a-z0-9-]", "-", pad.stem.lower())
        gevonden.append(Deel(naam, kop[1] if kop else pad.stem, pad))
    return gevonden


def beeld(naam: str) -> Path | None:
    """A picture of the handbook, or None."""
    return next((pad for pad in MAP.rglob("*.png") if pad.name == naam), None)


def als_html(deel: Deel) -> SafeString:
    """Headings, paragraphs, lists, pictures, bold, code and links; the chapter's own title is left out."""
    blokken = re.split(r"\n\s*\n", deel.pad.read_text())
    html = "\n".join(_block(blok.strip()) for blok in blokken if blok.strip() and not blok.startswith("# "))
    return mark_safe(html)  # noqa: S308 - each block escapes what it holds


def _block(blok: str) -> str:
    if kop := re.match(r"(#{2,4}) (.+)", blok):
        rest = blok[kop.end() :].strip()
        niveau = len(kop[1])
        return f"<h{niveau}>{_inline(kop[2])}</h{niveau}>" + (_block(rest) if rest else "")
    if re.match(r"([-*]|\d+\.) ", blok):
        soort = "ol" if blok[0].isdigit() else "ul"
        punten = re.split(r"\n(?=[-*] |\d+\. )", blok)
        return (
            f"<{soort}>"
            + "".join(f"<li>{_inline(re.sub(r'^([-*]|[0-9]+[.]) ', '', p))}</li>" for p in punten)
            + f"</{soort}>"
        )
    if blok.startswith("|"):
        return _table(blok.splitlines())
    return f"<p>{_inline(blok)}</p>"


def _table(regels: list[str]) -> str:
    rijen = [[cel.strip() for cel in regel.strip().strip("|").split("|")] for regel in regels]
    kop = "".join(f'<th scope="col">{_inline(cel)}</th>' for cel in rijen[0])
    lijf = "".join("<tr>" + "".join(f"<td>{_inline(cel)}</td>" for cel in rij) + "</tr>" for rij in rijen[2:])
    naam = escape(f"Tabel: {', '.join(rijen[0])}")
    return f'<div class="tabelvak" tabindex="0" role="region" aria-label="{naam}"><table class="utrecht-table"><thead><tr>{kop}</tr></thead><tbody>{lijf}</tbody></table></div>'


def _inline(tekst: str) -> str:
    html = str(escape(" ".join(tekst.split())))
    html = re.sub(
        r"!\[([^\]]*)\]\((?:[^)]*/)?([\w.-]+\.png)\)",
        r'<img class="handboek__beeld" src="/handboek/beeld/\2" alt="\1" loading="lazy">',
        html,
    )
    html = re.sub(r"\[([^\]]+)\]\(([\w-]+)\.md\)", r'<a href="/handboek/\2/">\1</a>', html)
    html = re.sub(r"\[([^\]]+)\]\((https?://[^)\s]+)\)", r'<a href="\2" rel="noreferrer">\1</a>', html)
    html = re.sub(r"`([^`]+)`", r"<code>\1</code>", html)
    html = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", html)
    return re.sub(r"(?<!\w)[*_]([^*_]+)[*_](?!\w)", r"<em>\1</em>", html)
