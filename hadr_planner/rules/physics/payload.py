r"""What a sortie carries fits its payload for the distance, and its hold.

.. math::  \sum_i f_{c,i,p,q} \le \sum_{m,s} share_{m,c}\, payload_m\, x_{ms} \qquad
           \sum_i bulk_i f_{c,i,p,q} \le \sum_{m,s} share_{m,c}\, hold_m\, x_{ms}

for every channel c (from, to) and every pair of periods of pick-up p and drop q.

Not modelled: floor loads, centre of gravity, outsize pieces, pallet positions, dangerous goods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "PAYLOAD"
TITLE = "Payload and hold"
SOURCE = "AFPAM 10-1403, planning payloads; type figures in the catalogue"
LIFTED_BY = ""


def impose(x: Decisions) -> None:
    lifts, missions, flow = x.missions.lifts, x.missions, x.flow
    every = np.arange(len(x.rooms))
    payload_t = missions.payload_t[lifts.mission] * lifts.share
    _room(x, every, np.ones(len(flow)), payload_t)
    bulk = np.array([x.bulk_m3_per_t(item) for item in x.cargo])[flow.item]
    if not len(flow):
        return
    worst = np.zeros(len(x.channels))
    np.maximum.at(worst, flow.channel, bulk)
    hold_m3 = np.minimum(missions.cabin_m3[lifts.mission], payload_t * worst[x.channels.of]) * lifts.share
    tight = np.zeros(len(x.channels), dtype=bool)
    np.logical_or.at(tight, x.channels.of, hold_m3 < payload_t * worst[x.channels.of] - 1e-9)
    _room(x, np.where(tight[x.rooms[:, 0]], every, -1), bulk, hold_m3)


def _room(x: Decisions, row_of_room: np.ndarray, weight: np.ndarray, give: np.ndarray) -> None:
    """Rows: what flows weigh in a room is at most what its sorties give."""
    used = np.flatnonzero(row_of_room >= 0)
    number = np.full(len(x.rooms), -1, dtype=np.int64)
    number[used] = np.arange(len(used))
    take = number[x.flow.room] >= 0
    terms = {"flow": (number[x.flow.room][take], np.flatnonzero(take), weight[take])}
    x.limit(CODE, np.zeros(len(used)), terms, sorties=(x.carry(used, -give),))
