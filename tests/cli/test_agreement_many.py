"""`hashiya agreement` in a terminal: many people, few articles, nothing marked, and gold alone."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.test_agreement import BANK, DAY, WALI, Fill, fill, told

__all__ = ["fill"]


@pytest.fixture
def ten(fill: Fill) -> None:
    """Ten people; the first seven share one article, the last three another."""
    for number in range(10):
        mine = [WALI] if number % 2 else [WALI, BANK]
        layers = [mine, None] if number < 7 else [None, mine]
        fill(f"p{number}", *layers)


@pytest.mark.usefixtures("ten")
def test_pairs_without_an_article_are_one_line(hashiya: Command) -> None:
    """With how many they are, and a few of their names; no table has them."""
    lines = hashiya("agreement").out.splitlines()
    (line,) = [each for each in lines if "that counts for both" in each]
    assert line.startswith("— 21 pairs have no article that counts for both: p0 · p7, ")
    assert line.endswith(" and 17 more")
    assert sum("p0 · p7" in each for each in lines) == 1


@pytest.mark.usefixtures("ten")
def test_of_many_pairs_the_lowest_are_shown(hashiya: Command) -> None:
    """With everybody's mean, and how many are not shown; differences are told once for all."""
    report = hashiya("agreement").out
    assert "between annotators, each person" in report
    assert "4 more pairs are not shown; --csv and --html have all of them" in report
    table = report.split("the 20 lowest, F1 of spans")[1].split("\n\n")[0]
    figures = [float(each) for each in re.findall(r"· p\d +1 +(\d\.\d{3})", table)]
    assert len(figures) == 20
    assert figures == sorted(figures)
    assert len(report.splitlines()) < 140
    together = report.split("what annotators differ in, all together")[1].splitlines()
    rows = [re.split(" {2,}", line.strip()) for line in together[1:4]]
    assert rows[0] == ["kind", "first", "second", "times", "pairs"]
    assert sorted(row[1:3] for row in rows[1:]) == [["official", "—"], ["—", "official"]]
    assert sum(int(row[4]) for row in rows[1:]) == 14
    assert "— all 10 annotators: no article was finished by all of them" in report


def test_nothing_marked_is_said_in_words(hashiya: Command, fill: Fill) -> None:
    """No figure that looks like agreement; data has F1 as it is defined."""
    fill("salma", [], [])
    fill("omar", [], [])
    report = hashiya("agreement").out
    assert report.startswith("nobody marked anything in the articles that count")
    assert "1.000" not in report
    assert "nothing marked" in report
    assert told(hashiya)["f1_mean"]["exact"]["value"] == 1


def test_a_range_from_few_articles_is_called_so(hashiya: Command, fill: Fill) -> None:
    """From ten on it is not."""
    fill("salma", *[[WALI, BANK]] * 3)
    fill("omar", [WALI], [WALI, BANK], [WALI])
    assert "the range is drawn from 3 articles only" in hashiya("agreement").out


def test_a_range_from_ten_articles_is_not(hashiya: Command, fill: Fill) -> None:
    """Nothing is said of it."""
    fill("salma", *[[WALI, BANK]] * 10)
    fill("omar", *[[WALI]] * 10)
    assert "the range is drawn" not in hashiya("agreement").out


def test_gold_alone_may_be_asked_for(hashiya: Command, fill: Fill) -> None:
    """Everybody with gold and nobody with each other; with one name only that one."""
    fill("salma", [WALI, BANK])
    fill("omar", [WALI, DAY])
    assert "there is no gold yet" in hashiya("agreement", "--between", "gold").err
    fill("huda", [WALI, BANK], gold=True)
    pairs = [(each["one"], each["other"]) for each in told(hashiya, "--between", "gold")["pairs"]]
    assert pairs == [("gold", "omar"), ("gold", "salma")]
    one = told(hashiya, "--between", "gold", "--between", "omar", "--gamma")
    assert [(each["one"], each["other"]) for each in one["pairs"]] == [("gold", "omar")]
    assert one["f1_gold_pooled"]["exact"]["value"] == 0.5
    report = hashiya("agreement", "--between", "gold").out
    assert report.startswith("exact F1 against gold  0.750, all annotators added up; rests on")
    assert "layers of omar, salma, gold" in hashiya("agreement", "--between", "nobody").err


def test_each_article_has_its_f1(hashiya: Command, fill: Fill) -> None:
    """The lowest first, between annotators and against gold."""
    fill("salma", [WALI], [WALI, BANK])
    fill("omar", [WALI], [WALI])
    fill("huda", [WALI], [WALI], gold=True)
    table = hashiya("agreement").out.split("articles, exact F1, the lowest first")[1]
    rows = [line.split() for line in table.strip().splitlines()[1:3]]
    assert rows == [["d1", "0.667", "0.800"], ["d0", "1.000", "1.000"]]


def test_articles_have_their_names_beside_their_ids(
    hashiya: Command, fill: Fill, tmp_path: Path
) -> None:
    """At the end of the line, cut where they are long; without names there is no such column."""
    fill("salma", [WALI], None)
    fill("omar", [WALI], [WALI])
    assert not any(line.endswith("name") for line in hashiya("agreement").out.splitlines())
    row = {"id": "a7", "name": "قمة " * 20, "text": "قال الوزير.", "status": "done", "spans": []}
    (tmp_path / "a7.jsonl").write_text(json.dumps(row), encoding="utf-8")
    for alias in ("salma", "omar"):
        hashiya("import", str(tmp_path / "a7.jsonl"), "--as", alias)
    table = hashiya("agreement").out.split("articles, exact F1, the lowest first")[1]
    heads, *rows = table.strip().split("\n\n")[0].splitlines()
    assert heads.split() == ["article", "between", "annotators", "name"]
    assert [row.split()[0] for row in rows] == ["d0", "a7"]
    assert rows[0].endswith("1.000")
    assert rows[1].endswith("قمة قمة…")


def test_articles_that_are_not_shown_are_counted(hashiya: Command, fill: Fill) -> None:
    """And where they are."""
    fill("salma", *[[WALI]] * 23)
    fill("omar", *[[WALI]] * 23)
    assert "3 more with higher F1 left out; --csv and --html" in hashiya("agreement").out


def test_a_language_is_the_pages(hashiya: Command, fill: Fill) -> None:
    """What is printed is English, and a wish for something else is not passed over."""
    fill("salma", [WALI])
    fill("omar", [WALI])
    done = hashiya("agreement", "--lang", "ar")
    assert done.code == 2
    assert "--lang is the language of --html" in done.err


@pytest.mark.usefixtures("ten")
def test_many_who_are_left_out_are_counted(hashiya: Command) -> None:
    """Reason by reason, in the table of articles that are not everybody's."""
    lines = hashiya("agreement").out.split("not everybody's")[1].splitlines()
    assert lines[3].endswith("7 begun, not done")


def test_who_is_left_out_stands_apart_from_the_next(hashiya: Command, fill: Fill) -> None:
    """A reason has a comma in it, so people have more than that between them."""
    fill("salma", [WALI], None)
    fill("omar", [WALI], None)
    lines = hashiya("agreement").out.split("not everybody's")[1].splitlines()
    assert lines[2].endswith("omar: begun, not done; salma: begun, not done")


def test_the_headline_counts_what_it_rests_on(hashiya: Command, fill: Fill) -> None:
    """Articles that two annotators share; those that one shares with gold are told apart."""
    fill("salma", [WALI], [WALI], None)
    fill("omar", [WALI], None, [WALI])
    fill("huda", None, [WALI], [WALI], gold=True)
    report = hashiya("agreement").out.splitlines()
    assert report[0] == (
        "exact F1  1.000; rests on 1 of 3 articles; 2 left out: 1 finished by omar only, 1 finished"
        " by salma only"
    )
    assert report[1] == "compared with gold: 2 articles"
    assert "the range is drawn" not in "\n".join(report)
    data = told(hashiya)
    assert data["articles"] == {"all": 3, "used": 1, "gold": 2}
    assert "interval" not in data["f1_mean"]["exact"]
    assert "interval" not in data["f1_exact_by_label"]["agency"]
    rows = csv.DictReader(StringIO(hashiya("agreement", "--csv").out))
    articles = {row["measure"]: row["articles"] for row in rows if not row["one"]}
    assert articles["f1 exact mean"] == articles["f1 exact pooled"] == "1"
    assert articles["f1 exact gold pooled"] == "2"


def test_one_article_of_three_people_has_no_range(hashiya: Command, fill: Fill) -> None:
    """Though three pairs share it, and another article counts against gold."""
    for who in ("salma", "omar", "hind"):
        fill(who, [WALI], [WALI] if who == "hind" else None)
    fill("huda", None, [WALI], gold=True)
    report = told(hashiya)
    assert report["articles"] == {"all": 2, "used": 1, "gold": 1}
    assert not [way for way, each in report["f1_pooled"].items() if "interval" in each]


def test_gold_that_nobody_named_is_not_compared(hashiya: Command, fill: Fill) -> None:
    """Two who are named are compared with each other; one alone is with gold."""
    fill("salma", [WALI], [WALI])
    fill("omar", [WALI], None)
    fill("huda", [WALI], [WALI], gold=True)
    both = ("--between", "salma", "--between", "omar")
    report = told(hashiya, *both)
    assert (report["gold"], report["articles"]) == (False, {"all": 2, "used": 1, "gold": 0})
    assert told(hashiya, *both, "--between", "gold")["articles"]["gold"] == 2
    assert told(hashiya, "--between", "salma")["articles"] == {"all": 2, "used": 2, "gold": 2}


def test_pairs_that_marked_nothing_are_in_no_mean(hashiya: Command, fill: Fill) -> None:
    """They are counted apart, and F1 of nothing is not taken for agreement."""
    fill("salma", [WALI])
    fill("omar", [BANK])
    fill("hind", [])
    fill("nour", [])
    report = hashiya("agreement").out.splitlines()
    assert report[0].startswith("exact F1  0.000, mean of 5 pairs; rests on the only article")
    assert report[1] == "1 more pair marked nothing on either side, which the mean leaves out"
    data = told(hashiya)
    assert data["f1_mean"]["exact"]["value"] == 0
    assert data["mean_of"] == {"pairs": 5, "pairs_of_nothing": 1}


def test_who_is_missing_is_said_of_those_named(hashiya: Command, fill: Fill) -> None:
    """Others have finished something, and are not spoken of."""
    fill("salma", [WALI])
    fill("omar", [WALI])
    fill("hind", None)
    idle = hashiya("agreement", "--between", "hind").err
    assert "of those that --between names, nobody has" in idle
    alone = hashiya("agreement", "--between", "hind", "--between", "omar").err
    assert "of those that --between names, only omar has" in alone


def test_a_draw_of_nothing_is_no_agreement(hashiya: Command, fill: Fill) -> None:
    """Two who share no span, and an article that neither marked: no draw says that they agree."""
    fill("salma", [WALI], [])
    fill("omar", [BANK], [])
    report = told(hashiya)
    assert report["f1_mean"]["exact"] == {"value": 0, "interval": [0, 0]}
    assert report["f1_pooled"]["exact"]["interval"] == [0, 0]
    assert report["pairs"][0]["f1"]["exact"]["interval"] == [0, 0]
