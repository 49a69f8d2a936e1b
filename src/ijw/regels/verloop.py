"""Rules about requests and their answers against what was asked and assigned before (JW301, JW315, JW317, JW319,
level 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ijw.berekeningen.volume import TOTAAL
from ijw.regels.omvang import NIEUW_VANAF
from ijw.regels.regel import regel
from ijw.regels.toewijzing import overlappende
from ijw.regels.verzoek import IN_ONDERZOEK
from ijw.regels.voorbeelden import (
    DAGTEKENING,
    jw301,
    jw315,
    jw317,
    jw319,
    jw323,
    jw325,
    lopend,
)
from ijw.regels.zaak import Zaak
from ijw.v3_2 import jw301 as m301
from ijw.v3_2 import jw317 as m317
from ijw.v3_2 import jw319 as m319
from ijw.v3_2.samengesteld import Omvang, Product, TotaalBedragMetDC

_TWEE = {"BerichtIdentificatie.Identificatie": "V0002"}
_DRIE = {"BerichtIdentificatie.Identificatie": "V0003"}
_ANDER = Product(Categorie="44", Code="44A08")
_ONDERZOEK: dict[str, Any] = {
    "VerzoekAntwoord": IN_ONDERZOEK,
    "RedenAfwijzingVerzoek": None,
    "Woonplaatsbeginsel": None,
}
_EEN_MEI = date(2026, 5, 1)


def _gewijzigd(**velden: Any) -> Any:
    """A request that changes assignment 300202, and leaves 300201 as it is."""
    return jw317(TeWijzigenProduct=velden, Verzoek={"NieuweProducten": ()})


def _met_202(**velden: Any) -> Any:
    return jw301(
        Header=_TWEE,
        ToegewezenProduct={"ToewijzingNummer": 300202, "Product": _ANDER, **velden},
    )


@regel(
    "TR374",
    niveau=3,
    retourcode="9374",
    op=["JW315 AangevraagdProduct", "JW317 Verzoek"],
    tekst="Er loopt nog een verzoek voor deze client. Wacht op de toewijzing of de afwijzing.",
    goed=[
        jw315(Header=_TWEE, AangevraagdProduct={"ReferentieAanbieder": "R003"}).na(jw315(), jw319()),
        jw317().na(jw315(Client={"Bsn": "999900018"})),
        jw317().na(jw315(), jw301(Header=_DRIE, ToegewezenProduct={"ReferentieAanbieder": "R001",
                                                                  "ToewijzingNummer": 300202,
                                                                  "Product": _ANDER})),
    ],
    fout=[
        jw315(Header=_TWEE, AangevraagdProduct={"ReferentieAanbieder": "R003"}).na(jw315()),
        jw317().na(jw315(), jw319(Antwoord=_ONDERZOEK)),
    ],
)  # fmt: skip
def er_loopt_geen_verzoek(verzoek: Any, zaak: Zaak) -> bool:
    return not zaak.onderhanden


@regel(
    "TR349",
    niveau=3,
    retourcode="9349",
    op="JW317 Verzoek",
    tekst="Niet alle actuele toewijzingen van deze client staan in het verzoek. Noem elke toewijzing, ongewijzigd of "
    "te wijzigen.",
    goed=[
        jw317(),
        jw317().na(_met_202(ToewijzingNummer=300203, Ingangsdatum=_EEN_MEI, Einddatum=_EEN_MEI)),
        jw317().na(_met_202(ToewijzingNummer=300203, Toewijzingsdatum=date(2026, 5, 7))),
    ],
    fout=[
        jw317(Verzoek={"OngewijzigdeProducten": ()}),
        jw317().na(_met_202(ToewijzingNummer=300203, Ingangsdatum=date(2027, 1, 1), Einddatum=None)),
    ],
)
def noemt_alle_actuele_toewijzingen(verzoek: m317.Verzoek, zaak: Zaak) -> bool:
    ongewijzigd = {product.ToewijzingNummer for product in verzoek.OngewijzigdeProducten}
    te_wijzigen = {product.ToewijzingNummer for product in verzoek.TeWijzigenProducten}
    bekend = {
        n for n, p in zaak.actueel.items() if p.Toewijzingsdatum <= zaak.dagtekening
    }  # to the sender (OP095)
    return bekend <= ongewijzigd | te_wijzigen


@regel(
    "TR350",
    niveau=3,
    retourcode="9350",
    op="JW317 OngewijzigdProduct.ToewijzingNummer",
    tekst="Dit is geen actuele toewijzing van deze client. Noem alleen toewijzingen die lopen of nog ingaan.",
    goed=jw317(),
    fout=[
        jw317(OngewijzigdProduct=[{}, {"ToewijzingNummer": 300299}]),
        jw317().na(jw301(Header=_TWEE, ToegewezenProduct={"Einddatum": date(2026, 5, 5)})),
    ],
)
def ongewijzigd_is_actueel(product: m317.OngewijzigdProduct, zaak: Zaak) -> bool:
    return product.ToewijzingNummer in zaak.actueel


@regel(
    "TR351",
    niveau=3,
    retourcode="9351",
    op="JW317 TeWijzigenProduct.ToewijzingNummer",
    tekst="Dit is geen actuele toewijzing van deze client. Een wijziging gaat over een toewijzing die loopt of nog "
    "ingaat; vraag anders een nieuw product.",
    goed=[jw317(), _gewijzigd().na(_met_202(Toewijzingsdatum=date(2026, 5, 7)))],
    fout=jw317(TeWijzigenProduct=[{}, {"ToewijzingNummer": 300299}]),
)
def te_wijzigen_is_actueel(product: m317.TeWijzigenProduct, zaak: Zaak) -> bool:
    return product.ToewijzingNummer in zaak.actueel


@regel(
    "TR357",
    niveau=3,
    retourcode="9357",
    op="JW317 TeWijzigenProduct.GewensteIngangsdatum",
    tekst="Een wijziging die niet in de toekomst ingaat, geldt voor de hele toewijzing. Neem de ingangsdatum van de "
    "toewijzing over, of kies een datum na de dagtekening.",
    goed=[_gewijzigd(GewensteIngangsdatum=_EEN_MEI), _gewijzigd(GewensteIngangsdatum=date(2026, 5, 7))],
    fout=_gewijzigd(GewensteIngangsdatum=DAGTEKENING),
)
def wijziging_in_het_verleden_vanaf_het_begin(product: m317.TeWijzigenProduct, zaak: Zaak) -> bool:
    toewijzing = zaak.actueel.get(product.ToewijzingNummer)
    if toewijzing is None or product.GewensteIngangsdatum > zaak.dagtekening:
        return True
    return product.GewensteIngangsdatum == toewijzing.Ingangsdatum


@regel(
    "TR361",
    niveau=3,
    retourcode="9361",
    op="JW317 Verzoek",
    tekst="Dit product overlapt met een ander product in het verzoek. Laat de perioden niet overlappen.",
    goed=[jw317(), jw317(NieuwProduct={"Product": Product(Categorie="45", Code="45A05"), "GewensteIngangsdatum":
                                       date(2026, 5, 7)})],
    fout=[
        jw317(NieuwProduct={"GewensteIngangsdatum": date(2026, 5, 31)}),
        jw317(NieuwProduct={"Product": None, "Omvang": None, "Budget": 5000}),
        jw317(NieuwProduct={"Product": _ANDER}),
    ],
)  # fmt: skip
def gevraagde_producten_overlappen_niet(verzoek: m317.Verzoek, zaak: Zaak) -> Iterator[str]:
    paden: list[str] = []
    producten: list[tuple[int, Product | None, date, date | None]] = []

    def voeg_toe(pad: str, product: Product | None, begin: date, einde: date | None) -> None:
        paden.append(pad)
        producten.append((len(producten), product, begin, einde))

    for nummer, ongewijzigd in enumerate(verzoek.OngewijzigdeProducten, start=1):
        if (lopend_ := zaak.actueel.get(ongewijzigd.ToewijzingNummer)) is not None:
            pad = f"OngewijzigdeProducten/OngewijzigdProduct[{nummer}]"
            voeg_toe(pad, lopend_.Product, lopend_.Ingangsdatum, lopend_.Einddatum)
    for nummer, anders in enumerate(verzoek.TeWijzigenProducten, start=1):
        if (lopend_ := zaak.actueel.get(anders.ToewijzingNummer)) is not None:
            pad = f"TeWijzigenProducten/TeWijzigenProduct[{nummer}]"
            voeg_toe(pad, lopend_.Product, lopend_.Ingangsdatum, anders.Einddatum)
    for nummer, nieuw in enumerate(verzoek.NieuweProducten, start=1):
        pad = f"NieuweProducten/NieuwProduct[{nummer}]"
        voeg_toe(pad, nieuw.Product, nieuw.GewensteIngangsdatum, nieuw.Einddatum)
    for nummer in overlappende(producten):
        yield paden[nummer]


@regel(
    "TR373",
    niveau=3,
    retourcode="9373",
    op="JW317 TeWijzigenProduct.GewensteIngangsdatum",
    tekst="Een ander budget of totaal geldt voor de hele toewijzing. Neem de ingangsdatum van de toewijzing over.",
    goed=[
        _gewijzigd(GewensteIngangsdatum=_EEN_MEI, Omvang=None, Budget=9000).na(
            _met_202(Product=Product(Categorie="44"), Omvang=None, Budget=5000)
        ),
        _gewijzigd(Omvang=Omvang(Volume=40, Eenheid="04", Frequentie=TOTAAL)),
    ],
    fout=[
        _gewijzigd(Omvang=None, Budget=9000).na(
            _met_202(Product=Product(Categorie="44"), Omvang=None, Budget=5000)
        ),
        _gewijzigd(Omvang=Omvang(Volume=40, Eenheid="04", Frequentie=TOTAAL)).na(
            _met_202(Omvang=Omvang(Volume=30, Eenheid="04", Frequentie=TOTAAL))
        ),
    ],
)
def budget_of_totaal_vanaf_het_begin(product: m317.TeWijzigenProduct, zaak: Zaak) -> bool:
    toewijzing = zaak.actueel.get(product.ToewijzingNummer)
    if toewijzing is None or product.GewensteIngangsdatum == toewijzing.Ingangsdatum:
        return True
    oud, nieuw = toewijzing.Omvang, product.Omvang
    ander_budget = product.Budget is not None and product.Budget != toewijzing.Budget
    return not (ander_budget or (_is_totaal(oud) and _is_totaal(nieuw) and oud != nieuw))


def _is_totaal(omvang: Omvang | None) -> bool:
    return omvang is not None and omvang.Frequentie == TOTAAL


def _na_2020(product: m317.TeWijzigenProduct) -> bool:
    return product.Einddatum is None or product.Einddatum > NIEUW_VANAF


def _budget(**velden: Any) -> Any:
    """A request that changes the only assignment, which is a budget without product."""
    verzoek = {"OngewijzigdeProducten": (), "NieuweProducten": ()}
    return jw317(TeWijzigenProduct=velden, Verzoek=verzoek).na(
        jw301(Header=_TWEE, ToegewezenProduct={"Einddatum": date(2026, 5, 5)}),
        _met_202(Product=None, Omvang=None, Budget=5000),
    )


@regel(
    "TR375",
    niveau=3,
    retourcode="9375",
    op="JW317 TeWijzigenProduct.Omvang",
    tekst="De toewijzing noemt geen product, alleen een budget. Laat Omvang weg.",
    goed=_budget(GewensteIngangsdatum=_EEN_MEI, Omvang=None, Budget=9000),
    fout=_budget(),
)
def geen_omvang_zonder_product(product: m317.TeWijzigenProduct, zaak: Zaak) -> bool:
    toewijzing = zaak.actueel.get(product.ToewijzingNummer)
    if toewijzing is None or toewijzing.Product is not None:
        return True
    return product.Omvang is None or not _na_2020(product)


@regel(
    "TR411",
    niveau=3,
    retourcode="9411",
    op="JW317 TeWijzigenProduct.Omvang",
    tekst="De toewijzing noemt een productcode. Vul de gewenste Omvang in.",
    goed=_gewijzigd(),
    fout=_gewijzigd(Omvang=None),
)
def omvang_bij_een_productcode(product: m317.TeWijzigenProduct, zaak: Zaak) -> bool:
    toewijzing = zaak.actueel.get(product.ToewijzingNummer)
    if toewijzing is None or toewijzing.Product is None or toewijzing.Product.Code is None:
        return True
    return product.Omvang is not None


@regel(
    "TR412",
    niveau=3,
    retourcode="9412",
    op="JW317 TeWijzigenProduct.Omvang",
    tekst="De toewijzing noemt een categorie zonder productcode. Laat Omvang weg.",
    goed=_gewijzigd(Omvang=None).na(_met_202(Product=Product(Categorie="44"), Omvang=None)),
    fout=_gewijzigd().na(_met_202(Product=Product(Categorie="44"), Omvang=None)),
)
def geen_omvang_zonder_productcode(product: m317.TeWijzigenProduct, zaak: Zaak) -> bool:
    toewijzing = zaak.actueel.get(product.ToewijzingNummer)
    if toewijzing is None or toewijzing.Product is None or toewijzing.Product.Code is not None:
        return True
    return product.Omvang is None or not _na_2020(product)


@regel(
    "TR355",
    niveau=3,
    retourcode="9355",
    op="JW319 Antwoord.ReferentieAanbieder",
    tekst="Er is geen verzoek met deze ReferentieAanbieder. Neem de referentie over van het verzoek.",
    goed=jw319(),
    fout=jw319(Antwoord={"ReferentieAanbieder": "R999"}),
)
def antwoord_hoort_bij_een_verzoek(antwoord: m319.Antwoord, zaak: Zaak) -> bool:
    return _verzoek(antwoord, zaak) is not None


@regel(
    "TR359",
    niveau=3,
    retourcode="9359",
    op="JW319 Antwoord.ReferentieAanbieder",
    tekst="Het verzoek is al toegewezen. Een antwoord hoort daar niet meer bij.",
    goed=jw319(),
    fout=jw319().na(jw301(ToegewezenProduct={"ReferentieAanbieder": "R001"})),
)
def verzoek_is_niet_al_toegewezen(antwoord: m319.Antwoord, zaak: Zaak) -> bool:
    verzoek = _verzoek(antwoord, zaak)
    return verzoek is None or verzoek.stand != "toegewezen"


@regel(
    "TR360",
    niveau=3,
    retourcode="9360",
    op="JW319 Antwoord.VerzoekAntwoord",
    tekst="Op dit verzoek is al geantwoord. 'In onderzoek' kan maar één keer, als eerste antwoord.",
    goed=jw319(Header=_TWEE).na(jw319(Antwoord=_ONDERZOEK)),
    fout=jw319(Header=_TWEE, Antwoord=_ONDERZOEK).na(jw319(Antwoord=_ONDERZOEK)),
)
def onderzoek_is_het_eerste_antwoord(antwoord: m319.Antwoord, zaak: Zaak) -> bool:
    verzoek = _verzoek(antwoord, zaak)
    if verzoek is None or antwoord.VerzoekAntwoord != IN_ONDERZOEK:
        return True
    return verzoek.stand not in {"in onderzoek", "afgewezen"}


@regel(
    "TR365",
    niveau=3,
    retourcode="9365",
    op="JW319 Antwoord.VerzoekAntwoord",
    tekst="Het verzoek is al afgewezen. Daarna volgt geen antwoord meer.",
    goed=jw319(Header=_TWEE).na(jw319(Antwoord=_ONDERZOEK)),
    fout=jw319(Header=_TWEE).na(jw319()),
)
def na_afwijzing_geen_antwoord(antwoord: m319.Antwoord, zaak: Zaak) -> bool:
    verzoek = _verzoek(antwoord, zaak)
    return verzoek is None or verzoek.stand != "afgewezen"


def _verzoek(antwoord: m319.Antwoord, zaak: Zaak) -> Any:
    return zaak.administratie.verzoek(zaak.partijen, antwoord.ReferentieAanbieder)


@regel(
    "TR379",
    niveau=3,
    retourcode="9379",
    op="JW301 ToegewezenProduct.ReferentieAanbieder",
    tekst="ReferentieAanbieder hoort bij de eerste toewijzing na een verzoek, en is de referentie van dat verzoek. Laat "
    "haar anders weg.",
    goed=[
        jw301(ToegewezenProduct={"ReferentieAanbieder": "R001"}).na(jw315()),
        jw301(ToegewezenProduct={"ReferentieAanbieder": "R001"}).na(jw315(), jw319(Antwoord=_ONDERZOEK)),
    ],
    fout=[
        jw301(ToegewezenProduct={"ReferentieAanbieder": "R001"}),
        jw301(ToegewezenProduct={"ReferentieAanbieder": "R001"}).na(jw315(), jw319()),
        jw301(ToegewezenProduct={"ReferentieAanbieder": "R001"}).na(jw315(Client={"Bsn": "999900018"})),
        jw301(Header=_TWEE, ToegewezenProduct={"ReferentieAanbieder": "R001", "RedenWijziging": "14"}).na(
            jw315(), jw301(ToegewezenProduct={"ReferentieAanbieder": "R001"})
        ),
    ],
)
def referentie_is_van_het_verzoek(product: m301.ToegewezenProduct, zaak: Zaak) -> bool:
    if product.ReferentieAanbieder is None:
        return True
    verzoek = zaak.administratie.verzoek(zaak.partijen, product.ReferentieAanbieder)
    return verzoek is not None and verzoek.onderhanden and verzoek.bsn == zaak.bsn


_ALLES = TotaalBedragMetDC(TotaalBedrag=36000, DebetCredit="D")
_GOEDGEKEURD = jw325(
    DeclaratieAntwoord={
        "TotaalIngediendBedrag": _ALLES,
        "TotaalToegekendBedrag": _ALLES,
        "Clienten": (),
        "RetourCodes": ("8001",),
    }
)
_WEG = {"Ingangsdatum": date(2026, 1, 1), "Einddatum": date(2026, 1, 1), "RedenWijziging": "13"}


@regel(
    "TR385",
    niveau=3,
    retourcode="9385",
    op="JW301 ToegewezenProduct.RedenWijziging",
    tekst="Op deze toewijzing zijn prestaties goedgekeurd. Zij kan pas worden verwijderd als die zijn gecrediteerd.",
    goed=jw301(Header=_TWEE, ToegewezenProduct=_WEG).na(lopend(), jw323()),
    fout=jw301(Header=_TWEE, ToegewezenProduct=_WEG).na(lopend(), jw323(), _GOEDGEKEURD),
)
def verwijderen_zonder_goedgekeurde_prestaties(product: m301.ToegewezenProduct, zaak: Zaak) -> bool:
    if product.RedenWijziging != "13":
        return True
    return not any(
        eerder.toegekend
        and eerder.prestatie.IngediendBedrag.DebetCredit == "D"
        and eerder.prestatie.ProductReferentie.ReferentieNummer not in zaak.gecrediteerd
        for eerder in zaak.per_toewijzing.get(product.ToewijzingNummer, [])
    )
