"""Who sits at the desk, and what each may do: one table, asked below every page."""

from .claims import Claims, person_of
from .permission import MAY, Action, NotAllowed, allowed, require
from .person import Person, Role

__all__ = ["MAY", "Action", "Claims", "NotAllowed", "Person", "Role", "allowed", "person_of", "require"]
