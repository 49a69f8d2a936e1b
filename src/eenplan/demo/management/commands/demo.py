"""`eenplan demo`: load fictional municipality Waterveld, with families in every stage."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from eenplan.demo import laden
from eenplan.demo.gemeente import gegevens
from eenplan.demo.voortgang import Voortgang
from eenplan.kern import databankrollen, paden
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
        with _alleen_ik():
            if laden.is_half():
                self.stdout.write("Het laden van de demo is eerder afgebroken. Opnieuw beginnen …")
                laden.maak_leeg()
            if not laden.is_geladen():
                self._laad(**{naam: options[naam] for naam in ("gezinnen", "zaad", "processen")})
            elif not options["alleen_als_leeg"]:
                raise CommandError(
                    "Er staat al een gemeente in de databank; de demo komt er niet bij. Begin met een lege map: EENPLAN_VAR=/pad/naar/map eenplan demo"
                )
        if laden.is_demo():
            self._toon_aanmeldingen()

    def _laad(self, *, gezinnen: int, zaad: int, processen: int) -> None:
        if gezinnen < 1:
            raise CommandError("Kies één gezin of meer.")
        self.stdout.write(f"Demo laden: gemeente Waterveld met {gezinnen} gezinnen …")
        voortgang = Voortgang(cast(TextIO, getattr(self.stdout, "_out")))  # noqa: B009 - the stream below, for a bar that stays on one line
        met_acties = gezinnen if gezinnen <= DOOR_ACTIES else laden.GEZINNEN
        waterveld = laden.laad(
            zaad=zaad, aantal=met_acties, dag=vandaag(), voortgang=voortgang, processen=processen
        )
        if gezinnen > met_acties:
            from eenplan.demo import bulk

            bulk.vermenigvuldig(
                waterveld, aantal=gezinnen - met_acties, zaad=zaad, processen=processen, voortgang=voortgang
            )
        laden.is_klaar()

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


@contextmanager
def _alleen_ik() -> Iterator[None]:
    """One load at a time; the processes of a load hold on to this too, so a broken one is over when we pass."""
    with open(paden.var() / "demo.slot", "w") as slot:
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CommandError("De demo wordt op dit moment al geladen. Wacht tot dat klaar is.") from None
        yield
