"""The house is walked one way: from nouns through the stages to publish, the shell around them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tocsin"

STAGES = ("collect", "segment", "read", "trace", "weigh", "estimate", "publish")
SHELL = ("desk", "evaluate", "fetch", "scale", "train", "web")
FOUNDATION = {"errors", "nouns", "version"}

# What each room may import besides itself. "version" stands for `from tocsin import __version__`.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "rulers": {"errors"},
    "data": {"errors", "nouns"},
    "example": set(),
    "version": set(),
    "nouns": {"errors"},
    "ledger": {"errors", "nouns"},
    **{stage: FOUNDATION | {"data"} | set(STAGES[:place]) for place, stage in enumerate(STAGES)},
    **{
        room: FOUNDATION | set(STAGES) | set(SHELL) | {"data", "example", "ledger", "rulers"}
        for room in (*SHELL, "cli")
    },
    "__main__": {"cli"},
}

# A stage is a function of its arguments: the shell hands in clocks, pages and rows.
NOT_IN_A_STAGE = {
    "aiohttp": "the network",
    "alembic": "the database",
    "asyncio": "the network",
    "datetime.date.today": "the clock",
    "datetime.datetime.now": "the clock",
    "datetime.datetime.today": "the clock",
    "datetime.datetime.utcnow": "the clock",
    "ftplib": "the network",
    "http.client": "the network",
    "httpx": "the network",
    "requests": "the network",
    "socket": "the network",
    "sqlalchemy": "the database",
    "sqlite3": "the database",
    "time.gmtime": "the clock",
    "time.localtime": "the clock",
    "time.monotonic": "the clock",
    "time.perf_counter": "the clock",
    "time.time": "the clock",
    "time.time_ns": "the clock",
    "trafilatura.fetch_url": "the network",
    "urllib.request": "the network",
    "urllib3": "the network",
}


# Exceptions, each with its reason.
ALLOWED: dict[str, str] = {
    # The gazetteer is a shipped file that nobody writes: a look-up table, not a ledger.
    "read/gazetteer.py": "sqlite3",
}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room_of(module: Path) -> str:
    """The package or single module of the house that a file belongs to."""
    parts = module.relative_to(SOURCE).with_suffix("").parts
    return "version" if parts == ("__init__",) else parts[0]


def full_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every imported name, and every dotted use of one, with its line, spelt out in full."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                known[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name = f"{'.' * node.level}{node.module or ''}.{alias.name}"
                known[alias.asname or alias.name] = name
                yield node.lineno, name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (dotted := spelt(node)) is not None:
            first, _, rest = dotted.partition(".")
            if first in known:
                yield node.lineno, f"{known[first]}.{rest}"


def spelt(node: ast.expr) -> str | None:
    """`a.b.c` as text, or None when the expression is no plain dotted name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (left := spelt(node.value)) is not None:
        return f"{left}.{node.attr}"
    return None


def wrong_turns(room: str, source: str) -> list[str]:
    """What a module of this room imports, or uses, against the rules of the house."""
    faults = []
    for line, name in full_names(ast.parse(source)):
        if name.startswith("."):
            faults.append(f"{line}: relative import {name}")
        parts = name.split(".")
        if parts[0] == "tocsin" and len(parts) > 1:
            target = parts[1] if (SOURCE / parts[1]).exists() or parts[1] in MAY_IMPORT else ""
            target = target or "version"
            if target != room and target not in MAY_IMPORT[room]:
                faults.append(f"{line}: {room} may not import {target} ({name})")
        if room in STAGES or room == "nouns":
            faults.extend(
                f"{line}: {room} may not touch {what} ({name})"
                for forbidden, what in NOT_IN_A_STAGE.items()
                if name == forbidden or name.startswith(forbidden + ".")
            )
    return sorted(set(faults))


def test_the_house_has_been_built() -> None:
    assert "__init__.py" in {module.name for module in modules()}
    assert {room_of(module) for module in modules()} >= {"nouns", "version"}


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_keeps_the_one_way(module: Path) -> None:
    room = room_of(module)
    assert room in MAY_IMPORT, f"{room} has no place in the house: give it one in MAY_IMPORT"
    turns = wrong_turns(room, module.read_text(encoding="utf-8"))
    allowed = ALLOWED.get(module.relative_to(SOURCE).as_posix())
    assert [turn for turn in turns if allowed is None or f"({allowed}" not in turn] == []


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("read", "from tocsin.trace import origins"),
        ("read", "from tocsin.ledger.tables import Row"),
        ("read", "import tocsin.desk"),
        ("read", "from tocsin import cli"),
        ("publish", "from tocsin.evaluate import tasks"),
        ("nouns", "from tocsin.collect import capture"),
        ("ledger", "from tocsin.read import reader"),
        ("rulers", "from tocsin.nouns import Span"),
        ("errors", "from tocsin.nouns import Span"),
        ("desk", "from tocsin.cli import main"),
        ("weigh", "from ..estimate import floor"),
        ("weigh", "def late():\n    from tocsin.publish import lint\n    return lint"),
    ],
)
def test_a_wrong_turn_is_seen(room: str, source: str) -> None:
    assert wrong_turns(room, source) != []


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\nx = datetime.now()",
        "import datetime as dt\nx = dt.datetime.now(dt.timezone.utc)",
        "from datetime import date\nx = date.today",
        "import time\nx = time.time()",
        "from time import time\nx = time()",
        "import socket",
        "from urllib.request import urlopen",
        "import urllib.request",
        "import sqlalchemy as sa",
        "from sqlalchemy.orm import Session",
        "import trafilatura\nx = trafilatura.fetch_url('y')",
    ],
)
def test_a_stage_that_touches_the_world_is_seen(source: str) -> None:
    assert wrong_turns("estimate", source) != []


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("trace", "from tocsin.read import Reader\nfrom tocsin.nouns import Span"),
        ("trace", "from tocsin import __version__"),
        ("read", "from datetime import datetime\nx = datetime(2022, 1, 1)"),
        ("read", "import urllib.parse\nx = urllib.parse.urlsplit('y')"),
        ("desk", "import tocsin.ledger\nfrom datetime import datetime\nx = datetime.now()"),
        ("cli", "from tocsin.desk import Desk"),
    ],
)
def test_the_right_way_is_open(room: str, source: str) -> None:
    assert wrong_turns(room, source) == []
