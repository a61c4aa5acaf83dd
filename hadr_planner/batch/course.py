"""Courses of action: named ways of asking for a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from annotated_types import Ge, Gt, Le
from pydantic import ConfigDict, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from hadr_planner.domain.quantity import Id, NonNegative, Share, Text
from hadr_planner.domain.scenario import AIMS, Aim
from hadr_planner.errors import Fault, ScenarioError
from hadr_planner.io.ledger import Ledger
from hadr_planner.io.tree import plain, read_yaml

LARGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One way of asking for a plan.

    Parameters
    ----------
    seconds, gap, deterministic
        How long to search and how near to come, as ``solve`` takes them.
    aims
        Weights in place of the scenario's own; empty for those.
    wishes
        Wishes as a wish file says them.
    caution
        Plan with margins for delays and slowness, each at this quantile; see ``cautious``.
    """

    id: Id = "plain"
    seconds: Annotated[float, Gt(0), Le(1e6)] = 30.0
    gap: Share = 0.01
    deterministic: Annotated[int, Ge(1), Le(10_000)] | None = None
    aims: Mapping[str, NonNegative] = field(default_factory=dict)
    wishes: tuple[Mapping[str, Any], ...] = ()
    caution: Share = 0.0
    note: Text = ""

    def weights(self) -> tuple[Aim, ...] | None:
        """The aims for ``solve``; none where the scenario's own hold."""
        return tuple(Aim(id=id, weight=weight) for id, weight in self.aims.items()) or None


class _File(TypedDict):
    __pydantic_config__ = ConfigDict(extra="forbid", allow_inf_nan=False)  # type: ignore[misc]
    courses: list[Course]


def read_courses(path: str | Path) -> tuple[Course, ...]:
    """Courses of a YAML or JSON file: a list, each with an ``id`` and what differs from a plain plan.

    Raises
    ------
    ScenarioError
        With every fault found.
    """
    file, ledger = Path(path), Ledger()
    try:
        content = file.read_bytes() if file.stat().st_size <= LARGEST else None
    except OSError as error:
        raise ScenarioError(str(path), [Fault(file=file.name, what=f"can't be read: {error.strerror}")]) from error
    if content is None:
        raise ScenarioError(str(path), [Fault(file=file.name, what=f"is larger than {LARGEST // 1_000_000} MB")])
    said = plain(read_yaml(file.name, content, ledger))
    ledger.settle(str(path))
    try:
        found = TypeAdapter(_File).validate_python({"courses": said})["courses"]
    except ValidationError as error:
        faults = [_fault(file.name, one) for one in error.errors(include_url=False, include_context=False)]
        raise ScenarioError(str(path), faults) from error
    faults = [Fault(file=file.name, what=what) for what in _oddities(found)]
    if faults:
        raise ScenarioError(str(path), faults)
    return tuple(found)


def _fault(file: str, error: Any) -> Fault:
    where = "/".join(str(step) for step in error["loc"][1:])
    return Fault(file=file, what=f"{where or 'courses'}: {error['msg']}")


def _oddities(courses: list[Course]) -> list[str]:
    ids = [course.id for course in courses]
    twice = [f"{id!r} comes twice" for id in dict.fromkeys(ids) if ids.count(id) > 1]
    unknown = [
        f"{course.id}: {aim!r} is no aim; wanted {', '.join(AIMS)}"
        for course in courses
        for aim in course.aims
        if aim not in AIMS
    ]
    return twice + unknown + ([] if courses else ["names no course"])
