"""Writing a folder for Hugging Face's `datasets`: a card with its features, and JSONL a split.

A row is a document, as `dataset_rows` makes it; tags are numbers here, whose names the card has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hashiya.formats.announcing import Announced, Held, check_documents
from hashiya.formats.dataset_rows import DatasetRows, held_row
from hashiya.formats.datasheet import Datasheet
from hashiya.formats.hf_card import dataset_card
from hashiya.formats.listing import held_of
from hashiya.formats.writing import WHOLE, FileFormat, Job
from hashiya.model import DocumentRecord

__all__ = ["HF"]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode

SPLITS: Final = {WHOLE: "train", "dev": "validation"}
"""What `datasets` calls a part, where it has another word."""

_LINE_ENDS: Final = (("\u2028", "\\u2028"), ("\u2029", "\\u2029"), ("\x85", "\\u0085"))


class _HfScribe:
    """The folder of one export as it grows."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._rows = DatasetRows(job)
        self._sheet = Datasheet(job.options, job.report)
        self._numbers = {name: number for number, name in enumerate(self._rows.classes)}
        self._splits = {part: SPLITS.get(part, part) for part in job.parts}
        self._announced = {part: Announced() for part in job.parts}
        self._files = {
            part: job.publication.open(job.target / "data" / f"{split}.jsonl")
            for part, split in self._splits.items()
        }

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write one row."""
        row = self._rows.row(record)
        row["ner_tags"] = [self._numbers[tag] for tag in row["ner_tags"]]
        line = _encode(row)
        for char, escape in _LINE_ENDS:
            line = line.replace(char, escape)
        self._files[part].write(f"{line}\n".encode())
        self._sheet.see(record, part)
        self._announced[part].add(held_of(record))

    def finish(self) -> None:
        """Write the card, and read every row again."""
        self._rows.conclude()
        sizes = {}
        for part, split in self._splits.items():
            path = self._job.publication.written(self._job.target / "data" / f"{split}.jsonl")
            announced = self._announced[part]
            check_documents(_read_again(path, len(self._numbers)), announced)
            sizes[split] = (len(announced.documents), path.stat().st_size)
        for split in [split for split, (count, _) in sizes.items() if not count]:
            self._job.report.note(
                f"the split {split} has no rows and is left out of the card: datasets loads no"
                " empty file"
            )
            del sizes[split]
        card = dataset_card(self._job.options, self._rows.classes, sizes, self._job.report)
        self._job.publication.put(self._job.target / "README.md", card.encode())
        sheet = self._sheet.written()
        self._job.publication.put(self._job.target / "datasheet.md", sheet.encode())
        self._job.report.note("datasheet.md has places to fill in before this is published")


def _read_again(path: Path, classes: int) -> Iterator[Held]:
    with path.open("rb") as lines:
        for line in lines:
            row = json.loads(line)
            if not all(0 <= number < classes for number in row["ner_tags"]):
                raise ValueError("a tag that the card does not name")
            yield held_row(row)


HF: Final = FileFormat(
    "hf",
    ".hf",
    _HfScribe,
    is_folder=True,
    policy="snap",
    nested=("outer", "inner"),
    takes=("tags",),
)
