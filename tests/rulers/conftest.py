"""What the tests of the rulers share: files of rows, and the outside rulers to be equal to."""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tocsin.rulers.figures import printed

Rows = list[dict[str, Any]]
Write = Callable[[str, Sequence[Mapping[str, Any]]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows to a JSONL file of that name and return its path."""

    def to_file(name: str, rows: Sequence[Mapping[str, Any]]) -> Path:
        path = tmp_path / name
        text = "".join(json.dumps(row) + "\n" for row in rows)
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


@pytest.fixture
def load(shared: Path) -> Callable[..., Rows]:
    """Read rows of a shared corpus, all or the first so many."""

    def rows(name: str, first: int | None = None) -> Rows:
        path = shared / "data" / name
        if not path.is_file():
            pytest.skip(f"{name} is not among the shared corpora")
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line, _ in zip(lines, range(first or 10**9), strict=False)]

    return rows


@pytest.fixture(scope="session")
def outside(shared: Path) -> Iterator[Callable[[str], Any]]:
    """Import an outside ruler by its module name; none of them stays imported."""
    folder = shared / "rulers"
    if not folder.is_dir():
        pytest.skip("the outside rulers are not beside the shared corpora")
    before, no_bytecode = set(sys.modules), sys.dont_write_bytecode
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    try:
        yield importlib.import_module
    finally:
        sys.dont_write_bytecode = no_bytecode
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            if name == "ruler" or name.startswith("score_"):
                del sys.modules[name]


@pytest.fixture
def demand_equal(outside: Callable[[str], Any]) -> Callable[..., None]:
    """Demand that figures equal, bit for bit, those of an outside ruler on the same files."""

    def demand(
        ours: Mapping[str, Any],
        ruler: str,
        gold: Path,
        predictions: Path | str,
        **options: object,
    ) -> None:
        module = outside(ruler)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # theirs are no concern of this test
            theirs = module.score(
                str(gold), str(predictions), argparse.Namespace(**options) if options else None
            )
        _compare(ours, theirs, ruler)
        rounded = outside("ruler").rounded(theirs)
        assert json.dumps(printed(dict(ours))) == json.dumps(rounded)

    return demand


def _compare(ours: object, theirs: object, place: str) -> None:
    if isinstance(theirs, Mapping):
        assert isinstance(ours, Mapping), place
        assert list(ours) == list(theirs), place
        for name in theirs:
            _compare(ours[name], theirs[name], f"{place}.{name}")
    elif isinstance(theirs, list | tuple):
        assert isinstance(ours, list), place
        assert len(ours) == len(theirs), place
        for number, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
            _compare(mine, other, f"{place}[{number}]")
    else:
        assert type(ours) in (int, float, str, type(None)), place
        assert isinstance(ours, float) == isinstance(theirs, float), place
        assert ours == theirs, place
