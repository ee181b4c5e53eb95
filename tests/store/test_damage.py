"""Damage: files with flipped bits, lost pages and cut ends are errors or read as they were."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.making import (
    MINISTER,
    SENTENCES,
    Project,
    adding,
    annotated,
    annotation,
    marking,
    plain,
)

from hashiya.errors import HashiyaError
from hashiya.model import MarkRecord, SpanRecord
from hashiya.store import Store, open_project

PAGE = 4096


def _flip(content: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice([1, 1, 2, 8, 64])):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def _blank(content: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(content))
    length = dice.choice([1, 16, 512, PAGE])
    content[start : start + length] = bytes(len(content[start : start + length]))


def _scramble(content: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(content))
    part = content[start : start + dice.choice([4, 64, 1024])]
    content[start : start + len(part)] = dice.randbytes(len(part))


def _swap_pages(content: bytearray, dice: random.Random) -> None:
    one, two = (dice.randrange(len(content) // PAGE) * PAGE for _ in range(2))
    content[one : one + PAGE], content[two : two + PAGE] = (
        content[two : two + PAGE],
        content[one : one + PAGE],
    )


def _cut(content: bytearray, dice: random.Random) -> None:
    del content[dice.randrange(len(content)) :]


def _change_words(content: bytearray, dice: random.Random) -> None:
    """Change a byte inside a value: what no structure of the file can notice."""
    words = [b"agency", b"official", b"done", b"salma", b"import", b"edits", "الوزير".encode()]
    word = dice.choice(words)
    places = [at for at in range(len(content)) if content.startswith(word, at)]
    content[dice.choice(places) + dice.randrange(len(word))] ^= 1 << dice.randrange(5)


WAYS: list[Callable[[bytearray, random.Random], None]] = [
    _flip,
    _flip,
    _blank,
    _scramble,
    _swap_pages,
    _cut,
    _change_words,
    _change_words,
]


def _everything(store: Store) -> object:
    """What people and exports read of a project; every value checks itself on the way."""
    records = list(store.stream("salma"))
    return (
        store.info()._replace(path=Path()),
        store.scheme(),
        records,
        list(store.stream("salma", only_with_layer=True)),
        list(store.stream("judge", "gold", only_with_layer=True)),
        [(store.document(record.id), store.layer(record.id, "salma")) for record in records],
    )


def _lists(store: Store) -> object:
    """What lists and counters say; a check compares them with the rest."""
    return (store.page("salma", limit=1000), store.counts(), store.layers())


@pytest.mark.parametrize(
    "how_many",
    [
        200,
        pytest.param(int(__import__("os").environ.get("DMG", "10000")), marks=pytest.mark.torture),
    ],
)
def test_a_damaged_file_is_an_error_or_reads_as_it_was(
    project: Project, tmp_path: Path, how_many: int
) -> None:
    """Never silently wrong: what reads otherwise than before is at least found by a check."""
    session = project.sit()
    marks = [MarkRecord(*sentence, "done") for sentence in SENTENCES]
    spans = (SpanRecord(6, 20, "agency", note="sure?"), SpanRecord(*MINISTER, "official"))
    records = [annotated(f"d{number}", *spans, marks=marks) for number in range(20)]
    gold = annotated("d1", alias="judge")._replace(layer="gold")
    project.store.put(session, [*records, gold, plain("e1"), plain("e2")])
    for number in range(20):
        project.store.record(session, "e1", adding(annotation(f"a{number}")))
    project.store.record(session, "e1", marking(SENTENCES[0], None, "nothing"))
    project.store.undo(session)
    whole, lists = _everything(project.store), _lists(project.store)
    project.store.close()
    healthy = project.path.read_bytes()
    copy = tmp_path / "damaged.hashiya"
    refused = 0
    for seed in range(how_many):
        dice = random.Random(seed)
        content = bytearray(healthy)
        dice.choice(WAYS)(content, dice)
        for ending in ("-wal", "-shm"):
            copy.with_name(copy.name + ending).unlink(missing_ok=True)
        copy.write_bytes(content)
        try:
            store = open_project(copy)
        except HashiyaError:
            refused += 1
            continue
        try:
            assert _everything(store) == whole, f"seed {seed} reads something else"
            if _lists(store) != lists:
                assert [*store.check()], f"seed {seed} lists something else, and no check finds it"
        except HashiyaError:
            refused += 1
        finally:
            store.close()
    assert refused > how_many / 4
