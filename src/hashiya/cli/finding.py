"""Finding the terminal: what it is, from options, settings and its own answers, for screens.

Must never know what is shown on it.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from hashiya.terminal import Detection, Overrides, Settings, TerminalQuestion, detect, settings_path

__all__ = ["terminal_finder"]


def terminal_finder(question: TerminalQuestion, overrides: Overrides) -> Callable[[], Detection]:
    """What finds out, once the terminal has had time to answer.

    Args:
        question: Asked already; it is told what the terminal gets to know.
        overrides: What the person said.
    """

    def find_terminal() -> Detection:
        settings = Settings.load(settings_path(os.environ))
        found = detect(os.environ, overrides=overrides, settings=settings, ask=question.answer)
        typed = found.replies.typed + question.prepare(found.profile)
        return found._replace(replies=found.replies._replace(typed=typed))

    return find_terminal
