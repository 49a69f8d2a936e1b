"""The console command `eenplan`: a thin door to the management commands, with help in Dutch."""

import os
import sys

HULP = """Eenplan: één gezin, één plan.

Gebruik: eenplan OPDRACHT [opties]      (eenplan OPDRACHT --help voor uitleg)

  start       start de databank, werkt de tabellen bij en toont Eenplan in de browser
  stop        stopt de ingebouwde databank
  migreer     werkt rollen, tabellen en muren van de databank bij
  demo        laadt een fictieve gemeente met gezinnen in elke fase
  organisatie maakt een organisatie met een eerste beheerder
  ggk         ontvangt berichten van het GGk over https
  werker      voert taken op de achtergrond uit (brieven, berichten)
  casus       speelt casussen van de berichtenstandaard na en zegt wat anders gaat
  werkwijze   controleert en laadt werkinstructies (BPMN) en beslistabellen (DMN)

Elke opdracht van Django werkt ook, bijvoorbeeld: eenplan shell
"""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.settings")
    if len(sys.argv) < 2 or sys.argv[1] in ("--help", "-h", "help"):
        print(HULP, end="")
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line(["eenplan", *sys.argv[1:]])


if __name__ == "__main__":
    main()
