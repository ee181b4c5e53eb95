"""Counting: what a project holds and how far everybody is, from counters, never by scanning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hashiya.model import Scheme
from hashiya.store import Counts, ProjectInfo, open_project

__all__ = ["ProjectStatus", "knows_annotator", "pack_owner", "project_status"]


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """One project at one moment."""

    info: ProjectInfo
    """Name, path, identity."""
    scheme: Scheme
    """The scheme in use."""
    counts: Counts
    """Documents, sentences, tokens, work by annotator, gold, labels."""

    def as_json(self) -> dict[str, object]:
        """The contract of `hashiya status --json`; labels that nobody used stand there at 0."""
        counts = self.counts
        return {
            "project": {
                "name": self.info.name,
                "uuid": self.info.uuid,
                "path": str(self.info.path),
            },
            "scheme": {"id": self.scheme.id, "version": self.scheme.version},
            "documents": counts.documents,
            "sentences": counts.sentences,
            "tokens": counts.tokens,
            "annotators": {
                alias: {
                    "documents": work.documents,
                    "done": work.done,
                    "annotations": work.annotations,
                    "flags": work.flags,
                    "notes": work.notes,
                }
                for alias, work in counts.annotators.items()
            },
            "gold": {
                "documents": counts.gold.documents,
                "annotations": counts.gold.annotations,
            },
            "labels": {label.name: 0 for label in self.scheme.labels} | counts.labels,
        }


def project_status(path: Path) -> ProjectStatus:
    """What the project at this path holds.

    Raises:
        StoreError: It is missing, damaged or newer than this program.
    """
    store = open_project(path)
    try:
        return ProjectStatus(info=store.info(), scheme=store.scheme(), counts=store.counts())
    finally:
        store.close()


def pack_owner(path: Path) -> str | None:
    """Whose pack the project was made from; None when it was not."""
    return project_status(path).info.pack_of or None


def knows_annotator(path: Path, alias: str) -> bool:
    """Whether this alias has already worked in the project."""
    return alias in project_status(path).counts.annotators
