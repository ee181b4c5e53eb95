"""WebAnno TSV as the program it is for reads it: strictly, line by line, in UTF-16.

What is written here follows the rules of INCEpTION's own reader, which are stricter than those of
the reader of this project: what follows what, how many fields a row has, where a sentence must
begin, and which backslashes mean something.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, given, settings
from tests.formats.cases import options, records
from tests.formats.test_all_writers import hostile

from hashiya.formats import file_name_of, writer
from hashiya.model import DocumentRecord

ENDS: Final = re.compile("\r\n|\r|\n")
DIVIDER: Final = re.compile(r"(?<!\\)\|")
IN_TEXT: Final = re.compile("\\\\([\\\\tnfrb\x01-\x07\x0e-\x1f])")
IN_VALUE: Final = re.compile(r"\\(\\|\[|\]|\||_|->|;|t|n|\*)")
SIGNS: Final = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}

MAY_FOLLOW: Final = {
    "gap": {"text"},
    "text": {"text", "token"},
    "token": {"token", "part", "gap", "end"},
    "part": {"token", "part", "gap", "end"},
}


def units(text: str) -> int:
    """How long a text is to the program."""
    return len(text.encode("utf-16-le")) // 2


def meant(escaped: str, signs: re.Pattern[str]) -> str:
    """What is meant by a text or a value."""
    return signs.sub(lambda found: SIGNS.get(found[1], found[1]), escaped)


class Program:
    """A file as the program has it when it is read."""

    def __init__(self, data: bytes) -> None:
        self.text = ""
        self.spans: list[list[int | str]] = []
        self._numbered: dict[str, list[int | str]] = {}
        self._waiting = ""
        lines = ENDS.split(data.decode())
        assert lines.pop() == ""
        assert re.fullmatch(r"#FORMAT=.* [0-9]+\.[0-9]+", lines[0])
        assert lines[1].startswith("#T_SP=")
        assert lines[2:4] == ["", ""]
        state = "gap"
        for line in [*lines[4:], None]:
            state = self._take(line, state)

    def _take(self, line: str | None, before: str) -> str:
        state = self._state(line, before)
        assert state in MAY_FOLLOW[before]
        if state == "text":
            self._waiting += meant((line or "").removeprefix("#Text="), IN_TEXT) + "\n"
        elif state in {"token", "part"}:
            _, place, _, cell, _ = (line or "").split("\t")
            begin, end = map(int, place.split("-"))
            if before == "text":
                self._open_sentence(begin)
            if cell != "_":
                for value in DIVIDER.split(cell):
                    self._annotate(value, begin, end)
        return state

    @staticmethod
    def _state(line: str | None, before: str) -> str:
        if line is None:
            return "end"
        if before in {"gap", "text"} and line.startswith("#"):
            return "text"
        if not line:
            return "gap"
        return "part" if "." in line.split("\t")[0] else "token"

    def _open_sentence(self, begin: int) -> None:
        """An end of a line goes where two sentences touch, and spaces fill what is missing."""
        if units(self.text) > begin:
            assert self.text[-1] == "\n"
            self.text = self.text[:-1]
        self.text += " " * (begin - units(self.text))
        assert units(self.text) == begin
        self.text += self._waiting
        self._waiting = ""

    def _annotate(self, value: str, begin: int, end: int) -> None:
        number = ""
        if value.endswith("]") and not value.endswith("\\]"):
            value, _, number = value[:-1].rpartition("[")
        if number in self._numbered:
            self._numbered[number][1] = end
            return
        made: list[int | str] = [begin, end, meant(value, IN_VALUE)]
        self.spans.append(made)
        if number:
            self._numbered[number] = made


def expect_read(made: DocumentRecord, folder: Path) -> None:
    """The program has the text, with an end of a line behind it, and every span."""
    writer("webanno").write([made], folder / "x.webanno", options(overwrite=True))
    path = folder / "x.webanno" / f"{file_name_of(made.id)}.tsv"
    found = Program(path.read_bytes())
    assert found.text == f"{made.text}\n"
    wanted = [
        (units(made.text[: span.start]), units(made.text[: span.end]), span.label)
        for span in made.spans
    ]
    assert sorted(map(tuple, found.spans)) == sorted(wanted)


def test_the_program_reads_hostile_documents(tmp_path: Path) -> None:
    """Every one that has a text."""
    for made in hostile():
        if made.text:
            expect_read(made, tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(made=records())
def test_the_program_reads_any_document(tmp_path: Path, made: DocumentRecord) -> None:
    """Whatever stands in it."""
    if made.text:
        expect_read(made._replace(id="d"), tmp_path)
