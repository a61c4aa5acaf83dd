r"""No more is handed over than is needed, in the days for which it is needed.

.. math::  \sum_p h_{k,day,p} \le owed_{k,day}

Nothing is handed over before a need is there nor after it ends. Water and food of a day lapse with it; what waits can
be made good up to three days later.

Not modelled: stockpiling by households, sharing between sites.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner import demand
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import KILOGRAM_T, hour, tonnes, why_not_then

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "NEED"
TITLE = "Within the need"
SOURCE = "Sphere Handbook 2018; needs table of the scenario"
LIFTED_BY = "whoever assessed the need"


def impose(x: Decisions) -> None:
    hand = x.hand_over
    _, first, row = np.unique(hand.need * 10_000 + hand.day, return_index=True, return_inverse=True)
    pairs = zip(hand.need[first].tolist(), hand.day[first].tolist(), strict=True)
    owed_t = np.array([demand.owed(x.scenario, x.needs[need], day) for need, day in pairs], dtype=float)
    x.limit(CODE, owed_t, {"hand_over": (row, np.arange(len(hand)), np.ones(len(hand)))})


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    given_t: defaultdict[tuple[str, int], float] = defaultdict(float)
    for given in plan.hand_overs:
        need = scenario.needs[given.need]
        given_t[given.need, given.day] += given.tonnes
        why = why_not_then(scenario, need, given.period, given.day)
        if need.kind is not NeedKind.CARGO:
            why = f"{need.item} is no goods"
        if why:
            yield Breach(
                rule=CODE, at=need.site, by=given.partnership, excess=given.tonnes, unit="t",
                because=f"{tonnes(given.tonnes)} of {need.item} are handed over for {need.id} in the period from "
                f"{hour(scenario.clock.edges_h[given.period])}: {why}.",
            )
    for (id, day), amount_t in given_t.items():
        need = scenario.needs[id]
        owed_t = demand.owed(scenario, need, day)
        if need.kind is NeedKind.CARGO and 0 < owed_t < amount_t - KILOGRAM_T:
            when = "" if day == demand.ONCE else f" for day {day + 1}"
            yield Breach(
                rule=CODE, at=need.site, excess=amount_t - owed_t, unit="t",
                because=f"{tonnes(amount_t)} of {need.item} go to {id}{when}, which needs {tonnes(owed_t)}.",
            )
