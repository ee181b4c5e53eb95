"""Cutting: splitting a sentence and merging two, drafted on a page before anything is written.

Pure. What other annotators' spans forbid is not known here: the store refuses it when the act is
written. Spans never move, whatever is cut.
"""

from __future__ import annotations

from typing import Final

from hashiya.errors import PolicyError, Reason
from hashiya.model import (
    Act,
    MarkSentence,
    MarkState,
    Remind,
    Resegment,
    Scheme,
    Span,
    carried_marks,
    carried_reminders,
    expect_uncut,
    spans_cut,
)
from hashiya.services.pages import Page
from hashiya.text import is_grapheme_boundary

__all__ = ["draft_merge", "draft_sentence_split"]

_OPENERS: Final = frozenset("«“‘([{\"'\u061c\u200e\u200f\u202a\u202b\u2066\u2067\u2068")
"""What stands before a word and goes with it: opening signs, and marks that set its direction."""


def draft_sentence_split(page: Page, scheme: Scheme, offset: int) -> Act:
    """Split the sentence of a word before that word and the opening signs written on it.

    Both halves are open afterwards: each wants to be looked at again.

    Args:
        page: The document as it is shown.
        scheme: Says whether spans may leave their sentence.
        offset: Where the word starts.

    Raises:
        PolicyError: It is the first word of its sentence, in none, a mark without a letter, or a
            span would be cut.
    """
    sentence = next((each for each in page.document.sentences if _holds(each, offset)), None)
    if sentence is None:
        raise PolicyError(Reason("there is no sentence here to split"), rule="sentences")
    text = page.document.text
    start = _with_openers(text, sentence.start, offset)
    if not is_grapheme_boundary(text, start):
        reason = Reason("this is a mark without a letter of its own; split at another word")
        raise PolicyError(reason, rule="split_grapheme")
    end = sentence.start + len(text[sentence.start : start].rstrip())
    if end <= sentence.start:
        reason = Reason(
            "this is the first word of its sentence; go to the word that should begin a new one"
        )
        raise PolicyError(reason, rule="sentences")
    halves = (Span(start=sentence.start, end=end), Span(start=start, end=sentence.end))
    return _act(page, scheme, (sentence,), halves)


def draft_merge(page: Page, scheme: Scheme, sentence: Span) -> Act:
    """Merge a sentence with the one after it, over a line break too.

    The whole is finished when both were, and open otherwise.

    Raises:
        PolicyError: It is the last sentence, or not one of the document's.
    """
    sentences = page.document.sentences
    at = sentences.index(sentence) if sentence in sentences else len(sentences)
    if at + 1 >= len(sentences):
        reason = Reason("there is no sentence after this one to merge it with")
        raise PolicyError(reason, rule="sentences")
    both = sentences[at : at + 2]
    return _act(page, scheme, both, (Span(start=both[0].start, end=both[1].end),))


def _act(page: Page, scheme: Scheme, before: tuple[Span, ...], after: tuple[Span, ...]) -> Act:
    held: dict[Span, MarkState] = {
        mark.span: mark.state for mark in page.layer.marks if mark.span in before
    }
    carried = carried_marks(before, after, held)
    reminders = {each.span: each for each in page.layer.reminders if each.span in before}
    carried_over = carried_reminders(before, after, reminders)
    edit = Resegment(
        before=before,
        after=after,
        marks=(
            *(MarkSentence(span=span, before=held[span], after=None) for span in held),
            *(MarkSentence(span=span, before=None, after=carried[span]) for span in carried),
        ),
        reminders=(
            *(Remind(before=each, after=None) for each in reminders.values()),
            *(Remind(before=None, after=each) for each in carried_over.values()),
        ),
    )
    if not scheme.policy.across_sentences:
        annotations = page.layer.annotations
        cut = set(spans_cut([each.span for each in annotations], edit))
        expect_uncut([each.quote for each in annotations if each.span in cut], 0)
    return Act(edits=(edit,))


def _holds(sentence: Span, offset: int) -> bool:
    return sentence.start <= offset < sentence.end


def _with_openers(text: str, least: int, offset: int) -> int:
    """Where a word begins together with the opening signs before it.

    A sign that may open or close opens only behind white space or another opener.
    """
    start = offset
    while start > least and text[start - 1] in _OPENERS:
        start -= 1
    while start < offset and text[start] in "\"'" and not text[start - 1 : start].isspace():
        start += 1
    return start
