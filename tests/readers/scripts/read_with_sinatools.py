"""Reads a file of nested tags as Wojood's own loader does, and prints its segments.

Run by a Python that has SinaTools: `read_with_sinatools.py FILE`.
"""

from __future__ import annotations

import json
import sys
import types
from importlib.util import find_spec
from pathlib import Path


def main(file: str) -> None:
    """Rows of token and tags, segment by segment, and the labels that the loader sees."""
    spec = find_spec("sinatools")
    assert spec is not None
    home = Path(next(iter(spec.submodule_search_locations or ())))
    # The package itself looks for a model when it is imported; its room for data needs none.
    package = types.ModuleType("sinatools.ner")
    package.__path__ = [str(home / "ner")]
    sys.modules["sinatools.ner"] = package
    from sinatools.ner.data_format import parse_conll_files

    (segments,), vocabularies = parse_conll_files((file,))
    rows = [[[token.text, *token.gold_tag] for token in segment] for segment in segments]
    labels = [
        next(tag for tag in each.get_itos() if tag != "O")[2:] for each in vocabularies.tags[1:]
    ]
    print(json.dumps({"segments": rows, "labels": labels}))


if __name__ == "__main__":
    main(*sys.argv[1:])
