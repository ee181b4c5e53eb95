"""The article under review: everybody's spans on it, as the view of an article understands them.

Gold is dimmed and has a star, what waits for a ruling is marked with `?`, and the sides of the card
that is looked at stand under their text with their digits instead of their label's key; a span that
is being edited has the key that edits. Must never know a widget.

Glossary:
    guise: a label in one of these roles, by a name that no label of a scheme has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from textual.theme import Theme

from hashiya.model import Annotation, Label, Layer, Span
from hashiya.services import ReviewPage
from hashiya.tui.inks import Inks
from hashiya.tui.lane_painter import LaneSign, lane_signs
from hashiya.tui.layer_index import LayerIndex
from hashiya.tui.palette import LabelColours
from hashiya.tui.pointer import Pointer
from hashiya.tui.review.nines import MORE, NINE
from hashiya.tui.review.state import Edited, Review
from hashiya.tui.review.table import review_key
from hashiya.tui.row_painter import RowPainter
from hashiya.tui.scene import Scene
from hashiya.tui.target import Target

__all__ = ["Backdrop", "Shown", "painter_of", "scene_of"]

_GOLD: Final = "\ngold"
_WAITS: Final = "\nwaits"
_DRAFT: Final = "\ndraft"
_NO_LABEL: Final = Label(name="other")


class Backdrop:
    """What stands on a page besides the card that is looked at.

    What was there before a ruling is the same object after it, so that only the rows that look
    different are painted again.
    """

    def __init__(self) -> None:
        self._page: ReviewPage | None = None
        self._made: dict[str, Annotation] = {}

    def of(self, page: ReviewPage) -> tuple[Annotation, ...]:
        """Gold, and one mark for each card that waits."""
        if page is not self._page:
            is_same = self._page is not None and self._page.document.id == page.document.id
            before = self._made if is_same else {}
            self._made = {each.id: each for each in _standing(page, before)}
            self._page = page
        return tuple(self._made.values())


def _standing(page: ReviewPage, before: Mapping[str, Annotation]) -> Iterator[Annotation]:
    """What stands on a page, as it was made before where it was; an id means one thing for ever."""
    for each in page.gold.annotations:
        yield before.get(each.id) or _guised(each, each.label + _GOLD)
    for card in page.cards:
        if card.waits:
            name = f"waits {card.key}"
            yield before.get(name) or _made(name, card.span, _WAITS, page)


def painter_of(theme: Theme, labels: Iterable[Label]) -> RowPainter:
    """What paints the article: every label in each of its guises."""
    labels = (*labels, _NO_LABEL)
    signs = lane_signs(labels)
    guises = Inks(theme, labels)
    quiet = guises.colour("text-quiet")
    told: dict[str, LaneSign] = dict(signs)
    for label in labels:
        colours, sign = guises.label(label.name), signs[label.name]
        guises.labels[label.name + _GOLD] = LabelColours(quiet, colours.quiet, colours.quiet)
        told[label.name + _GOLD] = sign._replace(key="★")
        for number in range(NINE + 1):
            name = _side(label.name, number)
            guises.labels[name] = colours
            told[name] = sign._replace(key=str(number + 1) if number < NINE else MORE)
        guises.labels[label.name + _DRAFT] = colours
        told[label.name + _DRAFT] = sign._replace(key=review_key("edit"))
    ground = guises.colour("background")
    guises.labels[_WAITS] = LabelColours(quiet, ground, ground)
    told[_WAITS] = signs[_NO_LABEL.name]._replace(key="?")
    return RowPainter(guises, told)


class Shown(NamedTuple):
    """What the view of the article is given."""

    scene: Scene
    """What it shows."""
    layer: Layer
    """What stands on the text, for laying it out."""


def scene_of(review: Review, backdrop: Backdrop) -> Shown:
    """What the view of the article shows."""
    page, card = review.page, review.card
    mark = None if card is None else f"waits {card.key}"
    standing = (*(each for each in backdrop.of(page) if each.id != mark), *_sides(review))
    layer = Layer(document_id=page.document.id, annotator="", annotations=standing)
    caret = card.start if card is not None else 0
    target = None
    if review.edited is not None:
        caret, target = _marked(review.edited)
    sentence = _sentence_at(page, caret)
    scene = Scene(page.document, LayerIndex(layer), sentence, Pointer(caret), target)
    return Shown(scene, layer)


def _marked(edited: Edited) -> tuple[int, Target]:
    """The edge that is moved, and the span as something selected."""
    start, end = edited.bounds
    caret = start if edited.moves_start else end - 1
    return caret, Target(start, start, end, (start,), is_selected=True)


def _sides(review: Review) -> Iterable[Annotation]:
    """The sides of the card, or what is being made of one of them, so that no lane hides it.

    A side without a digit of its own now is told by the key for more.
    """
    draft = review.edited
    if draft is not None:
        start, end = draft.bounds
        name, span = f"draft {start} {end} {draft.label}", Span(start=start, end=end)
        yield _made(name, span, draft.label + _DRAFT, review.page)
        return
    sides = review.card.sides if review.card is not None else ()
    for number, side in enumerate(sides):
        nine, digit = divmod(number, NINE)
        name = _side(side.label, digit if nine == review.nine else NINE)
        yield _made(f"side {number}", side.span, name, review.page)


def _side(label: str, number: int) -> str:
    return f"{label}\n{number}"


def _made(name: str, span: Span, label: str, page: ReviewPage) -> Annotation:
    return Annotation(id=name, span=span, label=label, quote=page.document.quote(span))


def _guised(each: Annotation, label: str) -> Annotation:
    return Annotation(id=each.id, span=each.span, label=label, quote=each.quote)


def _sentence_at(page: ReviewPage, offset: int) -> Span | None:
    """The sentence that holds an offset, else the last before it."""
    sentences = page.document.sentences
    before = [each for each in sentences if each.start <= offset]
    return before[-1] if before else next(iter(sentences), None)
