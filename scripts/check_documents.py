"""Check that documents match the commands and that every link leads somewhere.

Without an argument it fails where a page is out of date; with --write it writes the pages anew.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

import tocsin.errors
from tocsin.cli import app
from tocsin.collect import GROUP, KINDS, Option
from tocsin.desk.health import FINDINGS
from tocsin.errors import TocsinError
from tocsin.web.charts import CHARTS
from tocsin.web.helppage import topics

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
OWN = """
A fault of Tocsin's own, which nothing above foresaw. Please report it with the command that met it;
with `TOCSIN_TRACEBACK=1` the place in the code is shown.
"""
PLACEHOLDER = re.compile(r"`[^`]*`")


def commands_page() -> str:
    """Return the reference of all commands, from the commands themselves."""
    lines = [
        "# Commands",
        "",
        "Written by `python scripts/check_documents.py --write`; do not edit by hand.",
        "",
        "Every command that prints a table or a figure also takes `--json` (see",
        "[the contract](contract.md)). Exit codes: 0 done, 1 some reports refused, 2 wrong usage,",
        "3 nothing usable. Faults go to standard error; with `--json` as one JSON line each.",
        "",
    ]
    root: Any = typer.main.get_command(app)
    for path, command in walk(root, ("tocsin",)):
        lines += [f"## {' '.join(path)}", ""]
        lines += [*help_of(command), ""]
        rows = [row for parameter in command.params if (row := parameter_row(parameter))]
        if rows:
            lines += ["| argument or option | what it is |", "|---|---|", *rows, ""]
    return "\n".join(lines).rstrip() + "\n"


# Typer's own command classes are not public: the few attributes used here are all that is known.
Command = Any


def walk(command: Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Command]]:
    """Yield every command that does something, with its words."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path, command
        return
    for name in sorted(inner):
        yield from walk(inner[name], (*path, name))


def help_of(command: Command) -> list[str]:
    """Return a command's help, with its example as a block."""
    told = inspect.cleandoc(command.help or "")
    text, _, example = told.partition("Example:")
    lines = [text.strip()]
    if example:
        lines += ["", "```sh", " ".join(example.split()), "```"]
    return lines


def parameter_row(parameter: Any) -> str | None:
    """Return a row of the table of a command's parameters."""
    told = getattr(parameter, "help", None) or ""
    if parameter.name == "help":
        return None
    if parameter.param_type_name == "argument":
        shown = f"`{parameter.metavar or parameter.name.upper()}`"
    else:
        metavar = getattr(parameter, "metavar", None)
        shown = ", ".join(f"`{one}`" for one in parameter.opts)
        shown += f" `{metavar}`" if metavar else ""
    return f"| {shown} | {told} |"


def errors_page() -> str:
    """Return the reference of all error codes, from the classes that carry them."""
    lines = [
        "# Errors",
        "",
        "Written by `python scripts/check_documents.py --write`; do not edit by hand.",
        "",
        "Everything that Tocsin raises on purpose has a code, says what is wrong and where, and",
        "what to do next. One bad report never stops the others.",
        "",
    ]
    listed = [
        one
        for one in vars(tocsin.errors).values()
        if isinstance(one, type) and issubclass(one, TocsinError) and one is not TocsinError
    ]
    lines += [f"## {TocsinError.code}", "", inspect.cleandoc(OWN), ""]
    for error in sorted(listed, key=lambda one: one.code):
        lines += [f"## {error.code}", "", f"`{error.__name__}`. {inspect.getdoc(error)}", ""]
    lines += ["# Findings", "", "What `tocsin doctor` tells that is no error.", ""]
    for code, said in FINDINGS.items():
        lines += [f"## {code}", "", said, ""]
    return "\n".join(lines).rstrip() + "\n"


def kinds_page() -> str:
    """Return the reference of the kinds of source, from what they declare."""
    lines = [
        "# Kinds of source",
        "",
        "Written by `python scripts/check_documents.py --write`; do not edit by hand.",
        "",
        "Where reports come from. Files and folders are described in [Collect](collect.md); what",
        "is declared here is taken from files too (`tocsin add`), and watched as a feed",
        "(`tocsin feed add`). Another Python package adds a kind by the entry-point group",
        f"`{GROUP}`, see [Collect](collect.md#a-kind-of-your-own).",
        "",
    ]
    for kind in KINDS:
        lines += [f"## {kind.name}", "", f"{kind.title}. {kind.sees}", ""]
        lines += [f"It does not see: {kind.misses[0].lower()}{kind.misses[1:]}", ""]
        told = [f"Files: {', '.join(f'`{one}`' for one in kind.endings)}."] if kind.endings else []
        told.append(
            "Addresses of the web are watched." if kind.on_the_web else "Files alone are read."
        )
        if kind.extra is not None:
            told.append(f"Needs `pip install 'tocsin[{kind.extra}]'`.")
        lines += [" ".join(told), ""]
        if kind.options:
            lines += ["| option | is | by default | what it does |", "|---|---|---|---|"]
            lines += [option_row(one) for one in kind.options]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def option_row(option: Option) -> str:
    """Return a row of the table of a kind's options."""
    shown = {True: "yes", False: "no", "": "", (): ""}.get(option.default, str(option.default))
    return f"| `{option.name}` | {option.type} | {shown} | {option.help} |"


def charts_page() -> str:
    """Return how each chart is read: what it shows, how to read it, what to do next."""
    lines = [
        "# Charts",
        "",
        "Written by `python scripts/check_documents.py --write`; do not edit by hand.",
        "",
        "`tocsin chart DESK WATCH CHART --to FILE` writes a chart as `.svg` or `.png`, for which",
        "it needs `pip install 'tocsin[charts]'`, or as `.txt`, its text twin; without a file that",
        "is printed, with `--json` its rows. Charts are made for print: what raises is dark, what",
        "lowers is light and hatched, and states differ by their marks, so that none needs its",
        "colours. An SVG holds its title and all its rows in words. The same clocks give the same",
        "bytes.",
        "",
    ]
    by_anchor = {one.anchor: one for one in topics()}
    for name, (anchor, _, _) in CHARTS.items():
        topic = by_anchor[anchor]
        lines += [
            f"## {name}",
            "",
            f"**What it shows.** {topic.shows}",
            "",
            "**How to read it.**",
            "",
        ]
        lines += [f"- {one}" for one in topic.picture]
        lines += ["", f"**What to do next.** {topic.then}", ""]
    return "\n".join(lines).rstrip() + "\n"


PAGES = {
    "charts.md": charts_page,
    "commands.md": commands_page,
    "errors.md": errors_page,
    "kinds.md": kinds_page,
}


def stale() -> Iterator[str]:
    """Yield the generated pages that are not what they should be."""
    for name, made in PAGES.items():
        file = REFERENCE / name
        if not file.is_file() or file.read_text("utf-8") != made():
            yield f"docs/reference/{name} is out of date: run this with --write"


def undocumented() -> Iterator[str]:
    """Yield commands whose help has no example."""
    for path, command in walk(typer.main.get_command(app), ("tocsin",)):
        if "Example:" not in (command.help or ""):
            yield f"`{' '.join(path)} --help` has no example"


def broken() -> Iterator[str]:
    """Yield links within the repository's documents that lead nowhere."""
    for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]):
        text = page.read_text("utf-8")
        for match in LINK.finditer(PLACEHOLDER.sub("", text)):
            target = match.group(1) or match.group(2)
            if "://" in target or target.startswith(("#", "mailto:")):
                continue
            path, _, anchor = target.partition("#")
            goal = page.parent / path
            if not goal.exists():
                yield f"{page.relative_to(ROOT)}: {target} leads nowhere"
            elif anchor and goal.suffix == ".md" and anchor not in anchors(goal):
                yield f"{page.relative_to(ROOT)}: {target} has no such heading"


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as the common Markdown renderers make them."""
    found = set()
    for line in page.read_text("utf-8").splitlines():
        if line.startswith("#"):
            words = re.sub(r"[^\w\s-]", "", line.lstrip("#").strip().lower())
            found.add(re.sub(r"\s", "-", words))
    return found


def main() -> int:
    """Check, or write with --write; return the exit code."""
    if "--write" in sys.argv[1:]:
        for name, made in PAGES.items():
            (REFERENCE / name).write_text(made(), "utf-8")
        return 0
    faults = [*stale(), *undocumented(), *broken()]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
