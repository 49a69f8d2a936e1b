"""The same family and providers as in the tests of care."""

from __future__ import annotations

import fcntl
import importlib.util
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ijw
from ijw import jw305, jw315, jw317, jw323, typen

if TYPE_CHECKING:
    from eenplan.berichten.models import Bericht, Ontvangst
    from eenplan.organisatie.models import Medewerker
    from eenplan.zorg.models import Toewijzing

_spec = importlib.util.spec_from_file_location(
    "zorg_in_waterveld", Path(__file__).parents[1] / "zorg" / "conftest.py"
)
assert _spec and _spec.loader
_zorg = sys.modules["zorg_in_waterveld"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_zorg)
_spec = importlib.util.spec_from_file_location(
    "aanbiederspost", Path(__file__).with_name("aanbiederspost.py")
)
assert _spec and _spec.loader
_post = sys.modules["aanbiederspost"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_post)
ronde, werkwijzen_gelden = _post.ronde, _post.werkwijzen_gelden
bo, aanbod, dossier, eigenaar_wist = _zorg.bo, _zorg.aanbod, _zorg.dossier, _zorg.eigenaar_wist


@pytest.fixture
def begeleiding_sem(dossier: object, aanbod: object, gezin_de_vries: object, amina: Medewerker) -> Toewijzing:
    """Sem has coaching by De Terp, four hours a week for half a year from today."""
    from datetime import timedelta

    from eenplan.kern.context import namens
    from eenplan.kern.tijd import vandaag
    from eenplan.zorg import actions as zorg

    with namens(amina):
        return zorg.wijs_toe(
            dossier=dossier, jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=aanbod.begeleiding, begin=vandaag(),
            eind=vandaag() + timedelta(days=181), volume=4, frequentie="2", besluit_nummer="WV-B-12", door=amina,
        )  # fmt: skip


@pytest.fixture
def uitbak(settings: object) -> Iterator[Path]:
    """An empty outbox. One test at a time looks into it, whichever process it runs in."""
    from eenplan.kern import paden

    with open(paden.var() / "uitbak.slot", "w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        for deel in ("uit", "opgehaald", "in", "verwerkt"):
            for bestand in paden.var("berichten", "0001", deel).iterdir():
                bestand.unlink()
        yield paden.var("berichten", "0001", "uit")


# ---- post of providers -----------------------------------------------------------------------------


class Post:
    """What a provider sends us: each message is built, brought in a folder of its own, and handled in a round."""

    def __init__(self, organisatie: Any, map: Path) -> None:
        from eenplan.berichten.transport import MapTransport

        self.organisatie = organisatie
        self._transport = MapTransport(organisatie.code, map)
        self._nummer = 0

    def breng(self, data: bytes, naam: str) -> Ontvangst:
        """A file as it is, handled; the delivery that it became."""
        from eenplan.berichten.models import Ontvangst
        from eenplan.kern.context import voor_organisatie

        (self._transport.map("in") / naam).write_bytes(data)
        self.ronde()
        with voor_organisatie(self.organisatie):
            return Ontvangst.objects.filter(naam=naam).latest("pk")

    def stuur(self, bericht: Any) -> Bericht:
        """A message; what it became here."""
        from eenplan.berichten.models import Bericht
        from eenplan.kern.context import voor_organisatie

        header = bericht.Header
        naam = f"{bericht.NAAM}_{header.Afzender}_{header.BerichtIdentificatie.Identificatie}.xml"
        ontvangst = self.breng(ijw.build(bericht), naam)
        with voor_organisatie(self.organisatie):
            return Bericht.objects.select_related("ontvangst", "verzoek", "declaratie").get(
                ontvangst=ontvangst
            )

    def ronde(self) -> None:
        from eenplan.berichten.post import ronde

        ronde(self.organisatie, self._transport)

    def kop(self, soort: Any, agb: str = "99990001", gemeente: str = "0001") -> Any:
        from eenplan.berichten.uitgaand import XSD_VERSIE
        from eenplan.kern.tijd import vandaag

        self._nummer += 1
        kenmerk = typen.BerichtIdentificatie(Identificatie=f"A{self._nummer:06d}", Dagtekening=vandaag())
        return soort(Afzender=agb, Ontvanger=gemeente, BerichtIdentificatie=kenmerk, XsdVersie=XSD_VERSIE)

    def client(self, soort: Any, persoon: Any, **meer: Any) -> Any:
        naam = typen.Achternaam(Achternaam=persoon.achternaam, Voorvoegsel=persoon.voorvoegsel or None)
        return soort(
            Bsn=persoon.bsn, Geboortedatum=typen.Geboortedatum(Datum=persoon.geboortedatum), Geslacht="1",
            Naam=typen.VerkorteNaam(Geslachtsnaam=naam, Voornamen=persoon.voornamen), **meer,
        )  # fmt: skip

    def start(
        self, toewijzing: Any, *, agb: str = "99990001", gemeente: str = "0001", nummer: int = 0
    ) -> Any:
        """A JW305: care began on the first day of this assignment."""
        product = jw305.StartProduct(
            ToewijzingNummer=nummer or toewijzing.nummer,
            Product=typen.Product(Categorie=toewijzing.product.categorie, Code=toewijzing.product.code),
            ToewijzingIngangsdatum=toewijzing.begin, Begindatum=toewijzing.begin, StatusAanlevering="1",
        )  # fmt: skip
        client = self.client(jw305.Client, toewijzing.jeugdige, StartProducten=(product,))
        return ijw.JW305(Header=self.kop(jw305.Header, agb, gemeente), Client=client)

    def verzoek(self, jeugdige: Any, referentie: str, begin: date, *, code: str = "45A04") -> Any:
        """A JW315: three hours a week for half a year."""
        product = jw315.AangevraagdProduct(
            ReferentieAanbieder=referentie, Product=typen.Product(Categorie="45", Code=code), ToewijzingIngangsdatum=begin,
            ToewijzingEinddatum=begin + timedelta(days=181), Omvang=typen.Omvang(Volume=3, Eenheid="04", Frequentie="2"),
            Verwijzer=typen.Verwijzer(Type="02", ZorgverlenerCode="01012345"),
        )  # fmt: skip
        client = self.client(
            jw315.Client, jeugdige, GezagsdragerBekend="1", Commentaar="De huisarts maakt zich zorgen.",
            AangevraagdeProducten=(product,),
        )  # fmt: skip
        return ijw.JW315(Header=self.kop(jw315.Header), Client=client)

    def wijziging(self, toewijzing: Any, referentie: str, vanaf: date, volume: int) -> Any:
        """A JW317: so many hours a week from a day on."""
        wijzigen = jw317.TeWijzigenProduct(
            ToewijzingNummer=toewijzing.nummer, GewensteIngangsdatum=vanaf, Einddatum=toewijzing.eind,
            Omvang=typen.Omvang(Volume=volume, Eenheid="04", Frequentie="2"),
        )  # fmt: skip
        vraag = jw317.Verzoek(
            ReferentieAanbieder=referentie, RedenVerzoek="1", TeWijzigenProducten=(wijzigen,)
        )
        client = jw317.Client(Bsn=toewijzing.jeugdige.bsn, Verzoek=vraag)
        return ijw.JW317(Header=self.kop(jw317.Header), Client=client)

    def declaratie(self, nummer: str, *regels: tuple[Any, int, int]) -> Any:
        """A JW323 over the last month: for each line an assignment, its volume and its tariff in cents."""
        from eenplan.kern.tijd import vandaag

        einde = vandaag().replace(day=1) - timedelta(days=1)
        maand = typen.GeslotenPeriode(Begindatum=einde.replace(day=1), Einddatum=einde)
        clienten: dict[str, list[Any]] = {}
        for plek, (toewijzing, volume, tarief) in enumerate(regels):
            clienten.setdefault(toewijzing.jeugdige.bsn, []).append(
                jw323.Prestatie(
                    ProductReferentie=typen.Referentie(ReferentieNummer=f"{nummer}-{plek}"), ToewijzingNummer=toewijzing.nummer,
                    ProductCategorie=toewijzing.product.categorie, ProductCode=toewijzing.product.code, ProductPeriode=maand,
                    GeleverdVolume=volume, Eenheid=toewijzing.eenheid, ProductTarief=tarief,
                    IngediendBedrag=typen.BedragMetDC(Bedrag=volume * tarief, DebetCredit="D"),
                )
            )  # fmt: skip
        totaal = sum(volume * tarief for _toewijzing, volume, tarief in regels)
        inhoud = jw323.Declaratie(
            DeclaratieNummer=nummer, DeclaratiePeriode=maand, DeclaratieDagtekening=vandaag(),
            TotaalIngediendBedrag=typen.TotaalBedragMetDC(TotaalBedrag=totaal, DebetCredit="D"),
            Clienten=tuple(jw323.Client(Bsn=bsn, Prestaties=tuple(delen)) for bsn, delen in clienten.items()),
        )  # fmt: skip
        return ijw.JW323(Header=self.kop(jw323.Header), Declaratie=inhoud)

    def retour(self, bericht: Bericht, *bevindingen: Any) -> Any:
        """The provider's return message on one of ours."""
        from eenplan.kern.context import voor_organisatie
        from eenplan.kern.tijd import vandaag

        self._nummer += 1
        with voor_organisatie(self.organisatie):
            heen = ijw.parse(bericht.xml())
        return ijw.antwoord(
            heen, bevindingen, identificatie=f"R{self._nummer:06d}", dagtekening=vandaag()
        )  # fmt: skip


@pytest.fixture
def post(waterveld: Any, aanbod: Any, tmp_path: Path) -> Post:
    return Post(waterveld, tmp_path)


@pytest.fixture
def lopende_begeleiding(
    dossier: object, aanbod: object, gezin_de_vries: object, amina: Medewerker
) -> Toewijzing:
    """Sem has coaching by De Terp since three months, four hours a week."""
    from eenplan.kern.context import namens
    from eenplan.kern.tijd import vandaag
    from eenplan.zorg import actions as zorg

    begin = (vandaag().replace(day=1) - timedelta(days=80)).replace(day=1)
    with namens(amina):
        return zorg.wijs_toe(
            dossier=dossier, jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=aanbod.begeleiding, begin=begin,
            eind=vandaag() + timedelta(days=200), volume=4, frequentie="2", besluit_nummer="WV-B-12", door=amina,
        )  # fmt: skip
