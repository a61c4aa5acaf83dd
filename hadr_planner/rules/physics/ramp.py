r"""An apron holds no more aircraft at work than it has spots, as far as those are known.

.. math::
    \sum_{wide\ calls\ in\ progress} 1 \le W_n, \qquad
    \sum_{wide\ and\ narrow\ calls\ in\ progress} 1 \le W_n + N_n \qquad \text{in every slot}

Narrow-bodied aircraft may use wide spots, not the other way round. Only calls that last count. Where wide spots are
not known, narrow-bodied aircraft keep to the narrow ones.

Not modelled: aircraft that rest between sorties, taxiing, one type that needs two spots.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.crowd import calls, crowds
from hadr_planner.rules.spots import aprons

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "RAMP"
TITLE = "Working spots on the apron"
SOURCE = "Maximum on ground (MOG), AFPAM 10-1403; airfield surveys"
LIFTED_BY = "the airfield's operator, by opening more of the apron"


def impose(x: Decisions) -> None:
    """Limit calls in progress, first of wide aircraft, then of all."""
    for kind in aprons(x):
        kind.limit(x, CODE)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find spells in which an apron is overfull."""
    wide = calls(scenario, plan, lambda asset: asset.type.ramp == "wide")
    narrow = calls(scenario, plan, lambda asset: asset.type.ramp == "narrow")
    either = calls(scenario, plan, lambda asset: asset.type.ramp in ("wide", "narrow"))
    for id, place in scenario.places.items():
        limits = []
        if place.spots_wide is not None:
            limits.append((wide, place.spots_wide, "wide-bodied aircraft"))
            if place.spots_narrow is not None:
                limits.append((either, place.spots_wide + place.spots_narrow, "aircraft"))
        elif place.spots_narrow is not None:
            limits.append((narrow, place.spots_narrow, "narrow-bodied aircraft"))
        for there, spots, whom in limits:
            for crowd in crowds(there.get(id, ()), spots):
                yield Breach(
                    rule=CODE, at=id, by=crowd.sorties[-1], excess=crowd.calls - spots, unit="spots",
                    because=f"{id} works {whom} {spots} at a time; between H+{crowd.from_h:g} and H+{crowd.until_h:g} "
                    f"{crowd.calls} are there: {', '.join(crowd.sorties)}",
                )
