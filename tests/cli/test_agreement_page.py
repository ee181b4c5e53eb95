"""`hashiya agreement --html`: a file that needs nothing else, and in which nothing is a command."""

from __future__ import annotations

import builtins
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from hashiya.agreement import Alignment
from tests.cli.conftest import Command
from tests.cli.test_agreement import BANK, DAY, TEXT, WALI, Fill, fill

__all__ = ["fill"]

WHY = "an extra; install it with hashiya[report]"
HOSTILE = "<script>alert(1)</script>"


class Page(HTMLParser):
    """What a browser sees: elements, their attributes, text by the section it is in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: dict[str, str] = {}
        self._sections: list[str] = [""]
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag != "meta":
            self._open.append(tag)
        if tag == "section":
            self._sections.append(dict(attrs).get("id") or "")

    def handle_endtag(self, tag: str) -> None:
        """An element ends, the last one that began."""
        assert self._open.pop() == tag
        if tag == "section":
            self._sections.pop()

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._open and self._open[-1] != "script":
            self.texts[self._sections[-1]] = self.texts.get(self._sections[-1], "") + data


def page_of(hashiya: Command, folder: Path, *options: str) -> tuple[str, Page]:
    """The page as it was written, and as it is read."""
    pytest.importorskip("plotly", reason=WHY)
    done = hashiya("agreement", "--html", folder / "page.html", *options)
    assert done.code == 0, done.err
    text = (folder / "page.html").read_text(encoding="utf-8")
    return text, Page(text)


@pytest.fixture
def three(fill: Fill, hashiya: Command, folder: Path) -> None:
    """Three people and gold; one article's name is hostile."""
    fill("salma", [WALI, BANK], [WALI], [])
    fill("omar", [WALI], [WALI], None)
    fill("hind", [BANK], [DAY], [])
    fill("salma", [WALI, BANK], gold=True)
    lines = (
        (folder / "salmaFalse.jsonl").read_text(encoding="utf-8").replace('"d0"', f'"{HOSTILE}"')
    )
    for who in ("salma", "omar"):
        path = folder / f"{who}-hostile.jsonl"
        path.write_text(lines.split("\n")[0].replace('"salma"', f'"{who}"'), encoding="utf-8")
        assert hashiya("import", path, "--as", who).code == 0


@pytest.mark.usefixtures("three")
def test_the_page_tells_everything(hashiya: Command, folder: Path) -> None:
    """Headline and what it rests on, pairs, labels, days, kinds with cases, gold, articles."""
    text, page = page_of(hashiya, folder)
    assert page.texts[""].count("exact F1 of spans, mean of 3 pairs: ") == 1
    assert "4 of 4 articles count" in page.texts[""]
    assert list(page.texts)[1:] == [
        *("pairs", "labels", "days", "kinds", "gold", "gold-kinds"),
        *("documents", "ways", "chance", "articles"),
    ]
    assert page.tags["details"] == len(re.findall("<details>", text)) > 0
    assert "قال والي بنك المغرب أمس" in page.texts["kinds"]
    assert "omar: begun, not done" in page.texts["articles"]
    assert text.count('class="plotly-graph-div"') == 5


@pytest.mark.usefixtures("three")
def test_what_differs_from_gold_is_apart(hashiya: Command, folder: Path) -> None:
    """Neither its places nor its bars are among those between annotators."""
    report = json.loads(hashiya("agreement", "--json").out)["disagreements"]
    text, page = page_of(hashiya, folder)
    sums = {
        golden: sum(each["count"] for each in report if (each["one"] == "gold") is golden)
        for golden in (True, False)
    }
    assert min(sums.values()) > 0
    for name, golden in (("kinds", False), ("gold-kinds", True)):
        part = text[text.index(f'id="{name}"') :]
        part = part[: part.index("</section>")]
        summed = re.findall(r"<summary>(\d+)</summary>", part)
        assert sum(map(int, summed)) == sums[golden]
        drawn = json.loads(re.findall(r'"text":(\[[^]]*\])', part)[0])
        assert sum(map(int, drawn)) == sums[golden]
    assert page.texts["kinds"].count("only one has it") > 0
    assert "missed" not in page.texts["kinds"]
    assert "missed" in page.texts["gold-kinds"]


@pytest.mark.usefixtures("three")
def test_nothing_is_asked_of_a_network(hashiya: Command, folder: Path) -> None:
    """No address is loaded from, and the page's own policy forbids it."""
    text, page = page_of(hashiya, folder)
    assert not [each for each in page.attributes if each[1] in {"src", "href", "action", "data"}]
    assert page.tags["link"] == page.tags["img"] == page.tags["iframe"] == 0
    policy = [value for tag, name, value in page.attributes if (tag, name) == ("meta", "content")]
    assert policy[0].startswith("default-src 'none'; script-src 'unsafe-inline'; style-src")
    assert "@import" not in text.split("<script>", 1)[0]


@pytest.mark.usefixtures("three")
def test_hostile_text_is_text(hashiya: Command, folder: Path) -> None:
    """An article called like a script is shown, and is no element and no part of a script."""
    text, page = page_of(hashiya, folder)
    assert HOSTILE not in text
    assert HOSTILE in page.texts["articles"]


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")])
@pytest.mark.usefixtures("three")
def test_the_page_speaks_the_language_chosen(
    hashiya: Command, folder: Path, language: str, direction: str
) -> None:
    """With its direction; Arabic has no English sentence left in it."""
    _text, page = page_of(hashiya, folder, "--lang", language)
    assert ("html", "lang", language) in page.attributes
    assert ("html", "dir", direction) in page.attributes
    if language == "ar":
        assert not re.search(r"\b(article|pairs|count|finished)", "".join(page.texts.values()))


@pytest.mark.usefixtures("three")
def test_a_page_is_not_replaced_by_chance(hashiya: Command, folder: Path) -> None:
    """Only when that was said."""
    page_of(hashiya, folder)
    again = hashiya("agreement", "--html", folder / "page.html")
    assert again.code == 2
    assert "page.html" in again.err
    page_of(hashiya, folder, "--overwrite")


def test_what_is_missing_is_said_before_the_work(
    hashiya: Command, fill: Fill, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without plotly there is no page, and the message says what to install."""
    fill("salma", [WALI])
    fill("omar", [WALI])
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "plotly":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    done = hashiya("agreement", "--html", folder / "page.html")
    assert done.code == 2
    assert "pip install 'hashiya[report]'" in done.err
    assert not (folder / "page.html").exists()
    assert "exclude each other" in hashiya("agreement", "--html", "a", "--json").err


@pytest.mark.usefixtures("three")
def test_an_alignment_that_is_not_proven_is_told(
    hashiya: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With how many are, and what disorder is at least; where all are, nothing is said."""
    assert "is proven in" not in page_of(hashiya, folder, "--gamma")[1].texts["chance"]
    monkeypatch.setattr(Alignment, "is_proven", False)
    _text, page = page_of(hashiya, folder, "--gamma", "--overwrite")
    assert "is proven in 0 of 2 articles; disorder is " in page.texts["chance"]


@pytest.fixture
def titled(hashiya: Command, folder: Path) -> None:
    """Two people and gold on an article that has a title."""
    assert hashiya("init", "news").code == 0
    layers = {"salma": [WALI, BANK], "omar": [WALI, DAY], "huda": [WALI]}
    for who, spans in layers.items():
        line = {
            "id": "a-17", "name": "والي البنك يتحدث", "text": TEXT, "annotator": who,
            "layer": "gold" if who == "huda" else "annotator", "status": "done",
            "spans": [dict(zip(("start", "end", "label"), span, strict=True)) for span in spans],
        }  # fmt: skip
        path = folder / f"{who}.jsonl"
        path.write_text(json.dumps(line), encoding="utf-8")
        assert hashiya("import", path, "--as", who).code == 0


@pytest.mark.usefixtures("titled")
def test_labels_articles_and_gold_are_called_what_people_call_them(
    hashiya: Command, folder: Path
) -> None:
    """In the page's language; the article's name in data stands under its title only."""
    _text, page = page_of(hashiya, folder, "--lang", "ar")
    assert "جهة" in page.texts["labels"]
    for name in ("labels", "kinds", "gold-kinds"):
        assert not re.search("agency|official|date", page.texts[name])
    assert "gold" not in "".join(page.texts.values())
    assert "والي البنك يتحدث" in page.texts["kinds"]
    assert "a-17" not in page.texts["kinds"]
    for name in ("documents", "articles"):
        assert "والي البنك يتحدثa-17" in page.texts[name]
    assert "0.500" in page.texts["documents"]
    assert "0.667" in page.texts["documents"]


@pytest.mark.usefixtures("three")
async def test_the_page_is_no_wider_than_a_narrow_screen(
    hashiya: Command, folder: Path, tmp_path: Path
) -> None:
    """Tables and maps scroll in boxes of their own at 420 pixels."""
    pytest.importorskip("aiohttp", reason="needs the packages of hashiya[web]")
    from tests.web.browser import chromium

    page_of(hashiya, folder, "--lang", "ar")
    async with chromium(tmp_path) as tab:
        await tab.call(
            "Emulation.setDeviceMetricsOverride",
            width=420, height=900, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        await tab.call("Page.navigate", url=(folder / "page.html").resolve().as_uri())
        await tab.until("document.querySelector('.main-svg')")
        assert await tab.run("document.documentElement.scrollWidth") <= 420
