"""Rules about asking and answering: JW315, JW317 and JW319; and about start and stop (JW305, JW307)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ijw.regels.regel import regel
from ijw.regels.voorbeelden import DAGTEKENING, jw305, jw307, jw315, jw317, jw319
from ijw.v3_2 import jw315 as m315
from ijw.v3_2 import jw317 as m317
from ijw.v3_2 import jw319 as m319
from ijw.v3_2.samengesteld import Verwijzer

MET_ZORGVERLENER = {"02", "03", "04", "05"}  # COD327: huisarts, jeugdarts, GI, medisch specialist
AFGEWEZEN, IN_ONDERZOEK = "1", "2"  # WJ760
WOONPLAATSBEGINSEL = "8"  # WJ759


@regel(
    "CS058",
    op=["JW305 StartProduct.StatusAanlevering", "JW307 StopProduct.StatusAanlevering"],
    tekst="StatusAanlevering is 1 (eerste aanlevering) of 3 (verwijderen). Wijzigen kan niet: verwijder de oude "
    "aanlevering en lever opnieuw aan.",
    goed=[jw305(StartProduct={"StatusAanlevering": "3"}), jw307(StopProduct={"StatusAanlevering": "1"})],
    fout=[jw305(StartProduct={"StatusAanlevering": "2"}), jw307(StopProduct={"StatusAanlevering": "9"})],
)
def aanlevering_is_nieuw_of_verwijderd(product: Any, bericht: Any) -> bool:
    return product.StatusAanlevering in {"1", "3"}


@regel(
    "CD043",
    op="JW315 AangevraagdProduct.BeschikkingIngangsdatum",
    tekst="BeschikkingNummer en BeschikkingIngangsdatum horen bij elkaar. Vul beide in of laat beide weg.",
    goed=jw315(AangevraagdProduct={"BeschikkingNummer": 7, "BeschikkingIngangsdatum": DAGTEKENING}),
    fout=[
        jw315(AangevraagdProduct={"BeschikkingNummer": 7}),
        jw315(AangevraagdProduct={"BeschikkingIngangsdatum": DAGTEKENING}),
    ],
)
def beschikking_met_nummer_en_datum(product: m315.AangevraagdProduct, bericht: Any) -> bool:
    return (product.BeschikkingNummer is None) == (product.BeschikkingIngangsdatum is None)


@regel(
    "CD066",
    op="JW315 Verwijzer.Naam",
    tekst="De verwijzer heeft een ZorgverlenerCode. Laat Naam weg.",
    goed=jw315(AangevraagdProduct={"Verwijzer": Verwijzer(Type="06", Naam="Ouder")}),
    fout=jw315(AangevraagdProduct={"Verwijzer.Naam": "De huisarts"}),
)
def geen_naam_naast_de_zorgverlenercode(verwijzer: Verwijzer, bericht: Any) -> bool:
    if verwijzer.Type not in MET_ZORGVERLENER:
        return True
    return verwijzer.ZorgverlenerCode is None or verwijzer.Naam is None


@regel(
    "CD067",
    op="JW315 Verwijzer.Naam",
    tekst="Van deze verwijzer ontbreken Naam en ZorgverlenerCode. Vul een van beide in.",
    goed=jw315(AangevraagdProduct={"Verwijzer": Verwijzer(Type="04", Naam="De GI")}),
    fout=jw315(AangevraagdProduct={"Verwijzer": Verwijzer(Type="05")}),
)
def naam_zonder_zorgverlenercode(verwijzer: Verwijzer, bericht: Any) -> bool:
    if verwijzer.Type not in MET_ZORGVERLENER:
        return True
    return verwijzer.ZorgverlenerCode is not None or verwijzer.Naam is not None


@regel(
    "CD068",
    op="JW315 Verwijzer.ZorgverlenerCode",
    tekst="ZorgverlenerCode hoort bij verwijzer 02, 03, 04 of 05. Laat haar weg of kies een ander Type.",
    goed=jw315(AangevraagdProduct={"Verwijzer": Verwijzer(Type="01")}),
    fout=jw315(AangevraagdProduct={"Verwijzer.Type": "08"}),
)
def zorgverlenercode_alleen_bij_een_zorgverlener(verwijzer: Verwijzer, bericht: Any) -> bool:
    return verwijzer.Type in MET_ZORGVERLENER or verwijzer.ZorgverlenerCode is None


@regel(
    "TR352",
    op="JW317 Verzoek",
    tekst="Het verzoek noemt geen lopende toewijzing. Voeg een OngewijzigdProduct of TeWijzigenProduct toe.",
    goed=jw317(Verzoek={"OngewijzigdeProducten": ()}),
    fout=jw317(Verzoek={"OngewijzigdeProducten": (), "TeWijzigenProducten": ()}),
)
def noemt_een_lopende_toewijzing(verzoek: m317.Verzoek, bericht: Any) -> bool:
    return bool(verzoek.OngewijzigdeProducten or verzoek.TeWijzigenProducten)


@regel(
    "TR353",
    op="JW317 Verzoek",
    tekst="Het verzoek vraagt geen wijziging. Voeg een TeWijzigenProduct of NieuwProduct toe.",
    goed=jw317(Verzoek={"NieuweProducten": ()}),
    fout=jw317(Verzoek={"TeWijzigenProducten": (), "NieuweProducten": ()}),
)
def vraagt_een_wijziging(verzoek: m317.Verzoek, bericht: Any) -> bool:
    return bool(verzoek.TeWijzigenProducten or verzoek.NieuweProducten)


@regel(
    "TR380",
    op="JW317 NieuwProduct.GewensteIngangsdatum",
    tekst="Een nieuw product gaat in na de dagtekening van het bericht. Kies een latere GewensteIngangsdatum.",
    goed=jw317(NieuwProduct={"GewensteIngangsdatum": date(2026, 5, 7)}),
    fout=jw317(NieuwProduct={"GewensteIngangsdatum": DAGTEKENING}),
)
def nieuw_product_gaat_later_in(product: m317.NieuwProduct, bericht: Any) -> bool:
    return product.GewensteIngangsdatum > bericht.Header.BerichtIdentificatie.Dagtekening


@regel(
    "TR383",
    op="JW315 Client.AangevraagdeProducten",
    tekst="Deze ReferentieAanbieder komt vaker in het bericht voor. Geef elk aangevraagd product een eigen "
    "referentie.",
    goed=jw315(
        AangevraagdProduct=[
            {"ToewijzingEinddatum": date(2026, 8, 31)},
            {"ReferentieAanbieder": "r001", "ToewijzingIngangsdatum": date(2026, 9, 1)},
        ]
    ),
    fout=jw315(
        AangevraagdProduct=[
            {"ToewijzingEinddatum": date(2026, 8, 31)},
            {"ToewijzingIngangsdatum": date(2026, 9, 1)},
        ]
    ),
)
def referentie_per_aangevraagd_product(client: m315.Client, bericht: Any) -> Iterator[str]:
    gezien: set[str] = set()
    for nummer, product in enumerate(client.AangevraagdeProducten, start=1):
        if product.ReferentieAanbieder in gezien:
            yield f"AangevraagdeProducten/AangevraagdProduct[{nummer}]/ReferentieAanbieder"
        gezien.add(product.ReferentieAanbieder)


@regel(
    "CD085",
    op="JW319 Antwoord.RedenAfwijzingVerzoek",
    tekst="Het verzoek is afgewezen zonder reden. Vul RedenAfwijzingVerzoek in.",
    goed=jw319(Antwoord={"RedenAfwijzingVerzoek": "3", "Woonplaatsbeginsel": None}),
    fout=jw319(Antwoord={"RedenAfwijzingVerzoek": None, "Woonplaatsbeginsel": None}),
)
def afwijzing_heeft_een_reden(antwoord: m319.Antwoord, bericht: Any) -> bool:
    return antwoord.VerzoekAntwoord != AFGEWEZEN or antwoord.RedenAfwijzingVerzoek is not None


@regel(
    "CD086",
    op="JW319 Antwoord.RedenAfwijzingVerzoek",
    tekst="Een verzoek in onderzoek is niet afgewezen. Laat RedenAfwijzingVerzoek weg.",
    goed=jw319(
        Antwoord={
            "VerzoekAntwoord": IN_ONDERZOEK,
            "RedenAfwijzingVerzoek": None,
            "Woonplaatsbeginsel": None,
        }
    ),
    fout=jw319(Antwoord={"VerzoekAntwoord": IN_ONDERZOEK}),
)
def onderzoek_heeft_geen_reden(antwoord: m319.Antwoord, bericht: Any) -> bool:
    return antwoord.VerzoekAntwoord != IN_ONDERZOEK or antwoord.RedenAfwijzingVerzoek is None


@regel(
    "TR377",
    op="JW319 Antwoord.Woonplaatsbeginsel",
    tekst="Bij reden 8 (woonplaatsbeginsel) ontbreekt de gemeente die wel verantwoordelijk is. Vul "
    "Woonplaatsbeginsel in.",
    goed=jw319(Antwoord={"RedenAfwijzingVerzoek": WOONPLAATSBEGINSEL}),
    fout=jw319(Antwoord={"Woonplaatsbeginsel": None}),
)
def woonplaatsbeginsel_noemt_de_gemeente(antwoord: m319.Antwoord, bericht: Any) -> bool:
    return antwoord.RedenAfwijzingVerzoek != WOONPLAATSBEGINSEL or antwoord.Woonplaatsbeginsel is not None


@regel(
    "TR409",
    op="JW319 Antwoord.Woonplaatsbeginsel",
    tekst="Woonplaatsbeginsel hoort alleen bij reden 8. Laat Woonplaatsbeginsel weg of kies reden 8.",
    goed=jw319(Antwoord={"RedenAfwijzingVerzoek": "5", "Woonplaatsbeginsel": None}),
    fout=jw319(Antwoord={"RedenAfwijzingVerzoek": "5"}),
)
def gemeente_alleen_bij_woonplaatsbeginsel(antwoord: m319.Antwoord, bericht: Any) -> bool:
    reden = antwoord.RedenAfwijzingVerzoek
    return reden in {None, WOONPLAATSBEGINSEL} or antwoord.Woonplaatsbeginsel is None
