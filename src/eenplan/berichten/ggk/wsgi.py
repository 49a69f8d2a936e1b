"""The receiver of this installation, for a WSGI server: what comes in goes to the inbox of the organisation
to which it is addressed. `eenplan ggk` serves it; without mutual TLS in front it must never be served."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.db import close_old_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.settings")
django.setup()

from eenplan.berichten.ggk.fouten import NIET_UNIEK, fout_in_woorden  # noqa: E402 - Django must be there first
from eenplan.berichten.ggk.ontvanger import Ontvanger  # noqa: E402
from eenplan.berichten.ontvangst_actions import GGK, Geleverd, neem_aan, neem_fout_aan  # noqa: E402
from eenplan.berichten.uitgaand import roep_post  # noqa: E402
from eenplan.kern.context import voor_organisatie  # noqa: E402
from eenplan.kern.fouten import NietGevonden  # noqa: E402
from eenplan.organisatie.models import Organisatie  # noqa: E402


def neem_bericht_aan(*, organisatie_code: str, data: bytes, kenmerk: str) -> None:
    """Store in the inbox and ask for a round of the post; on return the transaction has been committed."""
    with _namens(organisatie_code) as organisatie:
        neem_aan(geleverd=[Geleverd(data, kenmerk)], transport=GGK)
        roep_post(organisatie.pk)


def neem_weigering_aan(*, organisatie_code: str, kenmerk: str, code: str, tekst: str) -> None:
    """Note that the hub refused a message of ours afterwards; on return it has been committed."""
    if code == NIET_UNIEK:  # the other side has it already
        return
    with _namens(organisatie_code):
        neem_fout_aan(kenmerk=kenmerk, code=code, zin=fout_in_woorden(code, tekst))


@contextmanager
def _namens(code: str) -> Iterator[Organisatie]:
    """A transaction of the organisation with this code; NietGevonden when it is not one of ours."""
    close_old_connections()  # one that the server dropped since the last message is made anew
    organisatie = Organisatie.objects.filter(code=code).first()
    if organisatie is None:
        raise NietGevonden("Deze organisatie is hier niet bekend. Controleer de ontvanger in de envelop.")
    with voor_organisatie(organisatie, actie="ggk"):
        yield organisatie


application = Ontvanger(neem_aan=neem_bericht_aan, neem_fout_aan=neem_weigering_aan)
