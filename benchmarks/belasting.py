"""Fifty people at work for a minute, reading and writing, against the real server on two cores.

Starts what `eenplan start` starts (granian with two processes) on a free port of the loopback, signs fifty people in with
password and code, and lets each click on: *Mijn werk*, the team, a family, its timeline and plan, and one in six writes a
note. Prints errors, the 95th percentile of the answers, and the memory of the largest web process afterwards.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

sys.path[:] = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).resolve().parent))

import meting  # noqa: E402

GRENS_MS, GRENS_MB = 500, 350
MENSEN = 50
DENKEN = (2.0, 6.0)  # seconds between two clicks of one person: who reads a page does not click every second


def main() -> int:
    opties = meting.opties(400, seconden=60)
    meting.zet_klaar(opties.gezinnen)
    namen = _accounts()
    poort = _vrije_poort()
    server = _start(poort, opties.gezinnen)
    try:
        _wacht(poort)
        mensen = [Mens(poort, namen[n % len(namen)], Random(n)) for n in range(MENSEN)]
        for mens in mensen:
            mens.meld_aan()
        tot = time.monotonic() + opties.seconden
        draden = [threading.Thread(target=mens.werk, args=(tot,)) for mens in mensen]
        for draad in draden:
            draad.start()
        for draad in draden:
            draad.join()
        geheugen = _grootste(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)
    tijden = sorted(t for mens in mensen for t in mens.tijden)
    fouten = [fout for mens in mensen for fout in mens.fouten]
    for fout in fouten[:5]:
        print(fout, file=sys.stderr)
    goed = [
        meting.meld("belasting.verzoeken", len(tijden), "verzoeken", None),
        meting.meld("belasting.geschreven", sum(mens.geschreven for mens in mensen), "notities", None),
        meting.meld("belasting.fouten", len(fouten), "fouten", 0),
        meting.meld("belasting.mediaan", statistics.median(tijden), "ms", None),
        meting.meld("belasting.p95", tijden[int(len(tijden) * 0.95)], "ms", GRENS_MS),
        meting.meld("belasting.geheugen_per_proces", geheugen, "MB", GRENS_MB),
    ]
    return 0 if all(goed) else 1


@dataclass
class Mens:
    """Someone with a browser: one connection, cookies, and what they saw."""

    poort: int
    naam: str
    rng: Random
    koekjes: dict[str, str] = field(default_factory=dict)
    tijden: list[float] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    dossiers: list[str] = field(default_factory=list)
    geschreven: int = 0

    def __post_init__(self) -> None:
        self.lijn = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=30)

    def meld_aan(self) -> None:
        """Password, then the code of the authenticator."""
        from django_otp.oath import TOTP

        from eenplan.web.aanmelding import DEMO_WACHTWOORD, demo_sleutel

        self._stuur("/aanmelden/", {"username": self.naam, "password": DEMO_WACHTWOORD})
        totp = TOTP(bytes.fromhex(demo_sleutel(self.naam)))
        # each sign-in of the same person needs a later code than the one before
        Mens._klok[self.naam] = stap = max(int(time.time()) // 30 - 8, Mens._klok.get(self.naam, 0) + 1)
        totp.time = stap * 30
        status, _ = self._stuur("/aanmelden/code/", {"code": f"{totp.token():06d}"})
        if status != 302:
            raise SystemExit(f"{self.naam} kon niet aanmelden ({status}).")
        self.tijden.clear()

    _klok: Any = None

    def werk(self, tot: float) -> None:
        time.sleep(self.rng.random() * DENKEN[1])
        while time.monotonic() < tot:
            self._klik()
            time.sleep(self.rng.uniform(*DENKEN))

    def _klik(self) -> None:
        if not self.dossiers or self.rng.random() < 0.25:
            _, tekst = self._lees(self.rng.choice(["/", "/gezinnen/", "/team/"]))
            self.dossiers = (
                list(dict.fromkeys(re.findall(r'href="/dossier/([A-Z]+-\d{4}-\d+)/"', tekst)))
                or self.dossiers
            )
            return
        nummer = self.rng.choice(self.dossiers)
        if self.rng.random() < 0.22:
            status, _ = self._stuur(
                f"/dossier/{nummer}/notitie/",
                {
                    "soort": "telefoon",
                    "datum": _vandaag(),
                    "met_wie": "moeder",
                    "tekst": "Gebeld. Het gaat goed; volgende week weer.",
                },
            )
            self.geschreven += status in (302, 303)
            return
        self._lees(f"/dossier/{nummer}/{self.rng.choice(['', '', 'tijdlijn/', 'plan/', 'zorg/'])}")

    def _lees(self, pad: str) -> tuple[int, str]:
        return self._vraag("GET", pad)

    def _stuur(self, pad: str, velden: dict[str, str]) -> tuple[int, str]:
        """Open the form for its token, then send it."""
        _, tekst = self._vraag("GET", pad)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', tekst)
        velden = velden | {"csrfmiddlewaretoken": token.group(1) if token else ""}
        return self._vraag("POST", pad, urlencode(velden))

    def _vraag(self, methode: str, pad: str, inhoud: str = "") -> tuple[int, str]:
        koppen = {
            "Cookie": "; ".join(f"{n}={w}" for n, w in self.koekjes.items()),
            "Referer": f"http://127.0.0.1:{self.poort}{pad}",
        }
        if methode == "POST":
            koppen["Content-Type"] = "application/x-www-form-urlencoded"
        begin = time.perf_counter()
        try:
            self.lijn.request(methode, pad, inhoud, koppen)
            antwoord = self.lijn.getresponse()
            tekst = antwoord.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as fout:
            self.fouten.append(f"{methode} {re.sub(r'[A-Z]+-.*?/', '…/', pad)}: {fout!r}")
            self.lijn.close()
            return 0, ""
        self.tijden.append((time.perf_counter() - begin) * 1000)
        for kop, waarde in antwoord.getheaders():
            if kop.lower() == "set-cookie":
                naam, _, rest = waarde.partition("=")
                self.koekjes[naam] = rest.partition(";")[0]
        if antwoord.status >= 400:
            self.fouten.append(f"{methode} {re.sub(r'[A-Z]+-.*?/', '…/', pad)}: {antwoord.status}")
        return antwoord.status, tekst


Mens._klok = {}


def _vandaag() -> str:
    from eenplan.kern.tijd import vandaag

    return vandaag().isoformat()


def _accounts() -> list[str]:
    """Fifty consulenten who can sign in: those of the demo, and colleagues who get an account now."""
    from django.contrib.auth import get_user_model

    from eenplan.organisatie.models import Medewerker
    from eenplan.web.aanmelding import maak_demo_aanmelding

    mensen = Medewerker.objects.filter(
        organisatie__naam="Gemeente Waterveld", functievervullingen__functie__in=["jeugdconsulent", "teamleider", "praktijkleider"]
    ).select_related("user").order_by("pk").distinct()[:MENSEN]  # fmt: skip
    for medewerker in mensen:
        if medewerker.user is None:
            medewerker.user, _ = get_user_model().objects.get_or_create(username=f"meting-{medewerker.pk}")
            medewerker.save(update_fields=["user"])
            maak_demo_aanmelding(medewerker.user)
    return [m.user.username for m in mensen if m.user and m.user.totpdevice_set.filter(name="demo").exists()]


def _start(poort: int, gezinnen: int) -> subprocess.Popen[bytes]:
    from eenplan.kern.management.commands.start import DRADEN, PROCESSEN

    opdracht = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(poort), "--workers", str(PROCESSEN),
        "--blocking-threads", str(DRADEN), "--log-level", "warning", "--no-ws", "eenplan.wsgi:application",
    ]  # fmt: skip
    return subprocess.Popen(
        opdracht,
        env=meting.omgeving(gezinnen) | {"EENPLAN_DEMO": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wacht(poort: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", poort)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("De webserver kwam niet op.")


def _vrije_poort() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _grootste(pid: int) -> float:
    """Resident memory in MB of the largest process of the server."""
    kinderen = [
        int(map_.name) for map_ in Path("/proc").iterdir()
        if map_.name.isdigit() and _status(int(map_.name)).get("PPid") == str(pid)
    ]  # fmt: skip
    return max(int(_status(p).get("VmRSS", "0 kB").split()[0]) / 1024 for p in [pid, *kinderen])


def _status(pid: int) -> dict[str, str]:
    try:
        regels = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    return {naam: waarde.strip() for naam, _, waarde in (regel.partition(":") for regel in regels)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.settings")
    sys.exit(main())
