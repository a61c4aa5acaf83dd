"""Files become nouns, and nouns become files."""

from .catalogue import catalogue, read_catalogue
from .digest import digest
from .inventory import Inventory, inventory
from .load import builtin, load
from .plan_file import plan_of, plan_to_json, read_plan, write_plan
from .save import save

__all__ = [
    "Inventory",
    "builtin",
    "catalogue",
    "digest",
    "inventory",
    "load",
    "plan_of",
    "plan_to_json",
    "read_catalogue",
    "read_plan",
    "save",
    "write_plan",
]
