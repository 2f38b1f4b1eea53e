"""The command that checks any text: lint."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.errands import AsJson, Exit, faults, say, tell_fault
from tocsin.errors import BadArgument, TocsinError

if TYPE_CHECKING:
    from tocsin.nouns import Yardstick
    from tocsin.publish import Remark
    from tocsin.publish.prose import TextFormat

__all__ = ["lint"]

STANDARD_INPUT = "-"


def lint(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="Texts: Markdown, HTML or plain; - for the input."),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help="text, json, sarif, or github (marks of a workflow).")
    ] = "text",
    style: Annotated[
        str, typer.Option("--style", help="uk, us, or the file of a house's own style.")
    ] = "uk",
    yardstick: Annotated[
        str | None,
        typer.Option("--yardstick", metavar="NAME", help="Another scale than that of the style."),
    ] = None,
    voice: Annotated[
        list[str] | None,
        typer.Option("--voice", metavar="NAME", help="What the writer's house calls itself."),
    ] = None,
    whole: Annotated[
        bool | None,
        typer.Option(
            "--whole/--sentences",
            help="Ask what an assessment must say as a whole, or do not (its headings decide).",
        ),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="RULE", help="Only this; repeatable.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULE", help="All but this; repeatable.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Leave with 1 for a warning as for an error.")
    ] = False,
    list_rules: Annotated[
        bool, typer.Option("--rules", help="Print the rules, and check nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check any text as an assessment's standards desk would: its form, not its truth.

    Likelihood apart from confidence, words of one yardstick, ambiguous words, hearsay, passives
    without a doer, and what else words can tell. A text without a remark can be wrong in every
    line. Exit codes: 0 no error, 1 an error was found, 2 wrong usage, 3 nothing could be read.

    Example: tocsin lint desk/assessment.md --style uk --format github
    """
    from tocsin import __version__
    from tocsin.publish import REMARK_FORMS, check, remarks_text
    from tocsin.publish.figures import count_of

    chosen = "json" if as_json else form
    with faults(as_json=as_json):
        _known(only, ignore)
        if chosen not in REMARK_FORMS:
            raise BadArgument(
                f"remarks cannot be printed as {chosen!r}.", hint=f"As: {', '.join(REMARK_FORMS)}."
            )
        if list_rules:
            _tell_rules(as_json=as_json)
            return
        if not files:
            raise BadArgument("no text is named.", hint="Name a file, or - for standard input.")
        scale = _scale(style, yardstick)
        found: dict[str, tuple[Remark, ...]] = {}
        for name in files:
            try:
                text, kind = _read(name)
            except TocsinError as error:
                tell_fault(error, as_json=as_json)
                continue
            found[name] = check(
                *(text, kind, scale),
                voice=tuple(voice or ()),
                whole=whole,
                only=tuple(only or ()),
                ignore=tuple(ignore or ()),
            )
    printed = remarks_text(found, chosen, version=__version__) if found else ""
    if printed:
        say(printed)
    remarks = [one for own in found.values() for one in own]
    errors = sum(one.severity == "error" for one in remarks)
    if chosen == "text" and found:
        warnings = len(remarks) - errors
        told = f"{count_of(errors, 'error')}, {count_of(warnings, 'warning')}"
        say(f"{told}. Form is checked, not truth.")
    if not found:
        raise typer.Exit(Exit.NOTHING_USABLE)
    if errors or (strict and remarks) or len(found) < len(files):
        raise typer.Exit(Exit.SOME_REFUSED)


def _known(only: list[str] | None, ignore: list[str] | None) -> None:
    """See that each rule named is one. Raises `BadArgument`."""
    from tocsin.publish import prose_rules

    for name in (*(only or ()), *(ignore or ())):
        if name not in prose_rules():
            raise BadArgument(
                f"there is no rule {name!r} of prose.", hint="tocsin lint --rules lists them."
            )


def _scale(style: str, yardstick: str | None) -> Yardstick:
    """Return the scale to hold words to: that named, else the first of the style."""
    from tocsin.publish.house import house_named
    from tocsin.weigh import load_yardsticks

    known = load_yardsticks()
    name = yardstick or house_named(style).yardsticks[0]
    if name not in known:
        listed = ", ".join(known)
        raise BadArgument(f"there is no yardstick {name!r}.", hint=f"There are: {listed}.")
    return known[name]


def _read(name: str) -> tuple[str, TextFormat]:
    """Return a text and its form. Raises `TocsinError` for what cannot be read or is no text."""
    from tocsin.collect import decode
    from tocsin.publish.prose import FORMATS

    if name == STANDARD_INPUT:
        return decode(sys.stdin.buffer.read()).text, "md"
    path = Path(name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadArgument(
            f"it cannot be read: {error.strerror}.", hint="Name a file of text.", file=name
        ) from None
    try:
        text = decode(data).text
    except TocsinError as error:
        error.file = name
        raise
    return text, FORMATS.get(path.suffix.lower(), "text")


def _tell_rules(*, as_json: bool) -> None:
    from tocsin.cli.contract import dumps
    from tocsin.publish import prose_rules, rules

    for name in prose_rules():
        rule = rules()[name]
        if as_json:
            row = {"rule": name, "severity": rule.prose, "name": rule.name, "says": rule.says}
            say(dumps({**row, "why": rule.why, "source": rule.source, "fix": rule.fix}))
            continue
        say(f"{name} {rule.name} ({rule.prose})")
        say(f"    {rule.says} {rule.why}")
        say(f"    After: {rule.source}. Fix: {rule.fix}")
