"""Draws: which sentences of the pool are labelled, by loose surface cues and a fixed seed."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts.label_candidates import Candidate, plain, pool

from tocsin.evaluate.labels import document_text
from tocsin.nouns.span import Span

__all__ = ["DRAWS", "SEED", "Draw"]

SEED = 20261122


# --- cues ----------------------------------------------------------------------------------------


def cue(pattern: str) -> Callable[[str], bool]:
    """Return a test for a pattern in a sentence, letter case aside."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda text: compiled.search(text) is not None


SPEECH = (
    r"\b(?:said|says|saying|stated|states|stating|claimed|claims|claiming|reported(?!ly)"
    r"|reports that|reporting|announced|announces|told|tells|telling|added|noted|noting|argued"
    r"|confirmed|denied"
    r"|warned|asserted|alleged|according to|citing|quoting|quoted|cited|explained|wrote|insisted"
    r"|emphasized|acknowledged|admitted|reiterated|called on|accused|commented|tweeted|replied)\b"
)
CITING = cue(
    r"\b(?:citing|quoting|quoted|cited (?:a|an|the|by|one|two|several|un|its|his|(?-i:[A-Z]))"
    r"|reported by|relayed|republished|reposted|amplified|via|in an interview|interview with"
    r"|referring to|in comments to|obtained by|published (?:a|an|the) (?:letter|statement|interview"
    r"|report|audio|video|document|intercept\w*))\b"
)
TOLD = cue(r"\btold (?!.{0,40}\b(?:to|not to)\b)|\btold (?:the )?(?-i:[A-Z])")
NESTED = cue(
    r"\b(?:said|stated|claimed|reported|announced|noted|told \w+(?: \w+)?|wrote|confirmed|added"
    r"|says) (?:on \w+ \d+ )?that\b.{0,140}\b(?:said|says|stated|claimed|told|reported|announced"
    r"|informed|denied|confirmed|promised|warned|ordered|acknowledged|admitted)\b"
)
ACCORDING = cue(r"\baccording to\b")


def many(text: str) -> bool:
    """Say whether two or more words of speech stand in the sentence."""
    return len(re.findall(SPEECH, text, re.IGNORECASE)) > 1


def one(text: str) -> bool:
    """Say whether exactly one word of speech stands in the sentence, and nothing that cites."""
    return len(re.findall(SPEECH, text, re.IGNORECASE)) == 1 and not CITING(text) and not TOLD(text)


def silent(text: str) -> bool:
    """Say whether nobody seems to speak in the sentence."""
    wide = cue(SPEECH + r"|\b(?:assess|think|believe|predict|suggest|indicate|observe)\w*|[“\"]")
    return not wide(text) and not CITING(text)


THING = {
    "losses": r"(?:people|soldiers?|civilians?|servicemen|troops|militants|fighters|policemen|"
    r"officers|children|women|men|others|insurgents|rebels|casualties|passengers|victims|bodies)\b"
    r".{0,60}\b(?:killed|dead|die[ds]?|wounded|injur\w+|captured|missing|taken)\b",
    "people": r"(?:people|soldiers|civilians|servicemen|troops|militants|fighters|personnel|"
    r"reservists|refugees|recruits|conscripts|volunteers|mercenaries|protesters|prisoners|residents|"
    r"men|migrants|instructors|observers)\b",
    "weapons": r"(?:tanks?|vehicles?|aircraft|helicopters?|drones?|UAVs?|missiles?|rockets?|shells|"
    r"ships?|vessels?|systems?|launchers?|howitzers?|guns?|planes?|jets?|boats?|carriers|trucks)\b",
    "units and movements": r"(?:battalions?|brigades?|BTGs?|regiments?|divisions|units?|groups|"
    r"flights?|trains?|convoys?|wagons?|railcars?|sorties|companies|squadrons?|echelons?)\b",
}
NUMBER = (
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?(?: of)?|"
    r"hundreds(?: of)?|thousands(?: of)?|hundred|thousand|twenty|thirty|forty|fifty)"
)
DAY_OF_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d+(?:, \d{4})?(?:(?: and|,|-) \d+\b)?(?! (?:people|soldiers|tanks))"
)


def counting(thing: str) -> Callable[[str], bool]:
    """Return a test for a number that stands up to three words before a name of the thing."""
    found = cue(rf"(?<![\w\[.-]){NUMBER} (?:[\w’'-]+ ){{0,3}}{THING[thing]}")
    return lambda text: found(DAY_OF_MONTH.sub("then", text))


def anything(_: str) -> bool:
    """Let every sentence through: the blind draw."""
    return True


ANY_COUNT = cue(rf"(?<![\w\[.-]){NUMBER} (?:[\w’'-]+ ){{0,4}}(?:{'|'.join(THING.values())})")
OTHER_NUMBER = cue(
    r"\d+(?:st|nd|rd|th)\b|\bpercent|%|\bkilomet|\bkm\b|\bmiles?\b|[$€£]\d|\b(?:19|20)\d\d\b"
    r"|\d-year|\baged? \d|\b(?:million|billion) (?:dollars|rubles|euros)|\d+:\d\d|\bdegrees\b"
    r"|\b(?:T-|Su-|S-|Mi-)\d+|\bmm\b|\bof \d+ (?:hectares|years|months|days)"
)

DOUBT = {
    "unverified": cue(
        r"\b(?:cannot|can ?not|could ?n[o’']t|could not|unable to|has not|have not|not been"
        r"|yet to be|did not) (?:yet )?(?:been )?(?:independently )?(?:verif|confirm|corroborat)\w*"
        r"|\bunverified|\bunconfirmed|unsubstantiated"
        r"|\bno (?:independent )?(?:confirmation|evidence to)"
    ),
    "verified": cue(
        r"(?<!not )(?<!cannot )(?<!independently )\b(?:confirm(?:s|ed) (?:that|the|on|reports?|its"
        r"|his|an?|in|to|(?-i:[A-Z]))|verified|corroborat\w+|geolocat\w+ .{0,60}\bconfirm\w+)"
    ),
    "denial": cue(
        r"\bden(?:y|ies|ied|ying|ial)\b|\brefut\w+"
        r"|\brejected? (?:the )?(?:claim|alleg|report|accus)\w*"
        r"|\bdismiss\w+ (?:the )?(?:claim|alleg|report|rumou?r)\w*"
    ),
    "absence": cue(
        r"\b(?:not|no) (?:\w+ ){0,2}(?:observed|observe|seen|detected|found|recorded|signs?"
        r"|indications?|evidence|visible|noticed|spotted)\b"
        r"|\bdid ?n[o’']t (?:see|find|observe|notice)\b"
        r"|\bno \w+ (?:\w+ )?(?:were|was|have been) (?:observed|recorded|seen|found|detected"
        r"|reported)"
    ),
    "threat": cue(
        r"\bthreaten(?:s|ed|ing)? (?:to|that|with|military|retali\w+)\b"
        r"|\bvow(?:s|ed|ing)? (?:to|that)\b"
        r"|\bwarn(?:s|ed|ing)? .{0,140}\b(?:will|would|if|consequences|not to|against)\b"
        r"|\bwill (?:retaliate|respond|strike back|punish|destroy|pay)\b|\bultimatum\b"
        r"|\blegitimate (?:military )?targets?\b|\b(?:serious|severe|grave|dire) consequences\b"
    ),
    "appeal": cue(
        r"\b(?:call(?:s|ed|ing) (?:on|for|upon)"
        r"|urg(?:e|es|ed|ing) (?:the|all|its|his|\w+ to|(?-i:[A-Z]))"
        r"|appeal(?:s|ed) (?:to|for)|demand(?:s|ed) (?:that|the|an?|to)|plead(?:s|ed) (?:for|with)"
        r"|ask(?:s|ed) (?:the|for|that|all) .{0,60}\b(?:to|for)\b|please)\b"
    ),
    "question": cue(
        r"\?[\"”’')]*(?: ?\[\d+\])*$|\bask(?:s|ed)? (?:whether|if|why|how)\b"
        r"|\bwonder(?:s|ed|ing)? (?:if|whether|why|how)\b|\bquestion(?:s|ed) (?:whether|why|how)\b"
    ),
    "announced": cue(
        r"\bannounc\w+|\bplans? to\b|\bdecree\w*|\bwill (?:hold|begin|send|deploy|start|conduct)\b"
        r"|\bdeclar(?:e|es|ed)\b|\bscheduled\b|\bdecided\b|\bordered\b"
    ),
    "observed": cue(
        r"\bfootage|\bimagery|\bvideo|\bphoto\w*|\bobserved\b|\beyewitness|\bwitness\w*|\bsaw\b"
        r"|\bsatellite|\bshows?\b|\bresidents (?:reported|heard)|\bspotted\b"
    ),
    "estimated": cue(
        r"\bestimat\w+|\bassess(?:es|ed)?\b|\blikely\b|\bprobably\b|\bsuggests?\b|\bbelieve[sd]?\b"
        r"|\bpredict\w+|\bexpect(?:s|ed)\b|\bcalculat\w+|\bappears? to\b"
    ),
}
DOUBT_NUMBERS = {
    "unverified": 28,
    "verified": 30,
    "denial": 28,
    "absence": 30,
    "threat": 38,
    "appeal": 33,
    "question": 27,
    "announced": 16,
    "observed": 15,
    "estimated": 15,
    "random": 60,
}


# --- draws ---------------------------------------------------------------------------------------


def pick(candidates: Iterable[Candidate], number: int, why: str, used: set[str]) -> list[Candidate]:
    """Draw `number` sentences, group after group in turn, few of one document.

    What is drawn is added to `used`, from which nothing is drawn again.
    """
    rng = random.Random(f"{SEED}:{why}")
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.text not in used:
            groups[candidate.group].append(candidate)
    for members in groups.values():
        rng.shuffle(members)
    order = sorted(groups)
    rng.shuffle(order)
    drawn: list[Candidate] = []
    taken: dict[str, int] = defaultdict(int)
    for limit in (1, 2, 99):
        queues = [list(groups[group]) for group in order]
        while len(drawn) < number and any(queues):
            for queue in queues:
                while queue and len(drawn) < number:
                    candidate = queue.pop()
                    if candidate.text in used or taken[candidate.doc] >= limit:
                        continue
                    drawn.append(candidate)
                    taken[candidate.doc] += 1
                    used.add(candidate.text)
                    break
    return drawn


Draw = list[tuple[str, Candidate]]
FALSE_RELAYS = {"plain speaker", "no speaker"}


def chains(folder: Path) -> Draw:
    """Draw sentences with nested speakers, and some with one or none."""
    used: set[str] = set()
    drawn: Draw = []
    tests: dict[str, Callable[[str], bool]] = {
        "citing": lambda text: CITING(text) and cue(SPEECH)(text),
        "told": lambda text: TOLD(text) and cue(SPEECH)(text),
        "according": lambda text: ACCORDING(text) and many(text),
        "nested": lambda text: NESTED(text) and many(text),
        "two cues": many,
        "plain speaker": one,
        "no speaker": silent,
    }
    shares = {
        "gum": (10, 8, 5, 8, 7, 8, 4),
        "isw": (20, 19, 12, 17, 9, 17, 6),
    }
    missing = 0
    for origin, numbers in shares.items():
        own = [each for each in pool(folder) if each.origin == origin]
        for (stratum, test), number in zip(tests.items(), numbers, strict=True):
            # What a cue is too rare for goes to the next, never to those without a relay.
            wanted = number + (missing if stratum not in FALSE_RELAYS else 0)
            found = pick(
                (each for each in own if test(each.text)),
                wanted,
                f"chains:{origin}:{stratum}",
                used,
            )
            missing = wanted - len(found) if stratum not in FALSE_RELAYS else missing
            drawn += [(stratum, each) for each in found]
    return drawn


def binding(folder: Path) -> Draw:
    """Take each hand-checked wording of a stated likelihood once, where it stands first."""
    path = folder / "isw" / "belarus_assessments.jsonl"
    drawn: dict[str, tuple[str, Candidate]] = {}
    for line in path.read_bytes().decode("utf-8").split("\n"):
        row = json.loads(line) if line.strip() else {}
        if not row.get("hand_checked_core") or row["sentence"] in drawn:
            continue
        doc = f"isw/{row['file']}"
        start = document_text(folder, doc).find(row["sentence"])
        if start < 0:
            raise SystemExit(f"{row['id']} does not stand in {doc}")
        span = Span(start, start + len(row["sentence"]))
        drawn[row["sentence"]] = ("core", Candidate(doc, span, row["sentence"], "isw", "core"))
    return list(drawn.values())


def counts(folder: Path) -> Draw:
    """Draw sentences that count people and arms, and some with other numbers."""
    known = set()
    path = folder / "quantities" / "news_force_quantities.jsonl"
    for line in path.read_bytes().decode("utf-8").split("\n"):
        if line.strip():
            known.add(plain(json.loads(line)["text"]))
    used = {each.text for each in pool(folder) if plain(each.text) in known}
    shares = {"isw": 18, "crises": 16, "gum": 6}
    drawn: Draw = []
    for origin, number in shares.items():
        own = [each for each in pool(folder) if each.origin == origin]
        for stratum in THING:
            test = counting(stratum)
            found = pick(
                (each for each in own if test(each.text)),
                number,
                f"counts:{origin}:{stratum}",
                used,
            )
            drawn += [(stratum, each) for each in found]
    left = 200 - len(drawn)
    for origin, number in {"gum": 8, "crises": 14, "isw": left - 22}.items():
        found = pick(
            (
                each
                for each in pool(folder)
                if each.origin == origin and OTHER_NUMBER(each.text) and not ANY_COUNT(each.text)
            ),
            number,
            f"counts:{origin}:other number",
            used,
        )
        drawn += [("other number", each) for each in found]
    return drawn


def doubt(folder: Path) -> Draw:
    """Draw sentences for each kind of doubt and of speech act, and some blindly."""
    used: set[str] = set()
    drawn: Draw = []
    for stratum, number in DOUBT_NUMBERS.items():
        test = DOUBT.get(stratum, anything)
        parts = {"isw": number * 4 // 10, "crises": number * 35 // 100}
        if stratum == "threat":  # the freely licensed documents hardly know any
            parts = {"isw": number // 2, "crises": number - number // 2}
        parts["gum"] = number - sum(parts.values())
        missing = 0
        for origin in ("gum", "crises", "isw", "gum"):
            own = (each for each in pool(folder) if each.origin == origin and test(each.text))
            wanted = parts.pop(origin, 0) + missing
            found = pick(own, wanted, f"doubt:{origin}:{stratum}", used)
            missing = wanted - len(found)
            drawn += [(stratum, each) for each in found]
    return drawn


LINT = {
    "confidence": (8, cue(r"\bconfiden(?:ce|t|tly)\b")),
    "per cent": (8, cue(r"\d ?(?:%|percent\b)|\bchances?\b|\bodds\b")),
    "confirmed": (18, cue(r"\bconfirm\w*|\bverif\w+|\bcorroborat\w+|\bgeolocat\w+")),
    "modal": (
        30,
        cue(r"\b(?:may|might|could|perhaps|maybe|possibl[ey]|possibility|potentially|rule out)\b"),
    ),
    "likelihood": (26, cue(r"\b(?:un)?likely\b|\bprobabl[ey]\b|\bimminent\b|\bcertain(?:ly)?\b")),
    "hearsay": (12, cue(r"\b(?:reportedly|allegedly|purportedly|supposedly|rumou?r\w*)\b")),
    "certainty": (
        10,
        cue(
            r"\b(?:clearly|obviously|undoubtedly|certainly|inevitabl[ey]|definitely|surely|never"
            r"|no doubt|of course|indisputabl[ey])\b"
        ),
    ),
    "quotation": (10, cue(r"[“\"][^”\"]{25,}[”\"]")),
    "long": (6, lambda text: len(text.split()) > 42),
    "random": (72, lambda _: True),
    # What would be an error is rare: drawn besides, after the two hundred.
    "sure of a judgement": (
        9,
        cue(
            r"\b(?:low|moderate|high|medium|some) (?:degree of )?confidence"
            r"|\bconfident(?:ly)? (?:that|assess)|\bassess\w*.{0,40}confidence"
            r"|\bconfiden\w+.{0,60}\blikely"
            r"|\blikely.{0,60}\bconfiden"
        ),
    ),
    "probability": (10, cue(r"\bprobabl[ey]\b|\bprobability\b")),
    "graded": (
        15,
        cue(
            r"\b(?:very|most|more|less|extremely|extraordinarily|increasingly) (?:un)?likely"
            r"|\bvirtually certain|\bimprobable|\beven (?:chance|odds)"
        ),
    ),
    "none or all": (6, cue(r"\b(?:100|0|zero) ?(?:percent|%)")),
}


def lint(folder: Path) -> Draw:
    """Draw sentences of the daily series for what a checker of prose asks, and many blindly."""
    used: set[str] = set()
    drawn: Draw = []
    for stratum, (number, test) in LINT.items():
        own = (each for each in pool(folder) if each.origin == "isw" and test(each.text))
        drawn += [(stratum, each) for each in pick(own, number, f"lint:{stratum}", used)]
    return drawn


UNSEEN = {
    "graded": 14,
    "probability": 8,
    "modal": 14,
    "likelihood": 14,
    "confirmed": 10,
    "hearsay": 6,
    "certainty": 8,
    "quotation": 4,
    "random": 22,
}


def lint_unseen(folder: Path) -> Draw:
    """Draw as `lint` does, for a set that is labelled once the rules stand and changes none."""
    used = {each.text for _, each in lint(folder)}
    drawn: Draw = []
    for stratum, number in UNSEEN.items():
        test = LINT[stratum][1]
        own = (each for each in pool(folder) if each.origin == "isw" and test(each.text))
        drawn += [(stratum, each) for each in pick(own, number, f"unseen:{stratum}", used)]
    return drawn


DRAWS: dict[str, Callable[[Path], Draw]] = {
    "chains": chains,
    "binding": binding,
    "counts": counts,
    "doubt": doubt,
    "lint": lint,
    "lint_unseen": lint_unseen,
}
