"""Any bytes whatever: a reader yields what it can, or says why not, and never anything else."""

from __future__ import annotations

import contextlib
import random
from functools import partial
from pathlib import Path

import pytest
from tests.formats.damage import Damaged, attempts, seeds
from tests.formats.limits import limited

from hashiya.errors import FormatError, UsageError
from hashiya.formats import ReadItem, ReadOptions, Refusal, guess_format, reader, reader_names
from hashiya.model import DocumentRecord, SpanRecord, text_trouble

SHORT = 500
ALL_TRIED = ("jsonl", "conll", "text")
"""Readers that are tried on every short file beside its own."""

LONG = 100_000


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


def attempt(tried: Damaged, name: str) -> None:
    """One reader on one file; nothing but our own errors leaves it, and something always does."""
    said = 0
    with contextlib.suppress(FormatError, UsageError):
        for item in reader(name).read(tried.path, tried.said):
            check(item)
            said += 1
        assert said
    with contextlib.suppress(FormatError):
        guess_format(tried.path)


def test_a_damaged_file_is_read_or_refused(tmp_path: Path) -> None:
    """No bytes bring anything but records, refusals and our own errors out of a reader."""
    for tried in attempts(tmp_path, SHORT, 1, None):
        for name in (tried.name, *ALL_TRIED):
            attempt(tried, name)


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
@pytest.mark.parametrize("name", [*reader_names(), "offsets", "configuration", "rows"])
def test_a_hundred_thousand_damaged_files_are_read_or_refused(tmp_path: Path, name: str) -> None:
    """The same at length for each format; none takes a second of work, or memory out of measure."""
    for tried in attempts(tmp_path, LONG, 100, name):
        try:
            limited(partial(attempt, tried, tried.name), tried.path.stat().st_size)
        except BaseException as error:
            error.add_note(f"{tried.name} with {tried.said}, kept in {tmp_path}")
            raise
