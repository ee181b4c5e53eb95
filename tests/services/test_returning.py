"""What a person has to come back to: flags and notes by document, then spans to decide again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hashiya.model import (
    DocumentRecord,
    Label,
    Migration,
    ReminderRecord,
    Scheme,
    SpanRecord,
)
from hashiya.services import AnnotationSession, Return, ReturnKey, draft_flag, draft_remark
from hashiya.store import Store, create_project

TEXT = "قال الوزير. وحضر الضيف."
REMINDERS = (ReminderRecord(0, 0, True, ""), ReminderRecord(12, 23, False, "من هو؟"))


def scheme(version: int, *names: str) -> Scheme:
    """A version with these labels."""
    return Scheme(id="s", version=version, labels=tuple(Label(name=name) for name in names))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two documents of Salma with flags and notes, in which `person` was split."""
    made = create_project(tmp_path / "p.hashiya", name="p", scheme=scheme(1, "person", "date"))
    made.add_annotator("salma")
    session = made.open_session("salma", "laptop", "0")
    spans = (SpanRecord(4, 10, "date", is_flagged=True), SpanRecord(17, 22, "person"))
    made.put(
        session,
        [
            DocumentRecord(
                name,
                f"name of {name}",
                TEXT,
                sentences=((0, 11), (12, 23)),
                spans=spans,
                reminders=REMINDERS,
                has_layer=True,
            )
            for name in "ab"
        ],
    )
    split = Migration(split=(("person", ("minister", "guest")),))
    made.revise(session, scheme(2, "minister", "guest", "date"), split)
    yield made
    made.close()


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_everything_comes_once_in_pages_of_any_size(store: Store, limit: int) -> None:
    """Flags and notes in the order of documents; what waits for a label comes after them all."""
    session = AnnotationSession(store, "salma")
    found: list[Return] = []
    key: ReturnKey | None = None
    while True:
        page = session.come_back("all", after=key, limit=limit)
        found += page.items
        key = page.next
        if key is None:
            break
    kinds = ["document", "span", "sentence"] * 2 + ["decide"] * 2
    assert [each.kind for each in found] == kinds
    assert [each.document_id for each in found] == [*"aaabbb", *"ab"]


def test_each_place_comes_with_what_stands_around_it(store: Store) -> None:
    """A document by how it begins, a sentence whole, a span in its sentence."""
    session = AnnotationSession(store, "salma")
    whole, span, sentence = session.come_back("all", limit=3).items
    assert (whole.around.name, whole.around.after) == ("name of a", "قال الوزير.")
    assert (span.around.before, span.around.quote, span.label) == ("قال ", "الوزير", "date")
    assert (sentence.around.quote, sentence.note) == ("وحضر الضيف.", "من هو؟")
    (decide, _) = session.come_back("decide").items
    assert (decide.around.quote, decide.candidates) == ("الضيف", ("minister", "guest"))


def test_nobody_elses_flags_are_listed(store: Store) -> None:
    """A person new to the project has nothing to come back to."""
    page = AnnotationSession(store, "omar").come_back("all")
    assert page.items == ()


def test_the_next_flagged_document_is_opened(store: Store) -> None:
    """With its flags; there is none behind the last."""
    session = AnnotationSession(store, "salma")
    page = session.step_to_flag(1, 1)
    assert page is not None
    assert (page.document.id, page.layer.reminders[0].is_flagged) == ("b", True)
    assert session.step_to_flag(2, 1) is None


def test_a_flag_put_on_and_taken_off_leaves_nothing(store: Store) -> None:
    """The reminder is gone with its last word, and a note stays when a flag goes."""
    session = AnnotationSession(store, "omar")
    page = session.open_document("a")
    sentence = page.document.sentences[0]
    session.commit("a", draft_flag(page, sentence))
    page = session.open_document("a")
    note = draft_remark(page, sentence, "ن")
    assert note is not None
    session.commit("a", note)
    page = session.open_document("a")
    session.commit("a", draft_flag(page, sentence))
    page = session.open_document("a")
    assert [(each.is_flagged, each.note) for each in page.layer.reminders] == [(False, "ن")]
    assert draft_remark(page, sentence, "ن") is None
    gone = draft_remark(page, sentence, "")
    assert gone is not None
    session.commit("a", gone)
    assert session.open_document("a").layer.reminders == ()
