"""A message on its way to the hub: it arrives once, or somebody reads why not and what to do."""

from __future__ import annotations

import io
import os
import socket
import threading
import time
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import serialization

from eenplan.berichten.ggk.bouwen import bouw
from eenplan.berichten.ggk.envelop import Fout, Systeem, antwoord, referentienummer_voor
from eenplan.berichten.ggk.fouten import Transportfout
from eenplan.berichten.ggk.instellingen import Instellingen
from eenplan.berichten.ggk.lezen import lees
from eenplan.berichten.ggk.verzender import GgkVerzender
from ijw.invoer import GRENS

HUB = Systeem("IB", "GGk")
NU = "20261120093001"


def weiger(code: str, plek: str = "client", omschrijving: str = "zo gaat het niet"):
    """The hub refuses everything, with this code."""

    def gedrag(verzoek, data):
        verzoek.zeg(
            bouw(antwoord(lees(data), van=HUB, tijdstip=NU, fout=Fout(code, plek, omschrijving))), 500
        )

    return gedrag


def test_the_assignment_for_sem_arrives(knooppunt, gemeente, zending):
    gemeente(knooppunt.adres).verstuur(zending)
    assert knooppunt.archief.alles() == [(zending.referentienummer, "01023456", zending.data)]
    (koppen,) = knooppunt.koppen
    assert koppen["SOAPAction"] == '"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01"'
    assert koppen["Content-Type"] == "text/xml; charset=utf-8"


def test_a_return_message_says_what_it_answers(knooppunt, gemeente, zending):
    gezien = []

    def gedrag(verzoek, data):
        gezien.append(lees(data))
        verzoek.bevestig(data)

    knooppunt.gedrag = gedrag
    heen = referentienummer_voor("01023456", "JW315", "7")
    gemeente(knooppunt.adres).verstuur(replace(zending, soort="JW316", antwoord_op=heen))
    assert [(e.soort, e.functie, e.cross, e.lading.versie) for e in gezien] == [
        ("Du01", "JW316", heen, "0003")
    ]
    assert knooppunt.koppen[0]["SOAPAction"].endswith('/ggk_Du01"')


def test_a_lost_acknowledgement_and_a_second_try_leave_one_message(knooppunt, gemeente, zending):
    def antwoord_raakt_weg(verzoek, data):
        verzoek.wfile = io.BytesIO()
        verzoek.bevestig(data)

    knooppunt.gedrag = antwoord_raakt_weg
    with pytest.raises(Transportfout, match="Misschien is het bericht wel aangekomen") as fout:
        gemeente(knooppunt.adres).verstuur(zending)
    assert fout.value.opnieuw
    knooppunt.gedrag = bevestig
    gemeente(knooppunt.adres).verstuur(zending)
    assert knooppunt.archief.alles() == [(zending.referentienummer, "01023456", zending.data)]


def bevestig(verzoek, data):
    verzoek.bevestig(data)


def test_a_hub_that_knows_the_number_already_has_the_message(knooppunt, gemeente, zending):
    knooppunt.gedrag = weiger("IB016")
    gemeente(knooppunt.adres).verstuur(zending)


@pytest.mark.parametrize(
    ("gedrag", "woorden", "opnieuw"),
    [
        (weiger("IB005"), "JW301 voor 01023456 niet aan: Gemeentecode is niet bekend.*IB005.*gemeentecode", False),
        (weiger("IB210", omschrijving="Organisatie onbekend"), r"Organisatie onbekend \(IB210\).*servicedesk", False),
        (weiger("StUF058", "server"), "StUF058", True),
        (lambda v, _: v.zeg(b"<h1>Verboden</h1>", 403), "status 403.*EENPLAN_GGK_CERTIFICAAT", False),
        (lambda v, _: v.zeg(b"", 404), "status 404.*EENPLAN_GGK_ADRES", False),
        (lambda v, _: v.zeg(b"", 302), "status 302.*EENPLAN_GGK_ADRES", False),
        (lambda v, _: v.zeg(b"", 413), "te groot", False),
        (lambda v, _: v.zeg(b"Onderhoud", 503), "status 503.*later opnieuw", True),
        (lambda v, _: v.zeg(b"<html>Onderhoud</html>", 200), "geen leesbaar antwoord.*later opnieuw", True),
        (lambda v, _: v.zeg(b"", 202), "geen leesbaar antwoord", True),
        (lambda v, d: v.zeg(d), "een Di01 dat niet bij dit bericht hoort", True),
        (lambda v, _: v.zeg(b"x" * 2_000_000), "brak halverwege af", True),
    ],
)  # fmt: skip
def test_what_was_not_acknowledged_was_not_delivered(knooppunt, gemeente, zending, gedrag, woorden, opnieuw):
    knooppunt.gedrag = gedrag
    with pytest.raises(Transportfout, match=woorden) as fout:
        gemeente(knooppunt.adres).verstuur(zending)
    assert fout.value.opnieuw is opnieuw
    assert "Sem" not in fout.value.zin


def test_an_acknowledgement_of_another_message_does_not_count(knooppunt, gemeente, zending):
    def verwissel(verzoek, data):
        ander = replace(lees(data), referentienummer=referentienummer_voor("ander"))
        verzoek.zeg(bouw(antwoord(ander, van=HUB, tijdstip=NU)))

    knooppunt.gedrag = verwissel
    with pytest.raises(Transportfout, match="Bv03 dat niet bij dit bericht hoort") as fout:
        gemeente(knooppunt.adres).verstuur(zending)
    assert fout.value.opnieuw


def test_half_an_answer_is_no_answer(knooppunt, gemeente, zending):
    def half(verzoek, data):
        heel = bouw(antwoord(lees(data), van=HUB, tijdstip=NU))
        verzoek.zeg(heel[: len(heel) // 2], lengte=len(heel))

    knooppunt.gedrag = half
    with pytest.raises(Transportfout, match="brak halverwege af") as fout:
        gemeente(knooppunt.adres).verstuur(zending)
    assert fout.value.opnieuw


def test_silence_ends(knooppunt, gemeente, zending):
    klaar = threading.Event()
    knooppunt.gedrag = lambda verzoek, data: klaar.wait(30)
    begin = time.monotonic()
    with pytest.raises(Transportfout, match="binnen 1 seconden geen antwoord") as fout:
        gemeente(knooppunt.adres, geduld=1).verstuur(zending)
    assert time.monotonic() - begin < 5
    assert fout.value.opnieuw
    klaar.set()


def test_a_hub_that_keeps_dripping_ends_too(knooppunt, gemeente, zending):
    """Each byte comes in time; the whole does not."""
    klaar = threading.Event()

    def druppel(verzoek, data):
        verzoek.send_response(200)
        verzoek.send_header("Content-Length", "100000")
        verzoek.end_headers()
        while not klaar.wait(0.05):
            verzoek.wfile.write(b" ")

    knooppunt.gedrag = druppel
    begin = time.monotonic()
    with pytest.raises(Transportfout, match="binnen 1 seconden geen antwoord"):
        gemeente(knooppunt.adres, geduld=1).verstuur(zending)
    assert time.monotonic() - begin < 5
    klaar.set()


def test_a_hub_that_is_gone_is_tried_later(gemeente, zending):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        adres = f"https://127.0.0.1:{probe.getsockname()[1]}/"
        with pytest.raises(Transportfout, match=r"niet bereikbaar.*later opnieuw") as fout:
            gemeente(adres).verstuur(zending)
    assert fout.value.opnieuw


def test_a_hub_nobody_knows_is_tried_later(gemeente, zending):
    with pytest.raises(Transportfout, match=r"ggk\.invalid:443 is niet te vinden.*EENPLAN_GGK_ADRES"):
        gemeente("https://ggk.invalid/").verstuur(zending)


def test_a_stranger_who_answers_at_the_address_gets_nothing(start_knooppunt, vreemde_ca, gemeente, zending):
    knooppunt = start_knooppunt(vreemde_ca.voor("knooppunt"))
    with pytest.raises(Transportfout, match=r"niet te vertrouwen.*niets verstuurd") as fout:
        gemeente(knooppunt.adres).verstuur(zending)
    assert not fout.value.opnieuw
    assert knooppunt.koppen == []


@pytest.mark.parametrize(("naam", "velden"), [("elders", {"adres": "10.0.0.1"}), ("verlopen", {"dagen": -1})])
def test_a_certificate_of_another_machine_or_another_time_will_not_do(
    start_knooppunt, ca, gemeente, zending, naam, velden
):
    knooppunt = start_knooppunt(ca.voor(naam, **velden))
    with pytest.raises(Transportfout, match="niet te vertrouwen"):
        gemeente(knooppunt.adres).verstuur(zending)
    assert knooppunt.koppen == []


def test_a_hub_that_does_not_know_our_certificate_says_so(knooppunt, vreemde_ca, gemeente, zending):
    with pytest.raises(
        Transportfout, match=r"weigert de beveiligde verbinding.*EENPLAN_GGK_CERTIFICAAT"
    ) as fout:
        gemeente(knooppunt.adres, als=vreemde_ca.voor("gemeente")).verstuur(zending)
    assert not fout.value.opnieuw
    assert knooppunt.archief.alles() == []


def test_a_declaration_of_25_mb_goes_through_and_a_larger_one_stays_home(knooppunt, gemeente, zending):
    groot = replace(zending, soort="JW323", data=os.urandom(GRENS))
    gemeente(knooppunt.adres, geduld=60).verstuur(groot)
    assert knooppunt.archief.alles()[0][2] == groot.data
    with pytest.raises(Transportfout, match="25 MB") as fout:
        gemeente(knooppunt.adres).verstuur(replace(groot, data=groot.data + b"!"))
    assert not fout.value.opnieuw
    assert len(knooppunt.koppen) == 1


# What an operator set up wrong --------------------------------------------------------------------------------


@pytest.fixture
def omgeving(ca, monkeypatch):
    wie = ca.voor("gemeente")
    monkeypatch.setenv("EENPLAN_GGK_CERTIFICAAT", str(wie.certificaat))
    monkeypatch.setenv("EENPLAN_GGK_SLEUTEL", str(wie.sleutel))
    monkeypatch.setenv("EENPLAN_GGK_CA", str(wie.ca))
    return monkeypatch


def test_from_the_environment_to_the_hub(knooppunt, omgeving, zending):
    omgeving.setenv("EENPLAN_GGK_ADRES", knooppunt.adres)
    GgkVerzender(Instellingen.uit_omgeving()).verstuur(zending)
    assert len(knooppunt.archief.alles()) == 1


def test_what_is_missing_is_named(omgeving, tmp_path):
    omgeving.setenv("EENPLAN_GGK_SLEUTEL", str(tmp_path / "weg.key"))
    with pytest.raises(Transportfout, match=r"weg\.key \(EENPLAN_GGK_SLEUTEL\) ontbreekt"):
        Instellingen.uit_omgeving()
    omgeving.delenv("EENPLAN_GGK_CA")
    omgeving.delenv("EENPLAN_GGK_SLEUTEL")
    with pytest.raises(Transportfout, match="EENPLAN_GGK_SLEUTEL is niet ingesteld"):
        Instellingen.uit_omgeving()


@pytest.mark.parametrize(
    "adres", ["", "http://127.0.0.1/", "ggk.nl", "https://jan:geheim@ggk.nl/", "https://x:y/"]
)
def test_only_https_and_no_password_in_an_address(omgeving, zending, adres):
    omgeving.setenv("EENPLAN_GGK_ADRES", adres)
    with pytest.raises(Transportfout, match="EENPLAN_GGK_ADRES moet een adres zijn als https") as fout:
        GgkVerzender(Instellingen.uit_omgeving()).verstuur(zending)
    assert "geheim" not in fout.value.zin


def test_files_that_do_not_belong_together_are_named(ca, tmp_path):
    een, twee = ca.voor("een"), ca.voor("twee")
    with pytest.raises(Transportfout, match="hoort niet bij"):
        replace(een, sleutel=twee.sleutel).klantcontext()
    leeg = tmp_path / "leeg.pem"
    leeg.touch()
    with pytest.raises(Transportfout, match="EENPLAN_GGK_CA"):
        replace(een, ca=leeg).klantcontext()
    with pytest.raises(Transportfout, match=r"PKCS#8.*openssl pkcs8"):
        ca.voor("oud", vorm=serialization.PrivateFormat.TraditionalOpenSSL).eis_server()
    geheim = tmp_path / "geheim.key"
    sleutel = serialization.load_pem_private_key(een.sleutel.read_bytes(), None)
    geheim.write_bytes(
        sleutel.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"wachtwoord"),
        )
    )  # fmt: skip
    with pytest.raises(Transportfout, match="heeft een wachtwoord"):
        replace(een, sleutel=geheim).klantcontext()
