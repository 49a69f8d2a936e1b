"""Rules as boxes on a grid of atoms: which rules are empty, which meet, where no rule is.

Both a decision table and the conditions on the flows out of a gateway end up here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .axis import Atom, Axis
from .cover import Space
from .unary import UnaryTest, opsomming
from .values import Value, words

MAX_PIECES = 6

Voorbeeld = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Column:
    """One dimension: the name in a case, the name on screen, and its atoms."""

    naam: str
    titel: str
    axis: Axis


@dataclass(frozen=True, slots=True)
class Gat:
    """A part of the grid without a rule: an example, and per column which values (``-`` for all)."""

    voorbeeld: Voorbeeld
    gebied: Mapping[str, UnaryTest]

    def words(self) -> str:
        parts = [f"{titel} is {_brief(test)}" for titel, test in self.gebied.items() if not test.alles]
        return opsomming(parts) or "de invoer wat dan ook is"


class Grid:
    """`size` rules on the product of `columns`; rules are counted from 0 and kept as bit masks."""

    def __init__(self, columns: Sequence[Column], size: int) -> None:
        self.columns = columns
        self.axes = [column.axis for column in columns]
        self.size = size
        self._boxes = (
            list(zip(*(_transposed(axis.atoms, size) for axis in self.axes), strict=True)) or [()] * size
        )
        self.live = sum(1 << rule for rule in range(size) if not self.empty_columns(rule))

    def empty_columns(self, rule: int) -> list[int]:
        """Columns in which `rule` accepts no allowed value."""
        return [place for place, atoms in enumerate(self._boxes[rule]) if not atoms]

    def meet(self, one: int, other: int) -> bool:
        """Whether a case exists that both rules accept."""
        return all(a & b for a, b in zip(self._boxes[one], self._boxes[other], strict=True))

    def example(self, *rules: int) -> Voorbeeld:
        """A case that all these rules, which must meet, accept."""
        found = {}
        for place, (column, axis) in enumerate(zip(self.columns, self.axes, strict=True)):
            shared = -1
            for rule in rules:
                shared &= self._boxes[rule][place]
            found[column.naam] = axis.atoms[(shared & -shared).bit_length() - 1].example
        return found

    def covers(self, rules: int, box: int) -> int | None:
        """Those of `rules` that together accept every case rule `box` accepts; None when they do not."""
        dimensions = [
            [atom.mask for place, atom in enumerate(axis.atoms) if atoms >> place & 1]
            for axis, atoms in zip(self.axes, self._boxes[box], strict=True)
        ]
        return Space(dimensions, rules).proof()

    def gaps(self, limit: int) -> list[Gat]:
        """At most `limit` parts that no rule accepts, each as large as it can be; together all if fewer."""
        masks = [[atom.mask for atom in axis.atoms] for axis in self.axes]
        found: list[Gat] = []
        rules = self.live
        while len(found) < limit and all(masks):
            hole = Space(masks, rules).hole()
            if hole is None:
                break
            point = [hole[d] for d in range(len(masks))]
            region = _grown(masks, point, self.live)
            bit = 1 << (self.size + len(found))
            rules |= bit
            atoms = [
                [axis.atoms[place] for place in places]
                for axis, places in zip(self.axes, region, strict=True)
            ]
            found.append(
                Gat(
                    {
                        column.naam: column.axis.atoms[own.index(mask)].example
                        for column, own, mask in zip(self.columns, masks, point, strict=True)
                    },
                    {
                        column.titel: column.axis.describe(chosen)
                        for column, chosen in zip(self.columns, atoms, strict=True)
                    },
                )
            )
            for own, places in zip(masks, region, strict=True):
                for place in places:
                    own[place] |= bit
        return found


def _brief(test: UnaryTest) -> str:
    """The words of a test, cut off where it has so many pieces that nobody reads them."""
    more = len(test.delen) - MAX_PIECES
    if more <= 1:
        return test.words()
    pieces = [part.words() for part in test.delen[:MAX_PIECES]]
    return ("niet " if test.niet else "") + opsomming([*pieces, f"nog {more} stukken"], "of")


def shown(example: Voorbeeld) -> str:
    """``leeftijd = 18, team = regie``."""
    return ", ".join(f"{name} = {words(value)}" for name, value in example.items())


def _transposed(atoms: Sequence[Atom], size: int) -> list[int]:
    """Per rule the set of atoms it accepts, from per atom the set of rules; digits are turned in C."""
    if not atoms or not size:
        return [0] * size
    rows = [format(atom.mask, f"0{size}b") for atom in reversed(atoms)]
    return [int("".join(digits), 2) for digits in zip(*rows, strict=True)][::-1]


def _grown(masks: Sequence[Sequence[int]], point: Sequence[int], rules: int) -> list[list[int]]:
    """Stretch an uncovered point, dimension by dimension, to a box that still no rule touches."""
    touching = list(point)
    box = []
    for d, own in enumerate(masks):
        others = rules
        for e, mask in enumerate(touching):
            others &= mask if e != d else -1
        places = [place for place, mask in enumerate(own) if not mask & others]
        for place in places:
            touching[d] |= own[place]
        box.append(places)
    return box
