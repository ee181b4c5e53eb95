"""Markup: elements of an HTML page, with everything that is not markup escaped.

Text is made visible first, so that no character of an article commands a browser. Must never know
what a page is about.
"""

from __future__ import annotations

from html import escape
from typing import Final, TypeAlias

from hashiya.text import visible

__all__ = ["Html", "Part", "broken", "element", "folded_table", "table"]

_ALONE: Final = frozenset({"br", "meta"})
"""Elements without an end."""


class Html(str):
    """A piece of a page; any other string is text and is escaped on its way in."""

    __slots__ = ()


Part: TypeAlias = "str | int | None"
"""What an element holds: a piece of a page, text, a number, or nothing."""


def element(name: str, /, *parts: Part, **attributes: str | None) -> Html:
    """One element; an attribute's trailing underscore is left away.

    >>> element("p", "a < b", class_="quiet")
    '<p class="quiet">a &lt; b</p>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(visible(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _ALONE:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{''.join(map(_part, parts))}</{name}>")


def broken(text: str) -> Html:
    r"""Text with its line breaks.

    >>> broken("a\nb < c")
    'a<br>b &lt; c'
    """
    return Html(element("br").join(map(_part, text.split("\n"))))


def table(heads: list[str], rows: list[list[Part]], caption: str = "") -> Html:
    """A table whose first cell of each row is its head; it scrolls where it is too wide."""
    top = element("tr", *[element("th", head, scope="col") for head in heads])
    body = [
        element(
            "tr", element("th", row[0], scope="row"), *[element("td", cell) for cell in row[1:]]
        )
        for row in rows
    ]
    title = element("caption", caption) if caption else None
    rows_ = element("table", title, element("thead", top), element("tbody", *body))
    return element("div", rows_, class_="scroll")


def folded_table(heads: list[str], rows: list[list[Part]], most: int, more: str) -> Html:
    """A table of the first rows; the others are folded away.

    Args:
        heads: Of its columns.
        rows: All of them.
        most: How many are seen at once.
        more: Words over the others, with a field `count`.
    """
    first, rest = table(heads, rows[:most]), rows[most:]
    if not rest:
        return first
    summary = element("summary", more.format(count=f"{len(rest):,}"))
    return Html(first + element("details", summary, table(heads, rest)))


def _part(part: Part) -> str:
    if isinstance(part, Html):
        return part
    return "" if part is None else escape(visible(str(part)))
