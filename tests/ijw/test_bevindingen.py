"""A finding says which element, which rule, what is wrong and how to mend it."""

from __future__ import annotations

import pytest

import ijw

from .berichten import kaal, vol

GOED = ijw.build(vol(ijw.JW301)).decode()


def bevindingen(tekst: str) -> list[tuple[str, str]]:
    data = tekst.encode()
    with pytest.raises(ijw.IjwFout) as fout:
        ijw.parse(data)
    gevonden = ijw.check(data)
    assert list(fout.value.bevindingen) == gevonden
    assert all(b.niveau == 1 and b.retourcode is None and b.tekst.endswith(".") for b in gevonden)
    return [(b.regel, b.pad) for b in gevonden]


@pytest.mark.parametrize(
    ("element", "waarde", "regel", "pad"),
    [
        ("jw301:BerichtCode", "437", "RS047", "/Bericht/Header/BerichtCode"),
        ("jw301:BerichtVersie", "2", "CS025", "/Bericht/Header/BerichtVersie"),
        ("jw301:BerichtSubversie", "02", "CS015", "/Bericht/Header/BerichtSubversie"),
        ("jw301:Afzender", "123", "RS035", "/Bericht/Header/Afzender"),
        ("jw301:Ontvanger", "1234567a", "RS036", "/Bericht/Header/Ontvanger"),
        ("ijw:BasisschemaXsdVersie", "01.0.0", "RS048",
         "/Bericht/Header/XsdVersie/BasisschemaXsdVersie"),
        ("jw301:Bsn", "12345678", "RS037", "/Bericht/Client/Bsn"),
        ("ijw:Datum", "2026-02-29", "XSD-date", "/Bericht/Client/Geboortedatum/Datum"),
        ("ijw:Datum", "2026-02-28Z", "RS032", "/Bericht/Client/Geboortedatum/Datum"),
        ("jw301:Geslacht", "3", "XSD-enumeration", "/Bericht/Client/Geslacht"),
        ("jw301:Geslacht", "00", "RS008", "/Bericht/Client/Geslacht"),
        ("ijw:Achternaam", " ", "RS033", "/Bericht/Client/Naam/Geslachtsnaam/Achternaam"),
        ("ijw:Achternaam", f"{'x' * 201}", "RS028",
         "/Bericht/Client/Naam/Geslachtsnaam/Achternaam"),
        ("ijw:Voorletters", "R.", "RS045", "/Bericht/Client/Naam/Voorletters"),
        ("jw301:Commentaar", "", "RS031", "/Bericht/Client/Commentaar"),
        ("jw301:Volgorde", "100", "RS002", "/Bericht/Client/Relaties/Relatie[1]/Volgorde"),
        ("ijw:Huisnummer", "100000", "RS004",
         "/Bericht/Client/Relaties/Relatie[1]/Contact/Adres/Huis/Huisnummer"),
        ("ijw:Telefoonnummer", "06-123", "RS046",
         "/Bericht/Client/Relaties/Relatie[1]/Contact/Telefoon/Telefoon01/Telefoonnummer"),
        ("jw301:ToewijzingNummer", "zeven", "XSD-integer",
         "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/ToewijzingNummer"),
        ("jw301:ToewijzingNummer", "-7", "RS001",
         "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/ToewijzingNummer"),
        ("jw301:ToewijzingNummer", "1000000000", "RS006",
         "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/ToewijzingNummer"),
        ("jw301:Toewijzingstijd", "12:34:56Z", "RS034",
         "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/Toewijzingstijd"),
        ("ijw:Volume", "100000000", "RS005",
         "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/Omvang/Volume"),
    ],
)  # fmt: skip
def test_een_foute_waarde_noemt_regel_en_plaats(element: str, waarde: str, regel: str, pad: str) -> None:
    begin, rest = GOED.split(f"<{element}>", 1)
    assert bevindingen(f"{begin}<{element}>{waarde}{rest[rest.index('<') :]}") == [(regel, pad)]


@pytest.mark.parametrize(
    ("oud", "nieuw", "regel", "pad", "woorden"),
    [
        ("<jw301:Bsn>123456789</jw301:Bsn>", "", "XSD-element", "/Bericht/Client/Bsn", "ontbreekt"),
        ("<jw301:Bsn>123456789</jw301:Bsn>", "<jw301:Bsn>123456789</jw301:Bsn><jw301:Bsn>123456789</jw301:Bsn>",
         "XSD-element", "/Bericht/Client/Bsn[2]", "vaker dan één keer"),
        ("<jw301:Bsn>123456789</jw301:Bsn>", "<Bsn>123456789</Bsn>", "XSD-element", "/Bericht/Client/Bsn", "namespace"),
        ("</jw301:Client>", "<jw301:Sofi>1</jw301:Sofi></jw301:Client>", "XSD-element", "/Bericht/Client/Sofi",
         "hoort niet in Client"),
        ("<jw301:Client>", "<jw301:Client>los", "XSD-tekst", "/Bericht/Client", "tekst"),
        ("<jw301:Client>", '<jw301:Client soort="1">', "XSD-attribuut", "/Bericht/Client", "attribuut soort"),
        ("<jw301:Bsn>123456789</jw301:Bsn>", "<jw301:Bsn><b>1</b></jw301:Bsn>", "XSD-element", "/Bericht/Client/Bsn/b",
         "alleen een waarde"),
    ],
)  # fmt: skip
def test_een_fout_in_de_bouw_noemt_element_en_herstel(oud, nieuw, regel, pad, woorden) -> None:
    gevonden = ijw.check(GOED.replace(oud, nieuw, 1).encode())
    assert (gevonden[0].regel, gevonden[0].pad) == (regel, pad)
    assert woorden in gevonden[0].tekst


def test_verkeerde_volgorde_wordt_een_keer_gemeld_met_de_goede_volgorde() -> None:
    bsn = "<jw301:Bsn>123456789</jw301:Bsn>"
    data = GOED.replace(bsn, "", 1).replace("<jw301:Contactgegevens>", bsn + "<jw301:Contactgegevens>", 1)
    (bevinding,) = ijw.check(data.encode())
    assert bevinding.pad == "/Bericht/Client/Bsn"
    assert "verkeerde plaats" in bevinding.tekst and "Bsn, Geboortedatum, Geslacht" in bevinding.tekst


def test_het_tweede_product_heeft_nummer_twee_in_het_pad() -> None:
    delen = GOED.rsplit("<jw301:ToewijzingNummer>7<", 1)
    (bevinding,) = ijw.check("<jw301:ToewijzingNummer>x<".join(delen).encode())
    assert bevinding.pad == "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[2]/ToewijzingNummer"


def test_alle_fouten_komen_in_een_keer() -> None:
    data = GOED.replace(">123456789<", ">1<").replace("<ijw:Vorm>1<", "<ijw:Vorm>9<").encode()
    assert {b.pad for b in ijw.check(data)} >= {"/Bericht/Client/Bsn", "/Bericht/Client/Communicatie/Vorm"}


def test_een_lege_lijst_vraagt_om_een_element() -> None:
    data = ijw.build(kaal(ijw.JW301)).decode()
    begin, rest = data.split("<jw301:ToegewezenProducten>")
    data = begin + "<jw301:ToegewezenProducten>" + rest[rest.index("</jw301:ToegewezenProducten>") :]
    (bevinding,) = ijw.check(data.encode())
    assert bevinding.pad == "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]"
    assert bevinding.tekst.endswith("minstens één element ToegewezenProduct in.")


def test_een_jaar_dat_python_niet_kent_is_volgens_het_schema_goed_maar_niet_te_lezen() -> None:
    data = GOED.replace("<ijw:Datum>2026-", "<ijw:Datum>12026-", 1).encode()
    assert ijw.check(data) == []
    with pytest.raises(ijw.IjwFout, match="buiten de jaren"):
        ijw.parse(data)


def test_een_commentaar_in_een_waarde_onderbreekt_haar_niet() -> None:
    data = GOED.replace(">123456789<", ">1234<!-- x -->56789<", 1).encode()
    assert ijw.parse(data).Client.Bsn == "123456789"
