"""Index tables: an index whose words were cut otherwise is thrown away; searching makes it again.

Written once and never changed, as every step's statements are.
"""

from __future__ import annotations

from typing import Final

__all__ = ["WORDS_BESIDE_DIGITS"]

WORDS_BESIDE_DIGITS: Final = (
    "INSERT INTO search (search) VALUES ('delete-all')",
    "DELETE FROM stretch",
)
"""What the step `0020-words-beside-digits` does: `عام2021` is two words of the index since then."""
