"""Columns of a CoNLL file that are neither tokens nor the tags that are read: said, since they go.

Parts of speech and chunks have no place in a project, and of several columns of tags only those are
read that a person or the shape of the file names. Knows columns, and no documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hashiya.formats.conll_rows import Shape, sample_rows
from hashiya.formats.remarks import shown
from hashiya.tagging import OUTSIDE, is_tag

__all__ = ["left_columns"]

_FILLERS: Final = frozenset({"-X-", "_", "-", OUTSIDE})
"""What stands in a column that says nothing."""


def left_columns(head: bytes, shape: Shape) -> Iterator[str]:
    """What to say of each column that is not kept, by the rows that a file begins with.

    A column of nothing but fillers goes without a word.
    """
    rows = [row for row in sample_rows(head, shape.separator) if len(row) == shape.columns]
    left = list(zip(*rows, strict=True))[1 : shape.columns - shape.tag_columns]
    telling = [next((word for word in column if word not in _FILLERS), None) for column in left]
    are_all_tags = all(is_tag(word) for column in left for word in column)
    for place, word in enumerate(telling, start=2):
        if word is None:
            continue
        if are_all_tags:
            yield (
                f"column {place} is not kept, though it holds tags such as {shown(word)};"
                " --tag-columns all reads the tags of all columns"
            )
        else:
            yield f"column {place}, with words such as {shown(word)}, is not kept"
