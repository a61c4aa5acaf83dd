"""How large an instance is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Sites, pools of assets, days, and hours of a slot and of a period."""

    sites: int
    pools: int
    days: int
    slot_h: float = 0.5
    period_h: float = 6.0


SIZES = {
    "S": Size(sites=20, pools=30, days=7),
    "M": Size(sites=60, pools=100, days=10),
    "L": Size(sites=150, pools=250, days=14),
    "XL": Size(sites=400, pools=600, days=21, slot_h=1.0, period_h=12.0),
}
HOST = "PHL"
GUESTS = ("USA", "AUS", "JPN", "GBR", "SGP")
