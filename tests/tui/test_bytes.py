"""Bytes: on every screen, only sequences of an allow-list reach the terminal, whatever is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest
from tests.tui.allowed import offence, shown_text
from tests.tui.ptys import Pty, running

from hashiya.model import Act, Add, Annotation, Attribute, Label, MarkSentence, Scheme, Words
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    import_paths,
    make_pack,
    make_project,
    make_return,
    merge_packs,
    open_pack,
)

EVIL: Final = (
    "\x1b]52;c;aGE=\x07 \x1b]0;t\x07 [/] [b]x[/b] \x1b[2J \x9b31m \x90q\x9c \x1bPq\x1b\\ \x7f\x08"
    " \u202eخطر\u202c \u2066قف\u2069 \u200f\u061c \u200bصفر\ufeff \U000e0041\U000e007f \xad[/nope"
)
"""Controls of C0 and C1, a clipboard, a title, markup, direction controls, tags, zero widths."""

EVIL_TYPED: Final = f"\x1b[200~{EVIL}\x1b[201~".encode()
"""The same, pasted."""

F1: Final = b"\x1bOP"
WAYS: Final = {
    "moving": (b"\x1b[D", b"\x1b[C", b"\x1b[B", b"\x1b[A", b"\x1b[1;5D", b"\x1b[6~", b"\x1b[5~"),
    "sentences": (b"n", b"p", b"\r", b"o", b"0"),
    "tagging": (b"\x1b[1;2D", b"1", b"2", b"c", b"l", b"1", b"\t", b"x", b"u", b"r"),
    "copying": (b"\x1b[1;2F", b"\x03"),
    "finding": (b"/", EVIL_TYPED, b"\r", b"\x1b", b"/", "خطر".encode(), b"\r", b"\x1b"),
    "going": (b"y", b"9", b"\x1b"),
    "searching": (b"\x06", EVIL_TYPED, b"\x1b", b"\x06", "خطر".encode(), b"\t", b"\x1b[B", b"\x1b"),
    "occurrences": (b"\t", b"*", b"p", b" ", b"\x1b[B", b"\x1b"),
    "attributes": (b"\t", b"a", EVIL_TYPED, b"\x1b", b"\x1b"),
    "commands": (b"\x10", EVIL_TYPED, b"\x1b", b"\x10", b"\x1b[6~", b"\x1b[B", b"\x1b"),
    "a help of keys": (
        b"/",
        F1,
        b"\x1b",
        b"\x1b",
        b"\x06",
        F1,
        F1,
        b"\x1b",
        b"g",
        b"?",
        b"q",
        b"q",
    ),
    "a note": (b"\t", b"m", EVIL_TYPED, b"\r", EVIL_TYPED, b"\x13", b"m", b"\x1b"),
    "the menu": (b"\t", b".", b"\x1b[B", b"\x1b[B", b"\x1b"),
    "the menu of the mouse": (b"\x1b[<2;60;6M", b"\x1b[<2;60;6m", b"\x1b[A", b"\x1b"),
    "repainting": (b"\x0c",),
    "directions": (b"d", b"d", b"d"),
    "themes": (b"t", b"t", b"t", b"\x14"),
    "the help": (b"?", b"\x1b[6~", b"\x1b[5~", b"\x1b"),
    "feedback": (b"\x1b[17;2~", b"a", b"p", EVIL_TYPED, b"\x1b", b"\x1b"),
    "the figures": (b"\x1b[20;2~", b"\x1b[B", b"\x1b[6~", b"\x1b[20;2~"),
    "agreement": (
        *(b"\x1b[15~", b"\x1b[B", b"\r", b"\x1b[B", b"\x1b", b"\x1b[F"),
        *(b"\x1b[C", b"\x1b[C", b"\x1b[6~", b"\x1b[C", b"\x1b[B", b"1", b"\x1b"),
    ),
    "guidelines": (b"g", b"\x1b[6~", b"\x1b[5~", b"\x1b[D", b"\t", b"g", b"\x1b"),
    "what came in": (
        b"\x1b[17~",
        b"\t",
        b"\x1b[B",
        b"\x1b[F",
        b"\r",
        F1,
        b"\x1b",
        b"\x1b",
        b"\x1b",
    ),
    "the history": (b"\x1b[17~", b"\x1b[B", b"\x1b[F", b"\r", b"\x1b[17~", b"\x1b[H", b"\x1b"),
    "to come back to": (
        b"!",
        b"\x07",
        b"\x0e",
        EVIL_TYPED,
        b"\x13",
        b"\x04",
        EVIL_TYPED,
        b"\x13",
        b"\x02",
        b"\x1b[B",
        b"\t",
        b"\x1b[Z",
        b"\x1b",
        b"{",
        b"}",
        b"\x02",
        b"\r",
    ),
    "the list of spans": (b"\x1bOS", b"\x1b[B", b"\x1b[D", b"\x1b[A", b"\r", b"\x1bOS", b"\x1bOS"),
    "the list of articles": (b"\x1bOR", b"\x1b[B", b"\r", b"\x1bOR", EVIL_TYPED, b"\t", b"\x1b"),
    "documents": (b"]", b"]", b"["),
    "the mouse": (b"\x1b[<0;60;6M", b"\x1b[<32;50;6M", b"\x1b[<0;50;6m", b"\x1b[<65;50;6M"),
    "other sizes": (),
}
"""Every screen and everything a key does there: what to press from the article, and back to it."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Articles, labels, names, notes and quotes that are all hostile."""
    path = tmp_path / "p.hashiya"
    labels = (
        Label(
            name="[/]",
            titles=Words(ar=EVIL, en=EVIL),
            key="1",
            attributes=(Attribute(name="x", kind="text", titles=Words(ar=EVIL, en=EVIL)),),
        ),
        Label(name="b", titles=Words(ar="جهة"), key="2"),
    )
    make_project(path, Scheme(id="x", labels=labels))
    text = f"{EVIL} كلمة {EVIL}\nثم قال {EVIL}."
    span = {"start": 0, "end": len(EVIL), "label": "[/]", "note": EVIL}
    third = f"third {EVIL}"
    lines = [
        {"id": EVIL, "name": EVIL, "text": text, "spans": [span]},
        {"id": "second", "name": EVIL[::-1], "text": text[::-1]},
        {"id": third, "text": text, "spans": [span], "status": "done"},
    ]
    corpus = tmp_path / "hostile.jsonl"
    corpus.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    imported = import_paths(path, [corpus], ImportOptions(alias="salma"))
    assert imported.report.documents == {"added": 3}
    assert imported.report.spans_out == 2
    others = {"id": third, "text": text, "spans": [], "status": "done"}
    corpus.write_text(json.dumps(others), encoding="utf-8")
    import_paths(path, [corpus], ImportOptions(alias="omar"))
    bring_in(path, tmp_path)
    return path


def bring_in(path: Path, folder: Path) -> None:
    """Work of salma's on the second article, out of a pack whose name is hostile too."""
    pack = make_pack(path, "salma", ["second"], out=folder / "away.pack.jsonl")
    away, _ = open_pack(pack.path, folder / "away.hashiya")
    session = AnnotationSession.open(away, "salma")
    page = session.open_document("second")
    span = page.document.sentences[0]
    made = Annotation(id="far", span=span, label="[/]", quote=page.document.quote(span), note=EVIL)
    session.commit("second", Act(edits=(Add(annotation=made),)))
    session.close()
    back = make_return(away, out=folder / EVIL.replace("/", ""))
    merge_packs(path, "salma", [back.path], lambda _file, _merged: None)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (b"\x1b[1;31mword\x1b[0m \x1b[2;3H", ""),
        (b"word \x1b]0;title\x07", "U+001B at 5"),
        (b"a\x07", "U+0007 at 1"),
        ("a\x9b".encode(), "U+009B at 1"),
        (b"\xff", "U+DCFF at 0"),
        ("\u202e".encode(), "U+202E at 0"),
        ("\x1b]66;w=1:v=1;\u202eb\x1b\\".encode(), "U+001B at 0"),
        ("\x1b]66;w=1:v=2;ب\x1b\\".encode(), ""),
        (b"\x1b[?12h", "U+001B at 0"),
    ],
)
def test_the_allow_list_finds_what_is_not_on_it(written: bytes, place: str) -> None:
    """Sequences of the list and printable characters pass; the first other thing is named."""
    found = offence(written)
    assert found.startswith(place)
    assert bool(found) is bool(place)


REVIEW_WAYS: Final = {
    "cards": (b"n", b"p", b"o", b"\x1b[6~", b"\x1b[5~", b"\x1b[1;2B", b"\x1b[F", b"\x1b[H"),
    "agreed ones": (b"a", b"n", b"a"),
    "rulings": (b"1", b"u", b"\x19", b"u", b"0", b"u", b"d", b"u", b"g", b"g"),
    "editing": (b"e", b"\x1b[D", b"\x1b[1;5D", b"\t", b"\x1b[C", b"2", b"\r", b"u", b"\x1b"),
    "more than one": (b"b", b"1", b"2", b"\r", b"\x1b"),
    "reasons": (b"r", b"2", b"m", EVIL_TYPED, b"\x13", b"m", b"\x1b", b"1", b"u"),
    "one person": (b"w", b"+", b"\x1b", b"w", b"1", b"u"),
    "more sides": (b"+", b"+", b"b", b"+", b"\x1b"),
    "filters": (b"f", b"\x1b[C", b"\t", b"\x1b[C", b"\t", b"\x1b[C", b"\r", b"\x1b"),
    "the queue": (b"\x1bOS", b"\x1bOS", b"\x1b[<0;90;3M", b"\x1b[<0;90;3m"),
    "articles": (b"\x1bOR", b"\t", b"\x1b[B", F1, b"\x1b", b"\x1b", b"]", b"]", b"[", b"["),
    "help and commands": (b"?", b"\x1b[6~", b"\x1b", b"\x10", b"\x1b[B", b"\x1b"),
    "gold": (b"\x1b[15~", b"\x1b[19~", b"t", b"t", b"t", b"\x0c"),
    "other sizes": (),
}
"""The same of the review screen."""


def walk(screen: Pty, ways: Mapping[str, Sequence[bytes]] = WAYS) -> None:
    """Go through every screen and back."""
    for way, keys in ways.items():
        screen.press(*keys)
        if way == "other sizes":
            for size in ((39, 9), (60, 12), (200, 50), (1, 1), (100, 30)):
                screen.resize(*size)
                screen.settle()
        assert screen.process.poll() is None, (way, screen.written[-2000:])
        assert offence(screen.written) == "", way


def test_every_screen_writes_allowed_sequences_only(project: Path) -> None:
    """Hostile documents, names, notes and labels bring no byte that is not on the allow-list."""
    with running(project) as screen:
        screen.wait_for(b"saved")
        walk(screen)
        screen.press(b"q")
        assert screen.ended() == 0
        assert offence(screen.written) == ""
        assert "خطر" not in shown_text(screen.written)  # Drawn: right to left, in its forms.
        assert "ﺮﻄﺧ" in shown_text(screen.written)


def test_a_review_writes_allowed_sequences_only(project: Path) -> None:
    """Two people's hostile spans, notes and names, with everything a key does on a card."""
    span = {"start": 0, "end": len(EVIL) - 1, "label": "b", "note": EVIL}
    line = {
        "id": EVIL,
        "name": EVIL,
        "text": f"{EVIL} كلمة {EVIL}\nثم قال {EVIL}.",
        "spans": [span],
    }
    corpus = project.parent / "other.jsonl"
    corpus.write_text(json.dumps(line), encoding="utf-8")
    assert import_paths(project, [corpus], ImportOptions(alias="omar")).report.spans_out == 1
    for alias in ("salma", "omar"):
        session = AnnotationSession.open(project, alias)
        sentences = session.open_document(EVIL).document.sentences
        marks = [MarkSentence(span=each, before=None, after="done") for each in sentences]
        session.commit(EVIL, Act(edits=tuple(marks)))
        session.close()
    with running(project, alias="nour", verb="review") as screen:
        screen.wait_for(b"saved")
        walk(screen, REVIEW_WAYS)
        screen.press(b"q")
        assert screen.ended() == 0
        assert offence(screen.written) == ""
        assert "ﺮﻄﺧ" in shown_text(screen.written)
