"""An archive of taskings, packed in a process of its own: ``python -m hadr_planner.report.parcel FOLDER``."""

from __future__ import annotations

import pickle
import subprocess
import sys
import weakref
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hadr_planner.errors import HadrError
from hadr_planner.io.atomic import write_atomically

from .bundle import bundle
from .taskings import Tasking

ORDER, DONE, PACKED = "order.pickle", "done.txt", "taskings.zip"
LONGEST_STOP_S = 5.0


class Parcel:
    """An archive on its way; whoever asks for it goes on working.

    Parameters
    ----------
    taskings
        What is packed.
    suffixes
        In which formats.
    """

    def __init__(self, taskings: Sequence[Tasking], suffixes: Sequence[str]) -> None:
        self.total = len(taskings)
        self.suffixes = tuple(suffixes)
        self._folder = TemporaryDirectory(prefix="hadr_")
        self._path = Path(self._folder.name)
        (self._path / ORDER).write_bytes(pickle.dumps((tuple(taskings), self.suffixes)))
        command = [sys.executable, "-m", "hadr_planner.report.parcel", str(self._path)]
        self._work = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.close = weakref.finalize(self, _close, self._work, self._folder)

    @property
    def done(self) -> int:
        """How many taskings are packed."""
        written = self._path / DONE
        return int(written.read_text("ascii")) if written.exists() else 0

    @property
    def content(self) -> bytes | None:
        """The archive; unset while it is being packed.

        Raises
        ------
        HadrError
            Where the packing came to a bad end.
        """
        code = self._work.poll()
        if code is None:
            return None
        if code or not (self._path / PACKED).exists():
            raise HadrError("The taskings could not be packed: the process that did it ended early. Try again.")
        return (self._path / PACKED).read_bytes()


def _close(work: subprocess.Popen[bytes], folder: TemporaryDirectory[str]) -> None:
    if work.poll() is None:
        work.terminate()
        try:
            work.wait(LONGEST_STOP_S)
        except subprocess.TimeoutExpired:
            work.kill()
            work.wait()
    folder.cleanup()


def main(folder: Path) -> None:
    """Pack what is ordered in a folder."""
    taskings, suffixes = pickle.loads((folder / ORDER).read_bytes())
    content = bundle(taskings, suffixes, lambda done: write_atomically(folder / DONE, str(done).encode()))
    write_atomically(folder / PACKED, content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
