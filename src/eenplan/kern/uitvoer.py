"""A list as a file: CSV as a Dutch spreadsheet opens it, or Excel. Nothing in it is ever run as a formula.

    return als_bestand(vorm, naam="berichten", kop=["Bericht", "Bedrag"], rijen=rijen)

Numbers and dates keep their type, so that one can add up and sort; everything else is text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from eenplan.kern.tijd import vandaag

CSV, EXCEL = "csv", "xlsx"
VORMEN = (CSV, EXCEL)
EXCEL_SOORT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r")  # with which a spreadsheet begins a formula
LANGSTE = 32_767  # characters in one cell of Excel
BREED = 60  # characters; a wider column is of no use on a screen


def als_bestand(
    vorm: str, *, naam: str, kop: Sequence[str], rijen: Iterable[Sequence[Any]]
) -> HttpResponseBase:
    """An attachment with a heading and these rows; anything but `xlsx` gives CSV. `naam` holds no personal data."""
    if vorm == EXCEL:
        antwoord: HttpResponseBase = HttpResponse(_excel(kop, rijen), content_type=EXCEL_SOORT)
    else:
        vorm = CSV
        antwoord = StreamingHttpResponse(_csv(kop, list(rijen)), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}-{vandaag():%Y-%m-%d}.{vorm}"'
    return antwoord


def _csv(kop: Sequence[str], rijen: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Semicolons, decimal commas and a byte order mark: what Excel in Dutch reads without being asked."""
    regel = io.StringIO()
    schrijver = csv.writer(regel, delimiter=";", lineterminator="\r\n")
    yield "\ufeff"
    for rij in (kop, *rijen):
        schrijver.writerow([_als_tekst(waarde) for waarde in rij])
        yield regel.getvalue()
        regel.seek(0)
        regel.truncate()


def _als_tekst(waarde: Any) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, datetime):
        return f"{localtime(waarde):%Y-%m-%d %H:%M}"
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, int | Decimal) and not isinstance(waarde, bool):
        return str(waarde).replace(".", ",")  # a number of ours: its minus is no formula
    return onschadelijk(str(waarde))


def onschadelijk(tekst: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what looks like one."""
    return f"'{tekst}" if tekst.startswith(GEVAARLIJK) else tekst


def _excel(kop: Sequence[str], rijen: Iterable[Sequence[Any]]) -> bytes:
    boek = Workbook(write_only=True)
    blad = boek.create_sheet("Lijst")
    blad.freeze_panes = "A2"
    inhoud = [[_waarde(waarde) for waarde in rij] for rij in rijen]
    for nummer, titel in enumerate(kop):
        breedte = max([len(titel), *(len(str(rij[nummer])) for rij in inhoud[:500])])
        blad.column_dimensions[chr(ord("A") + nummer)].width = min(breedte + 2, BREED)
    blad.append([_cel(blad, titel, vet=True) for titel in kop])
    for rij in inhoud:
        blad.append([_cel(blad, waarde) for waarde in rij])
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _waarde(waarde: Any) -> Any:
    """As Excel knows it: a number, a day, a moment without zone, or text."""
    if isinstance(waarde, datetime):
        return localtime(waarde).replace(tzinfo=None, microsecond=0)
    if waarde is None or (isinstance(waarde, int | Decimal | date) and not isinstance(waarde, bool)):
        return "" if waarde is None else waarde
    return ILLEGAL_CHARACTERS_RE.sub("", str(waarde))[:LANGSTE]


def _cel(blad: Any, waarde: Any, *, vet: bool = False) -> WriteOnlyCell:
    cel = WriteOnlyCell(blad, value=waarde)
    if isinstance(waarde, str):
        cel.data_type = "s"  # text, also when it begins with "="
    if vet:
        cel.font = Font(bold=True)
    return cel
