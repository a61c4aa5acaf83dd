"""The plan in motion: every leg is sent once, and the browser works out the rest."""

from __future__ import annotations

from .call import Call


class Player(Call):
    """Plays a plan on the map; its data is what ``film`` returns."""

    function = "player"


class Seek(Call):
    """Moves a map's player to an hour, marks what is chosen and gives it its symbols; goes into the group that changes.

    Its data has ``hour``, ``chosen`` (``[kind, id]`` or nothing), ``svgs`` by name, and what the legend says of them as
    ``signs``.
    """

    function = "seek"
