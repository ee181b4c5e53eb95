"""A number and the word beside it go together: one line, two lines."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import hashiya

SOURCE = Path(hashiya.__file__).parent
SEVERAL = re.compile(r" (?:more |other )?(?!bytes|characters|is\b|was\b)[a-z]{2,}s\b")
"""A word for several behind a number; bytes and characters stand behind what is above a limit."""


def bare_counts(source: str) -> Iterator[int]:
    """Lines of f-strings where a number that may be one has a word for several behind it."""
    for node in ast.walk(ast.parse(source)):
        parts = node.values if isinstance(node, ast.JoinedStr) else []
        for number, word in pairwise(parts):
            if (
                isinstance(number, ast.FormattedValue)
                and number.format_spec is not None
                and ast.unparse(number.format_spec) == "f','"
                and not (isinstance(number.value, ast.Name) and number.value.id.isupper())
                and isinstance(word, ast.Constant)
                and SEVERAL.match(str(word.value))
            ):
                yield number.lineno


def test_no_count_has_its_word_fixed() -> None:
    """Whatever is printed or reported says `counted`, so that no report says `1 lines`."""
    broken = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line in bare_counts(path.read_text(encoding="utf-8"))
    ]
    assert broken == []


def test_a_fixed_word_is_seen() -> None:
    """Such a line is found, and what stands above a limit is left alone."""
    assert list(bare_counts('f"{found:,} more lines were read"')) == [1]
    assert not list(bare_counts('f"more than {LIMIT:,} lines" f"{size:,} bytes" f"{n:,} is one"'))
