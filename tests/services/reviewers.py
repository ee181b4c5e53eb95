"""A project that several people have finished, and the sittings of those who review it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from secrets import token_hex

from hashiya.model import Act, Add, Annotation, Edit, MarkSentence, Remove, Span
from hashiya.services import (
    AnnotationSession,
    Decision,
    GoldSpan,
    ImportOptions,
    ReviewCard,
    ReviewPage,
    ReviewSession,
    default_scheme,
    import_paths,
    make_project,
)

TEXT = "قال والي بنك المغرب أمس إن ذلك تم. وحضر ممثل للأمم المتحدة بالرباط."
"""Two sentences."""

Given = tuple[str, str]
"""Words of the text, and a label."""

BANK: Given = ("بنك المغرب", "agency")
GOVERNOR: Given = ("والي بنك المغرب", "official")
YESTERDAY: Given = ("أمس", "date")
NATIONS: Given = ("لأمم المتحدة", "agency")
RABAT: Given = ("الرباط", "agency")

Reviewer = Callable[..., ReviewSession]


def make_reviewed(path: Path, *names: str) -> Path:
    """A project of documents of these names, all with the same text."""
    path.parent.mkdir(exist_ok=True)
    make_project(path, default_scheme())
    files = [path.with_name(f"{name}.txt") for name in names]
    for file in files:
        file.write_text(TEXT, encoding="utf-8")
    import_paths(path, files, ImportOptions(alias="lead"))
    return path


def span_of(words: str) -> Span:
    """Where words stand in the text."""
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def annotate(
    project: Path,
    alias: str,
    given: Sequence[Given],
    *,
    document_id: str = "first",
    is_done: bool = True,
    attributes: Sequence[tuple[str, str]] = (),
    note: str = "",
) -> None:
    """One person's layer, with every sentence marked done."""
    session = AnnotationSession.open(project, alias)
    try:
        page = session.open_document(document_id)
        edits = [
            Add(
                annotation=Annotation(
                    id=token_hex(8),
                    span=span_of(words),
                    label=label,
                    quote=words,
                    attributes=tuple(attributes),
                    note=note,
                )
            )
            for words, label in given
        ]
        marks = [
            MarkSentence(span=sentence, before=None, after="done")
            for sentence in page.document.sentences
            if is_done
        ]
        session.commit(document_id, Act(edits=(*edits, *marks)))
    finally:
        session.close()


def rework(
    project: Path,
    alias: str,
    given: Sequence[Given],
    *,
    document_id: str = "first",
    is_done: bool = True,
    note: str = "",
) -> None:
    """One person's layer made anew, its marks left as they are or taken off."""
    session = AnnotationSession.open(project, alias)
    try:
        page = session.open_document(document_id)
        edits: list[Edit] = [Remove(annotation=each) for each in page.layer.annotations]
        for words, label in given:
            made = Annotation(
                id=token_hex(8), span=span_of(words), label=label, quote=words, note=note
            )
            edits.append(Add(annotation=made))
        if not is_done:
            edits += [
                MarkSentence(span=mark.span, before=mark.state, after=None)
                for mark in page.layer.marks
            ]
        session.commit(document_id, Act(edits=tuple(edits)))
    finally:
        session.close()


def card_on(page: ReviewPage, words: str) -> ReviewCard:
    """The card with a side of exactly these words."""
    span = span_of(words)
    (found,) = [card for card in page.cards if any(side.span == span for side in card.sides)]
    return found


def gold_of(page: ReviewPage) -> list[Given]:
    """What gold holds."""
    return [(each.quote, each.label) for each in page.gold.annotations]


def taking(*wanted: GoldSpan, reason: str = "") -> Decision:
    """A decision for these."""
    return Decision("both" if len(wanted) > 1 else "take", wanted, note=reason)


NEITHER = Decision("neither")
