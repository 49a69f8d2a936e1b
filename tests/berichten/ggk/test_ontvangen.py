"""What the hub brings: stored before it is acknowledged, once, and only from who shows a certificate of our CA."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import sys
from dataclasses import replace
from http.client import HTTPSConnection
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.serialization import PrivateFormat
from django.db import connection

from eenplan.berichten.ggk.bouwen import bouw
from eenplan.berichten.ggk.envelop import Envelop, Fout, Lading, Systeem, referentienummer_voor
from eenplan.berichten.ggk.fouten import Transportfout
from eenplan.berichten.ggk.instellingen import Instellingen
from eenplan.berichten.ggk.lezen import lees
from eenplan.berichten.ggk.verzender import GgkVerzender, Zending
from eenplan.kern import databron
from ijw.invoer import GRENS

HEEN = referentienummer_voor("01023456", "JW315", "7")
VERZOEK = Zending("JW315", b"<Bericht>verzoek om toewijzing voor Sem</Bericht>", "01023456", "0363", HEEN)
ENVELOP = Envelop(
    "Di01", Systeem("01023456", "GGk"), Systeem("0363", "Eenplan"), HEEN, "20261120093000", functie="JW315",
    lading=Lading(VERZOEK.data, "0003", "0002", "0000", "0001"),
)  # fmt: skip


@pytest.fixture
def hub(ca, dienst):
    """The hub, which brings what a provider sent."""
    wie = ca.voor("hub")
    return GgkVerzender(Instellingen(wie.certificaat, wie.sleutel, ca.bestand, dienst.adres), geduld=60)


@pytest.fixture
def post(ca, dienst, officieel):
    """Post bytes as the hub: status and the answer, which the official schema must allow."""

    def doe(data: bytes, methode: str = "POST", **koppen: str) -> tuple[int, Envelop | str]:
        verbinding = HTTPSConnection(
            "127.0.0.1", dienst.poort, context=ca.voor("hub").klantcontext(), timeout=60
        )
        verbinding.request(methode, "/", body=data, headers={"Content-Type": "text/xml", **koppen})
        antwoord = verbinding.getresponse()
        lichaam = antwoord.read()
        verbinding.close()
        if antwoord.status not in (200, 500):
            return antwoord.status, lichaam.decode()
        assert officieel(lichaam) == []
        return antwoord.status, lees(lichaam)

    return doe


def lijn(ca, dienst) -> ssl.SSLSocket:
    """A bare connection as the hub, to break when it hurts."""
    kaal = socket.create_connection(("127.0.0.1", dienst.poort), timeout=30)
    return ca.voor("hub").klantcontext().wrap_socket(kaal, server_hostname="127.0.0.1")


def kop(lengte: int) -> bytes:
    return (
        f"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: {lengte}\r\n\r\n".encode()
    )


def test_a_request_for_sem_comes_in_and_again_changes_nothing(hub, dienst):
    hub.verstuur(VERZOEK)
    hub.verstuur(VERZOEK)
    assert dienst.archief.alles() == [(HEEN, "0363", VERZOEK.data)]


def test_a_return_message_comes_in(hub, dienst):
    retour = replace(
        VERZOEK,
        soort="JW302",
        antwoord_op=referentienummer_voor("x"),
        referentienummer=referentienummer_voor("y"),
    )
    hub.verstuur(retour)
    assert dienst.archief.alles() == [(retour.referentienummer, "0363", retour.data)]


def test_the_acknowledgement_goes_to_who_sent_it(post):
    status, antwoord = post(bouw(ENVELOP))
    assert (status, antwoord.soort, antwoord.cross) == (200, "Bv03", HEEN)
    assert (antwoord.zender.organisatie, antwoord.ontvanger) == ("0363", ENVELOP.zender)


def test_an_acknowledgement_that_nobody_heard_and_a_second_try_store_one(ca, hub, dienst):
    data = bouw(ENVELOP)
    with lijn(ca, dienst) as verbinding:
        verbinding.sendall(kop(len(data)) + data)
        verbinding.recv(1)  # it was answered, and of the answer we heard one byte
    assert len(dienst.archief.alles()) == 1
    hub.verstuur(VERZOEK)
    assert dienst.archief.alles() == [(HEEN, "0363", VERZOEK.data)]


def test_half_a_message_is_not_stored(ca, post, dienst):
    data = bouw(ENVELOP)
    with lijn(ca, dienst) as verbinding:
        verbinding.sendall(kop(len(data)) + data[: len(data) // 2])
    with lijn(ca, dienst) as verbinding:  # says it is more than it is, and is a whole envelope
        verbinding.sendall(kop(len(data) + 1) + data)
        socket.socket.shutdown(verbinding, socket.SHUT_WR)
        assert verbinding.recv(12) == b"HTTP/1.1 400"
    assert post(bouw(replace(ENVELOP, referentienummer=referentienummer_voor("daarna"))))[0] == 200
    assert [kenmerk for kenmerk, *_ in dienst.archief.alles()] == [referentienummer_voor("daarna")]


def test_what_cannot_be_stored_is_not_acknowledged(hub, dienst):
    dienst.archief.zonder_tabel()
    try:
        with pytest.raises(Transportfout, match="StUF058") as fout:
            hub.verstuur(VERZOEK)
        assert fout.value.opnieuw
    finally:
        dienst.archief.herstel()
    hub.verstuur(VERZOEK)
    assert len(dienst.archief.alles()) == 1


def test_a_municipality_that_is_not_here_is_told_to_the_sender(hub, dienst):
    with pytest.raises(Transportfout, match="IB005") as fout:
        hub.verstuur(replace(VERZOEK, ontvanger="9999"))
    assert not fout.value.opnieuw
    assert dienst.archief.alles() == []


def test_a_message_of_another_law_is_told_to_the_sender(hub, dienst):
    with pytest.raises(Transportfout, match="IB004"):
        hub.verstuur(replace(VERZOEK, soort="WMO315"))
    assert dienst.archief.alles() == []


def test_a_refusal_afterwards_is_stored_too(post, dienst):
    """The hub took our JW301 and found out later that the provider is not connected."""
    fout = Fout("IB010", "client", "Geadresseerde partij niet aangesloten", "01023456")
    weigering = Envelop(
        "Fo01",
        Systeem("IB", "GGk"),
        Systeem("0363", "Eenplan"),
        referentienummer_voor("fo"),
        "20261120",
        HEEN,
        fout=fout,
    )
    assert [post(bouw(weigering))[1].soort for _ in range(2)] == ["Bv03", "Bv03"]
    assert dienst.archief.alles() == [
        (f"fout:{HEEN}", "0363", b"IB010: Geadresseerde partij niet aangesloten. 01023456")
    ]


def test_a_refusal_afterwards_that_is_not_quite_by_the_schema_is_acknowledged_by_the_schema(post, dienst):
    fout = Fout("IB010", "client", "Geadresseerde partij niet aangesloten")
    weigering = Envelop(
        "Fo01", Systeem("IB", "GGk"), Systeem("0363", "Eenplan"), referentienummer_voor("fo"), "20261120", HEEN, fout=fout
    )  # fmt: skip
    kort = bouw(weigering).replace(b">GGk<", b">I<").replace(weigering.referentienummer.encode(), b"9" * 60)
    assert post(kort)[1].soort == "Bv03"
    assert len(dienst.archief.alles()) == 1


def test_a_declaration_of_25_mb_comes_in(hub, dienst):
    groot = replace(VERZOEK, soort="JW323", data=os.urandom(GRENS))
    hub.verstuur(groot)
    assert dienst.archief.alles()[0][2] == groot.data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>', "IB001"),
        (b"<a>" * 1_000_000, "IB001"),
        (b"%PDF-1.7", "IB001"),
        (b"", "IB001"),
        (bytes(41 * 1024 * 1024), "IB003"),
        (bouw(replace(ENVELOP, soort="Bv03", lading=None)), "IB001"),
    ],
    ids=["bom", "elementen", "pdf", "leeg", "te groot", "bevestiging"],
)
def test_what_is_no_message_is_refused_and_the_next_one_comes_in(post, dienst, data, code):
    status, antwoord = post(data)
    assert (status, antwoord.soort, antwoord.fout.code, antwoord.fout.plek) == (500, "Fo03", code, "client")
    assert post(bouw(ENVELOP))[0] == 200
    assert len(dienst.archief.alles()) == 1


def test_who_looks_gets_told(post):
    assert post(b"", "GET") == (405, "Stuur berichten met POST.")


def test_without_a_certificate_of_our_ca_nobody_gets_in(ca, vreemde_ca, dienst):
    """The handshake fails: not one byte of a request is read."""
    zonder = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    zonder.load_verify_locations(cafile=ca.bestand)
    vreemd = replace(vreemde_ca.voor("hub"), ca=ca.bestand).klantcontext()
    verlopen = ca.voor("oud", dagen=-1).klantcontext()
    data = bouw(ENVELOP)
    for context in (zonder, vreemd, verlopen):
        with (
            pytest.raises((ssl.SSLError, ConnectionError)),
            context.wrap_socket(
                socket.create_connection(("127.0.0.1", dienst.poort), timeout=30), server_hostname="127.0.0.1"
            ) as verbinding,
        ):
            verbinding.sendall(kop(len(data)) + data)
            assert verbinding.recv(1) == b"", "er kwam een antwoord"
            raise ConnectionError
    assert dienst.archief.alles() == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_tls_before_1_2_is_not_spoken(ca, dienst):
    oud = ca.voor("hub").klantcontext()
    oud.minimum_version = ssl.TLSVersion.TLSv1
    oud.maximum_version = ssl.TLSVersion.TLSv1_1
    oud.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        oud.wrap_socket(socket.create_connection(("127.0.0.1", dienst.poort)), server_hostname="127.0.0.1")
    ca.voor("hub").klantcontext().wrap_socket(
        socket.create_connection(("127.0.0.1", dienst.poort)), server_hostname="127.0.0.1"
    ).close()


# The command `eenplan ggk` ------------------------------------------------------------------------------------


def omgeving(wie: Instellingen) -> dict[str, str]:
    return {
        "EENPLAN_GGK_CERTIFICAAT": str(wie.certificaat), "EENPLAN_GGK_SLEUTEL": str(wie.sleutel),
        "EENPLAN_GGK_CA": str(wie.ca), "PYTHONPATH": os.pathsep.join(pad for pad in sys.path if pad),
    }  # fmt: skip


def eenplan_ggk(wie: dict[str, str], *opties: str) -> str:
    """What the command says before it gives up."""
    af = subprocess.run(
        [sys.executable, "-m", "eenplan", "ggk", *opties],
        env={naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("EENPLAN_GGK_")} | wie, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert af.returncode == 1, af.stdout
    return af.stderr


def deze_databank() -> str:
    """DATABASE_URL of the database of this test."""
    naam = connection.settings_dict["NAME"]
    if url := os.environ.get("DATABASE_URL"):
        return urlsplit(url)._replace(path=f"/{naam}").geturl()
    beheer = databron.administrator()
    return f"postgresql://{beheer['USER']}@/{naam}?host={beheer['HOST']}"


@pytest.mark.django_db
def test_eenplan_ggk_serves_this_installation(ca, draai_dienst, vrije_poort, dienst):
    """Started as an operator does; it looks in the database for a municipality that is not there."""
    poort = vrije_poort()
    opdracht = [sys.executable, "-m", "eenplan", "ggk", "--poort", str(poort)]
    proces = draai_dienst(opdracht, poort, omgeving(ca.voor("eenplan")) | {"DATABASE_URL": deze_databank()})
    wie = ca.voor("hub")
    hub = GgkVerzender(replace(wie, adres=f"https://127.0.0.1:{poort}/"), geduld=60)
    with pytest.raises(Transportfout, match="IB005"):
        hub.verstuur(replace(VERZOEK, ontvanger="9999"))
    proces.send_signal(signal.SIGINT)
    gezegd, _ = proces.communicate(timeout=30)
    assert f"Eenplan ontvangt berichten op https://127.0.0.1:{poort}/" in gezegd
    assert '"code": "IB005"' in gezegd
    assert proces.returncode == 0


def test_eenplan_ggk_says_what_is_missing(ca, dienst):
    assert "EENPLAN_GGK_CERTIFICAAT is niet ingesteld" in eenplan_ggk({})
    oud = omgeving(ca.voor("oud", vorm=PrivateFormat.TraditionalOpenSSL))
    assert "PKCS#8" in eenplan_ggk(oud)
    assert "Kies een andere met --poort" in eenplan_ggk(
        omgeving(ca.voor("eenplan")), "--poort", str(dienst.poort)
    )
