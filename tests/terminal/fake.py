"""A terminal that answers what a test tells it to, on the other side of a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Answer = Callable[[bytes], bytes]


class FakeTerminal:
    """Reads what is written to it and answers once its fence, a bare DA1 question, has come."""

    def __init__(self, answer: Answer, *, after_seconds: float = 0.0) -> None:
        self.master, self.line = pty.openpty()
        self.asked = b""
        self._answer = answer
        self._after = after_seconds
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        fresh = b""
        while not self._ends.is_set():
            if not select.select([self.master], [], [], 0.01)[0]:
                continue
            fresh += os.read(self.master, 4096)
            if fresh.endswith(b"\x1b[c"):
                self.asked += fresh
                time.sleep(self._after)
                os.write(self.master, self._answer(fresh))
                fresh = b""

    def close(self) -> None:
        """End the thread and close both sides."""
        self._ends.set()
        self._thread.join()
        os.close(self.master)
        os.close(self.line)


@contextmanager
def fake_terminal(answer: Answer, *, after_seconds: float = 0.0) -> Iterator[FakeTerminal]:
    """A fake terminal for the length of a test."""
    terminal = FakeTerminal(answer, after_seconds=after_seconds)
    try:
        yield terminal
    finally:
        terminal.close()
