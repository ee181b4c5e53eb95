"""Trials: a project of its own for playing keys on an article, and what they made of it.

The spans that come with the article are what is expected; whoever plays does not see them. Must
never know a key or a screen.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

from hashiya.errors import UsageError
from hashiya.model import Scheme
from hashiya.services.annotating import AnnotationSession
from hashiya.services.counting import project_status
from hashiya.services.importing import Imported, ImportOptions, import_paths
from hashiya.services.projects import PROJECT_SUFFIX, default_scheme, make_project
from hashiya.text import counted

__all__ = ["Outcome", "Trial", "Tried", "compare_trial", "expected_spans", "prepare_trial"]

PLAYER: Final = "player"
UNNAMED: Final = "expected"
"""Whose the spans of a file are that names nobody."""


class Tried(NamedTuple):
    """One labelled span of a trial."""

    document: str
    """Id of its document."""
    start: int
    """Its first offset, in code points."""
    end: int
    """The offset after its last."""
    label: str
    """Its label's name."""
    quote: str
    """What it covers."""


class Trial(NamedTuple):
    """A project that is thrown away afterwards."""

    project: Path
    """Its file."""
    player: str
    """Alias of whoever plays."""
    documents: int
    """How many documents it has."""
    expecting: str | None
    """Alias of whose spans are expected; None when the article came without any."""


class Outcome(NamedTuple):
    """What was made, beside what was expected."""

    made: int
    """Spans that stand in the player's layers."""
    missing: tuple[Tried, ...]
    """Expected spans that do not stand, in text order."""
    extra: tuple[Tried, ...]
    """Spans that were not expected; empty where nothing was."""


def prepare_trial(article: Path, folder: Path, scheme: Scheme | None = None) -> Trial:
    """Make a project of an article; its spans become somebody else's layer.

    Args:
        article: Anything that can be imported.
        folder: Where the project is made.
        scheme: Labels and their keys; None takes the default ones.

    Raises:
        FormatError: The article cannot be read.
        UsageError: Nothing came in, some of it was refused, or the spans are several people's.
    """
    project = folder / f"trial{PROJECT_SUFFIX}"
    make_project(project, scheme or default_scheme())
    options = ImportOptions(alias=UNNAMED, layer="annotator")
    _expect_whole(article, import_paths(project, [article], options))
    counts = project_status(project).counts
    if not counts.documents:
        raise UsageError(f"{article} holds no document; name a text or a JSONL file")
    known = [alias for alias, work in counts.annotators.items() if work.annotations]
    if len(known) > 1:
        raise UsageError(f"{article} holds spans of {', '.join(known)}; leave one layer in it")
    return Trial(project, PLAYER, counts.documents, known[0] if known else None)


def expected_spans(trial: Trial) -> Counter[Tried]:
    """The spans that came with the article; none when it came without."""
    return Counter() if trial.expecting is None else _spans(trial, trial.expecting)


def compare_trial(trial: Trial) -> Outcome:
    """Hold what was made against what was expected."""
    made = _spans(trial, trial.player)
    if trial.expecting is None:
        return Outcome(made.total(), (), ())
    expected = expected_spans(trial)
    missing, extra = expected - made, made - expected
    return Outcome(made.total(), tuple(sorted(missing.elements())), tuple(sorted(extra.elements())))


def _expect_whole(article: Path, imported: Imported) -> None:
    report = imported.report
    refused = report.documents["refused"] + report.spans_refused
    if refused:
        losses = next(iter(report.examples.values()))
        reason = losses[0].why
        raise UsageError(
            f"{article}: {counted(refused, 'part')} of it refused, the first because {reason}"
        )


def _spans(trial: Trial, alias: str) -> Counter[Tried]:
    session = AnnotationSession.open(trial.project, alias)
    try:
        return Counter(
            Tried(line.id, each.span.start, each.span.end, each.label, each.quote)
            for line in session.documents(limit=trial.documents)
            for each in session.open_document(line.id).layer.annotations
        )
    finally:
        session.close()
