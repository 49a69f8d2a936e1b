"""Every simple datatype judges every value as the official base schema does, to the last position."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ijw.bevinding import Afgekeurd, BuitenBereik
from ijw.schema import soorten
from ijw.soorten import Code, Soort
from ijw.v3_2 import V3_2, datatypen

from .mutaties import WAARDEN

SOORTEN = soorten(vars(datatypen))
CODES = sorted({code for soort in SOORTEN if isinstance(soort, Code) for code in soort.codes})
LENGTES = [teken * lengte for lengte in range(1, 205) for teken in "a7"]
ALLES = sorted({*WAARDEN, *CODES, *LENGTES, *[f" {code}" for code in CODES[:40]]})


@pytest.fixture(scope="module")
def oordeel(gedeeld: Path) -> Callable[[str, str], bool]:
    """The verdict of the official schema on one value of one datatype."""
    elementen = "".join(f'<xs:element name="{s.naam}" type="ijw:{s.naam}"/>' for s in SOORTEN)
    schema = etree.XMLSchema(
        etree.fromstring(
            f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ijw="{V3_2.basis}">'
            f'<xs:import namespace="{V3_2.basis}" schemaLocation="{gedeeld / "xsd" / "basisschema.xsd"}"/>'
            f"{elementen}</xs:schema>"
        )
    )

    def vraag(naam: str, waarde: str) -> bool:
        element = etree.Element(naam)
        element.text = waarde
        return schema.validate(element)

    return vraag


@pytest.mark.parametrize("soort", SOORTEN, ids=[soort.naam for soort in SOORTEN])
def test_elke_waarde_krijgt_het_oordeel_van_het_officiele_schema(
    soort: Soort, oordeel: Callable[[str, str], bool]
) -> None:
    weiger, uitkomst = (compile(code, "snel", "eval") for code in soort.snel("soort"))
    for waarde in ALLES:
        hoort = oordeel(soort.naam, waarde)
        gelezen = _lees(soort, waarde)
        assert hoort == (not isinstance(gelezen, Afgekeurd) or isinstance(gelezen, BuitenBereik)), waarde
        namen: dict[str, Any] = {"t": waarde, "soort": soort, "datum_van": date.fromisoformat,
                                 "tijd_van": time.fromisoformat, "soort_codes": getattr(soort, "codes", ())}  # fmt: skip
        if not eval(weiger, namen):
            try:
                snel = eval(uitkomst, namen)
            except ValueError:
                continue  # the fast reader stops, the thorough one decides
            assert snel == gelezen, f"de snelle lezer neemt {waarde!r} anders aan"


def _lees(soort: Soort, waarde: str) -> Any:
    try:
        return soort.lees(waarde)
    except Afgekeurd as fout:
        return fout
