"""Titles: what the labels of the scheme in use are called in sentences to a person.

There is one scheme on the one screen of this process; whoever takes it into use says so here.
Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hashiya.model import Label
from hashiya.tui.locale import language, use_label_titles

__all__ = ["title_of", "use_titles"]


class _InUse:
    titles: Mapping[str, str] = {}


def use_titles(labels: Iterable[Label]) -> None:
    """Call these labels by their titles in the interface's language from now on."""
    _InUse.titles = {label.name: label.title(language()) for label in labels}
    use_label_titles(title_of)


def title_of(name: str) -> str:
    """A label's title; its name when the scheme in use lacks it."""
    return _InUse.titles.get(name, name)
