"""Proclitics: where inside a written word an entity may begin, and where it most likely does.

و and ف (and, so), ب, ل and ك (by, to, like) are written onto the next word; the article stays with
it. It must not know spans or documents: a cut is an offset in one word. ل with the article is
written لل, and the cut goes before the second lam, which is what stands on the page: ل|لأمم.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from hashiya.text.fold import fold
from hashiya.text.words import ARABIC_MARKS

__all__ = ["default_cut", "proclitic_cuts"]

MIN_LETTERS_LEFT: Final = 3
"""Letters after a cut, marks and tatweel not counted."""

# With their presentation forms, since a text out of a PDF may hold those.
_AND = "وﻭﻮفﻑﻒﻓﻔ"
_IN = "بﺏﺐﺑﺒكﻙﻚﻛﻜکﮎﮏﮐﮑلﻝﻞﻟﻠ"
_CHAIN = re.compile(rf"([{_AND}][{ARABIC_MARKS}]*+)?([{_IN}][{ARABIC_MARKS}]*+)?")

_ARTICLE = re.compile(r"ال\w{2}")
_ASSIMILATED_ARTICLE = re.compile(r"ل\w{2}")
_NO_ARTICLE = re.compile(r"ال\w")
_AGENCY = re.compile("وكال(?:ات|ت(?:ه|ها|هم|ي|نا|ان|ين))")
"""Forms of وكالة that look like و, ك and an article."""


def proclitic_cuts(word: str) -> tuple[int, ...]:
    """The offsets at which an entity may begin inside a word, 0 first, then in order.

    A cut stands after [وف], after [بكل], or after one of each in this order, behind the marks of
    what it cuts off, with at least three letters left.

    >>> proclitic_cuts("وبالرباط"), proclitic_cuts("للجنة"), proclitic_cuts("مجلس")
    ((0, 1, 2), (0, 1), (0,))
    """
    chain = _CHAIN.match(word)
    ends = {chain.end(1), chain.end(2)} if chain else set()
    return (0, *sorted(end for end in ends if end > 0 and _can_stand_alone(word[end:])))


def default_cut(word: str, frequency: Callable[[str], int] | None = None) -> int:
    """The cut to propose when a word is selected, one of `proclitic_cuts(word)`.

    The one that an article follows, written ال or, after ل, with its alef gone. Without an
    article, the one whose remainder is commonest, and the whole word when nothing is commoner. A
    remainder such as الي of والي is not compared: it folds to the form of إلى.

    Args:
        word: One token of `word_spans`.
        frequency: How often a folded form (`fold(word).text`) stands in the project's own texts;
            without it only the article decides.

    >>> default_cut("للأمم"), default_cut("ووزيرة", {"وزيره": 3, "ووزيره": 1}.__getitem__)
    (1, 1)
    """
    cuts = proclitic_cuts(word)
    for cut in cuts[1:]:
        if _begins_with_article(word, cut):
            return cut
    if frequency is None or len(cuts) == 1:
        return 0
    counts = {
        cut: frequency(fold(word[cut:]).text)
        for cut in cuts
        if not (cut and _NO_ARTICLE.fullmatch(fold(word[cut:], hamza=False).text))
    }
    return max(counts, key=lambda cut: (counts[cut], -cut))


def _can_stand_alone(rest: str) -> bool:
    return rest[:1].isalpha() and sum(map(str.isalpha, fold(rest).text)) >= MIN_LETTERS_LEFT


def _begins_with_article(word: str, cut: int) -> bool:
    """Two letters must follow, so that والي and وكالة keep their first letter."""
    if _AGENCY.fullmatch(fold(word).text):
        return False
    rest = fold(word[cut:]).text
    if _ARTICLE.match(rest):
        return True
    return fold(word[:cut]).text.endswith("ل") and _ASSIMILATED_ARTICLE.match(rest) is not None
