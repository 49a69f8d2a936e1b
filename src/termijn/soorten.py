"""The kinds of terms in youth care, read from `soorten.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from .duur import Duur
from .fout import TermijnFout
from .termijnen import Opschorting, Termijn, Verdaging

_DUREN = ("duur", "waarschuw_vooraf", "verdagen_max")


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnsoort:
    """One kind of term: its length, who must act, what may be done to it, and where that is written.

    sleutel       key, the same in data, code and configuration
    begint        the fact after which the term starts, in words
    functie       who must act
    wettelijk     the Algemene termijnenwet applies
    opschorten    whether the term may be suspended
    verdagingen   how many extensions are allowed, each of at most `verdagen_max`
    instelbaar    a municipality or region may choose another length: `dataclasses.replace(soort, duur=…)`
    bron          law or source document (JET, SB, VP, VG: the documents named in the README)
    """

    sleutel: str
    naam: str
    duur: Duur
    begint: str
    functie: str
    waarschuw_vooraf: Duur
    bron: str
    werkdagen: bool = False
    wettelijk: bool = False
    waarschuw_werkdagen: bool = False
    opschorten: bool = False
    verdagingen: int = 0
    verdagen_max: Duur | None = None
    instelbaar: bool = False
    opmerking: str = ""

    def termijn(
        self,
        start: date,
        *,
        opschortingen: tuple[Opschorting, ...] = (),
        verdagingen: tuple[Verdaging, ...] = (),
        gehaald_op: date | None = None,
    ) -> Termijn:
        """A term of this kind.

        Raises TermijnFout when this kind may not be suspended or extended like that.
        """
        if opschortingen and not self.opschorten:
            raise TermijnFout(f"De termijn '{self.naam}' mag niet worden opgeschort ({self.bron}).")
        self._check_verdagingen(start, verdagingen)
        return Termijn(
            start,
            self.duur,
            werkdagen=self.werkdagen,
            wettelijk=self.wettelijk,
            opschortingen=opschortingen,
            verdagingen=verdagingen,
            waarschuw_vooraf=self.waarschuw_vooraf,
            waarschuw_werkdagen=self.waarschuw_werkdagen,
            gehaald_op=gehaald_op,
        )

    def _check_verdagingen(self, start: date, verdagingen: tuple[Verdaging, ...]) -> None:
        if not verdagingen:
            return
        if not self.verdagingen or self.verdagen_max is None:
            raise TermijnFout(f"De termijn '{self.naam}' mag niet worden verdaagd ({self.bron}).")
        if len(verdagingen) > self.verdagingen:
            raise TermijnFout(
                f"De termijn '{self.naam}' mag {self.verdagingen} keer worden verdaagd, "
                f"niet {len(verdagingen)} keer ({self.bron})."
            )
        uiterste = self.verdagen_max.add_to(start)
        for verdaging in verdagingen:
            if verdaging.duur.add_to(start) > uiterste:
                raise TermijnFout(
                    f"De termijn '{self.naam}' mag met ten hoogste {self.verdagen_max.in_woorden()} worden "
                    f"verdaagd, niet met {verdaging.duur.in_woorden()} ({self.bron})."
                )


@cache
def termijnsoorten() -> Mapping[str, Termijnsoort]:
    """All kinds of terms by key, in the order of the file; read once."""
    tekst = resources.files(__package__).joinpath("soorten.toml").read_text("utf-8")
    return MappingProxyType(parse_soorten(tekst))


def termijnsoort(sleutel: str) -> Termijnsoort:
    """The kind of term with this key.

    Raises TermijnFout, with the key that was probably meant, when there is none.
    """
    soorten = termijnsoorten()
    if sleutel in soorten:
        return soorten[sleutel]
    lijkt_op = get_close_matches(sleutel, soorten, n=1)
    hulp = f"Bedoelt u '{lijkt_op[0]}'?" if lijkt_op else f"Kies uit: {', '.join(soorten)}."
    raise TermijnFout(f"De termijnsoort '{sleutel}' bestaat niet. {hulp}")


def parse_soorten(tekst: str) -> dict[str, Termijnsoort]:
    """Read the TOML of `soorten.toml`; refuse unknown, missing and mistyped fields by name."""
    try:
        tabel = tomllib.loads(tekst)
    except tomllib.TOMLDecodeError as fout:
        raise TermijnFout(f"De lijst van termijnsoorten is geen geldige TOML: {fout}.") from None
    return {sleutel: _parse_soort(sleutel, velden) for sleutel, velden in tabel.items()}


def _parse_soort(sleutel: str, velden: Any) -> Termijnsoort:
    waar = f"Termijnsoort '{sleutel}'"
    if not isinstance(velden, dict):
        raise TermijnFout(f"{waar}: hier hoort een blok [{sleutel}] met velden, geen losse waarde.")
    types: dict[str, Any] = {veld.name: veld.type for veld in fields(Termijnsoort) if veld.name != "sleutel"}
    for naam, waarde in velden.items():
        if naam not in types:
            raise TermijnFout(f"{waar}: het veld '{naam}' bestaat niet. Kies uit: {', '.join(types)}.")
        verwacht = str if naam in _DUREN else types[naam]
        if type(waarde) is not verwacht:
            raise TermijnFout(f"{waar}: het veld '{naam}' heeft de waarde {waarde!r}. Dat past daar niet.")
    ingevuld: dict[str, Any] = dict(velden)
    for naam in _DUREN:
        if naam in ingevuld:
            try:
                ingevuld[naam] = Duur.parse(ingevuld[naam])
            except TermijnFout as fout:
                raise TermijnFout(f"{waar}, veld '{naam}': {fout}") from None
    try:
        return Termijnsoort(sleutel=sleutel, **ingevuld)
    except TypeError:
        verplicht = ("naam", "duur", "begint", "functie", "waarschuw_vooraf", "bron")
        mist = [naam for naam in verplicht if naam not in ingevuld]
        raise TermijnFout(f"{waar}: vul ook deze velden in: {', '.join(mist)}.") from None
