"""Worth of meeting a need, as aims define it: the figures that ``express`` and ``measure`` agree on.

Priority: a site that the host ranks 1 counts a fifth more than one it ranks 3; one it ranks 5 a fifth less.
"""

from __future__ import annotations

from hadr_planner import demand
from hadr_planner.domain.force import Need
from hadr_planner.domain.scenario import Scenario

PRIORITY_STEP = 0.1
PLAIN_LAG_H = 168.0
"""Waiting after which a need met once weighs twice as much per day as at first."""
LONG_SPELL = 1.0
"""Extra worth of keeping people above the survival share over two days, relative to the plain worth."""
SPELL_DAYS = 2


def priority(scenario: Scenario, need: Need) -> float:
    """Factor from the host's priority of the site."""
    site = scenario.sites.get(need.site)
    return 1.0 + PRIORITY_STEP * (3 - site.priority) if site else 1.0


def person_days_per_t(scenario: Scenario, need: Need) -> float:
    """Person-days (per day) or persons (once) that a tonne serves, times item weight and priority."""
    item = scenario.catalogue.items[need.item]
    per_t = demand.people(scenario, need) / demand.demand_t(scenario, need)
    return per_t * item.weight * priority(scenario, need)


def left_after(wait_h: float, lag_h: float) -> float:
    """Share of a benefit left after waiting: halves every ``lag_h``; 1 where it does not fade."""
    return 0.5 ** (max(wait_h, 0.0) / lag_h) if lag_h > 0 else 1.0


def suffering_days(wait_h: float) -> float:
    """Deprivation of one person after waiting: days, growing faster the longer it lasts."""
    days = max(wait_h, 0.0) / 24
    return days * (1 + days / (2 * PLAIN_LAG_H / 24))


def arises_h(need: Need, day: int) -> float:
    """When a day's need, or a need met once, begins to wait."""
    return need.from_h if day == demand.ONCE else max(need.from_h, day * demand.DAY_H)
