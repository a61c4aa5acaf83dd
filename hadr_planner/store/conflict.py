"""What may stand against reading or saving."""

from __future__ import annotations

from datetime import datetime

from hadr_planner.errors import HadrError


class Conflict(HadrError):  # noqa: N818
    """Somebody else saved in between.

    Parameters
    ----------
    by, at, version
        Who saved the version that is now the newest, and when.
    """

    def __init__(self, what: str, *, by: str, at: datetime, version: int, base: int) -> None:
        self.by, self.at, self.version = by, at, version
        super().__init__(
            f"{by} saved version {version} of {what} on {at:%d %b %Y at %H:%M} UTC; yours began from version {base}. "
            f"Nothing was saved. Open version {version}, look at what changed, and make your changes there."
        )


class NotThere(HadrError):  # noqa: N818
    """The store has nothing under this number."""

    def __init__(self, what: str, id: object) -> None:
        super().__init__(f"The store has no {what} {id}; choose one from the list.")
