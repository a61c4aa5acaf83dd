"""What can be asked here, by examples from the open plan, for whoever has asked nothing yet."""

from __future__ import annotations

from collections.abc import Iterator

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain import Move
from hadr_planner.report.wording import clean, h_plus, item_name, node_name, percent
from hadr_planner.ui import figures, readings


def examples(scenario: Scenario, plan: Plan, move: Move | None) -> Iterator[str]:
    """One sentence for each kind of question."""
    if move is not None:
        run = f"{node_name(scenario, move.asset)} to {node_name(scenario, move.to)}"
        when = f"from {h_plus(move.at_h)}" if move.at_h is not None else "at any hour; with an hour, from then on"
        quoted = "Every rule against it is quoted, with its source and who could waive it."
        yield f"Why not this move? As the form stands, {run}, {when}. {quoted}"
    unmet = readings.kpis(scenario, plan).unmet
    if unmet:
        worst = unmet[0]
        what = f"{item_name(scenario, worst.item)} for {node_name(scenario, worst.site)}"
        yield f"Why is this need unmet? For instance {what}, {percent(worst.share_left)} of which is lacking."
    busy = figures.sorties_by_asset(scenario, plan)
    idle = next((asset for asset in scenario.assets.values() if not busy[asset.id]), None)
    if idle is not None:
        yield f"Why is this asset idle? For instance {clean(idle.name)}, which makes no sortie."
