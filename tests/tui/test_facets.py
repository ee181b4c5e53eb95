"""Facets: the row that narrows a list, by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashiya.services import default_scheme
from hashiya.store import EVERYWHERE, HitFilter
from hashiya.tui.facets import FACET_KEYS, Facets, facets_of
from hashiya.tui.pieces import pieces_width

LABELS = default_scheme().labels
KEYS = [*sorted(FACET_KEYS), "tab", "shift+tab", "escape", "up", "a"]


def row(*, can_be_untagged: bool = True) -> Facets:
    """Nothing chosen yet."""
    return Facets(facets_of(LABELS, can_be_untagged=can_be_untagged))


def pressed(facets: Facets, *keys: str) -> Facets:
    """The row after keys; those that mean nothing leave it."""
    for key in keys:
        facets = facets.pressed(key) or facets
    return facets


def said(facets: Facets, width: int = 200) -> str:
    """What stands in it."""
    return "".join(piece.text for piece in facets.pieces(width))


@given(st.lists(st.sampled_from(KEYS)), st.integers(1, 120))
def test_what_holds_is_said_whole(keys: list[str], width: int) -> None:
    """Whatever is pressed, each choice that holds stands in the row, and the row fits if it can."""
    facets = pressed(row(), *keys)
    assert facets.holds == (facets.wanted != EVERYWHERE)
    for facet in facets.fields:
        number = facet.chosen(facets.wanted)
        assert facet.choices[number].asks(facets.wanted) == facets.wanted
        if number:
            assert facet.choices[number].words in said(facets)
    if width >= 60:
        assert pieces_width(facets.pieces(width)) <= width


def test_each_field_goes_round() -> None:
    """A field comes back to where it began, and leaves the others alone."""
    begun = pressed(row(), "tab", "tab", "space", "space", "shift+tab")
    assert begun.wanted == HitFilter(state="begun")
    count = len(begun.fields[0].choices)
    seen = [pressed(begun, *["space"] * number).wanted for number in range(count + 1)]
    assert seen[0] == seen[-1] == begun.wanted
    assert {each.label for each in seen} == {None, *(label.name for label in LABELS)}
    assert {each.state for each in seen} == {"begun"}
    assert pressed(begun, "left").wanted == seen[-2]
    assert pressed(begun, "end", "home").wanted == begun.wanted


def test_keys_of_the_words_are_left_to_them() -> None:
    """Before the first Tab and behind the last field, only Escape with a filter on is taken."""
    assert [key for key in KEYS if row().pressed(key)] == ["tab", "shift+tab"]
    assert pressed(row(), "tab", "tab", "tab", "tab").at is None
    assert row().pressed("escape") is None
    assert pressed(row(), "tab", "space", "escape")[1:] == row()[1:]


def test_a_label_that_is_gone_lets_everything_through() -> None:
    """Over another scheme's fields, what they cannot ask for is let go and the rest holds."""
    facets = pressed(row(), "tab", "end", "tab", "space", "tab", "space")
    assert facets.wanted == HitFilter(label=LABELS[-1].name, state="new", is_flagged=True)
    narrower = facets.over(facets_of(LABELS[:1], can_be_untagged=False))
    assert narrower.wanted == HitFilter(state="new", is_flagged=True)


def test_a_long_title_gives_way() -> None:
    """On few columns what holds is still said, a label's title cut."""
    long = LABELS[0].__class__(name="x" * 60)
    facets = pressed(
        Facets(facets_of((long,), can_be_untagged=False)), "tab", "space", "tab", "end"
    )
    words = said(facets, 40)
    assert pieces_width(facets.pieces(40)) <= 40
    assert "…" in words
    assert "‹done ones›" in words
