"""Keys per span: the scripts are honest, the app plays them, and the page says what is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tools.keys_page import ARTICLE, PAGE, PLAIN_SCRIPT, ROOT, SCRIPT, guessed_ends, page
from tools.shortest_keys import Search

from hashiya.services import (
    AnnotationSession,
    compare_trial,
    expected_spans,
    prepare_trial,
)
from hashiya.tui.commands import COMMANDS
from hashiya.tui.key_script import read_keys
from hashiya.tui.replaying import play_keys

SPANS = 41
MOST_KEYS_A_SPAN = 4.0

EXAMPLES = ROOT / "tests" / "text" / "data" / "guideline_examples.jsonl"


def keys_of(script: Path) -> list[str]:
    """The keys of a script."""
    return read_keys(script.read_text("utf-8"), script.name)


def test_the_article_is_the_guideline_examples() -> None:
    """Each example is a line of the article, in its order, and the spans are all of theirs."""
    examples = [json.loads(line) for line in EXAMPLES.read_text("utf-8").split("\n") if line]
    article = json.loads(ARTICLE.read_text("utf-8"))
    assert article["text"] == "\n".join(example["text"] for example in examples)
    offset, spans = 0, []
    for example in examples:
        for start, end, label in example["spans"]:
            spans.append({"start": start + offset, "end": end + offset, "label": label})
        offset += len(example["text"]) + 1
    assert article["spans"] == spans
    assert len(spans) == SPANS


@pytest.mark.parametrize("script", [SCRIPT, PLAIN_SCRIPT], ids=lambda path: path.stem)
def test_a_script_makes_exactly_the_spans(script: Path, tmp_path: Path) -> None:
    """Played in the app from the article's start, nothing is missing and nothing too much."""
    trial = prepare_trial(ARTICLE, tmp_path)
    keys = keys_of(script)
    played = play_keys(
        lambda: AnnotationSession.open(trial.project, trial.player), trial.player, keys
    )
    assert compare_trial(trial) == (SPANS, (), ())
    assert played.keys == len(keys)
    session = AnnotationSession.open(trial.project, trial.player)
    found = session.resume()
    session.close()
    assert found is not None
    assert found.line.state == "done"


def test_few_keys_a_span() -> None:
    """The whole work costs no more than four keys a span, with navigation."""
    assert len(keys_of(SCRIPT)) / SPANS <= MOST_KEYS_A_SPAN


def test_the_scripts_use_plain_keys() -> None:
    """Only label keys and keys of the table, no count, no mode and no repeating."""
    not_plain = {"count", "sticky", "sweep", "repeat"}
    plain = {command.keys[0] for command in COMMANDS if command.name not in not_plain}
    for script in (SCRIPT, PLAIN_SCRIPT):
        assert set(keys_of(script)) <= plain | set("1234")


def test_the_search_finds_what_the_script_says(tmp_path: Path) -> None:
    """For the first sentences the keys of the script are the shortest there are."""
    trial = prepare_trial(ARTICLE, tmp_path)
    session = AnnotationSession.open(trial.project, trial.player)
    wanted = frozenset((each.start, each.end, each.label) for each in expected_spans(trial))
    lines = Search(session, wanted).lines()
    written = [line for line in SCRIPT.read_text("utf-8").split("\n") if line[:1] not in {"", "#"}]
    for line, _ in zip(written, range(3), strict=False):
        assert len(keys_in(line)) == len(next(lines).split())
    session.close()


def keys_in(line: str) -> list[str]:
    """The keys of one line."""
    return read_keys(line, "line")


def test_the_page_is_written_out_of_the_table() -> None:
    """docs/keys.md is what `make keys` writes; run it after a command changed."""
    assert PAGE.read_text("utf-8") == page()
    for command in COMMANDS:
        assert f"`{command.name}`" in page()


def test_guesses_are_counted_on_real_spans() -> None:
    """The page's numbers about phrases are of all spans of a file."""
    spans, first, second = guessed_ends(ARTICLE)
    assert spans == SPANS
    assert first <= second <= spans
