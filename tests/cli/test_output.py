"""Progress: a bar where there is an end, a count where there is none."""

from __future__ import annotations

from hashiya.cli.output import Progress


def test_a_bar_has_an_end_and_a_way_out() -> None:
    """Half of what is expected fills half of the bar."""
    progress = Progress("document", way_out="Ctrl-C stops")
    progress.advance(10)
    assert progress.line(2.0) == " 10 documents · 5/s · Ctrl-C stops"
    progress.expect(20)
    assert progress.line(2.0) == f" {'━' * 12}{'─' * 12} 10/20 documents · 5/s · Ctrl-C stops"


def test_more_than_was_foreseen_is_counted_without_an_end() -> None:
    """A guess that was too small draws no full bar that goes on and on."""
    progress = Progress("document", total=3)
    progress.advance(4)
    assert progress.line(1.0).startswith(" 4 documents")
    one = Progress("document")
    one.advance()
    assert one.line(1.0).startswith(" 1 document · ")
