"""Figure lines: one person's work as a small table, and what is counted in it.

Pure functions. Must never know a widget, or anybody but the person who asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hashiya.services import WorkFigures, by_the_hour
from hashiya.store import Worked
from hashiya.tui.locale import _, later, n_
from hashiya.tui.pieces import Line, Piece, sentence
from hashiya.tui.prose import Passage, Prose, passage
from hashiya.tui.waiting_acts import ALL_SAVED, WaitingWork

__all__ = ["figure_lines", "other_lines", "time_words"]

NAME_COLUMNS: Final = 14
"""Columns of what a row is about."""
CELL_COLUMNS: Final = 12
"""Columns of a number with room for words."""
LEAST_CELL: Final = 9
"""Columns of a number where there is little room."""
MINUTES_AN_HOUR: Final = 60
WIDEST_WORDS: Final = 88
"""Columns for the paragraphs under the table."""

HEADS: Final = (
    later("at work"),
    later("sentences"),
    later("an hour"),
    later("spans"),
    later("an hour"),
    later("in one go"),
)
"""Heads of the columns."""

RULES: Final = (
    later(
        "An act counts for the time since the one before it, two minutes at most, so that pauses"
        " are left out. What was undone and what was imported is not counted."
    ),
    later(
        "«in one go» are spans that an act on many places made; no rate has them. «an hour» is how"
        " many in an hour at work."
    ),
)

PRIVATE: Final = later(
    "These figures are yours: nobody else is shown them here. To give them to somebody, write them"
    " out: hashiya figures --as {alias} --csv"
)

NOTHING: Final = later("nothing to count yet; it begins with the first span or sentence")


def figure_lines(figures: WorkFigures, width: int, waiting: WaitingWork = ALL_SAVED) -> list[Line]:
    """The table with its words and what waits; where there is no figure yet, how it begins."""
    measure = min(width, WIDEST_WORDS)
    unsaved = [*Prose(_waiting_passages(waiting), measure)] if waiting.acts else []
    private = passage(_(PRIVATE).format(alias=figures.alias), "text")
    if figures.total == Worked():
        first = unsaved or [*Prose([Passage(), passage(_(NOTHING))], measure)]
        return [*first, *Prose([Passage(), private], measure)]
    rows = [
        (_("this sitting"), figures.sitting),
        (_("today"), figures.today),
        (_("in all"), figures.total),
    ]
    days = [(f"{day.day:%Y-%m-%d}", day.worked) for day in figures.days]
    words = [passage(_(each), "quiet") for each in RULES]
    after = Prose([Passage(), private, Passage(), *words], measure)
    if width <= NAME_COLUMNS + len(HEADS) * (LEAST_CELL + 1):
        return [*unsaved, Line(), *_listed([*rows, *days], width), *after]
    is_wide = width > NAME_COLUMNS + len(HEADS) * (CELL_COLUMNS + 1)
    columns = CELL_COLUMNS if is_wide else LEAST_CELL
    lines = [*unsaved, Line(), _row("", [_(head) for head in HEADS], columns, "quiet")]
    lines += [_row(name, _cells(worked, is_wide=is_wide), columns) for name, worked in rows]
    day_by_day = _("day by day")
    lines += [Line(), Line((Piece(f"  {sentence(day_by_day)}", "quiet"),))]
    lines += [_row(name, _cells(worked, is_wide=is_wide), columns) for name, worked in days]
    return [*lines, *after]


def other_lines(words: str, ink: str, width: int, waiting: WaitingWork) -> list[Line]:
    """Why there are no figures, or not yet, and what waits."""
    said = [passage(words, ink)]
    return [*Prose([*said, *_waiting_passages(waiting)], min(width, WIDEST_WORDS))]


def _waiting_passages(waiting: WaitingWork) -> list[Passage]:
    """What is on no disk yet, and that it is counted later; nothing when all is."""
    if not waiting.acts:
        return []
    acts = n_("{count:,} act not saved yet", "{count:,} acts not saved yet", waiting.acts)
    spans = n_("{count:,} span", "{count:,} spans", waiting.spans)
    sentences = n_("{count:,} sentence", "{count:,} sentences", waiting.sentences)
    words = _("{acts}: {spans}, {sentences}; counted here once it is saved").format(
        acts=acts.format(count=waiting.acts),
        spans=spans.format(count=waiting.spans),
        sentences=sentences.format(count=waiting.sentences),
    )
    return [Passage(), passage(words, "warning")]


def time_words(seconds: int) -> str:
    """A length of time in hours and minutes."""
    hours, minutes = divmod(seconds // 60, MINUTES_AN_HOUR)
    if not hours:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours:,} h {minutes:02} min").format(hours=hours, minutes=minutes)


def _cells(worked: Worked, *, is_wide: bool) -> tuple[str, ...]:
    """The numbers of a row, in the order of `HEADS`."""
    hours, minutes = divmod(worked.seconds // 60, MINUTES_AN_HOUR)
    return (
        time_words(worked.seconds) if is_wide else f"{hours:,}:{minutes:02}",
        f"{worked.sentences:,}",
        _rate(worked.sentences, worked.seconds),
        f"{worked.spans:,}",
        _rate(worked.spans, worked.seconds),
        f"{worked.together:,}",
    )


def _rate(count: int, seconds: int) -> str:
    rate = by_the_hour(count, seconds)
    return "–" if rate is None else f"{rate:,.0f}"


def _row(name: str, cells: Sequence[str], columns: int, ink: str = "text") -> Line:
    """A row: its name begins at the side where lines begin, its numbers end at the other."""
    start = Piece(f"  {sentence(name, NAME_COLUMNS - 2)}" if name else "  ", "strong")
    pieces = [start, Piece(" " * max(0, NAME_COLUMNS - start.width))]
    for words in cells:
        piece = Piece(sentence(words, columns), ink)
        pieces += [Piece(" " * max(1, columns + 1 - piece.width)), piece]
    return Line(tuple(pieces))


def _listed(rows: Sequence[tuple[str, Worked]], width: int) -> Prose:
    """The rows one under the other, where there is too little room for a table."""
    passages: list[Passage] = []
    for name, worked in rows:
        cells = zip(HEADS, _cells(worked, is_wide=True), strict=True)
        said = " · ".join(f"{_(head)} {cell}" for head, cell in cells)
        passages += [passage(name, "strong"), passage(said, indent=2)]
    return Prose(passages, width)
