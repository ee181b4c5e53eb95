"""The interface's words in the language a person chose.

English stands in the code; Arabic and French come from the message catalogues beside this file.
Numbers keep Western digits in every language. Must never know a widget or what is said.
"""

from __future__ import annotations

from hashiya.tui.locale.catalogue import (
    LANGUAGES,
    _,
    is_mirrored,
    language,
    later,
    n_,
    told,
    use_label_titles,
    use_language,
)
from hashiya.tui.locale.choosing import chosen_language

__all__ = [
    "LANGUAGES",
    "_",
    "chosen_language",
    "is_mirrored",
    "language",
    "later",
    "n_",
    "told",
    "use_label_titles",
    "use_language",
]
