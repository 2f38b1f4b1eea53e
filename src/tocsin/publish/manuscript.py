"""The manuscript: an assessment as Markdown, each sentence with footnotes to its places."""

from __future__ import annotations

import re
from collections.abc import Callable

from tocsin.nouns import Assessment, Citation, Section, Sentence
from tocsin.publish.editing import generated_beside
from tocsin.publish.figures import moment_of
from tocsin.publish.harmless import harmless, one_line
from tocsin.publish.references import Key, key_of, numbered

__all__ = ["EDITED", "KINDS", "PLACES", "escaped", "markdown"]

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
LISTLIKE = re.compile(r"^(\d+)([.)])")
MARKERS = re.compile(r"^([-+=])")
LINK = re.compile(r"(?i)((?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)|(?<=\w)(?=@))([:.@])")

KINDS = {"assumption": "*Assumption.* ", "judgement": "", "cited": "", "method": ""}
EDITED = "*Edited.* "
PLACES = "Places cited"


def markdown(assessment: Assessment, *, mark: Callable[[Section, int], str] | None = None) -> str:
    """Return the assessment as CommonMark with footnotes, ending in a line feed.

    Text of reports is escaped: it can make no link, heading, image or HTML of its own. What an
    editor wrote is marked, with the generated sentence below it. `mark` gives a line to stand above
    each sentence, by its section and number from 0; then nothing stands below any.
    """
    numbers = {key: number for key, (number, _) in numbered(assessment).items()}
    lines = [f"# {escaped(assessment.title)}", ""]
    marks = " · retrospective" if assessment.retrospective else ""
    lines += [f"As of {moment_of(assessment.as_of)}{marks}", ""]
    for section in assessment.sections:
        lines += [f"## {escaped(section.heading)}", ""]
        lines += _section(section, numbers, mark)
    lines += [f"## {PLACES}", ""]
    for number, citation in numbered(assessment).values():
        lines += [f"[^{number}]: {_place(citation)}", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(
    section: Section,
    numbers: dict[Key, int],
    mark: Callable[[Section, int], str] | None,
) -> list[str]:
    lines: list[str] = []
    for number, sentence in enumerate(section.sentences):
        text = KINDS[sentence.kind] + escaped(sentence.text) + _footnotes(sentence, numbers)
        if sentence.edit is not None and sentence.text:
            text = EDITED + text
        beside = "" if mark else generated_beside(section, number)
        if mark is not None:
            lines += [*([""] if lines and lines[-1] else []), mark(section, number)]
        if sentence.kind == "cited":
            lines.append(f"- {text}")
            lines += ["", f"  > *Generated:* {escaped(beside)}", ""] if beside else []
            continue
        if lines and lines[-1].startswith("- "):
            lines.append("")
        lines += [text, ""]
        lines += [f"> *Generated:* {escaped(beside)}", ""] if beside else []
    if lines and lines[-1]:
        lines.append("")
    return lines


def _footnotes(sentence: Sentence, numbers: dict[Key, int]) -> str:
    own = dict.fromkeys(numbers[key_of(citation)] for citation in sentence.citations)
    return "".join(f"[^{number}]" for number in own)


def _place(citation: Citation) -> str:
    if citation.kind != "report":
        return f"{escaped(citation.ref)}."
    parts = [one_line(citation.speaker or "")]
    parts += [f"through {name}" for name in citation.relay]
    parts += [one_line(citation.outlet or ""), citation.published or "undated"]
    parts += [citation.translation or ""]
    said = ", ".join(escaped(part) for part in parts if part)
    return f"{said}: “{escaped(citation.quote or '')}” ({escaped(citation.ref)})."


def escaped(text: str) -> str:
    """Return `text` on one line, as Markdown that shows it and does nothing else."""
    line = harmless(one_line(text))
    line = LINK.sub(_unlinked, SPECIAL.sub(r"\\\1", line))
    line = LISTLIKE.sub(r"\1\\\2", line)
    return MARKERS.sub(r"\\\1", line)


def _unlinked(found: re.Match[str]) -> str:
    # A character reference shows the same and keeps readers of GitHub's dialect from making a link.
    return f"{found[1]}&#{ord(found[2])};"
