"""`python -m hashiya.cli`: the same door for programs that know the interpreter, not the script."""

from __future__ import annotations

from hashiya.cli.main import main

if __name__ == "__main__":
    main()
