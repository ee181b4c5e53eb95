"""Finding: hits in folded text, by themselves and through the whole application."""

from __future__ import annotations

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts
from tests.tui.sessions import TEXT, MemorySession, make_document, sitting_at

from hashiya.text import fold
from hashiya.tui.finding import Finder, Hits


def found(text: str, query: str) -> list[str]:
    """What a query finds."""
    finder = Finder(text)
    hits = finder.hits(query)
    return [text[slice(*finder.span(hits, number))] for number in range(len(hits.starts))]


def test_letters_are_found_whatever_way_they_are_written() -> None:
    """Marks, hamzas, tatweel and digits of any kind are no difference."""
    text = "الأُمَمُ والامـم والإمم سنة ٢٠٢١"
    assert found(text, "امم") == ["أُمَمُ", "امـم", "إمم"]
    assert found(text, "2021") == ["٢٠٢١"]


def test_a_query_of_nothing_finds_nothing() -> None:
    """Neither an empty query nor marks or spaces alone have hits."""
    for query in ("", " ", "\u0651", "\u200f"):
        assert Finder("ا ب").hits(query) == Hits()


def test_the_next_hit_is_counted_from_the_caret() -> None:
    """The first hit at an offset or after it; past the last, the first again."""
    finder = Finder("ـاب اب اب")
    hits = finder.hits("اب")
    assert [finder.first_from(hits, offset) for offset in (0, 1, 2, 4, 5, 8)] == [0, 0, 1, 1, 2, 0]


@given(texts(), st.data())
def test_every_stretch_of_a_text_is_found(text: str, data: st.DataObject) -> None:
    """A stretch copied out of the text is found, and each hit folds to what was asked."""
    start = data.draw(st.integers(0, len(text)))
    query = text[start : data.draw(st.integers(start, len(text)))]
    wanted = fold(query).text
    hits = found(text, query)
    if wanted.strip() and wanted in fold(text).text:
        assert hits
    for hit in hits:
        assert wanted in fold(hit).text


def test_a_long_article_is_folded_once() -> None:
    """A query in 10,000 words costs a small part of folding them."""
    text = "نظمت وزارة الخارجية اجتماعا للأمم المتحدة بالرباط يوم الأحد مساء. " * 1000
    begin = perf_counter()
    finder = Finder(text)
    hits = finder.hits("ا")
    finder.first_from(hits, len(text) // 2)
    folding = perf_counter() - begin
    begin = perf_counter()
    for query in ("ا", "ال", "الم", "المت", "المتحدة"):
        hits = finder.hits(query)
        finder.span(hits, finder.first_from(hits, len(text) // 2))
    assert (perf_counter() - begin) / 5 < max(folding, 0.005)


async def test_typing_jumps_to_the_first_hit() -> None:
    """Each letter of the query selects the next hit after the caret, and the count is shown."""
    async with sitting_at() as desk:
        await desk.press("/", *"الم")
        assert desk.word == "الم"
        assert TEXT.index("المتحدة") == desk.reading.pointer.anchor
        assert " 1/2 " in desk.lines()[-3]
        await desk.press(*"غر")
        assert desk.word == "المغر"
        assert " 1/1 " in desk.lines()[-3]


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
