r"""Units treat, rescue, mend and make no more per day than their type can, and no more than there is to do.

.. math::  \sum_{needs\ of\ i\ at\ n} served_{np} \le \sum_{units\ at\ n} rate_{ui}\, \frac{hours_p}{24}\, works_{up}
           \qquad \sum_p served_{k,day,p} \le owed_{k,day}

Not modelled: referral between levels of care, beds as stocks of patients, fatigue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "CAPACITY"
TITLE = "What units can do in a day"
SOURCE = "WHO EMT Blue Book 2021; INSARAG Guidelines; unit figures in the catalogue"
LIFTED_BY = ""


def impose(x: Decisions) -> None:
    _rates(x)
    _owed(x)
    units = list(x.scenario.units.values())
    for j in range(len(x.stay)):
        for item, per_day in units[x.stay.unit[j]].type.makes.items():
            pair = int(x.stay.node[j]), x.cargo.index(item)
            for period in np.flatnonzero(x.works_in[j]):
                x.draw(x.stock_number[pair] + int(period), j, -per_day / 24 * x.clock.length_h(int(period)))


def _rates(x: Decisions) -> None:
    service, stay, periods = x.service, x.stay, x.clock.periods
    items = sorted({need.item for need in x.needs})
    item = np.array([items.index(x.needs[k].item) for k in service.need], dtype=np.int64)
    keys, row = np.unique((service.node * len(items) + item) * periods + service.period, return_inverse=True)
    of_key = {int(key): k for k, key in enumerate(keys)}
    units = list(x.scenario.units.values())
    rows, columns, amounts = [], [], []
    for j in range(len(stay)):
        for name, per_day in units[stay.unit[j]].type.serves.items():
            for period in np.flatnonzero(x.works_in[j]) if name in items else ():
                key = (int(stay.node[j]) * len(items) + items.index(name)) * periods + int(period)
                if key in of_key:
                    rows.append(of_key[key])
                    columns.append(j)
                    amounts.append(-per_day / 24 * x.clock.length_h(int(period)))
    terms = {
        "service": (row, np.arange(len(service)), np.ones(len(service))),
        "stay": (np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64), np.array(amounts)),
    }
    x.limit(CODE, np.zeros(len(keys)), terms)


def _owed(x: Decisions) -> None:
    service = x.service
    keys, first, row = np.unique(service.need * 10_000 + service.day, return_index=True, return_inverse=True)
    x.limit(CODE, service.upper[first], {"service": (row, np.arange(len(service)), np.ones(len(service)))})
