"""How many documents are foreseen, which is a guess for a bar."""

from __future__ import annotations

from pathlib import Path

from hashiya.services import foreseen_documents


def test_what_begins_a_document_is_counted(tmp_path: Path) -> None:
    """Lines of JSONL, document lines of CoNLL, one for every other file, folders with all below."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.jsonl").write_text("{}\n{}\n{}\n")
    (tmp_path / "b.CONLL").write_text("-DOCSTART- O\n\nكلمة O\n\n-DOCSTART- O\n\n")
    (tmp_path / "deep" / "c.txt").write_text("سطر\nسطر\n")
    assert foreseen_documents([tmp_path / "a.jsonl"]) == 3
    assert foreseen_documents([tmp_path / "b.CONLL"]) == 2
    assert foreseen_documents([tmp_path]) == 6


def test_what_cannot_be_read_counts_little(tmp_path: Path) -> None:
    """Whoever reads it says what is wrong; a bar needs an end all the same."""
    assert foreseen_documents([tmp_path / "none.jsonl"]) == 1
    assert foreseen_documents([]) == 1
