"""`eenplan demo`: load fictional municipality Waterveld, with families in every stage."""

from __future__ import annotations

import os
from typing import Any, TextIO, cast

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from eenplan.demo import laden
from eenplan.demo.gemeente import gegevens
from eenplan.demo.voortgang import Voortgang
from eenplan.kern import databankrollen
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie
from eenplan.web.aanmelding import DEMO_WACHTWOORD

DOOR_ACTIES = 1000  # more families than this are copied in the database (see bulk)


class Command(BaseCommand):
    help = "Laadt de fictieve gemeente Waterveld, met gezinnen in elke fase."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--gezinnen", type=int, default=laden.GEZINNEN, help=f"aantal gezinnen ({laden.GEZINNEN})"
        )
        parser.add_argument("--zaad", type=int, default=1, help="hetzelfde zaad geeft dezelfde gezinnen (1)")
        parser.add_argument(
            "--processen", type=int, default=min(2, os.cpu_count() or 1), help="aantal processen naast elkaar"
        )
        parser.add_argument(
            "--alleen-als-leeg", action="store_true", help="doe niets als er al een gemeente is"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        databankrollen.ready()
        if not options["alleen_als_leeg"]:  # `eenplan start` has just done this
            call_command("migrate", database="eigenaar", interactive=False, verbosity=0)
        if laden.is_geladen():
            if options["alleen_als_leeg"]:
                return
            raise CommandError(
                "Er staat al een gemeente in de databank; de demo komt er niet bij. Begin met een lege map: EENPLAN_VAR=/pad/naar/map eenplan demo"
            )
        if options["gezinnen"] < 1:
            raise CommandError("Kies één gezin of meer.")
        self.stdout.write(f"Demo laden: gemeente Waterveld met {options['gezinnen']} gezinnen …")
        voortgang = Voortgang(cast(TextIO, getattr(self.stdout, "_out")))  # noqa: B009 - the stream below, for a bar that stays on one line
        met_acties = options["gezinnen"] if options["gezinnen"] <= DOOR_ACTIES else laden.GEZINNEN
        dag = vandaag()
        waterveld = laden.laad(
            zaad=options["zaad"],
            aantal=met_acties,
            dag=dag,
            voortgang=voortgang,
            processen=options["processen"],
        )
        if options["gezinnen"] > met_acties:
            from eenplan.demo import bulk

            bulk.vermenigvuldig(
                waterveld,
                aantal=options["gezinnen"] - met_acties,
                zaad=options["zaad"],
                processen=options["processen"],
                voortgang=voortgang,
            )
        self._toon_aanmeldingen()

    def _toon_aanmeldingen(self) -> None:
        """Who can sign in, and how."""
        rijen = [
            (
                mens["naam"],
                ", ".join(str(Functie(f).label) for f in mens["functies"][:2]),
                ", ".join(mens["teams"]),
                mens["aanmelden"],
            )
            for gemeente in ("waterveld", "elders")
            for mens in gegevens()[gemeente]["mensen"]
            if mens.get("aanmelden")
        ]
        kop = ("naam", "functie", "team", "gebruikersnaam")
        breed = [max(len(rij[k]) for rij in (kop, *rijen)) for k in range(4)]
        self.stdout.write("")
        for rij in (kop, tuple("─" * b for b in breed), *rijen):
            self.stdout.write(
                "  " + "  ".join(tekst.ljust(b) for tekst, b in zip(rij, breed, strict=True)).rstrip()
            )
        self.stdout.write(
            f"\nWachtwoord voor iedereen: {DEMO_WACHTWOORD}\nDe code van de tweede stap staat op de aanmeldpagina; daar kiest u wie u bent.\n"
        )
