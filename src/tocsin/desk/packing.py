"""Packing: a whole desk in one file, as its database or as lines, and a desk out of such a file."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Any, Literal

from tocsin import __version__
from tocsin.desk.keeping import verified
from tocsin.desk.place import Desk
from tocsin.desk.tracing import bring_up
from tocsin.errors import DeskExists, LedgerError, Newer, NotADesk, NotAPackage, Refused, Unsound
from tocsin.ledger import LEDGER_FILE, Ledger, Link, Verified, is_there
from tocsin.ledger.copying import discard, load, snapshot
from tocsin.ledger.tables import HEAD

__all__ = ["Kind", "Packed", "fresh", "pack", "unpack"]

Kind = Literal["backup", "export"]

MANIFEST = "manifest.json"
LINES = "ledger.jsonl"
OWN = ("*.yaml", "watches/*.yaml", "feeds/*", "weights/*")
"""Files of a desk beside its ledger."""

NAME = re.compile(
    r"(?:[^/\\:.\x00-\x1f][^/\\:\x00-\x1f]*\.yaml"
    r"|(?:watches|feeds|weights)/[^/\\:.\x00-\x1f][^/\\:\x00-\x1f]*)"
)
"""Names that a package may hold besides: nothing that leads out of a desk, nothing hidden."""

MOST = 5_000_000
"""Bytes that a manifest has at most."""

CHUNK = 1 << 20
WRONG = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)
"""What a file that is no package, or a damaged one, makes the library raise."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A desk in a file: how many files went in, the size of the whole, the newest link in it."""

    file: Path
    files: int
    size: int
    head: Link


def pack(desk: Path, to: Path, kind: Kind) -> Packed:
    """Write a whole desk to a new file: a zip with its manifest, as a crash leaves none by half.

    "backup" holds the database as it stands at one moment, "export" its entries as lines of JSON,
    each with what links it; so does the backup of a ledger that a server keeps, for there is no
    file of it to copy. Raises `Refused` where the file is there already, `NotADesk`.
    """
    _no_desk(desk)
    _free(to)
    copy = Path(mkdtemp(prefix=".tocsin-", dir=to.absolute().parent))
    try:
        file = copy / LEDGER_FILE if snapshot(desk, copy / LEDGER_FILE) else None
        with Ledger.open(copy if file else desk, read_only=True) as ledger, ledger.snapshot():
            head = ledger.head()
            with fresh(to) as writing:
                held = file if kind == "backup" else None
                files = _write(writing, desk, ledger, kind, head, file=held)
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    return Packed(to, files, to.stat().st_size, head)


@contextmanager
def fresh(to: Path) -> Iterator[IO[bytes]]:
    """Give a new file of one's own to write, which has its name once all of it is on the disk.

    Raises `Refused` where something has that name already.
    """
    _free(to)
    half = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        with half.open("xb") as writing:
            half.chmod(0o600)
            yield writing
            writing.flush()
            os.fsync(writing.fileno())
        _place(half, to)
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


def unpack(file: Path, desk: Path, kind: Kind, *, ledger: str | None = None) -> Verified:
    """Make a desk of a file that `pack` wrote, and return what its ledger is.

    With the URL of a PostgreSQL database its `ledger` stands there.

    Everything is checked before the desk is there: names, hashes, and the chain up to the link in
    the manifest. Raises `DeskExists` where the folder has anything in it, `NotAPackage`, `Newer`,
    `Unsound`; then nothing is left.
    """
    if desk.exists() and (not desk.is_dir() or any(desk.iterdir())):
        raise DeskExists("something is there already.", hint="Name a new folder.", file=str(desk))
    parent = desk.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    half = Path(mkdtemp(prefix=".tocsin-", dir=parent))
    try:
        with _opened(file) as package:
            told = _manifest(package, file, kind)
            if ledger is not None:
                _entries_in(told, file)
            _room(parent, told, file)
            for name in sorted(told["files"]):
                if name != LINES:
                    _take(package, name, told["files"][name], half / name, file)
            if LINES in told["files"]:
                lines = _checked(package, LINES, told["files"][LINES], file)
                load(half, _lines(lines), file=str(file), address=ledger)
        (half / "watches").mkdir(exist_ok=True)
        found = _sound(half, _head(told, file), file)
        made = Desk.open(half)
        with made.ledger() as opened:
            bring_up(made, opened)
            opened.settle()
        half.chmod(0o755)
        half.rename(desk)
    except BaseException:
        with suppress(LedgerError):
            discard(half)
        shutil.rmtree(half, ignore_errors=True)
        raise
    return found


def _entries_in(told: dict[str, Any], file: Path) -> None:
    """See that a package holds a ledger's entries. Raises `Refused` where it has SQLite's file."""
    if LINES not in told["files"]:
        raise Refused(
            "it holds a file of SQLite, which no server takes.",
            hint="Restore it, export that with --what desk, and import it with --ledger.",
            file=str(file),
        )


def _no_desk(desk: Path) -> None:
    if not is_there(desk):
        raise NotADesk("there is no desk here.", hint="Name a desk's folder.", file=str(desk))


def _free(to: Path) -> None:
    if to.exists() or to.is_symlink():
        raise Refused("the file is there already.", hint="Name another.", file=str(to))


def _place(half: Path, to: Path) -> None:
    """Give a file its name, where nothing has it."""
    try:
        os.link(half, to)  # which never takes another's place
    except FileExistsError:
        _free(to)
    except OSError:  # a file system without links
        _free(to)
        half.rename(to)


def _sound(desk: Path, head: Link, file: Path) -> Verified:
    found = verified(desk, head=head)
    if found.flaws:
        said = "; ".join(one.message for one in found.flaws[:3])
        raise Unsound(f"what it holds is not what was recorded: {said}", file=str(file))
    return found


def _write(
    writing: IO[bytes], desk: Path, ledger: Ledger, kind: Kind, head: Link, *, file: Path | None
) -> int:
    """Write a desk with the `file` of its ledger, without one with its entries as lines."""
    told: dict[str, dict[str, object]] = {}
    with zipfile.ZipFile(writing, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        if file is not None:
            told[LEDGER_FILE] = _put(package, LEDGER_FILE, _parts(file))
        else:
            told[LINES] = _put(package, LINES, (one.encode() for one in ledger.lines()))
        for own in sorted({one for pattern in OWN for one in desk.glob(pattern)}):
            name = own.relative_to(desk).as_posix()
            if own.is_file() and not own.is_symlink() and NAME.fullmatch(name):
                told[name] = _put(package, name, _parts(own))
        row = {
            "tocsin": __version__,
            "kind": kind,
            "format": HEAD,
            "head": str(head),
            "files": told,
        }
        package.writestr(_info(MANIFEST), json.dumps(row, indent=1, sort_keys=True) + "\n")
    return len(told)


def _info(name: str) -> zipfile.ZipInfo:
    # The same desk gives the same bytes: a package has no date of its own.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _put(package: zipfile.ZipFile, name: str, parts: Iterable[bytes]) -> dict[str, object]:
    digest, size = sha256(), 0
    with package.open(_info(name), "w", force_zip64=True) as writing:
        for part in parts:
            writing.write(part)
            digest.update(part)
            size += len(part)
    return {"sha256": digest.hexdigest(), "size": size}


def _parts(file: Path) -> Iterator[bytes]:
    with file.open("rb") as reading:
        while part := reading.read(CHUNK):
            yield part


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as package:
            yield package
    except LedgerError:
        raise
    except WRONG as fault:
        said = str(fault).strip("'\"") or type(fault).__name__
        raise NotAPackage(
            f"it is no backup or export of a desk, or a damaged one ({said}).", file=str(file)
        ) from None


def _manifest(package: zipfile.ZipFile, file: Path, kind: Kind) -> dict[str, Any]:
    if package.getinfo(MANIFEST).file_size > MOST:
        raise ValueError("its manifest is too long")
    told = json.loads(package.read(MANIFEST))
    if str(told["format"]) > HEAD:
        raise Newer(
            f"it was made by a newer Tocsin ({str(told['tocsin'])[:40]}).",
            hint="Install that Tocsin.",
            file=str(file),
        )
    if told["kind"] != kind:
        other = (
            "tocsin import FILE DESK" if told["kind"] == "export" else "tocsin restore FILE DESK"
        )
        raise NotAPackage("it is of the other kind.", hint=f"Try: {other}", file=str(file))
    held = [one for one in (LEDGER_FILE, LINES) if one in told["files"]]
    names = package.namelist()
    wanted = sorted([*told["files"], MANIFEST])
    odd = [name for name in told["files"] if name not in held and not NAME.fullmatch(name)]
    one = len(held) == 1 and (kind == "backup" or held == [LINES])
    if odd or sorted(names) != wanted or not one:
        said = f"it names a file that no desk has: {odd[0]!r}" if odd else "a file is missing"
        raise NotAPackage(f"{said}, or one is there twice or too many.", file=str(file))
    return dict(told)


def _room(parent: Path, told: dict[str, Any], file: Path) -> None:
    needed = sum(int(one["size"]) for one in told["files"].values())
    if needed > shutil.disk_usage(parent).free:
        raise LedgerError(
            f"there is no room for its {needed:,} bytes.",
            hint="Make room, or name a folder on another disk.",
            file=str(file),
        )


def _take(package: zipfile.ZipFile, name: str, told: dict[str, Any], to: Path, file: Path) -> None:
    to.parent.mkdir(exist_ok=True)
    with to.open("xb") as writing:
        for part in _checked(package, name, told, file):
            writing.write(part)
        writing.flush()
        os.fsync(writing.fileno())


def _checked(
    package: zipfile.ZipFile, name: str, told: dict[str, Any], file: Path
) -> Iterator[bytes]:
    """Yield a file of a package; it ends with `Unsound` where it is not what the manifest says."""
    digest, left = sha256(), int(told["size"])
    with package.open(name) as reading:
        while part := reading.read(CHUNK):
            left -= len(part)
            if left < 0:
                break
            digest.update(part)
            yield part
    if left != 0 or digest.hexdigest() != told["sha256"]:
        raise Unsound(f"{name} in it is not what was packed.", file=str(file), at=name)


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        yield from whole
    if rest:
        yield rest


def _head(told: dict[str, Any], file: Path) -> Link:
    number, _, digest = str(told["head"]).partition(":")
    try:
        return Link(int(number), digest)
    except ValueError:
        raise NotAPackage("its manifest names no link.", file=str(file)) from None
