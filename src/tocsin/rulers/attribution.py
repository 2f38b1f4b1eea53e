"""Attribution: who said what, and by which cue.

Spans are compared by tokens: runs of letters and digits, or single other characters that are not
blank. So the figures do not depend on any system's own tokenizer.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path

from tocsin.rulers.figures import Figures, Floats, interval, prf, ratio, ratios
from tocsin.rulers.rows import Row, Table, match, read_table

__all__ = [
    "RELATION_MEASURES",
    "ROLES",
    "SPAN_MEASURES",
    "Relation",
    "Tokens",
    "quotation_of",
    "score",
    "score_rows",
]

ROLES = ("source", "cue", "content")
SPAN_MEASURES = ("token", "overlap", "exact", "exact-strict")
RELATION_MEASURES = ("relation-overlap", "relation-half", "relation-exact", "who-said-what")
_QUOTATIONS = ("direct", "mixed", "indirect")

_TOKEN = re.compile(r"\w+|[^\w\s]")
_EDGE = frozenset("\"'`“”‘’«»,.;:!?-–—")
_QUOTE_MARKS = frozenset('"“”«»')
_CLOSE = 0.5

Span = tuple[int, int]
Spans = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: where they start and end, and which are punctuation (a bit each)."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    edge: int

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Find the tokens of a text."""
        bounds = [found.span() for found in _TOKEN.finditer(text)]
        edge = sum(1 << n for n, (start, _) in enumerate(bounds) if text[start] in _EDGE)
        return cls(tuple(start for start, _ in bounds), tuple(end for _, end in bounds), edge)

    def touched(self, span: Span) -> Span | None:
        """The half-open range of tokens that a span of characters touches; None for none."""
        first = bisect.bisect_right(self.ends, span[0])
        past = bisect.bisect_left(self.starts, span[1])
        return (first, past) if first < past else None

    def trimmed(self, tokens: Span) -> Span:
        """The range without punctuation at its ends; whole where there is nothing else in it."""
        first, past = tokens
        while first < past and self.edge >> first & 1:
            first += 1
        while past > first and self.edge >> (past - 1) & 1:
            past -= 1
        return (first, past) if first < past else tokens


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution in tokens: for each role its ranges, and the set of its tokens.

    Sets of tokens are whole numbers, a bit a token. `quotation` is direct, mixed or indirect.
    """

    ranges: Mapping[str, tuple[Span, ...]]
    tokens: Mapping[str, int]
    quotation: str

    @classmethod
    def of(cls, spans: Spans, text: str, tokens: Tokens) -> Relation:
        """Make a relation of spans of characters; a role may be absent."""
        ranges = {
            role: tuple(r for r in map(tokens.touched, spans.get(role, ())) if r is not None)
            for role in ROLES
        }
        masks = {role: _union(map(_mask, ranges[role])) for role in ROLES}
        return cls(ranges, masks, quotation_of(text, spans.get("content", ())))


@dataclass(frozen=True, slots=True)
class _Hits:
    """What precision and recall are made of; both sides are counted, for they may differ."""

    right_predicted: int = 0
    predicted: int = 0
    right_gold: int = 0
    gold: int = 0

    def __add__(self, other: _Hits) -> _Hits:
        return _Hits(*(mine + more for mine, more in zip(self.row(), other.row(), strict=True)))

    def row(self) -> tuple[int, int, int, int]:
        return self.right_predicted, self.predicted, self.right_gold, self.gold

    def prf(self) -> dict[str, float]:
        return prf(self.right_predicted, self.predicted, self.gold, self.right_gold)


@dataclass(frozen=True, slots=True)
class _Article:
    """The counts of one article: spans by (measure, role), relations by measure.

    `found` counts right gold relations by (measure, quotation), `quotations` all of them.
    """

    spans: Mapping[tuple[str, str], _Hits]
    relations: Mapping[str, _Hits]
    found: Counter[tuple[str, str]]
    quotations: Counter[str]


def score(gold: Path, predictions: Path) -> Figures:
    """Score `{"doc_id", "attributions": [{"source", "cue", "content"}]}` against the same and text.

    Each role is a list of [start, end] in characters of the gold text; it may be empty or absent.
    An article without a prediction counts as one in which nothing was found. Raises `RulerError`.
    """
    return score_rows(read_table(gold), read_table(predictions))


def score_rows(gold: Table, predictions: Table) -> Figures:
    """As `score`, on tables in memory."""
    matched = match(gold, predictions, "doc_id")
    articles = []
    wanted_in_all = found_in_all = 0
    for row, prediction in matched:
        text = row.text("text")
        tokens = Tokens.of(text)
        wanted = [Relation.of(_spans(i), text, tokens) for i in row.objects("attributions")]
        found = [] if prediction is None else prediction.objects("attributions")
        given = [Relation.of(_spans(item, len(text)), text, tokens) for item in found]
        articles.append(_count(wanted, given, tokens))
        wanted_in_all += len(wanted)
        found_in_all += len(given)
    return {
        "documents": len(matched),
        "missing": sum(prediction is None for _, prediction in matched),
        "gold": wanted_in_all,
        "predicted": found_in_all,
        **_figures(articles),
    }


def quotation_of(text: str, content: Sequence[Span]) -> str:
    """Direct: each piece stands in one pair of quotation marks; mixed: some marks; or indirect."""
    pieces = [text[start:end].strip(" ,.;:\n") for start, end in content]
    if not any(_QUOTE_MARKS.intersection(piece) for piece in pieces):
        return "indirect"
    quoted = all(
        piece[:1] in _QUOTE_MARKS
        and piece[-1:] in _QUOTE_MARKS
        and not _QUOTE_MARKS.intersection(piece[1:-1])
        for piece in pieces
    )
    return "direct" if quoted else "mixed"


def _mask(tokens: Span) -> int:
    first, past = tokens
    return (1 << past) - (1 << first)


def _union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)


def _jaccard(left: int, right: int) -> float:
    """Shared tokens over all tokens; two empty sets are the same set."""
    if left == right == 0:
        return 1.0
    return ratio((left & right).bit_count(), (left | right).bit_count())


def _count(gold: Sequence[Relation], found: Sequence[Relation], tokens: Tokens) -> _Article:
    right: Counter[str] = Counter()
    by_quotation: Counter[tuple[str, str]] = Counter()
    for g, f in _pair(gold, found):
        for measure in _verdicts(gold[g], found[f], tokens):
            right[measure] += 1
            by_quotation[measure, gold[g].quotation] += 1
    spans: dict[tuple[str, str], _Hits] = {}
    for role in ROLES:
        for measure, hits in _span_hits(role, gold, found, tokens).items():
            spans[measure, role] = hits
    relations = {
        measure: _Hits(right[measure], len(found), right[measure], len(gold))
        for measure in RELATION_MEASURES
    }
    return _Article(spans, relations, by_quotation, Counter(r.quotation for r in gold))


def _span_hits(
    role: str, gold: Sequence[Relation], found: Sequence[Relation], tokens: Tokens
) -> dict[str, _Hits]:
    """The hits in one role of one article, by each measure of spans."""
    gold_tokens = _union(relation.tokens[role] for relation in gold)
    found_tokens = _union(relation.tokens[role] for relation in found)
    gold_spans = {span for relation in gold for span in relation.ranges[role]}
    found_spans = {span for relation in found for span in relation.ranges[role]}
    gold_cores = set(map(tokens.trimmed, gold_spans))
    found_cores = set(map(tokens.trimmed, found_spans))
    shared = (gold_tokens & found_tokens).bit_count()
    cores, same = len(gold_cores & found_cores), len(gold_spans & found_spans)
    return {
        "token": _Hits(shared, found_tokens.bit_count(), shared, gold_tokens.bit_count()),
        "overlap": _Hits(
            sum(bool(_mask(span) & gold_tokens) for span in found_spans),
            len(found_spans),
            sum(bool(_mask(span) & found_tokens) for span in gold_spans),
            len(gold_spans),
        ),
        "exact": _Hits(cores, len(found_cores), cores, len(gold_cores)),
        "exact-strict": _Hits(same, len(found_spans), same, len(gold_spans)),
    }


def _pair(gold: Sequence[Relation], found: Sequence[Relation]) -> list[tuple[int, int]]:
    """Pair relations one to one, the greatest agreement first, then in the order given.

    Two relations can pair when their contents agree at all (two empty ones do) or their cues touch.
    """
    candidates = []
    for g, wanted in enumerate(gold):
        for f, given in enumerate(found):
            content = _jaccard(wanted.tokens["content"], given.tokens["content"])
            if content > 0 or wanted.tokens["cue"] & given.tokens["cue"]:
                cue = _jaccard(wanted.tokens["cue"], given.tokens["cue"])
                source = _jaccard(wanted.tokens["source"], given.tokens["source"])
                weight = 0.5 if wanted.tokens["cue"] else 0.0
                candidates.append((-(content + weight * cue + 0.25 * source), g, f))
    pairs: list[tuple[int, int]] = []
    gold_taken: set[int] = set()
    found_taken: set[int] = set()
    for _, g, f in sorted(candidates):
        if g not in gold_taken and f not in found_taken:
            gold_taken.add(g)
            found_taken.add(f)
            pairs.append((g, f))
    return pairs


def _verdicts(gold: Relation, found: Relation, tokens: Tokens) -> list[str]:
    """The measures of relations by which a pair is right."""
    pairs = {role: (gold.tokens[role], found.tokens[role]) for role in ROLES}
    close = {role: _jaccard(*masks) >= _CLOSE for role, masks in pairs.items()}
    verdicts = {
        "relation-overlap": all(g & f or g == f == 0 for g, f in pairs.values()),
        "relation-half": all(close.values()),
        "relation-exact": all(g & ~tokens.edge == f & ~tokens.edge for g, f in pairs.values()),
        "who-said-what": close["source"] and close["content"],
    }
    return [measure for measure, right in verdicts.items() if right]


def _figures(articles: Sequence[_Article]) -> Figures:
    spans = {
        measure: {role: sum((a.spans[measure, role] for a in articles), _Hits()) for role in ROLES}
        for measure in SPAN_MEASURES
    }
    figures: Figures = {
        measure: {role: hits.prf() for role, hits in by_role.items()}
        for measure, by_role in spans.items()
    }
    figures["jaccard"] = {role: _shared(hits) for role, hits in spans["token"].items()}
    for measure in RELATION_MEASURES:
        hits = [article.relations[measure] for article in articles]
        figures[measure] = sum(hits, _Hits()).prf()
        figures[f"{measure}_f1_95"] = interval([h.row() for h in hits], _f1)
    figures["recall_by_quotation"] = _by_quotation(articles)
    return figures


def _shared(hits: _Hits) -> float:
    """The Jaccard index of tokens in a role over all articles."""
    return ratio(hits.right_predicted, hits.gold + hits.predicted - hits.right_predicted)


def _f1(totals: Floats) -> Floats:
    precision = ratios(totals[:, 0], totals[:, 1])
    recall = ratios(totals[:, 2], totals[:, 3])
    return ratios(2 * precision * recall, precision + recall)


def _by_quotation(articles: Sequence[_Article]) -> Figures:
    found: Counter[tuple[str, str]] = Counter()
    quotations: Counter[str] = Counter()
    for article in articles:
        found.update(article.found)
        quotations.update(article.quotations)
    return {
        kind: {
            "gold": quotations[kind],
            **{m: ratio(found[m, kind], quotations[kind]) for m in RELATION_MEASURES},
        }
        for kind in _QUOTATIONS
    }


def _spans(row: Row, length: int | None = None) -> Spans:
    """The spans of each role; of predictions (length given) each must lie within the text."""
    return {role: _role(row, role, length) for role in ROLES if row.values.get(role) is not None}


def _role(row: Row, role: str, length: int | None) -> list[Span]:
    spans: list[Span] = []
    for value in row.list_of(role):
        # `type` and not `isinstance`: true and false are whole numbers to Python.
        if not isinstance(value, list) or [type(end) for end in value] != [int, int]:
            raise row.fault(f"{role!r} must be a list of [start, end].")
        start, end = value
        if length is not None and not 0 <= start < end <= length:
            raise row.fault(
                f"{role!r} has the span {start}-{end}, empty or outside the text "
                f"({length} characters)."
            )
        spans.append((start, end))
    return spans
