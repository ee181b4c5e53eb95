"""Where a phrase begins and ends, against words and the guideline examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts, words

from hashiya.text.phrases import (
    clause_starts,
    longer_phrase,
    phrase_end,
    phrase_start,
    word_kind,
)
from hashiya.text.words import word_spans

EXAMPLES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "guideline_examples.jsonl")
    .read_text("utf-8")
    .split("\n")
    if line
]


def tokens(text: str) -> list[str]:
    """A text's words as strings."""
    return [text[start:end] for start, end in word_spans(text)]


def phrases(text: str) -> list[str]:
    """Every phrase of a text, one after the other, its words with a space between."""
    listed, found, at = tokens(text), [], 0
    while (start := phrase_start(listed, at)) < len(listed):
        at = phrase_end(listed, start)
        found.append(" ".join(listed[start:at]))
    return found


@pytest.mark.parametrize(
    ("kind", "listed"),
    [
        ("verb", "أعلنت وأوضحت وذكرت يدرس يندرج سيظل وسيمتد سيزورون ستعقد قال وأكد فأعلن"),
        ("particle", "في وفي من أن وأن فإن التي عليه منها لأنه بعد قبل و مَعَ"),
        ("noun", "وزارة والي يناير يونيو سياسة سيارة بنك مجلس تمويل وقف الوقت ستة مؤقت 12 UTRF"),
        ("punctuation", "، . ( ) « » … -"),
    ],
)
def test_what_a_word_is(kind: str, listed: str) -> None:
    """Verbs by their form or from a short list, particles on their own, and the rest nouns."""
    assert {word: word_kind(word) for word in listed.split()} == dict.fromkeys(listed.split(), kind)


def test_an_ambiguous_verb_counts_where_a_sentence_begins() -> None:
    """وعين at the start is "and he appointed"; elsewhere it may be an eye."""
    assert word_kind("وعين", is_opening=True) == "verb"
    assert word_kind("وعين") == word_kind("عين", is_opening=True) == "noun"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("أعلنت وزارة النقل واللوجستيك، أمس الثلاثاء", ["وزارة النقل واللوجستيك", "أمس الثلاثاء"]),
        ("قضايا الهجرة غير النظامية والأمن", ["قضايا الهجرة غير النظامية", "والأمن"]),
        ("ما بين 3 و5 ماي 2024", ["3 و 5 ماي 2024"]),
        ("صندوق النقد الدولي بالرباط", ["صندوق النقد الدولي", "بالرباط"]),
        ("المدير العام للمكتب الوطني", ["المدير العام للمكتب الوطني"]),
        ("وكالة الأنباء الفرنسية (أ.ف.ب.) أن", ["وكالة الأنباء الفرنسية", "أ.ف.ب."]),
        ("الملك عبد الله الثاني مقر", ["الملك", "عبد الله الثاني", "مقر"]),
    ],
)
def test_where_phrases_end(text: str, found: list[str]) -> None:
    """Before stops, before a joining و but after a shared head, before بال, before a new head."""
    assert phrases(text) == found


def test_a_second_press_takes_in_the_next_phrase() -> None:
    """What stands between the two comes along; at the end nothing changes."""
    listed = tokens("وزير الاقتصاد والمالية سليم العطار في الرباط.")
    ends = [phrase_end(listed, 0)]
    while (end := longer_phrase(listed, ends[-1])) != ends[-1]:
        ends.append(end)
    assert [listed[end - 1] for end in ends] == ["والمالية", "العطار", "الرباط"]


def test_the_guess_on_the_guideline_examples() -> None:
    """Of 41 gold spans 35 end where a phrase that begins on their first word does.

    One more press makes it 37. The rule was written with these examples in sight: the number
    guards it, and says nothing about other articles.
    """
    first = second = 0
    for example in EXAMPLES:
        text = example["text"]
        bounds = word_spans(text)
        listed = [text[start:end] for start, end in bounds]
        for start, end, _ in example["spans"]:
            at = next(at for at, (_, after) in enumerate(bounds) if after > start)
            once = phrase_end(listed, at)
            first += bounds[once - 1][1] == end
            second += end in {bounds[each - 1][1] for each in (once, longer_phrase(listed, once))}
    assert (first, second) == (35, 37)


def test_clauses_begin_after_punctuation_and_at_their_openers() -> None:
    """The first word, the word after a comma or bracket, and أن, الذي and their like."""
    listed = tokens("وأكد ناصر، المدير (العام)، أن الورش الذي بدأ")
    assert [listed[at] for at in clause_starts(listed)] == ["وأكد", "المدير", "العام", "أن", "الذي"]


@given(texts(), st.data())
def test_every_list_of_words_has_its_phrases(text: str, data: st.DataObject) -> None:
    """Starts and ends lie in the list and go forwards, whatever the words are."""
    listed = tokens(text)
    at = data.draw(st.integers(0, len(listed)))
    start = phrase_start(listed, at)
    assert at <= start <= len(listed)
    if start < len(listed):
        end = phrase_end(listed, start)
        assert start < end <= len(listed)
        assert end <= longer_phrase(listed, end) <= len(listed)
    starts = clause_starts(listed)
    assert list(starts) == sorted(set(starts))


@given(words())
def test_a_word_is_one_thing(word: str) -> None:
    """Every word has a kind, and the same one each time."""
    assert word_kind(word) == word_kind(word)
