"""Tokens are places in the text, by one rule that loses nothing and tears no letter."""

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import LINEAR, growth
from tests.strategies import DIRECTION_CONTROLS, arabic_words, texts

from hashiya.text import is_grapheme_boundary
from hashiya.text.words import (
    _EVERY,
    _RARE,
    TOKENIZATION,
    _any_token,
    _common_token,
    _token,
    word_spans,
)

ARTICLE_WORDS = "وقال وزير الخارجية ، إن بنك المغرب (UTRF) وقّع الاتفاق في 26 يناير 2021 ."


def tokens(text: str) -> list[str]:
    """The tokens' texts."""
    return [text[start:end] for start, end in word_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ARTICLE_WORDS,
            "وقال|وزير|الخارجية|،|إن|بنك|المغرب|(|UTRF|)|وقّع|الاتفاق|في|26|يناير|2021|.",
        ),
        ("انظر https://a.ma/x?y=1.", "انظر|https://a.ma/x?y=1|."),
        ("«http://a.ma/مقال»،", "«|http://a.ma/مقال|»|،"),
        ("www.maec.gov.ma!", "www.maec.gov.ma|!"),
        ("http:// فارغ", "http|:|/|/|فارغ"),
        ("راسل info@maec.gov.ma.", "راسل|info@maec.gov.ma|."),
        ("a@b ليس بريدا", "a|@b|ليس|بريدا"),
        ("تابع @maec_gov و#الأمم_المتحدة", "تابع|@maec_gov|و|#الأمم_المتحدة"),
        ("# وحده", "#|وحده"),
        ("3.5 و1,234,567 و15:30", "3.5|و|1,234,567|و|15:30"),
        ("26/01/2021 أو 2021-01-26", "26/01/2021|أو|2021|-|01|-|26"),
        ("١٬٢٣٤٫٥ و۱۲", "١٬٢٣٤٫٥|و|۱۲"),
        ("عام 1442هـ. أو 2021م", "عام|1442هـ|.|أو|2021م"),
        ("5مليون و5مَ", "5|مليون|و|5|مَ"),
        ("بلغت 3.", "بلغت|3|."),
        ("وكالة (أ.ف.ب.) و U.S.A", "وكالة|(|أ.ف.ب.|)|و|U.S.A"),
        ("أ.د. محمد ود.علي", "أ.د.|محمد|ود|.|علي"),
        ("د.محمد", "د|.|محمد"),
        ("أَ.فَ.بَ.", "أَ.فَ.بَ."),
        ("وَالأُمَمُ الـمـغـرب", "وَالأُمَمُ|الـمـغـرب"),
        ("می\u200cخواهم ه\u200d", "می\u200cخواهم|ه\u200d"),
        ("بـNATO-2", "بـNATO|-|2"),
        ("قال.. ثم… وصمت ...", "قال|..|ثم|…|وصمت|..."),
        ("؟!%", "؟|!|%"),
        ("a_b", "a|_|b"),
        ("👩\u200d👩\u200d👧🇲🇦🇲🇦1️⃣❤️", "👩\u200d👩\u200d👧|🇲🇦|🇲🇦|1️⃣|❤️"),
        ("\u0600١٢ \u06dd٥ \u06dd", "\u0600١٢|\u06dd٥|\u06dd"),
        ("قال\u200f.\u200f نعم\u200bلا", "قال|.|نعم|لا"),
        ("", ""),
        (" \u200f\u200b\n", ""),
    ],
)
def test_tokens_of_each_kind(text: str, expected: str) -> None:
    """Every kind of token of the rule, and what only looks like one."""
    assert tokens(text) == [token for token in expected.split("|") if token]


def test_the_rule_has_a_name_and_a_version() -> None:
    """Exports say which rule cut their tokens."""
    assert TOKENIZATION == "words-1"


@given(texts())
def test_tokens_are_disjoint_and_in_order(text: str) -> None:
    """No token is empty, none begins before the one before it has ended."""
    spans = word_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(texts())
def test_only_gaps_are_left_out(text: str) -> None:
    """White space, ZWSP and direction controls between tokens; every other character in one."""
    inside = {offset for start, end in word_spans(text) for offset in range(start, end)}
    for offset, char in enumerate(text):
        assert (offset in inside) == (not (char.isspace() or char in "\u200b" + DIRECTION_CONTROLS))


@given(texts())
def test_no_token_tears_a_grapheme(text: str) -> None:
    """Tokens begin and end between clusters, except where a cluster itself holds white space."""
    for start, end in word_spans(text):
        assert is_grapheme_boundary(text, end) or text[end].isspace()
        assert is_grapheme_boundary(text, start) or text[start - 1].isspace()


@given(arabic_words())
def test_an_arabic_word_is_one_token(word: str) -> None:
    """Marks, however many, stay with their letters."""
    assert word_spans(f"({word})، ") == [
        (0, 1),
        (1, len(word) + 1),
        (len(word) + 1, len(word) + 2),
        (len(word) + 2, len(word) + 3),
    ]


def test_every_mark_of_unicode_stays_in_its_word() -> None:
    """No combining mark of any script cuts the run of letters it stands in."""
    marks = (char for char in map(chr, range(0x110000)) if category(char).startswith("M"))
    torn = [f"U+{ord(mark):04X}" for mark in marks if len(word_spans(f"ك{mark}ل")) != 1]
    assert torn == []


@given(texts())
def test_trying_plain_words_first_changes_nothing(text: str) -> None:
    """The fast way through plain words gives the tokens that the rule alone gives."""
    rule = re.compile(_any_token(lambda _: True))
    assert word_spans(text) == [match.span() for match in rule.finditer(text)]


@pytest.mark.parametrize(
    "unit",
    [
        "كلمة ",
        "كَلِمَةٌ، ",
        "a@",
        "a-",
        "a.aa.",
        "www.",
        "http://! ",
        "http://",
        "1.1,",
        "1م",
        ". ",
        "\u064e",
        "😀\u200d",
        "🇲",
        "\u0600",
        "ا",
    ],
)
def test_time_grows_with_the_text(unit: str) -> None:
    """Four times as much of what begins like something long takes about four times as long."""
    assert growth(word_spans, unit) < LINEAR


@pytest.mark.parametrize("start", ["a@", "http://", "x" * 64 + "@"])
def test_an_address_that_never_comes_is_looked_for_once(start: str) -> None:
    """A long tail after the start of an address is not searched again from every character."""
    assert growth(lambda text: word_spans(start + text), ".-") < LINEAR


@given(texts())
def test_rare_letters_change_no_other_token(text: str) -> None:
    """The rule made for common letters gives the tokens of the whole rule."""
    common = _RARE.sub("", text)
    whole = [found.span() for found in _token().finditer(common)]
    assert [found.span() for found in _common_token(_EVERY).finditer(common)] == whole
    assert word_spans(common) == whole
    assert word_spans(text) == [found.span() for found in _token().finditer(text)]


UNITS = "كلمة| |a|م|.|،|@|#|://|http://|WwW.|\u0600|\u06dd|1|٢|هـ|\u200d|☎|\u064e|_|…|ب.ت|x.y.z"


@given(st.lists(st.sampled_from(UNITS.split("|")), max_size=12).map("".join))
def test_parts_of_the_rule_that_are_left_out_fit_nowhere(text: str) -> None:
    """Whatever a text holds, its tokens are those of the whole rule."""
    assert word_spans(text) == [found.span() for found in _token().finditer(text)]
