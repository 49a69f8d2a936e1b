"""The real thing for the walk through the screens: `eenplan start` in its own process, and a Chromium.

The demo municipality is loaded once per run, in a server of its own below `var/e2e`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
VAR = PROJECT / "var" / "e2e"
BEELDEN = PROJECT / "docs" / "handboek" / "beeld"
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
]  # fmt: skip
DEMO_WACHTWOORD = "waterveld-demo-2026"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(str(item.fspath)).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest.fixture(scope="session")
def adres() -> Iterator[str]:
    """Address of a running Eenplan with the demo municipality, started as a user would."""
    _clean()
    poort = _free_port()
    environment = os.environ | {"EENPLAN_VAR": str(VAR), "PYTHONUNBUFFERED": "1"}
    environment.pop("DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "eenplan", "start", "--poort", str(poort)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: list[str] = []
    assert process.stdout
    for line in process.stdout:
        lines.append(line)
        if "staat klaar" in line:
            break
    else:
        pytest.fail("Eenplan startte niet:\n" + "".join(lines))
    yield f"http://127.0.0.1:{poort}"
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=60)
    _clean()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        if not executable:
            pytest.fail("Chromium ontbreekt. Installeer het met apt-get install chromium, of wijs het aan met CHROMIUM.")
        flags = FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        yield browser
        browser.close()


@dataclass
class Bezoek:
    """One person at work in one browser window."""

    page: Page
    adres: str
    naam: str
    fouten: list[str] = field(default_factory=list)

    def naar(self, pad: str) -> None:
        self.page.goto(self.adres + pad)

    def kijk(self, beeld: str | None = None) -> None:
        """Judge the page as it stands: no accessibility violation, no script error; keep a picture."""
        self.page.evaluate(AXE)
        result: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        violations = [
            f"{v['id']}: {v['help']} → {[n['target'] for n in v['nodes']][:4]}" for v in result["violations"]
        ]
        assert not violations, f"{self.page.url}\n" + "\n".join(violations)
        assert not self.fouten, f"{self.page.url}\n" + "\n".join(self.fouten)
        if beeld:
            BEELDEN.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=BEELDEN / f"{beeld}.png", full_page=True)


@pytest.fixture(scope="session")
def _contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    contexts: dict[str, BrowserContext] = {}
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def als(adres: str, browser: Browser, _contexts: dict[str, BrowserContext]) -> Iterator[Callable[[str], Bezoek]]:
    """`als("amina")`: a window in which this person of the demo has signed in, with both steps."""
    pages: list[Page] = []

    def bezoek(gebruiker: str) -> Bezoek:
        fresh = gebruiker not in _contexts
        if fresh:
            _contexts[gebruiker] = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900})
        page = _contexts[gebruiker].new_page()
        pages.append(page)
        visit = Bezoek(page, adres, gebruiker)
        page.on("console", lambda m: visit.fouten.append(m.text) if m.type == "error" and "status of 4" not in m.text else None)
        page.on("pageerror", lambda e: visit.fouten.append(str(e)))
        if fresh:
            _sign_in(visit, gebruiker)
        return visit

    yield bezoek
    for page in pages:
        page.close()


def _sign_in(visit: Bezoek, gebruiker: str) -> None:
    page = visit.page
    visit.naar("/aanmelden/")
    page.get_by_label("Gebruikersnaam").fill(gebruiker)
    page.get_by_label("Wachtwoord", exact=True).fill(DEMO_WACHTWOORD)
    page.get_by_role("button", name="Verder").click()
    code = page.get_by_label("Code")
    if not code.input_value():
        code.fill(_totp(gebruiker))
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url(visit.adres + "/")


def _totp(gebruiker: str) -> str:
    """The code that the authenticator app of a demo user shows now (secret: see eenplan.web.aanmelding)."""
    from django_otp.oath import TOTP

    sleutel = hashlib.sha256(f"eenplan-demo-{gebruiker}".encode()).hexdigest()[:40]
    return f"{TOTP(bytes.fromhex(sleutel)).token():06d}"


def _clean() -> None:
    """Stop a server that an interrupted run left behind, and forget its data."""
    if VAR.exists():
        subprocess.run(
            [sys.executable, "-m", "eenplan", "stop"], env=os.environ | {"EENPLAN_VAR": str(VAR)}, check=False, capture_output=True
        )
        shutil.rmtree(VAR, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
