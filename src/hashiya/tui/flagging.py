"""Flagging: what the keys that put flags on things do, and what writes notes on what is no span.

Drafts through the services, like `edits`. Must never know a widget, a thread or the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hashiya.errors import PolicyError
from hashiya.model import Span
from hashiya.services import draft_flag, draft_remark, draft_span_flag
from hashiya.tui.change import Change, Edit
from hashiya.tui.commands import key_of
from hashiya.tui.locale import _
from hashiya.tui.reading import Context, Reading

__all__ = ["DEEDS", "remark"]


def flag(reading: Reading, context: Context) -> Change:
    """Flag the span here, else the sentence; take the flag off where there is one."""
    here = context.here
    if here is not None:
        off = _("flag taken off: {quote}").format(quote=here.quote)
        on = _("flagged: {quote}; {key} lists all").format(quote=here.quote, key=_list_key())
        return Change(draft_span_flag(here), reading.pointer, off if here.is_flagged else on)
    if context.sentence is None:
        raise PolicyError(_("this article has no sentence"), rule="empty")
    held = reading.page.layer.reminder(context.sentence)
    off = _("flag taken off the sentence")
    on = _("sentence flagged; {key} lists all").format(key=_list_key())
    act = draft_flag(reading.page, context.sentence)
    return Change(act, reading.pointer, off if held is not None and held.is_flagged else on)


def flag_document(reading: Reading, __: Context) -> Change:
    """Flag the document; take the flag off where there is one."""
    held = reading.page.layer.reminder(None)
    off = _("flag taken off the article")
    on = _("article flagged; {key} lists all").format(key=_list_key())
    act = draft_flag(reading.page, None)
    return Change(act, reading.pointer, off if held is not None and held.is_flagged else on)


def remark(reading: Reading, __: Context, *, sentence: Span | None, note: str, over: str) -> Change:
    """Write a note over another on a sentence, or on the document for None; empty for no note."""
    act = draft_remark(reading.page, sentence, note, over=over)
    if act is None:
        words = _("the note is as it was")
    elif sentence is None:
        words = _("note put on the article") if note else _("note on the article removed")
    else:
        words = _("note put on the sentence") if note else _("note on the sentence removed")
    return Change(act, reading.pointer, words)


def _list_key() -> str:
    return key_of("come_back")


DEEDS: Final[Mapping[str, Edit]] = MappingProxyType({"flag": flag, "flag_document": flag_document})
"""Command name → what its key does."""
