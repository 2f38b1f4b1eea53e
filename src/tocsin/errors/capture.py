"""Capture: what keeps a report from being captured."""

from __future__ import annotations

from tocsin.errors.base import TocsinError

__all__ = [
    "CollectError",
    "Declined",
    "DoubtfulText",
    "Empty",
    "KeptOut",
    "KindFault",
    "Malformed",
    "ManifestFault",
    "NoAnswer",
    "NoFeed",
    "NotPublic",
    "NotText",
    "TooLarge",
    "Unreachable",
]


class CollectError(TocsinError):
    """A report could not be captured."""

    code = "T100"


class NotText(CollectError):
    """The bytes are no text in any encoding that is read."""

    code = "T101"


class TooLarge(CollectError):
    """The report has more characters than are read; its bytes are kept.

    The message gives its size and the limit, the hint into how many parts to split it. The limits
    (docs/reference/collect.md, "Limits") are fields of `tocsin.collect.Limits`. No command changes
    them; from Python: `gather(paths, limits=Limits(characters=2_000_000))`.
    """

    code = "T102"


class Empty(CollectError):
    """The file holds nothing but white space."""

    code = "T103"


class Unreachable(CollectError):
    """There is no such file, or no right to open it."""

    code = "T104"


class Malformed(CollectError):
    """A file of a known format breaks the rules of that format."""

    code = "T105"


class ManifestFault(CollectError):
    """A `manifest.csv` cannot be followed."""

    code = "T106"


class DoubtfulText(CollectError):
    """The letters of a text make no words in the encoding it is taken for.

    `tocsin text` prints it and warns, with exit code 0, for that is how to look at it; `segment`,
    `read` and `add` do not read it and say T101.
    """

    code = "T107"
    grade = "warning"


class NotPublic(CollectError):
    """An address that is not to be asked.

    It is no web address, or its host is this machine, a private network or a cloud's metadata. A
    feed cannot make Tocsin ask what only this machine can reach; a person can, who names the host:
    `tocsin feed add DESK URL --allow HOST`.
    """

    code = "T108"


class NoAnswer(CollectError):
    """No whole answer came: no such host, no connection, too slow, or broken off half way."""

    code = "T109"


class Declined(CollectError):
    """A server said no; `status` is the number it said it with.

    `retry_after` is how many seconds it asks to wait, None where it does not say.
    """

    code = "T110"

    def __init__(
        self,
        message: str,
        *,
        status: int,
        retry_after: float | None = None,
        hint: str = "",
        file: str | None = None,
        at: str | int | None = None,
    ) -> None:
        super().__init__(message, hint=hint, file=file, at=at)
        self.status = status
        self.retry_after = retry_after


class KeptOut(CollectError):
    """The site's robots.txt asks programs to stay away from an address."""

    code = "T111"


class NoFeed(CollectError):
    """There is nothing at an address, or in a file, that reports could be taken from."""

    code = "T112"


class KindFault(CollectError):
    """A kind of source is not there or cannot be loaded, or does not have an option.

    `tocsin feed kinds` lists the kinds with their options.
    """

    code = "T113"
