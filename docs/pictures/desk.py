"""``python docs/pictures/desk.py PLAN.json``: pictures of every page of the desk, in Chromium without network."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from hadr_planner import load
from hadr_planner.io import read_plan
from hadr_planner.people import Person, Role
from hadr_planner.store import open_store

HERE = Path(__file__).parent
PAGES = ("start", "situation", "plan", "picture", "schedule", "why", "steer", "compare", "handout")
SEARCHED, SEARCH_S, WATCHED_MS = "Fairest", 900, 30_000
"""What is searched for while the page Plan is taken; the best plan by then is the second one on the page Compare."""
EARLY_H = "2"
"""Hour at which hardly anything is ready."""
USUAL, WIDE = (1366, 768), (1920, 1080)
KNOWN = """() => {
  const said = [...document.querySelectorAll("[data-testid=stMetricValue]")].map((one) => one.textContent);
  return said.length > 1 && !said.slice(0, 2).includes("none yet");
}"""
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
STARTS_S, STILL_MS = 300, 4_000
ANSWERED = re.compile("You may go on working")
DRAWN = "[data-testid=stApp][data-test-script-state=notRunning]"


def main(plan_file: str) -> None:
    """Fill a store, serve it, look at every page."""
    with tempfile.TemporaryDirectory(prefix="hadr-pictures-") as folder:
        store = Path(folder) / "desk.sqlite"
        fill(store, plan_file)
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            port = door.getsockname()[1]
        command = [sys.executable, "-m", "hadr_planner.cli", "serve", "--port", str(port), "--store", str(store)]
        paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | paths)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            take(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def fill(store: Path, plan_file: str) -> None:
    """Keep a plan, its scenario and the tutorial."""
    plan = read_plan(plan_file)
    with open_store(store) as kept:
        office = kept.as_(Person("Ana Santos", Role.PLANNER))
        office.add_scenario(load("tutorial"), "built in")
        card = office.add_scenario(load(plan.scenario), "built in")
        office.add_plan(card.id, card.version, plan, "Lives first")


def take(url: str) -> None:
    """Every page as most screens show it; the picture of the plan on a large screen and in the dark as well."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", OFFLINE]
        )
        page = visit(browser, url, USUAL)
        for name in PAGES:
            shoot(page, name, f"desk_{name}.png")
        shoot(visit(browser, url, WIDE), "picture", "desk_wide.png")
        shoot(visit(browser, url, USUAL, dark=True), "picture", "desk_dark.png")
        browser.close()


def visit(browser: Browser, url: str, size: tuple[int, int], *, dark: bool = False) -> Page:
    """Sit down with the plan open."""
    page = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    ).new_page()
    page.set_default_timeout(STARTS_S * 1_000)
    page.goto(f"{url}/?plan=1")
    page.get_by_label("Your name").fill("Ana Santos")
    page.get_by_label("Your name").press("Enter")
    page.get_by_role("button", name="Sit down").click()
    page.locator(".hadr-chip", has_text="version").wait_for()
    page.wait_for_selector(DRAWN)
    return page


def shoot(page: Page, name: str, file: str) -> None:
    """Turn to a page, let it come to rest, and take it."""
    turn(page, name)
    before, after = ACTS.get(name, (rest, rest))
    before(page)
    page.wait_for_timeout(STILL_MS)
    page.wait_for_selector(DRAWN)
    page.screenshot(path=HERE / file)
    after(page)


def turn(page: Page, name: str) -> None:
    """Turn to a page."""
    page.get_by_test_id("stTopNavLink").nth(PAGES.index(name)).click()
    rest(page)


def ask(page: Page) -> None:
    """Ask why a move is not made before the asset is there, and wait for the answer."""
    hour = page.get_by_role("spinbutton", name="from hour H+")
    hour.fill(EARLY_H)
    hour.press("Enter")
    rest(page)
    page.get_by_role("button", name="Ask why not").click()
    rest(page)


def search(page: Page) -> None:
    """Begin a search with another aim, and watch until value and bound are known."""
    page.get_by_text(SEARCHED, exact=True).click()
    rest(page)
    seconds = page.get_by_role("spinbutton", name="Seconds")
    seconds.fill(str(SEARCH_S))
    seconds.press("Enter")
    rest(page)
    page.get_by_role("button", name="Make a plan").click()
    page.wait_for_function(KNOWN, timeout=SEARCH_S * 1_000)
    page.wait_for_timeout(WATCHED_MS)


def stop(page: Page) -> None:
    """End the search; its best plan is stored."""
    page.get_by_role("button", name="Stop, keep best").click()
    page.get_by_role("button", name="Open plan").wait_for(timeout=SEARCH_S * 1_000)
    rest(page)


def rest(page: Page) -> None:
    """Wait until nothing is drawn or asked any more, and every map stands."""
    page.wait_for_timeout(1_000)
    page.wait_for_selector(DRAWN)
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
    page.get_by_text(ANSWERED).wait_for(state="hidden")
    page.wait_for_selector(DRAWN)
    for frame in [one for one in page.frames if "streamlit_folium" in one.url]:
        frame.wait_for_function("window.hadr && hadr.ready && hadr.painted > 0")


ACTS = {"why": (ask, rest), "plan": (search, stop)}
"""What is done on a page before its picture is taken, and after."""


def wait_for(url: str) -> None:
    """Wait until the desk answers."""
    until = time.monotonic() + STARTS_S
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
        else:
            return


if __name__ == "__main__":
    main(sys.argv[1])
