r"""No more ships work at a seaport at once than it has berths, where those are known.

.. math:: \sum_{ship\ calls\ in\ progress} 1 \le berths_n \qquad \text{in every slot}

Landing craft take no berth. Only calls that last count; a ship that waits between sorties lies in the roads.

Not modelled: length of berths and ships, tugs and pilots, working at anchor.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.crowd import calls, crowds
from hadr_planner.rules.spots import berths

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "BERTHS"
TITLE = "Berths"
SOURCE = "Port surveys; place table"
LIFTED_BY = "the port authority, by assigning another berth"


def impose(x: Decisions) -> None:
    """Limit ship calls in progress."""
    berths(x).limit(x, CODE)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find spells with more ships than berths."""
    for id, there in calls(scenario, plan, lambda asset: asset.type.mode == "ship").items():
        port = scenario.places.get(id)
        if port is None or port.kind != "seaport" or port.berths is None:
            continue
        for crowd in crowds(there, port.berths):
            yield Breach(
                rule=CODE, at=id, by=crowd.sorties[-1], excess=crowd.calls - port.berths, unit="berths",
                because=f"{id} berths ships {port.berths} at a time; between H+{crowd.from_h:g} and "
                f"H+{crowd.until_h:g} {crowd.calls} are there: {', '.join(crowd.sorties)}",
            )
