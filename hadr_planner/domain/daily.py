"""Hours of the day, in local time."""

from __future__ import annotations


def daily_window(text: str) -> tuple[float, float]:
    """Hour at which a daily window opens and hours that it lasts.

    ``"06-18"`` opens at 6 for 12 hours; ``"20-05"`` runs past midnight; ``"00-24"`` and ``"06-06"`` are the whole day.
    """
    opens, closes = (float(hour) for hour in text.split("-"))
    return opens % 24, (closes - opens) % 24 or 24.0
