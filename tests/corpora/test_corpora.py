"""The sample corpus: what its README and its annotations promise is true of the files."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from importlib import resources
from itertools import combinations
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from hashiya.model import Document, Scheme, Span, violations
from hashiya.text import sentence_spans, word_spans

CORPORA: Final = Path(__file__).parents[2] / "corpora"
ARTICLES: Final = sorted((CORPORA / "articles").glob("*.txt"))
SCHEME_FILE: Final = resources.files("hashiya").joinpath("services", "news.toml")
SCHEME: Final = Scheme.model_validate_json(
    json.dumps(tomllib.loads(SCHEME_FILE.read_text("utf-8")))
)

COMMON_MONTH: Final = (
    "(?:يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)"
)
OFFICE: Final = (
    r"(?:ال)?(?:رئيسة?|مديرة?|محافظة?|وكيلة?|نائبة?|كاتبة|أمين|منسقة|ناطق|استشارية)"
    r"(?![\u0621-\u064a])"
)
AGENCY: Final = r"(?:المجلس|المصرف|وزارة|اللجنة|اتحاد|مطار|شبكة|بلدية)(?![\u0621-\u064a])"

QUIRKS: Final = {
    "space before «،»": r" ،",
    "space before «.»": r"(?m) \.(?=\s|$)",
    "several sentences on one line": r"[\u0621-\u064a»\")] ?\. [\u0621-\u064a«]",
    "inner heading without a stop": r"\n[^\n.؟!]{4,40}\r?\n",
    "acronym in brackets": r"\([A-Z]{2,6}\)",
    "dotted Arabic acronym": r"(?<!\w)(?:[\u0621-\u064a]\.){3,}",
    "abbreviation (د. م. أ.د. ص.ب.)": r"(?<![\w.])(?:د|م|أ\.د|ص\.ب)\. ",
    "Moroccan month": r"(?<!\w)(?:ماي|يوليوز|و?غشت|شتنبر|نونبر|دجنبر)(?!\w)",
    "Algerian or Tunisian month": r"(?<!\w)(?:جانفي|فيفري|أفريل|جوان|جويلية|أوت)(?!\w)",
    "Levantine month": (
        r"(?<!\w)(?:(?:كانون|تشرين) (?:الأول|الثاني)"
        r"|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول)(?!\w)"
    ),
    "double month name": rf"[\u0621-\u064a]/{COMMON_MONTH}",
    "Egyptian month": rf"(?<![\w/])و?{COMMON_MONTH}(?!\w)",
    "Hijri date": r"[\d٠-٩]{3,4} ?هـ",
    "Arabic-Indic digits": r"[٠-٩]",
    "date in digits": r"\d{2}/\d{2}/\d{4}",
    "range": (
        r"(?:من|بين) (?:يناير|صفر|عامي|[\d٠-٩])[\u0621-\u064a/ \d٠-٩]{0,24}"
        r" (?:إلى |و)(?:ربيع|دجنبر|[\d٠-٩])"
    ),
    "per cent": r"[%٪]|(?:في |ب)المئة",
    "decimal": r"[\d٠-٩][.,٫][\d٠-٩]",
    "vocalised word": r"[\u064b-\u0652][\u0621-\u064a]+[\u064b-\u0652]",
    "tatweel inside a word": r"[\u0621-\u064a]ـ[\u0621-\u064a]",
    "Latin name": r"(?:[A-Z][a-z]+[A-Z]|[A-Z][a-z]+ [A-Z][a-z])[A-Za-z]+",
    "Latin word (GDP, CO2, LED …)": r"(?<![\w.@/])(?:GDP|CO2|LED|AFP|F1|dpi|HbA1c|July)(?!\w)",
    "web or mail address": r"https?://[a-z]|www\.[a-z]|[a-z]@[a-z]|[a-z]\.example\.[a-z]",
    "lil (لل)": r"(?<![\w])[وف]?لل[\u0621-\u064a]{2}",
    "و before the article": r"(?<!\w)وال[\u0621-\u064a]",
    "ف before the article": r"(?<!\w)فال[\u0621-\u064a]",
    "ك before a name": r"(?<!\w)كال[\u0621-\u064a]|(?<!\w)كجامعة",
    "ب before the article": r"(?<!\w)و?بال[\u0621-\u064a]",
    "office with a long title": rf"(?<!\w){OFFICE}(?: [\u0621-\u0652]+){{5}}",
    "agency inside an office": rf"(?<!\w){OFFICE}(?: العامة?)? {AGENCY}|محافظة المصرف",
    "office between commas": rf"، {OFFICE}[^،.\n]+،",
    "« » quotes": r"«[^»\n]+»",
    '" " quotes': r"\"[^\"\n]+\"",
    "long dash": r" [—–] ",
    "glued stop": r"[\u0621-\u064a]{3}\.[\u0621-\u064a]{3}",
    "points of ellipsis": r"…|\.\.\.",
    "question": r"؟",
    "numbered list": r"(?m)^1\. ",
    "blank lines": r"\n\n",
    "CRLF": r"\r\n",
    "no-break space": "\u00a0",
    "direction mark": "\u200f",
    "no newline at the end": r"[^\n]\Z",
}
"""What Arabic news does to a reader that expects tidy text → how it looks."""

ALONE: Final = ("CRLF", "no-break space", "direction mark", "glued stop")
"""Quirks that one article has and the others lack."""

MONTHS: Final = (
    *("ماي", "يوليوز", "غشت", "شتنبر", "نونبر", "دجنبر"),
    *("جانفي", "فيفري", "أفريل", "جوان", "جويلية", "أوت"),
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول"),
    *("تشرين الأول", "تشرين الثاني", "كانون الأول"),
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر"),
    *("أكتوبر", "نوفمبر", "ديسمبر", "رجب", "شعبان", "رمضان", "ذي الحجة", "ربيع الآخر"),
)


class Annotated(NamedTuple):
    """One line of annotations.jsonl."""

    id: str
    text: str
    spans: tuple[tuple[int, int, str, str], ...]


def read(path: Path) -> str:
    """A file's text with its line breaks as they are."""
    return path.read_bytes().decode("utf-8")


def arabic_words(text: str) -> int:
    """How many word tokens begin with an Arabic letter."""
    return sum("\u0621" <= text[start] <= "\u064a" for start, _ in word_spans(text))


def annotated() -> list[Annotated]:
    """The sample annotations in file order."""
    records = [json.loads(line) for line in read(CORPORA / "annotations.jsonl").splitlines()]
    return [
        Annotated(
            record["id"],
            record["text"],
            tuple((s["start"], s["end"], s["label"], s["quote"]) for s in record["spans"]),
        )
        for record in records
    ]


def document(record: Annotated) -> Document:
    """The record as a document with the rule's own sentences."""
    sentences = tuple(Span(start=start, end=end) for start, end in sentence_spans(record.text))
    return Document(id=record.id, name=record.id, text=record.text, sentences=sentences)


def table_rows(first_cell: str) -> list[list[str]]:
    """The README's table rows whose first cell matches, each as its cells."""
    lines = (line for line in read(CORPORA / "README.md").split("\n") if line.startswith("| "))
    rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [row for row in rows if re.fullmatch(first_cell, row[0])]


def test_the_corpus_holds_at_least_twelve_articles() -> None:
    """The corpus has twelve articles or more, numbered without a gap."""
    assert len(ARTICLES) >= 12
    numbers = [int(path.name[:2]) for path in ARTICLES]
    assert numbers == list(range(1, len(ARTICLES) + 1))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_has_150_to_600_words(path: Path) -> None:
    """Every article is as long as a newspaper's, counted in Arabic words."""
    assert 150 <= arabic_words(read(path)) <= 600


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_is_a_document(path: Path) -> None:
    """Every article is UTF-8 without a byte order mark and can be stored as it is."""
    text = read(path)
    assert not text.startswith("\ufeff")
    assert Document(id=path.stem, name=path.stem, text=text).text.encode() == path.read_bytes()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_has_several_quirks(path: Path) -> None:
    """Every article has at least ten of the genre's quirks."""
    text = read(path)
    assert sum(bool(re.search(pattern, text)) for pattern in QUIRKS.values()) >= 10


@pytest.mark.parametrize("quirk", QUIRKS)
def test_a_quirk_occurs_where_the_readme_says(quirk: str) -> None:
    """Each quirk occurs, and in exactly the articles that the README lists for it."""
    found = [path.name[:2] for path in ARTICLES if re.search(QUIRKS[quirk], read(path))]
    assert found
    assert [row[1].split() for row in table_rows(re.escape(quirk))] == [found]


@pytest.mark.parametrize("quirk", ALONE)
def test_some_quirks_are_in_one_article_only(quirk: str) -> None:
    """What changes offsets most is in one article only, so that a failure names its cause."""
    assert sum(bool(re.search(QUIRKS[quirk], read(path))) for path in ARTICLES) == 1


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_name_occurs(month: str) -> None:
    """The months of Rabat, Tunis, Damascus and Cairo, and some Hijri ones, are in the corpus."""
    pattern = re.compile(rf"(?<![\u0621-\u064a])[وفبلك]?{month}(?![\u0621-\u064a])")
    assert any(pattern.search(read(path)) for path in ARTICLES)


def test_checksums_match() -> None:
    """SHA256SUMS and the README's table name every data file with the hash it has."""
    files = [*ARTICLES, CORPORA / "annotations.jsonl"]
    hashes = {
        path.relative_to(CORPORA).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
    assert read(CORPORA / "SHA256SUMS") == "".join(
        f"{hashes[name]}  {name}\n" for name in sorted(hashes)
    )
    rows = table_rows(r"`[0-9a-f]{64}`")
    assert {row[1].strip("`"): row[0].strip("`") for row in rows} == hashes


def test_the_readme_tells_title_and_words() -> None:
    """The README's table gives each article its first line as title and its true word count."""
    rows = {row[0]: row[1:] for row in table_rows(r"`\d\d-[a-z-]+\.txt`")}
    assert list(rows) == [f"`{path.name}`" for path in ARTICLES]
    for path in ARTICLES:
        text = read(path)
        title, _, words, _ = rows[f"`{path.name}`"]
        assert title == text.splitlines()[0].lstrip("\u200f")
        assert int(words) == arabic_words(text)


def test_the_corpus_is_dedicated_to_the_public() -> None:
    """README and LICENSE both name CC0 1.0 and link its legal code."""
    for name in ("README.md", "LICENSE"):
        text = read(CORPORA / name)
        assert "CC0 1.0" in text
        assert "https://creativecommons.org/publicdomain/zero/1.0/" in text


def test_two_articles_are_annotated() -> None:
    """The sample annotations are of two articles, with the articles' exact texts."""
    records = annotated()
    assert len(records) == 2
    for record in records:
        assert record.text == read(CORPORA / "articles" / f"{record.id}.txt")


def test_annotations_quote_the_text() -> None:
    """Every annotation's quote is what its offsets cover, in order and without doubles."""
    for record in annotated():
        assert all(record.text[start:end] == quote for start, end, _, quote in record.spans)
        order = [(start, -end, label) for start, end, label, _ in record.spans]
        assert order == sorted(set(order))


def test_annotations_keep_the_policy() -> None:
    """Every annotation has a label of the scheme, and none breaks the default policy."""
    for record in annotated():
        labelled = [(Span(start=s, end=e), label) for s, e, label, _ in record.spans]
        assert all(SCHEME.label(label) for _, label in labelled)
        assert list(violations(labelled, document(record), SCHEME.policy)) == []


def test_annotations_show_the_hard_cases() -> None:
    """The samples hold nested, mid-word, lil, acronym, Hijri, Gregorian and range spans."""
    records = annotated()
    spans = [(record.text, *span) for record in records for span in record.spans]
    assert {span[3] for span in spans} == {label.name for label in SCHEME.labels}
    assert any(text[s - 1 : s].isalpha() for text, s, *_ in spans)
    assert any(text[s - 1 : s + 1] == "لل" for text, s, *_ in spans)
    assert any(re.fullmatch(r"[A-Z]+", quote) for *_, quote in spans)
    assert any(re.fullmatch(r"(?:[\u0621-\u064a]\.)+", quote) for *_, quote in spans)
    dates = [quote for *_, label, quote in spans if label == "date"]
    for wanted in (r".*هـ", r".*(?:ماي|دجنبر|٢٠٢٥م).*", r".* إلى .*"):
        assert any(re.fullmatch(wanted, quote) for quote in dates)
    for record in records:
        pairs = combinations(record.spans, 2)
        assert any(a[0] <= b[0] and b[1] <= a[1] and a[2] != b[2] for a, b in pairs)
