r"""No more helicopters stand at a site or place at once than it has spots, as far as those are known.

.. math:: \sum_{helicopter\ calls\ in\ progress} 1 \le spots_n \qquad \text{in every slot}

Only calls that last count. Decks of ships are another rule's.

Not modelled: large helicopters that need two spots, night landing aids, dust.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.crowd import calls, crowds
from hadr_planner.rules.spots import landing_spots

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "SPOTS"
TITLE = "Helicopter landing spots"
SOURCE = "Landing-site surveys; site and place tables"
LIFTED_BY = "whoever prepares a further landing spot"


def impose(x: Decisions) -> None:
    """Limit helicopter calls in progress."""
    landing_spots(x).limit(x, CODE)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find spells with more helicopters than spots."""
    for id, there in calls(scenario, plan, lambda asset: asset.type.ramp == "heli").items():
        spots = scenario.sites[id].landing_spots if id in scenario.sites else scenario.places[id].spots_heli
        if spots is None:
            continue
        for crowd in crowds(there, spots):
            yield Breach(
                rule=CODE, at=id, by=crowd.sorties[-1], excess=crowd.calls - spots, unit="spots",
                because=f"{id} takes helicopters {spots} at a time; between H+{crowd.from_h:g} and H+{crowd.until_h:g} "
                f"{crowd.calls} are there: {', '.join(crowd.sorties)}",
            )
