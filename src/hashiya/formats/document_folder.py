"""Folders of documents: files for each document, below a folder for each part.

A format says what the files hold and how they are read again; names, and the comparison of what was
written with what was meant, are kept here. Knows no format.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from pathlib import Path

from hashiya.errors import UsageError
from hashiya.formats.announcing import Announced, Held, check_documents
from hashiya.formats.names import file_name_of
from hashiya.formats.writing import Job

__all__ = ["DocumentFolder"]


class DocumentFolder:
    """The files of one export as they grow."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._names: dict[str, list[str]] = {part: [] for part in job.parts}
        self._announced = {part: Announced() for part in job.parts}

    def put(self, part: str, document_id: str, files: Mapping[str, bytes], held: Hashable) -> None:
        """Write the files of one document.

        Args:
            part: Where it belongs.
            document_id: What its files are called after.
            files: Ending of a name → bytes.
            held: What there is to be found when it is read again.

        Raises:
            UsageError: No file can be called after it.
        """
        try:
            name = file_name_of(document_id)
        except UsageError as error:
            raise UsageError(
                f"this format has a file for each document, and the id {error}; a format of one"
                " file holds it, such as jsonl"
            ) from error
        for suffix, data in files.items():
            self._job.publication.put(self._job.target / part / f"{name}{suffix}", data)
        self._names[part].append(name)
        self._announced[part].add(held)

    def check(self, read_again: Callable[[Path, Sequence[str]], Iterator[Held]]) -> None:
        """Read every document again.

        Args:
            read_again: What the files of these names in a folder hold.

        Raises:
            CorruptionError: It is not what was meant.
        """
        for part, announced in self._announced.items():
            folder = self._job.publication.written(self._job.target) / part
            check_documents(read_again(folder, self._names[part]), announced)
