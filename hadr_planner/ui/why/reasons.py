"""How a reason is shown: what, in the rule's words, from which source, and who could lift it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from hadr_planner.explain import Objection, Reason
from hadr_planner.explain.judge import BY_CODE
from hadr_planner.explain.words import HEADS
from hadr_planner.ui import cards


def objections(found: Iterable[Objection]) -> None:
    """Breaches that a move would add."""
    for one in found:
        st.html(
            cards.reason(
                head=one.title,
                code=one.breach.rule,
                because=one.breach.because,
                lifted_by=one.lifted_by,
                source=one.source,
            )
        )


def reasons(found: Iterable[Reason]) -> None:
    """Things that limit a need or an asset."""
    for one in found:
        rule = BY_CODE.get(one.rule)
        st.html(
            cards.reason(
                head=HEADS[one.cause],
                code=one.rule,
                because=one.because,
                lifted_by=one.lifted_by,
                source=rule.SOURCE if rule else "",
            )
        )
