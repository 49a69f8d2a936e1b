"""The last task of P1 closes the dossier of a family: what the page says first, and what ends with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from eenplan.dossier import actions as dossiers
from eenplan.dossier.models import Dossier
from eenplan.kern.context import namens
from eenplan.kern.tijd import vandaag
from eenplan.werkwijze import actions as werkwijze
from eenplan.werkwijze import queries, versie_actions
from eenplan.werkwijze.models import Proces, Taak
from eenplan.werkwijze.register import formulieren
from eenplan.werkwijze.stappen import begin

pytestmark = pytest.mark.django_db

EINDGESPREK = {
    "datum": vandaag().isoformat(), "uitkomst": "geen_jeugdhulp", "woorden_gezin": "Het gaat thuis weer.",
    "terugblik": "School en oma helpen genoeg.",
}  # fmt: skip


@pytest.fixture
def dossier(gezin_de_vries: Any, noord: Any, amina: Any, anton: Any, kees: Any) -> Dossier:
    """Gezin De Vries, of Amina: the MLB decided that no youth care is needed, so that only the closing is left."""
    with namens(kees):
        versie_actions.laad_meegeleverd(door=None)
    with namens(anton):
        dossier = dossiers.registreer_melding(
            gezin=gezin_de_vries.gezin, jeugdige=gezin_de_vries.lotte, route="school", melder_naam="Juf Karin",
            vraag="Lotte slaapt slecht.", door=anton,
        )  # fmt: skip
        werkwijze.start_proces(
            sleutel="P1", dossier=dossier, door=anton, gegevens={"aanvraag_op": vandaag().isoformat()}
        )
        dossier.regisseur, dossier.team, dossier.fase = amina, noord, Dossier.Fase.ONDERZOEK
        dossier.save()
    return dossier


@pytest.fixture
def taak(dossier: Dossier, anton: Any, petra: Any, tess: Any, amina: Any) -> Taak:
    stappen: list[tuple[str, Any, dict[str, Any]]] = [
        ("controle_melding", anton, {"volledig": True}), ("uitleg_gezin", anton, {}), ("triage", petra, {"team": "regieteam"}),
        ("toewijzen_consulent", tess, {}), ("kennismaking", amina, {}), ("onderzoek", amina, {"complex": False}),
        ("kernbesluit", amina, {"kernbesluit": "geen_jeugdhulp"}),
    ]  # fmt: skip
    for element, wie, gegevens in stappen:
        with namens(wie):
            rij = Taak.objects.get(dossier=dossier, element=element, afgerond_op__isnull=True)
            werkwijze.rond_taak_af(taak=rij, door=wie, gegevens=gegevens)
    with namens(amina):
        return Taak.objects.get(dossier=dossier, element="afsluiten")


def pagina(client: Client, taak: Taak, gegevens: dict[str, Any] | None = None) -> str:
    adres = f"/taak/{taak.pk}/"
    antwoord = client.get(adres) if gegevens is None else client.post(adres, gegevens, follow=True)
    return " ".join(antwoord.content.decode().split())


def test_the_page_says_that_the_dossier_closes_and_chooses_no_ending_for_you(
    taak: Taak, amina: Any, aangemeld: Callable[[Any], Client]
) -> None:
    tekst = pagina(aangemeld(amina), taak)
    assert "Hiermee sluit u het dossier voorgoed" in tekst
    assert "Dossier voorgoed sluiten</button>" in tekst
    assert "Taak afronden" not in tekst
    assert "worden niet meer bewaakt" in tekst or "wordt niet meer bewaakt" in tekst
    assert "Toegang" not in tekst.split("voorgoed</h2>")[1].split("</ul>")[0], (
        "the process that closes does not lapse"
    )
    assert 'value="doelen_behaald" checked' not in tekst
    assert "checked" not in tekst.split('name="uitkomst"', 1)[1].split("woorden_gezin")[0]


def test_the_page_says_that_the_family_may_still_object(
    taak: Taak, dossier: Dossier, amina: Any, aangemeld: Callable[[Any], Client]
) -> None:
    with namens(amina):
        dossiers.start_termijn(dossier=dossier, soort="bezwaar", start=vandaag(), door=amina)
    assert re.search(
        r"Bezwaar maken door het gezin kan nog tot en met [\d-]+: dat recht blijft\.",
        pagina(aangemeld(amina), taak),
    )


def test_without_an_ending_the_dossier_stays_open(
    taak: Taak, dossier: Dossier, amina: Any, aangemeld: Callable[[Any], Client]
) -> None:
    zonder = {naam: waarde for naam, waarde in EINDGESPREK.items() if naam != "uitkomst"}
    assert "Nog niet opgeslagen" in pagina(aangemeld(amina), taak, zonder)
    with namens(amina):
        assert Dossier.objects.get(pk=dossier.pk).is_open


def test_amina_closes_the_dossier_and_nothing_is_left_to_do(
    taak: Taak, dossier: Dossier, amina: Any, aangemeld: Callable[[Any], Client]
) -> None:
    tekst = pagina(aangemeld(amina), taak, EINDGESPREK)
    assert f"{taak.naam} is klaar." in tekst
    with namens(amina):
        dicht = Dossier.objects.get(pk=dossier.pk)
        assert (dicht.gesloten_op, dicht.sluitreden) == (vandaag(), "geen jeugdhulp nodig")
        proces = Proces.objects.get(dossier=dossier)
        assert (proces.status, proces.uitkomst) == ("klaar", "afgesloten"), "it ended, it was not stopped"
        assert not dossier.termijnen.filter(gehaald_op__isnull=True, vervallen_op__isnull=True).exists()
        assert list(queries.mijn_taken(amina)) == []


def test_a_dossier_stays_open_as_long_as_the_family_waits_for_a_decision(
    taak: Taak, dossier: Dossier, amina: Any, aangemeld: Callable[[Any], Client]
) -> None:
    with namens(amina):
        p3 = werkwijze.start_proces(sleutel="P3", dossier=dossier, door=amina)
    client = aangemeld(amina)
    zin = "Er is nog een besluit in de maak (open: ‘Conceptbesluit opstellen’)."
    assert zin in pagina(client, taak), "said before anything is typed"
    assert zin in pagina(client, taak, EINDGESPREK)
    with namens(amina):
        assert Dossier.objects.get(pk=dossier.pk).is_open
        werkwijze.rond_taak_af(
            taak=Taak.objects.get(proces=p3), door=amina,
            formulier=_ingetrokken(Taak.objects.get(proces=p3), amina),
        )  # fmt: skip
    pagina(client, taak, EINDGESPREK)
    with namens(amina):
        assert not Dossier.objects.get(pk=dossier.pk).is_open, "withdrawing with a reason is an answer too"


def _ingetrokken(taak: Taak, door: Any) -> Any:
    form = formulieren()[taak.formulier](
        {"concept": "ingetrokken", "intrekreden": "Het gezin wil geen hulp meer.", "aanleiding": "regulier"},
        taak=taak, door=door,
    )  # fmt: skip
    assert form.is_valid(), form.errors
    return form


def test_other_work_stops_with_a_line_and_leaves_the_list_of_whoever_had_it(
    taak: Taak, dossier: Dossier, anton: Any, amina: Any, aangemeld: Callable[[Any], Client]
) -> None:
    """A second report is being handled by Anton: nobody must find it in *Mijn werk* tomorrow."""
    with namens(anton):
        tweede = begin(
            sleutel="P1", dossier=dossier, door=anton, gegevens={"aanvraag_op": vandaag().isoformat()}
        )
        bij_anton = werkwijze.pak_taak(taak=Taak.objects.get(proces=tweede), door=anton)
    client = aangemeld(amina)
    assert "stopt; niet meer te doen: ‘Melding controleren’." in pagina(client, taak)
    pagina(client, taak, EINDGESPREK)
    with namens(anton):
        assert list(queries.mijn_taken(anton)) == []
        tweede.refresh_from_db()
        assert (tweede.status, tweede.stopreden) == ("gestopt", "Dossier gesloten: geen jeugdhulp nodig")
        (regel,) = dossier.gebeurtenissen.filter(soort="proces.gestopt")
        assert regel.over_id == tweede.pk
        assert regel.tekst.endswith("gestopt; niet meer te doen: ‘Melding controleren’")
        bij_anton.refresh_from_db()
        assert bij_anton.vervallen_op


def test_a_teamleider_who_closes_it_leaves_no_task_behind(taak: Taak, dossier: Dossier, tess: Any) -> None:
    with namens(tess):
        dossiers.sluit_dossier(dossier=dossier, reden="Verhuisd.", door=tess)
        taak.refresh_from_db()
        assert taak.vervallen_op
        assert Proces.objects.get(dossier=dossier).status == "gestopt"
