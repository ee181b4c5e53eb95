"""The datasheet: figures that are true, rules of the scheme, places to fill in, and no more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.formats.cases import SCHEME, options, record
from tests.formats.test_all_writers import hostile

from hashiya.formats import LossReport, Split, WriteOptions, writer
from hashiya.formats.datasheet import TO_FILL_IN, Datasheet
from hashiya.formats.markdown import plain
from hashiya.model import Attribute, DocumentRecord, Label, Policy, Scheme, SpanRecord, Words

ROW = re.compile(r"^\| ([^|]*) \| ([0-9,]+) \|$", re.MULTILINE)


def sheet(made: list[DocumentRecord], said: WriteOptions | None = None) -> str:
    """The datasheet of these documents, with the report that an export would have."""
    given = said or options()
    report = LossReport("croissant")
    made_of = Datasheet(given, report)
    for each in made:
        report.documents_out += 1
        report.keep(len(each.spans))
        made_of.see(each, given.split.part_of(each.id) if given.split else "")
    return made_of.written()


def figures(text: str) -> dict[str, str]:
    """Rows of two columns whose second is a number."""
    return dict(ROW.findall(text))


def test_it_counts_what_is_written() -> None:
    """Documents, sentences, words, characters, spans, those inside others; dates and sources."""
    text = "زار والي بنك المغرب الرباط. ثم عاد."
    spans = (("والي بنك المغرب", "official"), ("بنك المغرب", "agency"), ("بنك المغرب", "topic"))
    first = record(text, *spans, name="a")._replace(date="2021-01-29", source="جريدة")
    second = record("وصل.", name="b")._replace(date="2020-05-01", is_done=True)
    said = sheet([first, second])
    found = figures(said)
    assert found == {
        "documents": "2",
        "sentences": "3",
        "words, by the rule words-1": "11",
        "characters (Unicode code points)": str(len(text) + 4),
        "spans": "3",
        "spans inside another, or as long as another": "2",
        "spans with a note": "0",
        "spans with attributes": "0",
        "documents without spans": "1",
        "brought in from a file": "3",
    }
    assert "| official | 1 | 1 |" in said
    assert "| date | 0 | 0 |" in said
    assert (
        "A source is named for 1 of 2 documents and a date for 2, from 2020-05-01 to 2021-01-29."
        in said
    )
    assert "Marked as finished: 1 of 2 documents" in said


def test_rules_are_those_of_the_scheme() -> None:
    """Policy, guidelines line by line, attributes; a label without a guideline is a place."""
    guided = Label(
        name="agency",
        titles=Words(ar="جهة", en="agency"),
        guideline=Words(ar="علّم", en="Mark it.\nNot | that."),
        attributes=(Attribute(name="count", kind="number"),),
    )
    scheme = Scheme(
        id="news", labels=(guided, Label(name="date")), policy=Policy(nesting=False, crossing=True)
    )
    said = sheet([], WriteOptions(scheme))
    assert "- may not lie inside a span of another label" in said
    assert "- may overlap another" in said
    assert (
        "### agency (جهة, agency)\n\n- Mark it.\n- Not \\| that.\n- attribute count: a number"
        in said
    )
    assert f"### date\n\n- **{TO_FILL_IN}:**" in said
    assert scheme.sha256 in said


def test_nothing_is_made_up() -> None:
    """Every section has places to fill in, and no licence, person or use is named."""
    said = sheet([record("نص")])
    sections = said.split("\n## ")[1:]
    assert [each.split("\n")[0] for each in sections] == [
        "Motivation",
        "Composition",
        "Collection",
        "Preprocessing and labelling",
        "Uses",
        "Distribution",
        "Maintenance",
    ]
    assert all(TO_FILL_IN in each for each in sections)
    assert "CC" not in said
    assert "http" not in said


def test_words_of_the_data_mean_nothing_to_markdown() -> None:
    """In names of schemes, labels and sources of spans."""
    odd = "<b>|`x`*_[y](z)#\n\x1b[31m"
    scheme = Scheme(id=odd, labels=(Label(name="a|b<c>"),))
    spans = (SpanRecord(0, 1, "a|b<c>", source=odd),)
    said = sheet([DocumentRecord("d", "d", "ab", spans=spans)], WriteOptions(scheme))
    assert "\x1b" not in said
    assert not re.search(r"(?<!\\)[<`]b?", said.replace("`hashiya agreement`", ""))
    assert "| a\\|b\\<c\\> | 1 | 1 |" in said


@pytest.mark.parametrize(
    ("words", "expected"),
    [("a\n\tb ", "a b"), ("1. x", r"\1. x"), ("- x", r"\- x"), ("a-b 1.5", "a-b 1.5"), ("", "")],
)
def test_plain_words(words: str, expected: str) -> None:
    """On one line; what would begin a list does not."""
    assert plain(words) == expected


@pytest.mark.parametrize("name", ["croissant", "hf"])
def test_it_stands_in_the_folder(tmp_path: Path, name: str) -> None:
    """With its parts and the labels that were asked for; the screen is told of it."""
    said: dict[str, Any] = {"split": Split.parse("50/50"), "labels": frozenset({"topic"})}
    suffix = writer(name).suffix
    target = tmp_path / f"x{suffix}"
    report = writer(name).write(hostile(), target, options(on_collision="outer", **said))
    text = (target / "datasheet.md").read_text(encoding="utf-8")
    found = figures(text)
    assert int(found["train"]) + int(found["test"]) == len(hostile())
    assert found["spans"] == str(report.spans_out)
    assert f"Left out of it: {report.not_asked} spans of other labels" in text
    assert "agency" not in text
    assert any("datasheet.md" in note for note in report.notes)
    assert SCHEME.id in text
