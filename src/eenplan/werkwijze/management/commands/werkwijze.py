"""eenplan werkwijze: check, count coverage, load."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from eenplan.kern.context import voor_organisatie
from eenplan.kern.fouten import EenplanFout
from eenplan.organisatie.models import Organisatie
from eenplan.werkwijze import versie_actions
from eenplan.werkwijze.cli import controleer_bestanden, toon_dekking
from eenplan.werkwijze.lezen import OnleesbaarBestand


class Command(BaseCommand):
    help = "Controleert en laadt werkwijzen (BPMN) en beslistabellen (DMN)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        delen = parser.add_subparsers(dest="wat", required=True, metavar="WAT")
        controleer = delen.add_parser(
            "controleer", help="zegt per regel wat er niet klopt; eindigt met 1 als er iets is"
        )
        controleer.add_argument("bestanden", nargs="+", metavar="BESTAND")
        dekking = delen.add_parser("dekking", help="telt welke stappen uit stappen.csv een plaats hebben")
        dekking.add_argument("stappen", metavar="STAPPEN.CSV")
        dekking.add_argument("bestanden", nargs="+", metavar="BESTAND")
        laad = delen.add_parser(
            "laad", help="laadt de meegeleverde werkwijzen en tabellen in een organisatie en stelt ze vast"
        )
        laad.add_argument("organisatie", help="code van de organisatie (CBS of AGB)")

    def handle(self, *args: Any, **opties: Any) -> None:
        if opties["wat"] == "controleer":
            sys.exit(controleer_bestanden(opties["bestanden"], self.stdout.write))
        if opties["wat"] == "dekking":
            self.dekking(opties)
        else:
            self.laad(opties["organisatie"])

    def dekking(self, opties: dict[str, Any]) -> None:
        try:
            sys.exit(toon_dekking(Path(opties["stappen"]), opties["bestanden"], self.stdout.write))
        except FileNotFoundError as fout:
            raise CommandError(f"Bestand {fout.filename} bestaat niet.") from fout
        except OnleesbaarBestand as fout:
            raise CommandError(fout.zin) from fout

    def laad(self, code: str) -> None:
        organisatie = Organisatie.objects.filter(code=code).first()
        if organisatie is None:
            raise CommandError(f"Er is geen organisatie met code {code}.")
        try:
            with voor_organisatie(organisatie):
                nieuw = versie_actions.laad_meegeleverd(door=None)
        except EenplanFout as fout:
            raise CommandError(fout.zin) from fout
        for versie in nieuw:
            self.stdout.write(f"Vastgesteld: {versie}")
        if not nieuw:
            self.stdout.write("Alles gold al.")
