"""A planner's own rules: forbid, insist, keep, meet. Each has the shape of a rule."""

from __future__ import annotations

from hadr_planner.wishes.book import Wish, breaches, impose_first, impose_last, vet
from hadr_planner.wishes.forbid import Forbid
from hadr_planner.wishes.insist import Insist
from hadr_planner.wishes.keep import Keep
from hadr_planner.wishes.latest import latest
from hadr_planner.wishes.meet import Meet
from hadr_planner.wishes.notation import from_json, to_json

__all__ = [
    "Forbid",
    "Insist",
    "Keep",
    "Meet",
    "Wish",
    "breaches",
    "from_json",
    "impose_first",
    "impose_last",
    "latest",
    "to_json",
    "vet",
]
