"""SQL of bulk work: statements that insert several rows in one run, or read several documents.

A part of `hashiya.store.sql`, which has the rest; values are always bound.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from hashiya.store.sql import INSERT_SPAN

__all__ = [
    "MARKS",
    "REMINDERS",
    "SENTENCES",
    "SPANS",
    "TEXTS",
    "insert_plain_spans",
    "with_rows",
]

# Documents by a list of positions, in its order: tables of a CROSS JOIN are never reordered, and a
# table without rows of its own number is walked in the order of its key.

_DOCUMENTS: Final = "FROM json_each(?) AS wanted CROSS JOIN document ON document.position = value"
_OF_LAYER: Final = "document_id = document.id AND annotator_id = ? AND layer = ?"
TEXTS: Final = f"SELECT document.text {_DOCUMENTS}"
SENTENCES: Final = f"""
    SELECT start, "end" {_DOCUMENTS} CROSS JOIN sentence
        ON document_id = document.id AND sentence.segmentation = document.segmentation
"""
SPANS: Final = f"""
    SELECT start, "end", label, quote, note, attributes, span.source, flagged, span.id
    {_DOCUMENTS} CROSS JOIN span ON {_OF_LAYER}
"""
MARKS: Final = f"""
    SELECT start, "end", state {_DOCUMENTS} CROSS JOIN mark ON {_OF_LAYER}
"""
REMINDERS: Final = f"""
    SELECT key, start, "end", flagged, note {_DOCUMENTS} CROSS JOIN reminder ON {_OF_LAYER}
"""


def with_rows(statement: str, rows: int) -> str:
    """An `INSERT … VALUES (…)` of one row, as one of several rows."""
    row = statement[statement.rindex("VALUES") + len("VALUES") :]
    return statement + f", {row}" * (rows - 1)


@cache
def insert_plain_spans(rows: int) -> str:
    """`INSERT_SPAN` of several rows that have all but four cells in common.

    Bound are: document's id and length, annotator's id, layer, scheme, session, number of the
    event, note, attributes, source, flag, beginning of the ids, number of the first row; then the
    starts, the ends, the labels and the quotes of all rows.
    """
    into = INSERT_SPAN[: INSERT_SPAN.rindex("VALUES")]
    first = 14
    each = [
        f"(?1, ?2, ?3, ?4, ?12 || (?13 + {row}), ?5, ?{first + row}, ?{first + rows + row},"
        f" ?{first + 2 * rows + row}, ?{first + 3 * rows + row}, ?8, ?9, ?10, ?11, 1, ?6, ?7)"
        for row in range(rows)
    ]
    return f"{into}VALUES {', '.join(each)}"
