"""Prepares a file of examples as GLiNER's trainer does, and prints the spans that it will learn.

Run by a Python that has GLiNER: `read_with_gliner.py FILE`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace


def main(file: str) -> None:
    """The words of each example, and `[first, last, label]` of each span that got a label."""
    from gliner.data_processing.processor import UniEncoderSpanProcessor

    config = SimpleNamespace(
        max_width=12, max_len=384, max_types=25, words_splitter_type="whitespace"
    )
    tokenizer = SimpleNamespace(unk_token="?", pad_token="?")
    processor = UniEncoderSpanProcessor(config, tokenizer, None)
    examples = json.loads(Path(file).read_bytes())
    names = sorted({label for each in examples for *_, label in each["ner"]})
    forward = {name: number for number, name in enumerate(names, start=1)}
    backward = {number: name for name, number in forward.items()}
    batch = processor.collate_raw_batch(examples, class_to_ids=forward, id_to_classes=backward)
    prepared = []
    for number, tokens in enumerate(batch["tokens"]):
        labels = batch["span_label"][number].tolist()
        extents = batch["span_idx"][number].tolist()
        spans = [
            [first, last, backward[label]]
            for (first, last), label in zip(extents, labels, strict=True)
            if label > 0
        ]
        prepared.append({"tokens": tokens, "spans": spans})
    print(json.dumps(prepared))


if __name__ == "__main__":
    main(*sys.argv[1:])
