"""Hints for whoever makes a JW301: rules of working (OP) and filling in (IV) that a program can see but no retour code
enforces. `verantwoording` says what becomes of the other OP and IV rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ijw.administratie import Afspraak
from ijw.berekeningen import maanden_eerder, moet_oprekken
from ijw.berekeningen.tijd import DAG
from ijw.berekeningen.volume import TOTAAL, UUR
from ijw.regels.persoon import bsn_voldoet_aan_de_elfproef
from ijw.regels.regel import regel
from ijw.regels.voorbeelden import jw301, jw315, jw317
from ijw.regels.zaak import Zaak, is_verwijderd
from ijw.v3_2 import jw301 as m301
from ijw.v3_2.samengesteld import Omvang, Product

GEZAGSDRAGER = {"10", "11"}  # COD472: Ouder, Voogd
VAN_AANBIEDER = "12"  # JZ002
STUKS = "84"  # WJ756, Stuks (inspanning)
ZESTIEN_JAAR = 16 * 12
_TWEE = {"BerichtIdentificatie.Identificatie": "V0002"}
_LATER: dict[str, Any] = {"Toewijzingsdatum": date(2026, 5, 2)}
_TOTAAL = Omvang(Volume=40, Eenheid=UUR, Frequentie=TOTAAL)
_ANDER = Product(Categorie="44", Code="44A08")
_IN_STUKS = {("45", "45A04"): Afspraak(STUKS, 5000)}
_AUGUSTUS = date(2026, 8, 31)


def _weer(**velden: Any) -> Any:
    """The assignment of the good JW301, sent once more with these changes."""
    return jw301(Header=_TWEE, ToegewezenProduct=_LATER | velden).na(jw301())


@regel(
    "OP002",
    niveau=3,
    retourcode=None,
    op="JW301 Client.Relaties",
    tekst="De client is jonger dan 16 jaar en er staat geen gezagsdrager bij. Neem ouder (10) of voogd (11) op als Relatie, "
    "behalve als de aanbieder meldde dat hij die kent.",
    goed=[
        jw301(),
        jw301(Client={"Relaties": (), "Geboortedatum.Datum": date(2010, 5, 6)}),
        jw301(Client={"Relaties": ()}, ToegewezenProduct={"ReferentieAanbieder": "R001"}).na(
            jw315(Client={"GezagsdragerBekend": "1"})
        ),
    ],
    fout=[jw301(Client={"Relaties": ()}), jw301(Relatie={"Soort": "17"})],
)
def gezagsdrager_van_een_kind(client: m301.Client, zaak: Zaak) -> bool:
    if client.Geboortedatum.Datum <= maanden_eerder(zaak.dagtekening, ZESTIEN_JAAR):
        return True
    verzoeken = (zaak.administratie.verzoek(zaak.partijen, r) for r in _referenties(client))
    bekend = any(verzoek is not None and verzoek.gezagsdrager_bekend for verzoek in verzoeken)
    return bekend or any(relatie.Soort in GEZAGSDRAGER for relatie in client.Relaties)


def _referenties(client: m301.Client) -> set[str]:
    referenties = (product.ReferentieAanbieder for product in client.ToegewezenProducten)
    return {referentie for referentie in referenties if referentie is not None}


@regel(
    "OP087",
    niveau=3,
    retourcode=None,
    op="JW301 Client.ToegewezenProducten",
    tekst="Een actuele toewijzing van deze client ontbreekt. Neem alle toewijzingen op die nu of later gelden.",
    goed=[_weer(), jw301(Header=_TWEE).na(jw301(ToegewezenProduct=[{}, {"ToewijzingNummer": 2, "Product": _ANDER,
                                                                       "Einddatum": date(2026, 5, 5)}]))],
    fout=jw301(Header=_TWEE).na(jw301(ToegewezenProduct=[{}, {"ToewijzingNummer": 2, "Product": _ANDER}])),
)  # fmt: skip
def alle_actuele_toewijzingen(client: m301.Client, zaak: Zaak) -> bool:
    genoemd = {product.ToewijzingNummer for product in client.ToegewezenProducten}
    return zaak.actueel.keys() <= genoemd


@regel(
    "OP186",
    niveau=3,
    retourcode=None,
    op="JW301 ToegewezenProduct.Einddatum",
    tekst="De toewijzing wordt beëindigd op een dag die voorbij is. Dat kan alleen als de aanbieder ermee instemt.",
    goed=[
        _weer(Einddatum=date(2026, 5, 6), RedenWijziging="05"),
        _weer(Einddatum=date(2026, 5, 4), RedenWijziging=VAN_AANBIEDER),
    ],
    fout=_weer(Einddatum=date(2026, 5, 4), RedenWijziging="05"),
)
def niet_in_het_verleden_beeindigen(product: m301.ToegewezenProduct, zaak: Zaak) -> bool:
    eerder = zaak.toewijzingen.get(product.ToewijzingNummer)
    if eerder is None or product.Einddatum in {None, eerder.Einddatum} or is_verwijderd(product):
        return True
    return product.RedenWijziging == VAN_AANBIEDER or product.Einddatum >= zaak.dagtekening


@regel(
    "OP191",
    niveau=3,
    retourcode=None,
    op=[
        "JW301 Client.Commentaar",
        "JW301 ToegewezenProduct.Commentaar",
        "JW315 Client.Commentaar",
        "JW315 AangevraagdProduct.Commentaar",
    ],
    tekst="In Commentaar staat een burgerservicenummer. Gegevens die tot een persoon leiden horen daar niet.",
    goed=jw301(ToegewezenProduct={"Commentaar": "Start na de zomer, dossier 123456789."}),
    fout=[
        jw301(Client={"Commentaar": "Broer van 999900018"}),
        jw315(AangevraagdProduct={"Commentaar": "zie 9999.00.006"}),
    ],
)
def geen_persoon_in_commentaar(klasse: Any, zaak: Zaak) -> bool:
    kaal = re.sub(r"(?<=\d)[ .](?=\d)", "", klasse.Commentaar or "")
    nummers = re.findall(r"(?<!\d)\d{9}(?!\d)", kaal)
    return not any(bsn_voldoet_aan_de_elfproef(_MetBsn(nummer), None) for nummer in nummers)


class _MetBsn:
    """A number that may be a Bsn."""

    def __init__(self, nummer: str) -> None:
        self.Bsn = nummer


@regel(
    "OP298",
    niveau=3,
    retourcode=None,
    op="JW301 ToegewezenProduct.Omvang/Volume",
    tekst="Het totale volume wordt lager. Dat kan alleen als de aanbieder ermee instemt.",
    goed=jw301(
        Header=_TWEE,
        ToegewezenProduct=_LATER | {"RedenWijziging": "05", "Omvang": Omvang(Volume=50, Eenheid=UUR, Frequentie=TOTAAL)},
    ).na(jw301(ToegewezenProduct={"Omvang": _TOTAAL})),
    fout=jw301(
        Header=_TWEE,
        ToegewezenProduct=_LATER | {"RedenWijziging": "05", "Omvang": Omvang(Volume=30, Eenheid=UUR, Frequentie=TOTAAL)},
    ).na(jw301(ToegewezenProduct={"Omvang": _TOTAAL})),
)  # fmt: skip
def totaal_niet_verlagen(product: m301.ToegewezenProduct, zaak: Zaak) -> bool:
    eerder = zaak.toewijzingen.get(product.ToewijzingNummer)
    if eerder is None or eerder.Omvang is None or product.Omvang is None:
        return True
    if product.Omvang.Frequentie != TOTAAL or product.RedenWijziging == VAN_AANBIEDER:
        return True
    return product.Omvang.Volume >= eerder.Omvang.Volume


_BUDGET: dict[str, Any] = {"Product": None, "Omvang": None, "Budget": 50000}


@regel(
    "OP299",
    niveau=3,
    retourcode=None,
    op="JW301 ToegewezenProduct.Budget",
    tekst="Het budget wordt lager. Dat kan alleen als de aanbieder ermee instemt.",
    goed=jw301(
        Header=_TWEE, ToegewezenProduct=_BUDGET | _LATER | {"Budget": 60000, "RedenWijziging": "05"}
    ).na(jw301(ToegewezenProduct=_BUDGET)),
    fout=jw301(
        Header=_TWEE, ToegewezenProduct=_BUDGET | _LATER | {"Budget": 40000, "RedenWijziging": "05"}
    ).na(jw301(ToegewezenProduct=_BUDGET)),
)
def budget_niet_verlagen(product: m301.ToegewezenProduct, zaak: Zaak) -> bool:
    eerder = zaak.toewijzingen.get(product.ToewijzingNummer)
    if eerder is None or eerder.Budget is None or product.Budget is None:
        return True
    return product.RedenWijziging == VAN_AANBIEDER or product.Budget >= eerder.Budget


@regel(
    "OP305",
    niveau=3,
    retourcode=None,
    op="JW301 ToegewezenProduct.Omvang/Eenheid",
    tekst="Dit product is gecontracteerd in stuks (inspanning). Wijs het toe met Eenheid 84.",
    goed=[
        jw301(ToegewezenProduct={"Omvang": Omvang(Volume=4, Eenheid=STUKS, Frequentie="4")}).met(
            afspraken=_IN_STUKS
        ),
        jw301(),
    ],
    fout=jw301().met(afspraken=_IN_STUKS),
)
def stuks_in_stuks(product: m301.ToegewezenProduct, zaak: Zaak) -> bool:
    if product.Product is None or product.Product.Code is None or product.Omvang is None:
        return True
    categorie, code = product.Product.Categorie, product.Product.Code
    afspraak = zaak.administratie.afspraak(zaak.partijen, categorie, code, product.Ingangsdatum)
    return afspraak is None or afspraak.Eenheid != STUKS or product.Omvang.Eenheid == STUKS


@regel(
    "OP380",
    niveau=3,
    retourcode=None,
    op="JW301 ToegewezenProduct.Ingangsdatum",
    tekst="Deze toewijzing verlengt een lopende met hetzelfde volume. Maak geen nieuwe: geef de lopende een latere einddatum.",
    goed=[
        jw301(Header=_TWEE, ToegewezenProduct=[{"Einddatum": _AUGUSTUS}, {"ToewijzingNummer": 2, "Ingangsdatum":
              date(2026, 9, 1), "Omvang": Omvang(Volume=9, Eenheid=UUR, Frequentie="4")}]).na(
            jw301(ToegewezenProduct={"Einddatum": _AUGUSTUS})),
        jw301(Header=_TWEE, ToegewezenProduct={"ToewijzingNummer": 2, "Ingangsdatum": date(2026, 9, 1)}).na(
            jw301(ToegewezenProduct={"Product": _ANDER, "Einddatum": _AUGUSTUS})),
    ],
    fout=jw301(Header=_TWEE, ToegewezenProduct=[{"Einddatum": _AUGUSTUS}, {"ToewijzingNummer": 2, "Ingangsdatum":
               date(2026, 9, 1)}]).na(jw301(ToegewezenProduct={"Einddatum": _AUGUSTUS})),
)  # fmt: skip
def verlengen_in_de_bestaande(product: m301.ToegewezenProduct, zaak: Zaak) -> bool:
    if product.ToewijzingNummer in zaak.toewijzingen:
        return True
    return not any(
        lopend.Product == product.Product
        and lopend.Einddatum is not None
        and product.Ingangsdatum - lopend.Einddatum == DAG
        and moet_oprekken(lopend, product.Omvang, zaak.dagtekening)
        for lopend in zaak.actueel.values()
    )


def _inhoud(product: m301.ToegewezenProduct) -> tuple[object, ...]:
    return product.Product, product.Ingangsdatum, product.Einddatum, product.Omvang, product.Budget


@regel(
    "IV013",
    niveau=3,
    retourcode=None,
    op="JW301 ToegewezenProduct.Toewijzingsdatum",
    tekst="De toewijzing is gewijzigd, maar Toewijzingsdatum en -tijd zijn niet later. Vul het moment van de wijziging in; de "
    "ontvanger houdt de laatste aan.",
    goed=[_weer(Einddatum=_AUGUSTUS, RedenWijziging="05"), jw301(Header=_TWEE).na(jw301())],
    fout=jw301(Header=_TWEE, ToegewezenProduct={"Einddatum": _AUGUSTUS, "RedenWijziging": "05"}).na(jw301()),
)
def wijziging_heeft_een_later_moment(product: m301.ToegewezenProduct, zaak: Zaak) -> bool:
    eerder = zaak.toewijzingen.get(product.ToewijzingNummer)
    if eerder is None or _inhoud(eerder) == _inhoud(product):
        return True
    return _moment(product) > _moment(eerder)


def _moment(product: m301.ToegewezenProduct) -> tuple[Any, Any]:
    return product.Toewijzingsdatum, product.Toewijzingstijd.replace(tzinfo=None)


@regel(
    "IV066",
    niveau=3,
    retourcode=None,
    op="JW301 ToegewezenProduct.ToewijzingNummer",
    tekst="Van een bestaande toewijzing kunnen alleen einddatum, budget en totaalvolume (Frequentie 6) veranderen. Trek haar "
    "in en geef een nieuwe, met een nieuw nummer.",
    goed=_weer(Einddatum=_AUGUSTUS, RedenWijziging="05"),
    fout=[
        _weer(Ingangsdatum=date(2026, 5, 2), RedenWijziging="14"),
        _weer(Omvang=Omvang(Volume=9, Eenheid=UUR, Frequentie="4"), RedenWijziging="05"),
    ],
)
def alleen_wijzigen_wat_mag(product: m301.ToegewezenProduct, zaak: Zaak) -> bool:
    eerder = zaak.toewijzingen.get(product.ToewijzingNummer)
    if eerder is None:
        return True
    if (product.Product, product.Ingangsdatum) != (eerder.Product, eerder.Ingangsdatum):
        return False
    if eerder.Omvang is None or product.Omvang is None or eerder.Omvang.Frequentie != TOTAAL:
        return product.Omvang == eerder.Omvang
    return (product.Omvang.Eenheid, product.Omvang.Frequentie) == (eerder.Omvang.Eenheid, TOTAAL)


@regel(
    "IV093",
    niveau=3,
    retourcode=None,
    op="JW301 Client.ToegewezenProducten",
    tekst="Dit bericht honoreert een verzoek om wijziging, maar niet elk product heeft de ReferentieAanbieder daarvan. Geef "
    "alle producten dezelfde referentie.",
    goed=jw301(ToegewezenProduct={"ReferentieAanbieder": "R002"}).na(jw317()),
    fout=jw301(
        ToegewezenProduct=[
            {"ReferentieAanbieder": "R002"},
            {"ToewijzingNummer": 2, "Product": _ANDER},
        ]
    ).na(jw317()),
)
def een_referentie_bij_een_wijzigingsverzoek(client: m301.Client, zaak: Zaak) -> Iterator[str]:
    verzoeken = [zaak.administratie.verzoek(zaak.partijen, r) for r in _referenties(client)]
    van_wijziging = {v.referentie for v in verzoeken if v is not None and v.bericht == "JW317"}
    for nummer, product in enumerate(client.ToegewezenProducten, start=1):
        if van_wijziging and product.ReferentieAanbieder not in van_wijziging:
            yield f"ToegewezenProducten/ToegewezenProduct[{nummer}]/ReferentieAanbieder"


@regel(
    "IV099",
    niveau=3,
    retourcode=None,
    op="JW301 ToegewezenProduct.RedenWijziging",
    tekst="RedenWijziging hoort bij een gewijzigde toewijzing en alleen daarbij. Vul haar in bij een wijziging, laat haar weg "
    "bij een nieuwe of ongewijzigde toewijzing.",
    goed=[jw301(), jw301(Header=_TWEE).na(jw301()), _weer(Einddatum=_AUGUSTUS, RedenWijziging="05")],
    fout=[
        jw301(ToegewezenProduct={"RedenWijziging": "05"}),
        _weer(Einddatum=_AUGUSTUS),
        jw301(Header=_TWEE, ToegewezenProduct={"RedenWijziging": "05"}).na(jw301()),
    ],
)
def reden_bij_een_wijziging(product: m301.ToegewezenProduct, zaak: Zaak) -> bool:
    eerder = zaak.toewijzingen.get(product.ToewijzingNummer)
    gewijzigd = eerder is not None and _inhoud(eerder) != _inhoud(product)
    zelfde = eerder is not None and _moment(eerder) == _moment(
        product
    )  # sent again as it was, reason and all
    return gewijzigd == (product.RedenWijziging is not None) or (
        zelfde and eerder is not None and eerder.RedenWijziging == product.RedenWijziging and not gewijzigd
    )
