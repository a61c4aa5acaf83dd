"""The one typed object of a session: who sits here, what is open, what is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.jobs import Jobs
from hadr_planner.people import Action, Person, allowed
from hadr_planner.store import Office

from . import shelf

if TYPE_CHECKING:
    from .maps import Chosen

KEY = "desk"


class NothingOpenError(HadrError):
    """A page that needs a scenario or plan, and none is open; its text says what to do.

    Parameters
    ----------
    at
        Address of the page on which it is done; empty where there is none.
    """

    def __init__(self, words: str, at: str = "") -> None:
        super().__init__(words)
        self.at = at


@dataclass(slots=True, kw_only=True)
class Desk:
    """What one visitor works on.

    Parameters
    ----------
    scenario, scenario_id, version
        The open scenario and its place in the store.
    plan, plan_id
        The open plan; ``plan_id`` is unset while the plan is a hand edit that nobody has stored yet.
    other_plan_id
        Plan that figures are compared with.
    chosen
        Site, place, asset, sortie or nation that every page highlights.
    hour
        Hours after start that map, Gantt and curves share.
    kept
        What single pages keep from run to run, by page; what says of itself that it is unsaved outlives a reload.
    """

    person: Person
    office: Office
    jobs: Jobs
    scenario_id: int | None = None
    version: int = 0
    scenario: Scenario | None = None
    plan_id: int | None = None
    plan: Plan | None = None
    plan_title: str = ""
    other_plan_id: int | None = None
    chosen: Chosen | None = None
    hour: float = 0.0
    dark: bool = False
    kept: dict[str, Any] = field(default_factory=dict)

    def may(self, action: Action) -> bool:
        """Whether this person may do something; the store asks again."""
        return allowed(self.person, action)

    def open_scenario(self, id: int, version: int | None = None) -> None:
        """Open a version of a stored scenario, the newest unless one is named; closes the plan."""
        newest = next(card for card in self.office.scenarios() if card.id == id)
        wanted = version or newest.version
        self.scenario = shelf.scenario(self, id, wanted)
        self.scenario_id, self.version = id, wanted
        self.plan_id = self.plan = self.other_plan_id = self.chosen = None
        self.plan_title, self.hour = "", 0.0
        self.kept.clear()

    def open_plan(self, id: int) -> None:
        """Open a stored plan, and the version of the scenario that it was made for."""
        plan = shelf.plan(self, id)
        card = next(card for card in self.office.plans() if card.id == id)
        if (card.scenario_id, card.version) != (self.scenario_id, self.version):
            self.open_scenario(card.scenario_id, card.version)
        self.plan_id, self.plan, self.plan_title = id, plan, card.title

    def close(self) -> None:
        """Put scenario and plan away."""
        self.scenario_id = self.scenario = self.plan_id = self.plan = self.other_plan_id = self.chosen = None
        self.version, self.plan_title, self.hour = 0, "", 0.0
        self.kept.clear()

    def needs_scenario(self) -> Scenario:
        """The open scenario; raises ``NothingOpenError`` where there is none."""
        if self.scenario is None:
            raise NothingOpenError("No scenario is open. Open one on the page Start.", "start")
        return self.scenario

    def needs_plan(self) -> tuple[Scenario, Plan]:
        """The open scenario and plan; raises ``NothingOpenError`` where there is none."""
        scenario = self.needs_scenario()
        if self.plan is None:
            if self.may(Action.PLAN):
                words = "No plan is open. Make one on the page Plan, or open one on the page Start."
                raise NothingOpenError(words, "plan")
            raise NothingOpenError("No plan is open. Open one on the page Start; a planner makes them.", "start")
        return scenario, self.plan


def desk() -> Desk:
    """The desk of this session; the router sets it before any page runs."""
    found = st.session_state[KEY]
    assert isinstance(found, Desk)
    return found


def begin(person: Person, office: Office, jobs: Jobs) -> Desk:
    """The desk of this session, made at the first run and whenever somebody else sits down."""
    found = st.session_state.get(KEY)
    if not isinstance(found, Desk) or found.person != person:
        found = st.session_state[KEY] = Desk(person=person, office=office, jobs=jobs)
    found.jobs, found.dark = jobs, st.context.theme.type == "dark"
    return found
