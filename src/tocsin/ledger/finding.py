"""Finding: the reports that hold words, ranked as FTS5 ranks them, where the words stand in pieces.

Each text is some rows of a table, of so few words that PostgreSQL keeps the place of every one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from tocsin.ledger.keeper import Raw
from tocsin.ledger.words import Phrase, phrase_of, words_of

__all__ = ["found", "index", "tables"]

PIECE = 250
"""Words of a piece: PostgreSQL keeps at most 256 places of one word in a row."""

K1, B = 1.2, 0.75
"""How soon more of a word says no more, and how much the length of a text counts, as in FTS5."""

LEAST = 1e-6
"""The weight of a word that more than half of the texts have."""

PAGE = 500
"""Texts whose reports are looked up at once."""


def tables() -> tuple[str, ...]:
    """Return the statements that make the index."""
    return (
        "CREATE TABLE search (seq BIGINT, piece BIGINT, words TSVECTOR, PRIMARY KEY (seq, piece))",
        "CREATE INDEX ix_search_words ON search USING gin (words)",
        "CREATE TABLE search_sizes (seq BIGINT, words BIGINT NOT NULL, PRIMARY KEY (seq))",
    )


def index(raw: Raw, seq: int, text: str) -> None:
    """Enter the words of a text."""
    words = words_of(text)
    for number, at in enumerate(range(0, len(words), PIECE)):
        piece = (seq, number, _vector(words[at : at + PIECE]))
        raw.execute("INSERT INTO search VALUES (?, ?, CAST(? AS TSVECTOR))", piece)
    raw.execute("INSERT INTO search_sizes VALUES (?, ?)", (seq, len(words)))


def found(
    raw: Raw, terms: Sequence[str], *, limit: int, known: str | None
) -> Sequence[tuple[str, int]]:
    """Return id and number of the text of the reports that hold all terms, the best first."""
    phrases = [one for one in map(phrase_of, terms) if one.words]
    if not phrases:
        return []
    texts, words = raw.execute("SELECT count(*), sum(words) FROM search_sizes").fetchone()
    holding = {phrase: _holding(raw, phrase) for phrase in dict.fromkeys(phrases)}
    common = set.intersection(*(set(one) for one in holding.values()))
    sizes = dict(
        raw.execute("SELECT seq, words FROM search_sizes WHERE seq = ANY(?)", (list(common),))
    )
    weights = [_weight(int(texts), len(holding[phrase])) for phrase in phrases]
    average = float(words or 0) / float(texts or 1)
    ranked = sorted(
        (
            -_score(weights, [holding[phrase][seq] for phrase in phrases], sizes[seq], average),
            seq,
        )
        for seq in common
    )
    return list(_reports(raw, ranked, limit, known))


def _vector(words: Sequence[str]) -> str:
    places: dict[str, list[str]] = {}
    for at, word in enumerate(words, 1):
        places.setdefault(word, []).append(str(at))
    return " ".join(f"{_quoted(word)}:{','.join(at)}" for word, at in places.items())


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _holding(raw: Raw, phrase: Phrase) -> Mapping[int, int]:
    """Return how often each text holds a phrase, by the text's number."""
    *first, last = phrase.words
    if not first:
        query = (
            "SELECT s.seq, sum(cardinality(u.positions)) FROM search AS s, unnest(s.words) AS u "  # noqa: S608 (our own words)
            f"WHERE s.words @@ CAST(? AS TSQUERY) AND {_ended(phrase)} GROUP BY s.seq"
        )
        asked = _quoted(last) + (":*" if phrase.beginning else "")
        return {int(seq): int(held) for seq, held in raw.execute(query, (asked, last))}
    return {seq: held for seq, held in _together(raw, phrase) if held}


def _together(raw: Raw, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Yield how often the words of a phrase follow each other in each text that has them all."""
    *first, last = phrase.words
    asked = [_quoted(word) for word in first]
    asked.append(_quoted(last) + (":*" if phrase.beginning else ""))
    having = " INTERSECT ".join(
        "SELECT seq FROM search WHERE words @@ CAST(? AS TSQUERY)" for _ in asked
    )
    query = (
        "SELECT s.seq, s.piece, u.lexeme, u.positions FROM search AS s, unnest(s.words) AS u "  # noqa: S608 (our own words)
        f"WHERE s.seq IN ({having}) AND (u.lexeme = ANY(?) OR {_ended(phrase)}) ORDER BY s.seq"
    )
    rows = raw.execute(query, (*asked, first, last))
    for seq, parts in groupby(rows, key=lambda row: int(row[0])):
        places: dict[str, set[int]] = {}
        ends: set[int] = set()
        for _, piece, word, positions in parts:
            at = {piece * PIECE + one for one in positions}
            places.setdefault(word, set()).update(at)
            if word == last or (phrase.beginning and word.startswith(last)):
                ends |= at
        sets = [*(places.get(word, set()) for word in first), ends]
        yield (
            seq,
            sum(all(at + further in held for further, held in enumerate(sets)) for at in sets[0]),
        )


def _ended(phrase: Phrase) -> str:
    return "starts_with(u.lexeme, ?)" if phrase.beginning else "u.lexeme = ?"


def _weight(texts: int, holding: int) -> float:
    weight = math.log((texts - holding + 0.5) / (holding + 0.5))
    return weight if weight > 0.0 else LEAST


def _score(weights: Sequence[float], held: Sequence[int], size: float, average: float) -> float:
    """Return BM25 with the operations of FTS5 in its order: the same number to the last bit."""
    score = 0.0
    for weight, count in zip(weights, held, strict=True):
        score += weight * ((count * (K1 + 1.0)) / (count + K1 * (1 - B + B * size / average)))
    return score


def _reports(
    raw: Raw, ranked: Iterable[tuple[float, int]], limit: int, known: str | None
) -> Iterator[tuple[str, int]]:
    """Yield id and text of reports by the rank of their text, then by publication and id."""
    after = "" if known is None else " AND reports.recorded_at < ?"
    query = (
        "SELECT texts.seq, reports.place, reports.id FROM texts "  # noqa: S608 (our own words)
        f"JOIN reports ON reports.text_sha256 = texts.sha256 WHERE texts.seq = ANY(?){after}"
    )
    given = 0
    for score, page in _pages(ranked):
        values = (page,) if known is None else (page, known)
        rows = ((score[seq], place, one, seq) for seq, place, one in raw.execute(query, values))
        for *_, report, seq in sorted(rows):
            yield report, seq
            given += 1
            if given == limit:
                return


def _pages(
    ranked: Iterable[tuple[float, int]],
) -> Iterator[tuple[dict[int, float], list[int]]]:
    """Yield texts by some hundreds, those of one rank never in two parts."""
    page: dict[int, float] = {}
    for score, same in groupby(ranked, key=lambda one: one[0]):
        page |= {seq: score for _, seq in same}
        if len(page) >= PAGE:
            yield page, list(page)
            page = {}
    if page:
        yield page, list(page)
