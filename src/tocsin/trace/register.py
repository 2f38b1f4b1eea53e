"""The register: who the sources and outlets are, and which of them a written name means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from tocsin.data import load
from tocsin.errors import BadArgument
from tocsin.nouns import SOURCE_KINDS, Outlet, Reading, Register, Source
from tocsin.read.cues import cues
from tocsin.trace.names import (
    bare_of,
    fold,
    forms_of,
    name_words,
    nation_of,
    seat_of,
    shared_forms,
    variants,
)
from tocsin.trace.surnames import may_mean

__all__ = ["PERSONS", "is_person", "load_register", "outlet_of", "proposals", "resolve"]

PERSONS = frozenset(("official", "person", "expert", "opposition"))
GRADES = frozenset(("A", "B", "C", "D", "E", None))
OF_STATE = re.compile(r"^(?:the\s+)?(\w.*?)(?:['’]s|(?<=s)['’])\s+(.+)$", re.IGNORECASE)
LINKING = frozenset(("of", "for", "to", "by", "from", "with", "and", "about", "against"))


def load_register(extra: Mapping[str, Any] | None = None) -> Register:
    """Return the shipped register, with what a house adds or overrides.

    `extra` has the shape of the shipped file, every part optional: `countries`, `sources`,
    `outlets`. An entry with a name that is shipped takes its place and keeps its aliases. An alias
    of the house wins over a shipped one. Raises `BadArgument` when an entry has no name, an
    unknown kind or an unknown reliability.
    """
    return _with(extra) if extra else _shipped()


@cache
def _shipped() -> Register:
    """Return the register of who adds nothing, made once: nobody changes one."""
    return _with({})


def _with(house: Mapping[str, Any]) -> Register:
    shipped = load("register.yaml")
    sources: dict[str, Source] = {}
    outlets: dict[str, Outlet] = {}
    by_alias: dict[str, str] = {}
    outlet_by_alias: dict[str, str] = {}

    countries = [*shipped["countries"], *_rows(house, "countries")]
    shared = shared_forms({country["name"]: country for country in countries}.values())
    for country in countries:
        for body in shipped["institutions"]:
            source = _body(body, country, shared)
            sources[source.name] = source
            by_alias.update(dict.fromkeys((fold(source.name), *source.aliases), source.name))
    for row in shipped["sources"]:
        _enter_source(row, sources, by_alias)
    for row in shipped["outlets"]:
        _enter_outlet(row, outlets, outlet_by_alias)
    for row in _rows(house, "sources"):
        _enter_source(row, sources, by_alias)
    for row in _rows(house, "outlets"):
        _enter_outlet(row, outlets, outlet_by_alias)
    _enter_nations(outlets.values(), countries, shared, outlet_by_alias)
    return Register(sources, outlets, by_alias, outlet_by_alias)


def _rows(house: Mapping[str, Any], part: str) -> Sequence[Mapping[str, Any]]:
    rows = house.get(part) or ()
    if isinstance(rows, str) or not isinstance(rows, Iterable):
        raise BadArgument(
            f"{part} of a register is a list of entries.",
            hint="See docs/methods/tracing.md.",
            at=part,
        )
    return tuple(rows)


def _body(body: Mapping[str, Any], country: Mapping[str, Any], shared: frozenset[str]) -> Source:
    """Return the source that an institution is in one country; its aliases are folded.

    A form that several countries share is none of its names: "the Congolese army" is of either.
    """
    words = [fold(word) for word in body["words"]]
    forms = [form for form in forms_of(country) if form not in shared]
    aliases = [f"{form} {word}" for form in forms for word in words]
    aliases += [f"{word} {form}" for form in forms for word in words]
    if body.get("alone"):
        # "Moscow said": the state and its capital speak for the government; "Russians" do not.
        own = {fold(form) for form in (country["name"], *country.get("forms", ()))}
        people = {fold(word) for word in country["people"]}
        aliases += [form for form in forms if form in own or form not in people]
    name = body["name"].format(country=country["name"])
    return Source(name, tuple(aliases), body["kind"], (country["name"],), None, None)


def _enter_source(
    row: Mapping[str, Any], sources: dict[str, Source], by_alias: dict[str, str]
) -> None:
    name = _name_of(row)
    kind = row.get("kind", "unknown")
    if kind not in SOURCE_KINDS:
        raise BadArgument(
            f"{kind!r} is no kind of source.",
            hint=f"Kinds: {', '.join(sorted(SOURCE_KINDS))}.",
            at=name,
        )
    old = sources.pop(row["replaces"], None) if "replaces" in row else sources.get(name)
    aliases = tuple(row.get("aliases") or ())
    taken = old.aliases if old is not None else ()
    interests = tuple(row.get("interests") or (old.interests if old is not None else ()))
    sources[name] = Source(
        name, (*aliases, *taken), kind, interests, row.get("yardstick"), _reliability(row)
    )
    if old is not None and old.name != name:
        by_alias[fold(old.name)] = name
    by_alias.update(
        {alias: name for alias in taken if by_alias.get(alias) in (None, old and old.name)}
    )
    by_alias.update({fold(alias): name for alias in (name, *aliases)})


def _enter_outlet(
    row: Mapping[str, Any], outlets: dict[str, Outlet], by_alias: dict[str, str]
) -> None:
    name = _name_of(row)
    old = outlets.get(name)
    aliases = tuple(row.get("aliases") or ())
    hosts = tuple(row.get("hosts") or ())
    of = tuple(row.get("of") or (old.of if old is not None else ()))
    if old is not None:
        aliases, hosts = (*aliases, *old.aliases), (*hosts, *old.hosts)
    outlets[name] = Outlet(name, aliases, hosts, _reliability(row), of)
    by_alias.update({fold(alias): name for alias in (name, *aliases, *hosts)})


def _enter_nations(
    outlets: Iterable[Outlet],
    countries: Iterable[Mapping[str, Any]],
    shared: frozenset[str],
    by_alias: dict[str, str],
) -> None:
    """Enter outlets by the names that have their own state before them: "the German Bild".

    A name that an outlet has for its own stays its own.
    """
    forms = {
        country["name"]: [form for form in forms_of(country) if form not in shared]
        for country in countries
    }
    for outlet in outlets:
        for state in outlet.of:
            if state not in forms:
                raise BadArgument(
                    f"{state!r} is no state of the register.",
                    hint="Write `of:` as the list of states has it, or add it to `countries`.",
                    at=outlet.name,
                )
            for name in (outlet.name, *outlet.aliases):
                for form in forms[state]:
                    by_alias.setdefault(f"{form} {fold(name)}", outlet.name)


def _name_of(row: Mapping[str, Any]) -> str:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BadArgument("an entry of a register has no name.", hint="Give it `name: …`.")
    return name


def _reliability(row: Mapping[str, Any]) -> Any:
    grade = row.get("reliability")
    if grade not in GRADES:
        raise BadArgument(
            f"{grade!r} is no reliability.",
            hint="Write A, B, C, D or E, and leave it out where it is unknown.",
            at=_name_of(row),
        )
    return grade


def resolve(
    name: str,
    register: Register,
    *,
    context: Sequence[str] = (),
    known: dict[str, Source | None] | None = None,
) -> Source | None:
    """Return the source that `name` means, or None: an unknown name is proposed, never merged.

    Case, punctuation, "the", points in acronyms and forms of a state's name are folded. A person's
    name may have titles before it. `context` are other names written in the same report: a lone
    surname, "the ministry" or "the think tank" means the one source among them that it fits,
    and no source when none or several fit. An outlet that speaks is a source of kind "media".
    `known` holds what names mean by themselves, for a caller that asks often, and gains them.
    """
    known = {} if known is None else known
    found = _once(name, register, known)
    if found is None and context:
        found = _by_context(name, register, tuple(context), known)
    return found


def outlet_of(name: str | None, register: Register) -> Outlet | None:
    """Return the outlet that a masthead, a name in running text or a host means, or None.

    A state before a name is part of it ("The Irish Times"), unless the outlet is of that state, and
    so is a seat before a name that papers of many places have: "the Cairo-based Guardian".
    """
    found = (_outlet(name or "", part, register) for part in variants(name or ""))
    return next((one for one in found if one is not None), None)


def _outlet(name: str, part: str, register: Register) -> Outlet | None:
    """Return the outlet that one of the variants of a name means."""
    found = _outlet_as_written(part, register)
    seat = seat_of(name) if found is not None and fold(part) in name_words().mastheads else None
    return None if found is None or (seat and nation_of(seat) not in found.of) else found


def _outlet_as_written(part: str, register: Register) -> Outlet | None:
    folded = fold(part)
    canonical = register.outlet_by_alias.get(folded)
    if canonical is None and folded.startswith("www "):
        canonical = register.outlet_by_alias.get(folded.removeprefix("www "))
    if canonical is not None:
        return register.outlets[canonical]
    of_state = OF_STATE.match(part)
    if of_state is not None and nation_of(fold(of_state[1])) is not None:
        # "Italy's Radio Radicale" is that outlet unless the register has it of another state.
        # Without the 's a state is part of a name: "The Irish Times" is not "The Times".
        bare = register.outlets.get(register.outlet_by_alias.get(fold(of_state[2]), ""))
        if bare is not None and not bare.of:
            return bare
    return None


def _once(name: str, register: Register, known: dict[str, Source | None]) -> Source | None:
    if name not in known:
        known[name] = _by_name(name, register)
    return known[name]


def _by_name(name: str, register: Register) -> Source | None:
    for part in variants(name):
        canonical = register.by_alias.get(fold(part))
        if canonical is not None:
            return register.sources[canonical]
        outlet = _outlet(name, part, register)
        if outlet is not None:
            return Source(outlet.name, outlet.aliases, "media", (), None, outlet.reliability)
    return _person(name, register) or _described(name, register) or _of_state(name, register)


def _of_state(name: str, register: Register) -> Source | None:
    """Return the source that is named with its state before it: "Russia's FSB", "the German BND".

    The state must be the one that it is registered to speak for, and may be written in any of its
    forms, before the name or behind it: "Ukraine's Security Service".
    """
    words = fold(name).split()
    for size in range(1, min(4, len(words))):
        state = nation_of(" ".join(words[:size]))
        if state is None:
            continue
        bare = " ".join(words[size:])
        for form in ("", *_forms().get(state, ())):
            for alias in (f"{form} {bare}".strip(), f"{bare} {form}".strip()):
                source = register.sources.get(register.by_alias.get(alias, ""))
                if source is not None and state in source.interests:
                    return source
    return None


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {}
    for form, state in name_words().nations.items():
        forms.setdefault(state, []).append(form)
    return {state: tuple(sorted(listed)) for state, listed in forms.items()}


def _described(name: str, register: Register) -> Source | None:
    """Return the source whose name is left when describing words are cut off either end."""
    bare, before = fold(name), ""
    while bare != before:
        before = bare
        for word in name_words().descriptors:
            bare = bare.removeprefix(f"{word} ").removesuffix(f" {word}")
        canonical = register.by_alias.get(bare)
        # What is left must be a name: "the Kyiv agency" is no government.
        if canonical is not None and nation_of(bare) is None:
            return register.sources[canonical]
    return None


def is_person(source: Source) -> bool:
    """Say whether a source is a man or woman, and no body: the register may call both opposition.

    A body has its own interest, or a word in its name that bodies have: a front, a state.
    """
    if source.kind not in PERSONS or source.kind != "opposition":
        return source.kind in PERSONS
    words = [fold(word) for word in source.name.split()]
    if re.search(r"['’]s\b|s['’]", source.name):
        return False  # "the People's Front"
    bodily = any(word in cues().groups or nation_of(word) is not None for word in words)
    return len(words) > 1 and source.name not in source.interests and not bodily


def _person(name: str, register: Register) -> Source | None:
    """Return the registered person whose full name ends `name` after titles: two words or more."""
    written = name.partition(",")[0].split()
    for at in range(1, len(written) - 1):
        if LINKING.intersection((written[at - 1].lower(), written[at].lower())):
            continue
        canonical = register.by_alias.get(fold(" ".join(written[at:])))
        if canonical is not None and register.sources[canonical].kind in PERSONS:
            return register.sources[canonical]
    return None


def _by_context(
    name: str, register: Register, context: tuple[str, ...], known: dict[str, Source | None]
) -> Source | None:
    fits: dict[str, Source] = {}
    for other in context:
        source = _once(other, register, known)
        if source is not None and _fits(name, other, source):
            fits[source.name] = source
    return next(iter(fits.values())) if len(fits) == 1 else None


def _fits(name: str, other: str, source: Source) -> bool:
    """Say whether `name` can mean `source`, which the same report writes as `other`."""
    known = name_words()
    folded = fold(name)
    kind = next((kind for word, kind in known.kinds.items() if _ends(folded, word)), None)
    if kind is not None:
        return source.kind == kind
    if folded in known.institutions:
        return any(_ends(alias, folded) for alias in source.aliases)
    before, _, head = folded.rpartition(" ")
    if head in known.heads and (not before or nation_of(before) in source.interests):
        # "The British ministry": the one ministry of that state which the report names in full.
        return head in fold(other).split() and fold(other) != folded
    bare = bare_of(name)
    if " " in bare or source.kind not in PERSONS:
        return False
    whole = bare_of(other)
    return whole == bare or may_mean(bare, None, whole)


def _ends(folded: str, word: str) -> bool:
    return folded == word or folded.endswith(f" {word}")


def proposals(readings: Iterable[Reading], register: Register) -> tuple[tuple[str, int], ...]:
    """Return named speakers that the register does not know, with the number of reports of each.

    Most frequent first, then by name. They are for people to enter; nothing is merged on them.
    """
    seen: Counter[str] = Counter()
    for reading in readings:
        names = {
            name.text
            for statement in reading.statements
            for name in (statement.speaker, *(link.name for link in statement.chain))
            if name is not None and name.named and name.span is not None
        }
        context = tuple(sorted(names))
        seen.update(
            name for name in sorted(names) if resolve(name, register, context=context) is None
        )
    return tuple(sorted(seen.items(), key=lambda item: (-item[1], item[0])))
