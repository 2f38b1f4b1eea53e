"""What every test may ask for: the shared corpora where they exist, settled Hypothesis profiles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from tests.stores import KINDS, Store, binaries, fresh, needed

if TYPE_CHECKING:
    from tocsin.desk import Desk

# One thread makes the readings of the model the same on every machine, and two cores faster.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# No deadlines: the first example pays for imports. Under CI the same examples every time, so that
# a change is judged and not luck; whoever runs `make test` tries new ones.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "desk")
)

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the source tree."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and rulers that is kept beside the repository, not in it.

    `TOCSIN_SHARED` names it; otherwise it is `../shared`. Skips where there is none.
    """
    folder = Path(os.environ.get("TOCSIN_SHARED") or REPOSITORY.parent / "shared").resolve()
    if not folder.is_dir():
        pytest.skip("the shared corpora are not here (TOCSIN_SHARED, or ../shared)")
    return folder


@pytest.fixture(scope="session")
def founding(shared: Path) -> Path:
    """The folder of the five founding reports and their manifest."""
    folder = shared / "data" / "founding"
    if not folder.is_dir():
        pytest.skip("the founding reports are not among the shared corpora")
    return folder


# Desks are slow to fill, and what they import is slow to load: once a run, and only if asked for.
@pytest.fixture(scope="session")
def example_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with all reports of the bundled example; to be read only."""
    from tests.desks import EXAMPLE, desk_of

    return desk_of(tmp_path_factory.mktemp("example"), [EXAMPLE / "reports"])


@pytest.fixture(scope="session")
def founding_desk(founding: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with the five founding reports; to be read only."""
    from tests.desks import desk_of

    return desk_of(tmp_path_factory.mktemp("founding"), [founding])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for `store` on each database, and what is marked by one on that alone."""
    if "store" in metafunc.fixturenames:
        named = [one for one in KINDS if metafunc.definition.get_closest_marker(one)]
        metafunc.parametrize("store", named or KINDS, indirect=True, scope="module")


@pytest.fixture(scope="module")
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The kind of database in which ledgers are made meanwhile, whoever makes them.

    Skips where no PostgreSQL is installed; in CI that is a failure.
    """
    kind: Store = request.param
    if kind == "sqlite":
        yield kind
        return
    if binaries() is None or find_spec("psycopg") is None:
        said = "there is no PostgreSQL here (apt-get install postgresql, the extra `postgres`)"
        (pytest.fail if needed() else pytest.skip)(said)
    from tocsin.ledger import ledger
    from tocsin.ledger.store import make

    def made(folder: Path, *, address: str | None = None, form: str = "head") -> None:
        make(folder, address=address or fresh(), form=form)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ledger, "make", made)
        yield kind
