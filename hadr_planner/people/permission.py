"""Who may do what."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from hadr_planner.errors import HadrError

from .person import Person, Role


class Action(StrEnum):
    """Something that is allowed to some and refused to others."""

    READ = "read"
    """See scenarios, plans, wishes and decisions."""
    EDIT_SCENARIO = "edit_scenario"
    """Bring a scenario in; save a new version of one."""
    PLAN = "plan"
    """Start, stop and keep plans."""
    STEER = "steer"
    """Lock, forbid, insist; change a plan by hand."""
    DECIDE = "decide"
    """Say which plan is followed, and why."""
    HAND_OUT = "hand_out"
    """Take out the tasking of anybody."""
    HAND_OUT_OWN = "hand_out_own"
    """Take out the tasking of one's own nation."""
    READ_TRAIL = "read_trail"
    """See who did what."""
    ADMIN = "admin"
    """Take a backup of the store."""


_PLANNING = frozenset({Action.READ, Action.EDIT_SCENARIO, Action.PLAN, Action.STEER, Action.DECIDE, Action.READ_TRAIL})

MAY: Mapping[Role, frozenset[Action]] = MappingProxyType(
    {
        Role.PLANNER: _PLANNING | {Action.HAND_OUT, Action.HAND_OUT_OWN},
        Role.CONTROLLER: frozenset({Action.READ, Action.EDIT_SCENARIO, Action.READ_TRAIL, Action.ADMIN}),
        Role.OBSERVER: frozenset({Action.READ}),
        Role.NATION: frozenset({Action.READ, Action.HAND_OUT_OWN}),
    }
)
"""The one table of who may do what."""

_IN_WORDS: Mapping[Action, str] = {
    Action.READ: "look at scenarios and plans",
    Action.EDIT_SCENARIO: "change scenarios",
    Action.PLAN: "make plans",
    Action.STEER: "steer plans",
    Action.DECIDE: "decide between plans",
    Action.HAND_OUT: "hand out everybody's tasking",
    Action.HAND_OUT_OWN: "take out a nation's own tasking",
    Action.READ_TRAIL: "see who did what",
    Action.ADMIN: "take backups",
}


class NotAllowed(HadrError):  # noqa: N818
    """Somebody asked for what their role may not do."""

    def __init__(self, person: Person, what: str, who_may: str) -> None:
        self.person = person
        super().__init__(f"{person.name} is here as {person.role} and may not {what}; {who_may}.")


def allowed(person: Person, action: Action) -> bool:
    """Whether a person's role may do this."""
    return action in MAY[person.role]


def require(person: Person, action: Action) -> None:
    """Pass where a person's role may do this.

    Raises
    ------
    NotAllowed
        With who may, in words.
    """
    if not allowed(person, action):
        roles = [str(role) for role in Role if action in MAY[role]]
        raise NotAllowed(person, _IN_WORDS[action], f"ask a {' or a '.join(roles)}")
