"""Reading DOCX: paragraphs and tables in their order, by python-docx.

The library comes with `hashiya[docx]` and is loaded when a file is read. Tracked changes, notes,
comments and text boxes are left out; how many there are is said. Headers and footers of pages are
no part of the text. A file that would unpack to far
more than a document is refused before it is unpacked.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hashiya.errors import FormatError
from hashiya.formats.articles import Extracted, read_articles
from hashiya.formats.base import ReadItem, ReadOptions
from hashiya.formats.files import open_binary
from hashiya.formats.kinds import Kind
from hashiya.text import counted

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.table import _Row as Row

__all__ = ["DocxReader"]

SUFFIXES: Final = frozenset({".docx"})

MAX_UNPACKED_BYTES: Final = 256 << 20
MAX_TITLE_CHARACTERS: Final = 120

_MISSING: Final = (
    "reading DOCX needs python-docx, which is not here: install it with pip install 'hashiya[docx]'"
)
_CORE: Final = "docProps/core.xml"
_LEFT_OUT: Final[tuple[tuple[str, str, str], ...]] = (
    ("w:ins", "tracked insertion is", "tracked insertions are"),
    ("w:del", "tracked deletion is", "tracked deletions are"),
    ("w:moveTo", "tracked move is", "tracked moves are"),
    ("w:commentReference", "comment is", "comments are"),
    ("w:footnoteReference", "footnote is", "footnotes are"),
    ("w:endnoteReference", "endnote is", "endnotes are"),
    ("w:txbxContent", "text box is", "text boxes are"),
    ("w:tc/w:tbl", "table in a table is", "tables in tables are"),
    ("w:altChunk", "document inside it is", "documents inside it are"),
    ("m:oMath", "formula is", "formulas are"),
)
_WRAPPERS: Final = ("w:sdt", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo")
"""What may stand around words, cells and paragraphs, and the library passes over with them."""
_CONTENT: Final = "w:sdtContent"


class DocxReader:
    """Reads a DOCX file, or a folder of them."""

    def __init__(self, name: str = "docx") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """One document for a file; its id is the file's name without the suffix.

        Raises:
            FormatError: The library is missing, or the file cannot be read or holds no text.
        """
        yield from read_articles(path, SUFFIXES, options, _extract)


def _extract(path: Path, _: ReadOptions) -> Extracted:
    try:
        import docx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise FormatError(_MISSING, path=str(path)) from error
    with open_binary(path) as packed:
        parts = _parts(path)
        try:
            document = docx.Document(packed)
            remarks = tuple(_remarks(document))
            _unwrap(document)
            text = "\n".join(_lines(document))
            # Where a file has no title of its own, the library makes one up.
            title = document.core_properties.title or "" if _CORE in parts else ""
        except Exception as error:  # the library raises whatever its parts do
            missing = "a part of it is missing" if isinstance(error, KeyError) else "it is damaged"
            reason = f"is no DOCX that python-docx can read: {missing}"
            raise FormatError(reason, path=str(path)) from error
    title = " ".join(title.split())
    kept = title if len(title) <= MAX_TITLE_CHARACTERS else ""
    return Extracted(text, kept, f"python-docx {version('python-docx')}", remarks)


def _parts(path: Path) -> set[str]:
    """Names of the parts of a file that does not unpack to too much."""
    try:
        with zipfile.ZipFile(path) as held:
            size = sum(each.file_size for each in held.infolist())
            names = set(held.namelist())
    # zipfile's NotImplementedError: a way of packing that it does not know.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FormatError("is no DOCX file, or a broken one", path=str(path)) from error
    if size > MAX_UNPACKED_BYTES:
        raise FormatError(
            f"would unpack to {size:,} bytes, more than any document has", path=str(path)
        )
    return names


def _unwrap(document: Document) -> None:
    """Put what content controls, smart tags, fields and marks of direction hold in their place."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    found = document.element.body.xpath(" | ".join(f".//{name}" for name in _WRAPPERS))
    for wrapper in reversed(found):  # the inner ones first
        content = wrapper.find(qn(_CONTENT))
        for each in [*(wrapper if content is None else content)]:
            wrapper.addprevious(each)
        wrapper.getparent().remove(wrapper)


def _lines(document: Document) -> Iterator[str]:
    """A paragraph a line, a row of a table a line with tabs between its cells."""
    from docx.text.paragraph import Paragraph  # noqa: PLC0415 - an extra

    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    """What each row says; a merged cell comes once in every row that it covers.

    The library's own `cells` are a list as long as a cell says that it is wide.
    """
    above: dict[int, str] = {}
    for row in table.rows:
        here = dict(_cells(row, above))
        yield "\t".join(here.values())
        above = here


def _cells(row: Row, above: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Column and words of each cell; one that goes on from the row above says what stands there."""
    column = row._tr.grid_before  # noqa: SLF001 - the only way past `cells`
    for cell in row._tr.tc_lst:  # noqa: SLF001
        words = " ".join(line for each in cell.p_lst for line in each.text.split("\n"))
        yield column, above.get(column, words) if cell.vMerge == "continue" else words
        column += max(1, cell.grid_span)


def _remarks(document: Document) -> Iterator[tuple[Kind, str]]:
    for name, *what in _LEFT_OUT:
        count = len(document.element.xpath(f"//{name}"))
        if count:
            yield "attribute_lost", f"{counted(count, *what)} not in the text"
