"""Writing Prodigy's JSONL: an accepted task a document, with tokens that every span falls on.

A span names its first and last token, the last included. The hashes are Prodigy's to make.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hashiya.formats.announcing import Held
from hashiya.formats.covering import covering_tokens, space_follows
from hashiya.formats.fitting import Fitted, Fitting
from hashiya.formats.flattening import flatten_outermost
from hashiya.formats.leftovers import Leftovers, lose_facts
from hashiya.formats.listing import Layout, Listed, list_format
from hashiya.formats.sentencing import extents_of
from hashiya.formats.tokens import Tokens
from hashiya.formats.writing import Job
from hashiya.model import DocumentRecord

__all__ = ["PRODIGY"]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode

_LINE_ENDS: Final = (("\u2028", "\\u2028"), ("\u2029", "\\u2029"), ("\x85", "\\u0085"))


class _Prodigy:
    """The tasks of one export."""

    def __init__(self, job: Job) -> None:
        self._report = job.report
        self._fitting = Fitting(job.options.tokens, job.report, sharing="all")
        self._annotator = job.options.annotator
        self._left = Leftovers(job.report)

    def document(self, record: DocumentRecord) -> Listed:
        """One line."""
        lose_facts(record, self._report)
        self._left.see(record)
        spans = extents_of(record)
        if flatten_outermost(spans)[1]:
            self._report.note("spans overlap: open them with spans_manual, not with ner_manual")
        tokens = covering_tokens(record.text, spans)
        tokens, (fitted,) = self._fitting.fit(record.id, spans, tokens, record.text)
        line = _encode(self._task(record, tokens, fitted))
        for char, escape in _LINE_ENDS:
            line = line.replace(char, escape)
        held = tuple((start, end, label) for _, _, label, start, end in fitted)
        return Listed(f"{line}\n".encode(), (record.id, record.text, held))

    def conclude(self) -> None:
        """Refuse what was refused, and say what no line holds."""
        self._fitting.expect_all_allowed()
        self._left.conclude()

    def _task(self, record: DocumentRecord, tokens: Tokens, fitted: list[Fitted]) -> dict[str, Any]:
        places = zip(tokens.words, tokens.starts, tokens.ends, space_follows(tokens), strict=True)
        facts = {"name": record.name, "date": record.date, "source": record.source}
        task: dict[str, Any] = {
            "text": record.text,
            "tokens": [
                {"text": word, "start": start, "end": end, "id": number, "ws": follows}
                for number, (word, start, end, follows) in enumerate(places)
            ],
            "spans": [
                {
                    "start": start,
                    "end": end,
                    "token_start": first,
                    "token_end": last - 1,
                    "label": label,
                }
                for first, last, label, start, end in fitted
            ],
            "answer": "accept",
        }
        if self._annotator is not None:
            task |= {"_annotator_id": self._annotator, "_session_id": self._annotator}
        known = {name: value for name, value in facts.items() if value is not None}
        return {**task, "meta": {"id": record.id, **known}}


def _read_again(path: Path) -> Iterator[Held]:
    """Every line, each span by the tokens it names as well as by its offsets."""
    with path.open("rb") as lines:
        for line in lines:
            task = json.loads(line)
            tokens = task["tokens"]
            rebuilt = "".join(token["text"] + " " * token["ws"] for token in tokens)
            for span in task["spans"]:
                edges = tokens[span["token_start"]]["start"], tokens[span["token_end"]]["end"]
                if edges != (span["start"], span["end"]):
                    raise ValueError(f"a span that leaves its tokens: {edges}")
            spans = tuple((span["start"], span["end"], span["label"]) for span in task["spans"])
            yield task["meta"]["id"], rebuilt, spans


def _layout(job: Job) -> Layout:
    prodigy = _Prodigy(job)
    return Layout(
        document=prodigy.document,
        read_again=_read_again,
        conclude=prodigy.conclude,
        keeps_count=False,
    )


PRODIGY: Final = list_format("prodigy", ".prodigy.jsonl", _layout, policy="split")
