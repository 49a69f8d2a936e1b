"""A file that is not a message is refused with a sentence; nothing in it is fetched or expanded."""

from __future__ import annotations

import pytest

import ijw
from ijw import invoer

from .berichten import ALLE, NAMEN, kaal, vol

GOED = ijw.build(vol(ijw.JW301))
TEKST = GOED.decode()
LIJF = TEKST.partition("?>")[2].strip()


def geweigerd(data: bytes) -> ijw.Bevinding:
    with pytest.raises(ijw.IjwFout) as fout:
        ijw.parse(data)
    assert ijw.check(data) == list(fout.value.bevindingen)
    (bevinding,) = fout.value.bevindingen
    assert bevinding.niveau == 1 and bevinding.tekst.endswith(".")
    return bevinding


@pytest.mark.parametrize(
    "data",
    [b"", b"  \r\n", b"geen xml", b"<a>", b"<a></b>", b"\x00\x01", b"PK\x03\x04", GOED[: len(GOED) // 2], GOED + b"<x/>",
     GOED.replace(b">Ria<", b">&naam;<"), GOED.replace(b">Ria<", b">\xff<"), GOED.replace(b'"UTF-8"', b'"onbekend"'),
     GOED.replace(b">Ria<", b">\x0b<"), GOED.replace(b">Ria<", b">&#0;<"), GOED.replace(b"UTF-8", b"UTF-16")],
)  # fmt: skip
def test_wat_geen_xml_is_wordt_met_een_zin_geweigerd(data: bytes) -> None:
    assert geweigerd(data).regel == "IJW-xml"


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a>",
        '<!DOCTYPE a [<!ENTITY e "x">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
    ],
)
@pytest.mark.parametrize("codering", ["utf-8", "utf-16"])
def test_een_doctype_wordt_geweigerd_in_elke_codering(doctype: str, codering: str) -> None:
    data = f'<?xml version="1.0" encoding="{codering}"?><!-- x -->{doctype}{LIJF}'.encode(codering)
    assert geweigerd(data).regel == "IJW-doctype"


def test_een_entiteit_wordt_niet_ingevuld() -> None:
    doctype = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    data = (doctype + LIJF.replace(">Ria<", ">&e;<")).encode()
    assert geweigerd(data).regel == "IJW-doctype"


def test_een_te_groot_bestand_wordt_niet_eens_gelezen() -> None:
    assert geweigerd(GOED + b" " * invoer.GRENS).regel == "IJW-omvang"


def test_diep_genest_wordt_geweigerd() -> None:
    assert geweigerd(b"<a>" * 100_000).regel == "IJW-xml"


def test_een_onbekend_bericht_noemt_de_bekende() -> None:
    bevinding = geweigerd(b'<Bericht xmlns="http://www.istandaarden.nl/ijw/2_0/jw301/schema"/>')
    assert bevinding.pad == "/Bericht"
    assert "JW301" in bevinding.tekst and "2_0" in bevinding.tekst


@pytest.mark.parametrize(
    ("codering", "bom"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16", b""), ("iso-8859-1", b""), ("windows-1252", b"")],
)
def test_andere_coderingen_en_een_bom_worden_gelezen(codering: str, bom: bytes) -> None:
    tekst = f'<?xml version="1.0" encoding="{codering}"?>{LIJF}'.replace(">Ria<", ">Zoë<")
    bericht = ijw.parse(bom + tekst.encode(codering))
    assert bericht.Client.Naam.Voornamen == "Zoë"


@pytest.mark.parametrize("soort", ALLE, ids=NAMEN)
def test_elk_bericht_wordt_gelezen_hoe_het_ook_is_opgeslagen(soort: type[ijw.Bericht]) -> None:
    bericht = kaal(soort)
    data = ijw.build(bericht)
    lijf = data.partition(b"?>")[2]
    assert ijw.parse(b"\xef\xbb\xbf" + data) == bericht
    assert ijw.parse(lijf.decode().encode("utf-16")) == bericht
    assert ijw.parse(b'<?xml version="1.0" encoding="ISO-8859-1"?>' + lijf) == bericht
    for regeleinde in (b"\n", b"\r", b"", b"\r\n\r\n"):
        assert ijw.parse(data.replace(b"\r\n", regeleinde)) == bericht


@pytest.mark.parametrize("soort", ALLE, ids=NAMEN)
def test_elk_bericht_wordt_geweigerd_met_een_val_erin(soort: type[ijw.Bericht]) -> None:
    data = ijw.build(kaal(soort))
    kop, _, lijf = data.partition(b"?>")
    einde = data.rindex(b"</")
    entiteit = b'?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + lijf.replace(
        b">1.0.0<", b">&e;<"
    )
    assert geweigerd(kop + entiteit).regel == "IJW-doctype"
    assert geweigerd(data[:einde] + b"<a>" * 300 + b"</a>" * 300 + data[einde:]).regel == "IJW-xml"
    assert geweigerd(data[:einde] + b" " * invoer.GRENS + data[einde:]).regel == "IJW-omvang"
    assert geweigerd(data[:einde]).regel == "IJW-xml"


def test_een_punt_in_een_prefix_staat_niet_voor_elk_teken() -> None:
    """The generated patterns read names to the letter: `jXw:` is another prefix than `j.w:`."""
    anders = TEKST.replace("jw301:", "j.w:").replace(":jw301", ":j.w")
    assert ijw.parse(anders.encode()) == ijw.parse(GOED)
    vreemd = anders.replace(" xmlns:j.w", ' xmlns:jXw="urn:x" xmlns:j.w')
    for tag in ("Bsn", "Client", "ToegewezenProducten"):
        assert ijw.check(vreemd.replace(f"j.w:{tag}>", f"jXw:{tag}>").encode())
        assert ijw.check(vreemd.encode()) == []


@pytest.mark.parametrize("teken", ["&", "<", ">", '"', "é", "😀", "&#38;", "]]&gt;"])
@pytest.mark.parametrize("vorm", ["&#{};", "&#x{:x};"])
def test_een_teken_als_nummer_is_dat_teken(teken: str, vorm: str) -> None:
    verwijzing = "".join(vorm.format(ord(letter)) for letter in teken)
    data = GOED.replace(b"<ijw:Achternaam>Ria<", f"<ijw:Achternaam>x{verwijzing}<".encode(), 1)
    assert ijw.parse(data).Client.Naam.Geslachtsnaam.Achternaam == f"x{teken}"


def test_een_schemahint_op_het_hoofdelement_is_geen_bezwaar() -> None:
    hint = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x x.xsd">'
    assert ijw.parse(GOED.replace(b'/schema">', b'/schema"' + hint.encode(), 1)) == ijw.parse(GOED)


def test_een_cdata_sectie_is_gewone_tekst() -> None:
    data = GOED.replace(b"<ijw:Achternaam>Ria<", b"<ijw:Achternaam><![CDATA[<!DOCTYPE & zo]]><", 1)
    assert ijw.parse(data).Client.Naam.Geslachtsnaam.Achternaam == "<!DOCTYPE & zo"


def test_een_fout_laat_zich_lezen_als_regels_tekst() -> None:
    with pytest.raises(ijw.IjwFout, match=r"/Bericht/Client/Bsn: .* \[RS037\]"):
        ijw.parse(GOED.replace(b">123456789<", b">1<", 1))
