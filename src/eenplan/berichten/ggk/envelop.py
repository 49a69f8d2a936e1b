"""What an envelope of the hub is: StUF ggk0210 (version 2.1 patch 04). `bouwen` makes bytes of it, `lezen` reads them.

The payload is opaque: bytes in, the same bytes out. A Di01 starts a conversation, a Du01 answers one (`cross`), a
Bv03 says "stored", a Fo03 refuses at once, a Fo01 refuses afterwards.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass, field
from datetime import datetime

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
STUF = "http://www.egem.nl/StUF/StUF0301"
GGK = "http://www.stufstandaarden.nl/koppelvlak/ggk0210"

# How we are called in an envelope.
APPLICATIE = "Eenplan"
APPLICATIEVERSIE = ("0000", "0001")  # 0.1 of pyproject.toml

# SOAPAction per kind that is posted (WSDL, binding SOAPOntvangAsynchroon).
SOAP_ACTIE = {"Di01": f"{GGK}/ggk_Di01", "Du01": f"{GGK}/ggk_Du01", "Fo01": f"{STUF}/Fo01"}

SOORTEN_MET_LADING = ("Di01", "Du01")


@dataclass(frozen=True, slots=True)
class Systeem:
    """Who sends or receives: code of the organisation (CBS or AGB) and the name of its software."""

    organisatie: str
    applicatie: str
    administratie: str | None = None
    gebruiker: str | None = None


@dataclass(frozen=True, slots=True)
class Lading:
    """The message inside: its bytes and its version; with a file name it travels as text, otherwise as XML."""

    data: bytes = field(repr=False)
    versie: str  # four digits, of the message: 0003 for iJw 3.2
    subversie: str
    applicatieversie: str  # four digits, of the sending software
    applicatiesubversie: str
    bestandsnaam: str | None = None


@dataclass(frozen=True, slots=True)
class Fout:
    """Body of a Fo01 or Fo03. `plek`: client (the sender must mend it) or server (ours to mend)."""

    code: str
    plek: str
    omschrijving: str
    details: str | None = None


@dataclass(frozen=True, slots=True)
class Envelop:
    """One envelope. `functie` and `lading` belong to Di01 and Du01, `fout` to Fo01 and Fo03."""

    soort: str
    zender: Systeem
    ontvanger: Systeem
    referentienummer: str
    tijdstip: str  # yyyymmddhhmmss, Dutch time
    cross: str = ""  # reference of what is answered; every kind but Di01 has one
    functie: str = ""  # kind of message, such as JW301
    lading: Lading | None = None
    fout: Fout | None = None


def antwoord(op: Envelop | None, *, van: Systeem, tijdstip: str, fout: Fout | None = None) -> Envelop:
    """What to say to this envelope: stored (Bv03) or refused (Fo03). None: it could not be read."""
    naar = op.zender if op and _past(op.zender) else Systeem("", "GGk")
    return Envelop(
        "Bv03" if fout is None else "Fo03", van, naar, str(uuid.uuid4()), tijdstip,
        cross=op.referentienummer[:40] if op else "", fout=fout,
    )  # fmt: skip


def referentienummer_voor(*delen: str) -> str:
    """The reference of a message: always the same for the same parts, in the form of a version 4 UUID.

    After a crash the message goes out with the number it had, so that the other side knows it again.
    """
    digest = hashlib.sha256("\x1f".join(delen).encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def stuf_tijdstip(moment: datetime) -> str:
    """A moment (Dutch time) as StUF writes it."""
    return f"{moment:%Y%m%d%H%M%S}"


# What the schemas say ---------------------------------------------------------------------------------------

WORTEL = {
    "Di01": (GGK, "envelopHeenbericht-ggk_Di01"),
    "Du01": (GGK, "envelopRetourbericht-ggk_Du01"),
    "Bv03": (STUF, "Bv03Bericht"),
    "Fo01": (STUF, "Fo01Bericht"),
    "Fo03": (STUF, "Fo03Bericht"),
}
SOORT = {wortel: soort for soort, wortel in WORTEL.items()}

UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
VERSIE = r"[0-9]{4}"
PATROON = {
    "organisatie": r".{0,200}", "applicatie": r".{3,50}", "administratie": r".{0,50}", "gebruiker": r".{0,100}",
    "tijdstipBericht": r"[0-9]{8,17}", "functie": r".{0,30}", "bestandsnaam": r"[A-Za-z0-9\-._]{4,255}",
    "applicatieVersie": VERSIE, "applicatieSubversie": VERSIE, "functieVersie": VERSIE,
    "functieSubversie": VERSIE, "code": r".{0,7}", "plek": r"client|server", "omschrijving": r".{0,200}",
    "details": r".{0,1000}",
}  # fmt: skip


def _past(systeem: Systeem) -> bool:
    """A Fo01 is read leniently; its sender may be no sender by the schema."""
    delen = {
        deel: getattr(systeem, deel) for deel in ("organisatie", "applicatie", "administratie", "gebruiker")
    }
    return all(waarde is None or re.fullmatch(PATROON[deel], waarde) for deel, waarde in delen.items())
