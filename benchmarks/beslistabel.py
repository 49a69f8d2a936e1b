"""How fast beslistabel decides and verifies on 200 rules × 8 inputs, also for shapes made to be hard.

Prints one JSON line per measurement: meting, waarde, eenheid, grens, gehaald.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

# This file bears the name of what it measures; without this line it would import itself.
sys.path[:] = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).resolve().parent]

from beslistabel import Invoer, Tabel, Uitvoer, UnaryTest, build, verify  # noqa: E402
from beslistabel.unary import parse_unary  # noqa: E402

RULES, INPUTS, SIZE = 200, 8, 60
MIN_RATE = 20_000
MAX_SECONDS = 5.0

Box = list[tuple[int, int]]


def main() -> int:
    met = [rate(name, table) for name, table in (("vlakken", _partition(1)), ("gemengd", _mixed(2)))]
    for name, make in SHAPES.items():
        met.append(seconds(name, [make(seed) for seed in range(3)]))
    return 0 if all(met) else 1


def rate(name: str, table: Tabel) -> bool:
    """Cases per second, one core, including the check of types and allowed values."""
    rnd = random.Random(7)
    cases = [
        {
            column.naam: rnd.choice("abcdefgh") if column.type == "string" else rnd.randrange(SIZE)
            for column in table.invoer
        }
        for _ in range(20_000)
    ]
    table.evaluate(cases[0])
    start = time.perf_counter()
    for case in cases:
        table.evaluate(case)
    value = len(cases) / (time.perf_counter() - start)
    return _report(f"beslistabel.toepassen.{name}", value, "gevallen/s", MIN_RATE, value >= MIN_RATE)


def seconds(name: str, tables: Sequence[Tabel]) -> bool:
    """The slowest of the full verifications of these tables."""
    worst = 0.0
    for table in tables:
        start = time.perf_counter()
        verify(table)
        worst = max(worst, time.perf_counter() - start)
    return _report(f"beslistabel.controleren.{name}", worst, "s", MAX_SECONDS, worst <= MAX_SECONDS)


def _report(name: str, value: float, unit: str, limit: float, met: bool) -> bool:
    print(
        json.dumps(
            {"meting": name, "waarde": round(value, 3), "eenheid": unit, "grens": limit, "gehaald": met}
        ),
        flush=True,
    )
    return met


def _table(boxes: Sequence[Box], policy: str = "UNIQUE", outputs: int = 5) -> Tabel:
    rows = [
        [*("-" if side == (0, SIZE) else f"[{side[0]}..{side[1]})" for side in box), f'"u{place % outputs}"']
        for place, box in enumerate(boxes)
    ]
    values = ", ".join(f'"u{place}"' for place in range(outputs))
    return build(
        "Meting",
        invoer=[Invoer(f"x{place}", "number", _allowed(f"[0..{SIZE})")) for place in range(INPUTS)],
        uitvoer=[Uitvoer("uit", "string", _allowed(values, "string"))],
        regels=rows,
        hit_policy=policy,
    )


def _allowed(text: str, type_: str = "number") -> UnaryTest:
    return parse_unary(text, type_)


def _split(seed: int, *, balanced: bool = True) -> list[Box]:
    """The whole space cut at random into boxes: no overlap, no gap, every input matters."""
    rnd = random.Random(seed)
    boxes: list[Box] = [[(0, SIZE)] * INPUTS]
    while len(boxes) < RULES:
        box = boxes.pop(0 if balanced else rnd.randrange(len(boxes)))
        d = rnd.choice([d for d in range(INPUTS) if box[d][1] - box[d][0] > 1])
        low, high = box[d]
        cut = rnd.randrange(low + 1, high)
        boxes += [[*box[:d], side, *box[d + 1 :]] for side in ((low, cut), (cut, high))]
    rnd.shuffle(boxes)
    return boxes


def _grow(boxes: Sequence[Box], chance: float, seed: int) -> list[Box]:
    """Boxes blown up at random: covered everywhere, overlapping nearly everywhere."""
    rnd = random.Random(seed)
    grown = []
    for box in boxes:
        sides = []
        for low, high in box:
            down = rnd.randrange(SIZE // 3) if rnd.random() < chance else 0
            up = rnd.randrange(SIZE // 3) if rnd.random() < chance else 0
            sides.append((max(0, low - down), min(SIZE, high + up)))
        grown.append(sides)
    return grown


def _random_boxes(seed: int, dashes: float) -> list[Box]:
    rnd = random.Random(seed)
    boxes = []
    for _ in range(RULES):
        box = []
        for _ in range(INPUTS):
            low = rnd.randrange(SIZE)
            box.append((0, SIZE) if rnd.random() < dashes else (low, rnd.randrange(low + 1, SIZE + 1)))
        boxes.append(box)
    return boxes


def _halves(seed: int, inputs: int) -> list[Box]:
    """Every rule takes half of a few inputs: `-` elsewhere, hardly anything contained in anything else."""
    rnd = random.Random(seed)
    boxes = []
    for _ in range(RULES):
        box = [(0, SIZE)] * INPUTS
        for d in rnd.sample(range(INPUTS), inputs):
            cut = rnd.randrange(10, SIZE - 10)
            box[d] = (0, cut) if rnd.random() < 0.5 else (cut, SIZE)
        boxes.append(box)
    return boxes


def _partition(seed: int) -> Tabel:
    return _table(_split(seed))


def _mixed(seed: int) -> Tabel:
    """Strings and numbers, first rule wins, last rule takes the rest: what a municipality would draw."""
    rnd = random.Random(seed)
    rows = []
    for place in range(RULES - 1):
        strings = [rnd.choice(["-", f'"{rnd.choice("abcdefgh")}"', '"a", "b"', 'not("c")']) for _ in range(4)]
        numbers = [
            rnd.choice(["-", f">= {rnd.randrange(SIZE)}", f"[{place % 30}..{SIZE}]"]) for _ in range(4)
        ]
        rows.append([*strings, *numbers, f'"u{place % 5}"'])
    columns = [
        Invoer(f"s{n}", "string", _allowed(", ".join(f'"{c}"' for c in "abcdefgh"), "string"))
        for n in range(4)
    ]
    columns += [Invoer(f"n{n}", "number") for n in range(4)]
    return build(
        "Meting", invoer=columns, uitvoer=[Uitvoer("uit", "string")], regels=[*rows, ["-"] * 8 + ['"u0"']],
        hit_policy="FIRST",
    )  # fmt: skip


SHAPES: dict[str, Callable[[int], Tabel]] = {
    "vlakken": _partition,
    "vlakken_scheef": lambda seed: _table(_split(seed, balanced=False)),
    "vlakken_een_gat": lambda seed: _table(_split(seed)[:-1]),
    "overlap_licht": lambda seed: _table(_grow(_split(seed), 0.1, seed)),
    "overlap_zwaar": lambda seed: _table(_grow(_split(seed), 0.6, seed)),
    "overlap_zwaar_any": lambda seed: _table(_grow(_split(seed), 0.6, seed), "ANY", 1),
    "eerste_zwaar": lambda seed: _table(_grow(_split(seed), 0.6, seed), "FIRST"),
    "eerste_vlakken": lambda seed: _table(_grow(_split(seed), 0.3, seed), "FIRST"),
    "voorrang_zwaar": lambda seed: _table(_grow(_split(seed), 0.6, seed), "PRIORITY"),
    "toeval": lambda seed: _table(_random_boxes(seed, 0.0)),
    "toeval_streepjes": lambda seed: _table(_random_boxes(seed, 0.7), "FIRST"),
    "halven_van_drie": lambda seed: _table(_halves(seed, 3), "FIRST"),
    "halven_van_vier": lambda seed: _table(_halves(seed, 4), "ANY", 1),
    "halven_van_vijf": lambda seed: _table(_halves(seed, 5), "ANY", 1),
    "gemengd": _mixed,
}

if __name__ == "__main__":
    sys.exit(main())
