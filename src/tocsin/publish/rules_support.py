"""Rules of support: what a cited sentence stands on, and whether it really stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.nouns import Citation
from tocsin.publish.citing import ELLIPSIS, QUOTE
from tocsin.publish.figures import MONTHS, capital
from tocsin.publish.grounds import AFTERWARDS, declared_late, reliability_of
from tocsin.publish.harmless import one_line
from tocsin.publish.sheet import Fault, Item, Sheet
from tocsin.publish.voice import HIDDEN, quotations, unquoted

__all__ = [
    "cited_in_span",
    "confirmed_twice",
    "declared_first",
    "edits_add_nothing",
    "headlines_do_not_inherit",
    "names_and_numbers",
    "quotations_short",
    "unreviewed_marked",
]

CONFIRMED = re.compile(r"\b(?<!not )(?:confirmed|corroborated|verified)\b", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.])\d[\d.,]*(?!\w)")
NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]*")
DATE = re.compile(rf"\b\d{{1,2}}(?: to \d{{1,2}})?\s(?:{'|'.join(MONTHS)})(?:\s\d{{4}})?")
FACTOR = re.compile(r"\bfactor of [\d.,]+")
WORD = re.compile(r"\w+")
DIGITS = re.compile(r"\d[\d.,]*")
COUNTING = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen "
    "dozens hundred hundreds thousand thousands million millions billion billions half "
    "twice".split()
)
"""Words that count; "one" and "once" are too often none."""
SILENT = frozenset({"headline", "caption", "teaser", "furniture", "meta", "byline"})
EVIDENCE = ("for", "against", "not-seen", "contradictions", "views", "uncounted", "change")


def cited_in_span(sheet: Sheet) -> Iterator[Fault]:
    """TL07."""
    for item in sheet.items:
        if item.sentence.kind == "cited" and not item.sentence.citations:
            yield item.fault("it is cited, and leads nowhere.")
        if item.sentence.kind in {"judgement", "assumption"} and not item.sentence.citations:
            yield item.fault(f"it is marked {item.sentence.kind}, and names no ground.")
        for citation in item.reports:
            if (fault := _place_fault(sheet, citation)) is not None:
                yield item.fault(fault)
        yield from _loose_quotations(sheet, item)


def _place_fault(sheet: Sheet, citation: Citation) -> str | None:
    text = sheet.text_at(citation)
    if text is None:
        return f"{citation.ref} is not in hand, or ends beyond its report."
    if not text:
        return f"{citation.ref} holds no text."
    if not citation.speaker:
        return f"{citation.ref} names no speaker."
    quote = one_line(citation.quote or "")
    if not text.startswith(quote.removesuffix(ELLIPSIS.strip()).rstrip()):
        return f"the quotation is not what {citation.ref} says."
    return None


def _loose_quotations(sheet: Sheet, item: Item) -> Iterator[Fault]:
    """Yield quotations that stand neither in a cited span nor in what the watch declares."""
    if item.sentence.kind != "cited":
        return
    spans = [text for one in item.reports if (text := sheet.text_at(one)) is not None]
    for quoted in item.quotations:
        words = one_line(quoted).removesuffix("…").rstrip()
        if not any(words in text for text in (*spans, *sheet.declared)) and item.reports:
            yield item.fault(f"“{words}” stands in no place that it cites.")


def names_and_numbers(sheet: Sheet) -> Iterator[Fault]:
    """TL08."""
    for item in sheet.items:
        if item.sentence.kind != "cited" or item.section not in EVIDENCE or not item.reports:
            continue
        own = FACTOR.sub(" ", DATE.sub(" ", _spaced(item.plain)))
        known = _spaced(_known(sheet, item))
        numbers = _numbers(known)
        for found in NUMBER.finditer(own):
            if found.group().rstrip(".,") not in numbers:
                yield item.fault(f"the number {found.group().rstrip('.,')} is not in the span.")
        for name in _foreign_names(own, known):
            yield item.fault(f"the name {name} is not in the span.")


def edits_add_nothing(sheet: Sheet) -> Iterator[Fault]:
    """TL32."""
    for item in sheet.items:
        edit = item.sentence.edit
        if edit is None:
            continue
        known = _spaced(one_line(f"{edit.generated} {_known(sheet, item)}"))
        text = _spaced(item.sentence.text)
        for start, end in quotations(text):
            words = one_line(text[start:end]).removesuffix("…").rstrip()
            if words not in known:
                yield item.fault(f"“{words}” stands in no place of the sentence.")
        own = unquoted(text).replace(HIDDEN, " ")
        numbers, words_of_known = _numbers(known), set(WORD.findall(known.casefold()))
        for found in NUMBER.finditer(own):
            if found.group().rstrip(".,") not in numbers:
                yield item.fault(f"the number {found.group().rstrip('.,')} is the editor's.")
        for word in dict.fromkeys(WORD.findall(own.casefold())):
            if word in COUNTING and word not in words_of_known:
                yield item.fault(f"the number {word} is the editor's.")
        for name in _foreign_names(own, known):
            yield item.fault(f"the name {name} is the editor's.")


def _spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text, each as a whole: 7 does not stand in 17."""
    return frozenset(one.rstrip(".,") for one in DIGITS.findall(text))


def _foreign_names(own: str, known: str) -> Iterator[str]:
    """Yield the names in our own words that do not stand in what is known."""
    words = set(WORD.findall(known.casefold()))
    for found in NAME.finditer(own):
        # A sentence begins with a capital, whatever its first word; a name has a second one.
        first = not own[: found.start()].strip() or own[: found.start()].rstrip()[-1] in ".:!?"
        if first and not NAME.match(own[found.end() :].lstrip()):
            continue
        if any(one not in words for one in WORD.findall(found.group().casefold())):
            yield found.group()


def _known(sheet: Sheet, item: Item) -> str:
    """Return all text in which a name or number of the sentence can stand."""
    parts = list(sheet.declared)
    for citation in item.reports:
        parts += [sheet.text_at(citation) or "", citation.speaker or "", citation.outlet or ""]
        parts += citation.relay
        origin = sheet.index.origins.get(sheet.origin_at(citation) or "")
        parts.append("" if origin is None else origin.source)
    return " ".join(parts)


def confirmed_twice(sheet: Sheet) -> Iterator[Fault]:
    """TL09."""
    for item in sheet.own():
        found = CONFIRMED.search(item.plain)
        if found is None:
            continue
        origins = {sheet.origin_at(one) for one in item.reports} - {None}
        if len(origins) < 2:
            count = "one origin" if origins else "no origin"
            yield item.fault(f"“{found.group()}” stands on {count}.")


def headlines_do_not_inherit(sheet: Sheet) -> Iterator[Fault]:
    """TL11."""
    for item in sheet.items:
        if item.sentence.kind != "cited" or item.section not in ("for", "against", "not-seen"):
            continue
        kinds = [_segments(sheet, one) for one in item.reports]
        if kinds and all(kind and kind <= SILENT for kind in kinds):
            listed = ", ".join(sorted(set().union(*kinds)))
            yield item.fault(f"it rests on {listed} alone.")


def _segments(sheet: Sheet, citation: Citation) -> set[str]:
    reading = sheet.index.readings.get(citation.report or "")
    if reading is None or citation.span is None:
        return set()
    return {one.kind for one in reading.segments if one.span.overlaps(citation.span)}


def unreviewed_marked(sheet: Sheet) -> Iterator[Fault]:
    """TL12."""
    case = sheet.case
    names = {one.source for row in case.matrix.rows for one in row.evidence}
    names |= {view.source for view in case.matrix.views}
    unreviewed = sorted(
        {capital(one_line(name)) for name in names if reliability_of(name, case) is None}
    )
    for item in sheet.items:
        if item.section not in ("for", "against", "sources") or item.sentence.kind != "cited":
            continue
        for name in unreviewed:
            opens = item.sentence.text.startswith((f"{name},", f"{name} ("))
            if name and opens and "unreviewed" not in item.unquoted:
                yield item.fault(f"{name} is not marked unreviewed.")
    text = [one.sentence.text for one in sheet.section("sources")]
    for name in unreviewed:
        if name and not any(one.startswith(f"{name} (") for one in text):
            yield "sources", 0, f"{name} is not among the sources."


def declared_first(sheet: Sheet) -> Iterator[Fault]:
    """TL13."""
    indicators = {one.id: one for one in sheet.case.watch.indicators}
    for row in sheet.case.matrix.rows:
        indicator = indicators[row.indicator]
        if not declared_late(indicator, row):
            continue
        opening = f"“{indicator.text}”"
        for item in (*sheet.section("for"), *sheet.section("against")):
            leads = item.sentence.kind == "judgement" and item.sentence.text.startswith(opening)
            if leads and AFTERWARDS not in item.sentence.text:
                yield item.fault(f"{opening} was declared {AFTERWARDS}.")


def quotations_short(sheet: Sheet) -> Iterator[Fault]:
    """TL19."""
    for item in sheet.items:
        quotes = [one.quote for one in item.sentence.citations if one.quote]
        if any(len(quote) > QUOTE for quote in quotes):
            yield item.fault(f"it quotes more than {QUOTE} characters.")
