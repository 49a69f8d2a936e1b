"""Hints for whoever makes a message about delivery or a request, or answers one: rules of working (OP) and filling in
(IV) that a program can see but no retour code enforces. Being late is never a ground for rejection."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ijw.administratie import Verzoek
from ijw.berekeningen import maximum_looptijd, overlappen
from ijw.berekeningen.tijd import Periode
from ijw.berekeningen.volume import MINUUT, UUR
from ijw.berekeningen.werkdagen import werkdagen_na
from ijw.geheugen import VERWIJDEREN
from ijw.regels.levering import TIJDELIJK
from ijw.regels.regel import regel
from ijw.regels.ruimte import bedrag_van, volume_van
from ijw.regels.verzoek import AFGEWEZEN, WOONPLAATSBEGINSEL
from ijw.regels.voorbeelden import jw301, jw302, jw305, jw306, jw307, jw315, jw317, jw319, jw323, jw325
from ijw.regels.zaak import Zaak
from ijw.v3_2 import jw305 as m305
from ijw.v3_2 import jw307 as m307
from ijw.v3_2 import jw315 as m315
from ijw.v3_2 import jw317 as m317
from ijw.v3_2 import jw319 as m319
from ijw.v3_2 import jw325 as m325
from ijw.v3_2.samengesteld import Product

REGIE, EERSTE_ANTWOORD, DECLARATIE, RETOUR = 5, 5, 10, 3  # working days
ACHT_WEKEN, TWEE_WEKEN = timedelta(weeks=8), timedelta(weeks=2)
_TWEE = {"BerichtIdentificatie.Identificatie": "V0002"}
_VANDAAG = date(2026, 7, 15)


def _op(dag: date) -> dict[str, Any]:
    return {"BerichtIdentificatie.Dagtekening": dag}


@regel(
    "OP155",
    niveau=3,
    retourcode=None,
    op="JW307 StopProduct.Begindatum",
    tekst="Na deze start is van hetzelfde product een latere start gemeld. Een stop verwijst naar de laatste start.",
    goed=jw307(),
    fout=jw307(Header=_TWEE).na(
        jw307(StopProduct={"RedenBeeindiging": TIJDELIJK, "Einddatum": date(2026, 2, 1)}),
        jw305(Header=_TWEE, StartProduct={"Begindatum": date(2026, 3, 2)}),
    ),
)
def stop_bij_de_laatste_start(stop: m307.StopProduct, zaak: Zaak) -> bool:
    if stop.StatusAanlevering == VERWIJDEREN:
        return True
    eigen = (stop.ToewijzingNummer, stop.Product)
    return not any(
        (start.ToewijzingNummer, start.Product) == eigen and start.Begindatum > stop.Begindatum
        for start in zaak.dossier.starts
    )


@regel(
    "OP271",
    niveau=3,
    retourcode=None,
    op="JW305 StartProduct.Begindatum",
    tekst="De start is meer dan vijf werkdagen geleden. Meld een start binnen vijf werkdagen.",
    goed=[
        jw305(Header=_op(date(2026, 5, 11)), StartProduct={"Begindatum": date(2026, 5, 4)}).met(
            vandaag=_VANDAAG
        ),
        jw305(Header=_op(date(2026, 5, 8)), StartProduct={"Begindatum": date(2026, 4, 1)}).met(
            vandaag=_VANDAAG
        ),
    ],
    fout=jw305(Header=_op(date(2026, 5, 13)), StartProduct={"Begindatum": date(2026, 5, 4)}).met(
        vandaag=_VANDAAG
    ),
)
def start_op_tijd_gemeld(start: m305.StartProduct, zaak: Zaak) -> bool:
    vanaf = start.Begindatum
    toewijzing = zaak.toewijzingen.get(start.ToewijzingNummer or 0)
    if toewijzing is not None:  # assigned afterwards: from the day on which the provider could know
        vanaf = max(vanaf, toewijzing.Toewijzingsdatum)
    return start.StatusAanlevering == VERWIJDEREN or bool(zaak.dagtekening <= werkdagen_na(vanaf, REGIE))


@regel(
    "OP272",
    niveau=3,
    retourcode=None,
    op="JW307 StopProduct.Einddatum",
    tekst="De stop is meer dan vijf werkdagen geleden. Meld een stop binnen vijf werkdagen.",
    goed=[
        jw307(),
        jw307(Header=_TWEE | _op(date(2026, 6, 30))).met(vandaag=_VANDAAG).na(
            jw307(StopProduct={"RedenBeeindiging": TIJDELIJK})
        ),
    ],
    fout=jw307(Header=_op(date(2026, 5, 11))).met(vandaag=_VANDAAG),
)  # fmt: skip
def stop_op_tijd_gemeld(stop: m307.StopProduct, zaak: Zaak) -> bool:
    na_tijdelijk = any(
        (eerder.ToewijzingNummer, eerder.Product, eerder.Begindatum)
        == (stop.ToewijzingNummer, stop.Product, stop.Begindatum)
        for eerder in zaak.stops
    )  # when it became known that the care ended for good is not in any message
    if stop.StatusAanlevering == VERWIJDEREN or na_tijdelijk:
        return True
    return bool(zaak.dagtekening <= werkdagen_na(stop.Einddatum, REGIE))


@regel(
    "OP307",
    niveau=3,
    retourcode=None,
    op="JW315 AangevraagdProduct",
    tekst="Voor dit product en deze periode is er al een toewijzing. Vraag een wijziging aan (JW317).",
    goed=jw315(AangevraagdProduct={"Product": Product(Categorie="44", Code="44A08")}).na(jw301()),
    fout=jw315().na(jw301()),
)
def nog_niet_toegewezen(product: m315.AangevraagdProduct, zaak: Zaak) -> bool:
    gevraagd = (product.Product, Periode(product.ToewijzingIngangsdatum, product.ToewijzingEinddatum))
    return not any(
        overlappen(gevraagd, (lopend.Product, Periode(lopend.Ingangsdatum, lopend.Einddatum)))
        for lopend in zaak.actueel.values()
    )


@regel(
    "IV075",
    niveau=3,
    retourcode=None,
    op=["JW305 StartProduct.Product", "JW307 StopProduct.Product"],
    tekst="Het product is niet dat van de toewijzing. Neem categorie en code over zoals ze zijn toegewezen.",
    goed=[jw305(), jw307()],
    fout=[jw305(StartProduct={"Product": Product(Categorie="45")}), jw305(StartProduct={"Product": None})],
)
def product_van_de_toewijzing(levering: Any, zaak: Zaak) -> bool:
    toewijzing = zaak.toewijzingen.get(levering.ToewijzingNummer or 0)
    return toewijzing is None or levering.Product == toewijzing.Product


@regel(
    "IV092",
    niveau=3,
    retourcode=None,
    op="JW317 TeWijzigenProduct.GewensteIngangsdatum",
    tekst="De wijziging gaat in buiten de toewijzing. Kies een dag erin, of vraag voor daarna een nieuw product.",
    goed=jw317(),
    fout=jw317(
        TeWijzigenProduct={"GewensteIngangsdatum": date(2027, 1, 1), "Einddatum": date(2027, 6, 30)},
    ),
)
def wijziging_begint_binnen_de_toewijzing(product: m317.TeWijzigenProduct, zaak: Zaak) -> bool:
    toewijzing = zaak.actueel.get(product.ToewijzingNummer)
    if toewijzing is None:
        return True
    return Periode(toewijzing.Ingangsdatum, toewijzing.Einddatum).bevat(product.GewensteIngangsdatum)


@regel(
    "IV096",
    niveau=3,
    retourcode=None,
    op=["JW305 StartProduct.Product", "JW307 StopProduct.Product"],
    tekst="Zonder ToewijzingNummer (taakgericht) is het product de sleutel. Vul Product in.",
    goed=jw305(StartProduct={"ToewijzingNummer": None}),
    fout=jw305(StartProduct={"ToewijzingNummer": None, "Product": None}),
)
def taakgericht_noemt_het_product(levering: Any, zaak: Zaak) -> bool:
    return levering.ToewijzingNummer is not None or levering.Product is not None


def _verzoek(antwoord: m319.Antwoord, zaak: Zaak, bericht: str) -> Verzoek | None:
    verzoek = zaak.administratie.verzoek(zaak.partijen, antwoord.ReferentieAanbieder)
    return verzoek if verzoek is not None and verzoek.bericht == bericht else None


def _op_tijd(antwoord: m319.Antwoord, zaak: Zaak, verzoek: Verzoek | None) -> bool:
    """The first answer within five working days; after "in onderzoek" the decision within eight weeks."""
    if verzoek is None or verzoek.dagtekening is None:
        return True
    if verzoek.stand == "in onderzoek":
        return bool(zaak.dagtekening - verzoek.dagtekening <= ACHT_WEKEN)
    return bool(zaak.dagtekening <= werkdagen_na(verzoek.dagtekening, EERSTE_ANTWOORD))


_ONDERZOEK: dict[str, Any] = {
    "VerzoekAntwoord": "2",
    "RedenAfwijzingVerzoek": None,
    "Woonplaatsbeginsel": None,
}
_GEWOON: dict[str, Any] = {"RedenAfwijzingVerzoek": "3", "Woonplaatsbeginsel": None}


@regel(
    "OP274",
    niveau=3,
    retourcode=None,
    op="JW319 Antwoord",
    tekst="Het antwoord komt te laat. Antwoord op een verzoek om toewijzing binnen vijf werkdagen, en na onderzoek binnen acht "
    "weken.",
    goed=[
        jw319(Header=_op(date(2026, 5, 13)), Antwoord=_GEWOON).met(vandaag=_VANDAAG),
        jw319(Header=_TWEE | _op(date(2026, 7, 1)), Antwoord=_GEWOON).met(vandaag=_VANDAAG).na(
            jw319(Antwoord=_ONDERZOEK)
        ),
    ],
    fout=[
        jw319(Header=_op(date(2026, 5, 18)), Antwoord=_GEWOON).met(vandaag=_VANDAAG),
        jw319(Header=_TWEE | _op(date(2026, 7, 2)), Antwoord=_GEWOON).met(vandaag=_VANDAAG).na(
            jw319(Antwoord=_ONDERZOEK)
        ),
    ],
)  # fmt: skip
def antwoord_op_tijd_op_een_vraag(antwoord: m319.Antwoord, zaak: Zaak) -> bool:
    return _op_tijd(antwoord, zaak, _verzoek(antwoord, zaak, "JW315"))


_OP_VOW = {"ReferentieAanbieder": "R002"}


@regel(
    "OP346",
    niveau=3,
    retourcode=None,
    op="JW319 Antwoord",
    tekst="Het antwoord komt te laat. Antwoord op een verzoek om wijziging binnen vijf werkdagen, en na onderzoek binnen acht "
    "weken.",
    goed=jw319(Antwoord=_GEWOON | _OP_VOW).na(jw317()),
    fout=jw319(Header=_op(date(2026, 5, 18)), Antwoord=_GEWOON | _OP_VOW).met(vandaag=_VANDAAG).na(jw317()),
)
def antwoord_op_tijd_op_een_wijziging(antwoord: m319.Antwoord, zaak: Zaak) -> bool:
    return _op_tijd(antwoord, zaak, _verzoek(antwoord, zaak, "JW317"))


@regel(
    "OP359",
    niveau=3,
    retourcode=None,
    op="JW319 Antwoord.Woonplaatsbeginsel",
    tekst="Een afwijzing op het woonplaatsbeginsel komt binnen twee weken na het verzoek.",
    goed=jw319(Header=_op(date(2026, 5, 13))).met(vandaag=_VANDAAG),
    fout=jw319(Header=_op(date(2026, 5, 21))).met(vandaag=_VANDAAG),
)
def woonplaats_binnen_twee_weken(antwoord: m319.Antwoord, zaak: Zaak) -> bool:
    verzoek = zaak.administratie.verzoek(zaak.partijen, antwoord.ReferentieAanbieder)
    if verzoek is None or verzoek.dagtekening is None or antwoord.VerzoekAntwoord != AFGEWEZEN:
        return True
    if antwoord.RedenAfwijzingVerzoek != WOONPLAATSBEGINSEL:
        return True
    return bool(zaak.dagtekening - verzoek.dagtekening <= TWEE_WEKEN)


@regel(
    "OP090x4",
    niveau=3,
    retourcode=None,
    op="JW325 Header.BerichtIdentificatie/Dagtekening",
    tekst="Het antwoord op een declaratie komt binnen tien werkdagen.",
    goed=jw325(Header=_op(date(2026, 5, 21))).met(vandaag=_VANDAAG),
    fout=jw325(Header=_op(date(2026, 5, 27))).met(vandaag=_VANDAAG),
)
def declaratie_op_tijd_beantwoord(header: m325.Header, zaak: Zaak) -> bool:
    gesteld = header.DeclaratieIdentificatie.Dagtekening
    return header.BerichtIdentificatie.Dagtekening <= werkdagen_na(gesteld, DECLARATIE)


@regel(
    "OP090",
    niveau=3,
    retourcode=None,
    op="JW302 JW306 JW308 JW316 JW318 JW320 Header.DagtekeningRetour",
    tekst="Een retourbericht volgt binnen drie werkdagen.",
    goed=[jw306(), jw302(Header={"DagtekeningRetour": date(2026, 5, 11)})],
    fout=jw306(Header={"DagtekeningRetour": date(2026, 5, 12)}),
)
def retour_op_tijd(header: Any, zaak: Zaak) -> bool:
    return bool(header.DagtekeningRetour <= werkdagen_na(zaak.dagtekening, RETOUR))


_LOPEND_BUDGET = jw301(
    ToegewezenProduct={"Ingangsdatum": date(2026, 1, 1), "Product": None, "Omvang": None, "Budget": 50000}
)


def _ander_budget(budget: int) -> Any:
    """A request to change the budget from the first day, after a claim of 36000."""
    return jw317(
        TeWijzigenProduct={
            "ToewijzingNummer": 300201,
            "GewensteIngangsdatum": date(2026, 1, 1),
            "Omvang": None,
            "Budget": budget,
        },
        Verzoek={"OngewijzigdeProducten": (), "NieuweProducten": ()},
    ).na(_LOPEND_BUDGET, jw323())


@regel(
    "OP345",
    niveau=3,
    retourcode=None,
    op="JW317 TeWijzigenProduct.Budget",
    tekst="Op deze toewijzing is al meer gedeclareerd dan het gevraagde budget of volume toelaat. Vraag niet minder dan wat er "
    "al is geleverd.",
    goed=_ander_budget(36000),
    fout=_ander_budget(35999),
)
def wijziging_laat_het_geleverde_recht(product: m317.TeWijzigenProduct, zaak: Zaak) -> bool:
    toewijzing = zaak.actueel.get(product.ToewijzingNummer)
    if toewijzing is None or product.GewensteIngangsdatum > toewijzing.Ingangsdatum:
        return True
    eerder = [
        gedeclareerd.prestatie for gedeclareerd in zaak.per_toewijzing.get(product.ToewijzingNummer, [])
    ]
    if product.Budget is not None:
        return sum(bedrag_van(prestatie) for prestatie in eerder) <= product.Budget
    if product.Omvang is None:
        return True
    periode = Periode(product.GewensteIngangsdatum, product.Einddatum)
    eenheid = MINUUT if product.Omvang.Eenheid == UUR else product.Omvang.Eenheid
    hoogste = maximum_looptijd(product.Omvang, periode, eenheid)
    return hoogste is None or sum(volume_van(prestatie, product.Omvang) for prestatie in eerder) <= hoogste
