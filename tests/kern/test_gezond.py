"""`/gezond` for machines that watch: 200 when all is well, 503 and which part when it is not."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client

from eenplan.kern import views
from eenplan.kern.context import namens

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_to_do(db: None) -> None:
    """Tests that kill a worker leave jobs behind: the tables of the queue are not Django's to empty."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_jobs")


def vraag() -> tuple[int, dict]:
    antwoord = Client().get("/gezond")
    return antwoord.status_code, antwoord.json()["delen"]


def taak(status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status, args) VALUES ('brief', 'default', %s, '{}')",
            [status],
        )


def test_all_is_well_without_signing_in():
    status, delen = vraag()
    assert status == 200
    assert set(delen) == {"databank", "migraties", "taken", "schijf"}
    assert all(deel["goed"] for deel in delen.values())
    assert delen["databank"]["rol"] == "eenplan_app"


def test_it_tells_nothing_about_people(amina, gezin_de_vries):
    with namens(amina):
        tekst = Client().get("/gezond").content.decode()
    for woord in ("Vries", "Amina", "Waterveld", "WV-", "9999", "/"):
        assert woord not in tekst


def test_jobs_that_wait_without_a_worker_are_ill():
    taak("todo")
    status, delen = vraag()
    assert status == 503
    assert delen["taken"] == {"goed": False, "wachtend": 1, "mislukt": 0, "werkers": 0}


def test_jobs_that_wait_for_a_worker_that_lives_are_well():
    taak("todo")
    taak("failed")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    status, delen = vraag()
    assert status == 200
    assert delen["taken"] == {"goed": True, "wachtend": 1, "mislukt": 1, "werkers": 1}


def test_a_worker_that_fell_silent_does_not_count():
    taak("todo")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '2 minutes')"
        )
    assert vraag()[0] == 503


def test_a_migration_that_was_not_run_is_ill():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'kern'")
    status, delen = vraag()
    assert status == 503
    assert delen["migraties"]["nog_te_doen"] >= 1


def test_a_full_disk_is_ill(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=views.MINIMUM_DISK - 1))
    status, delen = vraag()
    assert (status, delen["schijf"]["goed"]) == (503, False)


def test_a_database_that_does_not_answer_is_said_and_not_a_crash(monkeypatch):
    def dood():
        raise ConnectionError("geheim wachtwoord")

    monkeypatch.setattr(views, "_database", dood)
    antwoord = Client().get("/gezond")
    assert antwoord.status_code == 503
    assert antwoord.json()["delen"]["databank"] == {"goed": False, "fout": "ConnectionError"}
