"""``python -m hadr_planner.cli`` is ``hadr``."""

from __future__ import annotations

from . import main

if __name__ == "__main__":
    main()
