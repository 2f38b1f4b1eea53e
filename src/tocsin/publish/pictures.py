"""Pictures: a chart as SVG, PNG or text, for print and mail, out of the rows that it shows.

The rows are drawn by Matplotlib. They stand in the SVG for those who hear it, and by themselves as
the text twin, with how the chart is read.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from tocsin.errors import BadArgument, ExtraMissing
from tocsin.publish.harmless import harmless, one_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FORMS", "Guide", "Picture", "drawn", "twin"]

FORMS = ("svg", "png", "txt")
"""What a picture can be written as."""

DPI = 200
"""Pixels an inch of a PNG: fine enough for print."""

LOOK: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "tocsin",
    "text.parse_math": False,
    "text.usetex": False,
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#57606a",
    "axes.titlelocation": "left",
    "hatch.linewidth": 0.6,
    "figure.facecolor": "#ffffff",
    "savefig.facecolor": "#ffffff",
}
"""How all charts look. Words of reports are no formulas, so none is read as one."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What a chart shows, how it is read, and what to do next."""

    shows: str
    read: tuple[str, ...]
    then: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its title, what it is of, its rows, how it is read, and what draws them.

    `draw` is given an empty figure, and its height in inches is `height`; it draws no other values
    than those of `rows`.
    """

    title: str
    note: str
    rows: tuple[Mapping[str, object], ...]
    guide: Guide
    draw: Callable[[Figure], None]
    height: float


def drawn(picture: Picture, form: str) -> bytes:
    """Return a picture as SVG, PNG or text (UTF-8). The same picture gives the same bytes.

    Raises `BadArgument` for another form, `ExtraMissing` where Matplotlib is not installed.
    """
    if form not in FORMS:
        raise BadArgument(f"no picture is {form!r}.", hint=f"As: {', '.join(FORMS)}.")
    if form == "txt":
        return twin(picture).encode("utf-8", "backslashreplace")
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ExtraMissing(
            f"nothing here can draw: {error}.",
            hint="pip install 'tocsin[charts]'; or ask for the same as text: --to FILE.txt",
        ) from None
    with mpl.rc_context(LOOK):
        figure = Figure(figsize=(WIDTH, picture.height + HEAD))
        figure.text(
            0.02,
            1 - 0.28 / (picture.height + HEAD),
            _shown(picture.title),
            fontsize=12,
            fontweight="bold",
            va="center",
        )
        figure.text(
            0.02,
            1 - 0.56 / (picture.height + HEAD),
            _shown(picture.note),
            color="#57606a",
            va="center",
        )
        if picture.rows:
            picture.draw(figure)
        else:
            figure.text(0.02, 0.5, EMPTY, va="center")
        out = io.BytesIO()
        if form == "png":
            figure.savefig(out, format="png", dpi=DPI, metadata={"Software": None})
            return out.getvalue()
        empty = {"Date": None, "Creator": None, "Format": None, "Type": None}
        figure.savefig(out, format="svg", metadata=empty)
    return _heard(out.getvalue().decode("utf-8"), picture).encode("utf-8")


EMPTY = "Nothing to show."
WIDTH, HEAD = 9.6, 0.8
"""Inches: across a picture, and for its title and note."""


def twin(picture: Picture) -> str:
    """Return the same in words: what it is, every row, and how it is read."""
    guide = picture.guide
    lines = [
        _shown(picture.title),
        _shown(picture.note),
        "",
        *table(picture.rows),
        "",
        f"What it shows: {guide.shows}",
        *(f"How to read it: {one}" for one in guide.read),
        f"What to do next: {guide.then}",
    ]
    return "\n".join(lines) + "\n"


def table(rows: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """Yield rows as lines of text, in columns; what is not known is a dash."""
    if not rows:
        yield EMPTY
        return
    names = list(rows[0])
    cells = [names, *([_cell(row.get(name)) for name in names] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(names))]
    for line in cells:
        told = (one.ljust(width) for one, width in zip(line, widths, strict=True))
        yield "  ".join(told).rstrip()


def _cell(value: object) -> str:
    if value is None or value == "":
        return "-"
    if isinstance(value, float):
        return f"{value:.6g}"
    return _shown(str(value))


def _shown(text: str) -> str:
    return harmless(one_line(text))


def _heard(svg: str, picture: Picture) -> str:
    """Return the SVG with its title and all its rows in words, for a screen reader."""
    words = " ".join(
        "; ".join(f"{k} {_cell(v)}" for k, v in row.items()) + "." for row in picture.rows
    )
    at = svg.index("<svg")
    end = svg.index(">", at)
    whole = _shown(f"{picture.note}. {picture.guide.shows} {words}")
    told = (
        f'\n <title id="title">{escape(_shown(picture.title))}</title>'
        f'\n <desc id="desc">{escape(whole)}</desc>'
    )
    named = ' role="img" aria-labelledby="title desc"'
    return f"{svg[:end]}{named}>{told}{svg[end + 1 :]}"
