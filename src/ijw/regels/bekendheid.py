"""Rules against what is known besides the client's own past: the clock, numbers given out before, code lists (levels
3 and 4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from ijw.regels.regel import regel
from ijw.regels.voorbeelden import (
    GEMEENTE,
    jw301,
    jw305,
    jw307,
    jw315,
    jw317,
    jw319,
    jw323,
    jw325,
)
from ijw.regels.zaak import Zaak
from ijw.v3_2 import jw301 as m301
from ijw.v3_2 import jw317 as m317
from ijw.v3_2 import jw319 as m319
from ijw.v3_2 import jw323 as m323
from ijw.v3_2.samengesteld import Product

HEEN = "JW301 JW305 JW307 JW315 JW317 JW319 JW323 JW325"
_NIEUW = {"BerichtIdentificatie.Identificatie": "V0002"}
_LIJST = {("45", "45A04"), ("44", "44A08")}
_GEMEENTEN = {GEMEENTE, "0363"}
_GISTEREN = date(2026, 5, 5)


@regel(
    "TR056",
    niveau=3,
    retourcode="9056",
    op=f"{HEEN} Header.BerichtIdentificatie/Identificatie",
    tekst="Deze Identificatie is al gebruikt voor een bericht van deze soort. Geef het bericht een nieuwe Identificatie.",
    goed=[
        jw315(Header=_NIEUW).na(jw305()),
        jw315(Header=_NIEUW, AangevraagdProduct={"ReferentieAanbieder": "R009"}).na(
            jw315(), jw319(Antwoord={"ReferentieAanbieder": "R001"})
        ),
    ],
    fout=[
        jw301().na(jw301()),
        jw319()
        .na(jw315(Header=_NIEUW, AangevraagdProduct={"ReferentieAanbieder": "R009"}))
        .na(jw319(Antwoord={"ReferentieAanbieder": "R009"})),
    ],
)
def identificatie_is_nieuw(header: Any, zaak: Zaak) -> bool:
    nummer = header.BerichtIdentificatie.Identificatie
    return not zaak.administratie.in_gebruik("Identificatie", header.Afzender, nummer, zaak.bericht.NAAM)


@regel(
    "TR135",
    niveau=4,
    retourcode="8848",
    op=f"{HEEN} Header.BerichtIdentificatie/Dagtekening",
    tekst="De dagtekening ligt na vandaag. Controleer de datum, of verstuur het bericht op die dag.",
    goed=jw305().met(vandaag=date(2026, 6, 1)),
    fout=[jw305().met(vandaag=_GISTEREN), jw325().met(vandaag=_GISTEREN)],
)
def dagtekening_niet_na_vandaag(header: Any, zaak: Zaak) -> bool:
    return bool(header.BerichtIdentificatie.Dagtekening <= zaak.administratie.vandaag())


@regel(
    "TR378",
    niveau=4,
    retourcode="S300",
    op=[
        "JW301 JW319 JW325 Header.Afzender",
        "JW305 JW307 JW315 JW317 JW323 Header.Ontvanger",
        "JW319 Woonplaatsbeginsel.Gemeente",
    ],
    tekst="Deze gemeentecode staat niet in de indeling van het CBS voor deze datum. Zoek de juiste code op.",
    goed=[jw319().met(gemeenten=_GEMEENTEN), jw301().met(gemeenten=_GEMEENTEN)],
    fout=[
        jw319().met(gemeenten={GEMEENTE}),
        jw301().met(gemeenten={"0363"}),
        jw317().met(gemeenten=()),
    ],
)
def gemeente_staat_in_de_lijst(klasse: Any, zaak: Zaak) -> bool:
    wonen = isinstance(klasse, m319.Woonplaatsbeginsel)
    code = klasse.Gemeente if wonen else zaak.partijen.gemeente
    return any(zaak.administratie.kent_gemeente(code, dag) for dag in _dagen(zaak.bericht))


def _dagen(bericht: Any) -> list[date]:
    """The days whose list may be used: of what is assigned or asked, else of the message."""
    if bericht.NAAM == "JW301":
        return [product.Ingangsdatum for product in bericht.Client.ToegewezenProducten]
    if bericht.NAAM == "JW315":
        return [product.ToewijzingIngangsdatum for product in bericht.Client.AangevraagdeProducten]
    return [bericht.Header.BerichtIdentificatie.Dagtekening]


@regel(
    "TR381",
    niveau=4,
    retourcode="S329",
    op=["JW301 JW305 JW307 JW315 JW317 Product.Code", "JW323 Prestatie.ProductCode"],
    tekst="Deze productcode hoort volgens de productcodelijst niet bij de categorie. Controleer categorie en code.",
    goed=[
        jw301().met(producten=_LIJST),
        jw301(ToegewezenProduct={"Product": Product(Categorie="54"), "Omvang": None}).met(producten=_LIJST),
        jw323().met(producten=_LIJST),
    ],
    fout=[
        jw301().met(producten=()),
        jw305().met(producten={("44", "45A04")}),
        jw307().met(producten=()),
        jw315().met(producten=()),
        jw317().met(producten={("45", "45A05")}),
        jw323().met(producten={("44", "45A04")}),
    ],
)
def code_hoort_bij_de_categorie(klasse: Product | m323.Prestatie, zaak: Zaak) -> bool:
    if isinstance(klasse, Product):
        categorie, code = klasse.Categorie, klasse.Code
    else:
        categorie, code = klasse.ProductCategorie, klasse.ProductCode
    return code is None or zaak.administratie.kent_product(zaak.partijen, categorie, code)


@regel(
    "TR304",
    niveau=3,
    retourcode="8187",
    op="JW317 JW323 JW325 Client.Bsn",
    tekst="Over deze client is niet eerder een bericht gestuurd. Controleer het burgerservicenummer.",
    goed=jw323(Client={"Bsn": "999900018"}).na(jw301(Client={"Bsn": "999900018"}, ToegewezenProduct=[
        {"ToewijzingNummer": 300201, "Ingangsdatum": date(2026, 1, 1), "Toewijzingsdatum": date(2026, 1, 1)}
    ])),
    fout=[
        jw317(Client={"Bsn": "999900018"}),
        jw323(Client={"Bsn": "999900018"}),
        jw325(Client={"Bsn": "999900018"}),
    ],
)  # fmt: skip
def client_is_bekend(client: m317.Client | m323.Client, zaak: Zaak) -> bool:
    return zaak.bekend


@regel(
    "TR332",
    niveau=3,
    retourcode="9332",
    op="JW301 ToegewezenProduct.ToewijzingNummer",
    tekst="Dit ToewijzingNummer is al gegeven aan een andere toewijzing. Geef een nieuw nummer.",
    goed=[
        jw301(Header=_NIEUW).na(jw301()),
        jw301(Header=_NIEUW, ToegewezenProduct={"ToewijzingNummer": 300209}).na(jw301()),
    ],
    fout=[
        jw301(Header=_NIEUW, Client={"Bsn": "999900018"}).na(jw301()),
        jw301(Header=_NIEUW).na(jw301(Header={"Ontvanger": "42420002"})),
        jw301(Header=_NIEUW).na(jw301(ToegewezenProduct={"Product": Product(Categorie="44", Code="44A08")})),
    ],
)
def toewijzingnummer_is_van_deze_toewijzing(product: m301.ToegewezenProduct, zaak: Zaak) -> bool:
    eerder = zaak.toewijzingen.get(product.ToewijzingNummer)
    if eerder is not None:  # the number stays with the assignment, whatever else changes (IV066)
        return eerder.Product == product.Product
    gemeente, nummer = zaak.partijen.gemeente, product.ToewijzingNummer
    return not zaak.administratie.in_gebruik("ToewijzingNummer", gemeente, nummer, "JW301")


@regel(
    "TR347",
    niveau=3,
    retourcode="9347",
    op=["JW315 AangevraagdProduct.ReferentieAanbieder", "JW317 Verzoek.ReferentieAanbieder"],
    tekst="Deze ReferentieAanbieder is al voor een ander verzoek gebruikt. Geef het verzoek een nieuwe referentie.",
    goed=jw317().na(jw315(), jw319(Antwoord={"ReferentieAanbieder": "R001"})),
    fout=[
        jw315(Header=_NIEUW).na(jw315(), jw319()),
        jw317(Verzoek={"ReferentieAanbieder": "R001"}).na(jw315(), jw319()),
        jw317().na(jw315(Client={"Bsn": "999900018"}, AangevraagdProduct={"ReferentieAanbieder": "R002"})),
    ],
)
def referentie_is_nieuw(verzoek: Any, zaak: Zaak) -> bool:
    aanbieder, referentie = zaak.partijen.aanbieder, verzoek.ReferentieAanbieder
    return not zaak.administratie.in_gebruik("ReferentieAanbieder", aanbieder, referentie, zaak.bericht.NAAM)


@regel(
    "TR333",
    niveau=3,
    retourcode="9333",
    op="JW323 Declaratie.DeclaratieNummer",
    tekst="Dit DeclaratieNummer is al gebruikt. Geef de declaratie een nieuw nummer.",
    goed=jw323().na(jw323(Header=_NIEUW | {"Ontvanger": "0363"}, Declaratie={"DeclaratieNummer": "D1"},
                          Prestatie={"ProductReferentie.ReferentieNummer": "RN9"})),
    fout=jw323(Header=_NIEUW, Prestatie={"ProductReferentie.ReferentieNummer": "RN9"}).na(
        jw323(Client={"Bsn": "999900018"})
    ),
)  # fmt: skip
def declaratienummer_is_nieuw(declaratie: m323.Declaratie, zaak: Zaak) -> bool:
    aanbieder, nummer = zaak.partijen.aanbieder, declaratie.DeclaratieNummer
    return not zaak.administratie.in_gebruik("DeclaratieNummer", aanbieder, nummer, "JW323")


@regel(
    "TR314",
    niveau=3,
    retourcode="8021",
    op="JW323 Prestatie.ProductReferentie/ReferentieNummer",
    tekst="Dit ReferentieNummer is al gebruikt voor een prestatie. Geef de prestatie een nieuw nummer.",
    goed=jw323(Header=_NIEUW, Prestatie={"ProductReferentie.ReferentieNummer": "RN002"}),
    fout=jw323(Header=_NIEUW, Declaratie={"DeclaratieNummer": "D2"}).na(jw323(Client={"Bsn": "999900018"})),
)
def referentienummer_is_nieuw(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    nummer = prestatie.ProductReferentie.ReferentieNummer
    eerder = zaak.administratie.in_gebruik("ReferentieNummer", zaak.partijen.aanbieder, nummer, "JW323")
    return zaak.eerste_keer(nummer) and not eerder
