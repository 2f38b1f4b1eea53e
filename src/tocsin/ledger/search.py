"""Search: reports whose text holds given words, with a snippet and the place of the first match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from tocsin.ledger.keeper import Marks, keeper_of
from tocsin.ledger.reports import report_of
from tocsin.nouns import Report, Span

__all__ = ["Hit", "search"]

# Characters for private use: no text of the press has them, and none is lost if one should.
_OPEN, _CLOSE, _CUT = "\ue0f0", "\ue0f1", "\ue0f2"
_MARKS = Marks(_OPEN, _CLOSE, _CUT, words=24)
_TERMS = 40
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found: words around the first match, and the span of that match."""

    report: Report
    snippet: str
    span: Span


def search(connection: Connection, query: str, *, limit: int, known: str | None) -> tuple[Hit, ...]:
    """Return the best `limit` reports that hold all words of `query`, the best first.

    Words in double quotes must stand together; a word that ends in * stands for its beginnings.
    Case and accents do not count. Whatever the query is, it is searched for, never obeyed.
    """
    terms = tuple(_terms(query))
    if not terms or limit < 1:
        return ()
    keeper = keeper_of(connection)
    found = keeper.found(connection, terms, limit=limit, known=known)
    # Snippets cost more than the search: only those that are shown are cut.
    return tuple(
        _hit(report_of(connection, report), keeper.snippet(connection, text, terms, _MARKS))
        for report, text in found
    )


def _terms(query: str) -> Iterator[str]:
    plain = query.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    for number, match in enumerate(_TERM.finditer(plain)):
        if number == _TERMS:
            return
        words = match.group(1) or match.group(2) or ""
        if any(map(str.isalnum, words)):
            beginning = "*" if match.group(2) and words.endswith("*") else ""
            yield f'"{words}"{beginning}'


def _hit(report: Report, marked: str) -> Hit:
    first, _, rest = marked.partition(_OPEN)
    before = first.removeprefix(_CUT)
    match = rest.partition(_CLOSE)[0]
    plain = marked.translate(dict.fromkeys(map(ord, (_OPEN, _CLOSE, _CUT))))
    at = max(report.text.find(plain), 0)
    start = min(at + len(before), len(report.text))
    shown = " ".join(
        marked.replace(_CUT, "…").translate({ord(_OPEN): None, ord(_CLOSE): None}).split()
    )
    return Hit(report, shown, Span(start, min(start + len(match), len(report.text))))
