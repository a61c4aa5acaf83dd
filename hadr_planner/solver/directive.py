"""Whether a line of the plan is an order, a request to a nation, or a proposal to the host; and who must say yes."""

from __future__ import annotations

from hadr_planner.domain.force import Asset, CommandState, Unit
from hadr_planner.domain.plan import Directive
from hadr_planner.domain.scenario import Scenario


def directive(scenario: Scenario, holder: Asset | Unit) -> tuple[Directive, str]:
    """What a tasking of this asset or unit is, and who must say yes (nobody, for an order)."""
    if holder.owner == scenario.command.lead:
        return Directive.ORDER, ""
    if holder.owner == scenario.host:
        return Directive.PROPOSAL, holder.owner
    if holder.command_state is CommandState.COORDINATION:
        return Directive.REQUEST, holder.owner
    return Directive.ORDER, ""
