"""What a made-up report says of the signs of a proposed watch, as the reader hears it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.read.reading import statements
from tests.weigh.build import origin_of, reading_of, register_of
from tests.weigh.questions import watch_for

from tocsin.nouns import Bearing, Source
from tocsin.read import Reader
from tocsin.weigh import bearings

__all__ = ["borne", "chances"]


def borne(
    reader: Reader,
    question: str,
    text: str,
    *,
    by: str = "Ann Marlow",
    speaks: Source | None = None,
) -> tuple[Bearing, ...]:
    """What bears on the question, told by `by`, a source `speaks` of the register where given."""
    alone = tuple(reading_of(one) for one in statements(reader, text))
    readings = tuple(replace(one, report=replace(one.report, text=text)) for one in alone)
    origins = (origin_of(by, *readings),)
    register = register_of() if speaks is None else register_of(speaks)
    return bearings(watch_for(question), readings, origins, register)


def chances(
    reader: Reader,
    question: str,
    text: str,
    direction: str = "seen",
    *,
    by: str = "Ann Marlow",
    speaks: Source | None = None,
) -> Mapping[str, float]:
    """How probable each sign is by a report that has it seen, or looked for and not seen."""
    found = borne(reader, question, text, by=by, speaks=speaks)
    return {one.target: one.probability for one in found if one.direction == direction}
