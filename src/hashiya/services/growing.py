"""Growing: the labels that an import brings and the project's scheme lacks.

They are noted as records come and published together, one new version of the scheme a batch.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from hashiya.model import DocumentRecord, Label, Scheme, bounds_and_labels
from hashiya.store import Store

__all__ = ["Growth"]


class Growth:
    """A scheme on its way to its next version.

    Args:
        scheme: The scheme in use.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        """The scheme as published so far."""
        self.labels = {label.name for label in scheme.labels}
        """Names of its labels, those noted and not yet published with them."""
        self._first = frozenset(self.labels)
        self._offered: dict[str, Label] = {}
        self._noted: list[Label] = []

    @property
    def new_labels(self) -> tuple[str, ...]:
        """Names that were not in the scheme at first, in order."""
        return tuple(sorted(self.labels - self._first))

    def offer(self, scheme: Scheme) -> None:
        """Remember how a file's own scheme describes its labels."""
        self._offered |= {label.name: label for label in scheme.labels}

    def note(self, record: DocumentRecord) -> None:
        """Take in the labels that a record has and the scheme lacks, where they can be labels."""
        for name in sorted({*bounds_and_labels(record.spans)[2]} - self.labels):
            try:
                self._noted.append(self._offered.get(name) or Label(name=name))
            except ValidationError:
                continue  # its spans are refused, as of any label the scheme lacks
            self.labels.add(name)

    def publish(self, store: Store) -> None:
        """Put a new version with all labels noted since the last one into use.

        Raises:
            StoreError: It could not be written.
        """
        if not self._noted:
            return
        labels = list(self.scheme.labels)
        for label in self._noted:
            labels.append(_without_taken_key(label, labels))
        self._noted.clear()
        self.scheme = Scheme(
            id=self.scheme.id,
            version=self.scheme.version + 1,
            labels=tuple(labels),
            policy=self.scheme.policy,
        )
        store.publish(self.scheme)


def _without_taken_key(label: Label, others: Sequence[Label]) -> Label:
    """The label, without its key when another label has it."""
    if not label.key or all(label.key != other.key for other in others):
        return label
    return Label.model_validate(label.model_dump() | {"key": ""})
