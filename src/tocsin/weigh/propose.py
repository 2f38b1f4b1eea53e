"""Proposals: a complete watch from a question, to be read and edited by the person who asks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import yaml

from tocsin.data import load
from tocsin.errors import BadArgument
from tocsin.nouns import DAY, iso_of
from tocsin.nouns.watch import OUTCOME
from tocsin.weigh.asked import ASKED, base_rate
from tocsin.weigh.asking import Question, family_of, kind_of, question_of
from tocsin.weigh.foes import FOES
from tocsin.weigh.ownwords import own_pattern
from tocsin.weigh.slots import SIDES, words_of
from tocsin.weigh.verbs import turned

__all__ = ["propose_watch"]

OWN = frozenset(
    {
        "@key",
        "@done",
        "@doing",
        "@person",
        "@holder",
        "@what",
        "@from",
        "@onto",
        "@out-of",
        "@about",
        "@joined-war",
        "@border-of",
        "@in-base",
        "@into",
        "@who",
        "@done-named",
        "@been-done",
        "@fall-of",
        "@has-fallen",
        "@place-which",
        "@ground",
        "@realm",
        *SIDES,
        *FOES,
    }
)
"""Words that belong to the question alone."""

ACT = (["@actor"], ["@enacted"])
"""Who does an act that its noun tells, and the noun."""

SLOTS = ("actor", "action", "object", "place", "other")
TELLING = frozenset({"action", "object", "other"})

OPPOSITE = 'Asked was "{question}". This watch asks whether it happens: its YES is the NO of that.'
ONE_SIDE: dict[str, Any] = {
    "id": "one-side",
    "text": "One of those who must both do it does its own part",
    "relation": "needed-for",
}
TOGETHER = frozenset({"under-way", "terms-agreed"})
"""Signs that tell of others' doings where one of two is named beside somebody else."""

DONE_ALREADY = frozenset({"under-way"})
"""Signs that tell, as an outcome does, what has been done."""

TO_FILL = "  # to fill in: who would do it"
"""Stands beside an empty slot: the question does not say who acts, and nobody is guessed."""

HEAD = """\
# Proposed from the question alone. Nothing here has seen a report, and nothing is hidden: every
# number is a declared starting point. Read it, change what you know better, then run
# `tocsin watch check FILE`.
#
# seen: how likely the indicator is to be seen within lead_days if that hypothesis is true.

"""


class _Plain(yaml.SafeDumper):
    """Writes a list as often as it stands: a watch file has no aliases, people read it."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def propose_watch(
    question: str,
    closes: date | datetime,
    *,
    opens: date | datetime,
    yardstick: str = "UK-PHIA",
    base: str = ASKED,
) -> str:
    """Return a watch file, in YAML, for `question`.

    The family of the question is told by its words, and gives hypotheses, indicators and the
    claims that the question is easily confused with; who, where and what come from the question.
    The base rate is how often asked questions of that kind and length came true, spread over the
    window; what a chronicle of the world says of it stands in the caveat. With `base` "chronicle"
    it is the other way round: the counts of the chronicle are the base rate. A question whether
    something does *not* happen becomes one whether it does, and says so among the assumptions.
    Raises `BadArgument` for an empty question, a window that does not open before it closes, a
    base that there is not, and a family that the chronicle was not counted for.
    """
    begin, end = _moment(opens), _moment(closes)
    if not question.strip():
        raise BadArgument("there is no question.", hint='Ask one: "Will X do Y by DATE?"')
    if begin >= end:
        raise BadArgument("the watch closes before it opens.", hint="Give a later --closes.")
    question = " ".join(question.split())
    positive = turned(question)
    asked = question_of(positive)
    name = kind_of(asked)
    data = load("families.yaml")
    family = data["families"][name]
    # What undoes something has signs of its own, and is asked of as often as what it undoes.
    counted = family_of(asked.text) if asked.undoing else family.get("counted", name)
    words = words_of(asked)
    own = own_pattern(asked)
    if own and words["@office"]:
        # "Dismiss its defence minister": another minister is another.
        own = own | {"object": ["@office"]}
    values = {
        "id": _slug(asked.text),
        "question": asked.text,
        "opens": _written(begin),
        "closes": _written(end),
        "yardstick": yardstick,
        "base": base_rate(base, data["families"][counted], counted, (end - begin) / DAY),
        "hypotheses": [_hypothesis(row, asked) for row in family["hypotheses"]],
        "propositions": _propositions(family, words, own),
        "indicators": _indicators(family, data["indicators"], words),
        "assumptions": [
            f"The question is taken to be of this kind: {family['name'].casefold()}.",
            "It resolves on what happens before the close, as the reports of the desk show it.",
            *([OPPOSITE.format(question=question)] if positive != question else []),
        ],
    }
    _told_apart(values)
    written = yaml.dump(values, Dumper=_Plain, sort_keys=False, width=100, allow_unicode=True)
    return HEAD + re.sub(r"(?m)^([ -]*actor: \[\])$", rf"\1{TO_FILL}", written)


def _told_apart(values: Mapping[str, Any]) -> None:
    """Give each hypothesis, proposition and indicator an id of its own: people name them by it."""
    given = {row["id"] for row in values["hypotheses"]}
    for kind, ending in (("propositions", "said"), ("indicators", "seen")):
        for row in values[kind]:
            if row["id"] in given:
                row["id"] = f"{row['id']}-{ending}"
            given.add(row["id"])


def _moment(value: date | datetime) -> datetime:
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo is not None else value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), UTC)


def _written(at: datetime) -> date | str | None:
    """A date where it is a midnight, so that the file says it as people do."""
    return at.date() if at.time() == time() and at.tzinfo is UTC else iso_of(at)


def _slug(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.casefold().removeprefix("will "))
    slug = ""
    for word in words:
        if len(slug) + len(word) >= 48:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "question"


def _hypothesis(row: list[Any], asked: Question) -> dict[str, Any]:
    own, yes, weight, deception, text = row
    told: dict[str, Any] = {"id": own, "text": text.format(question=f"Yes: {asked.text}")}
    if yes:
        told["resolves_yes"] = True
    told["weight"] = float(weight)
    if deception:
        told["deception"] = True
    return told


def _propositions(
    family: Mapping[str, Any],
    words: Mapping[str, tuple[str, ...]],
    asked: Mapping[str, Any] | None,
) -> list[dict[str, Any]]:
    """Return the claims of a family; `asked` is the question's own wording of the one it asks."""
    listed = []
    for own, relation, share, text, given_patterns in family["claims"]:
        in_own = relation == "same" and asked is not None
        patterns = [*given_patterns, asked] if in_own else given_patterns
        alone = relation == "same" and bool(words["@both"])
        given = _shared(patterns, words) if alone else [(one, words) for one in patterns]
        match = [filled for one, its in given if (filled := _filled(one, its))]
        if match:
            row: dict[str, Any] = {"id": own, "text": text, "relation": relation}
            if share is not None:
                row["share"] = share
            listed.append(row | {"match": match})
        if alone and (match := [filled for one in patterns if (filled := _filled(one, words))]):
            listed.append(ONE_SIDE | {"match": match})
    return listed


def _shared(
    patterns: Iterable[Mapping[str, Any]], words: Mapping[str, tuple[str, ...]]
) -> list[tuple[Mapping[str, Any], Mapping[str, tuple[str, ...]]]]:
    """Return patterns of what two must do as told of both at once, or of one with the other."""
    together = {**words, "@actor": words["@both"]}
    listed: list[tuple[Mapping[str, Any], Mapping[str, tuple[str, ...]]]] = []
    for one in patterns:
        listed.append((one, together))
        if "@actor" not in one.get("actor", ()):
            continue
        if "other" not in one:
            sides = (("@one", "@with-two"), ("@two", "@with-one"))
            listed += [({**one, "actor": [a], "other": [b]}, words) for a, b in sides]
    return listed


def _indicators(
    family: Mapping[str, Any],
    library: Mapping[str, Any],
    asked: Mapping[str, tuple[str, ...]],
) -> list[dict[str, Any]]:
    hypotheses = [row[0] for row in family["hypotheses"]]
    words = asked
    together = {**asked, "@actor": asked["@both"], "@who": ()}
    # The first kind of word that the question has is what ties a sign to it.
    kind = next((kind for kind in family["anchor"] if words[kind]), "")
    anchor = words[kind] if kind else ()
    listed = []
    for own, seen in family["signs"].items():
        sign = library[own]
        # What two must do has not come about where only one of them is told to have done it.
        joint = sign["kind"] == OUTCOME and bool(asked["@both"])
        words = together if joint else asked
        tied = {kind, *OWN, *(("@place",) if kind == "@base" else ())}
        tied |= {"@actor"} if joint else set()
        match = _anchored(sign["match"], words, anchor, tied)
        if sign["kind"] == OUTCOME or own in DONE_ALREADY:
            match = [held for one in match if (held := _of_the_question(one, words)) is not None]
        if asked["@both"] and own in TOGETHER:
            match = [part for one in match for part in _of_both(one, asked)]
        looked = _anchored(sign.get("looked", ()), words, (*anchor, *words["@target"]), tied)
        if not match and not looked:
            continue
        row: dict[str, Any] = {
            "id": own,
            "text": sign["text"],
            "kind": sign["kind"],
            "seen": dict(zip(hypotheses, seen, strict=True)),
            "lead_days": sign["lead"],
            "half_life_days": sign["half_life"],
        }
        if "group" in sign:
            row["group"] = sign["group"]
        row["who"] = list(sign["who"])
        row["match"] = match
        if looked:
            row["looked"] = looked
        listed.append(row)
    return listed


def _anchored(
    patterns: Iterable[Mapping[str, Any]],
    words: Mapping[str, tuple[str, ...]],
    anchor: tuple[str, ...],
    tied: Collection[str],
) -> list[dict[str, Any]]:
    """Fill patterns, and tie those to the question by its anchor that nothing else ties to it.

    A slot ties where none but words of the question of the kinds `tied` fill it: "troops" beside
    the one who acts is filled by anybody's.
    """
    listed = []
    for pattern in patterns:
        for variant in _variants(pattern, words, tied) if anchor else (pattern,):
            filled = _filled(variant, words)
            if filled is None:
                continue
            named = any(_ties(variant.get(slot) or (), words, tied) for slot in SLOTS)
            # An act that its own noun tells is the question's where those who are asked of do it.
            named = named or (variant.get("actor"), variant.get("object")) == ACT
            free = next((slot for slot in ("place", "other") if slot not in filled), None)
            if anchor and free is not None and not named:
                # "At its neighbour's border" is as good as at one's own.
                near = words["@target"] if variant.get("near") else ()
                filled[free] = list(dict.fromkeys((*anchor, *near)))
            listed.append(filled)
    return listed


def _of_the_question(
    pattern: dict[str, Any], words: Mapping[str, tuple[str, ...]]
) -> dict[str, Any] | None:
    """Return a pattern of what was done with what the question names of it; None where it has none.

    A deed of the one who acts, and nothing else, is any of his deeds: "the Union adopted". Only a
    question that itself names nothing beside who acts and what he does is answered by it.
    """
    if "actor" not in pattern or {"object", "place", "other"} & set(pattern):
        return pattern
    done_to = set(pattern["actor"]) <= {*words["@holder"], *words["@office"]}
    if done_to or set(pattern["action"]) <= set(words["@telling"]):
        return pattern
    if words["@about"] and not set(words["@about"]) <= set(pattern["actor"]):
        return {**pattern, "object": list(words["@about"])}
    return pattern if words["@alone"] else None


def _of_both(
    pattern: dict[str, Any], words: Mapping[str, tuple[str, ...]]
) -> Iterable[dict[str, Any]]:
    """Part a pattern that either of two sides fills: both, one with the other, or one by itself.

    What one of them does with somebody else is no sign of what the two do together.
    """
    either = set(words["@actor"])
    slot = next((one for one in SLOTS if one in pattern and either.issuperset(pattern[one])), None)
    if slot is None or not pattern[slot]:
        return (pattern,)
    rest = {key: value for key, value in pattern.items() if key != slot}
    parts = [{slot: list(words["@both"]), **rest}]
    if "actor" not in rest and "other" not in rest:
        sides = (("@one", "@with-two"), ("@two", "@with-one"))
        parts += [{"actor": list(words[a]), "other": list(words[b]), **rest} for a, b in sides]
    others = [f"{name} and *" for name in pattern[slot]] + [f"and {name}" for name in pattern[slot]]
    without = list(dict.fromkeys((*pattern.get("without", ()), *others, "with *", "between *")))
    return (*parts, {**pattern, "without": without})


def _ties(
    slot: Collection[str], words: Mapping[str, tuple[str, ...]], tied: Collection[str]
) -> bool:
    return set(slot).issubset(tied) and any(words[word] for word in slot)


def _variants(
    pattern: Mapping[str, Any], words: Mapping[str, tuple[str, ...]], tied: Collection[str]
) -> Iterable[Mapping[str, Any]]:
    """Part a pattern in two where one slot has words that tie it beside others that do not.

    "In the town" ties by itself; "at the border" only beside a word of the question.
    """
    for slot in SLOTS:
        given = [str(word) for word in pattern.get(slot) or ()]
        own = [word for word in given if word in tied and words[word]]
        rest = [word for word in given if word not in tied]
        if own and rest:
            apart = [word for word in rest if word != "@target"]
            near = {"near": apart != rest}
            return ({**pattern, slot: own}, *([{**pattern, **near, slot: apart}] if apart else []))
    return (pattern,)


def _filled(
    pattern: Mapping[str, Any], words: Mapping[str, tuple[str, ...]]
) -> dict[str, Any] | None:
    """Put the question's words in the place of @-words; None where too little is left."""
    filled: dict[str, Any] = {}
    if any(not words[word] for word in pattern.get("needs", ())):
        return None
    if any(words[word] for word in pattern.get("lacks", ())):
        return None
    declared = [slot for slot in SLOTS if pattern.get(slot)]
    for slot in declared:
        phrases: list[str] = []
        for word in pattern[slot]:
            phrases += words[word] if word.startswith("@") else (str(word),)
        if phrases:
            filled[slot] = list(dict.fromkeys(phrases))
    too_few = len(filled) < min(2, len(declared))
    if too_few or not TELLING.intersection(filled):
        return None
    if "actor" in declared and "actor" not in filled:
        filled = {"actor": [], **filled}
    for key in ("direction", "tense"):
        if pattern.get(key):
            filled[key] = pattern[key]
    if without := _without(pattern.get("without", ()), words):
        filled["without"] = without
    return filled


def _without(phrases: Iterable[object], words: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the words that must not stand, with the names of the question where they ask for them.

    An attack *on* the ground that it should come from is another one, and so is the capture *of*
    those who act.
    """
    listed: list[str] = []
    for phrase in map(str, phrases):
        found = re.search(r"(?<!\S)@[\w-]+", phrase)
        own = found.group() if found else ""
        names = words[own] if own else ("",)
        listed += [phrase.replace(own, f"{name.rstrip('*')}*") if own else phrase for name in names]
    return list(dict.fromkeys(listed))
