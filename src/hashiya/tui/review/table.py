"""The table of commands of the review screen: what bindings, hints, help and palette are made of.

A digit takes a side and is answered by the screen; it stands here to be explained. Must never know
a document, a session or a widget.
"""

from __future__ import annotations

from typing import Final

from hashiya.tui.command import Command
from hashiya.tui.key_names import key_in_words
from hashiya.tui.locale import later
from hashiya.tui.review.nines import MORE
from hashiya.tui.span_commands import EDGES

__all__ = ["REVIEW_COMMANDS", "bound_commands", "review_key"]

REVIEW_COMMANDS: Final = (
    Command(
        "side",
        "Rulings",
        tuple("123456789"),
        later("take this side into gold"),
        later("take"),
    ),
    Command(
        "more_sides",
        "Rulings",
        (MORE,),
        later("the next nine sides, or people, where there are more; then a digit"),
        later("more"),
    ),
    Command(
        "neither",
        "Rulings",
        ("0",),
        later("none of these: nothing is tagged here, which is recorded"),
        later("none"),
    ),
    Command(
        "edit",
        "Rulings",
        ("e",),
        later(
            "take something nobody proposed: set edges and label; again: begin with another side"
        ),
        later("edit"),
    ),
    Command(
        "both",
        "Rulings",
        ("b", "k"),
        later("take more than one side: their digits, then Enter"),
        later("both"),
    ),
    Command("defer", "Rulings", ("d",), later("put the card off; it still waits"), later("later")),
    Command(
        "reason", "Rulings", ("r",), later("say why people differed, from a list"), later("reason")
    ),
    Command("words", "Rulings", ("m",), later("say why in your own words")),
    Command(
        "gap",
        "Rulings",
        ("g",),
        later("mark that the guidelines should say something about it; again: take it off"),
        later("guideline"),
    ),
    Command(
        "take_all",
        "Rulings",
        ("w",),
        later("then a digit: rule on every open card as one person proposed"),
    ),
    Command(
        "take_back",
        "Rulings",
        ("u", "ctrl+z"),
        later("undo the last ruling, also of another day"),
        later("undo"),
    ),
    Command("do_again", "Rulings", ("ctrl+y",), later("redo")),
    Command("next_card", "Cards", ("n", "down", "tab"), later("next card"), later("next")),
    Command("previous_card", "Cards", ("p", "up", "shift+tab"), later("card before")),
    Command(
        "next_waiting", "Cards", ("o", "enter"), later("next card that waits"), later("next open")
    ),
    Command("cards_on", "Cards", ("pagedown",), later("ten cards on")),
    Command("cards_back", "Cards", ("pageup",), later("ten cards back")),
    Command("first_card", "Cards", ("home",), later("first card")),
    Command("last_card", "Cards", ("end",), later("last card")),
    Command("rows_down", "Cards", ("shift+down",), later("scroll the sides of the card down")),
    Command("rows_up", "Cards", ("shift+up",), later("scroll the sides of the card up")),
    Command(
        "filter",
        "Cards",
        ("f",),
        later("only cards of a kind, a label or a person"),
        later("filter"),
    ),
    Command(
        "agreed",
        "Cards",
        ("a",),
        later("list what all agree on too, to rule on it; again: leave it out"),
        later("agreed"),
    ),
    Command("queue", "Cards", ("f4",), later("list of the cards beside the article")),
    Command(
        "finish",
        "Sentences and documents",
        ("f5",),
        later("make this article gold, once no card waits"),
        later("gold"),
    ),
    Command(
        "finish_agreed",
        "Sentences and documents",
        ("f8",),
        later("make every article gold on which all agree"),
    ),
    Command(
        "give_back",
        "Sentences and documents",
        ("h",),
        later("give this article back to one of those who handed it in, with a note"),
        later("give back"),
    ),
    Command(
        "next_ready",
        "Sentences and documents",
        ("]",),
        later("next article that can be reviewed"),
        later("article"),
    ),
    Command(
        "previous_ready",
        "Sentences and documents",
        ("[",),
        later("article before, also one that is gold"),
    ),
    Command(
        "articles",
        "Sentences and documents",
        ("f3",),
        later("list of the articles, and who has not finished them"),
        later("articles"),
    ),
    Command("review_help", "Program", ("?", "f1"), later("this help"), later("help")),
    Command(
        "review_commands",
        "Program",
        ("ctrl+p",),
        later("every command, found by its words"),
    ),
    Command("check_terminal", "Program", ("f2",), later("check how this terminal shows Arabic")),
    Command("other_theme", "Program", ("t",), later("dark, light or without colours")),
    Command("draw_again", "Program", ("ctrl+l",), later("draw the screen again, from nothing")),
    Command("leave", "Program", ("q", "ctrl+q"), later("quit"), later("quit")),
    Command("drop_it", "Program", ("escape",), later("leave what was begun")),
)
"""In the order of the help."""


def bound_commands() -> tuple[Command, ...]:
    """The commands that keys are bound to; digits are not, for they mean what they stand beside."""
    return tuple(each for each in (*REVIEW_COMMANDS, *EDGES) if each.name != "side")


def review_key(name: str) -> str:
    """The first key of a command, as people read it in a sentence."""
    return key_in_words(next(each.keys[0] for each in REVIEW_COMMANDS if each.name == name))
