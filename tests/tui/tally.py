"""The program with a tally: a line in a file for each act a key did, and for what became of it.

Run as `python -c "from tests.tui.tally import run; run()"` with the file's name in the variable.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

from hashiya.errors import PolicyError
from hashiya.model import Act
from hashiya.services import AnnotationSession

VARIABLE: Final = "HASHIYA_TESTS_TALLY"
"""Names the file."""
COMMAND: Final = "from tests.tui.tally import run; run()"
"""What Python is given."""


class Tally(NamedTuple):
    """What a file says."""

    done: int
    """Acts that keys did on the screen."""
    written: int
    """Acts that were written."""
    refused: int
    """Acts that the project refused."""


def read_tally(path: Path) -> Tally:
    """Count the lines."""
    lines = path.read_text().split() if path.exists() else []
    return Tally(lines.count("done"), lines.count("written"), lines.count("refused"))


def run() -> None:
    """Run the program and keep the tally."""
    from hashiya.cli import main
    from hashiya.tui.saving import SaveQueue

    save, commit = SaveQueue.save, AnnotationSession.commit

    def counted_save(self: SaveQueue, document_id: str, act: Act) -> None:
        _write("done")
        save(self, document_id, act)

    def counted_commit(self: AnnotationSession, document_id: str, act: Act) -> None:
        try:
            commit(self, document_id, act)
        except PolicyError:
            _write("refused")
            raise
        _write("written")

    SaveQueue.save = counted_save  # type: ignore[method-assign]
    AnnotationSession.commit = counted_commit  # type: ignore[method-assign]
    main()


def _write(word: str) -> None:
    descriptor = os.open(os.environ[VARIABLE], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, f"{word}\n".encode())
    finally:
        os.close(descriptor)
