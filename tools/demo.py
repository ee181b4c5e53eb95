"""The main job on a ready project: `make run`.

On a terminal it opens the demo project in the app, where the person left it. Without one it does
the same job headless: imports the sample articles and the two annotated ones, exports CoNLL and
JSONL, and prints what it made. It only ever adds: an existing project is continued.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hashiya.cli.main import run

ALIAS = "demo"
SECOND = "demo-2"
PROCLITICS = ("و", "ل", "ب", "ك", "ف")
DERIVED = ("text", "quote", "id")
"""Keys of a span that would speak of its old edges."""
ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Make or continue the demo project; then the app, or exports."""
    options = argparse.ArgumentParser(description="Open the demo project.")
    options.add_argument("--project", type=Path, default=Path("demo.hashiya"))
    options.add_argument("--headless", action="store_true", help="do not open the app")
    chosen = options.parse_args()
    project = chosen.project
    on_project = ["-p", str(project)]
    is_new = not project.exists()
    if is_new:
        made = run(["init", str(project)])
        if made != 0:
            return made
        corpora = ROOT / "corpora"
        for source in (corpora / "articles", corpora / "annotations.jsonl"):
            came_in = run([*on_project, "import", str(source), "--as", ALIAS])
            if came_in != 0:
                return came_in
        came_in = _import_second(on_project, corpora / "annotations.jsonl")
        if came_in != 0:
            return came_in
    if not chosen.headless and sys.stdin.isatty() and sys.stdout.isatty():
        return run([*on_project, "annotate", "--as", ALIAS])
    return _headless(project, on_project, is_new=is_new)


def _import_second(on_project: list[str], source: Path) -> int:
    """A second layer to try a review on: the first one, changed by a rule in every third span."""
    lines = []
    for line in source.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if "text" in record:
            text = record["text"]
            spans = enumerate(record["spans"])
            record["spans"] = [each for nth, span in spans for each in _changed(text, span, nth)]
        lines.append(json.dumps(record, ensure_ascii=False))
    with TemporaryDirectory() as folder:
        changed = Path(folder) / "second.jsonl"
        changed.write_text("\n".join(lines), encoding="utf-8")
        return run([*on_project, "import", str(changed), "--as", SECOND])


def _changed(text: str, span: dict[str, Any], nth: int) -> Iterator[dict[str, Any]]:
    """A span as the second layer has it: every ninth is missing, others have other edges."""
    start, end = span["start"], span["end"]
    if nth % 9 == 3:
        return
    before = text[max(0, start - 2) : start]
    if nth % 3 == 0 and before[:1] == " " and before[1:] in PROCLITICS:
        start -= 1
    elif nth % 3 == 0 and " " in text[start:end]:
        end = start + text[start:end].rindex(" ")
    yield {key: value for key, value in span.items() if key not in DERIVED} | {
        "start": start,
        "end": end,
    }


def _headless(project: Path, on_project: list[str], *, is_new: bool) -> int:
    for format_name in ("conll", "jsonl"):
        written = run([*on_project, "export", format_name, "--layer", ALIAS, "--overwrite"])
        if written != 0:
            return written
    shown = run([*on_project, "status"])
    print(f"{'made' if is_new else 'continued'} {project}; the exports above are below exports/")
    print("open it in a terminal with: make run")
    print(f"or with: .venv/bin/hashiya -p {project} annotate --as {ALIAS}")
    print(f"try a review: .venv/bin/hashiya -p {project} review --as judge --unfinished")
    return shown


if __name__ == "__main__":
    sys.exit(main())
