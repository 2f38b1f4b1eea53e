"""The commands that keep the accounts of a desk that is served."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tocsin.cli.errands import AsJson, DeskFolder, faults, open_desk, say

__all__ = ["app"]

app = typer.Typer(
    name="account",
    help="Accounts of a desk that is served: who may enter it, and what they may do.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that entries are signed with.")]
Role = Annotated[
    str, typer.Option("--role", help="reader, analyst, editor or owner: each may do more.")
]


@app.command("add")
def add_one(desk: DeskFolder, name: Name, role: Role = "reader") -> None:
    """Add an account; the password is asked for, or read as the first line of standard input.

    Example: tocsin account add desk "A. Analyst" --role analyst
    """
    from tocsin.web.accounts import add_account

    with faults(as_json=False):
        place = open_desk(desk, as_json=False)
        made = add_account(place.path, name, role, _password())
        say(f"{made.name} may enter as {made.role}.")


@app.command("list")
def list_all(desk: DeskFolder, as_json: AsJson = False) -> None:
    """Print the accounts and their roles.

    Example: tocsin account list desk
    """
    from tocsin.cli.contract import dumps
    from tocsin.web.accounts import accounts_of

    with faults(as_json=as_json):
        place = open_desk(desk, as_json=as_json)
        for name, one in sorted(accounts_of(place.path).items()):
            said = {"name": name, "role": one.role}
            say(dumps(said) if as_json else f"{one.role:8} {name}")


@app.command("role")
def role_of(desk: DeskFolder, name: Name, role: Role) -> None:
    """Give an account another role; it holds from the next request on.

    Example: tocsin account role desk "A. Analyst" --role editor
    """
    from tocsin.web.accounts import set_role

    with faults(as_json=False):
        made = set_role(open_desk(desk, as_json=False).path, name, role)
        say(f"{made.name} may enter as {made.role}.")


@app.command("password")
def password_of(desk: DeskFolder, name: Name) -> None:
    """Give an account another password, which ends its sessions.

    Example: tocsin account password desk "A. Analyst"
    """
    from tocsin.web.accounts import set_password

    with faults(as_json=False):
        place = open_desk(desk, as_json=False)
        set_password(place.path, name, _password())
        say(f"{name} has another password.")


@app.command("remove")
def remove_one(desk: DeskFolder, name: Name) -> None:
    """Remove an account, which ends its sessions; what it entered stays in the ledger.

    Example: tocsin account remove desk "A. Analyst"
    """
    from tocsin.web.accounts import remove_account

    with faults(as_json=False):
        remove_account(open_desk(desk, as_json=False).path, name)
        say(f"{name} may not enter any more.")


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
