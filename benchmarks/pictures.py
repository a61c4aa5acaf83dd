"""Pictures of results, drawn as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Any

Row = dict[str, Any]
LABELS = {"first_s": "first plan, s", "bound_s": "first bound, s", "peak_mib": "peak memory, MiB"}


def course(rows: list[Row], pictures: Path, suite: str) -> str | None:
    """Value and bound of our search over time, rivals as dots; the picture's name, None where there is nothing."""
    least_s = min(row["given_s"] for row in rows)
    rows = [row for row in rows if row["given_s"] == least_s]
    searches = [row for row in rows if row["way"] == "ours" and row["repeat"] == 0 and row.get("course")]
    if not searches:
        return None
    plot, figure, axes = _blank(len(searches))
    for row, axis in zip(searches, axes, strict=True):
        seconds, values, bounds = zip(*row["course"], strict=True)
        least = row["bound"] or 1.0
        axis.step(seconds, [None if v is None else v / least for v in values], where="post", label="value")
        axis.step(seconds, [None if b is None else b / least for b in bounds], where="post", label="bound")
        for rival in rows:
            if rival["instance"] == row["instance"] and rival["way"] != "ours" and "failure" not in rival:
                axis.plot(rival["seconds"], rival["value"] / least, "o", label=rival["way"])
        axis.set(title=row["instance"], xlabel="seconds", ylim=(0, 2))
    axes[0].set_ylabel("share of our least bound")
    axes[-1].legend(fontsize=7)
    return _saved(plot, figure, pictures, f"bench_{suite.lower()}.svg")


def growth(rows: list[Row], pictures: Path) -> str | None:
    """Time and memory against each figure, both by logarithm."""
    from benchmarks.paper import FIGURES, series

    if not rows:
        return None
    plot, figure, axes = _blank(len(FIGURES))
    for name, axis in zip(FIGURES, axes, strict=True):
        points = series(rows, name)
        for what, label in LABELS.items():
            known = [(x, row[what]) for x, row in points if row[what]]
            axis.plot([x for x, _ in known], [y for _, y in known], "o-", label=label)
        axis.set(title=name, xscale="log", yscale="log", xlabel=name)
    axes[-1].legend(fontsize=7)
    return _saved(plot, figure, pictures, "bench_growth.svg")


def _blank(count: int) -> tuple[Any, Any, Any]:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "bench"
    from matplotlib import pyplot as plot

    figure, axes = plot.subplots(1, count, figsize=(4 * count, 3.4), squeeze=False)
    return plot, figure, axes[0]


def _saved(plot: Any, figure: Any, pictures: Path, name: str) -> str:
    figure.tight_layout()
    figure.savefig(pictures / name, metadata={"Date": None})
    plot.close(figure)
    return f"pictures/{name}"
