"""Every module of the house says what it is, shows a sorted face, and stays short."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tocsin"
LONGEST = 500

modules = sorted(SOURCE.rglob("*.py"))
# Alembic loads migrations by path: they are no package.
packages = sorted({module.parent for module in modules if "migrations" not in module.parts})
every_module = pytest.mark.parametrize(
    "module", modules, ids=lambda path: str(path.relative_to(SOURCE))
)


def opening_fault(source: str) -> str | None:
    """What is wrong with how a module opens; None when one sentence says what it is."""
    docstring = ast.get_docstring(ast.parse(source))
    if docstring is None:
        return "it has no docstring"
    first = " ".join(docstring.split("\n\n")[0].split())
    if not first.endswith("."):
        return f"its opening is no sentence: {first!r}"
    if re.search(r"(?<!\be\.g)(?<!\bi\.e)[.!?] +[A-Z]", first):
        return f"it opens with more than one sentence: {first!r}"
    return None


def face(source: str) -> list[str] | None:
    """The names in `__all__`, None where there is no such list."""
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                names = ast.literal_eval(value)
            case ast.AnnAssign(target=ast.Name(id="__all__"), value=ast.expr() as value):
                names = ast.literal_eval(value)
            case _:
                continue
        return list(names)
    return None


def sorted_face(names: list[str]) -> list[str]:
    """Constants, then classes, then the rest: the order that `ruff check --fix` writes."""

    def key(name: str) -> tuple[int, str]:
        if len(name) > 1 and name.isupper():
            return 0, name
        return (1 if name[:1].isupper() else 2), name

    return sorted(names, key=key)


@every_module
def test_a_module_opens_with_one_sentence(module: Path) -> None:
    assert opening_fault(module.read_text(encoding="utf-8")) is None


@every_module
def test_a_face_is_sorted_and_names_each_thing_once(module: Path) -> None:
    names = face(module.read_text(encoding="utf-8"))
    if names is not None:
        assert names == sorted_face(names)
        assert len(names) == len(set(names))


@every_module
def test_a_module_stays_under_its_longest(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("package", packages, ids=lambda path: path.name)
def test_a_package_says_what_it_is(package: Path) -> None:
    opening = package / "__init__.py"
    assert opening.is_file(), f"{package.name}/ has no __init__.py"
    assert opening_fault(opening.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize(
    "source",
    ["", "x = 1", '"""No full stop"""', '"""Two things. They do not belong together."""'],
)
def test_a_bad_opening_is_seen(source: str) -> None:
    assert opening_fault(source) is not None


def test_a_good_opening_may_run_on_below() -> None:
    assert (
        opening_fault('"""Yardsticks: words, e.g. UK ones,\nwith ranges.\n\nMore. And."""') is None
    )


def test_an_unsorted_face_is_seen() -> None:
    names = face('"""M."""\n__all__ = ["read", "Reader", "LIMIT"]')
    assert names == ["read", "Reader", "LIMIT"]
    assert sorted_face(names) == ["LIMIT", "Reader", "read"]
