"""Asking: what a question names - who does what to whom, where, and of which family it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.data import load
from tocsin.weigh.offices import puts_out
from tocsin.weigh.parties import joined_names, names_of_body, party_of, states_of_official
from tocsin.weigh.patterns import expression_of
from tocsin.weigh.terms import common, kins_in, listed, matters_in, things_in, unique
from tocsin.weigh.verbs import WORD, undergone_of, undoing_of, verb_of

__all__ = ["Question", "body_of", "family_of", "kind_of", "question_of"]

NAME = re.compile(
    r"(?:[A-Z][\w’'.-]*|\d+(?:st|nd|rd|th))"
    r"(?:\s+(?:(?:of|al|de|the)\s+(?=[A-Z]))?(?:[A-Z][\w’'.-]*|\d+(?![-\d])))*"
)
DATE = re.compile(
    r"\b(?:by|before|on|until|in|after|during|within)\s+(?:the\s+(?:end|start)\s+of\s+)?(?:\d{4}"
    r"(?:-\d\d(?:-\d\d)?)?|(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b(?:\s+\d{1,2})?(?:,?\s+\d{4})?)\b",
)
ASIDE = re.compile(r"\([^)]*\)")
FROM = re.compile(r"\b(?:from|out of)\s+(?:the\s+)?$", re.IGNORECASE)
WITHIN = re.compile(
    r"\b(?:in|at|on|near|from|around|across|over|against|between|with|(?P<of>of))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands before a name that is no subject but says where or of whom the subject is."""

INSIDE = re.compile(r"\b(?:in|inside|within|across)\s+(?:the\s+)?(?:\w+ern\s+)?$")
"""What stands before a state in which something would happen."""

JOINED = re.compile(r"\s*(?:,|,?\s*(?:and|or|nor))\s+(?:the\s+)?(?=[A-Z]|$)")
"""What stands between two who act together."""

ALONE = re.compile(
    r"(?:(?!(?:of|in|at|for|from|on|by|with|near|and|or)\b)[a-z][\w-]+\s+){0,4}"
    rf"(?P<name>{NAME.pattern})"
)
"""One name and what stands before it: who he is."""

ALL_OF = re.compile(r"\band\b")
BETWEEN = re.compile(r"\b(?:between|among)\s+(?:the\s+)?$", re.IGNORECASE)
WITH = re.compile(r"\b(?:with|meet)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before the first, and before the other, of those who do it with each other."""

SIDE = re.compile(r"\b(?:north|south|east|west)(?:ern)?\s+$")
AGENT = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
FALLS_TO = re.compile(r"\bfalls?\s+to\s+(?:the\s+)?(?=[A-Z]|$)")
FALLS = re.compile(r"falls?\s*(?:to\s.*)?")
TAKES = re.compile(
    r"(?:be\s+)?\w+\s+(?:the\s+)?(?:whole\s+of\s+)?(?:(?:city|town|village|port|hill)\s+of\s+)?"
    r"(?P<name>[A-Z][\w’' -]*?)\s*(?:from\s.*)?"
)
"""A place that falls, or is taken, with nothing more said of it."""

TIMES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter|Ramadan|Eid|Passover|New Year"
)
"""Capitals that tell a time: nothing is done by them."""

ADJECTIVE = re.compile(r"[A-Z]\w+-[a-z]+(?:ed|held|led|run|made|built|born|backed|based)")
"""A capital that names nobody by itself: "Western-donated", "Northland-held"."""

SIDES = frozenset({"Western", "Eastern", "Northern", "Southern", "Central", "European"})
"""Capitals that tell a side of the world, and name nobody where they stand alone."""


@dataclass(frozen=True, slots=True)
class Question:
    """A standing question taken apart, as words for patterns.

    `actors`, `targets`, `places`, `bases` and `persons` are names as the question writes them, in
    its order; a state named by its people ("Russian") stands under the state's own name. An actor
    that is no state is a body or a person, or a common word for a body ("junta"). `sites` are the
    common words for what is taken or held ("headquarters"). `events` are the kins of words, of
    families.yaml, that tell what would happen; `matters` are the other words of all the question.
    `undoing` is how it undoes what it names ("lift"), and `undone` are the words for that. `sides`
    are the two without either of whom it has not come about: "X and Y attack", "X agrees with Y".
    `fallen` are the rulers by name whom it asks about as overthrown. `grounds` are those of its
    targets in which it would happen: "bases in Norland". `undergoes` is who is named alone as
    what something would be done to, and `participle` the word for that: "be arrested".
    """

    text: str
    verb: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    bases: tuple[str, ...]
    persons: tuple[str, ...]
    things: tuple[str, ...]
    sites: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    undoing: str = ""
    undone: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    undergoes: str = ""
    participle: str = ""


def question_of(text: str) -> Question:
    """Take a question apart. What cannot be told is left empty: the person who asks fills it in.

    Who acts is the subject or, of a passive, whoever it is done by; never a guess from elsewhere.
    """
    text = " ".join(text.split())
    plain = ASIDE.sub(" ", DATE.sub(" ", text.rstrip("?"))).strip()
    plain = re.sub(r"^(?:Will|Would|Does|Do|Is|Are|Has|Have)\s+", "", joined_names(plain))
    verb, at, passive = verb_of(plain, listed("bodies"))
    undergoes, participle = _undergoing(plain, at)
    if participle and not passive:
        verb, passive = undergone_of(plain, at)[0], True
    # Of "the town falls to X" X takes the town.
    agent = FALLS_TO if verb == "fall" and FALLS_TO.search(plain) else AGENT
    passive = passive or agent is FALLS_TO
    topples = expression_of(listed("toppling")).search(plain) is not None
    # What falls is a place that is taken, unless those who rule fall.
    falls = verb == "fall" and FALLS.fullmatch(plain, at) is not None and not topples
    undoing, undone = undoing_of(plain, verb, at)
    subject = _subject(plain[:at], passive=passive or falls)
    after: dict[str, list[str]] = {
        "states": [],
        "bases": [],
        "agents": [],
        "names": [],
        "grounds": [],
    }
    for found in NAME.finditer(plain, at):
        name, begin = _with_side(found, plain)
        states, rest = _split(name)
        if agent.search(plain[:begin]) and (done_by := _doer(states, rest, passive=passive)):
            after["agents"] += done_by
            continue
        if FROM.search(plain, 0, begin):
            after["bases"] += states or [rest]
        else:
            after["states"] += states
            after["grounds"] += states if INSIDE.search(plain, 0, begin) else []
        after["names"] += [rest] if rest else []
    actors, targets = subject.actors, after["states"]
    if after["agents"] and (passive or not actors):
        agents = after["agents"]
        actors, targets = agents, [one for one in (*actors, *targets) if one not in agents]
    names = unique(after["names"])
    events = () if undoing else kins_in(" ".join(common(plain)))
    kind = _strongest(text, ("detect", "also")) if topples and not undoing else ""
    fallen: list[str] = []
    if kind == "unrest":
        events = ("overthrow", *(one for one in events if one == "protest"))
        fallen = [*(subject.names if passive else after["names"])]
    elif (subject.names and falls) or _takes(plain, verb, at):
        events = ("capture",)
    sides = _sides(plain, at, verb, actors, events, together=subject.together)
    if sides and not actors:
        actors, targets = list(sides), [one for one in targets if one not in sides]
    names = tuple(one for one in names if one not in sides)
    things, matters = things_in(plain[at:], verb), matters_in(plain, verb)
    if verb in listed("aiming") and not events and names_aim(text):
        # To target what can be struck is to strike it; a bank targets a rate.
        events = ("attack",)
    if verb in listed("aiming") and set(matters) <= set(map(_any_end, listed("aims"))):
        # "Targets in the state" are of no kind: whatever is struck there is one.
        things, matters = tuple(one for one in things if one not in matters), ()
    return Question(
        text=text,
        verb=verb,
        actors=unique(actors),
        targets=unique(targets),
        places=names or unique(_where(subject.places, targets)),
        bases=unique(after["bases"]),
        persons=unique([*subject.names, *after["names"]]),
        things=things,
        sites=unique([w for w in common(plain if passive else plain[at:]) if w in listed("sites")]),
        events=events,
        # Power is no thing by which reports of a coup are known.
        matters=() if kind == "unrest" else matters,
        undoing=undoing,
        undone=undone,
        sides=sides,
        fallen=unique(fallen),
        undergoes=undergoes,
        participle=participle,
        grounds=unique([one for one in after["grounds"] if one in targets]),
    )


def names_aim(text: str) -> bool:
    """Say whether a question names a thing of a kind that is struck from afar."""
    aims = load("families.yaml")["families"]["other"]["unless"]["strike"]["aims"]
    return expression_of(tuple(aims)).search(text) is not None


def _any_end(noun: str) -> str:
    return f"{noun}*"


def _undergoing(plain: str, at: int) -> tuple[str, str]:
    """Return who alone is the subject of a passive, by name, and its participle; else "", ""."""
    subject = ALONE.fullmatch(plain[:at].strip())
    if subject is None:
        return "", ""
    states, rest = _split(subject["name"])
    participle = undergone_of(plain, at)[1]
    return (rest, participle) if rest and not states and participle else ("", "")


def _takes(plain: str, verb: str, at: int) -> bool:
    """Say whether a question asks whether a place is taken, by its name behind the verb alone."""
    if verb not in listed("taking"):
        return False
    found = TAKES.fullmatch(plain, at)
    if found is None or not NAME.fullmatch(found["name"]):
        return False
    states, rest = _split(found["name"])
    return bool(rest) and not states and not body_of(rest) and not TIMES.match(rest)


def _doer(states: list[str], rest: str, *, passive: bool) -> list[str]:
    """Return who is named behind "by": a state or a body; of a passive any name but a time's."""
    anybody = [rest] if passive and rest and not TIMES.match(rest) else []
    return states or body_of(rest) or anybody


def _sides(
    plain: str,
    at: int,
    verb: str,
    actors: list[str],
    events: tuple[str, ...],
    *,
    together: list[str],
) -> tuple[str, ...]:
    """Return the two who must both do it: joined as subjects, or with or between whom it is done.

    The last two of more. What both announce is known when either does. Only what is done with each
    other by its nature, an agreement or a meeting, binds whoever is named behind "with" or
    "between".
    """
    if len(together) > 1:
        return () if verb in listed("telling") else tuple(together[-2:])
    if not set(events) & set(listed("mutual")):
        return ()
    first = ""
    end = 0
    for found in NAME.finditer(plain):
        states, rest = _split(found.group())
        one = (states or [rest])[0]
        if first and JOINED.fullmatch(plain, end, found.start()):
            return (first, one)
        lead = found.start()
        first = one if BETWEEN.search(plain, 0, lead) else ""
        shared = lead >= at and verb in listed("shared")
        done_with = shared and WITH.search(plain, 0, lead)
        if done_with and len(actors) == 1 and one not in ("", actors[0]):
            return (actors[0], one)
        end = found.end()
    return ()


def family_of(text: str) -> str:
    """Return the family whose words speak strongest in the question; "other" where none does.

    By these words asked questions were counted (asked_rates.yaml).
    """
    return _strongest(text, ("detect",))


def _strongest(text: str, kinds: tuple[str, ...]) -> str:
    best, most = "other", 0.0
    for name, family in load("families.yaml")["families"].items():
        score = sum(
            float(weight)
            for kind in kinds
            for phrase, weight in family.get(kind, {}).items()
            if expression_of((str(phrase).casefold(),)).search(text)
        )
        least = float(family.get("least", 0.0)) if "also" in kinds else 0.0
        if score > max(most, least):
            best, most = name, score
    return best


def kind_of(question: Question) -> str:
    """Return the family that a question's watch is made of: its words', where its verb allows it.

    What undoes something has none of the signs of it; who strikes a nuclear site makes a strike,
    and a test of a weapon is nothing that happens at a site.
    """
    family = _strongest(question.text, ("detect", "also"))
    if question.undoing:
        return "other"
    if family in {"other", "capture"} and question.undergoes:
        return _undergone(question, family)
    if family == "other" and puts_out(question.text, question.verb, question.actors):
        return "personnel"
    if family == "capture" and question.verb == "fall" and "capture" not in question.events:
        return "other"
    if family == "other" and question.events == ("capture",) and question.verb in listed("taking"):
        return "capture"
    for other, words in load("families.yaml")["families"][family].get("unless", {}).items():
        aims = tuple(words.get("aims", ()))
        # An attack on an object is none on the ground: "attack the bridge".
        aimed = not aims or " from " not in question.text
        aimed = aimed and (not aims or expression_of(aims).search(question.text) is not None)
        acted = question.actors and question.verb in words["verbs"] and aimed
        told = tuple(words.get("words", ()))
        if acted or (told and expression_of(told).search(question.text)):
            return str(other)
    return family


def _undergone(question: Question, family: str) -> str:
    """Return the family of a passive that names one alone: whoever is ousted leaves an office.

    A place is captured, and so is a person: one of the register is none.
    """
    if family == "capture":
        return "other" if states_of_official(question.undergoes) else family
    return "personnel" if question.verb in listed("ousting") else family


@dataclass(frozen=True, slots=True)
class _Subject:
    """What stands before the verb: who acts, where that is, and all names that are no states."""

    actors: list[str]
    places: list[str]
    names: list[str]
    together: list[str]


def _subject(before: str, *, passive: bool) -> _Subject:
    """Return who a subject names as the one who acts.

    A state stands for its people and bodies ("Russian forces"). What is no state acts where the
    question says that it does something: what something is done to does not.
    """
    states: list[str] = []
    within: list[str] = []
    names: list[str] = []
    bodies: list[str] = []
    beside: list[str] = []
    together: list[str] = []
    end, acted = 0, False
    for found in NAME.finditer(before):
        name, begin = _with_side(found, before)
        named, rest = _split(name)
        irregular = _irregular(before[found.end() :]) if named and not passive else ""
        if irregular:
            # Those who fight the state of whose country they are do not act for it.
            bodies.append(irregular)
            within, named = [*within, *named], []
        begins = end + len(_own_body(before[end : found.start()]))
        joined = acted and JOINED.fullmatch(before, begins, found.start()) is not None
        also = joined and ALL_OF.search(before, end, found.start()) is not None
        end = found.end()
        lead = WITHIN.search(before, 0, begin)
        inside = lead is not None and lead.group("of") is None
        (within if inside else states).extend(named)
        acts = bool(rest) and not inside and _acts(rest, before, found, of=lead)
        acted = not inside and (acts or bool(named))
        if acted and not passive:
            one = named[0] if named else rest
            together = [*together, one] if also and together else [one]
        if not passive and acts and (joined or JOINED.match(before, end)):
            beside.append(rest)
        if not rest:
            continue
        names.append(rest)
        if inside:
            within.append(rest)
        elif acts:
            # What something is done to does not act: a town itself is where it is done.
            (within if passive else bodies).append(rest)
        elif passive and _site_of(before, found):
            within.append(rest)
    if not (states or bodies or passive):
        bodies = [word for word in common(before) if word in listed("bodies")][:1]
    # Of "the junta in Mali" the junta acts; where nothing else could, the place named does.
    both = [*states, *beside] if len({*states, *beside}) > 1 else states
    actors = both or bodies or [one for one in within if party_of(one) == one]
    apart = [one for one in within if one not in actors]
    return _Subject(actors, apart, names, together if len(set(together)) > 1 else [])


def _site_of(before: str, found: re.Match[str]) -> bool:
    """Say whether a name has a site behind it that is taken or left: "Garissa's airport"."""
    following = WORD.findall(before, found.end())
    return bool(following) and following[0] in listed("sites")


def _irregular(behind: str) -> str:
    """Return the body behind a state's name that does not act for that state: "'s rebels"."""
    words = {one for row in load("families.yaml")["irregulars"] for one in row}
    told = re.match(r"(?:['’]s)?(?:\s+[a-z-]+)?\s+(?P<body>[a-z]+)\b", behind)
    first = re.match(r"(?:['’]s)?\s+(?P<body>[a-z]+)\b", behind)
    found = [one["body"] for one in (first, told) if one is not None and one["body"] in words]
    return found[0] if found else ""


def _own_body(between: str) -> str:
    """Return the words for a body that a name has behind it: "'s army" in "Chile's army and"."""
    told = re.match(rf"(?:\s+(?:{'|'.join(sorted(listed('bodies')))}))+(?=\s|,)", between)
    return told.group() if told else ""


def _with_side(found: re.Match[str], text: str) -> tuple[str, int]:
    """Return a name, and where it begins, with the side before it where the two are one name."""
    lead = SIDE.search(text, 0, found.start())
    if lead is not None and party_of(f"{lead.group()}{found.group()}") is not None:
        return f"{lead.group()}{found.group()}", lead.start()
    return found.group(), found.start()


def _where(places: list[str], targets: list[str]) -> list[str]:
    """Return the places of a subject: a town says more than its state; a body is no place."""
    bodies = set(listed("bodies"))
    named = [one for one in places if party_of(one) is None]
    towns = [one for one in named if not bodies.intersection(one.casefold().split())]
    return towns or [*targets, *(one for one in places if one not in named)]


def _acts(name: str, before: str, found: re.Match[str], *, of: re.Match[str] | None) -> bool:
    """Say whether a name of a subject is who acts: itself, or what it leads or sends.

    "RSF fighters" and "troops of the RSF" do, a "Leopard tank" and "the mayor of Omdurman" do not.
    """
    if of is not None:
        return bool(body_of(before[: of.start()]))
    following = NAME.split(before[found.end() :], maxsplit=1)[0]
    words = [w for w in common(following) if not w.endswith("ly") and w not in ("and", "or")]
    return bool(not words or names_of_body(name) or set(words) & set(listed("bodies")))


def body_of(words: str) -> list[str]:
    """Return `words` where they end in a body: one of the register, or a common word for one."""
    if names_of_body(words):
        return [words]
    last = words.split()[-1:]
    bodies = [*listed("bodies"), *load("register.yaml")["heads"]]
    return [words] if last and last[0].casefold() in bodies else []


def _is_ground(name: str) -> bool:
    """Say whether a name is of a piece of ground, by its first word or last: "Port Sudan"."""
    words = name.split()
    kinds = listed("grounds", "begins"), listed("grounds", "ends")
    return len(words) > 1 and (words[0] in kinds[0] or words[-1] in kinds[1])


def _split(name: str) -> tuple[list[str], str]:
    """Split a run of capitals into the states it names and what else it names."""
    whole = re.sub(r"['’]s$", "", name)
    if (state := party_of(whole)) is not None:
        return [state], ""
    if _is_ground(whole):
        return [], whole
    states, rest = [], []
    for word in name.split():
        bare = re.sub(r"['’]s$", "", word)
        if (state := party_of(bare)) is not None:
            states.append(state)
        elif not ADJECTIVE.fullmatch(bare):
            rest.append(word)
    left = re.sub(r"['’]s$", "", " ".join(rest))
    return states, "" if left in SIDES else left
