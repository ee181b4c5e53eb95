"""Finding: hits in folded text, by themselves and through the whole application."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts
from tests.tui.sessions import TEXT, MemorySession, make_document, sitting_at

from hashiya.text import Folded, Query, fold, querying
from hashiya.tui import finding
from hashiya.tui.finding import Finder, Hits


def found(text: str, query: str) -> list[str]:
    """What a query finds."""
    finder = Finder(text)
    hits = finder.hits(query)
    return [text[slice(*finder.span(hits, number))] for number in range(len(hits.starts))]


def test_letters_are_found_whatever_way_they_are_written() -> None:
    """Marks, hamzas, tatweel and digits of any kind are no difference."""
    text = "الأُمَمُ والامـم والإمم سنة ٢٠٢١"
    assert found(text, "الامم") == ["الأُمَمُ", "الامـم", "الإمم"]
    assert found(text, "امم") == ["أُمَمُ", "امـم", "إمم"]
    assert found(text, "2021") == ["٢٠٢١"]


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ("الامم", "للأمم والأمم وللأُمَمِ بالأمم", ["لأمم", "الأمم", "لأُمَمِ", "الأمم"]),
        ("الامم المتحده", "وللأمم المتحدة", ["لأمم المتحدة"]),
        ("اللجنة", "للجنة واللجنة", ["لجنة", "اللجنة"]),
        ("مجلس", "مجلس ومجلس بمجلس مجلسه", ["مجلس", "مجلس", "مجلس", "مجلسه"]),
        ("مجل", "قال مجلس", ["مجلس"]),
        ("غرب", "المغرب غرب", ["غرب"]),
        ("غرب", "المغرب", ["غرب"]),
    ],
)
def test_a_hit_is_the_bare_form_behind_its_proclitics(
    query: str, text: str, hits: list[str]
) -> None:
    """It begins where an annotation would, and inside a word only where no word begins so."""
    assert found(text, query) == hits


def test_a_query_of_nothing_finds_nothing() -> None:
    """Neither an empty query nor marks or spaces alone have hits."""
    for query in ("", " ", "\u0651", "\u200f"):
        assert Finder("ا ب").hits(query) == Hits(is_blank=True)
    assert Finder("ا ب").hits("ج") == Hits()


def test_the_next_hit_is_counted_from_the_caret() -> None:
    """The first hit at an offset or after it; past the last, the first again."""
    finder = Finder("ـاب اب اب")
    hits = finder.hits("اب")
    assert [finder.first_from(hits, offset) for offset in (0, 1, 2, 4, 5, 8)] == [0, 0, 1, 1, 2, 0]


@given(texts(), st.data())
def test_an_article_is_searched_as_all_are(text: str, data: st.DataObject) -> None:
    """Hits are those of a search over all articles; without any, all letters that fold alike."""
    start = data.draw(st.integers(0, len(text)))
    query = text[start : data.draw(st.integers(start, len(text)))]
    finder = Finder(text)
    hits = finder.hits(query)
    spans = [finder.span(hits, number) for number in range(len(hits.starts))]
    everywhere = Query(query, is_typing=True).spans(text)
    assert hits.is_blank == (not fold(query).text.strip())
    if everywhere or hits.is_blank:
        assert spans == everywhere
    else:
        wanted = fold(query).text
        assert bool(spans) == hits.is_inside == (wanted in fold(text).text)
        for span in spans:
            assert wanted in fold(text[slice(*span)]).text


def test_a_long_article_is_folded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many queries come, the article is folded when the search begins and never again."""
    lengths: list[int] = []

    def counting(text: str, *, hamza: bool = True, ta_marbuta: bool = True) -> Folded:
        lengths.append(len(text))
        return fold(text, hamza=hamza, ta_marbuta=ta_marbuta)

    monkeypatch.setattr(finding, "fold", counting)
    monkeypatch.setattr(querying, "fold", counting)
    text = "نظمت وزارة الخارجية اجتماعا للأمم المتحدة بالرباط يوم الأحد مساء. " * 1000
    finder = Finder(text)
    for query in ("ا", "ال", "الم", "المت", "المتحدة", "تحد"):
        hits = finder.hits(query)
        finder.span(hits, finder.first_from(hits, len(text) // 2))
    assert [length for length in lengths if length > 10] == [len(text)]


async def test_typing_jumps_to_the_first_hit() -> None:
    """Each letter of the query selects the next hit after the caret, and the count is shown."""
    async with sitting_at() as desk:
        await desk.press("/", *"الم")
        assert desk.word == "المتحدة"
        assert TEXT.index("المتحدة") == desk.reading.pointer.anchor
        assert " 1/2 " in desk.lines()[-3]
        await desk.press(*"غر")
        assert desk.word == "المغرب"
        assert " 1/1 " in desk.lines()[-3]


async def test_the_bare_form_is_marked_and_tagged() -> None:
    """As with a search over all articles, what is behind a proclitic is found and tagged bare."""
    async with sitting_at(MemorySession([make_document("اجتمع وللأُمَمِ المتحدة رأي.")])) as desk:
        await desk.press("/", *"الامم المتحده", "enter", "1")
        assert desk.spans == [("agency", "لأُمَمِ المتحدة")]


async def test_what_marks_alone_find_is_said() -> None:
    """A query of marks says why it finds nothing, and letters inside words say that they are."""
    async with sitting_at() as desk:
        await desk.press("/", "ـ", "\u064e")
        assert "type a letter" in desk.lines()[-3]
        await desk.press("ctrl+a", *"تحد")
        assert "inside words" in desk.lines()[-3]
        assert desk.word == "تحد"


async def test_enter_keeps_the_hit_and_a_label_key_tags_it() -> None:
    """After Enter the hit is the selection, exactly as it was found."""
    async with sitting_at() as desk:
        await desk.press("/", *"متحده", "enter", "1")
        assert desk.spans == [("agency", "متحدة")]


async def test_escape_returns_to_where_one_was() -> None:
    """Esc puts caret and selection back, and keys are commands again."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        before = desk.reading.pointer
        await desk.press("/", *"بالرباط")
        assert desk.reading.pointer != before
        await desk.press("escape")
        assert desk.reading.pointer == before
        assert desk.app.focused is None
        await desk.press("2")
        assert desk.spans == [("official", "مدير")]


async def test_next_and_before_go_round() -> None:
    """Down and Ctrl n go to the next hit, up and Ctrl p to the one before, round the ends."""
    async with sitting_at() as desk:
        await desk.press("ظ", *"ال")
        count = TEXT.count("ال")
        seen = [desk.reading.pointer.anchor or 0]
        for key in ("down", "ctrl+n"):
            await desk.press(key)
            seen.append(desk.reading.pointer.anchor or 0)
        assert seen == sorted(set(seen))
        await desk.press("up", "ctrl+p", "up")
        assert f" {count}/{count} " in desk.lines()[-3]


async def test_nothing_found_says_so_and_stays() -> None:
    """Without a hit the caret is where it was, and the bar says so."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        before = desk.reading.pointer
        await desk.press("/", *"مدن", "ژ")
        assert "not found" in desk.lines()[-3]
        assert desk.reading.pointer == before
        await desk.press("down", "enter")
        assert desk.reading.pointer == before


async def test_the_last_query_is_found_again() -> None:
    """Opening the bar again and Enter goes to the next hit of the same query."""
    async with sitting_at() as desk:
        await desk.press("/", *"الم", "enter")
        first = desk.reading.pointer.anchor
        await desk.press("/", "enter")
        assert desk.reading.pointer.anchor == TEXT.index("المغرب") != first


async def test_letters_reach_only_the_query() -> None:
    """Keys of labels and commands are text while the bar is open."""
    async with sitting_at() as desk:
        await desk.press("/", *"1xu?q", "tab", "ctrl+home")
        assert desk.spans == []
        assert desk.app.focused is not None
        assert desk.app.return_value is None


async def test_finding_in_a_long_article_is_quick() -> None:
    """Each letter of a query in 10,000 words is answered within what a key may take."""
    text = ("نظمت وزارة الخارجية اجتماعا للأمم المتحدة بالرباط يوم الأحد مساء. " * 1000).strip()
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        await desk.press("/", "م")
        begin = perf_counter()
        for letter in "ساء":
            await desk.press(letter)
        assert (perf_counter() - begin) / 3 < 0.5
        assert " 1/1000 " in desk.lines()[-3]
