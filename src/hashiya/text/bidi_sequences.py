"""Explicit levels and isolating run sequences: UAX #9 rules P2 to X10.

Works on one class a character (`hashiya.text.ucd`, BIDI) and one level a character, both as bytes.
It must not know characters, nor how a sequence is resolved.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = [
    "PARAGRAPH",
    "Explicit",
    "RunSequence",
    "explicit_levels",
    "first_strong",
    "run_sequences",
]

PARAGRAPH: Final = -1
"""Key of the paragraph itself in `first_strong`."""

MAX_DEPTH: Final = 125

_EMBEDDING_OR_RUN = re.compile(rb"[eofvplrsi]|[^eofvplrsi]++")
_STRONG_OR_ISOLATE = re.compile(rb"[LRAlrsiB]")
_LEVEL_RUN = re.compile(rb"(.)\1*+", re.DOTALL)
_INITIATORS: Final = b"lrs"
_REMOVED: Final = b"eofvp"
_LRI, _RLI, _FSI, _PDI, _PDF = b"lrsip"


def first_strong(classes: bytes) -> dict[int, int]:
    """Level 0 or 1 by the first strong character of the paragraph and of each FSI (P2, P3, X5c).

    Returns:
        Offset of each isolate initiator, or `PARAGRAPH`, to the level; those without a strong
        character of their own, not counting isolates inside, are left out.
    """
    found: dict[int, int] = {}
    inside = [PARAGRAPH]
    for match in _STRONG_OR_ISOLATE.finditer(classes):
        kind = match[0]
        if kind in b"LRA":
            found.setdefault(inside[-1], int(kind != b"L"))
        elif kind == b"B":
            del inside[1:]
        elif kind != b"i":
            inside.append(match.start())
        elif len(inside) > 1:
            inside.pop()
    return found


class _Status(NamedTuple):
    """An entry of the directional status stack (X1)."""

    level: int
    override: bytes
    """`L` or `R` when classes are overridden, else empty."""

    isolate: bool


# What each initiator asks for: parity of the new level, override, whether it isolates.
_ASKED: Final = {
    ord("e"): (0, b"", False),
    ord("o"): (0, b"L", False),
    ord("f"): (1, b"", False),
    ord("v"): (1, b"R", False),
    ord("l"): (0, b"", True),
    ord("r"): (1, b"", True),
}


class _Embeddings:
    """The state of rules X1 to X8."""

    def __init__(self, base: int) -> None:
        self.stack = [_Status(base, b"", isolate=False)]
        self.overflow_isolates = 0
        self.overflow_embeddings = 0
        self.valid_isolates = 0

    def open(self, kind: int) -> None:
        """X2 to X5b: an embedding, override or isolate begins."""
        parity, override, isolate = _ASKED[kind]
        level = self.stack[-1].level + 1
        level += (level & 1) != parity
        if level <= MAX_DEPTH and not (self.overflow_isolates or self.overflow_embeddings):
            self.valid_isolates += isolate
            self.stack.append(_Status(level, override, isolate))
        elif isolate:
            self.overflow_isolates += 1
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def close_isolate(self) -> None:
        """X6a: a PDI ends the isolate it matches and every embedding still open inside."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack.pop().isolate:
                pass
            self.valid_isolates -= 1

    def close_embedding(self) -> None:
        """X7: a PDF ends the embedding it matches, never an isolate."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif len(self.stack) > 1 and not self.stack[-1].isolate:
            self.stack.pop()


class Explicit(NamedTuple):
    """What X1 to X9 leave: one entry a character that X9 keeps, in logical order."""

    classes: bytes
    """As they were."""

    types: bytes
    """With overrides applied."""

    levels: bytes
    """Explicit level of each."""


def explicit_levels(classes: bytes, base: int) -> Explicit:
    """Rules X1 to X9.

    Args:
        classes: One a character; no paragraph separator.
        base: The paragraph's level.
    """
    classes = classes.translate(None, b"Z")
    state = _Embeddings(base)
    strong = first_strong(classes) if b"s" in classes else {}
    types: list[bytes] = []
    levels: list[bytes] = []
    for match in _EMBEDDING_OR_RUN.finditer(classes):
        run, kind = match[0], match[0][0]
        if kind == _PDI:
            state.close_isolate()
        elif kind == _PDF:
            state.close_embedding()
        if kind not in _REMOVED:
            status = state.stack[-1]
            types.append(status.override * len(run) or run)
            levels.append(bytes((status.level,)) * len(run))
        if kind in _ASKED:
            state.open(kind)
        elif kind == _FSI:
            state.open(_RLI if strong.get(match.start()) else _LRI)
    kept = classes.translate(None, _REMOVED)
    return Explicit(kept, b"".join(types), b"".join(levels))


class RunSequence(NamedTuple):
    """An isolating run sequence (BD13)."""

    level: int
    sos: bytes
    """`L` or `R`: the direction before it."""

    eos: bytes
    """`L` or `R`: the direction after it."""

    runs: list[tuple[int, int]]
    """Its level runs, `[start, end)`, in logical order."""

    def of(self, values: bytes) -> bytes:
        """The part of `values`, one a character, that belongs to the sequence."""
        return b"".join([values[start:end] for start, end in self.runs])


def run_sequences(explicit: Explicit, base: int) -> list[RunSequence]:
    """Rule X10: the isolating run sequences, in the order of their first characters."""
    classes, levels = explicit.classes, explicit.levels
    chains: list[list[tuple[int, int]]] = []
    waiting: list[list[tuple[int, int]]] = []
    for match in _LEVEL_RUN.finditer(levels):
        start, end = match.span()
        if waiting and classes[start] == _PDI:
            chain = waiting.pop()
        else:
            chain = []
            chains.append(chain)
        chain.append((start, end))
        if classes[end - 1] in _INITIATORS:
            waiting.append(chain)
    return [_bounded(chain, explicit, base) for chain in chains]


def _bounded(runs: list[tuple[int, int]], explicit: Explicit, base: int) -> RunSequence:
    """A sequence with the directions that surround it; an isolate left open sees the paragraph."""
    classes, levels = explicit.classes, explicit.levels
    start, end = runs[0][0], runs[-1][1]
    level = levels[start]
    before = levels[start - 1] if start else base
    is_open = end == len(levels) or classes[end - 1] in _INITIATORS
    after = base if is_open else levels[end]
    return RunSequence(level, _direction(max(level, before)), _direction(max(level, after)), runs)


def _direction(level: int) -> bytes:
    return b"R" if level & 1 else b"L"
