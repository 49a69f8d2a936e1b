"""The wall between municipalities, tried from outside: plain SQL, no Django, as the application's own role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from eenplan.dossier.actions import registreer_melding
from eenplan.dossier.models import Contactnotitie, Dossier
from eenplan.gezin.models import Gezin, Gezinslid
from eenplan.kern import rls
from eenplan.kern.context import namens, voor_organisatie
from eenplan.organisatie.models import Organisatie
from mensen import maak_persoon

SqlAls = Callable[..., psycopg.Connection[Any]]

# A test runs in a transaction that no other connection can see into. So most of these send plain SQL
# through the test's own connection: same role, same rules. One commits, and looks from outside.


@pytest.fixture
def plat(waterveld, elders, amina, ester, gezin_de_vries):
    """A cursor in plain SQL, after both municipalities registered a family; nothing set."""
    with namens(amina):
        dossier = registreer_melding(
            gezin=gezin_de_vries.gezin, jeugdige=gezin_de_vries.sem, route="school", melder_naam="Mentor",
            vraag="Sem komt niet meer op school.", door=amina,
        )  # fmt: skip
    with voor_organisatie(elders):
        kind = maak_persoon(elders, "Kim", 9, "x", 9, achternaam="Elders")
        gezin = Gezin.objects.create(organisatie=elders, naam="Gezin Elders")
        Gezinslid.objects.create(organisatie=elders, gezin=gezin, persoon=kind, rol="jeugdige")
    with namens(ester):
        ver_weg = registreer_melding(
            gezin=gezin,
            jeugdige=kind,
            route="huisarts",
            melder_naam="Huisarts",
            vraag="Kim slaapt niet.",
            door=ester,
        )
    with connection.cursor() as cursor:
        cursor.dossier, cursor.ver_weg = dossier, ver_weg
        yield cursor


def zet(cursor: Any, organisatie: Any) -> None:
    cursor.execute("SELECT set_config('eenplan.organisatie', %s, true)", [str(organisatie.pk)])


def geweigerd(cursor: Any, sql: str, *parameters: Any) -> str:
    """The database's refusal of a statement; the transaction goes on after it."""
    cursor.execute("SAVEPOINT poging")
    try:
        cursor.execute(sql, parameters)
    except Exception as fout:
        cursor.execute("ROLLBACK TO SAVEPOINT poging")
        return str(fout)
    pytest.fail(f"De databank liet dit toe: {sql}")


def test_the_application_is_a_role_that_owns_nothing_and_passes_no_wall(als_rol: SqlAls):
    verbinding = als_rol("eenplan_app")
    rol = verbinding.execute(
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    assert rol == (False, False, False, False)
    bezit = verbinding.execute(
        "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    ).fetchone()
    assert bezit == (0,)


@pytest.mark.parametrize(
    "tabel", ["dossier_dossier", "gezin_persoon", "kern_gebeurtenis", "dossier_dossierevent"]
)
def test_without_a_setting_there_is_nothing(plat, waterveld, tabel):
    plat.execute(f"SELECT count(*) FROM {tabel}")
    assert plat.fetchone() == (0,)
    zet(plat, waterveld)
    plat.execute(f"SELECT count(*) FROM {tabel}")
    assert plat.fetchone()[0] > 0


@pytest.mark.parametrize("waarde", ["", "0", "-1", "999999999"])
def test_a_setting_that_names_nobody_shows_nothing(plat, waarde):
    plat.execute("SELECT set_config('eenplan.organisatie', %s, true)", [waarde])
    plat.execute("SELECT count(*) FROM dossier_dossier")
    assert plat.fetchone() == (0,)


@pytest.mark.parametrize(
    "tabel",
    ["dossier_dossier", "dossier_dossierevent", "gezin_persoon", "gezin_persoonevent", "kern_gebeurtenis"],
)
def test_a_municipality_sees_only_its_own_rows_in_tables_and_history(plat, waterveld, elders, tabel):
    for eigen in (waterveld, elders):
        zet(plat, eigen)
        plat.execute(f"SELECT DISTINCT organisatie_id FROM {tabel}")
        assert plat.fetchall() == [(eigen.pk,)]


def test_nothing_is_written_for_another_municipality(plat, waterveld, elders):
    zet(plat, waterveld)
    nieuw = "INSERT INTO gezin_gezin (organisatie_id, naam, versie) VALUES (%s, 'Gezin Binnengesmokkeld', 0)"
    assert "row-level security" in geweigerd(plat, nieuw, elders.pk)
    plat.execute(nieuw, [waterveld.pk])
    plat.execute("UPDATE dossier_dossier SET fase = 'plan' WHERE id = %s", [plat.ver_weg.pk])
    assert plat.rowcount == 0, "een rij van een ander is er niet, ook niet om te wijzigen"
    verhuizen = "UPDATE dossier_dossier SET organisatie_id = %s WHERE id = %s"
    assert "row-level security" in geweigerd(plat, verhuizen, elders.pk, plat.dossier.pk)
    plat.execute("DELETE FROM dossier_dossier WHERE id = %s", [plat.ver_weg.pk])
    assert plat.rowcount == 0


def test_a_row_cannot_hang_on_a_dossier_of_another_municipality(plat, waterveld, amina):
    """A foreign key is checked past the policies, so the policy itself asks whose the dossier is."""
    zet(plat, waterveld)
    notitie = (
        "INSERT INTO dossier_contactnotitie (organisatie_id, dossier_id, soort, datum, met_wie, tekst, door_id, versie)"
        " VALUES (%s, %s, 'notitie', '2026-01-02', '', 'x', %s, 0)"
    )
    assert "row-level security" in geweigerd(plat, notitie, waterveld.pk, plat.ver_weg.pk, amina.pk)
    plat.execute(notitie, [waterveld.pk, plat.dossier.pk, amina.pk])


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE dossier_dossier DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE dossier_dossier NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY eigen_organisatie ON dossier_dossier",
        "CREATE POLICY alles ON dossier_dossier USING (true)",
        "ALTER TABLE dossier_dossier DISABLE TRIGGER ALL",
        "ALTER TABLE dossier_dossier ADD COLUMN x int",
        "DROP TABLE dossier_dossierevent",
        "TRUNCATE dossier_dossier CASCADE",
        "CREATE TABLE public.eigen (x int)",
        "SET ROLE eenplan_eigenaar",
        "SET SESSION AUTHORIZATION postgres",
        "ALTER ROLE eenplan_app BYPASSRLS",
        "SET session_replication_role = replica",
        "COPY dossier_dossier TO PROGRAM 'cat'",
    ],
)
def test_the_application_cannot_take_the_wall_down(als_rol: SqlAls, sql):
    with pytest.raises(errors.InsufficientPrivilege):
        als_rol("eenplan_app").execute(sql)


@pytest.mark.parametrize(
    "tabel", ["kern_gebeurtenis", "kern_leesregel", "dossier_dossierevent", "gezin_persoonevent"]
)
def test_what_is_written_once_is_never_changed_or_removed(als_rol: SqlAls, waterveld, tabel):
    with pytest.raises(errors.InsufficientPrivilege):
        als_rol("eenplan_app", waterveld.pk).execute(f"UPDATE {tabel} SET organisatie_id = organisatie_id")
    with pytest.raises(errors.InsufficientPrivilege):
        als_rol("eenplan_app", waterveld.pk).execute(f"DELETE FROM {tabel}")


def test_the_owner_stands_behind_the_wall_too(plat, als_rol: SqlAls):
    """FORCE: even a migration that forgets to filter sees nothing."""
    beheer = als_rol("postgres")
    beheer.execute("SET LOCAL ROLE eenplan_eigenaar")
    assert beheer.execute("SELECT count(*) FROM dossier_dossier").fetchone() == (0,)


def test_from_outside_with_psycopg_alone(echte_databank, als_rol: SqlAls):
    gemeenten = [
        Organisatie.objects.create(naam=f"Gemeente {n}", soort="gemeente", code=f"000{n}", voorvoegsel="X")
        for n in (7, 8)
    ]
    for gemeente in gemeenten:
        with voor_organisatie(gemeente):
            Gezin.objects.create(organisatie=gemeente, naam=f"Gezin in {gemeente}")
    for tabel in ("gezin_gezin", "gezin_gezinevent"):
        vraag = f"SELECT organisatie_id FROM {tabel}"
        assert als_rol("eenplan_app").execute(vraag).fetchall() == []
        for gemeente in gemeenten:
            assert als_rol("eenplan_app", gemeente.pk).execute(vraag).fetchall() == [(gemeente.pk,)]
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        als_rol("eenplan_app", gemeenten[0].pk).execute(
            "INSERT INTO gezin_gezin (organisatie_id, naam, versie) VALUES (%s, 'x', 0)", [gemeenten[1].pk]
        )


# Every table has a wall ---------------------------------------------------------------------------------------


def zonder_muur(cursor: Any) -> list[str]:
    """Tables in schema public that neither carry the forced policy nor stand on the list of exceptions."""
    cursor.execute(
        """SELECT c.relname FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
                    SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = %s
                       AND p.polcmd = '*' AND p.polpermissive
                       AND pg_get_expr(p.polqual, c.oid) LIKE '%%organisatie_id = %%eenplan.organisatie%%'
                       AND pg_get_expr(p.polwithcheck, c.oid) LIKE '%%organisatie_id = %%eenplan.organisatie%%')
                   AND 1 = (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid))""",
        [rls.POLICY],
    )
    return sorted(naam for (naam,) in cursor.fetchall() if not naam.startswith(tuple(rls.ZONDER_ORGANISATIE)))


def test_every_table_has_a_wall_or_a_reason(db):
    with connection.cursor() as cursor:
        assert zonder_muur(cursor) == []
    assert all(reden for reden in rls.ZONDER_ORGANISATIE.values())


@pytest.mark.parametrize(
    "vergeten",
    [
        "",
        "ALTER TABLE plan_wens ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE plan_wens ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_wens FORCE ROW LEVEL SECURITY",
        "ALTER TABLE plan_wens ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_wens FORCE ROW LEVEL SECURITY;"
        "CREATE POLICY eigen_organisatie ON plan_wens USING (true)",
    ],
)
def test_a_new_table_without_a_whole_wall_is_named(als_rol: SqlAls, vergeten):
    beheer = als_rol("postgres")
    beheer.execute("SET LOCAL ROLE eenplan_eigenaar")
    beheer.execute("CREATE TABLE plan_wens (id bigint, organisatie_id bigint)")
    if vergeten:
        beheer.execute(vergeten)
    with beheer.cursor() as cursor:
        assert zonder_muur(cursor) == ["plan_wens"]


def test_no_view_or_function_leads_around_the_wall(als_rol: SqlAls):
    rows = (
        als_rol("postgres")
        .execute(
            """SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
           UNION ALL
           SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef"""
        )
        .fetchall()
    )
    assert rows == []


def test_a_view_that_forgets_to_filter_shows_nothing(plat):
    assert list(Dossier.objects.all()) == []
    assert Contactnotitie.objects.count() == 0


def test_a_change_of_municipality_ends_with_its_block(plat, waterveld, elders):
    with voor_organisatie(waterveld):
        assert {d.organisatie_id for d in Dossier.objects.all()} == {waterveld.pk}
        with voor_organisatie(elders):
            assert {d.organisatie_id for d in Dossier.objects.all()} == {elders.pk}
        assert {d.organisatie_id for d in Dossier.objects.all()} == {waterveld.pk}
        with pytest.raises(ZeroDivisionError), voor_organisatie(elders):
            1 / 0  # noqa: B018
        assert {d.organisatie_id for d in Dossier.objects.all()} == {waterveld.pk}
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("vul", "vraag", "index"),
    [
        (
            "INSERT INTO dossier_contactnotitie (organisatie_id, dossier_id, soort, datum, met_wie, tekst, door_id, versie)"
            " SELECT 1, 1, 'notitie', '2026-01-02', '', 'woord' || n, 1, 0 FROM generate_series(1, 3000) n",
            "SELECT id FROM dossier_contactnotitie WHERE zoek @@ websearch_to_tsquery('dutch', 'woord77')",
            "contactnotitie_zoek",
        ),
        (
            "INSERT INTO kern_leesregel (organisatie_id, tijdstip, wat, reden, toelichting, dossiers, personen, verzoek)"
            " SELECT 1, now(), 'x', 'y', '', ARRAY[n], '{}', '' FROM generate_series(1, 3000) n",
            "SELECT id FROM kern_leesregel WHERE dossiers @> ARRAY[77]::bigint[]",
            "leesregel_dossiers",
        ),
    ],
    ids=["zoeken in notities", "wie keek mee"],
)
def test_an_index_is_used_behind_the_wall(als_rol: SqlAls, vul, vraag, index):
    """Behind a policy PostgreSQL distrusts most functions and would read every row of the municipality."""
    beheer = als_rol("postgres", 1)
    beheer.execute("SET LOCAL session_replication_role = replica")  # rows without a family around them
    beheer.execute(vul)
    beheer.execute(f"ANALYZE {vraag.split()[3]}")
    beheer.execute("SET LOCAL ROLE eenplan_app")
    plan = "\n".join(regel for (regel,) in beheer.execute(f"EXPLAIN {vraag}").fetchall())
    assert index in plan, plan
