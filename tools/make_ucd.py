"""Write `src/hashiya/text/ucd.py`: what the text floor needs of the Unicode Character Database.

    python tools/make_ucd.py tests/text/data/*-17.0.txt* > src/hashiya/text/ucd.py

Reads the files of `FILES`, plain or .xz, named in any order; others are passed over. The same
input gives the same bytes. GraphemeLists stands for three large files of which little is needed.
It must not know who uses the table.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["FILES", "make_module"]

FILES: Final = (
    "UnicodeData",
    "DerivedBidiClass",
    "DerivedJoiningType",
    "BidiBrackets",
    "BidiMirroring",
    "GraphemeLists",
)
"""What is read; a file's name begins with one of these and a hyphen."""

LAST: Final = 0x10FFFF


def _table(text: str) -> dict[str, str]:
    return dict(part.split(":") for part in text.split())


BIDI_LETTERS: Final = _table("""
    L:L R:R AL:A EN:E ES:S ET:T AN:N CS:C NSM:M BN:Z B:B S:Y WS:W ON:O LRE:e LRO:o RLE:f RLO:v
    PDF:p LRI:l RLI:r FSI:s PDI:i
    Left_To_Right:L Right_To_Left:R Arabic_Letter:A European_Terminator:T Boundary_Neutral:Z""")
GRAPHEME_LETTERS: Final = _table("""
    Other:o SpacingMark:s Extend:e Prepend:p L:K V:V T:T LV:G LVT:H Regional_Indicator:f ZWNJ:z
    ZWJ:j CR:r LF:n Linker:k Consonant:d Extended_Pictographic:x""")
DEFAULT_IGNORABLE: Final = "Default_Ignorable"

_FORM_TAGS: Final = ("<isolated>", "<final>", "<initial>", "<medial>")
_FIELD = re.compile(
    r"^(?:# @missing: )?([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([^#;]+?)\s*(?:[#;]|$)"
)


class Character(NamedTuple):
    """What UnicodeData says of one code point."""

    category: str
    decomposition: str


def make_module(paths: Iterable[Path]) -> str:
    """The generated module's source.

    Args:
        paths: The UCD's files, among them all of `FILES`.

    Raises:
        KeyError: One of `FILES` is missing.
    """
    found = {path.name.split("-")[0].split(".")[0]: path for path in paths}
    files = {name: _lines(found[name]) for name in FILES}
    version = re.search(r"-(\d+\.\d+\.\d+)\.txt", files["DerivedBidiClass"][0])
    characters = dict(_characters(files["UnicodeData"]))
    lists = list(_fields(files["GraphemeLists"]))
    decompositions = {code: each.decomposition for code, each in characters.items()}
    parts = [
        _HEADER.format(version=version[1] if version else ""),
        _runs("BIDI", _bidi_classes(files["DerivedBidiClass"]), _BIDI_DOC),
        _runs("JOINING", _joining_types(files["DerivedJoiningType"]), _JOINING_DOC),
        _runs("GRAPHEME", _grapheme_classes(characters, lists), _GRAPHEME_DOC),
        _runs("INVISIBLE", _invisible(characters, lists), _INVISIBLE_DOC),
        _string("BRACKETS", _brackets(files["BidiBrackets"]), _BRACKETS_DOC),
        _string("MIRRORS", _pairs(files["BidiMirroring"]), _MIRRORS_DOC),
        _string("SAME_BRACKETS", _same_brackets(files["BidiBrackets"], decompositions), _SAME_DOC),
        _string("FORMS", _forms(decompositions), _FORMS_DOC),
        _string("LAM_ALEFS", _lam_alefs(decompositions), _LAM_ALEFS_DOC),
        _string("COMPOSED", _composed(decompositions), _COMPOSED_DOC),
    ]
    return "\n".join(parts)


def _lines(path: Path) -> list[str]:
    raw = path.read_bytes()
    return (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode().splitlines()


def _characters(lines: Iterable[str]) -> Iterator[tuple[int, Character]]:
    first = 0
    for line in lines:
        fields = line.split(";")
        code, name = int(fields[0], 16), fields[1]
        if name.endswith(", First>"):
            first = code
            continue
        start = first if name.endswith(", Last>") else code
        for each in range(start, code + 1):
            yield each, Character(fields[2], fields[5])


def _fields(lines: Iterable[str]) -> Iterator[tuple[range, str]]:
    """Code points and the value of the first property; the `@missing` defaults come first."""
    for line in sorted(lines, key=lambda line: not line.startswith("# @missing")):
        field = _FIELD.match(line)
        if field and field[3] != "<none>":
            yield range(int(field[1], 16), int(field[2] or field[1], 16) + 1), field[3]


def _bidi_classes(lines: Iterable[str]) -> list[str]:
    classes = [""] * (LAST + 1)
    for codes, name in _fields(lines):
        letter = BIDI_LETTERS[name]
        classes[codes.start : codes.stop] = [letter] * len(codes)
    return classes


def _joining_types(lines: Iterable[str]) -> list[str]:
    types = ["U"] * (LAST + 1)
    for codes, name in _fields(lines):
        if len(name) == 1:
            types[codes.start : codes.stop] = [name] * len(codes)
    return types


def _grapheme_classes(
    characters: Mapping[int, Character], lists: list[tuple[range, str]]
) -> list[str]:
    """UAX #29 Table 2, with Extended_Pictographic and Indic_Conjunct_Break in the same letter."""
    classes = ["o"] * (LAST + 1)
    by_category = {"Mn": "e", "Me": "e", "Mc": "s"} | dict.fromkeys(("Cc", "Cf", "Zl", "Zp"), "c")
    for code, character in characters.items():
        classes[code] = by_category.get(character.category, "o")
    for code in range(0xAC00, 0xD7A4):
        classes[code] = "H" if (code - 0xAC00) % 28 else "G"
    for codes, name in lists:
        for code in codes:
            if name != DEFAULT_IGNORABLE:
                classes[code] = GRAPHEME_LETTERS[name]
            elif code not in characters:
                classes[code] = "c"
    return classes


def _invisible(characters: Mapping[int, Character], lists: list[tuple[range, str]]) -> list[str]:
    kinds = ["-"] * (LAST + 1)
    letters = {"Cc": "c", "Cf": "f", "Zl": "l", "Zp": "l", "Cs": "s"}
    for code, character in characters.items():
        kinds[code] = letters.get(character.category, "-")
    for codes, name in lists:
        for code in codes:
            if name == DEFAULT_IGNORABLE:
                kinds[code] = "f"
            elif name == "Prepend" and kinds[code] == "f":
                kinds[code] = "n"
    for code in (0x200C, 0x200D, *range(0xFE00, 0xFE10)):
        kinds[code] = "v"
    return kinds


def _pairs(lines: Iterable[str]) -> str:
    return "".join(chr(codes[0]) + chr(int(other, 16)) for codes, other in _fields(lines))


def _brackets(lines: Iterable[str]) -> str:
    return _pairs(line for line in lines if line.split("#")[0].rstrip().endswith("; o"))


def _same_brackets(lines: Iterable[str], decompositions: Mapping[int, str]) -> str:
    codes = sorted(codes[0] for codes, _ in _fields(lines))
    singles = ((code, decompositions[code]) for code in codes)
    return "".join(
        chr(code) + chr(int(single, 16)) for code, single in singles if single[:1].isdigit()
    )


def _tagged(decompositions: Mapping[int, str], length: int) -> Iterator[tuple[str, int, int]]:
    """Presentation forms of Arabic: the letters meant, which of the four forms, its code point."""
    blocks = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))
    for code in blocks:
        tag, *letters = decompositions.get(code, "").split() or [""]
        if tag in _FORM_TAGS and len(letters) == length:
            yield "".join(chr(int(letter, 16)) for letter in letters), _FORM_TAGS.index(tag), code


def _forms(decompositions: Mapping[int, str]) -> str:
    forms: dict[str, list[str]] = {}
    for letter, form, code in _tagged(decompositions, 1):
        forms.setdefault(letter, [letter] * 4)[form] = chr(code)
    return "".join(letter + "".join(forms[letter]) for letter in sorted(forms))


def _lam_alefs(decompositions: Mapping[int, str]) -> str:
    found: dict[str, list[str]] = {}
    for letters, form, code in _tagged(decompositions, 2):
        if code >= 0xFEF5 and letters[0] == "\u0644":
            found.setdefault(letters[1], ["", ""])[form] = chr(code)
    return "".join(alef + "".join(found[alef]) for alef in sorted(found))


def _composed(decompositions: Mapping[int, str]) -> str:
    """Letters of the Arabic block that are a letter and one of the marks U+0653 to U+0655."""
    composed = []
    for code in range(0x0620, 0x0700):
        base, _, mark = decompositions.get(code, "").partition(" ")
        if mark in {"0653", "0654", "0655"}:
            composed.append(chr(int(base, 16)) + chr(int(mark, 16)) + chr(code))
    return "".join(sorted(composed))


def _runs(name: str, values: list[str], doc: str) -> str:
    starts = [code for code in range(LAST + 1) if not code or values[code] != values[code - 1]]
    letters = "".join(values[code] for code in starts)
    return (
        f"{name}_STARTS: Final = (\n{_wrapped([f'{code:#x},' for code in starts])})\n"
        f"{name}_VALUES: Final = (\n{_quoted(letters, 'b', 80)})\n"
        f'"""{doc}"""\n'
    )


def _wrapped(parts: Iterable[str]) -> str:
    lines, line = [], "   "
    for part in parts:
        if len(line) + len(part) >= 100:
            lines.append(line)
            line = "   "
        line += f" {part}"
    return "".join(f"{each}\n" for each in [*lines, line])


def _quoted(text: str, prefix: str, step: int) -> str:
    pieces = (text[at : at + step] for at in range(0, len(text), step))
    return "".join(f'    {prefix}"{ascii(piece)[1:-1]}"\n' for piece in pieces)


def _string(name: str, text: str, doc: str) -> str:
    return f'{name}: Final = (\n{_quoted(text, "", 15)})\n"""{doc}"""\n'


_HEADER: Final = '''"""Unicode {version}, what this floor needs of it. Written by tools/make_ucd.py.

A table of runs is two parts: `…_STARTS`, the first code point of each run in order, and
`…_VALUES`, one letter a run. Tables of pairs and forms are one string in groups of equal length.
It must never know how they are used.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "BIDI_STARTS",
    "BIDI_VALUES",
    "BRACKETS",
    "COMPOSED",
    "FORMS",
    "GRAPHEME_STARTS",
    "GRAPHEME_VALUES",
    "INVISIBLE_STARTS",
    "INVISIBLE_VALUES",
    "JOINING_STARTS",
    "JOINING_VALUES",
    "LAM_ALEFS",
    "MIRRORS",
    "SAME_BRACKETS",
    "UNICODE_VERSION",
]

UNICODE_VERSION: Final = "{version}"
"""Of the files this was made from."""
'''
_BIDI_DOC: Final = (
    "Bidi_Class: L, R, A for AL, E for EN, S for ES, T for ET, N for AN, C for CS, M for NSM,\n"
    "Z for BN, B, Y for S, W for WS, O for ON; e LRE, o LRO, f RLE, v RLO, p PDF; l LRI, r RLI,\n"
    "s FSI, i PDI."
)
_JOINING_DOC: Final = "Joining_Type: R, L, D, C, U, T as in ArabicShaping."
_GRAPHEME_DOC: Final = (
    "Grapheme_Cluster_Break: r CR, n LF, c Control, e Extend, s SpacingMark, p Prepend,\n"
    "f Regional_Indicator, z ZWNJ, j ZWJ, K V T G H for Hangul L V T LV LVT, o any other;\n"
    "x Extended_Pictographic; Indic_Conjunct_Break: k Linker, d Consonant (Extend: all e and j)."
)
_INVISIBLE_DOC: Final = (
    "What has no glyph of its own: c Cc, f Cf and default-ignorable, n number signs (Cf before\n"
    "digits), l Zl and Zp, s Cs, v ZWNJ, ZWJ and VS1-VS16; - all others."
)
_BRACKETS_DOC: Final = "Paired brackets: opening, closing, opening, closing."
_MIRRORS_DOC: Final = "Bidi_Mirroring_Glyph: character, mirror; each pair stands both ways."
_SAME_DOC: Final = "Brackets with a canonical equivalent: bracket, equivalent."
_FORMS_DOC: Final = (
    "Letter, its isolated, final, initial and medial form; the letter itself where there is none."
)
_LAM_ALEFS_DOC: Final = "Alef, its isolated and its final ligature with a lam before it."
_COMPOSED_DOC: Final = "Base, mark, the letter composed of them."


if __name__ == "__main__":
    sys.stdout.write(make_module(Path(name) for name in sys.argv[1:]))
