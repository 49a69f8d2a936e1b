"""The five kinds of simple value in the standard: text, code, number, date and time.

A datatype of the standard (`LDT_…`) is one frozen instance of a kind, with its facets. Everything that
must know the datatype reads it here: the reader (`lees`), the writer (`schrijf`), the generated fast
reader (`snel`), the schema (`facetten`) and the reference page (`beschrijving`).

`lees` follows XML Schema to the letter of libxml2, whose verdict the official schemas get in practice.
`snel` may be stricter: what it refuses goes to `lees`, which has the last word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, ClassVar

from ijw.bevinding import Afgekeurd, BuitenBereik
from ijw.codelijsten import codelijst

WITRUIMTE = " \t\n\r"  # what XML calls white space; never str.strip(), which takes more

# Rule code per facet value (regels.csv, RS001-RS040); one rule can serve many datatypes.
MINIMUM_REGEL = "RS001"
MAXIMUM_REGEL = {
    99: "RS002",
    99_999: "RS004",
    99_999_999: "RS005",
    999_999_999: "RS006",
    999_999_999_999: "RS040",
}
LENGTE_REGEL = {
    1: "RS008", 2: "RS009", 3: "RS010", 4: "RS011", 5: "RS012", 6: "RS013", 8: "RS014", 9: "RS015",
    10: "RS016", 12: "RS017", 15: "RS018", 20: "RS019", 24: "RS020", 25: "RS021", 35: "RS023",
    36: "RS024", 64: "RS025", 80: "RS026", 200: "RS028",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Patroon:
    """A pattern facet: as the schema writes it, as Python tests it, and what it asks of the sender."""

    xsd: str
    python: str
    regel: str
    eis: str
    toets: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "toets", re.compile(self.python))

    @classmethod
    def vast(cls, waarde: str, regel: str) -> Patroon:
        """The pattern of an element with one fixed value, such as BerichtCode (RS047)."""
        return cls(re.escape(waarde), re.escape(waarde), regel, f"Vul hier de vaste waarde {waarde} in.")


# `.` in a schema stops at line ends; `\s` is XML white space only.
ZICHTBAAR = Patroon(
    r".*[^\s].*",
    r"[^\n\r]*[^ \t\n\r][^\n\r]*",
    "RS033",
    "Vul minstens één zichtbaar teken in, op één regel, of laat het element weg als dat mag.",
)
COMMENTAAR = Patroon(
    r"([.\s]*\S+[.\s]*)+",
    r"[ \t\n\r]*[^ \t\n\r](?s:.*)",
    "RS031",
    "Vul minstens één zichtbaar teken in, of laat het element weg.",
)


def cijfers(aantal: int, regel: str) -> Patroon:
    """Exactly so many digits: municipality (RS035), AGB code (RS036), BSN (RS037)."""
    patroon = f"[0-9]{{{aantal}}}"
    return Patroon(patroon, patroon, regel, f"Vul precies {aantal} cijfers in, met voorloopnullen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Soort:
    """What all kinds share. `naam` is the name in the schema, `uitleg` its explanation there."""

    naam: str
    uitleg: str = ""
    extra: Patroon | None = None  # a restriction that one element adds; the type then has no name

    basis: ClassVar[str]
    python: ClassVar[type]

    def beperkt(self, patroon: Patroon) -> Soort:
        """The same datatype, narrowed for one element (an anonymous type in the schema)."""
        return replace(self, extra=patroon)

    def lees(self, tekst: str) -> Any:
        """The value of this text; raises Afgekeurd with the rule that it breaks."""
        raise NotImplementedError

    def schrijf(self, waarde: Any) -> str:
        """The text of this value; raises Afgekeurd when it is not of the Python type."""
        if type(waarde) is not self.python and not (
            isinstance(waarde, self.python) and not isinstance(waarde, bool | datetime)
        ):
            raise Afgekeurd(
                "IJW-type", f"De waarde {waarde!r} is geen {self.python.__name__}. {self.vorm_eis()}"
            )
        return self._tekst_van(waarde)

    def _tekst_van(self, waarde: Any) -> str:
        return str(self.python(waarde))

    def vorm_eis(self) -> str:
        """One sentence that asks for the right form."""
        raise NotImplementedError

    def facetten(self) -> list[tuple[str, str]]:
        """The facets of the schema, in the order in which they are written."""
        raise NotImplementedError

    def regels(self) -> set[str]:
        """The rule codes of the standard that this datatype enforces."""
        raise NotImplementedError

    def snel(self, naam: str) -> tuple[str, str]:
        """For the generated reader: an expression that is true for a value to refuse, given the text
        in `t`, and an expression for the value. `naam` is the global that holds this instance."""
        raise NotImplementedError

    def _toets_extra(self, tekst: str) -> None:
        if self.extra and not self.extra.toets.fullmatch(tekst):
            raise Afgekeurd(self.extra.regel, f"De waarde {kort(tekst)} is niet toegestaan. {self.extra.eis}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tekst(Soort):
    """Free text (xs:string): white space counts, length is in characters."""

    maximum: int | None = None
    patroon: Patroon | None = None
    basis = "string"
    python = str

    def _tekst_van(self, waarde: str) -> str:
        return str.__str__(waarde)  # the text itself, also of an enum member

    def lees(self, tekst: str) -> str:
        if not tekst:
            regel = self.patroon.regel if self.patroon else "XSD-minLength"
            raise Afgekeurd(regel, f"Het element is leeg. {self.vorm_eis()}")
        if self.patroon and not self.patroon.toets.fullmatch(tekst):
            raise Afgekeurd(self.patroon.regel, f"De waarde {kort(tekst)} klopt niet. {self.patroon.eis}")
        if self.maximum and len(tekst) > self.maximum:
            raise te_lang(tekst, self.maximum)
        self._toets_extra(tekst)
        return tekst

    def vorm_eis(self) -> str:
        if self.patroon:
            return self.patroon.eis
        return f"Vul 1 tot en met {self.maximum} tekens in." if self.maximum else "Vul een tekst in."

    def facetten(self) -> list[tuple[str, str]]:
        facetten = [("minLength", "1")]
        if self.maximum:
            facetten.append(("maxLength", str(self.maximum)))
        if self.patroon:
            facetten.append(("pattern", self.patroon.xsd))
        return facetten

    def regels(self) -> set[str]:
        regels = {LENGTE_REGEL[self.maximum]} if self.maximum else set()
        return regels | ({self.patroon.regel} if self.patroon else set())

    def snel(self, naam: str) -> tuple[str, str]:
        toetsen = [f"len(t) > {self.maximum}"] if self.maximum else []
        if self.patroon is ZICHTBAAR:
            toetsen.append("t.isspace() or '\\n' in t or '\\r' in t")
        elif self.patroon is COMMENTAAR:
            toetsen.append("t.isspace()")
        elif self.patroon:
            toetsen.append(f"not {naam}.patroon.toets.fullmatch(t)")
        return " or ".join(["not t", *toetsen]), "t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Soort):
    """A code from a closed list; codes are text, so leading zeros count."""

    lijst: str
    maximum: int
    basis = "string"
    python = str

    def _tekst_van(self, waarde: str) -> str:
        return str.__str__(waarde)  # the text itself, also of an enum member

    @property
    def codes(self) -> dict[str, str]:
        """Meaning per code."""
        return codelijst(self.lijst)

    def lees(self, tekst: str) -> str:
        if tekst in self.codes:
            self._toets_extra(tekst)
            return tekst
        if len(tekst) > self.maximum:
            raise te_lang(tekst, self.maximum, self.vorm_eis())
        raise Afgekeurd(
            "XSD-enumeration", f"De code {kort(tekst)} staat niet in lijst {self.lijst}. {self.vorm_eis()}"
        )

    def vorm_eis(self) -> str:
        codes = list(self.codes)
        keuze = ", ".join(codes) if len(codes) <= 25 else f"{', '.join(codes[:5])}, … ({len(codes)} codes)"
        return f"Kies een code uit lijst {self.lijst}: {keuze}."

    def facetten(self) -> list[tuple[str, str]]:
        return [("enumeration", code) for code in self.codes] + [("maxLength", str(self.maximum))]

    def regels(self) -> set[str]:
        return {LENGTE_REGEL[self.maximum]}

    def snel(self, naam: str) -> tuple[str, str]:
        return f"t not in {naam}_codes", "t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Getal(Soort):
    """A whole number from 0 up to and including `maximum` (xs:integer)."""

    maximum: int
    basis = "integer"
    python = int
    _vorm: ClassVar[re.Pattern[str]] = re.compile(r"([+-]?)0*([0-9]*)")

    def lees(self, tekst: str) -> int:
        tekst = tekst.strip(WITRUIMTE)
        delen = self._vorm.fullmatch(tekst)
        if not delen or not tekst[-1:].isdigit():
            raise Afgekeurd("XSD-integer", f"De waarde {kort(tekst)} is geen geheel getal. {self.vorm_eis()}")
        teken, kern = delen.groups()
        if teken == "-" and kern:
            raise Afgekeurd(MINIMUM_REGEL, f"De waarde {kort(tekst)} is lager dan 0. {self.vorm_eis()}")
        if len(kern) > len(str(self.maximum)) or int(kern or 0) > self.maximum:
            raise Afgekeurd(
                MAXIMUM_REGEL[self.maximum], f"De waarde {kort(tekst)} is te hoog. {self.vorm_eis()}"
            )
        self._toets_extra(tekst)
        return int(kern or 0)

    def vorm_eis(self) -> str:
        return f"Vul een geheel getal in van 0 tot en met {self.maximum}."

    def facetten(self) -> list[tuple[str, str]]:
        return [("minInclusive", "0"), ("maxInclusive", str(self.maximum))]

    def regels(self) -> set[str]:
        return {MINIMUM_REGEL, MAXIMUM_REGEL[self.maximum]}

    def snel(self, naam: str) -> tuple[str, str]:
        lengte = len(str(self.maximum))
        return f"len(t) > {lengte} or not t.isdigit() or not t.isascii() or int(t) > {self.maximum}", "int(t)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum(Soort):
    """A calendar day without time zone (RS032). The schema also allows years outside 1-9999."""

    basis = "date"
    python = date
    _vorm: ClassVar[re.Pattern[str]] = re.compile(
        r"(-?(?:[1-9][0-9]{4,}|[0-9]{4}))-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?"
    )

    def lees(self, tekst: str) -> date:
        tekst = tekst.strip(WITRUIMTE)
        delen = self._vorm.fullmatch(tekst)
        if not delen or not _bestaat(tekst_jaar := delen[1], int(delen[2]), int(delen[3])):
            raise Afgekeurd("XSD-date", f"De waarde {kort(tekst)} is geen bestaande datum. {self.vorm_eis()}")
        if delen[4]:
            raise Afgekeurd("RS032", f"De datum {kort(tekst)} heeft een tijdzone. {self.vorm_eis()}")
        self._toets_extra(tekst)
        if len(tekst_jaar) != 4:
            raise BuitenBereik(f"De datum {kort(tekst)} ligt buiten de jaren 1 tot en met 9999.")
        return date(int(tekst_jaar), int(delen[2]), int(delen[3]))

    def _tekst_van(self, waarde: date) -> str:
        return waarde.isoformat()

    def vorm_eis(self) -> str:
        return "Schrijf de datum als JJJJ-MM-DD, zonder tijdzone."

    def facetten(self) -> list[tuple[str, str]]:
        return [("pattern", "[^:Z]*")]

    def regels(self) -> set[str]:
        return {"RS032"}

    def snel(self, naam: str) -> tuple[str, str]:
        return "len(t) != 10 or t[4] != '-' or t[7] != '-'", "datum_van(t)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tijd(Soort):
    """A time of day without time zone (RS034); 24:00:00 is midnight, digits past microseconds drop."""

    basis = "time"
    python = time
    _vorm: ClassVar[re.Pattern[str]] = re.compile(
        r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})?"
    )

    def lees(self, tekst: str) -> time:
        tekst = tekst.strip(WITRUIMTE)
        delen = self._vorm.fullmatch(tekst)
        if not delen or not _klok(int(delen[1]), int(delen[2]), int(delen[3]), delen[4] or ""):
            raise Afgekeurd("XSD-time", f"De waarde {kort(tekst)} is geen bestaande tijd. {self.vorm_eis()}")
        if delen[5]:
            raise Afgekeurd("RS034", f"De tijd {kort(tekst)} heeft een tijdzone. {self.vorm_eis()}")
        self._toets_extra(tekst)
        microseconden = int((delen[4] or "")[:6].ljust(6, "0"))
        return time(int(delen[1]) % 24, int(delen[2]), int(delen[3]), microseconden)

    def _tekst_van(self, waarde: time) -> str:
        if waarde.tzinfo is not None:
            raise Afgekeurd("RS034", f"De tijd {waarde} heeft een tijdzone. {self.vorm_eis()}")
        return waarde.replace(fold=0).isoformat()

    def vorm_eis(self) -> str:
        return "Schrijf de tijd als UU:MM:SS, zonder tijdzone."

    def facetten(self) -> list[tuple[str, str]]:
        return [("pattern", "[^Z+-]+")]

    def regels(self) -> set[str]:
        return {"RS034"}

    def snel(self, naam: str) -> tuple[str, str]:
        return "len(t) != 8 or t[2] != ':' or t[5] != ':'", "tijd_van(t)"


def kort(tekst: str) -> str:
    """The value as a sentence quotes it: on one line, at most forty characters."""
    return repr(tekst if len(tekst) <= 40 else tekst[:39] + "…")


def te_lang(tekst: str, maximum: int, eis: str = "") -> Afgekeurd:
    """The refusal of a value beyond maxLength, with the rule of that length."""
    posities = "1 positie" if maximum == 1 else f"{maximum} posities"
    raad = eis or "Kort de waarde in."
    return Afgekeurd(
        LENGTE_REGEL[maximum],
        f"De waarde {kort(tekst)} heeft {len(tekst)} posities; er mag maximaal {posities} staan. {raad}",
    )


def _bestaat(jaar_tekst: str, maand: int, dag: int) -> bool:
    if len(jaar_tekst) > 20:  # past any 64-bit year, also for int()
        return False
    jaar = int(jaar_tekst)
    if jaar == 0 or abs(jaar) > 2**63 - 1 or not 1 <= maand <= 12:
        return False
    schrikkel = jaar % 4 == 0 and (jaar % 100 != 0 or jaar % 400 == 0)
    dagen = (31, 29 if schrikkel else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[maand - 1]
    return 1 <= dag <= dagen


def _klok(uur: int, minuut: int, seconde: int, fractie: str) -> bool:
    # Summed in floating point as libxml2 does: enough nines round up to 60 and are refused.
    seconden, gewicht = float(seconde), 1.0
    for cijfer in fractie:
        gewicht /= 10
        seconden += int(cijfer) * gewicht
    if uur == 24:
        return minuut == 0 and seconden == 0
    return uur < 24 and minuut < 60 and seconden < 60
