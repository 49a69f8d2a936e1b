"""The copying itself: reserve ids, write down every copy, then table after table, some thousand families at a time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, connections

from eenplan.demo.bulk import kloon, mensen, tabellen
from eenplan.demo.bulk.tabellen import Blok
from eenplan.demo.gemeente import Gemeente
from eenplan.demo.mensen import geldige_bsns
from eenplan.demo.werkers import breek_af, luister_naar_de_maker
from eenplan.kern import geheim
from eenplan.kern.context import voor_organisatie
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Organisatie

HAP = 2000  # families per transaction
BSN_BEGIN = "99"  # 909,090 numbers that are given to nobody; 9999… is left to families made by hand

SCHUIF = r"""
CREATE OR REPLACE FUNCTION pg_temp.schuif_in_tekst(zin text, dagen int) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE m text;
BEGIN
  IF dagen = 0 OR zin !~ '\d\d-\d\d-\d{4}' THEN RETURN zin; END IF;
  FOR m IN SELECT DISTINCT (regexp_matches(zin, '\d\d-\d\d-\d{4}', 'g'))[1] LOOP
    zin := replace(zin, m, '#' || to_char(to_date(m, 'DD-MM-YYYY') - dagen, 'DD_MM_YYYY'));
  END LOOP;
  RETURN regexp_replace(zin, '#(\d\d)_(\d\d)_(\d{4})', '\1-\2-\3', 'g');
END $$
"""


@dataclass(frozen=True, slots=True)
class Opdracht:
    """All that a process needs to make some of the copies."""

    organisatie_id: int
    bron: Sequence[kloon.Sjabloon]
    teams: Sequence[kloon.Team]
    oud: dict[str, list[int]]
    blokken: dict[str, Blok]
    extra: dict[str, int]
    zaad: int
    dag: date
    nummers: dict[int, int]


_opdracht: Opdracht


def vermenigvuldig(
    gemeente: Gemeente,
    *,
    aantal: int,
    zaad: int,
    processen: int = 1,
    voortgang: Callable[[str, int, int], None],
) -> None:
    """Add `aantal` families to this municipality, as copies of those that walked through the actions."""
    global _opdracht  # noqa: PLW0603 - what forked processes inherit
    dag = vandaag()
    teams = mensen.maak_teams(gemeente, aantal, zaad, dag)
    with voor_organisatie(gemeente.organisatie, actie="demo"):
        bron = kloon.sjablonen(gemeente.organisatie.pk)
        blokken, extra = _reserveer(bron, -(-aantal // len(bron)))
        nummers = _laatste_nummers()
    oud = {
        functie: [m.pk for m in gemeente.met(functie)]
        for functie in ("teamleider", "praktijkleider", "jeugdconsulent")
    }
    _opdracht = Opdracht(gemeente.organisatie.pk, bron, teams, oud, blokken, extra, zaad, dag, nummers)
    happen = [(begin, min(begin + HAP, aantal) - 1) for begin in range(0, aantal, HAP)]
    voortgang("kopieën", 0, aantal)
    if processen > 1:
        connections.close_all()
        with ProcessPoolExecutor(processen, multiprocessing.get_context("fork"), _los) as pool:
            delen = [pool.submit(_kopieer, hap) for hap in happen]
            gedaan = 0
            try:
                for deel in as_completed(delen):
                    gedaan += deel.result()
                    voortgang("kopieën", gedaan, aantal)
            except BaseException:
                breek_af(pool)
                raise
    else:
        for hap in happen:
            _kopieer(hap)
            voortgang("kopieën", hap[1] + 1, aantal)
    _werk_statistiek_bij(voortgang)


def _kopieer(hap: tuple[int, int]) -> int:
    """One transaction: the copies from `hap[0]` up to and including `hap[1]`, in every table."""
    o, (van, tot) = _opdracht, hap
    with voor_organisatie(Organisatie(pk=o.organisatie_id), actie="demo"), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL synchronous_commit = off; SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL work_mem = '64MB'"
        )
        _zet_sjablonen_klaar(cursor, o)
        _zet_klonen_klaar(cursor, o, van, tot)
        for naam in tabellen.PER_DOSSIER:
            cursor.execute(tabellen.kopieer(naam, o.blokken, o.extra), [van, tot])
        cursor.execute("DROP TABLE kloon, kloon_bsn")
    return tot - van + 1


def _zet_sjablonen_klaar(cursor: Any, o: Opdracht) -> None:
    """The rows to copy, once per connection."""
    cursor.execute("SELECT to_regclass('pg_temp.sjabloon') IS NOT NULL")
    if cursor.fetchone()[0]:
        return
    cursor.execute(SCHUIF)
    cursor.execute(
        "CREATE TEMP TABLE sjabloon AS SELECT id, gezin_id FROM dossier_dossier WHERE id = ANY(%s)",
        [[s.dossier.pk for s in o.bron]],
    )
    cursor.execute("ANALYZE sjabloon")
    for naam in tabellen.PER_DOSSIER:
        tabel = tabellen.model_van(naam)._meta.db_table
        cursor.execute(f"CREATE TEMP TABLE sj_{tabel} AS {tabellen.sjabloon(naam)}")
        cursor.execute(f"CREATE INDEX ON sj_{tabel} (_d)")
        cursor.execute(f"ANALYZE sj_{tabel}")


def _zet_klonen_klaar(cursor: Any, o: Opdracht, van: int, tot: int) -> None:
    """The table `kloon` and the BSNs of everybody in it."""
    cursor.execute(
        f"CREATE TEMP TABLE kloon ({', '.join(f'{naam} {soort}' for naam, soort in kloon.KOLOMMEN.items())})"
    )
    cursor.execute("CREATE TEMP TABLE kloon_bsn (persoon bigint PRIMARY KEY, bsn bytea, vingerafdruk text)")
    met_bsn = {s.dossier.pk: s.met_bsn for s in o.bron}
    blok = o.blokken["gezin.Persoon"]
    per_kopie = max(len(s.met_bsn) for s in o.bron)
    bsns = _bsns()
    with cursor.copy(f"COPY kloon ({', '.join(kloon.KOLOMMEN)}) FROM STDIN") as rijen:
        voor_bsn = []
        for rij in kloon.rijen(
            bron=o.bron,
            teams=o.teams,
            oud=o.oud,
            zaad=o.zaad,
            dag=o.dag,
            volgende=dict(o.nummers),
            van=van,
            tot=tot,
        ):
            rijen.write_row([rij[naam] for naam in kloon.KOLOMMEN])
            voor_bsn.append((rij["n"], rij["k"], rij["oud"]))
    with cursor.copy("COPY kloon_bsn FROM STDIN") as rijen:
        for n, k, oud in voor_bsn:
            for plek, persoon in enumerate(met_bsn[oud]):
                bsn = bsns[n * per_kopie + plek]
                rijen.write_row(
                    [
                        persoon + k * blok.span + blok.basis,
                        geheim.encrypt(bsn.encode()),
                        geheim.vingerafdruk(bsn),
                    ]
                )
    cursor.execute("CREATE INDEX ON kloon (oud); ANALYZE kloon; ANALYZE kloon_bsn")


_bsn_lijst: list[str] = []


def _bsns() -> list[str]:
    """Numbers for the copies, in order."""
    if not _bsn_lijst:
        _bsn_lijst.extend(b for b in geldige_bsns(BSN_BEGIN) if not b.startswith("9999"))
    return _bsn_lijst


def _reserveer(bron: Sequence[kloon.Sjabloon], keer: int) -> tuple[dict[str, Blok], dict[str, int]]:
    """Set ids apart for `keer` copies of every table, so that whoever works meanwhile gets others."""
    blokken = {}
    pks = [s.dossier.pk for s in bron]
    with connection.cursor() as cursor, connections["eigenaar"].cursor() as eigenaar:
        cursor.execute(
            "CREATE TEMP TABLE sjabloon AS SELECT id, gezin_id FROM dossier_dossier WHERE id = ANY(%s)", [pks]
        )
        for naam in tabellen.PER_DOSSIER:
            tabel = tabellen.model_van(naam)._meta.db_table
            cursor.execute(
                f"SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM ({tabellen.sjabloon(naam)}) s"
            )
            laag, hoog = cursor.fetchone()
            eigenaar.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [tabel])
            laatste, span = eigenaar.fetchone()[0], hoog - laag + 1
            blokken[naam] = Blok(laatste - laag + 1 - span, span)  # k starts at 1
            eigenaar.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [tabel, laatste + 1 + keer * span]
            )
        cursor.execute(
            "SELECT coalesce(min(t.nummer), 0), coalesce(max(t.nummer), 0) FROM zorg_toewijzing t JOIN sjabloon s ON s.id = t.dossier_id"
        )
        laag, hoog = cursor.fetchone()
        cursor.execute("SELECT coalesce(max(nummer), 0) FROM zorg_toewijzing")
        span = hoog - laag + 1
        basis = cursor.fetchone()[0] - laag + 1 - span
        cursor.execute("DROP TABLE sjabloon")
    return blokken, {"toewijzing_span": span, "toewijzing_basis": basis}


def _laatste_nummers() -> dict[int, int]:
    """Year → the highest dossier number in use."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT split_part(nummer, '-', 2)::int, max(split_part(nummer, '-', 3)::int) FROM dossier_dossier GROUP BY 1"
        )
        return dict(cursor.fetchall())


def _los() -> None:
    luister_naar_de_maker()
    connections.close_all()


def _werk_statistiek_bij(voortgang: Callable[[str, int, int], None]) -> None:
    """ANALYZE what has grown, as the owner."""
    with connections["eigenaar"].cursor() as cursor:
        for plek, naam in enumerate(tabellen.PER_DOSSIER, 1):
            cursor.execute(f'ANALYZE "{tabellen.model_van(naam)._meta.db_table}"')
            voortgang("statistiek", plek, len(tabellen.PER_DOSSIER))
