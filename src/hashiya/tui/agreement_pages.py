"""Agreement pages: what differs, over time, beyond chance, and which article counts and why not.

Pure functions from what was measured to rows. Must never know a widget, or how anything was
counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from hashiya.agreement import Figure
from hashiya.services import Confused, Measured
from hashiya.tui.agreement_lines import SEEN, figure_rows
from hashiya.tui.agreement_rows import (
    GOLD,
    Columns,
    Row,
    bar_row,
    head,
    no_plots,
    plain,
    prose,
    share_of,
)
from hashiya.tui.differences import kind_words
from hashiya.tui.locale import _, is_mirrored, later, n_, told
from hashiya.tui.measure_words import (
    aligned_words,
    apart_words,
    headline_words,
    measure_name,
    name_words,
    rest_words,
    score_words,
)
from hashiya.tui.pieces import Line, Piece, drawn, onward, sentence
from hashiya.tui.plots import are_plots_there, course
from hashiya.tui.prose import Passage, Run, passage
from hashiya.tui.titles import title_of

__all__ = ["CHANCE", "PAGES", "Page", "has_gamma"]

PLOT_ROWS: Final = 6
"""Lines of the course over time."""
MOST_PLOT: Final = 64
"""Columns of it."""
SCALE_COLUMNS: Final = 7
"""Columns of the scale beside it."""
SCALE: Final = {0: "1.0", PLOT_ROWS - 1: "0.0"}
"""Line of the course → the F1 that it is."""
MEASURE_COLUMNS: Final = 43
"""Columns of a measure's name."""

NO_DAYS: Final = later(
    "No day can be told yet: it is the one on which the second of two people had finished an"
    " article."
)
BETWEEN: Final = later("What annotators differ in")
OF_GOLD: Final = later("What differs from gold")
NO_DIFFERENCE: Final = later("Nobody differs from anybody in the articles that count.")
NO_GAMMA: Final = later(
    "Gamma, and the disorder it is made of, are not here yet: chance has to be sampled for them,"
    " from a seed that is always the same. That may take long, and is done when you ask for it."
)


class Page(NamedTuple):
    """One page."""

    title: str
    """A message."""
    rows: Callable[[Measured, int, bool], Iterator[Row]]
    """What was measured, columns there are, whether only what the viewer has finished counts."""


def _figures(measured: Measured, width: int, is_blind: bool) -> Iterator[Row]:  # noqa: FBT001
    yield from figure_rows(measured, width, is_blind=is_blind)


def _seen(width: int, *, is_blind: bool) -> Iterator[Row]:
    """What an annotator sees, at the end of a page."""
    if is_blind:
        yield from prose([Passage(), passage(_(SEEN), "quiet")], width)


# What differs.


def _what_differs(measured: Measured, width: int, is_blind: bool) -> Iterator[Row]:  # noqa: FBT001
    """The confusion table, kind by kind: a row for each two people and their labels."""
    yield Row(plain(Line()))
    yield from prose([passage(headline_words(measured), "strong")], width)
    if not measured.confusion:
        yield from prose([Passage(), passage(_(NO_DIFFERENCE))], width)
    columns = Columns(width)
    for title, of_gold in ((_(BETWEEN), False), (_(OF_GOLD), True)):
        cells = [cell for cell in measured.confusion if (cell.names[0] == GOLD) is of_gold]
        if cells and measured.has_gold:
            yield from head(title)
        yield from _cells(cells, columns)
    yield from _seen(width, is_blind=is_blind)


def _cells(given: Sequence[Confused], columns: Columns) -> Iterator[Row]:
    """The commonest kind first; nothing where nothing differs."""
    kinds: defaultdict[str, list[Confused]] = defaultdict(list)
    for cell in given:
        kinds[cell.kind].append(cell)
    most = max((cell.times for cell in given), default=0)
    for kind, cells in sorted(kinds.items(), key=lambda each: -_times(each[1])):
        yield from head(_("{kind}: {count:,}").format(kind=kind_words(kind), count=_times(cells)))
        for cell in sorted(cells, key=lambda each: -each.times):
            yield _cell_row(cell, most, columns)


def _times(cells: Iterable[Confused]) -> int:
    return sum(cell.times for cell in cells)


def _cell_row(cell: Confused, most: int, columns: Columns) -> Row:
    """How often two people differ in a kind over their two labels; opens its cases."""
    labels = [title_of(each) if each else "—" for each in (cell.left_label, cell.right_label)]
    said = " · ".join([f"{cell.times:,}", *dict.fromkeys(labels)])
    name = Piece(sentence(" · ".join(map(name_words, cell.names)), columns.name))
    line = bar_row(name, cell.times / most, said, columns)
    return Row(line, " · ".join([kind_words(cell.kind), *dict.fromkeys(labels)]), (cell,))


# Over time.


def _over_time(measured: Measured, width: int, is_blind: bool) -> Iterator[Row]:  # noqa: FBT001
    yield Row(plain(Line()))
    words = [passage(headline_words(measured), "strong")]
    if not measured.days:
        yield from prose([*words, Passage(), passage(_(NO_DAYS))], width)
        yield from _seen(width, is_blind=is_blind)
        return
    words.append(passage(_("By the day on which the second of two had finished."), "quiet"))
    yield from prose(words, width)
    yield from no_plots(width)
    marked = [(each.day.isoformat(), share_of(each.exact)) for each in measured.days]
    told_days = [(day, value) for day, value in marked if value is not None]
    if len(told_days) > 1 and are_plots_there():
        yield from _course([value for _, value in told_days], [day for day, _ in told_days], width)
    yield Row(plain(Line()))
    columns = Columns(width)
    for (day, value), held in zip(marked, measured.days, strict=True):
        articles = n_("{count:,} article", "{count:,} articles", held.documents)
        figure = " · ".join([score_words(held.exact), articles.format(count=held.documents)])
        name = Piece(sentence(day, columns.name), "text")
        yield Row(bar_row(name, value, figure, columns))
    yield from _seen(width, is_blind=is_blind)


def _course(values: Sequence[float], days: Sequence[str], width: int) -> Iterator[Row]:
    """F1 from day to day, all days as far apart, between 0 and 1."""
    columns = max(4, min(MOST_PLOT, width - SCALE_COLUMNS - 2))
    yield Row(plain(Line()))
    for number, dots in enumerate(course(values, columns, PLOT_ROWS)):
        scale = Piece(f"{SCALE.get(number, ''):>{SCALE_COLUMNS - 2}}  ", "quiet")
        yield Row(plain(Line((scale, Piece(dots, "name")))))
    first, last = (Piece(sentence(days[at]), "quiet") for at in (0, -1))
    gap = Piece(" " * max(2, columns - first.width - last.width))
    yield Row(plain(Line((Piece(" " * SCALE_COLUMNS), first, gap, last))))


# Beyond chance.


def _beyond_chance(
    measured: Measured,
    width: int,
    is_blind: bool,  # noqa: FBT001
) -> Iterator[Row]:
    yield Row(plain(Line()))
    caution = _("They move with how much of a text nobody marks; read them beside F1, never alone.")
    words = [passage(headline_words(measured), "strong"), passage(caution, "quiet")]
    words.append(passage(aligned_words(measured) if has_gamma(measured) else _(NO_GAMMA)))
    yield from prose(words, width)
    if len(measured.people) > 2:
        yield from head(_("all of them"))
        yield from _measures(measured.together, width)
    for pair in measured.pairs:
        if pair.documents:
            yield from head(" · ".join(map(name_words, pair.names)))
            yield from _measures(pair.places, width)
    apart = sum(not pair.documents for pair in measured.pairs)
    if apart:
        yield from prose([Passage(), passage(apart_words(apart), "quiet")], width)
    yield from _seen(width, is_blind=is_blind)


def has_gamma(measured: Measured) -> bool:
    """Whether gamma was sampled."""
    return any("gamma" in pair.places for pair in measured.pairs)


def _measures(figures: Mapping[str, Figure], width: int) -> Iterator[Row]:
    """Each figure beside its name, under it where there is no room; or why there is none."""
    for name, figure in figures.items():
        called = measure_name(name)
        if figure.value is None:
            words = _("{measure}: — {why}").format(measure=called, why=told(figure.why))
            yield from prose([passage(words, "text", indent=2)], width)
            continue
        said, value = Piece(f"   {sentence(called)}"), Piece(_value(figure.value), "strong")
        room = min(width - value.width, MEASURE_COLUMNS) - said.width
        if room > 0:
            yield Row(plain(Line((said, Piece(" " * room), value))))
        else:
            yield from prose([passage(f"{called}: {_value(figure.value)}", indent=2)], width)


def _value(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


# What counts.


def _what_counts(measured: Measured, width: int, is_blind: bool) -> Iterator[Row]:  # noqa: FBT001
    """What does not count first, since that is what people act on."""
    yield Row(plain(Line()))
    words = [passage(said) for said in rest_words(measured, is_blind=is_blind)]
    if not is_blind:
        words += [passage(said, "quiet") for said in _reasons(measured)]
    yield from prose(words, width)
    out = [line for line in measured.diagnosis if not line.counts]
    of_gold = measured.is_of_gold
    held = [line for line in measured.diagnosis if line.is_compared(of_gold=of_gold)]
    golden = [
        line for line in measured.diagnosis if line.counts and not line.is_compared(of_gold=of_gold)
    ]
    told_once: dict[str, tuple[Row, ...]] = {}
    groups = ((_("not counted"), out), (_("against gold only"), golden), (_("counted"), held))
    for title, lines in groups:
        if lines:
            yield from head(title)
        for line in lines:
            article = partial(_article, line.title, bool(line.counts), width)
            yield Row(article, document_id=line.document_id)
            people = _unnamed if is_blind else _people
            said = people(line.counted, line.left_out)
            if said not in told_once:
                told_once[said] = tuple(_told(said, width))
            yield from told_once[said]
    yield from _seen(width, is_blind=is_blind)


def _reasons(measured: Measured) -> Iterator[str]:
    """How often each reason for leaving somebody's layer out is met."""
    times = Counter(why for line in measured.diagnosis for _name, why in line.left_out)
    for why, count in times.most_common():
        words = n_(
            "{why}: {count:,} layer of a person on an article",
            "{why}: {count:,} layers of people on articles",
            count,
        )
        yield words.format(why=told(why), count=count)


def _article(name: str, counts: bool, width: int, is_here: bool) -> Line:  # noqa: FBT001
    """An article, with a sign for whether it counts."""
    mark = Piece(f" {onward()} " if is_here else "   ", "name")
    sign = Piece("● " if counts else "○ ", "name" if counts else "warning")
    return Line((mark, sign, Piece(drawn(name, max(4, width - 6)))))


def _people(counted: Sequence[str], left_out: Sequence[tuple[str, str]]) -> str:
    """Who has finished an article, and who is left out and why."""
    said = []
    if counted:
        names = ", ".join(map(name_words, counted))
        said.append(_("finished by {names}").format(names=names))
    said += [
        _("{name}: {why}").format(name=name_words(name), why=told(why)) for name, why in left_out
    ]
    return " · ".join(said) or _("finished by nobody")


def _unnamed(counted: Sequence[str], left_out: Sequence[tuple[str, str]]) -> str:
    """The same without how far others are, which no annotator is told."""
    if len(counted) > 1:
        return _("you and somebody else have finished it")
    return _("nobody else has finished it") if counted else told(left_out[0][1])


def _told(said: str, width: int) -> Iterator[Row]:
    """Words under an article, on as many lines as they need, running as the interface does."""
    run = Run(said, "quiet", is_sentence=True)
    yield from prose([Passage((run,), "rtl" if is_mirrored() else "ltr", indent=3)], width)


PAGES: Final = (
    Page(later("agreement between people"), _figures),
    Page(later("What differs"), _what_differs),
    Page(later("Over time"), _over_time),
    Page(later("Beyond chance"), _beyond_chance),
    Page(later("What counts and what does not"), _what_counts),
)
"""In the order they are turned."""

CHANCE: Final = 3
"""The page that has gamma."""
