"""Certificates made on the spot, a hub of our own behind mutual TLS, and our receiver served by granian."""

from __future__ import annotations

import os
import socket
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import PrivateFormat as Vorm
from cryptography.x509.oid import NameOID
from lxml import etree

from eenplan.berichten.ggk.bouwen import bouw
from eenplan.berichten.ggk.envelop import Systeem, antwoord, referentienummer_voor
from eenplan.berichten.ggk.instellingen import Instellingen
from eenplan.berichten.ggk.lezen import lees
from eenplan.berichten.ggk.verzender import GgkVerzender, Zending
from eenplan.berichten.management.commands import ggk

HEDEN = datetime.now(UTC)
TIJDSTIP = "20261120093000"


# Certificates ------------------------------------------------------------------------------------------------


class Instantie:
    """Somebody who hands out certificates."""

    def __init__(self, map_: Path, naam: str) -> None:
        self.map, self.naam = map_, naam
        self.sleutel = ec.generate_private_key(ec.SECP256R1())
        self.certificaat = self._teken(naam, self.sleutel, HEDEN + timedelta(days=2), gezag=True)
        self.bestand = self._schrijf(f"{naam}.pem", self.certificaat.public_bytes(serialization.Encoding.PEM))

    def voor(
        self, naam: str, *, adres: str = "127.0.0.1", dagen: int = 1, vorm: Vorm = Vorm.PKCS8
    ) -> Instellingen:
        """Files for someone of this name, for the machine at this address."""
        sleutel = ec.generate_private_key(ec.SECP256R1())
        certificaat = self._teken(naam, sleutel, HEDEN + timedelta(days=dagen), adres=adres)
        pem = serialization.Encoding.PEM
        prive = sleutel.private_bytes(pem, vorm, serialization.NoEncryption())
        return Instellingen(
            self._schrijf(f"{self.naam}-{naam}.pem", certificaat.public_bytes(pem)),
            self._schrijf(f"{self.naam}-{naam}.key", prive), self.bestand,
        )  # fmt: skip

    def _teken(
        self,
        naam: str,
        sleutel: ec.EllipticCurvePrivateKey,
        tot: datetime,
        *,
        gezag: bool = False,
        adres: str = "",
    ) -> x509.Certificate:
        bouwer = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self.naam)]))
            .public_key(sleutel.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(HEDEN - timedelta(days=10))
            .not_valid_after(tot)
            .add_extension(x509.BasicConstraints(ca=gezag, path_length=None), critical=True)
        )
        if adres:
            bouwer = bouwer.add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(ip_address(adres))]), False
            )
        return bouwer.sign(self.sleutel, hashes.SHA256())

    def _schrijf(self, naam: str, data: bytes) -> Path:
        pad = self.map / naam
        pad.write_bytes(data)
        pad.chmod(0o600)
        return pad


@pytest.fixture(scope="session")
def ca(tmp_path_factory: pytest.TempPathFactory) -> Instantie:
    return Instantie(tmp_path_factory.mktemp("ca"), "ca")


@pytest.fixture(scope="session")
def vreemde_ca(tmp_path_factory: pytest.TempPathFactory) -> Instantie:
    return Instantie(tmp_path_factory.mktemp("vreemd"), "vreemde-ca")


# The standard ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def officieel(shared: Path) -> Callable[[bytes], list[str]]:
    """What the official schemas have against the StUF message in these bytes, inside SOAP or not."""
    map_ = shared / "ijw" / "ggk"
    schemas = [
        etree.XMLSchema(etree.parse(map_ / pad))
        for pad in ("ggk0210/ggkberichten/ggk0210_msg_ggkberichten.xsd", "0301/stuf0301.xsd")
    ]

    def keur(data: bytes) -> list[str]:
        wortel = etree.fromstring(data, etree.XMLParser(huge_tree=True))
        (bericht,) = wortel.xpath("(//*[local-name()='stuurgegevens'])[1]/..") or [wortel]
        schema = schemas[0] if "ggk0210" in (etree.QName(bericht).namespace or "") else schemas[1]
        document = etree.ElementTree(bericht)
        return [] if schema.validate(document) else [str(fout) for fout in schema.error_log] or ["ongeldig"]

    return keur


# The other side: a hub --------------------------------------------------------------------------------------


class Archief:
    """A small store that keeps what it has: one message per reference, on disk before it says so."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad
        with self._open() as databank:
            databank.execute(
                "CREATE TABLE IF NOT EXISTS post (kenmerk TEXT PRIMARY KEY, wie TEXT, data BLOB)"
            )

    def bewaar(self, kenmerk: str, wie: str, data: bytes) -> None:
        with self._open() as databank, databank:
            databank.execute("INSERT OR IGNORE INTO post VALUES (?, ?, ?)", (kenmerk, wie, data))

    def alles(self) -> list[tuple[str, str, bytes]]:
        with self._open() as databank:
            return list(databank.execute("SELECT kenmerk, wie, data FROM post ORDER BY rowid"))

    def zonder_tabel(self) -> None:
        with self._open() as databank, databank:
            databank.execute("ALTER TABLE post RENAME TO weg")

    def herstel(self) -> None:
        with self._open() as databank, databank:
            databank.execute("ALTER TABLE weg RENAME TO post")

    def _open(self) -> closing[sqlite3.Connection]:  # type: ignore[type-arg]
        return closing(sqlite3.connect(self.pad, timeout=30))


@dataclass
class Knooppunt:
    """The hub: keeps what comes in, judges it by the official schema, and answers as the test wants."""

    adres: str
    archief: Archief
    gedrag: Callable[[Verzoek, bytes], None]
    koppen: list[dict[str, str]] = field(default_factory=list)


class Verzoek(BaseHTTPRequestHandler):
    knooppunt: Knooppunt
    keur: Callable[[bytes], list[str]]

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.knooppunt.koppen.append(dict(self.headers))
        self.knooppunt.gedrag(self, data)

    def bevestig(self, data: bytes) -> None:
        """Store it and say so, as a hub does."""
        envelop = lees(data)
        assert self.keur(data) == []
        assert envelop.lading
        self.knooppunt.archief.bewaar(
            envelop.referentienummer, envelop.ontvanger.organisatie, envelop.lading.data
        )
        self.zeg(bouw(antwoord(envelop, van=Systeem("IB", "GGk"), tijdstip=TIJDSTIP)))

    def zeg(self, lichaam: bytes, status: int = 200, *, lengte: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(lichaam) if lengte is None else lengte))
        self.end_headers()
        self.wfile.write(lichaam)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def start_knooppunt(ca: Instantie, tmp_path: Path, officieel) -> Iterator[Callable[..., Knooppunt]]:
    servers: list[ThreadingHTTPServer] = []

    def start(instellingen: Instellingen | None = None) -> Knooppunt:
        wie = instellingen or ca.voor("knooppunt")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(wie.certificaat, wie.sleutel)
        context.load_verify_locations(cafile=ca.bestand)
        context.verify_mode = ssl.CERT_REQUIRED

        class EigenVerzoek(Verzoek):
            def setup(self) -> None:
                self.request = context.wrap_socket(self.request, server_side=True)
                super().setup()

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:
                pass  # a handshake that failed is for the test to see, at the other end

        server = Server(("127.0.0.1", 0), EigenVerzoek)
        knooppunt = Knooppunt(
            f"https://127.0.0.1:{server.server_port}/ggk", Archief(tmp_path / "hub.db"), Verzoek.bevestig
        )
        EigenVerzoek.knooppunt, EigenVerzoek.keur = knooppunt, staticmethod(officieel)  # type: ignore[assignment]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return knooppunt

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def knooppunt(start_knooppunt: Callable[..., Knooppunt]) -> Knooppunt:
    return start_knooppunt()


@pytest.fixture
def gemeente(ca: Instantie) -> Callable[..., GgkVerzender]:
    """The municipality that sends to this address."""

    def verzender(adres: str, *, als: Instellingen | None = None, geduld: float = 20) -> GgkVerzender:
        wie = als or ca.voor("gemeente")
        return GgkVerzender(Instellingen(wie.certificaat, wie.sleutel, ca.bestand, adres), geduld=geduld)

    return verzender


@pytest.fixture
def zending() -> Zending:
    """The assignment for Sem, on its way to the provider."""
    nummer = referentienummer_voor("0363", "JW301", "000000000001")
    return Zending("JW301", b"<Bericht>toewijzing voor Sem</Bericht>", "0363", "01023456", nummer)


# Our own receiver, served for real ----------------------------------------------------------------------------

PROEF = """
import os, sqlite3
from eenplan.berichten.ggk.ontvanger import Ontvanger
from eenplan.kern.fouten import NietGevonden

def bewaar(kenmerk, wie, data):
    databank = sqlite3.connect(os.environ["ARCHIEF"], timeout=30)
    with databank:
        databank.execute("INSERT OR IGNORE INTO post VALUES (?, ?, ?)", (kenmerk, wie, data))
    databank.close()

def neem_aan(*, organisatie_code, data, kenmerk):
    if organisatie_code != "0363":
        raise NietGevonden("Deze organisatie is hier niet bekend.")
    bewaar(kenmerk, organisatie_code, data)

def neem_fout_aan(*, organisatie_code, kenmerk, code, tekst):
    bewaar("fout:" + kenmerk, organisatie_code, f"{code}: {tekst}".encode())

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.settings")
import django
django.setup()
application = Ontvanger(neem_aan=neem_aan, neem_fout_aan=neem_fout_aan)
"""


@dataclass
class Dienst:
    """Something that listens on a port."""

    poort: int
    archief: Archief

    @property
    def adres(self) -> str:
        return f"https://127.0.0.1:{self.poort}/"


@pytest.fixture(scope="session")
def draai_dienst() -> Iterator[Callable[[list[str], int, dict[str, str]], subprocess.Popen[str]]]:
    """Start a server and wait until it takes connections."""
    processen: list[subprocess.Popen[str]] = []

    def draai(opdracht: list[str], poort: int, omgeving: dict[str, str]) -> subprocess.Popen[str]:
        proces = subprocess.Popen(
            opdracht, env=os.environ | omgeving, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        processen.append(proces)
        uiterlijk = time.monotonic() + 60
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", poort)) == 0:
                    return proces
            try:
                proces.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                assert time.monotonic() < uiterlijk, "De server ging niet open."
            else:
                pytest.fail(f"De server stopte:\n{proces.communicate()[0]}")

    yield draai
    for proces in processen:
        if proces.poll() is None:
            proces.terminate()
            proces.communicate(timeout=20)


@pytest.fixture(scope="session")
def vrije_poort() -> Callable[[], int]:
    def kies() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    return kies


@pytest.fixture(scope="session")
def eigen_dienst(
    ca: Instantie, draai_dienst, vrije_poort, tmp_path_factory: pytest.TempPathFactory
) -> Dienst:
    map_ = tmp_path_factory.mktemp("ontvanger")
    (map_ / "ggk_proef.py").write_text(PROEF)
    dienst = Dienst(vrije_poort(), Archief(map_ / "post.db"))
    opdracht = [*ggk._granian(ca.voor("eenplan"), "127.0.0.1", dienst.poort)[:-1], "ggk_proef:application"]
    paden = os.pathsep.join([str(map_), *(pad for pad in sys.path if pad)])
    draai_dienst(opdracht, dienst.poort, {"PYTHONPATH": paden, "ARCHIEF": str(dienst.archief.pad)})
    return dienst


@pytest.fixture
def dienst(eigen_dienst: Dienst) -> Dienst:
    """Our receiver with an empty store."""
    with eigen_dienst.archief._open() as databank, databank:
        databank.execute("DELETE FROM post")
    return eigen_dienst
