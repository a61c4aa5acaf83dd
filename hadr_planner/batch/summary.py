"""How each course of action, and each plan replayed, fares over the draws."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .run import Row

TAIL = 0.2
"""Share of the draws, the worst, over which the tail mean is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One course or plan in one scenario, over its draws (the scenario as written apart).

    Parameters
    ----------
    as_written
        Value in the scenario as written; empty where that was not run.
    mean, tail_mean
        Mean value; mean over the worst fifth of the draws (CVaR).
    p05, p25, p50, p75, p95
        Quantiles of the value.
    share, met_t, person_days
        Means: share of the need met, tonnes handed over, person-days without.
    holds
        Draws in which nothing of a replayed plan breaks.
    breaks_first
        Rule that most often breaks first, and in how many draws.
    """

    scenario: str
    use: str
    asked: str
    runs: int
    failed: int
    as_written: float | None
    mean: float | None
    tail_mean: float | None
    least: float | None
    p05: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p95: float | None
    share: float | None
    met_t: float | None
    person_days: float | None
    holds: int
    breaks_first: str


def summaries(rows: Sequence[Row]) -> tuple[Summary, ...]:
    """One summary for each scenario, use and course or plan, in the order of the rows."""
    groups: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.scenario, row.use, row.asked].append(row)
    return tuple(_summary(*key, group) for key, group in groups.items())


def tail_mean(values: Sequence[float], share: float = TAIL) -> float:
    r"""Mean of the worst share of equally likely values: conditional value at risk.

    .. math::  \frac{1}{\alpha n} \sum_{i} \min(1, \max(0, \alpha n - i))\, v_{(i)},
               \qquad v_{(0)} \le v_{(1)} \le \dots

    The value at the edge of the share counts in part, so that the figure moves smoothly with the share.
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    weight = np.clip(share * len(ordered) - np.arange(len(ordered)), 0.0, 1.0)
    return float(ordered @ weight / weight.sum())


def _summary(scenario: str, use: str, asked: str, group: Sequence[Row]) -> Summary:
    done = [row for row in group if not row.failed and row.value is not None]
    drawn = [row for row in done if row.draw] or done
    written = next((row.value for row in done if row.draw == 0), None)
    values = [float(row.value or 0.0) for row in drawn]
    quantiles = np.quantile(values, (0.0, 0.05, 0.25, 0.5, 0.75, 0.95)).tolist() if values else [None] * 6
    first = Counter(row.first_rule for row in drawn if row.first_rule).most_common(1)
    return Summary(
        scenario=scenario, use=use, asked=asked, runs=len(group), failed=sum(row.failed for row in group),
        as_written=written,
        mean=_mean(values),
        tail_mean=tail_mean(values) if values else None,
        least=quantiles[0], p05=quantiles[1], p25=quantiles[2], p50=quantiles[3], p75=quantiles[4], p95=quantiles[5],
        share=_mean([row.share for row in drawn if row.share is not None]),
        met_t=_mean([row.met_t for row in drawn if row.met_t is not None]),
        person_days=_mean([row.person_days for row in drawn if row.person_days is not None]),
        holds=sum(use != "plan" and not row.first_rule for row in drawn),
        breaks_first=f"{first[0][0]} ({first[0][1]})" if first else "",
    )


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None
