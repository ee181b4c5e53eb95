"""Counting: what a project holds and how far everybody is, from counters, never by scanning.

Only gold that is not finished is looked at, layer by layer: what is under review is no gold yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from hashiya.model import Scheme
from hashiya.store import Counts, GoldUnderWay, ProjectInfo, Work, open_project

__all__ = [
    "GoldCount",
    "ProjectStatus",
    "project_status",
]


class GoldCount(NamedTuple):
    """How much gold there is, of one person's or of all."""

    documents: int
    """Documents that are gold."""
    annotations: int
    """Annotations in these."""
    under_review: int
    """Further documents: a review of them was begun and is not finished."""

    def as_json(self) -> dict[str, int]:
        """As scripts read it."""
        return self._asdict()


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """One project at one moment."""

    info: ProjectInfo
    """Name, path, identity."""
    scheme: Scheme
    """The scheme in use."""
    counts: Counts
    """Documents, sentences, tokens, work by annotator, gold, labels."""
    gold: GoldCount
    """What of it is gold, and what is on its way."""
    gold_of: dict[str, GoldCount]
    """The same by alias, of everybody in the project."""
    inactive: frozenset[str]
    """Aliases of those who are given no more work."""

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
                    "begun": work.begun,
                    "annotations": work.annotations,
                    "flags": work.flags,
                    "notes": work.notes,
                    "active": alias not in self.inactive,
                }
                for alias, work in counts.annotators.items()
            },
            "gold": self.gold.as_json(),
            "labels": {label.name: 0 for label in self.scheme.labels} | counts.labels,
        }


def project_status(path: Path) -> ProjectStatus:
    """What the project at this path holds.

    Raises:
        StoreError: It is missing, damaged or newer than this program.
    """
    with closing(open_project(path)) as store:
        counts = store.counts()
        # Where all gold is done, nobody looks for what is not.
        begun = store.gold_under_way() if counts.gold.documents > counts.gold.done else []
        gold = _gold_count(counts.gold, begun)
        people = store.people()
        gold_of = {
            each.alias: _gold_count(each.gold, [one for one in begun if one.alias == each.alias])
            for each in people
        }
        inactive = frozenset(each.alias for each in people if not each.is_active)
        return ProjectStatus(store.info(), store.scheme(), counts, gold, gold_of, inactive)


def _gold_count(work: Work, begun: Sequence[GoldUnderWay]) -> GoldCount:
    """Gold layers counted apart from those of them that are under way."""
    return GoldCount(
        documents=work.documents - len(begun),
        annotations=work.annotations - sum(each.annotations for each in begun),
        under_review=len(begun),
    )
