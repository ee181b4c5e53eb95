"""Sentences of Arabic news, point by point of the rule, and in time that grows with the text."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from tests.growth import LINEAR, growth
from tests.strategies import DIRECTION_CONTROLS, LINE_BREAKS, arabic_sentences, texts

from hashiya.text.sentences import sentence_spans
from hashiya.text.words import word_spans

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "sentences.jsonl").read_text("utf-8").split("\n")
    if line
]


def sentences(text: str) -> list[str]:
    """The sentences' texts."""
    return [text[start:end] for start, end in sentence_spans(text)]


def is_gap(char: str) -> bool:
    """Whether a character belongs to no sentence at its edge."""
    return char.isspace() or char in "\u200b" + DIRECTION_CONTROLS


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:30])
def test_a_collected_case(case: dict[str, object]) -> None:
    """Each collected text has exactly the sentences that were settled for it."""
    assert [list(span) for span in sentence_spans(str(case["text"]))] == case["sents"]


def test_no_collected_case_is_missing() -> None:
    """All twenty collected texts are tried."""
    assert len(CASES) == 20


@pytest.mark.parametrize("line_break", LINE_BREAKS)
def test_every_line_break_ends_a_sentence(line_break: str) -> None:
    """Point 1: a heading without a stop stands alone, after any line break of Unicode."""
    assert sentences(f"العنوان الأول{line_break}نص الفقرة") == ["العنوان الأول", "نص الفقرة"]
    assert sentences(f"{line_break * 2} {line_break}") == []


@pytest.mark.parametrize(
    ("point", "text"),
    [
        (2, "انتهى الأمر.|ثم عاد!|حقا؟|نعم۔|خلاص."),
        (2, 'قال «انتهى.»|ثم قال “عاد.”|وأضاف "ختم."|ثم ’صمت.’|وغاب.)|وحضر.]|وقف.'),
        (2, "« انتهى الأمر. »|ثم عاد."),
        (2, "انتهى الأمر.|«وهذا\u200f.\u200f»|وهذا غيره."),
        (2, "حقا؟!؟|نعم."),
        (3, "قال: نعم، ثم لا؛ بعد ذلك, أيضا; وهكذا."),
        (4, "قال.. ثم صمت... ثم عاد… وانتهى."),
        (4, "ماذا؟...|لا شيء"),
        (4, "المتحدة...وقال ذلك"),
        (5, "المكتب (انظر الصفحة. الثالثة! هنا؟) الشريف.|ثم عاد."),
        (5, "المكتب [انظر. هنا] ثم (واحد [اثنان. ثلاثة] أربعة. خمسة) عاد."),
        (5, "قوس (مفتوح لا يغلق.|ثم جملة أخرى."),
        (5, "قوس مغلق) وحده.|ثم (آخر [متقاطع. جدا) هنا. وهناك] انتهى."),
        (5, "«كلام.|بين» مزدوجين."),
        (6, "بلغ 3.5 ثم 26.01.2021 ثم 1.234.567 درهما.|انتهى."),
        (6, "زوروا https://example.ma/أخبار.الرياضة?س=ص أو www.example.ma.|شكرا."),
        (6, "راسلوا a.b@example.co.ma الآن.|شكرا."),
        (7, "قال د. سعيد ود. ليلى وأ.د. علي وأ.م.د. نور إن ص. 5 وج. 2 مهمان.|انتهى."),
        (7, "طوله 5 كم. وعرضه 3سم. ووزنه 2 كلغ. رقم. 7 انظر. الملحق."),
        (7, "في ق.م. ثم ج.م.ع. ثم ب. وحدها."),
        (7, "قال د\u064f. سعيد."),
        (7, "Mr. X and Dr. Y met Prof. Zed in St. Louis.|Then they left."),
        (7, "شبكة 5G.|ثم عاد."),
        (7, "كان عام 2021 م.|ثم عام 1442هـ.|ثم ١٤٤٢ ه.|ثم 2020م.|ثم ارتفع 5 م. عن السطح."),
        (7, "عاش 300 ق.م. في مصر."),
        (8, "الأمم المتحدة.¦وقال آخر."),
        (8, "الأُمَمُ المُتَّحِدَةُ!¦وَقَالَ آخر؟¦وسأل ثالث."),
        (8, "الأمم «المتحدة».¦وقال آخر.¦«وسأل» ثالث."),
        (8, "قال.لا يعرف ما.قال NATO.وقال 2021.وقال"),
        (9, "1. النقطة الأولى.|2. الثانية."),
        (9, "12.3. النقطة الأولى.|ثم غيرها."),
        (9, "١. النقطة الأولى."),
        (9, "1234.|ليس ترقيما"),
        (9, "قال ذلك. ، ثم عاد . ؛ وأضاف."),
    ],
)
def test_a_point_of_the_rule(point: int, text: str) -> None:
    """Sentences end where the bars stand and nowhere else; a broken bar stands for no space."""
    assert sentences(text.replace("|", " ").replace("¦", "")) == re.split("[|¦]", text), point


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انتهى الأمر. . ثم عاد", ["انتهى الأمر. .", "ثم عاد"]),
        ("انتهى الأمر. ***", ["انتهى الأمر. ***"]),
        (". . انتهى الأمر.", [". . انتهى الأمر."]),
        ("***\nنعم", ["***", "نعم"]),
    ],
)
def test_signs_alone_are_no_sentence_beside_words(text: str, expected: list[str]) -> None:
    """Stops and signs without a letter or digit belong to a sentence beside them in their line."""
    assert sentences(text) == expected


@pytest.mark.parametrize("gap", [" ", "\t\xa0", "\u200f", " \u200b\u2067 ", "\u3000"])
def test_gaps_at_the_edges_of_a_line_are_left_out(gap: str) -> None:
    """White space, ZWSP and direction controls before the first and after the last character."""
    assert sentences(f"{gap}نعم{gap}\n{gap}نعم.{gap}") == ["نعم", "نعم."]


@pytest.mark.parametrize("brackets", ["()", "[]"])
def test_a_bracket_holds_ends_back_up_to_300_characters(brackets: str) -> None:
    """Point 5: an aside of 300 characters is whole, one of 301 is not."""
    aside = f"{brackets[0]}{'ا' * 150}. {'ب' * 146}{brackets[1]}"
    assert len(aside) == 300
    assert len(sentences(f"قال {aside} نعم")) == 1
    assert len(sentences(f"قال {aside.replace('. ', '.  ')} نعم")) == 2


@given(texts())
def test_sentences_are_disjoint_and_in_order(text: str) -> None:
    """No sentence is empty, none begins before the one before it has ended."""
    spans = sentence_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(texts())
def test_everything_but_gaps_is_in_a_sentence(text: str) -> None:
    """Between sentences there is only white space, ZWSP and direction controls."""
    outside = set(range(len(text))) - {
        offset for start, end in sentence_spans(text) for offset in range(start, end)
    }
    assert all(is_gap(text[offset]) for offset in outside)


@given(texts())
def test_no_sentence_has_a_gap_at_its_edge_or_a_line_break_inside(text: str) -> None:
    """A sentence begins and ends with something to read, on one line."""
    for sentence in sentences(text):
        assert not is_gap(sentence[0])
        assert not is_gap(sentence[-1])
        assert not any(line_break in sentence for line_break in LINE_BREAKS)


@given(texts())
def test_no_sentence_edge_cuts_a_token(text: str) -> None:
    """What counts as one word is never in two sentences."""
    edges = {edge for span in sentence_spans(text) for edge in span}
    assert not any(edges & set(range(start + 1, end)) for start, end in word_spans(text))


@given(arabic_sentences(), arabic_sentences())
def test_a_line_of_its_own_changes_no_other_line(first: str, second: str) -> None:
    """Sentences of a text are those of its lines."""
    assert sentences(f"{first}\n{second}") == sentences(first) + sentences(second)


@pytest.mark.parametrize(
    "unit",
    [
        "وقال وزير الاقتصاد (DGST) إن المشروع سيعرض، ثم عاد. ",
        "كلمة ",
        "كلمة. (",
        "(كلمة. ",
        "(",
        "()",
        "[(",
        "المتحدة.وقال",
        "https://a.ma/ابجد.ابجد",
        "http://",
        ".\u200f",
        ".  »",
        ". ",
        ".",
        ")",
        "د. ",
        "1. ",
        ". ،",
        " \u200f",
        "ا\u064e",
        "م.",
        "\n",
    ],
)
def test_time_grows_with_the_text(unit: str) -> None:
    """Point 10: four times as much, in one line, takes about four times as long."""
    assert growth(sentence_spans, unit) < LINEAR


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        ("(" * 50_000, "كلمة. "),
        ("ا" + "\u064e" * 50_000, "كلمة. "),
        ("1." * 50_000 + "1 ", "د. "),
        (". " * 50_000, "كلمة. "),
    ],
)
def test_a_long_start_is_looked_at_once(start: str, unit: str) -> None:
    """Fifty thousand open brackets, marks, numbers or stops do not slow down what follows them."""
    assert growth(lambda text: sentence_spans(start + text), unit) < LINEAR


def test_a_long_line_of_open_brackets_still_ends_its_sentences() -> None:
    """A million characters with fifty thousand unclosed brackets give fifty thousand sentences."""
    text = "كلمة أخرى. (" * 50_000 + "ا" * 400_000
    assert len(text) == 1_000_000
    assert len(sentence_spans(text)) == 50_001
