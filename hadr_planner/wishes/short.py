"""Room to fall short of a wish, at a price so high that it is used only where the wish can't be held.

Thus wishes in conflict never leave the optimizer without a plan; which of them a plan falls short of, its check says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.decisions.block import Block

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "WISH"
PRICE = 1e6
"""Person-days that falling short of a whole wish costs: more than a sortie brings, so that no gain buys it off."""


def room(x: Decisions, most: float) -> str:
    """Name of a block of one decision: by how much a wish is fallen short of, at most that."""
    name = f"short_{len(x.extra)}"
    x.add(Block(name=name, columns={}, upper=np.array([most]), reward={CODE: np.array([-PRICE / most])}))
    return name
