"""Reading CoNLL: columns of tokens and tags become documents with spans of characters.

Such a file has neither ids nor spacing. With `NAME.offsets.tsv` beside it both come back as they
were; without, tokens are joined by one space and sentences by a line end, and the documents are
called `NAME-1`, `NAME-2`. A document with a line that cannot be true is refused whole, by that
line: a text with a hole in it would be another text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from hashiya.errors import FormatError, TagSequenceError
from hashiya.formats.base import Notice, ReadItem, ReadOptions, Refusal
from hashiya.formats.conll_columns import left_columns
from hashiya.formats.conll_documents import DocumentInProgress
from hashiya.formats.conll_rows import (
    Border,
    Comment,
    Row,
    RowTrouble,
    Sentence,
    find_shape,
    read_rows,
)
from hashiya.formats.lines import LineSource
from hashiya.formats.names import stem_of
from hashiya.formats.offsets import DocumentOffsets, read_offsets, sidecar_path
from hashiya.formats.remarks import BYTE_ORDER_MARK_REMARK, MojibakeWatch
from hashiya.model import DocumentRecord
from hashiya.tagging import (
    BILOU,
    BIOES,
    IOB1,
    TagScheme,
    TokenSpan,
    decode_tags,
    guess_tag_scheme,
    is_tag,
    repair_tags,
    tag_scheme,
)
from hashiya.text import counted

__all__ = ["SPACING_REMARK", "ConllReader", "TokenFile", "scheme_remark"]

_SAMPLED_SENTENCES: Final = 2000

BORDER_MARK: Final = "$#$"
"""What some corpora write between documents or sentences, as a row like any other."""

_EVIDENCE: Final = {
    IOB1: "many entities begin with I- and none with B- where none before it ends",
    BIOES: "there are tags E- or S-",
    BILOU: "there are tags L- or U-",
}
"""By what a tagging scheme is known that is not the usual one."""

SPACING_REMARK: Final = (
    "tokens are joined by one space and sentences by a line end, since the original spacing is not"
    " in this file; of an export NAME.offsets.tsv has it, and is read where it stands beside it"
)


class ConllReader:
    """Reads token files of two and more columns."""

    def __init__(self, name: str = "conll") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """Documents in the order of the file; what was refused or repaired follows its document.

        Raises:
            FormatError: The file, or the sidecar beside it, cannot be read or has no such columns.
            UsageError: The options name an unknown encoding or tagging scheme.
        """
        source = LineSource(path, options.encoding)
        shape = find_shape(source.head(), str(path), options.tag_columns)
        scheme = _scheme(source, options, path)
        sidecar = sidecar_path(path)
        offsets = read_offsets(sidecar) if sidecar.exists() else None
        yield from _announcements(path, scheme, options, has_offsets=offsets is not None)
        for message in left_columns(source.head(), shape):
            yield Notice(str(path), None, "attribute_lost", message)
        file = TokenFile(path, options, scheme, offsets)
        for row in read_rows(source, shape):
            yield from file.item(row)
        yield from file.finish()
        if source.had_mark:
            yield Notice(str(path), 1, "byte_order_mark", BYTE_ORDER_MARK_REMARK)


class TokenFile:
    """The document under way and what the file's documents have in common."""

    def __init__(
        self,
        path: Path,
        options: ReadOptions,
        scheme: TagScheme,
        offsets: Iterator[DocumentOffsets] | None,
    ) -> None:
        self.comments = 0
        self._first_comment = 0  # its line
        self.border_marks = 0
        self._path = path
        self.options = options
        self._scheme = scheme
        self._offsets = offsets
        self._watch = MojibakeWatch()
        self._number = 1
        self.document = self.begin(f"{stem_of(path)}-1", 1)

    def begin(self, name: str, line: int) -> DocumentInProgress:
        """A document with nothing in it."""
        return DocumentInProgress(name, line=line)

    def item(self, row: Row) -> Iterator[ReadItem]:
        """Take in what a run of lines is."""
        match row:
            case Sentence():
                yield from self.take(row)
            case RowTrouble():
                self.document.refuse(row.line, row.reason)
            case Border():
                yield from self.open_document(row.line)
            case Comment():
                self.comments += 1
                self._first_comment = self._first_comment or row.line

    def take(self, sentence: Sentence) -> Iterator[ReadItem]:
        """Add a sentence to the document, or begin one where the options divide the file."""
        most = self.options.sentences_per_document
        if most is not None and len(self.document.tokens) >= most and self._offsets is None:
            yield from self.open_document(sentence.lines[0])
        self.border_marks += sentence.tokens.count(BORDER_MARK)
        spans = self.spans_of(sentence)
        self.document.add(sentence.tokens, spans)

    def spans_of(self, sentence: Sentence) -> list[TokenSpan]:
        """The spans of the document's next sentence; what cannot be one refuses the document."""
        spans: list[TokenSpan] = []
        number = len(self.document.tokens) + 1
        for tags in sentence.tags:
            try:
                spans += self._decoded(tags, sentence, number)
            except TagSequenceError as error:
                self.document.refuse(sentence.lines[error.token - 1], self._advice(error))
        return spans

    def open_document(self, line: int) -> Iterator[ReadItem]:
        """End the document under way and begin the next."""
        if not self.document.is_untouched:
            yield from self._ended()
            self._number += 1
        self.document = self.begin(f"{stem_of(self._path)}-{self._number}", line)
        self.document.is_opened = True

    def finish(self) -> Iterator[ReadItem]:
        """The last document, and remarks on the whole file."""
        if not self.document.is_untouched:
            yield from self._ended()
        if self._offsets is not None and next(self._offsets, None) is not None:
            reason = "places more documents than the file beside it holds"
            raise FormatError(reason, path=str(sidecar_path(self._path)))
        if self.comments:
            message = f"{counted(self.comments, 'line')} beginning with # passed over as comments"
            yield Notice(str(self._path), self._first_comment, "skipped", message)
        if self.border_marks:
            rows = counted(self.border_marks, "row")
            message = f"{rows} of {BORDER_MARK} read as tokens like any other"
            yield Notice(str(self._path), None, "shape_assumed", message)
        remark = self._watch.remark()
        if remark:
            yield Notice(str(self._path), None, "mojibake", remark)

    def _ended(self) -> Iterator[ReadItem]:
        document = self.document
        places = None if self._offsets is None else next(self._offsets, None)
        if self._offsets is not None:
            document.place(places, sidecar_path(self._path).name)
        path = str(self._path)
        made = document.record(self.options)
        if not isinstance(made, DocumentRecord):
            line, reason = made
            yield Refusal(path, line, reason, document=document.id)
            return
        if self._watch.is_watching:
            self._watch.see(made.text)
        yield made
        if self._offsets is None and document.is_unbroken:
            tokens = counted(len(document.tokens[0]), "token")
            message = f"no blank line divides the document, so that its {tokens} make one sentence"
            yield Notice(path, made.line, "no_sentences", message, made.id)
        for line, message in document.repairs:
            yield Notice(path, line, "tag_repaired", message, made.id)
        for place, kind, message in document.remarks:
            yield Notice(path, place, kind, message, made.id)

    def _decoded(self, tags: list[str], sentence: Sentence, number: int) -> list[TokenSpan]:
        if not self.options.repair:
            return decode_tags(tags, self._scheme, sentence=number)
        repaired = repair_tags(tags, self._scheme, sentence=number)
        for repair in repaired.repairs:
            message = f"{repair.tag} became {repair.became}"
            self.document.repairs.append((sentence.lines[repair.token - 1], message))
        return decode_tags(repaired.tags, self._scheme, sentence=number)

    def _advice(self, error: TagSequenceError) -> str:
        if not is_tag(error.tag):
            return f"{error}; O is one, and B-LABEL"
        if error.tag[0] not in self._scheme.prefixes:
            return f"{error}; --tags says in which scheme the file is written"
        if self.options.repair:
            return str(error)
        return f"{error}; --repair takes it in as conlleval would and reports each change"


def _scheme(source: LineSource, options: ReadOptions, path: Path) -> TagScheme:
    """The tagging scheme that was named, or the one the file's beginning was written in."""
    if options.tags != "auto":
        return tag_scheme(options.tags)
    shape = find_shape(source.head(), str(path), options.tag_columns)
    sentences = (row for row in read_rows(source, shape) if isinstance(row, Sentence))
    sample = islice(sentences, _SAMPLED_SENTENCES)
    return guess_tag_scheme(tags for sentence in sample for tags in sentence.tags)


def _announcements(
    path: Path, scheme: TagScheme, options: ReadOptions, *, has_offsets: bool
) -> Iterator[Notice]:
    yield from scheme_remark(path, scheme, options)
    if not has_offsets:
        yield Notice(str(path), None, "whitespace_lost", SPACING_REMARK)


def scheme_remark(path: Path, scheme: TagScheme, options: ReadOptions) -> Iterator[Notice]:
    """Say by what an unusual tagging scheme was known, unless somebody named it."""
    if options.tags == "auto" and scheme in _EVIDENCE:
        message = (
            f"its tags are read as {scheme.name}, since {_EVIDENCE[scheme]}; --tags says otherwise"
        )
        yield Notice(str(path), None, "unit_assumed", message)
