"""`hashiya feedback`: the differences as words and JSON, and an answer to each."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from hashiya.services import (
    Decision,
    ReviewSession,
    side_of,
)
from tests.cli.conftest import Command
from tests.services.reviewers import GOVERNOR, YESTERDAY, annotate, card_on, make_reviewed


@pytest.fixture
def judged(tmp_path: Path, hashiya: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A document that is gold: omar's governor was taken, and salma's was not."""
    path = make_reviewed(tmp_path / "judged" / "news.hashiya", "first")
    annotate(path, "omar", [GOVERNOR, YESTERDAY])
    annotate(path, "salma", [("والي", "official"), YESTERDAY])
    with closing(ReviewSession.open(path, "huda", "r1")) as session:
        page = session.enter("first")
        card = card_on(page, GOVERNOR[0])
        wanted = side_of(card, 1)
        session.rule(page, card, Decision("take", (wanted,), reason="slip", note="ناقص"))
    monkeypatch.setenv("HASHIYA_PROJECT", str(path))
    return hashiya


def test_it_is_asked_for_by_name(judged: Command) -> None:
    """Whose work it is about is always said."""
    done = judged("feedback")
    assert (done.code, done.out) == (2, "")


def test_the_difference_is_told_in_words(judged: Command) -> None:
    """The sentence, both sides, and why."""
    done = judged("feedback", "--as", "salma")
    assert done.code == 0
    assert "yours  [والي] official" in done.out
    assert f"gold   [{GOVERNOR[0]}] official" in done.out
    assert "why    slip · ناقص" in done.out
    assert "omar" not in done.out
    assert "documents of yours that are gold: 1; differences: 1" in done.err


def test_an_appeal_is_made_once(judged: Command) -> None:
    """By document and card, with a note; then the list says so."""
    (told,) = json.loads(judged("feedback", "--as", "salma", "--json").out)
    place = (told["document_id"], told["key"])
    assert "feedback --as salma accept DOCUMENT CARD" in judged("feedback", "--as", "salma").err
    done = judged("feedback", "--as", "salma", "appeal", *place, "--note", "تكفي")
    assert done.code == 0
    assert (
        "you    appealed, which waits for a ruling: تكفي" in judged("feedback", "--as", "salma").out
    )
    assert "DOCUMENT CARD" not in judged("feedback", "--as", "salma").err
    again = judged("feedback", "--as", "salma", "accept", *place)
    assert (again.code, "done once" in again.err) == (3, True)


def test_who_agrees_with_gold_is_told_so(judged: Command) -> None:
    """Nothing on stdout; how much is gold on stderr."""
    done = judged("feedback", "--as", "omar")
    assert (done.code, done.out) == (0, "")
    assert "differences: 0" in done.err
    judged("people", "add", "nour")
    assert "none of your documents is gold yet" in judged("feedback", "--as", "nour").err


def test_who_is_not_there_is_told_so(judged: Command) -> None:
    """A slip in the alias is no person without differences."""
    refused = judged("feedback", "--as", "omra")
    assert (refused.code, "omra is not in this project" in refused.err) == (2, True)


def test_lines_of_a_note_stand_under_it(judged: Command) -> None:
    """An appeal's too: none of them looks like a difference."""
    (told,) = json.loads(judged("feedback", "--as", "salma", "--json").out)
    place = (told["document_id"], told["key"])
    judged("feedback", "--as", "salma", "appeal", *place, "--note", "تكفي\n4\n5")
    out = judged("feedback", "--as", "salma").out
    assert out.endswith("   you    appealed, which waits for a ruling: تكفي\n      4\n      5\n")


def test_gold_that_came_in_with_a_file_is_told_as_it_is(folder: Path, hashiya: Command) -> None:
    """The same span is no difference; what is otherwise is told with what gold holds."""
    text = "قال وزير النقل أمس."
    mine, gold = [4, 14, "official"], {"a": [4, 14], "b": [4, 8], "c": [15, 18]}
    layers: list[dict[str, object]] = []
    for name, bounds in gold.items():
        about = {"id": name, "text": f"{text} {name}", "status": "done"}
        layers.append({**about, "annotator": "x", "layer": "annotator", "spans": [mine]})
        spans = [[*bounds, "official"]]
        layers.append({**about, "annotator": "nour", "layer": "gold", "spans": spans})
    lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in layers)
    (folder / "hl.jsonl").write_text(lines, encoding="utf-8")
    hashiya("init", "hl")
    hashiya("import", "hl.jsonl", "--as", "boss")
    done = hashiya("feedback", "--as", "x")
    assert "documents of yours that are gold: 3; differences: 2" in done.err
    held = [line.split()[1:] for line in done.out.splitlines() if line.startswith("   gold ")]
    assert held == [["[وزير]", "official"], ["nothing"]]
    assert done.out.count("why    gold came in with a file") == 2
    assert "others agreed" not in done.out
