"""A table travels between the editor in the browser and the house, and nothing gets lost or let in."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from beslistabel import (
    Invoer,
    Regel,
    Tabel,
    TabelFout,
    Uitvoer,
    UnaryTest,
    build,
    read,
    read_all,
    verify,
    write,
)
from beslistabel.unary import parse_unary

FROM_EDITOR = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
    xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"
    xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
    id="defs" name="DRD" namespace="http://camunda.org/schema/1.0/dmn">
  <!-- besproken in de werkgroep -->
  <decision id="mdo" name="MDO verplicht" camunda:versionTag="3">
    <extensionElements><camunda:eigen waarde="blijft"/></extensionElements>
    <informationRequirement id="ir"><requiredInput href="#kosten_in"/></informationRequirement>
    <decisionTable id="mdo_tabel" hitPolicy="FIRST">
      <input id="i1" label="verwachte kosten" biodi:width="192">
        <inputExpression id="e1" typeRef="number"><text>
          kosten </text></inputExpression>
      </input>
      <input id="i2"><inputExpression id="e2" typeRef="string"><text>team</text></inputExpression>
        <inputValues id="v2"><text>"a","b"</text></inputValues></input>
      <output id="o1" name="mdo" typeRef="boolean"/>
      <output id="o2" label="wie" name="wie" typeRef="string" biodi:width="200">
        <outputValues id="ov"><text>"gedragswetenschapper","niemand"</text></outputValues></output>
      <annotation name="bron"/>
      <rule id="r1"><description>vanaf 20 000 euro</description>
        <inputEntry id="c1"><text>&gt;= 20000</text></inputEntry><inputEntry id="c2"><text></text></inputEntry>
        <outputEntry id="c3"><text>true</text></outputEntry>
        <outputEntry id="c4"><text>"gedragswetenschapper"</text></outputEntry></rule>
      <rule id="r2">
        <inputEntry id="c5"><text>-</text></inputEntry><inputEntry id="c6"><text>"a",  "b"</text></inputEntry>
        <outputEntry id="c7"><text>false</text></outputEntry><outputEntry id="c8"><text>"niemand"</text></outputEntry>
        <annotationEntry><text>de rest</text></annotationEntry></rule>
    </decisionTable>
  </decision>
  <inputData id="kosten_in" name="kosten"/>
  <decision id="los" name="Losse uitdrukking"><literalExpression id="l"><text>1</text></literalExpression></decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="d"><dmndi:DMNShape id="s" dmnElementRef="mdo">
    <dc:Bounds height="80" width="180" x="10" y="20"/></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>"""


def canonical(source: bytes) -> bytes:
    return bytes(etree.tostring(etree.fromstring(source), method="c14n"))


def test_a_table_from_the_editor_is_read_whole() -> None:
    table = read(FROM_EDITOR)
    assert (table.id, table.naam, table.hit_policy) == ("mdo", "MDO verplicht", "FIRST")
    assert [(column.naam, column.label, column.type) for column in table.invoer] == [
        ("kosten", "verwachte kosten", "number"),
        ("team", "", "string"),
    ]
    assert table.invoer[1].keuzes == ("a", "b")
    assert [(rule.id, rule.nummer, rule.toelichting) for rule in table.regels] == [
        ("r1", 1, "vanaf 20 000 euro"),
        ("r2", 2, "de rest"),
    ]
    assert table.evaluate({"kosten": 20000, "team": "a"}).uitvoer == {
        "mdo": True,
        "wie": "gedragswetenschapper",
    }
    assert verify(table) == []


def test_writing_an_unchanged_table_changes_nothing() -> None:
    assert canonical(write(read(FROM_EDITOR))) == canonical(FROM_EDITOR)


def test_a_changed_table_keeps_what_the_library_does_not_know() -> None:
    table = read(FROM_EDITOR)
    lower = replace(
        table.regels[0], tests=(parse_unary(">= 15000", "number"), UnaryTest()), toelichting="verlaagd"
    )
    extra = Regel("r3", 3, (UnaryTest(), UnaryTest()), (False, "niemand"))
    changed = replace(table, naam="MDO", regels=(lower, replace(table.regels[1]), extra))
    written = write(changed)
    assert read(written) == changed
    for kept in (
        b'waarde="blijft"',
        b'biodi:width="192"',
        b"dmndi:DMNShape",
        b"werkgroep",
        b'id="los"',
        b'id="ir"',
    ):
        assert kept in written
    assert b"verlaagd" in written and b"vanaf 20 000" not in written


def test_columns_may_come_and_go() -> None:
    table = read(FROM_EDITOR)
    narrow = replace(
        table,
        invoer=(table.invoer[1], Invoer("nieuw", "integer", parse_unary("[0..5]", "integer"), "Nieuw")),
        regels=tuple(replace(rule, tests=(rule.tests[1], UnaryTest())) for rule in table.regels),
    )
    assert read(write(narrow)) == narrow
    fewer = replace(
        table,
        uitvoer=(replace(table.uitvoer[1], waarden=None, standaard="niemand"),),
        regels=tuple(replace(rule, uitvoer=rule.uitvoer[1:]) for rule in table.regels),
    )
    assert read(write(fewer)) == fewer


def fresh() -> Tabel:
    return build(
        "Eigen inzet",
        id_="eigen_inzet",
        invoer=[Invoer("soort", "string", parse_unary('"licht", "zwaar"', "string"), "soort hulp")],
        uitvoer=[
            Uitvoer("wie", "string", parse_unary('"team", "aanbieder"', "string"), label="wie doet het")
        ],
        regels=[['"licht"', '"team"', "zelf & snel <nu>"], ["-", '"aanbieder"']],
        hit_policy="FIRST",
    )


def test_a_table_from_scratch_has_the_diagram_the_editor_needs() -> None:
    written = write(fresh())
    assert read(written) == fresh()
    root = etree.fromstring(written)
    spaces = {
        "m": "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "di": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    }
    (shape,) = root.findall(".//di:DMNShape", spaces)
    assert shape.get("dmnElementRef") == "eigen_inzet"
    names = [
        etree.QName(element).localname for element in root.iterfind("m:decision/m:decisionTable/*", spaces)
    ]
    assert names == ["input", "output", "rule", "rule"]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "namespace",
    ["http://www.omg.org/spec/DMN/20180521/MODEL/", "http://www.omg.org/spec/DMN/20151101/dmn.xsd"],
)
def test_older_versions_of_dmn_are_read_and_kept(namespace: str) -> None:
    older = write(fresh()).replace(b"https://www.omg.org/spec/DMN/20191111/MODEL/", namespace.encode())
    older = older.replace(b'typeRef="string"', b'typeRef="feel:string"')
    assert read(older) == fresh()
    assert canonical(write(read(older))) == canonical(older)


def test_a_file_with_several_tables_asks_which(tmp_path: Path) -> None:
    two = FROM_EDITOR.replace(
        b"<inputData",
        b"""<decision id="tweede"><decisionTable><input><inputExpression typeRef="boolean"><text>x</text>
        </inputExpression></input><output typeRef="string"/><rule><inputEntry><text>true</text></inputEntry>
        <outputEntry><text>"ja"</text></outputEntry></rule></decisionTable></decision><inputData""",
    )
    path = tmp_path / "twee.dmn"
    path.write_bytes(two)
    assert [table.id for table in read_all(path)] == ["mdo", "tweede"]
    with pytest.raises(TabelFout, match="2 tabellen: mdo, tweede"):
        read(path)
    with pytest.raises(TabelFout, match="“derde” staat niet in het bestand"):
        read(path, "derde")
    second = read(str(path), "tweede")
    assert (second.naam, second.regels[0].id) == ("tweede", "tweede_regel_1")
    assert second.evaluate({"x": True}).uitvoer == {"uitkomst": "ja"}
    assert read(write(second), "tweede") == second


LOL = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"", "geen geldige XML"),
        (b"<definitions", "geen geldige XML"),
        (b"<definitions/>", "geen DMN"),
        (b"\xff\xfe<\x00", "geen UTF-8"),
        (b"<a/>" + b" " * 5_000_001, "te groot"),
        (FROM_EDITOR.replace(b"<definitions", LOL + b"<definitions", 1), "DOCTYPE"),
        (FROM_EDITOR.replace(b"<definitions", b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><definitions', 1), "DOCTYPE"),
        (b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE x+AD4-<x/>', "geen geldige XML"),
        (b"<x>" * 5000 + b"</x>" * 5000, "geen geldige XML"),
        (FROM_EDITOR.replace(b"decisionTable", b"onbekend"), "bevat geen beslistabel"),
        (FROM_EDITOR.replace(b'id="mdo"', b""), "een eigen id"),
        (FROM_EDITOR.replace(b'hitPolicy="FIRST"', b'hitPolicy="BEST"'), "MDO verplicht.*hit policy “BEST” bestaat niet"),
        (FROM_EDITOR.replace(b'typeRef="number"', b""), "invoer “kosten” heeft geen type"),
        (FROM_EDITOR.replace(b'typeRef="number"', b'typeRef="tBedrag"'), "heeft type “tBedrag”"),
        (FROM_EDITOR.replace(b"&gt;= 20000", b"veel"), "regel 1, invoer “verwachte kosten” staat “veel”"),
        (FROM_EDITOR.replace(b"<text>true</text>", b"<text>misschien</text>"), "regel 1, uitvoer “mdo”"),
        (FROM_EDITOR.replace(b'<inputEntry id="c1"><text>&gt;= 20000</text></inputEntry>', b""), "regel 1 heeft 1 invoer"),
        (FROM_EDITOR.replace(b'id="r2"', b'id="r1"'), "twee keer dezelfde regel-id"),
        (FROM_EDITOR.replace(b"kosten </text>", b"</text>"), "invoerkolom 1 heeft geen expressie"),
    ],
)  # fmt: skip
def test_a_bad_or_hostile_file_is_refused_with_a_sentence(source: bytes, says: str) -> None:
    with pytest.raises(TabelFout, match=says):
        read(source)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TabelFout, match=r"weg\.dmn is niet te lezen"):
        read(tmp_path / "weg.dmn")


def test_a_character_that_xml_forbids_is_refused_when_writing() -> None:
    with pytest.raises(TabelFout, match="onzichtbaar teken"):
        write(replace(fresh(), naam="Eigen\x00inzet"))
