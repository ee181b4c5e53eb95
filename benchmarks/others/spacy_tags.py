"""spaCy's `offsets_to_biluo_tags`, timed; for an interpreter that has spaCy installed.

`PYTHON spacy_tags.py FILE` reads sentences, one JSON list a line: words, whether a space follows
each, and spans `[start, end, label]`. It prints a JSON object: CPU seconds of the calls alone, and
a SHA-256 of all tags.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sys
import time
import warnings
from importlib import import_module
from itertools import islice
from pathlib import Path

SENTENCES_AT_ONCE = 1_000
"""Held in memory; making spaCy's documents is not timed."""


def main(file: Path) -> None:
    """Tag and hash."""
    warnings.simplefilter("ignore")
    gc.disable()  # as on our side
    make = import_module("spacy.tokens").Doc
    vocabulary = import_module("spacy.vocab").Vocab()
    tags_of = import_module("spacy.training").offsets_to_biluo_tags
    seal = hashlib.sha256()
    spent = 0.0
    with file.open(encoding="utf-8") as lines:
        while held := [json.loads(line) for line in islice(lines, SENTENCES_AT_ONCE)]:
            docs = [make(vocabulary, words=words, spaces=spaces) for words, spaces, _ in held]
            spans = [list(map(tuple, each)) for _, _, each in held]
            began = time.process_time()
            tags = [tags_of(doc, each) for doc, each in zip(docs, spans, strict=True)]
            spent += time.process_time() - began
            seal.update("".join(f"{' '.join(each)}\n" for each in tags).encode())
    print(json.dumps({"seconds": spent, "sha256": seal.hexdigest()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
