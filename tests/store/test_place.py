"""Where a store lies, and what is said where it can't."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from hadr_planner.errors import HadrError
from hadr_planner.store import open_store
from hadr_planner.store.place import existing, file_of, place, shown, user_folder


def test_unless_told_it_lies_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HADR_STORE", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert file_of(place()) == tmp_path / "hadr_planner" / "desk.sqlite"
    monkeypatch.delenv("XDG_DATA_HOME")
    assert user_folder() == Path.home() / ".local" / "share" / "hadr_planner"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert user_folder() == Path.home() / "Library" / "Application Support" / "hadr_planner"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert user_folder() == tmp_path / "Local" / "hadr_planner"


def test_what_is_said_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HADR_STORE", str(tmp_path / "a.sqlite"))
    assert file_of(place()) == tmp_path / "a.sqlite"
    assert file_of(place(tmp_path / "b.sqlite")) == tmp_path / "b.sqlite"
    assert file_of(place(f"sqlite:///{tmp_path}/c.sqlite")) == tmp_path / "c.sqlite"


def test_postgresql_is_reached_by_one_driver() -> None:
    for said in ("postgresql://ana@host/desk", "postgresql+psycopg2://ana@host/desk"):
        assert place(said).drivername == "postgresql+psycopg"


@pytest.mark.parametrize("said", ["mysql://host/desk", "://", "sqlite://", "sqlite:///:memory:", "/", "nonsense://a b"])
def test_what_is_no_address_is_refused_in_words(said: str) -> None:
    with pytest.raises(HadrError, match=r"wanted a file such as .*, or postgresql://"):
        place(said)


def test_a_password_is_never_shown() -> None:
    url = "postgresql://ana:tulip@127.0.0.1:1/desk?connect_timeout=1"
    assert "tulip" not in shown(place(url))
    with pytest.raises(HadrError, match="the store doesn't answer") as told:
        open_store(url)
    assert "tulip" not in str(told.value)


def test_a_store_is_its_owners_only(tmp_path: Path) -> None:
    """Nobody else on the machine reads folder or file."""
    path = tmp_path / "new" / "desk.sqlite"
    open_store(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_asking_for_a_store_that_is_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(HadrError, match="there is no store"):
        existing(tmp_path / "desk.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "letter.sqlite"
    path.write_text("Dear all,\n" * 200, "utf-8")
    with pytest.raises(HadrError, match="file is not a database"):
        open_store(path)
    assert path.read_text("utf-8").startswith("Dear all")


def test_a_folder_that_cant_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HadrError, match="can't be made"):
        open_store(tmp_path / "file" / "desk.sqlite")
