"""Broken watch files: whatever a hand or a program does to one, all faults come at once."""

from __future__ import annotations

import copy
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tocsin.errors import WatchFault
from tocsin.nouns import Watch
from tocsin.weigh import parse_watch

TEXT = files("tocsin.example").joinpath("watch.yaml").read_text("utf-8")
VALUES: dict[str, Any] = yaml.safe_load(TEXT)
Path = tuple[str | int, ...]

SILLY = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=30),
    st.dates(),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.one_of(st.text(max_size=5), st.integers()), st.integers(), max_size=3),
    st.sampled_from([10**400, "9" * 5000, "2022-13-45", "\t", "\x85", {}, [[[[]]]], [{}], {1: {}}]),
)


def paths_of(value: Any, at: Path = ()) -> list[Path]:
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    return [at, *(path for key, one in inner for path in paths_of(one, (*at, key)))]


PATHS = [path for path in paths_of(VALUES) if path]


def placed(values: Any, path: Path) -> Any:
    """What holds the last key of a path; None where an earlier mutation took it away."""
    for key in path[:-1]:
        try:
            values = values[key]
        except (KeyError, IndexError, TypeError):
            return None
    return values if isinstance(values, dict | list) else None


def checked(text: str) -> Watch | WatchFault:
    """A sound watch, or its faults: told in plain words, and each with its place."""
    try:
        return parse_watch(text, file="made.yaml", yardsticks=("UK-PHIA",))
    except WatchFault as fault:
        found = fault
    assert found.code == "T201"
    assert found.faults
    assert all(place and said for place, said in found.faults)
    assert not any("pydantic" in said or "Traceback" in said for _, said in found.faults)
    return found


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.sampled_from(PATHS), st.sampled_from(["drop", "set", "rename"]), SILLY),
        min_size=1,
        max_size=6,
    )
)
@example([(("propositions", 1, "relation"), "set", [])])
def test_no_mutation_of_a_watch_breaks_the_check(mutations: list[tuple[Path, str, Any]]) -> None:
    values = copy.deepcopy(VALUES)
    for path, what, value in mutations:
        holder, key = placed(values, path), path[-1]
        if holder is None or (isinstance(holder, list) != isinstance(key, int)):
            continue
        if isinstance(holder, list):
            if isinstance(key, int) and key < len(holder):
                holder[key] = value
        elif what == "drop":
            holder.pop(key, None)
        elif what == "rename":
            holder[f"{key}-x"] = holder.pop(key, value)
        else:
            holder[key] = value
    checked(yaml.safe_dump(values, allow_unicode=True))


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, len(TEXT)),
    st.integers(0, 40),
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(["\t", "&a ", "*a", "<<: ", "!!python/object:os.system ", "%", "? ", "- "]),
    ),
)
def test_no_edit_of_the_text_breaks_the_check(at: int, cut: int, put: str) -> None:
    checked(TEXT[:at] + put + TEXT[at + cut :])


@settings(max_examples=40)
@given(st.lists(st.sampled_from([p for p in PATHS if len(p) == 1]), min_size=2, unique=True))
def test_every_missing_key_is_named_at_once(gone: list[Path]) -> None:
    needed = {"id", "question", "opens", "closes", "base", "hypotheses"}
    values = {key: one for key, one in VALUES.items() if (key,) not in gone}
    missing = needed & {str(path[0]) for path in gone}
    found = checked(yaml.safe_dump(values))
    if not missing:
        return
    assert isinstance(found, WatchFault)
    told = {place.partition(" ")[0] for place, said in found.faults if "it is missing" in said}
    assert missing <= told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff" + TEXT,
        "- a list",
        "42",
        "\0",
        "a: &a [x]\nb: *a\n",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "id: one\nid: two\n",
        TEXT.replace("\nid:", "\n\tid:", 1),
        TEXT + "\nid: again\n",
        TEXT + "\nquestion: again\nquestion: and again\n",
        "[" * 5000,
        "{" * 5000,
        "a: " * 2000,
        "<<: {id: x}\n",
        "!!python/object/apply:os.system ['true']",
        "? [a, b]\n: c\n",
        "? {a: b}\n: c\n",
        TEXT.replace("events: ", "events: .nan # "),
        TEXT.replace("exposure_days: ", "exposure_days: .inf # "),
        TEXT.replace("exposure_days: ", "exposure_days: 1e999 # "),
        TEXT.replace("exposure_days: ", f"exposure_days: {'9' * 5000} # "),
        TEXT.replace("closes: ", "closes: 9999-12-31T23:59:59-14:00 # "),
        TEXT.replace("opens: ", "opens: 0001-01-01T00:00:00+14:00 # "),
        TEXT.replace("opens: ", "opens: 2022-02-30 # "),
        TEXT.replace("opens: ", "opens: 2022-1-1 25:61:61 # "),
        "--- \n" + TEXT + "\n---\n" + TEXT,
    ],
)
def test_a_file_that_is_no_watch_is_told_and_breaks_nothing(text: str) -> None:
    checked(text)


def test_a_key_that_stands_twice_is_named_beside_the_other_faults() -> None:
    found = checked(TEXT.replace("events: ", "events: x # ") + "\nquestion: again\n")
    assert isinstance(found, WatchFault)
    told = {place.partition(" ")[0]: said for place, said in found.faults}
    assert "the key stands twice" in told["question"]
    assert "it has to be a number" in told["base.events"]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("exposure_days", ".inf", "it has to be a finite number"),
        ("exposure_days", "9" * 5000, "it has to be"),
        ("events", ".nan", "it has to be"),
        ("opens", "2022-02-30", "it has to be a date"),
        ("opens", "0001-01-01T00:00:00+14:00", "the calendar has no such time"),
    ],
)
def test_a_number_or_date_that_none_can_be_is_told_at_its_place(
    key: str, value: str, said: str
) -> None:
    found = checked(TEXT.replace(f"{key}: ", f"{key}: {value} # ", 1))
    assert isinstance(found, WatchFault)
    ((place, told),) = found.faults
    assert key in place
    assert said in told
