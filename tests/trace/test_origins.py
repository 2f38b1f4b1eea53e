"""Origins: what is one occasion and what is two, and in what guise each mention stands there."""

from __future__ import annotations

from datetime import date

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Interval, Origin, Reading, Register, Statement
from tocsin.trace import load_register, trace


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def of(origins: tuple[Origin, ...], made: Statement) -> Origin:
    """The origin that has a statement among its mentions."""
    (found,) = [
        o
        for o in origins
        if any((m.report, m.statement) == (made.report, made.id) for m in o.mentions)
    ]
    return found


def kind_of(origins: tuple[Origin, ...], made: Statement) -> str:
    (found,) = [
        m.kind
        for m in of(origins, made).mentions
        if (m.report, m.statement) == (made.report, made.id)
    ]
    return found


def said(
    words: str,
    *,
    by: str,
    day: str,
    publisher: str = "Northern Courier",
    content: str | None = None,
    **more: object,
) -> tuple[Reading, Statement]:
    """A report of one statement."""
    made = report(words, day, publisher=publisher)
    one = statement(made, words, speaker=by, content=content, **more)  # type: ignore[arg-type]
    return reading(made, one), one


def test_one_dated_update_in_two_reports_is_one_origin_though_they_quote_other_words(
    register: Register,
) -> None:
    first, a = said(
        "The Institute for the Study of War said in its July 11 update that convoys had thinned.",
        by="Institute for the Study of War",
        day="2022-07-12",
        content="convoys had thinned",
        cue="said",
        said=("July 11", "2022-07-11"),
    )
    second, b = said(
        "In its July 11 update, ISW wrote that the river front was quiet.",
        by="ISW",
        day="2022-09-09",
        publisher="Evening Post",
        content="the river front was quiet",
        cue="wrote",
        said=("July 11", "2022-07-11"),
    )
    (origin,) = trace([second, first], register)
    assert origin.source == "Institute for the Study of War"
    assert origin.occasion == Interval.day(date(2022, 7, 11))
    assert [m.kind for m in origin.mentions] == ["first", "relay"]
    assert {a.id, b.id} == set(origin.items)


def test_a_vague_date_of_a_document_is_the_day_that_its_report_gives(register: Register) -> None:
    made = report(
        "In its July 11 update, ISW wrote that convoys had thinned.\n"
        "ISW wrote in the July update that the ford was mined.\n"
    )
    day = statement(
        made,
        "In its July 11 update, ISW wrote that convoys had thinned.",
        speaker="ISW",
        content="convoys had thinned",
        said=("July 11", "2022-07-11"),
    )
    month = statement(
        made,
        "ISW wrote in the July update that the ford was mined.",
        speaker="ISW",
        content="the ford was mined",
        said=("July", "2022-07-01", "2022-07-31"),
    )
    assert len(trace([reading(made, day, month)], register)) == 1


def test_words_on_unknown_days_months_apart_stay_apart(register: Register) -> None:
    readings = [
        said(f"NATO said that exercise number {n} went well.", by="NATO", day=f"2022-{n:02}-03")[0]
        for n in range(1, 13)
    ]
    assert len(trace(readings, register)) == 12


def test_a_stock_quote_does_not_join_what_stands_beside_it(register: Register) -> None:
    stock = "“We will defend every inch of our common territory together,” NATO said."
    readings = []
    for n in range(1, 7):
        made = report(f"{stock}\nNATO said that lake number {n} was frozen.\n", f"2022-{n:02}-03")
        again = statement(made, stock, speaker="NATO", content=stock[:-11])
        own = statement(
            made,
            f"NATO said that lake number {n} was frozen.",
            speaker="NATO",
            content=f"lake number {n} was frozen",
        )
        readings.append(reading(made, again, own))
    origins = trace(readings, register)
    assert len(origins) == 6
    assert sorted(len(origin.mentions) for origin in origins) == [1, 1, 1, 1, 1, 7]


def test_one_expert_through_a_third_newspaper_is_one_origin_with_his_chain(
    register: Register,
) -> None:
    first, a = said(
        "Pavel Sample of the River Institute told London's Daily Express there is a concern that"
        " the general has been pressing the island to send its ships to the strait.",
        by="Pavel Sample",
        day="2022-07-12",
        publisher="Newsweek",
        told="London's Daily Express",
        content="there is a concern that the general has been pressing the island to send its ships"
        " to the strait",
    )
    second, b = said(
        "Pavel Sample, a former naval adviser, told the Daily Express in June there were concerns"
        " the general was pressing the island to add ships to the blockade.",
        by="Pavel Sample",
        day="2022-09-09",
        publisher="Newsweek",
        told="Daily Express",
        content="there were concerns the general was pressing the island to add ships to the"
        " blockade",
        said=("June", "2022-06-01", "2022-06-30"),
    )
    (origin,) = trace([first, second], register)
    assert origin.relays == (("Pavel Sample", "Daily Express"), ("Daily Express", "Newsweek"))
    assert (origin.registered, origin.named) == (False, True)
    assert {a.id, b.id} == set(origin.items)


def test_interviews_with_two_papers_on_one_day_are_two_occasions(register: Register) -> None:
    readings = [
        said(
            f"Pavel Sample told {paper} on Monday that the {thing} was late.",
            by="Pavel Sample",
            day="2023-05-02",
            told=paper,
            content=f"the {thing} was late",
            said=("Monday", "2023-05-01"),
        )[0]
        for paper, thing in (("Reuters", "harvest"), ("the Daily Express", "ferry"))
    ]
    assert len(trace(readings, register)) == 2


def test_a_quote_is_known_again_however_cut_and_punctuated(register: Register) -> None:
    whole, a = said(
        "“The bridges will not carry armour before the frost comes in December,” Olga Made said.",
        by="Olga Made",
        day="2022-10-03",
        content="“The bridges will not carry armour before the frost comes in December,”",
    )
    part, b = said(
        'The bridges, said Olga Made, "will not carry armour before the frost".',
        by="Olga Made",
        day="2022-11-20",
        publisher="Evening Post",
        content='"will not carry armour before the frost"',
    )
    origins = trace([part, whole], register)
    assert len(origins) == 1
    assert kind_of(origins, a) == "first"
    assert kind_of(origins, b) == "quote"


def test_one_quote_under_two_names_is_one_origin(register: Register) -> None:
    words = "“Nothing that floats will pass this strait while our boats are here tonight,”"
    one, _ = said(
        f"{words} an officer said.", by="an officer", named=False, day="2023-05-01", content=words
    )
    two, _ = said(f"{words} Olga Made said.", by="Olga Made", day="2023-05-02", content=words)
    (origin,) = trace([one, two], register)
    assert origin.source == "Olga Made"


def test_unnamed_speakers_of_two_reports_are_never_one(register: Register) -> None:
    readings = [
        said(
            f"An official said the {n} was shut.", by="An official", named=False, day="2023-05-02"
        )[0]
        for n in ("port", "mine")
    ]
    assert len(trace(readings, register)) == 2


def test_headline_and_caption_attach_to_what_they_repeat(register: Register) -> None:
    made = report(
        "# Dam 'highly unlikely' to hold: engineers\n"
        "^ It is highly unlikely that the dam at Example will hold...\n"
        "It is highly unlikely that the dam at Example will hold, Olga Made said on Monday.\n"
        "^ A heron.\n"
    )
    body = statement(
        made,
        "It is highly unlikely that the dam at Example will hold, Olga Made said on Monday.",
        speaker="Olga Made",
        content="It is highly unlikely that the dam at Example will hold",
        likelihood="highly unlikely",
        said=("Monday", "2023-05-01"),
    )
    head = statement(made, "Dam 'highly unlikely' to hold: engineers", likelihood="highly unlikely")
    caption = statement(made, "It is highly unlikely that the dam at Example will hold...")
    heron = statement(made, "A heron.")
    origins = trace([reading(made, body, head, caption, heron)], register)
    kinds = [kind_of(origins, s) for s in (body, head, caption, heron)]
    assert kinds == ["first", "headline", "caption", "caption"]
    assert of(origins, head) == of(origins, caption) == of(origins, body)
    assert of(origins, heron) != of(origins, body)


def test_a_headline_that_names_only_the_state_does_not_rename_the_ministry(
    register: Register,
) -> None:
    made = report(
        "# Floods 'likely' in spring: UK\n"
        "Floods are likely in spring, the UK Ministry of Defence said.\n"
    )
    head = statement(made, "Floods 'likely' in spring: UK", speaker="UK", likelihood="likely")
    body = statement(
        made,
        "Floods are likely in spring, the UK Ministry of Defence said.",
        speaker="UK Ministry of Defence",
        content="Floods are likely in spring",
        likelihood="likely",
    )
    (origin,) = trace([reading(made, head, body)], register)
    assert origin.source == "UK Ministry of Defence"


def test_a_writer_s_own_voice_is_one_origin_a_report(register: Register) -> None:
    made = report("The road was empty. Snow lay in the fields.", publisher="Newsweek")
    own = [statement(made, words) for words in ("The road was empty.", "Snow lay in the fields.")]
    (origin,) = trace([reading(made, *own)], register)
    assert (origin.source, origin.registered) == ("Newsweek", True)
    assert [m.kind for m in origin.mentions] == ["first", "first"]


def test_a_body_that_publishes_its_own_report_said_it_that_day(register: Register) -> None:
    own = report("Convoys have thinned.", "2022-07-11", publisher="Institute for the Study of War")
    theirs = statement(own, "Convoys have thinned.")
    relay, told = said(
        "In its July 11 update, ISW wrote that the ford was mined.",
        by="ISW",
        day="2022-07-13",
        content="the ford was mined",
        said=("July 11", "2022-07-11"),
    )
    origins = trace([relay, reading(own, theirs)], register)
    assert len(origins) == 1
    assert kind_of(origins, theirs) == "first"
    assert kind_of(origins, told) == "relay"


def test_a_copy_under_another_masthead_adds_mentions_not_origins(register: Register) -> None:
    text = (
        "The mayor of Example said the granary held food for ninety days of siege.\n"
        "Boats left the harbour before dawn and nobody counted them coming home again.\n"
        "In the market the price of candles had doubled since the first of the month.\n"
    )
    lines = text.splitlines()

    def read(made_text: str, day: str, publisher: str) -> Reading:
        made = report(made_text, day, publisher=publisher)
        return reading(
            made,
            statement(
                made,
                lines[0],
                speaker="mayor of Example",
                named=False,
                content="the granary held food for ninety days of siege",
            ),
            statement(made, lines[1]),
        )

    original = read(text, "2023-05-02", "Newsweek")
    copied = read(f"Aggregated for you today\n{text}Leave a reply\n", "2023-05-03", "Echo Site")
    origins = trace([copied, original], register)
    assert len(origins) == 2
    assert {tuple(m.kind for m in origin.mentions) for origin in origins} == {("first", "copy")}
    assert {origin.source for origin in origins} == {"mayor of Example", "Newsweek"}


def test_a_sentence_copied_with_its_relative_date_is_no_new_occasion(register: Register) -> None:
    words = "River Watch said on Monday that 122 barges with gravel had passed the lock upstream."
    readings = []
    for day, monday in (("2022-11-18", "2022-11-14"), ("2022-12-30", "2022-12-26")):
        made = report(f"{words}\n{day}\n", day)
        one = statement(
            made,
            words,
            speaker="River Watch",
            content=words[31:-1],
            said=("Monday", monday),
            anchor=day,
        )
        readings.append(reading(made, one))
    (origin,) = trace(readings[::-1], register)
    assert origin.occasion is not None
    assert origin.occasion.start == Interval.day(date(2022, 11, 14)).start


def test_a_site_of_the_publisher_s_own_is_no_other_host(register: Register) -> None:
    made = report(
        "NATO said that ships left.", publisher="Marsh Post", host="www.marshpost.example"
    )
    (origin,) = trace([reading(made, statement(made, made.text, speaker="NATO"))], register)
    assert origin.relays == (("NATO", "Marsh Post"),)


def test_publisher_is_told_from_host(register: Register) -> None:
    made = report("NATO said that ships left.", publisher="Newsweek", host="copy.example")
    (origin,) = trace([reading(made, statement(made, made.text, speaker="NATO"))], register)
    assert origin.relays == (("NATO", "Newsweek"), ("Newsweek", "copy.example"))


def test_two_relays_in_different_words_on_one_day_are_one_origin(register: Register) -> None:
    readings = [
        said(words, by="NATO", day="2023-05-02", publisher=paper, content=words[10:-1])[0]
        for words, paper in (
            ("NATO said: three minesweepers and a tanker will leave the northern port.", "Reuters"),
            ("NATO said: a tanker will leave the northern port with minesweepers.", "Bloomberg"),
        )
    ]
    assert len(trace(readings, register)) == 1


def test_a_speaker_who_is_corrected_by_hand_is_no_writer(register: Register) -> None:
    made = report("Ships left the port.", author="Ann Writer")
    one = statement(made, "Ships left the port.", speaker="NATO")
    assert one.speaker is not None
    assert one.speaker.span is None
    (origin,) = trace([reading(made, one)], register)
    assert origin.source == "NATO"


def test_a_report_given_twice_counts_once(register: Register) -> None:
    one, _ = said("NATO said that ships left.", by="NATO", day="2023-05-02")
    (origin,) = trace([one, one], register)
    assert len(origin.mentions) == 1


def test_an_undated_report_is_traced_and_stands_last(register: Register) -> None:
    dated, _ = said("NATO said that ships left the bay.", by="NATO", day="2023-05-02")
    made = report("ISW said that frost came early.", None)
    undated = reading(made, statement(made, made.text, speaker="ISW"))
    origins = trace([undated, dated], register)
    assert [origin.source for origin in origins] == ["NATO", "Institute for the Study of War"]
    assert origins[1].occasion is None


def test_nothing_to_trace_gives_no_origins(register: Register) -> None:
    assert trace([], register) == ()
    assert trace([reading(report(""))], register) == ()
