"""The real thing for the walk through the screens: `eenplan start` in its own process, and a Chromium.

The demo municipality is loaded once per run, in a server of its own below `var/e2e`. While writing a test:
`EENPLAN_E2E=http://127.0.0.1:8000 EENPLAN_E2E_VAR=var` walks through one that runs already. With
`EENPLAN_BEELDEN=1` (`make beelden`) the walk makes the pictures of the handbook anew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

# The steps of the walk are a module of their own; this folder is not on the import path (as in tests/conftest.py).
_spec = importlib.util.spec_from_file_location("wandeling", Path(__file__).with_name("wandeling.py"))
assert _spec and _spec.loader
sys.modules["wandeling"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(sys.modules["wandeling"])

PROJECT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("EENPLAN_E2E_VAR") or PROJECT / "var" / "e2e")
BEELDEN = PROJECT / "docs" / "handboek" / "beeld"
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none", "--lang=nl-NL",
]  # fmt: skip
HOOGTE = 1250  # pixels of a page that a picture in the handbook shows at most
DEMO_WACHTWOORD = "waterveld-demo-2026"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(str(item.fspath)).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def adres() -> Iterator[str]:
    """Address of a running Eenplan with the demo municipality, started as a user would."""
    if os.environ.get("EENPLAN_E2E"):
        yield os.environ["EENPLAN_E2E"]
        return
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
    # whoever does not read what it says lets it stop in the middle of a sentence, once the pipe is full
    threading.Thread(target=lines.extend, args=(process.stdout,), daemon=True).start()
    yield f"http://127.0.0.1:{poort}"
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=60)
    _clean()


@pytest.fixture
def uitbak() -> Path:
    """The folder from which messages are taken to the providers."""
    return VAR / "berichten" / "0001" / "uit"  # Waterveld


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        executable = (
            os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        )
        if not executable:
            pytest.fail(
                "Chromium ontbreekt. Installeer het met apt-get install chromium, of wijs het aan met CHROMIUM."
            )
        flags = FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
        nederlands = os.environ | {
            "LANGUAGE": "nl_NL",
            "LANG": "nl_NL.UTF-8",
        }  # dates as people here write them
        browser = playwright.chromium.launch(executable_path=executable, args=flags, env=nederlands)
        yield browser
        browser.close()


@dataclass
class Bezoek:
    """One person at work in one browser window."""

    page: Page
    adres: str
    fouten: list[str] = field(default_factory=list)

    def naar(self, pad: str) -> None:
        self.page.goto(self.adres + pad)

    def vul(self, **velden: str | int | date) -> None:
        """Fill fields by their name in the form: text, choice, radio button or tick."""
        for naam, waarde in velden.items():
            veld = self.page.locator(f'main [name="{naam}"]')
            soort = veld.first.evaluate("e => e.type")
            if soort == "radio":
                self.page.locator(f'main [name="{naam}"][value="{waarde}"]').check()
            elif soort == "checkbox":
                veld.set_checked(bool(waarde))
            elif soort == "select-one":
                veld.select_option(veld.locator("option", has_text=str(waarde)).first.get_attribute("value"))
            else:
                veld.fill(str(waarde))

    def knop(self, naam: str) -> None:
        self.page.locator("main").get_by_role("button", name=naam, exact=True).click()

    def zoek(self, woorden: str) -> None:
        """Type the words in the box at the top of *Mijn werk*."""
        self.naar("/")
        self.page.get_by_label("Zoek een gezin, dossiernummer of melding").fill(woorden)
        self.page.get_by_role("button", name="Zoeken").click()

    def link(self, naam: str) -> None:
        woorden = re.compile(r"\s*".join(re.escape(woord) for woord in re.findall(r"[^\s:]+|:", naam)))
        self.page.locator("main").get_by_role("link", name=woorden).first.click()

    def ga_naar_taak(self, gezin: re.Pattern[str], naam: str, *, vrij: str = "") -> None:
        """Find this task of this family in *Mijn werk*, and take it when nobody has it."""
        self.naar("/?alles=1")
        self.page.locator("li.taak").filter(has_text=naam).filter(has_text=gezin).get_by_role(
            "link"
        ).last.click()
        pak = self.page.get_by_role("button", name="Taak pakken")
        if pak.count():
            self.kijk(vrij)
            pak.click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(naam)

    def rond_af(self, naam: str, knop: str = "Taak afronden") -> None:
        """Tick the checklist and finish the task."""
        for stap in self.page.locator("[name=stap]").all():
            stap.check()
        self.knop(knop)
        expect(self.page.locator("main")).to_contain_text(f"{naam} is klaar.")

    def bewaar(self, zin: str) -> None:
        """Save a form and read that it was done."""
        self.knop("Opslaan")
        expect(self.page.locator("main")).to_contain_text(zin)

    def haal_op(self, klik: Locator) -> bytes:
        """What the browser saves when this is clicked."""
        with self.page.expect_download() as wacht:
            klik.click()
        return Path(wacht.value.path()).read_bytes()

    def meld_aan(self, gebruiker: str) -> None:
        """Both steps; the second one is kept as a picture."""
        page = self.page
        self.naar("/aanmelden/")
        page.get_by_label("Gebruikersnaam").fill(gebruiker)
        page.get_by_label("Wachtwoord", exact=True).fill(DEMO_WACHTWOORD)
        page.get_by_role("button", name="Verder").click()
        code = page.get_by_label("Code")
        if not code.input_value():
            code.fill(_totp(gebruiker))
        self.kijk("aanmelden-code" if gebruiker == "amina" else "")
        page.get_by_role("button", name="Aanmelden").click()
        page.wait_for_url(self.adres + "/")

    def kijk(self, beeld: str | None = None) -> None:
        """Judge the page as it stands: no accessibility violation, no script error; keep a picture."""
        self.page.evaluate(AXE)
        result: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        violations = [
            f"{v['id']}: {v['help']} → {[n['target'] for n in v['nodes']][:4]}" for v in result["violations"]
        ]
        assert not violations, f"{self.page.url}\n" + "\n".join(violations)
        assert not self.fouten, f"{self.page.url}\n" + "\n".join(self.fouten)
        if beeld and os.environ.get("EENPLAN_BEELDEN"):
            self._bewaar_beeld(BEELDEN / f"{beeld}.png")

    def _bewaar_beeld(self, pad: Path) -> None:
        """The page as a picture of at most 256 colours, which is enough for a screen and a third of the size."""
        self.page.mouse.move(0, 0)
        breed, hoog = self.page.evaluate(
            "scrollTo(0, 0), [innerWidth, document.documentElement.scrollHeight]"
        )
        vak: Any = {"x": 0, "y": 0, "width": breed, "height": min(hoog, HOOGTE)}
        data = self.page.screenshot(full_page=True, animations="disabled", clip=vak)
        pad.parent.mkdir(parents=True, exist_ok=True)
        beeld = Image.open(io.BytesIO(data)).convert("RGB")
        beeld.quantize(256, dither=Image.Dither.NONE).save(pad, optimize=True)


@pytest.fixture(scope="session")
def _contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    contexts: dict[str, BrowserContext] = {}
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def als(
    adres: str, browser: Browser, _contexts: dict[str, BrowserContext]
) -> Iterator[Callable[[str], Bezoek]]:
    """`als("amina")`: a window in which this person of the demo has signed in, with both steps."""
    pages: list[Page] = []

    def bezoek(gebruiker: str) -> Bezoek:
        fresh = gebruiker not in _contexts
        if fresh:
            _contexts[gebruiker] = _venster(browser)
        visit = _bezoek(_contexts[gebruiker], adres)
        pages.append(visit.page)
        if fresh:
            visit.meld_aan(gebruiker)
        return visit

    yield bezoek
    for page in pages:
        page.close()


@pytest.fixture
def vreemde(adres: str, browser: Browser) -> Iterator[Bezoek]:
    """A window in which nobody has signed in."""
    context = _venster(browser)
    yield _bezoek(context, adres)
    context.close()


def _venster(browser: Browser) -> BrowserContext:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    return context


def _bezoek(context: BrowserContext, adres: str) -> Bezoek:
    """A new window, in which script errors are kept; that a refusal has a status is no error."""
    visit = Bezoek(context.new_page(), adres)
    visit.page.on(
        "console",
        lambda m: visit.fouten.append(m.text) if m.type == "error" and "status of 4" not in m.text else None,
    )
    visit.page.on("pageerror", lambda e: visit.fouten.append(str(e)))
    return visit


def _totp(gebruiker: str) -> str:
    """The code that the authenticator app of a demo user shows now (secret: see eenplan.web.aanmelding)."""
    from django_otp.oath import TOTP

    sleutel = hashlib.sha256(f"eenplan-demo-{gebruiker}".encode()).hexdigest()[:40]
    return f"{TOTP(bytes.fromhex(sleutel)).token():06d}"


def _clean() -> None:
    """Stop a server that an interrupted run left behind, and forget its data."""
    if VAR.exists():
        subprocess.run(
            [sys.executable, "-m", "eenplan", "stop"],
            env=os.environ | {"EENPLAN_VAR": str(VAR)},
            check=False,
            capture_output=True,
        )
        shutil.rmtree(VAR, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
