r"""How a CoNLL-U file looks: strings from tokens, words and gaps, nothing else.

Glossary: a *token* is what stands in the text between two gaps; cut at an edge it has several
*words*, which then have rows of their own below a range such as `8-9`. A *gap* is what stands
between two tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from hashiya.tagging import OUTSIDE

__all__ = ["Token", "Word", "comment", "escape_gap", "plain_gap", "sentence_id", "sentence_rows"]

_GAP_ESCAPES: Final = str.maketrans(
    {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\"}
)
_LINE_ENDS: Final = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Ends of lines to some readers, for which there is no escape."""

_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\\]|^\s+|\s+$")
_UNSAFE_IN_SENTENCE_ID: Final = re.compile(r"[\s/\\%\x00-\x1f\x7f-\x9f]")


class Word(NamedTuple):
    """A row with a tag."""

    form: str
    tag: str
    start: int
    end: int


class Token(NamedTuple):
    """One token with its words."""

    form: str
    start: int
    end: int
    words: Sequence[Word]
    before: str
    """What stands before it; only the first of a document has anything there."""
    after: str
    """The gap behind it."""


def plain_gap(gap: str) -> str:
    """A gap without ends of lines that have no escape: each is a space instead."""
    return _LINE_ENDS.sub(" ", gap)


def escape_gap(gap: str) -> str:
    r"""A gap as `SpacesAfter` has it.

    >>> print(escape_gap(" a|\n"))
    \sa\p\n
    """
    return gap.translate(_GAP_ESCAPES)


def comment(words: str) -> str:
    r"""An id as a comment can hold it: controls, backslashes and outer spaces as `\uXXXX`."""
    return _UNSAFE.sub(lambda found: "".join(f"\\u{ord(char):04x}" for char in found[0]), words)


def sentence_id(document: str, number: int) -> str:
    """An id of a sentence: no white space and no slash, and unique where documents' ids are."""
    name = _UNSAFE_IN_SENTENCE_ID.sub(lambda found: f"%{ord(found[0]):02X}", document)
    return f"{name}-s{number}"


def sentence_rows(tokens: Sequence[Token], name: str) -> str:
    """A sentence with its comments and the blank line behind it."""
    text = "".join(token.form + " " * (token.after != "") for token in tokens).rstrip(" ")
    lines = [f"# sent_id = {name}", f"# text = {text}", *_rows(tokens)]
    return "\n".join(lines) + "\n\n"


def _rows(tokens: Sequence[Token]) -> Iterator[str]:
    number = 1
    for token in tokens:
        is_last = token is tokens[-1]
        around = list(_around(token, is_last=is_last))
        last = number + len(token.words) - 1
        if number == last:
            (word,) = token.words
            yield _row(str(number), word.form, [*_of_word(word), *around])
        else:
            place = f"TokenRange={token.start}:{token.end}"
            yield _row(f"{number}-{last}", token.form, [*around, place])
            for each, word in enumerate(token.words, start=number):
                yield _row(str(each), word.form, _of_word(word))
        number = last + 1


def _row(number: str, form: str, misc: Iterable[str]) -> str:
    return "\t".join([number, form, *"________"[:7], "|".join(sorted(misc)) or "_"])


def _of_word(word: Word) -> Iterator[str]:
    if word.tag != OUTSIDE:
        yield f"NER={word.tag}"
    yield f"TokenRange={word.start}:{word.end}"


def _around(token: Token, *, is_last: bool) -> Iterator[str]:
    """What is said of the gaps beside a token; one space inside a sentence needs no word."""
    if token.before:
        yield f"SpacesBefore={escape_gap(token.before)}"
    if not token.after:
        yield "SpaceAfter=No"
    elif token.after != " " or is_last:
        yield f"SpacesAfter={escape_gap(token.after)}"
