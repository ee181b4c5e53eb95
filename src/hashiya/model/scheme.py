"""Schemes: a project's labels with their keys, colours and guidelines, and its policy.

A published scheme is never edited; a change is a new version. What the policy says of a given
layer is worked out in `hashiya.model.policy`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from operator import not_
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from hashiya.model.base import Model

__all__ = [
    "Attribute",
    "AttributeKind",
    "Example",
    "Label",
    "Policy",
    "Scheme",
    "SchemeState",
    "Words",
]

SchemeState = Literal["draft", "published", "retired"]
"""`draft`: still being written. `published`: in use, frozen. `retired`: kept for old work."""

AttributeKind = Literal["date", "text", "number"]
"""`date`: an ISO value, an interval or a larger unit. `text`: one line. `number`: a whole one."""

_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Words(Model):
    """The same words in the interface's languages."""

    ar: str = ""
    """Arabic: `جهة`."""
    en: str = ""
    """English: `agency`."""
    fr: str = ""
    """French: `organisme`."""

    def in_language(self, language: str) -> str:
        """The words in `language`, else in Arabic, else in English, else in French."""
        wanted = {"ar": self.ar, "en": self.en, "fr": self.fr}.get(language, "")
        return wanted or self.ar or self.en or self.fr


class Example(Model):
    """A piece of text that shows where a label goes, and where it does not."""

    text: str
    """The example with its spans between ⟦ and ⟧: `و⟦وزارة الخارجية⟧`."""
    applies: bool = True
    """False when it shows what to leave alone."""
    why: Words = Field(default_factory=Words)
    """One line of reason."""


class Attribute(Model):
    """Something more that can be said of an annotation, beside its label."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    """What files call it: `value`. Any script; no control characters, no outer white space."""

    kind: AttributeKind = "text"
    """What its values look like."""

    titles: Words = Field(default_factory=Words)
    """What people read on the screen."""

    @field_validator("name")
    @classmethod
    def _can_be_written(cls, name: str) -> str:
        return _writable(name, "an attribute's name")

    def title(self, language: str) -> str:
        """What to call it on a screen in this language."""
        return self.titles.in_language(language) or self.name


class Label(Model):
    """One thing that can be said of a span."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    """What files call it: `agency`. Any script; no control characters, no outer white space."""

    titles: Words = Field(default_factory=Words)
    """What people read on the screen."""

    key: Annotated[str, Field(max_length=1)] = ""
    """The key that applies it: `1`. Empty when it has none."""

    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#8a8f98"
    """Its colour on the screen as `#rrggbb`; never the only sign of it."""

    guideline: Words = Field(default_factory=Words)
    """When to use it, in a few sentences."""

    examples: tuple[Example, ...] = ()
    """Shown with the guideline."""

    attributes: tuple[Attribute, ...] = Field(default=(), exclude_if=not_)
    """What more can be said of its annotations, in the order of the form; not written when none."""

    @field_validator("name")
    @classmethod
    def _can_be_written(cls, name: str) -> str:
        return _writable(name, "a label's name")

    @field_validator("attributes")
    @classmethod
    def _are_told_apart(cls, attributes: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
        names = Counter(attribute.name for attribute in attributes)
        twice = sorted(name for name, count in names.items() if count > 1)
        if twice:
            raise ValueError(f"two attributes of a label have the name {twice[0]!r}")
        return attributes

    def title(self, language: str) -> str:
        """What to call it on a screen in this language."""
        return self.titles.in_language(language) or self.name


class Policy(Model):
    """What a project's annotations may do to each other and to the text.

    An edit that breaks the policy is refused; an import that breaks it is kept and reported.
    """

    nesting: bool = True
    """A span may lie inside a span of another label."""
    same_label_overlap: bool = False
    """Two spans of one label may share characters."""
    crossing: bool = False
    """Two spans may overlap without either containing the other."""
    across_sentences: bool = False
    """A span may leave its sentence."""
    edge_white_space: bool = False
    """A span may begin or end with white space."""
    split_grapheme: bool = False
    """An edge may fall between a letter and its marks."""


class Scheme(Model):
    """A label set with its policy, frozen under a version."""

    id: Annotated[str, Field(min_length=1)]
    """What it is called across versions: `news`."""
    version: Annotated[int, Field(ge=1)] = 1
    """Counted from 1."""
    state: SchemeState = "published"
    """Whether work may be done with it."""
    labels: Annotated[tuple[Label, ...], Field(min_length=1)]
    """In the order of the label bar."""
    policy: Policy = Field(default_factory=Policy)
    """What annotations may do to each other."""

    @model_validator(mode="after")
    def _names_and_keys_are_unique(self) -> Self:
        for what, values in (
            ("name", [label.name for label in self.labels]),
            ("key", [label.key for label in self.labels if label.key]),
        ):
            twice = sorted(value for value, count in Counter(values).items() if count > 1)
            if twice:
                raise ValueError(f"two labels have the {what} {twice[0]!r}")
        return self

    def label(self, name: str) -> Label | None:
        """The label of this name, or None."""
        return next((label for label in self.labels if label.name == name), None)

    @property
    def sha256(self) -> str:
        """SHA-256 of the scheme's canonical JSON, state left out; 64 hexadecimal digits."""
        content = self.model_dump(mode="json", exclude={"state"})
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


def _writable(name: str, what: str) -> str:
    if _NOT_IN_A_NAME.search(name) or name != name.strip():
        raise ValueError(f"{what} has no control characters and no outer white space")
    return name
