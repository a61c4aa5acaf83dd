r"""The linear program whose value no plan beats by the end of a period.

Everything is summed up from H+0 to that hour, so there are no slots in it: tonnes :math:`F_{kci}` of item i that pool k
has brought over channel c, tonnes :math:`H_{qan}` that partner a has handed over for need q from node n, and whether
unit u works at a node.

.. math::
    \max \sum H \quad \text{s.t.} \quad
    \sum_{out} F + \sum H \le supplied + made + \sum_{in} F \quad \forall n, i \qquad
    \sum_{c,i} hours_{kc} F_{kci} \le tails_k\, time_k \quad \forall k

and the same for flying hours, spots, berths, discharge, partners and needs. ``docs/limit.md`` says why every plan's
sums satisfy each of these.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.limit import Binding

Floats = NDArray[np.float64]

TOP = 4
LEAST_SHARE = 0.01


@dataclass(slots=True, kw_only=True)
class Relaxation:
    """max worth @ v, rows @ v <= most, 0 <= v <= upper; every row has a name."""

    upper: list[float] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    amount: list[float] = field(default_factory=list)

    def add(self, upper: float) -> int:
        """Add a decision; its number."""
        self.upper.append(upper)
        return len(self.upper) - 1

    def limit(self, what: str, name: str, most: float, terms: Iterable[tuple[int, float]]) -> None:
        """Add a row, unless nothing is in it."""
        found = [(column, amount) for column, amount in terms if amount]
        if found and np.isfinite(most):
            self.row += [len(self.most)] * len(found)
            self.column += [column for column, _ in found]
            self.amount += [amount for _, amount in found]
            self.names.append((what, name))
            self.most.append(most)

    def best(self, worth: Floats) -> tuple[float, tuple[Binding, ...]]:
        r"""A bound on the value, and what holds it down.

        The bound is :math:`\pi b + \sum_j \max(0, w_j - \pi A_j)\, u_j` at the prices that the solver returns, which
        holds for any prices that are at least zero, however well they were found.
        """
        from scipy.optimize import linprog
        from scipy.sparse import csr_matrix

        upper, most = np.array(self.upper, dtype=float), np.array(self.most, dtype=float)
        if not len(upper) or not worth.any():
            return 0.0, ()
        shape = (len(most), len(upper))
        matrix = csr_matrix((self.amount, (self.row, self.column)), shape=shape)
        found = linprog(-worth, A_ub=matrix, b_ub=most, bounds=np.stack([np.zeros(len(upper)), upper], axis=1))
        plain = float(np.maximum(worth, 0.0) @ upper)
        if found.status != 0:
            return plain, ()
        prices = np.maximum(-found.ineqlin.marginals, 0.0)
        left = worth - matrix.T @ prices
        bound = float(prices @ most + np.maximum(left, 0.0) @ upper)
        return min(bound, plain), self._binding(prices * most, bound)

    def _binding(self, parts: Floats, bound: float) -> tuple[Binding, ...]:
        shares: dict[tuple[str, str], float] = {}
        for name, part in zip(self.names, parts.tolist(), strict=True):
            shares[name] = shares.get(name, 0.0) + part / max(bound, 1e-9)
        best = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP]
        return tuple(Binding(what=w, name=n, share=min(s, 1.0)) for (w, n), s in best if s >= LEAST_SHARE)
