"""`hashiya scheme check`, `edit` and `apply`: from a file to a new version, asked for once."""

from __future__ import annotations

import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import click

from hashiya.cli.asking import known_alias
from hashiya.cli.options import (
    as_option,
    chosen_project,
    json_option,
    project_option,
)
from hashiya.cli.output import Progress, print_json, say
from hashiya.cli.scheme_preview import (
    plan_as_json,
    print_preview,
    problem_facts,
    tell_hints,
    tell_problems,
)
from hashiya.errors import FormatError, UsageError
from hashiya.services import (
    Keyboard,
    KeyUse,
    Problem,
    SchemeFile,
    SchemePlan,
    apply_plan,
    find_project,
    find_scheme_hints,
    plan_scheme,
    read_scheme_file,
    scheme_of_version,
    scheme_toml,
)
from hashiya.text import counted

__all__ = ["apply_command", "check_command", "edit_command"]

HEAD = """\
# Change what you like, save, and leave the editor: what would change is shown before it is done.
# An empty file changes nothing. What becomes of a label that spans carry is said at the end:
#
# [migration]
# rename = {"old" = "new"}
# merge = {"new" = ["one", "another"]}
# split = {"old" = ["this", "that"]}

"""
"""What stands above the scheme in the editor."""


@click.command(
    "check",
    short_help="Say what is wrong in a file.",
    epilog="Example: hashiya scheme check labels.toml",
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@project_option
@json_option
@click.pass_context
def check_command(ctx: click.Context, *, file: Path, project: str | None, as_json: bool) -> int:
    """Say what is wrong in a scheme file, by line and column, and what is odd.

    Where there is a project, its labels in use and the file's [migration] are checked too. Exit
    code 1 when something is wrong; what is only odd is a warning.
    """
    read = read_scheme_file(file)
    problems = read.problems
    path = _project_of(read, project or ctx.obj)
    if path is not None:
        problems = _plan(path, read).problems
    hints = _hints(read)
    if as_json:
        print_json({"problems": problem_facts(problems), "warnings": problem_facts(hints)})
    else:
        tell_problems(str(file), problems)
        tell_hints(str(file), hints)
        if not problems:
            say(f"{file} is a scheme that can be used")
    return 1 if problems else 0


@click.command(
    "apply",
    short_help="Make a file the next version.",
    epilog="Example: hashiya scheme apply labels.toml --dry-run",
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@as_option
@project_option
@json_option
@click.pass_context
def apply_command(
    ctx: click.Context,
    *,
    file: Path,
    dry_run: bool,
    yes: bool,
    alias: str | None,
    project: str | None,
    as_json: bool,
) -> int:
    """Put a file's scheme into use as the next version, after showing everything it changes.

    Spans of labels that are renamed or merged are relabelled in every layer; those of a label that
    is split are listed by `hashiya scheme pending`. Nobody's undo takes this back.
    """
    path = chosen_project(ctx, project)
    read = read_scheme_file(file)
    plan = _plan(path, read)
    tell_hints(str(file), _hints(read))
    if plan.problems:
        tell_problems(str(file), plan.problems)
        if as_json:
            print_json(plan_as_json(plan) | {"applied": False})
        return 1
    is_wanted = not (dry_run or plan.change.is_empty) and _is_wanted(plan, yes=yes, as_json=as_json)
    if as_json:
        print_json(plan_as_json(plan) | {"applied": is_wanted})
    elif dry_run or plan.change.is_empty:
        _tell_plan(plan)
    if dry_run or plan.change.is_empty:
        return 0
    if not is_wanted:
        say("nothing was changed")
        return 1
    _apply(path, plan, known_alias(path, alias))
    return 0


@click.command(
    "edit",
    short_help="Change the scheme in an editor.",
    epilog="Example: EDITOR=nano hashiya scheme edit",
)
@as_option
@project_option
@click.pass_context
def edit_command(ctx: click.Context, *, alias: str | None, project: str | None) -> int:
    """Change the scheme in your editor ($VISUAL, $EDITOR), see what would change, and do it.

    What is wrong is said, and the editor opens again. What you wrote is kept until it is done.
    """
    if not _has_terminal():
        raise UsageError(
            "there is no terminal for an editor; change a file and use `hashiya scheme apply FILE`"
        )
    path = chosen_project(ctx, project)
    folder = Path(tempfile.mkdtemp(prefix="hashiya-"))
    draft = folder / "scheme.toml"
    draft.write_text(HEAD + scheme_toml(scheme_of_version(path)), encoding="utf-8")
    plan = _edited(path, draft)
    if plan is None:
        return 1
    if plan.change.is_empty:
        _forget(draft)
        say("nothing was changed")
        return 0
    print_preview(plan)
    if not _asked():
        say(f"nothing was changed; what you wrote is kept in {draft}")
        return 1
    _apply(path, plan, known_alias(path, alias))
    _forget(draft)
    return 0


def _edited(path: Path, draft: Path) -> SchemePlan | None:
    """The plan of what a person wrote, once there is nothing wrong in it; None when they left."""
    while True:
        click.edit(filename=str(draft))
        if not draft.exists() or not draft.read_bytes().strip():
            _forget(draft)
            say("the file is empty; nothing was changed")
            return None
        try:
            read = read_scheme_file(draft)
            plan = _plan(path, read)
        except FormatError as error:
            say(str(error))
        else:
            tell_hints(draft.name, _hints(read))
            if not plan.problems:
                return plan
            tell_problems(draft.name, plan.problems)
        if not click.confirm("Open the editor again?", default=True, err=True):
            say(f"nothing was changed; what you wrote is kept in {draft}")
            return None


def _has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _forget(draft: Path) -> None:
    draft.unlink(missing_ok=True)
    with suppress(OSError):  # an editor may have left files of its own beside it
        draft.parent.rmdir()


def _plan(path: Path, read: SchemeFile) -> SchemePlan:
    with Progress("document") as progress:
        return plan_scheme(path, read, advance=progress.advance)


def _apply(path: Path, plan: SchemePlan, alias: str) -> None:
    with Progress("span", total=plan.relabelled, way_out="Ctrl-C takes all of it back") as progress:
        done = apply_plan(path, plan, alias, advance=progress.advance)
    say(
        f"the scheme {plan.after.id} is at version {plan.after.version};"
        f" {counted(done.spans, 'span')} relabelled in {counted(done.layers, 'layer')}"
    )
    if plan.to_decide or plan.breaches:
        say("`hashiya scheme pending` lists the spans to decide")


def _is_wanted(plan: SchemePlan, *, yes: bool, as_json: bool) -> bool:
    """Whether to go on: said before, or asked now.

    Raises:
        UsageError: Nobody can be asked.
    """
    if not as_json:
        print_preview(plan)
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError(
            "there is no terminal to ask on, so nothing was changed; say --yes to do it, or"
            " --dry-run to look only"
        )
    return _asked()


def _asked() -> bool:
    return click.confirm("Put it into use?", default=False, err=True)


def _tell_plan(plan: SchemePlan) -> None:
    if plan.change.is_empty:
        say(f"the project has this scheme already, as version {plan.before.version}")
        return
    print_preview(plan)
    say("a trial: nothing was changed")


def _hints(read: SchemeFile) -> list[Problem]:
    if read.scheme is None:
        return []
    from hashiya.tui import also_on_arabic, character_commands  # noqa: PLC0415 - loads Textual

    uses = {key: KeyUse(*use) for key, use in character_commands().items()}
    return find_scheme_hints(read.scheme, Keyboard(uses, also_on_arabic), read.places)


def _project_of(read: SchemeFile, named: str | None) -> Path | None:
    """The project a file is checked against: the one named, else one here that has this scheme."""
    if named:
        return find_project(named)
    try:
        path = find_project(None)
    except UsageError:
        return None
    is_its_own = read.scheme is not None and scheme_of_version(path).id == read.scheme.id
    return path if is_its_own else None
