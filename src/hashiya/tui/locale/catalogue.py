"""The catalogue in use: messages by their English words, read once for a language but English.

A process has one interface, whose language is chosen before anything is shown. Must never know who
chose it or where a message is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from gettext import GNUTranslations
from pathlib import Path
from typing import Final, TypeVar

from hashiya.errors import CountedReason, Reason, UsageError
from hashiya.terminal import LANGUAGES

__all__ = [
    "LANGUAGES",
    "_",
    "is_mirrored",
    "language",
    "later",
    "n_",
    "told",
    "use_label_titles",
    "use_language",
]

_RIGHT_TO_LEFT: Final = frozenset({"ar"})
_FOLDER: Final = Path(__file__).parent

_Message = TypeVar("_Message", bound=str)


class _Chosen:
    """The language of the one interface of this process."""

    language: str = "en"
    words: GNUTranslations | None = None
    call_label: Callable[[str], str] = str
    """A label's name → what it is called in sentences."""


def use_language(name: str) -> None:
    """Say everything in this language from now on; what is on the screen already stays.

    Raises:
        UsageError: There is no such language.
    """
    if name not in LANGUAGES:
        raise UsageError(f"there is no interface in {name!r}; it can be {', '.join(LANGUAGES)}")
    words = None
    if name != "en":
        with (_FOLDER / f"{name}.mo").open("rb") as catalogue:
            words = GNUTranslations(catalogue)
    _Chosen.language, _Chosen.words = name, words


def language() -> str:
    """The interface's language, as in `LANGUAGES`."""
    return _Chosen.language


def is_mirrored() -> bool:
    """Whether the interface runs from right to left."""
    return _Chosen.language in _RIGHT_TO_LEFT


def _(message: str) -> str:
    """A message in the interface's language."""
    if _Chosen.words is None or not message:  # gettext keeps the catalogue's header under ""
        return message
    return _Chosen.words.gettext(message)


def n_(one: str, many: str, count: int) -> str:
    """The form of a message that goes with a number, in the interface's language."""
    if _Chosen.words is None:
        return one if count == 1 else many
    return _Chosen.words.ngettext(one, many, count)


def later(message: _Message) -> _Message:
    """The same message, found by the catalogue and translated where it is shown."""
    return message


def use_label_titles(title_of: Callable[[str], str]) -> None:
    """Call the labels in reasons like this from now on."""
    _Chosen.call_label = title_of


def told(reason: str | BaseException) -> str:
    """A reason or an error in the interface's language, as far as a floor below made it so.

    What was not made as a `Reason`, such as words of the system, is said as it came.
    """
    if isinstance(reason, BaseException):
        first = reason.args[0] if reason.args else ""
        reason = first if isinstance(first, str) and first else str(reason)
    if not isinstance(reason, Reason):
        return reason
    fields = {
        name: told(value) if isinstance(value, Reason) else value
        for name, value in reason.fields.items()
    }
    if "label" in fields:
        fields["label"] = _Chosen.call_label(str(fields["label"]))
    if isinstance(reason, CountedReason):
        return n_(reason.one, reason.many, reason.number).format(**fields)
    return _(reason.template).format(**fields) if fields else _(reason.template)
