"""A desk: a folder that holds a ledger, the watches, and what a house adds to the registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import BadArgument, NotADesk, UnknownEntry, UnknownWatch, WatchFault
from tocsin.ledger import LEDGER_FILE, Ledger
from tocsin.nouns import Register, Watch, Yardstick
from tocsin.trace import load_register
from tocsin.weigh import parse_watch
from tocsin.weigh.words import load_yardsticks

__all__ = ["WATCHES", "Desk", "text_of", "utc_now"]

WATCHES = "watches"
REGISTER = "register.yaml"
YARDSTICKS = "yardsticks.yaml"
MAX_EXTENSION = 5_000_000


def utc_now() -> datetime:
    """Return the present time, UTC, to the second: the only clock of the house."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with `ledger.sqlite`, `watches/*.yaml` and, where a house adds some, registers.

    `register.yaml` and `yardsticks.yaml` in it extend the shipped ones.
    """

    path: Path
    register: Register
    yardsticks: Mapping[str, Yardstick]

    @classmethod
    def create(cls, path: Path) -> Desk:
        """Make a new desk in the folder `path`. Raises `DeskExists`."""
        path.mkdir(parents=True, exist_ok=True)
        Ledger.create(path).close()
        (path / WATCHES).mkdir(exist_ok=True)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Desk:
        """Open the desk in the folder `path`. Raises `NotADesk`."""
        if not (path / LEDGER_FILE).is_file():
            raise NotADesk(
                "there is no desk here.", hint=f"Make one: tocsin init {path}", file=str(path)
            )
        return cls(
            path,
            load_register(_extension(path / REGISTER)),
            load_yardsticks(_extension(path / YARDSTICKS)),
        )

    @contextmanager
    def ledger(self, *, read_only: bool = False) -> Iterator[Ledger]:
        """Open the ledger for the length of a `with` block."""
        with Ledger.open(self.path, read_only=read_only) as ledger:
            yield ledger

    def yardstick(self, name: str) -> Yardstick:
        """Return the yardstick of that name. Raises `BadArgument` that lists those there are."""
        if name not in self.yardsticks:
            raise BadArgument(
                f"there is no yardstick {name!r}.",
                hint=f"There are: {', '.join(sorted(self.yardsticks))}.",
            )
        return self.yardsticks[name]

    def parse(self, text: str, *, file: str) -> Watch:
        """Return the watch in `text`, checked against this desk's yardsticks too.

        Raises `WatchFault`.
        """
        watch = parse_watch(text, file=file)
        if watch.yardstick not in self.yardsticks:
            listed = ", ".join(sorted(self.yardsticks))
            line = watch.lines.get("yardstick", 1)
            raise WatchFault(
                ((f"yardstick (line {line})", f"no such yardstick; there are {listed}"),), file=file
            )
        return watch

    def record_watches(self, ledger: Ledger, *, now: datetime) -> tuple[Watch, ...]:
        """Take new revisions of the files in `watches/` into the ledger, and return all watches."""
        found = []
        for file in sorted((self.path / WATCHES).glob("*.yaml")):
            text = text_of(file)
            watch = self.parse(text, file=str(file))
            if watch.id != file.stem:
                raise WatchFault(
                    (("id", f"the file is {file.name}, the watch {watch.id!r}"),), file=str(file)
                )
            ledger.add_watch(watch.id, text, revision=watch.revision, at=now)
            found.append(watch)
        return tuple(found)

    def watch(self, ledger: Ledger, name: str, *, known_at: datetime | None = None) -> Watch:
        """Return a watch as the ledger knew it at `known_at`. Raises `UnknownWatch`."""
        try:
            revision = ledger.watch(name, known_at=known_at)
        except UnknownEntry:
            listed = ", ".join(one.id for one in ledger.watches()) or "none"
            raise UnknownWatch(
                f"there is no watch {name!r} on this desk.",
                hint=f"There are: {listed}. Make one: tocsin watch new DESK QUESTION --closes DATE",
                file=str(self.path),
            ) from None
        return self.parse(revision.text, file=f"{WATCHES}/{name}.yaml")


def _extension(file: Path) -> Mapping[str, Any] | None:
    """Return a house's own register file, or None where it has none."""
    if not file.is_file():
        return None
    text = text_of(file)
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, yaml.SafeLoader)):
            raise BadArgument("YAML aliases (*name) are not allowed.", file=str(file))
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadArgument(
            "the file is no readable YAML.",
            hint="Mend the line named.",
            file=str(file),
            at=None if mark is None else mark.line + 1,
        ) from None
    if values is not None and not isinstance(values, dict):
        raise BadArgument("the file is no mapping of keys to values.", file=str(file))
    return values


def text_of(file: Path) -> str:
    """Return the text of a file that a person wrote. Raises `BadArgument`."""
    try:
        if file.stat().st_size > MAX_EXTENSION:
            raise BadArgument("the file is over 5 MB: no person wrote it.", file=str(file))
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise BadArgument(
            "the file is not UTF-8.", hint="Save it as UTF-8.", file=str(file), at=error.start
        ) from None
    except OSError as error:
        raise BadArgument(f"the file cannot be read: {error.strerror}.", file=str(file)) from None
