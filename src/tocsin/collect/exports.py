"""Exports: what Telegram and Mastodon give a person of a channel or an account."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.collect.captured import Captured, Layout, Limits, captured_of, too_large
from tocsin.collect.decoding import Decoded, decode
from tocsin.collect.kinds import Document, Found, Lead, Value
from tocsin.collect.metadata import Metadata, clean, host_of, language_code
from tocsin.collect.moment import moment_of
from tocsin.collect.page import rendered
from tocsin.errors import CollectError, Malformed, NoFeed
from tocsin.nouns import Span

__all__ = ["find_mastodon", "find_telegram", "looks_like_mastodon", "looks_like_telegram"]

_TELEGRAM = re.compile(
    rb'"type"\s*:\s*"(?:\w*_(?:chat|group|supergroup|channel)|saved_messages)"|"chats"\s*:\s*\{'
)
"""How a chat of an export, or a whole one, begins."""

_DIGITS = 16


def looks_like_telegram(head: bytes, _media_type: str) -> bool:
    """Say whether a document is a `result.json` of Telegram."""
    start = head.lstrip()
    return start[:1] == b"{" and _TELEGRAM.search(start) is not None


def looks_like_mastodon(head: bytes, _media_type: str) -> bool:
    """Say whether a document is an `outbox.json` of Mastodon, or another collection of posts."""
    start = head.lstrip()
    return start[:1] == b"{" and b'"orderedItems"' in start


def find_telegram(
    document: Document, _options: Mapping[str, Value], limits: Limits
) -> Iterator[Found]:
    """Yield the report of each message with words, of one chat or of all that an export holds."""
    try:
        row = _object(document, limits)
    except CollectError as fault:
        yield fault
        return
    taken = 0
    for chat in _chats(row):
        name = clean(chat.get("name"))
        for number, message in enumerate(chat["messages"], start=1):
            own = message.get("id", number) if isinstance(message, dict) else number
            where = f"{document.file}#{own}" if name is None else f"{document.file}#{name}/{own}"
            if not isinstance(message, dict):
                yield _malformed(f"message {number} is no object", where)
                continue
            if message.get("type") != "message":
                continue  # who came and who went
            try:
                captured = _message(message, name, document.said, where, limits)
            except CollectError as fault:
                yield fault
                continue
            if captured is not None:
                taken += 1
                yield captured
    if not taken:
        yield _nothing("no message with words", document.file)


def find_mastodon(
    document: Document, _options: Mapping[str, Value], limits: Limits
) -> Iterator[Found]:
    """Yield the report of each post, and a lead for each post of another that was passed on."""
    try:
        row = _object(document, limits)
    except CollectError as fault:
        yield fault
        return
    items = row.get("orderedItems")
    taken = 0
    for number, item in enumerate(items if isinstance(items, list) else (), start=1):
        where = f"{document.file}#{number}"
        if not isinstance(item, dict):
            yield _malformed(f"item {number} is no object", where)
            continue
        inner = item.get("object")
        if item.get("type") == "Announce" and host_of(url := clean(inner)):
            taken += 1
            yield Lead(str(url), said=document.said.or_else(Metadata(url=url)))
            continue
        post = inner if isinstance(inner, dict) else item
        if post.get("type") not in ("Note", "Article", "Page", "Question"):
            continue
        try:
            captured = _post(post, document.said, where, limits)
        except CollectError as fault:
            yield fault
            continue
        if captured is not None:
            taken += 1
            yield captured
    if not taken:
        yield _nothing("no post with words", document.file)


def _chats(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    chats = row.get("chats")
    listed = chats.get("list") if isinstance(chats, dict) else None
    for chat in listed if isinstance(listed, list) else [row]:
        if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
            yield chat


def _message(
    message: Mapping[str, Any], chat: str | None, said: Metadata, where: str, limits: Limits
) -> Captured | None:
    body = _words(message.get("text"))
    if not body.strip():
        return None
    written = message.get("date_unixtime")
    stamp = _stamp(written) or message.get("date")
    published = moment_of(stamp if isinstance(stamp, str | int) else None)
    edited = _stamp(message.get("edited_unixtime"))
    sender = clean(message.get("from"))
    # Passed on from elsewhere: shown as the program shows it, for it is another who speaks.
    first = clean(message.get("forwarded_from"))
    opening = f"Forwarded from {first}" if first else ""
    text = f"{opening}\n\n{body}" if opening else body
    layout: Layout = [(Span(0, len(opening)), "byline")] if opening else []
    stated = Metadata(
        published=published,
        published_by="none" if published is None else "row",
        updated=moment_of(edited),
        publisher=chat or sender,
        host="t.me",
        author=sender if sender != chat else None,
    )
    return _captured(message, text, said.or_else(stated), layout, where, limits)


def _stamp(written: object) -> int | None:
    """Return seconds since 1970 that are written as digits; None where they are no such number."""
    sound = isinstance(written, str) and written.isascii() and written.isdigit()
    return int(written) if isinstance(written, str) and sound and len(written) < _DIGITS else None


def _words(value: object) -> str:
    """Return the words of a message, whose marked pieces stand apart in a list."""
    pieces = value if isinstance(value, list) else [value]
    found = []
    for piece in pieces:
        words = piece.get("text") if isinstance(piece, dict) else piece
        if isinstance(words, str):
            found.append(words)
    return _storable("".join(found))


def _post(post: Mapping[str, Any], said: Metadata, where: str, limits: Limits) -> Captured | None:
    content = post.get("content")
    markup = _storable(content) if isinstance(content, str) else ""
    warning = clean(post.get("summary")) or ""
    body = rendered(markup, file=where, limits=limits)[0] if markup else ""
    title = clean(post.get("name")) or ""
    text = "\n\n".join(one for one in (title, warning, _storable(body)) if one)
    if not body.strip():
        return None
    url = clean(post.get("url")) or clean(post.get("id"))
    published = moment_of(clean(post.get("published")))
    languages = post.get("contentMap")
    told = next(iter(languages), None) if isinstance(languages, dict) else None
    stated = Metadata(
        title=title or None,
        published=published,
        published_by="none" if published is None else "row",
        updated=moment_of(clean(post.get("updated"))),
        publisher=_account(clean(post.get("attributedTo"))),
        url=url if host_of(url) else None,
        language=language_code(told if isinstance(told, str) else None),
    )
    layout: Layout = [(Span(0, len(title)), "headline")] if title else []
    return _captured(post, text, said.or_else(stated), layout, where, limits)


def _account(actor: str | None) -> str | None:
    """Return the name by which an account is known: @name@host for …/users/name."""
    host = host_of(actor)
    name = (actor or "").rstrip("/").rpartition("/")[2].removeprefix("@")
    return f"@{name}@{host}" if host and name else actor


def _captured(
    row: Mapping[str, Any],
    text: str,
    said: Metadata,
    layout: Layout,
    where: str,
    limits: Limits,
) -> Captured:
    data = json.dumps(row, ensure_ascii=True, sort_keys=True).encode()
    return captured_of(
        data,
        Decoded(text, "utf-8", 0),
        file=where,
        media_type="application/json",
        said=said,
        layout=layout,
        limits=limits,
    )


def _object(document: Document, limits: Limits) -> dict[str, Any]:
    data = document.stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        size = max(document.size, len(data))
        raise too_large(size, limits.file_bytes, "bytes", file=document.file, kept=False)
    try:
        row = json.loads(decode(data).text)
    except RecursionError:
        raise _malformed("it is nested too deep", document.file) from None
    except ValueError:
        raise _malformed("it is no JSON", document.file) from None
    if not isinstance(row, dict):
        raise _malformed("it is no object", document.file)
    return row


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _nothing(what: str, file: str) -> NoFeed:
    return NoFeed(f"there is {what} in it.", hint="Look at what was exported.", file=file)


def _malformed(what: str, file: str) -> Malformed:
    return Malformed(f"{what}.", hint="Export it anew; the others were taken.", file=file)
