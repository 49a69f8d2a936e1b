"""An assignment that nobody answers, or that is refused, becomes a task, once, until it is settled."""

from __future__ import annotations

from typing import Any

import pytest
from aanbiederspost import ZELF, formulier, geldig, jw315, na_werkdagen, nummer_van, product, retour, rond_af

from eenplan.berichten import actions, bewaak_actions
from eenplan.berichten.models import Bericht
from eenplan.kern.context import namens
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag
from eenplan.werkwijze import actions as werkwijze
from eenplan.werkwijze import queries as werkwijzen
from eenplan.werkwijze.models import Proces, Taak
from termijn import tel_werkdagen_op

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("werkwijzen_gelden")]


@pytest.fixture
def verstuurd(begeleiding_sem: Any, ronde: Any, anton: Any) -> Any:
    """A JW301 about Sem, on its way."""
    with namens(anton):
        actions.verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
    (bericht,) = ronde()
    return bericht


def test_een_toewijzing_zonder_antwoord_wordt_een_keer_een_taak(ronde, verstuurd, anton):
    with na_werkdagen(3):
        ronde()
        with namens(anton):
            assert not Taak.objects.exists()
    with na_werkdagen(4):
        ronde()
        ronde()
        with namens(anton):
            (taak,) = werkwijzen.open_taken_voor_functie(anton)
            assert (taak.naam, taak.functie) == ("Bericht zonder antwoord afhandelen", "a_team")
            assert taak.uiterlijk == tel_werkdagen_op(vandaag(), 2)
            assert Bericht.objects.get().bewaakt_op
        ronde(retour(verstuurd, nummer="T1"))  # after all
        with namens(anton):
            assert Taak.objects.get().vervallen_op
            assert Bericht.objects.get(richting="uit").status == "goedgekeurd"
        ronde()
        with namens(anton):
            assert Taak.objects.count() == 1


def test_wie_belt_en_hoort_dat_het_komt_krijgt_anders_opnieuw_een_taak(ronde, verstuurd, anton):
    with na_werkdagen(4):
        ronde()
        with namens(anton):
            taak = Taak.objects.get()
            assert not formulier(taak, anton, vervolg="wachten").errors
            with pytest.raises(Geweigerd, match="wie u sprak"):
                werkwijze.rond_taak_af(
                    taak=taak, door=anton, formulier=geldig(formulier(taak, anton, vervolg="wachten"))
                )
            rond_af(taak, anton, vervolg="wachten", toelichting="Ria zei: morgen.")
            assert Proces.objects.get().uitkomst == "antwoord_komt_nog"
        ronde()
        with namens(anton):
            assert Taak.objects.count() == 1
        with na_werkdagen(4):
            ronde()
            with namens(anton):
                assert Taak.objects.filter(afgerond_op__isnull=True).count() == 1


def test_een_afgekeurde_toewijzing_gaat_na_herstel_opnieuw(
    ronde, verstuurd, begeleiding_sem, anton, aangemeld
):
    """It counts as never sent: the same assignment, in a message with a number of its own."""
    ronde(retour(verstuurd, "9374", nummer="T1"))
    with namens(anton):
        taak = Taak.objects.get()
        form = formulier(taak, anton)
        assert "wachten" not in dict(form.fields["vervolg"].choices)
        werkwijze.pak_taak(taak=taak, door=anton)
    client = aangemeld(anton)
    pagina = client.get(f"/taak/{taak.pk}/").content.decode()
    assert "De aanbieder keurde dit bericht af" in pagina
    assert "9374: " in pagina
    assert client.post(f"/taak/{taak.pk}/", {"vervolg": "opnieuw"}).status_code == 302
    (opnieuw,) = ronde()
    assert opnieuw.NAAM == "JW301"
    assert nummer_van(opnieuw) != nummer_van(verstuurd)
    assert [p.ToewijzingNummer for p in opnieuw.Client.ToegewezenProducten] == [begeleiding_sem.nummer]
    with namens(anton):
        oud = Bericht.objects.get(afgekeurd=True)
        assert oud.vervangen_door.identificatie == nummer_van(opnieuw)
        assert Proces.objects.get().uitkomst == "opnieuw_gestuurd"
        with pytest.raises(Geweigerd, match="al opnieuw gestuurd"):
            actions.stuur_opnieuw(bericht=oud, door=anton)
    ronde(retour(opnieuw, nummer="T2"))
    with namens(anton):
        assert Taak.objects.count() == 1
        with pytest.raises(Geweigerd, match="goed ontvangen"):
            actions.stuur_opnieuw(bericht=oud.vervangen_door, door=anton)


def test_een_toewijzing_op_verzoek_draagt_opnieuw_de_referentie(
    ronde, dossier, aanbod, gezin_de_vries, anton
):
    jw301, _jw316 = ronde(jw315(gezin_de_vries.lotte, product("R1")))
    with na_werkdagen(4):
        ronde()
        with namens(anton):
            rond_af(Taak.objects.get(), anton, vervolg="opnieuw")
        (opnieuw,) = ronde()
    (p,) = opnieuw.Client.ToegewezenProducten
    assert (p.ReferentieAanbieder, p.ToewijzingNummer) == (
        "R1",
        jw301.Client.ToegewezenProducten[0].ToewijzingNummer,
    )


def test_een_antwoord_dat_is_afgekeurd_gaat_opnieuw_zolang_het_nog_klopt(
    ronde, dossier, aanbod, gezin_de_vries, anton
):
    ronde(jw315(gezin_de_vries.lotte, product("R1", verwijzer=ZELF)))
    with namens(anton):
        rond_af(Taak.objects.get(), anton, besluit="onderzoek")
    (jw319,) = ronde()
    ronde(retour(jw319, "9355", nummer="T1"))
    with namens(anton):
        bewaken = Taak.objects.get(formulier="berichten.bericht_bewaken")
        rond_af(bewaken, anton, vervolg="opnieuw")
    (opnieuw,) = ronde()
    assert (opnieuw.NAAM, opnieuw.Antwoord.VerzoekAntwoord) == ("JW319", "2")
    with namens(anton):
        rond_af(
            Taak.objects.get(formulier="berichten.verzoek_onderzoek"),
            anton,
            besluit="toewijzen",
            waarom="Goed.",
        )
    ronde(retour(opnieuw, "9355", nummer="T2"))
    with namens(anton):
        bewaken = Taak.objects.get(formulier="berichten.bericht_bewaken", afgerond_op__isnull=True)
        form = geldig(formulier(bewaken, anton, vervolg="opnieuw"))
        with pytest.raises(Geweigerd, match="intussen toegewezen"):
            werkwijze.rond_taak_af(taak=bewaken, door=anton, formulier=form)
        rond_af(bewaken, anton, vervolg="afgehandeld", toelichting="De toewijzing is al weg; gebeld met Ria.")
        bericht = bewaken.proces.bericht
        assert Gebeurtenis.objects.filter(soort="bericht.afgehandeld", over_id=bericht.pk).exists()


def test_wie_geen_berichten_doet_stuurt_niets_opnieuw(ronde, verstuurd, amina):
    from eenplan.kern.fouten import GeenRecht

    with namens(amina):
        bericht = Bericht.objects.get()
        with pytest.raises(GeenRecht):
            actions.stuur_opnieuw(bericht=bericht, door=amina)
        with pytest.raises(GeenRecht):
            bewaak_actions.handel_af(bericht=bericht, toelichting="Klaar.", door=amina)
