"""The codec: flat spans of tokens ⇄ a sentence's tags, strict both ways.

Glossary: a *token span* is `(first, last, label)`, half-open in tokens of one sentence, counted
from 0. Errors count sentences and tokens from 1, as people do. Repairing is a function of its own
that says what it changed; encoding and decoding never do it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from hashiya.errors import TagSequenceError
from hashiya.tagging.schemes import BIO, OUTSIDE, TagScheme, is_tag

__all__ = [
    "Repair",
    "Repaired",
    "TokenSpan",
    "decode_tags",
    "encode_tags",
    "repair_tags",
    "tags_of_label",
]

MAX_SHOWN_CHARACTERS: Final = 60
"""Of a tag in a message; hostile files hold tags of any length."""

TokenSpan = tuple[int, int, str]
"""`(first, last, label)`: tokens `[first, last)` of one sentence and what they are."""


class Repair(NamedTuple):
    """One tag that a repair changed."""

    token: int
    """Token in the sentence, counted from 1."""
    tag: str
    """The tag as written."""
    became: str
    """What stands there now."""


class Repaired(NamedTuple):
    """A sentence's tags after a repair."""

    tags: list[str]
    """As many as before, and legal."""
    repairs: list[Repair]
    """What was changed, in order; empty when nothing was wrong."""


def encode_tags(
    spans: Iterable[TokenSpan], length: int, scheme: TagScheme = BIO, *, sentence: int = 1
) -> list[str]:
    """Write flat spans as one tag a token.

    Args:
        spans: In any order; none may share a token with another.
        length: Tokens in the sentence.
        scheme: How to write them.
        sentence: Which sentence this is, for messages.

    Raises:
        TagSequenceError: A span is empty, leaves the sentence or meets another on a token, or its
            label cannot stand in a column.

    >>> encode_tags([(1, 3, "agency")], 4)
    ['O', 'B-agency', 'I-agency', 'O']
    """
    tags = [OUTSIDE] * length
    reached = 0  # no token from here on has a tag
    for first, last, label in spans:
        single, opening, inner, final = tags_of_label(label, scheme)
        is_free = first >= reached or tags[first:last].count(OUTSIDE) == last - first
        if not (0 <= first < last <= length and is_free and single):
            raise _misfit((first, last, label), length, scheme, sentence)
        if last > reached:  # noqa: PLR1730 - a call costs more than the comparison
            reached = last
        if last - first == 1:
            tags[first] = single
            continue
        tags[first] = opening
        tags[last - 1] = final
        if last - first > 2:
            tags[first + 1 : last - 1] = [inner] * (last - first - 2)
    return tags


def decode_tags(
    tags: Sequence[str], scheme: TagScheme = BIO, *, sentence: int = 1
) -> list[TokenSpan]:
    """Read one sentence's tags as flat spans, in order.

    Raises:
        TagSequenceError: A tag that the scheme does not have, or does not allow at this place.

    >>> decode_tags(["O", "B-agency", "I-agency", "O"])
    [(1, 3, 'agency')]
    """
    spans: list[TokenSpan] = []
    last = 0
    for index, tag in enumerate(tags):
        if tag != OUTSIDE and index >= last:
            last = _end_of_entity(tags, index, scheme, sentence)
            spans.append((index, last, tag[2:]))
    return spans


def _end_of_entity(tags: Sequence[str], first: int, scheme: TagScheme, sentence: int) -> int:
    """Index after the last tag of the entity that opens at `first`."""
    opening = tags[first]
    if opening[:1] not in scheme.opens or opening[1:2] != "-" or len(opening) < 3:
        raise _illegal(_why_not_open(tags, first, scheme), tags, first, scheme, sentence)
    before = opening[0]
    last = first + 1
    while last < len(tags):
        tag = tags[last]
        # The hyphen is compared with the label: `IXagency` carries nothing on.
        if tag[1:] != opening[1:] or tag[0] not in scheme.continues[before]:
            break
        before = tag[0]
        last += 1
    if before not in scheme.closes:
        reason = f"the entity {_shown(opening[2:])} ends without its last tag"
        raise _illegal(reason, tags, last - 1, scheme, sentence)
    return last


def repair_tags(tags: Sequence[str], scheme: TagScheme = BIO, *, sentence: int = 1) -> Repaired:
    """Make tags legal as conlleval reads them: an entity opens wherever one must have begun.

    Labels and the set of tagged tokens stay; only prefixes change. Legal tags come back as they
    are.

    Raises:
        TagSequenceError: A value is no tag of this scheme at all, so nothing can be concluded.

    >>> repair_tags(["O", "I-agency", "I-agency"]).repairs
    [Repair(token=2, tag='I-agency', became='B-agency')]
    """
    for index, tag in enumerate(tags):
        if not is_tag(tag) or (tag != OUTSIDE and tag[0] not in scheme.prefixes):
            reason = f"{_shown(tag)!r} is no {scheme.name} tag"
            raise _illegal(reason, tags, index, scheme, sentence)
    try:
        decode_tags(tags, scheme, sentence=sentence)
    except TagSequenceError:
        written = encode_tags(_read_leniently(tags), len(tags), scheme, sentence=sentence)
    else:
        return Repaired(list(tags), [])
    changes = enumerate(zip(tags, written, strict=True), start=1)
    repairs = [Repair(token, tag, became) for token, (tag, became) in changes if tag != became]
    return Repaired(written, repairs)


def _read_leniently(tags: Sequence[str]) -> list[TokenSpan]:
    """Spans as conlleval finds them: B, S, U open, E, L, S, U close, another label does both."""
    spans: list[TokenSpan] = []
    opened = 0
    before = OUTSIDE
    for index, tag in enumerate([*tags, OUTSIDE]):
        carries_on = tag[1:] == before[1:] and tag[0] in "IEL" and before[0] in "BI"
        if before != OUTSIDE and not carries_on:
            spans.append((opened, index, before[2:]))
        if not carries_on:
            opened = index
        before = tag
    return spans


@lru_cache(maxsize=1024)
def tags_of_label(label: str, scheme: TagScheme) -> tuple[str, str, str, str]:
    """The label's tags for one token, the first, an inner and the last; empty when it has none."""
    if not label or any(char.isspace() for char in label):
        return "", "", "", ""
    prefixes = (scheme.single, scheme.first, scheme.inner, scheme.final)
    single, first, inner, final = (f"{prefix}-{label}" for prefix in prefixes)
    return single, first, inner, final


def _misfit(span: TokenSpan, length: int, scheme: TagScheme, sentence: int) -> TagSequenceError:
    """The error that says why a span cannot be written here."""
    first, last, label = span
    if not label or any(char.isspace() for char in label):
        reason = f"the label {_shown(label)!r} is empty or holds white space, which ends a column"
    elif not 0 <= first < last <= length:
        reason = f"the span of tokens [{first}, {last}) is empty or leaves the sentence"
    else:
        reason = f"another span stands on one of the tokens [{first}, {last}) already"
    tag = f"{scheme.first}-{label}"
    return TagSequenceError(reason, sentence=sentence, token=first + 1, tag=tag, scheme=scheme.name)


def _why_not_open(tags: Sequence[str], index: int, scheme: TagScheme) -> str:
    tag = tags[index]
    if not is_tag(tag) or tag[0] not in scheme.prefixes:
        return f"{_shown(tag)!r} is no {scheme.name} tag"
    before = _shown(tags[index - 1]) if index else "the start of the sentence"
    return f"{_shown(tag)} stands after {before}, where {scheme.name} must open an entity first"


def _shown(word: str) -> str:
    """A tag or label as a message can hold it, however long it is."""
    return word if len(word) <= MAX_SHOWN_CHARACTERS else f"{word[:MAX_SHOWN_CHARACTERS]}…"


def _illegal(
    reason: str, tags: Sequence[str], index: int, scheme: TagScheme, sentence: int
) -> TagSequenceError:
    return TagSequenceError(
        reason, sentence=sentence, token=index + 1, tag=tags[index], scheme=scheme.name
    )
