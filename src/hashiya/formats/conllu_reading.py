"""Reading CoNLL-U and CoNLL-U Plus: entities from MISC or a column, the text as its rows space it.

A document with a row that cannot be true is refused whole, by that line: a text with a hole in it
would be another text. Rows and the growing text have rooms of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from hashiya.errors import FormatError
from hashiya.formats.base import Notice, ReadItem, ReadOptions
from hashiya.formats.conll_reading import TokenFile, scheme_remark
from hashiya.formats.conll_rows import RowTrouble, Sentence
from hashiya.formats.conllu_documents import ConlluDocument
from hashiya.formats.conllu_rows import ConlluSentence, NewDocument, Surface, Unkept, read_rows
from hashiya.formats.lines import LineSource
from hashiya.formats.remarks import BYTE_ORDER_MARK_REMARK
from hashiya.tagging import OUTSIDE, TagScheme, guess_tag_scheme, tag_scheme

__all__ = ["ConlluReader"]

_SAMPLED_SENTENCES: Final = 2000


class ConlluReader:
    """Reads tab-separated files of ten columns, or of those that the first line names."""

    def __init__(self, name: str = "conllu") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """Documents in the order of the file; what was refused or repaired follows its document.

        Raises:
            FormatError: The file cannot be read or holds no rows.
            UsageError: The options name an unknown encoding or tagging scheme.
        """
        source = LineSource(path, options.encoding)
        scheme = _scheme(source, options)
        yield from scheme_remark(path, scheme, options)
        file = _ConlluFile(path, options, scheme, None)
        has_rows = False
        unkept = Unkept()
        for row in read_rows(source, unkept):
            has_rows = True
            match row:
                case ConlluSentence():
                    file.take_sentence(row)
                case NewDocument():
                    yield from file.open_document(row.line)
                    file.document.id = row.id or file.document.id
                case RowTrouble():
                    file.document.refuse(row.line, row.reason)
        if not has_rows:
            raise FormatError("holds no rows of ten columns", path=str(path))
        yield from file.finish()
        for message in _said_of(unkept):
            yield Notice(str(path), None, "attribute_lost", message)
        if source.had_mark:
            yield Notice(str(path), 1, "byte_order_mark", BYTE_ORDER_MARK_REMARK)


class _ConlluFile(TokenFile):
    """A file whose documents space their tokens themselves."""

    document: ConlluDocument

    def begin(self, name: str, line: int) -> ConlluDocument:
        """A document with nothing in it."""
        return ConlluDocument(name, line=line)

    def take_sentence(self, sentence: ConlluSentence) -> None:
        """Add a sentence with the entities of its words."""
        words = [word for surface in sentence.surfaces for word in surface.words]
        lines = [word.line for word in words]
        columns = _columns(sentence.surfaces)
        spans = self.spans_of(Sentence([word.form for word in words], columns, lines))
        self.document.add_sentence(sentence, list(dict.fromkeys(spans)))


def _said_of(unkept: Unkept) -> Iterator[str]:
    """What to say of what is not kept."""
    if unkept.columns:
        yield f"not kept of its columns: {', '.join(name[:80] for name in unkept.columns)}"
    if unkept.misc:
        yield f"not kept of MISC: {', '.join(name[:80] for name in unkept.misc)}"
    if unkept.empty_nodes:
        yield "empty nodes, which are no words of the text, are not kept"


def _columns(surfaces: Iterable[Surface]) -> list[list[str]]:
    """The tags of a sentence's words, a list for each key they stand under."""
    held = list(surfaces)
    keys = {key for surface in held for word in surface.words for key in word.tags}
    return [
        [word.tags.get(key, OUTSIDE) for surface in held for word in surface.words]
        for key in sorted(keys)
    ]


def _scheme(source: LineSource, options: ReadOptions) -> TagScheme:
    """The tagging scheme that was named, or the one the file's beginning was written in."""
    if options.tags != "auto":
        return tag_scheme(options.tags)
    sentences = (row for row in read_rows(source) if isinstance(row, ConlluSentence))
    sample = islice(sentences, _SAMPLED_SENTENCES)
    return guess_tag_scheme(tags for sentence in sample for tags in _columns(sentence.surfaces))
