"""Beside other programs: the same work by doccano and spaCy, where an interpreter has them.

Both are heavy, so neither is installed with the rest: `--beside PYTHON` names an interpreter that
has one. What has none is skipped, and said to be. All figures are CPU seconds, since other
programs of the machine would be measured too; our import is the least of several rounds.
"""

from __future__ import annotations

import gc
import hashlib
import json
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.bulk import ALIAS
from benchmarks.corpus import documents
from benchmarks.measure import Result, Skipped
from hashiya.services import ImportOptions, default_scheme, import_paths, make_project
from hashiya.tagging import BILOU, align, tag_spans
from hashiya.text import sentence_spans, word_spans

__all__ = ["beside_results"]

ROUNDS: Final = 3
SENTENCES_AT_ONCE: Final = 1_000
OTHERS: Final = Path(__file__).parent / "others"

_Sentence = tuple[list[int], list[int], list[tuple[int, int, str]]]
"""Where tokens begin, where they end, and flat spans that fit them."""


def beside_results(
    folder: Path, interpreters: Sequence[str], *, sentences: int
) -> Iterator[Result | Skipped]:
    """An import beside doccano's, tags beside spaCy's."""
    for module, measure in (("backend.data_import", _import), ("spacy", _tags)):
        name = "doccano" if module.startswith("backend") else module
        python = next((each for each in interpreters if _has(each, module)), None)
        if python is None:
            yield Skipped(f"beside {name}", "no interpreter has it; --beside PYTHON names one")
        else:
            yield measure(folder, python, sentences)


def _has(python: str, module: str) -> bool:
    program = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    return subprocess.run([python, "-c", program], capture_output=True, check=False).returncode == 0


def _import(folder: Path, python: str, sentences: int) -> Result:
    """A JSONL file of doccano's own keys: read, checked and saved in SQLite by both.

    doccano is measured on a tenth, since its time grows as the file does and is long.
    """
    whole, tenth = folder / "doccano.jsonl", folder / "doccano-tenth.jsonl"
    _write_doccano(whole, sentences)
    _write_doccano(tenth, sentences // 10)
    place = folder / "doccano"
    place.mkdir()
    said = _run(python, "doccano_import.py", tenth, place)
    project = folder / "beside.hashiya"

    def ours() -> None:
        for companion in folder.glob(f"{project.name}*"):
            companion.unlink()
        make_project(project, default_scheme())
        done = import_paths(project, [whole], ImportOptions(alias=ALIAS))
        if done.report.documents["refused"] or done.report.spans_refused:
            raise SystemExit("the benchmark's own corpus was refused")

    seconds = _least(ours)
    return Result(
        f"import of {sentences:,} sentences ÷ doccano's",
        100 * seconds / (10 * said["seconds"]),
        100 / 30,
        "%",
        f"{seconds:.2f} s beside 10 × {said['seconds']:.2f} s, CPU",
    )


def _write_doccano(path: Path, sentences: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        for generated in documents(sentences):
            line = {"text": generated.text, "label": generated.spans}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _tags(folder: Path, python: str, sentences: int) -> Result:
    """Flat spans on the same tokens, as BILOU; every tag must be the same."""
    path = folder / "spacy.jsonl"
    seal, seconds = hashlib.sha256(), 0.0
    # As spaCy does beside: so many at once are held in memory, and only the tagging is timed.
    held = _sentences(path, sentences)
    while some := list(islice(held, SENTENCES_AT_ONCE)):
        gc.disable()  # on both sides, as in an export
        began = time.process_time()
        tags = [tag_spans(spans, starts, ends, BILOU) for starts, ends, spans in some]
        seconds += time.process_time() - began
        gc.enable()
        seal.update("".join(f"{' '.join(each)}\n" for each in tags).encode())
    said = _run(python, "spacy_tags.py", path)
    if seal.hexdigest() != said["sha256"]:
        raise SystemExit("spaCy's tags are others")
    return Result(
        f"spans of {sentences:,} sentences as tags ÷ spaCy's",
        100 * seconds / said["seconds"],
        10.0,
        "%",
        f"{seconds:.2f} s beside {said['seconds']:.2f} s, CPU; the tags are the same",
    )


def _sentences(path: Path, count: int) -> Iterator[_Sentence]:
    """Sentences of the corpus, each with its outermost spans on whole words; written for spaCy."""
    with path.open("w", encoding="utf-8") as out:
        for generated in documents(count):
            for begin, stop in sentence_spans(generated.text):
                body = generated.text[begin:stop]
                starts, ends = map(list, zip(*word_spans(body), strict=True))
                inside = [
                    (start - begin, end - begin, label)
                    for start, end, label in generated.spans
                    if begin <= start and end <= stop
                ]
                places = align(inside, starts, ends)
                spans: list[tuple[int, int, str]] = []
                for (_, _, label), place in zip(inside, places, strict=True):
                    if not spans or place.start >= spans[-1][1]:
                        spans.append((place.start, place.end, label))
                words = [body[start:end] for start, end in zip(starts, ends, strict=True)]
                follows = zip(ends, [*starts[1:], ends[-1]], strict=True)
                line = [words, [end < start for end, start in follows], spans]
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
                yield starts, ends, spans


def _run(python: str, program: str, *paths: Path) -> Any:
    command = [python, str(OTHERS / program), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{program} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def _least(work: Callable[[], None]) -> float:
    """CPU seconds of the fastest of several rounds."""
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)
