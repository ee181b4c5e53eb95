"""Tagging schemes as transition tables: which prefix may open, continue and close an entity.

A tag is `O`, or a prefix, a hyphen and a label: `B-agency`. A label may hold hyphens itself; the
first one divides. Codec and readers look everything up here and know no scheme by name.

Sources: Ramshaw & Marcus 1995 (IOB1); Tjong Kim Sang & Veenstra 1999 (IOB2, here BIO).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hashiya.errors import UsageError

__all__ = [
    "BILOU",
    "BIO",
    "BIOES",
    "IOB1",
    "OUTSIDE",
    "TAG_SCHEMES",
    "TagScheme",
    "guess_tag_scheme",
    "is_tag",
    "tag_scheme",
]

OUTSIDE: Final = "O"
"""The tag of a token that no entity covers."""

MIN_IOB1_STARTS: Final = 20
"""Entities that must begin with `I-` before a file without a fitting `B-` is taken for IOB1."""


@dataclass(frozen=True, slots=True, eq=False)
class TagScheme:
    """One scheme; the last four fields are what `encode_tags` writes. Compared by identity."""

    name: str
    """What files and options call it: `BIO`."""
    opens: frozenset[str]
    """Prefixes that may begin an entity."""
    continues: Mapping[str, frozenset[str]]
    """For each prefix, the prefixes that carry the same entity on when the label is the same."""
    closes: frozenset[str]
    """Prefixes after which an entity may be over."""
    first: str
    """Written on the first of several tokens."""
    inner: str
    """Written on tokens that are neither first nor last."""
    final: str
    """Written on the last of several tokens."""
    single: str
    """Written on an entity's only token."""

    @property
    def prefixes(self) -> frozenset[str]:
        """Every prefix the scheme knows."""
        return frozenset(self.continues)


def _table(**rows: str) -> Mapping[str, frozenset[str]]:
    return {prefix: frozenset(following) for prefix, following in rows.items()}


BIO: Final = TagScheme(
    name="BIO",
    opens=frozenset("B"),
    continues=_table(B="I", I="I"),
    closes=frozenset("BI"),
    first="B",
    inner="I",
    final="I",
    single="B",
)
"""IOB2: every entity begins with `B-`. What this program writes unless told otherwise."""

BIOES: Final = TagScheme(
    name="BIOES",
    opens=frozenset("BS"),
    continues=_table(B="IE", I="IE", E="", S=""),
    closes=frozenset("ES"),
    first="B",
    inner="I",
    final="E",
    single="S",
)
"""Begin, inside, outside, end, single: the last token and the only token are marked too."""

BILOU: Final = TagScheme(
    name="BILOU",
    opens=frozenset("BU"),
    continues=_table(B="IL", I="IL", L="", U=""),
    closes=frozenset("LU"),
    first="B",
    inner="I",
    final="L",
    single="U",
)
"""BIOES in spaCy's letters: L for the last token, U for an only one (a unit)."""

IOB1: Final = TagScheme(
    name="IOB1",
    opens=frozenset("BI"),
    continues=_table(B="I", I="I"),
    closes=frozenset("BI"),
    first="B",
    inner="I",
    final="I",
    single="B",
)
"""For reading old files: `I-` may begin an entity, `B-` divides two that touch.

Written it is BIO, which every reader of IOB1 understands.
"""

TAG_SCHEMES: Final[Mapping[str, TagScheme]] = {
    scheme.name: scheme for scheme in (BIO, BIOES, BILOU, IOB1)
}
"""By name, in upper case."""

_OTHER_NAMES: Final[Mapping[str, str]] = {
    "IOB2": "BIO",
    "IOBES": "BIOES",
    "BILUO": "BILOU",
    "BIOUL": "BILOU",
}

_TELLING: Final[Mapping[str, TagScheme]] = {"E-": BIOES, "S-": BIOES, "L-": BILOU, "U-": BILOU}
"""Prefixes that stand in one scheme only."""


def tag_scheme(name: str) -> TagScheme:
    """The scheme of this name, or of another that people call it by; case does not matter.

    Raises:
        UsageError: There is no such scheme.
    """
    wanted = name.upper()
    found = TAG_SCHEMES.get(_OTHER_NAMES.get(wanted, wanted))
    if found is None:
        raise UsageError(f"{name!r} is no tagging scheme; there are {', '.join(TAG_SCHEMES)}")
    return found


def is_tag(word: str) -> bool:
    """Whether a column's value has the form of a tag in any scheme.

    >>> [is_tag(word) for word in ("O", "B-agency", "B-", "NN", "X-agency")]
    [True, True, False, False, False]
    """
    return word == OUTSIDE or (len(word) > 2 and word[1] == "-" and word[0] in "BIESLU")


def guess_tag_scheme(sentences: Iterable[Sequence[str]]) -> TagScheme:
    """The scheme a sample of tags was most likely written in.

    `E-` or `S-` anywhere means BIOES, `L-` or `U-` BILOU. IOB1 needs evidence: many entities that
    begin with `I-` and no `B-` except where IOB1 would write one. Everything else is BIO, so that a
    stray `I-` after `O` is refused instead of being read as something else.
    """
    starts = 0
    out_of_place = False
    for tags in sentences:
        before = OUTSIDE
        for tag in tags:
            if tag[:2] in _TELLING:
                return _TELLING[tag[:2]]
            touches = before[1:] == tag[1:]
            starts += tag[:2] == "I-" and not touches
            out_of_place = out_of_place or (tag[:2] == "B-" and not touches)
            before = tag
    return IOB1 if starts >= MIN_IOB1_STARTS and not out_of_place else BIO
