"""The first plan's books: rows taken, loads weighed and taken, units sent."""

from __future__ import annotations

import numpy as np

from hadr_planner.decisions.rows import Spell
from hadr_planner.solver.gains import Gains
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.program import Program
from hadr_planner.solver.room import Room
from hadr_planner.solver.sent import sent, surely
from hadr_planner.solver.stores import FED, MET, Stores


def test_a_sortie_takes_room_on_the_rows_that_the_rules_wrote(program: Program) -> None:
    """What one sortie takes, added up by row, is what the spells of all rules say of it."""
    x, room = program.x, Room(program)
    rng = np.random.default_rng(1)
    sorties = rng.choice(np.argwhere(x.allowed), size=60)
    for m, s in sorties.tolist():
        taken = np.zeros(len(program.at_most) + 1)
        np.add.at(taken, *room.taken(m, s))
        said = np.zeros(len(program.at_most))
        for k, rows in enumerate(x.rows):
            for spell in (term for term in rows.sorties if isinstance(term, Spell)):
                row, _, amount = spell.entries(np.array([m]), np.array([s]))
                np.add.at(said, row + program.first[k], amount)
        assert np.allclose(taken[:-1], said)


def test_gains_remembered_are_those_worked_out_anew(program: Program) -> None:
    """A load taken makes every mission look again whose gain it changed."""
    x, stores = program.x, Stores(program)
    gains, every = Gains(x, stores), np.flatnonzero(program.x.allowed.any(axis=1))
    before = gains.of(every)
    best = every[np.argsort(-before)][:40]
    for mission in best[before[np.argsort(-before)][:40] > 0].tolist():
        lift = int(gains.lift[mission])
        gains.taken(lift, stores.load(lift, mission, 0))
        assert np.allclose(gains.of(every), Gains(x, stores).of(every))
    assert (gains.of(every) < before - 1.0).any()


def test_loads_never_take_more_than_lies_there(program: Program) -> None:
    """In a whole plan by hand no stock ever falls below nothing."""
    staff = Greedy(program)
    manifest = staff.run()
    assert any(manifest.loads.values())
    assert staff.stores.stock.min() > -1e-6


def test_a_tonne_is_worth_less_where_more_of_the_day_is_met(program: Program) -> None:
    """Until most of a day is met, the price falls with the share that is missing."""
    stores = Stores(program)
    wanting = (stores.value > 0) & (stores.gap[:, :, 0] > 1e-3) & (stores.stock[:, :, -1] <= 0)
    node, item = np.argwhere(wanting)[0]
    empty = stores.price[node, item]
    stores.stock[node, item, :] = stores.gap[node, item, 0] * (1 - MET) / 2
    stores.turn(0)
    assert empty == stores.value[node, item]
    assert np.isclose(stores.price[node, item], (FED + (1 - FED) * (1 + MET) / 2) * empty)


def test_days_to_come_count_once_the_day_is_all_but_met(program: Program) -> None:
    """Where nothing of a day is missing, the staff wants what the next days use up, for less."""
    stores = Stores(program)
    more = (stores.value > 0) & (stores.gap[:, :, 0] > 1e-3) & (stores.ahead[:, :, 0] > stores.gap[:, :, 0] * 1.5)
    node, item = np.argwhere(more)[0]
    stores.stock[node, item, :] = stores.gap[node, item, 0]
    stores.turn(0)
    assert np.isclose(stores.want[node, item], stores.ahead[node, item, 0] - stores.gap[node, item, 0])
    assert 0 < stores.price[node, item] < FED * stores.value[node, item]


def test_units_are_sent_by_road_where_they_can_drive(program: Program) -> None:
    """A unit that can drive is sent once and surely; one that needs lift may come whenever lift comes."""
    x, asked = program.x, sent(program.x)
    sure = surely(x)
    assert ((asked == 1.0) | (asked == 0.0)).all()
    assert (sure <= asked).all()
    assert not sure[~x.stay.drives].any()
    for unit in np.unique(x.stay.unit[sure > 0]):
        assert asked[x.stay.unit == unit].sum() == 1.0
