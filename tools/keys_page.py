"""Writes docs/keys.md out of the table of commands, the measured scripts and `keys_page.md`.

`python -m tools.keys_page` writes it; a test compares. Everything about a key stands in the table,
so that this page cannot say anything else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hashiya.text import longer_phrase, phrase_end, word_spans
from hashiya.tui.commands import COMMANDS, GROUPS, Command, key_name
from hashiya.tui.key_script import read_keys
from hashiya.tui.keyboard import SAME_ON_ARABIC, also_on_arabic

__all__ = ["ARTICLE", "PAGE", "PLAIN_SCRIPT", "SCRIPT", "guessed_ends", "page"]

ROOT: Final = Path(__file__).parents[1]
TEMPLATE: Final = ROOT / "tools" / "keys_page.md"
PAGE: Final = ROOT / "docs" / "keys.md"
SCRIPT: Final = ROOT / "benchmarks" / "keys" / "guidelines.keys"
"""The shortest keys for the spans of `ARTICLE`."""
PLAIN_SCRIPT: Final = ROOT / "benchmarks" / "keys" / "guidelines-plain.keys"
"""The shortest without the keys for phrases and edges."""
ARTICLE: Final = ROOT / "benchmarks" / "keys" / "guidelines.jsonl"
"""The guideline examples as one document, a line each, with their spans."""
CORPUS: Final = ROOT / "corpora" / "annotations.jsonl"

STAYING_KEYS: Final = 127
"""What `python -m tools.shortest_keys --staying` gives for the same article."""


def page() -> str:
    """The whole page."""
    spans, first, second = guessed_ends(ARTICLE)
    corpus_spans, corpus_first, corpus_second = guessed_ends(CORPUS)
    keys, plain = (
        len(read_keys(path.read_text("utf-8"), path.name)) for path in (SCRIPT, PLAIN_SCRIPT)
    )
    facts = {
        "spans": spans,
        "sentences": sum(len(record["text"].split("\n")) for record in _records(ARTICLE)),
        "keys": keys,
        "each": keys / spans,
        "plain": plain,
        "plain_each": plain / spans,
        "staying": STAYING_KEYS,
        "first": first,
        "second": second,
        "corpus_spans": corpus_spans,
        "corpus_first": corpus_first,
        "corpus_second": corpus_second,
    }
    return TEMPLATE.read_text("utf-8").format(tables="\n".join(_tables()), **facts)


def guessed_ends(path: Path) -> tuple[int, int, int]:
    """How many spans a file holds, how many end with their phrase, and with it or the next one."""
    spans = first = second = 0
    for record in _records(path):
        bounds = word_spans(record["text"])
        words = [record["text"][start:end] for start, end in bounds]
        for span in record["spans"]:
            at = next(at for at, (_, after) in enumerate(bounds) if after > span["start"])
            once = phrase_end(words, at)
            twice = longer_phrase(words, once)
            spans += 1
            first += bounds[once - 1][1] == span["end"]
            second += span["end"] in {bounds[once - 1][1], bounds[twice - 1][1]}
    return spans, first, second


def _records(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").split("\n"):
        record = json.loads(line) if line else {}
        if "text" in record:
            yield record


def _tables() -> Iterator[str]:
    for group in GROUPS:
        yield f"## {group}\n"
        yield "| key | Arabic keyboard | what it does | command |\n|---|---|---|---|"
        for command in COMMANDS:
            if command.group == group:
                yield _row(command)
        yield ""


def _row(command: Command) -> str:
    keys = ", ".join(_code(key_name(key)) for key in command.keys)
    arabic = ", ".join(
        _code(key_name(other[0]))
        for key in command.keys
        if key not in SAME_ON_ARABIC and (other := also_on_arabic(key))
    )
    return f"| {keys} | {arabic} | {command.help} | `{command.name}` |"


def _code(key: str) -> str:
    return f"`{key}`"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
