"""Plain text files and folders of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.formats.cases import documents_of, read
from tests.strategies import texts

from hashiya.errors import FormatError
from hashiya.formats import Notice, Refusal

ARTICLE = "عنوان الخبر\r\n\nقالت الوزارة.\u2028نعم\t.\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts())
def test_a_text_is_what_the_file_holds(tmp_path: Path, text: str) -> None:
    """To the last line end; only white space alone, and what looks like UTF-16, is refused."""
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    held = text.removeprefix("\ufeff")
    if not held.strip() or "\x06" in text or "\0" in text:
        return
    assert [document.text for document in documents_of(read(path, "text"))] == [held]


def test_a_document_is_called_after_its_file_and_its_first_line(tmp_path: Path) -> None:
    """The id is the file's name, the title the first line, and there is no layer."""
    path = tmp_path / "mfa.2021.txt"
    path.write_bytes(b"\n  " + ARTICLE.encode())
    (document,) = documents_of(read(path, "text"))
    assert (document.id, document.name) == ("mfa.2021", "عنوان الخبر")
    assert not document.has_layer
    assert document.sentences is None


def test_a_long_first_line_is_no_title(tmp_path: Path) -> None:
    """Then the file's name is."""
    path = tmp_path / "a.txt"
    path.write_text("خبر " * 50, encoding="utf-8")
    assert documents_of(read(path, "text"))[0].name == "a"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \n\t\xc2\xa0", "white space only"),
        (b"a\0b", "NUL character at offset 1"),
        (b"\xed\xa0\x80", "not UTF-8 at byte 0"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    """With the file's name and the reason."""
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(FormatError, match=words) as refused:
        read(path, "text")
    assert "bad.txt" in str(refused.value)


def test_a_text_too_long_for_a_document_is_refused(tmp_path: Path) -> None:
    """Fifty megabytes in one line are more than a document may have."""
    path = tmp_path / "a.txt"
    path.write_bytes("خ".encode() * 25_000_000)
    with pytest.raises(FormatError, match="split it"):
        read(path, "text")


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    """Ids are paths below the folder; hidden files and other files are left alone, and counted."""
    for name in ("b/2.txt", "b/10.txt", "a.TXT", "c.txt", ".hidden.txt", "notes.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"خبر {name}", encoding="utf-8")
    items = read(tmp_path, "text")
    assert [document.id for document in documents_of(items)] == ["a", "b/10", "b/2", "c"]
    (notice,) = [item for item in items if isinstance(item, Notice)]
    assert notice.kind == "skipped"
    assert "2 files" in notice.message


def test_a_bad_file_in_a_folder_is_one_refusal(tmp_path: Path) -> None:
    """The others are read, and the refusal names the file."""
    (tmp_path / "1.txt").write_bytes(b"\xff\xfe\xfd")
    (tmp_path / "2.txt").write_bytes("خبر".encode())
    refused, document = read(tmp_path, "text")
    assert isinstance(refused, Refusal)
    assert refused.path == str(tmp_path / "1.txt")
    assert (refused.what, refused.document) == ("document", "1")
    assert documents_of([document])[0].id == "2"


def test_a_folder_without_texts_is_said_to_be_so(tmp_path: Path) -> None:
    """An empty folder is no silent success."""
    with pytest.raises(FormatError, match=r"no \*\.txt files"):
        read(tmp_path, "text")


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    """A link that leads back up does not make an endless corpus."""
    (tmp_path / "1.txt").write_bytes("خبر".encode())
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(documents_of(read(tmp_path, "text"))) == 1


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A file name that is not UTF-8 cannot be an id."""
    path = Path(str(tmp_path) + "/\udcff.txt")
    path.write_bytes(b"a")
    with pytest.raises(FormatError, match="cannot be a document's id"):
        read(path, "text")


def test_a_mark_and_mojibake_are_remarked_upon(tmp_path: Path) -> None:
    """Neither refuses the document."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + (ARTICLE * 3).encode().decode("latin-1").encode())
    document, mark, mojibake = read(path, "text")
    assert documents_of([document])
    assert isinstance(mark, Notice)
    assert isinstance(mojibake, Notice)
    assert (mark.kind, mojibake.kind) == ("byte_order_mark", "mojibake")


def test_a_named_encoding_is_used(tmp_path: Path) -> None:
    """Line ends of it are kept as well."""
    path = tmp_path / "a.txt"
    path.write_bytes("خبر\r\nعاجل".encode("cp1256"))
    assert documents_of(read(path, "text", encoding="windows-1256"))[0].text == "خبر\r\nعاجل"


def test_rows_of_a_token_file_are_no_quiet_text(tmp_path: Path) -> None:
    """In a folder every .txt is a text; one that looks like something else is remarked upon."""
    (tmp_path / "a.txt").write_text("كلمة O\nاسم B-agency\n" * 20, encoding="utf-8")
    (tmp_path / "b.txt").write_text("هذا نص O\nعادي\n" * 20, encoding="utf-8")
    items = read(tmp_path, "text")
    said = [item for item in items if isinstance(item, Notice) and item.kind == "shape_assumed"]
    assert [(item.document, "--format conll" in item.message) for item in said] == [("a", True)]
