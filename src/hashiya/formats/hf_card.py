"""The card of a dataset: what `datasets` must be told, and what a person should know first.

Features are written down, since a reader that guesses them from the first rows is wrong when those
hold no spans. Every name is quoted, since YAML takes `NO` for false. Knows no rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from hashiya.formats.loss_reports import LossReport
from hashiya.formats.markdown import plain, table
from hashiya.formats.write_options import WriteOptions
from hashiya.text import counted

__all__ = ["dataset_card"]


def dataset_card(
    options: WriteOptions,
    classes: Sequence[str],
    splits: Mapping[str, tuple[int, int]],
    report: LossReport,
) -> str:
    """README.md: the YAML block, then a short account.

    Args:
        options: The scheme and its labels.
        classes: Names of the tags, in the order of their numbers.
        splits: Split → rows and bytes.
        report: Counts of documents and spans.
    """
    total = sum(size for _, size in splits.values())
    lines = [
        "---",
        "language:",
        "- ar",
        "task_categories:",
        "- token-classification",
        "dataset_info:",
        "  features:",
        *_features(classes),
        "  splits:",
        *(
            line
            for split, (rows, size) in splits.items()
            for line in (
                f"  - name: {split}",
                f"    num_bytes: {size}",
                f"    num_examples: {rows}",
            )
        ),
        f"  download_size: {total}",
        f"  dataset_size: {total}",
        "configs:",
        "- config_name: default",
        "  data_files:",
        *(
            line
            for split in splits
            for line in (f"  - split: {split}", f"    path: data/{split}.jsonl")
        ),
        "---",
        "",
        *_account(options, splits, report),
    ]
    return "\n".join(lines) + "\n"


def _features(classes: Sequence[str]) -> Iterator[str]:
    for name in ("id", "name", "date", "source", "text"):
        yield from (f"  - name: {name}", "    dtype: string")
    yield from _list("sentences", ("start", "int64"), ("end", "int64"))
    yield from _list(
        "spans",
        ("start", "int64"),
        ("end", "int64"),
        ("label", "string"),
        ("text", "string"),
        ("note", "string"),
    )
    inner = _list("attributes", ("name", "string"), ("value", "string"))
    yield from (f"  {line}" for line in inner)
    yield from ("  - name: tokens", "    list: string")
    yield from ("  - name: token_starts", "    list: int64")
    yield from ("  - name: ner_tags", "    list:", "      class_label:", "        names:")
    yield from (f"          '{number}': {_quoted(name)}" for number, name in enumerate(classes))


def _list(name: str, *fields: tuple[str, str]) -> Iterator[str]:
    yield from (f"  - name: {name}", "    list:")
    for field, kind in fields:
        yield from (f"    - name: {field}", f"      dtype: {kind}")


def _quoted(name: str) -> str:
    """A string as YAML's double-quoted style has it, which is JSON's with everything escaped."""
    return json.dumps(name)


def _account(
    options: WriteOptions, splits: Mapping[str, tuple[int, int]], report: LossReport
) -> Iterator[str]:
    scheme = options.scheme
    wanted = frozenset(options.label_names)
    yield f"# {plain(scheme.id)}"
    yield ""
    yield (
        f"{counted(report.documents_out, 'document')} with {counted(report.spans_out, 'span')},"
        f" annotated under the scheme {plain(scheme.id)}, version {scheme.version}."
        f" Layer: {options.layer}."
    )
    yield ""
    yield from table(("split", "documents"), ((split, n) for split, (n, _) in splits.items()))
    yield ""
    names = (
        map(plain, (label.name, label.titles.ar, label.titles.en))
        for label in scheme.labels
        if label.name in wanted
    )
    yield from table(("label", "Arabic", "English"), (tuple(each) for each in names))
    yield ""
    yield (
        "Offsets count Unicode code points of `text`, `end` exclusive. `spans` holds every span,"
        " nested ones too; `ner_tags` has one tag a token, so spans that begin or end inside a word"
        " are widened there and of two that overlap one is left out. More is in"
        " [datasheet.md](datasheet.md)."
    )
