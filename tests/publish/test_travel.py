"""What leaves is what other tools take in: each form is held against a tool of somebody else."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator
from pytaxonomies.api import Taxonomies
from tests.publish.build import american, case_of, resolved
from tests.publish.test_editing import changed

from tocsin.desk.exporting import as_json
from tocsin.ledger.codec import from_values
from tocsin.nouns import Assessment
from tocsin.publish import (
    Case,
    Point,
    assess,
    atom_text,
    csv_text,
    evidence_rows,
    markdown,
    stix_text,
    tags_text,
)
from tocsin.publish.feed import turns_of
from tocsin.publish.stix import CONFIDENCE, EXTENSION
from tocsin.publish.tags import likelihood_tag

CASES = [case_of(), american(), resolved(), resolved(None)]


@pytest.fixture(scope="module")
def validator() -> ModuleType:
    """The validator kept with STIX; what it imports for descriptions of software has no wheel."""
    stand_in: Any = ModuleType("cpe")
    stand_in.CPE = object
    sys.modules.setdefault("cpe", stand_in)
    import stix2validator

    module: ModuleType = stix2validator
    return module


def bundle_of(case: Case) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(stix_text(assess(case), case))
    return made


@pytest.mark.parametrize("case", CASES)
def test_a_bundle_is_valid_stix_without_a_warning(case: Case, validator: ModuleType) -> None:
    options = validator.ValidationOptions(version="2.1", strict=True)
    result = validator.validate_string(stix_text(assess(case), case), options)
    assert [str(one) for one in (*(result.errors or ()), *(result.warnings or ()))] == []
    assert result.is_valid


@pytest.mark.parametrize("case", CASES)
def test_likelihood_and_confidence_are_apart_in_a_bundle(case: Case) -> None:
    objects = bundle_of(case)["objects"]
    likely = [one for one in objects if EXTENSION in one.get("extensions", {})]
    sure = [one for one in objects if "confidence" in one]
    assert [one["type"] for one in sure] == ["report"]
    assert sure[0]["confidence"] == CONFIDENCE[case.estimate.confidence.level]
    assert not any("confidence" in one for one in likely)
    told = likely[0]["extensions"][EXTENSION]
    assert told["probability"] == case.estimate.event.p
    assert told["word"] == case.estimate.event.word
    assert len(likely) == 1 + len(case.watch.hypotheses)


def test_a_bundle_leads_from_every_quotation_to_its_place() -> None:
    case = case_of()
    notes = [one for one in bundle_of(case)["objects"] if "external_references" in one]
    assert notes
    readings = {one.report.id: one.report for one in case.readings}
    for note in notes:
        (place,) = note["external_references"]
        report = readings[place["external_id"]]
        words = place["description"].rpartition("characters ")[2].split(" to ")
        start, end = map(int, words)
        assert " ".join(report.text[start:end].split()) == note["content"]


def test_the_same_case_gives_the_same_bundle_and_another_day_other_ids() -> None:
    case = case_of()
    assert stix_text(assess(case), case) == stix_text(assess(case), case)
    later = replace(case.estimate, as_of=case.estimate.as_of + timedelta(days=1))
    other = replace(case, estimate=later)
    ids = [{one["id"] for one in bundle_of(each)["objects"]} for each in (case, other)]
    shared = ids[0] & ids[1]
    assert {one.partition("--")[0] for one in shared} == {"identity", "extension-definition"}


@pytest.mark.parametrize("case", CASES)
def test_every_tag_is_one_of_the_taxonomies(case: Case) -> None:
    known = Taxonomies()
    document = json.loads(tags_text(assess(case), case))
    assert document["attributes"]
    tags = [*document["tags"], *(tag for one in document["attributes"] for tag in one["tags"])]
    for tag in tags:
        found: tuple[Any, ...] = known.revert_machinetag(tag["name"])
        assert found[0].name in {"estimative-language", "admiralty-scale"}
        assert None not in found
        assert len(found) == 3


@pytest.mark.parametrize("p", [0.001, 0.049, 0.05, 0.19, 0.2, 0.44, 0.5, 0.6, 0.8, 0.94, 0.95, 1.0])
def test_a_likelihood_has_the_tag_whose_number_is_the_last_below_it(p: float) -> None:
    known = Taxonomies().get("estimative-language")
    assert known is not None
    entries = known.predicates["likelihood-probability"].entries
    reached = [one for one in entries.values() if one.numerical_value <= p * 100]
    wanted = max(reached, key=lambda one: one.numerical_value)
    assert likelihood_tag(p) == (f'estimative-language:likelihood-probability="{wanted.value}"')


START = datetime(2031, 3, 1, tzinfo=UTC)


def points(*numbers: float) -> list[Point]:
    return [
        Point(START + timedelta(days=day), p, p / 2, min(1.0, p * 2), ("Radio <Oster> & Co",))
        for day, p in enumerate(numbers)
    ]


def test_a_feed_of_changes_is_read_by_a_reader_of_feeds() -> None:
    case = case_of()
    text = atom_text(case.watch, case.yardstick, points(0.03, 0.031, 0.05, 0.3), known_at=START)
    feed = feedparser.parse(text.encode("utf-8"))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == case.watch.question
    assert [one.title for one in feed.entries] == [
        "5.0 % → 30 %: unlikely",
        "3.0 % → 5.0 %: remote chance",
    ]
    assert len({one.id for one in feed.entries}) == 2
    assert "Radio <Oster> & Co" in feed.entries[0].content[0].value
    assert feed.entries[0].updated == "2031-03-04T00:00:00Z"


def test_small_steps_add_up_to_an_entry_and_noise_makes_none() -> None:
    scale = case_of().yardstick
    assert turns_of(points(0.300, 0.304, 0.296, 0.300), scale) == ()
    ((before, now),) = turns_of(points(0.300, 0.304, 0.308, 0.312), scale)
    assert (before.p, now.p) == (0.300, 0.312)


def test_a_feed_without_a_change_is_still_one() -> None:
    case = case_of()
    feed = feedparser.parse(
        atom_text(case.watch, case.yardstick, points(0.1), known_at=START).encode("utf-8")
    )
    assert (feed.bozo, feed.entries) == (False, [])


EDITED = changed(case_of(), "judgements", 2, "The base rate alone says little.")


@pytest.mark.parametrize("case", [*CASES, EDITED])
def test_an_assessment_as_json_is_what_its_schema_says(case: Case, repository: Path) -> None:
    schema = json.loads((repository / "docs/schemas/assessment.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for form in ("json", "jsonl"):
        row = json.loads(as_json(assess(case), form))
        assert [one.message for one in Draft202012Validator(schema).iter_errors(row)] == []


def timed(value: Any) -> Any:
    """Days written out as the times that they are."""
    if isinstance(value, dict):
        return {
            name: f"{held}T00:00:00Z"
            if name in {"as_of", "known_at", "at"} and len(held) == len("2031-03-21")
            else timed(held)
            for name, held in value.items()
        }
    return [timed(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("case", [*CASES, EDITED])
def test_an_assessment_comes_back_whole_from_its_json(case: Case) -> None:
    made = assess(case)
    back = from_values(Assessment, timed(json.loads(as_json(made, "json"))))
    assert back == made
    assert markdown(back) == markdown(made)


@pytest.mark.parametrize("case", CASES)
def test_the_evidence_as_csv_is_read_by_a_reader_of_tables(case: Case) -> None:
    from pyarrow import csv

    rows = evidence_rows(case)
    table = csv.read_csv(
        io.BytesIO(csv_text(rows).encode("utf-8")),
        parse_options=csv.ParseOptions(newlines_in_values=True),
    )
    assert table.column_names == list(rows[0])
    assert table.num_rows == len(rows)
    assert table["start"].to_pylist() == [row["start"] for row in rows]
    quotes = [one.removeprefix("'") for one in table["quote"].to_pylist()]
    assert quotes == [row["quote"] for row in rows]
