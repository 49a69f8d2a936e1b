"""What people see of care: the tab of a dossier, providers by waiting time, products, the drawing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eenplan.kern.context import namens
from eenplan.kern.models import Leesregel
from eenplan.kern.tijd import vandaag
from eenplan.zorg import actions as zorg
from eenplan.zorg import queries, tijdbalken

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def twee_tegelijk(dossier, aanbod, gezin_de_vries, amina):
    """Sem has coaching and diagnostics at the same time."""
    gegevens: dict[str, Any] = {"dossier": dossier, "jeugdige": gezin_de_vries.sem, "door": amina}
    dag = vandaag()
    with namens(amina):
        return [
            zorg.wijs_toe(
                aanbieder=aanbod.terp, product=aanbod.begeleiding, begin=dag, eind=dag + timedelta(days=182), volume=4, frequentie="2",
                **gegevens,
            ),
            zorg.wijs_toe(
                aanbieder=aanbod.kompaan, product=aanbod.diagnostiek, begin=dag, eind=dag + timedelta(days=91), volume=1, frequentie="6",
                **gegevens,
            ),
        ]  # fmt: skip


@pytest.mark.django_db
def test_het_tabblad_zorg_toont_stapeling_kosten_en_een_tabel(twee_tegelijk, dossier, amina, aangemeld):
    pagina = aangemeld(amina).get(f"/dossier/{dossier.nummer}/zorg/")
    tekst = pagina.content.decode()
    assert pagina.status_code == 200
    assert "Sem: twee voorzieningen tegelijk" in tekst
    assert "Ambulante begeleiding" in tekst
    assert "€ 2.350" in tekst.replace("\xa0", " ")
    assert 'style="' not in tekst
    assert f'viewBox="0 0 {queries.TELEFOON} ' in tekst, "a drawing that fits on a phone"
    namen = re.findall(r' id="([^"]+)"', tekst)
    assert len(namen) == len(set(namen))
    with namens(amina):
        assert Leesregel.objects.filter(medewerker=amina, wat="zorg", dossiers=[dossier.pk]).exists()


@pytest.mark.django_db
def test_wie_het_dossier_niet_mag_zien_krijgt_404(dossier, zoe, ester, aangemeld):
    for wie in (zoe, ester):
        assert aangemeld(wie).get(f"/dossier/{dossier.nummer}/zorg/").status_code == 404


@pytest.mark.django_db
def test_de_regisseur_laat_zorg_eerder_stoppen(twee_tegelijk, dossier, amina, aangemeld):
    browser, adres = aangemeld(amina), f"/dossier/{dossier.nummer}/zorg/{twee_tegelijk[0].pk}/intrekken/"
    te_laat = browser.post(adres, {"reden": "05", "per": (vandaag() + timedelta(days=400)).isoformat()})
    assert te_laat.status_code == 422
    assert "Kies een eerdere dag" in te_laat.content.decode()
    per = vandaag() + timedelta(days=30)
    assert browser.post(adres, {"reden": "05", "per": per.isoformat()}).status_code == 302
    with namens(amina):
        assert queries.toewijzingen(dossier).get(pk=twee_tegelijk[0].pk).eind == per


@pytest.mark.django_db
def test_een_leeg_dossier_zegt_wat_hier_komt(dossier, amina, aangemeld):
    assert (
        "Er is nog geen zorg toegewezen"
        in aangemeld(amina).get(f"/dossier/{dossier.nummer}/zorg/").content.decode()
    )


@pytest.mark.django_db
def test_aanbieders_staan_op_wachttijd_en_de_nieuwste_opgave_telt(aanbod, amina, bo, aangemeld):
    dag = vandaag()
    with namens(bo):
        for aanbieder, plekken, weken, terug in (
            (aanbod.terp, 5, 0, 30),
            (aanbod.terp, 0, 12, 2),
            (aanbod.kompaan, 3, 2, 9),
        ):
            zorg.meld_beschikbaarheid(
                aanbieder=aanbieder, product=aanbod.begeleiding, plekken=plekken, wachttijd_weken=weken,
                peildatum=dag - timedelta(days=terug), door=bo,
            )  # fmt: skip
        rij = queries.beschikbare_aanbieders(aanbod.begeleiding)
        assert [(a.aanbieder.naam, a.wachttijd_weken) for a in rij] == [("Kompaan", 2), ("De Terp", 12)]
    tekst = aangemeld(amina).get("/zorg/aanbieders/?product=45A04").content.decode()
    assert tekst.index(">Kompaan<") < tekst.index(">De Terp<")


@pytest.mark.django_db
def test_lijsten_van_aanbieders_en_producten_en_een_ander_ziet_ze_niet(aanbod, amina, ester, aangemeld):
    browser = aangemeld(amina)
    assert "De Terp" in browser.get("/zorg/aanbieders/?q=terp").content.decode()
    assert "Geen aanbieder gevonden" in browser.get("/zorg/aanbieders/?q=bestaatniet").content.decode()
    assert "Gedrag × Midden" in browser.get("/zorg/producten/").content.decode()
    assert aangemeld(ester).get(f"/zorg/aanbieders/{aanbod.terp.pk}/").status_code == 404


@pytest.mark.django_db
def test_beschikbaarheid_bijwerken_bij_de_aanbieder(aanbod, amina, bo, aangemeld):
    adres = f"/zorg/aanbieders/{aanbod.terp.pk}/"
    gegevens = {
        "product": aanbod.begeleiding.pk,
        "plekken": 2,
        "wachttijd_weken": 1,
        "peildatum": vandaag().isoformat(),
    }
    morgen = gegevens | {"peildatum": (vandaag() + timedelta(days=1)).isoformat()}
    assert aangemeld(bo).post(adres, morgen).status_code == 422
    assert aangemeld(bo).post(adres, gegevens).status_code == 302
    with namens(amina):
        assert queries.beschikbare_aanbieders(aanbod.begeleiding)[0].wachttijd_weken == 1


@pytest.mark.django_db
def test_een_beheerder_van_contracten_is_niet_iedereen(aanbod, amina, bo):
    from eenplan.kern.fouten import GeenRecht, Geweigerd

    with namens(amina), pytest.raises(GeenRecht, match="backoffice"):
        zorg.registreer_aanbieder(naam="Nieuw", agb="99990009", door=amina)
    with namens(bo), pytest.raises(Geweigerd, match="acht cijfers"):
        zorg.registreer_aanbieder(naam="Nieuw", agb="123", door=bo)
    with namens(bo), pytest.raises(Geweigerd, match="al een aanbieder met deze AGB-code"):
        zorg.registreer_aanbieder(naam="Nieuw", agb="99990001", door=bo)


@pytest.mark.django_db
def test_tarieven_volgen_elkaar_op_en_gelden_nooit_tegelijk(aanbod, bo):
    from decimal import Decimal

    from eenplan.kern.fouten import Geweigerd

    with namens(bo):
        zorg.stel_tarief_vast(
            contract=aanbod.contract,
            product=aanbod.begeleiding,
            bedrag=Decimal("96.10"),
            vanaf=date(2027, 1, 1),
            door=bo,
        )
        assert queries.tarief(aanbod.terp, aanbod.begeleiding, date(2026, 12, 31)) == Decimal("92.40")
        assert queries.tarief(aanbod.terp, aanbod.begeleiding, date(2027, 1, 1)) == Decimal("96.10")
        with pytest.raises(Geweigerd, match="al een tarief voor dit product"):
            zorg.stel_tarief_vast(
                contract=aanbod.contract,
                product=aanbod.begeleiding,
                bedrag=Decimal(90),
                vanaf=date(2026, 2, 1),
                door=bo,
            )
        with pytest.raises(Geweigerd, match="valt buiten het contract"):
            zorg.stel_tarief_vast(
                contract=aanbod.contract,
                product=aanbod.begeleiding,
                bedrag=Decimal(90),
                vanaf=date(2025, 2, 1),
                door=bo,
            )


# The drawing ------------------------------------------------------------------------------------------------


def rij(
    jeugdige: int, aanbieder: str, begin: date, eind: date | None, product: str = "Ambulante begeleiding"
) -> Any:
    class Naam(SimpleNamespace):
        def __str__(self) -> str:
            return self.naam

    return SimpleNamespace(
        jeugdige=Naam(naam=f"Kind {jeugdige}", roepnaam=f"Kind {jeugdige}", geboortedatum=date(2010, 1, jeugdige)),
        jeugdige_id=jeugdige, aanbieder=Naam(naam=aanbieder), aanbieder_id=hash(aanbieder), product=SimpleNamespace(naam=product),
        begin=begin, eind=eind, omvang="4 uur per week", geldt=True, nummer=1,
    )  # fmt: skip


datums = st.dates(date(2021, 1, 1), date(2028, 12, 31))
namen = st.text("abcdefghijk ABC", min_size=1, max_size=120).map(lambda tekst: tekst.strip() or "a")
zorgrijen = st.lists(
    st.builds(
        lambda kind, naam, begin, dagen: rij(kind, naam, begin, None if dagen is None else begin + timedelta(days=dagen), naam),
        st.integers(1, 4), namen, datums, st.none() | st.integers(0, 900),
    ), min_size=1, max_size=8,
)  # fmt: skip


@given(zorgrijen, datums, st.sampled_from([queries.TELEFOON, 420, 460, 1000]))
@settings(max_examples=150, deadline=None)
def test_geen_woord_valt_buiten_de_tekening_of_over_een_ander(rijen, op, breedte):
    wortel = ElementTree.fromstring(
        tijdbalken.teken(rijen, op, breedte=breedte).replace(
            "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1
        )
    )
    hoogte = float(wortel.get("viewBox").split()[3])
    vakken = []
    for tekst in wortel.iter(f"{SVG}text"):
        x, y = float(tekst.get("x")), float(tekst.get("y"))
        breed = tijdbalken.breed(tekst.text)
        x -= {"end": breed, "middle": breed / 2}.get(tekst.get("text-anchor", "start"), 0)
        assert x >= -1
        assert x + breed <= breedte + 1
        assert 0 < y <= hoogte
        vakken.append((x, x + breed, y - 12, y + 2))
    for n, een in enumerate(vakken):
        for ander in vakken[n + 1 :]:
            assert een[1] <= ander[0] or ander[1] <= een[0] or een[3] <= ander[2] or ander[3] <= een[2], (
                een,
                ander,
            )
    for balk in wortel.iter(f"{SVG}rect"):
        assert float(balk.get("x")) + float(balk.get("width")) <= breedte + 2.5
    assert wortel.find(f"{SVG}title") is not None
    assert not any("style" in deel.attrib for deel in wortel.iter())


def test_stapeling_is_wanneer_er_meer_tegelijk_loopt():
    een, twee = rij(1, "A", date(2026, 1, 1), date(2026, 6, 30)), rij(1, "B", date(2026, 3, 1), None)
    drie = rij(1, "C", date(2026, 7, 1), date(2026, 7, 31))
    assert tijdbalken.stapelingen([een, twee]) == [(date(2026, 3, 1), date(2026, 6, 30), 2)]
    assert tijdbalken.stapelingen([een, twee, drie]) == [(date(2026, 3, 1), date(2026, 7, 31), 2)]
    assert tijdbalken.stapelingen([een, drie]) == []


def test_namen_met_haken_blijven_tekst():
    assert "<script>" not in tijdbalken.teken([rij(1, "<script>", date(2026, 1, 1), None)], date(2026, 2, 1))


def test_lange_namen_worden_gebroken_niet_afgekapt():
    woorden = "Stichting voor specialistische jeugdhulp en onderwijs in de regio Waterveld en omstreken"
    delen = tijdbalken.regels(woorden, 150)
    assert " ".join(delen) == woorden
    assert all(tijdbalken.breed(deel) <= 150 for deel in [*delen, *tijdbalken.regels("a" * 95, 150)])
    assert "".join(tijdbalken.regels("a" * 95, 150)) == "a" * 95
