"""Writing Label Studio's JSON: a task a document, and beside it the labelling configuration.

Offsets are code points, and `value.text` repeats what they cover, by which its readers tell the
unit. A note goes into the region's `meta.text`, where Label Studio keeps notes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from hashiya.formats.announcing import Held
from hashiya.formats.leftovers import Leftovers, lose_facts
from hashiya.formats.listing import Layout, Listed, held_of, list_format
from hashiya.formats.sentencing import LabelGuard
from hashiya.formats.writing import Job
from hashiya.model import DocumentRecord, Label, SpanRecord

__all__ = ["LABEL_STUDIO", "label_config"]

_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode

_FROM: Final = "label"
_TO: Final = "text"
_PLAIN_LIMIT: Final = 0xFFFD
"""The last character of XML's first range; noncharacters follow."""


def _layout(job: Job) -> Layout:
    report = job.report
    LabelGuard(report, _xml_trouble).expect(job.options.label_names)
    config = job.publication.open(job.path(suffix=".labelstudio.config.xml"))
    config.write(label_config(job).encode())
    report.note(
        f"make the project with {job.path(suffix='.labelstudio.config.xml').name}: a label that its"
        " configuration lacks is not shown"
    )
    left = Leftovers(report)

    def document(record: DocumentRecord) -> Listed:
        left.see(record)
        lose_facts(record, report, "note")
        return Listed(_encode(_task(record)).encode(), held_of(record))

    return Layout(
        opening=b"[\n",
        document=document,
        between=b",\n",
        closing=b"\n]\n",
        read_again=_read_again,
        conclude=left.conclude,
    )


def label_config(job: Job) -> str:
    """The labelling configuration: the labels with colours and keys, and the text, right to left.

    Selections are by character, so that a span may begin after a proclitic.
    """
    wanted = frozenset(job.options.label_names)
    lines = [_label_tag(label) for label in job.options.scheme.labels if label.name in wanted]
    return "\n".join(
        [
            '<View style="direction: rtl">',
            f'  <Labels name="{_FROM}" toName="{_TO}">',
            *lines,
            "  </Labels>",
            f'  <Text name="{_TO}" value="$text" granularity="symbol"/>',
            "</View>",
            "",
        ]
    )


def _label_tag(label: Label) -> str:
    facts = {"value": label.name, "background": label.colour}
    if label.key.isascii() and label.key.isalnum():
        facts["hotkey"] = label.key
    said = " ".join(f"{name}={quoteattr(value)}" for name, value in facts.items())
    return f"    <Label {said}/>"


def _task(record: DocumentRecord) -> dict[str, Any]:
    facts = {"date": record.date, "source": record.source, "annotator": record.annotator}
    known = {name: value for name, value in facts.items() if value is not None}
    spans = enumerate(record.spans, start=1)
    return {
        "data": {"text": record.text, "id": record.id, "name": record.name, **known},
        "annotations": [{"result": [_region(span, record.text, n) for n, span in spans]}],
    }


def _region(span: SpanRecord, text: str, number: int) -> dict[str, Any]:
    start, end, label = span[:3]
    region = {
        "id": f"s{number}",
        "from_name": _FROM,
        "to_name": _TO,
        "type": "labels",
        "value": {"start": start, "end": end, "text": text[start:end], "labels": [label]},
    }
    return {**region, "meta": {"text": [span.note]}} if span.note else region


def _read_again(path: Path) -> Iterator[Held]:
    """A task a line between the brackets; all of it is one JSON value."""
    with path.open("rb") as lines:
        if next(lines) != b"[\n":
            raise ValueError("no list")
        for line in lines:
            if line in {b"]\n", b"\n"}:
                continue
            task = json.loads(line.removesuffix(b"\n").removesuffix(b","))
            text = task["data"]["text"]
            regions = [each["value"] for each in task["annotations"][0]["result"]]
            if any(text[each["start"] : each["end"]] != each["text"] for each in regions):
                raise ValueError("a region whose text is another")
            spans = ((each["start"], each["end"], *each["labels"]) for each in regions)
            yield task["data"]["id"], text, tuple(spans)


def _xml_trouble(label: str) -> str:
    if any(ord(char) > _PLAIN_LIMIT and ord(char) < 0x10000 for char in label):
        return "holds a character that XML cannot"
    return ""


LABEL_STUDIO: Final = list_format("labelstudio", ".labelstudio.json", _layout)
