"""Search: reports whose text holds given words, with a snippet and the place of the first match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from tocsin.ledger.reports import report_of
from tocsin.nouns import Report, Span

__all__ = ["Hit", "search"]

# Characters for private use: no text of the press has them, and none is lost if one should.
_OPEN, _CLOSE, _CUT = "\ue0f0", "\ue0f1", "\ue0f2"
_WORDS = 24
_TERMS = 40
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')

_FOUND = text(
    "SELECT search.rowid AS seq, reports.id AS id "
    "FROM search JOIN texts ON texts.seq = search.rowid "
    "JOIN reports ON reports.text_sha256 = texts.sha256 "
    "WHERE search MATCH :terms AND (:known IS NULL OR reports.recorded_at < :known) "
    "ORDER BY search.rank, reports.place, reports.id LIMIT :limit"
)
_SNIPPET = text(
    "SELECT snippet(search, 0, :open, :close, :cut, :words) "
    "FROM search WHERE search MATCH :terms AND rowid = :seq"
)


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
    terms = " ".join(_terms(query))
    if not terms or limit < 1:
        return ()
    found = connection.execute(_FOUND, {"terms": terms, "limit": limit, "known": known}).all()
    marks = {"open": _OPEN, "close": _CLOSE, "cut": _CUT, "words": _WORDS, "terms": terms}
    # Snippets cost more than the search: only those that are shown are cut.
    return tuple(
        _hit(
            report_of(connection, row.id),
            connection.execute(_SNIPPET, {**marks, "seq": row.seq}).scalar_one(),
        )
        for row in found
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
