"""Writers by name."""

from __future__ import annotations

import pytest

from hashiya.errors import UsageError
from hashiya.formats import writer, writer_names


def test_formats_are_found_by_name() -> None:
    """Case does not matter; every name leads to what bears it."""
    assert [writer(name.upper()).name for name in writer_names()] == list(writer_names())
    assert [writer(name).suffix for name in ("jsonl", "conll")] == [".jsonl", ".conll"]
    assert len({writer(name).suffix for name in writer_names()}) == len(writer_names())


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    """The message lists what there is."""
    with pytest.raises(UsageError, match="jsonl, conll"):
        writer("text")
