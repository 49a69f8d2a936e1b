"""The StUF envelope ggk0210 (version 2.1 patch 04) around a message, in SOAP 1.1: build it, read it.

    data = bouw(envelop)     # bytes to post; EnvelopFout when the standard does not allow a value
    envelop = lees(data)     # Di01, Du01, Bv03, Fo01 or Fo03, with or without SOAP around it
    antwoord(envelop, …)     # the acknowledgement (Bv03) or the refusal (Fo03) of what came in

The payload is opaque: bytes in, the same bytes out. A Di01 starts a conversation, a Du01 answers one
(`cross`), a Bv03 says "stored", a Fo03 refuses at once, a Fo01 refuses afterwards. What comes in is never
trusted: UTF-8 only, no document type and so no entities, bounded in size, elements and depth.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import uuid
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from eenplan.berichten.ggk.fouten import EnvelopFout
from ijw.invoer import GRENS

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
STUF = "http://www.egem.nl/StUF/StUF0301"
GGK = "http://www.stufstandaarden.nl/koppelvlak/ggk0210"

# SOAPAction per kind that is posted (WSDL, binding SOAPOntvangAsynchroon).
SOAP_ACTIE = {"Di01": f"{GGK}/ggk_Di01", "Du01": f"{GGK}/ggk_Du01", "Fo01": f"{STUF}/Fo01"}

SOORTEN_MET_LADING = ("Di01", "Du01")
GRENS_ENVELOP = 40 * 1024 * 1024  # 25 MB in base64 with an escaped line end every 76 characters, and room
GRENS_TEKENS = 20_000  # elements and attributes together; an envelope has some thirty, a detailsXML a few hundred


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


def bouw(envelop: Envelop) -> bytes:
    """The SOAP message. EnvelopFout when a value does not fit the schema or the payload is over 25 MB."""
    bericht = _element(envelop)
    if envelop.lading is not None:
        bericht[-1][-1][0].text = _in_base64(envelop.lading.data)
    wikkel = etree.Element(_naam(SOAP, "Envelope"), nsmap={"soap": SOAP})
    inhoud = etree.SubElement(wikkel, _naam(SOAP, "Body"))
    if envelop.soort == "Fo03" and envelop.fout is not None:
        inhoud = _soap_fout(inhoud, envelop.fout)
    inhoud.append(bericht)
    return etree.tostring(wikkel, xml_declaration=True, encoding="UTF-8")


def lees(data: bytes) -> Envelop:
    """The envelope in these bytes; EnvelopFout, with the place in the file, when there is none.

    Di01 and Du01 must be valid by the official schema. From an answer we take what is there: a refusal that
    is itself malformed still says what was refused.
    """
    bericht = _uit_soap(_boom(data))
    naam = etree.QName(bericht)
    if bericht.tag == _naam(SOAP, "Fault"):  # of something on the way that does not speak StUF
        zin = bericht.findtext("faultstring") or ""
        return Envelop("Fo03", _NIEMAND, _NIEMAND, "", "", fout=Fout("", "server", zin))
    soort = _SOORT.get((naam.namespace or "", naam.localname))
    if soort is None:
        raise EnvelopFout(f"{_plek(bericht)}: dit is geen bericht van het GGk (Di01, Du01, Bv03, Fo01 of Fo03).")
    stuur = _kind(bericht, "stuurgegevens")
    envelop = Envelop(
        soort, _systeem(stuur, "zender"), _systeem(stuur, "ontvanger"), _tekst(stuur, "referentienummer"),
        _tekst(stuur, "tijdstipBericht"), _tekst(stuur, "crossRefnummer"), _tekst(stuur, "functie"),
        lading=_lading(bericht) if soort in SOORTEN_MET_LADING else None,
        fout=_fout(bericht) if soort in ("Fo01", "Fo03") else None,
    )  # fmt: skip
    if soort in SOORTEN_MET_LADING:
        _vergelijk(bericht, _element(envelop))
    return envelop


def antwoord(op: Envelop | None, *, van: Systeem, tijdstip: str, fout: Fout | None = None) -> Envelop:
    """What to say to this envelope: stored (Bv03) or refused (Fo03). None: it could not be read."""
    return Envelop(
        "Bv03" if fout is None else "Fo03", van, op.zender if op else Systeem("", "GGk"), str(uuid.uuid4()),
        tijdstip, cross=op.referentienummer if op else "", fout=fout,
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

_WORTEL = {
    "Di01": (GGK, "envelopHeenbericht-ggk_Di01"),
    "Du01": (GGK, "envelopRetourbericht-ggk_Du01"),
    "Bv03": (STUF, "Bv03Bericht"),
    "Fo01": (STUF, "Fo01Bericht"),
    "Fo03": (STUF, "Fo03Bericht"),
}
_SOORT = {wortel: soort for soort, wortel in _WORTEL.items()}
_NIEMAND = Systeem("", "")

_BESTANDEN = {f"{{{GGK}}}xmlBestand", f"{{{GGK}}}tekstBestand"}
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_OVERAL_TOEGESTAAN = {f"{{{_XSI}}}schemaLocation", f"{{{_XSI}}}noNamespaceSchemaLocation"}

_UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
_VERSIE = r"[0-9]{4}"
_PATROON = {
    "organisatie": r".{0,200}", "applicatie": r".{3,50}", "administratie": r".{0,50}", "gebruiker": r".{0,100}",
    "tijdstipBericht": r"[0-9]{8,17}", "functie": r".{0,30}", "bestandsnaam": r"[A-Za-z0-9\-._]{4,255}",
    "applicatieVersie": _VERSIE, "applicatieSubversie": _VERSIE, "functieVersie": _VERSIE,
    "functieSubversie": _VERSIE, "code": r".{0,7}", "plek": r"client|server", "omschrijving": r".{0,200}",
    "details": r".{0,1000}",
}  # fmt: skip


def _element(envelop: Envelop) -> etree._Element:
    """The envelope as an element, in the order of the schema, without the payload itself."""
    ruimte, wortel = _WORTEL[envelop.soort]
    bericht = etree.Element(_naam(ruimte, wortel), nsmap={"StUF": STUF, "GGK": GGK})
    stuur = etree.SubElement(bericht, _naam(ruimte, "stuurgegevens"))
    nummer = _UUID4 if envelop.soort in SOORTEN_MET_LADING else r".{0,40}"
    _zet(stuur, "berichtcode", envelop.soort, envelop.soort)
    for naam, systeem in (("zender", envelop.zender), ("ontvanger", envelop.ontvanger)):
        kind = etree.SubElement(stuur, _naam(STUF, naam))
        for deel in ("organisatie", "applicatie", "administratie", "gebruiker"):
            _zet(kind, deel, getattr(systeem, deel))
    _zet(stuur, "referentienummer", envelop.referentienummer, nummer)
    _zet(stuur, "tijdstipBericht", envelop.tijdstip)
    if envelop.soort != "Di01":
        _zet(stuur, "crossRefnummer", envelop.cross, nummer)
    if envelop.lading is not None:
        _zet(stuur, "functie", envelop.functie)
        _parameters(bericht, envelop.lading)
    if envelop.fout is not None:
        body = etree.SubElement(bericht, _naam(STUF, "body"))
        for deel in ("code", "plek", "omschrijving", "details"):
            _zet(body, deel, getattr(envelop.fout, deel))
    return bericht


def _parameters(bericht: etree._Element, lading: Lading) -> None:
    parameters = etree.SubElement(bericht, _naam(GGK, "parameters"))
    _zet(parameters, "applicatieVersie", lading.applicatieversie, ruimte=GGK)
    _zet(parameters, "applicatieSubversie", lading.applicatiesubversie, ruimte=GGK)
    _zet(parameters, "functieVersie", lading.versie, ruimte=GGK)
    _zet(parameters, "functieSubversie", lading.subversie, ruimte=GGK)
    omslag = etree.SubElement(parameters, _naam(GGK, "bericht"))
    if lading.bestandsnaam is None:
        etree.SubElement(omslag, _naam(GGK, "xmlBestand"))
    else:
        bestand = etree.SubElement(omslag, _naam(GGK, "tekstBestand"))
        bestand.set("bestandsnaam", _keur("bestandsnaam", lading.bestandsnaam))


def _zet(
    ouder: etree._Element, naam: str, waarde: str | None, patroon: str = "", *, ruimte: str = STUF
) -> None:
    """Add an element with this text; None leaves it out."""
    if waarde is not None:
        etree.SubElement(ouder, _naam(ruimte, naam)).text = _keur(naam, waarde, patroon)


def _keur(naam: str, waarde: str, patroon: str = "") -> str:
    if not re.fullmatch(patroon or _PATROON[naam], waarde, re.DOTALL):
        raise EnvelopFout(f"De envelop heeft bij `{naam}` een waarde die de standaard StUF ggk0210 niet toestaat.")
    return waarde


def _in_base64(data: bytes) -> str:
    if len(data) > GRENS:
        raise EnvelopFout(
            f"Het bericht is {len(data)} bytes groot; over het GGk gaat hoogstens 25 MB. Verdeel de inhoud over meer "
            "berichten.", code="IB003",
        )  # fmt: skip
    return base64.b64encode(data).decode()


def _soap_fout(body: etree._Element, fout: Fout) -> etree._Element:
    """A SOAP fault; returns its detail, in which the Fo03 goes (WSDL: fault "fout")."""
    fault = etree.SubElement(body, _naam(SOAP, "Fault"))
    etree.SubElement(fault, "faultcode").text = f"soap:{fout.plek.capitalize()}"
    etree.SubElement(fault, "faultstring").text = fout.omschrijving
    return etree.SubElement(fault, "detail")


# Reading ----------------------------------------------------------------------------------------------------


def _boom(data: bytes) -> etree._Element:
    """A tree, safely. huge_tree lifts the bound of 10 MB on one text, and with it others: so first we count."""
    if len(data) > GRENS_ENVELOP:
        raise EnvelopFout(f"De envelop is {len(data)} bytes groot; een bericht van 25 MB past in minder.", code="IB003")
    if b"<!DOCTYPE" in data:  # found, as the bytes are read as UTF-8, whatever they say of themselves
        raise EnvelopFout("De envelop heeft een DOCTYPE; dat is om veiligheid niet toegestaan.")
    if data.count(b"<") + data.count(b"=") > GRENS_TEKENS:
        raise EnvelopFout("De envelop heeft duizenden elementen of attributen; zo is geen envelop van het GGk.")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fout:
        regel, kolom = getattr(fout, "position", (0, 0))
        raise EnvelopFout(
            f"De envelop is geen goed gevormde XML in UTF-8; het lezen stopte op regel {regel}, positie {kolom}."
        ) from None


def _uit_soap(wortel: etree._Element) -> etree._Element:
    """What the SOAP envelope carries: its one body element, or the StUF message inside a fault."""
    if wortel.tag != _naam(SOAP, "Envelope"):
        return wortel
    for kop in wortel.iterfind(f"{{{SOAP}}}Header/*"):
        if kop.get(f"{{{SOAP}}}mustUnderstand") in ("1", "true"):
            raise EnvelopFout(f"{_plek(kop)}: deze SOAP-kop moet worden begrepen, maar hoort niet bij het GGk.")
    inhoud = wortel.findall(f"{{{SOAP}}}Body/*")
    if len(inhoud) != 1:
        raise EnvelopFout(f"De SOAP-envelop heeft {len(inhoud)} berichten in de Body; dat moet er één zijn.")
    (bericht,) = inhoud
    if bericht.tag == _naam(SOAP, "Fault"):
        return next((kind for kind in bericht.iterfind("detail/*") if etree.QName(kind).namespace == STUF), bericht)
    return bericht


def _vergelijk(gelezen: etree._Element, juist: etree._Element) -> None:
    """What was read must be what we would have built: same elements in the same order, nothing beside them."""
    if gelezen.tag != juist.tag:
        raise EnvelopFout(f"{_plek(gelezen)}: hier hoort `{etree.QName(juist).localname}`.")
    onbekend = ({*gelezen.attrib} - _OVERAL_TOEGESTAAN) ^ {*juist.attrib}
    if onbekend:
        raise EnvelopFout(f"{_plek(gelezen)}: het attribuut `{min(map(str, onbekend))}` ontbreekt of hoort hier niet.")
    if len(gelezen) != len(juist):
        namen = ", ".join(etree.QName(kind).localname for kind in juist) or "alleen tekst"
        raise EnvelopFout(f"{_plek(gelezen)}: hier hoort precies: {namen}.")
    if gelezen.tag not in _BESTANDEN and _eigen_tekst(gelezen) != _eigen_tekst(juist):
        raise EnvelopFout(f"{_plek(gelezen)}: hier staat tekst die er niet hoort.")
    for kind, goed in zip(gelezen, juist, strict=True):
        _vergelijk(kind, goed)


def _eigen_tekst(element: etree._Element) -> str:
    """Its text; of an element with children what stands between them, white space aside."""
    if not len(element):
        return element.text or ""
    return "".join(tekst or "" for tekst in (element.text, *(kind.tail for kind in element))).strip()


def _lading(bericht: etree._Element) -> Lading:
    parameters = _kind(bericht, "parameters")
    omslag = _kind(parameters, "bericht")
    if len(omslag) != 1:
        raise EnvelopFout(f"{_plek(omslag)}: hier hoort één `xmlBestand` of één `tekstBestand`.")
    (bestand,) = omslag
    als_tekst = bestand.tag == _naam(GGK, "tekstBestand")
    return Lading(
        _uit_base64(bestand),
        _tekst(parameters, "functieVersie"), _tekst(parameters, "functieSubversie"),
        _tekst(parameters, "applicatieVersie"), _tekst(parameters, "applicatieSubversie"),
        bestandsnaam=str(bestand.get("bestandsnaam", "")) if als_tekst else None,
    )  # fmt: skip


def _uit_base64(bestand: etree._Element) -> bytes:
    tekst = re.sub(r"[ \t\r\n]+", "", bestand.text or "")
    try:
        data = base64.b64decode(tekst, validate=True)
    except (binascii.Error, ValueError):
        raise EnvelopFout(f"{_plek(bestand)}: de inhoud is geen base64.") from None
    if len(data) > GRENS:
        raise EnvelopFout(f"Het bericht in de envelop is {len(data)} bytes groot; het mag 25 MB zijn.", code="IB003")
    return data


def _fout(bericht: etree._Element) -> Fout:
    body = _kind(bericht, "body")
    return Fout(
        _tekst(body, "code"), _tekst(body, "plek") or "server", _tekst(body, "omschrijving"),
        _tekst(body, "details") or None,
    )  # fmt: skip


def _systeem(stuur: etree._Element, naam: str) -> Systeem:
    kind = _kind(stuur, naam)
    return Systeem(
        _tekst(kind, "organisatie"), _tekst(kind, "applicatie"),
        kind.findtext("{*}administratie"), kind.findtext("{*}gebruiker"),
    )  # fmt: skip


def _kind(ouder: etree._Element, naam: str) -> etree._Element:
    """The child of this name; when it is missing an empty one, which the comparison will miss."""
    kind = ouder.find(f"{{*}}{naam}")
    return etree.Element(naam) if kind is None else kind


def _tekst(ouder: etree._Element, naam: str) -> str:
    return ouder.findtext(f"{{*}}{naam}") or ""


def _naam(ruimte: str, naam: str) -> str:
    return f"{{{ruimte}}}{naam}"


def _plek(element: etree._Element) -> str:
    return f"Regel {element.sourceline}, `{etree.QName(element).localname}`"
