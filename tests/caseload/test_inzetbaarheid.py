"""A colleague and what they carry: for themselves and for who distributes in their team."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pypdf
import pytest

from eenplan.caseload import inzetbaarheid_actions
from eenplan.caseload.models import Afwezigheid, Inzetbaarheid
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd, NietGevonden
from eenplan.kern.models import Gebeurtenis, Leesregel
from eenplan.kern.tijd import vandaag

pytestmark = pytest.mark.django_db
LEEG: dict[str, Any] = {"vaardigheden": [], "talen": [], "wijken": [], "graag": [], "liever_niet": []}


def wijzig(medewerker: Any, door: Any, **velden: Any) -> Inzetbaarheid:
    with namens(door):
        return inzetbaarheid_actions.wijzig_inzetbaarheid(medewerker=medewerker, door=door, **LEEG | velden)


def pagina_van(antwoord: Any) -> str:
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


def test_the_load_is_weighed_against_fte_and_part(gezin: Any, aangemeld: Any, tess: Any, amina: Any) -> None:
    gezin("De Wit", regisseur=amina, fase="uitvoering", regievorm="zorgcoordinatie", kinderen=2)
    gezin("Jansen", regisseur=amina)
    wijzig(amina, tess, deel=Decimal("0.5"), max_nieuw_per_week=1)
    antwoord = aangemeld(tess).get(f"/caseload/medewerker/{amina.pk}/")
    b, norm = antwoord.context["b"], antwoord.context["norm"]
    assert (len(b.gezinnen), b.jeugdigen, b.zware) == (2, 3, 1)
    assert b.ruimte == norm.per_fte * Decimal("0.5")
    assert b.gewicht == b.uren == sum(g.uren for g in b.gezinnen)
    assert "Gezin De Wit" in pagina_van(antwoord)


def test_more_families_ask_no_more_of_the_database(gezin: Any, aangemeld: Any, tess: Any, amina: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, adres, vragen = aangemeld(tess), f"/caseload/medewerker/{amina.pk}/", []
    for aantal in (1, 9):
        for nummer in range(aantal):
            gezin(f"Familie {aantal} {nummer}", regisseur=amina, fase="uitvoering", regievorm="monitoren")
        client.get(adres)
        with CaptureQueriesContext(
            connection,
        ) as geteld:
            assert client.get(adres).status_code == 200
        vragen.append(len(geteld))
    assert vragen[0] == vragen[1] < 40, vragen


def test_what_was_read_is_written_down(gezin: Any, aangemeld: Any, tess: Any, amina: Any) -> None:
    dossier = gezin("De Wit", regisseur=amina)
    aangemeld(tess).get(f"/caseload/medewerker/{amina.pk}/")
    aangemeld(amina).get(f"/caseload/medewerker/{amina.pk}/gespreksblad/")
    with namens(tess):
        regels = list(Leesregel.objects.order_by("pk").values_list("medewerker", "wat", "reden", "dossiers"))
    assert regels == [
        (tess.pk, "caseload", "team", [dossier.pk]),
        (amina.pk, "gespreksblad caseload", "eigen werk", [dossier.pk]),
    ]


def test_a_secret_family_is_not_counted_for_who_may_not_see_it(
    gezin: Any, aangemeld: Any, tess: Any, amina: Any
) -> None:
    gezin("Zilver", regisseur=amina, geheim=True)
    adres = f"/caseload/medewerker/{amina.pk}/"
    van_tess = aangemeld(tess).get(adres)
    assert "Zilver" not in pagina_van(van_tess) and van_tess.context["b"].gezinnen == []
    assert "Zilver" in pagina_van(aangemeld(amina).get(adres))


@pytest.mark.parametrize("wie", ["bert", "zoe", "kees", "bea"])
def test_others_of_the_house_do_not_read_it(wie: str, request: Any, aangemeld: Any, amina: Any) -> None:
    client = aangemeld(request.getfixturevalue(wie))
    for pad in ("", "gespreksblad/"):
        assert client.get(f"/caseload/medewerker/{amina.pk}/{pad}").status_code == 403


def test_who_left_the_team_is_still_read_as_long_as_they_direct_a_family_of_it(
    gezin: Any, aangemeld: Any, tess: Any, zoe: Any
) -> None:
    adres = f"/caseload/medewerker/{zoe.pk}/"
    assert aangemeld(tess).get(adres).status_code == 403
    gezin("De Wit", regisseur=zoe)
    assert aangemeld(tess).get(adres).status_code == 200


# ---- words and room ------------------------------------------------------------------------------------


def test_a_word_keeps_the_spelling_that_the_team_uses(
    aangemeld: Any, tess: Any, amina: Any, bert: Any
) -> None:
    wijzig(bert, tess, vaardigheden=["LVB"], talen=["Arabisch"])
    client, adres = aangemeld(amina), f"/caseload/medewerker/{amina.pk}/"
    pagina = pagina_van(client.get(adres))
    assert '<option value="LVB">' in pagina and '<option value="Arabisch">' in pagina
    antwoord = client.post(
        adres,
        {
            "wat": "inzetbaarheid",
            "vaardigheden": " lvb ,pubers,, Lvb",
            "talen": "arabisch",
            "wijken": "1404, 1401",
        },
    )
    assert antwoord.status_code == 302
    with namens(amina):
        inzetbaarheid = Inzetbaarheid.objects.get(medewerker=amina)
        assert (inzetbaarheid.vaardigheden, inzetbaarheid.talen, inzetbaarheid.wijken) == (
            ["LVB", "pubers"],
            ["Arabisch"],
            ["1401", "1404"],
        )
        assert Gebeurtenis.objects.filter(soort="caseload.inzetbaarheid_gewijzigd", medewerker=amina).exists()


def test_a_consulent_does_not_set_their_own_room(aangemeld: Any, tess: Any, amina: Any) -> None:
    wijzig(amina, tess, deel=Decimal("0.8"), max_nieuw_per_week=2)
    pagina = pagina_van(aangemeld(amina).get(f"/caseload/medewerker/{amina.pk}/"))
    assert 'name="deel"' not in pagina
    with pytest.raises(Geweigerd) as weigering:
        wijzig(amina, amina, deel=Decimal(0), max_nieuw_per_week=2, gelezen_versie=0)
    assert weigering.value.veld == "deel"
    assert wijzig(amina, amina, graag=["pubers"], gelezen_versie=0).deel == Decimal("0.8")


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"deel": Decimal("1.1"), "max_nieuw_per_week": None}, "deel"),
        ({"deel": Decimal("-0.1"), "max_nieuw_per_week": None}, "deel"),
        ({"deel": Decimal(1), "max_nieuw_per_week": 11}, "max_nieuw_per_week"),
        ({"wijken": ["1401 AB"]}, "wijken"),
        ({"wijken": ["0401"]}, "wijken"),
        ({"talen": ["x" * 41]}, "talen"),
        ({"graag": ["pubers"], "liever_niet": ["Pubers"]}, "liever_niet"),
        ({"vaardigheden": [str(n) for n in range(21)]}, "vaardigheden"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    tess: Any, amina: Any, velden: dict[str, Any], veld: str
) -> None:
    with pytest.raises(Geweigerd) as weigering:
        wijzig(amina, tess, **velden)
    assert weigering.value.veld == veld
    with namens(tess):
        assert not Inzetbaarheid.objects.exists()


def test_who_was_second_sees_both_versions_and_loses_nothing(
    aangemeld: Any, tess: Any, petra: Any, amina: Any
) -> None:
    adres = f"/caseload/medewerker/{amina.pk}/"
    wijzig(amina, petra, vaardigheden=["scheiding", "lvb"], deel=Decimal(1), max_nieuw_per_week=None)
    antwoord = aangemeld(tess).post(
        adres,
        {
            "wat": "inzetbaarheid",
            "versie": "",
            "deel": "0.5",
            "vaardigheden": "pubers,  lvb",
            "max_nieuw_per_week": "",
        },
    )
    assert antwoord.status_code == 409
    pagina = antwoord.content.decode()
    assert "<td>pubers, lvb</td><td>scheiding, lvb</td>" in pagina
    nogmaals = dict(antwoord.context["verborgen"])
    assert aangemeld(tess).post(adres, nogmaals).status_code == 302
    with namens(tess):
        assert Inzetbaarheid.objects.get(medewerker=amina).vaardigheden == ["pubers", "lvb"]


# ---- absence ---------------------------------------------------------------------------------------------


def test_days_away_are_added_and_taken_back(aangemeld: Any, tess: Any, amina: Any) -> None:
    client, adres = aangemeld(tess), f"/caseload/medewerker/{amina.pk}/"
    van, tot = vandaag() + timedelta(days=3), vandaag() + timedelta(days=9)
    dagen = {"wat": "afwezig", "van": van.isoformat(), "tot": tot.isoformat()}
    assert client.post(adres, dagen).status_code == 302
    dubbel = client.post(adres, dagen)
    assert dubbel.status_code == 422 and "staat er al" in dubbel.content.decode()
    with namens(tess):
        weg = Afwezigheid.objects.get(medewerker=amina)
    assert client.post(adres, {"wat": "toch_aanwezig", "pk": weg.pk}).status_code == 302
    assert client.post(adres, {"wat": "toch_aanwezig", "pk": weg.pk}).status_code == 404
    with namens(tess):
        assert not Afwezigheid.objects.exists()


@pytest.mark.parametrize(("van", "tot", "veld"), [(5, 4, "tot"), (-9, -2, "tot")])
def test_days_that_cannot_be_are_refused(tess: Any, amina: Any, van: int, tot: int, veld: str) -> None:
    dag = vandaag()
    with namens(tess), pytest.raises(Geweigerd) as weigering:
        inzetbaarheid_actions.meld_afwezig(
            medewerker=amina, van=dag + timedelta(days=van), tot=dag + timedelta(days=tot), door=tess
        )
    assert weigering.value.veld == veld


def test_nobody_writes_about_a_colleague_of_another_team_or_house(
    amina: Any, bert: Any, zoe: Any, tess: Any, ester: Any
) -> None:
    for door, wie, fout in ((bert, amina, GeenRecht), (tess, zoe, GeenRecht), (tess, ester, NietGevonden)):
        with pytest.raises(fout):
            wijzig(wie, door)


# ---- the sheet --------------------------------------------------------------------------------------------


def tekst_van(pdf: bytes) -> str:
    return " ".join(" ".join(blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_sheet_says_what_somebody_carries_and_what_is_coming(
    gezin: Any, aangemeld: Any, tess: Any, amina: Any
) -> None:
    zwaar = gezin("De Wit", regisseur=amina, fase="uitvoering", regievorm="zorgcoordinatie", dagen=40)
    gezin("Wachter")
    wijzig(amina, tess, deel=Decimal("0.9"), max_nieuw_per_week=1, graag=["pubers"])
    with namens(tess):
        inzetbaarheid_actions.meld_afwezig(
            medewerker=amina, van=vandaag(), tot=vandaag() + timedelta(days=4), door=tess
        )
    antwoord = aangemeld(tess).get(f"/caseload/medewerker/{amina.pk}/gespreksblad/")
    assert antwoord.headers["Content-Type"] == "application/pdf"
    tekst = tekst_van(antwoord.content)
    for woord in (
        "Gespreksblad caseload: Amina El Idrissi", "gemaakt door Tess Timmer", "1 fte, deel 0,9", "Werkmodel van Eenplan (aanname), nog niet gekozen",
        "1 van 1 gezin is zwaar", "Gezin De Wit", zwaar.nummer, "zorgcoördinatie", " 40 ", "Wacht in het team 1 gezin", "hoogstens 1 per week",
        "pubers", f"{vandaag():%d-%m-%Y} t/m", "Wat geeft energie?", "Wat drukt?", "Wat kan over of af?", "Is er ruimte voor reflectie?",
        "Welke scholing is nodig?", "Wat spreken we af?",
    ):  # fmt: skip
        assert woord in tekst, woord
    assert "Wachter" not in tekst


def test_a_family_that_is_secret_for_the_reader_is_not_on_the_sheet(
    gezin: Any, aangemeld: Any, tess: Any, amina: Any
) -> None:
    gezin("De Wit", regisseur=amina)
    geheim = gezin("Zilver", regisseur=amina, geheim=True)
    adres = f"/caseload/medewerker/{amina.pk}/gespreksblad/"
    van_tess, van_amina = (tekst_van(aangemeld(wie).get(adres).content) for wie in (tess, amina))
    assert "Zilver" not in van_tess and geheim.nummer not in van_tess and "1 gezin " in van_tess
    assert "Zilver" in van_amina and "2 gezinnen" in van_amina


def test_an_ordinary_caseload_fits_on_two_sheets(gezin: Any, aangemeld: Any, tess: Any, amina: Any) -> None:
    for nummer in range(24):
        gezin(f"Met Een Naam {nummer}", regisseur=amina, fase="uitvoering", regievorm="monitoren")
    pdf = aangemeld(tess).get(f"/caseload/medewerker/{amina.pk}/gespreksblad/").content
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 2


def test_the_sheet_can_be_kept_and_read_aloud(gezin: Any, aangemeld: Any, amina: Any) -> None:
    import pikepdf

    gezin("De Wit", regisseur=amina)
    inhoud = aangemeld(amina).get(f"/caseload/medewerker/{amina.pk}/gespreksblad/").content
    with pikepdf.open(io.BytesIO(inhoud)) as pdf:
        meta = pdf.open_metadata()
        assert meta.pdfa_status == "2A" and meta["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


# ---- the team as a file --------------------------------------------------------------------------------------


def test_the_file_has_a_line_per_colleague_and_names_no_family(
    gezin: Any, aangemeld: Any, tess: Any, amina: Any, bert: Any, noord: Any
) -> None:
    from openpyxl import load_workbook

    gezin("De Wit", regisseur=amina, fase="uitvoering", regievorm="zorgcoordinatie", kinderen=2)
    gezin("Wachter")
    client, adres = aangemeld(tess), f"/caseload/team/{noord.pk}/bestand/"
    blad = load_workbook(io.BytesIO(client.get(adres + "?vorm=xlsx").content)).active
    kop, *rijen = ([cel.value for cel in rij] for rij in blad.iter_rows())
    per = {rij[0]: dict(zip(kop, rij, strict=True)) for rij in rijen}
    assert set(per) == {"Amina El Idrissi", "Bert Bakker", "(wacht op een regisseur)"}
    assert (per["Amina El Idrissi"]["Gezinnen"], per["Amina El Idrissi"]["Jeugdigen"]) == (1, 2)
    assert (
        per["Amina El Idrissi"]["Zorgcoördinatie"]
        == per["(wacht op een regisseur)"]["Meervoudig, onderzoek"]
        == 1
    )
    csv = b"".join(client.get(adres).streaming_content).decode()
    assert "Bert Bakker;1" in csv and "De Wit" not in csv and "Wachter" not in csv
    assert aangemeld(amina).get(adres).status_code == 403
