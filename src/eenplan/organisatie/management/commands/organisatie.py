"""`eenplan organisatie`: the first of an installation, or one more, with a beheerder who can sign in.

Who administers one organisation cannot make another: that is for who runs the installation.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from eenplan.kern.context import voor_organisatie
from eenplan.kern.fouten import Geweigerd
from eenplan.organisatie import actions, queries
from eenplan.organisatie.models import Functie, Organisatie


class Command(BaseCommand):
    help = "Maakt een organisatie met een eerste beheerder en toont diens startwachtwoord."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--naam", required=True, help="bijvoorbeeld: Gemeente Waterveld")
        parser.add_argument("--soort", choices=Organisatie.Soort.values, default=Organisatie.Soort.GEMEENTE)
        parser.add_argument("--code", required=True, help="vier cijfers CBS (gemeente) of acht cijfers AGB")
        parser.add_argument("--voorvoegsel", required=True, help="begin van dossiernummers, bijvoorbeeld WV")
        parser.add_argument("--beheerder", required=True, help="naam van de eerste beheerder")
        parser.add_argument("--gebruikersnaam", help="leeg: van de naam gemaakt")

    def handle(self, *args: Any, **opties: Any) -> None:
        gebruikersnaam = opties["gebruikersnaam"] or queries.gebruikersnaam_voor(opties["beheerder"])
        try:
            with transaction.atomic():
                wachtwoord = _maak(opties, gebruikersnaam)
        except (Geweigerd, ValidationError) as fout:
            raise CommandError(getattr(fout, "zin", "") or " ".join(fout.messages)) from None  # type: ignore[union-attr]
        self.stdout.write(
            f"{opties['naam']} staat klaar. {opties['beheerder']} meldt zich de eerste keer aan met\n"
            f"  gebruikersnaam  {gebruikersnaam}\n  startwachtwoord {wachtwoord}\n"
            "Het startwachtwoord is drie dagen geldig en staat nergens opgeslagen."
        )


def _maak(opties: dict[str, Any], gebruikersnaam: str) -> str:
    organisatie = Organisatie(
        naam=opties["naam"].strip(), soort=opties["soort"], code=opties["code"],
        voorvoegsel=opties["voorvoegsel"].strip().upper(),
    )  # fmt: skip
    organisatie.full_clean()
    organisatie.save()
    with voor_organisatie(organisatie, actie="organisatie"):
        beheerder = actions.maak_medewerker(organisatie=organisatie, naam=opties["beheerder"], door=None)
        actions.geef_functie(medewerker=beheerder, functie=Functie.BEHEERDER, door=None)
        return actions.maak_aanmelding(medewerker=beheerder, gebruikersnaam=gebruikersnaam, door=None)
