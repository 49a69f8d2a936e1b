"""The one hard question of verification: do these boxes together fill the whole space?

A space is a list of dimensions, each a list of bit masks: mask bit n says that rule n accepts that atom.
A rule is thus a box of atoms, and a point is one atom per dimension; it is covered when the AND of its
masks is not zero. Filling a space with boxes is hard in general, so the search is exact but never naive:

- an atom that accepts a superset of the rules of another atom need not be looked at (if the poorer one is
  covered, so is the richer); an atom that accepts no rule is a hole at once;
- a dimension with one atom left decides by itself; a rule that accepts all that is left ends the branch;
- rules that look at different dimensions fall apart into parts: all is covered when one part is;
- the dimension that most rules look at is split first, poorest atom first;
- a branch that is covered comes back with its proof, the few rules that did it; wherever those rules are
  all in play again over the same dimensions, the answer is known.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_

Point = dict[int, int]
"""Dimension → one of its masks."""

MAX_PROOFS = 64
"""Proofs remembered per set of dimensions, the last used first; 16 to 1024 differ little (measured)."""

_Open = dict[int, dict[int, int]]
"""Dimension → its poorest atoms: what they accept of the rules still in play → their mask."""


class Space:
    """Search in one space; make a new one when the dimensions change."""

    def __init__(self, dimensions: Sequence[Sequence[int]], rules: int) -> None:
        self._start = {d: list(dict.fromkeys(masks)) for d, masks in enumerate(dimensions)}
        self._rules = rules
        self._proofs: dict[frozenset[int], list[int]] = {}

    def hole(self) -> Point | None:
        """A point that no rule accepts, as the mask per dimension; None when all is covered."""
        found = self._search(self._rules, self._start)
        return None if isinstance(found, int) else found

    def proof(self) -> int | None:
        """Rules that by themselves cover all; None when there is a hole."""
        found = self._search(self._rules, self._start)
        return found if isinstance(found, int) else None

    def _search(self, rules: int, dimensions: Mapping[int, list[int]]) -> Point | int:
        """A hole, or a proof: rules out of `rules` that by themselves cover these dimensions."""
        known = self._proofs.setdefault(frozenset(dimensions), [])
        for place, proof in enumerate(known):
            if proof & rules == proof:
                known.insert(0, known.pop(place))
                return proof
        found = self._decide(rules, dimensions)
        if isinstance(found, int):
            known.insert(0, found)
            del known[MAX_PROOFS:]
        return found

    def _decide(self, rules: int, dimensions: Mapping[int, list[int]]) -> Point | int:
        point: Point = {}
        rules, open_ = _propagate(rules, dimensions, point)
        if not rules:
            return point | {d: masks[0] for d, masks in dimensions.items() if d not in point}
        looking = {d: rules & ~reduce(and_, poorest) for d, poorest in open_.items()}
        indifferent = rules & ~reduce(or_, looking.values(), 0)
        if indifferent:
            return indifferent & -indifferent
        for part in _parts(looking):
            found = self._split({d: open_[d] for d in part}, looking)
            if isinstance(found, int):
                return found
            point |= found
        return point

    def _split(self, part: _Open, looking: Mapping[int, int]) -> Point | int:
        """Try the atoms of one dimension of `part`; only rules that look at `part` can decide it."""
        own = reduce(or_, (looking[d] for d in part))
        first = max(part, key=lambda d: looking[d].bit_count())
        rest = {d: list(part[d].values()) for d in part if d != first}
        proof = 0
        for accepting, mask in part[first].items():
            found = self._search(accepting & own, rest)
            if not isinstance(found, int):
                return found | {first: mask}
            proof |= found
        return proof


def _propagate(rules: int, dimensions: Mapping[int, list[int]], point: Point) -> tuple[int, _Open]:
    """Keep the poorest atoms; fix every dimension that has one left (in `point`) until none is forced."""
    while True:
        before = rules
        open_: _Open = {}
        for d, masks in dimensions.items():
            if d in point:
                continue
            poorest = _poorest({mask & rules: mask for mask in masks})
            if len(poorest) > 1:
                open_[d] = poorest
                continue
            ((accepting, mask),) = poorest.items()
            point[d] = mask
            rules &= accepting
            if not rules:
                return 0, {}
        if rules == before:
            return rules, open_


def _poorest(atoms: dict[int, int]) -> dict[int, int]:
    """The atoms that accept no superset of what another accepts, poorest first."""
    if 0 in atoms:
        return {0: atoms[0]}
    kept: dict[int, int] = {}
    for accepting in sorted(atoms, key=int.bit_count):
        for poorer in kept:
            if poorer & accepting == poorer:
                break
        else:
            kept[accepting] = atoms[accepting]
    return kept


def _parts(looking: Mapping[int, int]) -> list[list[int]]:
    """Group the dimensions so that no rule looks at two groups."""
    parts: list[tuple[list[int], int]] = []
    for d, rules in looking.items():
        mine, apart = ([d], rules), []
        for part in parts:
            if part[1] & rules:
                mine = (mine[0] + part[0], mine[1] | part[1])
            else:
                apart.append(part)
        parts = [*apart, mine]
    return [dimensions for dimensions, _ in parts]
