"""Prose: any Markdown, HTML or plain text as the sentences that are read, each in its place."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from typing import Literal

__all__ = ["FORMATS", "LINKED", "Passage", "Prose", "TextFormat", "prose_of"]

TextFormat = Literal["md", "html", "text"]
FORMATS: dict[str, TextFormat] = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".qmd", ".rmd"), "md"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".txt", ".text", ""), "text"),
}
"""The form of a text by the ending of its name."""

LINKED = "[^@]"
"""Stands in the text where a link led away: it counts as a note does."""

SHORT = frozenset(
    "Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Sgt Cpl Adm Brig Cmdr Sen Rep Gov St Jr Sr Inc Ltd Co "
    "No Nos vs etc approx Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec U.S U.K U.N E.U a.m p.m "
    "e.g i.e cf Fig Maj.-Gen Lt.-Gen".split()
)
"""Words after which a stop ends no sentence."""

END = re.compile(r"[.!?…]+[\"”’»')\]]*(?: ?\[\^?[^\][\s]+\])*(?=\s+[\"“‘«'(\[*]?[A-ZÀ-ÖØ-Þ0-9])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, heading or cell: offsets into the prose; `quoted` is another's, as a block."""

    start: int
    end: int
    heading: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as it is read, `at` giving for each of its characters the offset in the source."""

    source: str
    text: str
    at: tuple[int, ...]
    passages: tuple[Passage, ...]
    lines: tuple[int, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column of the source, from 1, at an offset of the prose."""
        there = self.at[offset] if offset < len(self.at) else len(self.source)
        line = bisect_right(self.lines, there)
        return line, there - self.lines[line - 1] + 1

    def words(self, passage: Passage) -> str:
        """Return the words of a passage as they are read."""
        return self.text[passage.start : passage.end]


def prose_of(source: str, form: TextFormat) -> Prose:
    """Return a text as prose. Markup, code, notes and what no one reads are left out."""
    made = {"md": _Markdown, "html": _Page, "text": _Plain}[form](source)
    made.read()
    text, at = "".join(made.characters), tuple(made.offsets)
    passages = tuple(passage for block in made.blocks for passage in _passages(text, *block))
    return Prose(source, text, at, passages, _starts(source))


def _starts(source: str) -> tuple[int, ...]:
    """Return where each line begins, as editors count lines: by line feeds alone."""
    return (0, *accumulate(len(line) + 1 for line in source.split("\n")[:-1]))


def _passages(text: str, start: int, end: int, heading: bool, quoted: bool) -> Iterator[Passage]:
    cuts = [start]
    for found in () if heading else END.finditer(text, start, end):
        last = re.search(r"(\S*)$", text[cuts[-1] : found.start()])
        word = last[1].lstrip("(“\"'‘") if last else ""
        initial = len(word) == 1 and word.isupper()
        if not (text[found.start()] == "." and (word in SHORT or initial)):
            cuts.append(found.end())
    for first, last_ in zip(cuts, [*cuts[1:], end], strict=True):
        piece = text[first:last_]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield Passage(first + left, first + len(piece.rstrip()), heading, quoted)


class _Plain:
    """Plain text: blocks lie between empty lines, or are items of a list."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.characters: list[str] = []
        self.offsets: list[int] = []
        self.blocks: list[tuple[int, int, bool, bool]] = []

    def read(self) -> None:
        """Fill the characters and blocks."""
        for start, end in _blocks(self.source):
            self.block(start, end)

    def block(self, start: int, end: int, *, heading: bool = False, quoted: bool = False) -> None:
        """Take in a block of the source as it stands."""
        first = len(self.characters)
        self.take(start, end)
        self.end(first, heading=heading, quoted=quoted)

    def end(self, first: int, *, heading: bool, quoted: bool) -> None:
        """Note that a block ends here, where it has any character."""
        if len(self.characters) > first:
            self.blocks.append((first, len(self.characters), heading, quoted))
            self.put("\n\n", self.offsets[-1])

    def take(self, start: int, end: int) -> None:
        """Take in characters of the source."""
        self.characters += self.source[start:end]
        self.offsets += range(start, end)

    def put(self, text: str, offset: int) -> None:
        """Take in characters that stand for what is at an offset of the source."""
        self.characters += text
        self.offsets += [offset] * len(text)


ITEM = re.compile(r"[ \t]*(?:[-*+•–]|\d{1,3}[.)])[ \t]+")


def _blocks(source: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield paragraphs and items of lists, without the marks of the items."""
    first: int | None = None
    last = start
    for line in re.finditer(r"[^\n]*\n?", source[start:end]):
        if not line.group():
            break
        at, item = start + line.start(), ITEM.match(line.group())
        if first is not None and (not line.group().strip() or item):
            yield first, last
            first = None
        if line.group().strip():
            if first is None:
                first = at + (item.end() if item else 0)
            last = start + line.end()
    if first is not None:
        yield first, last


INLINE = re.compile(
    r"(?P<comment><!--.*?-->)"
    r"|(?P<code>`+)(?:(?!(?P=code)).|\n)+?(?P=code)(?!`)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<image>!\[[^\]]*\]\([^)\s]*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<auto><(?:https?|mailto):[^>\s]+>|https?://[^\s)>\]]+)"
    r"|(?P<tag></?[A-Za-z][^<>]*>)"
    r"|\[(?P<label>(?!\^)(?:[^\[\]\\]|\\.)+)\](?:\((?P<goal>[^)\s]*(?:\s+\"[^\"]*\")?)\)|\[[^\]]*\])"
    r"|(?P<entity>&(?:#\d+|#x[\da-fA-F]+|[A-Za-z]\w*);)"
    r"|(?P<mark>\*+|~~|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w))",
    re.DOTALL,
)
FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$")
UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-{3,}|\*{3,}|_{3,})[ \t]*$")
NOTE = re.compile(r"[ ]{0,3}\[\^[^\]]+\]:|[ ]{0,3}\[[^\]]+\]:[ \t]*\S+")
QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
CELL = re.compile(r"(?<!\\)\|")
FRONT = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


class _Markdown(_Plain):
    """Markdown as commonly written: code, notes, tags, links' goals and marks are left out."""

    def read(self) -> None:
        """Fill the characters and blocks."""
        front = FRONT.match(self.source)
        at, fence, noted = front.end() if front else 0, "", False
        held: list[tuple[int, int]] = []
        quoted = False
        for line in self.source[at:].splitlines(keepends=True):
            start, at = at, at + len(line)
            bare = line.rstrip("\r\n")
            found = FENCE.match(bare)
            if fence or found:
                self._flush(held, quoted=quoted)
                if found and (not fence or bare.strip().startswith(fence)):
                    fence = "" if fence else found[1]
                continue
            quote = QUOTE.match(bare)
            item = ITEM.match(bare)
            if not bare.strip() or NOTE.match(bare) or bool(quote) != quoted or item:
                self._flush(held, quoted=quoted)
            quoted = bool(quote)
            # What is indented after a note belongs to it.
            noted = bool(NOTE.match(bare)) or (noted and (line[:1] in " \t" or not bare.strip()))
            if noted or not bare.strip():
                continue
            if heading := HEADING.match(bare):
                self._flush(held, quoted=False)
                self._inline([(start + heading.start(1), start + heading.end(1))], heading=True)
            elif UNDERLINE.match(bare):
                self._flush(held, quoted=quoted, heading=bool(held) and bare.strip()[0] in "=-")
            elif bare.lstrip().startswith("|"):
                self._flush(held, quoted=quoted)
                self._row(bare, start)
            else:
                lead = quote.end() if quote else item.end() if item else 0
                held.append((start + lead, at))
        self._flush(held, quoted=quoted)

    def _flush(self, held: list[tuple[int, int]], *, quoted: bool, heading: bool = False) -> None:
        if held:
            self._inline(list(held), quoted=quoted, heading=heading)
            held.clear()

    def _row(self, bare: str, start: int) -> None:
        edges = [*(found.start() for found in CELL.finditer(bare)), len(bare)]
        for first, last in pairwise(edges):
            cell = bare[first + 1 : last]
            if re.search(r"\w", cell):
                self._inline([(start + first + 1, start + last)], heading=True)

    def _inline(
        self, runs: list[tuple[int, int]], *, heading: bool = False, quoted: bool = False
    ) -> None:
        first = len(self.characters)
        for start, end in runs:
            self._span(start, end)
        self.end(first, heading=heading, quoted=quoted)

    def _span(self, start: int, end: int) -> None:
        at = start
        for found in INLINE.finditer(self.source, start, end):
            self.take(at, found.start())
            at = found.end()
            if found["escaped"]:
                self.take(found.start("escaped"), found.end("escaped"))
            elif found["label"]:
                self._span(*found.span("label"))
                self.put(LINKED, found.start())
            elif found["auto"]:
                self.put(LINKED, found.start())
            elif found["entity"]:
                self.put(html.unescape(found["entity"]), found.start())
        self.take(at, end)


SILENT = frozenset("script style head template svg math pre code nav noscript textarea".split())
BLOCKS = frozenset(
    "address article aside blockquote body br caption dd details dialog div dl dt figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p section summary table tbody "
    "td tfoot th thead tr ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 th td caption summary dt".split())


class _Page(_Plain, HTMLParser):
    """HTML: what is shown, block by block, without scripts, styles, code and navigation."""

    def __init__(self, source: str) -> None:
        _Plain.__init__(self, source)
        HTMLParser.__init__(self, convert_charrefs=False)
        self._first = 0
        self._open: list[str] = []
        self._starts = _starts(source)
        self._linked = False

    def read(self) -> None:
        """Fill the characters and blocks."""
        self.feed(self.source)
        self.close()
        self._break()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in BLOCKS:
            self._break()
        if tag == "q":
            self.put("“", self._offset())
        if tag == "a":
            self._linked = any(name == "href" for name, _ in attrs)
        if tag not in {"br", "hr", "img", "input", "link", "meta", "wbr"}:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Meet an element without content."""
        del attrs
        if tag in BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag == "q":
            self.put("”", self._offset())
        if tag == "a" and self._linked and not self._silent:
            self.put(LINKED, self._offset())
        if tag in BLOCKS:
            self._break()
        if tag in self._open:
            # What was never closed ends with what holds it.
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Take in what is shown."""
        if not self._silent:
            at = self._offset()
            self.characters += data
            self.offsets += range(at, at + len(data))

    def handle_entityref(self, name: str) -> None:
        """Take in a named character."""
        self._character(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Take in a numbered character."""
        self._character(f"&#{name};")

    def _character(self, reference: str) -> None:
        if not self._silent:
            self.put(html.unescape(reference), self._offset())

    @property
    def _silent(self) -> bool:
        return any(tag in SILENT for tag in self._open)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _break(self) -> None:
        first = self._first
        if "".join(self.characters[first:]).strip():
            self.end(
                first,
                heading=any(tag in HEADINGS for tag in self._open),
                quoted="blockquote" in self._open,
            )
        self._first = len(self.characters)
