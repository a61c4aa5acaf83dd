"""Why nothing at all can be done, in one sentence, from what is left when every rule has spoken."""

from __future__ import annotations

from hadr_planner.decisions import Decisions


def nothing_to_do(x: Decisions, bound: float) -> str:
    """The first thing that is missing: assets, ways to move, goods, people in need, or partners."""
    scenario = x.scenario
    if not scenario.needs:
        return "No need is stated, so there is nothing to do."
    if not scenario.assets and not scenario.units:
        return "No asset and no unit is offered."
    if not scenario.supplies and not scenario.units:
        return "No supplies and no units exist."
    if not len(x.missions):
        return "No asset can reach any place where it is of use: no way by air, sea or road leads there."
    if not x.allowed.any() and not len(x.stay):
        return (
            f"Every mission that assets could make ({len(x.missions)} in all) is ruled out; "
            "ask why for one of them to see the rules."
        )
    if not len(x.hand_over) and not len(x.service):
        return "What could be carried meets no need that a partner or unit could serve."
    if bound <= 1e-6:
        return "What could be done helps nobody: it is worth nothing by the aims."
    return "No plan better than doing nothing was found in the time allowed."
