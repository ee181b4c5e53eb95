"""Phrasing: marks a phrase, the next one, or the words inside a span, with one key each.

Where a phrase ends is guessed by `hashiya.text`; what was guessed is seen before a label key is
pressed. Only the text around the caret is looked at, however long its line is. Must never know a
widget, a thread or the database.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from hashiya.errors import PolicyError
from hashiya.model import Span
from hashiya.text import longer_phrase, phrase_end, phrase_start, word_spans
from hashiya.tui.change import Change, Edit
from hashiya.tui.locale import _
from hashiya.tui.pointer import Bounds, Pointer
from hashiya.tui.reading import Context, Reading
from hashiya.tui.target import Target

__all__ = ["DEEDS", "Words", "likely_after", "next_phrase_from", "phrase_here", "words_around"]

MAX_AROUND: Final = 2_000
"""Characters before and after the caret in which words are looked for."""
MAX_SENTENCES: Final = 200
"""Sentences that are looked through for a next phrase; another press goes on from there."""


class Words(NamedTuple):
    """The words of a sentence, or of the stretch of it around an offset."""

    bounds: list[Bounds]
    """Where each stands in the document, in order; punctuation counts."""
    texts: list[str]
    """What each is."""

    def place_from(self, offset: int) -> int:
        """Place of the first word that begins at an offset or after it; their number without."""
        return next((at for at, (start, _) in enumerate(self.bounds) if start >= offset), len(self))

    def place_of(self, offset: int) -> int:
        """Place of the word that holds an offset, else of the next one."""
        return next((at for at, (_, end) in enumerate(self.bounds) if end > offset), len(self))

    def __len__(self) -> int:
        return len(self.bounds)


def words_around(text: str, sentence: Span | None, offset: int) -> Words:
    """The words of a sentence, as far as they are near an offset.

    Args:
        text: The document's.
        sentence: The sentence; None takes the whole text for one.
        offset: Somewhere in it.
    """
    first, last = (sentence.start, sentence.end) if sentence else (0, len(text))
    start, end = max(first, offset - MAX_AROUND), min(last, offset + MAX_AROUND)
    if start > first:
        start = text.find(" ", start, offset) + 1 or start
    if end < last:
        end = max(text.rfind(" ", offset, end), offset) if " " in text[offset:end] else end
    bounds = [(start + begin, start + after) for begin, after in word_spans(text[start:end])]
    return Words(bounds, [text[begin:after] for begin, after in bounds])


def phrase_here(reading: Reading, context: Context) -> Pointer | None:
    """The phrase that begins with the word under the caret, else the next in the sentence."""
    words = words_around(reading.page.document.text, context.sentence, reading.pointer.caret)
    at = context.navigator.word_at(reading.pointer.caret)[0]
    start = phrase_start(words.texts, words.place_of(at))
    if start >= len(words):
        return None
    return _marking(words, start, phrase_end(words.texts, start))


def next_phrase_from(offset: int, reading: Reading, context: Context) -> Pointer | None:
    """The next phrase from an offset on whose first word is free, also in a later sentence."""
    is_free = _free_in(reading, context)
    text = reading.page.document.text
    for sentence in _sentences_from(offset, reading):
        words = words_around(text, sentence, max(offset, sentence.start))
        place = _next_free(words, words.place_from(offset), is_free)
        if place < len(words):
            return _marking(words, place, phrase_end(words.texts, place))
    return None


def likely_after(offset: int, reading: Reading, context: Context) -> int | None:
    """Where the next span of the sentence is likely to begin.

    That is the next word that is no verb, no particle and no punctuation and that no span covers.
    None when the sentence has no more of them.
    """
    sentence = next(_sentences_from(offset - 1, reading), None)
    words = words_around(reading.page.document.text, sentence, offset)
    place = _next_free(words, words.place_from(offset), _free_in(reading, context))
    return context.navigator.snap(words.bounds[place][0]) if place < len(words) else None


def _phrase(reading: Reading, context: Context) -> Change:
    """Mark the phrase here; when something is marked, take in the rest of it, then the next."""
    target = context.target
    if target is not None and target.is_selected:
        return _grown(reading, context, target)
    pointer = phrase_here(reading, context)
    if pointer is None:
        return Change(None, reading.pointer, _("no phrase begins from here to the sentence's end"))
    return Change(None, pointer)


def _grown(reading: Reading, context: Context, target: Target) -> Change:
    pointer = reading.pointer
    words = words_around(reading.page.document.text, context.sentence, target.end)
    first, after = words.place_of(target.whole), words.place_from(target.end)
    end = phrase_end(words.texts, first) if first < len(words) else after
    if end <= after:
        end = longer_phrase(words.texts, after)
    if end <= after:
        return Change(None, pointer, _("no phrase follows in this sentence"))
    is_forward = pointer.anchor is not None and pointer.anchor <= pointer.caret
    anchor, grain = (
        (pointer.anchor, pointer.anchor_grain) if is_forward else (pointer.caret, pointer.grain)
    )
    caret = words.bounds[end - 1][0]
    held = Pointer(caret, anchor, "word", grain, is_exact=pointer.is_exact, cut=pointer.cut)
    return Change(None, held)


def _next_phrase(reading: Reading, context: Context) -> Change:
    """Mark the next phrase instead of the one here."""
    pointer = next_phrase_from(_behind(reading, context), reading, context)
    if pointer is None:
        return Change(None, reading.pointer, _("no phrase without a span follows near here"))
    return Change(None, pointer)


def _behind(reading: Reading, context: Context) -> int:
    """Where what is marked ends, else the phrase under the caret; the caret where none begins."""
    if context.target is not None and context.target.is_selected:
        return context.target.end
    here = context.navigator.word_at(reading.pointer.caret)[0]
    words = words_around(reading.page.document.text, context.sentence, here)
    place = words.place_of(here)
    if place >= len(words) or phrase_start(words.texts, place) != place:
        return here
    return words.bounds[phrase_end(words.texts, place) - 1][1]


def _inner(__: Reading, context: Context) -> Change:
    """Leave the first word out of what is marked, or of the span here, to mark what is inside."""
    target, here = context.target, context.here
    if target is not None and target.is_selected:
        start, end = target.start, target.end
    elif here is not None:
        start, end = here.span.start, here.span.end
    else:
        raise PolicyError(
            _("mark something first: this key leaves its first word out"), rule="empty"
        )
    words = context.navigator.words_between(start + 1, end)
    if not words:
        raise PolicyError(_("one word is left; nothing is inside it"), rule="empty")
    last, after = words[-1]
    if after == end:
        return Change(None, Pointer(last, words[0][0]))
    letter = context.navigator.letter_at(end - 1)[0]
    return Change(None, Pointer(letter, words[0][0], "letter"))


def _marking(words: Words, first: int, after: int) -> Pointer:
    """The pointer that marks the words from a place to before another."""
    return Pointer(words.bounds[after - 1][0], words.bounds[first][0])


def _free_in(reading: Reading, context: Context) -> Callable[[Bounds], bool]:
    """Whether a word stands in no span, or in a sweep in none of the label it is about."""
    mode = reading.mode

    def is_free(bounds: Bounds) -> bool:
        start, end = bounds
        begin = context.cuts(start, end)[0]
        covering = reading.index.overlapping(begin, end)
        if mode.kind == "sweep":
            return all(annotation.label != mode.label for annotation in covering)
        return not covering

    return is_free


def _next_free(words: Words, at: int, is_free: Callable[[Bounds], bool]) -> int:
    place = phrase_start(words.texts, at)
    while place < len(words) and not is_free(words.bounds[place]):
        place = phrase_start(words.texts, place + 1)
    return place


def _sentences_from(offset: int, reading: Reading) -> Iterator[Span]:
    """The sentence that holds an offset, else the first after it, and those that follow it."""
    sentences = reading.page.document.sentences
    first = bisect_right(sentences, offset, key=_end_of)
    return iter(sentences[first : first + MAX_SENTENCES])


def _end_of(sentence: Span) -> int:
    return sentence.end


DEEDS: Final[Mapping[str, Edit]] = MappingProxyType(
    {"phrase": _phrase, "next_phrase": _next_phrase, "inner": _inner}
)
"""Command name to what it marks."""
