"""Reviewing gold that came in with a file: each of its spans can be ruled on."""

from __future__ import annotations

import json
from pathlib import Path

from hashiya.services import (
    Decision,
    ImportOptions,
    ReviewPlan,
    ReviewSession,
    add_person,
    check_project,
    import_paths,
    side_of,
)
from tests.services.reviewers import (
    BANK,
    GOVERNOR,
    TEXT,
    YESTERDAY,
    Given,
    annotate,
    card_on,
    gold_of,
    make_reviewed,
    span_of,
    taking,
)


def reviewing(tmp_path: Path, *given: Given) -> ReviewSession:
    """Huda at a document whose gold, hers, came in with a file."""
    project = make_reviewed(tmp_path / "news" / "news.hashiya", "first")
    add_person(project, "huda", "adjudicator")
    spans = [
        {"start": span_of(words).start, "end": span_of(words).end, "label": label}
        for words, label in given
    ]
    record = {"id": "first", "text": TEXT, "annotator": "huda", "layer": "gold", "spans": spans}
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(record), encoding="utf-8")
    import_paths(project, [file], ImportOptions(alias="huda", layer="gold"))
    return ReviewSession.open(project, "huda", "r1", ReviewPlan())


def test_what_nobody_proposes_waits_for_a_ruling(tmp_path: Path) -> None:
    """It is kept or taken out; what all propose too is agreed."""
    session = reviewing(tmp_path, BANK, YESTERDAY)
    annotate(tmp_path / "news" / "news.hashiya", "omar", [BANK])
    annotate(tmp_path / "news" / "news.hashiya", "salma", [BANK])
    page = session.enter("first")
    assert [(card.state, card.kinds) for card in page.cards] == [
        ("agreed", ()),
        ("open", ("withdrawn",)),
    ]
    assert (page.taken, page.is_gold) == (0, False)
    page = session.rule(page, card_on(page, "أمس"), Decision("neither"))
    assert (page.is_gold, gold_of(page)) == (True, [BANK])
    undone = session.undo()
    assert undone is not None
    card = card_on(undone.page, "أمس")
    page = session.rule(undone.page, card, taking(side_of(card, 0)))
    assert (page.is_gold, gold_of(page)) == (True, [BANK, YESTERDAY])
    session.close()
    assert check_project(tmp_path / "news" / "news.hashiya") == []


def test_a_ruling_takes_away_what_the_file_had_there(tmp_path: Path) -> None:
    """None of these means none, and another side stands in its place."""
    session = reviewing(tmp_path, GOVERNOR)
    annotate(tmp_path / "news" / "news.hashiya", "omar", [GOVERNOR])
    annotate(tmp_path / "news" / "news.hashiya", "salma", [("والي", "official")])
    page = session.enter("first")
    (card,) = page.cards
    page = session.rule(page, card, Decision("neither"))
    assert (page.is_gold, gold_of(page)) == (True, [])
    undone = session.undo()
    assert undone is not None
    shorter = next(at for at, side in enumerate(card.sides) if side.people == ("salma",))
    page = session.rule(undone.page, card, taking(side_of(card, shorter)))
    assert gold_of(page) == [("والي", "official")]
    session.close()
    assert check_project(tmp_path / "news" / "news.hashiya") == []
