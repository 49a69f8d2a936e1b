"""From a table to a DMN 1.3 file that dmn-js opens.

A table that came from a file is written over that file: only what differs is touched, so diagrams,
extension elements, other decisions and comments stay as they were. A table made from scratch gets a
small document with a diagram of one box.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from .dmn_read import DMN_13, child, children, parse_xml, rule_id, text_of
from .fouten import TabelFout
from .model import HitPolicy, Regel, Tabel, Uitvoer
from .unary import UnaryTest
from .values import canonical_type, literal

_DMNDI = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
_DC = "http://www.omg.org/spec/DMN/20180521/DC/"

_ORDER = {
    "input": ("description", "extensionElements", "inputExpression", "inputValues"),
    "output": ("description", "extensionElements", "outputValues", "defaultOutputEntry"),
    "rule": ("description", "extensionElements", "inputEntry", "outputEntry", "annotationEntry"),
    "decisionTable": ("description", "extensionElements", "input", "output", "annotation", "rule"),
}
"""Order of children as the XSD of DMN 1.3 wants it."""


def write(tabel: Tabel) -> bytes:
    """The table as a DMN file in UTF-8; TabelFout when a text holds a character that XML forbids."""
    try:
        return _written(tabel)
    except ValueError as error:
        if isinstance(error, TabelFout):
            raise
        raise TabelFout(
            f"Tabel “{tabel.naam}” bevat een onzichtbaar teken dat niet in een bestand mag. Typ die tekst opnieuw."
        ) from None


def _written(tabel: Tabel) -> bytes:
    root = parse_xml(tabel.bron) if tabel.bron else _document(tabel)
    decision = next((found for found in children(root, "decision") if found.get("id") == tabel.id), None)
    table = None if decision is None else child(decision, "decisionTable")
    if decision is None or table is None:
        root = _document(tabel)
        decision = child(root, "decision")
        table = None if decision is None else child(decision, "decisionTable")
    assert decision is not None and table is not None
    if (decision.get("name") or decision.get("id")) != tabel.naam:
        decision.set("name", tabel.naam)
    _policy(table, tabel)
    _inputs(table, tabel)
    _outputs(table, tabel)
    _rules(table, tabel)
    if not tabel.bron:
        etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _document(tabel: Tabel) -> etree._Element:
    """An empty decision with its diagram: what dmn-js needs to open a file."""
    root = etree.Element(
        f"{{{DMN_13}}}definitions",
        {"id": f"{tabel.id}_definities", "name": tabel.naam, "namespace": "http://beslistabel/"},
        nsmap={None: DMN_13, "dmndi": _DMNDI, "dc": _DC},  # type: ignore[dict-item]  # stubs forget None
    )
    decision = etree.SubElement(root, f"{{{DMN_13}}}decision", {"id": tabel.id, "name": tabel.naam})
    etree.SubElement(decision, f"{{{DMN_13}}}decisionTable", {"id": f"{tabel.id}_tabel"})
    diagram = etree.SubElement(etree.SubElement(root, f"{{{_DMNDI}}}DMNDI"), f"{{{_DMNDI}}}DMNDiagram")
    shape = etree.SubElement(diagram, f"{{{_DMNDI}}}DMNShape", {"dmnElementRef": tabel.id})
    etree.SubElement(shape, f"{{{_DC}}}Bounds", {"height": "80", "width": "180", "x": "160", "y": "100"})
    return root


def _policy(table: etree._Element, tabel: Tabel) -> None:
    if (table.get("hitPolicy") or "UNIQUE") != tabel.hit_policy:
        table.set("hitPolicy", tabel.hit_policy)
    if tabel.hit_policy is HitPolicy.COLLECT and tabel.aggregatie:
        table.set("aggregation", tabel.aggregatie)
    else:
        table.attrib.pop("aggregation", "")


def _inputs(table: etree._Element, tabel: Tabel) -> None:
    old = children(table, "input")
    known = {text_of(child(element, "inputExpression"), "text"): element for element in old}
    new = []
    for number, column in enumerate(tabel.invoer, start=1):
        element = known.get(column.naam)
        if element is None:
            element = _new(table, "input", column.id or f"{tabel.id}_invoer_{number}")
        _attribute(element, "label", column.label)
        expression = _get(element, "inputExpression")
        _text(expression, column.naam)
        _type_ref(expression, column.type)
        _allowed(element, "inputValues", column.waarden)
        new.append(element)
    _replace(table, "input", old, new)


def _outputs(table: etree._Element, tabel: Tabel) -> None:
    old = children(table, "output")
    by_name = {element.get("name"): element for element in old if element.get("name")}
    unnamed = [element for element in old if not element.get("name")]
    new = []
    for number, column in enumerate(tabel.uitvoer, start=1):
        element = by_name.get(column.naam)
        if element is None and unnamed and len(old) == len(tabel.uitvoer):
            element = unnamed.pop(0)
        if element is None:
            element = _new(table, "output", column.id or f"{tabel.id}_uitvoer_{number}")
            element.set("name", column.naam)
        _output(element, column)
        new.append(element)
    _replace(table, "output", old, new)


def _output(element: etree._Element, column: Uitvoer) -> None:
    _attribute(element, "label", column.label)
    if element.get("name") or element.get("typeRef"):
        _type_ref(element, column.type)
    _allowed(element, "outputValues", column.waarden)
    default = child(element, "defaultOutputEntry")
    if column.standaard is not None:
        _text(_get(element, "defaultOutputEntry"), literal(column.standaard), same_literal=True)
    elif default is not None:
        element.remove(default)


def _rules(table: etree._Element, tabel: Tabel) -> None:
    old = children(table, "rule")
    known = {rule_id(table, tabel.id, number): element for number, element in enumerate(old, start=1)}
    new = []
    for rule in tabel.regels:
        element = known.get(rule.id)
        if element is None:
            element = _new(table, "rule", rule.id)
        element.set("id", rule.id)
        _rule(element, rule)
        new.append(element)
    _replace(table, "rule", old, new)


def _rule(element: etree._Element, rule: Regel) -> None:
    _cells(element, "inputEntry", [test.tekst for test in rule.tests])
    _cells(element, "outputEntry", [literal(value) for value in rule.uitvoer])
    notes = [text_of(entry, "text") for entry in children(element, "annotationEntry")]
    description = child(element, "description")
    if rule.toelichting == (text_of(element, "description") or "\n".join(filter(None, notes))):
        return
    if description is None:
        description = _get(element, "description")
    description.text = rule.toelichting
    if not rule.toelichting:
        for entry in (description, *children(element, "annotationEntry")):
            element.remove(entry)


def _cells(rule: etree._Element, name: str, texts: Sequence[str]) -> None:
    old = children(rule, name)
    new = []
    for number, text in enumerate(texts):
        entry = (
            old[number] if number < len(old) else _new(rule, name, f"{rule.get('id')}_{name}_{number + 1}")
        )
        _text(entry, text, same_literal=True)
        new.append(entry)
    _replace(rule, name, old, new)


def _text(parent: etree._Element, text: str, *, same_literal: bool = False) -> None:
    """Set the text child, unless what stands there means the same (spaces, an empty cell for ``-``)."""
    old = text_of(parent, "text")
    if child(parent, "text") is not None and (old == text or (same_literal and {old, text} <= {"", "-"})):
        return
    _get(parent, "text").text = text


def _type_ref(element: etree._Element, type_: str) -> None:
    if canonical_type((element.get("typeRef") or "").rpartition(":")[2]) != type_:
        element.set("typeRef", type_)


def _allowed(column: etree._Element, name: str, test: UnaryTest | None) -> None:
    old = child(column, name)
    if test is not None:
        _text(_get(column, name), test.tekst)
    elif old is not None and text_of(old, "text") not in ("", "-"):
        column.remove(old)


def _attribute(element: etree._Element, name: str, value: str) -> None:
    if (element.get(name) or "") != value:
        element.set(name, value)


def _get(parent: etree._Element, name: str) -> etree._Element:
    found = child(parent, name)
    if found is None:
        found = etree.Element(f"{{{etree.QName(parent).namespace}}}{name}")
        _insert(parent, name, [found])
    return found


def _new(parent: etree._Element, name: str, id_: str) -> etree._Element:
    return etree.Element(f"{{{etree.QName(parent).namespace}}}{name}", {"id": id_})


def _replace(parent: etree._Element, name: str, old: list[etree._Element], new: list[etree._Element]) -> None:
    if old == new:
        return
    for element in old:
        parent.remove(element)
    _insert(parent, name, new)


def _insert(parent: etree._Element, name: str, new: list[etree._Element]) -> None:
    """Put elements behind the children that the schema wants before them."""
    order = _ORDER.get(etree.QName(parent).localname, ())
    before = order[: order.index(name)] if name in order else ()
    place = 0
    for index, element in enumerate(parent, start=1):
        if isinstance(element.tag, str) and etree.QName(element).localname in before:
            place = index
    for offset, element in enumerate(new):
        parent.insert(place + offset, element)
