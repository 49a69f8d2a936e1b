"""What providers answered, reported, claimed and asked in the last months, brought through the inbox week by week.

Most of it is as it should be. A few things are not, so that the pages show what to do then: a claim of too much, a message of a
provider whom nobody knows, a file that is no message.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db.models import Q

import ijw
from eenplan.berichten import post
from eenplan.berichten.models import Bericht
from eenplan.berichten.ontvangst_actions import Geleverd
from eenplan.berichten.verzend_actions import KLAAR, bezorg
from eenplan.berichten.werk import begin_werk
from eenplan.demo.gemeente import Gemeente
from eenplan.demo.verhaal import werkmoment
from eenplan.gezin.models import Persoon
from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.tijd import nu, op_moment
from eenplan.zorg.administratie import product_van
from eenplan.zorg.declaratie_actions import beantwoord_declaratie
from eenplan.zorg.models import Declaratie, Toewijzing
from ijw import jw305, jw307, jw315, jw323, typen
from ijw.berekeningen import Periode, kalendermaand, maximum

XSD = typen.XsdVersie(BasisschemaXsdVersie="1.0.0", BerichtXsdVersie="1.0.0")
WEKEN = 14  # of traffic
MAANDEN = 3  # of claims
GESLACHT = {"m": "1", "v": "2"}
ONBEKENDE_AANBIEDER = "99998888"
VOLGENS_PLAN = "31"  # JZ588


@dataclass
class _Post:
    """A transport for what happened long ago: messages that the courier took, and messages that he brings now."""

    naam: str = "map"
    tegelijk: int = 500
    brengt: list[Geleverd] = field(default_factory=list)

    def verstuur(self, berichten: Sequence[tuple[Bericht, bytes]]) -> Iterator[tuple[Bericht, str]]:
        for bericht, _ in berichten:
            yield bericht, bericht.bestandsnaam

    def haal_op(self, hoogstens: int) -> list[Geleverd]:
        return self.brengt[:hoogstens]

    def bevestig(self, geleverd: Sequence[Geleverd]) -> None:
        self.brengt = self.brengt[len(geleverd) :]


def vertel_verkeer(gemeente: Gemeente, dag: date, zaad: int) -> None:
    """Let all of it happen; afterwards the last claims wait for an answer and a few requests for a decision."""
    rng = Random(f"{zaad}-post")
    with voor_organisatie(gemeente.organisatie, actie="demo"):
        berichten = _Verkeer(gemeente, dag, rng).alles()
    per_week: dict[int, list[tuple[datetime, str, bytes]]] = defaultdict(list)
    for stuk in berichten:
        per_week[(dag - stuk[0].date()).days // 7].append(stuk)
    with voor_organisatie(gemeente.organisatie, actie="demo"):
        eerste = Bericht.objects.order_by("gemaakt_op").values_list("gemaakt_op", flat=True).first()
    transport = _Post()
    for week in range((dag - eerste.date()).days // 7 if eerste else 0, -1, -1):
        stukken = sorted(per_week.get(week, []))
        transport.brengt = [Geleverd(data, f"demo:{naam}", naam) for _, naam, data in stukken]
        with op_moment(max([werkmoment(dag - timedelta(days=7 * week), 8.0), *(m for m, _, _ in stukken)])):
            _bezorg(gemeente, transport)
            if transport.brengt:
                post.haal_op(gemeente.organisatie, transport)
                post.verwerk_alles(gemeente.organisatie)
                _bezorg(gemeente, transport)
            _beantwoord_oude_declaraties(gemeente)
    begin_werk(gemeente.organisatie)


def _bezorg(gemeente: Gemeente, transport: _Post) -> None:
    """Send what is ready by now; what will be made later is ready later."""
    with voor_organisatie(gemeente.organisatie, actie="demo"):
        if klaar := list(Bericht.objects.filter(KLAAR, gemaakt_op__lte=nu()).order_by("pk")):
            bezorg(berichten=klaar, transport=transport)


class _Verkeer:
    """The messages of the providers, each with the moment at which it came."""

    def __init__(self, gemeente: Gemeente, dag: date, rng: Random) -> None:
        self._code, self._dag, self._rng = gemeente.organisatie.code, dag, rng
        self._nummer = 0
        self._sinds = dag - timedelta(weeks=WEKEN)

    def alles(self) -> list[tuple[datetime, str, bytes]]:
        uit: list[tuple[datetime, Any]] = [
            *self._retouren(),
            *self._regie(),
            *self._declaraties(),
            *self._verzoeken(),
        ]
        gemaakt = [(moment, self._naam(bericht), ijw.build(bericht)) for moment, bericht in uit]
        return [*gemaakt, *self._stuk()]

    def _retouren(self) -> Iterator[tuple[datetime, Any]]:
        """Providers confirm what they were told; one of the last ones has not done so yet."""
        verstuurd = Bericht.objects.filter(richting="uit", soort="JW301", tegengehouden="").order_by(
            "gemaakt_op"
        )
        for bericht in list(verstuurd)[:-1]:
            moment = werkmoment(max(bericht.gemaakt_op.date(), self._sinds) + timedelta(days=1), 9.5)
            if moment.date() <= self._dag:
                self._nummer += 1
                heen = ijw.parse(bericht.xml())
                yield (
                    moment,
                    ijw.antwoord(heen, [], identificatie=f"T{self._nummer:06d}", dagtekening=moment.date()),
                )

    def _regie(self) -> Iterator[tuple[datetime, Any]]:
        """Care begins on its first day, and ends on its last one."""
        for rij in self._toewijzingen():
            begonnen = max(rij.begin, self._sinds)
            if rij.begin <= self._dag - timedelta(days=2):
                moment = werkmoment(begonnen + timedelta(days=2), 10.0)
                yield moment, self._start(rij, moment.date())
                if rij.eind is not None and rij.eind <= self._dag - timedelta(days=2):
                    moment = werkmoment(max(rij.eind, self._sinds) + timedelta(days=2), 11.0)
                    yield moment, self._stop(rij, moment.date())

    def _declaraties(self) -> Iterator[tuple[datetime, Any]]:
        """Every provider claims each month at its end; one line in fifteen asks too much."""
        maand = kalendermaand(self._dag).begin
        for _ in range(MAANDEN):
            maand = kalendermaand(maand - timedelta(days=1)).begin
            periode = kalendermaand(maand)
            per_agb: dict[str, list[Toewijzing]] = defaultdict(list)
            for rij in self._toewijzingen():
                if (
                    rij.volume
                    and rij.eenheid
                    and rij.begin <= (periode.einde or maand)
                    and (rij.eind or maand) >= maand
                ):
                    per_agb[rij.aanbieder.agb].append(rij)
            for agb, rijen in sorted(per_agb.items()):
                moment = werkmoment(
                    min((periode.einde or maand) + timedelta(days=20), self._dag - timedelta(days=2)), 13.0
                )
                if moment.date() > (periode.einde or maand) and (
                    bericht := self._declaratie(agb, rijen, periode, moment.date())
                ):
                    yield moment, bericht

    def _verzoeken(self) -> Iterator[tuple[datetime, Any]]:
        """Two children whom we know and one whom we do not: their providers ask for care on a referral."""
        lopend = self._toewijzingen()[-40:]
        for n, rij in enumerate(self._rng.sample(lopend, min(2, len(lopend)))):
            yield werkmoment(self._dag - timedelta(days=n), 14.0), self._verzoek(rij, rij.jeugdige)
        if lopend:
            nieuw = Persoon(
                bsn="999998328",
                voornamen="Youssef",
                achternaam="Haddad",
                geslacht="m",
                geboortedatum=date(2013, 4, 12),
            )
            yield werkmoment(self._dag - timedelta(days=1), 15.0), self._verzoek(lopend[0], nieuw)

    def _stuk(self) -> Iterator[tuple[datetime, str, bytes]]:
        """What cannot be handled by itself."""
        moment = werkmoment(self._dag - timedelta(days=1), 16.0)
        yield moment, "JW305_kapot.xml", b"<Bericht><Header>afgebroken bij het verzenden"
        if rijen := self._toewijzingen():
            start = self._start(rijen[0], moment.date())
            vreemd = ijw.build(start).replace(start.Header.Afzender.encode(), ONBEKENDE_AANBIEDER.encode())
            yield moment, f"JW305_{ONBEKENDE_AANBIEDER}.xml", vreemd

    def _toewijzingen(self) -> list[Toewijzing]:
        """Assignments that providers know of and may deliver."""
        if not hasattr(self, "_rijen"):
            rijen = Toewijzing.objects.filter(
                Q(berichtregels__bericht__soort="JW301", berichtregels__bericht__tegengehouden=""),
                ingetrokken_op__isnull=True,
            )
            self._rijen = list(
                rijen.select_related("jeugdige", "aanbieder", "product").distinct().order_by("pk")
            )
        return self._rijen

    # one message ------------------------------------------------------------------------------------------

    def _kop(self, module: Any, agb: str, dag: date) -> Any:
        self._nummer += 1
        return module.Header(
            Afzender=agb, Ontvanger=self._code, XsdVersie=XSD,
            BerichtIdentificatie=typen.BerichtIdentificatie(Identificatie=f"A{self._nummer:07d}", Dagtekening=dag),
        )  # fmt: skip

    def _start(self, rij: Toewijzing, dag: date) -> Any:
        product = jw305.StartProduct(**self._levering(rij))
        client = jw305.Client(**_wie(rij.jeugdige), StartProducten=(product,))
        return ijw.JW305(Header=self._kop(jw305, rij.aanbieder.agb, dag), Client=client)  # type: ignore[call-arg]

    def _stop(self, rij: Toewijzing, dag: date) -> Any:
        assert rij.eind is not None
        product = jw307.StopProduct(**self._levering(rij), RedenBeeindiging=VOLGENS_PLAN, Einddatum=rij.eind)
        client = jw307.Client(**_wie(rij.jeugdige), StopProducten=(product,))
        return ijw.JW307(Header=self._kop(jw307, rij.aanbieder.agb, dag), Client=client)  # type: ignore[call-arg]

    def _levering(self, rij: Toewijzing) -> dict[str, Any]:
        return {
            "ToewijzingNummer": rij.nummer,
            "Product": product_van(rij),
            "ToewijzingIngangsdatum": rij.begin,
            "Begindatum": rij.begin,
            "StatusAanlevering": "1",
        }

    def _declaratie(self, agb: str, rijen: list[Toewijzing], periode: Periode, dag: date) -> Any:
        clienten: dict[str, list[Any]] = defaultdict(list)
        for rij in rijen:
            if prestatie := self._prestatie(rij, periode):
                clienten[str(rij.jeugdige.bsn)].append(prestatie)
        if not clienten:
            return None
        som = sum(p.IngediendBedrag.Bedrag for prestaties in clienten.values() for p in prestaties)
        einde = periode.einde or periode.begin
        declaratie = jw323.Declaratie(
            DeclaratieNummer=f"{agb[-4:]}{periode.begin:%y%m}",
            DeclaratiePeriode=typen.GeslotenPeriode(Begindatum=periode.begin, Einddatum=einde),
            DeclaratieDagtekening=dag,
            TotaalIngediendBedrag=typen.TotaalBedragMetDC(TotaalBedrag=som, DebetCredit="D"),
            Clienten=tuple(
                jw323.Client(Bsn=bsn, Prestaties=tuple(regels)) for bsn, regels in clienten.items()
            ),
        )
        return ijw.JW323(Header=self._kop(jw323, agb, dag), Declaratie=declaratie)  # type: ignore[call-arg]

    def _prestatie(self, rij: Toewijzing, periode: Periode) -> Any:
        begin = max(rij.begin, periode.begin)
        einde = min(rij.eind or date.max, periode.einde or date.max)
        omvang = typen.Omvang(Volume=rij.volume or 0, Eenheid=rij.eenheid, Frequentie=rij.frequentie)
        meest = maximum(omvang, Periode(rij.begin, rij.eind), Periode(begin, einde), rij.eenheid)
        tarief = self._tarief(rij)
        if not meest or not tarief or rij.frequentie == "6":
            return None
        volume = (
            meest + 4 if self._rng.random() < 1 / 15 else max(1, round(meest * self._rng.uniform(0.6, 1)))
        )
        self._nummer += 1
        return jw323.Prestatie(
            ProductReferentie=typen.Referentie(ReferentieNummer=f"P{self._nummer:08d}"), ToewijzingNummer=rij.nummer,
            ProductCategorie=rij.product.categorie, ProductCode=rij.product.code,
            ProductPeriode=typen.GeslotenPeriode(Begindatum=begin, Einddatum=einde), GeleverdVolume=volume,
            Eenheid=rij.eenheid, ProductTarief=tarief,
            IngediendBedrag=typen.BedragMetDC(Bedrag=volume * tarief, DebetCredit="D"),
        )  # fmt: skip

    def _tarief(self, rij: Toewijzing) -> int:
        tarieven = rij.product.tarieven.filter(contract__aanbieder=rij.aanbieder_id).order_by("-vanaf")
        bedrag = next((t.bedrag for t in tarieven), Decimal(0))
        return int(bedrag * 100)

    def _verzoek(self, rij: Toewijzing, kind: Persoon) -> Any:
        self._nummer += 1
        begin = self._dag + timedelta(days=14)
        product = jw315.AangevraagdProduct(
            ReferentieAanbieder=f"V{self._nummer:06d}", Product=typen.Product(
                Categorie=rij.product.categorie, Code=rij.product.code
            ), ToewijzingIngangsdatum=begin, ToewijzingEinddatum=begin + timedelta(days=181),
            Omvang=typen.Omvang(Volume=3, Eenheid=rij.product.eenheid, Frequentie="2"),
            Verwijzer=typen.Verwijzer(Type="02", ZorgverlenerCode="01234567"),
        )  # fmt: skip
        client = jw315.Client(**_wie(kind), AangevraagdeProducten=(product,))
        return ijw.JW315(
            Header=self._kop(jw315, rij.aanbieder.agb, self._dag - timedelta(days=4)), Client=client
        )  # type: ignore[call-arg]

    def _naam(self, bericht: Any) -> str:
        self._nummer += 1
        return f"{bericht.NAAM}_{self._nummer:07d}.xml"


def _wie(kind: Persoon) -> dict[str, Any]:
    assert kind.geboortedatum is not None
    naam = typen.VerkorteNaam(
        Geslachtsnaam=typen.Achternaam(Achternaam=kind.achternaam, Voorvoegsel=kind.voorvoegsel or None),
        Voornamen=kind.voornamen or kind.roepnaam or None,
    )
    return {
        "Bsn": str(kind.bsn),
        "Geboortedatum": typen.Geboortedatum(Datum=kind.geboortedatum),
        "Geslacht": GESLACHT.get(kind.geslacht, "0"),
        "Naam": naam,
    }


def _beantwoord_oude_declaraties(gemeente: Gemeente) -> None:
    """The backoffice answers within two weeks; what came this week still waits."""
    backoffice = gemeente.met("backoffice")[0]
    with namens(backoffice, actie="demo"):
        for declaratie in Declaratie.objects.filter(
            beantwoord_op__isnull=True, ontvangen_op__lte=nu() - timedelta(days=12)
        ):
            beantwoord_declaratie(declaratie=declaratie, door=backoffice)
