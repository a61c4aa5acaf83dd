"""Questions about a plan: why not this move, why is this need unmet, why is this asset idle; and what
lifting a restriction would give.
"""

from __future__ import annotations

from hadr_planner.explain.idleness import Idle, why_idle
from hadr_planner.explain.judge import Objection
from hadr_planner.explain.move import Move
from hadr_planner.explain.objections import Outcome, Verdict, why_not
from hadr_planner.explain.proof import Proof
from hadr_planner.explain.reason import Cause, Reason
from hadr_planner.explain.restrictions import Restriction
from hadr_planner.explain.shortfall import DayShort, Unmet, why_unmet
from hadr_planner.explain.unlocking import Unlock, Unlocks, unlocks

__all__ = [
    "Cause",
    "DayShort",
    "Idle",
    "Move",
    "Objection",
    "Outcome",
    "Proof",
    "Reason",
    "Restriction",
    "Unlock",
    "Unlocks",
    "Unmet",
    "Verdict",
    "unlocks",
    "why_idle",
    "why_not",
    "why_unmet",
]
