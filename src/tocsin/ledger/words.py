"""Words: a text cut into the words by which it is found, as FTS5 cuts it, in memory.

A database that has no FTS5 is told these words and not the text: so a query finds in each database
what it finds in the other. What FTS5 marks in a text, it marks here too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b

from tocsin.ledger.keeper import Marks

__all__ = ["LONGEST", "TOKENS", "Phrase", "marked", "phrase_of", "words_of"]

TOKENS = "unicode61 remove_diacritics 2"
"""How FTS5 cuts: at whatever is no letter and no digit; case and accents do not count."""

LONGEST = 1_000
"""Bytes of the longest word that is indexed as it is; a digest stands for the end of others."""

WIDTH = 16


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together; with `beginning` the last of them stands for its beginnings."""

    words: tuple[str, ...]
    beginning: bool


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order, without case and accents."""
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.execute(f"CREATE VIRTUAL TABLE t USING fts5(text, content='', tokenize='{TOKENS}')")
        raw.execute("CREATE VIRTUAL TABLE v USING fts5vocab('t', 'instance')")
        raw.execute("INSERT INTO t(rowid, text) VALUES (1, ?)", (text,))
        found = raw.execute("SELECT term FROM v ORDER BY offset").fetchall()
    return [_short(one[0]) for one in found]


def phrase_of(term: str) -> Phrase:
    """Return what a term of a query asks for: words in double quotes, and * behind beginnings."""
    return Phrase(tuple(words_of(term)), term.endswith("*"))


def marked(text: str, terms: Sequence[str], marks: Marks) -> str:
    """Return the words of a text around what is found of `terms`, marked by FTS5."""
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.execute(f"CREATE VIRTUAL TABLE t USING fts5(text, tokenize='{TOKENS}')")
        raw.execute("INSERT INTO t(rowid, text) VALUES (1, ?)", (text,))
        query = "SELECT snippet(t, 0, ?, ?, ?, ?) FROM t WHERE t MATCH ?"
        shown = (marks.open, marks.close, marks.cut, marks.words, " ".join(terms))
        return str(raw.execute(query, shown).fetchone()[0])


def _short(word: str) -> str:
    data = word.encode("utf-8", "surrogatepass")
    if len(data) <= LONGEST:
        return word
    kept = data[:LONGEST].decode("utf-8", "ignore")
    return kept + blake2b(data, digest_size=WIDTH).hexdigest()
