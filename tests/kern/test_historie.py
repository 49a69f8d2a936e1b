"""What the database remembers of each change: who, when, by which action, in which process."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from eenplan.dossier.actions import maak_lid, registreer_melding, sluit_dossier, zet_fase
from eenplan.gezin.models import Gezin, Persoon
from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.historie import in_proces
from mensen import bsn, maak_persoon

pytestmark = pytest.mark.django_db


def sporen(rij: Any) -> list[tuple[str, str | None, int | None]]:
    """(what happened, action, person) of one row, oldest first."""
    return [
        (h.pgh_label, h.pgh_context.get("actie"), h.pgh_context.get("medewerker"))
        for h in type(rij).pgh_event_models["insert"].objects.filter(pgh_obj_id=rij.pk).order_by("pgh_id")
    ]


def meld(gezin_de_vries, door, **velden):
    basis = {"route": "school", "melder_naam": "Mentor", "vraag": "Sem komt niet meer op school."}
    return registreer_melding(
        gezin=gezin_de_vries.gezin, jeugdige=gezin_de_vries.sem, door=door, **basis | velden
    )


def test_opening_and_closing_a_dossier_leaves_who_when_and_by_which_action(petra, gezin_de_vries):
    with namens(petra):
        dossier = meld(gezin_de_vries, petra)
        sluit_dossier(dossier=dossier, reden="Het gezin verhuist.", door=petra)
        assert sporen(dossier) == [
            ("insert", "dossier.registreer_melding", petra.pk),
            ("update", "dossier.sluit_dossier", petra.pk),
        ]
        laatste = dossier.historie.latest("pgh_id")
        assert laatste.sluitreden == "Het gezin verhuist."
        assert laatste.pgh_created_at is not None


def test_an_action_inside_another_keeps_its_own_name(amina, gezin_de_vries):
    with namens(amina, actie="pagina"):
        dossier = meld(gezin_de_vries, amina)
        assert {actie for _, actie, _ in sporen(dossier.termijnen.get())} == {"dossier.start_termijn"}
        assert {actie for _, actie, _ in sporen(dossier.meldingen.get())} == {"dossier.registreer_melding"}
        gezin = Gezin.objects.create(organisatie=amina.organisatie, naam="Gezin Later")
        assert sporen(gezin) == [("insert", "pagina", amina.pk)], "na de actie geldt weer wat ervoor gold"


def test_a_refused_action_gives_its_name_back_too(amina, gezin_de_vries):
    with namens(amina, actie="pagina"):
        with pytest.raises(Exception, match="vraag"):
            meld(gezin_de_vries, amina, vraag=" ")
        gezin = Gezin.objects.create(organisatie=amina.organisatie, naam="Gezin Later")
        assert sporen(gezin) == [("insert", "pagina", amina.pk)]


def test_the_process_is_named_for_as_long_as_it_acts(petra, bert, gezin_de_vries):
    with namens(petra):
        dossier = meld(gezin_de_vries, petra)
        with in_proces(31):
            zet_fase(dossier=dossier, fase="plan", door=petra)
        maak_lid(dossier=dossier, medewerker=bert, rol="tweede_lezer", door=petra)
        assert dossier.historie.latest("pgh_id").pgh_context["proces"] == 31
        assert "proces" not in dossier.leden.get().historie.get().pgh_context


def test_what_the_system_does_has_an_action_and_no_person(waterveld):
    with voor_organisatie(waterveld, actie="bericht.ontvangen"):
        gezin = Gezin.objects.create(organisatie=waterveld, naam="Gezin Bericht")
        assert sporen(gezin) == [("insert", "bericht.ontvangen", None)]


def test_a_deleted_row_stays_in_the_history(waterveld):
    with voor_organisatie(waterveld):
        gezin = Gezin.objects.create(organisatie=waterveld, naam="Gezin Vergissing")
        pk, event = gezin.pk, Gezin.pgh_event_models["insert"]
        gezin.delete()
        assert [h.pgh_label for h in event.objects.filter(id=pk).order_by("pgh_id")] == ["insert", "delete"]


def test_plain_sql_is_remembered_as_well(waterveld):
    """The trigger keeps the history, not the framework."""
    with voor_organisatie(waterveld, actie="herstel"):
        gezin = Gezin.objects.create(organisatie=waterveld, naam="Gezin Oud")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE gezin_gezin SET naam = 'Gezin Nieuw' WHERE id = %s", [gezin.pk])
        assert [h.naam for h in gezin.historie.order_by("pgh_id")] == ["Gezin Oud", "Gezin Nieuw"]


def test_a_bsn_is_readable_in_no_table_and_no_history(waterveld):
    nummer = bsn(7)
    with voor_organisatie(waterveld):
        persoon = maak_persoon(waterveld, "Noor", 8, "v", 7)
        persoon.roepnaam = "Noortje"
        persoon.save()
        with connection.cursor() as cursor:
            for tabel in ("gezin_persoon", "gezin_persoonevent"):
                cursor.execute(
                    f"SELECT t::text, encode(bsn, 'escape') FROM {tabel} t WHERE id = %s", [persoon.pk]
                )
                for rij, kolom in cursor.fetchall():
                    assert nummer not in rij and nummer.encode().hex() not in rij
                    assert nummer not in kolom and kolom
        assert Persoon.objects.get(pk=persoon.pk).bsn == nummer
        assert persoon.historie.latest("pgh_id").bsn == nummer
