"""Makes gold for `tocsin train attribution` out of the GUM corpus: FOLDER of .conllu files to OUT.

GUM marks the clause that attributes (relation attribution-positive), the words of it that name the
source (signal atsrc) and those that say so (indwd, indph). The content is the clause to which it is
attached, with all that was attached to that clause before it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

RELATION = re.compile(
    r"(?P<name>[\w-]+):(?P<own>\d+)(?:->(?P<onto>\d+))?"
    r"(?::(?P<height>\d+):(?P<signs>.*))?"
)


@dataclass
class Unit:
    """A clause: its words, and how it hangs on another."""

    words: list[int] = field(default_factory=list)
    name: str = ""
    onto: int | None = None
    height: int = 0
    signs: str = ""


@dataclass
class Document:
    """A document: its text, its words as spans, its clauses by number."""

    name: str
    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    units: dict[int, Unit] = field(default_factory=dict)


def read(path: Path) -> Document:
    """Read one file, its text as it is written, a blank line between paragraphs."""
    document = Document(path.stem)
    unit = 0
    gap = ""
    merged = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            gap = "\n\n" if document.text else ""
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        notes = dict(note.partition("=")[::2] for note in columns[9].split("|"))
        if "-" in columns[0]:
            first, last = columns[0].split("-")
            merged = int(last) - int(first) + 1
            start = len(document.text) + len(gap)
            document.text += gap + columns[1]
            shared = (start, len(document.text))
            gap = "" if notes.get("SpaceAfter") == "No" else " "
            continue
        if "." in columns[0]:
            continue
        if merged:
            document.spans.append(shared)
            merged -= 1
        else:
            start = len(document.text) + len(gap)
            document.text += gap + columns[1]
            document.spans.append((start, len(document.text)))
            gap = "" if notes.get("SpaceAfter") == "No" else " "
        document.lemmas.append(columns[2])
        if "Discourse" in notes:
            found = RELATION.match(notes["Discourse"].split(";")[0])
            if found is None:
                raise SystemExit(f"{path}: {notes['Discourse']}")
            unit = int(found["own"])
            document.units[unit] = Unit(
                [], found["name"], int(found["onto"]) if found["onto"] else None,
                int(found["height"] or 0), found["signs"] or "",
            )  # fmt: skip
        document.units[unit].words.append(len(document.spans) - 1)
    return document


def signalled(signs: str, kinds: tuple[str, ...]) -> list[int]:
    """The words, from 0, to which signals of some kinds point."""
    found: set[int] = set()
    for sign in signs.split("+"):
        if sign.startswith(kinds):
            for part in sign.split("-", 2)[2].rsplit("-", 1)[0].split(","):
                first, _, last = part.partition("-")
                if first.isdigit():
                    found.update(range(int(first) - 1, int(last or first)))
    return sorted(found)


def attributions(document: Document) -> Iterator[dict[str, list[list[int]]]]:
    """The attributions that have a cue and a content."""
    below: dict[int, list[int]] = defaultdict(list)
    for number, unit in document.units.items():
        if unit.onto is not None:
            below[unit.onto].append(number)

    def all_of(number: int) -> Iterator[int]:
        yield number
        for each in below[number]:
            yield from all_of(each)

    for number, unit in sorted(document.units.items()):
        if unit.name != "attribution-positive" or unit.onto is None:
            continue
        said = {unit.onto}
        for other in below[unit.onto]:
            if other != number and document.units[other].height < unit.height:
                said |= set(all_of(other))
        said.discard(number)
        own = set(unit.words)
        source = [n for n in signalled(unit.signs, ("sem-atsrc",)) if n in own]
        cue = [
            n for n in signalled(unit.signs, ("lex-indwd", "lex-indph"))
            if n not in source and n in own
        ]  # fmt: skip
        content = sorted(n for one in said for n in document.units[one].words)
        if cue and content:
            yield {
                "source": spans(document, source),
                "cue": spans(document, cue),
                "content": spans(document, content),
            }


def spans(document: Document, words: list[int]) -> list[list[int]]:
    """Words as spans of the text, those that follow each other as one."""
    found: list[list[int]] = []
    last = -2
    for n in words:
        start, end = document.spans[n]
        if n == last + 1 and "\n" not in document.text[found[-1][1] : start]:
            found[-1][1] = end
        else:
            found.append([start, end])
        last = n
    return found


def main() -> None:
    """Read the folder, write one line a document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    count = 0
    with chosen.out.open("w", encoding="utf-8") as file:
        for path in sorted(chosen.folder.glob("*.conllu")):
            document = read(path)
            found = list(attributions(document))
            count += len(found)
            row = {"doc_id": document.name, "text": document.text, "attributions": found}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{count} attributions in {chosen.out}")


if __name__ == "__main__":
    main()
