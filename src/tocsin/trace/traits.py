"""Traits: short marks of what is said, by which most pairs are known to share nothing.

Keys bring together what may repeat each other. Most that meet have one word or one sentence in
common and no more. Their traits tell that, so that neither is taken up and compared word by word.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from tocsin.trace.copies import ALIKE, LEAST, Body
from tocsin.trace.links import COPIED_WORDS, SAME_DAY, SAME_INTERVIEW, SAME_TOPIC
from tocsin.trace.utterances import Utterance
from tocsin.trace.words import GRAM, grams, text_of

__all__ = ["may_copy", "may_link", "trait_of", "trait_of_body"]

STEMS = 3
"""Stems that two utterances share where no words in a row do, before they can be linked."""

CLOSE = min(SAME_TOPIC, SAME_DAY, SAME_INTERVIEW)
"""Part of the lesser's stems that they share then."""


def trait_of(utterance: Utterance) -> str:
    """Return the trait of an utterance: two bytes for each run of GRAM words, then for each stem.

    They are written in hexadecimal, with a hyphen between.
    """
    words = utterance.text.words
    held = list(grams(words))
    if len(words) < GRAM:
        held.append(_number(" ".join(words)))  # so few are the same altogether, or share no run
    when = utterance.when
    if when is not None and when.anchor is not None:
        whole = text_of(utterance.statement.text).words
        if len(whole) >= COPIED_WORDS:
            held.append(_number(" ".join(whole)))
    return f"{_hex(held)}-{_hex(map(_number, utterance.stems))}"


def may_link(one: str, other: str) -> bool:
    """Say whether `link` can link two utterances with these traits; False only where it cannot."""
    (runs, stems), (others, near) = one.split("-"), other.split("-")
    if not _values(runs).isdisjoint(_values(others)):
        return True
    # Two stems with one mark count twice: never fewer than there are.
    known = _values(near)
    shared = sum(value in known for value in _each(stems))
    return shared >= STEMS and shared / (min(len(stems), len(near)) // 4) >= CLOSE


def trait_of_body(body: Body) -> str:
    """Return the trait of a body: how many words it has, and two bytes for each of its sketch."""
    return f"{len(body.text.words)}-{_hex(body.sketch)}"


def may_copy(one: str, other: str) -> bool:
    """Say whether `is_copy` can hold of two bodies with these traits; False only where it can't."""
    (count, sampled), (number, others) = one.split("-"), other.split("-")
    if min(int(count), int(number)) < LEAST:
        return False
    known = _values(others)
    shared = sum(value in known for value in _each(sampled))
    least = min(len(sampled), len(others)) // 4
    return least > 0 and shared / least >= ALIKE


def _number(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _hex(values: Iterable[int]) -> str:
    return "".join(sorted(f"{value & 0xFFFF:04x}" for value in values))


def _each(written: str) -> Iterable[str]:
    return (written[at : at + 4] for at in range(0, len(written), 4))


def _values(written: str) -> set[str]:
    return set(_each(written))
