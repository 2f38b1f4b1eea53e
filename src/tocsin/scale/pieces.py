"""Pieces: how files of many reports are cut, so that each piece is read by one worker at once."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.collect import LIMITS, Captured, Document, kind_named, read_manifest
from tocsin.collect.dumps import capture_rows
from tocsin.collect.metadata import Metadata
from tocsin.collect.rows import capture_lines
from tocsin.errors import CollectError, Malformed, NoFeed, NotText, Unreachable
from tocsin.nouns import digest_of

__all__ = ["ENDINGS", "LEAST", "MOST", "Piece", "captured_in", "cut", "kind_by", "listed", "opened"]

LEAST = 1 << 16
MOST = 1 << 24
"""Bytes of a piece: small enough to spread few reports, large enough not to make a million files"""

ENDINGS = {
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".jsonl.gz": "packed",
    ".ndjson.gz": "packed",
    ".parquet": "parquet",
    ".warc": "warc",
    ".warc.gz": "warc",
}
"""What is read, by the ending of a name. Packed lines are one piece: nobody can begin in them."""

_READ = 1 << 20
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file: bytes of lines or of an archive, or groups of rows of a Parquet file.

    `start` and `stop` are half-open. `first` is the number of its first line or row. `id` follows
    from the name of the file and what is in the piece: other content is another piece.
    """

    id: str
    file: str
    kind: str
    start: int
    stop: int
    first: int


def kind_by(name: str) -> str | None:
    """Return how a file of that name is read here, None where it is not."""
    low = name.lower()
    return next((kind for ending, kind in ENDINGS.items() if low.endswith(ending)), None)


def listed(inputs: Iterable[str], glob: Any) -> Iterator[str | CollectError]:
    """Yield the files that inputs lead to, by name: files, folders, and addresses with patterns.

    `glob(address)` lists an object store. What is not read here is told.
    """
    for given in inputs:
        if "://" in given:
            yield from _stored(given, glob)
            continue
        path = Path(given)
        if path.is_dir():
            names = [one for one in path.rglob("*") if one.is_file() and one.name[0] != "."]
            known = sorted(str(one) for one in names if kind_by(one.name))
            yield from known
            if not known:
                yield _nothing(given)
        elif not path.is_file():
            yield Unreachable("there is no such file.", hint="Look at its name.", file=given)
        else:
            yield given if kind_by(given) else _unread(given)


def _stored(address: str, glob: Any) -> Iterator[str | CollectError]:
    try:
        names = sorted(glob(address))
    except Exception as fault:  # noqa: BLE001  each kind of store fails in its own way
        yield _unreachable(fault, address)
        return
    known = [one for one in names if kind_by(one)]
    yield from known
    if not known:
        yield _nothing(address)


def opened(file: str) -> BinaryIO:
    """Open a file on disk, or at an address by way of the engine. Raises what the store raises."""
    if "://" not in file:
        return Path(file).open("rb")
    import daft

    found: BinaryIO = io.BufferedReader(daft.File(file).open(), _READ)
    return found


def cut(file: str, size: int) -> Iterator[Piece | CollectError]:
    """Yield the pieces of a file, of about `size` bytes each, or why there are none.

    The file is gone through once. The same content gives the same pieces.
    """
    kind = kind_by(file) or ""
    try:
        with opened(file) as stream:
            if kind == "parquet":
                yield from _groups(file, stream)
            elif kind == "lines":
                yield from _of_lines(file, stream, size)
            elif kind == "warc":
                yield from _of_archive(file, stream, size)
            else:
                yield from _whole(file, kind, stream)
    except CollectError as fault:
        yield fault
    except Exception as fault:  # noqa: BLE001  each kind of store fails in its own way
        yield _unreachable(fault, file)


def captured_in(piece: Piece) -> Iterator[Captured | CollectError]:
    """Yield the reports of a piece, as the feed of its kind has them, and its faults.

    Raises what opening the file raises.
    """
    said = Metadata()
    if "://" not in piece.file:
        path = Path(piece.file)
        named = read_manifest(path.parent).of(path.name)
        said = named.said
        if piece.first == 1:
            yield from named.faults
    with opened(piece.file) as stream:
        if piece.kind == "parquet":
            document = Document(piece.file, stream, 0, said=said)
            yield from capture_rows(document, range(piece.start, piece.stop), first=piece.first)
            return
        stream.seek(piece.start)
        part = _Part(stream, piece.stop - piece.start)
        buffered = io.BufferedReader(part, _READ)
        if piece.kind == "lines":
            yield from capture_lines(buffered, file=piece.file, said=said, first=piece.first)
            return
        kind = kind_named("warc" if piece.kind == "warc" else "lines")
        # Lines look back at how they begin: they are packed, and so one piece.
        whole = stream if piece.kind == "packed" else buffered
        document = Document(piece.file, whole, piece.stop - piece.start, said=said)
        for found in kind.find(document, {}, LIMITS):
            # Of an archive a piece may well hold no page; that no piece does is told of the file.
            if isinstance(found, Captured | CollectError) and not isinstance(found, NoFeed):
                yield found


class _Part(io.RawIOBase):
    """So many bytes of a stream, from where it stands."""

    def __init__(self, inner: BinaryIO, size: int) -> None:
        self._inner = inner
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._inner.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)


class _Cutting:
    """The piece that is being gone through: what it holds, as a digest, and where it began."""

    def __init__(self, file: str, kind: str) -> None:
        self._file = file
        self._kind = kind
        self._digest = blake2b(digest_size=16)
        self._numbers = (0, 1)

    def take(self, data: bytes) -> None:
        self._digest.update(data)

    def end(self, stop: int, first: int) -> Piece:
        """Return the piece that ends here; the next begins, with that number."""
        start, number = self._numbers
        name = digest_of(
            "", self._file, self._kind, str(start), str(number), self._digest.hexdigest()
        )
        self._digest = blake2b(digest_size=16)
        self._numbers = (stop, first)
        return Piece(name, self._file, self._kind, start, stop, number)


def _of_lines(file: str, stream: BinaryIO, size: int) -> Iterator[Piece]:
    cutting = _Cutting(file, "lines")
    at, number, begun = 0, 1, 0
    head = stream.read(2)
    stream.seek(0)
    if head in _UTF16:
        yield from _whole(file, "lines", stream)
        return
    while line := stream.readline(LIMITS.row_bytes):
        # Only where an object begins: a line of anything else belongs to what stands before it.
        if at - begun >= size and line[:1] == b"{":
            yield cutting.end(at, number)
            begun = at
        cutting.take(line)
        at += len(line)
        number += line.endswith(b"\n")
    if at > begun:
        yield cutting.end(at, number)


def _of_archive(file: str, stream: BinaryIO, size: int) -> Iterator[Piece]:
    """Cut an archive between members of gzip; one that is packed as a whole, or not, stays so."""
    cutting = _Cutting(file, "warc")
    begun = at = 0
    engine: Any = None
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    while data := stream.read(_READ):
        place = 0
        while packed and place < len(data):
            if engine is None:
                if at + place - begun >= size:
                    yield cutting.end(at + place, at + place)
                    begun = at + place
                engine = zlib.decompressobj(31)
            rest = data[place:]
            try:
                while rest and not engine.eof:
                    engine.decompress(rest, _READ)
                    rest = engine.unused_data if engine.eof else engine.unconsumed_tail
            except zlib.error:
                packed = False  # what is broken stays with what stands before it, and is told there
                rest = b""
            cutting.take(data[place : len(data) - len(rest)])
            place = len(data) - len(rest)
            if packed and engine.eof:
                engine = None
        if place < len(data):
            cutting.take(data[place:])
        at += len(data)
    if at > begun:
        yield cutting.end(at, at)


def _groups(file: str, stream: BinaryIO) -> Iterator[Piece]:
    try:
        from pyarrow import parquet as pq

        told = _footer(stream)
        data = pq.ParquetFile(stream).metadata
    except (OSError, ValueError) as fault:
        said = " ".join(str(fault).split())[:160]
        raise Malformed(
            f"it is no sound Parquet ({said}).", hint="Save it anew.", file=file
        ) from None
    first = 1
    for at in range(data.num_row_groups):
        yield Piece(digest_of("", file, told, at), file, "parquet", at, at + 1, first)
        first += data.row_group(at).num_rows


def _footer(stream: BinaryIO) -> str:
    """Return a digest of a Parquet file's footer, which has the place and size of each column."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 8))
    length = int.from_bytes(stream.read(4), "little")
    stream.seek(max(0, size - 8 - length))
    found = blake2b(stream.read(), digest_size=16).hexdigest()
    stream.seek(0)
    return f"{size} {found}"


def _whole(file: str, kind: str, stream: BinaryIO) -> Iterator[Piece]:
    cutting = _Cutting(file, kind)
    at = 0
    while data := stream.read(_READ):
        cutting.take(data)
        at += len(data)
    if at:
        yield replace(cutting.end(at, 1), first=1)


def _nothing(given: str) -> NoFeed:
    return NoFeed(
        f"there is nothing in it that is read here ({', '.join(ENDINGS)}).",
        hint="Single pages and texts are added by: tocsin add DESK FILE",
        file=given,
    )


def _unread(file: str) -> NotText:
    return NotText(
        f"only files that end in {', '.join(ENDINGS)} are read here.",
        hint="Add it by: tocsin add DESK FILE",
        file=file,
    )


def _unreachable(fault: Exception, file: str) -> Unreachable:
    said = getattr(fault, "strerror", None) or " ".join(str(fault).split())[:160]
    return Unreachable(
        f"it cannot be opened: {said or type(fault).__name__}.",
        hint="Look at its name and your rights to it.",
        file=file,
    )
