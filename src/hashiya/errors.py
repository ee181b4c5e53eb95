"""The error tree: everything Hashiya refuses to do, each with the exit code it ends a command with.

```
HashiyaError
├─ DataError            a file or a database holds something wrong         exit 1
│  ├─ FormatError       path, line, column, what was expected
│  ├─ TagSequenceError  sentence, token, tag, scheme
│  ├─ AlignmentError    span, nearest token edges
│  └─ CorruptionError   text, hash, quote or chain disagree
├─ PolicyError          the scheme does not allow this annotation          exit 1
├─ StoreError           missing, locked, full, newer than this program     exit 3
└─ UsageError           arguments that make no sense together              exit 2
```

A message says what is wrong, where exactly, and what to do next. It may quote hostile text:
whoever prints it passes it through `hashiya.text.visible` first. A message that people meet in the
app is a `Reason`, which the app can say in their language. This floor knows no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

__all__ = [
    "AlignmentError",
    "CorruptionError",
    "CountedReason",
    "DataError",
    "FormatError",
    "HashiyaError",
    "PolicyError",
    "Reason",
    "StoreError",
    "TagSequenceError",
    "UsageError",
]


class Reason(str):
    """An English sentence that keeps what it was made from, so that it can be translated.

    A string like any other for whoever just prints it.

    >>> Reason("{path} is gone", path="news.hashiya")
    'news.hashiya is gone'

    Args:
        template: The sentence with named fields in braces; where there are no fields, as it is.
        fields: What stands in them; a field that is a `Reason` itself is translated too, and one
            called `label` is the name of a label, which the app says by its title.
    """

    __slots__ = ("fields", "template")

    template: str
    fields: Mapping[str, object]

    def __new__(cls, template: str, **fields: object) -> Self:
        """Fill the fields in."""
        made = super().__new__(cls, template.format(**fields) if fields else template)
        made.template = str(template)
        made.fields = fields
        return made


class CountedReason(Reason):
    """A reason whose words go with a number; other languages have other forms of them.

    >>> CountedReason("{count} span is left", "{count} spans are left", count=1)
    '1 span is left'

    Args:
        one: The sentence for one.
        many: The sentence for any other number.
        count: The number, a field of its own.
        fields: As for any reason.
    """

    __slots__ = ("many", "number", "one")

    one: str
    many: str
    number: int

    def __new__(cls, one: str, many: str, *, count: int, **fields: object) -> Self:
        """Take the form that goes with the number, and fill the fields in."""
        made = super().__new__(cls, one if count == 1 else many, count=count, **fields)
        made.one, made.many, made.number = one, many, count
        return made


class HashiyaError(Exception):
    """Anything Hashiya refuses, in words for the person who asked."""

    exit_code: ClassVar[int] = 1
    """What a command that ends with this error returns to the shell."""


class DataError(HashiyaError):
    """A file or a database holds something that cannot be true."""


class FormatError(DataError):
    """A file does not hold what its format promises.

    Args:
        message: What is wrong and what was expected instead.
        path: The file, as the person named it.
        line: Line in the file, counted from 1.
        column: Character in that line, counted from 1.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column


class TagSequenceError(DataError):
    """A tag that its scheme does not allow at this place.

    Args:
        message: What is wrong.
        sentence: Sentence in the file, counted from 1.
        token: Token in the sentence, counted from 1.
        tag: The tag as written, such as `I-agency`.
        scheme: The tagging scheme's name, such as `BIO`.
    """

    def __init__(self, message: str, *, sentence: int, token: int, tag: str, scheme: str) -> None:
        super().__init__(f"sentence {sentence}, token {token}: {message}")
        self.sentence = sentence
        self.token = token
        self.tag = tag
        self.scheme = scheme


class AlignmentError(DataError):
    """A span whose edges fall where this unit or tokenization has no edge.

    Args:
        message: What is wrong.
        start: The span's first code point.
        end: The code point after its last.
        nearest: The nearest edges, `(start, end)`, in code points.
    """

    def __init__(self, message: str, *, start: int, end: int, nearest: tuple[int, int]) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.nearest = nearest


class CorruptionError(DataError):
    """Text, hash, quote or event chain disagree with each other."""


class PolicyError(HashiyaError):
    """The project's scheme does not allow this annotation.

    Args:
        message: The reason, in words for the annotator.
        rule: The policy field that refuses it, such as `crossing`.
    """

    def __init__(self, message: str, *, rule: str) -> None:
        super().__init__(message)
        self.rule = rule


class StoreError(HashiyaError):
    """The project's file is missing, locked, full, read-only or newer than this program."""

    exit_code = 3


class UsageError(HashiyaError):
    """Arguments that make no sense, alone or together."""

    exit_code = 2
