"""A search can be followed on a terminal and in a pipe."""

from __future__ import annotations

from math import inf

import pytest
from rich.console import Console

from hadr_planner.cli.progress import Board, Lines, told
from hadr_planner.solver.event import Event


def event(elapsed_s: float, value: float, bound: float = 100.0, phase: str = "search") -> Event:
    return Event(elapsed_s=elapsed_s, phase=phase, value=value, bound=bound)


def test_a_pipe_gets_a_line_for_each_improvement_else_one_a_second(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    for tenth in range(30):
        lines.tell(event(tenth / 10, value=10.0 if tenth < 15 else 20.0))
    times = [line.split()[0] for line in capsys.readouterr().err.splitlines()]
    assert times == ["0.0", "1.0", "1.5", "2.5"]


def test_what_is_not_known_yet_is_not_written_as_a_figure() -> None:
    assert told(event(1.0, -inf, inf, phase="reading")) == "    1.0 s  reading: value -, bound -, gap -"
    assert told(event(2.0, 99.5)) == "    2.0 s  search: value 99.5, bound 100.0, gap 0.50 %"


@pytest.mark.parametrize("seconds", [30.0, None])
def test_a_terminal_gets_one_line_with_the_last_event(seconds: float | None) -> None:
    board = Board(seconds)
    board.tell(event(1.0, 80.0, phase="[red]se\x1barch[/red]"))
    console = Console(width=120)
    with console.capture() as shown:
        console.print(board)
    assert len(shown.get().splitlines()) == 1
    assert "[red]se arch[/red]: value 80.0, bound 100.0, gap 20 %" in shown.get()
