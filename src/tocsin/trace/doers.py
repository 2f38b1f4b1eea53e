"""Doers: whose "the army" is that tells what one state has done, where nothing else says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tocsin.data import load
from tocsin.nouns import Name, Register, Report, Source, Statement, of_any
from tocsin.trace.names import fold, fold_text, name_words, nation_of

__all__ = ["doers_of", "own_body"]

WATCHES_OTHERS = "Intelligence of {country}"
"""A body that speaks of others rather than of its own state."""

WIDEST = 4
"""Words of the longest name of a state that is looked for: "the United Arab Emirates"."""


def doers_of(
    statements: Sequence[Statement], report: Report, register: Register
) -> Mapping[str, Source]:
    """Return by kind ("Navy of {country}") the bodies of a report that are the acting state's.

    In "Freedonia has closed the bridge, the army said" it is Freedonia's army, and in the whole
    report, where no other sentence of "the army" has another state for its doer. What is done to
    another state, or may be, tells nothing: either's army says so.
    """
    found: dict[str, dict[str, Source]] = {}
    for statement in of_any(statements):
        for body, state in _told(statement, report, register):
            kind = name_words().institutions[body]
            source = register.sources.get(register.by_alias.get(f"{fold(state)} {body}", ""))
            if source is not None and state in source.interests and kind != WATCHES_OTHERS:
                found.setdefault(kind, {})[source.name] = source
    return {
        kind: next(iter(sources.values())) for kind, sources in found.items() if len(sources) == 1
    }


def own_body(statement: Statement, register: Register) -> Name | None:
    """Return the body that tells what its own state said: "Freedonia said no, the army said".

    None where a statement is no such one. A state that speaks and acts speaks through it.
    """
    speaker = statement.speaker
    if speaker is None or not statement.chain or _state(speaker.text, register) is None:
        return None
    nearest = statement.chain[-1].name
    return nearest if fold(nearest.text) in name_words().institutions else None


def _told(statement: Statement, report: Report, register: Register) -> Iterator[tuple[str, str]]:
    """Yield the body that tells a statement, and the state that does what is told."""
    speaker, through = statement.speaker, own_body(statement, register)
    if speaker is None or speaker.span is None:
        return
    if through is not None:
        doer, body, behind = speaker.text, fold(through.text), through.span
    else:
        actor, body, behind = statement.claim.actor, fold(speaker.text), statement.cue
        if actor is None or body not in name_words().institutions:
            return
        doer = actor.of(report.text)
    # "The army said that Freedonia had" tells of another state than its own.
    if behind is None or behind.start < statement.content.end:
        return
    state = _state(doer, register)
    if state is not None and not _of_others(statement.text, state):
        yield body, state


def _state(written: str, register: Register) -> str | None:
    """Return the state that a name means by which it acts: not its people's word."""
    folded = fold(written)
    state = nation_of(folded)
    speaks = register.sources.get(register.by_alias.get(folded, ""))
    return state if speaks is not None and state in speaks.interests else None


def _of_others(text: str, state: str) -> bool:
    """Say whether what is told may be told by another state than the one that does it."""
    words = fold_text(text).split()
    said = frozenset(words)
    if said & _terms("of_others"):
        return True
    if not said & _terms("hostile"):
        return False
    return bool(said & _terms("weapons")) or any(other != state for other in _states(words))


def _states(words: list[str]) -> Iterator[str]:
    for at in range(len(words)):
        for end in range(at + 1, min(at + WIDEST, len(words)) + 1):
            state = nation_of(" ".join(words[at:end]))
            if state is not None:
                yield state


@cache
def _terms(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load("trace_terms.yaml")[name])
