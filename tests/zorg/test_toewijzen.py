"""Care is assigned to a child, refused where it cannot be, and never given twice."""

from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected

from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.models import Gebeurtenis
from eenplan.zorg import actions as zorg
from eenplan.zorg import queries

pytestmark = pytest.mark.django_db

HALFJAAR: dict[str, Any] = {
    "begin": date(2026, 12, 1),
    "eind": date(2027, 5, 31),
    "volume": 4,
    "frequentie": "2",
}


def geef(dossier: Any, jeugdige: Any, aanbieder: Any, product: Any, door: Any, **wijzig: Any) -> Any:
    return zorg.wijs_toe(
        dossier=dossier,
        jeugdige=jeugdige,
        aanbieder=aanbieder,
        product=product,
        door=door,
        **(HALFJAAR | wijzig),
    )


def test_sem_krijgt_begeleiding_en_het_staat_op_de_tijdlijn(dossier, aanbod, gezin_de_vries, amina):
    with namens(amina):
        toewijzing = geef(
            dossier, gezin_de_vries.sem, aanbod.terp, aanbod.begeleiding, amina, besluit_nummer="WV-B-12"
        )
        regel = Gebeurtenis.objects.get(soort="zorg.toegewezen")
        assert toewijzing.historie.count() == 1
    assert toewijzing.omvang == "4 uur per week"
    assert toewijzing.nummer == 100_001
    assert regel.dossier_id == dossier.pk
    assert (
        regel.tekst
        == "Ambulante begeleiding bij De Terp toegewezen aan Sem de Vries, vanaf 01-12-2026 tot en met 31-05-2027"
    )


def test_nummers_tellen_op_per_gemeente(dossier, aanbod, gezin_de_vries, amina):
    with namens(amina):
        een = geef(dossier, gezin_de_vries.sem, aanbod.terp, aanbod.begeleiding, amina)
        twee = geef(dossier, gezin_de_vries.lotte, aanbod.terp, aanbod.begeleiding, amina)
    assert twee.nummer == een.nummer + 1


def test_hetzelfde_product_niet_tweemaal_ook_niet_bij_een_ander(dossier, aanbod, gezin_de_vries, amina):
    with namens(amina):
        eerste = geef(dossier, gezin_de_vries.sem, aanbod.terp, aanbod.begeleiding, amina)
        with pytest.raises(Geweigerd) as fout:
            geef(
                dossier,
                gezin_de_vries.sem,
                aanbod.kompaan,
                aanbod.begeleiding,
                amina,
                begin=date(2027, 5, 31),
                eind=date(2027, 8, 1),
            )
    assert fout.value.veld == "begin"
    assert f"toewijzing {eerste.nummer} voor Ambulante begeleiding bij De Terp" in fout.value.zin
    assert "Kies een andere periode" in fout.value.zin


def test_de_dag_erna_mag_wel_en_de_zus_ook(dossier, aanbod, gezin_de_vries, amina):
    with namens(amina):
        geef(dossier, gezin_de_vries.sem, aanbod.terp, aanbod.begeleiding, amina)
        geef(
            dossier,
            gezin_de_vries.sem,
            aanbod.kompaan,
            aanbod.begeleiding,
            amina,
            begin=date(2027, 6, 1),
            eind=date(2027, 8, 1),
        )
        geef(dossier, gezin_de_vries.lotte, aanbod.terp, aanbod.begeleiding, amina)
        assert queries.toewijzingen(dossier).count() == 3


def test_een_hele_categorie_naast_een_product_daaruit_bij_dezelfde_aanbieder_is_dubbel(
    dossier, aanbod, gezin_de_vries, amina
):
    with namens(amina):
        geef(dossier, gezin_de_vries.sem, aanbod.kompaan, aanbod.begeleiding, amina)
        with pytest.raises(Geweigerd, match="heeft dit al"):
            geef(
                dossier,
                gezin_de_vries.sem,
                aanbod.kompaan,
                aanbod.diagnostiek,
                amina,
                volume=None,
                frequentie="",
                budget=Decimal(5000),
            )


@pytest.mark.parametrize(
    ("wijzig", "zin", "veld"),
    [
        ({"eind": date(2026, 11, 30)}, "ligt vóór de begindatum", "eind"),
        ({"eind": None}, "per week hoort een einddatum", "eind"),
        ({"volume": 0}, "heel getal van 1", "volume"),
        ({"frequentie": ""}, "hoe vaak", "frequentie"),
        ({"frequentie": "3"}, "hoe vaak", "frequentie"),
        ({"eenheid": "14"}, "toegewezen in uur", "eenheid"),
        ({"budget": Decimal(100)}, "niet allebei", "budget"),
        (
            {"volume": None, "frequentie": "", "budget": Decimal(100), "eind": None},
            "Bij een budget hoort een einddatum",
            "eind",
        ),
        ({"volume": None, "frequentie": "", "budget": Decimal("0.001")}, "hele centen|één cent", "budget"),
        ({"begin": date(2025, 12, 31)}, "geen contract met een tarief", "aanbieder"),
    ],
)
def test_wat_niet_kan_wordt_met_een_zin_geweigerd(dossier, aanbod, gezin_de_vries, amina, wijzig, zin, veld):
    with namens(amina):
        with pytest.raises(Geweigerd, match=zin) as fout:
            geef(dossier, gezin_de_vries.sem, aanbod.terp, aanbod.begeleiding, amina, **wijzig)
        assert fout.value.veld == veld
        assert not queries.toewijzingen(dossier).exists()


def test_een_kind_uit_een_ander_gezin_en_een_product_zonder_contract(dossier, aanbod, gezin_de_vries, amina):
    with namens(amina):
        with pytest.raises(Geweigerd, match="staat niet als jeugdige in dit gezin"):
            geef(dossier, gezin_de_vries.marije, aanbod.terp, aanbod.begeleiding, amina)
        with pytest.raises(
            Geweigerd, match="De Terp heeft op 01-12-2026 geen contract met een tarief voor 45A21"
        ):
            geef(dossier, gezin_de_vries.sem, aanbod.terp, aanbod.diagnostiek, amina, eenheid="82")


def test_een_gesloten_dossier_krijgt_niets_meer(dossier, aanbod, gezin_de_vries, amina):
    with namens(amina):
        type(dossier).objects.filter(pk=dossier.pk).update(gesloten_op=date(2026, 10, 1))
        with pytest.raises(Geweigerd, match="is gesloten op 01-10-2026"):
            geef(dossier, gezin_de_vries.sem, aanbod.terp, aanbod.begeleiding, amina)


def test_zorg_stopt_eerder_en_de_plek_in_de_tijd_komt_vrij(dossier, aanbod, gezin_de_vries, amina, zoe):
    with namens(amina):
        toewijzing = geef(dossier, gezin_de_vries.sem, aanbod.terp, aanbod.begeleiding, amina)
        vastgesteld = toewijzing.toegewezen_op
        with pytest.raises(GeenRecht):
            zorg.trek_in(toewijzing=toewijzing, per=date(2027, 2, 28), reden="09", door=zoe)
        with pytest.raises(Geweigerd, match="begint pas op"):
            zorg.trek_in(toewijzing=toewijzing, per=date(2026, 11, 1), reden="09", door=amina)
        with pytest.raises(Geweigerd, match="loopt al tot en met"):
            zorg.trek_in(toewijzing=toewijzing, per=date(2027, 5, 31), reden="09", door=amina)
        toewijzing = zorg.trek_in(toewijzing=toewijzing, per=date(2027, 2, 28), reden="09", door=amina)
        assert (toewijzing.eind, toewijzing.reden_wijziging) == (date(2027, 2, 28), "09")
        assert toewijzing.toegewezen_op > vastgesteld
        geef(dossier, gezin_de_vries.sem, aanbod.kompaan, aanbod.begeleiding, amina, begin=date(2027, 3, 1))


def test_een_verwijderde_toewijzing_telt_niet_meer(dossier, aanbod, gezin_de_vries, amina):
    with namens(amina):
        toewijzing = geef(dossier, gezin_de_vries.sem, aanbod.terp, aanbod.begeleiding, amina)
        toewijzing = zorg.verwijder_toewijzing(
            toewijzing=toewijzing, toelichting="Gezin ziet ervan af", door=amina
        )
        assert toewijzing.status == "verwijderd"
        with pytest.raises(Geweigerd, match="is al verwijderd"):
            zorg.trek_in(toewijzing=toewijzing, per=date(2027, 1, 1), reden="05", door=amina)
        geef(dossier, gezin_de_vries.sem, aanbod.terp, aanbod.begeleiding, amina)


def test_de_databank_zelf_weigert_dubbele_zorg(dossier, aanbod, gezin_de_vries, amina):
    """Whoever goes round the action, for instance by a bulk load, meets the constraint."""
    with namens(amina):
        toewijzing = geef(dossier, gezin_de_vries.sem, aanbod.terp, aanbod.begeleiding, amina)
        toewijzing.pk, toewijzing.nummer, toewijzing._state.adding = None, 200_000, True
        with pytest.raises(IntegrityError, match="toewijzing_niet_dubbel"), transaction.atomic():
            toewijzing.save(force_insert=True)


@pytest.mark.django_db(transaction=True, databases=["default", "eigenaar"])
def test_twee_mensen_tegelijk_geven_samen_een_toewijzing(dossier, aanbod, gezin_de_vries, amina, bert):
    klaar, uitkomsten = threading.Barrier(2, timeout=20), []

    def probeer(wie: Any, aanbieder: Any) -> None:
        try:
            with namens(wie):
                klaar.wait()
                geef(dossier, gezin_de_vries.sem, aanbieder, aanbod.begeleiding, wie)
            uitkomsten.append("gegeven")
        except Geweigerd as fout:
            uitkomsten.append(fout.zin)
        finally:
            connection.close()

    draden = [
        threading.Thread(target=probeer, args=paar) for paar in ((amina, aanbod.terp), (bert, aanbod.kompaan))
    ]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)
    assert sorted(u == "gegeven" for u in uitkomsten) == [False, True]
    assert any("heeft dit al" in u for u in uitkomsten)
    with namens(amina):
        assert queries.toewijzingen(dossier).count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "eigenaar"])
def test_de_databank_houdt_het_ook_tegen_als_niemand_op_de_ander_wacht(
    dossier, aanbod, gezin_de_vries, waterveld
):
    """Two transactions that insert past the action: one stands, the other is refused.

    Usually the second waits for the first. When both are in at the same moment each waits for the other, and PostgreSQL
    stops one of them.
    """
    from eenplan.kern.tijd import nu
    from eenplan.zorg.models import Toewijzing

    klaar, uitkomsten = threading.Barrier(2, timeout=20), []

    def schrijf(nummer: int) -> None:
        try:
            with voor_organisatie(waterveld):
                klaar.wait()
                Toewijzing.objects.create(
                    organisatie=waterveld, dossier=dossier, jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=aanbod.begeleiding,
                    nummer=nummer, begin=date(2026, 12, 1), eind=None, volume=20, eenheid="04", frequentie="4", toegewezen_op=nu(),
                )  # fmt: skip
            uitkomsten.append("geschreven")
        except IntegrityError as fout:
            uitkomsten.append(fout.__cause__.diag.constraint_name)
        except OperationalError as fout:
            assert isinstance(fout.__cause__, DeadlockDetected)
            uitkomsten.append("op elkaar gewacht")
        finally:
            connection.close()

    draden = [threading.Thread(target=schrijf, args=(nummer,)) for nummer in (1, 2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)
    geweigerd = [uitkomst for uitkomst in uitkomsten if uitkomst != "geschreven"]
    assert len(uitkomsten) == 2
    assert geweigerd in (["toewijzing_niet_dubbel"], ["op elkaar gewacht"])
    with voor_organisatie(waterveld):
        assert Toewijzing.objects.count() == 1


def test_elders_ziet_niets_van_waterveld(dossier, aanbod, gezin_de_vries, amina, ester):
    from eenplan.zorg.models import Aanbieder, Product, Toewijzing

    with namens(amina):
        geef(dossier, gezin_de_vries.sem, aanbod.terp, aanbod.begeleiding, amina)
    with namens(ester):
        assert not Aanbieder.objects.exists()
        assert not Product.objects.exists()
        assert not Toewijzing.objects.exists()
