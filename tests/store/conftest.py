"""Every test of the store runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from store import cluster
from store.world import ANA, BEN

from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import load
from hadr_planner.store import Office, Store, open_store

_DATABASES = count()


@pytest.fixture(scope="session")
def socket() -> Iterator[Path]:
    """Folder of a PostgreSQL server's socket."""
    bin = cluster.binaries()
    if bin is None and os.environ.get("HADR_REQUIRE_BROWSER") == "1":
        pytest.fail("no PostgreSQL server is installed: apt-get install postgresql")
    if bin is None:
        pytest.skip("no PostgreSQL server is installed")
    with cluster.running(bin) as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """What the store lies on."""
    return str(request.param)


@pytest.fixture
def fresh(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], str]:
    """Addresses at which nothing is yet."""

    def address() -> str:
        name = f"desk_{next(_DATABASES)}"
        if kind == "sqlite":
            return str(tmp_path / f"{name}.sqlite")
        at = f"host={request.getfixturevalue('socket')}&user=planner"
        server = create_engine(f"postgresql+psycopg:///postgres?{at}", isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        server.dispose()
        return f"postgresql:///{name}?{at}"

    return address


@pytest.fixture
def url(fresh: Callable[[], str]) -> str:
    """Address of a store that is not made yet."""
    return fresh()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store that is open and empty."""
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def ana(store: Store) -> Office:
    """The store as a planner uses it."""
    return store.as_(ANA)


@pytest.fixture
def ben(store: Store) -> Office:
    """The store as another planner uses it."""
    return store.as_(BEN)


@pytest.fixture(scope="session")
def tutorial() -> Scenario:
    """The built-in tutorial."""
    return load("tutorial")
