"""The queue: starts searches in their turn, follows them on disk, stops them when asked."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from hadr_planner.errors import HadrError
from hadr_planner.io.atomic import write_atomically
from hadr_planner.jobs import state as files
from hadr_planner.jobs.order import SPEC, Order, write_order
from hadr_planner.jobs.process import birth, send
from hadr_planner.jobs.state import JobState, Status, gone, read_note, read_state, status_of, write_end

GRACE_S = 20.0
"""Time that a search gets to hand in its best plan before it is ended by force."""
LOOK_S = 0.2
HOUSE = str(Path(__file__).resolve().parents[2])
"""Where the package lies, so that a search runs the same one."""
ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")


class Jobs:
    """Searches in a folder of their own each: order, events, best plan, end.

    Everything known of a search is on disk, so another ``Jobs`` over the same folder, now or after a restart, sees the
    same searches and goes on keeping them. Searches run on after ``close``; ``cancel`` stops them.

    Parameters
    ----------
    folder
        Where searches are kept; made where it does not exist.
    at_most
        Searches that run at once; those found running count.
    """

    def __init__(self, folder: Path | str, at_most: int = 1) -> None:
        self.folder = Path(folder).resolve()
        self.at_most = at_most
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._closed = threading.Event()
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._keeper = threading.Thread(target=self._keep, name="hadr-jobs", daemon=True)
        self._keeper.start()

    # ---- asked from outside ------------------------------------------------------------------------------------

    def submit(self, order: Order) -> str:
        """Put an order at the end of the queue; its id.

        Raises
        ------
        HadrError
            Where it can't be written down.
        """
        submitted_s = time.time()
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(submitted_s))
        id = f"{stamp}-{secrets.token_hex(4)}"
        beside = Path(tempfile.mkdtemp(prefix=".new-", dir=self.folder))
        try:
            write_order(order, beside, submitted_s)
            beside.rename(self.folder / id)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        self._look()
        return id

    def state(self, id: str) -> JobState:
        """How a search stands.

        Raises
        ------
        HadrError
            Where there is none with this id.
        """
        try:
            return read_state(self._folder_of(id))
        except KeyError:
            raise HadrError(f"no search is called {id[:60]!r}") from None

    def states(self) -> tuple[JobState, ...]:
        """Every search, the latest asked for first."""
        found = []
        for folder in self._folders():
            try:
                found.append(read_state(folder))
            except KeyError:
                continue
        return tuple(sorted(found, key=lambda state: -state.submitted_s))

    def cancel(self, id: str) -> None:
        """Take a search from the queue, or ask it to stop; what it has found so far is kept.

        Raises
        ------
        HadrError
            Where there is none with this id.
        """
        if self.state(id).over:
            return
        folder = self._folder_of(id)
        (folder / files.CANCEL).touch()
        with self._lock:
            if _claimed(folder):
                write_end(folder, Status.CANCELLED, "Cancelled before it began.", 0.0)
        self._look()

    def close(self) -> None:
        """Stop keeping; searches that run, run on, and the next ``Jobs`` over this folder finds them."""
        self._closed.set()
        self._keeper.join()
        for child in self._children.values():
            if child.poll() is None:
                threading.Thread(target=child.wait, daemon=True).start()

    # ---- keeping -----------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        while not self._closed.wait(LOOK_S):
            with suppress(OSError):  # a full or missing disk may come back
                self._look()

    def _look(self) -> None:
        """Write down what ended, stop what is to stop, start what may start."""
        with self._lock:
            waiting, running = [], 0
            for folder in self._folders():
                if (folder / files.END).exists():
                    self._reap(folder)
                elif status_of(folder, {}, {}) is Status.QUEUED:
                    waiting.append(folder)
                else:
                    running += self._follow(folder)
            for folder in waiting[: max(self.at_most - running, 0)]:
                if _claimed(folder):
                    self._start(folder)

    def _reap(self, folder: Path) -> None:
        child = self._children.get(folder.name)
        if child is not None and child.poll() is not None:
            del self._children[folder.name]

    def _follow(self, folder: Path) -> bool:
        """Whether a search still runs; stop it if it was cancelled, write its end if it has none."""
        child = self._children.get(folder.name)
        worker = read_note(folder / files.WORKER)
        if not gone(folder, worker):
            if (folder / files.CANCEL).exists():
                _stop(folder, worker)
            return True
        if not (folder / files.END).exists():
            _bury(folder, worker, _code(child))
        self._reap(folder)
        return False

    def _start(self, folder: Path) -> None:
        command = [sys.executable, "-m", "hadr_planner.jobs.worker", str(folder / SPEC)]
        began_s = time.time()
        try:
            with (folder / files.LOG).open("ab") as log:
                child = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    env=os.environ | {"PYTHONPATH": os.pathsep.join([HOUSE, os.environ.get("PYTHONPATH", "")])},
                )
        except OSError as error:
            write_end(folder, Status.FAILED, f"The search could not be started: {error.strerror}.", 0.0)
            return
        self._children[folder.name] = child
        note = {"pid": child.pid, "born": birth(child.pid), "began_s": began_s}
        write_atomically(folder / files.WORKER, json.dumps(note).encode())

    def _folders(self) -> list[Path]:
        """Folders of searches, in the order in which they were asked for."""
        found = [path for path in self.folder.iterdir() if ID.fullmatch(path.name)]
        return sorted(found, key=lambda path: (path.name[:15], _written_ns(path)))

    def _folder_of(self, id: str) -> Path:
        if not ID.fullmatch(id):
            raise KeyError(id)
        return self.folder / id


def _written_ns(folder: Path) -> int:
    try:
        return (folder / SPEC).stat().st_mtime_ns
    except OSError:
        return 0


def _claimed(folder: Path) -> bool:
    """Claim a search for oneself: only one can."""
    try:
        (folder / files.CLAIM).touch(exist_ok=False)
    except OSError:
        return False
    return True


def _code(child: subprocess.Popen[bytes] | None) -> int | None:
    """How a process that is gone ended; None where it was not ours."""
    if child is None:
        return None
    with suppress(subprocess.TimeoutExpired):
        return child.wait(timeout=1.0)
    return None


def _stop(folder: Path, worker: dict[str, object]) -> None:
    """Ask a search to hand in what it has; end it by force once the grace is over."""
    if worker:
        waited_s = time.time() - (folder / files.CANCEL).stat().st_mtime
        how = signal.SIGTERM if waited_s < GRACE_S else signal.SIGKILL
        send(int(str(worker["pid"])), str(worker["born"]), how)


def _bury(folder: Path, worker: dict[str, object], code: int | None) -> None:
    """Write the end of a search whose process is gone without having written one."""
    last_s = (folder / files.EVENTS).stat().st_mtime if (folder / files.EVENTS).exists() else time.time()
    elapsed_s = max(last_s - float(str(worker["began_s"])), 0.0) if worker else 0.0
    kept = "the best plan so far is kept" if (folder / files.PLAN).exists() else "no plan was found by then"
    if (folder / files.CANCEL).exists():
        write_end(folder, Status.CANCELLED, f"Cancelled; {kept}.", elapsed_s)
    elif not worker:
        write_end(folder, Status.FAILED, "The search was never started: the desk was stopped just then.", elapsed_s)
    else:
        write_end(folder, Status.FAILED, f"{_last_words(code)}; {kept}.", elapsed_s)


def _last_words(code: int | None) -> str:
    if code == -signal.SIGKILL:
        return "The system ended the search, most often for want of memory"
    if code is not None and code < 0:
        return f"The search was ended from outside (signal {-code})"
    return "The search ended without a word; its log may say more"
