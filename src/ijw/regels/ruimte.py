"""Rules about room: what a Prestatie may hold, what all of them may hold, and what was claimed or taken back before
(JW323, level 3).

Credits come before debits (OP366). A Prestatie that broke a rule is rejected as a whole and counts nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ijw.berekeningen import budgetruimte, maximum, maximum_looptijd, met_teken
from ijw.berekeningen.volume import MINUUT, UUR
from ijw.regels.declaratie import past_bij, periode_van, toewijzing_van
from ijw.regels.regel import regel
from ijw.regels.voorbeelden import jw323, jw325, lopend
from ijw.regels.zaak import Zaak
from ijw.v3_2 import jw323 as m323
from ijw.v3_2.jw301 import ToegewezenProduct
from ijw.v3_2.samengesteld import BedragMetDC, GeslotenPeriode, Omvang, Product, Referentie, TotaalBedragMetDC

_MAART = GeslotenPeriode(Begindatum=date(2026, 3, 1), Einddatum=date(2026, 3, 31))
_EERST: dict[str, Any] = {
    "Header": {"BerichtIdentificatie.Identificatie": "V0009"},
    "Declaratie": {"DeclaratieNummer": "D1", "DeclaratiePeriode": _MAART},
}
_GENERIEK: dict[str, Any] = {"Product": None, "Omvang": None}


def _totaal(som: int) -> TotaalBedragMetDC:
    return TotaalBedragMetDC(TotaalBedrag=abs(som), DebetCredit="C" if som < 0 else "D")


def _van(som: int, **prestatie: Any) -> dict[str, Any]:
    return {"Declaratie": {"TotaalIngediendBedrag": _totaal(som)}, "Prestatie": prestatie}


def _maart(uren: int = 4, **meer: Any) -> Any:
    """An earlier claim over March (RN900) of so many hours."""
    prestatie = {
        "ProductReferentie": Referentie(ReferentieNummer="RN900"),
        "ProductPeriode": _MAART,
        "GeleverdVolume": uren,
        "IngediendBedrag": BedragMetDC(Bedrag=uren * 9000, DebetCredit="D"),
    }
    return jw323(**_EERST, Prestatie=prestatie | meer)


def _antwoord(**antwoord: Any) -> Any:
    return jw325(
        Header={
            "BerichtIdentificatie.Identificatie": "V0009",
            "DeclaratieIdentificatie.Identificatie": "V0009",
        },
        DeclaratieAntwoord={"DeclaratieNummer": "D1", "Clienten": (), "RetourCodes": ("8001",)} | antwoord,
    )


_TOEGEKEND = _antwoord()
_AFGEWEZEN = jw325(
    Header={"BerichtIdentificatie.Identificatie": "V0009", "DeclaratieIdentificatie.Identificatie": "V0009"},
    Prestatie={"ProductReferentie.ReferentieNummer": "RN900"},
)


def _credit(**meer: Any) -> dict[str, Any]:
    """The credit of the claim over March."""
    return {
        "ProductReferentie": Referentie(ReferentieNummer="RN901", VorigReferentieNummer="RN900"),
        "ProductPeriode": _MAART,
        "IngediendBedrag": BedragMetDC(Bedrag=36000, DebetCredit="C"),
    } | meer


@regel(
    "TR323",
    niveau=3,
    retourcode="8017",
    op="JW323 Prestatie.ProductReferentie/VorigReferentieNummer",
    tekst="Er is geen goedgekeurde debetprestatie die door deze creditprestatie wordt teruggenomen. Neem alles over van de "
    "debetprestatie, met haar ReferentieNummer als VorigReferentieNummer.",
    goed=jw323(**_van(-36000, **_credit())).na(_maart(), _TOEGEKEND),
    fout=[
        jw323(**_van(-36000, **_credit())),
        jw323(**_van(-36000, **_credit())).na(_maart()),
        jw323(**_van(-36000, **_credit())).na(_maart(), _AFGEWEZEN),
        jw323(**_van(-36000, **_credit(GeleverdVolume=5))).na(_maart(), _TOEGEKEND),
        jw323(**_van(-27000, **_credit(IngediendBedrag=BedragMetDC(Bedrag=27000, DebetCredit="C")))).na(
            _maart(), _TOEGEKEND
        ),
    ],
)
def credit_hoort_bij_een_goedgekeurd_debet(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    vorig = prestatie.ProductReferentie.VorigReferentieNummer
    if vorig is None:
        return True
    debet = zaak.gedeclareerd.get(vorig)
    if debet is None or not debet.toegekend or debet.prestatie.IngediendBedrag.DebetCredit == "C":
        return False
    return all(getattr(prestatie, naam) == getattr(debet.prestatie, naam) for naam in _GELIJK) and (
        prestatie.IngediendBedrag.Bedrag == debet.prestatie.IngediendBedrag.Bedrag
    )


# IV091: but for its own reference and DebetCredit, a credit is the debit that it takes back.
_GELIJK = (
    "ToewijzingNummer",
    "ProductCategorie",
    "ProductCode",
    "ProductPeriode",
    "GeleverdVolume",
    "Eenheid",
    "ProductTarief",
)


@regel(
    "TR390",
    niveau=3,
    retourcode="9390",
    op="JW323 Prestatie",
    tekst="Deze prestatie is al gecrediteerd. Dat kan maar één keer; haal de creditprestatie weg.",
    goed=jw323(**_van(-36000, **_credit())).na(_maart(), _TOEGEKEND),
    fout=jw323(
        **_van(-36000, **_credit(ProductReferentie=Referentie(ReferentieNummer="RN902", VorigReferentieNummer="RN900")))
    ).na(
        _maart(),
        _TOEGEKEND,
        jw323(
            Header={"BerichtIdentificatie.Identificatie": "V0008"},
            Declaratie={"DeclaratieNummer": "D3", "TotaalIngediendBedrag": _totaal(-36000)},
            Prestatie=_credit(),
        ),
    ),
)  # fmt: skip
def nog_niet_gecrediteerd(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    return prestatie.ProductReferentie.VorigReferentieNummer not in zaak.gecrediteerd


@regel(
    "TR321",
    niveau=3,
    retourcode="9321",
    op="JW323 Prestatie.GeleverdVolume",
    tekst="Het volume is meer dan in deze productperiode past. Declareer hooguit het toegewezen volume.",
    goed=[
        jw323(**_van(72000, GeleverdVolume=8, IngediendBedrag=BedragMetDC(Bedrag=72000, DebetCredit="D"))),
        jw323(**_van(36000, GeleverdVolume=240, Eenheid=MINUUT, ProductTarief=150)),
    ],
    fout=[
        jw323(**_van(81000, GeleverdVolume=9, IngediendBedrag=BedragMetDC(Bedrag=81000, DebetCredit="D"))),
        jw323().na(lopend(Omvang=Omvang(Volume=3, Eenheid=UUR, Frequentie="4"))),
    ],
)
def volume_past_in_de_productperiode(prestatie: m323.Prestatie, zaak: Zaak) -> bool:
    toewijzing = toewijzing_van(prestatie, zaak)
    if toewijzing is None or toewijzing.Omvang is None:
        return True
    if not past_bij(prestatie.Eenheid, toewijzing.Omvang.Eenheid):
        return True  # TR341
    periode = periode_van(prestatie.ProductPeriode)
    hoogste = maximum(toewijzing.Omvang, periode_van(toewijzing), periode, prestatie.Eenheid)
    return prestatie.GeleverdVolume <= hoogste


def _te_beoordelen(client: m323.Client, zaak: Zaak) -> Iterator[tuple[int, m323.Prestatie]]:
    """The Prestaties that broke no rule so far, credits first (OP366)."""
    genummerd = [(n, p) for n, p in enumerate(client.Prestaties, start=1) if id(p) not in zaak.afgewezen]
    return iter(sorted(genummerd, key=lambda paar: paar[1].IngediendBedrag.DebetCredit))


@regel(
    "TR389",
    niveau=3,
    retourcode="9389",
    op="JW323 Client.Prestaties",
    tekst="Deze levering is al gedeclareerd. Crediteer eerst de eerdere prestatie.",
    goed=[
        jw323(
            Declaratie={"TotaalIngediendBedrag": _totaal(0)},
            Prestatie=[{"ProductPeriode": _MAART}, _credit()],
        ).na(_maart(), _TOEGEKEND),
        jw323(Prestatie={"ProductPeriode": _MAART}).na(_maart(), _AFGEWEZEN),
        jw323(Prestatie={"ProductCode": "45A05", "ProductPeriode": _MAART}).na(
            lopend(Product=Product(Categorie="45"), Omvang=None), _maart()
        ),
    ],
    fout=[
        jw323(Prestatie={"ProductPeriode": _MAART}).na(_maart()),
        jw323(Prestatie={"ProductPeriode": _MAART}).na(_maart(), _TOEGEKEND),
    ],
)
def levering_is_niet_al_gedeclareerd(client: m323.Client, zaak: Zaak) -> Iterator[str]:
    teruggenomen = zaak.gecrediteerd | {
        p.ProductReferentie.VorigReferentieNummer for _, p in _te_beoordelen(client, zaak)
    }
    bezet = {
        _levering(eerder.prestatie)
        for eerder in zaak.dossier.prestaties
        if eerder.telt
        and eerder.prestatie.IngediendBedrag.DebetCredit == "D"
        and eerder.prestatie.ProductReferentie.ReferentieNummer not in teruggenomen
    }
    for nummer, prestatie in _te_beoordelen(client, zaak):
        if prestatie.IngediendBedrag.DebetCredit == "D" and _levering(prestatie) in bezet:
            yield f"Prestaties/Prestatie[{nummer}]"


def _levering(p: m323.Prestatie) -> tuple[object, ...]:
    return p.ToewijzingNummer, p.ProductPeriode, p.ProductCategorie, p.ProductCode


@regel(
    "TR322",
    niveau=3,
    retourcode="9322",
    op="JW323 Client.Prestaties",
    tekst="Met deze prestatie komt het totaal boven wat over de hele looptijd is toegewezen. Declareer minder, of vraag een "
    "wijziging aan.",
    goed=[
        jw323().na(lopend(Omvang=Omvang(Volume=8, Eenheid=UUR, Frequentie="6")), _maart(4)),
        jw323().na(lopend(Omvang=Omvang(Volume=7, Eenheid=UUR, Frequentie="6")), _maart(4), _AFGEWEZEN),
        jw323(
            Declaratie={"TotaalIngediendBedrag": _totaal(0)},
            Prestatie=[{}, _credit()],
        ).na(lopend(Omvang=Omvang(Volume=4, Eenheid=UUR, Frequentie="6")), _maart(4), _TOEGEKEND),
    ],
    fout=[
        jw323().na(lopend(Omvang=Omvang(Volume=7, Eenheid=UUR, Frequentie="6")), _maart(4)),
        jw323(**_van(36000, GeleverdVolume=240, Eenheid=MINUUT, ProductTarief=150)).na(
            lopend(Omvang=Omvang(Volume=7, Eenheid=UUR, Frequentie="6")), _maart(4)
        ),
    ],
)
def som_past_in_de_looptijd(client: m323.Client, zaak: Zaak) -> Iterator[str]:
    ruimte: dict[int, int | None] = {}
    for nummer, prestatie in _te_beoordelen(client, zaak):
        toewijzing = zaak.toewijzingen.get(prestatie.ToewijzingNummer)
        if toewijzing is None or toewijzing.Omvang is None:
            continue
        if toewijzing.ToewijzingNummer not in ruimte:
            ruimte[toewijzing.ToewijzingNummer] = _ruimte(toewijzing, toewijzing.Omvang, zaak)
        over = ruimte[toewijzing.ToewijzingNummer]
        if over is not None:
            over -= volume_van(prestatie, toewijzing.Omvang)
            if over < 0 and prestatie.IngediendBedrag.DebetCredit == "D":
                yield f"Prestaties/Prestatie[{nummer}]/GeleverdVolume"
            else:
                ruimte[toewijzing.ToewijzingNummer] = over


def _ruimte(toewijzing: ToegewezenProduct, omvang: Omvang, zaak: Zaak) -> int | None:
    """What earlier Prestaties left of the whole term; hours are counted in minutes."""
    eenheid = MINUUT if omvang.Eenheid == UUR else omvang.Eenheid
    hoogste = maximum_looptijd(omvang, periode_van(toewijzing), eenheid)
    if hoogste is None:
        return None
    eerder = zaak.per_toewijzing.get(toewijzing.ToewijzingNummer, [])
    return hoogste - sum(volume_van(e.prestatie, omvang) for e in eerder)


def volume_van(prestatie: m323.Prestatie, omvang: Omvang) -> int:
    """What this Prestatie takes of such an Omvang; hours are counted in minutes, a credit gives back."""
    uren = omvang.Eenheid == UUR and prestatie.Eenheid == UUR
    return met_teken(prestatie.GeleverdVolume * (60 if uren else 1), prestatie.IngediendBedrag.DebetCredit)


@regel(
    "TR369",
    niveau=3,
    retourcode="9369",
    op="JW323 Client.Prestaties",
    tekst="Met deze prestatie komt het totaal boven het budget van de toewijzing. Declareer minder, of vraag een wijziging "
    "aan.",
    goed=[
        jw323().na(lopend(**_GENERIEK, Budget=72000), _maart()),
        jw323().na(lopend(**_GENERIEK, Budget=71999), _maart(), _AFGEWEZEN),
    ],
    fout=[
        jw323().na(lopend(**_GENERIEK, Budget=71999), _maart()),
        jw323().na(lopend(**_GENERIEK, Budget=35999)),
    ],
)
def som_past_in_het_budget(client: m323.Client, zaak: Zaak) -> Iterator[str]:
    ruimte: dict[int, int] = {}
    for nummer, prestatie in _te_beoordelen(client, zaak):
        toewijzing = zaak.toewijzingen.get(prestatie.ToewijzingNummer)
        if toewijzing is None or toewijzing.Budget is None:
            continue
        if toewijzing.ToewijzingNummer not in ruimte:
            eerder = zaak.per_toewijzing.get(toewijzing.ToewijzingNummer, [])
            ruimte[toewijzing.ToewijzingNummer] = budgetruimte(
                toewijzing.Budget, (bedrag_van(e.prestatie) for e in eerder)
            )
        over = budgetruimte(ruimte[toewijzing.ToewijzingNummer], [bedrag_van(prestatie)])
        if over < 0 and prestatie.IngediendBedrag.DebetCredit == "D":
            yield f"Prestaties/Prestatie[{nummer}]/GeleverdVolume"
        else:
            ruimte[toewijzing.ToewijzingNummer] = over


def bedrag_van(prestatie: m323.Prestatie) -> int:
    """Its amount, negative for a credit."""
    return met_teken(prestatie.IngediendBedrag.Bedrag, prestatie.IngediendBedrag.DebetCredit)
