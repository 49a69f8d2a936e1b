"""Words on screen: money, dates, terms; forms that say what is wrong where; two versions side by side."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

from eenplan.kern.formulieren import dag
from eenplan.kern.fouten import Geweigerd, VerouderdeVersie
from eenplan.kern.tijd import vandaag
from eenplan.web import handboek, views_fout
from eenplan.web.iconen import ICONEN, icoon_svg
from eenplan.web.templatetags import eenplan as tags


@pytest.mark.parametrize(
    ("bedrag", "tekst"),
    [
        (Decimal("14860"), "€\u00a014.860"),
        (Decimal("61.2"), "€\u00a061,20"),
        (Decimal("-1234567.5"), "− €\u00a01.234.567,50"),
        (0, "€\u00a00"),
        (None, ""),
    ],
)
def test_money(bedrag, tekst):
    assert tags.geld(bedrag) == tekst


def test_dates_say_the_year_only_when_it_is_another(monkeypatch):
    monkeypatch.setattr(tags, "vandaag", lambda: date(2026, 11, 22))
    assert tags.datum(date(2026, 11, 25)) == "wo\u00a025\u00a0nov"
    assert tags.datum(date(2027, 3, 1)) == "ma\u00a01\u00a0mrt 2027"
    assert tags.datum(date(2026, 11, 25), "lang") == "woensdag 25 november 2026"


@pytest.mark.parametrize(
    ("uiterlijk", "woorden"),
    [
        (date(2026, 11, 19), ("3 dagen te laat", "rood")),
        (date(2026, 11, 22), ("vandaag", "rood")),
        (date(2026, 11, 23), ("morgen", "amber")),
        (date(2026, 11, 27), ("nog 5 werkdagen", "amber")),
        (date(2026, 12, 3), ("nog 9 werkdagen", "grijs")),
        (date(2027, 1, 17), ("nog 8 weken", "grijs")),
    ],
)
def test_terms_in_words(uiterlijk, woorden):
    assert tags.termijn_in_woorden(uiterlijk, date(2026, 11, 22)) == woorden


def test_a_term_that_warns_earlier_is_near_earlier_and_says_its_name():
    op = date(2026, 11, 22)
    assert tags.termijn_in_woorden(date(2026, 12, 4), op, vanaf=op)[1] == "amber"
    assert tags.termijn_in_woorden(date(2026, 12, 4), op, vanaf=date(2026, 11, 23))[1] == "grijs"
    assert "Beslistermijn: morgen" in tags.termijn_merk(vandaag() + timedelta(days=1), naam="Beslistermijn")


@pytest.mark.parametrize("getypt", ["22-11-2026", "22/11/2026", "2026-11-22"])
def test_a_date_typed_where_there_is_no_calendar_is_understood(getypt):
    """A browser without a date field sends what was typed; the others send ISO 8601."""
    assert dag("Datum").clean(getypt) == date(2026, 11, 22)


def test_badge_of_a_term_carries_words_date_and_icon():
    merk = tags.termijn_merk(vandaag() - timedelta(days=1))
    assert "1 dag te laat" in merk
    assert f'datetime="{(vandaag() - timedelta(days=1)).isoformat()}"' in merk
    assert "<svg" in merk
    assert "staat stil" in tags.termijn_merk(vandaag(), opgeschort=True)
    assert "gehaald" in tags.termijn_merk(vandaag(), gehaald=True)


@pytest.mark.parametrize(
    ("naam", "letters"), [("Amina El Idrissi", "AE"), ("Zoë", "Z"), ("", "?"), ("(onbekend)", "?")]
)
def test_initials(naam, letters):
    assert tags.initialen(naam) == letters


def test_names_of_families_begin_with_family_once():
    assert tags.gezinsnaam("De Vries") == tags.gezinsnaam("Gezin De Vries") == "Gezin De Vries"


@pytest.mark.parametrize("naam", ICONEN)
def test_icons_are_decoration(naam):
    assert 'aria-hidden="true"' in icoon_svg(naam)


class Doelformulier(forms.Form):
    naam = forms.CharField(label="Naam van het doel", help_text="Kort.")
    begin = forms.DateField(label="Begin", required=False)
    soort = forms.ChoiceField(
        label="Soort", choices=[("a", "Ambulant"), ("b", "Verblijf")], widget=forms.RadioSelect
    )
    akkoord = forms.BooleanField(label="Akkoord")
    versie = forms.IntegerField(widget=forms.HiddenInput, initial=3)


def render_form(form):
    return render_to_string(
        "web/formulier.html", {"form": form, "knop": "Opslaan"}, request=RequestFactory().get("/")
    )


def test_form_says_which_fields_may_stay_empty_and_carries_its_version():
    html = render_form(Doelformulier())
    assert html.count("mag leeg blijven") == 1
    assert 'type="date"' in html
    assert 'name="versie" value="3"' in html
    assert "<legend" in html
    assert 'aria-describedby="id_naam_helptext"' in html


def test_date_stands_in_the_form_that_a_browser_takes():
    class Datumformulier(forms.Form):
        dag = forms.DateField(initial=date(2026, 11, 22), widget=forms.DateInput(attrs={"type": "date"}))

    assert 'value="2026-11-22"' in render_form(Datumformulier())


def test_refused_form_lists_the_errors_with_links_to_the_fields_and_keeps_what_was_typed():
    form = Doelformulier({"naam": "", "begin": "2026-02-31", "versie": "3"})
    html = render_form(form)
    for anker in ("#id_naam", "#id_begin", "#id_soort_0", "#id_akkoord"):
        assert f'href="{anker}"' in html
    assert 'id="id_soort_0"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_naam_error"' in html
    assert "2026-02-31" in html


def test_sentence_of_the_whole_form_stands_on_top():
    form = Doelformulier({"naam": "x", "soort": "a", "akkoord": "on", "versie": "1"})
    form.add_error(None, "U mag uw eigen besluit niet ondertekenen.")
    assert "U mag uw eigen besluit niet ondertekenen." in render_form(form)


@pytest.mark.django_db
def test_stale_edit_shows_both_versions_and_loses_nothing(amina):
    amina.telefoon, amina.versie = "0612345678", 7
    request = RequestFactory().post(
        "/mensen/1/", {"telefoon": "0687654321", "naam": amina.naam, "versie": "6"}
    )
    request.medewerker = None
    response = views_fout.geweigerd(request, VerouderdeVersie(amina))
    pagina = response.content.decode()
    assert response.status_code == 409
    assert "0612345678" in pagina
    assert "0687654321" in pagina
    assert pagina.count('class="anders"') == 1
    assert 'name="versie" value="7"' in pagina
    assert 'name="telefoon" value="0687654321"' in pagina


@pytest.mark.django_db
def test_refusal_is_its_own_sentence():
    request = RequestFactory().get("/")
    request.medewerker = None
    response = views_fout.geweigerd(request, Geweigerd("Het dossier is gesloten."))
    assert response.status_code == 422
    assert "Het dossier is gesloten." in response.content.decode()


def test_handbook_escapes_what_it_shows(tmp_path, monkeypatch):
    monkeypatch.setattr(handboek, "MAP", tmp_path)
    (tmp_path / "plan.md").write_text(
        "# Plan\n\n## Kop\n\n- een **twee**\n- <script>\n\n![Plan](beeld/plan.png)\n\n[verder](melding.md)\n"
    )
    (deel,) = handboek.delen()
    html = handboek.als_html(deel)
    assert deel.titel == "Plan"
    assert "<strong>twee</strong>" in html
    assert "<script>" not in html
    assert 'src="/handboek/beeld/plan.png"' in html
    assert 'href="/handboek/melding/"' in html
