"""The people who appear in the tests: one per functie, one from another municipality, one family.

A test asks for a person by name (`amina`, `ester`) and reads as what happens to them. Municipality
Waterveld has the regieteams Noord and Zuid and an A-team; Elders is the other municipality, whose
people may never see anything of Waterveld. `aangemeld(amina)` is a browser in which she has signed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from eenplan.gezin.models import Gezin, Persoon
    from eenplan.organisatie.models import Medewerker, Organisatie, Team


# ---- the two municipalities and their teams --------------------------------------------------------


@pytest.fixture
def waterveld(db: None) -> Organisatie:
    from eenplan.organisatie.models import Organisatie

    return Organisatie.objects.create(
        naam="Gemeente Waterveld", soort="gemeente", code="0001", voorvoegsel="WV"
    )


@pytest.fixture
def elders(db: None) -> Organisatie:
    from eenplan.organisatie.models import Organisatie

    return Organisatie.objects.create(naam="Gemeente Elders", soort="gemeente", code="0002", voorvoegsel="EL")


@pytest.fixture
def noord(waterveld: Organisatie) -> Team:
    return _team(waterveld, "Noord", "regie")


@pytest.fixture
def zuid(waterveld: Organisatie) -> Team:
    return _team(waterveld, "Zuid", "regie")


@pytest.fixture
def a_team(waterveld: Organisatie) -> Team:
    return _team(waterveld, "A-team", "a_team")


# ---- one person per functie ------------------------------------------------------------------------


@pytest.fixture
def amina(waterveld: Organisatie, noord: Team) -> Medewerker:
    """Jeugdconsulent in team Noord."""
    return maak_medewerker(waterveld, "Amina El Idrissi", "jeugdconsulent", noord)


@pytest.fixture
def bert(waterveld: Organisatie, noord: Team) -> Medewerker:
    """Jeugdconsulent in team Noord; reads along as second reader."""
    return maak_medewerker(waterveld, "Bert Bakker", "jeugdconsulent", noord)


@pytest.fixture
def zoe(waterveld: Organisatie, zuid: Team) -> Medewerker:
    """Jeugdconsulent in the other team, Zuid."""
    return maak_medewerker(waterveld, "Zoë Zijlstra", "jeugdconsulent", zuid)


@pytest.fixture
def petra(waterveld: Organisatie, noord: Team) -> Medewerker:
    """Praktijkleider of team Noord."""
    return maak_medewerker(waterveld, "Petra Peeters", "praktijkleider", noord)


@pytest.fixture
def hanna(waterveld: Organisatie, noord: Team) -> Medewerker:
    """Gedragswetenschapper of team Noord."""
    return maak_medewerker(waterveld, "Hanna Haan", "gedragswetenschapper", noord)


@pytest.fixture
def anton(waterveld: Organisatie, a_team: Team) -> Medewerker:
    """Administratief medewerker in the A-team."""
    return maak_medewerker(waterveld, "Anton Akkerman", "a_team", a_team)


@pytest.fixture
def tess(waterveld: Organisatie, noord: Team) -> Medewerker:
    """Teamleider of team Noord."""
    return maak_medewerker(waterveld, "Tess Timmer", "teamleider", noord)


@pytest.fixture
def advies_ad(waterveld: Organisatie) -> Medewerker:
    """Legal adviser."""
    return maak_medewerker(waterveld, "Ad Advocaat", "adviseur")


@pytest.fixture
def kees(waterveld: Organisatie) -> Medewerker:
    """Kwaliteitsadviseur."""
    return maak_medewerker(waterveld, "Kees Kwant", "kwaliteitsadviseur")


@pytest.fixture
def bea(waterveld: Organisatie) -> Medewerker:
    """Beheerder."""
    return maak_medewerker(waterveld, "Bea Beumer", "beheerder")


@pytest.fixture
def ester(elders: Organisatie) -> Medewerker:
    """Jeugdconsulent of the other municipality, in a team that is called Noord too."""
    return maak_medewerker(elders, "Ester Evers", "jeugdconsulent", _team(elders, "Noord", "regie"))


# ---- a family --------------------------------------------------------------------------------------


@dataclass
class GezinDeVries:
    """Parents who parted, three children who live with their mother, authority with both parents."""

    gezin: Gezin
    marije: Persoon
    pieter: Persoon
    sem: Persoon
    lotte: Persoon
    fenna: Persoon
    kinderen: list[Persoon] = field(default_factory=list)


@pytest.fixture
def gezin_de_vries(waterveld: Organisatie) -> GezinDeVries:
    """Marije (41) and Pieter (43) de Vries; Sem (16) and Lotte (11) are the *jeugdigen*, Fenna is 6."""
    from eenplan.gezin.models import Gezag, Gezin, Gezinslid, Relatie
    from eenplan.kern.context import voor_organisatie

    adres: dict[str, Any] = {
        "straat": "Dijkstraat", "huisnummer": 12, "postcode": "1234AB", "woonplaats": "Waterveld", "gemeente_code": "0001",
    }  # fmt: skip
    with voor_organisatie(waterveld):
        marije = maak_persoon(waterveld, "Marije", 41, "v", 1, **adres)
        pieter = maak_persoon(
            waterveld, "Pieter", 43, "m", 2, straat="Havenkade", huisnummer=3, woonplaats="Waterveld"
        )
        kinderen = [
            maak_persoon(waterveld, "Sem", 16, "m", 3, **adres),
            maak_persoon(waterveld, "Lotte", 11, "v", 4, **adres),
            maak_persoon(waterveld, "Fenna", 6, "v", 5, **adres),
        ]
        sem, lotte, fenna = kinderen
        gezin = Gezin.objects.create(organisatie=waterveld, naam="Gezin De Vries")
        leden = [(marije, "ouder", True), (pieter, "ouder", False), (sem, "jeugdige", True), (lotte, "jeugdige", True), (fenna, "broer_zus", True)]  # fmt: skip
        for persoon, rol, woont_in in leden:
            Gezinslid.objects.create(
                organisatie=waterveld, gezin=gezin, persoon=persoon, rol=rol, woont_in=woont_in
            )
        Relatie.objects.create(organisatie=waterveld, van=marije, naar=pieter, soort="ex_partner")
        for kind in kinderen:
            for ouder in (marije, pieter):
                Relatie.objects.create(organisatie=waterveld, van=ouder, naar=kind, soort="ouder_van")
                Gezag.objects.create(
                    organisatie=waterveld, jeugdige=kind, persoon=ouder, soort="ouderlijk", vanaf=kind.geboortedatum, bron="gezagsregister"
                )  # fmt: skip
    return GezinDeVries(gezin, marije, pieter, sem, lotte, fenna, kinderen)


# ---- a browser in which someone has signed in ------------------------------------------------------


@pytest.fixture
def aangemeld(db: None) -> Callable[[Medewerker], Client]:
    """`aangemeld(amina).get("/")`: a client with password and second step behind it."""
    from django.test import Client
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    def sign_in(medewerker: Medewerker) -> Client:
        client = Client()
        client.force_login(medewerker.user, backend="django.contrib.auth.backends.ModelBackend")
        device, _created = TOTPDevice.objects.get_or_create(
            user=medewerker.user, name="telefoon", defaults={"confirmed": True}
        )
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
        return client

    return sign_in


# ---- making more of them ---------------------------------------------------------------------------


def maak_medewerker(
    organisatie: Organisatie, naam: str, functie: str | tuple[str, ...] = (), team: Team | None = None
) -> Medewerker:
    """Someone with an account, their functie(s) and team, for a year now."""
    from django.contrib.auth.models import User

    from eenplan.kern.tijd import vandaag
    from eenplan.organisatie.models import Functievervulling, Medewerker, Teamlidmaatschap

    vorig_jaar = vandaag() - timedelta(days=365)
    username = f"{naam.split()[0].lower()}@{organisatie.voorvoegsel.lower()}.example"
    user = User(username=username, email=username)
    user.set_unusable_password()
    user.save()
    medewerker = Medewerker.objects.create(user=user, organisatie=organisatie, naam=naam)
    for code in (functie,) if isinstance(functie, str) else functie:
        Functievervulling.objects.create(medewerker=medewerker, functie=code, vanaf=vorig_jaar)
    if team is not None:
        Teamlidmaatschap.objects.create(medewerker=medewerker, team=team, vanaf=vorig_jaar)
    return medewerker


def maak_persoon(
    organisatie: Organisatie,
    roepnaam: str,
    leeftijd: int | None,
    geslacht: str,
    bsn_volgnummer: int | None = None,
    **velden: Any,
) -> Persoon:
    """A person of `leeftijd` years, born half a year before their birthday; inside `voor_organisatie` or `namens`."""
    from eenplan.gezin.models import Persoon

    velden = {"voorvoegsel": "de", "achternaam": "Vries"} | velden
    return Persoon.objects.create(
        organisatie=organisatie,
        roepnaam=roepnaam,
        voornamen=roepnaam,
        geslacht=geslacht,
        geboortedatum=None if leeftijd is None else geboren(leeftijd),
        bsn="" if bsn_volgnummer is None else bsn(bsn_volgnummer),
        **velden,
    )


def geboren(leeftijd: int) -> date:
    """A birth date of someone who turned `leeftijd` half a year ago."""
    from eenplan.kern.tijd import vandaag

    halfjaar = vandaag() - timedelta(days=182)
    return halfjaar.replace(year=halfjaar.year - leeftijd, day=min(halfjaar.day, 28))


def bsn(volgnummer: int) -> str:
    """The n-th BSN of the test range 9999…, which nobody bears, that passes the eleven-test."""
    gevonden = 0
    for staart in range(100_000):
        nummer = f"9999{staart:05d}"
        som = sum(
            int(cijfer) * gewicht
            for cijfer, gewicht in zip(nummer, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)
        )
        if som % 11 == 0:
            gevonden += 1
            if gevonden == volgnummer:
                return nummer
    raise ValueError("Zoveel test-BSN's zijn er niet.")


def _team(organisatie: Organisatie, naam: str, soort: str) -> Team:
    from eenplan.organisatie.models import Team

    return Team.objects.create(organisatie=organisatie, naam=naam, soort=soort)
