"""`hashiya replay`: how many keys a piece of work takes, measured in the app itself."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from hashiya.cli.options import json_option
from hashiya.cli.output import print_data, print_json
from hashiya.errors import FormatError
from hashiya.services import (
    AnnotationSession,
    Outcome,
    Trial,
    Tried,
    compare_trial,
    load_scheme,
    prepare_trial,
)
from hashiya.text import counted

__all__ = ["command"]

MAX_SHOWN = 20
"""Spans of each sort that are named; more are counted."""


@click.command(
    "replay",
    short_help="Play keys on an article and count them.",
    epilog="Example: hashiya replay morning.keys article.jsonl --json",
)
@click.argument("script", type=click.Path(path_type=Path))
@click.argument("article", type=click.Path(path_type=Path))
@click.option("--scheme", type=click.Path(path_type=Path), help="Labels and their keys, as TOML.")
@json_option
def command(script: Path, article: Path, scheme: Path | None, *, as_json: bool) -> int:
    """Play the keys of SCRIPT on ARTICLE without a screen, and say what they cost.

    SCRIPT holds keys with spaces between them, as `hashiya annotate` knows them: f, 1, enter,
    shift+left, space; after a # that stands apart a line is a remark. ARTICLE is a text, or a file
    with spans that the keys are to make. Nothing is kept: the project is made for this and
    thrown away. The exit code is 1 when other spans stand than those of ARTICLE.
    """
    from hashiya.tui import play_keys, read_keys  # noqa: PLC0415 - Textual, for this command only

    keys = read_keys(_text_of(script), str(script))
    with TemporaryDirectory() as folder:
        trial = prepare_trial(article, Path(folder), load_scheme(scheme) if scheme else None)
        played = play_keys(
            lambda: AnnotationSession.open(trial.project, trial.player), trial.player, keys
        )
        outcome = compare_trial(trial)
    if as_json:
        print_json(_as_json(played.keys, played.seconds, trial, outcome))
    else:
        for line in _lines(played.keys, played.seconds, trial, outcome):
            print_data(line)
    return 1 if outcome.missing or outcome.extra else 0


def _text_of(script: Path) -> str:
    try:
        return script.read_bytes().decode()
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", path=str(script)) from error
    except UnicodeDecodeError as error:
        reason = f"is not UTF-8 at byte {error.start}; save it as UTF-8"
        raise FormatError(reason, path=str(script)) from error


def _lines(keys: int, seconds: float, trial: Trial, outcome: Outcome) -> list[str]:
    made = outcome.made
    lines = [
        f"keys       {keys:,} for {counted(made, 'span')}{_each(keys, made)}",
        f"seconds    {seconds:.2f} to play them{_each(seconds, made)}",
    ]
    if trial.expecting is None:
        return [*lines, "expected   the article came without spans, so nothing was compared"]
    if not outcome.missing and not outcome.extra:
        return [*lines, "expected   exactly these spans"]
    missing, extra = len(outcome.missing), len(outcome.extra)
    lines.append(f"expected   {counted(missing, 'span')} missing, {extra:,} not expected")
    for word, spans in (("missing", outcome.missing), ("extra", outcome.extra)):
        lines += [f"{word:<10} {_named(span)}" for span in spans[:MAX_SHOWN]]
        if len(spans) > MAX_SHOWN:
            lines.append(f"{word:<10} and {len(spans) - MAX_SHOWN:,} more")
    return lines


def _each(total: float, made: int) -> str:
    return f": {total / made:.2f} a span" if made else ""


def _named(span: Tried) -> str:
    return f"{span.document} {span.start}–{span.end} {span.label} {span.quote}"


def _as_json(keys: int, seconds: float, trial: Trial, outcome: Outcome) -> dict[str, object]:
    made = outcome.made
    return {
        "documents": trial.documents,
        "keys": keys,
        "spans": made,
        "seconds": round(seconds, 3),
        "keys_per_span": round(keys / made, 3) if made else None,
        "seconds_per_span": round(seconds / made, 4) if made else None,
        "is_compared": trial.expecting is not None,
        "missing": [span._asdict() for span in outcome.missing],
        "extra": [span._asdict() for span in outcome.extra],
    }
