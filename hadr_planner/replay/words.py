"""How checks write hours and tonnes, and what they let pass as rounding."""

from __future__ import annotations

KILOGRAM_T = 1e-3
"""Plans round tonnes; a kilogram too much is no breach."""
GRAM_T = 1e-6
"""Less than this is nothing at all."""


def hour(at_h: float) -> str:
    """``H+36`` or ``H+36.5``."""
    return f"H+{round(at_h, 2):g}"


def tonnes(amount_t: float) -> str:
    """``12.5 t``; kilograms shown where they matter."""
    return f"{round(amount_t, 3 if abs(amount_t) < 10 else 1):.10g} t"
