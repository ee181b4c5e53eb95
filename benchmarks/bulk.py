"""Bulk work beside its floors: what reading the JSON and writing the same rows costs by itself."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.corpus import documents
from benchmarks.measure import Result, ratio_in_turn
from hashiya.services import (
    ExportOptions,
    ImportOptions,
    default_scheme,
    export_layers,
    import_paths,
    make_project,
)
from hashiya.text import sentence_spans, word_spans

__all__ = ["ALIAS", "bulk_results", "make_corpus", "make_filled_project", "memory_results"]

ALIAS: Final = "bench"
ROUNDS: Final = 3

ROWS: Final = (
    'SELECT d.id, d.name, d.text, d.sha256, s.start, s."end", s.label, s.quote'
    " FROM document d LEFT JOIN span s ON s.document_id = d.id ORDER BY d.position, s.start"
)
SENTENCES: Final = 'SELECT document_id, start, "end" FROM sentence ORDER BY document_id, ordinal'


def make_corpus(path: Path, *, sentences: int) -> None:
    """Write the seeded corpus as minimal JSONL."""
    with path.open("w", encoding="utf-8") as out:
        for generated in documents(sentences):
            out.write(json.dumps(generated.as_json(), ensure_ascii=False) + "\n")


def make_filled_project(project: Path, corpus: Path) -> None:
    """A new project with everything of a corpus in it."""
    for companion in project.parent.glob(project.name + "*"):
        companion.unlink()
    make_project(project, default_scheme())
    done = import_paths(project, [corpus], ImportOptions(alias=ALIAS))
    if done.report.documents["refused"] or done.report.spans_refused:
        raise SystemExit(f"the benchmark's own corpus was refused: {dict(done.report.kinds)}")


def bulk_results(folder: Path, *, sentences: int) -> Iterator[Result]:
    """Import and both exports at one size."""
    corpus, project = folder / "corpus.jsonl", folder / "ours.hashiya"
    make_corpus(corpus, sentences=sentences)
    make_filled_project(project, corpus)
    _export(project, folder / "out", "jsonl")
    native = folder / "native.jsonl"
    (folder / "out" / f"ours-{ALIAS}.jsonl").rename(native)
    schema, rows = _schema_and_rows(project)
    floor = folder / "floor.db"
    yield _result(
        f"import of {sentences:,} sentences from JSONL ÷ floor",
        1.6,
        ratio_in_turn(
            lambda: make_filled_project(project, native),
            lambda: _import_floor(native, floor, schema, rows),
            repeats=ROUNDS,
        ),
    )
    yield _result(
        "the same from lines without sentences ÷ floor that finds them",
        2.5,
        ratio_in_turn(
            lambda: make_filled_project(project, corpus),
            lambda: _import_floor(corpus, floor, schema, rows, finds_sentences=True),
            repeats=ROUNDS,
        ),
    )
    for name, goal, write in (("jsonl", 1.4, _jsonl_floor), ("conll", 1.3, _conll_floor)):
        measured = ratio_in_turn(
            lambda name=name: _export(project, folder / "out", name),  # type: ignore[misc]
            lambda write=write: write(project, folder / "floor.out"),  # type: ignore[misc]
            repeats=ROUNDS,
        )
        yield _result(f"export of {name} ÷ floor", goal, measured)


def memory_results(folder: Path, *, sentences: int) -> Iterator[Result]:
    """Peak memory of an import and of exports, each in a process of its own, and how they grow.

    Growth is CPU time of this size over that of a tenth.
    """
    spent: dict[str, list[float]] = {}
    for size in (sentences // 10, sentences):
        corpus, project = folder / f"large-{size}.jsonl", folder / f"large-{size}.hashiya"
        make_corpus(corpus, sentences=size)
        make_project(project, default_scheme())
        works = {"import of JSONL": ["import", str(corpus), "--as", ALIAS]}
        for name in ("jsonl", "conll"):
            works[f"export of {name}"] = ["export", name, "--out", str(folder / f"out-{size}")]
        for name, arguments in works.items():
            peak, seconds = _peak_and_seconds(["-p", str(project), *arguments])
            spent.setdefault(name, []).append(seconds)
            yield Result(f"peak memory, {name}, {size:,} sentences", peak, 96.0, "MB")
    for name, (tenth, whole) in spent.items():
        detail = f"{whole:.2f} s after {tenth:.2f} s, CPU"
        yield Result(f"time of ten times the sentences, {name}", whole / tenth, 13.0, "×", detail)


def _result(name: str, goal: float, measured: tuple[float, float, float]) -> Result:
    ratio, ours, floor = measured
    return Result(name, ratio, goal, "×", f"{ours:.2f} s beside {floor:.2f} s")


def _export(project: Path, folder: Path, name: str) -> None:
    options = ExportOptions(name, layer=ALIAS, folder=folder, overwrite=True)
    export_layers(project, options)


def _schema_and_rows(project: Path) -> tuple[list[str], dict[str, list[tuple[object, ...]]]]:
    """Tables and indexes as the project has them, and every row of the tables an import fills.

    The index of words is not among them: an import leaves it alone.
    """
    connection = sqlite3.connect(project)
    schema = [
        statement
        for (statement,) in connection.execute(
            "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
            " AND name NOT LIKE 'sqlite_%' AND name NOT GLOB 'search*' ORDER BY rootpage"
        )
    ]
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    rows = {
        name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
        for name in names
        if not name.startswith(("sqlite_", "search"))
    }
    connection.close()
    return schema, rows


def _import_floor(
    corpus: Path,
    target: Path,
    schema: list[str],
    rows: dict[str, list[tuple[object, ...]]],
    *,
    finds_sentences: bool = False,
) -> None:
    """json.loads of every line, then executemany of the same rows into the same tables.

    With `finds_sentences` the sentences that the lines lack are looked for as well.
    """
    for companion in target.parent.glob(target.name + "*"):
        companion.unlink()
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line).get("text", "")
            if finds_sentences:
                sentence_spans(text)
    connection = sqlite3.connect(target)
    connection.execute("PRAGMA journal_mode=WAL")
    for statement in schema:
        connection.execute(statement)
    for name, held in rows.items():
        if held:
            marks = ",".join("?" * len(held[0]))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', held)
    connection.commit()
    connection.close()


def _jsonl_floor(project: Path, target: Path) -> None:
    """The same facts read by plain SQL and dumped by plain json."""
    with target.open("w", encoding="utf-8") as out:
        for found in _floor_documents(project):
            spans = [
                {"start": start, "end": end, "label": label, "quote": quote}
                for start, end, label, quote in found.spans
            ]
            line = {
                "id": found.id,
                "name": found.name,
                "text": found.text,
                "sha256": found.sha256,
                "sentences": found.sentences,
                "spans": spans,
            }
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _conll_floor(project: Path, target: Path) -> None:
    """The same two files by the shortest way, and the tokens read back; nothing is compared.

    Words come from the same tokenizer, tags are filled in, offsets are written beside them.
    """
    with (
        target.open("w", encoding="utf-8") as out,
        target.with_suffix(".tsv").open("w", encoding="utf-8") as offsets,
    ):
        for found in _floor_documents(project):
            out.write("-DOCSTART- O\n\n")
            for begin, stop in found.sentences:
                text = found.text[begin:stop]
                words = word_spans(text)
                tags = ["O"] * len(words)
                for start, end, label, _ in found.spans:
                    if start >= stop or end <= begin:
                        continue
                    tag = "B-" + label
                    for index, (first, last) in enumerate(words):
                        if begin + first < end and begin + last > start and tags[index] == "O":
                            tags[index] = tag
                            tag = "I-" + label
                out.writelines(
                    f"{text[first:last]} {tag}\n"
                    for (first, last), tag in zip(words, tags, strict=True)
                )
                out.write("\n")
                offsets.writelines(
                    f"{found.id}\t{begin}\t{begin + first}\t{begin + last}\n"
                    for first, last in words
                )
    with target.open(encoding="utf-8") as written:
        for line in written:
            line.rstrip("\n").split(" ")


class _FloorDocument(NamedTuple):
    id: str
    name: str
    text: str
    sha256: str
    sentences: list[tuple[int, int]]
    spans: list[tuple[int, int, str, str]]


def _floor_documents(project: Path) -> Iterator[_FloorDocument]:
    """Documents with sentences and spans, by the shortest way out of the file."""
    connection = sqlite3.connect(project)
    sentences: dict[str, list[tuple[int, int]]] = {}
    for name, start, end in connection.execute(SENTENCES):
        sentences.setdefault(name, []).append((start, end))
    held: _FloorDocument | None = None
    for name, title, text, sha256, start, end, label, quote in connection.execute(ROWS):
        if held is None or held.id != name:
            if held is not None:
                yield held
            held = _FloorDocument(name, title, text, sha256, sentences.get(name, []), [])
        if start is not None:
            held.spans.append((start, end, label, quote))
    if held is not None:
        yield held
    connection.close()


def _peak_and_seconds(arguments: list[str]) -> tuple[float, float]:
    """Peak megabytes and CPU seconds of one command in a process of its own."""
    # The kernel's own high-water mark: getrusage also counts the parent it was forked from.
    program = (
        "import re, sys, time\n"
        "from hashiya.cli.main import run\n"
        f"code = run({arguments!r})\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]\n"
        "print(code, peak, time.process_time(), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    code, kilobytes, seconds = done.stderr.split()[-3:]
    if code != "0":
        raise SystemExit(f"{' '.join(arguments)} failed: {done.stderr}")
    return int(kilobytes) / 1024, float(seconds)
