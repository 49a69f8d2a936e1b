"""What comes out: the proposal, with for every case the reason in plain Dutch words."""

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternatief:
    """The best other worker, with everything else in the proposal as it is.

    extra   points that the proposal would cost more; never negative
    """

    medewerker: str
    extra: float
    uitleg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Toewijzing:
    """One case with its worker.

    soort       "nieuw", "blijft" (it was there already) or "overdracht" (it comes from `van`)
    week        week of the first contact, counted from 1; None for a case that stays
    vastgezet   the team lead decided it
    alternatief None when nobody else could have it; `geen_alternatief` then says why
    """

    zaak: str
    medewerker: str
    soort: Literal["nieuw", "blijft", "overdracht"]
    van: str | None
    week: int | None
    vastgezet: bool
    reden: str
    alternatief: Alternatief | None
    geen_alternatief: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wachtend:
    """One case without a (new) worker.

    soort   "niemand_mag": nobody in this team may take it; "geen_ruimte": they have no room, whatever else is
            decided; "andere_voor": others took the room
    bij     the worker who still has it, when it had to move and could not
    """

    zaak: str
    soort: Literal["niemand_mag", "geen_ruimte", "andere_voor"]
    reden: str
    bij: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What a worker has after the proposal; weights in the unit of the input.

    benut    share of the capacity that is used
    """

    medewerker: str
    capaciteit: float
    belasting: float
    benut: float
    zwaar: float
    zaken_erbij: int
    zaken_weg: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    """A distribution and its proof.

    kosten      points per part (`prijs.Prijs`): what the proposal costs
    ondergrens  no distribution of this input can cost less (proven)
    kloof       (kosten − ondergrens) ÷ kosten, 0 to 1: at most so much could be gained
    eerlijk     the fair share: what each worker would have of their capacity if everything could be spread
    op_tijd_gestopt  the clock ended the search; the same input may then give another proposal elsewhere
    """

    toewijzingen: tuple[Toewijzing, ...]
    wachtend: tuple[Wachtend, ...]
    medewerkers: tuple[Stand, ...]
    kosten: dict[str, float]
    totaal: float
    ondergrens: float
    kloof: float
    eerlijk: float
    op_tijd_gestopt: bool
    meldingen: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)
