"""CoNLL in: columns, schemes, document lines, and rows that cannot be true."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.cases import documents_of, options, read, record

import hashiya.formats.lines as lines_module
from hashiya.errors import FormatError, UsageError
from hashiya.formats import Notice, ReadItem, Refusal, writer
from hashiya.model import DocumentRecord

TWO = "قال O\nبنك B-agency\nالمغرب I-agency\n. O\n\nثم O\nمضى O\n"


def put(folder: Path, text: str | bytes, name: str = "x.conll") -> Path:
    """A file of these rows."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def extents(document: DocumentRecord) -> list[tuple[str, str]]:
    """What each span covers, and its label."""
    return [(document.text[span.start : span.end], span.label) for span in document.spans]


def kinds(items: list[ReadItem]) -> list[str]:
    """Kinds of the notices a reader yielded."""
    return [item.kind for item in items if isinstance(item, Notice)]


def refused(items: list[ReadItem]) -> list[tuple[int | None, str]]:
    """Lines and reasons of the refusals."""
    return [(item.line, item.reason) for item in items if isinstance(item, Refusal)]


def test_tokens_become_a_text(tmp_path: Path) -> None:
    """One space between tokens, a line end between sentences; that this was assumed is said."""
    items = read(put(tmp_path, TWO), "conll")
    (document,) = documents_of(items)
    assert document.text == "قال بنك المغرب .\nثم مضى"
    assert document.sentences == ((0, 16), (17, 23))
    assert extents(document) == [("بنك المغرب", "agency")]
    assert (document.id, document.has_layer, document.line) == ("x-1", True, 1)
    assert kinds(items) == ["whitespace_lost"]


@pytest.mark.parametrize(
    ("tag", "words"),
    [("I-x", "--repair"), ("X-topic", "B-LABEL"), ("E-x", "--tags"), ("B-", "B-LABEL")],
)
def test_what_to_do_with_a_tag_is_what_helps(tmp_path: Path, tag: str, words: str) -> None:
    """A repair is not offered for what it cannot repair."""
    text = f"{TWO}\nعاد {tag}\n"
    for repair in (False, True):
        said = refused(read(put(tmp_path, text), "conll", tags="BIO", repair=repair))
        assert repair == (not said) if tag == "I-x" else words in said[0][1]
        assert not said or ("--repair" in said[0][1]) == (words == "--repair")


@pytest.mark.parametrize(
    "text",
    [
        TWO.replace("\n", "\r\n"),
        TWO.replace(" ", "\t"),
        TWO.replace(" ", "  "),
        TWO.replace("\n\n", "\n\n\n \n"),
        TWO.replace("\n", " \n"),
        "\n\n" + TWO.rstrip("\n"),
        TWO.replace(" ", " -X- _ "),
        TWO.replace(" ", " NN "),
        TWO.replace(" ", "\tNN\tB-NP\t").replace("ثم\tNN\tB-NP", "ثم\tNN\tB-VP"),
        "-DOCSTART- -X- O O\n\n" + TWO.replace(" ", " NN B-NP "),
        "-DOCSTART- O\n\n" + TWO,
        "-DOCSTART-\n" + TWO,
    ],
)
def test_common_shapes_read_the_same(tmp_path: Path, text: str) -> None:
    """Separators, line ends, columns and document lines change nothing of the document."""
    (document,) = documents_of(read(put(tmp_path, text), "conll"))
    assert document.text == "قال بنك المغرب .\nثم مضى"
    assert extents(document) == [("بنك المغرب", "agency")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TWO, []),
        (TWO.replace(" ", " -X- _ "), []),
        ("-DOCSTART- -X- O O\n\n" + TWO.replace(" ", " -X- O "), []),
        (TWO.replace(" ", " NN "), ["column 2, with words such as 'NN', is not kept"]),
        (
            TWO.replace(" ", "\tNN\tB-NP\t").replace("ثم\tNN\tB-NP", "ثم\t_\tB-VP"),
            [
                "column 2, with words such as 'NN', is not kept",
                "column 3, with words such as 'B-NP', is not kept",
            ],
        ),
        (
            "أ B-x B-x\nب B-y O\n",
            ["column 2 is not kept, though it holds tags such as 'B-x'; --tag-columns all"],
        ),
    ],
)
def test_a_column_that_goes_is_named(tmp_path: Path, text: str, said: list[str]) -> None:
    """With a word of it, and with what would read it; fillers go without a word."""
    items = read(put(tmp_path, text), "conll")
    lost = [item for item in items if isinstance(item, Notice) and item.kind == "attribute_lost"]
    assert [item.message.removesuffix(" reads the tags of all columns") for item in lost] == said


def test_document_lines_divide_the_file(tmp_path: Path) -> None:
    """Each document has a number, and the line it begins on."""
    text = f"-DOCSTART- -X- O O\n\n{TWO}\n-DOCSTART- O\n{TWO}"
    first, second = documents_of(read(put(tmp_path, text), "conll"))
    assert (first.id, first.line, second.id, second.line) == ("x-1", 1, "x-2", 11)
    assert first.text == second.text


def test_a_file_without_document_lines_can_be_divided(tmp_path: Path) -> None:
    """A person says after how many sentences."""
    items = read(put(tmp_path, f"{TWO}\n{TWO}"), "conll", sentences_per_document=3)
    first, second = documents_of(items)
    assert (first.id, first.line, second.id, second.line) == ("x-1", 1, "x-2", 14)
    assert first.text == "قال بنك المغرب .\nثم مضى\nقال بنك المغرب ."
    assert second.text == "ثم مضى"


def test_a_file_without_sentence_breaks_is_one_sentence(tmp_path: Path) -> None:
    """Nothing is guessed into it."""
    (document,) = documents_of(read(put(tmp_path, "أ O\nب O\n. O\nج O"), "conll"))
    assert document.sentences == ((0, 7),)


def test_a_token_of_a_direction_mark_is_a_token(tmp_path: Path) -> None:
    """Invisible, but there; NBSP and LS inside a token are letters of it."""
    (document,) = documents_of(read(put(tmp_path, "\u200f O\nأ\u00a0ب\u2028 B-x\n"), "conll"))
    assert document.text == "\u200f أ\u00a0ب\u2028"
    assert extents(document) == [("أ\u00a0ب\u2028", "x")]


def test_inside_after_outside_is_refused_by_line(tmp_path: Path) -> None:
    """The document goes, its neighbours stay, and the message says what would take it in."""
    text = f"-DOCSTART- O\n\n{TWO}\n-DOCSTART- O\n\nأ O\nب I-agency\n\n-DOCSTART- O\n\n{TWO}"
    items = read(put(tmp_path, text), "conll")
    assert [document.id for document in documents_of(items)] == ["x-1", "x-3"]
    ((line, reason),) = refused(items)
    assert line == 14
    assert "I-agency stands after O" in reason
    assert "--repair" in reason


def test_a_repair_takes_it_in_and_says_so(tmp_path: Path) -> None:
    """Every changed tag is a notice with its line, after its document."""
    items = read(put(tmp_path, "أ O\nب I-agency\nج I-date\n"), "conll", repair=True)
    (document,) = documents_of(items)
    assert extents(document) == [("ب", "agency"), ("ج", "date")]
    repaired = [item for item in items if isinstance(item, Notice) and item.kind == "tag_repaired"]
    assert [(item.line, item.message, item.document) for item in repaired] == [
        (2, "I-agency became B-agency", "x-1"),
        (3, "I-date became B-date", "x-1"),
    ]


@pytest.mark.parametrize("repair", [False, True])
def test_what_is_no_tag_is_refused_either_way(tmp_path: Path, *, repair: bool) -> None:
    """There is nothing to conclude from it."""
    text = TWO + "\nأ X-agency\n"
    ((line, reason),) = refused(read(put(tmp_path, text), "conll", repair=repair))
    assert line == 9
    assert "X-agency" in reason


def test_all_trouble_of_a_document_is_counted(tmp_path: Path) -> None:
    """The first line is told, the others are counted, and it is one refusal."""
    text = TWO + "\nأ I-x\n\nب\n\nج O O\n"
    ((line, reason),) = refused(read(put(tmp_path, text), "conll"))
    assert line == 9
    assert "2 more" in reason


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("وحيد", "has 1 of 2 columns"),
        ("أ ب O", "has 3 columns"),
        ("أ\tO", "tabs divide the row"),
    ],
)
def test_a_ragged_row_is_refused_by_line(tmp_path: Path, row: str, words: str) -> None:
    """A missing column would make a hole in the text."""
    text = f"-DOCSTART- O\n\n{TWO}\n-DOCSTART- O\n\nأ O\n{row}\nب O\n"
    items = read(put(tmp_path, text), "conll")
    assert len(documents_of(items)) == 1
    ((line, reason),) = refused(items)
    assert line == 14
    assert words in reason


def test_an_empty_token_is_a_missing_column(tmp_path: Path) -> None:
    """Between tabs nothing is no token."""
    text = TWO.replace(" ", "\t") + "\n\tO\n"
    ((line, _),) = refused(read(put(tmp_path, text), "conll"))
    assert line == 9


def test_bytes_that_are_no_utf_8_cost_their_document(tmp_path: Path) -> None:
    """By line; the documents around them are read."""
    good = f"-DOCSTART- O\n\n{TWO}\n".encode()
    items = read(put(tmp_path, good + b"-DOCSTART- O\n\n\xe1 O\n\n" + good), "conll")
    assert [document.id for document in documents_of(items)] == ["x-1", "x-3"]
    ((line, reason),) = refused(items)
    assert line == 13
    assert "not UTF-8" in reason
    assert {document.text for document in documents_of(items)} == {"قال بنك المغرب .\nثم مضى"}


def test_a_nul_costs_its_document(tmp_path: Path) -> None:
    """No text holds it."""
    text = f"{TWO}\nأ\0 O\n"
    ((_, reason),) = refused(read(put(tmp_path, text), "conll"))
    assert "NUL" in reason


def test_a_line_over_the_limit_costs_its_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is passed over, and the reader goes on."""
    monkeypatch.setattr(lines_module, "MAX_LINE_BYTES", 50)
    monkeypatch.setattr(lines_module, "_CHUNK_BYTES", 16)
    text = f"-DOCSTART- O\n\n{'أ' * 60} O\n\n-DOCSTART- O\n\n{TWO}"
    items = read(put(tmp_path, text), "conll")
    ((line, _),) = refused(items)
    assert line == 3
    assert [document.id for document in documents_of(items)] == ["x-2"]


def test_blocks_end_where_they_like(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the size of a read, the sentences and the line numbers are the same."""
    text = f"-DOCSTART- O\n\n{TWO}\n-DOCSTART- O\r\n\r\n{TWO}\n\nأ I-x\n"
    path = put(tmp_path, text)
    whole = read(path, "conll")
    for size in (1, 2, 3, 7, 16, 50):
        monkeypatch.setattr(lines_module, "_CHUNK_BYTES", size)
        assert read(path, "conll") == whole


def test_comments_are_passed_over_and_counted(tmp_path: Path) -> None:
    """A row of the token # is a row."""
    text = "# sent_id = 1\n# text = x y\nقال O\n# O\n#وسم B-topic\n\nثم O\n"
    items = read(put(tmp_path, text), "conll")
    (document,) = documents_of(items)
    assert document.text == "قال # #وسم\nثم"
    assert [item.line for item in items if isinstance(item, Notice) and item.kind == "skipped"] == [
        1
    ]


@pytest.mark.parametrize(("own", "other", "what"), [(" ", "\t", "tabs"), ("\t", " ", "spaces")])
def test_a_row_that_is_divided_otherwise_is_called_that(
    tmp_path: Path, own: str, other: str, what: str
) -> None:
    """By its line; its columns would be there."""
    text = TWO.replace(" ", own) + f"عاد{other}O\n" + TWO.replace(" ", own)
    ((line, reason),) = refused(read(put(tmp_path, text), "conll"))
    assert (line, f"{what} divide the row" in reason) == (8, True)


@pytest.mark.parametrize("row", ["#وسم", "#وسم B-topic x"])
def test_a_word_that_lost_its_tag_is_no_comment(tmp_path: Path, row: str) -> None:
    """Without it the text would be another."""
    items = read(put(tmp_path, f"قال O\n{row}\n. O\n"), "conll")
    ((line, _),) = refused(items)
    assert (line, documents_of(items)) == (2, [])


def test_bioes_is_recognised_and_strict(tmp_path: Path) -> None:
    """E- and S- close what they must."""
    text = "أ B-x\nب E-x\nج S-y\n"
    assert extents(documents_of(read(put(tmp_path, text), "conll"))[0]) == [
        ("أ ب", "x"),
        ("ج", "y"),
    ]
    ((line, _),) = refused(read(put(tmp_path, text + "\nد B-x\n"), "conll"))
    assert line == 5


def test_iob1_is_recognised_by_much_evidence_and_said(tmp_path: Path) -> None:
    """A file that never writes B- after O was made in the old scheme."""
    items = read(put(tmp_path, "أ O\nب I-x\nج B-x\n\n" * 30), "conll")
    assert len(documents_of(items)[0].spans) == 60
    assert "unit_assumed" in kinds(items)


def test_a_named_scheme_is_used(tmp_path: Path) -> None:
    """A person's word stands above the guess."""
    path = put(tmp_path, "أ I-x\nب I-x\n")
    assert refused(read(path, "conll"))
    assert extents(documents_of(read(path, "conll", tags="IOB1"))[0]) == [("أ ب", "x")]
    with pytest.raises(UsageError, match="tagging scheme"):
        read(path, "conll", tags="IOB7")


def test_all_columns_can_be_said_to_hold_tags(tmp_path: Path) -> None:
    """Without a word, three columns are a token, something, and a tag."""
    path = put(tmp_path, "أ B-x B-y\nب B-z I-y\n")
    assert len(documents_of(read(path, "conll"))[0].spans) == 1
    assert len(documents_of(read(path, "conll", tag_columns="all"))[0].spans) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no rows"),
        ("\n\n \n", "no rows"),
        ("كلمة\nكلمة\n", "one column"),
        ("كلمة NN\nكلمة VB\n", "no tags"),
        ("ذهب O\nوزير B-\n. Q-official\n", r":2: .* but 'B-'"),
        ("هذا نص عادي ليس فيه أعمدة\n", "no tags"),
    ],
)
def test_what_has_no_columns_is_refused_whole(tmp_path: Path, text: str, words: str) -> None:
    """The message says what was looked for."""
    with pytest.raises(FormatError, match=words):
        read(put(tmp_path, text), "conll")


def test_document_lines_alone_that_end_in_no_tag_are_refused(tmp_path: Path) -> None:
    """Also by their line, though there is no row of a token at all."""
    with pytest.raises(FormatError, match=r":2: .*'xyz'"):
        read(put(tmp_path, "\n-DOCSTART-\tabc\txyz\n"), "conll")


def test_a_document_too_long_is_refused_and_the_next_read(tmp_path: Path) -> None:
    """Its rows are not held, and the message says how to divide it."""
    word = "ك" * 1000
    long = f"{word} O\n\n" * 5001
    text = f"-DOCSTART- O\n\n{long}-DOCSTART- O\n\n{TWO}"
    items = read(put(tmp_path, text), "conll")
    ((line, reason),) = refused(items)
    assert line == 1
    assert "-DOCSTART-" in reason
    assert "more in this document" not in reason
    assert len(documents_of(items)) == 1


def test_a_document_line_without_rows_is_no_document(tmp_path: Path) -> None:
    """Without a sidecar nothing is known of it."""
    text = f"-DOCSTART- O\n\n-DOCSTART- O\n\n{TWO}"
    items = read(put(tmp_path, text), "conll")
    assert refused(items) == [(1, "the document has no rows")]
    assert [document.id for document in documents_of(items)] == ["x-2"]


def exported(folder: Path) -> Path:
    """Two documents with odd spacing, as this program writes them."""
    made = [
        record("\u200fقال\tبنك\u00a0المغرب  . \n\nثم مضى\u2028", ("بنك\u00a0المغرب", "agency")),
        record("و", name="أ/ب\tج"),
    ]
    writer("conll").write(made, folder / "x.conll", options())
    return folder / "x.conll"


def test_with_the_sidecar_ids_and_spacing_come_back(tmp_path: Path) -> None:
    """And no spacing needs to be assumed."""
    items = read(exported(tmp_path), "conll")
    first, second = documents_of(items)
    assert first.text == "\u200fقال\tبنك\u00a0المغرب  . \n\nثم مضى\u2028"
    assert extents(first) == [("بنك\u00a0المغرب", "agency")]
    assert (first.id, second.id) == ("d1", "أ/ب\tج")
    assert kinds(items) == []


def test_tags_may_be_edited_beside_the_sidecar(tmp_path: Path) -> None:
    """The same tokens with other tags are what a sidecar is for."""
    path = exported(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("مضى O", "مضى B-topic"), "utf-8")
    assert ("مضى", "topic") in extents(documents_of(read(path, "conll"))[0])


def test_other_tokens_than_the_sidecars_are_refused(tmp_path: Path) -> None:
    """Document by document, with what to do; nothing is placed by guessing."""
    path = exported(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("مضى", "مشى ثم"), "utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("مشى ثم O", "مشوا O"), "utf-8")
    items = read(path, "conll")
    ((line, reason),) = refused(items)
    assert line == 1
    assert "x.offsets.tsv" in reason
    assert [document.id for document in documents_of(items)] == ["أ/ب\tج"]


def test_a_sidecar_of_more_documents_is_refused(tmp_path: Path) -> None:
    """A file that lost its end does not pass for whole."""
    path = exported(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex("-DOCSTART-")], "utf-8")
    with pytest.raises(FormatError, match="more documents"):
        read(path, "conll")


def test_a_broken_sidecar_is_refused_by_its_own_line(tmp_path: Path) -> None:
    """The path in the message is the sidecar's."""
    path = exported(tmp_path)
    (tmp_path / "x.offsets.tsv").write_bytes(b"nonsense\n")
    with pytest.raises(FormatError, match=r"x\.offsets\.tsv:1"):
        read(path, "conll")


def test_a_byte_order_mark_is_no_token(tmp_path: Path) -> None:
    """It is said, and the first token begins after it."""
    items = read(put(tmp_path, b"\xef\xbb\xbf" + TWO.encode()), "conll")
    assert documents_of(items)[0].text.startswith("قال")
    assert "byte_order_mark" in kinds(items)


def test_mojibake_is_remarked_upon(tmp_path: Path) -> None:
    """Once for the file."""
    wrong = "\n".join(
        f"{word.encode().decode('latin-1').replace(chr(0xA0), '')} O" for word in ["المغرب"] * 30
    )
    assert "mojibake" in kinds(read(put(tmp_path, wrong), "conll"))


SCHEMES = {
    "BIO": "أ B-x\nب I-x\nج I-x\nد B-x\nه O\nو B-y\n",
    "IOB1": "أ I-x\nب I-x\nج I-x\nد B-x\nه O\nو I-y\n",
    "BIOES": "أ B-x\nب I-x\nج E-x\nد S-x\nه O\nو S-y\n",
    "BILOU": "أ B-x\nب I-x\nج L-x\nد U-x\nه O\nو U-y\n",
}


@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_is_seen_and_said_with_its_evidence(tmp_path: Path, name: str) -> None:
    """The same spans come out, and what is not the usual scheme is named with the reason."""
    path = put(tmp_path, "\n".join([SCHEMES[name]] * 30))
    for tags in ("auto", name.lower()):
        items = read(path, "conll", tags=tags)
        (document,) = documents_of(items)
        assert extents(document)[:3] == [("أ ب ج", "x"), ("د", "x"), ("و", "y")]
        assert len(document.spans) == 90
        assert kinds(items).count("unit_assumed") == (tags == "auto" and name != "BIO")
    if name != "BIO":
        (said,) = [
            item.message
            for item in read(path, "conll")
            if isinstance(item, Notice) and item.kind == "unit_assumed"
        ]
        assert name in said
        assert "since" in said


def test_two_schemes_in_one_file_are_refused_by_line(tmp_path: Path) -> None:
    """What is seen first is the file's, and nothing of the other is turned into it."""
    text = f"-DOCSTART- O\n\n{SCHEMES['BIOES']}\n-DOCSTART- O\n\n{SCHEMES['BILOU']}"
    items = read(put(tmp_path, text), "conll")
    ((line, reason),) = refused(items)
    assert line == 13
    assert "ends without its last tag" in reason
    assert len(documents_of(items)) == 1


def test_a_lone_carriage_return_is_no_part_of_a_token(tmp_path: Path) -> None:
    """Line ends of two kinds in one file would hide rows in others."""
    text = f"-DOCSTART- O\n\n{TWO}\n-DOCSTART- O\n\nأ\rب O\n\n-DOCSTART- O\n\nأ O\rب B-x\nج O\n"
    items = read(put(tmp_path, text), "conll")
    assert [line for line, _ in refused(items)] == [13, 17]
    assert all("carriage return" in reason for _, reason in refused(items))
    assert len(documents_of(items)) == 1


def test_border_marks_are_tokens_and_counted(tmp_path: Path) -> None:
    """`$#$` is a row like any other, which is said."""
    items = read(put(tmp_path, TWO + "$#$ O\n\n$#$ O\n"), "conll")
    assert documents_of(items)[0].text.count("$#$") == 2
    (said,) = [item for item in items if isinstance(item, Notice) and item.kind == "shape_assumed"]
    assert said.message.startswith("2 rows")


def test_a_long_file_without_blank_lines_is_taken_and_remarked_upon(tmp_path: Path) -> None:
    """One sentence of hundreds of tokens is nobody's sentence."""
    items = read(put(tmp_path, "كلمة O\n" * 300), "conll")
    assert len(documents_of(items)[0].sentences or ()) == 1
    assert kinds(items) == ["whitespace_lost", "no_sentences"]
    assert "no_sentences" not in kinds(read(put(tmp_path, "كلمة O\n" * 200), "conll"))


def test_a_row_may_name_one_label_twice(tmp_path: Path) -> None:
    """Both spans come out of the reader; whether a project takes both is its own matter."""
    items = read(put(tmp_path, "أ B-x B-x\nب I-x O\n"), "conll", tag_columns="all")
    assert extents(documents_of(items)[0]) == [("أ ب", "x"), ("أ", "x")]
