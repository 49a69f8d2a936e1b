"""The walls, tried at every address there is.

The list of addresses comes from the resolver: an address that `ADRESSEN` does not know makes these tests fail
and say what to add. So a new page cannot be forgotten.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from eenplan.kern.context import voor_organisatie
from eenplan.kern.models import Gebeurtenis, Leesregel

if TYPE_CHECKING:
    from django.test import Client

_spec = importlib.util.spec_from_file_location("wereld", Path(__file__).with_name("wereld.py"))
assert _spec and _spec.loader
_wereld = sys.modules["wereld"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_wereld)
Wereld = _wereld.Wereld
wereld, dossier, zorg, plan = _wereld.wereld, _wereld.dossier, _wereld.zorg, _wereld.plan
tabellen, concept, vastgesteld = _wereld.tabellen, _wereld.concept, _wereld.vastgesteld

pytestmark = pytest.mark.django_db

# What stands at an address, and so what a stranger gets there.
GEZIN = "gezin"  # something of one family: 404 for who may not see its dossier, a line in the read log for who may
LIJST = "lijst"  # a list, search or form for everybody: what one may not see is not in it
FUNCTIE = "functie"  # only for some functies (403), within the own organisation
EIGEN = "eigen"  # of the organisation itself, no families: other organisations get 404 for its rows
VRIJ = "vrij"  # before signing in

ADRESSEN = {
    "gezond": VRIJ,
    "web:aanmelden": VRIJ, "web:code": VRIJ, "web:instellen": VRIJ, "web:eigen_wachtwoord": VRIJ,
    "web:mijn_werk": LIJST, "web:mijn_gezinnen": LIJST, "web:team": LIJST, "web:zoeken": LIJST,
    "web:handboek": LIJST, "web:handboek_deel": EIGEN, "web:handboek_beeld": EIGEN,
    "web:afmelden": LIJST, "web:account": LIJST, "web:herstelcodes": LIJST, "web:wachtwoord": LIJST, "web:verder": LIJST, "web:stijl": LIJST,
    "organisatie:beheer": FUNCTIE, "organisatie:medewerkers": FUNCTIE, "organisatie:medewerker": FUNCTIE,
    "organisatie:functie_einde": FUNCTIE, "organisatie:lidmaatschap_einde": FUNCTIE, "organisatie:teams": FUNCTIE,
    "organisatie:mandaten": FUNCTIE, "organisatie:mandaat_einde": FUNCTIE, "organisatie:organisatie": FUNCTIE,
    "organisatie:aanmelding": FUNCTIE, "organisatie:blokkeren": FUNCTIE, "organisatie:toelaten": FUNCTIE,
    "organisatie:uit_dienst": FUNCTIE, "organisatie:in_dienst": FUNCTIE, "organisatie:team": FUNCTIE, "organisatie:team_opheffen": FUNCTIE,
    "dossier:overzicht": GEZIN, "dossier:tijdlijn": GEZIN, "dossier:notitie": GEZIN, "dossier:notitie_wijzigen": GEZIN,
    "dossier:documenten": GEZIN, "dossier:document": GEZIN, "dossier:termijnen": GEZIN, "dossier:opschorten": GEZIN,
    "dossier:hervatten": GEZIN, "dossier:wie_keek_mee": GEZIN, "dossier:geheim": GEZIN,
    "dossier:wie_werkt_mee": GEZIN, "dossier:lid_einde": GEZIN, "dossier:regisseur": GEZIN,
    "dossier:toestemmingen": GEZIN, "dossier:toestemming_intrekken": GEZIN,
    "dossier:doorbreken": LIJST, "dossier:doorbrekingen": LIJST, "dossier:beoordelen": GEZIN,
    "gezin:gezin": GEZIN, "gezin:lid_nieuw": GEZIN, "gezin:lid_bekend": GEZIN, "gezin:lid_einde": GEZIN, "gezin:persoon": GEZIN,
    "gezin:bsn": GEZIN, "gezin:relatie": GEZIN, "gezin:relatie_einde": GEZIN, "gezin:gezag": GEZIN, "gezin:gezag_einde": GEZIN,
    "gezin:netwerk": GEZIN, "gezin:contact_weg": GEZIN,
    "toegang:nieuwe_melding": LIJST,
    "plan:plan": GEZIN, "plan:nummer": GEZIN, "plan:begin": GEZIN, "plan:tekst": GEZIN, "plan:doel_toevoegen": GEZIN,
    "plan:doel": GEZIN, "plan:voortgang": GEZIN, "plan:inzet_toevoegen": GEZIN, "plan:inzet": GEZIN, "plan:reactie": GEZIN,
    "plan:kosten": GEZIN,
    "besluit:lijst": GEZIN, "besluit:besluit": GEZIN, "besluit:brieven": GEZIN, "besluit:volgend": GEZIN,
    "zorg:dossier": GEZIN, "zorg:intrekken": GEZIN, "zorg:wijzigen": GEZIN, "zorg:verwijderen": GEZIN, "zorg:aanbieders": LIJST, "zorg:aanbieder": LIJST, "zorg:producten": LIJST,
    "zorg:aanbieder_nieuw": FUNCTIE, "zorg:aanbieder_wijzigen": FUNCTIE, "zorg:contract_nieuw": FUNCTIE, "zorg:contract_wijzigen": FUNCTIE,
    "zorg:contract_einde": FUNCTIE, "zorg:tarief": FUNCTIE, "zorg:product_nieuw": FUNCTIE, "zorg:product_wijzigen": FUNCTIE,
    "zorg:taakgericht": FUNCTIE, "zorg:taakgericht_levering": FUNCTIE,
    "berichten:lijst": FUNCTIE, "berichten:ontvangen": FUNCTIE, "berichten:verstuurd": FUNCTIE, "berichten:samen": FUNCTIE,
    "berichten:uitvoer": FUNCTIE, "berichten:bericht": GEZIN, "berichten:xml": GEZIN, "berichten:opnieuw": GEZIN,
    "berichten:nogmaals": GEZIN, "berichten:afhandelen": GEZIN,
    "berichten:ontvangst": EIGEN, "berichten:ontvangst_xml": EIGEN, "berichten:ontvangst_opnieuw": EIGEN, "berichten:ontvangst_afhandelen": EIGEN,
    "berichten:verzoeken": LIJST, "berichten:verzoeken_samen": FUNCTIE, "berichten:verzoek": GEZIN,
    "berichten:declaraties": FUNCTIE, "berichten:declaraties_samen": FUNCTIE, "berichten:declaratie": FUNCTIE,
    "berichten:declaratie_uitvoer": FUNCTIE, "berichten:declaratie_beantwoorden": FUNCTIE,
    "berichten:toewijzing": GEZIN, "berichten:stilte": GEZIN,
    "caseload:teams": FUNCTIE, "caseload:team": FUNCTIE, "caseload:verdelen": FUNCTIE, "caseload:verdeling": FUNCTIE,
    "caseload:verdeling_stoppen": FUNCTIE, "caseload:verdeling_keuze": FUNCTIE, "caseload:verdeling_bevestigen": FUNCTIE,
    "caseload:norm": FUNCTIE, "caseload:gewicht": FUNCTIE, "caseload:medewerker": FUNCTIE, "caseload:gespreksblad": FUNCTIE,
    "caseload:uitvoer": FUNCTIE, "caseload:plaatsing": GEZIN,
    "werkwijze:taak": GEZIN, "werkwijze:taak_pakken": GEZIN, "werkwijze:taak_teruggeven": GEZIN, "werkwijze:proces": GEZIN,
    "werkwijze:proces_tekening": GEZIN, "werkwijze:uitkomst": GEZIN,
    "werkwijze:lijst": LIJST, "werkwijze:laden": LIJST, "werkwijze:versie": EIGEN, "werkwijze:versie_tekening": EIGEN,
    "werkwijze:tabel": EIGEN, "werkwijze:zet_status": EIGEN,
    "caseload:formatie": FUNCTIE, "caseload:scenario": FUNCTIE, "caseload:scenario_voortgang": FUNCTIE, "caseload:scenario_stoppen": FUNCTIE,
    "caseload:scenario_beeld": FUNCTIE, "caseload:scenario_uitvoer": FUNCTIE,
}  # fmt: skip

# What a family can be known by. The search asks for a word that is none of these.
NAMEN = re.compile(r"Vries|Marije|Pieter|Lotte|Fenna|piekeren")
LEEST_REDENEN = {
    ("kees", "dossier:doorbrekingen")
}  # the kwaliteitsadviseur judges them; each reading is logged
VRAAG = "?q=slaapt&nummer=WV-2026-00001"


@dataclass(frozen=True)
class Adres:
    naam: str
    argumenten: frozenset[str]

    def url(self, wereld: Any) -> str:
        return reverse(self.naam, kwargs=wereld.waarden(self.naam, set(self.argumenten)))


def _alle(resolver: URLResolver, ruimte: str = "") -> Iterator[Adres]:
    for deel in resolver.url_patterns:
        if isinstance(deel, URLResolver):
            yield from _alle(deel, f"{ruimte}{deel.namespace}:" if deel.namespace else ruimte)
        elif isinstance(deel, URLPattern):
            yield Adres(f"{ruimte}{deel.name or deel.lookup_str}", frozenset(deel.pattern.converters))


ALLE = sorted(_alle(get_resolver()), key=lambda adres: adres.naam)


def van_soort(*soorten: str) -> list[Adres]:
    return [adres for adres in ALLE if ADRESSEN.get(adres.naam) in soorten]


def probeer(client: Client, wereld: Any, adressen: list[Adres], **post: Any) -> Iterator[tuple[str, Any]]:
    """('GET dossier:overzicht', answer) and the same for POST, of every address."""
    for adres in adressen:
        url = adres.url(wereld)
        yield f"GET {adres.naam}", client.get(url + VRAAG)
        yield f"POST {adres.naam}", client.post(url, post)


def inhoud(antwoord: Any) -> str:
    ruw = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
    return ruw.decode("utf-8", "replace")


def aantal_gebeurtenissen(organisatie: Any) -> int:
    with voor_organisatie(organisatie):
        return Gebeurtenis.objects.count()


# ---- the list is complete --------------------------------------------------------------------------


def test_every_address_is_known_here(wereld: Any) -> None:
    nieuw = {adres.naam for adres in ALLE} - set(ADRESSEN)
    assert not nieuw, (
        f"Nieuw adres: zet het in ADRESSEN van tests/test_muren.py met GEZIN, LIJST, FUNCTIE, EIGEN of VRIJ: {sorted(nieuw)}"
    )
    leeg = []
    for adres in ALLE:
        try:
            adres.url(wereld)
        except KeyError as fout:
            leeg.append(fout.args[0])
    assert not leeg, f"Geef in `pks` van tests/wereld.py een rij van gezin De Vries voor: {leeg}"


def test_nothing_stands_here_that_is_gone() -> None:
    assert not set(ADRESSEN) - {adres.naam for adres in ALLE}


# ---- strangers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", ["ester", "zoe"])
def test_a_stranger_gets_404_and_no_name(
    wie: str, wereld: Any, waterveld: Any, aangemeld: Any, request: Any
) -> None:
    """Ester works elsewhere; Zoë in another team. Neither learns that the family is there."""
    client = aangemeld(request.getfixturevalue(wie))
    voor = aantal_gebeurtenissen(waterveld)
    fout = []
    for stap, antwoord in probeer(client, wereld, van_soort(GEZIN)):
        if antwoord.status_code != 404 and not (
            antwoord.status_code == 405 and stap.startswith(("GET", "POST"))
        ):
            fout.append(f"{stap}: {antwoord.status_code} in plaats van 404")
        if NAMEN.search(inhoud(antwoord)):
            fout.append(f"{stap}: de naam van het gezin staat op de bladzijde")
    assert not fout, "\n".join(fout)
    assert aantal_gebeurtenissen(waterveld) == voor


@pytest.mark.parametrize("wie", ["ester", "zoe", "bea", "kees", "advies_ad"])
def test_lists_and_pages_of_the_house_hold_no_family_of_others(
    wie: str, wereld: Any, waterveld: Any, aangemeld: Any, request: Any
) -> None:
    client = aangemeld(request.getfixturevalue(wie))
    voor = aantal_gebeurtenissen(waterveld)
    fout = []
    for stap, antwoord in probeer(
        client, wereld, [a for a in van_soort(LIJST, FUNCTIE, EIGEN) if a.naam != "web:afmelden"]
    ):
        if antwoord.status_code >= 500:
            fout.append(f"{stap}: {antwoord.status_code}")
        if NAMEN.search(inhoud(antwoord)) and (wie, stap.split()[1]) not in LEEST_REDENEN:
            fout.append(f"{stap}: de naam van het gezin staat op de bladzijde")
    assert not fout, "\n".join(fout)
    assert aantal_gebeurtenissen(waterveld) == voor


def test_pages_of_a_functie_are_403_for_others(wereld: Any, aangemeld: Any, zoe: Any) -> None:
    fout = [
        f"{stap}: {antwoord.status_code}"
        for stap, antwoord in probeer(aangemeld(zoe), wereld, van_soort(FUNCTIE))
        if antwoord.status_code not in (403, 405)
    ]
    assert not fout, "\n".join(fout)


def test_rows_of_an_organisation_are_404_for_another(wereld: Any, elders: Any, aangemeld: Any) -> None:
    """Also for somebody with every functie, in the other municipality."""
    from eenplan.organisatie.models import Functie
    from mensen import maak_medewerker

    alles = maak_medewerker(elders, "Edo Eenling", tuple(f.value for f in Functie))
    met_rij = [a for a in van_soort(GEZIN, FUNCTIE, EIGEN) if a.argumenten]
    fout = [
        f"{stap}: {antwoord.status_code}"
        for stap, antwoord in probeer(aangemeld(alles), wereld, met_rij)
        if antwoord.status_code not in (404, 405) or NAMEN.search(inhoud(antwoord))
    ]
    assert not fout, "\n".join(fout)


# ---- the door --------------------------------------------------------------------------------------


def test_who_has_not_signed_in_is_sent_to_the_door(wereld: Any, client: Client) -> None:
    naar_de_deur(client, wereld)


def test_a_password_alone_opens_nothing(wereld: Any, client: Client, amina: Any) -> None:
    client.force_login(amina.user, backend="django.contrib.auth.backends.ModelBackend")
    naar_de_deur(client, wereld)


def test_who_left_is_sent_to_the_door(wereld: Any, aangemeld: Any, amina: Any) -> None:
    client = aangemeld(amina)
    amina.actief = False
    amina.save(update_fields=["actief"])
    naar_de_deur(client, wereld)


def naar_de_deur(client: Client, wereld: Any) -> None:
    fout = [
        f"{stap}: {antwoord.status_code} {antwoord.headers.get('Location', '')}"
        for stap, antwoord in probeer(client, wereld, van_soort(GEZIN, LIJST, FUNCTIE, EIGEN))
        if antwoord.status_code != 302 or not antwoord.headers["Location"].startswith("/aanmelden/")
    ]
    assert not fout, "\n".join(fout)


# ---- who may -----------------------------------------------------------------------------------------


def test_each_page_of_the_family_leaves_a_line_in_the_read_log(
    wereld: Any, waterveld: Any, amina: Any, tess: Any, aangemeld: Any
) -> None:
    """The regisseur opens every page (the team lead the review of a broken glass): it works, and it is written down."""
    clients = {"dossier:beoordelen": aangemeld(tess)}
    van_amina = aangemeld(amina)
    fout, gezien = [], 0
    for adres in van_soort(GEZIN):
        with voor_organisatie(waterveld):
            voor = Leesregel.objects.count()
        client = clients.get(adres.naam, van_amina)
        antwoord = client.get(adres.url(wereld))
        if antwoord.status_code == 405:
            antwoord = client.post(adres.url(wereld))
        if antwoord.status_code not in (200, 302, 403, 409, 422):
            fout.append(f"{adres.naam}: {antwoord.status_code}")
        with voor_organisatie(waterveld):
            regels = list(Leesregel.objects.order_by("pk")[voor:])
        if antwoord.status_code == 200:
            gezien += 1
            if not any(wereld.dossier.pk in regel.dossiers for regel in regels):
                fout.append(f"{adres.naam}: geen regel in het leeslogboek")
    assert not fout, "\n".join(fout)
    assert gezien > 25


def test_reading_changes_nothing(wereld: Any, waterveld: Any, amina: Any, aangemeld: Any) -> None:
    client = aangemeld(amina)
    fout = []
    voor = _stand()
    for adres in ALLE:
        if adres.naam == "gezond":
            continue
        client.get(adres.url(wereld) + "?verwijder=1&wat=gegevens&daad=vaststellen")
        if (na := _stand()) != voor:
            fout.append(adres.naam)
        voor = na
    assert not fout, f"GET verandert iets bij: {fout}"


def _stand() -> Any:
    """How many changes the triggers of the database have kept, and how many events there are."""
    from django.apps import apps
    from django.db import connections

    tabellen = [m._meta.db_table for m in apps.get_models() if m._meta.object_name.endswith("Event")]
    from eenplan.organisatie.models import Organisatie

    tellen = " UNION ALL ".join(
        f"SELECT '{tabel}', count(*) FROM \"{tabel}\"" for tabel in [*tabellen, Gebeurtenis._meta.db_table]
    )
    uit: dict[str, int] = {}
    for organisatie in Organisatie.objects.all():
        with voor_organisatie(organisatie), connections["default"].cursor() as cursor:
            cursor.execute(tellen)
            for tabel, aantal in cursor.fetchall():
                uit[tabel] = uit.get(tabel, 0) + aantal
    return uit


def test_a_form_from_elsewhere_is_refused(wereld: Any, amina: Any, aangemeld: Any) -> None:
    """Every POST asks for the token of our own form."""
    from django.test import Client

    streng = Client(enforce_csrf_checks=True)
    streng.cookies = aangemeld(amina).cookies
    fout = []
    for adres in ALLE:
        antwoord = streng.post(adres.url(wereld))
        if antwoord.status_code not in (403, 405):
            fout.append(f"{adres.naam}: {antwoord.status_code}")
    assert not fout, "\n".join(fout)


# ---- what comes out ----------------------------------------------------------------------------------

IN_LIJN = re.compile(r"<[a-z][^<>]*\s(style|on[a-z]+)\s*=|<script(?![^>]*\ssrc=)|<style|javascript:", re.I)
COMMENTAAR = re.compile(r"<!--(.*?)-->", re.S)


def paginas(wereld: Any, *clients: Client) -> Iterator[tuple[str, str]]:
    """Every HTML page that these people get, also the ones with errors."""
    for client in clients:
        for stap, antwoord in probeer(client, wereld, [a for a in ALLE if a.naam != "web:afmelden"]):
            if antwoord.headers.get("Content-Type", "").startswith("text/html"):
                yield stap, inhoud(antwoord)


def test_pages_live_with_the_content_security_policy(
    wereld: Any, amina: Any, bea: Any, tess: Any, aangemeld: Any, client: Client
) -> None:
    """No style or script inside a page, and no words for ourselves in comments."""
    fout = []
    for stap, html in paginas(wereld, aangemeld(amina), aangemeld(bea), aangemeld(tess), client):
        if gevonden := IN_LIJN.search(html):
            fout.append(f"{stap}: {html[gevonden.start() : gevonden.end() + 40]}")
        if COMMENTAAR.search(html):
            fout.append(f"{stap}: HTML-commentaar")
    assert not fout, "\n".join(sorted(set(fout)))


def test_every_answer_says_what_it_is_and_stays_out_of_caches(
    wereld: Any, amina: Any, aangemeld: Any
) -> None:
    fout = []
    for stap, antwoord in probeer(
        aangemeld(amina), wereld, [a for a in ALLE if a.naam not in ("web:afmelden", "web:handboek_beeld")]
    ):
        h = antwoord.headers
        csp = h.get("Content-Security-Policy", "")
        if "unsafe" in csp or "default-src 'none'" not in csp:
            fout.append(f"{stap}: Content-Security-Policy {csp}")
        if h.get("X-Content-Type-Options") != "nosniff" or h.get("X-Frame-Options") != "DENY":
            fout.append(f"{stap}: nosniff of DENY ontbreekt")
        if "no-store" not in h.get("Cache-Control", ""):
            fout.append(f"{stap}: {h.get('Cache-Control')}")
        soort = h.get("Content-Type", "")
        if (
            not soort.startswith("text/html")
            and soort != "application/json"
            and antwoord.status_code == 200
            and not h.get("Content-Disposition", "").startswith("attachment")
        ):
            fout.append(f"{stap}: {soort} wordt niet als bestand aangeboden")
    assert not fout, "\n".join(fout)


def test_no_page_after_signing_in_sends_one_elsewhere(client: Client, wereld: Any) -> None:
    for buiten in (
        "https://elders.example/",
        "//elders.example/",
        r"/\elders.example",
        "javascript:alert(1)",
    ):
        antwoord = client.get("/aanmelden/", {"next": buiten})
        assert "elders.example" not in inhoud(antwoord) and "javascript:" not in inhoud(antwoord)


def test_what_is_typed_in_an_address_breaks_nothing(wereld: Any, amina: Any, aangemeld: Any) -> None:
    """Odd digits, zero bytes and huge numbers get a page, never a crash."""
    client = aangemeld(amina)
    vreemd = [
        "q",
        "pagina",
        "team",
        "regisseur",
        "fase",
        "sorteer",
        "soort",
        "product",
        "volume",
        "begin",
        "inzet",
        "stand",
        "aanbieder",
        "van",
        "tot",
        "tab",
        "vorm",
        "regels",
        "next",
        "nummer",
        "als",
        "begin",
    ]
    for waarde in ("%00", "%C2%B2", "9" * 40, "-1", "%27%22%3Cb%3E", "%F0%9F%92%A9"):
        vraag = "?" + "&".join(f"{naam}={waarde}" for naam in vreemd)
        for adres in [a for a in ALLE if a.naam not in ("web:afmelden", "gezond")]:
            antwoord = client.get(adres.url(wereld) + vraag)
            assert antwoord.status_code < 500, f"{adres.naam}{vraag}"
            assert "'\"<b>" not in inhoud(antwoord), adres.naam


# ---- names that are markup ---------------------------------------------------------------------------

KWAAD = """<script>alert(1)</script>"'&#{1}"""


def test_a_name_that_is_markup_stays_a_name(
    wereld: Any, waterveld: Any, amina: Any, anton: Any, tess: Any, aangemeld: Any
) -> None:
    """In drawings, care bars, timeline, lists, forms, messages and letters."""
    maak_kwaad(wereld, waterveld)
    fout, gezien = [], set()
    for stap, html in paginas(wereld, aangemeld(amina), aangemeld(tess), aangemeld(anton)):
        if "<script>alert" in html or "<img src=x" in html:
            fout.append(stap)
        if "&lt;script&gt;alert" in html:
            gezien.add(stap.split()[1])
    assert not fout, fout
    assert {
        "dossier:overzicht", "dossier:tijdlijn", "gezin:gezin", "gezin:netwerk", "zorg:dossier", "plan:plan", "besluit:besluit",
        "web:mijn_werk", "web:team",
    } <= gezien  # fmt: skip


def test_drawings_with_such_a_name_are_still_well_formed(
    wereld: Any, waterveld: Any, amina: Any, aangemeld: Any
) -> None:
    from lxml import etree

    maak_kwaad(wereld, waterveld)
    client = aangemeld(amina)
    for naam in ("gezin:gezin", "gezin:netwerk", "zorg:dossier"):
        html = inhoud(client.get(reverse(naam, args=[wereld.dossier.nummer])))
        tekeningen = [svg for svg in re.findall(r"<svg.*?</svg>", html, re.S) if "alert" in svg]
        assert tekeningen, naam
        for svg in tekeningen:
            assert not etree.fromstring(svg).xpath("//*[local-name()='script']")


def test_a_letter_and_the_name_of_its_file_hold_such_a_name_as_text(
    wereld: Any, waterveld: Any, amina: Any, aangemeld: Any
) -> None:
    maak_kwaad(wereld, waterveld)
    client = aangemeld(amina)
    adres = reverse("besluit:brieven", args=[wereld.dossier.nummer, 1])
    assert client.post(adres).status_code == 302
    with voor_organisatie(waterveld):
        document = wereld.dossier.documenten.filter(soort="besluit").order_by("-pk").first()
    antwoord = client.get(reverse("dossier:document", args=[wereld.dossier.nummer, document.pk]))
    assert inhoud(antwoord).startswith("%PDF")
    kop = antwoord.headers["Content-Disposition"]
    assert kop.startswith("attachment;") and kop.isprintable()


def maak_kwaad(wereld: Any, waterveld: Any) -> None:
    """Everybody and everything that people may name gets the name that is markup."""
    from eenplan.dossier.models import Contactnotitie
    from eenplan.gezin.models import Gezin, Netwerkcontact, Persoon
    from eenplan.plan.models import Doel, Inzet
    from eenplan.zorg.models import Aanbieder

    kwaad = f"Gezin {KWAAD}"
    with voor_organisatie(waterveld):
        Gezin.objects.update(naam=kwaad)
        Persoon.objects.update(roepnaam=KWAAD[:40], achternaam=KWAAD[:40], voornamen=KWAAD[:40])
        Netwerkcontact.objects.update(naam=KWAAD, wie=KWAAD[:40])
        Aanbieder.objects.update(naam=KWAAD)
        Contactnotitie.objects.update(tekst=KWAAD, met_wie=KWAAD)
        Doel.objects.filter(plan__vastgesteld_op__isnull=True).update(titel=KWAAD)
        Inzet.objects.filter(plan__vastgesteld_op__isnull=True).update(omschrijving=KWAAD)


# ---- writing ------------------------------------------------------------------------------------------

BRON = Path(__file__).resolve().parents[1] / "src" / "eenplan"
SCHRIJFT = re.compile(
    r"\.objects(\.\w+\(.*\))*\.(create|bulk_create|update|delete|get_or_create|update_or_create)\(|\.save\(update_fields"
)
# The read log itself, and the second step of signing in: neither is about a family.
MAG_SCHRIJVEN = {"kern/queries.py", "web/views_aanmelden.py"}


def test_every_write_is_an_action() -> None:
    """In an actions module, what takes `door` is an `@actie`; views, forms and queries write nothing themselves."""
    import ast

    fout = []
    for pad in sorted(BRON.glob("*/*.py")):
        naam = str(pad.relative_to(BRON))
        if naam.startswith(("kern/", "demo/")) and naam != "kern/queries.py":
            continue
        if "actions" in pad.stem:
            for functie in ast.parse(pad.read_text()).body:
                if isinstance(functie, ast.FunctionDef) and not functie.name.startswith(
                    ("_", "check_", "eis_", "mag_")
                ):
                    neemt_door = any(a.arg == "door" for a in functie.args.kwonlyargs)
                    is_actie = any(
                        isinstance(d, ast.Name) and d.id == "actie" for d in functie.decorator_list
                    )
                    if neemt_door and not is_actie:
                        fout.append(f"{naam}:{functie.lineno} {functie.name} schrijft zonder @actie")
        elif re.search(r"view|form|quer|overzicht|diensten|jobs", pad.stem) and naam not in MAG_SCHRIJVEN:
            fout += [
                f"{naam}:{n} schrijft zelf"
                for n, regel in enumerate(pad.read_text().splitlines(), 1)
                if SCHRIJFT.search(regel)
            ]
    assert not fout, "\n".join(fout)
