"""YAML as a tree whose every value knows its line and column."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .caps import DEPTH, NODES
from .csv_sheet import decoded
from .ledger import Ledger
from .sheet import clean, unclean

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One value as written; quoted values are always text."""

    line: int
    column: int
    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A mapping: keys with their places, and what they lead to."""

    line: int
    column: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


Node = Scalar | Items | Branch


class _UnfitError(Exception):
    """Why a YAML text is refused, and where."""

    def __init__(self, what: str, mark: Any) -> None:
        self.what, self.line, self.column = what, mark.line + 1, mark.column + 1
        super().__init__(what)


def read_yaml(file: str, content: bytes, ledger: Ledger) -> Node | None:
    """Tree of a YAML file; ``None`` where it is empty or unfit, which is then in the ledger."""
    text = decoded(file, content, ledger)
    return None if text is None else parse_yaml(file, text, ledger)


def parse_yaml(file: str, text: str, ledger: Ledger) -> Node | None:
    """Tree of a YAML text: one document, no aliases, no tags, no repeated keys, not nested deeply."""
    try:
        return _grown(_events(text))
    except _UnfitError as error:
        ledger.add(file, error.what, error.line, error.column)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        ledger.add(file, f"can't be read as YAML: {error.problem or error.context}", *place)
    except yaml.YAMLError as error:
        ledger.add(file, f"can't be read as YAML: {getattr(error, 'reason', 'unreadable text')}")
    return None


def plain(node: Node | None) -> Any:
    """Tree without places: numbers, true, false, null, text, lists and mappings."""
    match node:
        case Scalar():
            return node.text if node.quoted else resolved(node.text)
        case Items():
            return [plain(item) for item in node.items]
        case Branch():
            return {key: plain(value) for key, value in node.values.items()}
    return None


def resolved(text: str) -> Any:
    """Value of an unquoted text: a number, true, false, null, or the text (NO and off are text)."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text


def _events(text: str) -> Iterator[Any]:
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        if count > 2 * NODES:
            raise _UnfitError(f"has more than {NODES:,} values", event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            raise _UnfitError(f"alias '*{event.anchor}' is refused; write the value out", event.start_mark)
        if getattr(event, "tag", None) not in (None, "!"):
            raise _UnfitError(f"tag {event.tag!r} is refused; write plain values", event.start_mark)
        yield event


def _grown(events: Iterator[Any]) -> Node | None:
    root: Node | None = None
    open_: list[Items | Branch] = []
    waiting: list[Scalar | None] = []
    documents = 0
    for event in events:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        node: Node
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    raise _UnfitError("a second document begins; wanted one", event.start_mark)
                continue
            case yaml.ScalarEvent():
                node = _scalar(event, line, column)
            case yaml.SequenceStartEvent():
                node = Items(line=line, column=column)
            case yaml.MappingStartEvent():
                node = Branch(line=line, column=column)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                open_.pop()
                waiting.pop()
                continue
            case _:
                continue
        if not open_:
            root = node
        else:
            _hang(node, open_[-1], waiting, event)
        if not isinstance(node, Scalar):
            open_.append(node)
            waiting.append(None)
            if len(open_) > DEPTH:
                raise _UnfitError(f"is nested more than {DEPTH} deep", event.start_mark)
    return root


def _hang(node: Node, parent: Items | Branch, waiting: list[Scalar | None], event: Any) -> None:
    if isinstance(parent, Items):
        parent.items.append(node)
        return
    key = waiting[-1]
    if key is not None:
        parent.values[key.text] = node
        waiting[-1] = None
    elif not isinstance(node, Scalar):
        raise _UnfitError("a key must be a single word", event.start_mark)
    elif node.text in parent.keys:
        raise _UnfitError(f"key {node.text!r} comes twice", event.start_mark)
    else:
        parent.keys[node.text] = node
        waiting[-1] = node


def _scalar(event: Any, line: int, column: int) -> Scalar:
    text = clean(event.value)
    wrong = unclean(text)
    if wrong:
        raise _UnfitError(wrong, event.start_mark)
    return Scalar(line=line, column=column, text=text, quoted=bool(event.style))
