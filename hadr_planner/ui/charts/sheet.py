"""A chart as the page takes it: written out once, its rows packed, so that a page drawn again only passes it on."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

_ALONE = Lock()
"""Altair's settings hold for all threads."""


def sheet(chart: Any) -> dict[str, Any]:
    """Vega-Lite of a chart, its rows apart as Arrow; that it is sound is for tests to say, which takes long."""
    with _ALONE, alt.theme.enable("none"), alt.data_transformers.enable("default", max_rows=None):
        spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["datasets"] = {name: _packed(rows) for name, rows in spec.get("datasets", {}).items()}
    return spec


def _packed(rows: Sequence[Any]) -> bytes:
    table = pa.Table.from_pandas(pd.DataFrame(rows), preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed
