"""Made reports for the tests of scale: some copied, some quoted, a few that are broken."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from scripts.bench.made import stream
from scripts.bench.wording import WATCH, WATCH_FILE

from tocsin.desk import Desk

COPIERS = ("Harbour Post", "The Evening Ledger", "Northern Wire")
SPEAKERS = ("Irena Salk", "Colonel Tomas Verro", "Dana Okel")


def rows(count: int) -> Iterator[dict[str, str]]:
    """Reports of which one in three concerns the watch, half of those copied or quoted again."""
    rng = random.Random(7)
    kept: list[dict[str, str]] = []
    made = 0
    for one in stream(count * 30):
        if made == count:
            return
        own = "Karvia" in one["text"] and "Tolmark" in one["text"]
        if not own and rng.random() > 0.05:
            continue
        made += 1
        if own:
            kept.append(one)
        yield one
        if own and made < count and rng.random() < 0.5:
            made += 1
            yield again(rng, rng.choice(kept[-5:]), one["published"])


def again(rng: random.Random, first: dict[str, str], published: str) -> dict[str, str]:
    """A copy under another masthead, or somebody's words from it with a sentence before them."""
    outlet = rng.choice(COPIERS)
    text = first["text"]
    if rng.random() < 0.5:
        who = rng.choice(SPEAKERS)
        words = "Karvian troops have gathered near the Tolmark border in great numbers since May"
        text = f"Talks went on in the capital.\n\n“{words},” {who} said on 3 March."
    return {
        "text": text,
        "published": published,
        "publisher": outlet,
        "host": outlet.lower().replace(" ", "-") + ".example",
    }


def write_lines(path: Path, count: int, *, broken: bool = False) -> Path:
    """Write reports as lines; with `broken`, one in the middle is no JSON."""
    lines = [json.dumps(one, ensure_ascii=False) for one in rows(count)]
    if broken:
        lines.insert(len(lines) // 2, '{"text": broken')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_parquet(path: Path, count: int, *, group: int) -> Path:
    """Write reports as rows of Parquet, in groups of so many."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    pq.write_table(pa.Table.from_pylist(list(rows(count))), path, row_group_size=group)
    return path


def write_archive(path: Path, count: int, *, packed: bool) -> Path:
    """Write reports as pages of a WARC file; packed, each record is a member of gzip."""
    import gzip

    with path.open("wb") as file:
        for number, one in enumerate(rows(count)):
            page = f"<html><head><title>Report {number}</title></head><body>"
            page += "".join(f"<p>{part}</p>" for part in one["text"].split("\n\n"))
            body = (page + "</body></html>").encode()
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            told = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Target-URI: https://{one['host']}/{number}\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
                f"WARC-Date: {one['published'][:19]}Z\r\n"
                "Content-Type: application/http;msgtype=response\r\n"
                f"Content-Length: {len(head) + len(body)}\r\n\r\n"
            ).encode()
            record = told + head + body + b"\r\n\r\n"
            file.write(gzip.compress(record, mtime=0) if packed else record)
    return path


def watching(folder: Path) -> Desk:
    """A new desk with the watch that these reports concern."""
    desk = Desk.create(folder)
    (folder / "watches" / f"{WATCH}.yaml").write_text(WATCH_FILE, encoding="utf-8")
    return desk
