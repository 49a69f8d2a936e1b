"""Amina looks for a provider for what the plan asks, and writes down what was agreed."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from eenplan.kern.context import namens
from eenplan.kern.tijd import vandaag
from eenplan.zorg import actions as zorg
from eenplan.zorg.forms import AanbiederZoeken
from eenplan.zorg.models import Aanbiederkeuze

pytestmark = pytest.mark.django_db


@pytest.fixture
def inzet(dossier, aanbod, gezin_de_vries, amina, bo):
    """A settled plan that asks coaching for Sem, preferably by De Terp, which has a waiting list."""
    from eenplan.plan.models import Inzet, Plan

    dag = vandaag()
    with namens(bo):
        for aanbieder, plekken, weken in ((aanbod.terp, 0, 12), (aanbod.kompaan, 3, 2)):
            zorg.meld_beschikbaarheid(
                aanbieder=aanbieder,
                product=aanbod.begeleiding,
                plekken=plekken,
                wachttijd_weken=weken,
                door=bo,
            )
        plan = Plan.objects.create(
            organisatie=dossier.organisatie, dossier=dossier, nummer=1, opgesteld_door=amina, opgesteld_op=dag, besproken_op=dag,
            akkoord=True, verzonden_op=dag, vastgesteld_op=dag, vastgesteld_door=amina,
        )  # fmt: skip
        return Inzet.objects.create(
            organisatie=dossier.organisatie, plan=plan, soort="individuele_voorziening", omschrijving="Coach voor Sem",
            jeugdige=gezin_de_vries.sem, product=aanbod.begeleiding, aanbieder=aanbod.terp, volume=4, eenheid="04", frequentie="2",
            begin=dag + timedelta(days=7), eind=dag + timedelta(days=180), afweging="Eigen kring kan dit niet dragen.",
        )  # fmt: skip


def ingevuld(inzet: Any, aanbieder: Any, **wijzig: Any) -> dict[str, Any]:
    return {
        f"aanbieder_{inzet.pk}": aanbieder.pk, f"wachttijd_{inzet.pk}": 2, f"pic_{inzet.pk}": "on", "vervoer": "nee", "urgentie": "",
        "reden": "De Terp heeft een wachtlijst van drie maanden; Kompaan kan over twee weken.", "ouders_weten": "on",
        "besluit_nodig": "ja",
    } | wijzig  # fmt: skip


def test_het_aanbod_staat_op_wachttijd_met_prijs_en_de_voorkeur_van_het_gezin(inzet, dossier, amina):
    with namens(amina):
        form = AanbiederZoeken(taak=SimpleNamespace(dossier=dossier), door=amina)
        veld = form.fields[f"aanbieder_{inzet.pk}"]
    assert [label for _waarde, label in veld.choices] == [
        "Kompaan · wachttijd 2 weken · 3 plekken · € 95,10 per uur",
        "De Terp · wachttijd 12 weken · 0 plekken · € 92,40 per uur",
    ]
    assert veld.help_text == "Voorkeur van het gezin: De Terp."
    assert form.groepen[0][0] == "Sem de Vries: Ambulante begeleiding · 4 uur per week"


def test_de_keuze_staat_in_het_dossier_en_het_proces_weet_alleen_of_er_een_besluit_moet_komen(
    inzet, dossier, aanbod, amina
):
    with namens(amina):
        form = AanbiederZoeken(
            ingevuld(inzet, aanbod.kompaan), taak=SimpleNamespace(dossier=dossier), door=amina
        )
        assert form.is_valid(), form.errors
        assert form.save() == {"besluit_nodig": True}
        keuze = Aanbiederkeuze.objects.get(dossier=dossier)
        assert (keuze.aanbieder, keuze.wachttijd_weken, keuze.pic_akkoord) == (aanbod.kompaan, 2, True)


@pytest.mark.parametrize(
    ("wijzig", "veld", "zin"),
    [
        ({"vervoer": "ja"}, "vervoer_toelichting", "hoe het vervoer is geregeld"),
        ({"urgentie": "hoog"}, "step_op", "STEP"),
        ({"reden": ""}, "reden", ""),
        ({"ouders_weten": ""}, "ouders_weten", ""),
        ({"step_op": "2999-01-01", "urgentie": "hoog"}, "step_op", "toekomst"),
    ],
)
def test_wat_nog_niet_is_afgesproken_wordt_gevraagd(inzet, dossier, aanbod, amina, wijzig, veld, zin):
    with namens(amina):
        form = AanbiederZoeken(
            ingevuld(inzet, aanbod.kompaan, **wijzig), taak=SimpleNamespace(dossier=dossier), door=amina
        )
        assert not form.is_valid()
        assert zin in " ".join(form.errors[veld])
