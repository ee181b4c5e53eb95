"""Any bytes whatever: a reader yields what it can, or says why not, and never anything else."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.formats.cases import options, packed_docx, record

from hashiya.errors import FormatError
from hashiya.formats import (
    ReadItem,
    ReadOptions,
    Refusal,
    guess_format,
    reader,
    reader_names,
    writer,
)
from hashiya.model import DocumentRecord, SpanRecord, text_trouble

SHORT = 500
ALL_TRIED = ("jsonl", "conll", "text")
"""Readers that are tried on every short file beside its own."""

LONG = 100_000

FOREIGN = Path(__file__).parent / "golden" / "foreign"
FOREIGN_SEEDS = (
    ("brat", "brat/a.ann"),
    ("conll", "bilou.conll"),
    ("conllu", "news.conllu"),
    ("conllu", "news.conllup"),
    ("csv", "news.csv"),
    ("casjson", "cas.json"),
    ("webanno", "webanno.tsv"),
    ("xmi", "cas.xmi"),
    ("wojood", "wojood.txt"),
    ("doccano", "doccano.jsonl"),
    ("html", "page.html"),
    ("json", "doccano.json"),
    ("labelstudio", "labelstudio.json"),
    ("labelstudio", "labelstudio-min.json"),
    ("parquet", "news.parquet"),
    ("prodigy", "prodigy.jsonl"),
    ("spacy", "spacy.jsonl"),
)
"""A reader and a good file of its format."""

_PIECES = (
    *(b"", b"\n", b"\r\n", b"\n\n", b" ", b"\t", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xd8", b"\x06"),
    *(
        b'"',
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b",",
        b"\\u0000",
        b"\\ud800",
        b"\\",
        b"null",
        b"NaN",
        b"-1",
    ),
    *(b"1e999", b"9" * 5000, b"[" * 5000, b'"spans":', b'"text":', b'"start":', b"true", b"0.0"),
    *(b"O", b"B-x", b"I-x", b"E-x", b"B-", b"-DOCSTART-", b"# ", b"\xe2\x80\xa8", b"\xc2\x85"),
)


def seeds(folder: Path) -> list[tuple[str, bytes]]:
    """Good files of each format, with a sidecar's rows among them."""
    text = "أعلن والي بنك المغرب 😀 يوم 12 ماي.\n\nعنوان\tآخر\u2028نهاية"
    made = [record(text, ("بنك المغرب", "agency"), ("12 ماي", "date"), name=n) for n in ("a", "b")]
    for name in ("jsonl", "conll"):
        writer(name).write(made, folder / f"seed.{name}", options(overwrite=True))
    return [
        *((name, (FOREIGN / file).read_bytes()) for name, file in FOREIGN_SEEDS),
        ("docx", packed_docx(folder, f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")),
        ("text", text.encode()),
        ("jsonl", (folder / "seed.jsonl").read_bytes()),
        ("conll", (folder / "seed.conll").read_bytes()),
        ("offsets", (folder / "seed.offsets.tsv").read_bytes()),
    ]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The same bytes after a few accidents."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(made))
        to = min(len(made), at + chance.choice([0, 1, 1, 2, 5, 30, 300]))
        match chance.randint(0, 4):
            case 0:
                made[at:to] = chance.choice(_PIECES)
            case 1:
                made[at:to] = made[at:to] * 2
            case 2:
                made[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
            case 3:
                del made[at:]
            case _:
                made[at:at] = chance.choice(_PIECES)
    return bytes(made)


def check(item: ReadItem) -> None:
    """A document that comes out can be kept, and a refusal says why and where."""
    if isinstance(item, DocumentRecord):
        assert text_trouble(item.text) is None
        assert item.id
        for span in item.spans:
            assert isinstance(span, SpanRecord)
            assert 0 <= span.start < span.end <= len(item.text)
            assert span.quote in {None, item.text[span.start : span.end]}
        for start, end in item.sentences or ():
            assert 0 <= start < end <= len(item.text)
    if isinstance(item, Refusal):
        assert item.reason
        assert len(item.reason) < 1000


def attempts(folder: Path, count: int, seed: int, only: str | None) -> Iterator[tuple[str, Path]]:
    """Mutated files, each under its format; of one format, when it is named."""
    chance = random.Random(seed)
    all_good = seeds(folder)
    rows = dict(all_good)
    good = [each for each in all_good if only in {None, each[0]}]
    for number in range(count):
        name, data = good[number % len(good)]
        path = folder / "x.conll"
        sidecar = folder / "x.offsets.tsv"
        sidecar.unlink(missing_ok=True)
        if name == "brat":
            path = folder / "y.txt"
            text = rows["text"]
            path.write_bytes(text if chance.random() < 0.5 else mutated(text, chance))
            (folder / "y.ann").write_bytes(mutated(data, chance))
        elif name == "offsets":
            path.write_bytes(rows["conll"])
            sidecar.write_bytes(mutated(data, chance))
            name = "conll"
        else:
            path = folder / f"x.{name}"
            path.write_bytes(mutated(data, chance))
        yield name, path


def attempt(name: str, path: Path, chosen: ReadOptions) -> None:
    """One reader on one file; nothing but our own errors leaves it, and something always does."""
    said = 0
    with contextlib.suppress(FormatError):
        for item in reader(name).read(path, chosen):
            check(item)
            said += 1
        assert said


def run(folder: Path, count: int, seed: int) -> None:
    """Every reader on every file, and the guess."""
    for name, path in attempts(folder, count, seed, None):
        for tried in (name, *ALL_TRIED):
            attempt(tried, path, ReadOptions(repair=len(name) % 2 == 0))
        with contextlib.suppress(FormatError):
            guess_format(path)


def test_a_damaged_file_is_read_or_refused(tmp_path: Path) -> None:
    """No bytes bring anything but records, refusals and our own errors out of a reader."""
    run(tmp_path, SHORT, seed=1)


@pytest.mark.parametrize("name", reader_names())
def test_noise_is_read_or_refused(tmp_path: Path, name: str) -> None:
    """Random bytes too."""
    chance = random.Random(2)
    path = tmp_path / "x"
    for length in range(200):
        path.write_bytes(chance.randbytes(length))
        with contextlib.suppress(FormatError):
            for item in reader(name).read(path, ReadOptions()):
                check(item)


@pytest.mark.parametrize("name", reader_names())
def test_every_format_has_good_files_to_damage(tmp_path: Path, name: str) -> None:
    """So that none is left out of what follows."""
    assert name in {each for each, _ in seeds(tmp_path)}


@pytest.mark.torture
@pytest.mark.parametrize("name", [*reader_names(), "offsets"])
def test_a_hundred_thousand_damaged_files_are_read_or_refused(tmp_path: Path, name: str) -> None:
    """The same at length for each format; no file takes a second of work."""
    for number, (tried, path) in enumerate(attempts(tmp_path, LONG, 100, name)):
        begun = time.process_time()
        attempt(tried, path, ReadOptions(repair=number % 2 == 0))
        with contextlib.suppress(FormatError):
            guess_format(path)
        assert time.process_time() - begun < 1, path.read_bytes()
