"""A desk: a folder that holds a ledger, the watches, and what a house adds to the registers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from tocsin.data.written import NotPlain, plain
from tocsin.desk.hints import command_of
from tocsin.errors import BadArgument, Busy, NotADesk, TocsinError, UnknownWatch, WatchFault
from tocsin.ledger import Ledger, is_there, may_write
from tocsin.nouns import Register, Watch, Yardstick
from tocsin.read.weights import contents_of
from tocsin.trace import load_register
from tocsin.weigh import parse_watch
from tocsin.weigh.reweigh import reweighed_watch
from tocsin.weigh.words import load_yardsticks

__all__ = ["REGISTER", "WATCHES", "Desk", "text_of", "utc_now", "watch_text"]

WATCHES = "watches"
WEIGHTS = "weights"
REGISTER = "register.yaml"
YARDSTICKS = "yardsticks.yaml"
Loaded = TypeVar("Loaded")
MAX_EXTENSION = 5_000_000


def utc_now() -> datetime:
    """Return the present time, UTC, to the second: the only clock of the house."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with a ledger, `watches/*.yaml` and, where a house adds some, registers.

    The ledger is its file `ledger.sqlite`, or a database that its file `ledger.url` names.

    `register.yaml` and `yardsticks.yaml` in it extend the shipped ones; trained weights in
    `weights/` tell its reader who says what.
    """

    path: Path
    register: Register
    yardsticks: Mapping[str, Yardstick]

    @property
    def weights(self) -> Path | None:
        """The folder of trained weights that this desk reads by, None where it reads by rules."""
        folder = self.path / WEIGHTS
        return folder if folder.exists() else None

    @classmethod
    def create(cls, path: Path, *, weights: Path | None = None, ledger: str | None = None) -> Desk:
        """Make a new desk in the folder `path`; it keeps a copy of trained `weights`.

        `ledger` is the URL of a PostgreSQL database that is to keep its ledger.

        Raises `DeskExists`; with `weights` also `ExtraMissing` and `WeightsUnfit`, and then makes
        nothing.
        """
        content = {} if weights is None else _usable(weights)
        try:
            path.mkdir(parents=True, exist_ok=True)
            Ledger.create(path, address=ledger).close()
            (path / WATCHES).mkdir(exist_ok=True)
            if content:
                (path / WEIGHTS).mkdir()
            for name, data in content.items():
                (path / WEIGHTS / name).write_bytes(data)
        except OSError as error:
            raise BadArgument(
                f"no desk can be made here: {error.strerror}.",
                hint="Name another folder.",
                file=str(path),
            ) from None
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Desk:
        """Open the desk in the folder `path`. Raises `NotADesk`."""
        if not is_there(path):
            raise NotADesk(
                "there is no desk here.",
                hint=f"Make one: {command_of('init', path)}",
                file=str(path),
            )
        return cls(
            path,
            _loaded(load_register, path / REGISTER),
            _loaded(load_yardsticks, path / YARDSTICKS),
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
        return _parsed(text, file, tuple(sorted(self.yardsticks)))

    def record_watches(
        self, ledger: Ledger, *, now: datetime, faults: list[TocsinError]
    ) -> tuple[Watch, ...]:
        """Take new revisions of the files in `watches/` into the ledger, and return all watches.

        A file that is wrong goes into `faults`; what the ledger last had of it stands.
        """
        found = {}
        for file in sorted((self.path / WATCHES).glob("*.yaml")):
            try:
                text = watch_text(file)
                watch = self.parse(text, file=str(file))
                if watch.id != file.stem:
                    raise WatchFault(
                        (("id", f"the file is {file.name}, the watch {watch.id!r}"),),
                        file=str(file),
                    )
            except TocsinError as fault:
                faults.append(fault)
                continue
            ledger.add_watch(watch.id, text, revision=watch.revision, at=now)
            found[watch.id] = watch
        for revision in ledger.watches():
            if revision.id not in found:
                file_name = f"{WATCHES}/{revision.id}.yaml"
                found[revision.id] = self.parse(revision.text, file=file_name)
        return tuple(found[name] for name in sorted(found))

    def take_edits(self, *, now: datetime) -> list[TocsinError]:
        """Take edited watch files into the ledger where it can be written; return their faults."""
        faults: list[TocsinError] = []
        if may_write(self.path):
            with suppress(Busy), self.ledger() as ledger:
                self.record_watches(ledger, now=now, faults=faults)
        return faults

    def watch(self, ledger: Ledger, name: str, *, known_at: datetime | None = None) -> Watch:
        """Return a watch as the ledger knew it at `known_at`. Raises `UnknownWatch`.

        Numbers that people set stand in it in place of those that its file declares.
        """
        declared = self.declared(ledger, name, known_at=known_at)
        return reweighed_watch(declared, ledger.corrections(known_at=known_at))

    def declared(self, ledger: Ledger, name: str, *, known_at: datetime | None = None) -> Watch:
        """Return a watch as its file declared it at `known_at`. Raises `UnknownWatch`."""
        revisions = ledger.watch_revisions(name, known_at=known_at)
        if not revisions:
            listed = ", ".join(one.id for one in ledger.watches(known_at=known_at)) or "none"
            raise UnknownWatch(
                f"there is no watch {name!r} on this desk"
                + ("." if known_at is None else " at that time."),
                hint=f"There are: {listed}. Make one: "
                + command_of("watch", "new", self.path, "QUESTION", "--closes", "DATE"),
                file=str(self.path),
            )
        file = f"{WATCHES}/{name}.yaml"
        watches = [self.parse(one.text, file=file) for one in revisions]
        since = {i.id: i.declared for i in watches[0].indicators}
        for revision, watch in zip(revisions[1:], watches[1:], strict=True):
            # An indicator that a later revision adds was declared then, whatever it says itself.
            for i in watch.indicators:
                since.setdefault(i.id, max(i.declared, revision.at.date()))
        newest = watches[-1]
        return replace(
            newest,
            indicators=tuple(replace(i, declared=since[i.id]) for i in newest.indicators),
        )


@lru_cache(maxsize=64)
def _parsed(text: str, file: str, yardsticks: tuple[str, ...]) -> Watch:
    """Parse a watch once: a page or a replay asks for the same revision many times over."""
    return parse_watch(text, file=file, yardsticks=yardsticks)


def _usable(weights: Path) -> dict[str, bytes]:
    """Return the files of trained weights. Raises `ExtraMissing`, `WeightsUnfit`."""
    content = contents_of(weights)
    from tocsin.read.tagger import Tagger

    Tagger.load(weights)  # what cannot be loaded now cannot be read by later
    return content


def _loaded(load: Callable[[Mapping[str, Any] | None], Loaded], file: Path) -> Loaded:
    """Return a register with what a house's own file adds. Raises `BadArgument` that names it."""
    try:
        return load(_extension(file))
    except WatchFault as error:
        told = "; ".join(f"{place}: {said.rstrip('.')}" for place, said in error.faults)
        raise BadArgument(
            f"{told}.", hint="Mend the file named.", file=str(file), at=error.at
        ) from None
    except BadArgument as error:
        error.file = error.file or str(file)
        raise


def _extension(file: Path) -> Mapping[str, Any] | None:
    """Return a house's own register file, or None where it has none."""
    if not file.is_file():
        return None
    text = text_of(file)
    try:
        values = plain(text)[1]
    except NotPlain as fault:
        raise BadArgument(f"{fault}.", file=str(file)) from None
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


def watch_text(file: Path) -> str:
    """Return the text of a watch file. Raises `WatchFault` where it is no UTF-8, `BadArgument`."""
    try:
        return _decoded(file)
    except UnicodeDecodeError as error:
        said = "the file is not UTF-8: save it as UTF-8"
        raise WatchFault(((f"byte {error.start}", said),), file=str(file)) from None


def text_of(file: Path) -> str:
    """Return the text of a file that a person wrote. Raises `BadArgument`."""
    try:
        return _decoded(file)
    except UnicodeDecodeError as error:
        raise BadArgument(
            "the file is not UTF-8.", hint="Save it as UTF-8.", file=str(file), at=error.start
        ) from None


def _decoded(file: Path) -> str:
    """Return the text of a file. Raises `BadArgument`, `UnicodeDecodeError`."""
    try:
        with file.open("rb") as reading:  # a device tells no size, and may never end
            data = reading.read(MAX_EXTENSION + 1)
    except OSError as error:
        raise BadArgument(
            f"the file cannot be read: {error.strerror}.",
            hint="Look at its name and rights.",
            file=str(file),
        ) from None
    if len(data) > MAX_EXTENSION:
        raise BadArgument(
            "the file is over 5 MB: no person wrote it.",
            hint="Name a file written by hand.",
            file=str(file),
        )
    return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
