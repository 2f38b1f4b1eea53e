"""Commands for what was sent by somebody who must not be found: contribute and contact."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.errands import (
    AsJson,
    DeskFolder,
    Exit,
    faults,
    open_desk,
    plain,
    progress,
    say,
    tell_fault,
)
from tocsin.errors import BadArgument

__all__ = ["app", "contribute"]

app = typer.Typer(
    name="contact",
    help="How contributors can be reached: kept only when asked, and only under a passphrase.",
    no_args_is_help=True,
)

Code = Annotated[str, typer.Argument(metavar="CODE", help="The contributor's code: K-...")]


def contribute(
    desk: DeskFolder,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What was sent: one text.")],
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="The day it tells of, ISO.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Enter it as it is shown, and do not ask.")
    ] = False,
    exact_places: Annotated[
        bool, typer.Option("--exact-places", help="Leave coordinates and streets as they are.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Enter what somebody sent who must not be found, under a code, without what tells of them.

    Asked for are the contributor's name, a passphrase, and other names to take out; where nobody
    can be asked they are the lines of standard input, in this order. None of them is kept: the same
    name and passphrase give the same code again. Taken out are those names, addresses, numbers,
    handles, links, streets; coordinates become coarse. What would be entered is shown before.

    Example: tocsin contribute desk article.txt --on 2022-10-20 --yes
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import utc_now
    from tocsin.desk.contributing import code_of, contribution_of, contributors
    from tocsin.desk.contributing import contribute as enter
    from tocsin.nouns import parse_interval

    with faults(as_json=as_json):
        place = open_desk(desk, as_json=as_json)
        now = utc_now()
        start = parse_interval(on).start
        if start is None or start > now:
            raise BadArgument(f"{on!r} is not yet.", hint="Give the day that it tells of.")
        name, passphrase, names = _asked()
        code = code_of(place.path, name, passphrase)
        one = contribution_of(
            file, code=code, on=start.date(), names=(name, *names), exact_places=exact_places
        )
        before = contributors(place).get(code, 0)
        if not as_json:
            say(plain(one.redacted.text))
            taken = ", ".join(f"{count} {sort}" for sort, count in one.redacted.taken.items())
            say(f"\nTaken out: {taken or 'nothing'}.")
            known = f"{before} before" if before else "new: nothing was sent under it before"
            say(f"It is entered as {code} ({known}), of {one.on}.")
        if not yes and not (sys.stdin.isatty() and typer.confirm("Enter it?", err=True)):
            raise BadArgument("nothing was entered.", hint="With --yes it is entered unasked.")
        with progress(shown=not as_json) as told:
            added = enter(place, one, now=now, progress=told)
    for fault in added.faults:
        tell_fault(fault, as_json=as_json)
    if as_json:
        say(dumps({"code": code, "new": added.new, "taken": one.redacted.taken}))
    else:
        say(f"Entered. {plain(str(file))} still is what was sent: delete it where it lies.")
    if added.faults:
        raise typer.Exit(Exit.SOME_REFUSED)


@app.command("keep")
def keep(desk: DeskFolder, code: Code) -> None:
    """Keep how a contributor can be reached, sealed under a passphrase.

    Asked for are the contact and the passphrase; where nobody can be asked they are the first two
    lines of standard input. The passphrase is stored nowhere: who loses it loses the contact, and
    nobody can help. What was kept under the code before is gone. Backups do not hold it.

    Example: tocsin contact keep desk K-abcd2345
    """
    from tocsin.desk.contacts import keep_contact
    from tocsin.desk.contributing import contributors

    with faults(as_json=False):
        place = open_desk(desk, as_json=False)
        known = contributors(place)
        if code not in known:
            listed = ", ".join(known) or "none"
            raise BadArgument(f"nobody sent anything as {code}.", hint=f"There are: {listed}.")
        keep_contact(place.path, code, *_lines("Contact", "Passphrase", again=True))
    say(f"Kept of {code}, sealed. Whoever loses the passphrase has lost it: nobody can open it.")


@app.command("show")
def show(desk: DeskFolder, code: Code) -> None:
    """Print how a contributor can be reached; the passphrase is asked for, or read as a line.

    Example: tocsin contact show desk K-abcd2345
    """
    from tocsin.desk.contacts import contact_of

    with faults(as_json=False):
        place = open_desk(desk, as_json=False)
        say(plain(contact_of(place.path, code, *_lines("Passphrase"))))


@app.command("forget")
def forget(desk: DeskFolder, code: Code) -> None:
    """Take out how a contributor can be reached, for good; no passphrase is needed.

    Example: tocsin contact forget desk K-abcd2345
    """
    from tocsin.desk.contacts import forget_contact

    with faults(as_json=False):
        forget_contact(open_desk(desk, as_json=False).path, code)
    say(f"Nothing is kept of {code} any more. Copies that you made of contacts.json are yours.")


@app.command("list")
def list_all(desk: DeskFolder) -> None:
    """Print the codes of those of whom a contact is kept.

    Example: tocsin contact list desk
    """
    from tocsin.desk.contacts import kept_contacts

    with faults(as_json=False):
        for code in kept_contacts(open_desk(desk, as_json=False).path):
            say(plain(code))


def _lines(*asked: str, again: bool = False) -> tuple[str, ...]:
    """Return what is asked for, unseen; no argument holds it. The last is asked for twice."""
    if not sys.stdin.isatty():
        return tuple(sys.stdin.readline().rstrip("\r\n") for _ in asked)
    return tuple(
        str(
            typer.prompt(
                one, hide_input=True, err=True, confirmation_prompt=again and one == asked[-1]
            )
        )
        for one in asked
    )


def _asked() -> tuple[str, str, list[str]]:
    """Return the contributor's name, the passphrase and other names; no argument holds them."""
    if not sys.stdin.isatty():
        lines = [line.rstrip("\r\n") for line in sys.stdin]
        name, passphrase, *names = [*lines, "", ""][: max(2, len(lines))]
        return name, passphrase, [one for one in names if one.strip()]
    name = str(typer.prompt("Name of who sent it (not kept)", hide_input=True, err=True))
    passphrase = str(typer.prompt("Passphrase (not kept)", hide_input=True, err=True))
    names = []
    while one := str(
        typer.prompt(
            "Another name to take out (Enter: none)", default="", hide_input=True, err=True
        )
    ):
        names.append(one)
    return name, passphrase, names
