"""Exact verification: what is wrong with a table before anyone relies on it.

`verify` finds rules that contradict each other, cases without a rule, rules that can never decide and
outputs that are never given. "Exact" means: no finding is missed and none is false, for every language
element this library reads. Each `Bevinding` carries a case that shows it, where such a case exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .axis import make_axis
from .evaluation import gaps_matter
from .grid import Column, Grid, Voorbeeld, shown
from .model import HitPolicy, Regel, Tabel, shown_output
from .unary import opsomming
from .values import Value, as_json, words

MAX_GAPS = 20
"""Gaps reported at once; each is a whole area, so more than this means the table is hardly begun."""


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One thing that is wrong.

    `soort` is one of: ``overlap`` (rules that contradict), ``gat`` (cases without a rule), ``nooit`` (a rule
    no case can meet), ``gemaskeerd`` (a rule that others always win from), ``onbekende_waarde`` (a rule
    mentions a value that is not allowed), ``uitvoer_buiten_lijst``, ``onbereikbare_uitvoer``, ``geen_waarde``
    (an input without any allowed value). `regels` are ids, `nummers` the same rules by number.
    `voorbeeld` is a valid case that shows it; None where by nature there is none.
    """

    soort: str
    tekst: str
    regels: tuple[str, ...] = ()
    nummers: tuple[int, ...] = ()
    voorbeeld: Voorbeeld | None = None
    tabel: str = ""

    def as_dict(self) -> dict[str, object]:
        """Ready for JSON."""
        example = self.voorbeeld
        return {
            "soort": self.soort,
            "tabel": self.tabel,
            "regels": list(self.regels),
            "nummers": list(self.nummers),
            "voorbeeld": None
            if example is None
            else {name: as_json(value) for name, value in example.items()},
            "tekst": self.tekst,
        }


def verify(tabel: Tabel) -> list[Bevinding]:
    """Everything that is wrong with the table; empty when it may be relied upon."""
    columns = [
        Column(
            column.naam,
            column.titel,
            make_axis(column.type, [rule.tests[place] for rule in tabel.regels], column.waarden),
        )
        for place, column in enumerate(tabel.invoer)
    ]
    grid = Grid(columns, len(tabel.regels))
    empty = [column.titel for column in columns if not column.axis.atoms]
    if empty:
        return [
            Bevinding(
                "geen_waarde",
                f"Invoer “{title}” laat geen enkele waarde toe. Verruim de waarden.",
                tabel=tabel.id,
            )
            for title in empty
        ]
    return list(_Check(tabel, grid).all())


class _Check:
    def __init__(self, table: Tabel, grid: Grid) -> None:
        self.table = table
        self.grid = grid
        self.deciding = [rule for rule in table.regels if grid.live >> (rule.nummer - 1) & 1]

    def all(self) -> Iterator[Bevinding]:
        yield from self.never()
        yield from self.overlaps()
        yield from self.masked()
        yield from self.gaps()
        yield from self.unknown_inputs()
        yield from self.outputs()

    def never(self) -> Iterator[Bevinding]:
        for rule in self.table.regels:
            for place in self.grid.empty_columns(rule.nummer - 1):
                column = self.table.invoer[place]
                allowed = f" (toegestaan: {column.waarden.words()})" if column.waarden else ""
                yield self.finding(
                    "nooit",
                    f"Regel {rule.nummer} kan nooit gelden: geen waarde van {column.titel}{allowed} "
                    f"voldoet aan “{rule.tests[place].tekst}”. Pas de cel aan of verwijder de regel.",
                    [rule],
                )

    def overlaps(self) -> Iterator[Bevinding]:
        conflict = self._conflict()
        if conflict is None:
            return
        for place, rule in enumerate(self.deciding):
            for other in self.deciding[place + 1 :]:
                if conflict(rule, other) and self.grid.meet(rule.nummer - 1, other.nummer - 1):
                    yield self._overlap(rule, other)

    def _conflict(self) -> Callable[[Regel, Regel], bool] | None:
        """Which pairs may not hit together; None when the hit policy allows every pair."""
        rank = self.table.prioriteit
        return {
            HitPolicy.UNIQUE: lambda a, b: True,
            HitPolicy.ANY: lambda a, b: a.uitvoer != b.uitvoer,
            HitPolicy.PRIORITY: lambda a, b: a.uitvoer != b.uitvoer and rank(a) == rank(b),
        }.get(self.table.hit_policy)

    def _overlap(self, rule: Regel, other: Regel) -> Bevinding:
        example = self.grid.example(rule.nummer - 1, other.nummer - 1)
        if rule.uitvoer == other.uitvoer:
            say = f"geven allebei {shown_output(self.table, rule)}"
            mend = "Voeg ze samen of maak er een preciezer."
        else:
            say = f"geven {shown_output(self.table, rule)} en {shown_output(self.table, other)}"
            mend = "Maak een van de twee preciezer."
        return self.finding(
            "overlap",
            f"Regels {rule.nummer} en {other.nummer} gelden allebei bij {shown(example) or 'elk geval'} "
            f"en {say}. {mend}",
            [rule, other],
            example,
        )

    def masked(self) -> Iterator[Bevinding]:
        """Under FIRST and PRIORITY: rules that others always win from. They do not decide any more."""
        policy = self.table.hit_policy
        if policy is HitPolicy.FIRST:
            order, alone, together = self.deciding, "die eerder staat", "die eerder staan"
        elif policy is HitPolicy.PRIORITY:
            order = sorted(self.deciding, key=lambda rule: (self.table.prioriteit(rule), rule.nummer))
            alone, together = "die voorgaat", "die voorgaan"
        else:
            return
        winners: list[Regel] = []
        for rule in order:
            stronger = [other for other in winners if self._wins(other, rule)]
            proof = self.grid.covers(_mask(stronger), rule.nummer - 1) if stronger else None
            if proof is None:
                winners.append(rule)
            else:
                by = [other for other in self.table.regels if proof >> (other.nummer - 1) & 1]
                yield self._masked(rule, by, together if len(by) > 1 else alone)
        self.deciding = sorted(winners, key=lambda rule: rule.nummer)

    def _wins(self, other: Regel, rule: Regel) -> bool:
        """Of two rules in order: not when they tie with different outputs, which is an overlap."""
        tie = self.table.hit_policy is HitPolicy.PRIORITY and (
            self.table.prioriteit(other) == self.table.prioriteit(rule) and other.uitvoer != rule.uitvoer
        )
        return not tie and self.grid.meet(other.nummer - 1, rule.nummer - 1)

    def _masked(self, rule: Regel, by: list[Regel], why: str) -> Bevinding:
        names = [str(other.nummer) for other in by]
        if len(names) > 6:
            names = [*names[:5], f"nog {len(names) - 5} andere"]
        others = (
            f"regel {names[0]}, {why}, vangt"
            if len(by) == 1
            else f"de regels {opsomming(names)}, {why}, vangen"
        )
        return self.finding(
            "gemaskeerd",
            f"Regel {rule.nummer} beslist nooit: {others} al die gevallen op. "
            "Verplaats de regel, maak hem ruimer of verwijder hem.",
            [rule, *by],
            self.grid.example(rule.nummer - 1),
        )

    def gaps(self) -> Iterator[Bevinding]:
        if not gaps_matter(self.table):
            return
        gaps = self.grid.gaps(MAX_GAPS + 1)
        for place, gap in enumerate(gaps[:MAX_GAPS]):
            more = (
                " Er zijn nog meer gaten; vul eerst deze."
                if place == MAX_GAPS - 1 and len(gaps) > MAX_GAPS
                else ""
            )
            yield self.finding(
                "gat",
                f"Geen regel geldt als {gap.words()}, bijvoorbeeld bij {shown(gap.voorbeeld) or 'niets'}. "
                f"Voeg een regel toe of maak een regel ruimer.{more}",
                [],
                gap.voorbeeld,
            )

    def unknown_inputs(self) -> Iterator[Bevinding]:
        for rule in self.deciding:
            for column, test in zip(self.table.invoer, rule.tests, strict=True):
                if column.waarden is None:
                    continue
                for part in test.delen:
                    if part.is_point and part.low is not None and not column.waarden.matches(part.low):
                        yield self.finding(
                            "onbekende_waarde",
                            f"Regel {rule.nummer} noemt bij {column.titel} de waarde {part.words()}, die niet "
                            f"mag voorkomen. Toegestaan: {column.waarden.words()}.",
                            [rule],
                        )

    def outputs(self) -> Iterator[Bevinding]:
        for place, column in enumerate(self.table.uitvoer):
            if column.waarden is None or column.waarden.alles:
                continue
            for rule in self.table.regels:
                value = rule.uitvoer[place]
                if value is not None and not column.waarden.matches(value):
                    yield self.finding(
                        "uitvoer_buiten_lijst",
                        f"Regel {rule.nummer} geeft {column.naam} = {words(value)}, maar dat staat niet bij "
                        f"de uitvoerwaarden: {column.waarden.words()}. Pas de regel of de lijst aan.",
                        [rule],
                    )
            yield from self._unreachable(place, column.naam, column.waarden.literals)

    def _unreachable(self, place: int, name: str, listed: Iterable[Value]) -> Iterator[Bevinding]:
        given = {rule.uitvoer[place] for rule in self.deciding}
        default = self.table.uitvoer[place].standaard
        if default is not None and default not in given and self.grid.gaps(1):
            given.add(default)
        for value in listed:
            if value not in given:
                would = [rule for rule in self.table.regels if rule.uitvoer[place] == value]
                yield self.finding(
                    "onbereikbare_uitvoer",
                    f"De uitvoer {name} = {words(value)} wordt nooit gegeven: geen regel die kan gelden heeft "
                    "die uitkomst. Voeg een regel toe of haal de waarde uit de lijst.",
                    would,
                )

    def finding(
        self, kind: str, text: str, rules: list[Regel], example: Voorbeeld | None = None
    ) -> Bevinding:
        return Bevinding(
            kind, text, tuple(r.id for r in rules), tuple(r.nummer for r in rules), example, self.table.id
        )


def _mask(rules: Iterable[Regel]) -> int:
    return sum(1 << (rule.nummer - 1) for rule in rules)
