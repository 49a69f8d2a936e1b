"""What the courier brings: it is kept as it came, handled once, and what cannot be handled keeps nobody waiting."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ijw
from eenplan.berichten import post
from eenplan.berichten.models import Bericht, Ontvangst
from eenplan.berichten.ontvangst_actions import MEEST, verwerk_opnieuw
from eenplan.berichten.transport import MapTransport
from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.zorg import actions as zorg
from eenplan.zorg.models import Declaratie, Regiemelding

_spec = importlib.util.spec_from_file_location(
    "verkeer", Path(__file__).resolve().parents[2] / "benchmarks" / "verkeer.py"
)
assert _spec and _spec.loader
verkeer = sys.modules.setdefault("verkeer", importlib.util.module_from_spec(_spec))
_spec.loader.exec_module(verkeer)

pytestmark = pytest.mark.django_db


@pytest.fixture
def wereld(db: None) -> Any:
    """Three children in care of one provider."""
    return verkeer.maak(kinderen=3, aanbieders=1, code="0009", naam="Gemeente Merenland")


@pytest.fixture
def breng(wereld: Any, tmp_path: Path) -> Callable[..., list[Any]]:
    """`breng(("naam.xml", data), …)`: the post goes round with these files; the return messages that lie there then."""
    transport = MapTransport("0009", tmp_path)

    def doe(*bestanden: tuple[str, bytes]) -> list[Any]:
        al = set(transport.map("uit").iterdir())
        for naam, data in bestanden:
            (transport.map("in") / naam).write_bytes(data)
        post.ronde(wereld.organisatie, transport)
        assert list(transport.map("in").iterdir()) == []
        return [ijw.parse(b.read_bytes()) for b in sorted(set(transport.map("uit").iterdir()) - al)]

    return doe


@pytest.fixture
def starts(wereld: Any) -> list[tuple[str, bytes]]:
    return list(verkeer.berichten(wereld, gemeente="0009"))[:3]


def uitkomsten(wereld: Any) -> list[str]:
    with voor_organisatie(wereld.organisatie):
        return list(Ontvangst.objects.order_by("pk").values_list("uitkomst", flat=True))


def test_start_declaratie_en_stop_worden_geboekt_en_beantwoord(wereld: Any, breng: Any) -> None:
    retouren = breng(*verkeer.berichten(wereld, gemeente="0009"))
    assert [r.NAAM for r in retouren] == ["JW306"] * 3 + ["JW308"] * 3
    assert all(r.Header.RetourCodes == () for r in retouren)
    with voor_organisatie(wereld.organisatie):
        assert Regiemelding.objects.filter(toewijzing__isnull=False).count() == 6
        declaratie = Declaratie.objects.first()
        assert declaratie is not None
        assert (declaratie.ingediend, declaratie.toegekend, declaratie.beantwoord_op) == (72000, 72000, None)


def test_hetzelfde_bestand_nog_eens_wordt_niet_nog_eens_geboekt(wereld: Any, breng: Any, starts: Any) -> None:
    assert len(breng(starts[0])) == 1
    assert breng(starts[0], ("andere_naam.xml", starts[0][1])) == []
    assert uitkomsten(wereld) == ["geboekt", "dubbel", "dubbel"]
    with voor_organisatie(wereld.organisatie):
        assert Regiemelding.objects.count() == 1


def test_een_ander_bericht_met_een_gebruikt_nummer_wordt_afgekeurd(
    wereld: Any, breng: Any, starts: Any
) -> None:
    breng(starts[0])
    nummer = starts[0][0].removesuffix(".xml").rpartition("_")[2].encode()
    ander = starts[1][1].replace(starts[1][0].removesuffix(".xml").rpartition("_")[2].encode(), nummer)
    (retour,) = breng(("ander.xml", ander))
    assert retour.Header.RetourCodes == ("9056",)  # TR056
    (goed,) = breng(starts[1])  # what was rejected counts as never sent: under its own number it may come
    assert goed.Header.RetourCodes == ()


def test_wat_niet_te_lezen_is_houdt_niemand_op(wereld: Any, breng: Any, starts: Any) -> None:
    retouren = breng(("1.xml", b"<Bericht>half"), ("2.xml", b"\x00\x01"), ("3.xml", b""), starts[0])
    assert len(retouren) == 1
    assert uitkomsten(wereld) == ["onleesbaar"] * 3 + ["geboekt"]
    with voor_organisatie(wereld.organisatie):
        eerste = Ontvangst.objects.order_by("pk")[0]
        assert "geen goed gevormde XML" in eerste.toelichting
        assert eerste.lees() == b"<Bericht>half"


def test_een_bericht_van_een_onbekende_aanbieder_wacht_tot_die_bekend_is(
    wereld: Any, breng: Any, starts: Any, bo: Any, amina: Any
) -> None:
    vreemd = starts[0][1].replace(b"99990000", b"88880000")
    assert breng(("vreemd.xml", vreemd)) == []
    with voor_organisatie(wereld.organisatie):
        ontvangst = Ontvangst.objects.get()
        assert "Registreer de aanbieder" in ontvangst.toelichting
    van_merenland(bo, wereld)
    with namens(bo):
        with pytest.raises(GeenRecht):
            verwerk_opnieuw(ontvangst=ontvangst, door=amina)
        zorg.registreer_aanbieder(naam="De Nieuwe", agb="88880000", door=bo)
        verwerk_opnieuw(ontvangst=ontvangst, door=bo)
        with pytest.raises(Geweigerd, match="alleen wat is vastgelopen"):
            verwerk_opnieuw(ontvangst=ontvangst, door=bo)
    (retour,) = breng()
    assert retour.NAAM == "JW306" and retour.Header.RetourCodes == ("0200",)  # it has no such assignment
    assert uitkomsten(wereld) == ["afgekeurd"]


def test_een_bericht_voor_een_andere_gemeente_wordt_niet_geboekt(wereld: Any, breng: Any) -> None:
    assert breng(next(verkeer.berichten(wereld, gemeente="0384"))) == []
    with voor_organisatie(wereld.organisatie):
        assert "voor gemeente 0384" in Ontvangst.objects.get().toelichting
        assert not Bericht.objects.exists()


def test_een_bewaard_bericht_dat_is_aangetast_gaat_opzij_en_de_rest_gaat_door(
    wereld: Any, breng: Any, starts: Any
) -> None:
    """Somebody changed the stored bytes: the message says so, and the ones around it are booked."""
    from eenplan.berichten.ontvangst_actions import Geleverd, neem_aan

    with voor_organisatie(wereld.organisatie):
        neem_aan(geleverd=[Geleverd(data, naam, naam) for naam, data in starts], transport="map")
        midden = Ontvangst.objects.order_by("pk")[1]
        echt = bytes(midden.versleuteld)
        # One bit the other way round: a byte of our own choice would be the right one once in 256 times.
        aangetast = echt[:-1] + bytes([echt[-1] ^ 1])
        Ontvangst.objects.filter(pk=midden.pk).update(versleuteld=aangetast)
    assert len(breng()) == 2
    assert uitkomsten(wereld) == ["geboekt", "vastgelopen", "geboekt"]


def test_een_te_groot_bestand_wordt_geweigerd_met_een_zin(wereld: Any, breng: Any) -> None:
    assert breng(("groot.xml", b"<a>" + b"x" * MEEST)) == []
    with voor_organisatie(wereld.organisatie):
        ontvangst = Ontvangst.objects.get()
        assert ontvangst.uitkomst == "onleesbaar" and "groter dan 25 MB" in ontvangst.toelichting


def van_merenland(medewerker: Any, wereld: Any) -> None:
    """Bo works there now."""
    type(medewerker).objects.filter(pk=medewerker.pk).update(organisatie=wereld.organisatie)
    medewerker.refresh_from_db()
