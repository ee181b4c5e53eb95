"""Writing CoNLL-U: sentences of tokens, ranges where an edge cuts one, a tag and a place in MISC.

Gaps are kept, so that a document comes back letter by letter. With `--nfc` forms and places are
those of the composed text, and a map beside the file leads back to the original. Every file is
read again with rules of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Final

from hashiya.formats.announcing import Announced, Held, check_documents
from hashiya.formats.conllu_composing import MAP_HEADER, Composed, map_path
from hashiya.formats.conllu_layout import (
    Token,
    Word,
    comment,
    plain_gap,
    sentence_id,
    sentence_rows,
)
from hashiya.formats.conllu_rows import ConlluSentence, NewDocument, Surface, read_rows
from hashiya.formats.fitting import Fitted, Fitting
from hashiya.formats.leftovers import Leftovers, lose_facts
from hashiya.formats.lines import LineSource
from hashiya.formats.reports import Loss
from hashiya.formats.sentencing import (
    LabelGuard,
    sentences_of,
    white_space_trouble,
)
from hashiya.formats.tokens import Tokens
from hashiya.formats.writing import FileFormat, Job
from hashiya.model import DocumentRecord
from hashiya.tagging import decode_tags, encode_tags
from hashiya.text import counted

__all__ = ["CONLLU"]


class _Output:
    """The file of one part, and its map."""

    def __init__(self, job: Job, part: str) -> None:
        self.path = job.path(part)
        self.file = job.open(self.path)
        self.announced = Announced()
        self.map: BinaryIO | None = None
        if job.options.nfc:
            self.map = job.publication.open(map_path(self.path))
            self.map.write(f"{MAP_HEADER}\n".encode())


class _ConlluScribe:
    """The files of one export as they grow."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._report = job.report
        self._fitting = Fitting(job.options.tokens, job.report)
        self._guard = LabelGuard(job.report, _label_trouble)
        self._guard.expect(job.options.label_names)
        self._left = Leftovers(job.report, "names", "dates", "sources")
        self._outputs = {part: _Output(job, part) for part in job.parts}

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write the sentences of one document."""
        self._guard.expect({span.label for span in record.spans})
        self._left.see(record)
        lose_facts(record, self._report)
        sentences: list[tuple[Tokens, Tokens, list[Fitted]]] = []
        for whole, spans in sentences_of(record, self._report):
            cut, (fitted,) = self._fitting.fit(record.id, spans, whole, record.text)
            if cut.words:
                sentences.append((whole, cut, fitted))
        if not sentences:
            why = "it has no tokens, and there is no document without a sentence"
            self._report.remark(Loss(record.id, "empty_document", None, None, why))
            self._report.documents_out -= 1
            return
        self._put_sentences(record, sentences, self._outputs[part])

    def finish(self) -> None:
        """Say what no file holds, and read every one again."""
        self._fitting.expect_all_allowed()
        self._left.conclude()
        for output in self._outputs.values():
            found = _read_again(self._job.publication.written(output.path))
            check_documents(found, output.announced)

    def _put_sentences(
        self,
        record: DocumentRecord,
        sentences: list[tuple[Tokens, Tokens, list[Fitted]]],
        output: _Output,
    ) -> None:
        text = self._without_odd_gaps(record, [whole for whole, _, _ in sentences])
        edges = [edge for _, cut, _ in sentences for edge in (*cut.starts, *cut.ends)]
        composed = Composed(text, edges if self._job.options.nfc else None)
        self._note_composition(record.id, composed)
        following = [whole.starts[0] for whole, _, _ in sentences[1:]]
        name = self._id(record.id)
        rows = [f"# newdoc id = {name}\n"]
        spans: list[tuple[int, int, str]] = []
        for number, ((whole, cut, fitted), end) in enumerate(
            zip(sentences, [*following, len(text)], strict=True), start=1
        ):
            tags = encode_tags([span[:3] for span in fitted], len(cut.words))
            before = text[: whole.starts[0]] if number == 1 else ""
            tokens = list(_tokens(whole, cut, tags, composed, (before, end)))
            rows.append(sentence_rows(tokens, sentence_id(record.id, number)))
            spans += [
                (composed.place(start), composed.place(stop), label)
                for _, _, label, start, stop in fitted
            ]
        output.file.write("".join(rows).encode())
        if output.map is not None:
            output.map.write(composed.rows(record.id).encode())
        output.announced.add((name, composed.text, tuple(spans)))

    def _without_odd_gaps(self, record: DocumentRecord, sentences: Sequence[Tokens]) -> str:
        """The text with a space for each end of a line that has no escape; offsets stay."""
        ends = [0, *(end for each in sentences for end in each.ends)]
        starts = [*(start for each in sentences for start in each.starts), len(record.text)]
        parts: list[str] = []
        at = 0
        for end, start in zip(ends, starts, strict=True):
            parts += (record.text[at:end], plain_gap(record.text[end:start]))
            at = start
        text = "".join(parts)
        if text != record.text:
            why = "ends of lines such as U+2028 between its tokens became spaces"
            self._report.remark(Loss(record.id, "whitespace_changed", None, None, why))
        return text

    def _note_composition(self, doc: str, composed: Composed) -> None:
        if composed.changed:
            why = f"{counted(composed.changed, 'token')} composed; the map beside the file has each"
            self._report.remark(Loss(doc, "not_nfc", None, None, why))
        elif not unicodedata.is_normalized("NFC", composed.text):
            why = "is not in the composed form that validators demand; --nfc writes it so"
            self._report.remark(Loss(doc, "not_nfc", None, None, why))

    def _id(self, name: str) -> str:
        written = comment(name)
        if written != name:
            why = f"its id is written as {written}"
            self._report.remark(Loss(name, "char_not_allowed", None, None, why))
        return written


def _tokens(
    whole: Tokens,
    cut: Tokens,
    tags: Sequence[str],
    composed: Composed,
    around: tuple[str, int],
) -> Iterator[Token]:
    """Tokens of a sentence with their words and gaps.

    Args:
        whole: The tokens of the text.
        cut: The same, cut at edges.
        tags: One for each of `cut`.
        composed: The text they are written in.
        around: What stands before the first token, and where the gap behind the last ends.
    """
    before, end = around
    at = 0
    for start, stop, (_, following) in zip(
        whole.starts, whole.ends, pairwise([*whole.starts, end]), strict=True
    ):
        words = []
        while at < len(cut.starts) and cut.starts[at] < stop:
            places = composed.place(cut.starts[at]), composed.place(cut.ends[at])
            words.append(Word(composed.text[slice(*places)], tags[at], *places))
            at += 1
        first, last = composed.place(start), composed.place(stop)
        after = composed.text[last : composed.place(following)]
        form = composed.text[first:last]
        yield Token(form, first, last, words, composed.composed(before), after)
        before = ""


def _read_again(path: Path) -> Iterator[Held]:
    """Texts by their gaps, spans by their places."""
    name: str | None = None
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    for row in read_rows(LineSource(path)):
        if isinstance(row, NewDocument):
            if name is not None:
                yield name, "".join(parts), tuple(spans)
            name, parts, spans = row.id, [], []
        elif isinstance(row, ConlluSentence):
            parts += [_text_of(surface) for surface in row.surfaces]
            words = [word for surface in row.surfaces for word in surface.words]
            tags = [word.tags.get("NER", "O") for word in words]
            for first, last, label in decode_tags(tags):
                begun, ended = words[first].place, words[last - 1].place
                if begun and ended:
                    spans.append((begun[0], ended[1], label))
        else:
            raise ValueError(f"line {row.line}: {row.reason}")  # noqa: TRY004 (a row, not a type)
    if name is not None:
        yield name, "".join(parts), tuple(spans)


def _text_of(surface: Surface) -> str:
    return surface.before + surface.form + (" " if surface.after is None else surface.after)


def _label_trouble(label: str) -> str:
    if "|" in label:
        return "holds '|', which divides what is said of a word"
    return white_space_trouble(label)


CONLLU: Final = FileFormat(
    name="conllu",
    suffix=".conllu",
    begin=_ConlluScribe,
    policy="split",
    nested=("outer", "inner"),
    takes=("nfc",),
)
