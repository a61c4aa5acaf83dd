"""How a reason is shown: what, in the rule's words, from which source, and who could lift it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain import Objection, Reason
from hadr_planner.explain.judge import BY_CODE
from hadr_planner.explain.words import HEADS
from hadr_planner.report.naming import named
from hadr_planner.ui import cards


def objections(scenario: Scenario, plan: Plan, found: Iterable[Objection]) -> None:
    """Breaches that a move would add."""
    for one in found:
        st.html(
            cards.reason(
                head=one.title,
                code=one.breach.rule,
                because=named(scenario, one.breach.because, plan),
                lifted_by=named(scenario, one.lifted_by),
                source=one.source,
            )
        )


def reasons(scenario: Scenario, plan: Plan, found: Iterable[Reason]) -> None:
    """Things that limit a need or an asset."""
    for one in found:
        rule = BY_CODE.get(one.rule)
        st.html(
            cards.reason(
                head=HEADS[one.cause],
                code=one.rule,
                because=named(scenario, one.because, plan),
                lifted_by=named(scenario, one.lifted_by),
                source=rule.SOURCE if rule else "",
            )
        )
