"""Work words: what there is to do and what the way through it found, in a sentence.

It tells of the person's own work and of how much waits in the queue; of other people it knows
nothing. Must never know a widget or the database.
"""

from __future__ import annotations

from hashiya.services import Onward
from hashiya.store import MAX_WAITING, Workload
from hashiya.tui.commands import key_of
from hashiya.tui.locale import _, n_
from hashiya.tui.reading import Message

__all__ = ["onward_message", "welcome_words", "work_hint", "work_in_short", "work_words"]


def work_words(load: Workload) -> str:
    """How much there is to do, and how much waits."""
    parts: list[str] = []
    if count := load.claimed:
        words = n_("{count:,} article to do", "{count:,} articles to do", count)
        parts.append(words.format(count=count))
    if count := load.opened_again:
        words = n_("{count:,} of them opened again", "{count:,} of them opened again", count)
        parts.append(words.format(count=count))
    if load.waiting >= MAX_WAITING:
        parts.append(_("{count:,} or more wait in the queue").format(count=MAX_WAITING))
    elif load.waiting:
        count = load.waiting
        words = n_("{count:,} waits in the queue", "{count:,} wait in the queue", count)
        parts.append(words.format(count=count))
    if not load.is_active:
        parts.append(_("you are given no more work here"))
    return _(", ").join(parts) if parts else _("nothing waits for you")


def work_in_short(load: Workload) -> str:
    """The same where there is little room."""
    parts: list[str] = []
    if count := load.claimed:
        parts.append(n_("{count:,} to do", "{count:,} to do", count).format(count=count))
    if count := load.waiting:
        words = n_("{count:,} in the queue", "{count:,} in the queue", count)
        parts.append(words.format(count=count))
    return " · ".join(parts) if parts else _("nothing to do")


def welcome_words(load: Workload) -> str:
    """What to tell somebody who comes in: what there is to do, and the key that goes on."""
    words = _("{work}; {key} goes to the next") if load.claimed or load.waiting else "{work}"
    return words.format(work=work_words(load), key=key_of("next_document"))


def work_hint(load: Workload | None) -> str:
    """What to tell somebody whose list is empty."""
    if load is not None and load.waiting:
        words = _("no article is yours yet; {key} claims one from the queue")
        return words.format(key=key_of("next_document"))
    if load is not None and not load.is_active:
        return _("you are given no more work here; Tab and an arrow list all articles")
    return _("no article is yours; Tab and an arrow list all")


def onward_message(found: Onward, direction: int) -> Message:
    """What to say of a way that was taken, or of why there is none."""
    load = found.workload or Workload()
    if found.page is not None and direction > 0 and found.kind != "claimed":
        return Message(work_words(load))
    match found.kind:
        case "claimed":
            return Message(
                _("claimed from the queue: {work}").format(work=work_words(load)), "good"
            )
        case "unfinished":
            words = _("this is the last article you have to do; {key} leaves it with a reason")
            return Message(words.format(key=key_of("skip_document")))
        case "finished":
            words = _("all your articles are done, and none waits in the queue; {key} lists them")
            return Message(words.format(key=key_of("document_list")), "good")
        case "end":
            words = _("this is the first of your articles; {key} goes on")
            return Message(words.format(key=key_of("next_document")))
    return Message()
