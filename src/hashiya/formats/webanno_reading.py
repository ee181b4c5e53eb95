"""Reading WebAnno TSV 3, as INCEpTION writes it: sentences with their text, tokens with layers.

The text is that of the lines `#Text=`, so that a row that cannot be true costs its annotations and
nothing else. Offsets count UTF-16. A file is a document; in the folders of an exported project its
name is the person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hashiya.errors import FormatError
from hashiya.formats.annotators import place_in_project
from hashiya.formats.base import Notice, ReadItem, ReadOptions, Refusal
from hashiya.formats.file_layers import FileLayers
from hashiya.formats.jsonl_values import BadLineError
from hashiya.formats.kinds import Kind
from hashiya.formats.lines import LineSource, decoded_line
from hashiya.formats.names import id_behind
from hashiya.formats.remarks import shown
from hashiya.formats.sentence_bounds import kept_sentences
from hashiya.formats.webanno_cells import (
    NOTHING,
    Layer,
    cells_of,
    layer_of,
    unescaped,
    unescaped_java,
    unescaped_text,
)
from hashiya.model import MAX_DOCUMENT_CHARACTERS
from hashiya.text import counted

__all__ = ["FIRST_LINE", "WebannoReader"]

FIRST_LINE: Final = "#FORMAT=WebAnno TSV 3"

_ROW: Final = re.compile(r"[0-9]{1,9}-[0-9]{1,9}(?:\.[0-9]{1,9})?\t([0-9]{1,9})-([0-9]{1,9})\t(.*)")
_TEXT: Final = "#Text="
_OF_JAVA: Final = (f"{FIRST_LINE}.0", f"{FIRST_LINE}.1")


class WebannoReader:
    """Reads one document a file."""

    def __init__(self, name: str = "webanno") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """The document, then what of it was refused and remarks.

        Raises:
            FormatError: The file cannot be read, is of another version, or has a sentence whose
                place is not known.
            UsageError: The encoding that was named does not exist.
        """
        source = LineSource(path, options.encoding)
        file = _File(str(path))
        for number, raw in source:
            file.take(number, raw)
        text = file.text()
        place = place_in_project(path)
        name = id_behind(place.name)
        layers = FileLayers(str(path), options)
        spans = file.spans()
        line = place.told({"id": name, "text": text, "spans": spans})
        try:
            unit = options.offsets or "utf16"
            record, others = layers.judged(line, None, name, person=place.person, unit=unit)
        except BadLineError as error:
            raise FormatError(str(error), path=str(path)) from error
        sentences = kept_sentences(text, file.bounds)
        yield record._replace(has_layer=not place.is_initial, sentences=sentences)
        said = place.remark(len(spans))
        if said:
            yield Notice(str(path), None, "skipped", said, name)
        for number, reason in file.bad_rows:
            yield Refusal(str(path), number, reason, "span", document=name)
        yield from others
        for kind, message in file.remarks(text):
            yield Notice(str(path), None, kind, message, name)
        yield from layers.closing(had_mark=source.had_mark, document=name)


class _Sentence(NamedTuple):
    line: int
    parts: list[str]
    """The lines of its text."""
    begins: list[int]
    """Where its first token begins, in UTF-16 units; empty until that is known."""


class _File:
    """A file under way. Offsets are UTF-16 units."""

    def __init__(self, path: str) -> None:
        self.bad_rows: list[tuple[int, str]] = []
        self.bounds: list[tuple[int, int]] = []
        """Where its sentences stand, in code points; known with the text."""
        self._has_gaps = False
        self._path = path
        self._layers: list[Layer] = []
        self._told: list[Layer] = []
        """Those whose annotations are kept; known with the first row."""
        self._width = 0
        self._sentences: list[_Sentence] = []
        self._spans: dict[tuple[str, int, int], dict[str, object]] = {}
        self._tokens: list[tuple[int, int, str]] = []
        self._is_in_text = False
        self._is_of_java = False
        """Whether the file is of the version that escaped texts as Java does."""

    def take(self, number: int, raw: bytes | None) -> None:
        """Take a line in."""
        line, trouble = decoded_line(raw)
        if number == 1 and not line.startswith(FIRST_LINE):
            reason = f"begins with {shown(line)}; {FIRST_LINE} and its like are read"
            raise FormatError(trouble or reason, path=self._path, line=1)
        if number == 1:
            self._is_of_java = line.startswith(_OF_JAVA)
        if trouble:
            self.bad_rows.append((number, trouble))
        elif line.startswith(_TEXT):
            self._take_text(number, line.removeprefix(_TEXT))
        elif line.startswith("#") and not self._sentences:
            self._take_header(line)
        elif line.strip() and not line.startswith("#"):
            self._take_row(number, line)
        self._is_in_text = line.startswith(_TEXT)

    def _take_header(self, line: str) -> None:
        layer = layer_of(line, self._width)
        if layer is not None:
            self._layers.append(layer)
            self._width += layer.width

    def _take_text(self, number: int, text: str) -> None:
        part = unescaped_java(text) if self._is_of_java else unescaped_text(text)
        if self._is_in_text:
            self._sentences[-1].parts.append(part)
        else:
            self._sentences.append(_Sentence(number, [part], []))

    def _take_row(self, number: int, line: str) -> None:
        found = _ROW.fullmatch(line)
        fields = found[3].removesuffix("\t").split("\t") if found else []
        if found is None or not self._sentences or len(fields) != self._width + 1:
            columns = counted(self._width, "column")
            reason = f"{shown(line)} is no row of a token with {columns} of layers"
            self.bad_rows.append((number, reason))
            return
        start, end = int(found[1]), int(found[2])
        self._tokens.append((start, end, fields[0]))
        begins = self._sentences[-1].begins
        if not begins:
            begins.append(start)
        self._told = self._told or self._chosen()
        for layer in self._told:
            self._take_cells(layer, fields[1:], (start, end), number)

    def _take_cells(
        self, layer: Layer, fields: list[str], place: tuple[int, int], number: int
    ) -> None:
        if fields[layer.label_column] == NOTHING:
            return
        start, end = place
        for order, cell in enumerate(cells_of(fields[layer.label_column])):
            label = cell.value if layer.features else layer.name
            if cell.number is None:
                key = (layer.name, -number, order)
            else:
                key = (layer.name, cell.number, 0)
            span = self._spans.setdefault(key, {"start": start, "end": end, "label": label})
            span["end"] = end

    def _chosen(self) -> list[Layer]:
        """The layer of named entities; all layers of spans where there is none."""
        spans = [layer for layer in self._layers if layer.is_span]
        return [layer for layer in spans if layer.is_named_entity] or spans

    def spans(self) -> list[dict[str, object]]:
        """All annotations in the keys of a Hashiya line."""
        return list(self._spans.values())

    def remarks(self, text: str) -> Iterator[tuple[Kind, str]]:
        """What is in the file and not kept, and what in it disagrees with its text."""
        chosen = self._chosen()
        for layer in self._layers:
            if layer not in chosen:
                yield "attribute_lost", f"the layer {shown(layer.name)} is not kept"
                continue
            for place, feature in enumerate(layer.features):
                if layer.first + place != layer.label_column:
                    what = f"the feature {shown(feature)} of {shown(layer.name)}"
                    yield "attribute_lost", f"{what} is not kept"
        if self._has_gaps:
            message = "what stands between its sentences is not in the file; a line end does here"
            yield "whitespace_changed", message
        units = text.encode("utf-16-le")
        # INCEpTION writes tokens as they are, other programs with backslashes.
        others = sum(
            units[2 * start : 2 * end] != token.encode("utf-16-le")
            and units[2 * start : 2 * end] != unescaped(token).encode("utf-16-le")
            for start, end, token in self._tokens
        )
        if others:
            message = (
                f"{counted(others, 'token is', 'tokens are')} not what the text has there in UTF-16"
            )
            yield "span_text_mismatch", message

    def text(self) -> str:
        """The sentences at their places, a line end and spaces between them.

        Raises:
            FormatError: The place of one is not known, or lies inside the one before.
        """
        parts: list[str] = []
        at = 0
        length = 0
        for sentence in self._sentences:
            begin = sentence.begins[0] if sentence.begins else -1
            if not 0 <= begin - at <= MAX_DOCUMENT_CHARACTERS:
                reason = "the sentence has no token whose place is behind the sentence before it"
                raise FormatError(reason, path=self._path, line=sentence.line)
            text = "\n".join(sentence.parts)
            self._has_gaps = self._has_gaps or begin > at
            gap = ("\n" * bool(parts) + " " * (begin - at))[: begin - at]
            parts += (gap, text)
            length += len(gap) + len(text)
            self.bounds.append((length - len(text), length))
            at = begin + len(text) + sum(char > "\uffff" for char in text)
        if not parts:
            raise FormatError(f"holds no sentences, which {_TEXT} begins", path=self._path)
        return "".join(parts)
