"""Looking up what a word names: an id, a name that only one row has, or the nearest to offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from ..domain.catalogue import Catalogue
from .ledger import Ledger
from .nations import NATIONS, nation_hint
from .nearest import did_you_mean, shown
from .rows import Row

Tables = Mapping[str, list[Row]]


class References:
    """Looks up what rows name, puts ids in the place of names, and faults the rest."""

    def __init__(
        self, tables: Tables, areas: Iterable[str], catalogue: Catalogue, start: datetime | None, ledger: Ledger
    ) -> None:
        self.tables, self.catalogue, self.start, self.ledger = tables, catalogue, start, ledger
        self.ids: dict[str, set[str]] = {name: {row.id for row in rows} for name, rows in tables.items()}
        self.ids["areas"] = set(areas)
        self.ids["items"] = set(catalogue.items)
        self.pools = {row.id: row for row in tables["assets"]}
        self.choices: dict[tuple[str, ...], set[str]] = {}
        self.said: dict[tuple[str, tuple[str, ...]], str] = {}
        self.names = {name: _by_name(rows) for name, rows in tables.items()}

    def known(self, *tables: str) -> set[str]:
        """Ids of one or several tables."""
        return set().union(*(self.ids[table] for table in tables))

    def found(self, word: str, *tables: str) -> str | None:
        """Id meant by a word: the id itself, or a name that only one row has."""
        if any(word in self.ids[table] for table in tables):
            return word
        meant = {self.names.get(table, {}).get(word.casefold()) for table in tables} - {None}
        return meant.pop() if len(meant) == 1 else None

    def refer(self, row: Row, field: str, *tables: str, also: Iterable[str] = ()) -> None:
        """Check one cell that names a row of these tables."""
        word = row.values.get(field)
        if not word or word in also:
            return
        id = self.found(word, *tables)
        if id is None:
            self._miss(row, field, word, *tables)
        else:
            row.values[field] = id

    def refer_each(self, row: Row, field: str, *tables: str) -> None:
        """Check a cell that lists rows of these tables."""
        words = row.values.get(field, ())
        for word in words:
            if self.found(word, *tables) is None:
                self._miss(row, field, word, *tables)
        row.values[field] = tuple(self.found(word, *tables) or word for word in words)

    def _miss(self, row: Row, field: str, word: str, *tables: str) -> None:
        """Fault a word that names nothing, unless the table that would have it could not be read: that is said once."""
        if self.ledger.faults and not self.known(*tables):
            row.sound = False
        else:
            row.fault(self.ledger, column_of(field), self.missing(word, *tables))

    def missing(self, word: str, *tables: str) -> str:
        """Sentence about a word that names nothing."""
        said = self.said.get((word, tables))
        if said is None:
            where = " or ".join("the catalogue" if table == "items" else table for table in tables)
            hint = "" if self.ledger.full else did_you_mean(word, self.offered(tables))
            said = self.said[word, tables] = f"{shown(word)} is not in {where}{hint}"
        return said

    def offered(self, tables: tuple[str, ...]) -> set[str]:
        """Ids and names that could be meant."""
        if tables not in self.choices:
            names = {str(row.values.get("name", "")) for table in tables for row in self.tables.get(table, ())}
            self.choices[tables] = self.known(*tables) | names - {""}
        return self.choices[tables]

    def owner(self, row: Row, field: str, also: Iterable[str] = ()) -> None:
        """Check a cell that names a nation or an organisation."""
        word = row.values.get(field)
        if not word or word in NATIONS or word in also:
            return
        id = self.found(word, "organisations")
        if id:
            row.values[field] = id
            return
        what = f"{shown(word)} is neither a nation (ISO 3166 alpha-3) nor in organisations"
        row.fault(self.ledger, field, what + self.owner_hint(word))

    def owner_hint(self, word: str) -> str:
        """What was probably meant by an unknown owner."""
        return nation_hint(word) or did_you_mean(word, self.ids["organisations"] | NATIONS)

    def nation(self, row: Row, field: str) -> None:
        """Check a cell that names a nation."""
        word = row.values.get(field)
        if word and word not in NATIONS:
            row.fault(self.ledger, field, not_a_nation(word))


def not_a_nation(word: str) -> str:
    """Sentence about a word that is no nation's code."""
    hint = nation_hint(word) or did_you_mean(word, NATIONS)
    return f"wanted a nation in three letters (ISO 3166 alpha-3), got {shown(word)}{hint}"


def _by_name(rows: Iterable[Row]) -> dict[str, str]:
    counted: dict[str, list[str]] = {}
    for row in rows:
        counted.setdefault(str(row.values.get("name", "")).casefold(), []).append(row.id)
    return {name: ids[0] for name, ids in counted.items() if name and len(ids) == 1}


def column_of(field: str) -> str:
    """Column of a field, whose name may have a line below it so as not to be a word of Python."""
    return field.removesuffix("_")
