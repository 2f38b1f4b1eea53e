"""The pages of one watch: the question, and its figures for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tocsin.desk import TABLES, Desk, Situation, export_of, scored
from tocsin.errors import UnknownWatch
from tocsin.estimate import phase_of
from tocsin.ledger import Ledger
from tocsin.nouns import DAY, clock_of
from tocsin.publish import Case, phase_told, rows_text
from tocsin.publish.house import house_for
from tocsin.publish.standing import standing_line
from tocsin.web.asking import Asked, asked
from tocsin.web.board import board_of, board_rows
from tocsin.web.history import History
from tocsin.web.keeping import Keeper
from tocsin.web.matrixpage import matrix_of
from tocsin.web.question import question_of
from tocsin.web.rendering import page

__all__ = ["ROUTES", "Seen", "framed", "seen"]


TYPES = {"csv": "text/csv", "json": "application/json"}
"""The forms in which a table leaves."""

TABS = (
    "question",
    "inbox",
    "board",
    "matrix",
    "lineage",
    "contradictions",
    "timeline",
    "map",
    "sources",
    "assessment",
)
"""The pages of a watch, in their order."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A watch as a request asks for it; to be used while the desk is open for reading."""

    keeper: Keeper
    desk: Desk
    ledger: Ledger
    asked: Asked
    now: Situation

    @property
    def case(self) -> Case:
        """What the pages of the watch are written from."""
        return self.keeper.case(self.desk, self.ledger, self.now, since=self.asked.since)


@contextmanager
def seen(request: Request) -> Iterator[Seen]:
    """Give the watch that a request names, at its clocks. Raises `UnknownWatch`, `BadTime`."""
    keeper: Keeper = request.app.state.keeper
    told = asked(request.query_params, now=keeper.now)
    name = request.path_params["watch"]
    with keeper.reading() as (desk, ledger):
        if not ledger.watch_revisions(name, known_at=told.known_at):
            raise UnknownWatch(
                f"there is no watch {name!r} on this desk at that time.",
                hint="The front page lists those there are.",
            )
        now = keeper.situation(desk, ledger, name, as_of=told.as_of, known_at=told.known_at)
        yield Seen(keeper, desk, ledger, told, now)


def framed(one: Seen, tab: str, **values: Any) -> dict[str, Any]:
    """Return what every page of a watch is filled with, and `values`."""
    watch, asked_for = one.now.watch, one.asked
    return {
        "title": watch.question,
        "watch": watch,
        "estimate": one.now.estimate,
        "tab": tab,
        "tabs": TABS,
        "tables": TABLES,
        "asked": asked_for,
        "first_day": clock_of(watch.opens + DAY),
        "last_day": clock_of(watch.closes),
        "before_day": clock_of(asked_for.as_of - DAY),
        "after_day": clock_of(asked_for.as_of + DAY),
        "over": phase_told(watch, asked_for.as_of, one.now.resolution) not in {"before", "open"},
        "open_day": clock_of(watch.closes - DAY),
        "standing": standing_line(
            watch, phase_of(watch, one.now.estimate.as_of), one.now.resolution
        ),
        "faults": one.keeper.faults,
        **values,
    }


def question(request: Request) -> Response:
    """Answer with the page of the question."""
    with seen(request) as one:
        history = _history(one)
        clocks = one.asked.as_of, one.asked.known_at, one.asked.since
        filled = one.keeper.get(
            one.ledger,
            ("question", one.now.watch.id, *clocks, history is None),
            lambda: question_of(one.desk, one.now, one.case, history, _scored(one)),
        )
        draws = one.keeper.draws(one.ledger)
        return page("web/question.html", **framed(one, "question", draws=draws), **filled)


def _scored(one: Seen) -> dict[str, Any] | None:
    """Return the scores of a watch that an answer as of the page's day is known of."""
    end = one.now.resolution
    if end is None or end.outcome is None:
        return None
    return scored(one.desk, one.ledger, one.now.watch.id, known_at=one.asked.known_at)


def board(request: Request) -> Response:
    """Answer with the board of the indicators."""
    with seen(request) as one:
        return page("web/board.html", **framed(one, "board"), **_board(one))


def board_table(request: Request) -> Response:
    """Answer with the board of the indicators as a table."""
    form = request.path_params["form"]
    if form not in TYPES:
        raise HTTPException(404)
    with seen(request) as one:
        rows = board_rows(_board(one))
    return _told(rows, form)


def _board(one: Seen) -> dict[str, Any]:
    return board_of(one.case, _history(one), one.asked.since)


def _history(one: Seen) -> History | None:
    """Return the history of the watch, None where it is still being made."""
    return one.keeper.history(
        one.desk, one.ledger, one.now.watch.id, known_at=one.asked.known_at, now=False
    )


def _told(rows: Sequence[Mapping[str, object]], form: str) -> Response:
    return Response(rows_text(rows, form), media_type=TYPES[form])


def matrix(request: Request) -> Response:
    """Answer with the matrix of hypotheses and evidence."""
    with seen(request) as one:
        house = house_for(one.now.watch.yardstick)
        return page(
            "web/matrix.html",
            **framed(one, "matrix", event_told=house.told_apart(one.now.estimate.event.p)),
            **matrix_of(one.case),
        )


def table(request: Request) -> Response:
    """Answer with a table, as `tocsin export` writes it."""
    what, form = request.path_params["what"], request.path_params["form"]
    if what not in TABLES or form not in TYPES:
        raise HTTPException(404)
    with seen(request) as one:
        text = one.keeper.get(
            one.ledger,
            ("table", what, form, one.now.watch.id, one.asked.as_of, one.asked.known_at),
            lambda: export_of(
                *(one.desk, one.ledger, one.now.watch.id, what, form),
                as_of=one.asked.as_of,
                known_at=one.asked.known_at,
            ),
        )
    return Response(text, media_type=TYPES[form])


def history(request: Request) -> Response:
    """Answer with the estimate of every day up to the one that is asked for."""
    form = request.path_params["form"]
    if form not in TYPES:
        raise HTTPException(404)
    with seen(request) as one:
        made = one.keeper.history(
            one.desk, one.ledger, one.now.watch.id, known_at=one.asked.known_at
        )
        rows = [
            {
                "as_of": clock_of(past.day.as_of),
                "p": past.day.p,
                "low": past.low,
                "high": past.high,
                "base": past.day.base,
            }
            for past in made.until(one.asked.as_of)
        ]
    return _told(rows, form)


def estimate_json(request: Request) -> Response:
    """Answer with what `tocsin assess --json` prints."""
    with seen(request) as one:
        text = request.app.state.estimate_json(one.desk, one.now)
    return Response(text + "\n", media_type="application/json")


ROUTES = (
    Route("/watch/{watch}.json", estimate_json, methods=["GET"]),
    Route("/watch/{watch}/board", board, methods=["GET"]),
    Route("/watch/{watch}/matrix", matrix, methods=["GET"]),
    Route("/watch/{watch}/board.{form}", board_table, methods=["GET"]),
    Route("/watch/{watch}/history.{form}", history, methods=["GET"]),
    Route("/watch/{watch}/{what}.{form}", table, methods=["GET"]),
    Route("/watch/{watch}", question, methods=["GET"]),
)
