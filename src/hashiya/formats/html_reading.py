"""Reading HTML: the article of a saved page, without its menus, by trafilatura.

The library comes with `hashiya[html]` and is loaded when a page is read. Its dates are guesses and
are not taken. A page that names its encoding is read in it, which is said.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

from hashiya.errors import FormatError, UsageError
from hashiya.formats.articles import Extracted, read_articles
from hashiya.formats.base import ReadItem, ReadOptions
from hashiya.formats.decoding import MAX_TEXT_BYTES, check_encoding, decode_bytes
from hashiya.formats.files import read_bytes
from hashiya.formats.kinds import Kind
from hashiya.formats.remarks import shown

__all__ = ["HtmlReader"]

SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})

MAX_TITLE_CHARACTERS: Final = 120

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_HEAD_BYTES: Final = 8192
_MISSING: Final = (
    "reading HTML needs trafilatura, which is not here: install it with pip install 'hashiya[html]'"
)


class HtmlReader:
    """Reads a page, or a folder of them."""

    def __init__(self, name: str = "html") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """One document for a page; its id is the file's name without the suffix.

        Raises:
            FormatError: The library is missing, or the file cannot be read or holds no article.
            UsageError: The encoding that was named does not exist.
        """
        yield from read_articles(path, SUFFIXES, options, _extract)


def _extract(path: Path, options: ReadOptions) -> Extracted:
    try:
        import trafilatura  # noqa: PLC0415 - an extra, and slow to load
        from lxml.etree import LxmlError  # noqa: PLC0415
    except ImportError as error:
        raise FormatError(_MISSING, path=str(path)) from error
    # Its warnings say less than the refusal does.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page, remarks = _decoded(path, options.encoding)
    try:
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True)
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError) as error:
        reason = f"trafilatura cannot read it: {type(error).__name__}"
        raise FormatError(reason, path=str(path)) from error
    text = getattr(found, "text", None) or ""
    return Extracted(text, _title(page), f"trafilatura {version('trafilatura')}", remarks)


def _decoded(path: Path, encoding: str | None) -> tuple[str, tuple[tuple[Kind, str], ...]]:
    """The page as text: in UTF-8, in the encoding that was said, or in the one it names itself."""
    data = read_bytes(path, limit=MAX_TEXT_BYTES)
    named = _CHARSET.search(data[:_HEAD_BYTES])
    try:
        return decode_bytes(data, path=str(path), encoding=encoding).text, ()
    except FormatError:
        if encoding is not None or named is None:
            raise
    try:
        name = check_encoding(named[1].decode())
    except UsageError as error:
        reason = (
            f"is not UTF-8, and names an encoding that there is not: {shown(named[1].decode())}"
        )
        raise FormatError(reason, path=str(path)) from error
    text = decode_bytes(data, path=str(path), encoding=name).text
    return text, (("encoding_guessed", f"it is read in {name}, as the page says itself"),)


def _title(page: str) -> str:
    found = re.search(r"<title[^>]{0,200}>([^<]{1,1000})</title", page, re.IGNORECASE)
    if found is None:
        return ""
    import html  # noqa: PLC0415 - for pages with a title only

    title = " ".join(html.unescape(found[1]).split())
    return title if len(title) <= MAX_TITLE_CHARACTERS else ""
