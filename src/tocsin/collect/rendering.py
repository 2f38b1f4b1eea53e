"""Rendering: the text of an HTML page, and which pieces of it the markup names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from resiliparse.parse.html import HTMLTree, NodeType

from tocsin.collect.captured import LIMITS, Limits
from tocsin.errors import TooLarge
from tocsin.nouns import SegmentKind, Span

__all__ = ["Rendering", "parse", "render"]

_UNSEEN = frozenset(
    "script style template iframe object embed svg canvas audio video map select datalist "
    "textarea head title frameset noframes".split()
)
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 div section article main aside nav header footer form fieldset figure "
    "figcaption blockquote pre ul ol dl table address details summary dialog menu hr center "
    "noscript body hgroup search".split()
)
_LINES = frozenset("li tr dt dd caption legend option button label thead tbody tfoot".split())
_CELLS = frozenset({"td", "th"})
_ALWAYS_FURNITURE = frozenset("nav aside footer button menu dialog noscript search".split())
_FURNITURE_ROLES = frozenset(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar".split()
)
_GAPS = ("", " ", "\t", "\n", "\n\n")
_ARTICLE = frozenset({"article", "main"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_LONG_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9:-]*)[^<>]{8000,}>")
_EMBEDDED = re.compile(r"""data:[a-z]+/[^"'\s<>]{500,}""")
_OTHERS = frozenset(
    "comment comments comments-area comment-list commentlist disqus_thread related "
    "related-articles related-posts related-stories recommended newsletter promo".split()
)
_BYLINES = frozenset({"byline", "by-line", "article-byline", "post-author", "author-name"})


@dataclass(slots=True)
class _Frame:
    """An element that gives its text a kind. `void`: what it holds shows that it does not.

    `paragraphs` are those seen in a doubtful one; `article` numbers the article of a paragraph.
    """

    kind: SegmentKind
    parent: int | None
    tentative: bool = False
    void: bool = False
    paragraphs: int = 0
    article: int = 0


@dataclass(slots=True)
class _Page:
    """The text as far as it is written, and the frame that each stretch of it stands in."""

    frames: list[_Frame] = field(default_factory=list)
    runs: list[tuple[int, int, int | None]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    gap: str = ""

    def separate(self, gap: str) -> None:
        """Ask for `gap` before the next word; the widest that was asked for wins."""
        if _GAPS.index(gap) > _GAPS.index(self.gap):
            self.gap = gap

    def write(self, text: str, frame: int | None) -> None:
        if self.length and self.gap:
            self.parts.append(self.gap)
            self.length += len(self.gap)
        self.gap = ""
        start, self.length = self.length, self.length + len(text)
        self.parts.append(text)
        if self.runs and self.runs[-1][2] == frame:
            self.runs[-1] = (self.runs[-1][0], self.length, frame)
        else:
            self.runs.append((start, self.length, frame))


@dataclass(frozen=True, slots=True)
class Rendering:
    """The text of a page and its `layout`: sorted, disjoint spans with their kinds."""

    text: str
    layout: tuple[tuple[Span, SegmentKind], ...]


def parse(markup: str, *, file: str, limits: Limits = LIMITS) -> HTMLTree:
    """Return the tree of a page. Raises `TooLarge` beyond the limit on markup."""
    if len(markup) > limits.markup:
        raise TooLarge(
            f"it has {len(markup):,} characters of markup; at most {limits.markup:,} are taken. "
            "Kept, not read.",
            hint="Save the article without the page around it, or as text, and add that.",
            file=file,
        )
    # A null ends the text in some parsers. Pictures written into attributes, and tags with
    # thousands of attributes, cost time that grows with the square of their number.
    plain = _EMBEDDED.sub("data:", markup.replace("\0", "�"))
    return HTMLTree.parse(_LONG_TAG.sub(r"<\1>", plain))


def render(tree: HTMLTree, title: str | None, *, file: str, limits: Limits = LIMITS) -> Rendering:
    """Return the readable text of `tree`, always the same for the same page.

    Paragraphs stand apart by a blank line, items and rows by a newline, cells by a tab; white
    space within a line is one blank, except in `pre`. Scripts, styles, pictures and choices are
    left out; menus, asides, forms and footers are kept and marked as furniture, the paragraphs of
    the article that has most of them as body. A page without a main heading begins with its
    `title`, unless that stands in it as a line. Raises `TooLarge` beyond the limit on nodes.
    """
    page = _Page()
    if tree.body is not None:
        _walk(tree.body, page, file=file, limits=limits)
    text = "".join(page.parts)
    _choose_article(page.frames)
    resolved = _resolved(page.frames)
    _choose_heading(page, resolved, text, title)
    layout = list(_layout(page, resolved))
    if title and text and not any(kind == "headline" for _, kind in layout):
        text, layout = _with_title(text, layout, title)
    return Rendering(text, tuple(sorted(layout, key=lambda piece: piece[0])))


def _walk(body: Any, page: _Page, *, file: str, limits: Limits) -> None:
    # Open elements: (frame, number of the article or 0, within pre). No recursion: pages may be
    # nested a hundred thousand deep.
    stack: list[tuple[int | None, int, bool]] = [(None, 0, False)]
    articles = 0
    tentative: list[int] = []
    node, seen = body, 0
    while True:
        seen += 1
        if seen > limits.nodes:
            raise TooLarge(
                f"it has more than {limits.nodes:,} elements and texts, the most that are taken. "
                "Kept, not read.",
                hint="Save the article without the page around it, or as text, and add that.",
                file=file,
            )
        frame, article, verbatim = stack[-1]
        child = None
        if node.type == NodeType.TEXT:
            _write(page, node.text, frame, verbatim=verbatim)
        elif node.type == NodeType.ELEMENT and node.tag not in _UNSEEN:
            tag = node.tag
            _open(page, tag)
            _judge(page, tag, tentative)
            child = node.first_child
            if child is not None:
                own = _frame_of(node, tag, article, free=_is_free(page.frames, frame))
                if own is not None:
                    own.parent = frame
                    frame = len(page.frames)
                    page.frames.append(own)
                    if own.tentative:
                        tentative.append(frame)
                articles += tag in _ARTICLE
                article = _article_of(node, tag, article, articles)
                stack.append((frame, article, verbatim or tag == "pre"))
                node = child
                continue
        while node.next is None:
            if len(stack) == 1:
                return
            node = node.parent
            frame = stack.pop()[0]
            if tentative and tentative[-1] == frame and stack[-1][0] != frame:
                tentative.pop()
            _close(page, node.tag)
        node = node.next


def _open(page: _Page, tag: str) -> None:
    if tag == "br":
        page.gap = "\n\n" if page.gap.startswith("\n") else "\n"
    else:
        _close(page, tag)


def _close(page: _Page, tag: str) -> None:
    if tag in _PARAGRAPHS:
        page.separate("\n\n")
    elif tag in _LINES:
        page.separate("\n")
    elif tag in _CELLS:
        page.separate("\t")


def _write(page: _Page, text: str, frame: int | None, *, verbatim: bool) -> None:
    if verbatim:
        if text:
            page.write(text, frame)
        return
    flat = _SPACE.sub(" ", text)
    if flat.startswith(" "):
        page.separate(" ")
        flat = flat[1:]
    if flat.rstrip(" "):
        page.write(flat.rstrip(" "), frame)
        if flat.endswith(" "):
            page.separate(" ")


def _frame_of(node: Any, tag: str, article: int, *, free: bool) -> _Frame | None:
    """Return the kind that an element states for its text, None for most.

    `free` says that no element around it states one: then a paragraph of an article does.
    """
    if tag in _ALWAYS_FURNITURE:
        return _Frame("furniture", None)
    if tag == "form" or (tag == "header" and not article) or _hidden(node):
        return _Frame("furniture", None, tentative=True)
    if (node.getattr("role") or "").lower() in _FURNITURE_ROLES:
        return _Frame("furniture", None, tentative=True)
    if tag == "h1":
        return _Frame("headline", None)
    if tag in ("figcaption", "caption"):
        return _Frame("caption", None)
    if tag == "blockquote":
        return _Frame("quotebox", None, tentative=True)
    if tag == "time":
        return _Frame("meta", None)
    if tag == "address" or _names_author(node):
        return _Frame("byline", None)
    if tag == "p" and article and free:
        return _Frame("body", None, article=article)
    return None


def _hidden(node: Any) -> bool:
    style = (node.getattr("style") or "").replace(" ", "").lower()
    return node.hasattr("hidden") or "display:none" in style


def _names_author(node: Any) -> bool:
    words = {
        *(node.getattr("rel") or "").lower().split(),
        *(node.getattr("itemprop") or "").lower().split(),
    }
    return "author" in words or not _BYLINES.isdisjoint(
        (node.getattr("class") or "").lower().split()
    )


def _article_of(node: Any, tag: str, article: int, newest: int) -> int:
    """Return the article that an element's text is of, 0 in what is named for other texts."""
    if tag in _ARTICLE or not article:
        return newest if tag in _ARTICLE else 0
    words = f"{node.getattr('class') or ''} {node.getattr('id') or ''}".lower().split()
    return article if _OTHERS.isdisjoint(words) else 0


def _judge(page: _Page, tag: str, tentative: list[int]) -> None:
    """Void the doubtful frames around an element that no furniture holds.

    Whole pages stand within one form, one hidden box or one quotation: what holds the heading, the
    article or several paragraphs is no furniture. Each frame is voided once: the cost is linear.
    """
    if tag == "h1" or tag in _ARTICLE:
        for open_frame in tentative:
            page.frames[open_frame].void = True
        tentative.clear()
    elif tag == "p" and tentative:
        innermost = page.frames[tentative[-1]]
        innermost.paragraphs += 1
        if innermost.paragraphs > 2:
            innermost.void = True
            tentative.pop()


def _is_free(frames: list[_Frame], frame: int | None) -> bool:
    """Say whether no element around gives its text a kind, as far as is seen yet."""
    return frame is None or (frames[frame].void and frames[frame].parent is None)


def _choose_article(frames: list[_Frame]) -> None:
    """Keep the paragraphs of the article that has most: trailers are often articles of their own.

    A lone paragraph in each of many says nothing of which is the page's.
    """
    counts = Counter(frame.article for frame in frames if frame.article)
    (chosen, most) = max(counts.items(), key=lambda row: (row[1], -row[0]), default=(0, 0))
    for frame in frames:
        if frame.article and (frame.article != chosen or (most == 1 and len(counts) > 1)):
            frame.void = True


def _resolved(frames: list[_Frame]) -> list[int | None]:
    """Return for each frame the one that decides: the outermost furniture, else itself."""
    resolved: list[int | None] = []
    for number, frame in enumerate(frames):  # a parent always stands before its children
        above = None if frame.parent is None else resolved[frame.parent]
        outer_rules = above is not None and frames[above].kind == "furniture"
        resolved.append(above if frame.void or outer_rules else number)
    return resolved


def _choose_heading(page: _Page, resolved: list[int | None], text: str, title: str | None) -> None:
    """Keep one heading: that which the page's title holds, else the first."""
    headings: dict[int, str] = {}
    for start, end, frame in page.runs:
        deciding = None if frame is None else resolved[frame]
        if deciding is not None and page.frames[deciding].kind == "headline":
            headings[deciding] = f"{headings.get(deciding, '')} {text[start:end]}".strip()
    if len(headings) < 2:
        return
    folded = (title or "").casefold()
    # Several may fit ("World", "World leaders meet"): the longest says most.
    fitting = [number for number in headings if headings[number].casefold() in folded]
    kept = max(fitting, key=lambda number: len(headings[number])) if fitting else min(headings)
    for number in headings:
        if number != kept:
            page.frames[number].void = True


def _layout(page: _Page, resolved: list[int | None]) -> Iterator[tuple[Span, SegmentKind]]:
    last: tuple[int, int, int] | None = None
    for start, end, frame in page.runs:
        deciding = None if frame is None else resolved[frame]
        if deciding is not None and page.frames[deciding].void:
            deciding = None
        if last is not None and last[2] == deciding:
            last = (last[0], end, last[2])
            continue
        if last is not None:
            yield Span(last[0], last[1]), page.frames[last[2]].kind
        last = None if deciding is None else (start, end, deciding)
    if last is not None:
        yield Span(last[0], last[1]), page.frames[last[2]].kind


def _with_title(
    text: str, layout: list[tuple[Span, SegmentKind]], title: str
) -> tuple[str, list[tuple[Span, SegmentKind]]]:
    line = re.search(rf"(?m)^{re.escape(title)}$", text)
    if line is not None:
        span = Span(*line.span())
        others = [
            (other, kind) for other, kind in layout if kind != "body" or not span.overlaps(other)
        ]
        if not any(span.overlaps(other) for other, _ in others):
            return text, [*others, (span, "headline")]
    shift = len(title) + 2
    moved = [(Span(span.start + shift, span.end + shift), kind) for span, kind in layout]
    return f"{title}\n\n{text}", [(Span(0, len(title)), "headline"), *moved]
