"""A sitting: what is committed stays, and a person comes back to where they were."""

from __future__ import annotations

from hashiya.model import Span
from hashiya.services import AnnotationSession, Page, apply_to_page, draft_add, draft_mark
from tests.services.conftest import Opener

BANK = Span(start=9, end=19)


def tag(session: AnnotationSession, page: Page, span: Span, label: str) -> Page:
    """Draft, show and commit, as the screen does."""
    act = draft_add(page, session.scheme, span, label)
    session.commit(page.document.id, act)
    after = apply_to_page(page, act)
    assert session.open_document(page.document.id).line == after.line
    return after


def test_a_new_person_begins_at_the_first_document(session: AnnotationSession) -> None:
    """Nobody has been here, so the first page comes at its beginning."""
    page = session.resume()
    assert page is not None
    assert (page.document.id, page.caret, page.documents) == ("first", 0, 2)
    assert page.line.state == "new"


def test_a_person_comes_back_to_the_document_and_the_caret(sit_down: Opener) -> None:
    """Reopening lands where they left, in every document they were in."""
    before = sit_down()
    before.remember("first", 9)
    before.remember("second", 4)
    before.close()
    after = sit_down()
    page = after.resume()
    assert page is not None
    assert (page.document.id, page.caret) == ("second", 4)
    assert after.open_document("first").caret == 9


def test_a_direction_is_a_start_until_it_is_chosen(sit_down: Opener) -> None:
    """Documents begin in the sitting's direction; one that was turned keeps what was chosen."""
    before = sit_down(direction="rtl")
    assert before.open_document("first").direction == "rtl"
    before.turn("first", "auto")
    before.remember("second", 3)
    before.close()
    after = sit_down(direction="ltr")
    assert after.open_document("first").direction == "auto"
    assert after.open_document("second").direction == "ltr"


def test_what_was_committed_is_there_after_a_restart(
    session: AnnotationSession, page: Page, sit_down: Opener
) -> None:
    """The layer on disk is the layer on the screen."""
    shown = tag(session, page, BANK, "agency")
    assert sit_down().open_document("first").layer == shown.layer


def test_undo_and_redo_reach_over_restarts_and_documents(sit_down: Opener) -> None:
    """Newest first, whatever document it was in; the page comes with the caret at the change."""
    one = sit_down()
    first = one.open_document("first")
    tagged = tag(one, first, BANK, "agency")
    second = one.open_document("second")
    act = draft_mark(second, second.document.sentences[1], "done")
    assert act is not None
    one.commit("second", act)
    one.close()
    two = sit_down()
    step = two.undo()
    assert step is not None
    assert (step.page.document.id, step.page.layer.marks) == ("second", ())
    assert step.page.caret == second.document.sentences[1].start
    step = two.undo()
    assert step is not None
    assert (step.page.document.id, step.page.layer, step.page.caret) == ("first", first.layer, 9)
    assert two.undo() is None
    two.close()
    three = sit_down()
    step = three.redo()
    assert step is not None
    assert step.page.layer == tagged.layer


def test_two_people_do_not_see_each_other(sit_down: Opener) -> None:
    """A layer is one person's."""
    salma, ahmad = sit_down("salma"), sit_down("ahmad")
    tag(salma, salma.open_document("first"), BANK, "agency")
    assert ahmad.open_document("first").layer.annotations == ()
    assert ahmad.undo() is None


def test_steps_go_through_the_documents_and_end(session: AnnotationSession) -> None:
    """Next and previous by position; None behind the last and before the first."""
    page = session.step(1, +1)
    assert page is not None
    assert page.document.id == "second"
    assert session.step(2, +1) is None
    assert session.step(1, -1) is None


def test_words_are_counted_over_the_project(session: AnnotationSession) -> None:
    """Forms are folded, so hamza and marks make no other word of one."""
    frequency = session.word_frequency()
    assert frequency("امس") == 1
    assert frequency("لا-احد") == 0


def test_looking_writes_nothing(sit_down: Opener) -> None:
    """Someone who only reads leaves no trace in the project."""
    reader = sit_down("reader")
    reader.resume()
    reader.close()
    assert "reader" not in sit_down()._store.counts().annotators
