"""Runs on a Dask cluster: every run is sent whole, so workers need the program and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from hadr_planner.errors import HadrError

from .processes import Result
from .run import Run, failure, perform

AHEAD = 2
"""Runs sent ahead for each worker, so that none waits for the next."""


def on_cluster(runs: Sequence[Run], address: str) -> Iterator[Result]:
    """Results as they come.

    A run whose worker dies is done again elsewhere by the scheduler; one that several workers died of fails.
    Workers are best started with one thread each: ``dask worker ADDRESS --nthreads 1``.

    Raises
    ------
    HadrError
        Where ``distributed`` is not installed, or no scheduler answers.
    """
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise HadrError("a cluster needs distributed: pip install 'hadr-planner[cluster]'") from error
    try:
        client = Client(address, timeout="15s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise HadrError(f"{address}: no scheduler answers: {error}") from error
    with client:
        waiting = iter(runs)
        asked: dict[str, Run] = {}
        coming = as_completed(loop=client.loop)
        _send(client, coming, waiting, asked)
        for future in coming:
            run = asked.pop(future.key)
            try:
                yield future.result()
            except Exception as error:
                yield failure(run, f"{type(error).__name__}: {error}"), None
            future.release()
            _send(client, coming, waiting, asked)


def _send(client: Any, coming: Any, waiting: Iterator[Run], asked: dict[str, Run]) -> None:
    """Keep as many runs under way as the workers that are there now can use; more may have come."""
    wanted = AHEAD * max(len(client.nthreads()), 1)
    for run in islice(waiting, max(wanted - len(asked), 0)):
        future = client.submit(perform, run, key=f"hadr-{run.id}")
        asked[future.key] = run
        coming.add(future)
