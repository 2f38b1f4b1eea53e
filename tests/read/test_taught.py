"""Reading by a trained network: it tells who says what, the rules tell all else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.read.reading import content, report_of, segments_of

from tocsin.nouns import Segment, Span, Statement
from tocsin.read import Reader
from tocsin.read.reader import _model
from tocsin.read.sayings import Saying, sayings_of


class Told:
    """Tells what it was given as (source, cue, content) phrases of the text."""

    def __init__(self, *sayings: tuple[str, str, str], hinted: bool = False) -> None:
        self.hinted = hinted
        self.fingerprint = "of-phrases"
        self.seen = ""
        self.hints: Sequence[Saying] = ()
        self._sayings = sayings

    def sayings(self, text: str, hints: Sequence[Saying] = ()) -> tuple[Saying, ...]:
        self.seen, self.hints = text, hints

        def spans(phrase: str) -> tuple[Span, ...]:
            at = text.index(phrase)
            return (Span(at, at + len(phrase)),)

        return tuple(Saying(*map(spans, one)) for one in self._sayings)


def read(text: str, *sayings: tuple[str, str, str]) -> tuple[Statement, ...]:
    report = report_of(text)
    return Reader(_model(), Told(*sayings)).read(report, segments_of(report))


def speakers(found: Sequence[Statement]) -> list[str]:
    return [s.speaker.text for s in found if s.speaker is not None and s.cue is not None]


VENTURED = "The mayor of Lund ventured that the old bridge is safe."


def test_a_cue_that_no_rule_knows_gives_its_content_to_the_source(reader: Reader) -> None:
    report = report_of(VENTURED)
    assert speakers(reader.read(report, segments_of(report))) == []
    (one,) = read(VENTURED, ("The mayor of Lund", "ventured", "that the old bridge is safe"))
    assert one.speaker is not None
    assert one.speaker.text == "The mayor of Lund"
    assert "the old bridge is safe" in content(one)
    assert one.act == "statement"


SAID = "Ann Low said the bridge is not open, and Bob Hill is likely to leave Lund."


def test_the_content_is_the_networks_and_the_act_is_the_rules(reader: Reader) -> None:
    text = "The ministry of works in Lund denied that the bridge is closed."
    report = report_of(text)
    (ruled,) = reader.read(report, segments_of(report))
    (one,) = read(text, ("The ministry of works", "denied", "that the bridge is closed"))
    assert (one.act, one.polarity) == (ruled.act, ruled.polarity)
    assert one.act == "denial"
    assert one.speaker == ruled.speaker
    assert "the bridge is closed" in content(one)


def test_likelihood_and_negation_are_read_in_what_the_network_gives() -> None:
    text = "Ann Low said the bridge is likely to open. Bob Hill said the port is not open."
    likely, closed = read(
        text,
        ("Ann Low", "said", "the bridge is likely to open"),
        ("Bob Hill", "Hill said", "the port is not open"),
    )
    assert likely.likelihood is not None
    assert likely.likelihood.phrase == "likely"
    assert closed.polarity == "negated"


def test_what_the_network_gives_to_another_the_rules_do_not_take_back(reader: Reader) -> None:
    text = "The port said Ann Low believes in Lund that the bridge is open."
    report = report_of(text)
    assert speakers(reader.read(report, segments_of(report))) != ["Lund"]
    found = read(text, ("Lund", "in", "that the bridge is open"))
    assert "Ann Low" not in speakers(found)


def test_a_saying_within_what_the_network_tells_stays_a_link_of_the_chain() -> None:
    text = "The port said Ann Low had claimed that the bridge is open."
    (one,) = read(text, ("The port", "said", text[len("The port said ") : -1]))
    assert one.speaker is not None
    assert one.speaker.text == "Ann Low"
    assert [link.name.text for link in one.chain] == ["The port"]


def test_a_saying_of_which_the_network_is_silent_stays() -> None:
    text = "Ann Low said the bridge is open. Bob Hill said the port is closed."
    found = read(text, ("Ann Low", "said", "the bridge is open"))
    assert speakers(found) == ["Ann Low", "Bob Hill"]


def test_who_looked_and_did_not_see_is_told_by_the_rules() -> None:
    (one,) = read("The border service recorded no crossings on Monday.")
    assert one.absence is not None


def test_a_pronoun_that_the_network_names_is_resolved_by_the_rules() -> None:
    text = "Ann Low came to Lund. She said the bridge is open."
    found = read(text, ("She", "said", "the bridge is open"))
    assert speakers(found) == ["Ann Low"]


def test_the_network_sees_what_is_read_and_nothing_else() -> None:
    text = "Sign up now!\n\nAnn Low said the bridge is open.\n\nAll rights reserved."
    report, start = report_of(text), text.index("Ann")
    end = text.index("\n\nAll")
    told = Told()
    segments = (
        Segment(report.id, Span(0, start), "furniture"),
        Segment(report.id, Span(start, end), "body"),
        Segment(report.id, Span(end, len(text)), "furniture"),
    )
    Reader(_model(), told).read(report, segments)
    assert told.seen.split() == text[start:end].split()
    assert told.seen.index("Ann") == start


@pytest.mark.parametrize("hinted", [True, False])
def test_hints_are_shown_to_a_network_that_was_taught_with_them(
    reader: Reader, hinted: bool
) -> None:
    report, told = report_of(SAID), Told(hinted=hinted)
    Reader(_model(), told).read(report, segments_of(report))
    rules = sayings_of(reader.pages(SAID, segments_of(report)))
    assert rules
    assert told.hints == (rules if hinted else ())


def test_the_version_tells_rules_and_weights_apart(reader: Reader) -> None:
    assert Reader(_model(), Told()).version == f"{reader.version}+weights-of-phrases"


TEXT = (
    "The mayor of Lund said on Monday: “We will not close the bridge.” He added that 40 boats,\n"
    "which the port had counted, may leave by June.\n\n"
    "According to Ann Low, who told the Post so, no boats were seen; “nothing moves,” she wrote."
)
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(1, 60)).map(
    lambda place: Span(place[0], min(place[0] + place[1], len(TEXT)))
)
roles = st.lists(spans, max_size=3).map(tuple)


class Anything:
    """Tells any spans at all."""

    hinted = False
    fingerprint = "anything"

    def __init__(self, sayings: tuple[Saying, ...]) -> None:
        self._sayings = sayings

    def sayings(self, text: str, hints: Sequence[Saying] = ()) -> tuple[Saying, ...]:
        del text, hints
        return self._sayings


@given(st.lists(st.builds(Saying, roles, roles, roles), max_size=5).map(tuple))
@example(
    (
        Saying((Span(79, 139),), (Span(150, 156),), (Span(150, 161),)),
        Saying((Span(89, 149),), (Span(79, 139),), (Span(96, 156),)),
    )
)
def test_whatever_a_network_tells_statements_stand_in_the_text(found: tuple[Saying, ...]) -> None:
    report = report_of(TEXT)
    made = Reader(_model(), Anything(found)).read(report, segments_of(report))
    assert made
    assert len({one.id for one in made}) == len(made)
    for one in made:
        assert one.text == one.span.of(TEXT)
        assert one.speaker is None or one.speaker.text in TEXT + "The Harbour Post"
