"""A provider hears what was assigned: once, whole, and not at all where that is dangerous."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from lxml import etree

import ijw
from eenplan.berichten import queries
from eenplan.berichten.actions import bied_opnieuw_aan, geef_door, verstuur_jw301
from eenplan.berichten.jobs import postronde
from eenplan.berichten.models import Bericht, Berichtinhoud
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag
from eenplan.zorg import actions as zorg

pytestmark = pytest.mark.django_db
ECHT = pytest.mark.django_db(transaction=True, databases=["default", "eigenaar"])


def bezorg(bericht: Bericht) -> None:
    """What the worker does with the job that this message left."""
    postronde(organisatie_id=bericht.organisatie_id)


def wachtende_jobs(medewerker: Any) -> int:
    """How many rounds of the post wait for this organisation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'berichten.postronde' "
            "AND args->>'organisatie_id' = %s",
            [str(medewerker.organisatie_id)],
        )
        return int(cursor.fetchone()[0])


def inhoud(bericht: Bericht) -> Any:
    return ijw.parse(bericht.xml())


# Making ---------------------------------------------------------------------------------------------------


def test_het_bericht_voldoet_aan_het_schema_en_zegt_wat_is_toegewezen(
    begeleiding_sem, gezin_de_vries, anton, uitbak, shared
):
    with namens(anton):
        (bericht,) = verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
        assert wachtende_jobs(anton) == 1
        assert bericht.status == "klaar"
    bezorg(bericht)

    (bestand,) = uitbak.iterdir()
    schema = etree.XMLSchema(etree.parse(shared / "ijw" / "xsd" / "JW301.xsd"))
    schema.assertValid(etree.parse(bestand))
    gelezen = ijw.parse(bestand.read_bytes())
    client, product = gelezen.Client, gelezen.Client.ToegewezenProducten[0]
    assert bestand.name == f"JW301_0001_99990001_{bericht.pk:012d}.xml"
    assert bestand.stat().st_mode & 0o077 == 0
    assert (gelezen.Header.Afzender, gelezen.Header.Ontvanger) == ("0001", "99990001")
    assert client.Bsn == gezin_de_vries.sem.bsn
    assert client.Contactgegevens[0].Adres.Postcode == "1234AB"
    assert product.ToewijzingNummer == begeleiding_sem.nummer
    assert (product.Product.Categorie, product.Product.Code) == ("45", "45A04")
    assert (product.Omvang.Volume, product.Omvang.Eenheid, product.Omvang.Frequentie) == (4, "04", "2")
    assert product.RedenWijziging is None
    with namens(anton):
        bericht = Bericht.objects.get(pk=bericht.pk)
        assert (bericht.status, bericht.bestand) == ("verzonden", bestand.name)
        assert Gebeurtenis.objects.filter(soort="bericht.verzonden", dossier=bericht.dossier).count() == 1


def test_ouders_met_gezag_gaan_mee_en_wie_onbereikbaar_is_staat_erbij(begeleiding_sem, gezin_de_vries, anton):
    with namens(anton):
        (bericht,) = verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
        (relatie,) = inhoud(bericht).Client.Relaties
        assert (relatie.Nummer, relatie.Soort) == (str(gezin_de_vries.marije.pk), "10")
        assert "Pieter de Vries heeft gezag" in bericht.opmerkingen


def test_de_inhoud_staat_versleuteld_en_kan_niet_worden_veranderd(begeleiding_sem, gezin_de_vries, anton):
    from django.db import DatabaseError, transaction

    with namens(anton):
        (bericht,) = verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
        rij = Berichtinhoud.objects.get(bericht=bericht)
        assert gezin_de_vries.sem.bsn.encode() not in bytes(rij.versleuteld)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Berichtinhoud.objects.filter(pk=rij.pk).update(versleuteld=b"x")


def test_alles_wat_bij_deze_aanbieder_loopt_gaat_mee_en_de_rest_niet(
    begeleiding_sem, dossier, aanbod, gezin_de_vries, amina
):
    dag = vandaag()
    gegevens: dict[str, Any] = {
        "dossier": dossier,
        "begin": dag,
        "eind": dag + timedelta(days=60),
        "door": amina,
    }
    with namens(amina):
        verstuur_jw301(toewijzingen=[begeleiding_sem], door=amina)
        diagnostiek = zorg.wijs_toe(
            jeugdige=gezin_de_vries.sem,
            aanbieder=aanbod.kompaan,
            product=aanbod.diagnostiek,
            volume=1,
            frequentie="6",
            **gegevens,
        )
        lotte = zorg.wijs_toe(
            jeugdige=gezin_de_vries.lotte,
            aanbieder=aanbod.terp,
            product=aanbod.begeleiding,
            volume=2,
            frequentie="2",
            **gegevens,
        )
        berichten = verstuur_jw301(toewijzingen=[lotte, diagnostiek], door=amina)
        per_kind = {
            b.jeugdige_id: [p.ToewijzingNummer for p in inhoud(b).Client.ToegewezenProducten]
            for b in berichten
        }
        assert per_kind == {
            gezin_de_vries.sem.pk: [diagnostiek.nummer],
            gezin_de_vries.lotte.pk: [lotte.nummer],
        }
        vervolg = zorg.wijs_toe(
            jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=aanbod.begeleiding, volume=2, frequentie="2",
            **gegevens | {"begin": begeleiding_sem.eind + timedelta(days=1), "eind": begeleiding_sem.eind + timedelta(days=90)},
        )  # fmt: skip
        (bericht,) = verstuur_jw301(toewijzingen=[vervolg], door=amina)
        nummers = [p.ToewijzingNummer for p in inhoud(bericht).Client.ToegewezenProducten]
        assert nummers == [begeleiding_sem.nummer, vervolg.nummer]


def test_een_wijziging_gaat_met_de_reden_en_een_ongewijzigde_niet_nog_eens(begeleiding_sem, amina):
    with namens(amina):
        verstuur_jw301(toewijzingen=[begeleiding_sem], door=amina)
        with pytest.raises(Geweigerd, match="is al aan De Terp gemeld"):
            verstuur_jw301(toewijzingen=[begeleiding_sem], door=amina)
        korter = zorg.trek_in(
            toewijzing=begeleiding_sem, per=vandaag() + timedelta(days=30), reden="05", door=amina
        )
        bericht = Bericht.objects.first()  # the provider hears of it by itself
        (product,) = inhoud(bericht).Client.ToegewezenProducten
        assert (product.RedenWijziging, product.Einddatum) == ("05", korter.eind)
        assert product.ToewijzingNummer == begeleiding_sem.nummer


def test_een_verwijdering_eindigt_op_de_begindag(begeleiding_sem, amina):
    with namens(amina):
        verstuur_jw301(toewijzingen=[begeleiding_sem], door=amina)
        zorg.verwijder_toewijzing(toewijzing=begeleiding_sem, toelichting="Gezin ziet ervan af", door=amina)
        bericht = Bericht.objects.first()
        (product,) = inhoud(bericht).Client.ToegewezenProducten
        assert product.RedenWijziging == "13"
        assert product.Einddatum == product.Ingangsdatum


# Refusing and holding back ---------------------------------------------------------------------------------


def test_ontbrekende_gegevens_staan_samen_in_een_zin_en_er_blijft_niets_achter(
    begeleiding_sem, gezin_de_vries, anton
):
    with namens(anton):
        type(gezin_de_vries.sem).objects.filter(pk=gezin_de_vries.sem.pk).update(
            bsn=b"", bsn_vingerafdruk="", postcode=""
        )
        with pytest.raises(Geweigerd) as fout:
            verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
        assert (
            "van Sem de Vries ontbreekt het BSN en een volledig adres (huisnummer en postcode)"
            in fout.value.zin
        )
        assert not Bericht.objects.exists()
        assert wachtende_jobs(anton) == 0


def test_een_geheim_adres_gaat_nooit_in_een_bericht(begeleiding_sem, gezin_de_vries, anton, amina, uitbak):
    with namens(anton):
        type(gezin_de_vries.marije).objects.filter(pk=gezin_de_vries.marije.pk).update(contact_geheim=True)
        (bericht,) = verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
        assert bericht.status == "tegengehouden"
        assert "Sem de Vries staat op hetzelfde adres" in bericht.tegengehouden
        assert not Berichtinhoud.objects.exists()
        assert wachtende_jobs(anton) == 0
        with pytest.raises(Geweigerd, match="niet in de toekomst"):
            geef_door(bericht=bericht, op=vandaag() + timedelta(days=1), hoe="telefonisch", door=anton)
        bericht = geef_door(
            bericht=bericht, op=vandaag(), hoe="telefonisch aan de aanmeldcoördinator", door=anton
        )
        assert bericht.status == "doorgegeven"
    bezorg(bericht)
    assert list(uitbak.iterdir()) == []


def test_een_ouder_met_geheim_bereik_op_een_ander_adres_blijft_uit_het_bericht(
    begeleiding_sem, gezin_de_vries, anton
):
    with namens(anton):
        type(gezin_de_vries.pieter).objects.filter(pk=gezin_de_vries.pieter.pk).update(
            contact_geheim=True, telefoon="0612345678"
        )
        (bericht,) = verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
        assert b"0612345678" not in bericht.xml()
        assert "Pieter de Vries heeft gezag, maar adres en bereik zijn geheim" in bericht.opmerkingen


def test_taakgerichte_zorg_gaat_niet_met_een_bericht(dossier, aanbod, gezin_de_vries, amina):
    with namens(amina):
        groep = zorg.wijs_toe(
            dossier=dossier,
            jeugdige=gezin_de_vries.sem,
            aanbieder=aanbod.terp,
            product=aanbod.jongerenwerk,
            begin=vandaag(),
            door=amina,
        )
        with pytest.raises(Geweigerd, match="taakgerichte zorg"):
            verstuur_jw301(toewijzingen=[groep], door=amina)


# Exactly once -----------------------------------------------------------------------------------------------


def test_de_taak_nog_een_keer_uitvoeren_verstuurt_niets_dubbel(begeleiding_sem, anton, uitbak):
    with namens(anton):
        (bericht,) = verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
    bezorg(bericht)
    with namens(anton):
        eerste_keer = Bericht.objects.get(pk=bericht.pk).verzonden_op
    (bestand,) = uitbak.iterdir()
    bestand.rename(uitbak.parent / "opgehaald" / bestand.name)  # the courier took it
    bezorg(bericht)
    assert list(uitbak.iterdir()) == []
    with namens(anton):
        assert Bericht.objects.get(pk=bericht.pk).verzonden_op == eerste_keer
        with pytest.raises(Geweigerd, match="niet nog een keer"):
            bied_opnieuw_aan(bericht=bericht, door=anton)


CRASH = """
import os, sys
import django
from django.conf import settings
for alias in ("default", "eigenaar"):
    settings.DATABASES[alias]["NAME"] = sys.argv[1]
django.setup()
from eenplan.kern import paden

organisatie, moment = int(sys.argv[2]), sys.argv[3]
rename = type(paden.VAR).rename
def afgebroken(self, doel):
    if moment == "na":
        rename(self, doel)
    os._exit(9)  # the power goes
type(paden.VAR).rename = afgebroken
from eenplan.berichten.jobs import postronde
postronde(organisatie_id=organisatie)
"""


@ECHT
@pytest.mark.parametrize("moment", ["voor", "na"])
@pytest.mark.parametrize("opgehaald", [False, True])
def test_stroom_weg_tijdens_het_versturen_geeft_precies_een_bestand(
    begeleiding_sem, anton, uitbak, moment, opgehaald
):
    """The worker dies before or after the file got its name; the courier may have taken it meanwhile."""
    with namens(anton):
        (bericht,) = verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
    naam = connection.settings_dict["NAME"]
    omgeving = os.environ | {"DJANGO_SETTINGS_MODULE": "eenplan.settings"}
    dood = subprocess.run(
        [sys.executable, "-c", CRASH, naam, str(anton.organisatie_id), moment],
        env=omgeving,
        timeout=60,
        check=False,
    )
    assert dood.returncode == 9
    with namens(anton):
        assert Bericht.objects.get(pk=bericht.pk).status == "klaar"
    if opgehaald:
        for bestand in uitbak.glob("JW301*"):
            bestand.rename(uitbak.parent / "opgehaald" / bestand.name)
    bezorg(bericht)

    overal = [*uitbak.iterdir(), *(uitbak.parent / "opgehaald").iterdir()]
    with namens(anton):
        bericht = Bericht.objects.get(pk=bericht.pk)
        assert bericht.status == "verzonden"
        assert [Path(p).name for p in overal] == [bericht.bestandsnaam]
        assert overal[0].read_bytes() == bericht.xml()


WERKER = """
import sys
import django
from django.conf import settings
for alias in ("default", "eigenaar"):
    settings.DATABASES[alias]["NAME"] = sys.argv[1]
django.setup()
from django.core.management import call_command
call_command("procrastinate", "worker", "--one-shot", "--concurrency", "1")
"""


@ECHT
def test_de_werker_pakt_het_bericht_op_nadat_alles_is_gestopt(begeleiding_sem, anton, uitbak):
    """Stored, and then the machine goes down before anything was sent: after a start it goes out."""
    with namens(anton):
        (bericht,) = verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
    omgeving = os.environ | {"DJANGO_SETTINGS_MODULE": "eenplan.settings"}
    naam = connection.settings_dict["NAME"]
    for _keer in range(2):
        klaar = subprocess.run(
            [sys.executable, "-c", WERKER, naam],
            env=omgeving,
            timeout=120,
            check=False,
            capture_output=True,
            text=True,
        )
        assert klaar.returncode == 0, klaar.stderr
    with namens(anton):
        assert Bericht.objects.get(pk=bericht.pk).status == "verzonden"
        assert Gebeurtenis.objects.filter(soort="bericht.verzonden", over_id=bericht.pk).count() == 1
    assert [bestand.name for bestand in uitbak.iterdir()] == [bericht.bestandsnaam]


@ECHT
def test_zonder_opslaan_geen_taak_en_zonder_taak_geen_bericht(begeleiding_sem, anton):
    """Message and job are one transaction: a process that is stopped before it ends leaves neither."""
    with pytest.raises(KeyboardInterrupt), namens(anton):
        verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
        raise KeyboardInterrupt
    with namens(anton):
        assert not Bericht.objects.exists()
        assert wachtende_jobs(anton) == 0


# Who sees what ----------------------------------------------------------------------------------------------


def test_wie_een_bericht_mag_zien(begeleiding_sem, anton, amina, zoe, bo, ester, dossier):
    with namens(anton):
        (bericht,) = verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
        for wie in (anton, amina):
            assert queries.zichtbaar(wie).filter(pk=bericht.pk).exists(), wie
        assert queries.in_verkeer(bo).filter(pk=bericht.pk).exists()
        assert not queries.zichtbaar(bo).exists()
        assert not queries.in_verkeer(zoe).exists()
        type(dossier).objects.filter(pk=dossier.pk).update(geheim=True)
        assert not queries.in_verkeer(anton).exists()
        assert not queries.in_verkeer(bo).exists()
        assert queries.zichtbaar(amina).exists()
        with pytest.raises(GeenRecht):
            bied_opnieuw_aan(bericht=bericht, door=zoe)
    with namens(ester):
        assert not Bericht.objects.exists()
