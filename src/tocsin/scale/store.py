"""Store: the folder that output goes to, on disk or in an object store, each file whole or not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.errors import BadArgument, ExtraMissing
from tocsin.scale.engine import INSTALL

__all__ = ["Store"]


class Store:
    """A folder on disk, or an address as s3://bucket/folder; workers open it for themselves.

    A file is written beside its place and then put there, or as an object store does it: nobody
    sees half of one. Names are relative, with "/" between folders.
    """

    def __init__(self, place: str) -> None:
        try:
            from pyarrow import fs
        except ImportError:
            raise ExtraMissing("Parquet is not read or written here.", hint=INSTALL) from None
        self.place = place if "://" in place else str(Path(place).absolute())
        try:
            self._system, self._root = fs.FileSystem.from_uri(self.place)
        except (ValueError, OSError) as fault:
            said = " ".join(str(fault).split())[:160]
            raise BadArgument(
                f"nothing can be put there: {said}.", hint="Name a folder.", file=place
            ) from None
        self._disk = "://" not in place

    def path(self, name: str) -> str:
        """Return how the engine names a file or folder of this one."""
        return f"{self.place.rstrip('/')}/{name}"

    def write(self, name: str, data: bytes) -> None:
        """Put a file there whole, in place of one that has its name."""
        full = f"{self._root}/{name}"
        if not self._disk:
            with self._system.open_output_stream(full) as stream:
                stream.write(data)
            return
        Path(full).parent.mkdir(parents=True, exist_ok=True)
        beside = Path(f"{full}.{os.getpid()}.part")
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(full)

    def read(self, name: str) -> bytes | None:
        """Return a file, None where there is none."""
        try:
            with self._system.open_input_stream(f"{self._root}/{name}") as stream:
                data: bytes = stream.read()
                return data
        except FileNotFoundError:
            return None

    def read_json(self, name: str) -> dict[str, Any] | None:
        """Return what a file of JSON holds, None where there is none."""
        data = self.read(name)
        found: dict[str, Any] | None = None if data is None else json.loads(data)
        return found

    def write_json(self, name: str, values: object) -> None:
        """Write values as JSON, whole."""
        self.write(name, json.dumps(values, sort_keys=True, indent=1).encode())

    def names(self, folder: str) -> Iterator[str]:
        """Yield the files in a folder and below it, sorted, by their names from here."""
        from pyarrow import fs

        wanted = fs.FileSelector(f"{self._root}/{folder}", recursive=True, allow_not_found=True)
        begin = len(self._root.rstrip("/")) + 1
        found = self._system.get_file_info(wanted)
        for one in sorted(found, key=lambda info: str(info.path)):
            if one.type == fs.FileType.File:
                yield str(one.path)[begin:]

    def remove(self, name: str) -> None:
        """Take a file away."""
        self._system.delete_file(f"{self._root}/{name}")

    def open(self, name: str) -> Any:
        """Open a file to be read here and there in it, as Parquet is."""
        return self._system.open_input_file(f"{self._root}/{name}")
