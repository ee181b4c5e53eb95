"""The doctor screen: what is known about the terminal, and questions about what it really shows.

Hands each answer to an examination and shows what comes back; how a terminal is told and where a
choice is kept are passed in. Must never know an escape sequence, a file or a project.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hashiya.errors import UsageError
from hashiya.terminal import Detection, Drawing, detection_facts, profile_for
from hashiya.text import Direction
from hashiya.tui.examination import QUESTIONS, WAYS, Examination
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, is_mirrored, later, n_, told
from hashiya.tui.pieces import Line, Piece, pieces_width
from hashiya.tui.prose import Passage, Prose, Run, passage
from hashiya.tui.room import WHERE_NOTHING_IS_TYPED, Room, RoomKey
from hashiya.tui.samples import Sample, draw_sample
from hashiya.tui.widgets import LinesView, LineWidget
from hashiya.tui.widgets.key_line import KeyLine

__all__ = ["DoctorScreen", "Keep"]

Keep = Callable[[str, Drawing], str]
"""Saves a profile's name and a drawing for this terminal; where it went, in words."""

UNASKED_SECONDS: Final = 0.5
"""How long a screen that opened by itself takes no answer: what was typed before was not one."""
FIRST_WORDS: Final = later(
    "Arabic may need help on this terminal. Six short questions make sure that it reads right;"
    " Esc skips them, F2 asks them again."
)
WORDS: Final = later("Compare what you see with what right looks like.")


class TitleLine(LineWidget):
    """Which question, and what is being tried."""

    def __init__(self, inks: Inks) -> None:
        super().__init__()
        self.examination = Examination("plain")
        """What to say."""
        self.set_reactive(LineWidget.inks, inks)

    def lines(self, width: int) -> tuple[Line, ...]:
        """The name of the screen, the number, and the way in use."""
        now = self.examination
        name = Piece(" " + _("terminal") + " " if width >= 30 else " ", "name")
        words = _("questions are done") if now.is_finished else _("question {number} of {count}")
        number = Piece(words.format(number=now.at + 1, count=len(QUESTIONS)), "strong")
        way = _("{profile} · {shape} · marks {marks} · {order}")
        long = Piece(f"{way.format(profile=now.profile, **now.drawing._asdict())} ", "quiet")
        room = width - pieces_width((name, number)) - 3
        way_piece = long if long.width <= room else Piece(f"{now.profile} ", "quiet")
        return (Line((name, number), (way_piece,)),)


_ROOM: Final = Room(
    later("Terminal"),
    (
        later(
            "Compare what you see with what right looks like. A wrong answer tries the next way to"
            " show Arabic here; what you choose is kept for this terminal."
        ),
    ),
    (
        RoomKey("right", "y", later("right"), later("it looks right; Enter says so too")),
        RoomKey("wrong", "n", later("wrong"), later("it looks wrong: try the next way")),
        RoomKey("leave", "Esc", later("leave"), later("leave; without an end all is as it was")),
        RoomKey("save", "s", later("save"), later("at the end: save what is in use")),
        RoomKey("scroll", "↑ ↓", later("scroll")),
    ),
)

_FACTS: Final = {
    "profile": later("profile"),
    "reason": later("reason"),
    "identity": later("identity"),
    "inside": later("inside"),
    "drawing": later("drawing"),
    "replies": later("replies"),
    "advice": later("advice"),
    "settings": later("settings"),
}
"""What the facts are called on the screen."""


def _keys(*keys: str) -> str:
    return ",".join((*keys, *(other for key in keys for other in also_on_arabic(key))))


class DoctorScreen(Screen[str], inherit_bindings=False):
    """The questions, until they are answered or left; hands back what to tell the person.

    Args:
        terminal: What was found out.
        use: Tells the terminal, and draws, as a detection says; everything is painted anew.
        keep: Saves a choice.
        is_first: Whether it opened by itself.
    """

    AUTO_FOCUS = "LinesView"

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(WHERE_NOTHING_IS_TYPED, "app.keys_here", show=False),
        Binding(_keys("y", "enter"), "answer('right')", "looks right", show=False),
        Binding(_keys("n"), "answer('wrong')", "looks wrong", show=False),
        Binding(_keys("s"), "save", "save", show=False),
        Binding(_keys("escape", "q", "f2", "ctrl+q"), "leave", "leave", show=False),
    ]

    def __init__(
        self,
        terminal: Detection,
        inks: Inks,
        use: Callable[[Detection], None],
        keep: Keep,
        *,
        is_first: bool = False,
    ) -> None:
        super().__init__()
        self._found = terminal
        self._inks = inks
        self._use = use
        self._keep = keep
        self._say = Run(_(FIRST_WORDS if is_first else WORDS), "quiet")
        self._is_saved = False
        self._takes_answers = not is_first
        self._sample = Sample([], None)
        self._sample_top = 0
        self.examination = Examination(terminal.profile.name, terminal.drawing)
        """How far the person has come."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield TitleLine(self._inks)
        yield LinesView(self._content, self._inks)
        yield KeyLine(self._inks)

    def on_mount(self) -> None:
        """Ask the first question."""
        self._show()
        if not self._takes_answers:
            self.set_timer(UNASKED_SECONDS, self._take_answers)

    def _take_answers(self) -> None:
        self._takes_answers = True

    def action_answer(self, answer: str) -> None:
        """Go on from an answer; at the end, leave."""
        if not self._takes_answers:
            return
        if self.examination.is_finished:
            self.action_leave()
        elif answer == "right":
            self._go(self.examination.right(), "")
        else:
            self._go_wrong("")

    def action_save(self) -> None:
        """Save what is in use although it is what was found."""
        if self.examination.is_finished:
            self._save()
            self._show()

    def action_leave(self) -> None:
        """Close; without an end everything is as it was."""
        if self.examination.is_finished:
            self.dismiss(self._say.text if self._is_saved else "")
            return
        if self.examination.changes:
            self._use(self._found)
        self.dismiss("")

    def on_lines_view_pressed(self, message: LinesView.Pressed) -> None:
        """Compare a click with the highlighted letter when that is what was asked for."""
        place = self._sample.marked
        if self.examination.is_finished or place is None:
            return
        if self.examination.question.kind != "mouse":
            return
        line, columns = self._sample_top + place[0], place[1]
        if message.line != line:
            self._go(self.examination, _("That was another line; click the highlighted letter."))
        elif message.column in columns:
            self._go(self.examination.right(), _("The click came from the right letter."))
        else:
            away = abs(message.column - min(columns))
            words = n_(
                "The click came from {count} column beside the letter.",
                "The click came from {count} columns beside the letter.",
                away,
            )
            self._go_wrong(words.format(count=away))

    def _go_wrong(self, words: str) -> None:
        after = self.examination.wrong()
        if after.at != self.examination.at or after.question.kind in {"order", "mouse"}:
            now = _("Now with the profile {profile}, from the first question on.")
            said = [words, now.format(profile=after.profile)]
            if after.changes >= len(WAYS):
                tried = n_("{count} way was tried.", "All {count} ways were tried.", len(WAYS))
                said += [tried.format(count=len(WAYS)), told(self._found.advice)]
        else:
            now = _("Now with shape {shape} and marks {marks}.")
            said = [words, now.format(**after.drawing._asdict())]
        self._go(after, " ".join(filter(None, said)))

    def _go(self, after: Examination, words: str) -> None:
        before, self.examination = self.examination, after
        self._say = Run(words, "warning")
        if (before.profile, before.drawing) != (after.profile, after.drawing):
            self._use(self._in_use())
        if after.is_finished and not before.is_finished:
            self._finish()
        self._show()

    def _finish(self) -> None:
        """Save what differs from what was found; else say that nothing has to be."""
        after = self.examination
        if (after.profile, after.drawing) != (self._found.profile.name, self._found.drawing):
            self._save()
            return
        words = _("All is as it was found out by itself: nothing has to be saved.")
        self._say = Run(words, "good")

    def _save(self) -> None:
        try:
            words = self._keep(self.examination.profile, self.examination.drawing)
        except UsageError as error:
            words = _("{error}. Until you leave it holds all the same.")
            self._say = Run(words.format(error=told(error)), "warning")
            return
        self._is_saved = True
        self._say = Run(words, "good")

    def _in_use(self) -> Detection:
        found = self._found
        now = self.examination
        profile = profile_for(now.profile, multiplexer=found.multiplexer, restores=found.restores)
        reason = found.reason
        if now.profile != found.profile.name:
            words = _("you are trying it; {profile} was found, because {reason}")
            reason = words.format(profile=found.profile.name, reason=told(reason))
        return found._replace(profile=profile, drawing=now.drawing, reason=reason)

    def _show(self) -> None:
        title, keys = self.query_one(TitleLine), self.query_one(KeyLine)
        title.examination = self.examination
        title.redraw()
        names: tuple[str, ...] = ("right", "wrong", "leave")
        if self.examination.is_finished:
            names = ("leave",) if self._is_saved else ("leave", "save")
        keys.keys = _ROOM.hints(*names, "scroll")
        keys.redraw()
        view = self.query_one(LinesView)
        view.scroll_to(y=0, animate=False)
        view.renew()

    def _content(self, width: int) -> list[Line]:
        """Question, sample, what right looks like, and what is known."""
        now = self.examination
        question = now.question
        said = Passage((self._say,))
        if now.is_finished:
            lines = list(Prose([Passage(), said, Passage()], width))
            return [*lines, *Prose(self._facts(), width)]
        lines = list(Prose([passage(_(question.asks), "strong"), Passage()], width))
        self._sample = draw_sample(question, width)
        self._sample_top = len(lines)
        right = Passage((Run(_("Right looks like this:") + " ", "name"), Run(_(question.right))))
        after = [Passage(), right, Passage(), *([said, Passage()] if self._say.text else [])]
        return [*lines, *self._sample.lines, *Prose([*after, *self._facts()], width)]

    def _facts(self) -> list[Passage]:
        """What is known, a line for each; advice stands out."""
        passages = [Passage((Run(_("What is known"), "name"),))]
        direction: Direction = "rtl" if is_mirrored() else "ltr"
        for fact in detection_facts(self._in_use()):
            ink = "warning" if fact.name in {"advice", "settings"} else "quiet"
            passages.append(
                Passage(
                    (
                        Run(f"{_(_FACTS.get(fact.name, fact.name))}: ", "quiet"),
                        Run(told(fact.words), ink, is_sentence=True),
                    ),
                    direction,
                    indent=2,
                )
            )
        return passages
