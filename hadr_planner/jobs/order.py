"""What is asked of a search, and how it is written down for the process that does it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Aim, Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io import load, plan_of, plan_to_json, save
from hadr_planner.io.atomic import write_atomically
from hadr_planner.wishes import Wish, from_json, to_json

SPEC, SCENARIO, START = "spec.json", "scenario.zip", "start.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One search that somebody asks for.

    Parameters
    ----------
    scenario
        A folder, .zip, .xlsx or built-in name, or the scenario itself.
    seconds, gap, seed
        As for ``solve``.
    aims
        In place of the scenario's; unset for those.
    wishes
        Wishes that the plan is to hold.
    start
        A plan to begin from.
    title, by
        What the search is called, and who asks for it.
    scenario_id, version
        Where the scenario lies in a store; unset where it lies in none.
    """

    scenario: str | Path | Scenario
    seconds: float = 30.0
    gap: float = 0.01
    seed: int | None = None
    aims: tuple[Aim, ...] | None = None
    wishes: tuple[Wish, ...] = ()
    start: Plan | None = None
    title: str = ""
    by: str = ""
    scenario_id: int | None = None
    version: int | None = None


def write_order(order: Order, folder: Path, submitted_s: float) -> None:
    """Write an order into an empty folder; the spec comes last, so that a folder with one is whole."""
    scenario = order.scenario
    if isinstance(scenario, Scenario):
        save(scenario, folder / SCENARIO)
    if order.start is not None:
        text = json.dumps(plan_to_json(order.start), allow_nan=False)
        write_atomically(folder / START, text.encode())
    spec = {
        "scenario": None if isinstance(scenario, Scenario) else _whole_path(scenario),
        "digest": scenario.digest if isinstance(scenario, Scenario) else "",
        "seconds": order.seconds,
        "gap": order.gap,
        "seed": order.seed,
        "aims": None if order.aims is None else [asdict(aim) for aim in order.aims],
        "wishes": [dict(to_json(wish)) for wish in order.wishes],
        "title": order.title,
        "by": order.by,
        "scenario_id": order.scenario_id,
        "version": order.version,
        "submitted_s": submitted_s,
    }
    write_atomically(folder / SPEC, json.dumps(spec, ensure_ascii=False, allow_nan=False).encode())


def _whole_path(where: str | Path) -> str:
    return str(Path(where).resolve()) if Path(where).exists() else str(where)


def read_spec(folder: Path) -> dict[str, Any]:
    """What ``write_order`` wrote, as plain values; ``KeyError`` where the folder holds no whole order."""
    try:
        found: dict[str, Any] = json.loads((folder / SPEC).read_text("utf-8"))
    except (OSError, ValueError):
        raise KeyError(folder.name) from None
    return found


def read_order(folder: Path) -> Order:
    """The order in a folder, its scenario loaded.

    Raises
    ------
    HadrError
        Where the scenario or the plan to begin from can't be read, or the scenario came back changed.
    """
    spec: Mapping[str, Any] = read_spec(folder)
    scenario = load(spec["scenario"] if spec["scenario"] is not None else folder / SCENARIO)
    if spec["digest"] not in ("", scenario.digest):
        raise HadrError("The scenario can't be handed over unchanged: it uses figures that are not in its tables.")
    start = folder / START
    return Order(
        scenario=scenario,
        seconds=spec["seconds"],
        gap=spec["gap"],
        seed=spec["seed"],
        aims=None if spec["aims"] is None else tuple(Aim(**aim) for aim in spec["aims"]),
        wishes=from_json(spec["wishes"]),
        start=plan_of(json.loads(start.read_text("utf-8")), START) if start.exists() else None,
        title=spec["title"],
        by=spec["by"],
        scenario_id=spec["scenario_id"],
        version=spec["version"],
    )
