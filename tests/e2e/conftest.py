"""A desk served on a free port and a real browser without network; a test fails on any outside request or error."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
REQUIRED = "HADR_REQUIRE_BROWSER" in os.environ
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def desk_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a desk with an empty store, started by ``hadr serve`` from a folder that is not the project's."""
    if CHROMIUM is None and not REQUIRED:
        pytest.skip("needs Chromium")
    folder = tmp_path_factory.mktemp("desk")
    port, log = _free_port(), folder / "log.txt"
    command = [sys.executable, "-m", "hadr_planner.cli", "serve", "--port", str(port)]
    command += ["--store", str(folder / "desk.sqlite")]
    with log.open("w") as told:
        server = subprocess.Popen(
            command, cwd=folder, stdout=told, stderr=subprocess.STDOUT, env=os.environ | {"PYTHONPATH": str(ROOT)}
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
    assert "Traceback" not in log.read_text("utf-8"), log.read_text("utf-8")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A Chromium that can reach this machine only."""
    if CHROMIUM is None and not REQUIRED:
        pytest.skip("needs Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(SWITCHES))
        yield browser
        browser.close()


class Visits:
    """Visitors of the desk, each with a browser profile of their own; everything they meet is written down."""

    def __init__(self, chromium: Any, url: str) -> None:
        self.chromium, self.url = chromium, url
        self.contexts: list[Any] = []
        self.pages: list[Any] = []
        self.outside: list[str] = []
        self.refused: list[str] = []
        self.errors: list[str] = []

    def __call__(self, *, width: int = 1366, height: int = 768, dark: bool = False) -> Any:
        """Page of a new visitor at the desk's address."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": height},
            accept_downloads=True,
            reduced_motion="reduce",
            color_scheme="dark" if dark else "light",
            locale="en-GB",
            timezone_id="UTC",
        )
        self.contexts.append(context)
        context.on("request", lambda request: None if self._local(request.url) else self.outside.append(request.url))
        context.route(lambda url: not self._local(url), lambda route: route.abort())
        context.on("response", self._answered)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        page = context.new_page()
        page.on("console", self._said)
        page.set_default_timeout(150_000)
        page.goto(self.url)
        self.pages.append(page)
        return page

    def _local(self, url: str) -> bool:
        return url.startswith((self.url, self.url.replace("http", "ws", 1), "data:", "blob:", "about:"))

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.refused.append(f"{response.status} {response.url}")

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} {message.location.get('url', '')}")

    def settle(self) -> None:
        """Close every visit and fail on whatever went wrong in any of them."""
        for context in self.contexts:
            context.close()
        assert self.outside == [], "asked for something from outside"
        assert self.refused == []
        assert self.errors == []


@pytest.fixture
def visit(chromium: Any, desk_url: str, request: pytest.FixtureRequest) -> Iterator[Visits]:
    """Makes visitors."""
    visits = Visits(chromium, desk_url)
    yield visits
    folder = os.environ.get("HADR_SHOTS")
    if folder:
        for number, page in enumerate(visits.pages):
            page.screenshot(path=f"{folder}/{request.node.name}_{number}.png")
    visits.settle()


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the desk did not start: {log.read_text('utf-8')}")
