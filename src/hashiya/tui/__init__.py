"""The rooms people sit in: the one place that knows Textual.

This floor turns keys and the mouse into one call of a service and draws the frozen value that
comes back. It must never know a file's format, an SQL statement, or a rule of annotation.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from hashiya.doors import late, put_off, shut
from hashiya.terminal import UNASKED, Detection, Settings, settings_path
from hashiya.text import Direction
from hashiya.tui.locale import (
    _,
    chosen_language,
    is_mirrored,
    language,
    n_,
    told,
    use_language,
)

if TYPE_CHECKING:
    from hashiya.services import AnnotationSession, ReviewSession
    from hashiya.tui.command_keys import character_commands
    from hashiya.tui.differences import kind_words
    from hashiya.tui.key_script import read_keys
    from hashiya.tui.keyboard import also_on_arabic
    from hashiya.tui.measure_words import (
        aligned_words,
        apart_words,
        headline_words,
        measure_name,
        name_words,
        rest_words,
        score_words,
        way_words,
    )
    from hashiya.tui.replaying import play_keys
    from hashiya.tui.review.report_words import (
        difference_words,
        outcome_words,
        progress_words,
        quorum_words,
        reason_words,
    )
    from hashiya.tui.titles import title_of, use_titles

__all__ = [
    "_",
    "aligned_words",
    "also_on_arabic",
    "apart_words",
    "character_commands",
    "difference_words",
    "examine",
    "headline_words",
    "is_mirrored",
    "kind_words",
    "language",
    "load_what_is_used",
    "measure_name",
    "n_",
    "name_words",
    "outcome_words",
    "play_keys",
    "progress_words",
    "quorum_words",
    "read_keys",
    "reason_words",
    "rest_words",
    "review_project",
    "run",
    "score_words",
    "settings_trouble",
    "speak",
    "teach",
    "title_of",
    "told",
    "use_titles",
    "way_words",
]

PALETTE: Final = (
    "CommandListItem",
    "CommandPalette",
    "DiscoveryHit",
    "Hit",
    "Hits",
    "Provider",
    "SimpleProvider",
)
"""What Textual takes from the rooms of its own palette, on its way to other rooms."""

__getattr__ = late(
    __name__,
    {
        "also_on_arabic": "keyboard",
        "aligned_words": "measure_words",
        "apart_words": "measure_words",
        "headline_words": "measure_words",
        "kind_words": "differences",
        "measure_name": "measure_words",
        "name_words": "measure_words",
        "rest_words": "measure_words",
        "score_words": "measure_words",
        "way_words": "measure_words",
        "character_commands": "command_keys",
        "difference_words": "review.report_words",
        "outcome_words": "review.report_words",
        "play_keys": "replaying",
        "progress_words": "review.report_words",
        "quorum_words": "review.report_words",
        "read_keys": "key_script",
        "reason_words": "review.report_words",
        "title_of": "titles",
        "use_titles": "titles",
    },
)
"""Some of these load Textual, and few want them."""


def _unasked() -> Detection:
    return UNASKED


def run(
    project: str,
    alias: str,
    find_terminal: Callable[[], Detection] = _unasked,
    direction: Direction = "auto",
    language: str | None = None,
) -> int:
    """Open a project on the terminal for one annotator, until they leave.

    Args:
        project: The project's file.
        alias: Who is annotating.
        find_terminal: Says what the terminal needs; called once Textual is loaded, so that the
            terminal has had that time to answer.
        direction: How documents run until the person turns one.
        language: What the interface speaks, as an option says it; None where none does.

    Returns:
        0, or 128 and the number of the signal that ended the program.

    Raises:
        UsageError: There is no terminal to draw on, or no such language.
        StoreError: The project cannot be opened.
    """
    # Starting makes many objects and no garbage; the screen turns collecting on again when it
    # shows the first page.
    gc.disable()
    try:
        load_what_is_used()
        from hashiya.tui.app import run_app  # noqa: PLC0415 - Textual is loaded when it is wanted

        settings = _spoken(language)
        return run_app(project, alias, find_terminal(), settings, direction)
    finally:
        gc.enable()


def review_project(
    open_session: Callable[[], ReviewSession],
    find_terminal: Callable[[], Detection] = _unasked,
    language: str | None = None,
) -> int:
    """Open a review session on the terminal, until it is left.

    Args:
        open_session: Opens the session; called in the thread that will own it.
        find_terminal: As for `run`.
        language: As for `run`.

    Returns:
        0, or 128 and the number of the signal that ended the program.

    Raises:
        UsageError: There is no terminal to draw on, no such language, or the session is not theirs.
        StoreError: The project cannot be opened.
    """
    load_what_is_used()
    from hashiya.tui.review.app import run_review  # noqa: PLC0415 - as above

    settings = _spoken(language)
    return run_review(open_session, find_terminal(), settings)


def examine(find_terminal: Callable[[], Detection], language: str | None = None) -> str:
    """Ask a person what their terminal really shows, without any project.

    Args:
        find_terminal: As for `run`.
        language: As for `run`.

    Returns:
        What to tell them afterwards; empty when there is nothing to say.

    Raises:
        KeyboardInterrupt: A signal ended the program.
    """
    from hashiya.tui.doctor_app import DoctorApp  # noqa: PLC0415 - as above

    settings = _spoken(language)
    app = DoctorApp(find_terminal(), settings.theme)
    app.run()
    if app.failure is not None:
        raise app.failure
    if app.return_code:
        raise KeyboardInterrupt(app.return_code)
    return app.words


def load_what_is_used() -> None:
    """Load an event loop without TLS, and Textual without its palette, which is not shown here."""
    with shut("ssl"):
        import asyncio  # noqa: F401, PLC0415 - it does without when it must
    put_off("textual.command", *PALETTE)


def teach(
    open_session: Callable[[], AnnotationSession],
    alias: str,
    find_terminal: Callable[[], Detection] = _unasked,
    language: str | None = None,
) -> str:
    """Give the lesson on a sample article, until it is left.

    Args:
        open_session: Opens the lesson's project; called in the thread that will own it.
        alias: Who learns.
        find_terminal: As for `run`.
        language: As for `run`.

    Returns:
        What to do next, in words.

    Raises:
        StoreError: The lesson's project cannot be made.
        KeyboardInterrupt: A signal ended the program.
    """
    from hashiya.tui.app import run_until_left  # noqa: PLC0415 - as above
    from hashiya.tui.lesson_app import LessonApp  # noqa: PLC0415 - as above

    settings = _spoken(language)
    code = run_until_left(
        LessonApp(open_session, alias, find_terminal(), settings=settings), settings
    )
    if code:
        raise KeyboardInterrupt(code)
    return _(
        "Next: `hashiya init news` makes a project, `hashiya import articles` brings articles in,"
        " `hashiya annotate` opens it. `hashiya tutorial` is the lesson again."
    )


def speak(language: str | None) -> None:
    """Choose the language of words that are said without a screen, as for `run`."""
    _spoken(language)


def _spoken(language: str | None) -> Settings:
    """The settings, after the interface has learnt its language from them and all else."""
    settings = Settings.load(settings_path(os.environ))
    use_language(chosen_language(language, os.environ, settings.language))
    return settings


def settings_trouble(settings: Settings) -> str:
    """What in a settings file cannot be used, in words; empty when all can."""
    if not settings.text:
        return settings.trouble
    from hashiya.terminal import joined  # noqa: PLC0415 - where a file is
    from hashiya.tui.wishes import troubles_of  # noqa: PLC0415 - as above

    return joined(troubles_of(settings))
