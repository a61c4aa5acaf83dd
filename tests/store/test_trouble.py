"""When the store itself is in trouble, people are told in words, and it goes on once the trouble is over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from store.world import ANA

from hadr_planner.domain.scenario import Scenario
from hadr_planner.store import Office, Store, StoreError, engine, open_store


def test_a_store_that_is_busy_for_too_long_is_said_so(
    tmp_path: Path, tutorial: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PRAGMAS", ("busy_timeout = 50", "foreign_keys = ON"))
    path = tmp_path / "desk.sqlite"
    with open_store(path) as store, closing(sqlite3.connect(path)) as other:
        office = store.as_(ANA)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"kept the store busy.*Nothing was saved; try again"):
            office.add_scenario(tutorial, "built in")
        assert office.scenarios() == ()
        other.rollback()
        assert office.add_scenario(tutorial, "built in").version == 1


def fill(office: Office, scenario: Scenario) -> None:
    for _ in range(50):
        office.add_scenario(scenario, "built in")


def test_a_full_disk_is_said_so(tmp_path: Path, tutorial: Scenario) -> None:
    """What didn't fit leaves nothing behind."""
    with open_store(tmp_path / "desk.sqlite") as store:
        office = store.as_(ANA)
        with closing(store.engine.raw_connection()) as opened:
            pages = opened.cursor().execute("PRAGMA page_count").fetchone()[0]
            opened.cursor().execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match=r"\(database or disk is full\)\. Nothing was saved"):
            fill(office, tutorial)
        kept = len(office.scenarios())
        assert len(office.trail()) == kept


def test_it_goes_on_after_the_server_was_restarted(kind: str, store: Store, ana: Office, tutorial: Scenario) -> None:
    """Connections that the server has dropped are made anew."""
    if kind == "sqlite":
        pytest.skip("there is no server")
    id = ana.add_scenario(tutorial, "built in").id
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"
    with open_store(store.engine.url) as second, second.engine.begin() as connection:
        connection.execute(text(others), {"name": store.engine.url.database})
    assert ana.scenario(id) == tutorial


def test_a_missing_driver_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'psycopg'")

    monkeypatch.setattr(engine, "create_engine", without)
    with pytest.raises(StoreError, match=r"pip install 'hadr-planner\[postgres\]'"):
        open_store("postgresql://planner@127.0.0.1/desk")


def test_a_store_that_is_gone_is_said_so(tmp_path: Path) -> None:
    """A file that was damaged while the desk was open."""
    path = tmp_path / "desk.sqlite"
    with open_store(path) as store:
        store.close()
        for side in tmp_path.glob("desk.sqlite*"):
            side.write_bytes(b"no longer a store" * 1000)
        with pytest.raises(StoreError, match="file is not a database"):
            store.as_(ANA).scenarios()
