"""The register: which source a written name means, and which names it does not know."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.errors import BadArgument
from tocsin.nouns import Register
from tocsin.trace import load_register, outlet_of, proposals, resolve
from tocsin.trace.firsts import people_in, persons_by_surname


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.mark.parametrize(
    "written",
    [
        "UK Ministry of Defence",
        "U.K. Defence Ministry",
        "the U.K. Defense Ministry",
        "British Ministry of Defence",
        "United Kingdom's Ministry of Defence",
        "MoD in London",
        "the British MoD",
        "Britain’s defence ministry",
    ],
)
def test_one_ministry_has_many_written_names(register: Register, written: str) -> None:
    found = resolve(written, register)
    assert found is not None
    assert found.name == "UK Ministry of Defence"
    assert found.yardstick == "UK-PHIA"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ISW", "Institute for the Study of War"),
        ("The Institute for the Study of War (ISW)", "Institute for the Study of War"),
        ("Institute for the Study of War (ISW", "Institute for the Study of War"),
        ("Washington-based Institute for the Study of War", "Institute for the Study of War"),
        ("the U.S.-based ISW", "Institute for the Study of War"),
        ("General Staff of the Armed Forces of Ukraine", "General Staff of Ukraine"),
        ("Ukraine's General Staff", "General Staff of Ukraine"),
        ("Sudanese army", "Armed Forces of Sudan"),
        ("the Afghan interior ministry", "Ministry of Internal Affairs of Afghanistan"),
        ("Moscow", "Government of Russia"),
        ("Azerbaijan's Defense Ministry", "Ministry of Defence of Azerbaijan"),
        ("Ukrainian President Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("top Ukrainian General Valery Zaluzhniy", "Valery Zaluzhny"),
        ("Defence Intelligence of Ukraine", "Main Directorate of Intelligence of Ukraine"),
        ("US intelligence", "US Intelligence Community"),
        ("the Pentagon", "US Department of Defense"),
        ("the independent Belaruski Hajun monitoring project", "Belaruski Hajun"),
        ("Pakistan's ISI", "Inter-Services Intelligence"),
        ("Lithuania's VSD", "State Security Department of Lithuania"),
        ("the Kenyan army", "Kenya Defence Forces"),
        ("FARDC", "Armed Forces of the Democratic Republic of the Congo"),
        ("the Hamas-run health ministry", "Gaza Health Ministry"),
        ("Russia's Security Council", "Security Council of Russia"),
        ("the UN Interim Force in Lebanon", "UNIFIL"),
        ("the Philippine Coast Guard", "Coast Guard of Philippines"),
    ],
)
def test_titles_points_and_word_order_are_folded(
    register: Register, written: str, name: str
) -> None:
    found = resolve(written, register)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "written",
    [
        "a senior official",
        "Ivan Nobody",
        "spokesman for Vladimir Putin",
        "critics of the Kremlin",
        "the ministry",
        "Lukashenko",
        "Russians",
        "",
        "()",
        ", ,",
    ],
)
def test_an_unknown_name_is_never_merged(register: Register, written: str) -> None:
    assert resolve(written, register) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Russia's FSB", "FSB"),
        ("Russian FSB", "FSB"),
        ("Russia’s Federal Security Service", "FSB"),
        ("Ukraine's Security Service", "Security Service of Ukraine"),
        ("Kyiv's SBU", "Security Service of Ukraine"),
        ("the German BND", "Federal Intelligence Service of Germany"),
        ("Lebanon's Hezbollah", "Hezbollah"),
        ("Iran-backed Hezbollah", "Hezbollah"),
        ("Sudan's Rapid Support Forces", "Rapid Support Forces"),
    ],
)
def test_a_body_with_its_state_before_it_is_the_body(
    register: Register, written: str, name: str
) -> None:
    found = resolve(written, register)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "written", ["Russia's SBU", "Indian Taliban", "Iraq's Hezbollah", "Germany's NATO"]
)
def test_a_body_with_another_state_before_it_is_not_the_body(
    register: Register, written: str
) -> None:
    assert resolve(written, register) is None


def test_a_lone_surname_means_the_one_person_that_the_report_names(register: Register) -> None:
    context = ("Alexander Lukashenko", "Institute for the Study of War")
    found = resolve("Lukashenko", register, context=context)
    assert found is not None
    assert found.name == "Alexander Lukashenko"


def test_the_think_tank_means_the_one_think_tank_that_the_report_names(register: Register) -> None:
    one = ("ISW", "Vladimir Putin")
    assert resolve("a U.S. think tank", register, context=one) == resolve("ISW", register)
    assert resolve("a U.S. think tank", register, context=(*one, "RUSI")) is None


def test_the_ministry_means_the_one_ministry_that_the_report_names(register: Register) -> None:
    one = ("Polish Defence Ministry", "Andrzej Duda")
    found = resolve("the Defence Ministry", register, context=one)
    assert found is not None
    assert found.name == "Ministry of Defence of Poland"
    british = resolve("the Ministry of Defence", register, context=("U.K. MoD", "Kremlin"))
    assert british == resolve("U.K. MoD", register)
    again = resolve("the British ministry", register, context=("U.K. Ministry of Defence", *one))
    assert again == resolve("U.K. MoD", register)
    two = (*one, "the Lithuanian Ministry of Defence")
    assert resolve("the Defence Ministry", register, context=two) is None


def test_an_outlet_is_known_by_masthead_alias_host_and_city(register: Register) -> None:
    for written in ("Daily Express", "the Express", "London’s Daily Express", "www.express.co.uk"):
        outlet = outlet_of(written, register)
        assert outlet is not None
        assert outlet.name == "Daily Express"
    assert outlet_of("Village Gazette", register) is None
    assert outlet_of(None, register) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Britain's Guardian", "The Guardian"),
        ("the British Guardian", "The Guardian"),
        ("Russia’s TASS", "TASS"),
        ("the Russian TASS news agency", "TASS"),
        ("South Korea's Yonhap", "Yonhap"),
        ("the Estonian Delfi", "Delfi"),
        ("the London Times", "The Times"),
        ("The Irish Times", "The Irish Times"),
        ("The Israeli Times", None),
        ("Egypt Independent", "Egypt Independent"),
        ("The Irish Sun", "The Irish Sun"),
        ("The Irish Mirror", "Irish Mirror"),
        ("The Nigerian Guardian", "The Guardian (Nigeria)"),
        ("Nigeria's Guardian", "The Guardian (Nigeria)"),
        ("Ukraine's Interfax", None),
        ("The Sunday Guardian", "The Sunday Guardian"),
        ("The Daily Times", None),
        ("Ireland's Times", None),
        ("The Peruvian Times", None),
        ("the Chilean Mirror", None),
        ("The Kenyan Guardian", None),
        ("Kenya's Guardian", None),
        ("Beirut Observer", None),
        ("the Warsaw Telegraph", None),
        ("Oslo Sun", None),
        ("Peru Economist", None),
        ("Lima Independent", None),
        ("Lima Post", None),
        ("the Tehran-based Times", None),
        ("the Cairo-based Guardian", None),
        ("the London-based Times", "The Times"),
        ("the London-based Reuters", "Reuters"),
        ("the Dubai-based Al Arabiya", "Al Arabiya"),
        ("Ireland's Irish Times", "The Irish Times"),
        ("the Irish Independent", "Irish Independent"),
        ("the Tehran Times", "Tehran Times"),
        ("Kuwait Times", "Kuwait Times"),
        ("The Hanoi Times", "The Hanoi Times"),
        ("Oman Observer", "Oman Observer"),
        ("the Yemen Observer", "Yemen Observer"),
        ("Malta Independent", "The Malta Independent"),
        ("The Times of Malta", "Times of Malta"),
        ("The Guardian", "The Guardian"),
        ("The Times", "The Times"),
        ("The Indian Express", "The Indian Express"),
        ("The Japan Times", "The Japan Times"),
        ("The Sunday Times", "The Sunday Times"),
        ("the Sunday Telegraph", "The Sunday Telegraph"),
        ("the Observer", "The Observer"),
    ],
)
def test_a_state_or_a_day_before_a_name_makes_another_paper_unless_it_is_of_that_state(
    register: Register, written: str, name: str | None
) -> None:
    found = outlet_of(written, register)
    assert (found and found.name) == name
    source = resolve(written, register)
    assert (source and source.name) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("the French Ministry of the Armed Forces", "Ministry of Defence of France"),
        ("France’s Armed Forces Ministry", "Ministry of Defence of France"),
        ("the French defence ministry", "Ministry of Defence of France"),
        ("the French army", "Armed Forces of France"),
        ("JSDF", "Japan Self-Defense Forces"),
        ("Japan's Self-Defence Forces", "Japan Self-Defense Forces"),
        ("the Japanese military", "Japan Self-Defense Forces"),
    ],
)
def test_a_body_that_a_state_calls_otherwise_is_that_states_own(
    register: Register, written: str, name: str
) -> None:
    found = resolve(written, register)
    assert found is not None
    assert found.name == name


def test_an_outlet_of_no_known_state_has_its_name_behind_a_possessive_only() -> None:
    house = load_register({"outlets": [{"name": "Harbour Echo"}]})
    found = outlet_of("Chad’s Harbour Echo", house)
    assert found is not None
    assert found.name == "Harbour Echo"
    assert outlet_of("The Chadian Harbour Echo", house) is None


def test_a_house_says_of_which_state_an_outlet_is() -> None:
    extra = {
        "countries": [{"name": "Freedonia", "people": ["Freedonian"], "capitals": ["Fredville"]}],
        "outlets": [
            {"name": "Echo", "of": ["Freedonia"]},
            {"name": "Metro", "aliases": ["Metro paper"]},
        ],
    }
    house = load_register(extra)
    for written in ("the Freedonian Echo", "Fredville's Echo"):
        found = outlet_of(written, house)
        assert found is not None
        assert found.name == "Echo"
    assert outlet_of("Chad's Echo", house) is None
    kept = outlet_of("Britain's Metro", house)
    assert kept is not None
    assert kept.of == ("United Kingdom",)
    with pytest.raises(BadArgument):
        load_register({"outlets": [{"name": "Echo", "of": ["Sylvania"]}]})


def test_an_outlet_that_speaks_is_a_source_of_kind_media(register: Register) -> None:
    found = resolve("the BBC", register)
    assert found is not None
    assert (found.name, found.kind) == ("BBC News", "media")


def test_reliability_is_unknown_throughout_the_shipped_register(register: Register) -> None:
    assert {source.reliability for source in register.sources.values()} == {None}
    assert {outlet.reliability for outlet in register.outlets.values()} == {None}


def test_every_alias_leads_to_an_entry(register: Register) -> None:
    assert set(register.by_alias.values()) <= register.sources.keys()
    assert set(register.outlet_by_alias.values()) <= register.outlets.keys()


def test_a_house_adds_sources_outlets_and_states() -> None:
    register = load_register(
        {
            "countries": [
                {"name": "Freedonia", "people": ["Freedonian"], "capitals": ["Fredville"]}
            ],
            "sources": [
                {"name": "River Watch", "aliases": ["RW"], "kind": "monitor", "reliability": "B"},
                {
                    "name": "Institute for the Study of War",
                    "kind": "think-tank",
                    "reliability": "B",
                },
            ],
            "outlets": [{"name": "Village Gazette", "hosts": ["gazette.example"]}],
        }
    )
    names = ("RW", "Freedonian army", "Fredville", "ISW")
    found = [resolve(name, register) for name in names]
    assert [source and source.name for source in found] == [
        "River Watch",
        "Armed Forces of Freedonia",
        "Government of Freedonia",
        "Institute for the Study of War",
    ]
    assert found[3] is not None
    assert found[3].reliability == "B"
    outlet = outlet_of("gazette.example", register)
    assert outlet is not None
    assert outlet.name == "Village Gazette"


@pytest.mark.parametrize(
    "extra",
    [
        {"sources": [{"kind": "monitor"}]},
        {"sources": [{"name": "X", "kind": "rumour"}]},
        {"outlets": [{"name": "X", "reliability": "F"}]},
        {"sources": "ISW"},
    ],
)
def test_a_wrong_extension_is_refused(extra: dict[str, object]) -> None:
    with pytest.raises(BadArgument):
        load_register(extra)


def test_unknown_speakers_are_proposed_with_the_reports_that_have_them(register: Register) -> None:
    one = report("Vera Example said rain fell. An official said snow fell. ISW said hail fell.")
    two = report("Vera Example said the sun shone.")
    readings = [
        reading(
            one,
            statement(one, "Vera Example said rain fell.", speaker="Vera Example"),
            statement(one, "An official said snow fell.", speaker="An official", named=False),
            statement(one, "ISW said hail fell.", speaker="ISW"),
        ),
        reading(two, statement(two, two.text, speaker="Vera Example")),
    ]
    assert proposals(readings, register) == (("Vera Example", 2),)


def test_a_body_has_no_surname_though_the_register_calls_men_and_bodies_opposition(
    register: Register,
) -> None:
    surnames = persons_by_surname(register)
    assert people_in("Lukashenko met Putin in Russia.", surnames) == {
        "Alexander Lukashenko",
        "Vladimir Putin",
    }
    assert people_in("Tsikhanouskaya spoke.", surnames) == {"Sviatlana Tsikhanouskaya"}
    for word in ("russia", "army", "front", "legion", "republic", "belarus", "haram"):
        assert word not in surnames
