"""*Mijn werk* and the team list in a municipality with 100,000 dossiers: server time and number of queries.

A consulent who may see 60 dossiers and a team leader who may see 4,000; first page with exact count. Server time is
the whole request within the process: middleware, transaction, queries, page. The number of queries may not depend on
the number of families: it is compared with that of a colleague who has few.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path[:] = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).resolve().parent))

import meting  # noqa: E402

GRENS_CONSULENT_MS = 60
GRENS_TEAMLEIDER_MS = 120
ZIET = 60
KEREN = 30


def main() -> int:
    opties = meting.opties(100_000)
    meting.zet_klaar(opties.gezinnen)
    import logging

    from django.conf import settings

    logging.disable(logging.INFO)
    settings.ALLOWED_HOSTS.append("testserver")
    consulent, leider, klein = _mensen()
    goed = [meting.meld("web.dossiers", _aantal(consulent.organisatie_id), "dossiers", None)]
    for wie, naam, grens in (
        (consulent, "consulent", GRENS_CONSULENT_MS),
        (leider, "teamleider", GRENS_TEAMLEIDER_MS),
    ):
        goed.append(meting.meld(f"web.{naam}.zichtbaar", _zichtbaar(wie), "dossiers", None))
        for pagina, pad in (("mijn_werk", "/"), ("team", "/team/")):
            mediaan, vragen = _meet(wie, pad)
            goed.append(meting.meld(f"web.{naam}.{pagina}.mediaan", mediaan, "ms", grens))
            _, weinig = _meet(klein[naam], pad, keren=3)
            goed.append(
                meting.meld(
                    f"web.{naam}.{pagina}.vragen_meer_dan_bij_weinig_gezinnen", vragen - weinig, "vragen", 0
                )
            )
    return 0 if all(goed) else 1


def _mensen() -> tuple[Any, Any, dict[str, Any]]:
    """The consulent, the team leader of the same team, and someone of each functie with few families."""
    from django.db.models import Count

    from eenplan.kern.context import voor_organisatie
    from eenplan.organisatie.models import Medewerker

    met = Medewerker.objects.select_related("organisatie", "user").filter(
        organisatie__naam="Gemeente Waterveld"
    )
    leider = met.filter(
        functievervullingen__functie="teamleider", teamlidmaatschappen__team__naam__startswith="Wijk"
    ).order_by("pk").first() or met.get(naam="Tess Timmer")
    consulent = (
        met.filter(
            functievervullingen__functie="jeugdconsulent", teamlidmaatschappen__team__in=leider.team_ids
        )
        .order_by("pk")
        .first()
    )
    with voor_organisatie(leider.organisatie):
        weinig = (
            met.filter(functievervullingen__functie="jeugdconsulent")
            .annotate(n=Count("regie"))
            .filter(n__gte=4)
            .order_by("n", "pk")
            .first()
        )
    _laat_zien(consulent)
    return consulent, leider, {"consulent": weinig, "teamleider": met.get(naam="Tess Timmer")}


def _laat_zien(consulent: Any) -> None:
    """Let the consulent work along on dossiers of colleagues until there are sixty to see."""
    from eenplan.dossier import actions
    from eenplan.dossier.models import Dossier
    from eenplan.kern.context import namens

    with namens(consulent, actie="meting"):
        ontbreekt = ZIET - Dossier.objects.zichtbaar_voor(consulent).count()
        anderen = Dossier.objects.filter(
            team__in=consulent.team_ids, geheim=False, gesloten_op__isnull=True
        ).exclude(regisseur=consulent)
        for dossier in anderen.order_by("pk")[: max(0, ontbreekt)]:
            actions.maak_lid(dossier=dossier, medewerker=consulent, rol="consulent", door=None)


def _aantal(organisatie_id: int) -> int:
    from eenplan.dossier.models import Dossier
    from eenplan.kern.context import voor_organisatie

    with voor_organisatie(organisatie_id):
        return int(Dossier.objects.count())


def _zichtbaar(medewerker: Any) -> int:
    from eenplan.dossier.models import Dossier
    from eenplan.kern.context import namens

    with namens(medewerker):
        return int(Dossier.objects.zichtbaar_voor(medewerker).count())


def _meet(medewerker: Any, pad: str, keren: int = KEREN) -> tuple[float, int]:
    """Median milliseconds of one request, and its number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = aangemeld(medewerker)
    tijden = []
    for _ in range(3):
        assert client.get(pad).status_code == 200, pad
    for _ in range(keren):
        begin = time.perf_counter()
        client.get(pad)
        tijden.append((time.perf_counter() - begin) * 1000)
    with CaptureQueriesContext(connection) as vragen:
        client.get(pad)
    return statistics.median(tijden), len(vragen)


def aangemeld(medewerker: Any) -> Any:
    """A client in which both steps of signing in are done."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    if medewerker.user is None:
        medewerker.user, _ = get_user_model().objects.get_or_create(username=f"meting-{medewerker.pk}")
        medewerker.save(update_fields=["user"])
    device, _ = TOTPDevice.objects.get_or_create(
        user=medewerker.user, name="meting", defaults={"confirmed": True}
    )
    client = Client()
    client.force_login(medewerker.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return client


if __name__ == "__main__":
    sys.exit(main())
