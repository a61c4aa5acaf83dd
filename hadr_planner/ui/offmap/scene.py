"""Sites, places, assets and areas on the map, before any plan."""

from __future__ import annotations

from .call import Call


class Scene(Call):
    """Shows what ``situation`` describes; goes into the group that changes."""

    function = "scene"
