"""Worker: reads one hostile document in a process of its own, and prints what it found as JSON.

It is run as a file, imports nothing of the house, and is ended by its limits where a document
means harm: `contained.py` starts it. The first argument names the work, the second is JSON.
"""

from __future__ import annotations

import calendar
import io
import json
import sys
from datetime import UTC, datetime
from typing import Any

__all__ = ["feed", "main", "pdf"]

_ENTRIES = 2_000
_STRING = 1_000_000
_ALL = 20_000_000
_PAGES = 5_000


def feed(data: bytes, given: dict[str, Any]) -> dict[str, Any]:
    """Return what an RSS, RDF or Atom document says, with its entries in their order."""
    import feedparser

    headers = {"content-location": given.get("address") or ""}
    if given.get("media_type"):
        charset = f"; charset={given['charset']}" if given.get("charset") else ""
        headers["content-type"] = f"{given['media_type']}{charset}"
    # A stream, never the bytes themselves: those the library would take for the name of a file.
    found = feedparser.parse(io.BytesIO(data), response_headers=headers)
    left = _ALL
    entries = []
    for entry in found.entries[:_ENTRIES]:
        row = _entry(entry)
        left -= sum(len(one) for one in row.values() if isinstance(one, str))
        if left < 0:
            break
        entries.append(row)
    return {
        "version": found.get("version") or "",
        "title": _text(found.feed.get("title")),
        "language": _text(found.feed.get("language")),
        "fault": _text(str(found.get("bozo_exception") or "")) if found.get("bozo") else None,
        "left_out": max(0, len(found.entries) - len(entries)),
        "entries": entries,
    }


def _entry(entry: Any) -> dict[str, Any]:
    contents = [one.get("value") for one in entry.get("content") or () if one.get("value")]
    source = entry.get("source") or {}
    return {
        "id": _text(entry.get("id")),
        "title": _text(entry.get("title")),
        "link": _text(entry.get("link")),
        "published": _text(entry.get("published")),
        "published_parsed": _moment(entry.get("published_parsed")),
        "updated": _text(entry.get("updated")),
        "updated_parsed": _moment(entry.get("updated_parsed")),
        "author": _text(entry.get("author")),
        "source": _text(source.get("title")) if hasattr(source, "get") else None,
        "html": max([*map(str, contents), str(entry.get("summary") or "")], key=len)[:_STRING],
    }


def pdf(data: bytes, given: dict[str, Any]) -> dict[str, Any]:
    """Return the text of a PDF, page by page, until it is more than is taken."""
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"locked": True}
    most = int(given.get("characters", 1_000_000))
    pages: list[str] = []
    faults = 0
    for number, page in enumerate(reader.pages):
        if number >= _PAGES or sum(map(len, pages)) > most:
            break
        try:
            pages.append(page.extract_text())
        except (RecursionError, MemoryError):
            raise
        except Exception:  # noqa: BLE001  one broken page must not take the others with it
            faults += 1
            pages.append("")
    told: Any = reader.metadata or {}
    return {
        "pages": pages,
        "faults": faults,
        "title": _text(told.get("/Title")),
        "author": _text(told.get("/Author")),
    }


def _text(value: object) -> str | None:
    return value[:_STRING] if isinstance(value, str) and value.strip() else None


def _moment(parsed: Any) -> str | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def _bound(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:
        return  # a system without such limits: the one who waits has a clock
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> int:
    """Do the work that the arguments name, on standard input."""
    work, given = sys.argv[1], json.loads(sys.argv[2])
    _bound(int(given["seconds"]), int(given["memory"]))
    data = sys.stdin.buffer.read()
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints is no part of the answer
    try:
        made = {"feed": feed, "pdf": pdf}[work](data, given)
    except RecursionError:
        made = {"broken": "it is nested too deep"}
    except MemoryError:
        made = {"broken": "it asks for more memory than is given"}
    except Exception as fault:  # noqa: BLE001  whatever a broken document does to its parser
        said = " ".join(str(fault).split())[:200]
        made = {"broken": f"{type(fault).__name__}: {said}" if said else type(fault).__name__}
    out.write(json.dumps(made).encode())
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
