"""Fetch: asks the web for pages and feeds, from public addresses only and within limits."""

from __future__ import annotations

from tocsin.fetch.addresses import Where, private_because, where
from tocsin.fetch.asking import AGENT, BOUNDS, Answer, Bounds, Fetcher, Known
from tocsin.fetch.connecting import Resolver, system_resolver
from tocsin.fetch.robots import Robots
from tocsin.fetch.visiting import MANNERS, Manners, Visitor, hand_over

__all__ = [
    "AGENT",
    "BOUNDS",
    "MANNERS",
    "Answer",
    "Bounds",
    "Fetcher",
    "Known",
    "Manners",
    "Resolver",
    "Robots",
    "Visitor",
    "Where",
    "hand_over",
    "private_because",
    "system_resolver",
    "where",
]
