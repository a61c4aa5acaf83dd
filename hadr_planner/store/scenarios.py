"""Scenarios and their versions."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io import digest

from .cards import ScenarioCard, VersionCard
from .conflict import Conflict, NotThere
from .schema import SCENARIOS, TITLE, VERSIONS
from .words import line
from .work import Work

ORIGIN_LENGTH = 300


def cards(connection: Connection, id: int | None = None) -> tuple[ScenarioCard, ...]:
    """Every scenario, or one, by its newest version; the latest saved first."""
    newest = (
        select(VERSIONS.c.scenario_id, func.max(VERSIONS.c.version).label("version"), func.count().label("versions"))
        .group_by(VERSIONS.c.scenario_id)
        .subquery()
    )
    wanted = (
        select(
            SCENARIOS.c.id, SCENARIOS.c.key, SCENARIOS.c.origin, newest.c.versions,
            VERSIONS.c.version, VERSIONS.c.title, VERSIONS.c.by, VERSIONS.c.at,
        )
        .join(newest, newest.c.scenario_id == SCENARIOS.c.id)
        .join(VERSIONS, (VERSIONS.c.scenario_id == SCENARIOS.c.id) & (VERSIONS.c.version == newest.c.version))
        .order_by(VERSIONS.c.at.desc(), SCENARIOS.c.id.desc())
    )  # fmt: skip
    if id is not None:
        wanted = wanted.where(SCENARIOS.c.id == id)
    return tuple(ScenarioCard(**row) for row in connection.execute(wanted).mappings())


def card(connection: Connection, id: int) -> ScenarioCard:
    """One scenario."""
    found = cards(connection, id)
    if not found:
        raise NotThere("scenario", id)
    return found[0]


def history(connection: Connection, id: int) -> tuple[VersionCard, ...]:
    """Every version of a scenario, the newest first."""
    columns = VERSIONS.c.version, VERSIONS.c.title, VERSIONS.c.digest, VERSIONS.c.by, VERSIONS.c.at
    wanted = select(*columns).where(VERSIONS.c.scenario_id == id).order_by(VERSIONS.c.version.desc())
    found = tuple(VersionCard(**row) for row in connection.execute(wanted).mappings())
    if not found:
        raise NotThere("scenario", id)
    return found


def content(connection: Connection, id: int, version: int | None) -> tuple[str, bytes]:
    """The scenario's own id, and a version's bytes; the newest where none is named."""
    wanted = (
        select(SCENARIOS.c.key, VERSIONS.c.content)
        .join(SCENARIOS, SCENARIOS.c.id == VERSIONS.c.scenario_id)
        .where(SCENARIOS.c.id == id)
        .order_by(VERSIONS.c.version.desc())
        .limit(1)
    )
    if version is not None:
        wanted = wanted.where(VERSIONS.c.version == version)
    found = connection.execute(wanted).first()
    if found is None:
        raise NotThere("scenario", id if version is None else f"{id} of version {version}")
    return found.key, found.content


def add(work: Work, scenario: Scenario, content: bytes, origin: str) -> ScenarioCard:
    """Keep a scenario's first version."""
    row = {"key": scenario.id, "origin": line(origin, ORIGIN_LENGTH)}
    id = work.connection.execute(insert(SCENARIOS).values(row).returning(SCENARIOS.c.id)).scalar_one()
    _keep(work, id, 1, scenario, content)
    work.note(f"added scenario {id} ({scenario.id}) from {row['origin']}")
    return card(work.connection, id)


def save(work: Work, id: int, scenario: Scenario, content: bytes, base_version: int) -> int:
    """Keep a further version of a scenario.

    Raises
    ------
    Conflict
        Where somebody saved one since ``base_version``.
    """
    key = locked(work.connection, id)
    if scenario.id != key:
        raise HadrError(f"Scenario {id} has the id {key!r}; {scenario.id!r} is another. Add it as a new scenario.")
    newest = history(work.connection, id)[0]
    if newest.version != base_version:
        raise Conflict(
            f"scenario {newest.title!r}", by=newest.by, at=newest.at, version=newest.version, base=base_version
        )
    _keep(work, id, base_version + 1, scenario, content)
    work.note(f"saved version {base_version + 1} of scenario {id} ({scenario.id})")
    return base_version + 1


def locked(connection: Connection, id: int) -> str:
    """The scenario's own id; until the transaction ends, nobody else changes what hangs on it."""
    found = connection.execute(select(SCENARIOS.c.key).where(SCENARIOS.c.id == id).with_for_update()).first()
    if found is None:
        raise NotThere("scenario", id)
    return str(found.key)


def _keep(work: Work, id: int, version: int, scenario: Scenario, content: bytes) -> None:
    row = {
        "scenario_id": id,
        "version": version,
        "title": line(scenario.title, TITLE),
        "digest": digest(scenario),
        "content": content,
        **work.signed,
    }
    work.connection.execute(insert(VERSIONS).values(row))
