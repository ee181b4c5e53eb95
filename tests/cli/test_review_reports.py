"""`hashiya review report` and `gaps`: as words, as JSON, and when there is nothing to tell."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path

import pytest

from hashiya.services import Decision, GoldSpan, ReviewPlan, ReviewSession, side_of
from tests.cli.conftest import Command
from tests.cli.test_agreement_page import Page
from tests.services.reviewers import (
    GOVERNOR,
    TEXT,
    YESTERDAY,
    annotate,
    card_on,
    make_reviewed,
    span_of,
)


@pytest.fixture
def path(tmp_path: Path, hashiya: Command, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one document, which omar and salma have finished; named in the environment."""
    path = make_reviewed(tmp_path / "judged" / "news.hashiya", "first")
    annotate(path, "omar", [GOVERNOR, YESTERDAY])
    annotate(path, "salma", [("والي", "official")])
    monkeypatch.setenv("HASHIYA_PROJECT", str(path))
    return path


@pytest.fixture
def judged(path: Path, hashiya: Command) -> Command:
    """Its two cards were ruled on, one of them with a gap."""
    with closing(ReviewSession.open(path, "huda", "r1")) as session:
        page = session.enter("first")
        card = card_on(page, GOVERNOR[0])
        page = session.rule(page, card, Decision("take", (side_of(card, 1),), seconds=9))
        gap = Decision("neither", reason="guideline gap", note="ظرف", is_gap=True, seconds=3)
        session.rule(page, card_on(page, YESTERDAY[0]), gap)
    return hashiya


def test_a_report_says_what_was_ruled(judged: Command) -> None:
    """Counts, time, and each gap with its sentence."""
    done = judged("review", "report", "r1")
    assert done.code == 0
    lines = done.out.splitlines()
    assert re.fullmatch(r"review     r1, by huda since \d{4}-\d\d-\d\d \d\d:\d\d", lines[0])
    for line in (
        "compared   everybody; what all propose needs no ruling",
        "articles   1 gold",
        "cards      2: agreed 0 (0%), ruled on 2, put off 0, open 0",
        "rulings    2 in 1 document",
        "ruled      as proposed 1, neither 1",
        "reasons    guideline gap 1",
        "taken from omar 1",
        "time       0 min 12 s, 6 s a card (median)",
        f"   [{YESTERDAY[0]}] date · omar",
        "   note: ظرف",
    ):
        assert line in lines


def test_the_history_of_an_adjudicator_is_told_in_rulings(judged: Command) -> None:
    """What a ruling does to gold's spans and marks is no further ruling."""
    told = judged("history", "--as", "huda").out
    assert told.count("ruled on a card") == 2
    assert "first: ruled on a card, after which the article is gold\n" in told
    assert "more" not in told


def test_a_report_is_a_file_too(judged: Command) -> None:
    """Everything of it as JSON."""
    told = json.loads(judged("review", "report", "r1", "--json").out)
    assert (told["plan"]["quorum"], told["standing"]["cards"]) == ("all", 2)
    assert (told["rulings"], told["outcomes"]) == (2, {"take": 1, "neither": 1})
    assert told["gaps"][0]["sides"] == [
        {"quote": YESTERDAY[0], "label": "date", "people": ["omar"]}
    ]


def test_gaps_are_numbered(judged: Command) -> None:
    """Over all sessions."""
    assert judged("review", "gaps").out.startswith("1. first, ")
    assert json.loads(judged("review", "gaps", "--json").out)[0]["number"] == 1


def test_edges_are_called_what_cards_call_them(
    tmp_path: Path, hashiya: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Start and end, as on screens; the data has its keys."""
    path = make_reviewed(tmp_path / "edges" / "news.hashiya", "first")
    annotate(path, "omar", [("والي بنك المغرب", "official")])
    annotate(path, "salma", [("والي", "official")])
    monkeypatch.setenv("HASHIYA_PROJECT", str(path))
    with closing(ReviewSession.open(path, "huda", "r1")) as session:
        page = session.enter("first")
        gap = Decision("neither", reason="guideline gap", is_gap=True, seconds=3)
        session.rule(page, page.cards[0], gap)
    assert "kinds      end 1" in hashiya("review", "report", "r1").out.splitlines()
    assert re.search(r"^1\. first, \d+ to \d+: end; ruled ", hashiya("review", "gaps").out.strip())
    assert json.loads(hashiya("review", "gaps", "--json").out)[0]["kinds"] == ["right edge"]


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (ReviewPlan(people=("omar", "salma"), quorum="most"), "omar, salma; what more than half"),
        (ReviewPlan(unfinished=True, anonymous=True), "only begun; people are shown as letters;"),
        (ReviewPlan(quorum="some", votes=1), "what 1 person proposes needs no"),
    ],
)
def test_a_report_says_what_its_session_is_about(
    path: Path, hashiya: Command, plan: ReviewPlan, words: str
) -> None:
    """Whose work is compared, and what needs no ruling."""
    ReviewSession.open(path, "huda", "r1", plan).close()
    assert words in hashiya("review", "report", "r1").out.splitlines()[1]


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (Decision("take", (GoldSpan(span_of(GOVERNOR[0]), "official"),)), GOVERNOR[0]),
        (Decision("take", (GoldSpan(span_of("والي"), "official"),)), "والي"),
        (Decision("edit", (GoldSpan(span_of("والي بنك"), "official"),)), "والي بنك"),
        (Decision("neither"), "nothing"),
        (Decision("defer"), None),
    ],
)
def test_a_gap_says_what_gold_holds(
    path: Path, hashiya: Command, decision: Decision, words: str | None
) -> None:
    """The side that was taken, what nobody had proposed, or nothing; for people and as data."""
    with closing(ReviewSession.open(path, "huda", "r1")) as session:
        page = session.enter("first")
        session.rule(page, card_on(page, GOVERNOR[0]), decision._replace(is_gap=True))
    told = hashiya("review", "gaps").out.splitlines()
    gold = [line.removeprefix("   gold: ") for line in told if line.startswith("   gold: ")]
    named = [f"[{words}] official"] if decision.wanted else [words]
    assert gold == ([] if words is None else named)
    assert any(line.endswith("; put off") for line in told) == (words is None)
    (gap,) = json.loads(hashiya("review", "gaps", "--json").out)
    assert [side["quote"] for side in gap["gold"]] == ([words] if decision.wanted else [])


def test_sessions_are_listed_and_a_wrong_name_is_refused(judged: Command) -> None:
    """With the names there are."""
    assert re.fullmatch(r"r1  huda  \d{4}-\d\d-\d\d \d\d:\d\d\n", judged("review", "report").out)
    assert json.loads(judged("review", "report", "--json").out)[0]["name"] == "r1"
    done = judged("review", "report", "r9")
    assert (done.code, "there are: r1" in done.err) == (2, True)


def test_a_project_without_reviews_says_how_one_begins(path: Path, hashiya: Command) -> None:
    """On stderr; stdout is data."""
    done = hashiya("review", "report")
    assert (done.code, done.out) == (0, "")
    assert "hashiya review --as ALIAS begins one" in done.err
    assert "nothing is flagged" in hashiya("review", "gaps").err


def page_of(hashiya: Command, folder: Path, *options: str) -> tuple[str, Page]:
    """The session's page as it was written, and as it is read."""
    done = hashiya("review", "report", "r1", "--out", folder / "r1.html", *options)
    assert (done.code, done.out) == (0, ""), done.err
    text = (folder / "r1.html").read_text(encoding="utf-8")
    return text, Page(text)


def test_the_page_tells_everything(judged: Command, tmp_path: Path) -> None:
    """What it is about, how far it is, what was ruled, and each gap in its marked sentence."""
    text, page = page_of(judged, tmp_path, "--lang", "en")
    assert "2 rulings" in page.texts[""]
    assert "0 cards wait" in page.texts[""]
    assert list(page.texts)[1:] == ["scope", "standing", "rulings", "gaps"]
    for name, words in (
        ("scope", "what all propose"),
        ("standing", "gold1"),
        ("standing", "ruled2100%"),
        ("rulings", "none of these1"),
        ("rulings", "omar1"),
        ("gaps", "first · missed"),
        ("gaps", f"1. {TEXT}"),
        ("gaps", "ظرف"),
    ):
        assert words in page.texts[name]
    assert f"<mark>{YESTERDAY[0]}</mark>" in text
    assert page.tags["script"] == page.tags["link"] == page.tags["img"] == 0


def test_the_page_is_in_the_language_of_the_interface(judged: Command, tmp_path: Path) -> None:
    """Right to left in Arabic, labels by their titles, and no English word left in it."""
    _text, page = page_of(judged, tmp_path, "--lang", "ar")
    assert ("html", "dir", "rtl") in page.attributes
    told = " ".join(text for name, text in page.texts.items() if name)
    assert {*re.findall(r"[a-z]+", told)} == {"huda", "omar", "first"}
    assert "جلسة المراجعة r1" in page.texts[""]
    assert "تاريخ" in page.texts["gaps"]


def test_a_hostile_name_is_no_element(judged: Command, tmp_path: Path, path: Path) -> None:
    """What a note says is text."""
    with closing(ReviewSession.open(path, "huda", "r1")) as session:
        page = session.enter("first")
        hostile = Decision("neither", note="<script>alert(1)</script>", is_gap=True)
        session.rule(page, card_on(page, YESTERDAY[0]), hostile)
    text, page_read = page_of(judged, tmp_path)
    assert "<script>" not in text
    assert "<script>alert(1)</script>" in page_read.texts["gaps"]


@pytest.mark.parametrize("arguments", [["r1", "--json"], []])
def test_a_page_is_of_one_session(judged: Command, tmp_path: Path, arguments: list[str]) -> None:
    """Without a name, or with JSON wanted as well, nothing is written; and nothing is replaced."""
    done = judged("review", "report", *arguments, "--out", tmp_path / "r1.html")
    assert (done.code, (tmp_path / "r1.html").exists()) == (2, False)
    page_of(judged, tmp_path)
    assert judged("review", "report", "r1", "--out", tmp_path / "r1.html").code != 0
    done = judged("review", "report", "r1", "--lang", "ar")
    assert (done.code, "language of --out" in done.err) == (2, True)
    page_of(judged, tmp_path, "--overwrite")


def test_lines_of_a_note_stand_under_it(
    path: Path, hashiya: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None of them looks like an item, in words or on the page."""
    monkeypatch.chdir(path.parent)
    with closing(ReviewSession.open(path, "huda", "r1")) as session:
        page = session.enter("first")
        gap = Decision("neither", reason="guideline gap", note="ظرف\n4\n<b>", is_gap=True)
        session.rule(page, card_on(page, GOVERNOR[0]), gap)
    for command in (("gaps",), ("report", "r1")):
        assert "\n   note: ظرف\n      4\n      <b>\n   " in hashiya("review", *command).out
    assert hashiya("review", "report", "r1", "--out", "r1.html").code == 0
    html = Path("r1.html").read_text(encoding="utf-8")
    assert "ظرف<br>4<br>&lt;b&gt;</p>" in html
    assert "␊" not in html
