"""The front page: the watches of a desk, each with what it stands at."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tocsin.nouns import DAY, clock_of
from tocsin.publish import phase_told
from tocsin.publish.figures import horizon_of
from tocsin.publish.house import house_for
from tocsin.publish.standing import standing_line
from tocsin.web import describing
from tocsin.web.asking import asked
from tocsin.web.rendering import page

__all__ = ["ROUTES"]


def front(request: Request) -> Response:
    """Answer with the list of watches as of the clocks that were asked for."""
    keeper = request.app.state.keeper
    told = asked(request.query_params, now=keeper.now)
    rows = []
    with keeper.reading() as (desk, ledger):
        for revision in ledger.watches(known_at=told.known_at):
            now = keeper.situation(
                desk, ledger, revision.id, as_of=told.as_of, known_at=told.known_at
            )
            house, event = house_for(now.watch.yardstick), now.estimate.event
            phase = phase_told(now.watch, now.estimate.as_of, now.resolution)
            rows.append(
                {
                    "watch": now.watch,
                    "estimate": now.estimate,
                    "told": house.told(event.p, desk.yardstick(now.watch.yardstick)),
                    "ranged": house.ranged(event.low, event.high),
                    "horizon": horizon_of(now.watch.closes),
                    "phase": phase,
                    "standing": standing_line(now.watch, phase, now.resolution),
                    "last": clock_of(now.watch.closes - DAY),
                }
            )
        counts = ledger.counts()
    return page(
        "web/front.html",
        title="Watches",
        asked=told,
        rows=rows,
        counts=counts,
        faults=keeper.faults,
        watch=None,
    )


ROUTES = (Route("/", front, methods=["GET"]), *describing.ROUTES)
