"""What the rules say of the plan as it is edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import wait

import streamlit as st

from hadr_planner import steer
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain.judge import BY_CODE
from hadr_planner.report.counted import counted
from hadr_planner.report.naming import named
from hadr_planner.report.wording import number
from hadr_planner.ui import cards
from hadr_planner.ui.asking import answer_of, judge
from hadr_planner.ui.waiting import PATIENCE_S, drawn_anew
from hadr_planner.ui.words import plain
from hadr_planner.wishes import Insist

from .edits import Edits

OF_A_KIND, FEW, PANEL_PX = 3, 3, 480
"""Breaches of one rule that are read out, cards that need no scrolling, and the height of those that do."""


def breaches(scenario: Scenario, edits: Edits) -> tuple[Breach, ...] | None:
    """Breaches that the edits add, as soon as they are known; unset until then.

    The plan as it was opened is judged before anything is edited.
    """
    before = judge().ask(scenario, edits.base, "breaches", None)
    if not edits.at:
        return ()
    after = judge().ask(scenario, edits.now, "breaches", None)
    futures = before, after
    wait(futures, timeout=PATIENCE_S)
    if not (before.done() and after.done()):
        return None
    (was, _), (now, _) = answer_of(before), answer_of(after)
    return None if was is None or now is None else steer.added(was, now)


def panel(scenario: Scenario, edits: Edits, found: tuple[Breach, ...] | None) -> None:
    """Draw what the edits break, as far as it is known."""
    st.markdown("**What the edits break**")
    if not edits.at:
        st.caption("Nothing is edited. Move or cancel a sortie, and every rule is asked at once.")
        return
    if found is None:
        futures = [judge().ask(scenario, plan, "breaches", None) for plan in (edits.base, edits.now)]
        refused = {answer_of(future)[1] for future in futures if future.done()} - {""}
        for why in refused:
            st.error(plain(why, 1_000))
        if not refused:
            drawn_anew(futures, "Asking every rule.")
        return
    if not found:
        st.success("No rule is against the plan as it is now.", icon=":material/check_circle:")
        return
    total = counted(len(found), "breach", "breaches")
    st.error(f"{total}: {plain(by_title(found))}", icon=":material/block:")
    shown = of_each_kind(found)
    with st.container(height=PANEL_PX if len(shown) > FEW else "content", border=False):
        _cards(scenario, edits.now, shown)
    if len(shown) < len(found):
        st.caption(f"{number(len(found) - len(shown))} more of the same kind are not listed.")


def _cards(scenario: Scenario, plan: Plan, found: Sequence[Breach]) -> None:
    for breach in found:
        rule = BY_CODE.get(breach.rule, Insist)
        st.html(
            cards.reason(
                head=rule.TITLE,
                code=breach.rule,
                because=named(scenario, breach.because, plan),
                lifted_by=named(scenario, rule.LIFTED_BY),
                source=rule.SOURCE,
            )
        )


def of_each_kind(found: Sequence[Breach]) -> list[Breach]:
    """The first breaches of every rule, so that none hides behind the many of another."""
    seen: Counter[str] = Counter()
    shown = []
    for breach in found:
        seen[breach.rule] += 1
        if seen[breach.rule] <= OF_A_KIND:
            shown.append(breach)
    return shown


def by_title(found: Sequence[Breach]) -> str:
    """How often each rule is broken, by the rules' titles."""
    by_rule = Counter(BY_CODE.get(breach.rule, Insist).TITLE for breach in found).most_common()
    return "; ".join(f"{title} ×{n}" if n > 1 else title for title, n in by_rule)
