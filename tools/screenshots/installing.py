"""Installing what the pictures need, where that is possible: root on Debian or Ubuntu."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from typing import Final

from tools.screenshots.terminals import Terminal

__all__ = ["BASE_PACKAGES", "install", "missing"]

BASE_PACKAGES: Final = ("xvfb", "imagemagick", "xdotool", "fonts-dejavu-core")
BASE_PROGRAMS: Final = ("Xvfb", "import", "convert", "xdotool")


def missing(programs: Iterable[str] = BASE_PROGRAMS) -> tuple[str, ...]:
    """The programs that are not on the path."""
    return tuple(program for program in programs if shutil.which(program) is None)


def install(terminals: Iterable[Terminal]) -> str:
    """Install what is missing; why not, or nothing when it was done."""
    packages: tuple[str, ...] = BASE_PACKAGES if missing() else ()
    for terminal in terminals:
        packages += terminal.packages if missing(terminal.programs) else ()
    if not packages:
        return ""
    if shutil.which("apt-get") is None:
        return "only apt-get is known here"
    if os.geteuid() != 0:
        return f"root installs: apt-get install {' '.join(sorted(set(packages)))}"
    command = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run([*command, *sorted(set(packages))], env=environment, check=False)
    return "" if done.returncode == 0 else f"apt-get ended with {done.returncode}"
