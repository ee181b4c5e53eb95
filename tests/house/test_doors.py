"""Doors: rooms that come when somebody asks for them."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

import hashiya.text
from hashiya.doors import late


def test_a_name_comes_from_its_room() -> None:
    """A late name is the room's own, and is looked for once."""
    look = late("hashiya.text", {"sentence_spans": "sentences"})
    assert look("sentence_spans") is hashiya.text.sentence_spans
    assert "sentence_spans" in vars(hashiya.text)


def test_a_name_nobody_offers_is_missing() -> None:
    """Asking a front door for something else is an AttributeError that names both."""
    with pytest.raises(AttributeError, match=r"module 'hashiya.text' has no attribute 'nothing'"):
        _ = hashiya.text.nothing


def printed_by(program: str) -> str:
    """What a fresh interpreter prints for a program."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.strip()


def test_a_module_that_is_put_off_loads_when_it_is_used() -> None:
    """Importing from it loads nothing; a call, or a look at anything else, loads the real one."""
    assert (
        printed_by(
            """
            import sys
            from hashiya.doors import put_off
            put_off("zipfile", "is_zipfile")
            import zipfile
            from zipfile import is_zipfile
            print("zlib" in sys.modules, is_zipfile(sys.executable), "zlib" in sys.modules)
            import zipfile as real
            print(zipfile.ZipFile is real.ZipFile, is_zipfile is real.is_zipfile)
            """
        )
        == "False False True\nTrue False"
    )


def test_a_module_of_a_package_is_found_in_its_package() -> None:
    """Importing it by its whole name, as some libraries do, leads to it through the package."""
    program = """
        import email
        from hashiya.doors import put_off
        put_off("email.utils", "parseaddr")
        import email.utils
        print(email.utils.quote("a"))
    """
    assert printed_by(program) == "a"


def test_a_loaded_module_is_not_put_off() -> None:
    """What is loaded already stays what it is."""
    program = """
        import json
        from hashiya.doors import put_off
        put_off("json", "loads")
        import json as again
        print(again is json, again.loads("[1]"))
    """
    assert printed_by(program) == "True [1]"


def test_a_class_that_is_put_off_is_the_real_one_when_called() -> None:
    """A library may derive from it meanwhile; a call makes the real thing."""
    program = """
        import sys
        from hashiya.doors import put_off
        put_off("zipfile", "ZipInfo", "BadZipFile")
        from zipfile import BadZipFile, ZipInfo
        class Derived(ZipInfo): pass
        print("zlib" in sys.modules)
        made = ZipInfo("a")
        import zipfile
        print(type(made) is zipfile.ZipInfo, made.filename)
    """
    assert printed_by(program) == "False\nTrue a"


def test_a_module_is_missing_while_it_is_shut() -> None:
    """Others are imported without it, and afterwards it can be had."""
    program = """
        from hashiya.doors import shut
        with shut("ssl"):
            import asyncio.sslproto
        import ssl
        print(asyncio.sslproto.ssl, ssl.__name__)
        with shut("ssl"):
            import ssl as again
        print(again is ssl)
    """
    assert printed_by(program) == "None ssl\nTrue"


def test_the_first_page_loads_no_palette_and_no_tls() -> None:
    """On the way to the application neither Textual's command palette nor TLS is loaded."""
    program = """
        import sys
        from hashiya import tui
        tui.load_what_is_used()
        import hashiya.tui.app
        rooms = ("ssl", "textual.widgets._input", "textual.widgets._option_list", "textual.fuzzy")
        print([room for room in rooms if room in sys.modules])
    """
    assert printed_by(program) == "[]"


def test_annotating_loads_no_mail_parser() -> None:
    """On the command line's way to a first page nobody looks for plugins."""
    program = """
        import sys
        sys.argv = ["hashiya", "--version"]
        from hashiya.cli import main
        try:
            main()
        except SystemExit:
            pass
        import hashiya.model
        loaded = {"email", "zipfile"} & sys.modules.keys()
        from importlib.metadata import version
        print(loaded, version("click") > "8")
    """
    assert printed_by(program).splitlines()[-1] == "set() True"
