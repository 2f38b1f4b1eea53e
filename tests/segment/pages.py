"""Made-up pages for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reports import report_of

from tocsin.nouns import Report, Segment, SegmentKind, Span
from tocsin.segment import segment

ARTICLE = tuple(
    """\
The council of Lower Marsh will close the old bridge to lorries from Monday, it said after a \
meeting that lasted until midnight.
Engineers had found cracks in two of the seven piers in March. “Nobody should drive forty tonnes \
over that,” said Berta Quill, who leads the county's road office.
Farmers on the eastern bank are not pleased. They would have to take the long way round, which \
costs an hour on a good day, according to their union.
The bridge was built in 1911 and has been mended four times since, most recently after the flood \
of 2007 carried a barn against it.
""".splitlines()
)
TITLE = "Lower Marsh closes its old bridge to lorries"


def report(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    host: str | None = None,
    layout: Sequence[tuple[int, int, SegmentKind]] = (),
) -> Report:
    """A captured report of this text."""
    return report_of(
        text,
        id="r1",
        file="page.txt",
        title=title,
        publisher=publisher,
        host=host,
        layout=tuple(Segment("r1", Span(start, end), kind) for start, end, kind in layout),
    )


def page(*lines: str) -> str:
    """A text of these lines with an empty line between any two."""
    return "\n\n".join(lines)


def kinds(text: str) -> dict[str, SegmentKind]:
    """The kind of every segment, by its words."""
    return {part.span.of(text).strip(): part.kind for part in segment(report(text))}
