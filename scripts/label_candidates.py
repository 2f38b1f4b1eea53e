"""Sentences of the shared texts that may be drawn for labelling: whole ones, each wording once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tocsin.evaluate.gum import render
from tocsin.evaluate.labels import document_text
from tocsin.nouns.span import Span

__all__ = ["Candidate", "of_isw", "plain", "pool", "sentences", "whole"]

SHORTEST, LONGEST = 45, 420
"""Characters of a sentence that may be drawn."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be drawn; `origin` is gum, isw or crises, `group` its month or file."""

    doc: str
    span: Span
    text: str
    origin: str
    group: str


SHORT = set(
    "Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Sgt Cpl Adm Brig Cmdr Sen Rep Gov St Jr Sr Inc Ltd Co "
    "No Nos vs etc approx Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec U.S U.K U.N E.U a.m p.m "
    "e.g i.e Maj.-Gen Lt.-Gen".split()
)
END = re.compile(r"[.!?]+[\"”’')\]]*(?: ?\[\d+\])*(?=\s+[\"“‘'(\[]?[A-Z0-9])")


def sentences(text: str) -> Iterator[Span]:
    """Yield sentences line by line: cut at a stop before a capital, not at abbreviations."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for cut in END.finditer(text, line.start(), line.end()):
            last = re.search(r"(\S*)$", text[start : cut.start()])
            word = last[1].lstrip("(“\"'") if last else ""
            initial = len(word) == 1 and word.isupper()
            if text[cut.start()] == "." and (word in SHORT or initial):
                continue
            yield from _trimmed(text, start, cut.end())
            start = cut.end()
        yield from _trimmed(text, start, line.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield Span(start + left, start + len(piece.rstrip()))


def whole(text: str) -> bool:
    """Say whether this looks like one full sentence of running text."""
    return (
        SHORTEST <= len(text) <= LONGEST
        and re.match(r"[\"“‘'(]?[A-Z0-9]", text) is not None
        and re.search(r"[.!?][\"”’')\]]*(?: ?\[\d+\])*$", text) is not None
        and not re.search(r"https?:|www\.|click here|interactive map|ISW will (?:update|not)", text)
    )


# --- sources -------------------------------------------------------------------------------------


def of_gum(folder: Path) -> Iterator[Candidate]:
    """Yield the sentences of the freely licensed documents."""
    for path in sorted((folder / "training" / "gum").glob("*.conllu")):
        rendered = render(path.read_bytes().decode("utf-8"), file=path.name)
        for span in rendered.sentences:
            doc = f"training/gum/{path.name}"
            yield Candidate(doc, span, span.of(rendered.text), "gum", path.name)


def of_isw(folder: Path) -> Iterator[Candidate]:
    """Yield the sentences of the daily series."""
    for path in sorted((folder / "isw" / "reports").glob("*.txt")):
        doc = f"isw/reports/{path.name}"
        text = document_text(folder, doc)
        for span in sentences(text):
            yield Candidate(doc, span, span.of(text), "isw", path.name[:7])


def of_crises(folder: Path) -> Iterator[Candidate]:
    """Yield the sentences of chronicle items; warnings to shipping are no sentences."""
    for path in sorted((folder / "crises").glob("*.jsonl")):
        for line in path.read_bytes().decode("utf-8").split("\n"):
            row = json.loads(line) if line.strip() else {"id": "nav"}
            if not row["id"].startswith("nav"):
                for span in sentences(row["text"]):
                    doc = f"crises/{path.name}#{row['id']}"
                    yield Candidate(doc, span, span.of(row["text"]), "crises", path.name)


@cache
def pool(folder: Path) -> tuple[Candidate, ...]:
    """Return every whole sentence once, wordings that differ in numbers alone counted as one."""
    found: dict[str, Candidate] = {}
    for candidate in [*of_gum(folder), *of_isw(folder), *of_crises(folder)]:
        if whole(candidate.text):
            found.setdefault(plain(candidate.text), candidate)
    return tuple(found.values())


def plain(text: str) -> str:
    """Return the letters of a text, by which two wordings are the same."""
    return re.sub(r"[^a-z]+", " ", text.lower()).strip()
