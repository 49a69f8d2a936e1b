"""A small demo: in every stage a family that the house itself can go on with, and copies that are as good."""

from __future__ import annotations

import pytest

from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.tijd import vandaag

pytestmark = pytest.mark.django_db(databases=["default", "eigenaar"])


@pytest.fixture
def binnen(demo):
    with voor_organisatie(demo.organisatie):
        yield demo


def test_er_is_een_gezin_in_elke_fase(binnen):
    from eenplan.demo.verhaal import STADIA
    from eenplan.werkwijze.models import NIET_AF, Taak

    wachtend = set(Taak.objects.filter(NIET_AF).values_list("element", flat=True))
    assert wachtend >= {rij[0] for rij in STADIA if rij[0] not in ("einde", "advies", "mdo")}


def test_elke_open_taak_hoort_bij_een_lopend_proces_dat_op_die_plek_staat(binnen):
    from eenplan.werkwijze import motor
    from eenplan.werkwijze.models import NIET_AF, Taak

    taken = list(Taak.objects.filter(NIET_AF).select_related("proces__versie", "proces__stand", "dossier"))
    assert len(taken) > 40
    for taak in taken:
        assert taak.proces.loopt and taak.dossier.is_open
        toestand = motor.load(motor.read(taak.proces.versie.xml), taak.proces.stand.toestand)
        assert taak.wacht_id in {plek.id for plek in motor.ready_tasks(toestand)}


def test_een_lopend_proces_wacht_ergens(binnen):
    from eenplan.werkwijze.models import Proces

    for proces in Proces.objects.filter(klaar_op__isnull=True, gestopt_op__isnull=True):
        assert (
            proces.taken.filter(afgerond_op__isnull=True).exists()
            or proces.aanroepen.filter(klaar_op__isnull=True).exists()
        )


def test_een_kopie_heeft_eigen_nummers_namen_en_mensen(binnen):
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Persoon

    nummers = list(Dossier.objects.values_list("nummer", flat=True))
    assert len(nummers) == len(set(nummers)) == 23 + 46
    bsns = [p.bsn for p in Persoon.objects.all() if p.bsn]
    assert len(bsns) == len(set(bsns))
    kopie = (
        Dossier.objects.filter(team__naam="Wijk 01", regisseur__isnull=False)
        .select_related("gezin", "regisseur")
        .first()
    )
    assert kopie.regisseur.naam not in {m.naam for m in binnen.mensen.values()}
    namen = {lid.persoon.achternaam for lid in kopie.gezin.leden.select_related("persoon")}
    assert any(naam in kopie.gezin.naam for naam in namen)


def test_termijnen_van_een_kopie_kloppen_met_hun_feiten(binnen):
    from eenplan.dossier import termijnen
    from eenplan.dossier.models import Dossiertermijn

    for rij in Dossiertermijn.objects.all():
        eind, waarschuw = rij.eind, rij.waarschuw_op
        termijnen.reken_uit(rij)
        assert (rij.eind, rij.waarschuw_op) == (eind, waarschuw)


def test_gebeurtenissen_van_een_kopie_wijzen_naar_eigen_rijen(binnen):
    from django.apps import apps

    from eenplan.kern.models import Gebeurtenis

    for gebeurtenis in Gebeurtenis.objects.filter(dossier__team__naam="Wijk 01"):
        model = apps.get_model(gebeurtenis.over_soort)
        over = model._default_manager.filter(pk=gebeurtenis.over_id).first()
        if over is None:
            assert gebeurtenis.soort in ("netwerk.contact_weg", "plan.doel", "plan.inzetbaarheid")
        elif hasattr(over, "dossier_id"):
            assert over.dossier_id == gebeurtenis.dossier_id


def test_met_een_gekopieerd_gezin_kan_men_verder(binnen):
    """The teamleider of the copies gives a family a regisseur, through the form of the task."""
    from eenplan.organisatie.models import Medewerker
    from eenplan.werkwijze import actions as werkwijze
    from eenplan.werkwijze.models import NIET_AF, Taak
    from eenplan.werkwijze.register import formulieren

    taak = (
        Taak.objects.filter(NIET_AF, element="toewijzen_consulent", team__naam="Wijk 01")
        .select_related("dossier", "team")
        .first()
    )
    leider = Medewerker.objects.get(
        functievervullingen__functie="teamleider", teamlidmaatschappen__team=taak.team
    )
    with namens(leider):
        form = formulieren()["toegang.toewijzen_consulent"]({}, taak=taak, door=leider)
        consulent = form.fields["medewerker"].queryset.first()
        form = formulieren()["toegang.toewijzen_consulent"](
            {"medewerker": consulent.pk}, taak=taak, door=leider
        )
        assert form.is_valid(), form.errors
        werkwijze.rond_taak_af(taak=taak, door=leider, formulier=form)
    volgende = Taak.objects.filter(NIET_AF, dossier=taak.dossier_id).get()
    assert (volgende.element, volgende.medewerker_id) == ("kennismaking", consulent.pk)


def test_elke_tabel_met_gezinnen_wordt_gekopieerd_of_heeft_een_reden():
    from django.apps import apps

    from eenplan.demo.bulk.tabellen import NIET_GEKOPIEERD, PER_DOSSIER
    from eenplan.kern.models import OrganisatieGebonden

    alle = {m._meta.label for m in apps.get_models() if issubclass(m, OrganisatieGebonden)}
    assert alle == set(PER_DOSSIER) | set(NIET_GEKOPIEERD)


def test_waterveld_koos_een_norm_en_weet_wat_iedere_consulent_kan(binnen):
    from eenplan.caseload.models import Afwezigheid, Inzetbaarheid
    from eenplan.caseload.normen import huidige_norm

    assert huidige_norm().gekozen
    consulenten = {m.pk for m in binnen.met("jeugdconsulent")}
    assert set(Inzetbaarheid.objects.values_list("medewerker", flat=True)) == consulenten
    assert all(i.vaardigheden and i.wijken for i in Inzetbaarheid.objects.all())
    assert Afwezigheid.objects.filter(van__lte=vandaag(), tot__gte=vandaag()).exists()


def test_elders_koos_nog_niets(demo):
    from eenplan.caseload.models import Inzetbaarheid
    from eenplan.caseload.normen import huidige_norm
    from eenplan.organisatie.models import Organisatie

    with voor_organisatie(Organisatie.objects.get(naam="Gemeente Elders")):
        assert not huidige_norm().gekozen and not Inzetbaarheid.objects.exists()


def test_een_kopie_heeft_geschiedenis(binnen):
    from eenplan.dossier.models import Dossier

    for dossier in Dossier.objects.filter(team__naam="Wijk 01"):
        assert dossier.historie.filter(pgh_label="insert").exists()


def test_niets_ligt_in_de_toekomst(binnen):
    from eenplan.dossier.models import Contactnotitie
    from eenplan.kern.models import Gebeurtenis

    assert not Contactnotitie.objects.filter(datum__gt=vandaag()).exists()
    assert not Gebeurtenis.objects.filter(tijdstip__date__gt=vandaag()).exists()


def test_elders_ziet_niets_van_waterveld(demo):
    from eenplan.dossier.models import Dossier
    from eenplan.organisatie.models import Organisatie

    with voor_organisatie(Organisatie.objects.get(naam="Gemeente Elders")):
        van_elders = {dossier.nummer.split("-")[0] for dossier in Dossier.objects.all()}
        assert (len(van_elders), Dossier.objects.count()) == (1, 2)
    with voor_organisatie(demo.organisatie):
        assert van_elders.isdisjoint(dossier.nummer.split("-")[0] for dossier in Dossier.objects.all())


def test_de_consulenten_zijn_samen_22_fte(demo):
    from decimal import Decimal

    assert sum(m.fte for m in demo.met("jeugdconsulent")) == Decimal("22.00")
