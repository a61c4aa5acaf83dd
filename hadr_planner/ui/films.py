"""The films of plans, made beside the server; until one is there its place says so, and the page goes on."""

from __future__ import annotations

from concurrent.futures import Future, wait
from typing import TYPE_CHECKING

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from . import shelf
from .asking import answer_of, judge
from .waiting import PATIENCE_S, drawn_anew
from .words import plain

if TYPE_CHECKING:
    from hadr_planner.store import PlanCard

    from .desk import Desk
    from .offmap.safe import Packed


def begin(scenario: Scenario, plan: Plan) -> Future[Packed]:
    """Have a film made, unless it is."""
    return judge().ask(scenario, plan, "film", None)


def expect(desk: Desk) -> None:
    """Have the film of the open plan made before anybody asks for it; edits by hand wait until somebody does."""
    if desk.scenario is not None and desk.plan is not None and desk.plan_id is not None:
        begin(desk.scenario, desk.plan)


def foresee(desk: Desk, card: PlanCard) -> None:
    """Have the film made of a stored plan that somebody is about to open."""
    begin(shelf.scenario(desk, card.scenario_id, card.version), shelf.plan(desk, card.id))


def film(scenario: Scenario, plan: Plan, height: int) -> Packed | None:
    """The film of a plan as soon as it is made; until then, its place of so many pixels shows that it is under way."""
    made = begin(scenario, plan)
    wait([made], timeout=PATIENCE_S)
    if not made.done():
        with st.container(height=height, border=True):
            drawn_anew([made], "Drawing the plan.")
        return None
    found: Packed | None
    found, why = answer_of(made)
    if found is None:
        st.error(plain(why, 1_000))
    return found
