"""Work that nobody has saved outlives a reload: it lies on the server until it is saved, or dropped, or that stops."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.people import Person

from . import entry
from .desk import Desk

LAID = "laid_down"
MOST = 100
Place = tuple[str, Person, int, int]
"""Browser, who sits there, and the version of the scenario that is worked on."""


@runtime_checkable
class Work(Protocol):
    """What a page keeps, and whether it would be missed; whatever else pages keep is not."""

    @property
    def unsaved(self) -> bool:
        """Whether anything in it is nowhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Work that was laid down, and the plan as it was edited; unset where none was."""

    works: Mapping[str, Work]
    plan: Plan | None
    plan_title: str


@st.cache_resource(show_spinner=False)
def shelves() -> OrderedDict[Place, Laid]:
    """All that is laid down, the newest last."""
    return OrderedDict()


def lay(desk: Desk) -> None:
    """Lay down what is unsaved, in the place of what this visit laid down before."""
    place, before = _place(desk), st.session_state.get(LAID)
    works = {key: one for key, one in desk.kept.items() if isinstance(one, Work) and one.unsaved}
    now = place if works else None
    if before is not None and before != now:
        shelves().pop(before, None)
    st.session_state[LAID] = now
    if now is None:
        return
    edited = desk.plan if desk.plan_id is None else None
    shelves()[now] = Laid(works=works, plan=edited, plan_title=desk.plan_title)
    shelves().move_to_end(now)
    while len(shelves()) > MOST:
        shelves().popitem(last=False)


def take_up(desk: Desk) -> None:
    """Go on with what was laid down at this browser for the scenario that is open."""
    place = _place(desk)
    found = shelves().get(place) if place else None
    if found is None:
        return
    desk.kept.update({key: copy(one) for key, one in found.works.items()})
    if desk.plan is None and found.plan is not None:
        desk.plan, desk.plan_title = found.plan, found.plan_title
    st.toast("What you had not saved is back.", icon=":material/history:")


def _place(desk: Desk) -> Place | None:
    mark = entry.mark()
    return (mark, desk.person, desk.scenario_id, desk.version) if mark and desk.scenario_id is not None else None
