"""What falls on the mat: who gets a letter, what it says, and that it can be kept and read aloud."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import pikepdf
import pypdf
import pytest

from eenplan.besluit import actions, queries
from eenplan.besluit.models import Besluit, Brief
from eenplan.kern import opslag
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import vandaag

pytestmark = pytest.mark.django_db


def pdf_van(brief: Brief) -> bytes:
    return opslag.lees(brief.document.sleutel)


def tekst_van(brief: Brief) -> str:
    paginas = pypdf.PdfReader(io.BytesIO(pdf_van(brief))).pages
    return re.sub(r"\s+", " ", " ".join(pagina.extract_text() for pagina in paginas))


def maak(besluit: Besluit, door: Any) -> dict[str, Brief]:
    with namens(door):
        return {
            brief.geadresseerde.roepnaam: brief for brief in actions.maak_brieven(besluit=besluit, door=door)
        }


def maak_twaalf(persoon: Any, door: Any) -> None:
    from mensen import geboren

    with namens(door):
        persoon.geboortedatum = geboren(12)
        persoon.save()


def test_both_parents_get_a_letter_and_a_child_of_eleven_does_not(vastgesteld: Besluit, anton: Any) -> None:
    assert set(maak(vastgesteld, anton)) == {"Marije", "Pieter"}


def test_the_letter_says_what_was_decided_for_whom_until_when(vastgesteld: Besluit, anton: Any) -> None:
    tekst = tekst_van(maak(vastgesteld, anton)["Marije"])
    for stukje in (
        "Beste mevrouw De Vries,", "Besluit over jeugdhulp voor Lotte", "WV-2026-00001-B1", "Ambulante begeleiding", "2 uur per week",
        "7 december 2026", "6 juni 2027", "De Terp", "Lotte slaapt al een half jaar slecht.", "Lotte slaapt door en durft te logeren",
        "Bel dan eerst met Amina El Idrissi", "namens het college van burgemeester en wethouders van Waterveld", "Bert Bakker", "Dijkstraat 12",
    ):  # fmt: skip
        assert stukje in tekst, stukje


def test_goals_of_other_people_stay_out_of_the_letter(vastgesteld: Besluit, anton: Any) -> None:
    assert "Pieter zoekt een huis" not in tekst_van(maak(vastgesteld, anton)["Marije"])


def test_the_last_day_to_object_is_six_weeks_after_the_letter(vastgesteld: Besluit, anton: Any) -> None:
    tekst = tekst_van(maak(vastgesteld, anton)["Pieter"])
    laatste = queries.bezwaar_tot(vandaag())
    assert laatste >= vandaag() + timedelta(weeks=6)
    from eenplan.besluit.brieftekst import voluit

    assert f"uiterlijk op {voluit(laatste)}".replace("\u00a0", " ") in tekst


@pytest.mark.parametrize(
    ("verzonden", "laatste"),
    [(date(2026, 11, 23), date(2027, 1, 4)), (date(2026, 11, 13), date(2026, 12, 28))],
)
def test_the_term_to_object_ends_on_a_working_day(verzonden: date, laatste: date) -> None:
    assert queries.bezwaar_tot(verzonden) == laatste  # six weeks after 13 November is Christmas, a Friday


def test_a_youth_of_twelve_gets_an_own_letter_in_own_words(
    vastgesteld: Besluit, gezin_de_vries: Any, anton: Any
) -> None:
    maak_twaalf(gezin_de_vries.lotte, anton)
    with namens(anton):
        besluit = Besluit.objects.get()
    tekst = tekst_van(maak(besluit, anton)["Lotte"])
    assert "Hoi Lotte," in tekst
    assert "Ben je het er niet mee eens?" in tekst
    assert not re.search(r"\b[Uu]w?\b", tekst)


def test_the_letter_can_be_archived_and_read_aloud(vastgesteld: Besluit, anton: Any) -> None:
    with pikepdf.open(io.BytesIO(pdf_van(maak(vastgesteld, anton)["Marije"]))) as pdf:
        meta = pdf.open_metadata()
        assert meta.pdfa_status == "2A"
        assert meta["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert str(pdf.Root.Lang) == "nl-NL"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert meta["dc:title"] == "Besluit over jeugdhulp voor Lotte"


def test_a_very_long_name_shortens_the_name_of_the_file_and_not_the_letter(
    vastgesteld: Besluit, gezin_de_vries: Any, anton: Any
) -> None:
    with namens(anton):
        gezin_de_vries.marije.roepnaam, gezin_de_vries.marije.voornamen = "", "Maria " * 15 + "Antonia"
        gezin_de_vries.marije.achternaam = "van der Meulen-" * 5 + "Bakker/Zuid"
        gezin_de_vries.marije.save()
        lang = gezin_de_vries.marije.naam
    assert len(lang) > 165
    brief = maak(vastgesteld, anton)[""]
    bestand = brief.document.naam
    assert bestand.startswith("Besluit WV-2026-00001-B1 voor Maria Maria")
    assert len(bestand) <= 200
    assert bestand.endswith("….pdf")
    assert "Bakker/Zuid" in tekst_van(brief)


def test_a_name_is_text_and_nothing_else(vastgesteld: Besluit, gezin_de_vries: Any, anton: Any) -> None:
    kwaad = '#panic("x") *vet* $1$ "'
    with namens(anton):
        gezin_de_vries.marije.achternaam = kwaad
        gezin_de_vries.marije.save()
    assert kwaad in tekst_van(maak(vastgesteld, anton)["Marije"])


def test_a_secret_address_stays_out_and_stops_the_sending(
    vastgesteld: Besluit, gezin_de_vries: Any, anton: Any
) -> None:
    with namens(anton):
        gezin_de_vries.marije.contact_geheim = True
        gezin_de_vries.marije.save()
    brieven = maak(vastgesteld, anton)
    assert "Dijkstraat" not in tekst_van(brieven["Marije"])
    assert "adres van Marije is geheim" in brieven["Pieter"].let_op
    with namens(anton):
        with pytest.raises(Geweigerd, match="adres is geheim"):
            actions.verzend(besluit=vastgesteld, wijze="post", door=anton)
        assert Besluit.objects.get().verzonden_op is None
        actions.verzend(besluit=vastgesteld, wijze="persoonlijk", geheim_nagegaan=True, door=anton)


def test_without_anyone_with_authority_there_is_no_letter(vastgesteld: Besluit, anton: Any) -> None:
    from eenplan.gezin.models import Gezag

    with namens(anton):
        Gezag.objects.all().delete()
        with pytest.raises(Geweigerd, match="wie het gezag heeft"):
            actions.maak_brieven(besluit=vastgesteld, door=anton)


def test_an_institution_that_is_guardian_needs_someone_who_acts_for_it(
    vastgesteld: Besluit, anton: Any
) -> None:
    from eenplan.gezin.actions import leg_gezag_vast
    from eenplan.gezin.models import Gezag

    with namens(anton):
        Gezag.objects.all().delete()
        leg_gezag_vast(
            jeugdige=vastgesteld.jeugdige, instelling="Jeugdbescherming Rijnmond", soort="voogdij", bron="beschikking",
            door=anton,
        )  # fmt: skip
        with pytest.raises(Geweigerd, match="namens Jeugdbescherming Rijnmond tekent"):
            actions.maak_brieven(besluit=vastgesteld, door=anton)
        voogd = vastgesteld.dossier.gezin.leden.exclude(persoon=vastgesteld.jeugdige).first().persoon
        leg_gezag_vast(
            jeugdige=vastgesteld.jeugdige,
            persoon=voogd,
            soort="voogdij",
            bron="opgave instelling",
            door=anton,
        )
        assert [b.geadresseerde for b in actions.maak_brieven(besluit=vastgesteld, door=anton)] == [voogd]


def test_sending_starts_the_term_to_object_and_meets_the_term_to_decide(
    vastgesteld: Besluit, anton: Any
) -> None:
    maak(vastgesteld, anton)
    with namens(anton):
        besluit = actions.verzend(besluit=vastgesteld, wijze="post", door=anton)
        assert besluit.status == "verzonden"
        termijnen = {rij.soort: rij for rij in besluit.dossier.termijnen.all()}
        assert termijnen["bezwaar"].eind == queries.bezwaar_tot(vandaag())
        assert termijnen["beslistermijn"].gehaald_op == vandaag()
        with pytest.raises(Geweigerd, match="veranderen niet meer"):
            actions.maak_brieven(besluit=besluit, door=anton)


def test_a_letter_of_yesterday_is_made_again_before_it_goes(vastgesteld: Besluit, anton: Any) -> None:
    maak(vastgesteld, anton)
    with namens(anton):
        Brief.objects.update(gemaakt_op=vandaag() - timedelta(days=1))
        with pytest.raises(Geweigerd, match="Maak de brieven opnieuw"):
            actions.verzend(besluit=vastgesteld, wijze="post", door=anton)
    maak(vastgesteld, anton)
    with namens(anton):
        assert Brief.objects.count() == 4
        assert (
            actions.verzend(besluit=vastgesteld, wijze="post", door=anton)
            .brieven.filter(verzonden_op=vandaag())
            .count()
            == 2
        )


def test_each_line_becomes_one_assignment_however_often_it_is_asked(vastgesteld: Besluit, anton: Any) -> None:
    with namens(anton):
        eerste = actions.maak_toewijzingen(besluit=vastgesteld, door=anton)
        assert [t.besluit_nummer for t in eerste] == ["WV-2026-00001-B1"]
        assert actions.maak_toewijzingen(besluit=vastgesteld, door=anton) == []
        assert vastgesteld.regels.get().toewijzing == eerste[0]


def test_letters_of_several_families_at_once_do_not_mix(
    vastgesteld: Besluit, gezin_de_vries: Any, anton: Any
) -> None:
    from concurrent.futures import ThreadPoolExecutor
    from dataclasses import replace

    from eenplan.besluit import brieven

    with namens(anton):
        feiten = brieven.feiten(vastgesteld, gezin_de_vries.marije, vandaag())

    def brief_aan(nummer: int) -> bool:
        pdf = brieven.maak_pdf(replace(feiten, aanspreeknaam=f"mevrouw Nummer{nummer}x"))
        return f"Nummer{nummer}x" in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()

    with ThreadPoolExecutor(4) as tegelijk:
        assert all(tegelijk.map(brief_aan, range(12)))


def test_who_only_reads_along_makes_no_letters(vastgesteld: Besluit, bert: Any) -> None:
    with namens(bert), pytest.raises(GeenRecht, match="gemaakt door het A-team"):
        actions.maak_brieven_opnieuw(besluit=vastgesteld, door=bert)
