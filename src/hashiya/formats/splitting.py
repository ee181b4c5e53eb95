"""Splitting: which part of a release a document belongs to, today and in every later release.

A document's place is worked out of its id alone, so that no new document ever moves another from
one part to the other, and shares are met on average rather than to the document. Knows no files.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Self

from hashiya.errors import UsageError

__all__ = ["PART_NAMES", "Split"]

PART_NAMES: Final = ("train", "dev", "test")
"""Parts in their order; with two shares there is no dev."""

_SHARES: Final = re.compile(r"[0-9]{1,6}(?:[/:,][0-9]{1,6}){1,2}")
_HASHED: Final = 1 << 64


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of train, dev and test."""

    shares: tuple[tuple[str, int], ...]
    """Part → share, in order; none is 0."""
    seed: str = ""
    """Another seed is another distribution."""

    @classmethod
    def parse(cls, written: str, seed: str = "") -> Self:
        """What `80/10/10` or `80/20` says; a part with the share 0 is left out.

        Raises:
            UsageError: It says nothing of the kind.

        >>> Split.parse("80/20").shares
        (('train', 80), ('test', 20))
        """
        if _SHARES.fullmatch(written):
            shares = [int(share) for share in re.split("[/:,]", written)]
            names = PART_NAMES if len(shares) == 3 else (PART_NAMES[0], PART_NAMES[2])
            held = tuple((name, n) for name, n in zip(names, shares, strict=True) if n)
            if held:
                return cls(held, seed)
        raise UsageError(
            f"{written!r} is no split; write the shares of train, dev and test as 80/10/10, or of"
            " train and test as 80/20"
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of the parts, in order."""
        return tuple(name for name, _ in self.shares)

    def part_of(self, document_id: str) -> str:
        """The part of a document; always the same for the same id, shares and seed."""
        named = f"{self.seed}\0{document_id}".encode(errors="surrogatepass")
        place = int.from_bytes(hashlib.sha256(named).digest()[:8], "big")
        total = sum(share for _, share in self.shares)
        reached = accumulate(share for _, share in self.shares)
        return self.parts[sum(place * total >= edge * _HASHED for edge in reached)]
