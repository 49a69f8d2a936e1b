"""The administration in memory remembers what was sent, and forgets what was rejected."""

from __future__ import annotations

from datetime import date
from typing import Any

import ijw
from ijw import typen
from ijw.regels import Voorbeeld
from ijw.regels.voorbeelden import CONTRACT, jw301, jw305, jw307, jw315, jw319, jw323, jw325, lopend

PARTIJEN = ijw.Partijen("0384", "42420001")
NOOR = "999900006"
WEG = {"StatusAanlevering": "3"}


def na(*berichten: Voorbeeld) -> ijw.Geheugen:
    geheugen = ijw.Geheugen(date(2026, 5, 6), afspraken=CONTRACT)
    for bericht in berichten:
        geheugen.verwerk(bericht.bouw())
    return geheugen


def dossier(geheugen: ijw.Geheugen) -> ijw.Dossier:
    gevonden = geheugen.dossier(PARTIJEN, NOOR)
    assert gevonden is not None
    return gevonden


def test_wie_nooit_is_genoemd_heeft_geen_dossier() -> None:
    geheugen = na(jw301())
    assert geheugen.dossier(PARTIJEN, "999900018") is None
    assert geheugen.dossier(ijw.Partijen("0363", "42420001"), NOOR) is None


def test_de_laatst_vastgestelde_toewijzing_geldt_ook_als_zij_eerder_kwam() -> None:
    """IV013: the moment of decision counts, not the order in which messages come in (OP080)."""
    later = {"Toewijzingsdatum": date(2026, 5, 3), "Einddatum": date(2026, 6, 30)}
    geheugen = na(jw301(ToegewezenProduct=later), jw301())
    (toewijzing,) = dossier(geheugen).toewijzingen
    assert toewijzing.Einddatum == date(2026, 6, 30)


def test_een_verwijderde_start_is_er_niet_meer_ook_als_zij_in_hetzelfde_bericht_wordt_vervangen() -> None:
    vervanging = jw305(StartProduct=[{"Begindatum": date(2026, 5, 5)}, WEG])
    (start,) = dossier(na(jw301(), jw305(), vervanging)).starts
    assert start.Begindatum == date(2026, 5, 5)
    assert dossier(na(lopend(), jw307(), jw307(StopProduct=WEG))).stops == ()


def test_een_verzoek_loopt_tot_het_is_toegewezen_of_afgewezen() -> None:
    def stand(*berichten: Voorbeeld) -> str:
        (verzoek,) = dossier(na(*berichten)).verzoeken
        return verzoek.stand

    onderzoek = jw319(
        Antwoord={"VerzoekAntwoord": "2", "RedenAfwijzingVerzoek": None, "Woonplaatsbeginsel": None}
    )
    assert stand(jw315()) == "open"
    assert stand(jw315(), onderzoek) == "in onderzoek"
    assert stand(jw315(), onderzoek, jw319()) == "afgewezen"
    assert stand(jw315(), jw301(ToegewezenProduct={"ReferentieAanbieder": "R001"})) == "toegewezen"


def antwoord(**deel: Any) -> Voorbeeld:
    alles = typen.TotaalBedragMetDC(TotaalBedrag=36000, DebetCredit="D")
    return jw325(DeclaratieAntwoord={"TotaalIngediendBedrag": alles, "TotaalToegekendBedrag": alles} | deel)


def test_een_declaratie_wacht_op_haar_antwoord() -> None:
    def oordeel(*berichten: Voorbeeld) -> bool | None:
        (prestatie,) = dossier(na(lopend(), jw323(), *berichten)).prestaties
        return prestatie.toegekend

    assert oordeel() is None
    assert oordeel(antwoord(Clienten=(), RetourCodes=("8001",))) is True
    assert oordeel(jw325()) is False


def test_een_afgewezen_declaratie_geldt_als_niet_verstuurd() -> None:
    """Every number may be used again, and the period too."""
    geheugen = na(lopend(), jw323(), antwoord(Clienten=(), RetourCodes=("8214",)))
    assert dossier(geheugen).prestaties == () and geheugen.laatste_declaratieperiode(PARTIJEN) is None
    assert ijw.beoordeel(jw323().bouw(), geheugen) == []


GOEDGEKEURD = antwoord(Clienten=(), RetourCodes=("8001",))


def test_hetzelfde_bericht_nog_eens_verandert_niets() -> None:
    geheugen = na(lopend(), jw323(), GOEDGEKEURD, jw323())
    assert [p.toegekend for p in dossier(geheugen).prestaties] == [True]


def test_een_dubbel_nummer_neemt_de_oude_prestatie_niet_weg() -> None:
    """A second claim with the same ReferentieNummer is rejected; what was granted before stays granted."""
    dubbel = jw323(
        Header={"BerichtIdentificatie.Identificatie": "V0002"}, Declaratie={"DeclaratieNummer": "D2"}
    )
    geheugen = na(lopend(), jw323(), GOEDGEKEURD)
    for retourcodes in (("0200",), ("9333",)):
        geheugen.verwerk(dubbel.bouw())
        terug = jw325(
            Header={
                "BerichtIdentificatie.Identificatie": f"A{retourcodes[0]}",
                "DeclaratieIdentificatie.Identificatie": "V0002",
            },
            DeclaratieAntwoord={"RetourCodes": retourcodes},
        )
        geheugen.verwerk(terug.bouw())
        assert [p.toegekend for p in dossier(geheugen).prestaties] == [True]
    assert geheugen.in_gebruik("ReferentieNummer", "42420001", "RN001", "JW323")
    assert not geheugen.in_gebruik("DeclaratieNummer", "42420001", "D2", "JW323")


def test_het_voorbeeld_van_de_readme_werkt() -> None:
    administratie = na(lopend())
    declaratie = jw323().bouw()
    bevindingen = ijw.beoordeel(declaratie, administratie)
    terug = ijw.antwoord(declaratie, bevindingen, identificatie="A0001", dagtekening=date(2026, 5, 6))
    administratie.verwerk(declaratie)
    administratie.verwerk(terug)
    assert dossier(administratie).prestaties[0].toegekend is True


class Kaal:
    """What a supplier writes: nothing of ours but the protocol."""

    def vandaag(self) -> date:
        return date(2026, 5, 6)

    def dossier(self, partijen: ijw.Partijen, bsn: str) -> ijw.Dossier | None:
        return ijw.Dossier() if bsn == NOOR else None

    def in_gebruik(self, element: str, houder: str, waarde: str | int, bericht: str) -> bool:
        return element == "Identificatie" and (houder, waarde, bericht) == ("42420001", "V0001", "JW315")

    def verzoek(self, partijen: ijw.Partijen, referentie: str) -> ijw.Verzoek | None:
        return None

    def declaratie(self, partijen: ijw.Partijen, identificatie: str) -> ijw.JW323 | None:
        return None

    def laatste_declaratieperiode(self, partijen: ijw.Partijen) -> None:
        return None

    def afspraak(self, partijen: ijw.Partijen, categorie: str, code: str, op: date) -> None:
        return None

    def kent_product(self, partijen: ijw.Partijen, categorie: str, code: str) -> bool:
        return True

    def kent_gemeente(self, code: str, op: date) -> bool:
        return True


def test_een_eigen_administratie_hoeft_van_niets_te_erven() -> None:
    def regels(voorbeeld: Voorbeeld) -> list[str]:
        return [b.regel for b in ijw.controleer(ijw.build(voorbeeld.bouw()), Kaal())]

    assert regels(jw315()) == ["TR056"]
    assert regels(jw305()) == ["TR019"]
    assert regels(jw323()) == ["TR338"]
