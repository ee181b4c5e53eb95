"""Writing spaCy's DocBin: documents of our own tokens, so that no span falls between two of its.

Every span is in `doc.spans["sc"]`, where span categorizers look; `doc.ents` hold the flat ones that
entity recognizers are trained on. The library is loaded when somebody wants this format.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hashiya.errors import UsageError
from hashiya.formats.announcing import Announced, Held, check_documents
from hashiya.formats.covering import covering_tokens, space_follows
from hashiya.formats.fitting import Fitted, Fitting
from hashiya.formats.flattening import flatten, innermost, outermost
from hashiya.formats.leftovers import Leftovers, lose_facts
from hashiya.formats.sentencing import extents_of
from hashiya.formats.tokens import Tokens
from hashiya.formats.writing import FileFormat, Job
from hashiya.model import DocumentRecord
from hashiya.text import counted, sentence_spans

__all__ = ["SPACY", "SPANS_KEY"]

SPANS_KEY: Final = "sc"
"""The group of spans that spaCy's span categorizer reads unless told otherwise."""

_ATTRIBUTES: Final = ("ENT_IOB", "ENT_TYPE", "SENT_START")


class _SpacyScribe:
    """The documents of one export, which spaCy keeps in memory until they are written."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._report = job.report
        self._spacy = _library()
        job.report.made_with["spacy"] = self._spacy.__version__
        self._vocab = self._spacy.vocab.Vocab()
        self._fitting = Fitting(job.options.tokens, job.report, sharing="all")
        self._key = innermost if job.options.tokens.nested == "inner" else outermost
        self._left = Leftovers(job.report)
        self._flat = 0
        self._paths = {part: job.path(part) for part in job.parts}
        self._files = {part: job.open(path) for part, path in self._paths.items()}
        self._announced = {part: Announced() for part in job.parts}
        self._bins = {
            part: self._spacy.tokens.DocBin(attrs=_ATTRIBUTES, store_user_data=True)
            for part in job.parts
        }

    def put(self, record: DocumentRecord, part: str) -> None:
        """Take one document in."""
        lose_facts(record, self._report)
        self._left.see(record)
        spans = extents_of(record)
        tokens = covering_tokens(record.text, spans)
        tokens, (fitted,) = self._fitting.fit(record.id, spans, tokens, record.text)
        self._bins[part].add(self._document(record, tokens, fitted))
        held = tuple((start, end, label) for _, _, label, start, end in fitted)
        self._announced[part].add((record.id, record.text, held))

    def finish(self) -> None:
        """Write the bins, and read every one again."""
        report = self._report
        self._fitting.expect_all_allowed()
        if self._flat < report.spans_out:
            report.note(
                f"doc.ents hold {self._flat:,} of {counted(report.spans_out, 'span')}, those not"
                f" nested and without white space at an edge; doc.spans[{SPANS_KEY!r}] hold all"
            )
        self._left.conclude()
        for part, made in self._bins.items():
            self._files[part].write(made.to_bytes())
            written = self._job.publication.written(self._paths[part])
            check_documents(self._read_again(written), self._announced[part])

    def _document(self, record: DocumentRecord, tokens: Tokens, fitted: list[Fitted]) -> Any:
        made = self._spacy.tokens.Doc(
            self._vocab,
            words=tokens.words,
            spaces=space_follows(tokens),
            sent_starts=_sentence_starts(record, tokens),
        )
        span = self._spacy.tokens.Span
        made.spans[SPANS_KEY] = [
            span(made, first, last, label=label) for first, last, label, _, _ in fitted
        ]
        flat = [
            each[:3]
            for each in fitted
            if not (tokens.words[each[0]].isspace() or tokens.words[each[1] - 1].isspace())
        ]
        kept, _ = flatten(flat, [self._key(each) for each in flat])
        self._flat += len(kept)
        made.ents = [span(made, flat[n][0], flat[n][1], label=flat[n][2]) for n in kept]
        facts = {"name": record.name, "date": record.date, "source": record.source}
        made.user_data["id"] = record.id
        made.user_data.update({name: said for name, said in facts.items() if said is not None})
        return made

    def _read_again(self, path: Path) -> Iterator[Held]:
        vocab = self._spacy.vocab.Vocab()
        again = self._spacy.tokens.DocBin().from_bytes(path.read_bytes())
        for made in again.get_docs(vocab):
            spans = made.spans.get(SPANS_KEY, ())
            held = tuple((each.start_char, each.end_char, each.label_) for each in spans)
            yield made.user_data["id"], made.text, held


def _library() -> Any:
    try:
        import spacy  # noqa: PLC0415 - an extra, loaded for this format only
        import spacy.tokens  # noqa: PLC0415
        import spacy.vocab  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "writing spaCy's DocBin needs spaCy, which is not here: install it with"
            " pip install 'hashiya[spacy]'"
        ) from error
    return spacy


def _sentence_starts(record: DocumentRecord, tokens: Tokens) -> list[bool]:
    """Whether each token is the first of a sentence."""
    bounds = record.sentences
    starts = [start for start, _ in (sentence_spans(record.text) if bounds is None else bounds)]
    found = []
    at = 0
    for start in tokens.starts:
        begins = at < len(starts) and starts[at] <= start
        while at < len(starts) and starts[at] <= start:
            at += 1
        found.append(begins)
    return found


SPACY: Final = FileFormat(
    name="spacy",
    suffix=".spacy",
    begin=_SpacyScribe,
    policy="split",
    nested=("outer", "inner"),
)
