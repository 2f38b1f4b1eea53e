"""Trace: where each thing said first came from, who passed it on, and what only looks new."""

from __future__ import annotations

from tocsin.trace.bulk import sharing
from tocsin.trace.cast import Cast, cast_of, surnames_of
from tocsin.trace.citations import Citation, citations
from tocsin.trace.contradictions import contradictions
from tocsin.trace.index import Index
from tocsin.trace.kept import DictKept, Kept
from tocsin.trace.lineage import Circle, Edge, Graph, Node, graph
from tocsin.trace.missing import missing
from tocsin.trace.neighbours import DictNeighbours, Neighbours
from tocsin.trace.origins import trace
from tocsin.trace.pairs import PairVerdict, judge_pair
from tocsin.trace.register import load_register, outlet_of, proposals, resolve
from tocsin.trace.stories import Article, stories
from tocsin.trace.workings import Workings

__all__ = [
    "Article",
    "Cast",
    "Circle",
    "Citation",
    "DictKept",
    "DictNeighbours",
    "Edge",
    "Graph",
    "Index",
    "Kept",
    "Neighbours",
    "Node",
    "PairVerdict",
    "Workings",
    "cast_of",
    "citations",
    "contradictions",
    "graph",
    "judge_pair",
    "load_register",
    "missing",
    "outlet_of",
    "proposals",
    "resolve",
    "sharing",
    "stories",
    "surnames_of",
    "trace",
]
