"""Land, coast and borders under a map, drawn by the browser from the archive in ``data/basemap``."""

from __future__ import annotations

from hadr_planner.ui.served import address

from .call import Call

LAND = ("basemap", "natural_earth.zip")
CREDIT = "Natural Earth (public domain); borders are de-facto lines and take no side"
FINE_FROM_ZOOM = 6


class Basemap(Call):
    """Natural Earth's 50m world, and its 10m cells where the map is close enough."""

    function = "basemap"


def basemap() -> Basemap:
    """Basemap that every map of the desk has."""
    return Basemap({"archive": address(*LAND), "fine_from": FINE_FROM_ZOOM, "credit": CREDIT})
