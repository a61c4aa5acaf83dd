"""What is handed to one reader: its own lines of a plan and what it must share with others, and nothing else."""

from __future__ import annotations

from .compose import tasking
from .noun import Kind, Tasking
from .reader import Reader, ReaderKind, reader_of, readers

__all__ = ["Kind", "Reader", "ReaderKind", "Tasking", "reader_of", "readers", "tasking"]
