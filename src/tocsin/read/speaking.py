"""Speaking: which attributions make someone speak, and which only tell of his mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.attribution import Attribution
from tocsin.read.cues import cues, word_set
from tocsin.read.deeds import bare_infinitive
from tocsin.read.inversions import is_in_inverted_case
from tocsin.read.names import maker_of
from tocsin.read.phrases import names_event
from tocsin.read.polarity import is_few
from tocsin.read.quoting import quoted_saying
from tocsin.read.scope import auxiliaries, is_guessed, is_yet_to
from tocsin.read.syntax import is_passive
from tocsin.read.threads import Page
from tocsin.read.verbs import LEAVES_OPEN
from tocsin.read.verification import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

__all__ = ["LOOKING", "heads_of", "makes_a_speaker", "only_meant", "tells_of_itself"]

LOOKING = frozenset({"observe", "see", "sight"})
"""Groups of cues that tell what was seen: there a "not" tells that it was not."""

_DONE_BY_THINGS = frozenset({"threaten", "revise", "size"})
_NATURE = word_set("nature")
_RAISING = word_set("neg_raising")
_MINDS = frozenset({"assess", "adjective", "expect", "expect_to", "rate", "hearsay"})
_SHOWING = frozenset({"list", "message", "show"})
_SIGNS = word_set("signs")
_WATCHERS = word_set("watchers")
_MAIN = frozenset({"ROOT", "conj", "parataxis"})
_MODALS = frozenset("may might could should must would".split())
_COMING = frozenset("will shall 'll wo".split())
_FORECASTING = word_set("forecasting")
_GOES_ON = word_set("goes_on")
_NOTHING = frozenset({"nothing", "anything", "something", "everything"})
_LOOKS = word_set("looking")
_LOST = word_set("claimed_by_deeds")
_NO_VOICES = word_set("no_voices")
_POINTING = word_set("pointing")
_PASSED_ON = word_set("passed_on")
_THINGS_DO = frozenset({"encourage", "invite"})
_DOERS = ("er", "or", "ist", "ian", "man", "ant", "ess")
_CONVERSING = frozenset({"speak", "talk"})
_UNNAMED = frozenset({"anonymity", "anonymous", "anonymously"})
_NAMING = word_set("naming")
_ORDERING = frozenset({"order", "instruct", "command", "direct"})
_ASKS = word_set("keeping_from")
_ANYBODY = frozenset("everybody everyone anybody anyone somebody someone one you".split())
_ANSWERS = word_set("answers") | {"discuss", "speculate", "elaborate", "talk"}
_CHECKING = word_set("checking")
_COURSES = frozenset({"situation", "development", "event", "progress"})
_REFUSING = frozenset({"decline", "refuse"})
_AWAY = frozenset({"from", "without", "before", "with"})


def makes_a_speaker(page: Page, found: Attribution, sentence: Sentence) -> bool:
    """Say whether an attribution makes someone speak in this sentence."""
    if not found.speaks or not sentence.start <= found.head < sentence.end:
        return False
    if found.subject is None and found.form != "verb":
        return False
    if any(part[0] < sentence.start or part[1] > sentence.end for part in found.content):
        return False
    verb = page.doc[found.head]
    if (
        found.group not in LOOKING
        and not tells_of_itself(verb, found)
        and (_is_unsaid(verb, found) or _no_longer(verb))
    ):
        return False  # who did not say it did not say it
    if found.form == "verb" and _is_not_yet(verb, found):
        return False
    if found.subject is None:
        return found.group in LOOKING
    if _is_no_saying(page.doc, found):
        return False
    if _is_nobody(page.doc[found.subject], found):
        return False
    if found.group == "list" and verb.dep_ not in {"ROOT", "conj", "ccomp"}:
        return False
    if found.group == "sight":
        return _is_body(page.doc[found.subject]) or _watches(page.doc, found)
    subject = page.doc[found.subject]
    happens = names_event(subject) and subject.pos_ != "PROPN"  # and not "Moor Ratings"
    if found.group in _DONE_BY_THINGS and (happens or _is_thing(subject)):
        return False  # "the advance threatens to cut the road", "the deal cut the odds of a war"
    return found.group not in _SHOWING or _has_a_voice(subject)


def _is_nobody(noun: Token, found: Attribution) -> bool:
    """Say whether who thinks or sees so are few, or anybody: "few think it will end"."""
    if (found.word in _RAISING and is_few(noun)) or noun.lower_ in _NOTHING:
        return True
    return found.group in LOOKING and noun.lower_ in _ANYBODY  # "While everybody counts the trains"


def _is_not_yet(verb: Token, found: Attribution) -> bool:
    """Say whether a saying is but meant, possible or imagined: "were the state to declare war"."""
    if found.group == LEAVES_OPEN:
        return False  # "could not exclude it"
    meant = only_meant(verb) or _only_possible(verb) or _only_imagined(verb)
    return meant or is_in_inverted_case(verb) or _is_to_come(verb)


def _is_unsaid(verb: Token, found: Attribution) -> bool:
    """Say whether somebody did not, or could not, say it."""
    if found.root is not None and verb.head.i == found.root:
        # "She corrected him: nothing had sailed": the "nothing" is of what she says
        return any(c.dep_ == "neg" for c in verb.children)
    return is_negated(verb)


def _no_longer(verb: Token) -> bool:
    """Say whether somebody "no longer" says what he said before."""
    # "is no longer convinced": hung on the "is"
    beside = [*verb.lefts, *(verb.head.children if verb.dep_ == "acomp" else ())]
    return any(c.lower_ == "longer" and c.nbor(-1).lower_ == "no" for c in beside if c.i)


def tells_of_itself(verb: Token, found: Attribution) -> bool:
    """Say whether the whole clause tells what somebody thinks, or saw, its verb and all.

    "Lee no longer believes that a raid is likely": nothing but that it is hers no more. "Does not
    believe", "does not regard it as likely", "cannot exclude" it: of that, not of the words behind.
    """
    if found.form != "verb":
        return False
    if found.group in LOOKING or found.group == LEAVES_OPEN:
        return True
    if found.group == "adjective" and found.word != "aware":
        over = verb.head
        if any(c.dep_ == "neg" or c.lower_ in {"hardly", "never"} for c in over.children):
            return True  # "is not convinced that"
    mind = found.word in _RAISING or (found.group == "rate" and found.word == "see")
    raised = mind and any(c.dep_ == "neg" for c in verb.lefts)
    return found.group in _MINDS and (raised or _no_longer(verb))


def _is_no_saying(doc: Doc, found: Attribution) -> bool:
    """Say whether words that could tell of a saying tell of something else here."""
    verb, noun = doc[found.head], doc[found.head if found.subject is None else found.subject]
    if found.form == "preposition":
        # "according to plan"; "he said that in the opinion of his side": as much as in his own
        return _is_followed(noun) or _is_own_side(noun)
    if found.group == "ask" and verb.dep_ in {"advcl", "acl"} and _is_asked(verb):
        return True  # "Asked whether it would sail, she replied": someone else asks
    if _hides_a_name(doc, found):
        return True  # "who asked not to be named"
    if noun.lower_ in {"that", "this", "which", "these", "those"}:
        return True  # "That said, we stay"
    if found.group == "observe" and any(c.lemma_ in _COURSES for c in verb.rights):
        return True  # "is monitoring the situation": of what was seen nothing is told
    if found.word == "discuss" or (found.word in _CONVERSING and _is_together(noun)):
        return True  # "the two presidents spoke about the ports": with each other
    if found.word in _THINGS_DO and not found.direct and _is_thing(noun):
        return True  # "the programme encourages schools to sing"
    if found.group == "amplify" and not _is_said(doc, found.root):
        return True  # "amplified the noise"
    if found.root is not None and _is_deed(verb, noun, doc[found.root], found):
        return True
    return found.form == "verb" and (_only_points(verb, found) or _is_kept_from(verb))


def _is_deed(verb: Token, noun: Token, said: Token, found: Attribution) -> bool:
    """Say whether words of saying tell what somebody does: "agreed to go", "declined to say"."""
    if found.word == "claim" and said.lemma_.casefold() in _LOST and not _is_clause(said):
        return True  # "the storm claimed 12 lives"
    if found.word == "agree" and bare_infinitive(said):
        return True  # "agreed to deploy a force": a deed, told by whoever tells of it
    if found.group == "expect" and verb.dep_ not in _MAIN and noun.pos_ != "PRON":
        return True  # "Lee said Norway expects an attack": she tells it
    if found.word in _REFUSING and _is_word(said):
        return True  # "declined to say whether"
    if found.word in _ORDERING and not found.direct and _is_told_of(verb):
        return True  # "Norway ordered its army to stop, Lee said": a deed, told by her
    if found.word == "ask" and said.lemma_.casefold() in _ANSWERS:
        return True  # "asked the ministry for comment"
    return found.group == "assess" and _is_bare(said)  # "would the army that holds it dare"


def _is_clause(said: Token) -> bool:
    return said.pos_ in {"VERB", "AUX"} or said.dep_ == "ccomp"


def _is_word(said: Token) -> bool:
    """Say whether a verb is one of saying or answering: "to say whether", "to comment"."""
    return cues().says(said.lemma_) or said.lemma_ in _ANSWERS | _CHECKING


def _is_told_of(verb: Token) -> bool:
    """Say whether somebody tells of an order that another gave to those under him."""
    whom = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    told = verb.dep_ == "ccomp" and cues().says(verb.head.lemma_)
    return told and whom is not None and any(c.dep_ == "poss" for c in whom.lefts)


def _is_asked(verb: Token) -> bool:
    """Say whether a participle tells what one is asked, and not what he asks."""
    return verb.tag_ in {"VBN", "VBD"} and not any(c.dep_ == "nsubj" for c in verb.lefts)


def _hides_a_name(doc: Doc, found: Attribution) -> bool:
    """Say whether all that somebody asks for is to stay unnamed."""
    said = None if found.root is None else doc[found.root]
    if said is None:
        return False
    if said.lemma_.casefold() in _UNNAMED:
        return True  # "asked for anonymity", "asked to remain anonymous"
    if any(c.lemma_.casefold() in _UNNAMED for c in said.rights):
        return True
    whose = next((c for c in said.lefts if c.dep_ == "nsubjpass"), None)
    named = said.lemma_ in _NAMING and is_passive(said) and found.word in _ASKS
    mine = whose is None or whose.pos_ == "PRON" or whose.lemma_ in {"name", "identity"}
    return (named and mine) or (
        whose is not None and whose.lemma_ in {"name", "identity"} and found.word in _ASKS
    )


def _is_bare(clause: Token) -> bool:
    """Say whether a clause has its verb in the bare form and nothing to open or to bend it."""
    opened = any(c.dep_ in {"mark", "aux", "auxpass"} for c in clause.children)
    return clause.tag_ == "VB" and clause.dep_ == "ccomp" and not opened


def _is_own_side(noun: Token) -> bool:
    """Say whether a noun is the side of one who speaks: "in the opinion of his side"."""
    own = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.lefts)
    return own and noun.lemma_.casefold() in {"side", "camp"}


def _is_followed(noun: Token) -> bool:
    """Say whether a noun is what is followed, or shows something, and is nobody's saying."""
    return noun.lemma_.casefold() in _NO_VOICES and maker_of(noun, cues()) is None


def _is_thing(noun: Token) -> bool:
    """Say whether a common noun in the singular is nobody who could speak, as far as is known."""
    words, kind = cues(), noun.lemma_.casefold()
    if kind in _NATURE:
        return noun.pos_ != "PROPN"  # "Storms give a high risk of floods"
    if noun.tag_ != "NN" or noun.ent_type_ or kind.endswith(_DOERS) or kind in _FORECASTING:
        return False
    return kind not in words.persons | words.groups | words.documents | words.titles


def _is_said(doc: Doc, root: int | None) -> bool:
    """Say whether a noun names what somebody has said."""
    kind = "" if root is None else doc[root].lemma_.casefold()
    return kind in cues().nouns or kind in _PASSED_ON


def _is_together(noun: Token) -> bool:
    """Say whether a noun means two who talk with each other: "the two", "Ann Lee and Ole Berg"."""
    two = any(c.lower_ in {"two", "both"} for c in noun.lefts)
    return two or any(c.dep_ == "conj" for c in noun.rights)


def _only_points(verb: Token, found: Attribution) -> bool:
    """Say whether a participle only points to something: "..., citing a law", "referring to"."""
    points = found.word in _POINTING and verb.tag_ == "VBG" and not found.direct
    return points and verb.dep_ in {"advcl", "acl", "prep", "pcomp", "parataxis", "dep", "amod"}


def _is_kept_from(verb: Token) -> bool:
    """Say whether a gerund tells of no saying: "to keep them from disclosing", "in line with"."""
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in _AWAY


def _is_body(noun: Token) -> bool:
    """Say whether a noun stands for a body that watches: no person's seeing is a report."""
    if noun.lower_ in {"it", "they", "we"} or noun.ent_type_ == "ORG":
        return True
    return noun.lemma_.casefold() in cues().groups


def _watches(doc: Doc, found: Attribution) -> bool:
    """Say whether people who are there to look saw it, or a state saw no sign of it."""
    noun = doc[found.subject] if found.subject is not None else None
    if noun is None:
        return False
    if noun.lemma_.casefold() in _WATCHERS:
        return True
    sign = found.root is not None and doc[found.root].lemma_.casefold() in _SIGNS
    main = doc[found.head].dep_ in _MAIN or is_yet_to(doc[found.head])
    return sign and main and noun.ent_type_ in {"GPE", "NORP"}


def heads_of(root: Token) -> set[int]:
    """Return the head of a clause, and the verb that it but continues: "continues to assess"."""
    quoted = quoted_saying(root)
    if quoted is not None:
        return {root.i, quoted.i}
    if root.lemma_ == "be":
        # "he was confident that": who is so minded says it
        return {root.i} | {c.i for c in root.rights if c.dep_ == "acomp"}
    if root.lemma_ not in _GOES_ON:
        return {root.i} | {c.i for c in root.rights if is_yet_to(c)}
    return {root.i} | {c.i for c in root.children if c.dep_ == "xcomp" or _goes_on_to(c)}


def _only_possible(verb: Token) -> bool:
    """Say whether something could or should be said, and is not said to have been."""
    return any(c.dep_ == "aux" and c.lower_ in _MODALS for c in verb.children)


def _is_to_come(verb: Token) -> bool:
    """Say whether somebody "will announce" a thing, and has not yet: who foretells it speaks."""
    return any(c.dep_ == "aux" and c.lower_ in _COMING for c in verb.lefts)


def _only_imagined(verb: Token) -> bool:
    """Say whether words would be said in a case that who tells of it imagines, or guesses at.

    "He may come, and perhaps announce a drill"; "its plan is simple: threaten the north"; "offered
    to help and perhaps to stay": a plan or a guess told of somebody is no saying of his.
    """
    if is_guessed(verb) or _in_case(verb):
        return True
    if verb.tag_ != "VB" or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return False
    helpers = {h.lower_ for h in auxiliaries(verb)}
    if helpers:
        return bool(helpers & _MODALS)
    over = verb
    while over.dep_ == "conj" and over.head.tag_[:2] == "VB":
        over = over.head
    return verb.dep_ == "conj" and over.tag_ in {"VBD", "VBZ"}


def _in_case(verb: Token) -> bool:
    """Over "if it declared war", "if it shut the port and declared war": nobody did."""
    while verb.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts):
        verb = verb.head
    opened = any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in verb.lefts)
    return opened and verb.dep_ == "advcl"


def only_meant(verb: Token) -> bool:
    """Say whether a verb of saying stands in an infinitive that does not tell of a saying."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    if _goes_on_to(verb) or (is_yet_to(verb) and verb.lemma_ in _LOOKS):
        return False
    if verb.head.lemma_ == "be" and any(
        c.dep_ in {"acomp", "attr"} and c.i < verb.i for c in verb.head.rights
    ):
        return True  # "it would be a mistake to think"
    return verb.dep_ != "xcomp" or verb.head.lemma_ not in _GOES_ON


def _goes_on_to(verb: Token) -> bool:
    """Say whether the parser took for a purpose what someone "goes on to" do."""
    if verb.dep_ != "advcl" or verb.head.lemma_ != "go":
        return False
    return any(c.dep_ == "prt" and c.lower_ == "on" for c in verb.head.children)


def _has_a_voice(noun: Token) -> bool:
    """Say whether a noun stands for people, a body, or a paper of theirs."""
    if noun.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} or noun.pos_ in {"PRON", "PROPN"}:
        return noun.lower_ not in {"this", "that", "these", "those", "it", "which", "what", "there"}
    words, kind = cues(), noun.lemma_.casefold()
    return kind in words.persons | words.groups | words.documents
