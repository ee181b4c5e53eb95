"""Rows of a Parquet file as JSON, to be damaged, and the file that is made of what is left."""

from __future__ import annotations

import contextlib
import json
from importlib import import_module
from pathlib import Path
from typing import Final

__all__ = ["ROWS", "as_table"]

ROWS: Final = """[{"id": "a", "name": "خبر", "text": "أعلن بنك المغرب 😀", "date": "2024-01-02",
"source": "s", "sentences": [{"start": 0, "end": 17}], "annotator": "salma", "meta": {"x": 1},
"spans": [{"start": 5, "end": 15, "label": "agency", "note": "", "flagged": false,
"attributes": [{"name": "a", "value": "b"}]}], "ner_tags": ["O"], "status": "done",
"label": [{"start": 1, "end": 2, "label": "date"}],
"entities": [{"start_offset": 0, "end_offset": 3, "label": "date"}]},
{"id": "b", "text": "x", "spans": [], "label": []}]""".encode()


def as_table(data: bytes, path: Path) -> bool:
    """Write these rows as Parquet; False where they are none, or the library is not here."""
    with contextlib.suppress(Exception):  # the library raises whatever it likes over odd values
        arrow = import_module("pyarrow")
        parquet = import_module("pyarrow.parquet")
        parquet.write_table(arrow.Table.from_pylist(json.loads(data)), path)
        return True
    return False
