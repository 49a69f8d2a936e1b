"""A refusal is told where the person looks, and what they typed stays."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from eenplan.kern.formulieren import dag, ja_nee, probeer
from eenplan.kern.fouten import GeenRecht, Geweigerd


class EindeVanDeHulp(forms.Form):
    laatste_dag = dag("Laatste dag")
    waarom = forms.CharField()


def ingevuld(**anders: str) -> EindeVanDeHulp:
    return EindeVanDeHulp({"laatste_dag": "2026-11-03", "waarom": "Sem gaat verhuizen"} | anders)


def weigert(zin: str, veld: str | None = None) -> Any:
    def daad(**_velden: Any) -> None:
        raise Geweigerd(zin, veld=veld)

    return daad


def test_wat_de_actie_teruggeeft_komt_bij_de_bladzijde_aan() -> None:
    assert probeer(ingevuld(), lambda waarom, laatste_dag: f"{waarom} op {laatste_dag:%d-%m}") == (
        "Sem gaat verhuizen op 03-11"
    )


def test_een_actie_die_niets_teruggeeft_is_toch_gedaan() -> None:
    assert probeer(ingevuld(), lambda **_velden: None) is True


def test_een_onvolledig_formulier_komt_niet_bij_de_actie() -> None:
    form = ingevuld(waarom="")
    assert probeer(form, weigert("hier mag het niet komen")) is None
    assert list(form.errors) == ["waarom"]


def test_een_weigering_staat_bij_haar_veld_en_het_getypte_blijft_staan() -> None:
    form = ingevuld()
    assert probeer(form, weigert("De zorg is dan nog niet begonnen.", "laatste_dag")) is None
    assert form.errors == {"laatste_dag": ["De zorg is dan nog niet begonnen."]}
    assert form["waarom"].value() == "Sem gaat verhuizen"


@pytest.mark.parametrize("veld", [None, "product"])
def test_een_weigering_zonder_veld_op_dit_formulier_staat_bovenaan(veld: str | None) -> None:
    form = ingevuld()
    assert probeer(form, weigert("Dit product is al toegewezen.", veld)) is None
    assert form.non_field_errors() == ["Dit product is al toegewezen."]


def test_wie_iets_niet_mag_krijgt_geen_formulier_terug() -> None:
    def daad(**_velden: Any) -> None:
        raise GeenRecht("Dit doet de backoffice.")

    with pytest.raises(GeenRecht):
        probeer(ingevuld(), daad)


def test_de_kalender_van_de_browser_krijgt_een_dag_die_hij_leest() -> None:
    assert 'type="date"' in str(ingevuld()["laatste_dag"])
    assert 'value="2026-11-03"' in str(EindeVanDeHulp(initial={"laatste_dag": "2026-11-03"})["laatste_dag"])


def test_op_ja_of_nee_is_niets_vooraf_gekozen() -> None:
    class Toestemming(forms.Form):
        gegeven = ja_nee("Gaf Lotte toestemming?")

    assert "checked" not in str(Toestemming()["gegeven"])
    assert Toestemming({}).errors
    nee = Toestemming({"gegeven": "nee"})
    assert nee.is_valid() and nee.cleaned_data["gegeven"] is False
