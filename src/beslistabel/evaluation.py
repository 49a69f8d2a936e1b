"""One case against one table: look up each input, AND the masks, let the hit policy choose.

A table is prepared once (`Evaluator`); after that a case costs one lookup per input, whatever the number
of rules. The `Uitkomst` remembers what went in and which rule decided, and can say why in Dutch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from .axis import make_axis
from .fouten import GeenRegel, InvoerFout, MeerdereRegels
from .model import Aggregatie, HitPolicy, Invoer, Regel, Tabel, shown_output
from .unary import opsomming
from .values import Value, accept, as_json, literal, words

Rij = dict[str, Value | None]
"""The outputs of one rule by the name of the output."""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What a table says about a case.

    `uitvoer` is a dict (UNIQUE, ANY, FIRST, PRIORITY), a list of dicts (COLLECT, RULE ORDER, OUTPUT ORDER)
    or a number (COLLECT with an aggregation). `regels` and `nummers` name the rules that decided, in order.
    """

    uitvoer: Rij | list[Rij] | Value | None
    regels: list[str]
    nummers: list[int]
    tabel: Tabel
    invoer: dict[str, Value]

    @property
    def waarde(self) -> Any:
        """The answer without the name of the output, for a table with one output column."""
        name = self.tabel.uitvoer[0].naam
        if isinstance(self.uitvoer, dict):
            return self.uitvoer[name]
        return [row[name] for row in self.uitvoer] if isinstance(self.uitvoer, list) else self.uitvoer

    def uitleg(self) -> str:
        """Why, in Dutch: one paragraph of lines per rule that decided."""
        if not self.regels:
            given = opsomming([f"{name} = {words(value)}" for name, value in self.invoer.items()])
            default = [f"{out.naam} = {literal(out.standaard) or 'leeg'}" for out in self.tabel.uitvoer]
            so = f" Daarom geldt de standaarduitvoer {', '.join(default)}." if self._by_default else ""
            return f"In tabel “{self.tabel.naam}” past geen regel bij {given or 'deze invoer'}.{so}"
        return "\n".join(line for rule_id in self.regels for line in self._why(self.tabel.regel(rule_id)))

    def as_dict(self) -> dict[str, object]:
        """Everything needed to keep or show the outcome, ready for JSON."""
        out = self.uitvoer
        return {
            "tabel": self.tabel.id,
            "uitvoer": _plain(out),
            "regels": self.regels,
            "nummers": self.nummers,
            "invoer": _plain(self.invoer),
            "uitleg": self.uitleg(),
        }

    @property
    def _by_default(self) -> bool:
        """Without a rule, only a default gives an output that is not empty or zero."""
        return not self.regels and isinstance(self.uitvoer, dict | list) and bool(self.uitvoer)

    def _why(self, rule: Regel) -> Iterable[str]:
        yield f"Regel {rule.nummer} van tabel “{self.tabel.naam}” geeft {shown_output(self.tabel, rule)}."
        for column, test in zip(self.tabel.invoer, rule.tests, strict=True):
            if test.alles:
                yield f"- {column.titel} telt in deze regel niet mee."
            else:
                given = words(self.invoer[column.naam])
                yield f"- {column.titel} is {given}; de regel vraagt: {test.words()}."
        if rule.toelichting:
            yield f"Toelichting: {rule.toelichting}"


class Evaluator:
    """A table made ready: an index per input and an output row per rule."""

    def __init__(self, table: Tabel) -> None:
        self._table = table
        self._all = (1 << len(table.regels)) - 1
        self._columns: list[tuple[Invoer, str, Callable[[Any], int | None], int]] = []
        for place, column in enumerate(table.invoer):
            tests = [rule.tests[place] for rule in table.regels]
            indifferent = sum(1 << number for number, test in enumerate(tests) if test.alles)
            lookup = make_axis(column.type, tests, column.waarden).lookup
            self._columns.append((column, column.naam, lookup, indifferent))
        names = [out.naam for out in table.uitvoer]
        self._rows: list[Rij] = [dict(zip(names, rule.uitvoer, strict=True)) for rule in table.regels]
        self._choose = _CHOOSERS[table.hit_policy]

    def evaluate(self, case: Mapping[str, object]) -> Uitkomst:
        hits, absent = self._all, 0
        values: dict[str, Value] = {}
        missing: list[tuple[Invoer, int]] = []
        for column, name, lookup, indifferent in self._columns:
            raw = case.get(name)
            if raw is None:
                missing.append((column, indifferent))
                continue
            try:
                value = accept(raw, column.type)
                mask = lookup(value)
            except ValueError as error:
                raise InvoerFout(f"Invoer “{column.titel}”: {error} {_wanted(column)}") from None
            if mask is None:
                raise InvoerFout(f"Invoer “{column.titel}” mag niet {words(value)} zijn. {_wanted(column)}")
            hits &= mask
            values[name] = value
        for column, indifferent in missing:
            absent |= hits & ~indifferent
            if absent:
                raise InvoerFout(
                    f"Invoer “{column.titel}” ontbreekt en is nodig voor {_rules(absent)}. {_wanted(column)}"
                )
        return self._outcome(hits, values)

    def _outcome(self, hits: int, values: dict[str, Value]) -> Uitkomst:
        table = self._table
        numbers = self._choose(table, hits) if hits else []
        rows = [dict(self._rows[number]) for number in numbers]
        out: Rij | list[Rij] | Value | None = rows
        if not numbers:
            out = self._without_rule(values)
        elif table.hit_policy.single:
            out = rows[0]
        elif table.aggregatie:
            out = _AGGREGATES[table.aggregatie]([row[table.uitvoer[0].naam] for row in rows])
        rules = [table.regels[number] for number in numbers]
        return Uitkomst(out, [rule.id for rule in rules], [rule.nummer for rule in rules], table, values)

    def _without_rule(self, values: dict[str, Value]) -> Rij | list[Rij] | Value:
        table = self._table
        if not table.aggregatie and any(out.standaard is not None for out in table.uitvoer):
            default = {out.naam: out.standaard for out in table.uitvoer}
            return default if table.hit_policy.single else [default]
        if not table.hit_policy.single and table.aggregatie not in (Aggregatie.MIN, Aggregatie.MAX):
            return 0 if table.aggregatie else []
        given = opsomming([f"{name} = {words(value)}" for name, value in values.items()])
        raise GeenRegel(
            f"In tabel “{table.naam}” past geen regel bij {given or 'deze invoer'}. "
            "Voeg een regel toe voor dit geval."
        )


def gaps_matter(table: Tabel) -> bool:
    """Whether a case without a rule is an error: not when a default or an empty list (0) is the answer."""
    if table.hit_policy.single:
        return all(out.standaard is None for out in table.uitvoer)
    return table.aggregatie in (Aggregatie.MIN, Aggregatie.MAX)


def _plain(value: object) -> object:
    """Lists and dicts of values as JSON takes them."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return as_json(value) if isinstance(value, Value) else value


def _bits(mask: int) -> list[int]:
    numbers = []
    while mask:
        low = mask & -mask
        numbers.append(low.bit_length() - 1)
        mask ^= low
    return numbers


def _unique(table: Tabel, hits: int) -> list[int]:
    if hits & (hits - 1):
        raise MeerdereRegels(
            f"In tabel “{table.naam}” passen {_rules(hits)} tegelijk, terwijl er maar één mag passen. "
            "Maak de regels preciezer of kies een andere hit policy."
        )
    return [hits.bit_length() - 1]


def _any(table: Tabel, hits: int) -> list[int]:
    numbers = _bits(hits)
    return _agreed(table, numbers, numbers)


def _first(table: Tabel, hits: int) -> list[int]:
    return [(hits & -hits).bit_length() - 1]


def _priority(table: Tabel, hits: int) -> list[int]:
    numbers = _output_order(table, hits)
    best = table.prioriteit(table.regels[numbers[0]])
    _agreed(table, [number for number in numbers if table.prioriteit(table.regels[number]) == best], numbers)
    return numbers[:1]


def _rule_order(_table: Tabel, hits: int) -> list[int]:
    return _bits(hits)


def _output_order(table: Tabel, hits: int) -> list[int]:
    return sorted(_bits(hits), key=lambda number: table.prioriteit(table.regels[number]))


def _agreed(table: Tabel, numbers: list[int], result: list[int]) -> list[int]:
    if len({table.regels[number].uitvoer for number in numbers}) > 1:
        shown = _rules(sum(1 << number for number in numbers))
        raise MeerdereRegels(
            f"In tabel “{table.naam}” passen {shown} tegelijk en die geven verschillende uitkomsten. "
            "Maak de uitkomsten gelijk of de regels preciezer."
        )
    return result


def _exact_sum(values: list[int | Decimal]) -> Value:
    with localcontext(prec=200):
        return sum(values)


_CHOOSERS: Mapping[HitPolicy, Callable[[Tabel, int], list[int]]] = {
    HitPolicy.UNIQUE: _unique,
    HitPolicy.ANY: _any,
    HitPolicy.FIRST: _first,
    HitPolicy.PRIORITY: _priority,
    HitPolicy.COLLECT: _rule_order,
    HitPolicy.RULE_ORDER: _rule_order,
    HitPolicy.OUTPUT_ORDER: _output_order,
}
_AGGREGATES: Mapping[Aggregatie, Callable[[list[Any]], Value]] = {
    Aggregatie.SUM: _exact_sum,
    Aggregatie.MIN: min,
    Aggregatie.MAX: max,
    Aggregatie.COUNT: len,
}


def _rules(mask: int) -> str:
    numbers = [str(number + 1) for number in _bits(mask)]
    return f"regel {numbers[0]}" if len(numbers) == 1 else f"regels {opsomming(numbers)}"


def _wanted(column: Invoer) -> str:
    if column.waarden and not column.waarden.alles:
        return f"Toegestaan: {column.waarden.words()}."
    return {
        "string": "Geef een tekst.",
        "number": "Geef een getal.",
        "integer": "Geef een heel getal.",
        "boolean": "Geef ja (true) of nee (false).",
        "date": "Geef een datum als jaar-maand-dag.",
    }[column.type]
