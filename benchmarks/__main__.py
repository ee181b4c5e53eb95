"""`python -m benchmarks`: every figure with its goal; exit 1 when one is missed.

Figures are ratios against a baseline of the same run wherever there is one. `--quick` uses sizes
that a person waits for; `--only bulk` (or memory, layout, keys, scroll, start, opening, search,
list, history, agreement, review, beside) measures one part. `--beside PYTHON` names an interpreter
that has another program; it may be given more than once.
"""

from __future__ import annotations

import argparse
import compileall
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import hashiya
from benchmarks.agreeing import agreement_results
from benchmarks.beside import beside_results
from benchmarks.bulk import bulk_results, make_corpus, make_filled_project, memory_results
from benchmarks.corpus import article, documents
from benchmarks.layouts import layout_results
from benchmarks.listing import list_results
from benchmarks.looking_back import history_results
from benchmarks.measure import Result, Skipped
from benchmarks.reviewing import review_results
from benchmarks.screen import key_results, opening_results, start_results
from benchmarks.scrolling import scroll_results
from benchmarks.searching import search_results

PARTS = (
    "layout",
    "keys",
    "scroll",
    "start",
    "opening",
    "search",
    "list",
    "history",
    "bulk",
    "memory",
    "agreement",
    "review",
    "beside",
)


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--only", choices=PARTS)
    options.add_argument("--beside", action="append", default=[sys.executable], metavar="PYTHON")
    chosen = options.parse_args()
    for package in map(Path, hashiya.__path__):
        compileall.compile_dir(package, quiet=1)
    missed = 0
    with tempfile.TemporaryDirectory() as place:
        for name, results in _parts(Path(place), chosen.beside, is_quick=chosen.quick).items():
            if chosen.only in {None, name}:
                for result in results():
                    print(result.line(), flush=True)
                    missed += not result.holds
    print(f"{missed} missed" if missed else "every goal is met")
    return 1 if missed else 0


def _parts(
    folder: Path, interpreters: Sequence[str], *, is_quick: bool
) -> dict[str, Callable[[], Iterable[Result | Skipped]]]:
    size, large = (5_000, 20_000) if is_quick else (100_000, 1_000_000)
    return {
        "layout": layout_results,
        "keys": lambda: key_results(_long_article(folder), "d"),
        "scroll": lambda: scroll_results(_long_article(folder), "d"),
        "start": lambda: start_results(
            _project(folder, 10), _project(folder, 2_000 if is_quick else 100_000), "bench"
        ),
        "opening": lambda: opening_results(
            _corpus_project(folder, 10), _corpus_project(folder, large), "bench", sentences=large
        ),
        "search": lambda: search_results(_corpus_project(folder, large), sentences=large),
        "list": lambda: list_results(
            _project(folder, 2_000 if is_quick else 100_000),
            documents=2_000 if is_quick else 100_000,
        ),
        "history": lambda: history_results(
            _project(folder, 10), acts=2_000 if is_quick else 100_000
        ),
        "bulk": lambda: bulk_results(folder, sentences=size),
        "memory": lambda: memory_results(folder, sentences=large),
        "beside": lambda: beside_results(folder, interpreters, sentences=size),
        "agreement": lambda: agreement_results(sentences=size),
        "review": lambda: review_results(folder, count=500 if is_quick else 10_000),
    }


def _long_article(folder: Path) -> Path:
    """A project of one article of 10,000 words with 1,000 spans, the annotator's own."""
    if (project := folder / "article.hashiya").exists():
        return project
    line = json.dumps(article(words=10_000, spans=1_000).as_json(), ensure_ascii=False)
    return _made(project, [line])


def _project(folder: Path, count: int) -> Path:
    """A project of this many one-sentence documents."""
    lines = (
        json.dumps(generated.as_json() | {"id": f"s{number}"}, ensure_ascii=False)
        for number, generated in enumerate(
            one for seed in range(count) for one in documents(1, seed=seed)
        )
    )
    return _made(folder / f"of-{count}.hashiya", lines)


def _corpus_project(folder: Path, sentences: int) -> Path:
    """A project of the seeded corpus, of this many sentences."""
    if not (project := folder / f"corpus-{sentences}.hashiya").exists():
        corpus = project.with_suffix(".jsonl")
        make_corpus(corpus, sentences=sentences)
        make_filled_project(project, corpus)
    return project


def _made(project: Path, lines: Iterator[str] | list[str]) -> Path:
    corpus = project.with_suffix(".jsonl")
    with corpus.open("w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in lines)
    make_filled_project(project, corpus)
    return project


if __name__ == "__main__":
    sys.exit(main())
