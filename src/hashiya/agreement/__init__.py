"""How far people agree on spans: one measure a room, plain Python, streaming where it can.

Sheets go in, one document with several people's units at a time; counts come out, and figures with
the reason where there is none. This floor knows letters (`hashiya.text`) and errors. It must never
know a project, a file or a screen. Definitions and their sources stand in each room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hashiya.doors import late

if TYPE_CHECKING:
    from hashiya.agreement.aligning import Alignment, best_alignment
    from hashiya.agreement.alpha import alpha_nominal
    from hashiya.agreement.bootstrap import FIELD_BITS, SEED, Ledger, interval
    from hashiya.agreement.bundles import Bundles, Cell, Compared, LabelSums, Told
    from hashiya.agreement.cards import CARD_KINDS, Card, Proposal, Quorum, backed, cards_of
    from hashiya.agreement.clitics import core
    from hashiya.agreement.continua import Continua
    from hashiya.agreement.differing import KINDS, Disagreement, disagreements
    from hashiya.agreement.disorder import SAMPLES, Gamma, observed_disorder
    from hashiya.agreement.figure import Figure
    from hashiya.agreement.fscore import LABELLED, WAYS, SpanCounts, compare_spans, f_score
    from hashiya.agreement.islands import Island, divided
    from hashiya.agreement.kappa import cohen, fleiss
    from hashiya.agreement.matching import shared
    from hashiya.agreement.patterns import (
        BESIDE,
        PatternCounts,
        Patterns,
        binary,
        character_patterns,
        projected,
        token_patterns,
    )
    from hashiya.agreement.sheet import Reading, Sheet, Unit, side_by_side
    from hashiya.agreement.unitizing import Unitizing

__all__ = [
    "BESIDE",
    "CARD_KINDS",
    "FIELD_BITS",
    "KINDS",
    "LABELLED",
    "SAMPLES",
    "SEED",
    "WAYS",
    "Alignment",
    "Bundles",
    "Card",
    "Cell",
    "Compared",
    "Continua",
    "Disagreement",
    "Figure",
    "Gamma",
    "Island",
    "LabelSums",
    "Ledger",
    "PatternCounts",
    "Patterns",
    "Proposal",
    "Quorum",
    "Reading",
    "Sheet",
    "SpanCounts",
    "Told",
    "Unit",
    "Unitizing",
    "alpha_nominal",
    "backed",
    "best_alignment",
    "binary",
    "cards_of",
    "character_patterns",
    "cohen",
    "compare_spans",
    "core",
    "disagreements",
    "divided",
    "f_score",
    "fleiss",
    "interval",
    "observed_disorder",
    "projected",
    "shared",
    "side_by_side",
    "token_patterns",
]

_ROOMS: Final = {
    "CARD_KINDS": "cards",
    "BESIDE": "patterns",
    "FIELD_BITS": "bootstrap",
    "KINDS": "differing",
    "LABELLED": "fscore",
    "SAMPLES": "disorder",
    "SEED": "bootstrap",
    "WAYS": "fscore",
    "Alignment": "aligning",
    "Card": "cards",
    "Cell": "bundles",
    "Bundles": "bundles",
    "Compared": "bundles",
    "Continua": "continua",
    "Disagreement": "differing",
    "Figure": "figure",
    "Gamma": "disorder",
    "Island": "islands",
    "LabelSums": "bundles",
    "Ledger": "bootstrap",
    "PatternCounts": "patterns",
    "Patterns": "patterns",
    "Proposal": "cards",
    "Quorum": "cards",
    "Reading": "sheet",
    "Sheet": "sheet",
    "SpanCounts": "fscore",
    "Told": "bundles",
    "Unit": "sheet",
    "Unitizing": "unitizing",
    "alpha_nominal": "alpha",
    "backed": "cards",
    "best_alignment": "aligning",
    "binary": "patterns",
    "cards_of": "cards",
    "character_patterns": "patterns",
    "cohen": "kappa",
    "compare_spans": "fscore",
    "core": "clitics",
    "disagreements": "differing",
    "f_score": "fscore",
    "fleiss": "kappa",
    "interval": "bootstrap",
    "divided": "islands",
    "observed_disorder": "disorder",
    "projected": "patterns",
    "shared": "matching",
    "side_by_side": "sheet",
    "token_patterns": "patterns",
}
"""Name → the room it is in."""

__getattr__ = late(__name__, _ROOMS)
