"""Setting in type: a template of `typst` and one value become an archivable PDF that can be read aloud.

    pdf = maak_pdf(Path(__file__).parent / "brief.typ", brief(feiten))

The PDF is PDF/A-2a and PDF/UA-1. Fonts come along, so that a page looks the same on every machine. The value goes in
as JSON (`sys.inputs.gegevens`) and is never pasted into the template, so a name cannot become markup.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

LETTERTYPE = Path(__file__).parent / "lettertype"
NORMEN: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
_een_tegelijk = Lock()  # a typst compiler serves one thread at a time; a page takes some 30 ms


def maak_pdf(sjabloon: Path, gegevens: Any) -> bytes:
    """`sjabloon` (a .typ file) filled with `gegevens` (anything JSON can hold), as PDF/A-2a + PDF/UA-1."""
    invoer = {"gegevens": json.dumps(gegevens, ensure_ascii=False)}
    with _een_tegelijk:
        pdf = _compiler(sjabloon).compile(format="pdf", pdf_standards=NORMEN, sys_inputs=invoer)  # type: ignore[arg-type]
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler(sjabloon: Path) -> typst.Compiler:
    """One compiler per process and template: reading the fonts costs most of the time."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[LETTERTYPE])
    return typst.Compiler(sjabloon, root=sjabloon.parent, font_paths=fonts)
