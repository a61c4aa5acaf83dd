"""By which ways a unit is offered lift."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hadr_planner.decisions import Decisions, ways
from tests import worlds


@pytest.fixture
def used(monkeypatch):
    """Ends of the channels on the quickest way of a load of so many tonnes from the field to bravo."""
    monkeypatch.setattr(ways, "WAYS", 1)
    many = [replace(worlds.ASSETS["aus_haulers"], count=10), worlds.asset("phl_convoy", "truck", "strip", count=10)]
    roads = [worlds.road("mile", "strip", "bravo", 10)]
    needs = [worlds.need("bravo", "water", 3)]
    x = Decisions(worlds.world(["usa_choppers", *many], needs=needs, roads=roads))
    nodes = x.network.nodes
    tails = np.array([asset.count for asset in x.pools], dtype=np.int64)
    to = np.array([x.network.index["bravo"]])

    def ends(tonnes):
        load = ways.Load(origin=x.network.index["field"], tonnes=tonnes, tails=tails)
        marked = ways.quickest_ways(x.missions, x.channels, x.allowed, x.clock, load, to, len(x.nodes))
        return {(nodes[x.channels.start[c]], nodes[x.channels.end[c]]) for c in np.flatnonzero(marked)}

    return ends


def test_a_heavy_unit_goes_by_what_carries_more(used):
    """What is light goes straight by the one helicopter; what is heavy by many aircraft to where many trucks are."""
    assert used(1.0) == {("field", "bravo")}
    assert used(60.0) == {("field", "strip"), ("strip", "bravo")}
