"""A decision table as facts: inputs, outputs, rules and the hit policy that chooses between rules.

A `Tabel` is checked when it is made and never changes; a changed table is a new one
(``dataclasses.replace``), which can still be written over the file it came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from .fouten import CelFout, TabelFout
from .unary import UnaryTest, parse_unary
from .values import Value, literal, type_names, type_of

if TYPE_CHECKING:
    from .evaluation import Evaluator, Uitkomst

MAX_RULES = 1000
MAX_COLUMNS = 40


class HitPolicy(StrEnum):
    """What happens when more than one rule hits (DMN 1.3, 8.2.8)."""

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    FIRST = "FIRST"
    PRIORITY = "PRIORITY"
    COLLECT = "COLLECT"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"

    @property
    def single(self) -> bool:
        """Whether the answer is the output of one rule."""
        return self in (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY)


class Aggregatie(StrEnum):
    """What COLLECT does with the outputs it collects; none means a list."""

    SUM = "SUM"
    MIN = "MIN"
    MAX = "MAX"
    COUNT = "COUNT"


@dataclass(frozen=True, slots=True)
class Invoer:
    """An input column. `naam` is the input expression: the key under which a case carries the value."""

    naam: str
    type: str
    waarden: UnaryTest | None = None
    label: str = ""
    id: str = field(default="", compare=False)

    @property
    def titel(self) -> str:
        return self.label or self.naam

    @property
    def keuzes(self) -> tuple[Value, ...]:
        """The values a form can offer; empty when the input is not a choice from a list."""
        listed = self.waarden.literals if self.waarden else ()
        return (True, False) if self.type == "boolean" and not listed else listed


@dataclass(frozen=True, slots=True)
class Uitvoer:
    """An output column. The order of `waarden` is the priority for PRIORITY and OUTPUT ORDER."""

    naam: str
    type: str
    waarden: UnaryTest | None = None
    standaard: Value | None = None
    label: str = ""
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Regel:
    """A rule: one test per input, one value per output. `nummer` counts from 1 as on the screen."""

    id: str
    nummer: int
    tests: tuple[UnaryTest, ...]
    uitvoer: tuple[Value | None, ...]
    toelichting: str = ""

    @property
    def annotation(self) -> str:
        return self.toelichting


@dataclass(frozen=True)
class Tabel:
    """A decision table. `bron` is the file it was read from, so that writing keeps what we do not know."""

    id: str
    naam: str
    hit_policy: HitPolicy
    invoer: tuple[Invoer, ...]
    uitvoer: tuple[Uitvoer, ...]
    regels: tuple[Regel, ...]
    aggregatie: Aggregatie | None = None
    bron: bytes | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        _check(self)

    def evaluate(self, invoer: Mapping[str, object]) -> Uitkomst:
        """The outcome for one case.

        Raises InvoerFout (missing, wrong type, not allowed), GeenRegel (nothing hit) or MeerdereRegels.
        """
        return self._evaluator.evaluate(invoer)

    def regel(self, id_: str) -> Regel:
        """The rule with this id; KeyError when there is none."""
        return self._by_id[id_]

    def prioriteit(self, regel: Regel) -> tuple[int, ...]:
        """Rank of the outputs of a rule by the lists of output values; lower goes first.

        A value that is not in its list, or is in a column without a list, comes last.
        """
        return self._ranks[regel.nummer - 1]

    @cached_property
    def _ranks(self) -> list[tuple[int, ...]]:
        listed = [out.waarden.literals if out.waarden else () for out in self.uitvoer]
        places = [{value: place for place, value in reversed(list(enumerate(values)))} for values in listed]
        return [
            tuple(
                place.get(value, len(place)) if value is not None else len(place)
                for place, value in zip(places, rule.uitvoer, strict=True)
            )
            for rule in self.regels
        ]

    @cached_property
    def _by_id(self) -> dict[str, Regel]:
        return {rule.id: rule for rule in self.regels}

    @cached_property
    def _evaluator(self) -> Evaluator:
        from .evaluation import Evaluator

        return Evaluator(self)


def build(
    naam: str,
    *,
    invoer: Sequence[Invoer],
    uitvoer: Sequence[Uitvoer],
    regels: Sequence[Sequence[str]],
    hit_policy: str = "UNIQUE",
    aggregatie: str | None = None,
    id_: str = "besluit",
) -> Tabel:
    """A table from scratch. Each rule is a row of FEEL cells: inputs, outputs and optionally a note.

    >>> build("Mandaat", invoer=[Invoer("kosten", "number")], uitvoer=[Uitvoer("functie", "string")],
    ...       regels=[["< 20000", '"consulent"'], [">= 20000", '"teamleider"', "vanaf 20 000 euro"]])
    """
    width = len(invoer) + len(uitvoer)
    rules = []
    for number, row in enumerate(regels, start=1):
        if not width <= len(row) <= width + 1:
            raise TabelFout(f"Regel {number} heeft {len(row)} cellen; dat moeten er {width} zijn.")
        tests = tuple(
            read_test(text, column.type, f"regel {number}, invoer “{column.titel}”")
            for text, column in zip(row, invoer, strict=False)
        )
        values = tuple(
            read_literal(text, column.type, f"regel {number}, uitvoer “{column.naam}”")
            for text, column in zip(row[len(invoer) :], uitvoer, strict=False)
        )
        note = row[width] if len(row) > width else ""
        rules.append(Regel(f"{id_}_regel_{number}", number, tests, values, note))
    policy, aggregation = read_policy(hit_policy, aggregatie)
    return Tabel(id_, naam, policy, tuple(invoer), tuple(uitvoer), tuple(rules), aggregation)


def read_test(text: str, type_: str, where: str) -> UnaryTest:
    """An input cell; CelFout says where and what."""
    try:
        return parse_unary(text, type_)
    except ValueError as error:
        raise CelFout(f"In {where} staat “{_short(text)}”. {error}") from None


def read_literal(text: str, type_: str, where: str) -> Value | None:
    """An output cell: one literal, or None when it is empty; CelFout says where and what."""
    if text.strip() in ("", "-"):
        return None
    values = read_test(text, type_, where).literals
    if len(values) != 1:
        raise CelFout(f"In {where} staat “{_short(text)}”. Zet hier één waarde.")
    return values[0]


def read_policy(name: str, aggregation: str | None) -> tuple[HitPolicy, Aggregatie | None]:
    """Hit policy and aggregation by their DMN names; TabelFout names the choices."""
    try:
        return HitPolicy(name), Aggregatie(aggregation) if aggregation else None
    except ValueError:
        shown = f"{name} {aggregation or ''}".strip()
        policies, aggregations = ", ".join(HitPolicy), ", ".join(Aggregatie)
        raise TabelFout(
            f"De hit policy “{_short(shown)}” bestaat niet. "
            f"Kies uit {policies}; bij COLLECT ook {aggregations}."
        ) from None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def _check(table: Tabel) -> None:
    """TabelFout when the parts do not make a table that can be evaluated."""
    title = f"Tabel “{table.naam}”"
    if not table.uitvoer:
        raise TabelFout(f"{title} heeft geen uitvoerkolom. Voeg er een toe.")
    if len(table.regels) > MAX_RULES or len(table.invoer) + len(table.uitvoer) > MAX_COLUMNS:
        raise TabelFout(
            f"{title} is te groot: hoogstens {MAX_RULES} regels en {MAX_COLUMNS} kolommen. Splits de tabel."
        )
    for kind, names in (
        ("invoer", [column.naam for column in table.invoer]),
        ("uitvoer", [column.naam for column in table.uitvoer]),
        ("regel-id", [rule.id for rule in table.regels]),
    ):
        if doubles := {name for name in names if names.count(name) > 1}:
            raise TabelFout(
                f"{title} heeft twee keer dezelfde {kind} “{min(doubles)}”. Geef elk een eigen naam."
            )
        if not all(names):
            raise TabelFout(f"{title} heeft een {kind} zonder naam. Vul de naam in.")
    columns = [(column.naam, column.type) for column in table.invoer]
    columns += [(column.naam, column.type) for column in table.uitvoer]
    for name, type_ in columns:
        if type_ not in type_names:
            raise TabelFout(
                f"{title}: kolom “{name}” heeft type “{type_}”. Kies uit {', '.join(type_names)}."
            )
    for number, rule in enumerate(table.regels, start=1):
        if (rule.nummer, len(rule.tests), len(rule.uitvoer)) != (
            number,
            len(table.invoer),
            len(table.uitvoer),
        ):
            raise TabelFout(f"{title}: regel {number} past niet bij de kolommen of is verkeerd genummerd.")
    _check_policy(table, title)


def _check_policy(table: Tabel, title: str) -> None:
    policy, aggregation = table.hit_policy, table.aggregatie
    if policy in (HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER) and not any(
        out.waarden and out.waarden.literals for out in table.uitvoer
    ):
        raise TabelFout(
            f"{title} heeft hit policy {policy}, maar geen lijst met uitvoerwaarden. "
            "Zet de uitvoerwaarden in volgorde van voorrang bij de uitvoerkolom."
        )
    if aggregation is None:
        return
    if policy is not HitPolicy.COLLECT:
        raise TabelFout(f"{title}: {aggregation} kan alleen bij hit policy COLLECT.")
    if aggregation is not Aggregatie.COUNT and (
        len(table.uitvoer) != 1
        or any(rule.uitvoer[0] is None or type_of(rule.uitvoer[0]) != "number" for rule in table.regels)
    ):
        raise TabelFout(
            f"{title}: COLLECT {aggregation} vraagt één uitvoerkolom met in elke regel een getal."
        )


def shown_output(table: Tabel, rule: Regel) -> str:
    """``team = "regieteam", weken = 6``."""
    return ", ".join(
        f"{column.naam} = {literal(value) or 'leeg'}"
        for column, value in zip(table.uitvoer, rule.uitvoer, strict=True)
    )
