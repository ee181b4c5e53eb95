"""The examination: what each answer leads to, without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.layout import AS_READ
from hashiya.layout import Drawing as LayoutDrawing
from hashiya.terminal import PROFILES, Drawing
from hashiya.tui.examination import QUESTIONS, WAYS, Examination, Question
from hashiya.tui.pieces import char_width, draw_like, pieces_width
from hashiya.tui.samples import draw_sample

NUMBERS = {question.kind: at for at, question in enumerate(QUESTIONS)}


def test_right_answers_lead_to_the_end() -> None:
    """As many right answers as there are questions finish it and change nothing."""
    now = Examination("bdsm", Drawing(marks="hide"))
    for at in range(len(QUESTIONS)):
        assert now.at == at
        now = now.right()
    assert now.is_finished
    assert (now.profile, now.drawing, now.changes) == ("bdsm", Drawing(marks="hide"), 0)
    assert now.right() == now == now.wrong()


def test_wrong_order_goes_through_every_way_and_round() -> None:
    """Each way is tried once, each tells the terminal something else; then comes the first."""
    now, seen = Examination("plain"), []
    for _ in WAYS:
        now = now.wrong()
        seen.append((now.profile, now.drawing.order))
    assert seen == [*((way.profile, way.order) for way in WAYS[1:]), ("plain", "visual")]
    told = [(PROFILES[way.profile][1:], way.order) for way in WAYS]
    assert len({str(each) for each in told}) == len(WAYS)
    assert {str(PROFILES[way.profile][1:]) for way in WAYS} == {
        str(profile[1:]) for profile in PROFILES.values()
    }


@pytest.mark.parametrize("at", [0, 1, 3, 5])
def test_another_way_begins_again(at: int) -> None:
    """After a wrong order, highlight, ligature or click the first question is asked again."""
    now = Examination("plain", Drawing(marks="hide"), at=at).wrong()
    assert (now.at, now.profile, now.drawing) == (0, "bdsm", Drawing(marks="hide"))


def test_wrong_letters_change_their_shape() -> None:
    """Letters that are not joined are drawn otherwise, and the question stays."""
    now = Examination("plain", at=NUMBERS["shape"]).wrong()
    assert (now.at, now.profile, now.drawing.shape) == (NUMBERS["shape"], "plain", "base")
    assert now.wrong().drawing.shape == "forms"


def test_wrong_marks_move_and_then_go() -> None:
    """Marks go to the left, then away, then back to their letters."""
    now, seen = Examination("plain", at=NUMBERS["marks"]), []
    for _ in range(3):
        now = now.wrong()
        seen.append(now.drawing.marks)
    assert seen == ["left", "hide", "show"]
    assert now.changes == 3


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("order", ["visual", "logical"])
def test_every_profile_has_a_next(profile: str, order: str) -> None:
    """Whatever was found or saved, "wrong" tells the terminal something else."""
    drawing = Drawing(order="logical" if order == "logical" else "visual")
    now = Examination(profile, drawing).wrong()
    before, after = PROFILES[profile], PROFILES[now.profile]
    assert (before[1:], drawing.order) != (after[1:], now.drawing.order)


@given(st.lists(st.sampled_from(("right", "wrong")), max_size=60))
def test_any_answers_keep_it_whole(answers: list[str]) -> None:
    """Any answers leave a profile and a drawing that exist, and never pass the end."""
    now = Examination("kitty")
    for answer in answers:
        now = now.right() if answer == "right" else now.wrong()
        assert now.profile in PROFILES
        assert 0 <= now.at <= len(QUESTIONS)
        assert now.question in QUESTIONS


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
@pytest.mark.parametrize("width", [1, 3, 14, 20, 40, 100])
@pytest.mark.parametrize(
    "drawing",
    [AS_READ, AS_READ._replace(shape="base", marks="left"), AS_READ._replace(order="logical")],
    ids=["usual", "base", "logical"],
)
def test_a_sample_fits_and_points_where_it_says(
    question: Question, width: int, drawing: LayoutDrawing
) -> None:
    """A sample's lines are as wide as each other, and its arrows stand under the letters meant."""
    draw_like(drawing)
    try:
        sample = draw_sample(question, width)
    finally:
        draw_like(AS_READ)
    widths = {pieces_width(line.left) for line in sample.lines}
    assert len(widths) == 1
    assert widths.pop() <= max(width, 3)
    arrows = "".join(piece.text for line in sample.lines for piece in line.left).count("↑")
    assert arrows == len(question.arrows) or width < 20
    assert (sample.marked is None) == (question.marked is None)


def test_the_arrows_of_the_first_sample() -> None:
    """The arrows stand under the 2, the A and the alef at the right bar."""
    ruler, text, arrows = (
        "".join(piece.text for piece in line.left) for line in draw_sample(QUESTIONS[0], 80).lines
    )
    assert sum(map(char_width, ruler)) == len(text) == len(arrows)
    pointed = [text[column] for column, sign in enumerate(arrows) if sign == "↑"]
    assert pointed == ["2", "A", "\ufe8d"]
    assert text.rstrip()[-2] == "\ufe8d"
