"""A query finds its words however they are written, and an index of keys never hides a hit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import LINEAR, growth
from tests.strategies import arabic_words, texts

from hashiya.text import Query, fold, form_spans, querying, stretch_keys, stretches


def quotes(query: Query, text: str) -> list[str]:
    """What the query finds."""
    return [text[start:end] for start, end in query.spans(text)]


def may_hold(query: Query, keys: set[str]) -> bool:
    """Whether an index of keys gives the stretch away, as the store's does."""
    return all(
        any(
            any(key.startswith(wanted) for key in keys) if each.is_prefix else wanted in keys
            for wanted in each.keys
        )
        for each in query.look_ups
    )


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ("الامم المتحده", "من وَالأُمَمُ المُتَّحِدَةُ وللأمم المتحدة.", ["الأُمَمُ المُتَّحِدَةُ", "لأمم المتحدة"]),
        ("الرباط", "بالرباط والرباطي وفبالرباط", ["الرباط"]),
        ("سليم مريم", "سليم ومريم ثم سليم، مريم", ["سليم ومريم"]),
        ("اللجنة", "وللجنة اللجنة", ["لجنة", "اللجنة"]),
        ("بن علي", "زين بن \u200f\t علي", ["بن \u200f\t علي"]),
        ("«مجلس", "قال «مجلس الأمن» ومجلس", ["«مجلس"]),
        ("utrf", "اللقاء (UTRF) بالرباط", ["UTRF"]),
        ("، و", "أ، وب ، و", ["، و"]),
        ("الله", "بسم ﷲ", ["ﷲ"]),
        ("  ", "نص", []),
        ("\u064b\u0640", "نصًـ", []),
        ("", "نص", []),
    ],
)  # fmt: skip
def test_words_are_found_in_order_behind_proclitics(query: str, text: str, hits: list[str]) -> None:
    """Every word may carry a chain; the hit begins behind the first one's chain."""
    assert quotes(Query(query), text) == hits


def test_the_last_word_goes_on_while_it_is_typed() -> None:
    """The beginning of a word finds it whole, until white space says that it is finished."""
    text = "وزارة النقل والنقل البحري"
    assert quotes(Query("النق", is_typing=True), text) == ["النقل", "النقل"]
    assert quotes(Query("وزارة ال", is_typing=True), text) == ["وزارة النقل"]
    assert quotes(Query("النق ", is_typing=True), text) == []
    assert quotes(Query("النق"), text) == []


def test_hamza_and_ta_marbuta_can_be_told_apart() -> None:
    """Each is one letter with its variants unless the person says otherwise."""
    text = "آمنة وامنه وأمنة"
    assert len(quotes(Query("امنه"), text)) == 3
    assert quotes(Query("امنة", hamza=False), text) == ["امنه"]
    assert quotes(Query("أمنه", ta_marbuta=False), text) == ["امنه"]
    assert quotes(Query("أمنة", hamza=False, ta_marbuta=False), text) == ["أمنة"]


@pytest.mark.parametrize(
    "hostile",
    ['"', "a OR b", 'NEAR("x" y, 3)', "words:x*", "^x", "(", "\\", "[/]", "{a}+", "'; DROP", ".*"],
)
def test_every_character_is_data(hostile: str) -> None:
    """What means something to an index or to an expression is only looked for."""
    assert quotes(Query(hostile), f"نص {hostile} نص") == [hostile]
    assert all(key.isalnum() for each in Query(hostile).look_ups for key in each.keys)


def test_a_word_alone_is_found_where_its_form_is() -> None:
    """For one form the answer is that of `form_spans`."""
    text = "والأُمَم وللأمم بالأمم الأمميّة كالأمم"
    assert Query("الأمم").spans(text) == form_spans(text, "الأمم")


@given(st.lists(arabic_words(), min_size=1, max_size=3), texts())
def test_a_form_is_found_at_least_where_matching_finds_it(words: list[str], text: str) -> None:
    """Proclitics inside may only add hits to those of `form_spans`, or begin one sooner."""
    form = " ".join(words)
    found = Query(form).spans(f"{text} و{form} {text}")
    for start, end in form_spans(f"{text} و{form} {text}", form):
        assert (start, end) in found or any(low < start < high for low, high in found)


@pytest.mark.parametrize(
    ("query", "text", "quotes"),
    [
        ("يناير", "29يناير و29يناير2021", ["يناير", "يناير"]),
        ("عام", "عام2021 والعام2021 عامر2021", ["عام"]),
        ("2021", "عام2021 و2021 x2021 12021 2021م", ["2021"] * 3),
        ("الأمم 5", "للأمم 5 والأمم 5م", ["لأمم 5", "الأمم 5"]),
        ("عام2021", "وعام2021 عام2021م عام20210", ["عام2021", "عام2021"]),
        ("G", "G20 G7", []),
        ("G20", "G20 بG20 G20يناير", ["G20", "G20", "G20"]),
    ],
)
def test_a_digit_is_no_part_of_an_arabic_word(query: str, text: str, quotes: list[str]) -> None:
    """It ends one and begins another, for the search and for its index; not in a Latin word."""
    found = Query(query).spans(text)
    assert [text[start:end] for start, end in found] == quotes
    keys = stretch_keys(text, 0, len(text))
    for look_up in Query(query).look_ups:
        assert not quotes or keys.intersection(look_up.keys)


@given(texts(), st.data())
def test_the_keys_of_a_stretch_give_every_hit_away(text: str, data: st.DataObject) -> None:
    """Whatever a query finds, the stretch that the hit begins in has the keys it looks up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(querying, "STRETCH_CHARACTERS", 8)
        patch.setattr(querying, "LEAST_STRETCH", 4)
        parts = list(stretches(text))
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        options = {name: data.draw(st.booleans()) for name in ("is_typing", "hamza", "ta_marbuta")}
        query = Query(text[start:end], **options)
        found = [hit for part in parts for hit in query.spans_in(text, *part)]
        for part in parts:
            if query.spans_in(text, *part):
                assert may_hold(query, stretch_keys(text, *part))
    assert "".join(text[start:end] for start, end in parts) == text
    assert {hit[0] for hit in query.spans(text)} <= {hit[0] for hit in found}


def test_a_stretch_is_cut_at_white_space_only() -> None:
    """A word without an end is one stretch; usual words make stretches like articles."""
    assert list(stretches("")) == [(0, 0)]
    assert len(list(stretches("ا" * 50_000))) == 1
    bounds = list(stretches("كلمة " * 10_000))
    assert max(end - start for start, end in bounds) < 3_010
    assert list(stretches("كلمة " * 10_000, bounds[3][0])) == bounds[3:]


def test_long_words_have_short_keys() -> None:
    """A word of any length is found by the beginning that its key keeps."""
    long = "ا" * 5_000
    query = Query(long)
    assert query.spans(f"و{long}") == [(1, 5_001)]
    assert may_hold(query, stretch_keys(f"و{long}", 0, 5_001))
    assert max(map(len, stretch_keys(long, 0, 5_000))) < 100


def test_keys_and_queries_take_linear_time() -> None:
    """Neither words without end nor a query of ten thousand characters cost more than that."""

    def keys(text: str) -> None:
        for start, end in stretches(text):
            stretch_keys(text, start, end)

    assert growth(keys, "كلمة ") < LINEAR
    assert growth(keys, "كلمة") < LINEAR
    assert growth(lambda text: Query(text).spans(text), "كلمة وب ", code_points=3_000) < LINEAR


def test_only_marks_are_an_empty_query() -> None:
    """A query that folds to nothing says so and asks an index for nothing."""
    query = Query("\u064b\u0640 \u200f")
    assert query.is_empty
    assert query.look_ups == ()
    assert fold(query.text).text.strip() == ""


@given(
    st.lists(st.one_of(texts(), arabic_words()), max_size=8).map(" ".join),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=5),
    st.data(),
)
def test_hits_that_touch_a_place_are_found_from_there(
    text: str, places: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Looking only at what touches a place misses no hit that does, and makes none up."""
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, min(len(text), start + 12)))]
    query = Query(piece, is_typing=data.draw(st.booleans()))
    bounds = sorted((low, min(low + length, len(text))) for low, length in places)
    every = query.spans_in(text, 0, len(text))
    found = query.spans_touching(text, 0, len(text), bounds)
    assert set(found) <= set(every)
    assert found == sorted(found)
    touching = [hit for hit in every if any(low < hit[1] and hit[0] < high for low, high in bounds)]
    assert set(touching) <= set(found)
