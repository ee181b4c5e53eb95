"""Writing Parquet: the rows of a dataset, a file a part, with their types and tags in words.

The library is loaded when somebody wants this format. Rows go out in groups, so that memory does
not grow with the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hashiya.errors import UsageError
from hashiya.formats.announcing import Announced, Held, check_documents
from hashiya.formats.dataset_rows import DatasetRows, held_row
from hashiya.formats.listing import held_of
from hashiya.formats.writing import FileFormat, Job
from hashiya.model import DocumentRecord

__all__ = ["PARQUET"]

GROUP_ROWS: Final = 500
"""Documents in a group of rows."""


class _Output:
    """The file of one part."""

    def __init__(self, path: Path, writer: Any) -> None:
        self.path = path
        self.writer = writer
        self.waiting: list[dict[str, Any]] = []
        self.announced = Announced()


class _ParquetScribe:
    """The files of one export as they grow."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._arrow = _library()
        job.report.made_with["pyarrow"] = self._arrow.__version__
        self._rows = DatasetRows(job)
        self._schema = _schema(self._arrow)
        self._outputs = {part: self._output(job.path(part)) for part in job.parts}

    def put(self, record: DocumentRecord, part: str) -> None:
        """Take one row in."""
        output = self._outputs[part]
        output.waiting.append(self._rows.row(record))
        output.announced.add(held_of(record))
        if len(output.waiting) >= GROUP_ROWS:
            self._write(output)

    def finish(self) -> None:
        """Close the files, and read every one again."""
        self._rows.conclude()
        for output in self._outputs.values():
            self._write(output)
            output.writer.close()
            found = self._read_again(self._job.publication.written(output.path))
            check_documents(found, output.announced)

    def _output(self, path: Path) -> _Output:
        file = self._job.open(path)
        return _Output(path, self._arrow.parquet.ParquetWriter(file, self._schema))

    def _write(self, output: _Output) -> None:
        if output.waiting:
            table = self._arrow.Table.from_pylist(output.waiting, schema=self._schema)
            output.writer.write_table(table, row_group_size=GROUP_ROWS)
            output.waiting.clear()

    def _read_again(self, path: Path) -> Iterator[Held]:
        with path.open("rb") as source:
            for batch in self._arrow.parquet.ParquetFile(source).iter_batches(GROUP_ROWS):
                yield from map(held_row, batch.to_pylist())


def _library() -> Any:
    try:
        import pyarrow  # noqa: PLC0415, ICN001 - an extra, loaded for this format only
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "writing Parquet needs pyarrow, which is not here: install it with"
            " pip install 'hashiya[parquet]'"
        ) from error
    return pyarrow


def _schema(arrow: Any) -> Any:
    """The columns with their types; the tags are words."""
    words, number = arrow.string(), arrow.int64()
    edges = [("start", number), ("end", number)]
    pairs = arrow.list_(arrow.struct([("name", words), ("value", words)]))
    span = [*edges, ("label", words), ("text", words), ("note", words), ("attributes", pairs)]
    return arrow.schema(
        [
            *((name, words) for name in ("id", "name", "date", "source", "text")),
            ("sentences", arrow.list_(arrow.struct(edges))),
            ("spans", arrow.list_(arrow.struct(span))),
            ("tokens", arrow.list_(words)),
            ("token_starts", arrow.list_(number)),
            ("ner_tags", arrow.list_(words)),
        ]
    )


PARQUET: Final = FileFormat(
    "parquet",
    ".parquet",
    _ParquetScribe,
    policy="snap",
    nested=("outer", "inner"),
    takes=("tags",),
)
