"""Plans that were kept."""

from __future__ import annotations

from math import inf, isfinite

from sqlalchemy import Connection, insert, select

from hadr_planner.domain.plan import Plan, Status
from hadr_planner.errors import HadrError

from .cards import PlanCard
from .conflict import NotThere
from .schema import PLANS, SCENARIOS, TITLE, VERSIONS
from .words import line
from .work import Work

SHOWN = (
    PLANS.c.id, PLANS.c.scenario_id, PLANS.c.version, PLANS.c.title, PLANS.c.status, PLANS.c.value, PLANS.c.bound,
    PLANS.c.gap, PLANS.c.sorties, PLANS.c.by, PLANS.c.at,
)  # fmt: skip


def cards(connection: Connection, scenario_id: int | None = None, id: int | None = None) -> tuple[PlanCard, ...]:
    """Plans of a scenario, or of all, the latest first."""
    wanted = select(*SHOWN).order_by(PLANS.c.id.desc())
    if scenario_id is not None:
        wanted = wanted.where(PLANS.c.scenario_id == scenario_id)
    if id is not None:
        wanted = wanted.where(PLANS.c.id == id)
    rows = connection.execute(wanted).mappings()
    return tuple(
        PlanCard(**{**row, "status": Status(row["status"]), "bound": inf if row["bound"] is None else row["bound"]})
        for row in rows
    )


def card(connection: Connection, id: int) -> PlanCard:
    """One plan."""
    found = cards(connection, id=id)
    if not found:
        raise NotThere("plan", id)
    return found[0]


def content(connection: Connection, id: int) -> bytes:
    """A plan's bytes."""
    found = connection.execute(select(PLANS.c.content).where(PLANS.c.id == id)).first()
    if found is None:
        raise NotThere("plan", id)
    return bytes(found.content)


def add(work: Work, scenario_id: int, version: int, plan: Plan, content: bytes, title: str) -> PlanCard:
    """Keep a plan beside the version of the scenario for which it was made.

    Raises
    ------
    HadrError
        Where it was made for something else.
    """
    _made_for(work.connection, scenario_id, version, plan)
    row = {
        "scenario_id": scenario_id,
        "version": version,
        "title": line(title, TITLE) or f"Plan of {work.person.name}",
        "status": str(plan.status),
        "value": plan.value,
        "bound": plan.bound if isfinite(plan.bound) else None,
        "gap": plan.gap,
        "sorties": len(plan.sorties),
        "content": content,
        **work.signed,
    }
    id = work.connection.execute(insert(PLANS).values(row).returning(PLANS.c.id)).scalar_one()
    work.note(f"kept plan {id} ({row['title']}) of scenario {scenario_id}, version {version}")
    return card(work.connection, id)


def _made_for(connection: Connection, scenario_id: int, version: int, plan: Plan) -> None:
    found = connection.execute(
        select(SCENARIOS.c.key, VERSIONS.c.digest)
        .join(SCENARIOS, SCENARIOS.c.id == VERSIONS.c.scenario_id)
        .where(VERSIONS.c.scenario_id == scenario_id, VERSIONS.c.version == version)
    ).first()
    if found is None:
        raise NotThere("scenario", f"{scenario_id} of version {version}")
    if plan.digest != found.digest:
        raise HadrError(
            f"The plan was made for other content than version {version} of scenario {scenario_id} ({found.key}) has. "
            "Save the scenario as it was planned with as a version of its own, and keep the plan with that."
        )
