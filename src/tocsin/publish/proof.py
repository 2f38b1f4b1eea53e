"""The proof: an assessment as Markdown for an editor to change, and what was changed in it.

A line above each sentence says which one it is. Who changes words leaves these lines alone; a
sentence whose words are taken out is left out, and what is written below one belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt

from tocsin.errors import BadArgument
from tocsin.nouns import Assessment, Section, digest_of
from tocsin.publish.harmless import is_harmful
from tocsin.publish.manuscript import EDITED, KINDS, PLACES, escaped, markdown

__all__ = ["Changed", "Proof", "as_read", "mark_of", "proof_of", "proof_text"]

LONGEST = 2_000
"""Characters that stand in the place of one sentence at most."""

HEAD = re.compile(
    r"<!-- tocsin proof of (?P<watch>\S+), as of (?P<as_of>\S+), in (?P<style>\S+), "
    r"(?P<count>\d+) sentences -->"
)
MARK = re.compile(r"<!-- tocsin (?P<section>[\w-]+) (?P<number>\d+) (?P<of>\w+) (?P<as>\w+) -->")
NOTE = re.compile(r"(?<!\\)\[\^\w+\]")
HOW = (
    "<!-- Change words, and leave the lines with tocsin in them alone: each says what stands below "
    "it. Take the words of a sentence out to leave it out. -->"
)
UNNAMED = "-"
"""Stands for the natural style of the watch."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What an editor wrote below a mark: "" for a sentence that is left out.

    `of` is the mark of the generated sentence, see `mark_of`; `number` counts from 1.
    """

    section: str
    number: int
    of: str
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof that came back: of which watch, cut (as `clock_of` writes it) and style.

    `style` is as it was asked for, None for the natural one.
    """

    watch: str
    as_of: str
    style: str | None
    changes: tuple[Changed, ...]


def mark_of(generated: str) -> str:
    """Return the mark of a generated sentence: the same sentence has the same."""
    return digest_of("", " ".join(generated.split()))[:10]


def proof_text(laid: Assessment, *, as_of: str, style: str | None) -> str:
    """Return a proof of an assessment on which edits are laid, sentence for sentence."""
    count = sum(len(section.sentences) for section in laid.sections)
    told = UNNAMED if style is None else quote(style, safe="/.")
    head = f"<!-- tocsin proof of {laid.watch}, as of {as_of}, in {told}, {count} sentences -->"

    def marked(section: Section, number: int) -> str:
        one = section.sentences[number]
        of = mark_of(one.text if one.edit is None else one.edit.generated)
        # As it is read back: what nobody touched is never taken for changed.
        now = mark_of(as_read(one.text))
        return f"<!-- tocsin {section.id} {number + 1} {of} {now} -->"

    return f"{head}\n{HOW}\n\n{markdown(laid, mark=marked)}"


def as_read(text: str) -> str:
    """Return what is read back of a sentence that was written into a proof and left alone."""
    return _words(escaped(text))


def proof_of(text: str) -> Proof:
    """Return what came back in a proof. Raises `BadArgument` for what is none, or is not whole."""
    head = HEAD.search(text)
    if head is None:
        raise BadArgument(
            "it is no proof of an assessment.", hint="Write one: tocsin edit DESK WATCH --to FILE"
        )
    below = list(_below(text[head.end() :]))
    if len(below) != int(head["count"]):
        raise BadArgument(
            f"of {head['count']} marked sentences {len(below)} are there.",
            hint="To leave a sentence out, take out its words and leave the line above it.",
        )
    changes = []
    for mark, lines in below:
        words = _words(NOTE.sub("", _unmarked(" ".join(lines))))
        if mark_of(words) == mark["as"]:
            continue
        where = f"{mark['section']} {mark['number']}"
        if any(is_harmful(char) for char in words):
            raise BadArgument("it holds characters that nobody sees.", at=where)
        if len(words) > LONGEST:
            raise BadArgument(f"it has over {LONGEST:,} characters.", at=where)
        changes.append(Changed(mark["section"], int(mark["number"]), mark["of"], words))
    style = None if head["style"] == UNNAMED else unquote(head["style"])
    return Proof(head["watch"], head["as_of"], style, tuple(changes))


def _below(text: str) -> Iterator[tuple[re.Match[str], list[str]]]:
    """Yield each mark with the lines that stand below it, up to the next or a heading."""
    mark: re.Match[str] | None = None
    lines: list[str] = []
    ended = False
    for line in text.splitlines():
        found = MARK.fullmatch(line.strip())
        heading = line.startswith("#")
        if mark is not None and (found or heading):
            yield mark, lines
            mark = None
        if found is not None:
            mark, lines, ended = found, [], False
        elif heading:
            ended = line.removeprefix("## ").strip() == PLACES
        elif mark is not None:
            lines.append(line.strip())
        elif line.strip() and not (ended or line.lstrip().startswith("<!--") or _dated(line)):
            raise BadArgument(
                f"“{line.strip()[:60]}” stands below no sentence.",
                hint="Write on below a sentence: what you write there belongs to it.",
            )
    if mark is not None:
        yield mark, lines


def _dated(line: str) -> bool:
    return line.startswith("As of ")


def _unmarked(text: str) -> str:
    """Return the words below a mark without what tells their kind."""
    text = text.strip().removeprefix("- ").lstrip()
    for prefix in (EDITED, *filter(None, KINDS.values())):
        text = text.removeprefix(prefix)
    return text


def _words(markdown_: str) -> str:
    """Return the words of Markdown on one line, without its marks."""
    words: list[str] = []
    for block in MarkdownIt("commonmark", {"html": False}).parseInline(markdown_):
        words += [
            " " if one.type in {"softbreak", "hardbreak"} else one.content
            for one in block.children or ()
        ]
    return " ".join("".join(words).split())
