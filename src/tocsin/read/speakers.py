"""Speakers: the names of those who speak, made out from pronouns, titles and descriptions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.nouns import Name, Report, Span
from tocsin.read.cues import cues, word_set
from tocsin.read.descriptions import (
    Description,
    Known,
    at_odds,
    body_of,
    described_as,
    description_of,
    fits,
    is_another,
    is_second,
    is_state,
    kind_of,
    nations_beside,
    nations_in,
    one_of,
    words_of,
)
from tocsin.read.names import (
    bare,
    behind_it,
    entity_of,
    is_named,
    maker_of,
    person_beside,
    person_of,
    staff_of,
    states_body,
    title_beside,
    whole,
    with_nation,
)
from tocsin.read.outlets import publishes
from tocsin.read.registered import bodies, states_of_official
from tocsin.read.subjects import can_be_meant, is_band, is_told_of
from tocsin.read.syntax import Range, chars, core

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Cast", "writer_of"]

_HE = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_SELF = frozenset({"i", "me", "we", "us", "my", "our", "myself", "ourselves"})
_MALE = word_set("male")
_FEMALE = word_set("female")
_KIN = frozenset(load("read_particles.yaml")["kin"])
_SMALL = frozenset({"of", "for", "the", "and", "on", "in", "&", "to"})
_VAGUE = frozenset(
    "some many several others other most few those who one someone everyone anybody nobody none all"
    " both".split()
)
_GENERIC = word_set("generic_bodies")
_SIDES = _GENERIC - {"agency", "service"}
_BOUNDS = frozenset({":", ";"})
_DENYING = word_set("denying")
_MOUTHS = word_set("mouths")
_SAID_ON = word_set("said_on")
_OURSELVES = word_set("ourselves")


def writer_of(report: Report) -> Name:
    """Return who speaks in a report's own voice: its author, else its publisher."""
    return Name(report.author or report.publisher or "the report", None, named=True)


@dataclass(slots=True)
class Cast:
    """Who has been named so far in one report; filled while its passages are read in order."""

    writer: Name
    known: dict[str, Known] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    person: Name | None = None
    spoke: Name | None = None
    """The person that said something last, whoever was told of since."""
    body: Name | None = None
    others: Name | None = None
    state: Name | None = None
    topic: Name | None = None
    """The body that spoke or acted last, where no man or state has since: "the group"."""
    surname: Name | None = None
    """Who spoke last by one word that may be a surname; asked where no person is known."""

    def meet(self, doc: Doc, offset: int) -> None:
        """Take note of every name that a passage, beginning at `offset`, gives in full."""
        words = cues()
        learned: list[tuple[Range, bool]] = []
        for entity in doc.ents:
            if len(entity) < 2 or entity.label_ not in {"PERSON", "ORG", "NORP", "FAC"}:
                continue
            person = entity.label_ == "PERSON"
            tokens = bare(doc, (entity.start, entity.end), words)
            if not person or tokens[1] - tokens[0] > 1:
                learned.append((tokens if person else with_nation(doc, tokens), person))
        named = {i for (first, past), _ in learned for i in range(first, past)}
        for token in doc:
            body = token.pos_ == "NOUN" and token.lower_ in words.groups and token.i not in named
            if body and is_named(doc, core(token), token, words):
                learned.append((bare(doc, core(token), words), False))
        for tokens, person in sorted(learned):
            self._learn(doc, tokens, offset, person=person)

    def _learn(self, doc: Doc, tokens: Range, offset: int, *, person: bool) -> None:
        text = doc[tokens[0] : tokens[1]].text
        head = doc[tokens[0] : tokens[1]].root
        told = described_as(doc, tokens, head)
        before = self.known.get(text)
        within = doc[tokens[0] : tokens[1]]
        nations = nations_beside(doc, tokens, head) if person else nations_in(within)
        of = self._body_beside(doc, tokens, head, offset) if person else None
        if before is not None:
            self.known[text] = replace(
                before,
                described=before.described | told,
                nations=before.nations or nations,
                of=before.of or of,
            )
            return
        start, end = chars(doc, tokens)
        name = Name(text, Span(start + offset, end + offset), named=True)
        self.known[text] = Known(name, person, words_of(text), told, nations, of)
        *others, surname = text.casefold().split()
        if person:
            # "Ali bin Told" is not Told, who may be the father.
            if len(others) < 2 or others[-1] not in _KIN:
                self.surnames.setdefault(surname, text)
        elif head.pos_ == "PROPN":
            letters = "".join(w[0] for w in re.findall(r"\w+", text) if w.casefold() not in _SMALL)
            inside = re.match(r"\(\s*([A-Z]{2,8})\b", doc[tokens[1] : tokens[1] + 2].text)
            self.letters.setdefault(inside.group(1) if inside else letters.upper(), text)
        titles = {t.lower_.rstrip(".") for t in doc[max(0, tokens[0] - 2) : tokens[0]]}
        for sex, marks in (("m", _MALE), ("f", _FEMALE)):
            if person and titles & marks:
                self.gender[text] = sex

    def _body_beside(self, doc: Doc, tokens: Range, head: Token, offset: int) -> Name | None:
        words = cues()
        noun = body_of(tokens, head, words)
        if noun is None:
            return None
        return _as_it_stands(doc, bare(doc, core(noun), words), offset, named=True)

    def name(self, doc: Doc, head: Token, offset: int, voice: Name | None) -> Name:
        """Return who is meant by the noun phrase of `head`; `voice` is who speaks around it."""
        words = cues()
        lowered = head.lower_
        if lowered in _SELF:
            return voice or self.writer
        if lowered in _HE | dict.fromkeys(_IT | _THEY):
            return self._pronoun(doc, head, offset)
        if head.lemma_.casefold() in _OURSELVES and any(c.lower_ == "this" for c in head.children):
            return voice or self.writer  # "this newspaper"
        maker = maker_of(head, words)
        if maker is not None:
            return self.name(doc, maker, offset, voice)
        forces = states_body(head, words)
        if forces is not None:
            return _as_it_stands(doc, forces, offset, named=True)
        span = entity_of(doc, head) or person_beside(doc, head, words) or person_of(doc, head)
        span = span or title_beside(doc, head, words)
        if span is not None:
            return self._fuller(doc, bare(doc, span, words), offset)
        tokens = whole(head)
        if head.lower_ in {"tank", "tanks"} and head.i and doc[head.i - 1].lower_ == "think":
            tokens = min(tokens[0], head.i - 1), tokens[1]
            return self._described(doc, head, tokens, offset)
        if is_named(doc, tokens, head, words):
            return self._fuller(doc, bare(doc, tokens, words), offset, head)
        return self._owned(doc, head, offset) or self._described(doc, head, tokens, offset)

    def as_written(self, doc: Doc, head: Token, offset: int) -> Name:
        """Return what the noun phrase of `head` says, where it can mean nobody named before."""
        return _unpossessed(doc, whole(head), offset)

    def _pronoun(self, doc: Doc, head: Token, offset: int) -> Name:
        own = _as_it_stands(doc, (head.i, head.i + 1), offset, named=False)
        sex = _HE.get(head.lower_)
        if sex is not None:
            teller = self.spoke if _quotes_of_another(head) else None
            meant = self._just_told_of(doc, head, offset) or teller or self.person or self.surname
            if meant is not None and self.gender.get(meant.text, sex) == sex:
                self.gender[meant.text] = sex
                return meant
            return own
        shows = _who_shows(head)
        if shows is not None:
            return self.name(doc, shows, offset, None)
        if head.lower_ in _IT:
            # "Oslo closed the border. It announced ..."; "It added" goes on with what was said
            goes_on = self.body is not None and head.head.lemma_ in _SAID_ON
            return (None if goes_on else self.state) or self.body or own
        return self.others or self.body or own

    def _just_told_of(self, doc: Doc, head: Token, offset: int) -> Name | None:
        """The person that the same sentence tells of up to a colon: "Ann Lee warned him; she"."""
        bound = next((t.i for t in reversed(doc[head.sent.start : head.i]) if t.text in _BOUNDS), 0)
        if sum(t.text == '"' for t in doc[head.sent.start : bound]) % 2:
            return None
        for token in reversed(doc[head.sent.start : bound]):
            if token.ent_type_ == "PERSON" and token.dep_ in {"nsubj", "nsubjpass"}:
                span = entity_of(doc, token) or (token.i, token.i + 1)
                return self._fuller(doc, bare(doc, span, cues()), offset)
        return None

    def _fuller(self, doc: Doc, tokens: Range, offset: int, head: Token | None = None) -> Name:
        """The fuller form under which the report names the same, else the words as they stand.

        `head` is the noun that says what a nation's body is ("the British ministry").
        """
        text = doc[tokens[0] : tokens[1]].text
        parts = [w.casefold() for w in re.findall(r"[\w-]+", text)]
        full = self.surnames.get(parts[0]) if len(parts) == 1 else None
        if full is None and text in self.known:
            full = text
        if full is None and text.isupper() and len(text) > 1:
            full = self.letters.get(text)
        if head is not None and any(c.lower_ == "the" for c in head.children):
            told = description_of(head, offset)
            longer = [
                k for k in self.known.values()
                if not k.person and k.start < told.start and len(k.words) > len(words_of(text))
                and k.nations and told.kind == kind_of(k.name.text) and fits(k, told)
            ]  # fmt: skip
            fuller = None if told.asked else one_of(longer, self.body, told.start)
            full = full if fuller is None else fuller.name.text
        if full is None:
            return _as_it_stands(doc, tokens, offset, named=True)
        return self.known[full].name

    def _owned(self, doc: Doc, head: Token, offset: int) -> Name | None:
        """Who speaks by "its officers", "analysts at the institute" or "his service": the body."""
        owner = next((c for c in head.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
        kind = head.lemma_.casefold()
        if owner is None:
            noun = staff_of(head) if kind in _MOUTHS else None
            return None if noun is None else self.name(doc, noun, offset, None)
        if owner.lower_ in _HE:
            person = self._pronoun(doc, owner, offset)
            known = self.known.get(person.text)
            body = None if known is None else known.of
            if kind not in cues().groups - _SIDES:
                return None
            return body or (person if person.named else None)  # he speaks for "his service"
        if owner.lower_ in _IT | _THEY and (kind in _MOUTHS or kind in cues().groups):
            said = self.body
            return said if said is not None and said.named and kind in _MOUTHS else None
        return None

    def _described(self, doc: Doc, head: Token, tokens: Range, offset: int) -> Name:
        own = _unpossessed(doc, tokens, offset)
        dets = {c.lower_ for c in head.children if c.dep_ == "det"}
        if not dets & {"the", "this", "that"}:
            return own
        words = cues()
        told = description_of(head, offset)
        person = told.kind in words.persons
        body = told.kind in words.groups or bool(told.kinds & words.groups)
        alike = self.others is not None and told.kind in self.others.text.casefold()
        if self.others is not None and alike and (person or not body):
            return self.others
        if not person and not body and not told.plural:
            return own
        if not person and self.topic is not None and can_be_meant(self.topic, told):
            return self.topic
        latest = self.person if person and not told.plural else self.body
        sort = person and not told.plural
        found = one_of(
            [k for k in self._so_far(told) if k.person == sort and fits(k, told)],
            latest,
            told.start,
        )
        if found is not None:
            return found.name
        if _answers(head):
            return own  # "The militia said so; the army denied it": not the militia
        return self._latest(told, person=person, body=body) or own

    def _so_far(self, told: Description) -> list[Known]:
        """Those who can be meant: "the group" is none that is named only later."""
        named = self.known.values()
        return [k for k in named if told.kind not in _GENERIC or k.start < told.start]

    def _latest(self, told: Description, *, person: bool, body: bool) -> Name | None:
        """Who spoke last, where a bare "the general" or "the institute" can mean him or it."""
        if told.plural:
            return None
        if person:
            known = None if self.person is None else self.known.get(self.person.text)
            if self.person is None:
                return None
            if known is not None and (is_second(known, told) or is_another(known, told)):
                return None
            if told.plain:
                return self.person
            return self.person if self._only_one(self.person, told) else None
        loose = told.plain or bool(told.kinds & {"think tank", "monitoring group"})
        if not body or not loose or self.body is None or at_odds(self.body, told):
            return None
        return self.body

    def _only_one(self, person: Name, told: Description) -> bool:
        """Say whether `person`, whom nothing describes yet, is the only one named before.

        "Ann Lee said ... The Danish leader said ...": a reader takes the second for the first.
        """
        known = self.known.get(person.text)
        before = [k for k in self.known.values() if k.person and k.start < told.start]
        if known is None or known.described or known.of is not None or len(before) != 1:
            return False
        return bool(told.nations) and (not known.nations or bool(told.nations & known.nations))

    def heard(
        self, name: Name, head: Token | None, *, paper: bool = False, spoke: bool = True
    ) -> None:
        """Take note that `name` has spoken, or was only what a sentence is about.

        `paper` says that it passed on what another said, as no person is taken to do.
        """
        if name.span is None:
            return
        self.state = None
        person = (name.text in self.known and self.known[name.text].person) or (
            head is not None
            and (
                head.ent_type_ == "PERSON"
                or head.lemma_.casefold() in cues().persons
                or (head.pos_ == "PROPN" and states_of_official(head.text) is not None)
            )
        )
        if person and (publishes(name.text) or (paper and name.text not in self.known)):
            person = False  # "Fars", which the model takes for a man
        if person and head is not None and head.lemma_.casefold() in cues().groups:
            person = False  # "the group Sea Eye", taken for a man too
            if name.text in self.known:
                self.known[name.text] = replace(self.known[name.text], person=False)
        if not person and head is not None and _may_be_a_man(head):
            self.surname = name
        plural = head is not None and head.tag_ in {"NNS", "NNPS"}
        pronoun = head is not None and head.pos_ == "PRON"
        self.topic = self.topic if pronoun else None if person or not name.named else name
        if plural:
            self.others = name
            if name.named and head is not None and head.tag_ == "NNPS":
                self.body = name  # "the Joint Chiefs ... it"
        elif person:
            self.person = name
            self.spoke = name if spoke else self.spoke
        elif head is not None and head.pos_ != "PRON":
            self.body = name

    def about(self, doc: Doc, root: Token, offset: int, voice: Name | None) -> None:
        """Take note of the subject of a sentence, for the pronouns of the next."""
        self.state = None
        subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None or subject.pos_ == "PRON" or subject.lower_ in _VAGUE:
            return
        behind = behind_it(root, subject)
        if behind is not None:
            name = self.name(doc, behind, offset, voice)
            self.heard(name, behind, spoke=False)
            if name.named:
                self.body = name  # "it threatens": the video, or who speaks by it
            return
        plural = subject.tag_ in {"NNS", "NNPS"}
        told_of = plural or is_told_of(doc, subject) or is_band(subject)
        if told_of or subject.ent_type_ in {"PERSON", "ORG"}:
            self.heard(self.name(doc, subject, offset, voice), subject, spoke=False)
        elif subject.ent_type_ == "GPE" and is_state(subject.text):
            self.state = self.name(doc, subject, offset, voice)
            self.topic = None


def _who_shows(pronoun: Token) -> Token | None:
    """Who says what a thing of his own is: "The army showed a video that it said was new"."""
    saying = clause = pronoun.head
    if pronoun.dep_ != "nsubj" or not cues().says(saying.lemma_):
        return None
    what = any(c.dep_ == "ccomp" and any(w.tag_ == "WP" for w in c.lefts) for c in saying.rights)
    while clause.dep_ in {"pcomp", "pobj", "prep", "dobj", "attr"} or clause == saying:
        if clause == saying and clause.dep_ != "relcl" and not what:
            return None
        clause = clause.head
        if clause.dep_ == "ROOT" or clause.pos_ in {"VERB", "AUX"}:
            break
    shows = next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
    if shows is None or shows.i > pronoun.i or shows.pos_ == "PRON" or shows.ent_type_ == "PERSON":
        return None
    many = shows.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in shows.rights)
    if pronoun.lower_ in _IT:
        return None if many else shows
    # A body may be many: "Hamas published a list that they said was whole".
    return shows if many or shows.pos_ == "PROPN" else None


def _quotes_of_another(head: Token) -> bool:
    """Say whether what a "he" is quoted with tells of a man: "“He will not risk it”, he said".

    Who was only told of before is that man, and does not speak. Who says "I" or "we" may be he, and
    tell of a third.
    """
    before = head.doc[head.sent.start : head.i]
    if not any(token.text in {'"', "“"} for token in before):
        return False
    words = {token.lower_ for token in before}
    return not words & _SELF and not words.isdisjoint(_HE)


def _answers(head: Token) -> bool:
    """Say whether who a noun means denies what another said in the clause before."""
    verb = head.head
    first = verb.head if verb.dep_ == "conj" else None
    if first is None or head.dep_ != "nsubj" or verb.lemma_ not in _DENYING:
        return False
    return any(c.dep_ == "nsubj" and c.pos_ != "PRON" and c.i < verb.i for c in first.lefts)


def _may_be_a_man(head: Token) -> bool:
    """Say whether a name is of one word, and of no state, outlet or body that is known."""
    bare_name = head.pos_ == "PROPN" and head.left_edge.i == head.i == head.right_edge.i
    if not bare_name or not head.text[:1].isupper() or head.text.isupper():
        return False
    known = publishes(head.text) or head.lower_ in cues().groups | bodies()
    return not known and not nations_in([head])


def _unpossessed(doc: Doc, tokens: Range, offset: int) -> Name:
    """The words of a description, without the "'s" behind them."""
    if tokens[1] - tokens[0] > 1 and doc[tokens[1] - 1].tag_ == "POS":
        tokens = tokens[0], tokens[1] - 1
    return _as_it_stands(doc, tokens, offset, named=False)


def _as_it_stands(doc: Doc, tokens: Range, offset: int, *, named: bool) -> Name:
    start, end = chars(doc, tokens)
    return Name(doc[tokens[0] : tokens[1]].text, Span(start + offset, end + offset), named=named)
