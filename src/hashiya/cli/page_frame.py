"""The frame of every page: head, policy, style, language and direction, and sections with a title.

A page asks no network for anything, and its own policy forbids that. Must never know what a page is
about.
"""

from __future__ import annotations

from typing import Final

from hashiya.cli.markup import Html, Part, element
from hashiya.tui import is_mirrored, language

__all__ = ["framed", "section"]

POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
)
STYLE: Final = """
body { font: 16px/1.6 system-ui, "Noto Naskh Arabic", sans-serif; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; color: #1c1c1c; background: #fbfaf7;
  overflow-wrap: break-word; }
h1 { font-size: 1.9rem; margin: 0; } h2 { margin-top: 2.5rem; font-size: 1.2rem; }
.quiet { color: #595959; } .loud { font-size: 1.3rem; margin: .3rem 0; }
table { border-collapse: collapse; margin: .5rem 0; } caption { text-align: start; color: #595959; }
th, td { padding: .25rem .8rem; text-align: start; border-bottom: 1px solid #ddd6c8;
  unicode-bidi: isolate; vertical-align: top; }
td { font-variant-numeric: tabular-nums; } details { margin: .3rem 0; }
summary { cursor: pointer; } mark { background: #ffe08a; }
.scroll { overflow-x: auto; }
@media (prefers-color-scheme: dark) { .plot { background: #fbfaf7; } }
"""


def framed(title: str, *parts: Part, script: Html | None = None) -> str:
    """A whole page in the interface's language.

    Args:
        title: What it is called.
        parts: What it shows.
        script: What it runs, if anything.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        Html(f"<style>{STYLE}</style>"),
        script,
    )
    body = element("body", element("main", *parts))
    direction = "rtl" if is_mirrored() else "ltr"
    return "<!doctype html>\n" + element("html", head, body, lang=language(), dir=direction) + "\n"


def section(name: str, title: str, *parts: Part) -> Html:
    """A part of a page under a title of its own, which an address may name."""
    return element("section", element("h2", title), *parts, id=name)
