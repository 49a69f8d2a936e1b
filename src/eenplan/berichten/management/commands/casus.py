"""`eenplan casus BESTAND…`: play practice cases against this Eenplan, in a throw-away administration."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from eenplan.berichten.casus.lezen import Casus, lees
from eenplan.berichten.casus.spelen import Speler, Uitslag
from eenplan.berichten.casus.wegwerp import wegwerpdatabank
from eenplan.kern.fouten import EenplanFout


class Command(BaseCommand):
    help = (
        "Speelt casussen (YAML, zie docs/ijw/casus.md) stap voor stap na en zegt wat anders gaat dan de casus verwacht. "
        "Uitgang 1 als er iets anders gaat, 2 als een bestand geen casus is."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestanden", nargs="+", metavar="BESTAND", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            casussen = [lees(bestand) for bestand in options["bestanden"]]
        except EenplanFout as fout:
            raise CommandError(fout.zin, returncode=2) from None
        self.stdout.write("Lege administratie klaarzetten …")
        self.stdout.flush()
        with wegwerpdatabank():
            anders = sum(self._speel(casus) for casus in casussen)
        if anders:
            raise CommandError(
                f"{anders} van de {len(casussen)} casussen gaat anders dan verwacht.", returncode=1
            )
        self.stdout.write(f"Alle {len(casussen)} casussen gaan zoals verwacht.")

    def _speel(self, casus: Casus) -> bool:
        """Play one case and forget it again; whether anything differs."""
        self.stdout.write(casus.naam)
        anders = False
        with tempfile.TemporaryDirectory() as map_, transaction.atomic():
            try:
                for uitslag in Speler(casus, Path(map_)).speel():
                    self._zeg(uitslag)
                    anders = anders or bool(uitslag.verschillen)
            except EenplanFout as fout:
                self.stdout.write(f"  begin      ✗ {fout.zin}")
                anders = True
            transaction.set_rollback(True)
        return anders

    def _zeg(self, uitslag: Uitslag) -> None:
        teken = "✗" if uitslag.verschillen else "✓"
        self.stdout.write(f"  stap {uitslag.nr:<3} {teken} {uitslag.bericht}")
        for verschil in uitslag.verschillen:
            self.stdout.write(f"           {verschil}")
        for opmerking in uitslag.opmerkingen:
            self.stdout.write(f"           ({opmerking})")
        self.stdout.flush()
