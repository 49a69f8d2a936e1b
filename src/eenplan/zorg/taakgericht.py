"""Reading the file in which a provider reports care that is paid as a fixed sum: one line per youth and period of help.

    bestand = lees(inhoud, vandaag=vandaag())    # Geweigerd when it is no such file at all
    bestand.rijen, bestand.fouten                # what each line says, and what is wrong with it

The layout is described in docs/beheer/taakgericht.md. Nothing is asked of the database here: whether the youth, the
product and earlier files agree is for `taakgericht_vergelijken`. A fault never repeats what stood in a cell: in a file
that slipped a column that could be a BSN.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError

from eenplan.gezin.models import OUDST, Persoon, controleer_bsn
from eenplan.kern.fouten import Geweigerd
from ijw import codelijst

MAX_BYTES = 10 * 1024 * 1024
MAX_REGELS = 50_000
JA, NEE = ("ja", "j"), ("", "nee", "n")


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column of the layout: what it is called, whether each file has it, and what is in it."""

    naam: str
    nodig: bool
    uitleg: str
    langst: int = 0  # characters, of a text that is stored as it is


KOLOMMEN = (
    Kolom("BSN", True, "Negen cijfers. Een voorloopnul die het rekenprogramma wegliet, mag ontbreken."),
    Kolom("geboortedatum", True, "Ter controle van het BSN."),
    Kolom("productcode", True, "Code van een taakgericht product uit het contract, bijvoorbeeld 50A01."),
    Kolom("begindatum", True, "Eerste dag van de hulp."),
    Kolom("einddatum", False, "Laatste dag van de hulp. Leeg zolang de hulp loopt."),
    Kolom("reden beëindiging", False, "Code van lijst JZ588, bijvoorbeeld 31. Alleen bij een einddatum."),
    Kolom("achternaam", False, "Nodig voor een jeugdige die de gemeente nog niet kent.", 120),
    Kolom("voorvoegsel", False, "Bijvoorbeeld: van der.", 10),
    Kolom("voornamen", False, "Gebruikt voor een jeugdige die de gemeente nog niet kent.", 120),
    Kolom("geslacht", False, "m, v, x of onbekend."),
    Kolom("vervalt", False, "ja: wat eerder over deze hulp is gemeld, geldt als nooit gemeld. Anders leeg."),
)
NODIG = ";".join(kolom.naam for kolom in KOLOMMEN if kolom.nodig)


@dataclass(frozen=True, slots=True, order=True)
class Fout:
    """What is wrong on a line (numbered as a spreadsheet does, the heading is line 1) and how to mend it."""

    regel: int
    kolom: str
    tekst: str


class FouteRegels(Geweigerd):
    """The file is of the right kind, but lines of it are not right. All of them are named; nothing was recorded."""

    def __init__(self, fouten: Sequence[Fout]) -> None:
        self.fouten = sorted(set(fouten))
        regels = len({fout.regel for fout in self.fouten})
        wat = "1 fout" if len(self.fouten) == 1 else f"{len(self.fouten)} fouten"
        super().__init__(
            f"Er is niets vastgelegd: het bestand heeft {wat}, op {regels} {'regel' if regels == 1 else 'regels'}. "
            "Herstel ze en kies het bestand opnieuw.",
            veld="bestand",
        )


@dataclass(slots=True)
class Rij:
    """One line. What could not be read, or cannot be, is empty here and stands among the faults; then it is not `heel`."""

    regel: int
    bsn: str = ""
    geboortedatum: date | None = None
    code: str = ""
    begin: date | None = None
    eind: date | None = None
    reden: str = ""
    achternaam: str = ""
    voorvoegsel: str = ""
    voornamen: str = ""
    geslacht: str = Persoon.Geslacht.ONBEKEND
    vervalt: bool = False
    heel: bool = True


@dataclass(slots=True)
class Bestand:
    rijen: list[Rij] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)


def lees(inhoud: bytes, *, vandaag: date) -> Bestand:
    """Every line that has something on it. `Geweigerd` (veld `bestand`) when it is no CSV of this layout."""
    tekst = _tekst(inhoud)
    kopregel = tekst.partition("\n")[0]
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=";" if ";" in kopregel else ",", strict=True)
    bestand = Bestand()
    cellen_per_regel = _cellen(lezer, bestand.fouten)
    kop = _kop(next(cellen_per_regel, (1, []))[1])
    for regel, cellen in cellen_per_regel:
        if len(bestand.rijen) == MAX_REGELS:
            raise _nee(
                f"Het bestand heeft meer dan {MAX_REGELS} regels. Splits het, bijvoorbeeld per product."
            )
        if not any(cellen[len(kop) :]):  # a spreadsheet writes its empty columns too
            del cellen[len(kop) :]
        if len(cellen) != len(kop):
            bestand.fouten.append(
                Fout(
                    regel, "",
                    f"Deze regel heeft {len(cellen)} cellen en de kopregel {len(kop)}. Staat er een scheidingsteken te veel "
                    "of te weinig? Zet een tekst waar dat teken in staat tussen aanhalingstekens.",
                )
            )  # fmt: skip
            continue
        bestand.rijen.append(_Regel(regel, dict(zip(kop, cellen, strict=True)), bestand.fouten).lees(vandaag))
    if not bestand.rijen and not bestand.fouten:
        raise _nee("Onder de kopregel staan geen regels. Kies het bestand waarin de jeugdigen staan.")
    return bestand


# From bytes to cells --------------------------------------------------------------------------------------

_OPSLAAN = "Open het in het rekenprogramma, kies Opslaan als, en dan CSV (UTF-8)."
_ANDERS = (
    (b"PK\x03\x04", f"Dit is een Excel- of zipbestand, geen CSV. {_OPSLAAN}"),
    (b"\xd0\xcf\x11\xe0", f"Dit is een Excel-bestand, geen CSV. {_OPSLAAN}"),
    (b"\xff\xfe", f"Dit bestand is opgeslagen als Unicode-tekst (UTF-16). {_OPSLAAN}"),
    (b"\xfe\xff", f"Dit bestand is opgeslagen als Unicode-tekst (UTF-16). {_OPSLAAN}"),
    (b"%PDF", "Dit is een PDF, geen CSV. Vraag de aanbieder om het bestand als CSV."),
    (b"<?xml", "Dit is XML, geen CSV. Een bericht (JW305, JW307) hoort bij Berichten."),
)


def _tekst(inhoud: bytes) -> str:
    """The text: UTF-8, or else Windows-1252, as spreadsheets in the Netherlands save it."""
    if not inhoud.strip():
        raise _nee("Het bestand is leeg. Kies het bestand opnieuw.")
    if len(inhoud) > MAX_BYTES:
        raise _nee(
            f"Het bestand is groter dan {MAX_BYTES // 1024 // 1024} MB. Splits het, bijvoorbeeld per product."
        )
    for begin, zin in _ANDERS:
        if inhoud.startswith(begin):
            raise _nee(zin)
    if b"\0" not in inhoud:
        for codering in ("utf-8-sig",) if inhoud.startswith(codecs.BOM_UTF8) else ("utf-8", "cp1252"):
            try:
                return inhoud.decode(codering)
            except UnicodeDecodeError:
                continue
    raise _nee(f"Dit bestand is geen leesbare tekst. {_OPSLAAN}")


def _cellen(lezer: Iterator[list[str]], fouten: list[Fout]) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each line that is not blank. A quotation mark out of place ends the reading: what follows it
    could be anything."""
    regel = 1
    while True:
        try:
            cellen = [cel.strip() for cel in next(lezer)]
        except StopIteration:
            return
        except csv.Error:
            zin = "Vanaf hier is het bestand niet te lezen: een aanhalingsteken is niet goed geopend of gesloten. "
            fouten.append(
                Fout(
                    regel, "", zin + 'Zet een tekst met een aanhalingsteken tussen "…" en schrijf het dubbel.'
                )
            )
            return
        if any(cellen):
            yield regel, cellen
        regel = lezer.line_num + 1  # type: ignore[attr-defined]


def _kop(cellen: list[str]) -> list[str]:
    """Which column of the layout each cell of the heading is; in any order, capitals and trema left aside."""
    while cellen and not cellen[-1]:
        cellen.pop()
    bekend = {_kaal(kolom.naam): kolom.naam for kolom in KOLOMMEN}
    kop = [bekend.get(_kaal(cel), "") for cel in cellen]
    ontbreekt = [kolom.naam for kolom in KOLOMMEN if kolom.nodig and kolom.naam not in kop]
    if len(ontbreekt) > 1:
        raise _nee(
            f"De eerste regel moet de namen van de kolommen bevatten, in elk geval {NODIG}. "
            "Gebruik ; of , tussen de kolommen."
        )
    if ontbreekt:
        raise _nee(f"In de kopregel ontbreekt de kolom {ontbreekt[0]}. Voeg die kolom toe.")
    for nummer, (naam, cel) in enumerate(zip(kop, cellen, strict=True), 1):
        if not naam:
            welke = f"kolom {nummer} ('{cel}')" if cel.replace(" ", "").isalpha() else f"kolom {nummer}"
            namen = ", ".join(kolom.naam for kolom in KOLOMMEN)
            raise _nee(
                f"De kopregel noemt in {welke} een naam die hier niet hoort. Haal de kolom weg of verbeter de naam. "
                f"De kolommen zijn: {namen}."
            )
        if kop.index(naam) != nummer - 1:
            raise _nee(f"De kolom {naam} staat twee keer in de kopregel. Haal er een weg.")
    return kop


def _kaal(naam: str) -> str:
    return " ".join(naam.casefold().replace("ë", "e").replace("_", " ").split())


def _nee(zin: str) -> Geweigerd:
    return Geweigerd(zin, veld="bestand")


# From cells to a line -------------------------------------------------------------------------------------

_DAG_MAAND_JAAR = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_CODE = re.compile(r"[0-9A-Z]{5}", re.ASCII)


@dataclass(slots=True)
class _Regel:
    """One line while it is read: its cells by column, and where its faults go."""

    regel: int
    cellen: dict[str, str]
    fouten: list[Fout]

    def lees(self, vandaag: date) -> Rij:
        ervoor = len(self.fouten)
        rij = Rij(
            self.regel,
            bsn=self._bsn(),
            geboortedatum=self._datum("geboortedatum", nodig=True),
            code=self._code(),
            begin=self._datum("begindatum", nodig=True),
            eind=self._datum("einddatum"),
            reden=self._reden(),
            achternaam=self._naam("achternaam"),
            voorvoegsel=self._naam("voorvoegsel"),
            voornamen=self._naam("voornamen"),
            geslacht=self._geslacht(),
            vervalt=self._vervalt(),
        )
        self._check_dagen(rij, vandaag)
        rij.heel = len(self.fouten) == ervoor
        return rij

    def fout(self, kolom: str, tekst: str) -> None:
        self.fouten.append(Fout(self.regel, kolom, tekst))

    def _cel(self, kolom: str) -> str:
        return self.cellen.get(kolom, "")

    def _bsn(self) -> str:
        cel = self._cel("BSN")
        try:
            return controleer_bsn(cel)
        except ValidationError:
            if not cel:
                self.fout("BSN", "Vul het BSN in.")
            else:
                self.fout(
                    "BSN", "Dit is geen geldig BSN: kijk de negen cijfers na; vaak zijn er twee verwisseld."
                )
            return ""

    def _datum(self, kolom: str, *, nodig: bool = False) -> date | None:
        cel = self._cel(kolom)
        if not cel:
            if nodig:
                self.fout(kolom, f"Vul de {kolom} in.")
            return None
        try:
            if gelezen := _ISO.fullmatch(cel):
                return date(*map(int, gelezen.groups()))
            if gelezen := _DAG_MAAND_JAAR.fullmatch(cel):
                return date(*map(int, reversed(gelezen.groups())))
        except ValueError:
            pass
        self.fout(
            kolom, "Dit is geen datum. Schrijf dag-maand-jaar, bijvoorbeeld 31-12-2026 (of 2026-12-31)."
        )
        return None

    def _code(self) -> str:
        code = self._cel("productcode").upper()
        if _CODE.fullmatch(code):
            return code
        self.fout("productcode", "Een productcode heeft vijf cijfers of letters, bijvoorbeeld 50A01.")
        return ""

    def _reden(self) -> str:
        cel = self._cel("reden beëindiging")
        if cel and self._cel("einddatum") == "":
            self.fout(
                "einddatum",
                "Er staat een reden van beëindiging. Vul ook de einddatum in, of haal de reden weg.",
            )
        elif not cel and self._cel("einddatum"):
            self.fout(
                "reden beëindiging",
                "Bij een einddatum hoort een reden: vul een code van lijst JZ588 in, zoals 31.",
            )
        if not cel:
            return ""
        code = cel.zfill(2)
        if code not in codelijst("JZ588"):
            self.fout(
                "reden beëindiging",
                f"Deze code staat niet op lijst JZ588. Kies uit {', '.join(codelijst('JZ588'))}.",
            )
        return code

    def _naam(self, kolom: str) -> str:
        cel, langst = self._cel(kolom), LANGST[kolom]
        if len(cel) > langst or not cel.isprintable():
            self.fout(kolom, f"Schrijf dit op één regel, met ten hoogste {langst} tekens.")
            return cel[:langst]
        return cel

    def _geslacht(self) -> str:
        cel = self._cel("geslacht").casefold() or str(Persoon.Geslacht.ONBEKEND)
        if cel not in GESLACHTEN:
            self.fout("geslacht", "Vul m, v, x of onbekend in, of laat dit leeg.")
        return cel

    def _vervalt(self) -> bool:
        cel = self._cel("vervalt").casefold()
        if cel not in (*JA, *NEE):
            self.fout("vervalt", "Vul ja in als deze hulp als nooit gemeld geldt; laat dit anders leeg.")
        return cel in JA

    def _check_dagen(self, rij: Rij, vandaag: date) -> None:
        """What the days of one line say of each other, and of today: what is reported has happened. A day that cannot be
        is taken out, so that it is named once."""
        for kolom, veld in (
            ("geboortedatum", "geboortedatum"),
            ("begindatum", "begin"),
            ("einddatum", "eind"),
        ):
            dag = getattr(rij, veld)
            if dag is None or (vandaag.year - OUDST <= dag.year and dag <= vandaag):
                continue
            setattr(rij, veld, None)
            if dag > vandaag:
                self.fout(
                    kolom,
                    "Deze dag ligt in de toekomst. Kijk hem na; hulp wordt gemeld als zij is begonnen of gestopt.",
                )
            else:
                self.fout(kolom, "Deze dag ligt te ver terug. Kijk het jaar na.")
        if rij.begin and rij.eind and rij.eind < rij.begin:
            self.fout("einddatum", "De hulp eindigt vóór zij begint. Kijk de begindatum en de einddatum na.")
            rij.eind = None
        if rij.begin and rij.geboortedatum and rij.begin < rij.geboortedatum:
            self.fout(
                "begindatum", "De hulp begint vóór de geboorte. Kijk de begindatum en de geboortedatum na."
            )
            rij.begin = None


GESLACHTEN = frozenset(Persoon.Geslacht.values)
LANGST = {kolom.naam: kolom.langst for kolom in KOLOMMEN if kolom.langst}
