"""The door: arguments, exit codes, and what is printed.

This floor knows every service by its verb. It holds no rule of its own and loads the screens only
for the command that needs them.
"""

from __future__ import annotations

from hashiya.cli.main import main

__all__ = ["main"]
