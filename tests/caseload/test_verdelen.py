"""Who takes the next family: what is proposed and why, what the team lead makes of it, and what then happens to the families."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.caseload import queries, verdeel_actions
from eenplan.caseload.jobs import reken
from eenplan.caseload.models import (
    Afwezigheid,
    Caseloadnorm,
    Inzetbaarheid,
    Plaatsingswens,
    Rekening,
    Uitsluiting,
    Verdeelvoorstel,
)
from eenplan.caseload.rekenen_actions import vraag_stop
from eenplan.dossier.models import Dossier
from eenplan.gezin.models import Gezin, Gezinslid
from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.fouten import GeenRecht, Geweigerd, NietGevonden, VerouderdeVersie
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Medewerker, Team
from eenplan.werkwijze import actions as werkwijze
from eenplan.werkwijze import versie_actions
from eenplan.werkwijze.models import Taak
from mensen import maak_medewerker, maak_persoon

pytestmark = pytest.mark.django_db
Maak = Callable[..., Dossier]


@pytest.fixture
def maak_gezin(waterveld, noord) -> Maak:
    """`maak_gezin("Bos", urgentie="spoed", dagen=12)`: an open family in team Noord with one child; waits unless it has a regisseur."""
    teller = iter(range(100, 999))

    def maak(naam: str, *, dagen: int = 10, leeftijd: int = 9, **velden: Any) -> Dossier:
        nummer = next(teller)
        gezin = Gezin.objects.create(organisatie=waterveld, naam=naam)
        kind = maak_persoon(
            waterveld, f"Kind {naam}", leeftijd, "v", achternaam=naam, voorvoegsel="", postcode="1234AB"
        )
        Gezinslid.objects.create(organisatie=waterveld, gezin=gezin, persoon=kind, rol="jeugdige")
        return Dossier.objects.create(
            organisatie=waterveld,
            gezin=gezin,
            nummer=f"WV-2026-{nummer:05d}",
            geopend_op=vandaag() - timedelta(days=dagen),
            **{"team": noord, "fase": "aanmelding" if "regisseur" not in velden else "onderzoek"} | velden,
        )  # fmt: skip

    return maak


def voorstel_voor(team: Team, door: Medewerker, **velden: Any) -> Verdeelvoorstel:
    """Ask, calculate as the worker does, and give what lies ready."""
    rekening = verdeel_actions.vraag_voorstel(team=team, door=door, **velden)
    reken(organisatie_id=door.organisatie_id, rekening_id=rekening.pk)
    rekening.refresh_from_db()
    assert rekening.stand == "klaar", rekening.fout
    return Verdeelvoorstel.objects.get(rekening=rekening)


def keuzes(voorstel: Verdeelvoorstel) -> dict[str, str | None]:
    return {
        r.dossier.gezin.naam: r.gekozen.naam.split()[0] if r.gekozen else None
        for r in voorstel.regels.select_related("dossier__gezin", "gekozen")
    }


def regel(voorstel: Verdeelvoorstel, gezin: str) -> Any:
    return voorstel.regels.get(dossier__gezin__naam=gezin)


# The team as it is ---------------------------------------------------------------------------------------------


def test_wie_wacht_staat_op_volgorde_van_veiligheid_spoed_en_wachttijd_met_de_reden(maak_gezin, tess, noord):
    with namens(tess):
        maak_gezin("Gewoon lang", dagen=90)
        maak_gezin("Spoed", dagen=3, urgentie="spoed")
        maak_gezin("Direct", dagen=1, urgentie="direct")
        maak_gezin("Gewoon kort", dagen=2)
        wachtend = queries.teambeeld(tess, noord).wachtend
        assert [g.dossier.gezin.naam for g in wachtend] == ["Direct", "Spoed", "Gewoon lang", "Gewoon kort"]
        assert [g.beurt for g in wachtend][:2] == ["veiligheid gaat voor alles", "spoed volgens de triage"]


def test_wat_iemand_draagt_telt_in_de_norm_die_de_organisatie_koos(maak_gezin, tess, noord, amina, waterveld):
    with namens(tess):
        for nummer in range(3):
            maak_gezin(f"Loopt {nummer}", regisseur=amina, fase="uitvoering", regievorm="zorgcoordinatie")
        beeld = queries.teambeeld(tess, noord)
        (van_amina,) = [b for b in beeld.mensen if b.medewerker == amina]
        assert beeld.norm.grootheid == "uren" and not beeld.norm.gekozen and beeld.norm.aanname
        assert van_amina.gewicht == van_amina.uren == sum(g.uren for g in van_amina.gezinnen) > 0
        assert van_amina.zware == 3 and van_amina.per_zwaarte == [("meervoudig.zorgcoordinatie", 3)]
        Caseloadnorm.objects.create(
            organisatie=waterveld, vanaf=vandaag(), grootheid="gezinnen", per_fte=Decimal("8.5"), bron="VP"
        )
        Inzetbaarheid.objects.create(organisatie=waterveld, medewerker=amina, deel=Decimal("0.5"))
        (van_amina,) = [b for b in queries.teambeeld(tess, noord).mensen if b.medewerker == amina]
        assert (van_amina.gewicht, van_amina.ruimte, van_amina.benut) == (3, Decimal("4.25"), 71)


def test_een_geheim_dossier_telt_niet_mee_voor_wie_het_niet_mag_zien(maak_gezin, tess, noord, amina):
    with namens(tess):
        maak_gezin("Geheim", geheim=True)
        maak_gezin("Geheim loopt", geheim=True, regisseur=amina)
        beeld = queries.teambeeld(tess, noord)
        assert not beeld.wachtend and not any(b.gezinnen for b in beeld.mensen)
        with pytest.raises(Geweigerd, match="wacht niemand"):
            verdeel_actions.vraag_voorstel(team=noord, door=tess)


def test_alleen_wie_het_team_leidt_ziet_de_caseload(noord, zuid, tess, amina, ester, maak_gezin):
    with namens(tess):
        assert [t.pk for t in queries.teams_voor(tess)] == [noord.pk]
        with pytest.raises(GeenRecht, match="dit team"):
            queries.team_voor(tess, zuid.pk)
    with namens(amina), pytest.raises(GeenRecht):
        queries.team_voor(amina, noord.pk)
    with namens(ester), pytest.raises(NietGevonden):
        queries.team_voor(ester, noord.pk)


def test_het_teambeeld_kost_evenveel_vragen_met_weinig_en_met_veel_gezinnen(
    maak_gezin, tess, noord, amina, bert
):
    def vragen(gezinnen: range) -> int:
        for nummer in gezinnen:
            maak_gezin(f"Gezin {nummer}", regisseur=[None, amina, bert][nummer % 3])
        with CaptureQueriesContext(connection) as gesteld:
            queries.teambeeld(tess, noord)
        return len(gesteld)

    with namens(tess):
        queries.teambeeld(tess, noord)  # her functies are read once
        assert vragen(range(3)) == vragen(range(3, 15))


# The proposal ---------------------------------------------------------------------------------------------------


def test_een_voorstel_zegt_per_gezin_wie_en_waarom_en_er_verandert_nog_niets(
    maak_gezin, tess, noord, amina, bert
):
    with namens(tess):
        for nummer in range(4):
            maak_gezin(f"Wacht {nummer}")
        voorstel = voorstel_voor(noord, tess)
        assert set(keuzes(voorstel).values()) == {"Amina", "Bert"}, "fair: both get two"
        assert all(r.reden.endswith(".") for r in voorstel.regels.all())
        assert all(r.alternatief_uitleg for r in voorstel.regels.all())
        assert 0 <= voorstel.kloof < 0.01
        assert not Dossier.objects.filter(regisseur__isnull=False).exists()


def test_wie_het_gezin_kent_krijgt_het_terug(maak_gezin, tess, noord, amina, bert):
    with namens(tess):
        eerder = maak_gezin("Terug", regisseur=bert, dagen=400)
        Dossier.objects.filter(pk=eerder.pk).update(gesloten_op=vandaag() - timedelta(days=100))
        nieuw = maak_gezin("Ander")
        Dossier.objects.filter(pk=nieuw.pk).update(gezin=eerder.gezin)
        voorstel = voorstel_voor(noord, tess)
        assert regel(voorstel, "Terug").gekozen == bert
        assert "kent" in regel(voorstel, "Terug").reden


def test_een_broer_in_een_ander_gezin_telt_als_bekend(maak_gezin, tess, noord, amina, bert, waterveld):
    with namens(tess):
        bij_vader = maak_gezin("Bij vader", regisseur=bert)
        bij_moeder = maak_gezin("Bij moeder")
        kind = bij_vader.gezin.leden.first().persoon
        Gezinslid.objects.create(organisatie=waterveld, gezin=bij_moeder.gezin, persoon=kind, rol="jeugdige")
        assert regel(voorstel_voor(noord, tess), "Bij moeder").gekozen == bert


def test_vaardigheid_taal_uitsluiting_en_afwezigheid_worden_gevolgd(
    maak_gezin, tess, noord, amina, bert, waterveld
):
    with namens(tess):
        Inzetbaarheid.objects.create(
            organisatie=waterveld, medewerker=bert, vaardigheden=["pleegzorg"], talen=["Turks"]
        )
        pleeg = maak_gezin("Pleeg")
        Plaatsingswens.objects.create(organisatie=waterveld, dossier=pleeg, vaardigheden=["pleegzorg"])
        turks = maak_gezin("Turks")
        Plaatsingswens.objects.create(organisatie=waterveld, dossier=turks, taal="Turks")
        buren = maak_gezin("Buren")
        Uitsluiting.objects.create(
            organisatie=waterveld, dossier=buren, medewerker=bert, reden="zij zijn buren"
        )
        gevonden = keuzes(voorstel_voor(noord, tess))
        assert gevonden == {"Pleeg": "Bert", "Turks": "Bert", "Buren": "Amina"}
        Afwezigheid.objects.create(
            organisatie=waterveld, medewerker=amina, van=vandaag(), tot=vandaag() + timedelta(days=90)
        )
        buren_rij = regel(voorstel_voor(noord, tess), "Buren")
        assert buren_rij.gekozen is None and buren_rij.reden


def test_een_gezin_dat_niemand_mag_hebben_wordt_genoemd_met_de_reden(
    maak_gezin, tess, noord, amina, waterveld
):
    with namens(tess):
        gebaren = maak_gezin("Gebaren")
        Plaatsingswens.objects.create(organisatie=waterveld, dossier=gebaren, vaardigheden=["gebarentaal"])
        maak_gezin("Gewoon")
        voorstel = voorstel_voor(noord, tess)
        assert keuzes(voorstel) == {"Gebaren": None, "Gewoon": "Amina"}
        assert "gebarentaal" in regel(voorstel, "Gebaren").reden


def test_niemand_komt_boven_de_norm(maak_gezin, tess, noord, amina, bert, waterveld):
    with namens(tess):
        Caseloadnorm.objects.create(
            organisatie=waterveld, vanaf=vandaag(), grootheid="gezinnen", per_fte=3, bron="team"
        )
        maak_gezin("Loopt", regisseur=amina)
        for nummer in range(8):
            maak_gezin(f"Wacht {nummer}")
        voorstel = voorstel_voor(noord, tess)
        assert (
            sorted(k or "wacht" for k in keuzes(voorstel).values())
            == ["Amina"] * 2 + ["Bert"] * 3 + ["wacht"] * 3
        )


@pytest.mark.parametrize("wat", ["leeg team", "geen fte", "geen deel"])
def test_een_team_zonder_mensen_krijgt_een_zin(wat, maak_gezin, tess, noord, waterveld):
    with namens(tess):
        maak_gezin("Wacht")
        if wat != "leeg team":
            iemand = maak_medewerker(waterveld, "Iemand", "jeugdconsulent", noord)
            if wat == "geen fte":
                Medewerker.objects.filter(pk=iemand.pk).update(fte=0)
            else:
                Inzetbaarheid.objects.create(organisatie=waterveld, medewerker=iemand, deel=0)
        with pytest.raises(Geweigerd, match="niemand die een gezin kan krijgen"):
            verdeel_actions.vraag_voorstel(team=noord, door=tess)


def test_stoppen_voor_het_begin_laat_niets_achter(maak_gezin, tess, noord, amina):
    with namens(tess):
        maak_gezin("Wacht")
        rekening = verdeel_actions.vraag_voorstel(team=noord, door=tess)
        vraag_stop(rekening=rekening, door=tess)
        reken(organisatie_id=tess.organisatie_id, rekening_id=rekening.pk)
        rekening.refresh_from_db()
        assert rekening.stand == "gestopt" and not Verdeelvoorstel.objects.exists()
        with pytest.raises(Geweigerd, match="al klaar"):
            vraag_stop(rekening=rekening, door=tess)


def test_een_rekening_die_al_klaar_is_wordt_niet_nog_eens_gedaan(maak_gezin, tess, noord, amina):
    """The worker died after the outcome was kept, and the job comes again."""
    with namens(tess):
        maak_gezin("Wacht")
        voorstel = voorstel_voor(noord, tess)
        reken(organisatie_id=tess.organisatie_id, rekening_id=voorstel.rekening_id)
        assert Verdeelvoorstel.objects.count() == 1


def test_dezelfde_stand_geeft_hetzelfde_voorstel(maak_gezin, tess, noord, amina, bert):
    with namens(tess):
        for nummer in range(6):
            maak_gezin(f"Wacht {nummer}", leeftijd=3 + 2 * nummer)
        assert keuzes(voorstel_voor(noord, tess)) == keuzes(voorstel_voor(noord, tess))


def test_de_invoer_noemt_geen_gezin_bij_naam(maak_gezin, tess, noord, amina):
    with namens(tess):
        maak_gezin("Herkenbaar")
        rekening = voorstel_voor(noord, tess).rekening
        assert "Herkenbaar" not in str(rekening.invoer) + str(rekening.uitkomst)


# Changing and confirming ----------------------------------------------------------------------------------------


def test_de_teamleider_kiest_anders_en_bevestigt_en_dan_pas_krijgt_elk_gezin_zijn_regisseur(
    maak_gezin, tess, noord, amina, bert
):
    with namens(tess):
        een, twee = maak_gezin("Een"), maak_gezin("Twee")
        voorstel = voorstel_voor(noord, tess)
        anders = bert if regel(voorstel, "Een").gekozen == amina else amina
        verdeel_actions.wijzig_keuze(
            regel=regel(voorstel, "Een"), gekozen=anders, gelezen_versie=0, door=tess
        )
        verdeel_actions.wijzig_keuze(regel=regel(voorstel, "Twee"), gekozen=None, gelezen_versie=1, door=tess)
        assert not Dossier.objects.filter(regisseur__isnull=False).exists()
        verdeel_actions.bevestig_voorstel(voorstel=voorstel, gelezen_versie=2, door=tess)
        een.refresh_from_db(), twee.refresh_from_db()
        assert (een.regisseur, een.fase, twee.regisseur) == (anders, "onderzoek", None)
        waarom = Gebeurtenis.objects.get(dossier=een, soort="dossier.regisseur").waarom
        assert waarom == f"Gekozen door {tess}."
        with pytest.raises(Geweigerd, match="al bevestigd"):
            verdeel_actions.bevestig_voorstel(voorstel=voorstel, gelezen_versie=3, door=tess)


def test_wie_een_oud_voorstel_voor_zich_heeft_krijgt_beide_versies(maak_gezin, tess, petra, noord, amina):
    with namens(tess):
        maak_gezin("Een")
        voorstel = voorstel_voor(noord, tess)
        verdeel_actions.wijzig_keuze(regel=regel(voorstel, "Een"), gekozen=None, gelezen_versie=0, door=petra)
        with pytest.raises(VerouderdeVersie):
            verdeel_actions.bevestig_voorstel(voorstel=voorstel, gelezen_versie=0, door=tess)


def test_een_gezin_dat_intussen_verder_is_wordt_overgeslagen_en_dat_staat_erbij(
    maak_gezin, tess, noord, amina, bert
):
    with namens(tess):
        weg, dicht, blijft = maak_gezin("Weg"), maak_gezin("Dicht"), maak_gezin("Blijft")
        voorstel = voorstel_voor(noord, tess)
        Dossier.objects.filter(pk=weg.pk).update(regisseur=bert)
        Dossier.objects.filter(pk=dicht.pk).update(gesloten_op=vandaag())
        verdeel_actions.bevestig_voorstel(voorstel=voorstel, gelezen_versie=0, door=tess)
        weg.refresh_from_db(), blijft.refresh_from_db()
        assert weg.regisseur == bert and blijft.regisseur is not None
        assert "intussen Bert Bakker" in regel(voorstel, "Weg").overgeslagen
        assert "gesloten" in regel(voorstel, "Dicht").overgeslagen
        assert regel(voorstel, "Blijft").geplaatst_op


def test_boven_de_norm_kan_alleen_met_een_reden(maak_gezin, tess, noord, amina, bert, waterveld):
    with namens(tess):
        Caseloadnorm.objects.create(
            organisatie=waterveld, vanaf=vandaag(), grootheid="gezinnen", per_fte=1, bron="team"
        )
        for naam in ("Een", "Twee"):
            maak_gezin(naam)
        voorstel = voorstel_voor(noord, tess)
        for versie, rij in enumerate(voorstel.regels.all()):
            verdeel_actions.wijzig_keuze(regel=rij, gekozen=amina, gelezen_versie=versie, door=tess)
        with pytest.raises(Geweigerd, match="Amina El Idrissi boven de norm") as fout:
            verdeel_actions.bevestig_voorstel(voorstel=voorstel, gelezen_versie=2, door=tess)
        assert fout.value.veld == "waarom"
        assert not Dossier.objects.filter(regisseur__isnull=False).exists()
        verdeel_actions.bevestig_voorstel(
            voorstel=voorstel, gelezen_versie=2, door=tess, waarom="Bert is pas over een week terug."
        )
        assert Dossier.objects.filter(regisseur=amina).count() == 2
        assert "pas over een week" in Gebeurtenis.objects.filter(soort="dossier.regisseur").first().waarom


def test_een_buitenstaander_kan_niet_gekozen_worden(maak_gezin, tess, noord, amina, zoe, ester):
    with namens(tess):
        maak_gezin("Een")
        voorstel = voorstel_voor(noord, tess)
        for buitenstaander in (zoe, ester, tess):
            with pytest.raises(Geweigerd, match="kan in team Noord geen gezinnen krijgen"):
                verdeel_actions.wijzig_keuze(
                    regel=regel(voorstel, "Een"), gekozen=buitenstaander, gelezen_versie=0, door=tess
                )
    with namens(amina), pytest.raises(GeenRecht):
        verdeel_actions.bevestig_voorstel(voorstel=voorstel, gelezen_versie=0, door=amina)


# Somebody leaves -------------------------------------------------------------------------------------------------


def test_wie_weggaat_draagt_alle_gezinnen_over(maak_gezin, tess, noord, amina, bert, waterveld):
    carla = maak_medewerker(waterveld, "Carla Coster", "jeugdconsulent", noord)
    with namens(tess):
        for nummer in range(3):
            maak_gezin(f"Van Amina {nummer}", regisseur=amina)
        maak_gezin("Wacht")
        voorstel = voorstel_voor(noord, tess, vertrekt=amina)
        gekozen = keuzes(voorstel)
        assert len(gekozen) == 4 and set(gekozen.values()) <= {"Bert", "Carla"}
        assert voorstel.vertrekt == amina
        verdeel_actions.bevestig_voorstel(voorstel=voorstel, gelezen_versie=0, door=tess)
        assert not Dossier.objects.filter(regisseur=amina).exists()
        assert Dossier.objects.filter(regisseur__in=[bert, carla]).count() == 4
        with pytest.raises(Geweigerd, match="geen gezinnen die u ziet"):
            verdeel_actions.vraag_voorstel(team=noord, door=tess, vertrekt=amina)
        assert Rekening.objects.count() == 1


# The family's process --------------------------------------------------------------------------------------------


@pytest.fixture
def wacht_in_p1(maak_gezin, anton, petra, noord, waterveld) -> Dossier:
    """A family that walked through P1 up to the choice of a regisseur."""
    with voor_organisatie(waterveld):
        versie_actions.laad_meegeleverd(door=None)
    with namens(anton):
        dossier = maak_gezin("Wacht")
        werkwijze.start_proces(
            sleutel="P1", dossier=dossier, door=anton, gegevens={"aanvraag_op": vandaag().isoformat()}
        )
        for element, wie, gegevens in (
            ("controle_melding", anton, {"volledig": True}),
            ("uitleg_gezin", anton, {}),
            ("triage", petra, {"team": "regieteam"}),
        ):
            taak = Taak.objects.get(element=element)
            werkwijze.rond_taak_af(taak=taak, door=wie, gegevens=gegevens)
    return dossier


def test_bevestigen_rondt_de_taak_van_p1_af_en_het_gezin_gaat_door_naar_kennismaken(
    wacht_in_p1, tess, amina, noord
):
    with namens(tess):
        verdeel_actions.bevestig_voorstel(voorstel=voorstel_voor(noord, tess), gelezen_versie=0, door=tess)
        wacht_in_p1.refresh_from_db()
        assert Taak.objects.get(element="toewijzen_consulent").afgerond_door == tess
        assert wacht_in_p1.regisseur == amina
        assert Taak.objects.filter(element="kennismaking", afgerond_op__isnull=True).exists()


def test_een_praktijkleider_stelt_voor_maar_de_taak_is_van_de_teamleider(
    wacht_in_p1, petra, tess, amina, noord, aangemeld
):
    """The drawing says who chooses a regisseur; confirming a proposal is no way around it."""
    with namens(petra):
        voorstel = voorstel_voor(noord, petra)
        with pytest.raises(GeenRecht, match="taak voor een teamleider"):
            verdeel_actions.bevestig_voorstel(voorstel=voorstel, gelezen_versie=0, door=petra)
        wacht_in_p1.refresh_from_db()
        voorstel.refresh_from_db()
        assert wacht_in_p1.regisseur is None and voorstel.bevestigd_op is None
    naar = f"/caseload/verdeling/{voorstel.rekening_id}/"
    bij_petra, bij_tess = (aangemeld(wie).get(naar).content.decode() for wie in (petra, tess))
    assert "taak voor een teamleider" in bij_petra and "1 gezin toewijzen" not in bij_petra
    assert "taak voor een teamleider" not in bij_tess and "1 gezin toewijzen" in bij_tess


def test_wie_een_taak_van_een_ander_nodig_heeft_leest_van_wie(
    wacht_in_p1, tess, amina, bert, noord, aangemeld
):
    with namens(tess):
        voorstel = voorstel_voor(noord, tess)
        Taak.objects.filter(element="toewijzen_consulent").update(medewerker=bert)
        with pytest.raises(Geweigerd, match="staat op naam van Bert Bakker"):
            verdeel_actions.bevestig_voorstel(voorstel=voorstel, gelezen_versie=0, door=tess)
    pagina = aangemeld(tess).get(f"/caseload/verdeling/{voorstel.rekening_id}/").content.decode()
    assert "Deze taak staat op naam van Bert Bakker" in pagina and "1 gezin toewijzen" not in pagina
