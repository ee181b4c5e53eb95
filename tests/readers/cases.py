"""Every hard case, exported, and what a reader must then find: what the report says was written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.formats.cases import options, record, report_of
from tests.formats.test_all_writers import hostile

from hashiya.formats import writer
from hashiya.model import DocumentRecord, MarkRecord, SpanRecord

__all__ = ["Exported", "Extent", "Place", "exported", "hard", "places"]

Extent = tuple[int, int, str]
"""`(start, end, label)` in code points."""

_ESCAPED: Final = re.compile(r"\\u([0-9a-f]{4})")


class Exported(NamedTuple):
    """An export of all hard cases."""

    target: Path
    report: dict[str, Any]
    texts: dict[str, str]
    """Every document's text by its id, in their order."""
    spans: dict[str, list[Extent]]
    """The spans of each document as the report says that they were written, sorted."""


class Place(NamedTuple):
    """Where a token of a CoNLL file stands, by its sidecar."""

    document: str
    sentence: int
    start: int
    end: int


def hard() -> list[DocumentRecord]:
    """Documents with one of everything that went wrong in some program."""
    crossing = "قال ممثل بنك المغرب بالدار البيضاء اليوم 🇲🇦👨‍👩‍👧 أمس"
    shadda = "الدستور\u0651\u064e الجديد"  # typed shadda before fatha: not composed
    plain = "وصل الوفد."
    return [
        *hostile(),
        record(
            crossing,
            *(("ممثل بنك المغرب", "official"), ("المغرب بالدار", "agency"), ("🇲🇦", "topic")),
            *(("👨‍👩‍👧 أمس", "date"), ("الدار البيضاء", "topic")),
            name="..",
        ),
        record(shadda, ("الدستور\u0651\u064e", "topic"), name=".hidden/'a' \"b\""),
        record("\u064eحرف في أوله", ("\u064eحرف", "topic"), name="007"),
        record("أ\u200d\ufeffب ج", ("\u200d", "topic"), name="joiners"),
        record(plain, ("الوفد", "agency"), name="NA")._replace(
            date="2024-01-02", source="https://example.org/?a=1&b=2"
        ),
        record(plain, name="done")._replace(is_done=True, marks=(MarkRecord(0, 10, "done"),)),
        record("بالقاهرة وللقاهرة", name="twice")._replace(
            spans=(SpanRecord(1, 8, "topic"), SpanRecord(11, 17, "topic", note='=1+1;"x"\n'))
        ),
    ]


def exported(name: str, folder: Path, **said: Any) -> Exported:
    """All of them as a format writes them."""
    made = hard()
    chosen = writer(name)
    target = folder / f"x{chosen.suffix}"
    chosen.write(made, target, options(**{"on_collision": "outer", **said}))
    report = report_of(target)
    spans: dict[str, list[Extent]] = {
        each.id: [(span.start, span.end, span.label) for span in each.spans] for each in made
    }
    for loss in report["losses"]:
        if loss["span"] is not None and loss["became"] != loss["span"]:
            start, end, label = loss["span"]
            spans[loss["doc"]].remove((start, end, label))
            if loss["became"] is not None:
                start, end, label = loss["became"]
                spans[loss["doc"]].append((start, end, label))
    return Exported(
        target,
        report,
        {each.id: each.text for each in made},
        {document: sorted(held) for document, held in spans.items()},
    )


def places(sidecar: Path) -> list[Place]:
    """The tokens of a CoNLL file in their order, as its sidecar places them."""
    lines = sidecar.read_text(encoding="utf-8").split("\n")
    assert lines[0].split("\t")[:5] == ["document", "sentence", "token", "start", "end"]
    found = []
    for line in lines[1:-1]:
        document, sentence, token, start, end, _ = line.split("\t")
        if token != "0":
            said = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), document)
            found.append(Place(said, int(sentence), int(start), int(end)))
    return found
