"""Who may see a dossier: one story per person, and the same answer in list, count and search."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.dossier.actions import beeindig_lid, doorbreek, maak_lid, sluit_dossier
from eenplan.dossier.models import Doorbreking, Dossier, Dossierlid
from eenplan.dossier.queries import dossier_voor, grond, zichtbaar, zoek
from eenplan.gezin.models import Gezin
from eenplan.kern.context import namens
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.models import Leesregel
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Medewerker, Teamlidmaatschap
from mensen import maak_medewerker

pytestmark = pytest.mark.django_db

MORGEN, GISTEREN = timedelta(days=1), timedelta(days=-1)


@pytest.fixture
def van_amina(dossier, amina, noord) -> Dossier:
    """The family De Vries: of team Noord, with Amina as regisseur."""
    with namens(amina):
        Dossier.objects.filter(pk=dossier.pk).update(team=noord, regisseur=amina, fase="onderzoek")
        dossier.refresh_from_db()
    return dossier


def ziet(medewerker: Medewerker, dossier: Dossier) -> bool:
    """Whether this person sees the dossier; list, count, search, page and `exists` must agree."""
    medewerker = Medewerker.objects.select_related("organisatie").get(
        pk=medewerker.pk
    )  # as a new request would
    with namens(medewerker):
        mijn = Dossier.objects.zichtbaar_voor(medewerker)
        try:
            pagina = dossier_voor(medewerker, dossier.nummer, wat="dossier") == dossier
        except NietGevonden:
            pagina = False
        antwoorden = {
            "lijst": dossier in list(mijn),
            "aantal": mijn.count() == 1,
            "bestaat": mijn.filter(pk=dossier.pk).exists(),
            "pagina": pagina,
            "zoeken op naam": dossier in list(zoek(medewerker, "De Vries")),
            "zoeken op nummer": zoek(medewerker, dossier.nummer).count() == 1,
            "met gezin": zichtbaar(medewerker).count() == 1,
        }
    assert len(set(antwoorden.values())) == 1, f"{medewerker}: {antwoorden}"
    return pagina


# Who sees it: an ordinary dossier, a secret one, one without a team, a closed one.
VERHALEN = [
    # person            gewoon geheim zonder_team gesloten   because
    ("amina",           True,  True,  True,  True),   # she is the regisseur
    ("bert",            False, False, False, False),  # a colleague in the same team is not involved
    ("zoe",             False, False, False, False),  # nor is one of another team
    ("petra",           True,  False, True,  True),   # praktijkleider: her team, and what waits for triage
    ("hanna",           True,  False, False, True),   # gedragswetenschapper of the team
    ("tess",            True,  False, False, True),   # teamleider of the team
    ("anton",           True,  False, True,  False),  # the A-team works on what is open
    ("advies_ad",       False, False, False, False),  # advises when asked, as a member of the dossier
    ("kees",            False, False, False, False),  # steers on figures
    ("bea",             False, False, False, False),  # manages accounts
    ("ester",           False, False, False, False),  # another municipality, though her team is called Noord
]  # fmt: skip


@pytest.mark.parametrize(
    ("wie", "gewoon", "geheim", "zonder_team", "gesloten"), VERHALEN, ids=[v[0] for v in VERHALEN]
)
def test_by_functie(request, van_amina, amina, wie, gewoon, geheim, zonder_team, gesloten):
    persoon = request.getfixturevalue(wie)

    def met(**velden: Any) -> bool:
        with namens(amina):
            Dossier.objects.filter(pk=van_amina.pk).update(**velden)
        return ziet(persoon, van_amina)

    assert met() is gewoon
    assert met(geheim=True) is geheim
    assert met(geheim=False, team=None) is (zonder_team)
    assert met(team=van_amina.team, gesloten_op=vandaag()) is gesloten


def test_a_dossier_without_a_team_is_for_triage_until_it_is_closed(van_amina, amina, petra):
    with namens(amina):
        Dossier.objects.filter(pk=van_amina.pk).update(team=None, gesloten_op=vandaag())
    assert not ziet(petra, van_amina)


@pytest.mark.parametrize("rol", Dossierlid.Rol.values)
def test_who_works_on_it_sees_it_also_when_it_is_secret(van_amina, amina, zoe, rol):
    with namens(amina):
        Dossier.objects.filter(pk=van_amina.pk).update(geheim=True)
        maak_lid(dossier=van_amina, medewerker=zoe, rol=rol, door=amina)
        maak_lid(dossier=van_amina, medewerker=zoe, rol=rol, door=amina)
        assert van_amina.leden.count() == 1
    assert ziet(zoe, van_amina)


@pytest.mark.parametrize(
    ("vanaf", "tot", "verwacht"),
    [
        (GISTEREN, None, True),
        (GISTEREN, timedelta(0), True),
        (GISTEREN, GISTEREN, False),
        (MORGEN, None, False),
    ],
    ids=["doorlopend", "laatste dag", "was lid", "wordt lid"],
)
def test_a_member_sees_it_from_the_first_day_to_the_last(van_amina, amina, zoe, vanaf, tot, verwacht):
    with namens(amina):
        Dossierlid.objects.create(
            organisatie=amina.organisatie, dossier=van_amina, medewerker=zoe, rol="tweede_lezer",
            vanaf=vandaag() + vanaf, tot=None if tot is None else vandaag() + tot,
        )  # fmt: skip
    assert ziet(zoe, van_amina) is verwacht


def test_who_is_done_sees_it_until_the_end_of_the_day(van_amina, amina, zoe):
    with namens(amina):
        lid = maak_lid(dossier=van_amina, medewerker=zoe, rol="tweede_lezer", door=amina)
        beeindig_lid(lid=lid, tot=vandaag(), door=amina, waarom="Gelezen.")
    assert ziet(zoe, van_amina)
    with namens(amina):
        Dossierlid.objects.update(vanaf=vandaag() + GISTEREN, tot=vandaag() + GISTEREN)
    assert not ziet(zoe, van_amina)


def test_who_was_let_in_by_mistake_sees_nothing_from_that_moment(van_amina, amina, zoe):
    with namens(amina):
        lid = maak_lid(dossier=van_amina, medewerker=zoe, rol="tweede_lezer", door=amina)
        beeindig_lid(lid=lid, door=amina, waarom="Verkeerde collega.")
    assert not ziet(zoe, van_amina)


def test_a_former_regisseur_does_not_see_it(van_amina, amina, bert):
    with namens(amina):
        Dossier.objects.filter(pk=van_amina.pk).update(regisseur=bert)
    assert not ziet(amina, van_amina)
    assert ziet(bert, van_amina)


@pytest.mark.parametrize(("over", "verwacht"), [(timedelta(hours=1), True), (timedelta(seconds=-1), False)])
def test_broken_glass_heals(van_amina, zoe, over, verwacht):
    with namens(zoe):
        doorbreek(dossier=van_amina, reden="Crisisdienst, moeder belt om hulp.", door=zoe)
        Doorbreking.objects.update(tot=nu() + over)
    assert ziet(zoe, van_amina) is verwacht


@pytest.mark.parametrize("wie", ["amina", "petra", "anton"])
def test_who_left_sees_nothing(request, van_amina, wie):
    persoon = request.getfixturevalue(wie)
    assert ziet(persoon, van_amina)
    Medewerker.objects.filter(pk=persoon.pk).update(actief=False)
    assert not ziet(persoon, van_amina)


def test_who_left_the_team_or_the_functie_sees_nothing_of_it(van_amina, petra, tess):
    Teamlidmaatschap.objects.filter(medewerker=petra).update(tot=vandaag() + GISTEREN)
    tess.functievervullingen.update(tot=vandaag() + GISTEREN)
    assert not ziet(petra, van_amina)
    assert not ziet(tess, van_amina)


def test_two_functies_add_up(van_amina, waterveld, zuid):
    wim = maak_medewerker(waterveld, "Wim Wit", ("jeugdconsulent", "a_team"), zuid)
    assert ziet(wim, van_amina)


def test_more_than_one_ground_counts_once(van_amina, amina, petra):
    with namens(amina):
        maak_lid(dossier=van_amina, medewerker=petra, rol="adviseur", door=amina)
        maak_lid(dossier=van_amina, medewerker=petra, rol="tweede_lezer", door=amina)
        doorbreek(dossier=van_amina, reden="Crisisdienst, moeder belt om hulp.", door=petra)
    assert ziet(petra, van_amina)


# The read log says on what ground -----------------------------------------------------------------------------


def test_each_look_leaves_a_line_with_its_ground(van_amina, amina, petra, anton, zoe, bert):
    with namens(amina):
        maak_lid(dossier=van_amina, medewerker=bert, rol="tweede_lezer", door=amina)
    with namens(zoe):
        doorbreek(dossier=van_amina, reden="Crisisdienst, moeder belt om hulp.", door=zoe)
    gronden = {amina: "regisseur", bert: "tweede_lezer", petra: "team", anton: "functie", zoe: "doorbreking"}
    for wie, verwacht in gronden.items():
        with namens(wie):
            dossier_voor(wie, van_amina.nummer, wat="plan")
            assert grond(wie, van_amina) == verwacht
            regel = Leesregel.objects.first()
            assert (regel.medewerker, regel.wat, regel.reden, regel.dossiers) == (
                wie,
                "plan",
                verwacht,
                [van_amina.pk],
            )


def test_a_look_that_is_refused_reads_nothing_and_says_the_same_as_a_number_that_does_not_exist(
    van_amina, zoe, ester
):
    zinnen = set()
    for wie in (zoe, ester):
        for nummer in (van_amina.nummer, "WV-1999-00001"):
            with namens(wie):
                with pytest.raises(NietGevonden) as fout:
                    dossier_voor(wie, nummer, wat="dossier")
                zinnen.add((fout.value.zin, fout.value.status))
                assert not Leesregel.objects.exists()
    assert len(zinnen) == 1


# Finding ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "vraag", ["vries", "Gezin De Vries", "sem", "Fenna", "sem de vries", "Lotte Vries", "{nummer}"]
)
def test_a_family_is_found_by_the_names_people_use(van_amina, amina, vraag):
    with namens(amina):
        gevonden = zoek(amina, f"  {vraag.format(nummer=van_amina.nummer.lower())} ")
        assert list(gevonden) == [van_amina]


@pytest.mark.parametrize("vraag", ["", "   ", "Jansen", "sem jansen", "%", "'; --"])
def test_what_does_not_match_finds_nothing(van_amina, amina, vraag):
    with namens(amina):
        assert list(zoek(amina, vraag)) == []


# As many queries for one dossier as for many ------------------------------------------------------------------


def test_the_number_of_queries_does_not_grow_with_the_number_of_dossiers(van_amina, petra, noord, waterveld):
    def tel() -> int:
        medewerker = Medewerker.objects.select_related("organisatie").get(pk=petra.pk)
        with namens(medewerker), CaptureQueriesContext(connection) as queries:
            lijst = zichtbaar(medewerker)
            for dossier in lijst:
                assert str(dossier.gezin) and str(dossier.team)
            lijst.count()
            zoek(medewerker, "gezin").count()
        return len(queries)

    een = tel()
    with namens(petra):
        for n in range(30):
            gezin = Gezin.objects.create(organisatie=waterveld, naam=f"Gezin {n}")
            Dossier.objects.create(
                organisatie=waterveld, nummer=f"T-{n}", gezin=gezin, team=noord, geopend_op=vandaag()
            )
        assert zichtbaar(petra).count() == 31
    assert tel() == een


def test_a_consulent_does_not_read_the_whole_municipality(van_amina, amina, waterveld, zuid):
    """The grounds are index scans; an OR over joins would read each dossier of the organisation."""
    with namens(amina):
        gezinnen = Gezin.objects.bulk_create(
            [Gezin(organisatie=waterveld, naam=f"Gezin {n}") for n in range(3000)]
        )
        Dossier.objects.bulk_create(
            Dossier(organisatie=waterveld, nummer=f"T-{n}", gezin=gezin, team=zuid, geopend_op=vandaag())
            for n, gezin in enumerate(gezinnen)
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT relkind FROM pg_class WHERE relname = 'dossier_dossier'")
        plan = Dossier.objects.zichtbaar_voor(amina).explain(analyze=True, format="text")
    gelezen = [
        int(regel.split("Rows Removed by Filter: ")[1])
        for regel in plan.splitlines()
        if "Rows Removed by Filter" in regel
    ]
    assert sum(gelezen) < 100, plan


def test_closing_keeps_the_regisseur_in_sight(van_amina, amina, anton):
    with namens(amina):
        sluit_dossier(dossier=van_amina, reden="Doelen gehaald.", door=amina)
    assert ziet(amina, van_amina)
    assert not ziet(anton, van_amina)
