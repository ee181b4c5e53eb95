"""Things the store's tests are made of: schemes, records, acts, projects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hypothesis import strategies as st
from tests.strategies import text_spans

from hashiya.model import (
    Act,
    Add,
    Annotation,
    DocumentRecord,
    Label,
    Layer,
    MarkRecord,
    MarkSentence,
    MarkState,
    Policy,
    Remind,
    Reminder,
    Remove,
    Replace,
    Scheme,
    Span,
    SpanRecord,
    Words,
)
from hashiya.store import Store

SCHEME: Final = Scheme(
    id="news",
    labels=(
        Label(name="agency", titles=Words(ar="جهة", en="agency"), key="1", colour="#aa0000"),
        Label(name="official", titles=Words(ar="مسؤول"), key="2", guideline=Words(en="People.")),
        Label(name="date", key="3"),
    ),
    policy=Policy(nesting=True, crossing=True),
)

TEXT: Final = "أعلنت وزارة الخارجية اليوم. وقال الوزير إن الاجتماع غدا."
SENTENCES: Final = ((0, 27), (28, 56))
MINISTRY: Final = (6, 20)
MINISTER: Final = (33, 39)


@dataclass
class Project:
    """A project in an engine, with a way to open it again."""

    path: Path
    store: Store
    opens: Callable[[Path], Store]
    others: list[Store] = field(default_factory=list)

    def reopen(self) -> Store:
        """Close the project and open it anew."""
        self.store.close()
        self.store = self.opens(self.path)
        return self.store

    def second(self) -> Store:
        """The same project, opened once more beside the first."""
        self.others.append(self.opens(self.path))
        return self.others[-1]

    def close(self) -> None:
        """Close every store."""
        for store in (self.store, *self.others):
            store.close()

    def sit(self, alias: str = "salma", store: Store | None = None) -> str:
        """A new session of this person."""
        at = store or self.store
        at.add_annotator(alias)
        return at.open_session(alias, "laptop", "0.1")


def plain(document_id: str = "d1", text: str = TEXT) -> DocumentRecord:
    """A document without a layer."""
    sentences = SENTENCES if text == TEXT else ()
    return DocumentRecord(document_id, f"name of {document_id}", text, sentences=sentences)


def annotated(
    document_id: str = "d1",
    *spans: SpanRecord,
    alias: str | None = None,
    marks: Iterable[MarkRecord] = (),
) -> DocumentRecord:
    """A document with a layer; one ministry when no spans are named."""
    chosen = spans or (SpanRecord(*MINISTRY, "agency"),)
    return plain(document_id)._replace(
        annotator=alias, spans=chosen, marks=tuple(marks), has_layer=True
    )


def annotation(
    span_id: str,
    span: tuple[int, int] = MINISTRY,
    label: str = "agency",
    text: str = TEXT,
    *,
    is_flagged: bool = False,
) -> Annotation:
    """An annotation with the right quote."""
    start, end = span
    return Annotation(
        id=span_id,
        span=Span(start=start, end=end),
        label=label,
        quote=text[start:end],
        is_flagged=is_flagged,
    )


def adding(*annotations: Annotation) -> Act:
    """One act that adds these."""
    return Act(edits=tuple(Add(annotation=each) for each in annotations))


def removing(each: Annotation) -> Act:
    """One act that removes this."""
    return Act(edits=(Remove(annotation=each),))


def replacing(before: Annotation, after: Annotation) -> Act:
    """One act that changes one into the other."""
    return Act(edits=(Replace(before=before, after=after),))


def marking(sentence: tuple[int, int], before: MarkState | None, after: MarkState | None) -> Act:
    """One act that marks a sentence."""
    span = Span(start=sentence[0], end=sentence[1])
    return Act(edits=(MarkSentence(span=span, before=before, after=after),))


def reminder(
    sentence: tuple[int, int] | None, note: str = "", *, is_flagged: bool = True
) -> Reminder:
    """A flag on a sentence, or on the document for None; a note perhaps."""
    span = None if sentence is None else Span(start=sentence[0], end=sentence[1])
    return Reminder(span=span, is_flagged=is_flagged, note=note)


def reminding(before: Reminder | None, after: Reminder | None) -> Act:
    """One act that puts a flag or a note on a sentence or the document, or takes it off."""
    return Act(edits=(Remind(before=before, after=after),))


@st.composite
def reminders_on(
    draw: st.DrawFn, layer: Layer, sentences: Sequence[tuple[int, int]] = SENTENCES
) -> Act:
    """A flag or a note that comes, changes or goes."""
    sentence = draw(st.sampled_from([None, *sentences]))
    span = None if sentence is None else Span(start=sentence[0], end=sentence[1])
    before = layer.reminder(span)
    note, is_flagged = draw(st.sampled_from([("", True), ("ن", False), ("سطر\nآخر", True)]))
    is_taken_off = before is not None and draw(st.booleans())
    after = None if is_taken_off else reminder(sentence, note, is_flagged=is_flagged)
    return reminding(before, after)


@st.composite
def acts_on(draw: st.DrawFn, layer: Layer, fresh_id: str) -> Act:
    """An act that fits a layer on `TEXT`: it adds, removes, changes, marks or reminds."""
    held = layer.annotations
    kinds = ["add", "mark", "remind", *(["remove", "replace"] if held else [])]
    kind = draw(st.sampled_from(kinds))
    if kind == "remind":
        return draw(reminders_on(layer))
    if kind == "mark":
        sentence = draw(st.sampled_from(SENTENCES))
        before = next(
            (m.state for m in layer.marks if (m.span.start, m.span.end) == sentence), None
        )
        others: list[MarkState | None] = [None, "done", "nothing"]
        after = draw(st.sampled_from([state for state in others if state != before]))
        return marking(sentence, before, after)
    span = draw(text_spans(TEXT))
    label = draw(st.sampled_from(["agency", "official", "date"]))
    flag = draw(st.booleans())
    if kind == "add":
        return adding(annotation(fresh_id, span, label, is_flagged=flag))
    before_that = draw(st.sampled_from(held))
    if kind == "remove":
        return removing(before_that)
    return replacing(before_that, annotation(before_that.id, span, label, is_flagged=flag))
