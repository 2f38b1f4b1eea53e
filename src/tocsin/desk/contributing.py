"""Contributing: what somebody sent who must not be found, without what tells of them."""

from __future__ import annotations

import os
import secrets
import unicodedata
from base64 import b32encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import yaml

from tocsin.collect import Captured, Decoded, Metadata, capture_file
from tocsin.collect.captured import captured_of
from tocsin.desk.adding import Added, read_waiting, take_in
from tocsin.desk.place import Desk
from tocsin.desk.redacting import Redacted, redacted
from tocsin.errors import BadArgument, CollectError, NotADesk, NotText
from tocsin.nouns import Interval

__all__ = ["Contribution", "code_of", "contribute", "contribution_of", "contributors"]

FILE = "contributors.yaml"
FEED = "contributed"
SALT = 16
LETTERS = 8
LEAST = 12
"""Letters that a passphrase has at least: whoever has the desk may try as many as they like."""

_ROUNDS, _MEMORY = 3, 256 * 1024


@dataclass(frozen=True, slots=True)
class Contribution:
    """What is to be entered: under which code, of which day, what, and how much was taken out."""

    code: str
    on: date
    redacted: Redacted


def code_of(desk: Path, name: str, passphrase: str) -> str:
    """Return the code that stands for a contributor on a desk; nothing of the name is kept.

    The same name and passphrase give the same code again. It is drawn by Argon2id from both and
    from a salt of the desk: whoever has the desk, and not the passphrase, can test no name. Raises
    `BadArgument` for a passphrase that is too short, or without a name.
    """
    from argon2.low_level import Type, hash_secret_raw

    said = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    if not said:
        raise BadArgument("no name is given.", hint="Any word that is always the same will do.")
    if len(passphrase) < LEAST:
        raise BadArgument(
            f"a passphrase has at least {LEAST} letters: who steals the desk may try for ever.",
            hint="Take five words that nobody would put together.",
        )
    secret = f"{unicodedata.normalize('NFKC', passphrase)}\0{said}".encode()
    made = hash_secret_raw(
        secret, _salt(desk), time_cost=_ROUNDS, memory_cost=_MEMORY, parallelism=1, hash_len=16,
        type=Type.ID,
    )  # fmt: skip
    return f"K-{b32encode(made).decode()[:LETTERS].lower()}"


def contribution_of(
    file: Path, *, code: str, on: date, names: Iterable[str], exact_places: bool = False
) -> Contribution:
    """Return what of a file would be entered: its words alone, without what tells of a person.

    Of a message only the text is taken, no header; of a page no address or author. Raises a
    `CollectError` where it cannot be read, `NotText` for a picture and where it is several reports.
    """
    found = list(capture_file(file))
    for one in found:
        if isinstance(one, CollectError) and not any(isinstance(two, Captured) for two in found):
            raise one
    texts = [one for one in found if isinstance(one, Captured)]
    if len(texts) != 1 or texts[0].fault is not None:
        raise NotText(
            "what somebody sent is one text.", hint="Enter one after the other.", file=file.name
        )
    return Contribution(
        code, on, redacted(texts[0].report.text.strip(), names, exact_places=exact_places)
    )


def contribute(
    desk: Desk,
    one: Contribution,
    *,
    now: datetime,
    progress: Callable[[str, int], None] | None = None,
) -> Added:
    """Enter a contribution as a report of its code, and read it. Only what was redacted is kept."""
    text = one.redacted.text
    data = text.encode("utf-8", "replace")
    captured = captured_of(
        data,
        Decoded(data.decode(), "utf-8", 0),
        file=f"{one.code}-{one.on.isoformat()}.txt",
        media_type="text/plain",
        said=Metadata(
            publisher=f"Contributor {one.code}",
            published=Interval.day(one.on),
            published_by="manifest",
        ),
    )
    added = Added()
    with desk.ledger() as ledger, ledger.writing():
        take_in(ledger, captured, added, feed=FEED, now=now)
    after = read_waiting(desk, now=now, progress=progress)
    added.read, added.skipped, added.unread = after.read, after.skipped, after.unread
    added.faults.extend(after.faults)
    return added


def contributors(desk: Desk) -> dict[str, int]:
    """Return how many contributions a desk holds of each code."""
    found: dict[str, int] = {}
    with desk.ledger(read_only=True) as ledger:
        for report, _ in ledger.recorded():
            if any(one.feed == FEED for one in ledger.captures(report)):
                code = (ledger.report(report).publisher or "").removeprefix("Contributor ")
                found[code] = found.get(code, 0) + 1
    return dict(sorted(found.items()))


def _salt(desk: Path) -> bytes:
    """Return the salt of a desk, made at the first time."""
    file = desk / FILE
    if not file.exists():
        made = yaml.safe_dump({"salt": secrets.token_hex(SALT)})
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as writing:
            writing.write(made)
            writing.flush()
            os.fsync(writing.fileno())
    try:
        return bytes.fromhex(str(yaml.safe_load(file.read_text("utf-8"))["salt"]))
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError) as fault:
        raise NotADesk(
            "the salt of its contributors cannot be read.",
            hint="Restore contributors.yaml from a backup: without it the codes are others.",
            file=str(file),
        ) from fault
