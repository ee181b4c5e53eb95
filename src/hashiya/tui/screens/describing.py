"""Describing: the form for what more is said of the span here, over the lines under the article.

Must never know how anything is painted, how a value is guessed, or the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen

from hashiya.errors import HashiyaError
from hashiya.model import Annotation, Label
from hashiya.services import attribute_trouble
from hashiya.tui.edits import describe
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _, language
from hashiya.tui.saving import SaveQueue
from hashiya.tui.sitting import Sitting
from hashiya.tui.titles import title_of
from hashiya.tui.trying import tried
from hashiya.tui.widgets.attribute_box import AttributeBox, AttributeForm, Field

__all__ = ["AttributeScreen", "Describing"]


class AttributeScreen(ModalScreen[None]):
    """Holds the form; no key reaches the article while it is there.

    Args:
        box: The form.
    """

    def __init__(self, box: AttributeBox) -> None:
        super().__init__()
        self._box = box

    def compose(self) -> ComposeResult:
        """The form alone."""
        yield self._box


class Describing:
    """One form on one span.

    Args:
        screen: The article's.
        queue: Answers from the session's thread.
        sitting: Where the span is.
    """

    def __init__(self, screen: Screen[None], queue: SaveQueue, sitting: Sitting) -> None:
        self._screen = screen
        self._queue = queue
        self._sitting = sitting

    def begin(self) -> None:
        """Open the form, or say why there is none."""
        shown = self._sitting.shown
        if shown is None or self._sitting.is_turning:
            return
        reading, context = shown
        here = context.here
        if here is None:
            self._sitting.say(_("there is no span here to describe"), "text")
            return
        label = context.scheme.label(here.label)
        if label is None or not label.attributes:
            words = _("the scheme asks nothing more of the label {label}")
            self._sitting.say(words.format(label=title_of(here.label)), "text")
            return
        form = self._form(label, here, reading.page.document.date)
        inks = Inks(self._screen.app.current_theme, context.scheme.labels)
        self._screen.app.push_screen(AttributeScreen(AttributeBox(form, inks)))

    def _form(self, label: Label, here: Annotation, written: str | None) -> AttributeForm:
        has = dict(here.attributes)
        declared = {attribute.name: attribute for attribute in label.attributes}
        return AttributeForm(
            quote=here.quote,
            fields=tuple(
                Field(name, attribute.title(language()), has.get(name, ""))
                for name, attribute in declared.items()
            ),
            propose=partial(self._propose, label, here, written),
            trouble=lambda name, value: attribute_trouble(declared[name], value),
            save=partial(self._save, here),
            close=self._screen.app.pop_screen,
        )

    async def _propose(
        self, label: Label, here: Annotation, written: str | None
    ) -> Mapping[str, str]:
        # A proposal is a kindness: where none can be had, the form is empty.
        try:
            return await self._queue.ask(lambda session: session.propose(label, here, written))
        except (HashiyaError, OSError):
            return {}

    def _save(self, annotation: Annotation, values: Mapping[str, str]) -> str:
        deed = partial(describe, annotation=annotation, values=values)
        return tried(self._sitting.edit, deed)
