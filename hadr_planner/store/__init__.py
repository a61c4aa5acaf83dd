"""Where the desk keeps scenarios, plans, wishes and decisions, and who did what."""

from .cards import AuditLine, DecisionCard, PlanCard, ScenarioCard, VersionCard, WishBook
from .conflict import Conflict, NotThere
from .copy import restore
from .engine import StoreError
from .office import Office
from .store import Store, open_store

__all__ = [
    "AuditLine",
    "Conflict",
    "DecisionCard",
    "NotThere",
    "Office",
    "PlanCard",
    "ScenarioCard",
    "Store",
    "StoreError",
    "VersionCard",
    "WishBook",
    "open_store",
    "restore",
]
