"""Takes messages in: a small WSGI application behind mutual TLS. What is not stored is not acknowledged.

    application = Ontvanger(neem_aan=…, neem_fout_aan=…)

A Di01 or Du01 is handed over to `neem_aan`, a Fo01 (a message of ours was refused afterwards) to
`neem_fout_aan`. Both store for good before they return; they are called again for what they have already
(`kenmerk`), when the other side did not hear our answer, and then do nothing. Only after that goes Bv03.
Whatever they raise becomes Fo03, and the other side keeps the message.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol

from eenplan.berichten.ggk.bouwen import bouw
from eenplan.berichten.ggk.envelop import APPLICATIE, Envelop, Fout, Systeem, antwoord, stuf_tijdstip
from eenplan.berichten.ggk.fouten import EnvelopFout
from eenplan.berichten.ggk.lezen import GRENS_ENVELOP, lees
from eenplan.kern.fouten import EenplanFout, NietGevonden
from eenplan.kern.tijd import nu
from ijw.declaratie import BERICHTEN

logger = logging.getLogger("eenplan.ggk")

Antwoord = Callable[[str, list[tuple[str, str]]], Any]
FUNCTIES = frozenset(bericht.NAAM for bericht in BERICHTEN.values())


class NeemAan(Protocol):
    """Store this message for the organisation with this code (CBS or AGB), once per `kenmerk` (reference).

    NietGevonden: no such organisation here. Any other error: not stored, offer it again.
    """

    def __call__(self, *, organisatie_code: str, data: bytes, kenmerk: str) -> None: ...


class NeemFoutAan(Protocol):
    """Store that the message we sent with reference `kenmerk` was refused: code of the list Fo01 and words."""

    def __call__(self, *, organisatie_code: str, kenmerk: str, code: str, tekst: str) -> None: ...


class Ontvanger:
    """The WSGI application."""

    def __init__(self, *, neem_aan: NeemAan, neem_fout_aan: NeemFoutAan) -> None:
        self.neem_aan = neem_aan
        self.neem_fout_aan = neem_fout_aan

    def __call__(self, environ: dict[str, Any], start_response: Antwoord) -> list[bytes]:
        if environ["REQUEST_METHOD"] != "POST":
            return _zeg(start_response, "405 Method Not Allowed", "Stuur berichten met POST.")
        envelop, fout = None, None
        try:
            data = _lees_verzoek(environ)
            if data is None:
                return _zeg(
                    start_response, "400 Bad Request", "Het bericht kwam niet heel aan; stuur het opnieuw."
                )
            envelop = lees(data)
            self._bewaar(envelop)
        except EnvelopFout as geen:
            fout = _weigering(geen.code, "client", geen.zin)
        except NietGevonden as onbekend:
            fout = _weigering("IB005", "client", onbekend.zin)
        except EenplanFout as geweigerd:
            fout = _weigering(_PROCES_FAALT, "server", geweigerd.zin)
        except Exception:  # the database is gone, the disk is full: the other side must keep the message
            logger.exception("ggk niet opgeslagen")
            fout = _weigering(
                _PROCES_FAALT, "server", "Het bericht is niet opgeslagen. Bied het later opnieuw aan."
            )
        return _antwoord(start_response, envelop, fout)

    def _bewaar(self, envelop: Envelop) -> None:
        code = envelop.ontvanger.organisatie
        if envelop.lading is not None:
            if envelop.functie not in FUNCTIES:
                raise EnvelopFout("Deze functie is geen bericht van iJw dat hier bekend is.", code="IB004")
            self.neem_aan(organisatie_code=code, data=envelop.lading.data, kenmerk=envelop.referentienummer)
        elif envelop.soort == "Fo01" and envelop.fout is not None:
            fout = envelop.fout
            tekst = ". ".join(deel for deel in (fout.omschrijving, fout.details) if deel)
            self.neem_fout_aan(organisatie_code=code, kenmerk=envelop.cross, code=fout.code, tekst=tekst)
        else:
            raise EnvelopFout(f"Een {envelop.soort} is een antwoord; hier horen alleen Di01, Du01 en Fo01.")


_PROCES_FAALT = "StUF058"  # StUF 03.01: the process that handles the message fails


def _lees_verzoek(environ: dict[str, Any]) -> bytes | None:
    """The body, bounded; None when the line broke before all of it was there."""
    lengte = int(environ.get("CONTENT_LENGTH") or -1)
    data: bytes = environ["wsgi.input"].read(GRENS_ENVELOP + 1)
    if len(data) <= GRENS_ENVELOP:
        return data if lengte in (-1, len(data)) else None
    while environ["wsgi.input"].read(1_000_000):
        pass  # who is still sending does not hear us
    raise EnvelopFout("De envelop is te groot: een bericht mag 25 MB zijn.", code="IB003")


def _weigering(code: str, plek: str, zin: str) -> Fout:
    return Fout(code, plek, zin[:200], zin[:1000] if len(zin) > 200 else None)


def _antwoord(start_response: Antwoord, envelop: Envelop | None, fout: Fout | None) -> list[bytes]:
    van = Systeem(envelop.ontvanger.organisatie[:200] if envelop else "", APPLICATIE)
    data = bouw(antwoord(envelop, van=van, tijdstip=stuf_tijdstip(nu()), fout=fout))
    velden = {"ggk": envelop.soort if envelop else "", "code": fout.code if fout else ""}
    logger.info("ggk geweigerd" if fout else "ggk aangenomen", extra={"velden": velden})
    start_response(
        "500 Internal Server Error" if fout else "200 OK",  # SOAP 1.1: a fault travels with 500
        [("Content-Type", "text/xml; charset=utf-8"), ("Content-Length", str(len(data)))],
    )
    return [data]


def _zeg(start_response: Antwoord, status: str, tekst: str) -> list[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [tekst.encode()]
