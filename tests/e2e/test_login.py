"""The whole way in through a real OpenID provider: log in, be who the provider says, work, log out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from e2e import provider
from e2e.conftest import CHROMIUM, REQUIRED, ROOT, _free_port, _wait_for

from hadr_planner.people import Person, Role
from hadr_planner.store import open_store

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "long enough to sign cookies with, and never used elsewhere"
client_id = {client}
client_secret = {secret}
server_metadata_url = "{issuer}/.well-known/openid-configuration"

[hadr]
role_claim = "groups"

[hadr.roles]
hq-j35 = "planner"
hq-visitors = "observer"
liaison = "nation"
"""


@dataclass
class Door:
    """A desk behind a provider, and browsers in front of it."""

    url: str
    store: Path
    browser: Any
    leave: ExitStack

    def knock(self) -> Any:
        """Page of somebody who has not logged in."""
        context = self.browser.new_context(reduced_motion="reduce", locale="en-GB")
        self.leave.callback(context.close)
        page = context.new_page()
        page.set_default_timeout(150_000)
        page.goto(self.url)
        return page

    def log_in(self, who: str) -> Any:
        """Page of somebody whom the provider has sent back."""
        page = self.knock()
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("link", name=who).click()
        page.wait_for_url(f"{self.url}/**")
        return page


@contextmanager
def process(command: list[str], folder: Path, log: str, health: str) -> Iterator[None]:
    with (folder / log).open("w") as told:
        env = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(folder)}
        server = subprocess.Popen(command, cwd=folder, env=env, stdout=told, stderr=subprocess.STDOUT)
    try:
        _wait_for(health, server, folder / log)
        yield
    finally:
        server.terminate()
        server.wait(30)


@dataclass
class Servers:
    """Where desk and provider answer, and the desk's store."""

    url: str
    issuer: str
    store: Path


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """A desk behind a provider."""
    if CHROMIUM is None and not REQUIRED:
        pytest.skip("needs Chromium")
    folder = tmp_path_factory.mktemp("login")
    ours, theirs = _free_port(), _free_port()
    url, issuer = f"http://127.0.0.1:{ours}", f"http://127.0.0.1:{theirs}"
    (folder / ".streamlit").mkdir()
    told = SECRETS.format(
        port=ours, issuer=issuer, client=json.dumps(provider.CLIENT), secret=json.dumps(provider.SECRET)
    )
    (folder / ".streamlit" / "secrets.toml").write_text(told, "utf-8")
    store = folder / "desk.sqlite"
    asked = [sys.executable, str(provider.__file__), str(theirs), f"{url}/oauth2callback"]
    desk = [sys.executable, "-m", "hadr_planner.cli", "serve", "--port", str(ours), "--store", str(store)]
    with (
        process(asked, folder, "provider.txt", f"{issuer}/.well-known/openid-configuration"),
        process(desk, folder, "desk.txt", f"{url}/_stcore/health"),
    ):
        yield Servers(url, issuer, store)


@pytest.fixture
def door(chromium: Any, servers: Servers) -> Iterator[Callable[[str], Door]]:
    """Opens the desk's door; from then on the provider lies as told, or doesn't."""
    with ExitStack() as leave:

        def opened(lie: str) -> Door:
            with urllib.request.urlopen(f"{servers.issuer}/lie?about={lie}", timeout=30) as said:
                assert said.read().decode() == lie
            return Door(servers.url, servers.store, chromium, leave)

        yield opened


def known_as(page: Any, name: str) -> list[str]:
    """Name and role of who sits at this page."""
    page.get_by_role("button", name=name).click()
    told = page.get_by_test_id("stPopoverBody").get_by_test_id("stMarkdown").first
    told.wait_for()
    return [line.strip() for line in told.inner_text().splitlines() if line.strip()]


def test_people_are_who_the_provider_says(door: Callable[[str], Door]) -> None:
    """A planner works under the provider's name, others as their group may, strangers not at all; who leaves is out."""
    desk = door("")
    page = desk.knock()
    page.get_by_role("button", name="Log in").wait_for()
    assert page.get_by_text("Your name").count() == 0
    assert page.get_by_role("button", name="Sit down").count() == 0

    page = desk.log_in("ana")
    assert known_as(page, "Ana") == ["Ana Tuilagi", "planner"]
    page.reload()
    page.get_by_role("button", name="Ana").wait_for()
    assert known_as(page, "Ana") == ["Ana Tuilagi", "planner"]
    assert known_as(desk.log_in("olu"), "Olu") == ["<b>Olu</b> & Co", "observer"]
    assert known_as(desk.log_in("leo"), "Leo") == ["Leo", "nation · FJI"]

    page.get_by_role("button", name="Leave the desk").click()
    page.get_by_role("button", name="Log in").wait_for()
    page.reload()
    page.get_by_role("button", name="Log in").wait_for()

    stranger = desk.log_in("eve")
    stranger.get_by_text("Eve has no role here").first.wait_for()
    stranger.get_by_role("button", name="Log out").click()
    stranger.get_by_role("button", name="Log in").wait_for()


@pytest.mark.parametrize("lie", provider.LIES)
def test_a_forged_token_opens_nothing(lie: str, door: Callable[[str], Door]) -> None:
    """Signed by another key, for another desk, from another provider, out of date, or of an earlier log-in."""
    page = door(lie).log_in("ana")
    page.get_by_role("button", name="Log in").wait_for()
    assert page.get_by_text("Ana Tuilagi").count() == 0


def test_a_made_up_cookie_opens_nothing(door: Callable[[str], Door]) -> None:
    """What the browser says of itself counts only where the desk has signed it."""
    desk = door("")
    page = desk.knock()
    page.get_by_role("button", name="Log in").wait_for()
    said = json.dumps({"name": "Ana Tuilagi", "groups": ["hq-j35"], "is_logged_in": True, "origin": desk.url})
    page.context.add_cookies([{"name": "_streamlit_user", "value": said.encode().hex(), "url": desk.url}])
    page.reload()
    page.get_by_role("button", name="Log in").wait_for()
    assert page.get_by_text("Ana Tuilagi").count() == 0


def test_the_store_knows_them_by_that_name(door: Callable[[str], Door]) -> None:
    """What a person does is in the trail under the name and role that the provider gave."""
    desk = door("")
    page = desk.log_in("ana")
    page.get_by_role("button", name="Open", exact=True).first.click()
    page.wait_for_url("**/situation*")
    with open_store(desk.store) as store:
        lines = store.as_(Person("Test", Role.CONTROLLER)).trail()
    assert {(line.who, line.role) for line in lines} == {("Ana Tuilagi", "planner")}
