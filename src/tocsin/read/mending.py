"""Mending: sentences of reported speech whose parts the parser hung on the wrong word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.citing import hang_citing, hang_quoted
from tocsin.read.contested import contested
from tocsin.read.cues import cues
from tocsin.read.descriptions import nations_in
from tocsin.read.judging import judged_beside_claims, judged_by_noun, judged_with_confidence
from tocsin.read.lasting import lasting
from tocsin.read.nested import passed_on
from tocsin.read.nouned import nouned
from tocsin.read.officials import announced_last, named_beside
from tocsin.read.parted import parted
from tocsin.read.participles import beside_who_speaks, of_who_speaks
from tocsin.read.passing import hang_claims
from tocsin.read.passives import said_by
from tocsin.read.rating import rated_behind_date
from tocsin.read.resized import come_to_size
from tocsin.read.said_then import said_then
from tocsin.read.semicolons import whole_before_semicolon
from tocsin.read.tellings import tellings
from tocsin.read.trailing import reports_last, speaker_last, trailing
from tocsin.read.unbent import clause_told, risk_told, told_as_past

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

__all__ = ["mended"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_BENT = frozenset({"VBD", "VBZ", "VBP"})
_LOOSE = frozenset({"prep", "npadvmod", "advmod", "punct"})
_RANKS = frozenset({"gen", "col", "maj", "capt", "lt", "sgt", "adm", "brig", "cmdr", "marshal"})
_CLAIMS = frozenset("claim claims report reports allegation allegations rumours rumors".split())
_TERMS = frozenset({"anonymity", "background", "condition", "record"})
_CLAUSES = frozenset({"acl", "ccomp", "relcl", "advcl"})
_MISTAKEN = frozenset({"", "FAC", "NORP", "ORG", "PRODUCT", "WORK_OF_ART"})
"""What the model takes a name for that it does not know."""
_ABOUT_SO_MANY = frozenset({"over", "under", "about", "around"})
_COUNTING = frozenset({"report", "confirm", "record", "register", "announce", "claim"})
_CASES = frozenset({"if", "unless", "when", "once", "should"})


def mended(doc: Doc) -> Doc:
    """Return a parsed passage with the heads of its reported speech put right, in place.

    "Ann Lee said it rained, the Post reported": the paper tells what she said, not she what it
    reported. "It rained, and no ship sailed, she said": both are what she said. "According to the
    Post, citing officers": the paper cites. "The Post reported, citing officers, that it rained":
    the paper reported it. "In a post, the mayor of Narvik, Ann Lee, said": he speaks, by name.
    """
    nouned(doc)
    for sentence in list(doc.sents):
        told_as_past(sentence)
        _over_a_number(sentence)
        clause_told(sentence)
        risk_told(sentence)
        whole_before_semicolon(sentence)
        lasting(sentence)
        come_to_size(sentence)
        _cased(sentence)
        _came_after(sentence)
        judged_with_confidence(sentence)
        judged_by_noun(sentence)
        judged_beside_claims(sentence)
        rated_behind_date(sentence)
        said_by(sentence)
        of_who_speaks(sentence)
        beside_who_speaks(sentence)
        _amid(sentence)
        parted(sentence)
        _asked(sentence)
        reports_last(sentence)
        speaker_last(sentence)
        trailing(sentence)
        _reported_last(sentence)
        passed_on(sentence)
        _said_as_one(sentence)
        hang_citing(sentence)
        hang_quoted(sentence)
        hang_claims(sentence)
        _also_said(sentence)
        _also_did(sentence)
        said_then(sentence)
        _unnamed(sentence)
        _named_office(sentence)
        announced_last(sentence)
        _called_as(sentence)
        tellings(sentence)
        contested(sentence)
    _titled(doc)
    named_beside(doc)
    _self_telling(doc)
    return doc


def _over_a_number(sentence: Sentence) -> None:
    """Give a verb of saying the number that it reports, in place: "reports over 100 deaths"."""
    for over in sentence:
        verb = over.head
        if over.dep_ != "prep" or over.lower_ not in _ABOUT_SO_MANY or verb.i + 1 != over.i:
            continue
        things = next((c for c in over.rights if c.dep_ == "pobj"), None)
        number = None if things is None else next(things.lefts, None)
        if things is None or number is None or number.i != over.i + 1 or number.dep_ != "nummod":
            continue
        if verb.lemma_ in _COUNTING:
            things.head, things.dep_ = verb, "dobj"
            over.head, over.dep_ = number, "quantmod"


def _cased(sentence: Sentence) -> None:
    """Make a case of the noun that its verb was taken for: "If the boat sails, Oslo acts, he said".

    A verb with two subjects and a comma between them has but the second.
    """
    for verb in sentence:
        if verb.dep_ != "advcl" or not cues().says(verb.head.lemma_) or verb.i > verb.head.i:
            continue
        own = [c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
        case = next((c for c in verb.lefts if c.dep_ == "mark" and c.lower_ in _CASES), None)
        if case is None or len(own) != 2 or own[0].tag_ != "NNS" or _own(verb.head) is None:
            continue
        sails, actor = own
        does = next((c for c in reversed(list(sails.lefts)) if c.dep_ == "compound"), None)
        parted = any(t.text == "," for t in sentence.doc[sails.i : actor.i])
        if does is None or not parted or case.i > sails.left_edge.i:
            continue
        _hang(case, sails, "mark")
        for part in sails.lefts:
            if part.i < does.i and part.dep_ in {"det", "amod", "poss", "nummod"}:
                _hang(part, does, part.dep_)
        does.dep_ = "nsubj"
        sails.dep_, sails.tag_, sails.pos_ = "advcl", "VBZ", "VERB"
        verb.dep_ = "ccomp"


def _came_after(sentence: Sentence) -> None:
    """Give a clause its subject, taken for the noun of "after": "after tanks left Norvik"."""
    for verb in sentence:
        noun = verb.head
        after = noun.head
        if verb.dep_ != "acl" or verb.tag_ != "VBD" or verb.i != noun.i + 1:
            continue
        if noun.dep_ != "pobj" or after.lower_ != "after" or after.dep_ != "prep":
            continue
        above = after.head
        verb.head, verb.dep_ = above, "advcl"
        noun.head, noun.dep_ = verb, "nsubj"
        after.head, after.dep_ = verb, "mark"


def _also_said(sentence: Sentence) -> None:
    """Hang a second "that" on what is said first: "he said it rained, but that no ship had sunk".

    The parser joins it to the saying, as if the report went on by itself.
    """
    for clause in sentence:
        verb = clause.head
        if clause.dep_ != "conj" or (verb.lemma_.casefold(), None) not in cues().verbs:
            continue
        told = [c for c in verb.rights if c.dep_ == "ccomp" and c.i < clause.i]
        opened = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)
        if not told or not opened or not any(c.dep_ in _SUBJECTS for c in clause.lefts):
            continue
        for joint in [c for c in verb.rights if c.dep_ == "cc" and told[-1].i < c.i < clause.i]:
            _hang(joint, told[-1], "cc")
        _hang(clause, told[-1], "conj")


def _unnamed(sentence: Sentence) -> None:
    """Give a teller what he tells unnamed: "told reporters on condition of anonymity that"."""
    for noun in sentence:
        if noun.lower_ not in _TERMS:
            continue
        said = next(
            (c for c in noun.rights if c.dep_ in _CLAUSES and c.left_edge.lower_ == "that"), None
        )
        verbs = (v for v in noun.ancestors if (v.lemma_.casefold(), None) in cues().verbs)
        verb = next(verbs, None)
        if (
            said is not None
            and verb is not None
            and not any(c.dep_ == "ccomp" for c in verb.rights)
        ):
            _hang(said, verb, "ccomp")


def _also_did(sentence: Sentence) -> None:
    """Join a bent verb to a bent one, and to no infinitive: "refused to go but sent men".

    So too behind the noun of the infinitive: "denied plans to attack and called a raid unlikely",
    "spoke of plans to attack and called a raid likely".
    """
    for verb in sentence:
        deed, over = verb.head, verb.head.head
        if deed.dep_ == "acl" and over.dep_ in {"dobj", "pobj"}:
            over = over.head if over.dep_ == "dobj" else over.head.head
        if verb.dep_ != "conj" or verb.tag_ not in _BENT or verb.lower_ == verb.lemma_:
            continue
        if any(c.dep_ in _SUBJECTS for c in verb.lefts) or deed.tag_ != "VB":
            continue
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in deed.lefts)
        if deed.dep_ in {"xcomp", "acl"} and to and over.tag_ == verb.tag_:
            for joint in [c for c in deed.rights if c.dep_ == "cc" and c.i < verb.i]:
                _hang(joint, over, "cc")
            _hang(verb, over, "conj")


def _titled(doc: Doc) -> None:
    """Make a person of a name right behind what he is: "the service's chief Ann Lee", "Lt Gen"."""
    words = cues()
    made: list[tuple[int, int]] = []
    for title in doc[:-2]:
        if title.lower_.rstrip(".") not in words.persons | _RANKS or title.ent_type_ == "PERSON":
            continue
        first = past = title.i + 1
        while past < len(doc) and past - first < 4 and doc[past].pos_ == "PROPN":
            past += 1
        name = doc[first:past]
        if not 2 <= past - first <= 3 or title.dep_ != "compound" or title.head.i != past - 1:
            continue
        bodies = any(t.lower_ in words.groups | words.outlets | words.titles for t in name)
        apart = {t.ent_type_ for t in name} - _MISTAKEN
        if not bodies and not apart and not nations_in(name):
            made.append((first, past))
    if made:
        taken = [doc.char_span(doc[f].idx, doc[p - 1].idx + len(doc[p - 1]), "PERSON")
                 for f, p in made]  # fmt: skip
        persons = [span for span in taken if span is not None]
        held = {i for span in persons for i in range(span.start, span.end)}
        others = [e for e in doc.ents if not held.intersection(range(e.start, e.end))]
        doc.set_ents([*others, *persons])


def _hang(word: Token, head: Token, dep: str) -> None:
    """Hang a word on another, but for one below it: that would close a circle."""
    if word.i != head.i and not word.is_ancestor(head):
        word.head = head
        word.dep_ = dep


def _called_as(sentence: Sentence) -> None:
    """Give a verb the claim behind what it is turned away as: "dismissed as nonsense claims that".

    The parser makes one noun of the two.
    """
    for claim in sentence:
        to = claim.head
        if claim.lower_ not in _CLAIMS or to.lower_ != "as" or to.dep_ != "prep":
            continue
        told = any(c.dep_ in {"ccomp", "acl", "relcl"} for c in claim.rights)
        verb, before = to.head, [c for c in claim.lefts if not c.is_punct and c.dep_ != "det"]
        before = before or [c for c in to.rights if c.i < claim.i and c.is_alpha]
        known = verb.lemma_ in {"dismiss", "reject", "describe", "deride", "denounce"}
        if not (told and known and before and to.i == verb.i + 1):
            continue
        _hang(before[-1], to, "pobj")
        for word in [c for c in claim.lefts if c.i < before[-1].i or c.is_punct]:
            _hang(word, before[-1], word.dep_)
        _hang(claim, verb, "dobj")


def _self_telling(doc: Doc) -> None:
    """Make a person of a surname whose bearer tells what "he" thinks: "Maren said she believed".

    The model takes a name that it does not know for a body's.
    """
    words = cues()
    made: list[Token] = []
    for he in doc:
        thinks = he.head
        saying = thinks.head
        if he.lower_ not in {"he", "she"} or he.dep_ != "nsubj" or thinks.dep_ != "ccomp":
            continue
        minds = any(
            cue.act == "assessment" for cue in words.verbs.get((thinks.lemma_.casefold(), None), ())
        )
        who = _own(saying)
        if not minds or who is None or who.i > saying.i or not words.says(saying.lemma_):
            continue
        surname = who.text[:1].isupper() and not who.text.isupper() and who.text.isalpha()
        before = [c for c in who.children if c.i < who.i]
        titled = all(c.lower_.rstrip(".") in words.titles | _RANKS for c in before)
        body = who.lemma_.casefold() in words.groups | words.outlets | words.persons | words.titles
        plain = who.ent_type_ in {"", "ORG", "PRODUCT", "FAC", "WORK_OF_ART"}
        alone = not any(c.dep_ in {"prep", "compound"} for c in who.rights)
        if surname and titled and plain and alone and not body and who.pos_ in {"NOUN", "PROPN"}:
            made.append(who)
    if made:
        taken = {w.i for w in made}
        others = [e for e in doc.ents if not taken.intersection(range(e.start, e.end))]
        spans = [doc.char_span(w.idx, w.idx + len(w), "PERSON") for w in made]
        doc.set_ents([*others, *(span for span in spans if span is not None)])


def _announces(verb: Token) -> bool:
    found = cues().verbs.get((verb.lemma_.casefold(), None), ())
    return any(cue.speaks and "clause" in cue.frames for cue in found)


def _own(verb: Token) -> Token | None:
    return next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)


def _reported_last(sentence: Sentence) -> None:
    """Make the last of two sayings that of the whole: "Lee said it rained, the Post reported"."""
    first = sentence.root
    if first.tag_ not in _BENT or not _announces(first) or _own(first) is None:
        return
    for last in first.rights:
        if last.dep_ != "ccomp" or last.tag_ not in _BENT or not cues().says(last.lemma_):
            continue
        who = _own(last)
        said = next((c for c in last.lefts if c.dep_ == "ccomp" and c.i > first.i), None)
        if who is None or said is None or said.i > who.i or who.tag_ == "PRP":
            continue
        ends = all(c.dep_ in _LOOSE for c in last.rights)
        if not ends or who.left_edge.nbor(-1).text != "," or last.right_edge.i < first.i:
            continue
        last.head = last
        last.dep_ = "ROOT"
        _hang(first, last, "ccomp")
        _hang(said, first, "ccomp")
        for stray in [c for c in last.lefts if first.i < c.i < said.left_edge.i]:
            stray.head = said
        return


def _said_as_one(sentence: Sentence) -> None:
    """Join two clauses that stand before a verb of saying: "It rained, and no ship sailed, she"."""
    for verb in sentence:
        if verb.tag_ not in _BENT or not cues().says(verb.lemma_):
            continue
        before = [c for c in verb.lefts if c.dep_ == "ccomp"]
        who = _own(verb)
        if len(before) != 2 or who is None or who.i < before[1].i:
            continue
        one, other = before
        joined = any(c.dep_ == "cc" and one.i < c.i < other.i for c in one.rights)
        if joined and _own(one) is not None and _own(other) is not None:
            _hang(other, one, "conj")


def _amid(sentence: Sentence) -> None:
    """Give "it is unlikely" its clause where a saying parts them: "It is unlikely, he said,"."""
    for verb in sentence:
        judged = verb.head
        if verb.dep_ != "parataxis" or judged.i > verb.i or not _announces(verb):
            continue
        who = _own(verb)
        that = verb.i + 2
        if who is None or who.left_edge.nbor(-1).text != "," or that >= sentence.end:
            continue
        empty = any(c.dep_ in _SUBJECTS and c.lower_ in {"it", "there"} for c in judged.lefts)
        rated = next((c for c in judged.rights if c.dep_ in {"acomp", "attr"}), None)
        for said in list(verb.rights):
            parted = said.left_edge.i == that and verb.nbor(1).text == ","
            opened = sentence.doc[that].lower_ == "that"
            if said.dep_ == "ccomp" and parted and opened and empty and rated is not None:
                _hang(said, rated, "ccomp")


def _asked(sentence: Sentence) -> None:
    """Give its subject to a verb behind what its subject was asked: "Lee, asked if so, said"."""
    for asked in sentence:
        said, who = asked.head, _own(asked)
        aside = asked.lower_ == "asked" and asked.dep_ in {"ccomp", "advcl"} and said.i > asked.i
        if not aside or who is None or asked.nbor(-1).text != "," or who.i > asked.i - 2:
            continue
        if cues().says(said.lemma_) and _own(said) is None:
            who.head = said
            asked.head, asked.dep_, asked.tag_ = who, "acl", "VBN"


def _named_office(sentence: Sentence) -> None:
    """Give its subject to a verb behind an office and a name between commas."""
    doc = sentence.doc
    for verb in sentence:
        if verb.tag_ not in _BENT or not cues().says(verb.lemma_) or _own(verb) is not None:
            continue
        commas = [t.i for t in doc[sentence.start : verb.i] if t.text == ","]
        if len(commas) < 3 or commas[-1] != verb.i - 1:
            continue
        opening, middle, last = commas[-3:]
        name = doc[last - 1]
        named = all(t.pos_ == "PROPN" for t in doc[middle + 1 : last])
        words = cues().persons | cues().titles
        office = next(
            (t for t in doc[opening + 1 : middle]
             if t.lemma_.casefold() in words and t.dep_ not in {"compound", "poss", "pobj"}),
            None,
        )  # fmt: skip
        if not named or last - middle < 3 or office is None or office.is_ancestor(verb):
            continue
        if doc[opening + 1].i != office.left_edge.i or name.is_ancestor(verb):
            continue
        _hang(name, office, "appos")
        _hang(office, verb, "nsubj")
