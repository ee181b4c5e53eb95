"""Catalogues: keeps the interface's translations beside the words in the code.

`python -m tools.catalogues update` collects every message, keeps what is translated, leaves new
ones empty for a translator, and compiles; `compile` only compiles; `check` says what is missing.
Needs Babel, which the program itself does not: it reads the compiled files with Python's gettext.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

__all__ = ["LANGUAGES", "collected", "compiled", "main", "read", "troubles", "written"]

ROOT: Final = Path(__file__).parents[1]
SOURCE: Final = ROOT / "src" / "hashiya"
FOLDER: Final = SOURCE / "tui" / "locale"
LANGUAGES: Final = ("ar", "fr")
"""Every language but English, which stands in the code."""
NAMES: Final = {"ar": "Arabic", "fr": "French"}
KEYWORDS: Final = {
    "_": None,
    "later": None,
    "n_": (1, 2),
    "Reason": None,
    "CountedReason": (1, 2),
}
"""What marks a message; reasons are how the floors below the screens mark theirs."""
PLURALS: Final = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
    " n%100>=11 ? 4 : 5)",
    "fr": "nplurals=2; plural=(n > 1)",
}
"""CLDR's rules for whole numbers, as gettext writes them."""


class _Timeless(Catalog):
    """A catalogue whose header holds no dates and no names: same messages, same bytes."""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        language = str(self.locale_identifier)
        return [
            ("Project-Id-Version", "hashiya"),
            ("Language", language),
            ("Plural-Forms", PLURALS[language]),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]

    mime_headers = property(_get_mime_headers, Catalog._set_mime_headers)  # noqa: SLF001


def collected() -> Catalog:
    """Every message in the code, with the files that say it."""
    found = Catalog(fuzzy=False)
    messages = extract_from_dir(
        str(SOURCE), method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("i18n:",)
    )
    for file, _, message, comments, _ in sorted(messages, key=lambda each: (each[0], each[1])):
        found.add(message, locations=[(f"src/hashiya/{file}", 0)], auto_comments=comments)
    return found


def read(language: str) -> Catalog:
    """A language's catalogue as it stands in the repository; empty when there is none."""
    header = f"# Hashiya's interface in {NAMES[language]}; `make messages` keeps it up to date."
    catalogue = _Timeless(locale=language, fuzzy=False, header_comment=header)
    path = FOLDER / f"{language}.po"
    if path.exists():
        for message in read_po(BytesIO(path.read_bytes()), locale=language):
            if message.id:
                catalogue[message.id] = message
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """A catalogue as it is kept for translators."""
    out = BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as the program reads it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def troubles(template: Catalog, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with a language's catalogue, a line each."""
    for wanted in template:
        if not wanted.id:
            continue
        message = catalogue.get(_key(wanted))
        if message is None or not all(_forms(message.string)):
            yield f"missing: {wanted.id!r}"
        elif message.fuzzy:
            yield f"fuzzy: {wanted.id!r}"
        elif len(_forms(message.string)) != (catalogue.num_plurals if wanted.pluralizable else 1):
            yield f"plural forms: {wanted.id!r}"
        else:
            yield from _field_troubles(wanted, message)
    wanted_keys = {_key(message) for message in template}
    for message in catalogue:
        if message.id and _key(message) not in wanted_keys:
            yield f"no longer in the code: {message.id!r}"


def _field_troubles(wanted: Message, message: Message) -> Iterator[str]:
    fields = set(_fields(_forms(wanted.id)[-1]))
    for form in _forms(message.string):
        found = set(_fields(form))
        # A form for one or two things may say the number in words.
        may_lack = {field for field in fields if field[0] == "count" and wanted.pluralizable}
        if not fields - may_lack <= found <= fields:
            yield f"fields differ: {wanted.id!r} → {form!r}"


def _fields(text: str) -> list[tuple[str, str]]:
    return [(name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None]


def _forms(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (words or "",) if isinstance(words, str | None) else tuple(words)


def _key(message: Message) -> str:
    return str(_forms(message.id)[0])


def main(arguments: list[str]) -> int:
    """Do what was asked; 1 when a catalogue is not complete."""
    verb = arguments[0] if arguments else ""
    if verb not in {"update", "compile", "check"}:
        print("say update, compile or check", file=sys.stderr)
        return 2
    template, wrong = collected(), 0
    for language in LANGUAGES:
        catalogue = read(language)
        if verb == "update":
            catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
            catalogue.obsolete.clear()
            (FOLDER / f"{language}.po").write_bytes(written(catalogue))
        if verb != "check":
            (FOLDER / f"{language}.mo").write_bytes(compiled(catalogue))
        for trouble in troubles(template, catalogue):
            print(f"{language}.po: {trouble}")
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
