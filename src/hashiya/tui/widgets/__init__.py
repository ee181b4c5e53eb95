"""The parts of a screen: each draws one frozen value it was given, and posts messages upwards.

A widget opens no file and no database, and calls no service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.doors import late
from hashiya.tui.widgets.article_mouse import (
    ArticleMouse,
    Asked,
    Deed,
    Dragged,
    LanePressed,
    Picked,
    Pressed,
    Released,
)
from hashiya.tui.widgets.details import Details, Facts, SpanFacts, Touched
from hashiya.tui.widgets.document_view import DocumentView
from hashiya.tui.widgets.key_hints import KeyHints
from hashiya.tui.widgets.label_bar import LabelBar
from hashiya.tui.widgets.lines import Line, LineWidget
from hashiya.tui.widgets.middle import Middle, pane_columns
from hashiya.tui.widgets.notice import EMPTY, Notice
from hashiya.tui.widgets.size_note import LEAST_HEIGHT, LEAST_WIDTH, SizeNote
from hashiya.tui.widgets.status_line import StatusLine, Where

if TYPE_CHECKING:
    from hashiya.tui.widgets.facet_input import FacetInput
    from hashiya.tui.widgets.find_bar import FindBar, Search
    from hashiya.tui.widgets.go_bar import GoBar, Going
    from hashiya.tui.widgets.hint_line import HintLine
    from hashiya.tui.widgets.line_input import LineInput
    from hashiya.tui.widgets.lines_view import LinesView
    from hashiya.tui.widgets.note_box import ON_ARTICLE, ON_SENTENCE, ON_SPAN, Note, NoteBox
    from hashiya.tui.widgets.text_input import TextInput
    from hashiya.tui.widgets.typing_area import TypingArea

__all__ = [
    "EMPTY",
    "LEAST_HEIGHT",
    "LEAST_WIDTH",
    "ON_ARTICLE",
    "ON_SENTENCE",
    "ON_SPAN",
    "ArticleMouse",
    "Asked",
    "Deed",
    "Details",
    "DocumentView",
    "Dragged",
    "FacetInput",
    "Facts",
    "FindBar",
    "GoBar",
    "Going",
    "HintLine",
    "KeyHints",
    "LabelBar",
    "LanePressed",
    "Line",
    "LineInput",
    "LineWidget",
    "LinesView",
    "Middle",
    "Note",
    "NoteBox",
    "Notice",
    "Picked",
    "Pressed",
    "Released",
    "Search",
    "SizeNote",
    "SpanFacts",
    "StatusLine",
    "TextInput",
    "Touched",
    "TypingArea",
    "Where",
    "pane_columns",
]

__getattr__ = late(
    __name__,
    {
        "FacetInput": "facet_input",
        "FindBar": "find_bar",
        "GoBar": "go_bar",
        "Going": "go_bar",
        "HintLine": "hint_line",
        "LineInput": "line_input",
        "LinesView": "lines_view",
        "Note": "note_box",
        "ON_ARTICLE": "note_box",
        "ON_SENTENCE": "note_box",
        "ON_SPAN": "note_box",
        "NoteBox": "note_box",
        "Search": "find_bar",
        "TextInput": "text_input",
        "TypingArea": "typing_area",
    },
)
"""What the first page does without."""
