"""Columns: a record's spans, column by column, on their way into rows, seals and events.

A hundred thousand spans pass here in a second; whole columns go through C at once where spans one
by one would go through Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, repeat
from operator import itemgetter
from typing import Final, NamedTuple, Self

from hashiya.model import DocumentRecord, LayerKind, SpanRecord
from hashiya.store.journal import canonical
from hashiya.store.plain_spans import PlainLayer
from hashiya.store.rows import NO_ATTRIBUTES, PLAIN_SPAN
from hashiya.store.seals import columns_seal

__all__ = ["SpanColumns", "import_body"]

_bounds: Final = itemgetter(slice(0, 3))
_beyond_bounds: Final = itemgetter(slice(4, None))


class SpanColumns(NamedTuple):
    """One layer's spans, all columns of one length."""

    ids: Sequence[str]
    """Session, event and number."""
    starts: Sequence[int]
    """Offsets of the first code points."""
    ends: Sequence[int]
    """Offsets after the last ones."""
    labels: Sequence[str]
    """Names of labels."""
    quotes: Sequence[str]
    """What the text says there."""
    notes: Sequence[str]
    """Free words."""
    attributes: Sequence[str]
    """JSON cells."""
    sources: Sequence[str]
    """How they came to be."""
    flags: Sequence[bool]
    """Whether they carry one."""

    @classmethod
    def of(cls, record: DocumentRecord, by: tuple[str, int]) -> Self:
        """The columns of a record's spans, which an event of this session and number brings in."""
        if not record.spans:
            return cls((), (), (), (), (), (), (), (), ())
        starts, ends, labels, _, notes, attributes, sources, flags = zip(*record.spans, strict=True)
        text = record.text
        beginning = f"{by[0]}.{by[1]}."
        return cls(
            ids=list(map(beginning.__add__, map(str, range(len(starts))))),
            starts=starts,
            ends=ends,
            labels=labels,
            quotes=[text[start:end] for start, end in zip(starts, ends, strict=True)],
            notes=notes,
            attributes=_cells_of(attributes),
            sources=sources,
            flags=flags,
        )

    def rows(
        self, owner: tuple[str, int, str, str], scheme_id: int, by: tuple[str, int]
    ) -> Iterator[tuple[object, ...]]:
        """Rows in the order of `sql.INSERT_SPAN`.

        Args:
            owner: Document's id and length, annotator's id, layer.
            scheme_id: Row of the scheme in use.
            by: Session and number of the event.
        """
        ids, *others = self
        return zip(
            *map(repeat, owner), ids, repeat(scheme_id), *others, *map(repeat, by), strict=False
        )

    @property
    def seal(self) -> int:
        """Sum of the rows' checksums."""
        words = zip(self.labels, self.notes, self.attributes, self.sources, self.ids, strict=True)
        return columns_seal(self.starts, self.ends, words, compress(self.ids, self.flags))

    @property
    def reminding(self) -> tuple[int, int]:
        """How many of them carry a flag, and how many a note."""
        return sum(self.flags), sum(map(bool, self.notes))


def import_body(record: DocumentRecord, scheme: tuple[str, int], plain: PlainLayer | None) -> str:
    """One compact event: spans as lists without ids and quotes, which follow from it.

    A span that has nothing but its bounds and label leaves the rest out too (`PLAIN_SPAN`), and one
    without a flag does not speak of flags.

    Args:
        record: The layer.
        scheme: Id and version of the scheme in use.
        plain: Its spans, when all are plain.
    """
    spans = canonical(_compact_spans(record.spans)) if plain is None else plain.as_json()
    if record.marks or record.reminders:
        others = {"layer": record.layer, "scheme": scheme, "marks": record.marks}
        more = {"reminders": record.reminders} if record.reminders else {}
        return f'{canonical(others | more)[:-1]},"spans":{spans}}}'
    return f"{_body_without_marks(record.layer, scheme)}{spans}}}"


@lru_cache(maxsize=64)
def _body_without_marks(layer: LayerKind, scheme: tuple[str, int]) -> str:
    """Such an event up to its spans, whose key is the last one."""
    return f'{canonical({"layer": layer, "scheme": scheme, "marks": ()})[:-1]},"spans":'


def _cells_of(attributes: Sequence[tuple[tuple[str, str], ...]]) -> Sequence[str]:
    """The JSON cells of spans' attributes; nearly always nobody has any."""
    if not any(attributes):
        return (NO_ATTRIBUTES,) * len(attributes)
    return [canonical(sorted(pairs)) if pairs else NO_ATTRIBUTES for pairs in attributes]


def _compact_spans(spans: Sequence[SpanRecord]) -> list[tuple[object, ...]]:
    if set(map(_beyond_bounds, spans)) <= {PLAIN_SPAN}:
        return list(map(_bounds, spans))
    return [_compact(span) for span in spans]


def _compact(span: SpanRecord) -> tuple[object, ...]:
    if span[4:] == PLAIN_SPAN:
        return span[:3]
    said = (*span[:3], span.note, sorted(span.attributes), span.source)
    return (*said, True) if span.is_flagged else said
