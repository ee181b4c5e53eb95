"""The main job on a ready project: `make run`.

On a terminal it opens the demo project in the app, where the person left it. Without one it does
the same job headless: imports the sample articles and the two annotated ones, exports CoNLL and
JSONL, and prints what it made. It only ever adds: an existing project is continued.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hashiya.cli.main import run

ALIAS = "demo"
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
    if not chosen.headless and sys.stdin.isatty() and sys.stdout.isatty():
        return run([*on_project, "annotate", "--as", ALIAS])
    return _headless(project, on_project, is_new=is_new)


def _headless(project: Path, on_project: list[str], *, is_new: bool) -> int:
    for format_name in ("conll", "jsonl"):
        written = run([*on_project, "export", format_name, "--layer", ALIAS, "--overwrite"])
        if written != 0:
            return written
    shown = run([*on_project, "status"])
    print(f"{'made' if is_new else 'continued'} {project}; the exports above are below exports/")
    print("open it in a terminal with: make run")
    print(f"or with: .venv/bin/hashiya -p {project} annotate --as {ALIAS}")
    return shown


if __name__ == "__main__":
    sys.exit(main())
