"""An envelope to bytes, in SOAP 1.1 as the WSDL says. A value that the schemas do not allow is not built."""

from __future__ import annotations

import base64
import re

from lxml import etree

from eenplan.berichten.ggk.envelop import (
    GGK,
    PATROON,
    SOAP,
    SOORTEN_MET_LADING,
    STUF,
    UUID4,
    WORTEL,
    Envelop,
    Fout,
    Lading,
)
from eenplan.berichten.ggk.fouten import EnvelopFout
from ijw.invoer import GRENS


def bouw(envelop: Envelop) -> bytes:
    """The SOAP message. EnvelopFout when a value does not fit the schema or the payload is over 25 MB."""
    bericht = element_van(envelop)
    if envelop.lading is not None:
        bericht[-1][-1][0].text = _in_base64(envelop.lading.data)
    wikkel = etree.Element(tag(SOAP, "Envelope"), nsmap={"soap": SOAP})
    inhoud = etree.SubElement(wikkel, tag(SOAP, "Body"))
    if envelop.soort == "Fo03" and envelop.fout is not None:
        inhoud = _soap_fout(inhoud, envelop.fout)
    inhoud.append(bericht)
    return etree.tostring(wikkel, xml_declaration=True, encoding="UTF-8")


def element_van(envelop: Envelop) -> etree._Element:
    """The envelope as an element, in the order of the schema, without the payload itself."""
    ruimte, wortel = WORTEL[envelop.soort]
    bericht = etree.Element(tag(ruimte, wortel), nsmap={"StUF": STUF, "GGK": GGK})
    stuur = etree.SubElement(bericht, tag(ruimte, "stuurgegevens"))
    nummer = UUID4 if envelop.soort in SOORTEN_MET_LADING else r".{0,40}"
    _zet(stuur, "berichtcode", envelop.soort, envelop.soort)
    for naam, systeem in (("zender", envelop.zender), ("ontvanger", envelop.ontvanger)):
        kind = etree.SubElement(stuur, tag(STUF, naam))
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
        body = etree.SubElement(bericht, tag(STUF, "body"))
        for deel in ("code", "plek", "omschrijving", "details"):
            _zet(body, deel, getattr(envelop.fout, deel))
    return bericht


def _parameters(bericht: etree._Element, lading: Lading) -> None:
    parameters = etree.SubElement(bericht, tag(GGK, "parameters"))
    _zet(parameters, "applicatieVersie", lading.applicatieversie, ruimte=GGK)
    _zet(parameters, "applicatieSubversie", lading.applicatiesubversie, ruimte=GGK)
    _zet(parameters, "functieVersie", lading.versie, ruimte=GGK)
    _zet(parameters, "functieSubversie", lading.subversie, ruimte=GGK)
    omslag = etree.SubElement(parameters, tag(GGK, "bericht"))
    if lading.bestandsnaam is None:
        etree.SubElement(omslag, tag(GGK, "xmlBestand"))
    else:
        bestand = etree.SubElement(omslag, tag(GGK, "tekstBestand"))
        bestand.set("bestandsnaam", _keur("bestandsnaam", lading.bestandsnaam))


def _zet(
    ouder: etree._Element, naam: str, waarde: str | None, patroon: str = "", *, ruimte: str = STUF
) -> None:
    """Add an element with this text; None leaves it out."""
    if waarde is not None:
        etree.SubElement(ouder, tag(ruimte, naam)).text = _keur(naam, waarde, patroon)


def _keur(naam: str, waarde: str, patroon: str = "") -> str:
    if not re.fullmatch(patroon or PATROON[naam], waarde, re.DOTALL):
        raise EnvelopFout(
            f"De envelop heeft bij `{naam}` een waarde die de standaard StUF ggk0210 niet toestaat."
        )
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
    fault = etree.SubElement(body, tag(SOAP, "Fault"))
    etree.SubElement(fault, "faultcode").text = f"soap:{fout.plek.capitalize()}"
    etree.SubElement(fault, "faultstring").text = fout.omschrijving
    return etree.SubElement(fault, "detail")


def tag(ruimte: str, naam: str) -> str:
    return f"{{{ruimte}}}{naam}"
