"""Schemes, records and short ways to write and read them, shared by the tests of the formats."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from tests.strategies import texts

from hashiya.formats import ReadItem, ReadOptions, TokenOptions, WriteOptions, reader
from hashiya.model import DocumentRecord, Label, MarkRecord, ReminderRecord, Scheme, SpanRecord
from hashiya.text import sentence_spans

__all__ = [
    "LABELS",
    "SCHEME",
    "documents_of",
    "options",
    "packed_docx",
    "read",
    "record",
    "records",
    "report_of",
    "spanned",
    "write_lines",
]

LABELS = ("agency", "official", "date", "topic")
SCHEME = Scheme(id="news", labels=tuple(Label(name=name) for name in LABELS))


def options(**said: Any) -> WriteOptions:
    """Options of an export; `policy`, `nested` and `on_collision` may be named directly."""
    names = ("policy", "nested", "on_collision")
    tokens = TokenOptions(**{name: said.pop(name) for name in names if name in said})
    return WriteOptions(scheme=SCHEME, tokens=tokens, **said)


def spanned(text: str, *quotes: tuple[str, str]) -> tuple[SpanRecord, ...]:
    """Spans by what they cover, each at its first place in the text."""
    spans = [
        SpanRecord(text.index(quote), text.index(quote) + len(quote), label, quote)
        for quote, label in quotes
    ]
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.label)))


def record(text: str, *quotes: tuple[str, str], name: str = "d1") -> DocumentRecord:
    """A document with one person's layer, its sentences by the rule."""
    return DocumentRecord(
        id=name,
        name=name,
        text=text,
        sentences=tuple(sentence_spans(text)),
        spans=spanned(text, *quotes),
        has_layer=True,
    )


def read(path: Path, name: str, **said: Any) -> list[ReadItem]:
    """Everything a reader yields."""
    return list(reader(name).read(path, ReadOptions(**said)))


def documents_of(items: Sequence[ReadItem]) -> list[DocumentRecord]:
    """The documents among what a reader yielded."""
    return [item for item in items if isinstance(item, DocumentRecord)]


def write_lines(path: Path, *lines: object) -> Path:
    """A JSONL file; strings and bytes are written as they are, anything else as JSON."""
    written = [
        line
        if isinstance(line, bytes)
        else line.encode()
        if isinstance(line, str)
        else json.dumps(line, ensure_ascii=False).encode()
        for line in lines
    ]
    path.write_bytes(b"\n".join(written) + b"\n")
    return path


def packed_docx(folder: Path, body: str) -> bytes:
    """A DOCX file with this body, in the fewest parts that make one."""
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        f'"/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{words}"><w:body>{body}</w:body></w:document>',
    }
    path = folder / "packed.zip"
    with zipfile.ZipFile(path, "w") as held:
        for name, text in parts.items():
            held.writestr(zipfile.ZipInfo(name), text)
    data = path.read_bytes()
    path.unlink()
    return data


def report_of(target: Path) -> Any:
    """The report beside an exported file."""
    return json.loads(target.with_name(f"{target.name}.report.json").read_bytes())


@st.composite
def records(draw: st.DrawFn, *, nested: bool = True) -> DocumentRecord:
    """Any document with any layer that can be true.

    What no file distinguishes is left out: a layer that says nothing at all, and a finished layer
    whose sentences are marked but which is not called done.
    """
    text = draw(texts())
    sentences = draw(st.sampled_from([None, tuple(sentence_spans(text))]))
    spans = tuple(draw(st.lists(_spans(text), max_size=6))) if text else ()
    if not nested:
        spans = _apart(spans)
    marks = tuple(
        MarkRecord(start, end, draw(st.sampled_from(["done", "nothing"])))
        for start, end in sentences or ()
        if draw(st.booleans())
    )
    reminders = tuple(
        ReminderRecord(
            start, end, *draw(st.sampled_from([(True, ""), (False, "ن"), (True, "\u2028")]))
        )
        for start, end in ((0, 0), *(sentences or ()))
        if draw(st.booleans())
    )
    all_marked = bool(sentences) and len(marks) == len(sentences or ())
    is_done = all_marked or draw(st.booleans())
    optional = st.none() | _names()
    return DocumentRecord(
        id=draw(_names()),
        name=draw(_names()),
        text=text,
        date=draw(st.none() | st.dates().map(str)),
        source=draw(optional),
        sentences=sentences,
        annotator=draw(optional),
        layer=draw(st.sampled_from(["annotator", "gold"])),
        spans=spans,
        marks=marks,
        reminders=reminders,
        is_done=is_done,
        has_layer=bool(spans or marks or reminders or is_done),
    )


def _names() -> st.SearchStrategy[str]:
    return st.text(
        st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12
    ) | st.sampled_from(
        ["../../etc/passwd", "a/b", "خبر", "\u202eabc", "tab\there", "a\nb", "\u200f"]
    )


@st.composite
def _spans(draw: st.DrawFn, text: str) -> SpanRecord:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return SpanRecord(
        start,
        end,
        draw(st.sampled_from(LABELS)),
        text[start:end],
        draw(st.sampled_from(["", "unsure", "أول\u2028ثان"])),
        draw(st.sampled_from([(), (("value", "2021-01-29"),), (("a", ""), ("b", "\x85"))])),
        draw(st.sampled_from(["import", "hand", "propagate"])),
        draw(st.booleans()),
    )


def _apart(spans: tuple[SpanRecord, ...]) -> tuple[SpanRecord, ...]:
    """Those spans that share nothing with one before them."""
    chosen: list[SpanRecord] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if not chosen or span.start >= chosen[-1].end:
            chosen.append(span)
    return tuple(chosen)
