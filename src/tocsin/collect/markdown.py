"""Markdown: the raw text as it stands, with its front matter and headings told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import yaml
from markdown_it import MarkdownIt

from tocsin.collect.captured import LIMITS, Captured, Limits, captured_of, undatable
from tocsin.collect.decoding import checked, decode
from tocsin.collect.metadata import Metadata, clean, host_of, language_code
from tocsin.collect.moment import moment_of
from tocsin.errors import Malformed
from tocsin.nouns import SegmentKind, Span

__all__ = ["capture_markdown"]

_FRONT = re.compile(
    r"---[ \t]*(?:\r\n?|\n)(.*?)(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL
)
_UNCLOSED = re.compile(
    r"---[ \t]*(?:\r\n?|\n)((?:[A-Za-z][\w-]*:(?:[ \t][^\r\n]*)?(?:\r\n?|\n|\Z))+)"
)
"""Lines of names and values that open a file and that no line of dashes closes."""

_DATES = ("published", "date", "pubdate", "published_at", "created")
_FRONT_LENGTH = 20_000
_LINE_END = re.compile(r"\r\n?|\n")


def capture_markdown(
    data: bytes, *, file: str, said: Metadata, limits: Limits = LIMITS
) -> tuple[Captured, Malformed | None]:
    """Return the report that a Markdown file is, and the fault of its front matter if it has one.

    The text is the file's, marks and all. Front matter that cannot be read costs the report its
    metadata, not its text. Raises `NotText` and `Empty`.
    """
    decoded = checked(data, decode(data), file=file)
    text = decoded.text
    front = _FRONT.match(text)
    stated, fault = (Metadata(), None) if front is None else _stated(front.group(1), file)
    if front is None and (front := _UNCLOSED.match(text)) is not None:
        line = len(_LINE_END.findall(front.group())) + 1
        fault = _malformed("no line --- closes it", file, line)
    start = 0 if front is None else front.end()
    layout: list[tuple[Span, SegmentKind]] = [(Span(0, start), "meta")] if start else []
    heading: str | None = None
    if len(text) <= limits.characters:
        for span, kind in _blocks(text, start):
            if kind == "headline":
                if heading is not None:
                    continue
                heading = clean(span.of(text))
            layout.append((span, kind))
    found = said.or_else(stated).or_else(Metadata(title=heading))
    return (
        captured_of(
            data,
            decoded,
            file=file,
            media_type="text/markdown",
            said=found,
            layout=layout,
            prose=text[start:],
            limits=limits,
        ),
        fault,
    )


def _stated(front: str, file: str) -> tuple[Metadata, Malformed | None]:
    if len(front) > _FRONT_LENGTH:
        return Metadata(), _malformed(f"it has more than {_FRONT_LENGTH:,} characters", file, 2)
    try:
        # Scalars stay strings: YAML would make Norway's "no" False and raise on 31 February.
        values = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 (makes strings, lists and maps only)
    except yaml.MarkedYAMLError as fault:
        line = 2 + (fault.problem_mark.line if fault.problem_mark else 0)
        return Metadata(), _malformed(fault.problem or "no YAML", file, line)
    except (yaml.YAMLError, ValueError, RecursionError):
        return Metadata(), _malformed("no YAML", file, 2)
    if not isinstance(values, dict):
        return Metadata(), _malformed("no list of names and values", file, 2)
    lowered = {str(name).lower(): value for name, value in values.items()}
    found = _metadata(lowered)
    stated = next((one for name in _DATES if (one := _flat(lowered.get(name)))), None)
    return found, undatable(stated, found.published, file)


def _metadata(values: Mapping[str, object]) -> Metadata:
    def first(*names: str) -> str | None:
        return next((found for name in names if (found := _flat(values.get(name)))), None)

    published = moment_of(first(*_DATES))
    url = first("url", "link", "canonical", "canonical_url", "permalink")
    return Metadata(
        title=first("title", "headline"),
        published=published,
        published_by="none" if published is None else "front matter",
        updated=moment_of(first("updated", "modified", "lastmod", "last_modified_at")),
        publisher=first("publisher", "source", "outlet", "site"),
        host=first("host") or host_of(url),
        author=first("author", "authors", "by"),
        url=url,
        language=language_code(first("language", "lang")),
        translation_of=first("translation_of", "translation-of"),
        translator=first("translator", "translators", "translated_by", "translated-by"),
    )


def _flat(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return clean(", ".join(name for entry in value[:20] if (name := clean(entry))))
    return clean(value)


def _malformed(what: str, file: str, line: int) -> Malformed:
    return Malformed(
        f"its front matter cannot be read: {what}.",
        hint="Mend it. The report was kept without what it says.",
        file=file,
        at=line,
    )


def _blocks(text: str, start: int) -> Iterator[tuple[Span, SegmentKind]]:
    """Yield the first-level headings and the quotations of `text` from `start` on."""
    starts = [start, *(match.end() for match in _LINE_END.finditer(text, start)), len(text)]
    until = 0
    for token in _parser().parse(text[start:]):
        if token.map is None or token.map[0] < until or token.map[1] >= len(starts):
            continue
        first, last = token.map
        span = Span(starts[first], starts[last])
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0:
            marks = re.compile(r"[ \t]{0,3}#?[ \t]*").match(text, span.start)
            begin = marks.end() if marks else span.start
            line = _LINE_END.search(text, begin, span.end)
            if begin < (end := line.start() if line else span.end):
                yield Span(begin, end), "headline"
        elif token.type == "blockquote_open" and token.level == 0:
            yield span, "quotebox"
            until = last


@cache
def _parser() -> MarkdownIt:
    # Blocks alone: what stands within a line is left as it is written.
    return MarkdownIt("commonmark").disable(["inline", "text_join"])
