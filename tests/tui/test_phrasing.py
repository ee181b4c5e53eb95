"""Phrases: what one key marks, where the caret goes after tagging, and moves by clause."""

from __future__ import annotations

import pytest
from tests.tui.sessions import MemorySession, make_document, sitting_at

NEWS = (
    "أعلنت وزارة النقل واللوجستيك، أمس الثلاثاء، عن إحداث الوكالة الوطنية للموانئ.\n"
    "واستقبل والي بنك المغرب وفدا من صندوق النقد الدولي بالرباط."
)


def news() -> MemorySession:
    """Two sentences of news."""
    return MemorySession([make_document(NEWS)])


@pytest.mark.parametrize("key", ["f", "ب"])
async def test_one_key_marks_the_next_phrase(key: str) -> None:
    """On a verb the key marks the phrase after it, on either layout."""
    async with sitting_at(news()) as desk:
        await desk.press(key)
        assert desk.word == "وزارة النقل واللوجستيك"
        assert desk.spans == []


async def test_a_second_press_takes_in_more() -> None:
    """Each press takes in the next phrase; at the sentence's end it says that none follows."""
    async with sitting_at(news()) as desk:
        await desk.go("صندوق")
        await desk.press("f")
        assert desk.word == "صندوق النقد الدولي"
        await desk.press("f")
        assert desk.word == "صندوق النقد الدولي بالرباط"
        await desk.press("f")
        assert desk.word == "صندوق النقد الدولي بالرباط"
        assert "no phrase follows" in desk.said()


async def test_a_selection_grows_to_its_phrases_end_first() -> None:
    """After one word was taken in, the key takes in the rest of that phrase and no more."""
    async with sitting_at(news()) as desk:
        await desk.go("صندوق")
        await desk.press("shift+left", "f")
        assert desk.word == "صندوق النقد الدولي"


async def test_the_next_phrase_instead() -> None:
    """The skip key marks the next phrase, on into the next sentence, and passes spans over."""
    async with sitting_at(news()) as desk:
        await desk.press("f", "k")
        assert desk.word == "أمس الثلاثاء"
        await desk.press("3", "ن")
        assert desk.word == "والي بنك المغرب"
        await desk.press("2", "ctrl+home", "k", "k", "k")
        assert desk.word == "وفدا"


async def test_after_tagging_the_caret_waits_at_the_next_likely_word() -> None:
    """It passes punctuation and particles over, and keys about spans still mean the new one."""
    async with sitting_at(news()) as desk:
        await desk.press("f", "1")
        assert desk.reading.pointer.anchor is None
        assert desk.word == "أمس"
        await desk.press("f", "3")
        assert desk.word == "إحداث"
        assert "x removes" in desk.lines()[-3]
        await desk.press("x")
        assert desk.spans == [("agency", "وزارة النقل واللوجستيك")]


async def test_at_the_sentences_end_the_caret_stays() -> None:
    """When no word of the sentence is left, the caret stays on the new span."""
    async with sitting_at(news()) as desk:
        await desk.go("الوكالة")
        await desk.press("f", "1")
        assert desk.context.here is not None
        assert desk.context.here.quote == "الوكالة الوطنية للموانئ"
        assert desk.context.sentence == desk.reading.page.document.sentences[0]


async def test_the_words_inside_a_span() -> None:
    """The inner key marks the span just made without its first word, proclitics left out."""
    async with sitting_at(news()) as desk:
        await desk.go("والي")
        await desk.press("f", "2", "v")
        assert desk.word == "بنك المغرب"
        await desk.press("1", "ر", "v")
        assert desk.word == "المغرب"
        await desk.press("v")
        assert "one word is left" in desk.said()
        assert desk.spans == [("official", "والي بنك المغرب"), ("agency", "بنك المغرب")]


async def test_the_inner_key_needs_something() -> None:
    """Where nothing is marked and no span stands the key says what it is for."""
    async with sitting_at(news()) as desk:
        await desk.press("v")
        assert "mark something first" in desk.said()


async def test_no_phrase_follows() -> None:
    """In a text of particles both keys say that there is no phrase, and change nothing."""
    async with sitting_at(MemorySession([make_document("من في على.")])) as desk:
        before = desk.reading.pointer
        for key in ("f", "k"):
            await desk.press(key)
            assert "no phrase" in desk.said()
            assert desk.reading.pointer == before


async def test_moves_by_clause() -> None:
    """Alt with an arrow stops after each punctuation and at the next sentence, and comes back."""
    async with sitting_at(news()) as desk:
        words = []
        for _ in range(4):
            await desk.press("alt+left")
            words.append(desk.word)
        assert words == ["أمس", "عن", "واستقبل", "واستقبل"]
        await desk.press("alt+right")
        assert desk.reading.pointer.caret == 0
        await desk.go("الثلاثاء")
        await desk.press("alt+right")
        assert desk.word == "أمس"


async def test_selecting_by_clause() -> None:
    """With Shift too the words up to the punctuation are taken in, the punctuation is not."""
    async with sitting_at(news()) as desk:
        await desk.press("alt+shift+left")
        assert desk.word == "أعلنت وزارة النقل واللوجستيك"
        await desk.press("alt+shift+left")
        assert desk.word.endswith("، أمس الثلاثاء")
        await desk.go("الثلاثاء")
        await desk.press("alt+shift+right")
        assert desk.word == "أمس الثلاثاء"


async def test_clauses_in_a_latin_paragraph_go_the_other_way() -> None:
    """In text read from the left, right is forwards."""
    async with sitting_at(MemorySession([make_document("one two, three four.")])) as desk:
        await desk.press("alt+right")
        assert desk.word == "three"
        await desk.press("alt+left")
        assert desk.word == "one"
        await desk.press("alt+shift+right")
        assert desk.word == "one two"


async def test_a_long_line_costs_no_more() -> None:
    """In a sentence of a million characters only what is near the caret is looked at."""
    text = "قال وزير العدل في مجلس النواب إن " * 30_000
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        await desk.place(text.index("وزير", 500_000))
        await desk.press("f", "2", "f", "1")
        assert desk.spans == [("official", "وزير العدل"), ("agency", "مجلس النواب")]
