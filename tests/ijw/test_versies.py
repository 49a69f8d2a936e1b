"""Another version stands beside 3.2 and shares what is equal: only what changes is declared again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import ijw
from ijw.declaratie import BERICHTEN, Bericht, Versie, bericht, klasse, vast, veld
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw301

from .berichten import vol

V3_3 = Versie("3.3", "http://www.istandaarden.nl/ijw/3_3/basisschema/schema", "http://www.istandaarden.nl/ijw/3_3/{}/schema")  # fmt: skip


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


def test_twee_versies_naast_elkaar(jw301_33: Any) -> None:
    oud = vol(ijw.JW301)
    kop = {veld.naam: getattr(oud.Header, veld.naam) for veld in jw301.Header.VORM.velden}
    nieuw = jw301_33(Header=Header(**kop | {"BerichtSubversie": 3}), Client=oud.Client)
    data = ijw.build(nieuw)
    assert b"ijw/3_3/jw301/schema" in data and b"ijw/3_3/basisschema/schema" in data
    assert ijw.parse(data) == nieuw and ijw.parse(ijw.build(oud)) == oud
    assert ijw.herken_bericht(data).VERSIE is V3_3
    fout = replace(nieuw, Header=replace(nieuw.Header, BerichtSubversie=2))
    with pytest.raises(ijw.IjwFout, match="CS015"):
        ijw.build(fout)
    assert "3_3/jw301" in ijw.xsd("JW301", versie="3.3")
