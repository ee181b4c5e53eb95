"""Amounts: a number together with the English word that goes with it.

For whatever is printed or written into a report; what the app says in other languages goes through
its catalogues. It must not know what is counted.
"""

from __future__ import annotations

__all__ = ["counted"]


def counted(count: int, one: str, many: str = "") -> str:
    """A number with the word that goes with it.

    Args:
        count: How many there are.
        one: The word for one; more words may follow, such as a verb.
        many: The same for any other number; `one` with an s when it is not given.

    >>> counted(1, "document"), counted(2_000, "document"), counted(0, "person", "people")
    ('1 document', '2,000 documents', '0 people')
    >>> counted(1, "row is", "rows are")
    '1 row is'
    """
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
