"""Where the hub lives and who we are: from the environment, checked before anything is sent or served.

Variable                   Meaning
EENPLAN_GGK_ADRES          https address to which messages are posted
EENPLAN_GGK_CERTIFICAAT    file with our certificate, then those in between (PEM)
EENPLAN_GGK_SLEUTEL        file with its private key, without password (PEM, PKCS#8)
EENPLAN_GGK_CA             file with the one authority whose certificates we accept, both ways (PEM)
"""

from __future__ import annotations

import os
import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from eenplan.berichten.ggk.fouten import Transportfout

_UITLEG = "Zie docs/beheer/berichten.md."


@dataclass(frozen=True, slots=True)
class Instellingen:
    """The files for mutual TLS and the address; Transportfout with what to mend when something is wrong."""

    certificaat: Path
    sleutel: Path
    ca: Path
    adres: str = ""  # '' when this installation only receives

    @classmethod
    def uit_omgeving(cls) -> Instellingen:
        return cls(
            certificaat=_bestand("EENPLAN_GGK_CERTIFICAAT"),
            sleutel=_bestand("EENPLAN_GGK_SLEUTEL"),
            ca=_bestand("EENPLAN_GGK_CA"),
            adres=os.environ.get("EENPLAN_GGK_ADRES", ""),
        )

    def klantcontext(self) -> ssl.SSLContext:
        """TLS 1.2 or later, our certificate, and no authority but ours. Read anew each time: certificates end."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks certificate and host name
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # an authority in between may be the anchor
        try:
            context.load_verify_locations(cafile=self.ca)
        except (ssl.SSLError, OSError):
            raise _verkeerd("EENPLAN_GGK_CA", self.ca, "is geen certificaat in PEM-vorm") from None
        try:
            context.load_cert_chain(self.certificaat, self.sleutel, password="")  # never ask at a terminal
        except (ssl.SSLError, OSError):
            raise _verkeerd(
                "EENPLAN_GGK_SLEUTEL", self.sleutel,
                f"hoort niet bij {self.certificaat}, is geen PEM-bestand of heeft een wachtwoord",
            ) from None  # fmt: skip
        return context

    def eis_server(self) -> None:
        """The files must do for receiving too: the server takes a key in PKCS#8 only."""
        self.klantcontext()
        if "-----BEGIN PRIVATE KEY-----" not in self.sleutel.read_text(encoding="ascii", errors="replace"):
            raise _verkeerd(
                "EENPLAN_GGK_SLEUTEL", self.sleutel,
                "heeft niet de vorm PKCS#8. Zet haar om: openssl pkcs8 -topk8 -nocrypt -in OUD -out NIEUW",
            )  # fmt: skip

    def bestemming(self) -> tuple[str, int, str]:
        """Host, port and path to post to."""
        try:
            deel = urlsplit(self.adres)
            poort = deel.port or 443
        except ValueError:
            deel, poort = urlsplit(""), 0
        if deel.scheme != "https" or not deel.hostname or deel.username:
            raise Transportfout(
                "EENPLAN_GGK_ADRES moet een adres zijn als https://ggk.example.nl:443/pad, zonder gebruikersnaam. " + _UITLEG,
                opnieuw=False,
            )  # fmt: skip
        return deel.hostname, poort, (deel.path or "/") + (f"?{deel.query}" if deel.query else "")


def _bestand(naam: str) -> Path:
    if not os.environ.get(naam):
        raise Transportfout(
            f"{naam} is niet ingesteld; zonder gaat er niets over het GGk. {_UITLEG}", opnieuw=False
        )
    pad = Path(os.environ[naam])
    if not pad.is_file() or not os.access(pad, os.R_OK):
        raise _verkeerd(naam, pad, "ontbreekt of is niet leesbaar voor Eenplan")
    return pad


def _verkeerd(naam: str, pad: Path, wat: str) -> Transportfout:
    return Transportfout(f"Het bestand {pad} ({naam}) {wat}. {_UITLEG}", opnieuw=False)
