"""The search itself, on spaces large enough that pruning and remembered proofs do real work."""

import random
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from beslistabel.cover import Space


def accepts(masks: list[int]) -> int:
    common = -1
    for mask in masks:
        common &= mask
    return common


@st.composite
def spaces(draw: st.DrawFn) -> tuple[list[list[int]], int]:
    """Up to 30 rules on up to 5 dimensions of up to 5 atoms; a rule takes a stretch of most dimensions."""
    rnd = random.Random(draw(st.integers(0, 10**9)))
    size = [rnd.randint(1, 5) for _ in range(rnd.randint(1, 5))]
    rules = rnd.randint(1, 30)
    dashes = rnd.choice([0.2, 0.5, 0.7])
    dimensions = [[0] * atoms for atoms in size]
    for rule in range(rules):
        for masks in dimensions:
            low = 0 if rnd.random() < dashes else rnd.randrange(len(masks))
            high = len(masks) if rnd.random() < dashes else rnd.randint(low + 1, len(masks))
            for place in range(low, high):
                masks[place] |= 1 << rule
    return dimensions, (1 << rules) - 1


@given(spaces())
@settings(max_examples=600, deadline=None)
def test_a_hole_is_a_real_hole_and_a_proof_really_covers(space: tuple[list[list[int]], int]) -> None:
    dimensions, rules = space
    points = [accepts(list(point)) for point in product(*dimensions)]
    hole, proof = Space(dimensions, rules).hole(), Space(dimensions, rules).proof()
    if all(points):
        assert hole is None and proof is not None
        assert proof & ~rules == 0
        assert all(point & proof for point in points)
    else:
        assert proof is None and hole is not None
        assert accepts([hole[d] for d in range(len(dimensions))]) & rules == 0
        assert all(hole[d] in masks for d, masks in enumerate(dimensions))
