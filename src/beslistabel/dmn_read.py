"""From a DMN file to tables. Nothing in a file is trusted: no entities, no DTD, no network, no giants."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from .fouten import BeslistabelFout, TabelFout
from .model import Invoer, Regel, Tabel, Uitvoer, read_literal, read_policy, read_test
from .unary import UnaryTest
from .values import canonical_type

DMN_13 = "https://www.omg.org/spec/DMN/20191111/MODEL/"
NAMESPACES = (
    DMN_13,
    "http://www.omg.org/spec/DMN/20180521/MODEL/",  # 1.2
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",  # 1.1
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd",  # 1.1, as older editors wrote it
)
MAX_BYTES = 5_000_000


def read(path_or_bytes: str | Path | bytes, tabel_id: str | None = None) -> Tabel:
    """The one table in a file, or the one with this decision id. TabelFout in Dutch when that fails."""
    root, source = _load(path_or_bytes)
    found = {decision.get("id", ""): decision for decision in _decisions(root)}
    if tabel_id is None:
        if len(found) != 1:
            raise TabelFout(
                f"Het bestand bevat {len(found)} tabellen: {', '.join(found)}. Noem de tabel die u bedoelt."
            )
        tabel_id = next(iter(found))
    if tabel_id not in found:
        raise TabelFout(f"Tabel “{tabel_id}” staat niet in het bestand. Wel: {', '.join(found)}.")
    return _table(found[tabel_id], source)


def read_all(path_or_bytes: str | Path | bytes) -> list[Tabel]:
    """All decision tables in a file, in their order; decisions of another form are left alone."""
    root, source = _load(path_or_bytes)
    return [_table(decision, source) for decision in _decisions(root)]


def parse_xml(source: bytes) -> etree._Element:
    """The root of a DMN document; TabelFout for anything unsafe or unreadable."""
    if len(source) > MAX_BYTES:
        raise TabelFout(
            f"Het bestand is te groot ({len(source)} bytes; hoogstens {MAX_BYTES}). Splits het bestand."
        )
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        raise TabelFout("Het bestand is geen UTF-8. Sla het op als UTF-8 en probeer het opnieuw.") from None
    if b"<!DOCTYPE" in source or b"<!ENTITY" in source:
        raise TabelFout("Het bestand bevat een DOCTYPE of ENTITY; dat is niet veilig. Haal die regels weg.")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise TabelFout(
            f"Het bestand is geen geldige XML ({error.msg}). Open en bewaar het in de tabeleditor."
        ) from None
    name = etree.QName(root)
    if name.localname != "definitions" or name.namespace not in NAMESPACES:
        raise TabelFout(
            "Het bestand is geen DMN 1.1, 1.2 of 1.3: het begint niet met <definitions> uit die standaard."
        )
    return root


def child(parent: etree._Element, name: str) -> etree._Element | None:
    """First child element in the namespace of its parent."""
    return parent.find(f"{{{etree.QName(parent).namespace}}}{name}")


def children(parent: etree._Element, name: str) -> list[etree._Element]:
    return parent.findall(f"{{{etree.QName(parent).namespace}}}{name}")


def text_of(parent: etree._Element | None, name: str) -> str:
    """Text of a child element, stripped; empty when it is not there."""
    found = None if parent is None else child(parent, name)
    return "" if found is None else (found.text or "").strip()


def rule_id(table: etree._Element, decision_id: str, number: int) -> str:
    """Id of rule `number` (from 1); rules without one get an id that no other rule has."""
    rules = children(table, "rule")
    return rules[number - 1].get("id") or f"{decision_id}_regel_{number}"


def _load(path_or_bytes: str | Path | bytes) -> tuple[etree._Element, bytes]:
    if isinstance(path_or_bytes, bytes):
        return parse_xml(path_or_bytes), path_or_bytes
    path = Path(path_or_bytes)
    try:
        with path.open("rb") as file:
            source = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise TabelFout(f"Het bestand {path.name} is niet te lezen: {error.strerror}.") from None
    return parse_xml(source), source


def _decisions(root: etree._Element) -> Iterator[etree._Element]:
    found = [
        decision for decision in children(root, "decision") if child(decision, "decisionTable") is not None
    ]
    if not found:
        raise TabelFout("Het bestand bevat geen beslistabel.")
    ids = [decision.get("id", "") for decision in found]
    if not all(ids) or len(set(ids)) < len(ids):
        raise TabelFout("Elke tabel in het bestand moet een eigen id hebben.")
    yield from found


def _table(decision: etree._Element, source: bytes) -> Tabel:
    table = child(decision, "decisionTable")
    assert table is not None
    id_ = decision.get("id", "")
    name = decision.get("name") or id_
    try:
        inputs = tuple(
            _input(element, number) for number, element in enumerate(children(table, "input"), start=1)
        )
        elements = children(table, "output")
        outputs = tuple(
            _output(element, decision, number) for number, element in enumerate(elements, start=1)
        )
        rules = tuple(
            _rule(element, rule_id(table, id_, number), number, inputs, outputs)
            for number, element in enumerate(children(table, "rule"), start=1)
        )
        policy, aggregation = read_policy(table.get("hitPolicy") or "UNIQUE", table.get("aggregation"))
    except BeslistabelFout as error:
        raise type(error)(f"Tabel “{name}”: {error}") from None
    return Tabel(id_, name, policy, inputs, outputs, rules, aggregation, source)


def _input(element: etree._Element, number: int) -> Invoer:
    expression = child(element, "inputExpression")
    name, label = text_of(expression, "text"), element.get("label") or ""
    if not name:
        raise TabelFout(f"invoerkolom {number} heeft geen expressie. Vul de naam van het gegeven in.")
    type_ = _type(None if expression is None else expression.get("typeRef"), f"invoer “{name}”")
    allowed = _allowed(element, "inputValues", type_, f"de waarden van invoer “{name}”")
    return Invoer(name, type_, allowed, label, element.get("id") or "")


def _output(element: etree._Element, decision: etree._Element, number: int) -> Uitvoer:
    variable = child(decision, "variable")
    name = element.get("name") or element.get("label") or ""
    if not name and number == 1 and variable is not None:
        name = variable.get("name") or ""
    name = name or ("uitkomst" if number == 1 else f"uitkomst_{number}")
    declared = element.get("typeRef") or (variable.get("typeRef") if variable is not None else None)
    type_ = _type(declared, f"uitvoer “{name}”")
    allowed = _allowed(element, "outputValues", type_, f"de waarden van uitvoer “{name}”")
    default = text_of(child(element, "defaultOutputEntry"), "text")
    value = read_literal(default, type_, f"de standaarduitvoer van “{name}”")
    return Uitvoer(name, type_, allowed, value, element.get("label") or "", element.get("id") or "")


def _rule(
    element: etree._Element, id_: str, number: int, inputs: tuple[Invoer, ...], outputs: tuple[Uitvoer, ...]
) -> Regel:
    tests = [text_of(entry, "text") for entry in children(element, "inputEntry")]
    values = [text_of(entry, "text") for entry in children(element, "outputEntry")]
    if len(tests) != len(inputs) or len(values) != len(outputs):
        raise TabelFout(
            f"regel {number} heeft {len(tests)} invoer- en {len(values)} uitvoercellen; "
            f"dat moeten er {len(inputs)} en {len(outputs)} zijn."
        )
    notes = [text_of(entry, "text") for entry in children(element, "annotationEntry")]
    note = text_of(element, "description") or "\n".join(filter(None, notes))
    return Regel(
        id_,
        number,
        tuple(
            read_test(text, column.type, f"regel {number}, invoer “{column.titel}”")
            for text, column in zip(tests, inputs, strict=True)
        ),
        tuple(
            read_literal(text, column.type, f"regel {number}, uitvoer “{column.naam}”")
            for text, column in zip(values, outputs, strict=True)
        ),
        note,
    )


def _type(type_ref: str | None, where: str) -> str:
    type_ = canonical_type((type_ref or "").rpartition(":")[2])
    if type_ is None:
        shown = f"heeft type “{type_ref}”" if type_ref else "heeft geen type"
        raise TabelFout(f"{where} {shown}. Kies string, number, integer, boolean of date.")
    return type_


def _allowed(element: etree._Element, name: str, type_: str, where: str) -> UnaryTest | None:
    text = text_of(child(element, name), "text")
    return read_test(text, type_, where) if text and text != "-" else None
