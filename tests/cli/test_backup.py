"""``hadr backup`` copies a store and fills another from the copy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli.conftest import Hadr

from hadr_planner.io import load
from hadr_planner.people import Person, Role
from hadr_planner.store import open_store

ANA = Person("Ana", Role.PLANNER)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a scenario, which the environment names."""
    path = tmp_path / "desk.sqlite"
    monkeypatch.setenv("HADR_STORE", str(path))
    with open_store(path) as store:
        store.as_(ANA).add_scenario(load("tutorial"), "built in")
    return path


def test_there_and_back(hadr: Hadr, kept: Path, tmp_path: Path) -> None:
    said = hadr("backup", "--to", "copy.sqlite")
    assert (said.code, said.out) == (0, "Written to copy.sqlite\n")
    said = hadr("backup", "--from", "copy.sqlite", "--store", "other.sqlite")
    assert (said.code, said.out) == (0, f"4 rows restored from copy.sqlite to {tmp_path / 'other.sqlite'}\n")
    with open_store(tmp_path / "other.sqlite") as store:
        assert store.as_(ANA).scenario(1) == load("tutorial")
        assert [line.action for line in store.as_(ANA).trail()] == ["admin", "edit_scenario"]


def test_mistakes_are_said_in_words(hadr: Hadr, kept: Path, tmp_path: Path) -> None:
    for words, wanted in {
        (): "--to or --from",
        ("--to", "a.sqlite", "--from", "b.sqlite"): "--to or --from",
        ("--to", "a.sqlite", "--store", "nowhere.sqlite"): "there is no store",
        ("--to", "desk.sqlite"): "is the store itself",
        ("--to", "."): "is a folder",
        ("--from", "nowhere.sqlite", "--store", "new.sqlite"): "is no file",
        ("--from", "desk.sqlite"): "is not empty",
    }.items():
        said = hadr("backup", *words)
        assert (said.code, wanted in said.err, "Traceback" in said.err) == (2, True, False), words
    assert sorted(path.name for path in tmp_path.glob("*.sqlite")) == ["desk.sqlite"]


def test_a_newer_store_is_left_alone(hadr: Hadr, kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as store:
        store.execute("UPDATE alembic_version SET version_num = '7777'")
        store.commit()
    said = hadr("backup", "--to", "copy.sqlite")
    assert (said.code, "newer hadr_planner" in said.err) == (2, True)
