"""The head of a scenario: ``scenario.yaml``, or the sheet ``scenario`` of a workbook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any

from annotated_types import Ge, Le

from ..domain.clock import Clock
from ..domain.quantity import Confidence, Count, Id, NonNegative, Positive, Text
from ..domain.scenario import AIMS, Aim, Command, CommandMode
from . import cells
from .caps import HORIZON_H, SLOT_MIN
from .ledger import Ledger
from .nearest import did_you_mean, shown
from .rows import slug
from .tree import Branch, Items, Node, Scalar, plain

SCHEMA = 1
Seed = Annotated[int, Ge(0), Le(2**31 - 1)]
CONTEXTS = ("natural", "complex")
HORIZON_DEFAULT_H, PERIOD_DEFAULT_H, SLOT_DEFAULT_MIN = 168.0, 6.0, 30
KEYS = (
    "schema", "id", "title", "hazard", "start", "horizon_h", "period_h", "slot_min", "host", "context", "command",
    "aims", "policies", "seed", "assumptions", "source", "confidence", "note",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Head:
    """What the head says, with the place of every key."""

    file: str
    id: str
    title: str
    hazard: str
    start: datetime | None
    clock: Clock
    host: str
    context: str
    command: Command
    aims: tuple[Aim, ...]
    policies: Mapping[str, Any]
    seed: int
    assumptions: tuple[str, ...]
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def fault(self, ledger: Ledger, key: str, what: str) -> None:
        """Note a fault at a key."""
        ledger.add(self.file, f"{key}: {what}", *self.places.get(key, (0, 0)))


class Reading:
    """Takes keys from a mapping one by one; what can't be read goes to the ledger."""

    def __init__(self, file: str, branch: Branch, ledger: Ledger, within: str = "") -> None:
        self.file, self.branch, self.ledger, self.within = file, branch, ledger, within

    def known(self, keys: Iterable[str]) -> None:
        """Fault every key that is not one of these."""
        for key, at in self.branch.keys.items():
            if key not in keys:
                self.ledger.add(self.file, f"key {shown(key)} is unknown{did_you_mean(key, keys)}", at.line, at.column)

    def fault(self, key: str, what: str) -> None:
        """Note a fault at the value of a key."""
        node = self.branch.values.get(key)
        place = (node.line, node.column) if node else (self.branch.line, self.branch.column) if self.within else (0, 0)
        self.ledger.add(self.file, f"{self.within}{key}: {what}", *place)

    def get(self, key: str, hint: Any, default: Any) -> Any:
        """Value of a key, checked against its type."""
        return self.read(key, lambda text: cells.value(hint, text), default)

    def read(self, key: str, read: Callable[[str], Any], default: Any) -> Any:
        """Value of a key as ``read`` makes it of the text."""
        node = self.branch.values.get(key)
        if node is None or (isinstance(node, Scalar) and not node.text):
            return default
        if not isinstance(node, Scalar):
            self.fault(key, "wanted one value, got a list or a mapping")
            return default
        try:
            return read(node.text)
        except cells.UnreadableError as error:
            self.fault(key, str(error))
            return default

    def one_of(self, key: str, choices: Iterable[str], default: str) -> str:
        """Value of a key that must be one of a few words."""
        listed = tuple(choices)
        found = str(self.get(key, Text, default))
        if found and found not in listed:
            self.fault(key, f"wanted one of {', '.join(listed)}, got {shown(found)}{did_you_mean(found, listed)}")
            return default
        return found


def read_head(file: str, node: Node | None, name: str, ledger: Ledger) -> Head:
    """Head of a scenario; ``name`` (of the folder) stands in for an absent id."""
    branch = node if isinstance(node, Branch) else Branch(line=1, column=1)
    if node is not None and branch is not node:
        ledger.add(file, "wanted keys and values such as 'host: PHL'", node.line, node.column)
    given = Reading(file, branch, ledger)
    given.known(KEYS)
    schema = given.get("schema", int, SCHEMA)
    if schema != SCHEMA:
        given.fault("schema", f"this program reads schema {SCHEMA}, got {schema}")
    for key in ("start", "host"):
        if key not in branch.values:
            ledger.add(file, f"key {key!r} is missing")
    given.get("confidence", Confidence, None)
    id = given.get("id", Id, slug(name) or "scenario")
    return Head(
        file=file,
        id=id,
        title=given.get("title", Text, id),
        hazard=given.get("hazard", Text, ""),
        start=given.read("start", cells.moment, None),
        clock=_clock(given),
        host=given.get("host", Text, ""),
        context=given.one_of("context", CONTEXTS, CONTEXTS[0]),
        command=_command(given),
        aims=_aims(given),
        policies=_policies(given),
        seed=given.get("seed", Seed, 0),
        assumptions=_assumptions(given),
        places={key: (value.line, value.column) for key, value in branch.values.items()},
    )


def _clock(given: Reading) -> Clock:
    slot_min = given.get("slot_min", Count, SLOT_DEFAULT_MIN)
    if not SLOT_MIN[0] <= slot_min <= SLOT_MIN[1]:
        given.fault("slot_min", f"wanted {SLOT_MIN[0]} to {SLOT_MIN[1]} minutes, got {slot_min}")
        slot_min = SLOT_DEFAULT_MIN
    horizon_h = given.get("horizon_h", Positive, HORIZON_DEFAULT_H)
    if not HORIZON_H[0] <= horizon_h <= HORIZON_H[1]:
        given.fault("horizon_h", f"wanted {HORIZON_H[0]:g} to {HORIZON_H[1]:g} hours, got {horizon_h:g}")
        horizon_h = HORIZON_DEFAULT_H
    if not _whole(horizon_h, slot_min / 60):
        given.fault("horizon_h", f"{horizon_h:g} h is not a whole number of slots of {slot_min} min")
    edges_h = [0.0]
    for until_h, period_h in _stages(given, horizon_h):
        if not _whole(period_h, slot_min / 60):
            given.fault("period_h", f"{period_h:g} h is not a whole number of slots of {slot_min} min")
        elif not _whole(until_h - edges_h[-1], period_h) or until_h <= edges_h[-1]:
            span = f"from H+{edges_h[-1]:g} to H+{until_h:g}"
            given.fault("period_h", f"{span} is not a whole number of periods of {period_h:g} h")
        else:
            first = edges_h[-1]
            edges_h += [first + period_h * (k + 1) for k in range(round((until_h - first) / period_h))]
    return Clock(horizon_h=horizon_h, slot_h=slot_min / 60, edges_h=tuple(edges_h))


def _stages(given: Reading, horizon_h: float) -> list[tuple[float, float]]:
    node = given.branch.values.get("period_h")
    if not isinstance(node, Items):
        return [(horizon_h, given.get("period_h", Positive, PERIOD_DEFAULT_H))]
    stages: list[tuple[float, float]] = []
    for item in node.items:
        if not isinstance(item, Branch):
            given.fault("period_h", "wanted hours, or a list of {until_h: 96, h: 6}")
            continue
        stage = Reading(given.file, item, given.ledger, "period_h.")
        stage.known(("until_h", "h"))
        if "h" not in item.values:
            stage.fault("h", "is missing")
        until_h = min(stage.get("until_h", Positive, horizon_h), horizon_h)
        stages.append((until_h, stage.get("h", Positive, PERIOD_DEFAULT_H)))
    if not stages or stages[-1][0] != horizon_h:
        given.fault("period_h", f"the last until_h must be the horizon, {horizon_h:g}")
        return [(horizon_h, PERIOD_DEFAULT_H)] if _whole(horizon_h, PERIOD_DEFAULT_H) else []
    return stages


def _whole(length: float, step: float) -> bool:
    times = length / step
    return abs(times - round(times)) < 1e-6


def _command(given: Reading) -> Command:
    node = given.branch.values.get("command")
    if node is None:
        return Command()
    if not isinstance(node, Branch):
        given.fault("command", "wanted keys mode, lead, freeze_h")
        return Command()
    command = Reading(given.file, node, given.ledger, "command.")
    command.known(("mode", "lead", "freeze_h"))
    usual = Command()
    return Command(
        mode=CommandMode(command.one_of("mode", [mode.value for mode in CommandMode], usual.mode.value)),
        lead=command.get("lead", Text, usual.lead),
        freeze_h=command.get("freeze_h", NonNegative, usual.freeze_h),
    )


def _aims(given: Reading) -> tuple[Aim, ...]:
    node = given.branch.values.get("aims")
    if node is None:
        return tuple(Aim(id=name, weight=1.0) for name in AIMS)
    if isinstance(node, Scalar):
        words = [word for word in re.split(r"[;,\s]+", node.text) if word]
        node = Items(line=node.line, column=node.column, items=[_aim_of(word, node) for word in words])
    if not isinstance(node, Items) or not node.items:
        given.fault("aims", f"wanted a list of {', '.join(AIMS)}")
        return ()
    aims = [aim for aim in (_aim(given, item) for item in node.items) if aim]
    for name, times in Counter(aim.id for aim in aims).items():
        if times > 1:
            given.fault("aims", f"{name!r} comes {times} times")
    return tuple(aims)


def _aim_of(word: str, at: Scalar) -> Node:
    id, colon, weight = word.partition(":")
    parts = {"id": id, "weight": weight if colon else "1"}
    values: dict[str, Node] = {key: Scalar(line=at.line, column=at.column, text=text) for key, text in parts.items()}
    return Branch(line=at.line, column=at.column, values=values)


def _aim(given: Reading, item: Node) -> Aim | None:
    if isinstance(item, Scalar):
        item = _aim_of(item.text, item)
    if not isinstance(item, Branch):
        given.fault("aims", "wanted a name or {id, weight}")
        return None
    aim = Reading(given.file, item, given.ledger, "aims.")
    aim.known(("id", "weight"))
    id = aim.one_of("id", AIMS, "")
    weight = aim.get("weight", NonNegative, 1.0)
    if "id" not in item.values:
        aim.fault("id", "is missing")
    return Aim(id=id, weight=weight) if id else None


def _policies(given: Reading) -> Mapping[str, Any]:
    node = given.branch.values.get("policies")
    if node is None or (isinstance(node, Scalar) and not node.text):
        return {}
    if not isinstance(node, Branch):
        given.fault("policies", "wanted keys and values")
        return {}
    policies: dict[str, Any] = plain(node)
    return policies


def _assumptions(given: Reading) -> tuple[str, ...]:
    node = given.branch.values.get("assumptions")
    items = node.items if isinstance(node, Items) else [node] if node else []
    if not all(isinstance(item, Scalar) for item in items):
        given.fault("assumptions", "wanted a list of sentences")
    return tuple(item.text for item in items if isinstance(item, Scalar) and item.text)
