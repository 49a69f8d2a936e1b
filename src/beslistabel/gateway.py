"""The conditions on the flows out of one gateway, checked like a table: exactly one must always hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from .axis import Axis, make_axis
from .condition import MAX_BOXES, Box, Voorwaarde, condition
from .fouten import VoorwaardeFout
from .grid import Column, Grid, shown
from .model import Invoer, read_test
from .unary import UnaryTest
from .values import type_names
from .verify import MAX_GAPS, Bevinding


def check_gateway(
    conditions: Sequence[str | Voorwaarde],
    domains: Mapping[str, str | Invoer] | None = None,
    *,
    standaard: bool = False,
) -> list[Bevinding]:
    """Where the conditions overlap, leave a case without a way, or can never hold; empty when all is well.

    `domains` gives allowed values per variable: FEEL text such as ``"a", "b"`` or ``[0..18]``, or an input
    of a table. With `standaard` (a default flow) cases without a condition are no finding. In a finding
    `regels` holds the texts of the conditions and `nummers` their places, from 1. VoorwaardeFout when a
    condition cannot be read.
    """
    read = [condition(item) if isinstance(item, str) else item for item in conditions]
    clash = list(_type_clashes(read, domains or {}))
    return clash or list(_findings(read, domains or {}, standaard=standaard))


def _type_clashes(read: Sequence[Voorwaarde], domains: Mapping[str, str | Invoer]) -> Iterator[Bevinding]:
    wanted = {name: _base(domain.type) for name, domain in domains.items() if isinstance(domain, Invoer)}
    for number, one in enumerate(read, start=1):
        for name, type_ in one.types.items():
            if wanted.setdefault(name, type_) != type_:
                yield Bevinding(
                    "type",
                    f"Voorwaarde {number} (“{one.tekst}”) vergelijkt {name} met {type_names[type_]}, "
                    f"maar elders is het {type_names[wanted[name]]}. Maak de soort overal gelijk.",
                    (one.tekst,),
                    (number,),
                )


def _findings(
    read: Sequence[Voorwaarde], domains: Mapping[str, str | Invoer], *, standaard: bool
) -> Iterator[Bevinding]:
    boxes = [(owner, box) for owner, one in enumerate(read) for box in one.boxes()]
    if len(boxes) > MAX_BOXES:
        raise VoorwaardeFout("De voorwaarden zijn samen te ingewikkeld. Maak er een tabel van.")
    types = {name: type_ for one in read for name, type_ in one.types.items()}
    columns = [
        Column(name, name, _axis(name, type_, domains.get(name), [box for _, box in boxes]))
        for name, type_ in sorted(types.items())
    ]
    grid = Grid(columns, len(boxes))
    own = [
        [place for place, (owner, _) in enumerate(boxes) if owner == number] for number in range(len(read))
    ]
    for number, places in enumerate(own):
        if not any(grid.live >> place & 1 for place in places):
            yield _finding("nooit", "kan nooit gelden. Pas hem aan of haal de uitgang weg.", read, [number])
    for one in range(len(read)):
        for other in range(one + 1, len(read)):
            pairs = ((a, b) for a in own[one] for b in own[other] if grid.live >> a & grid.live >> b & 1)
            met = next((pair for pair in pairs if grid.meet(*pair)), None)
            if met:
                example = grid.example(*met)
                text = f"gelden allebei bij {shown(example)}. Maak een van de twee preciezer."
                yield replace(_finding("overlap", text, read, [one, other]), voorbeeld=example)
    for gap in () if standaard else grid.gaps(MAX_GAPS):
        yield Bevinding(
            "gat",
            f"Geen voorwaarde geldt als {gap.words()}, bijvoorbeeld bij {shown(gap.voorbeeld) or 'niets'}. "
            "Voeg een voorwaarde toe of wijs een standaarduitgang aan.",
            voorbeeld=gap.voorbeeld,
        )


def _axis(name: str, type_: str, domain: str | Invoer | None, boxes: Sequence[Box]) -> Axis:
    """Atoms of one variable; a box with several tests on it accepts an atom when all of them do."""
    allowed = domain.waarden if isinstance(domain, Invoer) else None
    if isinstance(domain, str):
        allowed = read_test(domain, type_, f"de waarden van {name}")
    tests = [box.get(name) or (UnaryTest(),) for box in boxes]
    flat = [test for own in tests for test in own]
    axis = make_axis(domain.type if isinstance(domain, Invoer) else type_, flat, allowed)
    needed, first = [], 0
    for own in tests:
        needed.append(((1 << len(own)) - 1) << first)
        first += len(own)
    return replace(
        axis,
        atoms=tuple(
            replace(atom, mask=sum(1 << box for box, bits in enumerate(needed) if atom.mask & bits == bits))
            for atom in axis.atoms
        ),
    )


def _base(type_: str) -> str:
    return "number" if type_ == "integer" else type_


def _finding(kind: str, text: str, read: Sequence[Voorwaarde], numbers: list[int]) -> Bevinding:
    names = " en ".join(f"{number + 1} (“{read[number].tekst}”)" for number in numbers)
    noun = "Voorwaarde" if len(numbers) == 1 else "Voorwaarden"
    return Bevinding(
        kind,
        f"{noun} {names} {text}",
        tuple(read[number].tekst for number in numbers),
        tuple(number + 1 for number in numbers),
    )
