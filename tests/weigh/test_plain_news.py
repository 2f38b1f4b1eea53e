"""Plain news: the signs of a watch as agencies tell them, the example's and proposed ones'."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files

import pytest
from tests.reports import report_of
from tests.weigh.build import say
from tests.weigh.questions import CLOSES, OPENS

from tocsin.nouns import Bearing, Pattern, Reading, Segment, Span, Watch
from tocsin.read import Reader
from tocsin.trace import load_register, trace
from tocsin.weigh import bearings, parse_watch, propose_watch
from tocsin.weigh.patterns import match

Weigh = Callable[[Watch, str, date], tuple[Bearing, ...]]
DAY = date(2022, 10, 21)
LATER = date(2031, 3, 1)

TOLD: dict[str, list[str]] = {
    "russian-troops-in": [
        "Russia has sent troops to Belarus for a raid across Ukraine's northern border.",
        "Russia has deployed 4,000 troops to Belarus.",
        "Some 4,000 Russian troops were deployed to Belarus last week.",
        "Russia has moved two battalions of soldiers to Belarus.",
        "Russian soldiers have been brought to Belarus by train.",
        "Moscow has transferred 2,000 servicemen to Belarus.",
        "About 3,000 Russian servicemen have been stationed in Belarus.",
        "Russia is moving troops into Belarus.",
        "Trains carrying Russian soldiers have arrived in Belarus.",
    ],
    "heavy-equipment-in": [
        "Russia has moved 50 tanks to Belarus.",
        "Some 50 tanks have been moved to Belarus.",
        "Russia has shipped artillery to Belarus.",
        "Russian howitzers were brought to Belarus by rail.",
        "Russia has deployed tanks in Belarus.",
        "Russian tanks have been stationed in Belarus.",
        "Twenty tanks were transferred from Russia to Belarus.",
        "Russia has sent 30 armoured vehicles to Belarus.",
        "Iskander missiles have been deployed in Belarus.",
        "Russia has deployed Iskander missiles in Belarus.",
        "S-400 air defence systems have been moved to Belarus.",
    ],
    "equipment-out": [
        "Russia has moved 50 tanks from Belarus to Kherson.",
        "Some 50 tanks have been moved from Belarus to Russia.",
        "Belarus has moved 50 tanks to Russia.",
        "Belarus has shipped ammunition to Russia.",
        "Ammunition has been transferred from Belarus to Russia.",
        "Belarus delivered 20 tanks to Russia.",
        "Armoured vehicles were withdrawn from Belarus to Russia.",
        "Belarus has handed 60 tanks to Russia.",
    ],
    "missile-launches": [
        "Russia fired missiles from Belarus.",
        "Russia launched missiles at Kyiv from Belarus.",
        "Missiles were fired from Belarus at Ukraine.",
        "Drones have been launched from Belarus.",
        "Russian forces fired rockets at Ukraine from Belarusian territory.",
        "A missile was launched from Belarus.",
        "Russia has attacked Ukraine with drones launched from Belarus.",
    ],
    "readiness-checks": [
        "Belarus carried out checks of combat readiness.",
        "Belarus began a check of combat readiness.",
        "The Belarusian army started military exercises.",
        "Belarus has carried out drills near Brest.",
        "Belarus is holding exercises with Russia.",
        "A snap check of combat readiness has been carried out in Belarus.",
        "Lukashenko ordered a check of combat readiness.",
        "Belarusian troops were put on combat alert.",
        "Combat readiness checks are under way in Belarus.",
    ],
    "field-support": [
        "Satellite images have shown new field hospitals in Gomel.",
        "Field hospitals have been set up in Gomel.",
        "Russia has deployed a field hospital near Mazyr.",
        "Russia has moved pontoon bridges to Belarus.",
        "Fuel depots were built near Gomel.",
        "Blood supplies have been delivered to Gomel.",
    ],
    "border-units": [
        "Belarus has moved troops to the Ukrainian border.",
        "Belarusian troops have been moved to the border with Ukraine.",
        "Belarus has deployed two battalions along the border with Ukraine.",
        "Belarusian brigades were deployed near the Ukrainian border.",
        "Belarus has transferred units to the Ukrainian border.",
        "Belarus has brought troops to the border with Ukraine.",
        "Belarus stationed troops at the Ukrainian border.",
        "Russian troops are moving towards the Ukrainian border in Belarus.",
        "Belarus has redeployed a brigade to the Ukrainian frontier.",
    ],
    "entry-reported": [
        "Belarusian troops have crossed the border into Ukraine.",
        "Belarus has deployed troops in Ukraine.",
        "Belarusian troops were deployed to Ukraine.",
        "Belarusian troops have been sent into Ukraine.",
        "Belarusian units have been moved into Ukraine.",
    ],
    "strike-group": [
        "A strike group has been formed in Belarus.",
        "Russia is forming a strike group in Belarus.",
        "Russia has created a strike group in Belarus.",
        "Russia has massed 30,000 troops near the Ukrainian border in Belarus.",
        "Russia has concentrated 10,000 troops in Belarus.",
        "Russian forces are massing in Belarus.",
        "Troops have been massed in Belarus near the Ukrainian border.",
        "Russia is building up forces in Belarus.",
    ],
    "belarusian-mobilisation": [
        "Belarus has called up 20,000 reservists.",
        "Reservists have been called up in Belarus.",
        "Belarus has ordered a mobilisation.",
        "Belarus has begun covert mobilisation.",
        "Mobilisation has been declared in Belarus.",
        "Belarusian reservists have been summoned to enlistment offices.",
    ],
    "joint-command": [
        "Russia and Belarus have formed a joint group of forces.",
        "A joint regional group of forces has been created by Russia and Belarus.",
        "Belarus and Russia deployed a joint regional group.",
        "Minsk and Moscow announced a joint force.",
        "A joint command was set up in Minsk.",
    ],
    "facilities-for-russia": [
        "Belarus has handed an airfield to Russia.",
        "Belarus has given Russia control of an airfield near Gomel.",
        "The airfield in Luninets has been transferred to Russia.",
        "An airfield near Gomel was placed under Russian control.",
        "Barracks in Belarus have been repaired for Russian soldiers.",
        "Belarus opened a base for Russian troops.",
        "Russia is using airfields in Belarus.",
    ],
    "air-activity": [
        "Russian jets have landed in Belarus.",
        "Russia has deployed jets to Belarus.",
        "Russia has moved fighter jets to Belarus.",
        "Russian fighter aircraft have been transferred to Belarus.",
        "MiG-31 fighters were sent to Belarus.",
        "Russian helicopters arrived in Belarus.",
        "Flights by Russian aircraft over Belarus have increased.",
    ],
    "casus-belli": [
        "Lukashenko accused Ukraine of planning an attack on Belarus.",
        "Belarus accused Kyiv of provocations at the border.",
        "Belarus declared a counter-terrorist operation.",
    ],
    "army-unwilling": [
        "Belarusian soldiers have refused to fight in Ukraine.",
        "Belarusian officers refuse to fight in Ukraine.",
        "Belarusian soldiers are unwilling to fight in Ukraine.",
        "Belarusian officers refuse to fight in Ukraine.",
        "Belarusian soldiers have refused to fight in Ukraine.",
        "Most Belarusians oppose sending troops to Ukraine.",
    ],
}

AHEAD = [
    ("Russia plans to deploy 4,000 troops to Belarus.", "russian-troops-in"),
    ("Russia will deploy 4,000 troops to Belarus.", "russian-troops-in"),
    ("Russia may deploy 4,000 troops to Belarus.", "russian-troops-in"),
    ("Russia plans to move 50 tanks to Belarus.", "heavy-equipment-in"),
    ("Russia will move 50 tanks to Belarus.", "heavy-equipment-in"),
    ("Belarus plans to hold exercises.", "readiness-checks"),
    ("Russia plans to deploy a field hospital in Gomel.", "field-support"),
    ("Belarus plans to move troops to the Ukrainian border.", "border-units"),
    ("Belarus will move troops to the Ukrainian border.", "border-units"),
    ("Russia plans to form a strike group in Belarus.", "strike-group"),
    ("Belarus plans to call up reservists.", "belarusian-mobilisation"),
    ("Russia and Belarus plan to form a joint group of forces.", "joint-command"),
    ("Russia plans to deploy jets to Belarus.", "air-activity"),
    ("Minsk says that Ukraine is planning to attack Belarus.", "casus-belli"),
]

NOTHING = [
    "Russia wants to move troops to Belarus.",
    "Russia has withdrawn 4,000 troops from Belarus.",
    "Russian troops have been moved from Belarus to Russia.",
    "Russian troops have left Belarus.",
    "Russia has moved 4,000 troops from Belarus to Luhansk.",
    "Belarus has deployed troops to Russia.",
    "Russia has deployed 4,000 troops to Kherson.",
    "Russia has not deployed troops to Belarus.",
    "Russia has moved 50 tanks to Donetsk.",
    "Tanks have been moved from Minsk to Brest.",
    "Belarus plans to send 50 tanks to Russia.",
    "Russia has shipped ammunition to Belarus.",
    "Russia fired missiles at Ukraine from the Black Sea.",
    "Russia could fire missiles from Belarus.",
    "Russia fired no missiles from Belarus.",
    "Belarus tested missiles.",
    "Belarus shot down a drone.",
    "Poland carried out military exercises.",
    "Belarus has cancelled exercises with Russia.",
    "Exercises in Belarus have ended.",
    "A pontoon bridge was removed near Gomel.",
    "Field hospitals in Gomel have been closed.",
    "Belarus has withdrawn troops from the Ukrainian border.",
    "Belarusian troops have been moved away from the Ukrainian border.",
    "Belarusian battalions have left the border with Ukraine.",
    "Belarus has deployed troops to the Polish border.",
    "Belarus has moved troops to the border with Poland.",
    "Ukraine has moved troops to the border with Belarus.",
    "Ukrainian troops have been deployed along the Belarusian border.",
    "Belarus has not moved troops to the Ukrainian border.",
    "No strike group has been formed in Belarus.",
    "The strike group in Belarus has been disbanded.",
    "Russia has massed troops near Kherson.",
    "Ukraine has massed troops near the Belarusian border.",
    "Belarus has sent reservists home.",
    "Russia has called up 300,000 reservists.",
    "Belarus does not plan mobilisation, Lukashenko said.",
    "Russia and Belarus have dissolved the joint group.",
    "Russia has left an airfield in Belarus.",
    "Belarus has taken back control of the Machulishchy airfield.",
    "Belarus may hand an airfield to Russia.",
    "Russian jets have left Belarus.",
    "Russian aircraft have been moved from Belarus to Russia.",
    "Civil aircraft returned to Minsk.",
    "Ukrainian soldiers refuse to surrender.",
    "Belarus said that its army is ready to fight.",
    "Lukashenko said that he would not send troops to Ukraine.",
    "Belarus has not sent troops into Ukraine.",
    "Belarusian troops have not been sent to Ukraine.",
    "Though Belarus has not sent its soldiers to Ukraine, Minsk backs Moscow, Kyiv said.",
    "Belarusian units have not crossed the border into Ukraine, the monitors said.",
    "Belarus has not joined the war.",
    "Belarus did not fire missiles at Ukraine, the ministry said.",
]


@pytest.fixture(scope="module")
def weigh() -> Weigh:
    """Read one sentence as a report, and weigh it under a watch."""
    reader, register = Reader.load(), load_register()

    def weighed(watch: Watch, text: str, published: date) -> tuple[Bearing, ...]:
        report = report_of(text, published=published, publisher="Newsweek")
        segments = (Segment(report.id, Span(0, len(text)), "body"),)
        reading = Reading(report, segments, reader.read(report, segments), "1")
        return bearings(watch, [reading], trace([reading], register), register)

    return weighed


@cache
def the_watch() -> Watch:
    """The bundled example's watch."""
    text = files("tocsin.example").joinpath("watch.yaml").read_text(encoding="utf-8")
    return parse_watch(text, file="watch.yaml")


@cache
def proposed(question: str) -> Watch:
    return parse_watch(propose_watch(question, CLOSES, opens=OPENS), file="the proposal")


def seen(found: tuple[Bearing, ...]) -> dict[str, float]:
    return {one.target: one.probability for one in found if one.direction == "seen"}


@pytest.mark.parametrize(
    ("sign", "text"), [(sign, text) for sign, texts in TOLD.items() for text in texts]
)
def test_a_sign_of_the_example_told_plainly_is_seen_and_no_other(
    weigh: Weigh, sign: str, text: str
) -> None:
    found = seen(weigh(the_watch(), text, DAY))
    assert set(found) == {sign}
    assert found[sign] > 0.5


def test_every_sign_of_the_example_is_told_plainly() -> None:
    assert set(TOLD) == {one.id for one in the_watch().indicators}


@pytest.mark.parametrize(("text", "sign"), AHEAD)
def test_what_is_planned_or_may_be_is_no_deed(weigh: Weigh, text: str, sign: str) -> None:
    found = seen(weigh(the_watch(), text, DAY))
    assert set(found) == {sign}
    assert found[sign] <= 0.5


@pytest.mark.parametrize("text", NOTHING)
def test_what_leaves_is_undone_or_is_elsewhere_is_no_sign_of_the_example(
    weigh: Weigh, text: str
) -> None:
    assert seen(weigh(the_watch(), text, DAY)) == {}


FRONT = "Will Peru attack Chile from Bolivia by 2031-06-01?"
ENTRY = "Will Kenyan troops enter Somalia by 2031-06-01?"
JOINED = "Will Norwegian ground forces enter Finland to fight beside Sweden by 2031-06-01?"


@pytest.mark.parametrize(
    ("question", "text", "signs"),
    [
        (FRONT, "Peru has deployed 4,000 troops to Bolivia.", {"troops-come"}),
        (FRONT, "Peru has moved 50 tanks to Bolivia.", {"heavy-arms-come"}),
        (FRONT, "Peru fired missiles from Bolivia.", {"fired-from"}),
        (FRONT, "Bolivia carried out checks of combat readiness.", {"drills"}),
        (FRONT, "Some 50 tanks have been moved from Bolivia to Peru.", {"arms-leave"}),
        (FRONT, "Ammunition has been moved out of Bolivia to Peru.", {"arms-leave"}),
        (FRONT, "Iskander missiles have been deployed in Bolivia.", {"air-moves"}),
        (FRONT, "Peru has moved fighter jets to Bolivia.", {"air-moves"}),
        (FRONT, "Satellite images have shown new field hospitals in Bolivia.", {"sustainment"}),
        (FRONT, "Field hospitals in Bolivia have been closed.", set()),
        (FRONT, "Peruvian troops were withdrawn from Bolivia.", set()),
        (FRONT, "Peru has moved 50 tanks from Bolivia home.", set()),
        (FRONT, "Peru fired missiles from Chad.", set()),
        (FRONT, "Peru has delivered flour to Bolivia.", set()),
        (ENTRY, "Kenya has moved 50 tanks to Somalia.", {"heavy-arms-come"}),
        (ENTRY, "Kenya has sent 9,000 troops to Somalia.", {"troops-come"}),
        (ENTRY, "Kenya fired missiles from Chad.", set()),
        (ENTRY, "Kenyan troops were withdrawn from Somalia.", set()),
        (JOINED, "Sweden has deployed 4,000 troops to Norway.", {"troops-come"}),
        (JOINED, "Sweden has moved 50 tanks to Norway.", {"heavy-arms-come"}),
        (JOINED, "Sweden fired missiles from Norway.", {"fired-from"}),
        (JOINED, "Norway carried out checks of combat readiness.", {"drills"}),
        (JOINED, "Some 50 tanks have been moved from Norway to Sweden.", {"arms-leave"}),
        (JOINED, "Iskander missiles have been deployed in Norway.", {"air-moves"}),
        (JOINED, "Images have shown new field hospitals in Norway.", {"sustainment"}),
        (JOINED, "Swedish troops have left Norway.", set()),
        (JOINED, "Sweden could fire missiles from Norway.", set()),
        (JOINED, "Sweden opened a school in Norway.", set()),
    ],
)
def test_a_proposed_watch_sees_plain_news_of_its_own_signs(
    weigh: Weigh, question: str, text: str, signs: set[str]
) -> None:
    assert set(seen(weigh(proposed(question), text, LATER))) == signs


def test_the_subject_of_a_gerund_is_no_place(weigh: Weigh) -> None:
    text = "Analysts give a 30 percent chance to Belarus entering the war."
    (view,) = [one for one in weigh(the_watch(), text, DAY) if one.direction == "view"]
    assert view.target == "entry"


@pytest.mark.parametrize(
    ("text", "actor", "action", "told"),
    [
        ("Ann sees a chance of one in ten of Norland entering the war.", "Norland", "entering", 1),
        ("Ann gave one in ten to Norland entering the war.", "Norland", "entering", 1),
        (
            "Ann gave one in ten to troops in Norland entering it.",
            "troops in Norland",
            "entering",
            0,
        ),
        ("Ann spoke in Norland, Suland entering the war.", "Suland", "entering", 0),
        ("Tanks sent to Norland entered the war.", "Tanks", "entered", 0),
    ],
)
def test_a_country_within_the_subject_or_before_it_stays_a_place(
    text: str, actor: str, action: str, told: int
) -> None:
    pattern = Pattern({"actor": ("norland*",), "action": ("enter*",)})
    found = match(pattern, say(text, actor=actor, action=action))
    assert (found is not None) is bool(told)
