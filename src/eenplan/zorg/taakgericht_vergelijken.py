"""What the lines of a file mean beside what stands already: what began, stopped, changed, lapsed and went missing.

    uitkomst = vergelijk(bestand.rijen, kennis)
    uitkomst.fouten        # then nothing may be recorded
    uitkomst.begonnen, uitkomst.gestopt, ...

A pure function: `taakgericht_kennis` gathers what stands. One period of help is known by youth, product and first day.
A file holds all help that runs, so most of its lines stand already; what is missing from it is told, never ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from eenplan.zorg.models.regiemelding import TIJDELIJK
from eenplan.zorg.taakgericht import Fout, Rij


@dataclass(frozen=True, slots=True)
class Productafspraak:
    """A product of the list: whether it is paid as a fixed sum, whether the contract at hand has it, and in which periods
    this provider has it under any contract."""

    taakgericht: bool
    in_contract: bool = False
    perioden: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Bekende:
    """A person who is known here, by key."""

    pk: int
    geboortedatum: date | None


@dataclass(frozen=True, slots=True)
class Hulp:
    """One period of help that was reported: `start` and `stop` are the keys of its reports."""

    jeugdige: int
    code: str
    begin: date
    start: int
    stop: int | None = None
    eind: date | None = None
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Kennis:
    """What stands: the contract, products by code, people by BSN, and all help of this provider that may matter."""

    aanbieder: str
    contract: str
    vanaf: date
    tot: date | None
    producten: Mapping[str, Productafspraak]
    personen: Mapping[str, Bekende]
    hulp: Sequence[Hulp]


@dataclass(slots=True)
class Uitkomst:
    """`begonnen`: lines of which the help is new (with its stop, when it has one). `gestopt`: the stop is new.
    `gewijzigd`: another stop than stood. `vervallen`: counts as never reported. `verdwenen`: runs, and is not in the file.
    `onbekend`: youths who are new here, by BSN, with the line that names them."""

    begonnen: list[Rij] = field(default_factory=list)
    gestopt: list[tuple[Rij, Hulp]] = field(default_factory=list)
    gewijzigd: list[tuple[Rij, Hulp]] = field(default_factory=list)
    vervallen: list[Hulp] = field(default_factory=list)
    verdwenen: list[Hulp] = field(default_factory=list)
    onbekend: dict[str, Rij] = field(default_factory=dict)
    ongewijzigd: int = 0
    fouten: list[Fout] = field(default_factory=list)


def vergelijk(rijen: Iterable[Rij], kennis: Kennis) -> Uitkomst:
    """Every line weighed, every fault named. Cells that could not be read were named before, and are passed by."""
    return _Vergelijking(kennis, list(rijen)).doe()


@dataclass(slots=True)
class _Vak:
    """One period in which help of one product runs for one youth, as it will stand."""

    begin: date
    eind: date | None
    regel: int | None  # None: it stood already and is not in the file


class _Vergelijking:
    def __init__(self, kennis: Kennis, rijen: list[Rij]) -> None:
        self.kennis, self.rijen, self.uit = kennis, rijen, Uitkomst()
        self._staat = {(h.jeugdige, h.code, h.begin): h for h in kennis.hulp}
        self._gezien: dict[tuple[str, str, date, bool], int] = {}
        self._geboren: dict[str, Rij] = {}
        self._vakken: dict[tuple[str, str], list[_Vak]] = defaultdict(list)
        self._genoemd: set[int] = set()  # starts that the file names

    def doe(self) -> Uitkomst:
        vervalt_eerst = sorted(self.rijen, key=lambda rij: not rij.vervalt)
        for rij in vervalt_eerst:
            self._check_product(rij)
            self._check_jeugdige(rij)
            self._neem_naam(rij)
            if rij.heel and rij.begin and self._is_enige(rij, rij.begin):
                self._plaats(rij, rij.begin)
        self._check_namen()
        self._check_overlap()
        self.uit.verdwenen = [
            h for h in self._staat.values() if h.stop is None and h.start not in self._genoemd and self._telt(h)
        ]  # fmt: skip
        return self.uit

    def _fout(self, rij: Rij, kolom: str, tekst: str) -> None:
        self.uit.fouten.append(Fout(rij.regel, kolom, tekst))

    # Each line by itself ----------------------------------------------------------------------------------

    def _check_product(self, rij: Rij) -> None:
        if not rij.code or rij.vervalt:
            return
        k, afspraak = self.kennis, self.kennis.producten.get(rij.code)
        if afspraak is None:
            self._fout(
                rij, "productcode", f"Product {rij.code} staat niet op de productenlijst. Kijk de code na."
            )
        elif not afspraak.taakgericht:
            self._fout(
                rij, "productcode",
                f"Product {rij.code} is niet taakgericht: start en stop komen per bericht. Haal de regel uit het bestand.",
            )  # fmt: skip
        elif not afspraak.in_contract:
            self._fout(
                rij, "productcode",
                f"Product {rij.code} staat niet in contract {k.contract}. Kijk de code na, of kies het andere contract.",
            )  # fmt: skip
        elif rij.begin and not any(_valt_in(rij.begin, periode) for periode in afspraak.perioden):
            self._fout(
                rij, "begindatum",
                f"Op deze dag had {k.aanbieder} geen contract voor product {rij.code}. Kijk de dag na, of leg het contract "
                "eerst vast.",
            )  # fmt: skip
        elif rij.begin and k.tot and rij.begin > k.tot:
            self._fout(
                rij,
                "begindatum",
                f"De hulp begint na het einde van contract {k.contract}. Kies het volgende.",
            )
        elif rij.eind and rij.eind < k.vanaf:
            self._fout(
                rij,
                "einddatum",
                f"De hulp stopte voordat contract {k.contract} begon. Kies het vorige contract.",
            )

    def _check_jeugdige(self, rij: Rij) -> None:
        """The birth date guards the BSN: two digits that were exchanged can give the BSN of somebody else."""
        if not rij.bsn or not rij.geboortedatum:
            return
        bekend = self.kennis.personen.get(rij.bsn)
        eerder = self._geboren.setdefault(rij.bsn, rij)
        if bekend and bekend.geboortedatum and bekend.geboortedatum != rij.geboortedatum:
            self._fout(
                rij,
                "geboortedatum",
                "Deze geboortedatum hoort niet bij dit BSN. Kijk beide na bij de jeugdige.",
            )
        elif eerder.geboortedatum != rij.geboortedatum:
            self._fout(
                rij, "geboortedatum",
                f"Bij hetzelfde BSN staat op regel {eerder.regel} een andere geboortedatum. Kijk na welke klopt.",
            )  # fmt: skip

    def _neem_naam(self, rij: Rij) -> None:
        """Who is new here gets the name of the first line that has one."""
        if rij.bsn and not rij.vervalt and rij.bsn not in self.kennis.personen:
            eerder = self.uit.onbekend.setdefault(rij.bsn, rij)
            if not eerder.achternaam and rij.achternaam:
                self.uit.onbekend[rij.bsn] = rij

    def _is_enige(self, rij: Rij, begin: date) -> bool:
        sleutel = rij.bsn, rij.code, begin, rij.vervalt
        eerste = self._gezien.setdefault(sleutel, rij.regel)
        if eerste == rij.regel:
            return True
        self._fout(rij, "", f"Deze hulp staat ook op regel {eerste}. Laat één van de twee regels staan.")
        return False

    # Beside what stands -----------------------------------------------------------------------------------

    def _plaats(self, rij: Rij, begin: date) -> None:
        bekend = self.kennis.personen.get(rij.bsn)
        staat = self._staat.get((bekend.pk, rij.code, begin)) if bekend else None
        if rij.vervalt:
            if staat is None:
                self._fout(
                    rij,
                    "vervalt",
                    "Deze hulp is hier niet eerder gemeld. Haal de regel weg, of kijk de begindatum na.",
                )
            else:
                del self._staat[staat.jeugdige, staat.code, staat.begin]
                self.uit.vervallen.append(staat)
            return
        self._vakken[rij.bsn, rij.code].append(_Vak(begin, rij.eind, rij.regel))
        if staat is None:
            self.uit.begonnen.append(rij)
            return
        self._genoemd.add(staat.start)
        if (rij.eind, rij.reden) == (staat.eind, staat.reden):
            self.uit.ongewijzigd += 1
        elif rij.eind is None:
            self._fout(
                rij, "einddatum",
                f"Deze hulp is eerder gemeld als gestopt op {staat.eind:%d-%m-%Y}. Vul die dag en de reden weer in. Klopt de "
                "stop niet, zet dan dezelfde regel er nog eens bij met ja in de kolom vervalt.",
            )  # fmt: skip
        elif staat.stop is None or (staat.reden == TIJDELIJK and rij.reden != TIJDELIJK):
            self.uit.gestopt.append((rij, staat))
        else:
            self.uit.gewijzigd.append((rij, staat))

    def _telt(self, hulp: Hulp) -> bool:
        """Whether a file about this contract should name this help."""
        afspraak = self.kennis.producten.get(hulp.code)
        binnen = self.kennis.tot is None or hulp.begin <= self.kennis.tot
        return afspraak is not None and afspraak.in_contract and binnen

    # The lines together -----------------------------------------------------------------------------------

    def _check_namen(self) -> None:
        for rij in self.uit.onbekend.values():
            if not rij.achternaam:
                self._fout(
                    rij, "achternaam",
                    "Deze jeugdige is nog niet bekend bij de gemeente. Kijk het BSN na; klopt het, vul dan de achternaam in "
                    "en liefst ook de voornamen.",
                )  # fmt: skip

    def _check_overlap(self) -> None:
        """The same product runs once at a time; it may stop and begin again on one day."""
        regels = {rij.regel: rij for rij in self.rijen}
        bsn_van = {bekend.pk: bsn for bsn, bekend in self.kennis.personen.items()}
        for hulp in self._staat.values():
            bsn = bsn_van.get(hulp.jeugdige)
            if hulp.start not in self._genoemd and (bsn, hulp.code) in self._vakken:
                self._vakken[bsn or "", hulp.code].append(_Vak(hulp.begin, hulp.eind, None))
        for vakken in self._vakken.values():
            vakken.sort(key=lambda vak: (vak.begin, vak.eind or date.max))
            langst = vakken[0]
            for vak in vakken[1:]:
                if langst.eind is not None and langst.eind <= vak.begin:
                    pass
                elif vak.regel is not None:
                    self._fout(regels[vak.regel], "begindatum", _overlapt(langst))
                elif langst.regel is not None:
                    self._fout(regels[langst.regel], "einddatum", _overlapt(vak))
                if langst.eind is not None and (vak.eind is None or vak.eind > langst.eind):
                    langst = vak


def _valt_in(dag: date, periode: tuple[date, date | None]) -> bool:
    vanaf, tot = periode
    return vanaf <= dag and (tot is None or dag <= tot)


def _overlapt(ander: _Vak) -> str:
    if ander.regel is not None:
        return f"De hulp valt samen met die van regel {ander.regel}. Kijk de dagen van beide regels na."
    duur = (
        f"van {ander.begin:%d-%m-%Y} tot en met {ander.eind:%d-%m-%Y}"
        if ander.eind
        else f"vanaf {ander.begin:%d-%m-%Y}"
    )
    return (
        f"De hulp valt samen met hulp die eerder is gemeld, {duur}. Zet die er ook bij: met een einddatum als zij is gestopt, of "
        "met ja in de kolom vervalt als zij niet klopt."
    )
