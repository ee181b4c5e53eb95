"""The datasheet of a dataset, after Gebru and others (2021): what can be counted, and what cannot.

Every figure is counted from what is written, and the rules are those of the scheme. What a program
cannot know has a place to be filled in, which says so; nothing is made up. Knows no rows and no
files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from hashiya import __version__
from hashiya.formats.flattening import Extent
from hashiya.formats.loss_reports import LossReport
from hashiya.formats.markdown import plain, table
from hashiya.formats.sentencing import extents_of
from hashiya.formats.write_options import WriteOptions
from hashiya.model import DocumentRecord, Label, Policy
from hashiya.text import TOKENIZATION, counted, sentence_spans, word_spans

__all__ = ["TO_FILL_IN", "Datasheet"]

TO_FILL_IN: Final = "TO FILL IN"
"""What stands where a person has to write."""

_RULES: Final = (
    ("nesting", "lie inside a span of another label"),
    ("same_label_overlap", "share characters with a span of its own label"),
    ("crossing", "overlap another without either holding the other"),
    ("across_sentences", "leave its sentence"),
    ("edge_white_space", "begin or end with white space"),
    ("split_grapheme", "begin or end between a letter and its marks"),
)
"""Field of a policy → what a span may do when it is true."""

_MADE: Final = {
    "hand": "marked by hand",
    "import": "brought in from a file",
    "occurrences": "marked as other occurrences of a span",
}
"""Where a span may come from, in words; others by the name the project has."""


class Datasheet:
    """The datasheet of one export as its documents pass.

    Args:
        options: The scheme, its labels, and whose layer it is.
        report: Counts of documents and spans.
    """

    def __init__(self, options: WriteOptions, report: LossReport) -> None:
        self._options = options
        self._report = report
        self._sizes: Counter[str] = Counter()
        self._parts: Counter[str] = Counter()
        self._labels: Counter[str] = Counter()
        self._documents_of: Counter[str] = Counter()
        self._made: Counter[str] = Counter()
        self._dates: list[str] = []
        """The first and the last, when there are any."""

    def see(self, record: DocumentRecord, part: str) -> None:
        """Count one document."""
        sizes = self._sizes
        bounds = record.sentences
        sizes["documents"] += 1
        sizes["characters"] += len(record.text)
        sizes["words"] += len(word_spans(record.text))
        sizes["sentences"] += len(list(sentence_spans(record.text)) if bounds is None else bounds)
        sizes["with a date"] += record.date is not None
        sizes["with a source"] += record.source is not None
        sizes["finished"] += record.is_done
        sizes["without spans"] += not record.spans
        sizes["nested"] += _nested(extents_of(record))
        sizes["with a note"] += sum(bool(span.note) for span in record.spans)
        sizes["with attributes"] += sum(bool(span.attributes) for span in record.spans)
        self._parts[part] += 1
        self._labels.update(span.label for span in record.spans)
        self._documents_of.update({span.label for span in record.spans})
        self._made.update(span.source for span in record.spans)
        if record.date is not None:
            self._dates = [min([record.date, *self._dates]), max([record.date, *self._dates])]

    def written(self) -> str:
        """The datasheet as Markdown."""
        lines = (
            *self._head(),
            *self._section(
                "Motivation",
                (),
                "what the dataset was made for, and which gap it fills",
                "who made it, for whom, and who paid for it",
            ),
            *self._section(
                "Composition",
                self._composition(),
                "which texts these are, out of which larger set, and how they were chosen",
                "whether anybody can be known from them, and what in them may hurt or offend",
                "known mistakes, noise and texts that stand there more than once",
            ),
            *self._section(
                "Collection",
                self._collection(),
                "how and when the texts were collected, by whom, and with whose leave",
                "whether the people in them know of it, and who looked at the ethics of it",
            ),
            *self._section(
                "Preprocessing and labelling",
                self._labelling(),
                "who annotated: how many people, their languages, training and pay",
                "how far they agree, from `hashiya agreement`, and how disputes were settled",
                "what was done to the texts before they came into the project",
            ),
            *self._section(
                "Uses",
                (),
                "what it was used for already, and where that is listed",
                "what else it can be used for, and what it should not be used for",
            ),
            *self._section(
                "Distribution",
                ("Every file is named with its size and SHA-256 in the export's manifest.", ""),
                "the licence of the annotations, and that of the texts, which may be another",
                "where it can be had, since when, and under which identifier it is cited",
            ),
            *self._section(
                "Maintenance",
                self._maintenance(),
                "who looks after it and how to reach them",
                "whether it will be mended and extended, and how that is told",
            ),
        )
        return "\n".join(lines).rstrip("\n") + "\n"

    def _head(self) -> Iterator[str]:
        yield f"# Datasheet: {plain(self._options.scheme.id)}"
        yield ""
        yield (
            "Figures and rules are the project's. What only people know is to be written in where"
            f" it says **{TO_FILL_IN}**; the order is that of *Datasheets for Datasets* (Gebru et"
            " al., 2021)."
        )
        yield ""

    @staticmethod
    def _section(title: str, known: Iterator[str] | tuple[str, ...], *asked: str) -> Iterator[str]:
        yield f"## {title}"
        yield ""
        yield from known
        yield from (f"- **{TO_FILL_IN}:** {each}" for each in asked)
        yield ""

    def _composition(self) -> Iterator[str]:
        sizes, report = self._sizes, self._report
        yield from table(
            ("what", "how many"),
            (
                ("documents", sizes["documents"]),
                ("sentences", sizes["sentences"]),
                (f"words, by the rule {TOKENIZATION}", sizes["words"]),
                ("characters (Unicode code points)", sizes["characters"]),
                ("spans", report.spans_out),
                ("spans inside another, or as long as another", sizes["nested"]),
                ("spans with a note", sizes["with a note"]),
                ("spans with attributes", sizes["with attributes"]),
                ("documents without spans", sizes["without spans"]),
            ),
        )
        yield ""
        names = dict.fromkeys((*self._options.label_names, *sorted(self._labels)))
        rows = ((plain(each), self._labels[each], self._documents_of[each]) for each in names)
        yield from table(("label", "spans", "documents with it"), rows)
        yield ""
        if report.not_asked:
            yield f"Left out of it: {counted(report.not_asked, 'span')} of other labels."
            yield ""
        split = self._options.split
        if split is not None:
            yield from table(
                ("part", "documents"), ((each, self._parts[each]) for each in split.parts)
            )
            yield ""
            seed = f", with the seed {plain(repr(split.seed))}" if split.seed else ""
            yield f"A document's part follows from the SHA-256 of its id{seed}, and never changes."
            yield ""

    def _collection(self) -> Iterator[str]:
        sizes = self._sizes
        dates = " to ".join(map(plain, self._dates))
        yield (
            f"A source is named for {sizes['with a source']:,} of"
            f" {counted(sizes['documents'], 'document')} and a date for {sizes['with a date']:,}"
            f"{f', from {dates}' if dates else ''}."
        )
        yield ""

    def _labelling(self) -> Iterator[str]:
        options = self._options
        scheme = options.scheme
        whose = "the gold layer" if options.layer == "gold" else "one annotator's layer"
        sizes = self._sizes
        yield (
            f"This is {whose}. Marked as finished: {sizes['finished']:,} of"
            f" {counted(sizes['documents'], 'document')}."
        )
        yield ""
        made = sorted(self._made.items(), key=lambda each: (-each[1], each[0]))
        yield from table(
            ("how spans came to be", "spans"),
            ((_MADE.get(source, plain(source)), count) for source, count in made),
        )
        yield ""
        yield (
            f"The scheme is {plain(scheme.id)}, version {scheme.version}, SHA-256 {scheme.sha256}."
            " By its policy, a span that is made in the project"
        )
        yield ""
        yield from _policy(scheme.policy)
        yield ""
        for label in scheme.labels:
            if options.labels is None or label.name in options.labels:
                yield from _label(label)

    def _maintenance(self) -> Iterator[str]:
        scheme = self._options.scheme
        yield f"Written by Hashiya {__version__} under version {scheme.version} of the scheme."
        yield ""


def _policy(policy: Policy) -> Iterator[str]:
    for field, may in _RULES:
        yield f"- {'may' if getattr(policy, field) else 'may not'} {may}"


def _label(label: Label) -> Iterator[str]:
    """What the project tells its annotators about a label."""
    titles = ", ".join(map(plain, filter(None, (label.titles.ar, label.titles.en))))
    yield f"### {plain(label.name)}{f' ({titles})' if titles else ''}"
    yield ""
    guideline = label.guideline.en or label.guideline.in_language("ar")
    rules = [line.strip() for line in guideline.split("\n") if line.strip()]
    yield from (f"- {plain(rule)}" for rule in rules)
    if not rules:
        yield f"- **{TO_FILL_IN}:** when it is used; the scheme has no guideline for it"
    for attribute in label.attributes:
        yield f"- attribute {plain(attribute.name)}: a {attribute.kind}"
    yield ""


def _nested(spans: list[Extent]) -> int:
    """How many spans lie inside another, or are as long as one before them."""
    reached = 0
    count = 0
    for _, end, _ in spans:
        count += end <= reached
        reached = max(reached, end)
    return count
