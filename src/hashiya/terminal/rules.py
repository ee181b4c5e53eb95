"""Rules: which profile a terminal needs, as a table in which the first match wins.

What the terminal says itself comes before what variables say, which programs inherit from the
terminal that started them. Must never read a terminal, nor write to one.

Sources: DECRPM of mode 8 (VTE); XTVERSION names; DA2 of mlterm (24), PuTTY (0;136;0) and
QTerminal's widget (0;115;0); kitty's sized text since 0.40; the rest by variables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from hashiya.errors import Reason
from hashiya.terminal.identity import leading_version
from hashiya.terminal.overrides import Drawing, Marks
from hashiya.terminal.replies import Replies

__all__ = ["Facts", "Rule", "drawing_for", "rule_for"]

FIRST_VTE_WITH_BIDI: Final = 5703
FIRST_KITTY_WITH_SIZED_TEXT: Final = (0, 40)
FIRST_ITERM_WITH_BIDI: Final = (3, 7)
_KITTY_ADVICE: Final = Reason(
    "Set `force_ltr yes` in kitty.conf, or use kitty 0.40 or newer, so that kitty leaves the order"
    " of the letters to Hashiya."
)
_PUTTY_ADVICE: Final = Reason(
    'Tick "Disable bidirectional text display" and "Disable Arabic text shaping" in PuTTY under'
    " Terminal, Features."
)
_QTERMINAL_ADVICE: Final = Reason(
    "Turn off bidirectional text support in QTerminal's preferences, so that it leaves the order"
    " of the letters to Hashiya."
)
_APPLE_ADVICE: Final = Reason(
    "Terminal.app reorders by itself and cannot be told not to; if lines look wrong, use another"
    " terminal such as Alacritty, or kitty 0.40 or newer."
)
_ITERM_ADVICE: Final = Reason(
    "Turn off support for right-to-left text in iTerm2's settings if lines look wrong."
)


class Facts(NamedTuple):
    """What is known about a terminal."""

    environment: Mapping[str, str]
    replies: Replies
    is_inside: bool = False
    """Whether a multiplexer stands in between, which draws its own screen."""

    def variable(self, name: str) -> str:
        """A variable's value; empty when there is none."""
        return self.environment.get(name, "")

    def calls_itself(self, *names: str) -> bool:
        """Whether XTVERSION begins with one of these names."""
        return (self.replies.version or "").lower().startswith(names)

    def is_program(self, name: str) -> bool:
        """Whether TERM_PROGRAM is this; a multiplexer puts its own name there."""
        return self.variable("TERM_PROGRAM").lower() == name.lower()

    def has_term(self, name: str) -> bool:
        """Whether TERM is this name or one of its variants."""
        return self.variable("TERM") == name or self.variable("TERM").startswith(f"{name}-")


class Rule(NamedTuple):
    """One line of the table."""

    reason: str
    """Why the profile was chosen, in words for a person."""
    applies: Callable[[Facts], bool]
    profile: str
    advice: str = ""
    """What only the person can set in the terminal; empty where nothing is needed."""
    is_known: bool = True
    """Whether the terminal was recognised at all."""


def _vte(facts: Facts) -> bool:
    said = (
        facts.replies.version or "" if facts.calls_itself("vte") else facts.variable("VTE_VERSION")
    )
    return leading_version(said)[0] >= FIRST_VTE_WITH_BIDI


def _kitty(facts: Facts) -> bool:
    return facts.calls_itself("kitty") or (
        not facts.replies.version and facts.has_term("xterm-kitty")
    )


def _has_sized_text(facts: Facts) -> bool:
    return leading_version(facts.replies.version or "") >= FIRST_KITTY_WITH_SIZED_TEXT


def _iterm(facts: Facts) -> bool:
    if facts.calls_itself("iterm2"):
        # The name itself ends in a number.
        return leading_version((facts.replies.version or "")[6:]) >= FIRST_ITERM_WITH_BIDI
    named = facts.is_program("iTerm.app")
    return (
        named and leading_version(facts.variable("TERM_PROGRAM_VERSION")) >= FIRST_ITERM_WITH_BIDI
    )


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        Reason("the terminal says that it reorders right-to-left text, and can be told not to"),
        lambda facts: facts.replies.bidi_mode == 1,
        "bdsm",
    ),
    Rule(
        Reason("the terminal says that it leaves the order of text alone already"),
        lambda facts: facts.replies.bidi_mode in {2, 4},
        "explicit",
    ),
    Rule(
        Reason("the terminal is Konsole, which reorders right-to-left text and can be told not to"),
        lambda facts: (
            facts.calls_itself("konsole")
            or (not facts.replies.version and bool(facts.variable("KONSOLE_VERSION")))
        ),
        "konsole",
    ),
    Rule(
        Reason("the terminal is mlterm, which reorders right-to-left text and can be told not to"),
        lambda facts: (
            bool(facts.variable("MLTERM"))
            or facts.has_term("mlterm")
            or (facts.replies.secondary or "").startswith("24;")
        ),
        "mlterm",
    ),
    Rule(
        Reason(
            "the terminal is kitty behind a multiplexer, where it cannot be told to keep the order"
        ),
        lambda facts: _kitty(facts) and facts.is_inside,
        "plain",
        _KITTY_ADVICE,
    ),
    Rule(
        Reason(
            "the terminal is kitty, which keeps the order of letters that are placed one by one"
        ),
        lambda facts: _kitty(facts) and _has_sized_text(facts),
        "kitty",
    ),
    Rule(
        Reason("the terminal is a kitty older than 0.40, which always reorders right-to-left text"),
        _kitty,
        "plain",
        _KITTY_ADVICE,
    ),
    Rule(
        Reason(
            "the terminal is PuTTY, which reorders right-to-left text unless you turn it off there"
        ),
        lambda facts: facts.replies.secondary == "0;136;0",
        "plain",
        _PUTTY_ADVICE,
    ),
    Rule(
        Reason(
            "the terminal is QTerminal, which reorders right-to-left text unless you turn it off"
            " there"
        ),
        lambda facts: facts.is_program("qterminal") or facts.replies.secondary == "0;115;0",
        "plain",
        _QTERMINAL_ADVICE,
    ),
    Rule(
        Reason("the program is shown by a browser or an editor, which reorders runs of letters"),
        lambda facts: facts.is_program("vscode") or "web" in facts.variable("TEXTUAL_DRIVER"),
        "lrm",
    ),
    Rule(
        Reason("the terminal is Apple's Terminal, which reorders right-to-left text"),
        lambda facts: facts.is_program("Apple_Terminal"),
        "lrm",
        _APPLE_ADVICE,
    ),
    Rule(
        Reason("the terminal is iTerm2 3.7 or newer, which can reorder text"),
        _iterm,
        "lrm",
        _ITERM_ADVICE,
    ),
    Rule(
        Reason("the terminal is mintty, which reorders right-to-left text and can be told not to"),
        lambda facts: facts.is_program("mintty") or facts.calls_itself("mintty"),
        "bdsm",
    ),
    Rule(
        Reason("the terminal is a VTE that reorders right-to-left text, and can be told not to"),
        _vte,
        "bdsm",
    ),
    Rule(
        Reason("the terminal draws letters in the order they come"),
        lambda facts: (
            facts.calls_itself("xterm", "foot", "alacritty", "vte", "iterm2", "ghostty")
            or any(map(facts.has_term, ("alacritty", "foot", "rxvt", "st")))
            or bool(facts.variable("XTERM_VERSION") or facts.variable("VTE_VERSION"))
        ),
        "plain",
    ),
    Rule(
        Reason("nothing is known about the terminal; most draw letters in the order they come"),
        lambda _: True,
        "plain",
        is_known=False,
    ),
)
"""Every rule, the surest first; the last one always applies."""


def rule_for(facts: Facts) -> Rule:
    """The first rule that applies."""
    return next(rule for rule in RULES if rule.applies(facts))


def drawing_for(facts: Facts) -> Drawing:
    """How marks are best drawn there: foot puts them in the wrong place, Alacritty to the right."""
    marks: Marks = "show"
    if facts.calls_itself("foot") or facts.has_term("foot"):
        marks = "hide"
    elif facts.calls_itself("alacritty") or facts.has_term("alacritty"):
        marks = "left"
    return Drawing(marks=marks)
