"""Agreement's figures: five annotators over a large corpus, and exact F1 of two beside seqeval.

The annotators are the seeded corpus with seeded differences: spans left out, cut shorter, called
something else, and others put in; exact F1 of two of them is about 0.78. seqeval is no part of
Hashiya; where it is not installed, its line is skipped with the reason.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Final

from benchmarks.corpus import Generated, documents
from benchmarks.measure import Result, ratio_in_turn
from hashiya.agreement import SEED, Reading, Sheet, Unit, f_score, shared, side_by_side
from hashiya.services import Measured
from hashiya.services.collecting import without_collecting
from hashiya.services.sheets import DocumentSeen
from hashiya.services.summing_up import summed_up
from hashiya.services.tallies import Tallies
from hashiya.tagging import BIO, encode_tags
from hashiya.text import word_spans

__all__ = ["agreement_results", "marked"]

PEOPLE: Final = ("ann", "bab", "cid", "dor", "eve")
LABELS: Final = ("agency", "date", "official", "topic")
SECONDS: Final = 10.0
"""CPU seconds of everything but gamma, for `FULL` sentences."""
DRAWING: Final = 2.0
"""How many of them are for drawing articles, which takes as long for fewer."""
FULL: Final = 100_000
TIMES: Final = 20
"""How many times as fast as seqeval exact F1 has to be."""
ROUNDS: Final = 3


def agreement_results(*, sentences: int) -> Iterator[Result]:
    """All measures of five annotators, then exact F1 of two."""
    corpus = list(documents(sentences))
    layers = [[marked(one, who) for who in PEOPLE] for one in corpus]
    began = time.process_time()
    measured = _measured(corpus, layers)
    spent = time.process_time() - began
    yield Result(
        f"all but gamma, {len(PEOPLE)} annotators, {sentences:,} sentences",
        spent,
        DRAWING + (SECONDS - DRAWING) * sentences / FULL,
        "s",
        f"of CPU; mean exact F1 {measured.mean['exact'].figure.value:.3f}",
    )
    if find_spec("seqeval") is None:
        print("skip exact F1 beside seqeval: it is not installed; `pip install seqeval` to compare")
        return
    yield _beside_seqeval([_flat_sheet(one) for one in corpus], sentences)


def _measured(corpus: list[Generated], drawn: list[list[list[Unit]]]) -> Measured:
    """Sheets out of what each person marked, counted and summed up as a project's are."""
    tallies = Tallies(PEOPLE, LABELS, with_gold=False, gamma_seed=None, cases=5)
    with without_collecting():
        for one, layers in zip(corpus, drawn, strict=True):
            named = zip(PEOPLE, layers, strict=True)
            readings = [Reading(who, one.text, "s 1", units) for who, units in named]
            tallies.add(DocumentSeen(one.id, side_by_side(one.id, readings), PEOPLE, ()))
    return summed_up(tallies, (), "s 1", SEED)


def marked(one: Generated, who: str) -> list[Unit]:
    """What a person made of an article."""
    chance = random.Random(f"{one.id}/{who}")
    units: list[Unit] = []
    for start, end, label in one.spans:
        drawn = chance.random()
        if drawn < 0.04:
            continue
        if drawn < 0.08 and end - start > 3:
            units.append((start, end - 1, label))
        elif drawn < 0.11 and end - start > 3:
            units.append((start + 2, end, label))
        else:
            units.append((start, end, chance.choice(LABELS) if drawn < 0.14 else label))
    if chance.random() < 0.3:
        start = chance.randrange(len(one.text) - 9)
        units.append((start, start + 8, chance.choice(LABELS)))
    return units


def _flat_sheet(one: Generated) -> Sheet:
    """Two people's words, none twice: tags cannot hold nested spans nor parts of words."""
    words = word_spans(one.text)
    readings = []
    for who in PEOPLE[:2]:
        units: list[Unit] = []
        for start, end, label in sorted(marked(one, who)):
            covered = [word for word in words if word[0] < end and start < word[1]]
            if covered and (not units or units[-1][1] <= covered[0][0]):
                units.append((covered[0][0], covered[-1][1], label))
        readings.append(Reading(who, one.text, "s 1", units))
    return side_by_side(one.id, readings)


def _tags(sheet: Sheet, name: str) -> list[str]:
    starts = {start: at for at, (start, _) in enumerate(sheet.tokens)}
    ends = {end: at + 1 for at, (_, end) in enumerate(sheet.tokens)}
    spans = [(starts[start], ends[end], label) for start, end, label in sheet.columns[name]]
    return list(encode_tags(spans, len(sheet.tokens), BIO))


def _beside_seqeval(sheets: list[Sheet], sentences: int) -> Result:
    """Spans as they are beside their tags as seqeval wants them; both give the same F1."""
    import seqeval.metrics as seqeval  # noqa: PLC0415 - only where it is installed

    one, other = ([_tags(sheet, name) for sheet in sheets] for name in PEOPLE[:2])
    values: dict[str, float] = {}

    def ours() -> None:
        values["ours"] = _exact_f1(sheets)

    def theirs() -> None:
        values["theirs"] = seqeval.f1_score(one, other)

    ratio, seconds, floor = ratio_in_turn(ours, theirs, repeats=ROUNDS)
    if abs(values["ours"] - values["theirs"]) > 1e-9:
        raise SystemExit(f"exact F1 is not what seqeval says: {values}")
    detail = f"{seconds:.2f} s beside {floor:.2f} s, both {values['ours']:.6f}"
    name = f"exact F1 of two over {sentences:,} sentences ÷ seqeval"
    return Result(name, ratio, 1 / TIMES, "×", detail)


def _exact_f1(sheets: list[Sheet]) -> float:
    matched = left = right = 0
    for sheet in sheets:
        ours, theirs = (sheet.columns[name] for name in PEOPLE[:2])
        matched += len(shared(ours, theirs))
        left += len(ours)
        right += len(theirs)
    return f_score(matched, left, right)
