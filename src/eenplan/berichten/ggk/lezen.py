"""Bytes to an envelope, or a sentence that says why they are none. What comes in is never trusted: UTF-8 only, no
document type and so no entities, bounded in size, elements and depth."""

from __future__ import annotations

import base64
import binascii
import re

from lxml import etree

from eenplan.berichten.ggk.bouwen import element_van, tag
from eenplan.berichten.ggk.envelop import (
    GGK,
    SOAP,
    SOORTEN_MET_LADING,
    STUF,
    WORTEL,
    Envelop,
    Fout,
    Lading,
    Systeem,
)
from eenplan.berichten.ggk.fouten import EnvelopFout
from ijw.invoer import GRENS

GRENS_ENVELOP = 40 * 1024 * 1024  # 25 MB in base64 with an escaped line end every 76 characters, and room
GRENS_TEKENS = 20_000  # elements and attributes together; an envelope has some thirty, a detailsXML hundreds


def lees(data: bytes) -> Envelop:
    """The envelope in these bytes; EnvelopFout, with the place in the file, when there is none.

    Di01 and Du01 must be valid by the official schema. From an answer we take what is there: a refusal that
    is itself malformed still says what was refused.
    """
    bericht = _uit_soap(_boom(data))
    naam = etree.QName(bericht)
    if bericht.tag == tag(SOAP, "Fault"):  # of something on the way that does not speak StUF
        zin = bericht.findtext("faultstring") or ""
        return Envelop("Fo03", _NIEMAND, _NIEMAND, "", "", fout=Fout("", "server", zin))
    soort = _SOORT.get((naam.namespace or "", naam.localname))
    if soort is None:
        raise EnvelopFout(
            f"{_plek(bericht)}: dit is geen bericht van het GGk (Di01, Du01, Bv03, Fo01 of Fo03)."
        )
    stuur = _kind(bericht, "stuurgegevens")
    envelop = Envelop(
        soort, _systeem(stuur, "zender"), _systeem(stuur, "ontvanger"), _tekst(stuur, "referentienummer"),
        _tekst(stuur, "tijdstipBericht"), _tekst(stuur, "crossRefnummer"), _tekst(stuur, "functie"),
        lading=_lading(bericht) if soort in SOORTEN_MET_LADING else None,
        fout=_fout(bericht) if soort in ("Fo01", "Fo03") else None,
    )  # fmt: skip
    if soort in SOORTEN_MET_LADING:
        _vergelijk(bericht, element_van(envelop))
    return envelop


_SOORT = {wortel: soort for soort, wortel in WORTEL.items()}
_NIEMAND = Systeem("", "")
_BESTANDEN = {f"{{{GGK}}}xmlBestand", f"{{{GGK}}}tekstBestand"}
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_OVERAL_TOEGESTAAN = {f"{{{_XSI}}}schemaLocation", f"{{{_XSI}}}noNamespaceSchemaLocation"}


def _boom(data: bytes) -> etree._Element:
    """A tree, safely. huge_tree lifts the bound of 10 MB on one text, and with it others: so first we count."""
    if len(data) > GRENS_ENVELOP:
        raise EnvelopFout(
            f"De envelop is {len(data)} bytes groot; een bericht van 25 MB past in minder.", code="IB003"
        )
    if b"<!DOCTYPE" in data:  # found, as the bytes are read as UTF-8, whatever they say of themselves
        raise EnvelopFout("De envelop heeft een DOCTYPE; dat is om veiligheid niet toegestaan.")
    if data.count(b"<") + data.count(b"=") > GRENS_TEKENS:
        raise EnvelopFout(
            "De envelop heeft duizenden elementen of attributen; zo is geen envelop van het GGk."
        )
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
    if wortel.tag != tag(SOAP, "Envelope"):
        return wortel
    for kop in wortel.iterfind(f"{{{SOAP}}}Header/*"):
        if kop.get(f"{{{SOAP}}}mustUnderstand") in ("1", "true"):
            raise EnvelopFout(
                f"{_plek(kop)}: deze SOAP-kop moet worden begrepen, maar hoort niet bij het GGk."
            )
    inhoud = wortel.findall(f"{{{SOAP}}}Body/*")
    if len(inhoud) != 1:
        raise EnvelopFout(f"De SOAP-envelop heeft {len(inhoud)} berichten in de Body; dat moet er één zijn.")
    (bericht,) = inhoud
    if bericht.tag == tag(SOAP, "Fault"):
        return next(
            (kind for kind in bericht.iterfind("detail/*") if etree.QName(kind).namespace == STUF), bericht
        )
    return bericht


def _vergelijk(gelezen: etree._Element, juist: etree._Element) -> None:
    """What was read must be what we would have built: same elements in the same order, nothing beside them."""
    if gelezen.tag != juist.tag:
        raise EnvelopFout(f"{_plek(gelezen)}: hier hoort `{etree.QName(juist).localname}`.")
    onbekend = ({*gelezen.attrib} - _OVERAL_TOEGESTAAN) ^ {*juist.attrib}
    if onbekend:
        raise EnvelopFout(
            f"{_plek(gelezen)}: het attribuut `{min(map(str, onbekend))}` ontbreekt of hoort hier niet."
        )
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
    als_tekst = bestand.tag == tag(GGK, "tekstBestand")
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
        raise EnvelopFout(
            f"Het bericht in de envelop is {len(data)} bytes groot; het mag 25 MB zijn.", code="IB003"
        )
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


def _plek(element: etree._Element) -> str:
    regel = f"Regel {element.sourceline}, " if element.sourceline else ""  # none: it is missing
    return f"{regel}`{etree.QName(element).localname}`"
