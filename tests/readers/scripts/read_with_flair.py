"""Reads a file of columns as flair's corpora do, and prints sentences with their entities.

Run by a Python that has flair: `read_with_flair.py FILE SCRATCH`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(file: str, scratch: str) -> None:
    """Every sentence's words, and `[first, end, label]` of its entities."""
    import flair

    flair.cache_root = Path(scratch)
    from flair.datasets.sequence_labeling import ColumnDataset

    held = ColumnDataset(file, {0: "text", 1: "ner"}, in_memory=True)
    sentences = [
        {
            "words": [token.text for token in sentence],
            "entities": [
                [span.tokens[0].idx - 1, span.tokens[-1].idx, span.tag]
                for span in sentence.get_spans("ner")
            ],
        }
        for sentence in held
    ]
    print(json.dumps(sentences))


if __name__ == "__main__":
    main(*sys.argv[1:])
