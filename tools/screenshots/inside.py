"""Inside the terminal: shows a line of Arabic, asks for the mode, runs the program, and again.

Started in the terminal by `visit`, which it obeys through two named pipes: a line `mode NAME`
writes what the terminal answers to the file NAME, a line `run COMMAND…` (JSON) runs a command
and waits for its end, `end` ends it. Every line is answered with one. Must never import the
program it runs.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import termios
import time
import tty
from pathlib import Path
from typing import Final

LINE: Final = "كتاب مكتبة 12 abc هذا"
"""In logical order: a terminal that reorders shows it another way than one that does not.

No letter of it reaches out of its row, where the next thing drawn would cut it off.
"""
ASK: Final = b"\x1b[8$p\x1b[c"
"""DECRQM for mode 8, and DA1 behind it, which every terminal answers."""
ANSWER_SECONDS: Final = 3.0


def main() -> int:
    """Obey until `end`."""
    folder = Path(sys.argv[1])
    orders = (folder / "orders").open(encoding="utf-8")
    with orders, (folder / "answers").open("w", encoding="utf-8") as answers:
        for line in orders:
            verb, _, rest = line.strip().partition(" ")
            if verb == "end":
                break
            if verb == "mode":
                (folder / rest).write_bytes(_mode())
            if verb == "run":
                _run(json.loads(rest), folder)
            answers.write(f"{verb}\n")
            answers.flush()
    return 0


def _mode() -> bytes:
    """Show the line three times on an empty screen; what the terminal answers about mode 8."""
    screen = sys.stdin.fileno()
    before = termios.tcgetattr(screen)
    tty.setraw(screen)
    try:
        os.write(screen, b"\x1b[?25l\x1b[H\x1b[2J" + f"{LINE}\r\n".encode() * 3 + ASK)
        answer = b""
        end = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < end and not answer.endswith(b"c"):
            if select.select([screen], [], [], 0.1)[0]:
                answer += os.read(screen, 1024)
        return answer
    finally:
        termios.tcsetattr(screen, termios.TCSADRAIN, before)


def _run(command: list[str], folder: Path) -> None:
    """Run a command on this terminal; its number stands in `pid`, its end in `code`."""
    running = subprocess.Popen(command)
    (folder / "pid").write_text(str(running.pid), encoding="utf-8")
    (folder / "code").write_text(str(running.wait()), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
