"""Who writes in a dossier: seeing a family is not changing what stands about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from eenplan.dossier import actions
from eenplan.dossier.checks import mag_document, mag_noteren, mag_schrijven
from eenplan.dossier.models import Doorbreking, Dossier
from eenplan.gezin import actions as gezinnen
from eenplan.gezin.models import Persoon
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Medewerker
from eenplan.werkwijze.models import Proces, Taak, Werkwijze, WerkwijzeVersie
from mensen import maak_medewerker

pytestmark = pytest.mark.django_db

NACHT = "Crisisdienst: moeder belt, Sem is weg."


@pytest.fixture
def van_amina(in_regie: Dossier, amina: Any, noord: Any) -> Dossier:
    """The family De Vries: of team Noord, with Amina as regisseur; the intake is over."""
    with namens(amina):
        Dossier.objects.filter(pk=in_regie.pk).update(team=noord, fase="uitvoering")
        in_regie.refresh_from_db()
    return in_regie


def als(medewerker: Any) -> Medewerker:
    """As a new request would read them."""
    return Medewerker.objects.select_related("organisatie").get(pk=medewerker.pk)


def wat_mag(dossier: Dossier, medewerker: Any) -> str:
    """'s' writes, 'd' adds documents, 'n' writes notes."""
    wie = als(medewerker)
    with namens(wie):
        mag = {"s": mag_schrijven, "d": mag_document, "n": mag_noteren}
        return "".join(letter for letter, vraag in mag.items() if vraag(dossier, wie))


VERHALEN = [
    # person      works  intake  secret  because
    ("amina",     "sdn", "sdn",  "sdn"),  # she is the regisseur
    ("tess",      "sdn", "sdn",  ""),     # teamleider of the team
    ("petra",     "n",   "sdn",  ""),     # praktijkleider: triage, and later she reads along
    ("anton",     "dn",  "sdn",  ""),     # the A-team takes it in; later it handles the post
    ("hanna",     "n",   "n",    ""),     # gedragswetenschapper of the team: looks and advises
    ("bert",      "",    "",     ""),     # a colleague who has nothing to do with it
    ("advies_ad", "",    "",     ""),
    ("kees",      "",    "",     ""),
    ("ester",     "",    "",     ""),
]  # fmt: skip


@pytest.mark.parametrize(("wie", "werkt", "intake", "geheim"), VERHALEN, ids=[v[0] for v in VERHALEN])
def test_by_functie(
    request: Any, van_amina: Any, amina: Any, wie: str, werkt: str, intake: str, geheim: str
) -> None:
    collega = request.getfixturevalue(wie)
    assert wat_mag(van_amina, collega) == werkt
    with namens(amina):
        Dossier.objects.update(fase="aanmelding")
        van_amina.refresh_from_db()
    assert wat_mag(van_amina, collega) == intake
    with namens(amina):
        Dossier.objects.update(geheim=True)
        van_amina.refresh_from_db()
    assert wat_mag(van_amina, collega) == geheim


@pytest.mark.parametrize(
    ("rol", "mag"),
    [
        ("consulent", "sdn"), ("behandelaar", "sdn"), ("jeugdbeschermer", "sdn"),
        ("tweede_lezer", "n"), ("adviseur", "n"), ("gedragswetenschapper", "n"),
    ],
)  # fmt: skip
def test_a_member_writes_by_role_and_until_the_last_day(
    van_amina: Any, amina: Any, zoe: Any, rol: str, mag: str
) -> None:
    with namens(amina):
        lid = actions.maak_lid(dossier=van_amina, medewerker=zoe, rol=rol, door=amina)
    assert wat_mag(van_amina, zoe) == mag
    with namens(amina):
        actions.beeindig_lid(lid=lid, door=amina)
    assert wat_mag(van_amina, zoe) == ""


@pytest.mark.parametrize(
    ("functie", "niet_door", "mag"),
    [("jeugdconsulent", [], "sdn"), ("jeugdconsulent", [1], "n"), ("adviseur", [], "n"), ("gedragswetenschapper", [], "n")],
)  # fmt: skip
def test_a_task_gives_what_it_asks_for_and_as_long_as_it_is_open(
    van_amina: Any, amina: Any, zoe: Any, waterveld: Any, functie: str, niet_door: list[int], mag: str
) -> None:
    with namens(amina):
        versie = WerkwijzeVersie.objects.create(
            organisatie=waterveld, nummer=1, bestand="<x/>", vingerafdruk="x", opgesteld_op=nu(),
            werkwijze=Werkwijze.objects.create(organisatie=waterveld, sleutel="P1", naam="Toegang"),
        )  # fmt: skip
        proces = Proces.objects.create(
            organisatie=waterveld, dossier=van_amina, versie=versie, gestart_op=nu()
        )
        Taak.objects.create(
            organisatie=waterveld, proces=proces, dossier=van_amina, wacht_id="1", element="e", naam="Taak", formulier="x",
            functie=functie, niet_door=niet_door, medewerker=zoe, gemaakt_op=nu(),
        )  # fmt: skip
    assert wat_mag(van_amina, zoe) == mag
    with namens(amina):
        Taak.objects.update(afgerond_op=nu(), afgerond_door=zoe)
    assert wat_mag(van_amina, zoe) == ""


def test_who_broke_the_glass_reads_and_writes_what_happened_that_night(van_amina: Any, zoe: Any) -> None:
    with namens(zoe):
        actions.doorbreek(dossier=van_amina, reden=NACHT, door=zoe)
    assert wat_mag(van_amina, zoe) == "n"
    with namens(zoe):
        Doorbreking.objects.update(tot=nu() - timedelta(minutes=1))
    assert wat_mag(van_amina, zoe) == ""


def test_an_auditor_changes_nothing(van_amina: Any, amina: Any, waterveld: Any) -> None:
    auditor = maak_medewerker(waterveld, "Aad Audit", "auditor")
    with namens(amina):
        actions.maak_lid(dossier=van_amina, medewerker=auditor, rol="tweede_lezer", door=amina)
    assert wat_mag(van_amina, auditor) == ""


# The actions ask it themselves ----------------------------------------------------------------------------------


@pytest.fixture
def hanna_leest(van_amina: Any, amina: Any, hanna: Any) -> Any:
    with namens(amina):
        actions.maak_lid(dossier=van_amina, medewerker=hanna, rol="gedragswetenschapper", door=amina)
    return hanna


def daden(d: Any, g: Any, wie: Any) -> list[Any]:
    hier = {"dossier": d, "door": wie}
    rij = d.termijnen.get()
    lid, gezag = g.gezin.leden.first(), g.sem.gezag_over.first()
    relatie = g.sem.relaties_naar.first()
    oma = g.gezin.netwerk.first()
    return [
        lambda: gezinnen.beeindig_relatie(relatie=relatie, tot=vandaag(), **hier),
        lambda: gezinnen.registreer_persoon(achternaam="Vries", **hier),
        lambda: gezinnen.wijzig_persoon(persoon=g.sem, gelezen_versie=0, telefoon="0612345678", **hier),
        lambda: gezinnen.registreer_lid(gezin=g.gezin, rol="ander", achternaam="Vries", **hier),
        lambda: gezinnen.voeg_lid_toe(gezin=g.gezin, persoon=g.sem, rol="ander", **hier),
        lambda: gezinnen.beeindig_lidmaatschap(lid=lid, tot=vandaag(), **hier),
        lambda: gezinnen.leg_relatie_vast(van=g.sem, naar=g.lotte, soort="broer_zus", **hier),
        lambda: gezinnen.leg_gezag_vast(jeugdige=g.sem, persoon=g.marije, bron="x", **hier),
        lambda: gezinnen.beeindig_gezag(gezag=gezag, tot=vandaag(), bron="x", **hier),
        lambda: gezinnen.voeg_netwerkcontact_toe(gezin=g.gezin, naam="Riet", wie="oma", **hier),
        lambda: gezinnen.haal_netwerkcontact_weg(contact=oma, **hier),
        lambda: actions.voeg_document_toe(naam="a.txt", soort="brief", inhoud=b"Dag", **hier),
        lambda: actions.geef_toestemming(
            persoon=g.marije, aan_wie="school", doel="x", gegeven_op=vandaag(), tot=vandaag(), **hier
        ),
        lambda: actions.sluit_dossier(reden="Klaar.", **hier),
        lambda: actions.markeer_geheim(geheim=True, reden="Een collega kent het gezin.", **hier),
        lambda: actions.wijs_regisseur_toe(medewerker=wie, **hier),
        lambda: actions.schort_termijn_op(rij=rij, vanaf=vandaag(), grond="x", door=wie),
        lambda: actions.hervat_termijn(rij=rij, op=vandaag(), door=wie),
        lambda: actions.verdaag_termijn(rij=rij, duur="P1W", grond="x", door=wie),
    ]


def test_who_reads_along_changes_nothing(
    van_amina: Any, gezin_de_vries: Any, amina: Any, hanna_leest: Any
) -> None:
    with namens(amina):
        gezinnen.voeg_netwerkcontact_toe(
            gezin=gezin_de_vries.gezin, dossier=van_amina, naam="Oma Truus", wie="oma", kring="familie", nabijheid=1, door=amina
        )  # fmt: skip
    with namens(hanna_leest):
        for daad in daden(van_amina, gezin_de_vries, hanna_leest):
            with pytest.raises(GeenRecht):
                daad()
        with pytest.raises(GeenRecht, match="laat een collega meewerken"):
            actions.maak_lid(dossier=van_amina, medewerker=amina, rol="consulent", door=hanna_leest)
        assert Persoon.objects.get(pk=gezin_de_vries.sem.pk).versie == 0
        actions.voeg_notitie_toe(
            dossier=van_amina, soort="overleg", datum=vandaag(), tekst="Advies: rust.", door=hanna_leest
        )


def test_a_closed_dossier_is_not_changed_from_the_family_either(
    van_amina: Any, gezin_de_vries: Any, amina: Any
) -> None:
    with namens(amina):
        actions.sluit_dossier(dossier=van_amina, reden="Doelen gehaald.", door=amina)
        with pytest.raises(Geweigerd, match="is gesloten"):
            gezinnen.wijzig_persoon(
                persoon=gezin_de_vries.sem,
                gelezen_versie=0,
                telefoon="0612345678",
                dossier=van_amina,
                door=amina,
            )


def test_post_of_the_a_team_comes_in_and_letters_made_by_eenplan_ask_the_act_that_made_them(
    van_amina: Any, anton: Any, hanna_leest: Any
) -> None:
    with namens(anton):
        actions.voeg_document_toe(dossier=van_amina, naam="a.txt", soort="brief", inhoud=b"Dag", door=anton)
    with namens(hanna_leest):
        actions.bewaar_document(
            dossier=van_amina, naam="b.txt", soort="brief", inhoud=b"Dag", door=hanna_leest
        )


# Who decides ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", ["tess", "petra"])
def test_who_leads_the_team_chooses_marks_lets_in_and_closes(
    request: Any, van_amina: Any, bert: Any, wie: str
) -> None:
    leider = request.getfixturevalue(wie)
    with namens(leider):
        actions.wijs_regisseur_toe(dossier=van_amina, medewerker=bert, door=leider)
        actions.maak_lid(dossier=van_amina, medewerker=leider, rol="consulent", door=leider)
        actions.markeer_geheim(
            dossier=van_amina, geheim=True, reden="Een collega kent het gezin.", door=leider
        )
        actions.markeer_geheim(dossier=van_amina, geheim=False, reden="De collega is weg.", door=leider)
        assert not actions.sluit_dossier(dossier=van_amina, reden="Doelen gehaald.", door=leider).is_open


def test_a_regisseur_does_not_hand_over_alone(van_amina: Any, amina: Any, bert: Any) -> None:
    with namens(amina), pytest.raises(GeenRecht, match="de teamleider of de praktijkleider"):
        actions.wijs_regisseur_toe(dossier=van_amina, medewerker=bert, door=amina)


def test_a_teamleider_of_another_team_decides_nothing_here(
    van_amina: Any, waterveld: Any, zuid: Any, bert: Any
) -> None:
    ander = maak_medewerker(waterveld, "Tom Zuid", "teamleider", zuid)
    with namens(ander):
        for daad, zin in (
            (lambda: actions.sluit_dossier(dossier=van_amina, reden="x", door=ander), "sluit een dossier"),
            (
                lambda: actions.wijs_regisseur_toe(dossier=van_amina, medewerker=bert, door=ander),
                "wijst een regisseur",
            ),
            (lambda: actions.markeer_geheim(dossier=van_amina, geheim=True, reden="x", door=ander), "geheim"),
        ):
            with pytest.raises(GeenRecht, match=zin):
                daad()


def test_who_marked_it_in_the_intake_does_not_lift_it_once_somebody_directs(
    dossier: Any, anton: Any, petra: Any, amina: Any
) -> None:
    with namens(anton):
        actions.markeer_geheim(dossier=dossier, geheim=True, reden="Een collega kent het gezin.", door=anton)
        actions.maak_lid(dossier=dossier, medewerker=petra, rol="consulent", door=anton)
    with namens(petra):
        actions.wijs_regisseur_toe(dossier=dossier, medewerker=amina, door=petra)
    with namens(anton):
        dossier.refresh_from_db()
        with pytest.raises(GeenRecht, match="heft het geheim op"):
            actions.markeer_geheim(dossier=dossier, geheim=False, reden="Lijkt me niet nodig.", door=anton)
        with pytest.raises(GeenRecht, match="laat een collega meewerken"):
            actions.maak_lid(dossier=dossier, medewerker=anton, rol="consulent", door=anton)


# The screens ----------------------------------------------------------------------------------------------------


def test_who_reads_along_gets_no_buttons_and_no_form(
    van_amina: Any, hanna_leest: Any, amina: Any, aangemeld: Any
) -> None:
    lezer, regisseur = aangemeld(hanna_leest), aangemeld(amina)
    basis = f"/dossier/{van_amina.nummer}/"
    for pad, knop in (
        ("gezin/", "Gezag vastleggen"), ("netwerk/", "Op de kaart zetten"), ("documenten/", "Document toevoegen"),
        ("wie-keek-mee/", "Geheim maken"),
    ):  # fmt: skip
        assert knop in regisseur.get(basis + pad).content.decode()
        pagina = lezer.get(basis + pad)
        assert pagina.status_code == 200 and knop not in pagina.content.decode()
        assert "Contact vastleggen" in lezer.get(basis).content.decode()
    antwoord = lezer.get(basis + "gezin/nieuw/")
    assert antwoord.status_code == 403 and "Vraag het de regisseur" in antwoord.content.decode()
    assert lezer.post(basis + "geheim/", {"reden": "Een collega kent het gezin."}).status_code == 403
    assert (
        lezer.post(
            basis + "netwerk/", {"naam": "Riet", "wie": "oma", "kring": "familie", "nabijheid": 1}
        ).status_code
        == 403
    )
