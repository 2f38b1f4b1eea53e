"""The help page: for each page and chart what it shows, how to read it, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tocsin.data import load
from tocsin.web.rendering import page

__all__ = ["ROUTES", "Topic", "topics"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A chart or a page; `anchor` is its place in the help's address.

    `read` is how it is read on the page, `picture` how as a picture that left.
    """

    anchor: str
    name: str
    shows: str
    read: tuple[str, ...]
    then: str
    picture: tuple[str, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """Return every chart of the desk, in the order of the pages."""
    return tuple(
        Topic(
            *(one["anchor"], one["name"], one["shows"], tuple(one["read"]), one["then"]),
            picture=tuple(one.get("picture", one["read"])),
        )
        for one in load("help.yaml")["topics"]
    )


def help_page(_: Request) -> Response:
    """Answer with how each chart is read: what it shows, how to read it, what to do next."""
    always = [(one["name"], one["told"]) for one in load("help.yaml")["always"]]
    return page("web/help.html", title="Help", topics=topics(), always=always)


ROUTES = (Route("/help", help_page, methods=["GET"]),)
