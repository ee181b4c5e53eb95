"""CoNLL-U in: entities of words, tokens of several words, spacing, and rows that cannot be true."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.cases import documents_of, read
from tests.strategies import words

import hashiya.formats.conll_documents as documents_module
from hashiya.errors import FormatError
from hashiya.formats import Notice, ReadItem, Refusal, guess_format
from hashiya.model import DocumentRecord

FOREIGN = Path(__file__).parent / "golden" / "foreign"


def extents(document: DocumentRecord) -> list[tuple[str, str]]:
    """What each span covers, and its label."""
    return [(document.text[span.start : span.end], span.label) for span in document.spans]


def refused(items: list[ReadItem]) -> list[tuple[int | None, str]]:
    """Lines and reasons of the refusals."""
    return [(item.line, item.reason) for item in items if isinstance(item, Refusal)]


def kinds(items: list[ReadItem]) -> list[str]:
    """Kinds of the notices."""
    return [item.kind for item in items if isinstance(item, Notice)]


def put(folder: Path, *rows: str) -> Path:
    """A file of rows, whose columns are divided by spaces here; ten of them."""
    lines = []
    for row in rows:
        fields = row.split(" ")
        is_row = bool(row) and not row.startswith("#")
        middle = ["_"] * (10 - len(fields))
        lines.append("\t".join([*fields[:2], *middle, *fields[2:]]) if is_row else row)
    path = folder / "x.conllu"
    path.write_bytes("\n".join([*lines, ""]).encode())
    return path


def test_text_ids_and_entities_come_back() -> None:
    """Nested keys, a word inside a token, an empty node, and the spaces that the rows say."""
    items = read(FOREIGN / "news.conllu", "conllu", annotator="salma")
    first, second = documents_of(items)
    assert first.text == "أعلن والي بنك المغرب بفاس. \nيوم 12 ماي"
    assert (first.id, first.line, first.annotator) == ("news/1", 1, "salma")
    assert first.sentences == ((0, 26), (28, 38))
    assert extents(first) == [
        ("والي بنك المغرب", "official"),
        ("بنك المغرب", "agency"),
        ("فاس", "place"),
        ("12 ماي", "date"),
    ]
    assert (second.id, second.text) == ("news-2", "ذلك للأمم")
    assert extents(second) == [("للأمم", "agency")]
    assert kinds(items) == ["widened_to_word", "attribute_lost", "attribute_lost"]
    ((line, reason),) = refused(items)
    assert line == 29
    assert "the ID 3, and 2" in reason


def test_what_no_document_keeps_is_named_once(tmp_path: Path) -> None:
    """Columns, keys of MISC and empty nodes; fillers and what is read go without a word."""
    rows = ["1 أ x NOUN Gloss=a|NER=O", "1.1 ب _", "2 ب y VERB Gloss=b|SpaceAfter=No|Entity=(x)"]
    items = read(put(tmp_path, *rows), "conllu")
    assert [item.message for item in items if isinstance(item, Notice)] == [
        "not kept of its columns: DEPREL, DEPS",
        "not kept of MISC: Gloss, Entity",
        "empty nodes, which are no words of the text, are not kept",
    ]
    assert kinds(items) == ["attribute_lost"] * 3
    assert kinds(read(put(tmp_path, "1 أ NER=B-x|TokenRange=0:1"), "conllu")) == []


def test_tags_on_the_row_of_a_range_are_those_of_its_token(tmp_path: Path) -> None:
    """Unless its words have tags themselves."""
    path = put(tmp_path, "1 أ NER=B-x", "2-3 بج NER=I-x", "2 ب", "3 ج NER=O", "4 د NER=I-x")
    assert extents(documents_of(read(path, "conllu"))[0]) == [("أ بج د", "x")]
    path = put(tmp_path, "1-2 بج NER=B-x", "1 ب", "2 ج NER=B-y")
    assert extents(documents_of(read(path, "conllu"))[0]) == [("ج", "y")]


def test_plus_files_name_their_columns() -> None:
    """The entities stand in one of them."""
    (document,) = documents_of(read(FOREIGN / "news.conllup", "conllu"))
    assert extents(document) == [("بنك المغرب", "agency"), ("12 ماي", "date")]


def test_a_word_that_begins_with_a_number_sign_is_no_comment(tmp_path: Path) -> None:
    """Where rows have no number before it; everything else that begins so is a comment."""
    path = tmp_path / "x.conllup"
    path.write_text("# global.columns = FORM NE\n# text = #خبر\n#خبر\tB-x\nعاجل\tI-x\n", "utf-8")
    (document,) = documents_of(read(path, "conllu"))
    assert extents(document) == [("#خبر عاجل", "x")]


@pytest.mark.parametrize("name", ["news.conllu", "news.conllup"])
def test_the_rows_are_seen_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    """By ten columns with a number first, or by the first line."""
    path = tmp_path / "x.txt"
    path.write_bytes((FOREIGN / name).read_bytes())
    assert guess_format(path).name == guess_format(FOREIGN / name).name == "conllu"


@pytest.mark.parametrize(
    ("row", "words_"),
    [
        ("2 ب _ _", "the ID 2, and 3"),
        ("x ب", "is no ID"),
        ("9-3 ب", "the ID 9"),
        ("3 \u00a0", "no FORM"),
        ("3\tب", "2 columns"),
        ("3 ب _ _ _ _ _ _ _ _ _", "11 columns"),
        ("3-5 ب", "fewer words"),
        ("3 ب NER=I-y", "--repair"),
        ("3 ب NER=Q", "no BIO tag"),
        ("3 ب TokenRange=0:1", "behind the token before"),
        ("3 ب TokenRange=900000:900001", "behind the token before"),
        ("3 ب TokenRange=4:9", "not as long as"),
        ("3 ب\0", "NUL"),
        ("3 ب\rج", "carriage return"),
    ],
)
def test_a_row_that_cannot_be_true_costs_its_document(
    tmp_path: Path, row: str, words_: str
) -> None:
    """By its line, nearly always; the documents around it stand."""
    good = ["1 أ NER=B-x", "2 ب NER=I-x"]
    rows = ["# newdoc", *good, "", "# newdoc id = bad", *good, row, "", "# newdoc", *good]
    path = put(tmp_path, *rows)
    if "\t" in row:
        path.write_bytes(
            path.read_bytes().replace(b"\t_" * 9 + b"\n\n# newdoc\n", b"\n\n# newdoc\n")
        )
    items = read(path, "conllu")
    ((line, reason),) = refused(items)
    assert words_ in reason
    assert line in {5, 8}
    assert [each.id for each in documents_of(items)] == ["x-1", "x-3"]


def test_a_repair_is_said(tmp_path: Path) -> None:
    """Also here every changed tag is a notice."""
    items = read(put(tmp_path, "1 أ NER=I-x", "2 ب NER=I-x"), "conllu", repair=True)
    assert extents(documents_of(items)[0]) == [("أ ب", "x")]
    assert kinds(items) == ["tag_repaired"]


def test_words_of_a_range_stand_at_their_letters(tmp_path: Path) -> None:
    """However long they are; in a range of other letters their own places count."""
    path = put(tmp_path, "1-2 كتابهم", "1 كتاب", "2 هم NER=B-x")
    assert extents(documents_of(read(path, "conllu"))[0]) == [("هم", "x")]
    placed = ["1 ل NER=B-y|TokenRange=0:1", "2 الأمم NER=B-x|TokenRange=1:5"]
    path = put(tmp_path, "1-2 للأمم TokenRange=0:5", *placed)
    (document,) = documents_of(read(path, "conllu"))
    assert extents(document) == [("ل", "y"), ("لأمم", "x")]


def test_spaces_are_those_that_the_rows_say(tmp_path: Path) -> None:
    """Before the first token, between tokens and after the last."""
    path = put(
        tmp_path,
        "1 أ SpacesBefore=\\s\\t|SpacesAfter=\\s\\s",
        "2 ب SpaceAfter=No",
        "3 . SpacesAfter=\\n\\n",
        "",
        "1 ج SpacesAfter=\\p\\\\",
    )
    (document,) = documents_of(read(path, "conllu"))
    assert document.text == " \tأ  ب.\n\nج|\\"
    assert document.sentences == ((2, 7), (9, 10))


def test_gaps_are_as_long_as_the_places_say(tmp_path: Path) -> None:
    """Filled with spaces, which is said; a place far from the start counts from a larger file."""
    rows = ["1 أ TokenRange={}:{}", "2 ب TokenRange={}:{}"]
    near = [rows[0].format(2, 3), rows[1].format(6, 7)]
    items = read(put(tmp_path, *near), "conllu")
    assert documents_of(items)[0].text == "  أ   ب"
    assert kinds(items) == ["whitespace_changed"]
    far = [rows[0].format(5000, 5001), rows[1].format(5002, 5003)]
    assert documents_of(read(put(tmp_path, *far), "conllu"))[0].text == "أ ب"


def test_a_comment_that_says_another_text_is_remarked_upon(tmp_path: Path) -> None:
    """The words are read."""
    items = read(put(tmp_path, "# text = أ  ب", "1 أ", "2 ب"), "conllu")
    assert documents_of(items)[0].text == "أ ب"
    assert kinds(items) == ["span_text_mismatch"]
    for text in ("أ \tب", "أ ب"):  # with the gap as it is, and as one space
        items = read(put(tmp_path, f"# text = {text}", "1 أ SpacesAfter=\\s\\t", "2 ب"), "conllu")
        assert documents_of(items)[0].text == "أ \tب"
        assert kinds(items) == []


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    """There is nothing to read, and that is said."""
    with pytest.raises(FormatError, match="no rows"):
        read(put(tmp_path, "# text = x"), "conllu")


def test_a_document_too_long_is_refused_and_the_next_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words are not held."""
    monkeypatch.setattr(documents_module, "MAX_DOCUMENT_CHARACTERS", 10)
    long = ["1 كلمة", ""] * 5
    path = put(tmp_path, *long, "# newdoc id = b", "1 كلمة")
    items = read(path, "conllu")
    assert len(refused(items)) == 1
    assert [each.id for each in documents_of(items)] == ["b"]


def _is_form(word: str) -> bool:
    """Whether a column can hold it as it is."""
    return word.strip() == word != "" and not set(word) & set("\n\r\t")


@given(
    forms=st.lists(words().filter(_is_form), min_size=1, max_size=6),
    gaps=st.lists(st.sampled_from(["", " ", "  ", "\n", "\t "]), min_size=7, max_size=7),
    size=st.integers(1, 3),
)
def test_a_text_comes_back_from_its_rows(
    tmp_path_factory: pytest.TempPathFactory, forms: list[str], gaps: list[str], size: int
) -> None:
    """Whatever stands between its words, with places and without."""
    for has_places in (True, False):
        rows, text, at = [], gaps[-1], len(gaps[-1])
        for number, form in enumerate(forms):
            gap = gaps[number]
            said = f"SpacesAfter={_escaped(gap)}" if gap else "SpaceAfter=No"
            if number == 0 and gaps[-1]:
                said += f"|SpacesBefore={_escaped(gaps[-1])}"
            if has_places:
                said += f"|TokenRange={at}:{at + len(form)}"
            fields = [str(number % size + 1), form, *"_______", said]
            rows.append("\t".join(fields) + "\n" + "\n" * (number % size + 1 == size))
            text += form + gap
            at += len(form) + len(gap)
        path = tmp_path_factory.getbasetemp() / "x.conllu"
        path.write_bytes("".join(rows).encode())
        (document,) = documents_of(read(path, "conllu"))
        assert document.text == text
        bounds = document.sentences or ()
        assert [document.text[start:end].strip() for start, end in bounds] == [
            document.text[start:end] for start, end in bounds
        ]


def _escaped(gap: str) -> str:
    return gap.replace(" ", "\\s").replace("\n", "\\n").replace("\t", "\\t")
