"""Finds the shortest keys for an annotated article: `python -m tools.shortest_keys ARTICLE`.

Goes through what the app's own deeds make of each key, sentence by sentence, until the spans of
the article stand, and prints a script for `hashiya replay`. Each key is one that a person can
press with its meaning on the screen before: no suggestions, no counts, no modes, no moves by
letter, and a span that is tagged is never changed again. Every sentence ends with Enter.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from hashiya.errors import PolicyError
from hashiya.model import Scheme, Span
from hashiya.services import AnnotationSession, Page, expected_spans, prepare_trial, selection_cuts
from hashiya.tui.change import Edit
from hashiya.tui.commands import COMMANDS
from hashiya.tui.deeds import changed, deed_of
from hashiya.tui.edits import press_label
from hashiya.tui.layer_index import LayerIndex
from hashiya.tui.pointer import Pointer
from hashiya.tui.reading import Context, Reading, context_of
from hashiya.tui.scene import margins_for
from hashiya.tui.sheet import Sheet

NAMES: Final = (
    *("phrase", "next_phrase", "inner", "word_left", "word_right", "extend_left", "extend_right"),
    *("cut", "start_out", "start_in", "end_out", "end_in", "phrase_left", "phrase_right"),
    *("extend_phrase_left", "extend_phrase_right", "sentence_start", "sentence_end"),
    *("extend_start", "extend_end", "next_span", "previous_span", "drop"),
)
"""Commands that are tried, of equally short ways the first."""
NEXT: Final = next(command.keys[0] for command in COMMANDS if command.name == "next_phrase")
COLUMNS: Final = 100
"""Width of the terminal that the article is laid out for."""

Wanted = frozenset[tuple[int, int, str]]
"""Spans with their labels."""


class Key(NamedTuple):
    """One key and what it does."""

    name: str
    deed: Edit


class Search:
    """The ways through one article.

    Args:
        session: Open on the article, which nobody has tagged yet.
        wanted: The spans that are to stand.
        without: Commands that are not tried.
        is_staying: Whether the caret stays on a span that was tagged, as it does not in the app.
    """

    def __init__(
        self,
        session: AnnotationSession,
        wanted: Wanted,
        *,
        without: frozenset[str] = frozenset(),
        is_staying: bool = False,
    ) -> None:
        page = session.resume()
        if page is None:
            raise SystemExit("the article is empty")
        self._page: Page = page
        self._scheme: Scheme = session.scheme
        self._wanted = wanted
        self._is_staying = is_staying
        self._frequency = session.word_frequency()
        measure = margins_for(COLUMNS).measure
        self._navigator = Sheet(page.document, (), width=measure).navigator
        self._keys = tuple(_keys(session.scheme, without))

    def lines(self) -> Iterator[str]:
        """The keys of each sentence."""
        for sentence in self._page.document.sentences:
            yield " ".join((*self._shortest(sentence), "enter"))

    def _shortest(self, sentence: Span) -> tuple[str, ...]:
        goal = frozenset(each for each in self._wanted if sentence.contains(_span(each)))
        pointer = Pointer(self._navigator.sentence_start(sentence.start))
        first = Reading(self._page, LayerIndex(self._page.layer), pointer)
        ticket = count()
        ways: list[tuple[int, int, int, Reading, tuple[str, ...]]] = []
        heappush(ways, (len(goal), 0, next(ticket), first, ()))
        seen = {_state(first)}
        while ways:
            _, length, _, reading, pressed = heappop(ways)
            if _standing(reading) == goal:
                return pressed
            for key, after in self._after(reading, sentence, goal):
                state = _state(after)
                if state not in seen:
                    seen.add(state)
                    left = len(goal) - len(_standing(after))
                    way = (length + 1 + left, length + 1, next(ticket), after, (*pressed, key))
                    heappush(ways, way)
        raise SystemExit(f"no keys make the spans of {self._page.document.quote(sentence)!r}")

    def _after(
        self, reading: Reading, sentence: Span, goal: Wanted
    ) -> Iterator[tuple[str, Reading]]:
        """Every key that leads somewhere, with where it leads; a wrong span leads nowhere."""
        context = self._look(reading)
        for key in self._ordered(reading):
            try:
                change = key.deed(reading, context)
            except PolicyError:
                continue
            if self._is_staying and change.act is not None and context.target is not None:
                last = context.navigator.word_at(context.target.end - 1)[0]
                caret = max(last, context.target.start)
                change = change._replace(pointer=change.pointer._replace(caret=caret))
            if change.act is None and change.pointer == reading.pointer:
                continue
            if not sentence.start <= change.pointer.caret < sentence.end:
                continue
            after = changed(reading, change)
            if change.act is None or _standing(after) <= goal:
                yield key.name, after

    def _ordered(self, reading: Reading) -> Iterator[Key]:
        """The keys, of equally short ways the plainest first: once a phrase is marked, the next."""
        first = NEXT if reading.pointer.anchor is not None else ""
        return iter(sorted(self._keys, key=lambda key: key.name != first))

    def _look(self, reading: Reading) -> Context:
        cuts = partial(selection_cuts, reading.page.document, frequency=self._frequency)
        return context_of(reading, self._scheme, self._navigator, cuts)


def _keys(scheme: Scheme, without: frozenset[str]) -> Iterator[Key]:
    for label in scheme.labels:
        if label.key:
            yield Key(label.key, partial(press_label, label=label.name))
    told = {command.name: command.keys[0] for command in COMMANDS}
    for name in NAMES:
        deed = None if name in without else deed_of(name)
        if deed is not None:
            yield Key(told[name], deed)


def _standing(reading: Reading) -> Wanted:
    return frozenset(
        (each.span.start, each.span.end, each.label) for each in reading.page.layer.annotations
    )


def _state(reading: Reading) -> object:
    """What the next keys depend on; an id means the span that it is of."""
    named = {
        each.id: (each.span.start, each.span.end, each.label)
        for each in reading.page.layer.annotations
    }
    pointer = reading.pointer
    plain = pointer._replace(chosen=None, made=None, aim=None)
    return _standing(reading), plain, named.get(pointer.chosen or ""), named.get(pointer.made or "")


def _span(labelled: tuple[int, int, str]) -> Span:
    return Span(start=labelled[0], end=labelled[1])


def main() -> None:
    """Print the shortest script."""
    options = argparse.ArgumentParser(description="Find the shortest keys for an article's spans.")
    options.add_argument("article", type=Path, help="a JSONL file with one document and its spans")
    options.add_argument("--without", nargs="*", default=[], help="commands that are not tried")
    options.add_argument("--staying", action="store_true", help="the caret stays after tagging")
    chosen = options.parse_args()
    with TemporaryDirectory() as folder:
        trial = prepare_trial(chosen.article, Path(folder))
        session = AnnotationSession.open(trial.project, trial.player)
        wanted = frozenset((each.start, each.end, each.label) for each in expected_spans(trial))
        without = frozenset(chosen.without)
        search = Search(session, wanted, without=without, is_staying=chosen.staying)
        for line in search.lines():
            print(line, flush=True)
        session.close()


if __name__ == "__main__":
    main()
