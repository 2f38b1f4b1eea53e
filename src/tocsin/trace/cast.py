"""Cast: the speakers of one report, each name resolved once against the register."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tocsin.nouns import Name, Reading, Register, Report, Source, Statement, of_any
from tocsin.trace.citations import citations
from tocsin.trace.doers import doers_of, own_body
from tocsin.trace.listeners import hands_of
from tocsin.trace.names import (
    bare_of,
    fold,
    fold_text,
    name_words,
    nation_of,
)
from tocsin.trace.register import PERSONS, is_person, outlet_of, resolve
from tocsin.trace.surnames import Called, called, forenames_in, may_mean, surname_in

__all__ = [
    "Cast",
    "Found",
    "Speaker",
    "Surnames",
    "cast_of",
    "is_own",
    "outlet_name",
    "surnames_of",
]

Surnames = Mapping[str, tuple[tuple[str, str], ...]]
"""The registered persons, as (folded full name, source), by their last name."""

NEAR = 40
"""Characters before a name within which the place stands where the one so named sits."""

SEAT = re.compile(
    r"(?:\A|\n|[.;!?:]\s|[“\"])\s*[Ii]n (?P<at>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?), (?:the )?$"
)
"""The place opens its clause: what is "not seen in Norland, the staff said" seats nobody there."""

BESIDE = re.compile(r"\s+[\w’'-]+(?:\s+(?:on|late on|early on)\s+[\w ]{3,20})?,\s")
"""Words of saying between commas: the place before them is of what is said."""

PHRASE = re.compile(r"[.,;:!?()\n]")
"""Where the words of one name cannot run on."""

WIDE = 4
"""Words beside a body's own within which its state stands: "of the armed forces of Norland"."""

UNKNOWN = "unknown outlet"

INDEFINITE = frozenset(
    "a an another some several many one two three other most few both various certain".split()
)
"""Words that open a name which is nobody's: "another blogger" of two reports are two bloggers."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whom names mean, as it is found: by themselves, and in one text beside its other names."""

    names: dict[str, Source | None] = field(default_factory=dict)
    texts: dict[tuple[str, tuple[str, ...]], dict[str, Source | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said something: a key under which it is compared, and the name that is shown.

    `voice` marks a writer in the report's own voice. `scoped` speakers ("an official", a lone
    surname that nothing explains) are known within their report only.

    `surname` is that of a person, "" for others: folded, in the register's spelling. One that is
    scoped and has a surname is known by it alone, and `forenames` are those that stand before it
    elsewhere in the report. `brief` marks "al-Told" and "Ben Told": in all reports one that is
    called so, and perhaps no more than a surname, with what stands before it in `forenames`.

    `house` is the folded name of an outlet: that of a writer, and of who may be one and is cited.
    """

    key: str
    name: str
    registered: bool
    named: bool
    voice: bool
    scoped: bool
    surname: str = ""
    forenames: frozenset[str] = frozenset()
    brief: bool = False
    house: str = ""

    @property
    def lone(self) -> bool:
        """Whether the report may have the person by no more than a surname and initials."""
        return self.surname != "" and (self.scoped or self.brief)


def cast_of(
    reading: Reading, register: Register, surnames: Surnames, found: Found | None = None
) -> Cast:
    """Return the cast of a reading, which knows all names that its statements give.

    `found` holds what was found for other readings with the same register, and gains what is found
    for this one.
    """
    names = {
        name.text
        for statement in of_any(reading.statements)
        for name in (statement.speaker, *(link.name for link in statement.chain))
        if name is not None and name.named
    }
    doers = doers_of(reading.statements, reading.report, register)
    return Cast(reading.report, register, tuple(sorted(names)), surnames, found, doers)


def outlet_name(report: Report, register: Register) -> str:
    """Return the name of the outlet that published `report`: canonical, else as written.

    A publisher written as "AFP via RTL" is AFP, whose words RTL shows: shown on two sites they are
    still said once.
    """
    for written in (report.publisher, _origin_of(report.publisher), report.host):
        outlet = outlet_of(written, register)
        if outlet is not None:
            return outlet.name
    cited = _origin_of(report.publisher)
    if cited is not None:
        return cited
    return report.publisher or report.host or report.author or UNKNOWN


def _origin_of(publisher: str | None) -> str | None:
    """Return whose own words a publisher carries, where it is written as a citation of one."""
    cited = () if publisher is None else citations(publisher)
    if len(cited) != 1 or cited[0].way != "carried" or len(cited[0].origins) != 1:
        return None
    return cited[0].origins[0]


def is_own(name: Name, report: Report) -> bool:
    """Say whether a name is the report's own writer or outlet ("told me")."""
    own = {fold(part) for part in (report.publisher, report.author, report.host) if part}
    return name.span is None or fold(name.text) in own


class Cast:
    """The speakers of one report, each name resolved once."""

    def __init__(
        self,
        report: Report,
        register: Register,
        names: tuple[str, ...],
        surnames: Surnames,
        found: Found | None = None,
        doers: Mapping[str, Source] | None = None,
    ) -> None:
        self._report = report
        self._register = register
        self._names = names
        self._surnames = surnames
        self._doers = {} if doers is None else doers
        self._body: str | None = None
        self._phrases: tuple[list[str], ...] | None = None
        found = Found() if found is None else found
        self._known = found.names
        self._found = found.texts.setdefault((report.text, names), {})
        self._speakers: dict[tuple[str, bool, str | None], Speaker] = {}
        self.outlet = outlet_name(report, register)
        self._voice = Speaker(
            f"voice:{report.id}",
            self.outlet,
            self.outlet in register.outlets,
            named=True,
            voice=True,
            scoped=True,
            house="" if self.outlet == UNKNOWN else fold(self.outlet),
        )
        house = None if report.publisher is None else resolve(report.publisher, register)
        self.own: Source | None = house if house is not None and house.kind != "media" else None

    def speaker_of(self, statement: Statement) -> Speaker:
        """Return who says a statement, under the name by which the register knows it."""
        name = statement.speaker
        if name is None or (name.span is None and self._is_writer(name.text)):
            if self.own is None:
                return self._voice
            return _known(self.own)
        if self._through(statement):
            name = statement.chain[-1].name
        at = self._seat(name)
        key = (name.text, name.named, at)
        if key not in self._speakers:
            seated = None if at is None else resolve(f"{name.text} in {at}", self._register)
            if seated is not None:
                self._speakers[key] = _known(seated)
            else:
                self._speakers[key] = self._resolved(name)
        return self._speakers[key]

    def path_of(self, statement: Statement) -> tuple[str, ...]:
        """Return the names through which a statement came, from its speaker outwards."""
        through = statement.chain[:-1] if self._through(statement) else statement.chain
        return tuple(self.name_of(link.name) for link in reversed(hands_of(through)))

    def _through(self, statement: Statement) -> bool:
        """Say whether a state's own body tells what it did, which was read as its saying."""
        body = own_body(statement, self._register)
        source = None if body is None else self._acting(fold(body.text))
        speaker = statement.speaker
        if source is None or speaker is None:
            return False
        return nation_of(fold(speaker.text)) in source.interests

    def _acting(self, body: str) -> Source | None:
        """Return the body of the one state that does what such bodies tell in this report."""
        return self._doers.get(name_words().institutions.get(body, ""))

    def _seat(self, name: Name) -> str | None:
        """Return where a body sits that is named right behind it: "In Oslo, the defence ministry".

        Only for a body that every state has: no other is told by its capital.
        """
        if name.span is None or fold(name.text) not in name_words().institutions:
            return None
        text, start = self._report.text, name.span.start
        before = SEAT.search(text, max(0, start - NEAR), start)
        if before is not None and BESIDE.match(text, name.span.end):
            return None
        return None if before is None or nation_of(fold(before["at"])) is None else before["at"]

    def name_of(self, name: Name) -> str:
        """Return the canonical name of a relay, or the name as written."""
        if is_own(name, self._report):
            return self._voice.name
        outlet = outlet_of(name.text, self._register)
        if outlet is not None:
            return outlet.name
        source = self._find(name.text) or self._acting(fold(name.text))
        return name.text if source is None else source.name

    def _is_writer(self, text: str) -> bool:
        report = self._report
        known = {fold(part) for part in (report.author, report.publisher, report.host) if part}
        return not known or fold(text) in known or fold(text).startswith("unknown")

    def _resolved(self, name: Name) -> Speaker:
        source = self._find(name.text)
        if source is not None:
            return _known(source)
        bare = bare_of(name.text)
        if name.text.split(" ", 1)[0].lower() in INDEFINITE:
            return Speaker(f"{self._report.id}:{bare}", name.text, False, False, False, True)
        told = called(name.text)
        if " " not in bare or (told is not None and told.brief):
            # A lone surname, or "the directorate", is what of this report has it, if only one has.
            full = self._in_full(bare, told)
            if len({bare_of(other) for other in full}) == 1:
                return self._resolved(Name(min(full), name.span, named=True))
        body = fold(name.text)
        acting = self._acting(body)
        if acting is not None:
            return _known(acting)
        if not name.named:
            return Speaker(f"{self._report.id}:{bare}", name.text, False, False, False, True)
        if body in name_words().institutions:
            # "The armed forces" of two reports may be those of two states: nobody is guessed.
            return Speaker(f"{self._report.id}:{body}", name.text, False, True, False, True)
        if " " not in bare:
            surname, forenames = self._lone(name, bare)
            key = f"{self._report.id}:{bare}"
            house = fold(name.text)
            return Speaker(
                key, name.text, False, True, False, True, surname, forenames, house=house
            )
        surname = "" if told is None else told.surname
        *before, _ = bare.split()
        if surname and all(len(word) == 1 for word in before):
            # "I. Told" may be whoever another report has as Ivan.
            key = f"{self._report.id}:{bare}"
            letters = frozenset(before)
            return Speaker(key, name.text, False, True, False, True, surname, letters)
        key = f"name:{bare}"
        if told is None or not told.brief:
            house = fold(name.text)
            return Speaker(key, name.text, False, True, False, False, surname, house=house)
        forenames = told.before | forenames_in(self._report.text, told.written)
        surname = self._spelled(surname)
        return Speaker(key, name.text, False, True, False, False, surname, forenames, brief=True)

    def _in_full(self, bare: str, told: Called | None) -> set[str]:
        """Return the report's longer names that a surname, or a head noun, is the end of.

        Of "al-Told" and "Ivan al-Told" the latter is what "Told" is.
        """
        longer = {name for name in self._names if may_mean(bare, told, bare_of(name))}
        whole = {name for name in longer if (to := called(name)) is None or not to.brief}
        return whole or (longer if told is None else set())

    def _spelled(self, surname: str) -> str:
        """Return a surname in the register's spelling, where it has one person of it."""
        sources = {source for _, source in self._surnames.get(surname, ())}
        return surname_in(min(sources)) or surname if len(sources) == 1 else surname

    def _lone(self, name: Name, bare: str) -> tuple[str, frozenset[str]]:
        """Return the surname by which alone a person is named, and the forenames that stand by it.

        "" where it is written as no surname ("the Kremlin", "NATO"), or is that of several
        registered persons.
        """
        sources = {source for _, source in self._surnames.get(bare, ())}
        written = name.text.split()[-1]
        before = "" if name.span is None else self._report.text[: name.span.start][-4:].lower()
        if not written[0].isupper() or written.isupper() or not bare.isalpha():
            return "", frozenset()
        if len(sources) > 1 or before == "the " or name.text.lower().startswith("the "):
            return "", frozenset()
        # "Zelenskyy" is the person whom the register spells otherwise.
        return self._spelled(bare), forenames_in(self._report.text, written)

    def _find(self, text: str) -> Source | None:
        # It hangs on the words of the report and the register alone, not on who published it.
        if text not in self._found:
            self._found[text] = self._looked_up(text)
        return self._found[text]

    def _looked_up(self, text: str) -> Source | None:
        source = resolve(text, self._register, context=self._names, known=self._known)
        if source is None and fold(text) in name_words().institutions:
            return self._of_state(fold(text).split())
        told = called(text)
        if source is None and (" " not in bare_of(text) or (told is not None and told.brief)):
            return self._written(bare_of(text), told)
        return source

    def _of_state(self, body: list[str]) -> Source | None:
        """Return the one state's body that the report names in full anywhere: "Norland's army".

        `body` are the folded words of a body that every state has. None where the report names
        that of no state, or of several.
        """
        if self._phrases is None:
            parts = PHRASE.split(self._report.text)
            self._phrases = tuple(fold_text(part).split() for part in parts if part.strip())
        found: dict[str, Source] = {}
        for words in self._phrases:
            for at in range(len(words) - len(body) + 1):
                end = at + len(body)
                if words[at:end] != body:
                    continue
                whole = [words[first:end] for first in range(max(0, at - WIDE), at)]
                whole += [words[at:last] for last in range(end + 1, end + WIDE + 1)]
                for full in whole:
                    name = self._register.by_alias.get(" ".join(full))
                    if name is not None:
                        found[name] = self._register.sources[name]
        return next(iter(found.values())) if len(found) == 1 else None

    def _written(self, bare: str, told: Called | None) -> Source | None:
        """Return the registered person of a surname whose full name stands in the report."""
        surname = bare if told is None else told.surname
        known = [one for one in self._surnames.get(surname, ()) if may_mean(bare, told, one[0])]
        if known and self._body is None:
            self._body = f" {fold_text(self._report.text)} "
        found = {name for alias, name in known if f" {alias} " in (self._body or "")}
        return self._register.sources[found.pop()] if len(found) == 1 else None


def _known(source: Source) -> Speaker:
    return _registered(source.name, source.kind)


@lru_cache(maxsize=4096)
def _registered(name: str, kind: str) -> Speaker:
    # One for all reports that hear it.
    surname = surname_in(name) if kind in PERSONS else ""
    house = fold(name) if kind == "media" else ""
    return Speaker(f"source:{name}", name, True, True, False, False, surname, house=house)


@lru_cache(maxsize=8)
def surnames_of(register: Register) -> Surnames:
    """Return (folded full name, source) of the registered persons, by their last name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for alias, name in register.by_alias.items():
        if " " in alias and is_person(register.sources[name]):
            found.setdefault(alias.rpartition(" ")[2], []).append((alias, name))
    return {surname: tuple(sorted(known)) for surname, known in found.items()}
