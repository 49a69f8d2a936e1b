"""Another version stands beside 3.2 and shares what is equal: only what changes is declared again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import ijw
from ijw.declaratie import BERICHTEN, Bericht, Versie, bericht, klasse, vast, veld
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw301

from .berichten import vol

V3_3 = Versie(
    naam="3.3",
    basis="http://www.istandaarden.nl/ijw/3_3/basisschema/schema",
    bericht="http://www.istandaarden.nl/ijw/3_3/{}/schema",
    pakket="ijw.v3_2",
)


@klasse
class Header(jw301.Header):
    BerichtSubversie: t.BerichtSubversie = vast("Subversie.", default=3, regel="CS015")


@pytest.fixture
def jw301_33() -> Any:
    @bericht(V3_3)
    class JW301(Bericht):
        """Toewijzing, een release later."""

        Header: Header = veld()
        Client: jw301.Client = veld()

    yield JW301
    del BERICHTEN[V3_3.ruimte("JW301")]


def test_twee_versies_naast_elkaar(jw301_33: Any, tmp_path: Path) -> None:
    oud = vol(ijw.JW301)
    kop = {veld.naam: getattr(oud.Header, veld.naam) for veld in jw301.Header.VORM.velden}
    nieuw = jw301_33(Header=Header(**kop | {"BerichtSubversie": 3}), Client=oud.Client)
    data = ijw.build(nieuw)
    assert b"ijw/3_3/jw301/schema" in data and b"ijw/3_3/basisschema/schema" in data
    assert ijw.parse(data) == nieuw and ijw.parse(ijw.build(oud)) == oud
    assert ijw.herken_bericht(data).VERSIE is V3_3
    assert [b.regel for b in ijw.controleer(data)] == [b.regel for b in ijw.controleer(ijw.build(oud))] != []
    fout = replace(nieuw, Header=replace(nieuw.Header, BerichtSubversie=2))
    with pytest.raises(ijw.IjwFout, match="CS015"):
        ijw.build(fout)
    for naam in ("basisschema", "JW301"):
        (tmp_path / f"{naam}.xsd").write_text(ijw.xsd(naam, versie="3.3"), encoding="utf-8")
    schema = etree.XMLSchema(etree.parse(tmp_path / "JW301.xsd"))
    assert schema.validate(etree.fromstring(data))
    assert not schema.validate(etree.fromstring(ijw.build(oud)))
