"""How long one task step takes: load the process, decide, save, make the new tasks, commit.

Walks P1 and P3 for a number of families on a database of its own (made and dropped here), with the real drawings,
tables, locks, history triggers and row-level security; only the forms and services of other rooms are left out.
Prints one JSON line per measurement: meting, waarde, eenheid, grens, gehaald.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

# Other files here bear the names of our libraries; without this line those would be imported instead.
sys.path[:] = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).resolve().parent]

GRENS_MS = 40
GEZINNEN = 20
NAAM = "eenplan_bench_taakstap"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.settings")
    from eenplan.kern import ingebed

    gestart = not os.environ.get("DATABASE_URL") and ingebed.start()
    try:
        tijden = _in_eigen_databank()
    finally:
        if gestart:
            ingebed.stop()
    mediaan = statistics.median(tijden)
    gehaald = mediaan <= GRENS_MS
    print(
        json.dumps(
            {
                "meting": "taakstap.mediaan",
                "waarde": round(mediaan, 1),
                "eenheid": "ms",
                "grens": GRENS_MS,
                "gehaald": gehaald,
            }
        )
    )
    p95 = sorted(tijden)[int(len(tijden) * 0.95)]
    print(
        json.dumps(
            {
                "meting": "taakstap.p95",
                "waarde": round(p95, 1),
                "eenheid": "ms",
                "grens": None,
                "gehaald": True,
            }
        )
    )
    return 0 if gehaald else 1


def _in_eigen_databank() -> list[float]:
    import django
    from django.conf import settings
    from django.db import connections

    django.setup()
    from django.core.management import call_command

    from eenplan.kern import databankrollen, databron

    beheer = databron.administrator() | {"NAME": "postgres"}
    verwijder = f'DROP DATABASE IF EXISTS "{NAAM}" WITH (FORCE)'
    with databankrollen._connect(beheer) as verbinding:
        verbinding.execute(verwijder)
    for alias in ("default", "eigenaar"):
        settings.DATABASES[alias]["NAME"] = connections[alias].settings_dict["NAME"] = NAAM
    try:
        databankrollen.ensure(NAAM)
        call_command("migrate", database="eigenaar", interactive=False, verbosity=0)
        return _meet()
    finally:
        for alias in ("default", "eigenaar"):
            connections[alias].close()
        with databankrollen._connect(beheer) as verbinding:
            verbinding.execute(verwijder)


def _meet() -> list[float]:
    from eenplan.kern.context import namens, voor_organisatie
    from eenplan.werkwijze import actions, register, versie_actions
    from eenplan.werkwijze.models import Taak

    register.formulieren()
    register._diensten.update(dict.fromkeys(register._diensten, lambda **_: None))
    organisatie, mensen, dossiers = _gemeente()
    with voor_organisatie(organisatie):
        versie_actions.laad_meegeleverd(door=None)
    tijden: list[float] = []
    for dossier in dossiers:
        with namens(mensen["a_team"]):
            actions.start_proces(sleutel="P1", dossier=dossier, door=mensen["a_team"])
        while True:
            with voor_organisatie(organisatie):
                taak = Taak.objects.filter(dossier=dossier, afgerond_op__isnull=True).first()
            if taak is None:
                break
            door = mensen["tweede" if mensen["jeugdconsulent"].pk in taak.niet_door else taak.functie]
            begin = time.perf_counter()
            with namens(door):
                actions.rond_taak_af(taak=taak, door=door, gegevens=ANTWOORDEN.get(taak.element, {}))
            tijden.append((time.perf_counter() - begin) * 1000)
    return tijden


def _gemeente() -> tuple[Any, dict[str, Any], list[Any]]:
    from datetime import date

    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Gezin
    from eenplan.kern.context import voor_organisatie
    from eenplan.organisatie.models import Functievervulling, Medewerker, Organisatie, Team, Teamlidmaatschap

    organisatie = Organisatie.objects.create(
        naam="Gemeente Waterveld", soort="gemeente", code="0001", voorvoegsel="WV"
    )
    team = Team.objects.create(organisatie=organisatie, naam="Noord", soort="regie")
    mensen = {}
    with voor_organisatie(organisatie):
        for naam in (
            "a_team",
            "praktijkleider",
            "teamleider",
            "jeugdconsulent",
            "gedragswetenschapper",
            "tweede",
        ):
            mensen[naam] = Medewerker.objects.create(organisatie=organisatie, naam=naam)
            functie = "jeugdconsulent" if naam == "tweede" else naam
            Functievervulling.objects.create(medewerker=mensen[naam], functie=functie, vanaf=date(2020, 1, 1))
            Teamlidmaatschap.objects.create(medewerker=mensen[naam], team=team, vanaf=date(2020, 1, 1))
        gezinnen = [Gezin.objects.create(organisatie=organisatie, naam=f"Gezin {n}") for n in range(GEZINNEN)]
        dossiers = [
            Dossier.objects.create(
                organisatie=organisatie, nummer=f"WV-2026-{n:05d}", gezin=gezin, geopend_op=date(2026, 1, 1),
                team=team, regisseur=mensen["jeugdconsulent"],
            )
            for n, gezin in enumerate(gezinnen)
        ]  # fmt: skip
    return organisatie, mensen, dossiers


ANTWOORDEN: dict[str, dict[str, Any]] = {
    "controle_melding": {"volledig": True},
    "triage": {"team": "regieteam"},
    "onderzoek": {"complex": True},
    "kernbesluit": {"kernbesluit": "plan"},
    "plan_bespreken": {"akkoord_gezin": True},
    "plan_ondertekenen": {"vervolg_plan": "met_aanbieder"},
    "aanbieder_zoeken": {"besluit_nodig": True},
    "opstellen": {
        "concept": "klaar", "besluitsoort": "zin", "aanleiding": "regulier", "kosten_totaal": 24000,
        "kosten_per_jaar": 24000, "duur_weken": 52, "meervoudig": True, "achttien_plus": False, "afwijking": False,
    },
    "mdo": {"mdo": "akkoord"},
    "tweede_lezer": {"oordeel_lezer": "akkoord"},
    "vaststellen": {"vastgesteld": True},
    "start_hulp": {
        "motivatie": "hoog", "inzicht": "goed", "hulpvraag_helder": True, "lange_voorgeschiedenis": False,
        "veiligheid": "veilig", "enkelvoudig": False,
    },
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
