"""Loads trimmed to what is really there."""

from __future__ import annotations

from pathlib import Path

from hadr_planner import load
from hadr_planner.decisions.flows import UNIT
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.program import Program
from hadr_planner.solver.search import decide
from hadr_planner.solver.settle import settle

CRUMB_T = 5e-4
WRITTEN = Path(__file__).parents[1] / "scenarios_at_first_try"


def test_crumbs_of_a_unit_that_has_come_to_stay_are_left_behind() -> None:
    """Half a kilo of a unit waits for a later sortie; the unit works by then, so that sortie does not take it along."""
    program = Program(decide(load(WRITTEN / "sea_base")))
    x = program.x
    staff = Greedy(program)
    manifest = staff.run()
    item, first = x.cargo.index(UNIT + "movers"), x.missions.lifts.start
    sortie, lift = next(key for key, held in manifest.loads.items() if item in held)
    origin = first[lift]
    last, late = max(
        ((k, j) for k, mine in enumerate(manifest.lifts) for j in mine if first[j] == origin),
        key=lambda leaving: int(manifest.flown.start[leaving[0]]),
    )
    manifest.loads[sortie, lift][item] -= CRUMB_T
    manifest.loads[last, late][item] = CRUMB_T
    settled = settle(program, manifest, staff.wishes())
    assert "movers" in {list(x.scenario.units)[x.stay.unit[stay]] for stay in settled.stays}
    assert item not in manifest.loads[last, late]
