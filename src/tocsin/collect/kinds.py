"""Kinds: what a kind of source declares about itself, and what it is given and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from tocsin.collect.captured import LIMITS, Captured, Limits
from tocsin.collect.metadata import Metadata
from tocsin.errors import CollectError, KindFault
from tocsin.nouns import Interval

__all__ = ["Document", "Finder", "Found", "Kind", "Lead", "Option", "Value", "found_in", "settled"]

Value = str | int | bool | tuple[str, ...]
"""What an option may be set to."""

_YES = frozenset({"yes", "true", "on", "1"})
_NO = frozenset({"no", "false", "off", "0"})


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be set for a feed of a kind.

    `type` says how it is written: "text", "number" (whole, from 0), "yes or no", or "list" (words
    with commas between them). `choices`, where there are any, are all that it can be.
    """

    name: str
    type: Literal["text", "number", "yes or no", "list"]
    default: Value
    help: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What a kind is to find reports in.

    `file` is how it is named in faults and reports; `stream` stands at its beginning and can be
    wound back; `size` is in bytes. `address` is where it came from, None for a file; `folder` is
    that of a file, in which a kind may look for what belongs to it. `media_type` and `charset` are
    what came with it. `said` is what is known of all its reports.
    """

    file: str
    stream: BinaryIO
    size: int
    address: str | None = None
    folder: str | None = None
    media_type: str = ""
    charset: str | None = None
    said: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that a document names, to be asked for by those who may.

    `what`: "page" for a report, "list" for another document of the same kind. `said` is what the
    document says of the page, `otherwise` what to take where the page itself says nothing.
    `updated` is when it changed last, `instead` the report that the document itself holds of it,
    for want of the page.
    """

    url: str
    what: Literal["page", "list"] = "page"
    said: Metadata = field(default_factory=Metadata)
    otherwise: Metadata = field(default_factory=Metadata)
    updated: Interval | None = None
    instead: Captured | None = None


Found = Captured | Lead | CollectError
Finder = Callable[[Document, Mapping[str, Value], Limits], Iterator[Found]]
"""Yields what a document holds, one after another. Faults are yielded, never raised."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source, as it declares itself.

    `name` is what it is called in commands, `title` in pages. `sees` and `misses` are sentences on
    what it can take in and what it cannot. `endings` are those of files that are of this kind,
    `in_folders` says whether such files are taken from a folder without being named. `recognises`
    tells from the first bytes (4,096) and the declared media type whether a document is of it.
    `on_the_web` says whether addresses can be watched as this kind.
    """

    name: str
    title: str
    sees: str
    misses: str
    find: Finder
    endings: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    recognises: Callable[[bytes, str], bool] = lambda _head, _media_type: False
    in_folders: bool = True
    on_the_web: bool = False
    extra: str | None = None


def found_in(
    kind: Kind, document: Document, options: Mapping[str, Value], limits: Limits = LIMITS
) -> Iterator[Found]:
    """Yield what a kind finds in a document; one that fails on it yields a fault at its end."""
    try:
        yield from kind.find(document, options, limits)
    except CollectError as fault:
        yield fault
    except Exception as fault:  # noqa: BLE001  another's package may fail in any way
        said = " ".join(str(fault).split())[:200]
        yield KindFault(
            f"the kind {kind.name} failed on it ({type(fault).__name__}: {said}).",
            hint="Report it to the makers of that kind; what was found before is taken.",
            file=document.file,
        )


def settled(kind: Kind, given: Mapping[str, object]) -> dict[str, Value]:
    """Return all options of a kind, as `given` or by default, in the order declared.

    Raises `KindFault` for an option that the kind does not have, or a value that it cannot take.
    """
    known = {one.name: one for one in kind.options}
    for name in given:
        if name not in known:
            raise KindFault(
                f"{kind.name} has no option {name!r}.",
                hint=f"It has: {', '.join(known) or 'none'}.",
                at=str(name),
            )
    return {
        name: _value(kind, one, given[name]) if name in given else one.default
        for name, one in known.items()
    }


def _value(kind: Kind, option: Option, given: object) -> Value:
    found = _as(option, given)
    if found is None or (option.choices and found not in option.choices):
        allowed = f"one of {', '.join(option.choices)}" if option.choices else option.type
        raise KindFault(
            f"{option.name} of {kind.name} is {allowed}, and not {str(given)[:100]!r}.",
            hint=option.help,
            at=option.name,
        )
    return found


def _as(option: Option, given: object) -> Value | None:
    if option.type == "yes or no":
        word = str(given).strip().lower()
        return True if word in _YES else False if word in _NO else None
    if option.type == "number":
        word = str(given).strip()
        return int(word) if word.isascii() and word.isdigit() and len(word) < 12 else None
    if option.type == "list":
        items = given if isinstance(given, list | tuple) else str(given).split(",")
        return tuple(dict.fromkeys(word for one in items if (word := str(one).strip())))
    return given if isinstance(given, str) else None
