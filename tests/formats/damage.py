"""Good files of each format, and what accidents make of them."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.formats.cases import options, packed_docx, record
from tests.formats.damaged_tables import ROWS, as_table

from hashiya.formats import ReadOptions, writer

__all__ = ["Damaged", "attempts", "seeds"]

FOREIGN = Path(__file__).parent / "golden" / "foreign"
FOREIGN_SEEDS = (
    ("brat", "brat/a.ann"),
    ("conll", "bilou.conll"),
    ("conllu", "news.conllu"),
    ("conllu", "news.conllup"),
    ("csv", "news.csv"),
    ("csv", "news.tsv"),
    ("casjson", "cas.json"),
    ("webanno", "webanno.tsv"),
    ("xmi", "cas.xmi"),
    ("wojood", "wojood.txt"),
    ("doccano", "doccano.jsonl"),
    ("doccano", "doccano-utf16.jsonl"),
    ("html", "page.html"),
    ("json", "doccano.json"),
    ("jsonl", "keys.jsonl"),
    ("labelstudio", "labelstudio.json"),
    ("labelstudio", "labelstudio-min.json"),
    ("parquet", "news.parquet"),
    ("prodigy", "prodigy.jsonl"),
    ("spacy", "spacy.jsonl"),
)
"""A reader and a good file of its format."""

WRITTEN_SEEDS = (
    *("jsonl", "conll", "conllu", "wojood", "labelstudio", "prodigy", "doccano", "brat"),
    *("xmi", "casjson"),
)
"""Formats whose own files are good ones too."""

TEXT = "أعلن والي بنك المغرب 😀 يوم 12 ماي.\n\nعنوان\tآخر\u2028نهاية"

CONFIGURATION = b"""[entities]
agency
\tministry
!thing
date
[relations]
Of\tArg1:<ENTITY>, Arg2:date
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
[events]
Say\tAgent:agency
[attributes]
<E>=agency|date
value\tArg:<E>, Value:a|b
negated\tArg:<ENTITY>
"""
"""brat's `annotation.conf`."""

_CELL = "<w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr>{}</w:tc>"
_PARAGRAPH = f"<w:p><w:r><w:t xml:space='preserve'>{TEXT}</w:t><w:br/><w:tab/></w:r></w:p>"
_ROW = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{}</w:tr>"
BODY = (
    f"{_PARAGRAPH}<w:tbl>{_ROW.format(_CELL.format(_PARAGRAPH) * 2) * 2}</w:tbl>"
    f"<w:p><w:ins w:id='1' w:author='x'><w:r><w:t>{TEXT}</w:t></w:r></w:ins></w:p>"
)
"""A document in DOCX: paragraphs, a table with merged cells, a tracked change."""

_PIECES = (
    *(b"", b"\n", b"\r\n", b"\n\n", b" ", b"\t", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xd8", b"\x06"),
    *(b'"', b"{", b"}", b"[", b"]", b":", b",", b"\\u0000", b"\\ud800", b"\\", b"null", b"NaN"),
    *(b"-1", b"1e999", b"9" * 5000, b"[" * 5000, b'"spans":', b'"text":', b'"start":', b"true"),
    *(b"O", b"B-x", b"I-x", b"E-x", b"B-", b"-DOCSTART-", b"# ", b"\xe2\x80\xa8", b"\xc2\x85"),
    *(
        b"0.0",
        b"<p>" * 3000,
        b"<a ",
        b"/>",
        b"]]>",
        b"<!--",
        b"&#0;",
        b"&x;",
        b"<!DOCTYPE x [",
        b";",
    ),
    *(
        b"|",
        b"=",
        b"_",
        b"*[1]",
        b"1-1",
        b"\\n",
        b"T1\t",
        b"R1\t",
        b"\x1f\x8b",
        b"\xf0\x9f\x98\x80",
    ),
)
_NUMBERS = (b"0", b"-1", b"1", b"2147483647", b"4294967296", b"1e9", b"9" * 30, b"0.5", b"999999")
_VALUES = (
    b'""',
    b"null",
    b"[]",
    b"{}",
    b"[[]]",
    b"true",
    b"-1",
    b"[1,2,3]",
    b'{"text":1}',
    b'"\\ud800"',
)

_ELEMENT: Final = re.compile(
    rb'"(?:[^"\\\n]|\\.){0,2000}"|</?\w[^<>]{0,2000}>|\d+|[^\s"<>\[\]{},:;=|/]+'
)
"""What a file is made of: quoted words, marks of XML, numbers, anything between white space."""

_OPTIONS: Final[dict[str, tuple[Any, ...]]] = {
    "encoding": (None, None, None, None, "utf-8", "utf-16", "cp1256", "iso8859-6"),
    "offsets": (None, None, "utf16", "bytes", "codepoints"),
    "repair": (True, False),
    "tags": ("auto", "auto", "BIO", "IOB1", "BIOES", "BILOU"),
    "tag_columns": ("auto", "last", "all"),
    "column": (None, None, None, "1", "99", "text"),
    "keys": ({}, {}, {}, {"text": "body", "spans": "marks", "start": "from", "label": "what.type"}),
    "sentences_per_document": (None, None, 1, 2),
}
"""What a person may say beside, in all of its ways."""


class Damaged(NamedTuple):
    """One file to try."""

    name: str
    """Its reader."""
    path: Path
    said: ReadOptions
    """What is said of it."""


def seeds(folder: Path) -> list[tuple[str, bytes]]:
    """Good files of each format, with a sidecar's rows and brat's configuration among them."""
    spans = (("والي بنك المغرب", "official"), ("بنك المغرب", "agency"), ("12 ماي", "date"))
    made = [record(TEXT, *spans, name=name) for name in ("a", "b")]
    written = []
    for name in WRITTEN_SEEDS:
        target = folder / f"seed{writer(name).suffix}"
        writer(name).write(made, target, options(overwrite=True))
        good = next(target.glob("a.[axj]*")) if target.is_dir() else target
        written.append((name, good.read_bytes()))
    rows = dict(written)
    return [
        *((name, (FOREIGN / file).read_bytes()) for name, file in FOREIGN_SEEDS),
        *written,
        ("docx", BODY.encode()),
        (
            "html",
            f"<html><meta charset=cp1256><body><p>{TEXT}</p></body></html>".encode(
                "cp1256", "xmlcharrefreplace"
            ),
        ),
        ("text", TEXT.encode()),
        ("text", rows["conll"]),
        ("offsets", (folder / "seed.offsets.tsv").read_bytes()),
        ("configuration", CONFIGURATION),
        ("rows", ROWS),
    ]


def attempts(folder: Path, count: int, seed: int, only: str | None) -> Iterator[Damaged]:
    """Damaged files, each under its format; of one format, when it is named."""
    chance = random.Random(seed)
    all_good = seeds(folder)
    rows = dict(all_good)
    good = [each for each in all_good if only in {None, each[0]}]
    for number in range(count):
        name, data = good[number % len(good)]
        made = _damaged(data, chance)
        path = folder / f"x.{name}"
        sidecar = folder / "x.offsets.tsv"
        sidecar.unlink(missing_ok=True)
        if name == "brat":
            path = folder / "y.txt"
            path.write_bytes(
                TEXT.encode() if chance.random() < 0.7 else _damaged(TEXT.encode(), chance)
            )
            (folder / "y.ann").write_bytes(made)
        elif name == "offsets":
            name, path = "conll", folder / "x.conll"
            path.write_bytes(rows["conll"])
            sidecar.write_bytes(made)
        elif name == "configuration":
            name, path = "brat", folder / "z"
            path.mkdir(exist_ok=True)
            (path / "y.txt").write_bytes(TEXT.encode())
            (path / "y.ann").write_bytes(rows["brat"])
            (path / "annotation.conf").write_bytes(made)
        elif name == "rows":
            name, path = "parquet", folder / "x.parquet"
            if not as_table(_elements(data, chance), path):
                path.write_bytes(made)
        elif name == "docx":
            path.write_bytes(_docx(folder, made, chance))
        else:
            path.write_bytes(_packed(made, chance))
        yield Damaged(name, path, _options(chance))


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """The same bytes after a few accidents: to bytes, to elements, to lines."""
    for _ in range(chance.randint(1, 4)):
        data = chance.choice((_bytes, _bytes, _elements, _elements, _lines))(data, chance)
    return data


def _bytes(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    at = chance.randint(0, len(made))
    to = min(len(made), at + chance.choice([0, 1, 1, 2, 5, 30, 300]))
    match chance.randint(0, 5):
        case 0 | 1:
            made[at:to] = chance.choice(_PIECES)
        case 2:
            made[at:to] = made[at:to] * 2
        case 3:
            made[at:to] = chance.randbytes(to - at)
        case 4:
            del made[at:]
        case _:
            made[at:at] = chance.choice(_PIECES)
    return bytes(made)


def _elements(data: bytes, chance: random.Random) -> bytes:
    """One word, number or mark becomes another, or is gone."""
    found = list(_ELEMENT.finditer(data))
    if not found:
        return data
    lost = chance.choice(found)
    kept = lost.group()
    if kept.isdigit() and chance.random() < 0.7:
        by = str(int(kept[:18]) + chance.choice([-2, -1, 1, 2, 1000])).encode()
        made = chance.choice((by, by, chance.choice(_NUMBERS)))
    else:
        sources = (
            chance.choice(found).group(),
            kept * 2,
            b"",
            chance.choice(_VALUES),
            chance.choice(_PIECES),
        )
        made = chance.choice(sources)
    return data[: lost.start()] + made + data[lost.end() :]


def _lines(data: bytes, chance: random.Random) -> bytes:
    """A line is gone, comes twice, or stands elsewhere."""
    lines = data.split(b"\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randint(0, 2):
        case 0:
            del lines[at]
        case 1:
            lines.insert(to, lines[at])
        case _:
            lines[at], lines[to] = lines[to], lines[at]
    return b"\n".join(lines)


def _docx(folder: Path, body: bytes, chance: random.Random) -> bytes:
    """Packed as a DOCX, which may have been damaged too."""
    data = packed_docx(folder, body.decode("utf-8", "replace"))
    return _damaged(data, chance) if chance.random() < 0.2 else data


def _packed(data: bytes, chance: random.Random) -> bytes:
    """One file in ten by gzip, and some of them damaged as they are."""
    if chance.random() < 0.9:
        return data
    data = gzip.compress(data, 1, mtime=0)
    return _bytes(data, chance) if chance.random() < 0.5 else data


def _options(chance: random.Random) -> ReadOptions:
    """The usual ones, or any."""
    if chance.random() < 0.5:
        return ReadOptions(repair=chance.random() < 0.5)
    return ReadOptions(**{name: chance.choice(values) for name, values in _OPTIONS.items()})
