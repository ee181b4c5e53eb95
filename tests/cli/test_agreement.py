"""`hashiya agreement`: what is compared, what is left out and why, in words, CSV and JSON."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command

TEXT = "قال والي بنك المغرب أمس"
BANK, WALI, DAY = (4, 8, "official"), (9, 19, "agency"), (20, 23, "date")

Fill = Callable[..., None]


@pytest.fixture
def fill(hashiya: Command, folder: Path) -> Fill:
    """A project, and a way to bring one person's layers in."""
    assert hashiya("init", "news").code == 0

    def bring(who: str, *layers: list[tuple[int, int, str]] | None, gold: bool = False) -> None:
        """One layer an article; None for a layer that is begun and not done."""
        lines = [
            {
                "id": f"d{at}",
                "text": TEXT,
                "annotator": who,
                "layer": "gold" if gold else "annotator",
                "status": "begun" if spans is None else "done",
                "spans": [
                    {"start": s, "end": e, "label": label}
                    for s, e, label in ([BANK] if spans is None else spans)
                ],
            }
            for at, spans in enumerate(layers)
        ]
        path = folder / f"{who}{gold}.jsonl"
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        assert hashiya("import", path, "--as", who).code == 0

    return bring


def told(hashiya: Command, *options: str) -> dict[str, Any]:
    """The report as JSON."""
    done = hashiya("agreement", "--json", *options)
    assert done.code == 0, done.err
    report: dict[str, Any] = json.loads(done.out)
    return report


def test_the_headline_says_what_it_rests_on(hashiya: Command, fill: Fill) -> None:
    """F1 with its interval, the articles it rests on, and why others do not count."""
    fill("salma", [WALI, BANK], [WALI], None, [])
    fill("omar", [WALI], [WALI], [WALI], None)
    lines = hashiya("agreement").out.split("\n")
    assert lines[0].startswith("exact F1  0.800 (0.667 to 1.000); rests on 2 of 4 articles; 2 left")
    assert "1 finished by omar only, 1 finished by salma only" in lines[0]
    assert "  d3       salma       omar: begun, not done" in lines


def test_finished_with_nothing_counts(hashiya: Command, fill: Fill) -> None:
    """Both found nothing: F is 1, and what corrects for chance is undefined and says why."""
    fill("salma", [])
    fill("omar", [])
    report = told(hashiya)
    assert report["f1_mean"]["exact"]["value"] == 1
    places = report["pairs"][0]["places"]
    assert {each["value"] for each in places.values()} == {None}
    assert "only one value" in places["kappa tokens"]["why"]
    assert "— omar · salma, alpha_u: there are no units" in hashiya("agreement").out
    assert "nan" not in hashiya("agreement").out.lower()


def test_whoever_finished_nothing_is_named(hashiya: Command, fill: Fill) -> None:
    """And is compared when begun articles count too."""
    fill("salma", [WALI], [BANK])
    fill("omar", [WALI], [BANK])
    fill("hind", None, None)
    report = told(hashiya)
    assert report["people"] == ["omar", "salma"]
    assert report["idle"] == {"hind": "has finished no article"}
    assert "hind is not compared: has finished no article" in hashiya("agreement").out
    assert told(hashiya, "--unfinished")["people"] == ["hind", "omar", "salma"]


def test_people_without_an_article_in_common(hashiya: Command, fill: Fill) -> None:
    """No figure, and the reason; not 0 and not 1."""
    fill("salma", [WALI], None)
    fill("omar", None, [WALI])
    report = told(hashiya)
    assert report["f1_mean"]["exact"] == {
        "value": None,
        "why": "no article counts for two annotators",
    }
    assert hashiya("agreement").out.startswith("exact F1  —  no article counts for two annotators")


def test_nobody_to_compare(hashiya: Command, fill: Fill) -> None:
    """One person alone, or an alias that nobody has, is a wrong use that says what to do."""
    fill("salma", [WALI])
    alone = hashiya("agreement")
    assert (alone.code, alone.out) == (2, "")
    assert "two people" in alone.err
    assert "there is no layer of 'nobody'" in hashiya("agreement", "--between", "nobody").err


def test_gold_is_compared_with_each(hashiya: Command, fill: Fill) -> None:
    """Gold is no annotator: it is in no mean, and what it has alone was missed."""
    fill("salma", [WALI, DAY])
    fill("omar", [BANK])
    fill("salma", [WALI, BANK], gold=True)
    report = told(hashiya)
    assert report["gold"] is True
    names = [(pair["one"], pair["other"]) for pair in report["pairs"]]
    assert names == [("omar", "salma"), ("gold", "omar"), ("gold", "salma")]
    assert report["f1_mean"]["exact"]["value"] == 0
    assert report["f1_exact_by_label"]["agency"]["value"] == 0
    against = report["pairs"][2]["f1"]["exact"]
    assert (against["value"], against["matched"], against["one"]) == (0.5, 1, 2)
    kinds = {
        (each["other"], each["kind"], *each["labels"])
        for each in report["disagreements"]
        if each["one"] == "gold"
    }
    assert kinds == {
        ("omar", "missed", "agency", None),
        ("salma", "missed", "official", None),
        ("salma", "extra", None, "date"),
    }
    lines = hashiya("agreement").out
    assert "against gold, exact spans" in lines
    between, golden = lines.split("what annotators differ in")[1].split("what differs from gold")
    assert "missed" not in between
    rows = [re.split(" {2,}", line.strip()) for line in golden.splitlines() if line]
    assert rows[0] == ["annotator", "kind", "gold", "theirs", "times"]
    assert ["omar", "missed", "agency", "—", "1"] in rows
    assert ["salma", "one too many", "—", "date", "1"] in rows


def test_cases_lead_to_their_places(hashiya: Command, fill: Fill) -> None:
    """Each kind of disagreement keeps as many places as were asked for, and counts all."""
    fill("salma", [WALI], [WALI], [WALI])
    fill("omar", [(9, 12, "agency")], [(9, 12, "agency")], [WALI])
    (cell,) = told(hashiya, "--cases", "1")["disagreements"]
    assert (cell["kind"], cell["count"]) == ("right edge", 2)
    case = {"article": "d0", "one": [9, 12, "agency"], "other": [*WALI]}
    assert cell["cases"] == [{**case, "start": 0, "text": TEXT}]


def test_edges_are_called_what_screens_call_them(hashiya: Command, fill: Fill) -> None:
    """Start and end in words, since an Arabic span starts on the right; data keeps its keys."""
    fill("salma", [WALI, BANK, DAY])
    fill("omar", [(9, 15, "agency"), (0, 8, "official"), (19, 23, "date")])
    kinds = {cell["kind"] for cell in told(hashiya)["disagreements"]}
    assert kinds == {"right edge", "left edge", "clitic"}
    words = hashiya("agreement").out.split("what annotators differ in")[1]
    rows = [re.split(" {2,}", line.strip()) for line in words.splitlines()]
    assert {row[1] for row in rows if len(row) > 4} == {"kind", "end", "start", "clitic or sign"}


def test_three_people(hashiya: Command, fill: Fill) -> None:
    """Means over pairs, and measures of all of them on what all have finished."""
    fill("salma", [WALI, BANK], [WALI])
    fill("omar", [WALI], [WALI])
    fill("hind", [WALI], None)
    report = told(hashiya, "--gamma")
    assert report["together"]["articles"] == 1
    assert report["f1_mean"]["exact"]["value"] == pytest.approx((2 / 3 + 4 / 5 + 1) / 3)
    assert report["pairs"][0]["places"]["gamma"]["value"] == 1
    assert report["together"]["fleiss tokens"]["value"] is not None


def test_a_range_is_of_articles_that_count(hashiya: Command, fill: Fill) -> None:
    """A draw without any article of a pair does not make its F 1; one article has no range."""
    fill("salma", [WALI, BANK], [WALI, BANK], [WALI], [WALI])
    fill("omar", [WALI], [BANK], None, None)
    fill("hind", [DAY], None, [WALI], [WALI])
    pairs = {(each["one"], each["other"]): each for each in told(hashiya)["pairs"]}
    assert pairs["omar", "salma"]["f1"]["exact"]["interval"] == pytest.approx([2 / 3, 2 / 3])
    assert "interval" not in pairs["hind", "omar"]["f1"]["exact"]


def test_a_table_for_spreadsheets(hashiya: Command, fill: Fill) -> None:
    """One row a figure; every article's own, and those left out, are among them."""
    fill("salma", [WALI, BANK], [WALI])
    fill("omar", [WALI], None)
    rows = [*csv.DictReader(StringIO(hashiya("agreement", "--csv").out))]
    first = rows[0]
    assert (first["measure"], first["articles"]) == ("f1 exact mean", "1")
    (own,) = [row for row in rows if row["article"] == "d0" and row["measure"] == "f1 exact"]
    assert (own["matched"], own["one_spans"], own["other_spans"]) == ("1", "1", "2")
    (out,) = [row for row in rows if row["measure"] == "left out"]
    assert (out["one"], out["article"], out["why"]) == ("omar", "d1", "begun, not done")


def test_the_same_seed_draws_the_same(hashiya: Command, fill: Fill) -> None:
    """A report repeats to the letter."""
    fill("salma", [WALI, BANK], [WALI], [DAY])
    fill("omar", [WALI], [WALI], [BANK])
    first = hashiya("agreement", "--json", "--seed", "7").out
    assert hashiya("agreement", "--json", "--seed", "7").out == first
    assert json.loads(first)["bootstrap"]["seed"] == 7


def test_gamma_of_three_people(hashiya: Command, fill: Fill) -> None:
    """All of them are aligned at once, and the report knows how sure that is."""
    fill("salma", [WALI, BANK], [DAY])
    fill("omar", [WALI], [DAY])
    fill("hind", [BANK], [DAY])
    assert told(hashiya)["together"]["alignment"] is None
    together = told(hashiya, "--gamma")["together"]
    # Two groups with two of three, one with all: two thirds each, of five units of three people.
    assert together["disorder"]["value"] == pytest.approx(4 / 3 / (7 / 3))
    assert together["alignment"] == {
        "proven": 2,
        "articles": 2,
        "least_disorder": together["disorder"]["value"],
    }
    assert together["gamma"]["value"] < 1
    lines = hashiya("agreement", "--gamma").out
    assert "  gamma " in lines
    assert "is proven in" not in lines


def test_days_and_cases_in_every_form(hashiya: Command, fill: Fill) -> None:
    """F of the day on which both were done, and the places of each kind, in JSON and CSV."""
    fill("salma", [(9, 12, "agency")], [BANK], None)
    fill("omar", [WALI], [BANK], [BANK])
    (day,) = told(hashiya)["days"]
    assert (day["articles"], day["exact"]["value"]) == (2, 0.5)
    rows = list(csv.DictReader(StringIO(hashiya("agreement", "--csv").out)))
    (case,) = [row for row in rows if row["measure"] == "case of right edge"]
    assert (case["article"], case["one_place"], case["other_place"]) == ("d0", "9-19", "9-12")
    assert case["text"] == TEXT
    assert [row["day"] for row in rows if row["measure"] == "f1 exact of a day"] == [day["day"]]
