"""Settings page: keeps the tables of `docs/settings.md` as the program has them.

`python -m tools.settings_page` writes them again; a test fails when they are not current.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from hashiya.terminal.known_settings import SETTINGS, Setting
from hashiya.tui.commands import COMMANDS

__all__ = ["PAGE", "main", "renewed"]

PAGE: Final = Path(__file__).parents[1] / "docs" / "settings.md"


def renewed(page: str) -> str:
    """The page with its tables as they should be."""
    settings = [
        f"| {_place(each)} | {_values(each)} | {each.default} | {each.meaning} |"
        for each in SETTINGS
    ]
    commands = [
        f"| `{command.name}` | {_keys(command.usual_keys)} | {command.help} |"
        for command in COMMANDS
    ]
    page = _between(page, "settings", ["Setting | Value | Default | Meaning", *settings])
    return _between(page, "commands", ["Command | Keys | What it does", *commands])


def _between(page: str, name: str, rows: list[str]) -> str:
    head, *rest = rows
    rule = " | ".join("---" for _ in head.split(" | "))
    table = "\n".join((f"| {head} |", f"| {rule} |", *rest))
    return re.sub(
        rf"(<!-- {name}:[^\n]*-->\n).*?(<!-- end of {name} -->)",
        lambda found: f"{found[1]}\n{table}\n\n{found[2]}",
        page,
        flags=re.DOTALL,
    )


def _place(setting: Setting) -> str:
    table = 'terminals."…"' if setting.table == "terminals" else setting.table
    return f"`[{table}]` " + ("any command" if setting.name == "*" else f"`{setting.name}`")


def _values(setting: Setting) -> str:
    if setting.kind == "columns":
        least, most = setting.bounds
        return f"{least} to {most}"
    kinds = {"truth": "`true`, `false`", "keys": "a key, or a list of keys", "theme": "a theme"}
    return kinds.get(setting.kind) or ", ".join(f'`"{choice}"`' for choice in setting.choices)


def _keys(keys: tuple[str, ...]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def main() -> int:
    """Write the page again."""
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
