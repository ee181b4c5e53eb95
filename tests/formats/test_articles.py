"""Articles in HTML and DOCX: what is extracted, by whom, and what is said where nobody can."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from tests.formats.cases import documents_of, packed_docx, read

import hashiya.formats.docx_reading as docx_module
from hashiya.errors import FormatError
from hashiya.formats import Notice, ReadItem, Refusal, guess_format

FOREIGN = Path(__file__).parent / "golden" / "foreign"

PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
CELL = "<w:tc>" + PARAGRAPH + "</w:tc>"
BODY = (
    PARAGRAPH.format("قرار جديد")
    + PARAGRAPH.format("قال والي بنك المغرب")
    + "<w:tbl><w:tr>"
    + CELL.format("يوم")
    + CELL.format("12 ماي")
    + "</w:tr></w:tbl>"
    + "<w:p><w:ins w:id='1' w:author='x'><w:r><w:t>مضاف</w:t></w:r></w:ins></w:p>"
)


def notices(items: list[ReadItem]) -> list[tuple[str, str]]:
    """Kinds and words of the notices."""
    return [(item.kind, item.message) for item in items if isinstance(item, Notice)]


def need(module: str, extra: str) -> None:
    """Skip where an extra is not installed."""
    reason = f"{module} comes with hashiya[{extra}]"
    pytest.importorskip(module, reason=reason)


@pytest.mark.parametrize(
    ("name", "module"), [("html", "trafilatura"), ("docx", "docx")], ids=["html", "docx"]
)
def test_without_the_extra_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    """And in a folder each file is refused, none silently."""
    monkeypatch.setitem(sys.modules, module, None)
    for each in ("a", "b"):
        (tmp_path / f"{each}.{name}").write_bytes(packed_docx(tmp_path, BODY))
    with pytest.raises(FormatError, match=rf"hashiya\[{name}\]"):
        read(tmp_path / f"a.{name}", name)
    items = read(tmp_path, name)
    refused = [item.document for item in items if isinstance(item, Refusal)]
    assert refused == ["a", "b"]


def test_files_and_folders_are_seen(tmp_path: Path) -> None:
    """By their suffix; a folder of pages alone is pages."""
    assert guess_format(FOREIGN / "page.html").name == "html"
    assert guess_format(tmp_path / "a.DOCX").name == "docx"
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.html").touch()
    assert guess_format(tmp_path).name == "html"
    (tmp_path / "b.txt").touch()
    assert guess_format(tmp_path).name == "text"


@pytest.mark.parametrize("name", ["html", "docx"])
def test_a_folder_without_such_files_is_refused(tmp_path: Path, name: str) -> None:
    """The message says which were looked for."""
    with pytest.raises(FormatError, match=rf"\*\.{name}"):
        read(tmp_path, name)


def test_a_page_is_its_article(tmp_path: Path) -> None:
    """Without its menus; the title is the page's, the source says who took the text out."""
    need("trafilatura", "html")
    items = read(FOREIGN / "page.html", "html")
    (document,) = documents_of(items)
    assert (document.id, document.name) == ("page", "قرار جديد & أرقام")
    assert "قال والي بنك المغرب يوم 12 ماي 2021" in document.text
    assert "الأرقام ستنشر" in document.text
    assert "الرئيسية" not in document.text
    assert "حقوق" not in document.text
    assert (document.source or "").startswith("page.html, by trafilatura ")
    assert not document.has_layer
    assert notices(items) == []


def test_a_page_may_name_its_encoding_which_is_said(tmp_path: Path) -> None:
    """Never guessed: without a name it is refused."""
    need("trafilatura", "html")
    text = (FOREIGN / "page.html").read_text(encoding="utf-8")
    path = tmp_path / "x.html"
    path.write_bytes(text.replace("utf-8", "windows-1256").encode("cp1256"))
    items = read(path, "html")
    assert "بنك المغرب" in documents_of(items)[0].text
    assert notices(items) == [("encoding_guessed", "it is read in cp1256, as the page says itself")]
    path.write_bytes(text.replace("utf-8", "nonsense").encode("cp1256"))
    with pytest.raises(FormatError, match="'nonsense'"):
        read(path, "html")
    path.write_bytes(text.replace('<meta charset="utf-8">', "").encode("cp1256"))
    with pytest.raises(FormatError, match="--encoding cp1256"):
        read(path, "html")
    assert documents_of(read(path, "html", encoding="cp1256"))


@pytest.mark.parametrize("page", ["", "<", "<html></html>", "<p>" * 3000, "\0", "x" * 50])
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str) -> None:
    """There is no text in it."""
    need("trafilatura", "html")
    path = tmp_path / "x.html"
    path.write_text(page, encoding="utf-8")
    with pytest.raises(FormatError):
        read(path, "html")


def test_a_docx_is_its_paragraphs_and_tables(tmp_path: Path) -> None:
    """In their order; what is left out is counted."""
    need("docx", "docx")
    path = tmp_path / "x.docx"
    path.write_bytes(packed_docx(tmp_path, BODY))
    items = read(path, "docx")
    (document,) = documents_of(items)
    assert document.text == "قرار جديد\nقال والي بنك المغرب\nيوم\t12 ماي\n"
    assert document.name == "x"
    assert (document.source or "").startswith("x.docx, by python-docx ")
    assert notices(items) == [("attribute_lost", "1 tracked insertion is not in the text")]


def test_words_in_controls_tags_fields_and_marks_of_direction_stand_in_their_place(
    tmp_path: Path,
) -> None:
    """Alone and inside each other, around words, cells, rows and paragraphs."""
    need("docx", "docx")
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    control = (
        "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    )
    inner = "".join(
        [
            run.format("أ "),
            control.format(run.format("ب ")),
            f"<w:smartTag w:element='x'><w:smartTagPr/>{run.format('ج ')}</w:smartTag>",
            f"<w:fldSimple w:instr='DATE'>{run.format('د ')}</w:fldSimple>",
            f"<w:dir w:val='rtl'><w:bdo w:val='rtl'>{run.format('ه ')}</w:bdo></w:dir>",
            run.format("و"),
        ]
    )
    row = control.format(f"<w:tr>{control.format(CELL.format('ز'))}{CELL.format('ح')}</w:tr>")
    body = control.format(f"<w:p>{inner}</w:p>") + f"<w:tbl>{row}</w:tbl>"
    path = tmp_path / "x.docx"
    path.write_bytes(packed_docx(tmp_path, body))
    items = read(path, "docx")
    assert documents_of(items)[0].text == "أ ب ج د ه و\nز\tح"
    assert notices(items) == []


def test_a_merged_cell_comes_once_in_every_row(tmp_path: Path) -> None:
    """However wide it says it is; a table in a table is counted."""
    need("docx", "docx")
    wide = "<w:tcPr><w:gridSpan w:val='{}'/><w:vMerge w:val='{}'/></w:tcPr>"
    first = wide.format(2_000_000_000, "restart") + PARAGRAPH.format("يوم") * 2
    table = (
        f"<w:tbl><w:tr><w:tc>{first}</w:tc>{CELL.format('أ')}</w:tr>"
        f"<w:tr><w:tc>{wide.format(2_000_000_000, 'continue')}<w:p/></w:tc>"
        f"<w:tc><w:tbl/><w:p/></w:tc></w:tr></w:tbl>"
    )
    path = tmp_path / "x.docx"
    path.write_bytes(packed_docx(tmp_path, table))
    items = read(path, "docx")
    assert documents_of(items)[0].text == "يوم يوم\tأ\nيوم يوم\t"
    assert notices(items) == [("attribute_lost", "1 table in a table is not in the text")]


def test_a_broken_docx_is_refused(tmp_path: Path) -> None:
    """Cut short, no archive at all, an archive of something else, or one without a text."""
    need("docx", "docx")
    whole = packed_docx(tmp_path, BODY)
    path = tmp_path / "x.docx"
    for data in (b"", b"x", whole[:-30], packed_docx(tmp_path, "")):
        path.write_bytes(data)
        with pytest.raises(FormatError):
            read(path, "docx")
    with zipfile.ZipFile(path, "w") as held:
        held.writestr("a", "b")
    with pytest.raises(FormatError, match="no DOCX"):
        read(path, "docx")


def test_a_docx_that_unpacks_to_too_much_is_refused_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what its own list says, before anything is unpacked."""
    need("docx", "docx")
    path = tmp_path / "x.docx"
    path.write_bytes(packed_docx(tmp_path, BODY))
    monkeypatch.setattr(docx_module, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(FormatError, match="would unpack"):
        read(path, "docx")
