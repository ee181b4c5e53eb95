"""`make screenshots`: one picture a terminal into docs/screenshots, and two checks on each.

Exit 1 when a check fails. A terminal that is not installed is skipped and said to be; with
`--install`, root on Debian gets it first.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tools.screenshots.installing import install, missing
from tools.screenshots.terminals import TERMINALS, Terminal
from tools.screenshots.visit import Finding, visit

ROOT: Final = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    """Visit each terminal and print what was found."""
    options = argparse.ArgumentParser(description="Take pictures of the annotate screen.")
    options.add_argument("--install", action="store_true", help="install what is missing (root)")
    options.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots")
    options.add_argument("--keep", type=Path, help="an empty folder for everything in between")
    options.add_argument("names", nargs="*", metavar="TERMINAL", help="all of them without one")
    chosen = options.parse_args()
    terminals = [one for one in TERMINALS if not chosen.names or one.name in chosen.names]
    reason = install(terminals) if chosen.install else ""
    if reason:
        print(f"not installed: {reason}")
    if missing():
        print(f"skipped all: no {', '.join(missing())}; try --install")
        return 0
    chosen.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = (chosen.keep or Path(place)).resolve()
        project = _demo(folder)
        findings = [_visited(one, project, folder / one.name, chosen.to) for one in terminals]
    return 1 if any(found.troubles for found in findings) else 0


def _visited(terminal: Terminal, project: Path, folder: Path, pictures: Path) -> Finding:
    lacking = missing(terminal.programs)
    if lacking:
        found = Finding(terminal.name, (f"skipped: no {', '.join(lacking)}; try --install",), ())
    else:
        found = visit(terminal, project, folder, pictures)
    mark = "MISS" if found.troubles else "ok  "
    print(f"{mark} {terminal.name:<12} {'; '.join(found.troubles or found.facts)}", flush=True)
    return found


def _demo(folder: Path) -> Path:
    """The demo project, made anew."""
    folder.mkdir(parents=True, exist_ok=True)
    project = folder / "news.hashiya"
    demo = [sys.executable, str(ROOT / "tools" / "demo.py"), "--headless", "--project"]
    subprocess.run([*demo, str(project)], cwd=folder, check=True, capture_output=True, timeout=120)
    return project


if __name__ == "__main__":
    sys.exit(main())
