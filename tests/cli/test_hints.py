"""Hints: every command that Tocsin tells people to run can be run as it is told."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.calls import run
from typer.exceptions import TyperException

from tocsin.cli.app import app
from tocsin.desk import command_of

EXAMPLE = Path(str(files("tocsin.example")))
COMMANDS: dict[str, Any] = dict(vars(typer.main.get_command(app))["commands"])
TOLD = re.compile(rf"\btocsin (?:{'|'.join(COMMANDS)})(?![\w,])[^`\n;()]*")
VALUE = "VALUE"


def words_of(node: ast.AST) -> str:
    """A string as it is told, whatever is put in at run time written as a placeholder."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(words_of(part) for part in node.values)
    return VALUE


def parts_of(call: ast.Call) -> Iterator[str]:
    for one in call.args:
        if isinstance(one, ast.Starred):
            assert isinstance(one.value, ast.Tuple), "its words must stand in the call"
            yield from map(words_of, one.value.elts)
        else:
            yield words_of(one)


def told_in(tree: ast.AST) -> Iterator[str]:
    inner = {id(part) for node in ast.walk(tree) for part in getattr(node, "values", ())}
    # A docstring that speaks of a command tells nobody to run it; its example is run elsewhere.
    inner |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if (
            isinstance(called, ast.Name)
            and called.id == "command_of"
            and isinstance(node, ast.Call)
        ):
            yield shlex.join(("tocsin", *parts_of(node)))
        elif isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in inner:
            yield from (found.group().strip(" .:") for found in TOLD.finditer(words_of(node)))


def all_told() -> list[str]:
    source = Path(str(files("tocsin")))
    pages = [file.read_text("utf-8") for file in sorted(source.rglob("*.py"))]
    found = {told for page in pages for told in told_in(ast.parse(page))}
    return sorted(" ".join(told.split()) for told in found)


ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`(tocsin [^`]+)`(?!`)")
TYPED = re.compile(r"^(?:\$ |\w+=\S+ )*(?:\.venv/bin/)?(tocsin .*)$")


def blocks_of(page: str) -> Iterator[str]:
    """The commands of a page that stand in its blocks: to be typed as they are."""
    for found in FENCE.finditer(page):
        for line in found.group(1).replace("\\\n", " ").splitlines():
            if typed := TYPED.match(line.strip()):
                yield typed.group(1)


def sentences_of(page: str) -> Iterator[str]:
    """The commands that a page's sentences speak of; what is plain there may be left out."""
    told = (found.group(1) for found in INLINE.finditer(FENCE.sub("", page)))
    yield from (one.replace(" …", "").replace(" --help", "") for one in told)


def typed_of(told: str) -> str:
    """A call without a remark, or what the shell makes of its output."""
    words = shlex.split(told, comments=True)
    ends = [n for n, word in enumerate(words) if word in {"|", ">", "&&", ";"}]
    return shlex.join(words[: ends[0]] if ends else words)


def documented(calls: Callable[[str], Iterator[str]]) -> list[tuple[str, str]]:
    pages = [ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")]
    told = {
        (str(page.relative_to(ROOT)), typed_of(one))
        for page in pages
        for one in calls(page.read_text("utf-8"))
    }
    return sorted(one for one in told if one[1] != "tocsin")


@pytest.mark.parametrize("told", documented(blocks_of), ids="".join)
def test_the_command_line_takes_every_command_of_the_documents(told: tuple[str, str]) -> None:
    parse(told[1])


@pytest.mark.parametrize("told", documented(sentences_of), ids="".join)
def test_what_a_sentence_says_of_a_command_is_true_of_it(told: tuple[str, str]) -> None:
    """A sentence may leave out what a command needs, and names nothing that it does not have."""
    call, said = told[1], ""
    if call.removeprefix("tocsin ") in COMMANDS:  # a group of commands is spoken of by its name
        return
    try:
        parse(call)
    except TyperException as error:
        said = str(error)
    assert re.search("^$|^Missing |requires an argument", said), (call, said)


def test_commands_of_blocks_and_of_sentences_are_found() -> None:
    pages = {page for page, _ in documented(blocks_of)}
    assert pages >= {"README.md", "examples/karabakh/README.md", "docs/tutorial/first-desk.md"}
    page = "See `tocsin doctor …`.\n\n```sh\nA=b .venv/bin/tocsin assess d w  # look\n```\n"
    assert [typed_of(one) for one in blocks_of(page)] == ["tocsin assess d w"]
    assert [typed_of(one) for one in sentences_of(page)] == ["tocsin doctor"]


def parse(told: str) -> None:
    """Let the command line take a call apart, and run nothing."""
    name, *words = shlex.split(told)[1:]
    command = COMMANDS[name]
    while (inner := getattr(command, "commands", None)) is not None:
        name, *words = words
        command = inner[name]
    command.make_context(name, words)


@pytest.mark.parametrize("told", all_told())
def test_the_command_line_takes_every_command_that_is_told(told: str) -> None:
    parse(told)


def test_hints_are_found() -> None:
    told = all_told()
    assert any(one.startswith("tocsin undo ") for one in told)
    assert len(told) > 15


@pytest.mark.parametrize("words", [("undo", "d", "c1"), ("correct", "d"), ("watch", "nosuch", "d")])
def test_a_hint_that_lacks_something_would_be_found(words: tuple[str, ...]) -> None:
    with pytest.raises(Exception, match=r"Missing|nosuch"):
        parse(command_of(*words))


def test_the_undo_that_is_told_undoes_as_it_is_printed(tmp_path: Path) -> None:
    desk = tmp_path / "my desk; it's mine"
    assert run("init", desk).returncode == 0
    assert run("watch", "add", desk, EXAMPLE / "watch.yaml").returncode == 0
    signed = ("--author", "A. K.", "--reason", "no matter")
    acts = (
        ("annul", desk, "belarus-entry", *signed),
        ("resolve", desk, "belarus-entry", "support", "--on", "2023-01-01", *signed),
        ("correct", desk, "grade", "UK Ministry of Defence", "--set", "reliability=B", *signed),
    )
    for act in acts:
        done = run(*act)
        assert done.returncode == 0, done.stderr
        told = done.stdout.partition("Undo: ")[2].strip()
        undone = run(*shlex.split(told)[1:])
        assert (undone.returncode, "no longer holds" in undone.stdout) == (0, True), told


def test_a_second_end_tells_how_to_undo_the_first(tmp_path: Path) -> None:
    desk = tmp_path / "a desk"
    run("init", desk)
    run("watch", "add", desk, EXAMPLE / "watch.yaml")
    end = ("annul", desk, "belarus-entry", "--author", "AK", "--reason", "no matter")
    assert run(*end).returncode == 0
    refused = run(*end)
    assert refused.returncode == 3
    told = refused.stderr.partition("If that was wrong: ")[2].partition(" (docs")[0]
    assert run(*shlex.split(told)[1:]).returncode == 0
    assert run(*end).returncode == 0
