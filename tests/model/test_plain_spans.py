"""Plain spans: columns that are met as records, and are only where they are true of their text."""

from __future__ import annotations

import pytest

from hashiya.model import PlainSpans, SpanRecord, bounds_and_labels

TEXT = "اجتمع الوزراء"
COLUMNS = ((0, 6), (5, 13), ("topic", "official"))
RECORDS = (
    SpanRecord(0, 5, "topic", "اجتمع"),
    SpanRecord(6, 13, "official", "الوزراء"),
)


def plain(text: str = TEXT) -> PlainSpans:
    """The two spans, as columns."""
    made = PlainSpans.of(text, COLUMNS)
    assert made is not None
    return made


def test_whoever_walks_through_them_meets_records() -> None:
    """They are equal to a tuple of the same, from either side, and say the same of themselves."""
    spans = plain()
    assert tuple(spans) == RECORDS
    assert spans == RECORDS
    assert spans == RECORDS
    assert spans == plain()
    assert spans != RECORDS[:1]
    assert (hash(spans), repr(spans), len(spans)) == (hash(RECORDS), repr(RECORDS), 2)
    assert (spans[1], spans[:1], spans[-1]) == (RECORDS[1], RECORDS[:1], RECORDS[1])
    assert spans != "spans"


@pytest.mark.parametrize("spans", [plain(), RECORDS, ()])
def test_columns_are_those_of_any_spans(spans: tuple[SpanRecord, ...] | PlainSpans) -> None:
    """Whether they are held so or put together."""
    expected = tuple(map(tuple, COLUMNS)) if spans else ((), (), ())
    assert tuple(map(tuple, bounds_and_labels(spans))) == expected


@pytest.mark.parametrize(
    ("start", "end", "label", "source"),
    [
        (-1, 3, "x", "import"),
        (3, 3, "x", "import"),
        (4, 3, "x", "import"),
        (0, 14, "x", "import"),
        (0, 3, "", "import"),
        (0, 3, "x", ""),
    ],
)
def test_there_are_none_that_are_not_true(start: int, end: int, label: str, source: str) -> None:
    """Outside the text, empty, the wrong way round, or without a name."""
    columns = ((0, start), (5, end), ("topic", label))
    assert PlainSpans.of(TEXT, columns, ("import", source)) is None
