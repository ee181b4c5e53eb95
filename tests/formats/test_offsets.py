"""The sidecar of offsets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strategies import texts

from hashiya.errors import FormatError
from hashiya.formats.conll_layout import OffsetRows
from hashiya.formats.offsets import (
    HEADER,
    escape_field,
    read_offsets,
    rebuilt_text,
    sidecar_path,
    unescape_field,
)
from hashiya.formats.tokens import sentence_tokens
from hashiya.text import sentence_spans


@given(st.text(st.characters(codec="utf-8")))
def test_a_field_comes_back_and_never_breaks_its_row(text: str) -> None:
    """Tabs, line ends and backslashes are escaped, and that is undone."""
    field = escape_field(text)
    assert unescape_field(field) == text
    assert len(field.splitlines()) <= 1
    assert "\t" not in field


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(st.tuples(st.text(min_size=1), texts()), max_size=3))
def test_tokens_and_places_are_the_whole_text(tmp_path: Path, made: list[tuple[str, str]]) -> None:
    """Ids, texts with any spacing, and sentence bounds come back from rows and tokens."""
    path = tmp_path / "x.offsets.tsv"
    made = [(name, text) for name, text in made if name.isprintable()]
    rows = [HEADER + "\n"]
    tokens = []
    for name, text in made:
        offsets = OffsetRows(name, text)
        sentences = [sentence_tokens(text, start, end) for start, end in sentence_spans(text)]
        for sentence in sentences:
            offsets.add(sentence)
        rows.append(offsets.finished())
        tokens.append([sentence.words for sentence in sentences])
    path.write_bytes("".join(rows).encode())
    found = list(read_offsets(path))
    assert [each.id for each in found] == [name for name, _ in made]
    for each, words, (_, text) in zip(found, tokens, made, strict=True):
        assert rebuilt_text(each, words) == text
        assert [(one.start, one.end) for one in each.sentences] == list(sentence_spans(text))


def test_other_tokens_do_not_fit(tmp_path: Path) -> None:
    """A longer word, a missing word or a missing sentence is noticed."""
    path = tmp_path / "x.offsets.tsv"
    offsets = OffsetRows("d", "ab cd")
    offsets.add(sentence_tokens("ab cd", 0, 5))
    path.write_text(f"{HEADER}\n{offsets.finished()}", encoding="utf-8")
    (places,) = read_offsets(path)
    assert rebuilt_text(places, [["ab", "cd"]]) == "ab cd"
    for wrong in ([["ab", "cde"]], [["abc", "d"]], [["ab"]], [], [["ab", "cd"], []]):
        assert rebuilt_text(places, wrong) is None


@pytest.mark.parametrize(
    "rows",
    [
        "document\tstart\tend\n",
        f"{HEADER}\nd\t1\t0\t0\t5\t\n",
        f"{HEADER}\nd\t0\t0\t0\t5\t\nd\t2\t0\t0\t5\t\n",
        f"{HEADER}\nd\t0\t0\t0\t5\t\nd\t1\t1\t0\t5\t\n",
        f"{HEADER}\nd\t0\t0\t0\t5\t\nd\t1\t0\t0\t5\t\nd\t1\t2\t0\t5\t\n",
        f"{HEADER}\nd\t0\t0\t0\t5\t\ne\t1\t0\t0\t5\t\n",
        f"{HEADER}\nd\t0\t0\t0\tfive\t\n",
        f"{HEADER}\nd\t0\t0\t0\t-5\t\n",
        f"{HEADER}\nd\t0\t0\t0\t٥\t\n",
        f"{HEADER}\nd\t0\t0\t0\t99999999999\t\n",
        f"{HEADER}\nd\t0\t0\t0\n",
        f"{HEADER}\n\n",
    ],
)
def test_a_row_out_of_place_is_refused_by_line(tmp_path: Path, rows: str) -> None:
    """The message says that the tokens can be read without the sidecar."""
    path = tmp_path / "x.offsets.tsv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(FormatError, match="take the file away") as refused:
        list(read_offsets(path))
    assert refused.value.line


def test_bounds_that_no_text_could_have_are_refused(tmp_path: Path) -> None:
    """Sentences that overlap, or leave out their own tokens, fit nothing."""
    path = tmp_path / "x.offsets.tsv"
    for start, end in ((1, 5), (0, 4), (3, 3)):
        rows = f"d\t0\t0\t0\t5\t\nd\t1\t0\t{start}\t{end}\t\nd\t1\t1\t0\t5\t\n"
        path.write_text(f"{HEADER}\n{rows}", encoding="utf-8")
        (places,) = read_offsets(path)
        assert rebuilt_text(places, [["abcde"]]) is None


def test_the_sidecar_stands_beside_its_file() -> None:
    """`news.conll` has `news.offsets.tsv`."""
    assert sidecar_path(Path("a/news.conll")) == Path("a/news.offsets.tsv")
