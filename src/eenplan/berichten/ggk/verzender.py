"""Delivers one message to the hub over https with mutual TLS. Delivered means: the other side said Bv03.

    GgkVerzender(Instellingen.uit_omgeving()).verstuur(zending)     # returns, or raises Transportfout

Nothing is tried twice in here: who calls knows whether and when. Whatever happens on the way, trying again
with the same `referentienummer` is safe: a side that had the message already acknowledges it again, or
says that the number is not unique (IB016), which is the same news.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from eenplan.berichten.ggk.bouwen import bouw
from eenplan.berichten.ggk.envelop import (
    APPLICATIE,
    APPLICATIEVERSIE,
    SOAP_ACTIE,
    Envelop,
    Fout,
    Lading,
    Systeem,
    stuf_tijdstip,
)
from eenplan.berichten.ggk.fouten import NIET_UNIEK, EnvelopFout, Transportfout, fout_in_woorden
from eenplan.berichten.ggk.instellingen import Instellingen
from eenplan.berichten.ggk.lezen import lees
from eenplan.kern.tijd import nu

GEDULD = 120.0  # seconds for connecting, and again for sending 35 MB and reading the answer
GRENS_ANTWOORD = 1_000_000  # bytes; an acknowledgement has about 1,500


@dataclass(frozen=True, slots=True)
class Zending:
    """A message to deliver. With `antwoord_op` (the reference of what it answers) it is a Du01, otherwise a Di01."""

    soort: str  # JW301
    data: bytes = field(repr=False)
    afzender: str  # code of the municipality (CBS, 4) or provider (AGB, 8)
    ontvanger: str
    referentienummer: str  # a function of the message: see `envelop.referentienummer_voor`
    antwoord_op: str = ""
    versie: tuple[int, int] = (3, 2)  # of the standard iJw


class GgkVerzender:
    """The way out. `geduld` in seconds."""

    def __init__(self, instellingen: Instellingen, *, geduld: float = GEDULD) -> None:
        self.instellingen = instellingen
        self.geduld = geduld

    def verstuur(self, zending: Zending) -> None:
        """Returns when the other side has the message; otherwise Transportfout."""
        envelop = _envelop(zending)
        try:
            data = bouw(envelop)
        except EnvelopFout as fout:
            raise Transportfout(fout.zin, opnieuw=False, code=fout.code) from fout
        _oordeel(zending, *self._post(data, SOAP_ACTIE[envelop.soort]))

    def _post(self, data: bytes, actie: str) -> tuple[int, bytes]:
        """Status and body of the answer."""
        host, poort, pad = self.instellingen.bestemming()
        waar = f"{host}:{poort}"
        verbinding = http.client.HTTPSConnection(
            host, poort, timeout=self.geduld, context=self.instellingen.klantcontext()
        )
        koppen = {
            "Content-Type": "text/xml; charset=utf-8",
            "SOAPAction": f'"{actie}"',
            "Connection": "close",
        }
        try:
            verbinding.connect()
            with _wekker(verbinding.sock, self.geduld):
                with suppress(OSError):  # who does not want it hangs up while we send; the answer says why
                    verbinding.request("POST", pad, body=data, headers=koppen)
                antwoord = verbinding.getresponse()
                lichaam = antwoord.read(GRENS_ANTWOORD)
                if antwoord.length:
                    raise http.client.IncompleteRead(lichaam, antwoord.length)
                return antwoord.status, lichaam
        except (OSError, http.client.HTTPException) as fout:
            raise _vertaal(fout, waar, self.geduld) from fout
        finally:
            verbinding.close()


def _envelop(zending: Zending) -> Envelop:
    versie, subversie = (f"{deel:04d}" for deel in zending.versie)
    return Envelop(
        "Du01" if zending.antwoord_op else "Di01", Systeem(zending.afzender, APPLICATIE),
        Systeem(zending.ontvanger, "GGk"), zending.referentienummer, stuf_tijdstip(nu()),
        cross=zending.antwoord_op, functie=zending.soort,
        lading=Lading(zending.data, versie, subversie, *APPLICATIEVERSIE),
    )  # fmt: skip


@contextmanager
def _wekker(sock: socket.socket, seconden: float) -> Iterator[None]:
    """TimeoutError when this block takes longer, also with a peer that sends one byte now and then."""
    afgelopen = threading.Event()

    def breek_af() -> None:
        afgelopen.set()
        socket.socket.shutdown(
            sock, socket.SHUT_RDWR
        )  # of the plain socket: TLS is in use by the other thread

    wekker = threading.Timer(seconden, breek_af)
    wekker.daemon = True
    wekker.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as fout:
        if afgelopen.is_set():
            raise TimeoutError from fout
        raise
    finally:
        wekker.cancel()


# What came back -----------------------------------------------------------------------------------------------

_OPNIEUW = "Eenplan biedt het bericht later opnieuw aan; dat kan zonder gevolgen vaker."


def _oordeel(zending: Zending, status: int, lichaam: bytes) -> None:
    """Return when this answer says that the message is there."""
    wat = f"{zending.soort} voor {zending.ontvanger}"
    try:
        antwoord = lees(lichaam)
    except EnvelopFout:
        raise _zonder_envelop(wat, status) from None
    if antwoord.fout is not None:
        if antwoord.fout.code == NIET_UNIEK:
            return
        raise _niet_aangenomen(wat, antwoord.fout)
    if antwoord.soort != "Bv03" or antwoord.cross != zending.referentienummer or not 200 <= status < 300:
        raise Transportfout(
            f"Het GGk antwoordde op {wat} met een {antwoord.soort} dat niet bij dit bericht hoort. {_OPNIEUW} Blijft dit "
            "gebeuren, meld het aan de servicedesk van het GGk.", opnieuw=True,
        )  # fmt: skip


def _niet_aangenomen(wat: str, fout: Fout) -> Transportfout:
    """A refusal. Codes of the hub (IB…) ask for a person; a failure at its end (StUF, server) may pass."""
    if fout.plek == "server" and not fout.code.startswith("IB"):
        zin = f"Het GGk kon {wat} nu niet aannemen: {fout.omschrijving.rstrip('.')} ({fout.code or 'zonder code'}). {_OPNIEUW}"
        return Transportfout(zin, opnieuw=True, code=fout.code)
    zin = f"Het GGk nam {wat} niet aan: {fout_in_woorden(fout.code, fout.omschrijving)}"
    return Transportfout(zin, opnieuw=False, code=fout.code)


def _zonder_envelop(wat: str, status: int) -> Transportfout:
    begin = f"Het GGk gaf op {wat} geen leesbaar antwoord (HTTP-status {status})."
    if status in (401, 403):
        advies = (
            "Ons certificaat geeft hier geen toegang: controleer EENPLAN_GGK_CERTIFICAAT en de aansluiting."
        )
        return Transportfout(f"{begin} {advies}", opnieuw=False)
    if status == 413:
        return Transportfout(
            f"{begin} Het bericht is te groot: verdeel de inhoud over meer berichten.", opnieuw=False
        )
    if 300 <= status < 500 and status not in (408, 425, 429):
        return Transportfout(f"{begin} Controleer EENPLAN_GGK_ADRES.", opnieuw=False)
    return Transportfout(f"{begin} {_OPNIEUW}", opnieuw=True)


def _vertaal(fout: OSError | http.client.HTTPException, waar: str, geduld: float) -> Transportfout:
    """What went wrong on the line, in a sentence."""
    if isinstance(fout, ssl.SSLCertVerificationError):
        return Transportfout(
            f"Het certificaat van {waar} is niet te vertrouwen ({fout.verify_message}); er is niets verstuurd. Controleer "
            "het adres en EENPLAN_GGK_CA, en vraag het GGk naar zijn certificaat.", opnieuw=False,
        )  # fmt: skip
    if isinstance(fout, ssl.SSLError) and "ALERT" in (fout.reason or ""):
        return Transportfout(
            f"{waar} weigert de beveiligde verbinding ({fout.reason}). Meestal is ons certificaat verlopen of onbekend: "
            "controleer EENPLAN_GGK_CERTIFICAAT en meld een nieuw certificaat bij het GGk.", opnieuw=False,
        )  # fmt: skip
    if isinstance(fout, socket.gaierror):
        wat = f"De server {waar} is niet te vinden. Controleer EENPLAN_GGK_ADRES en de naamserver"
    elif isinstance(fout, TimeoutError):
        wat = f"{waar} gaf binnen {geduld:g} seconden geen antwoord. Misschien is het bericht wel aangekomen"
    elif isinstance(fout, ConnectionRefusedError):
        wat = f"{waar} is niet bereikbaar. Controleer of de verbinding naar het GGk openstaat"
    elif isinstance(fout, http.client.IncompleteRead):
        wat = f"Het antwoord van {waar} brak halverwege af. Misschien is het bericht wel aangekomen"
    else:
        wat = (
            f"De verbinding met {waar} brak af ({type(fout).__name__}). Misschien is het bericht wel aangekomen; misschien "
            "aanvaardt de overkant ons certificaat niet (EENPLAN_GGK_CERTIFICAAT)"
        )
    return Transportfout(f"{wat}. {_OPNIEUW}", opnieuw=True)
