"""The answer to a message, from what was found: a return message, or the answer to a claim (IV028, IV032, IV087, IV088).

    bevindingen = ijw.beoordeel(bericht, administratie)
    terug = ijw.antwoord(bericht, bevindingen, identificatie="R0001", dagtekening=vandaag)

A message with a fault of level 1 gets no answer: it is reported outside the message flow (ValueError). Nothing answers a
return message or a JW325.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from ijw.berekeningen.geld import als_bedrag, met_teken, toegekend
from ijw.bevinding import Bevinding
from ijw.declaratie import BERICHTEN, Bericht, Klasse, Vorm
from ijw.v3_2 import jw325 as m325
from ijw.v3_2.jw323 import JW323
from ijw.v3_2.samengesteld import BerichtIdentificatie, TotaalBedragMetDC, XsdVersie

GEEN_OPMERKING, NIET_BEOORDEELD, AFGEKEURD_OP_NIVEAU_2, VOLLEDIG = "0200", "0233", "0001", "8001"  # WJ001
ANTWOORD_OP = {
    "JW301": "JW302", "JW305": "JW306", "JW307": "JW308", "JW315": "JW316", "JW317": "JW318", "JW319": "JW320",
    "JW323": "JW325",
}  # fmt: skip
XSD_VERSIE = XsdVersie(BasisschemaXsdVersie="1.0.0", BerichtXsdVersie="1.0.0")
Codes = dict[str, tuple[str, ...]]


def antwoord(
    bericht: Bericht,
    bevindingen: Sequence[Bevinding],
    *,
    identificatie: str,
    dagtekening: date,
    xsd_versie: XsdVersie = XSD_VERSIE,
    xslt_versie: str | None = None,
) -> Bericht:
    """The message that answers this one. `bevindingen` are those of `beoordeel`; `xslt_versie` is mandatory for who
    rejects on the XSLT of the standard (IV033), which this library does not use."""
    if bericht.NAAM not in ANTWOORD_OP:
        raise ValueError(f"Op een {bericht.NAAM} volgt geen antwoord.")
    if any(bevinding.niveau == 1 for bevinding in bevindingen):
        raise ValueError(
            "Op een bericht met een fout op niveau 1 volgt een foutmelding, geen antwoord (IV028)."
        )
    codes = _codes(bericht, bevindingen)
    met_xslt = xslt_versie if codes.get(KOP) == (AFGEKEURD_OP_NIVEAU_2,) else None
    afzender = _Afzender(identificatie, dagtekening, xsd_versie, met_xslt)
    if isinstance(bericht, JW323):
        header = _kop_325(bericht, afzender, codes)
        return m325.JW325(Header=header, DeclaratieAntwoord=_declaratieantwoord(bericht, codes))
    return _retour(bericht, afzender, codes)


class _Afzender(NamedTuple):
    """What whoever answers adds of his own."""

    identificatie: str
    dagtekening: date
    xsd_versie: XsdVersie
    xslt_versie: str | None


KOP = "/Bericht/Header"


def _codes(bericht: Bericht, bevindingen: Sequence[Bevinding]) -> Codes:
    """Per path of a class the codes of the rules that it broke, each once, in the order in which they were found."""
    if any(bevinding.niveau == 2 for bevinding in bevindingen):
        return {KOP: (AFGEKEURD_OP_NIVEAU_2,)}
    gevonden: dict[str, dict[str, None]] = {}
    for bevinding in bevindingen:
        if bevinding.retourcode is not None:
            gevonden.setdefault(_pad_van_de_klasse(bericht, bevinding.pad), {})[bevinding.retourcode] = None
    return {pad: tuple(codes) for pad, codes in gevonden.items()}


def _pad_van_de_klasse(bericht: Bericht, pad: str) -> str:
    """The path of the innermost message class on the way to this element: that one carries the code."""
    waarde: Any = bericht
    klasse = gelopen = "/Bericht"
    for stap in pad.removeprefix("/Bericht/").split("/"):
        naam, _, nummer = stap.partition("[")
        waarde = waarde[int(nummer[:-1]) - 1] if nummer else getattr(waarde, naam)
        gelopen += "/" + stap
        if isinstance(waarde, Klasse) and not waarde.VORM.basis:
            klasse = gelopen
    return klasse


def _retour(bericht: Any, afzender: _Afzender, codes: Codes) -> Bericht:
    """IV028: without faults, or with one in the Header, only the Header; else the whole client, each class with its
    code."""
    naam = ANTWOORD_OP[bericht.NAAM]
    soort: Any = next(b for b in BERICHTEN.values() if naam == b.NAAM and b.VERSIE is bericht.VERSIE)
    vormen: dict[str, Vorm] = {veld.naam: veld.soort for veld in soort.VORM.velden}
    kop = {veld.naam: getattr(bericht.Header, veld.naam) for veld in bericht.Header.VORM.velden}
    del kop["BerichtCode"]  # of the return message
    op_kop = codes.get(KOP, ())
    maak: Any = vormen["Header"].klasse
    header = maak(
        **kop,
        IdentificatieRetour=afzender.identificatie,
        DagtekeningRetour=afzender.dagtekening,
        XsltVersie=afzender.xslt_versie,
        XsdVersieRetour=afzender.xsd_versie,
        RetourCodes=op_kop or ((GEEN_OPMERKING,) if codes else ()),
    )
    if op_kop or not codes:
        return soort(Header=header)  # type: ignore[no-any-return]
    (lijf,) = [naam for naam in vormen if naam != "Header"]
    terug = _terug(getattr(bericht, lijf), vormen[lijf], f"/Bericht/{lijf}", codes, beoordeeld=True)
    return soort(Header=header, **{lijf: terug})  # type: ignore[no-any-return]


def _terug(klasse: Any, vorm: Vorm, pad: str, codes: Codes, *, beoordeeld: bool) -> Klasse:
    """The same class as the return message has it, with its codes; what is below a rejected client is not judged."""
    eigen = codes.get(pad, ())
    velden: dict[str, Any] = {}
    onder = beoordeeld and not (eigen and vorm.typenaam == "Client")
    for veld in vorm.velden:
        if veld.naam == "RetourCodes":
            velden["RetourCodes"] = eigen or (GEEN_OPMERKING if beoordeeld else NIET_BEOORDEELD,)
            continue
        waarde = getattr(klasse, veld.naam)
        if isinstance(veld.soort, Vorm) and not veld.soort.basis and waarde:
            hier = f"{pad}/{veld.naam}"
            if veld.item:
                waarde = tuple(
                    _terug(deel, veld.soort, f"{hier}/{veld.item}[{nummer}]", codes, beoordeeld=onder)
                    for nummer, deel in enumerate(waarde, start=1)
                )
            else:
                waarde = _terug(waarde, veld.soort, hier, codes, beoordeeld=onder)
        velden[veld.naam] = waarde
    return vorm.klasse(**velden)


def _kop_325(bericht: JW323, afzender: _Afzender, codes: Codes) -> m325.Header:
    return m325.Header(
        Afzender=bericht.Header.Ontvanger,
        Ontvanger=bericht.Header.Afzender,
        BerichtIdentificatie=BerichtIdentificatie(
            Identificatie=afzender.identificatie, Dagtekening=afzender.dagtekening
        ),
        XsltVersie=afzender.xslt_versie,
        XsdVersie=afzender.xsd_versie,
        DeclaratieIdentificatie=bericht.Header.BerichtIdentificatie,
        XsdVersieDeclaratie=bericht.Header.XsdVersie,
        RetourCodes=codes.get(KOP, (GEEN_OPMERKING,)),
    )


def _declaratieantwoord(bericht: JW323, codes: Codes) -> m325.DeclaratieAntwoord | None:
    """IV087: what is granted, and of what is not, only the rejected Prestaties, or a whole client."""
    if KOP in codes:
        return None
    declaratie = bericht.Declaratie
    pad = "/Bericht/Declaratie"
    ingediend = met_teken(
        declaratie.TotaalIngediendBedrag.TotaalBedrag, declaratie.TotaalIngediendBedrag.DebetCredit
    )
    clienten = [
        terug
        for nummer, client in enumerate(declaratie.Clienten, start=1)
        if (terug := _client(client, f"{pad}/Clienten/Client[{nummer}]", codes)) is not None
    ]
    afgewezen = [
        met_teken(prestatie.IngediendBedrag.Bedrag, prestatie.IngediendBedrag.DebetCredit)
        for client in clienten
        for prestatie in client.Prestaties
    ]
    saldo, teken = als_bedrag(0 if pad in codes else toegekend(ingediend, afgewezen))
    return m325.DeclaratieAntwoord(
        DeclaratieNummer=declaratie.DeclaratieNummer,
        TotaalIngediendBedrag=declaratie.TotaalIngediendBedrag,
        TotaalToegekendBedrag=TotaalBedragMetDC(TotaalBedrag=saldo, DebetCredit=teken),
        Clienten=() if pad in codes else tuple(clienten),
        RetourCodes=codes.get(pad, (GEEN_OPMERKING if clienten else VOLLEDIG,)),
    )


def _client(client: Any, pad: str, codes: Codes) -> m325.Client | None:
    """A client with a fault and all of his Prestaties, or with only those that are rejected; None without any."""
    op_client = codes.get(pad, ())
    prestaties = [
        m325.Prestatie(
            **{veld.naam: getattr(prestatie, veld.naam) for veld in prestatie.VORM.velden},
            RetourCodes=(NIET_BEOORDEELD,) if op_client else codes[plek],
        )
        for nummer, prestatie in enumerate(client.Prestaties, start=1)
        if (plek := f"{pad}/Prestaties/Prestatie[{nummer}]") in codes or op_client
    ]
    if not prestaties:
        return None
    return m325.Client(
        Bsn=client.Bsn, Prestaties=tuple(prestaties), RetourCodes=op_client or (GEEN_OPMERKING,)
    )
