"""Runs on this machine: a pool of fresh processes, one run at a time and one solver thread in each."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import active_children, get_context

from hadr_planner.domain.plan import Plan

from .run import Row, Run, failure, perform

Result = tuple[Row, Plan | None]
SINGLE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
DIED = "The process that worked on it ended without a word: killed, out of memory, or a crash of the solver."


def on_processes(runs: Sequence[Run], workers: int) -> Iterator[Result]:
    """Results as they come.

    A worker that dies takes the pool with it; what was being worked on then is asked once more, one run at a time, so
    that the run that kills its worker is found, and only that one fails.
    """
    waiting = deque(runs)
    suspects: deque[Run] = deque()
    with _one_thread_each():
        while waiting or suspects:
            alone = bool(suspects)
            queue = deque([suspects.popleft()]) if alone else waiting
            lost: list[Run] = []
            yield from _pool(queue, 1 if alone else workers, lost)
            if alone:
                yield from ((failure(run, DIED), None) for run in lost)
            else:
                suspects.extend(lost)


def _pool(waiting: deque[Run], workers: int, lost: list[Run]) -> Iterator[Result]:
    """Results of one pool's life; what it was working on when it broke is lost, what it had not begun still waits."""
    before = set(active_children())
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_prepare, initargs=(os.getpid(),))
    busy: dict[Future[Result], Run] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < workers and not lost:
                run = waiting.popleft()
                try:
                    busy[pool.submit(perform, run)] = run
                except BrokenProcessPool:
                    lost.append(run)
            done, _ = wait(busy, return_when=FIRST_COMPLETED)
            for future in done:
                run = busy.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    lost.append(run)
            if lost and not busy:
                return
    finally:
        pool.shutdown(wait=not busy, cancel_futures=True)
        for child in set(active_children()) - before if busy else ():
            child.terminate()


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """What children inherit: libraries that would start a thread for each core are told not to."""
    before = {name: os.environ.get(name) for name in SINGLE}
    os.environ.update(dict.fromkeys(SINGLE, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _prepare(parent: int) -> None:
    """Leave Ctrl-C to the parent, and go when it is gone."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_after, args=(parent,), daemon=True).start()


def _leave_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)
