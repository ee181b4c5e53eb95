"""The interface's words are complete, current and right in every language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from babel import Locale
from tools.catalogues import FOLDER, collected, compiled, read, troubles
from tools.catalogues import LANGUAGES as TRANSLATED

from hashiya.errors import CountedReason, PolicyError, Reason, StoreError, UsageError
from hashiya.services import default_scheme
from hashiya.tui.locale import LANGUAGES, _, is_mirrored, language, later, n_, told, use_language
from hashiya.tui.titles import use_titles


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English again after each test."""
    yield
    use_language("en")


@pytest.mark.parametrize("name", TRANSLATED)
def test_no_message_is_missing(name: str) -> None:
    """Each message in the code has its translation, not a guessed one, with the same fields."""
    assert list(troubles(collected(), read(name))) == []


@pytest.mark.parametrize("name", TRANSLATED)
def test_what_is_read_is_what_translators_wrote(name: str) -> None:
    """The compiled catalogue that ships is the one in the repository, byte for byte."""
    assert (FOLDER / f"{name}.mo").read_bytes() == compiled(read(name))


@pytest.mark.parametrize("name", TRANSLATED)
def test_no_translation_stands_twice(name: str) -> None:
    """None is much longer than what it translates, as one that was filled in again would be."""
    for message in read(name):
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id:
            assert len(message.string) <= 2 * len(message.id) + 20, message.id


def test_a_missing_message_would_be_found() -> None:
    """Taking one translation away, or a field out of it, is trouble."""
    template, catalogue = collected(), read("fr")
    message = catalogue.get("span removed: {quote}")
    assert message is not None
    message.string = "segment retiré"
    assert any("fields differ" in each for each in troubles(template, catalogue))
    message.string = ""
    assert any("missing" in each for each in troubles(template, catalogue))


@pytest.mark.parametrize("name", TRANSLATED)
def test_numbers_take_the_form_that_unicode_says(name: str) -> None:
    """The plural rules choose as CLDR does: six forms in Arabic, none and one alike in French."""
    rule = Locale(name).plural_form
    order = ("zero", "one", "two", "few", "many", "other") if name == "ar" else ("one", "other")
    forms = read(name).get(("{count} word", "{count} words"))
    assert forms is not None
    assert isinstance(forms.string, tuple)
    use_language(name)
    for count in (*range(13), 99, 100, 101, 102, 103, 110, 111, 200, 1000):
        expected = forms.string[order.index(rule(count))]
        assert n_("{count} word", "{count} words", count) == expected, count


def test_english_reads_no_file() -> None:
    """Until another language is chosen there is no catalogue, and Babel is never loaded."""
    script = (
        "import sys; from hashiya.tui.locale import _, catalogue; import hashiya.tui.app;"
        "assert catalogue._Chosen.words is None; assert 'babel' not in sys.modules;"
        "assert 'tomllib' not in sys.modules; print(_('undo'))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert found.stdout == "undo\n"


def test_each_language_says_it_in_its_own_words() -> None:
    """A chosen language is the one that is spoken, and only Arabic runs from the right."""
    said = {}
    for name in LANGUAGES:
        use_language(name)
        said[name] = (language(), _("undo"), is_mirrored())
    assert said == {
        "ar": ("ar", "تراجع", True),
        "en": ("en", "undo", False),
        "fr": ("fr", "annuler", False),
    }


def test_an_unknown_language_is_refused() -> None:
    """The message names those that there are."""
    with pytest.raises(UsageError, match="ar, en, fr"):
        use_language("de")


def test_nothing_stays_nothing() -> None:
    """An empty message is empty in every language; gettext would say the catalogue's header."""
    use_language("fr")
    assert _("") == ""
    assert later("undo") == "undo"


def test_a_reason_is_told_in_the_language_of_the_screen() -> None:
    """What a floor below refuses is said in French on the screen and in English elsewhere."""
    inner = Reason(
        "the project may only be read; nothing was changed. Ask for permission to"
        " write the file and its folder, or work on a copy"
    )
    error = StoreError(Reason("{path}: {reason}", path="news.hashiya", reason=inner))
    refused = PolicyError(
        Reason("this span already carries the label {label}", label="{topic}"), rule="label"
    )
    use_language("fr")
    assert told(error).startswith("news.hashiya\u00a0: le projet est en lecture seule")
    assert str(error).startswith("news.hashiya: the project may only be read")
    assert told(refused) == "ce segment porte déjà l’étiquette {topic}"
    assert told(OSError(28, "No space left on device")) == "[Errno 28] No space left on device"
    assert told("as it came") == "as it came"


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("en", 1, "holds 1 annotation;"),
        ("en", 2, "holds 2 annotations;"),
        ("fr", 1, "porte 1 annotation\u00a0;"),
        ("ar", 2, "مقطعان موسومان"),
        ("ar", 3, "3 مقاطع موسومة"),
        ("ar", 11, "11 مقطعًا موسومًا"),
    ],
)
def test_a_reason_is_counted(language: str, count: int, words: str) -> None:
    """A reason with a number has the form that the language asks for."""
    one = "this sentence holds {count} annotation; mark it done, or remove it first"
    many = "this sentence holds {count} annotations; mark it done, or remove them first"
    use_language(language)
    assert words in told(CountedReason(one, many, count=count))


def test_a_reason_calls_a_label_by_its_title() -> None:
    """What a refusal names is a label's title in the interface's language, not its name."""
    use_language("ar")
    use_titles(default_scheme().labels)
    try:
        title = default_scheme().labels[0].title("ar")
        refused = Reason("this span already carries the label {label}", label="agency")
        assert title in told(refused)
        assert "agency" not in told(refused)
        assert "{label}" not in told(refused)
    finally:
        use_titles(())
