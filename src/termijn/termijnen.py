"""A term: facts in, end and state out. Nothing is stored that can be computed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from . import woorden
from .berekening import Berekening, Periode, Schorsing, bereken
from .duur import Duur
from .fout import TermijnFout
from .kalender import check_datum, feestdag, tel_werkdagen_op, werkdagen_tussen
from .woorden import volledige_datum


class Toestand(StrEnum):
    """The state of a term on a given day."""

    LOOPT = "loopt"
    NADERT = "nadert"
    VERSTREKEN = "verstreken"
    GEHAALD = "gehaald"
    """Done. Whether it was done in time is told by `Termijn.te_laat`."""
    OPGESCHORT = "opgeschort"


@dataclass(frozen=True, slots=True)
class Opschorting:
    """A stretch in which the clock stands still, with its ground.

    `van` is the first and `tot` the last suspended day, both included. While `tot` is None the suspension is
    open. Awb 4:15 lid 1 suspends "met ingang van de dag na die waarop het bestuursorgaan de aanvrager
    uitnodigt de aanvraag aan te vullen, tot de dag waarop de aanvraag is aangevuld": `van` is the day after
    the request was sent, `tot` is the day before the answer came in.
    """

    van: date
    tot: date | None = None
    grond: str = ""

    def __post_init__(self) -> None:
        check_datum(self.van, "Het begin van de opschorting")
        if self.tot is None:
            return
        check_datum(self.tot, "Het eind van de opschorting")
        if self.tot < self.van:
            raise TermijnFout(
                f"De opschorting eindigt op {woorden.datum(self.tot)}, vóór het begin op "
                f"{woorden.datum(self.van)}. Draai de datums om of verbeter er een."
            )


@dataclass(frozen=True, slots=True)
class Verdaging:
    """An extension that was announced in time, with its ground."""

    duur: Duur
    grond: str = ""


WAARSCHUW_WERKDAGEN = 5  # a week of work; for a last day that comes without a warning of its own


def toestand_van(eind: date, vandaag: date, waarschuw_vanaf: date | None = None) -> Toestand:
    """The state of a last day that stands alone: of a task, or of a row that keeps what `Termijn` computed.

    Without `waarschuw_vanaf` it is `nadert` from `WAARSCHUW_WERKDAGEN` working days before.
    """
    return _tot_en_met(eind, vandaag, waarschuw_vanaf or tel_werkdagen_op(eind, -WAARSCHUW_WERKDAGEN))


def _tot_en_met(eind: date, vandaag: date, waarschuw_vanaf: date | None) -> Toestand:
    if vandaag > eind:
        return Toestand.VERSTREKEN
    return Toestand.NADERT if waarschuw_vanaf and vandaag >= waarschuw_vanaf else Toestand.LOOPT


@dataclass(frozen=True)
class Termijn:
    """A term that runs from a start fact.

    start              the day of the fact; that day itself is not counted, the day after it is day 1
    duur               the length
    werkdagen          count working days only; `duur` is then in days
    wettelijk          the length stands in a law, so the Algemene termijnenwet moves the end to a working day
                       (see `termijn.berekening`); it has no effect on a term in working days, which always
                       ends on one
    opschortingen      suspensions, in any order; they may overlap
    verdagingen        extensions, in the order in which they were given
    waarschuw_vooraf   how long before the end the term is `nadert`
    waarschuw_werkdagen  `waarschuw_vooraf` is in working days
    gehaald_op         the day on which was done what had to be done

    Raises TermijnFout when the facts make no sense together.
    """

    start: date
    duur: Duur
    werkdagen: bool = False
    wettelijk: bool = True
    opschortingen: tuple[Opschorting, ...] = ()
    verdagingen: tuple[Verdaging, ...] = ()
    waarschuw_vooraf: Duur | None = None
    waarschuw_werkdagen: bool = False
    gehaald_op: date | None = None

    def __post_init__(self) -> None:
        check_datum(self.start, "Het begin van de termijn")
        if self.gehaald_op is not None:
            check_datum(self.gehaald_op, "De dag waarop de termijn is gehaald")
        if self.werkdagen:
            for duur in (self.duur, *(verdaging.duur for verdaging in self.verdagingen)):
                _check_werkdagen(duur)
        if self.waarschuw_werkdagen and self.waarschuw_vooraf:
            _check_werkdagen(self.waarschuw_vooraf)

    # The end ------------------------------------------------------------------------------------------------

    @property
    def eind(self) -> date | None:
        """The last day of the term; None while an open suspension keeps it unknown."""
        return None if self._berekening.open_sinds else self._berekening.eind

    @property
    def voorlopig_eind(self) -> date:
        """The end for as far as it is known: open suspensions are left out, so it cannot fall earlier."""
        return self._eind_met(tuple(o for o in self.opschortingen if o.tot is not None))

    def eind_bij_hervatten(self, dag: date) -> date:
        """The end if every open suspension were lifted and `dag` were the first day that counts again."""
        return self._eind_met(
            tuple(
                o if o.tot is not None else replace(o, tot=dag - timedelta(days=1))
                for o in self.opschortingen
                if o.tot is not None or o.van < dag
            )
        )

    @property
    def waarschuw_vanaf(self) -> date | None:
        """The first day on which the term is `nadert`; never before the start.

        None without `waarschuw_vooraf` or while the end is unknown.
        """
        if self.waarschuw_vooraf is None or self.eind is None:
            return None
        if self.waarschuw_werkdagen:
            vanaf = tel_werkdagen_op(self.eind, -self.waarschuw_vooraf.dagen)
        else:
            vanaf = self.waarschuw_vooraf.subtract_from(self.eind)
        return max(vanaf, self.start)

    # The state ----------------------------------------------------------------------------------------------

    def toestand(self, vandaag: date) -> Toestand:
        """The state on `vandaag`, given the facts as they are known now.

        A later `gehaald_op` or suspension is not yet true on `vandaag`. Once done, a term stays `gehaald`,
        also when it was done too late or while suspended.
        """
        if self.gehaald_op is not None and self.gehaald_op <= vandaag:
            return Toestand.GEHAALD
        if self._is_opgeschort(vandaag):
            return Toestand.OPGESCHORT
        if self.eind is None:
            return Toestand.LOOPT
        return _tot_en_met(self.eind, vandaag, self.waarschuw_vanaf)

    @property
    def te_laat(self) -> bool:
        """Done, but after the last day. Done during a suspension is never too late."""
        return self.gehaald_op is not None and self.eind is not None and self.gehaald_op > self.eind

    def dagen_over(self, vandaag: date) -> int | None:
        """How long from `vandaag` to the last day; 0 on the last day itself, None while the end is unknown.

        In the unit of the term: working days for a term in working days, otherwise days. Below 0 it is the
        number of days too late, always in calendar days: being late goes on in the weekend.
        """
        if self.eind is None:
            return None
        if self.werkdagen and vandaag < self.eind:
            return werkdagen_tussen(vandaag, self.eind)
        return (self.eind - vandaag).days

    # In words -----------------------------------------------------------------------------------------------

    def in_woorden(self, vandaag: date) -> str:
        """`nog 9 werkdagen`, `vandaag`, `3 dagen te laat`, `opgeschort sinds 3 april 2026`, …"""
        match self.toestand(vandaag):
            case Toestand.GEHAALD:
                return self._gehaald_in_woorden()
            case Toestand.OPGESCHORT:
                return self._opgeschort_in_woorden(vandaag)
            case Toestand.VERSTREKEN if self.eind is not None:
                return f"{woorden.dagen((vandaag - self.eind).days)} te laat"
        return self._over_in_woorden(vandaag)

    def uitleg(self) -> list[str]:
        """Why the term ends when it ends, one Dutch sentence or two per step."""
        b = self._berekening
        eenheid = ("werkdag", "werkdagen") if self.werkdagen else ("dag", "dagen")
        stappen = [
            f"De termijn begint na {volledige_datum(self.start)}. Die dag zelf telt niet mee.",
            f"De termijn duurt {self.duur.in_woorden(eenheid)}. Dan is het {volledige_datum(b.na_duur)}.",
        ]
        if self.werkdagen:
            stappen.append("Zaterdagen, zondagen en feestdagen tellen niet mee.")
        for verdaging, eind in zip(self.verdagingen, b.na_verdaging, strict=True):
            stappen.append(
                f"De termijn is verdaagd met {verdaging.duur.in_woorden(eenheid)}{_grond(verdaging.grond)}. "
                f"Dan is het {volledige_datum(eind)}."
            )
        stappen += [_schorsing_in_woorden(s, eenheid, self._gronden(s.van, s.tot)) for s in b.schorsingen]
        stappen += self._opschorting_zonder_gevolg()
        if b.open_sinds is not None:
            return [
                *stappen,
                f"De termijn is opgeschort vanaf {volledige_datum(b.open_sinds)}"
                f"{_grond(self._gronden(b.open_sinds, None))}. "
                "Het eind is pas bekend als de opschorting stopt.",
                f"Het eind is niet eerder dan {volledige_datum(self.voorlopig_eind)}.",
            ]
        return [*stappen, *self._atw_in_woorden(), f"De laatste dag is {volledige_datum(b.eind)}."]

    # Private ------------------------------------------------------------------------------------------------

    @cached_property
    def _berekening(self) -> Berekening:
        periodes: list[Periode] = [(o.van, o.tot) for o in self.opschortingen]
        try:
            return bereken(
                self.start,
                self.duur,
                [verdaging.duur for verdaging in self.verdagingen],
                periodes,
                werkdagen=self.werkdagen,
                wettelijk=self.wettelijk,
            )
        except OverflowError:
            raise TermijnFout(
                "De termijn loopt buiten de kalender. Kijk de datums van begin en opschorting na."
            ) from None

    def _eind_met(self, opschortingen: tuple[Opschorting, ...]) -> date:
        if opschortingen == self.opschortingen:
            return self._berekening.eind
        return replace(self, opschortingen=opschortingen)._berekening.eind

    def _is_opgeschort(self, vandaag: date) -> bool:
        b = self._berekening
        if b.open_sinds is not None and b.open_sinds <= vandaag:
            return True
        return any(s.van <= vandaag <= s.tot for s in b.schorsingen)

    def _over_in_woorden(self, vandaag: date) -> str:
        if self.eind is None:
            return "einddatum nog niet bekend"
        if vandaag == self.eind:
            return "vandaag"
        if self.werkdagen:
            return f"nog {woorden.werkdagen(werkdagen_tussen(vandaag, self.eind))}"
        return _nog(vandaag, self.eind)

    def _gehaald_in_woorden(self) -> str:
        assert self.gehaald_op is not None
        zin = f"gehaald op {woorden.datum(self.gehaald_op)}"
        if self.te_laat and self.eind is not None:
            zin += f", {woorden.dagen((self.gehaald_op - self.eind).days)} te laat"
        return zin

    def _opgeschort_in_woorden(self, vandaag: date) -> str:
        b = self._berekening
        if b.open_sinds is not None and b.open_sinds <= vandaag:
            return f"opgeschort sinds {woorden.datum(b.open_sinds)}"
        tot = next(s.tot for s in b.schorsingen if s.van <= vandaag <= s.tot)
        return f"opgeschort tot en met {woorden.datum(tot)}"

    def _gronden(self, van: date, tot: date | None) -> str:
        """The grounds of the suspensions that make up one stretch."""
        gronden = [
            o.grond
            for o in self.opschortingen
            if o.grond and (o.tot is None or o.tot >= van) and (tot is None or o.van <= tot)
        ]
        return woorden.opsomming(list(dict.fromkeys(gronden))) if gronden else ""

    def _opschorting_zonder_gevolg(self) -> list[str]:
        """Suspensions that lie wholly outside the term; silence about these would look like a mistake."""
        return [
            f"De opschorting vanaf {volledige_datum(o.van)} valt buiten de termijn en verandert niets."
            for o in self.opschortingen
            if not self._heeft_gevolg(o)
        ]

    def _heeft_gevolg(self, opschorting: Opschorting) -> bool:
        b = self._berekening
        tot = opschorting.tot or date.max
        if b.open_sinds is not None and tot >= b.open_sinds:
            return True
        return any(opschorting.van <= s.tot and tot >= s.van for s in b.schorsingen)

    def _atw_in_woorden(self) -> list[str]:
        b = self._berekening
        stappen = []
        if b.na_artikel_2 != b.voor_atw:
            stappen.append(
                "In de termijn moeten ten minste 2 werkdagen zitten. "
                f"Daarom wordt het {volledige_datum(b.na_artikel_2)} (Algemene termijnenwet, artikel 2)."
            )
        if b.eind != b.na_artikel_2:
            stappen.append(
                f"{_waarom_vrij(b.na_artikel_2)} Daarom schuift het eind naar de eerste werkdag daarna: "
                f"{volledige_datum(b.eind)} (Algemene termijnenwet, artikel 1)."
            )
        vrij = _waarom_vrij(b.eind)
        if vrij and not self.wettelijk:
            stappen.append(f"{vrij} De termijn staat niet in een wet. Daarom schuift het eind niet.")
        elif vrij and not b.atw_geldt:
            stappen.append(
                f"{vrij} De termijn is langer dan 12 weken, 3 maanden of 90 dagen. "
                "Daarom schuift het eind niet (Algemene termijnenwet, artikel 4)."
            )
        return stappen


def _check_werkdagen(duur: Duur) -> None:
    if not duur.alleen_dagen:
        raise TermijnFout(
            f"De duur {duur} past niet bij werkdagen: die tel je alleen in dagen. "
            "Schrijf bijvoorbeeld P10D voor 10 werkdagen."
        )


def _schorsing_in_woorden(s: Schorsing, eenheid: tuple[str, str], gronden: str) -> str:
    gevolg = (
        f"Het eind schuift van {volledige_datum(s.eind_eerst)} naar {volledige_datum(s.eind_nu)}."
        if s.eind_nu > s.eind_eerst
        else "Het eind verandert niet."
    )
    return (
        f"De termijn is opgeschort van {volledige_datum(s.van)} tot en met {volledige_datum(s.tot)}"
        f"{_grond(gronden)}: {woorden.aantal(s.dagen, *eenheid)}. {gevolg}"
    )


def _grond(grond: str) -> str:
    return f" ({grond})" if grond else ""


def _waarom_vrij(dag: date) -> str:
    """Why a day is no working day; empty when it is one."""
    if naam := feestdag(dag):
        return f"{volledige_datum(dag).capitalize()} is {naam}."
    if dag.weekday() >= 5:
        return f"{volledige_datum(dag).capitalize()} is geen werkdag."
    return ""


def _nog(vandaag: date, eind: date) -> str:
    """Days up to three months, then months, then years: `nog 40 dagen`, `nog ruim 4 maanden`."""
    dagen = (eind - vandaag).days
    if dagen <= 90:
        return f"nog {woorden.dagen(dagen)}"
    maanden = (eind.year - vandaag.year) * 12 + eind.month - vandaag.month
    if vandaag.day > eind.day:
        maanden -= 1
    hele = Duur(jaren=maanden // 12) if maanden >= 24 else Duur(maanden=maanden)
    ruim = "" if hele.add_to(vandaag) == eind else "ruim "
    return f"nog {ruim}{hele.in_woorden()}"
