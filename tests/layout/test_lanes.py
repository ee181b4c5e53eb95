"""Which columns annotations cover under each row, and how they are stacked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.layout.grid import annotation, find, lay
from tests.strategies import texts

from hashiya.layout import MAX_LANES, DocumentLayout, Lanes
from hashiya.model import Annotation

TEXT = "قال والي بنك المغرب أمس"


def shape(lanes: Lanes, layout: DocumentLayout, row: int = 0) -> list[tuple[int, int, int, str]]:
    """A row's segments: lane, columns, label."""
    return [
        (segment.lane, segment.left, segment.right, segment.annotation.label)
        for segment in lanes.row(layout, row).segments
    ]


@st.composite
def annotated(draw: st.DrawFn) -> tuple[DocumentLayout, list[Annotation]]:
    """A text, laid out and split at the edges of some annotations that may cross."""
    text = draw(texts())
    edges = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(edges, edges), max_size=12)) if text else []
    found = [
        annotation(text, min(pair), max(pair), f"label-{number}")
        for number, pair in enumerate(pairs)
        if min(pair) < max(pair)
    ]
    splits = {edge for each in found for edge in (each.span.start, each.span.end)}
    return lay(text, draw(st.integers(1, 60)), splits), found


def test_the_inner_span_lies_nearest_the_text() -> None:
    """A nested annotation takes the first lane, what holds it the next."""
    layout = lay(TEXT, 30)
    outer, inner = find(TEXT, "والي بنك المغرب", "official"), find(TEXT, "بنك المغرب")
    assert shape(Lanes([outer, inner]), layout) == [
        (0, 11, 21, "agency"),
        (1, 11, 26, "official"),
    ]


def test_spans_apart_share_a_lane() -> None:
    """Annotations without a common letter lie in one lane, the left one first."""
    layout = lay(TEXT, 30)
    lanes = Lanes([find(TEXT, "أمس", "date"), find(TEXT, "بنك المغرب")]).row(layout, 0)
    assert [(segment.lane, segment.left) for segment in lanes.segments] == [(0, 7), (0, 11)]
    assert lanes.height == 1


def test_equal_extents_get_two_lanes() -> None:
    """Two labels on one span lie under each other."""
    layout = lay(TEXT, 30)
    both = [find(TEXT, "بنك المغرب", "agency"), find(TEXT, "بنك المغرب", "topic")]
    assert shape(Lanes(both), layout) == [(0, 11, 21, "agency"), (1, 11, 21, "topic")]


def test_what_finds_no_lane_is_counted() -> None:
    """Of five nested annotations the three innermost have lanes and two are counted."""
    text = "ا" * 12
    nested = [annotation(text, 0, end, f"l{end}") for end in (3, 5, 7, 9, 11)]
    layout = lay(text, 20)
    lanes = Lanes(nested).row(layout, 0)
    assert [segment.annotation.label for segment in lanes.segments] == ["l3", "l5", "l7"]
    assert (lanes.height, lanes.hidden) == (MAX_LANES, 2)
    assert Lanes(nested, limit=5).row(layout, 0).hidden == 0


def test_the_key_stands_where_the_reader_leaves_the_span() -> None:
    """The label's key has one column a row: the left end of an rtl row's span, else the right."""
    layout = lay(TEXT, 30)
    (segment,) = Lanes([find(TEXT, "بنك المغرب")]).row(layout, 0).segments
    assert (segment.key, segment.closes_left, segment.closes_right) == (11, True, True)
    latin = "met the World Bank today"
    (segment,) = Lanes([find(latin, "World Bank")]).row(lay(latin, 30), 0).segments
    assert (segment.left, segment.right, segment.key) == (8, 18, 17)


def test_a_span_over_rows_has_a_key_on_each() -> None:
    """A span cut by a wrap starts on its first row, ends on its last, and shows its key on both."""
    layout = lay(TEXT, 12)
    lanes = Lanes([find(TEXT, "والي بنك المغرب")])
    rows = [lanes.row(layout, index).segments for index in range(len(layout))]
    marked = [(part.closes_left, part.closes_right, part.key) for (part,) in rows[:2]]
    assert marked == [(False, True, 0), (True, False, 6)]
    latin = "met the World Bank today"
    lanes, layout = Lanes([find(latin, "World Bank")]), lay(latin, 13)
    rows = [lanes.row(layout, index).segments for index in range(2)]
    assert [(part.closes_left, part.closes_right) for (part,) in rows] == [
        (True, False),
        (False, True),
    ]


def test_mixed_directions_make_several_segments_with_one_key() -> None:
    """A span that the eye sees in two pieces has two segments and one key."""
    text = "في Rabat Morocco اليوم"
    layout = lay(text, 30)
    start = text.index("Morocco")
    segments = Lanes([annotation(text, 0, start)]).row(layout, 0).segments
    assert len(segments) == 2
    assert [segment.key for segment in segments] == [segments[0].left, None]
    closed = [(segment.closes_left, segment.closes_right) for segment in segments]
    assert closed == [(True, False), (False, True)]

    text = "the word سلام عليكم ends"
    start, end = text.index("سلام"), len(text)
    lanes = Lanes([annotation(text, start, start + 4), annotation(text, start + 5, end)])
    found = lanes.row(lay(text, 30), 0).segments
    assert [(segment.left, segment.key) for segment in found] == [(9, None), (15, 17), (18, 22)]


def test_halves_of_one_cell_get_two_lanes() -> None:
    """Annotations that meet between a letter and its mark do not hide each other."""
    text = "بَت"
    lanes = Lanes([annotation(text, 0, 1), annotation(text, 1, 3)]).row(lay(text, 10), 0)
    assert [(segment.lane, segment.left, segment.right) for segment in lanes.segments] == [
        (0, 9, 10),
        (1, 8, 10),
    ]


@given(annotated())
def test_segments_cover_what_their_annotations_cover(
    drawn: tuple[DocumentLayout, list[Annotation]],
) -> None:
    """Every annotation of a row is drawn over exactly its rectangles, or counted as hidden."""
    layout, annotations = drawn
    lanes = Lanes(annotations)
    for index in range(len(layout)):
        row = lanes.row(layout, index)
        wanted = {
            each.id: [(left, right) for _, left, right in rectangles]
            for each in annotations
            if (rectangles := layout.rectangles_on(index, each.span.start, each.span.end))
        }
        drawn_here: dict[str, list[tuple[int, int]]] = {}
        for segment in row.segments:
            drawn_here.setdefault(segment.annotation.id, []).append((segment.left, segment.right))
        assert all(wanted[key] == value for key, value in drawn_here.items())
        assert len(drawn_here) + row.hidden == len(wanted)


@given(annotated())
def test_no_two_segments_of_a_lane_overlap(
    drawn: tuple[DocumentLayout, list[Annotation]],
) -> None:
    """In a layout split at the spans' edges, a column of a lane belongs to one annotation."""
    layout, annotations = drawn
    lanes = Lanes(annotations)
    for index in range(len(layout)):
        taken: set[tuple[int, int]] = set()
        for segment in lanes.row(layout, index).segments:
            columns = {(segment.lane, at) for at in range(segment.left, segment.right)}
            assert not columns & taken
            taken |= columns


@given(annotated())
def test_heights_are_those_of_the_rows(drawn: tuple[DocumentLayout, list[Annotation]]) -> None:
    """Heights found without visual work are the heights of the rows as they are drawn."""
    layout, annotations = drawn
    lanes = Lanes(annotations)
    heights = [lanes.row(layout, index).height for index in range(len(layout))]
    assert list(lanes.heights(layout)) == heights
    assert [lanes.height(layout, index) for index in range(len(layout))] == heights


@given(annotated(), st.data())
def test_touching_finds_what_a_full_search_finds(
    drawn: tuple[DocumentLayout, list[Annotation]], data: st.DataObject
) -> None:
    """The lookup gives the annotations that share a letter with the bounds, and no others."""
    layout, annotations = drawn
    size = len(layout.text)
    start, end = sorted((data.draw(st.integers(0, size)), data.draw(st.integers(0, size))))
    found = Lanes(annotations).touching(start, end)
    expected = {
        each.id for each in annotations if max(start, each.span.start) < min(end, each.span.end)
    }
    assert {each.id for each in found} == expected
    assert len(found) == len(expected)


def test_lookup_skips_blocks_that_end_before() -> None:
    """Among hundreds of annotations the few at the text's end are found, in order."""
    text = "ab " * 400
    annotations = [annotation(text, at, at + 2) for at in range(0, 1200, 3)]
    found = Lanes(reversed(annotations)).touching(1190, 1198)
    assert [each.span.start for each in found] == [1191, 1194, 1197]


def test_an_edit_leaves_other_rows_as_they_were() -> None:
    """Adding an annotation works out its own rows anew and hands out the others unchanged."""
    text = "\n".join(["وزارة الخارجية"] * 5)
    layout = lay(text, 20)
    first = Lanes([annotation(text, 0, 5)])
    before = [first.row(layout, index) for index in range(5)]
    second = first.with_annotations([*first.annotations, annotation(text, 30, 35, "topic")])
    after = [second.row(layout, index) for index in range(5)]
    assert [new is old for new, old in zip(after, before, strict=True)] == [
        True,
        True,
        False,
        True,
        True,
    ]
    assert len(after[2].segments) == 1


def test_another_width_is_worked_out_anew() -> None:
    """Lanes asked with a reflowed layout follow its columns."""
    layout = lay(TEXT, 30)
    lanes = Lanes([find(TEXT, "بنك المغرب")])
    assert shape(lanes, layout) == [(0, 11, 21, "agency")]
    assert shape(lanes, layout.with_width(40)) == [(0, 21, 31, "agency")]
