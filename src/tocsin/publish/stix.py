"""STIX: an assessment as a bundle of STIX 2.1, likelihood and confidence apart."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tocsin.nouns import Assessment, Citation, Sentence
from tocsin.publish.case import Case
from tocsin.publish.harmless import harmless, one_line
from tocsin.publish.references import Key, key_of, numbered

__all__ = ["CONFIDENCE", "EXTENSION", "stix_text"]

CONFIDENCE: Mapping[str, int] = {"low": 15, "moderate": 50, "high": 85}
"""Levels of confidence as STIX numbers its scale of none, low, medium and high (2.1, App. A)."""

SPACE = "tocsin"
"""The name space of ids: the same assessment has the same ids wherever it is exported."""

EXTENSION = "extension-definition--8f4f3bd2-60c4-4d5e-b5a1-2f3fd0a0c1b7"
"""The extension by which a note carries a likelihood, which STIX has no property for."""

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
"""When the extension was defined."""

SUMMARY = frozenset({"bottom-line", "judgements", "change", "alternatives", "assumptions"})
"""Sections of which each sentence is a note of its own; of others, what reports say."""


def stix_text(assessment: Assessment, case: Case) -> str:
    """Return an assessment as a STIX 2.1 bundle in JSON, with a line feed at its end.

    The bundle holds a report; a note for each sentence of the judgement, each hypothesis and each
    quotation that is cited; and an identity for the desk and each speaker. Confidence stands in the
    property of that name (low 15, moderate 50, high 85), likelihood in an extension, and never both
    in one object. Ids and times are those of the two clocks, so the same case gives the same bytes.
    """
    objects = list(_objects(assessment, case))
    bundle = {
        "type": "bundle",
        "id": _id("bundle", *(one["id"] for one in objects)),
        "objects": objects,
    }
    return json.dumps(bundle, ensure_ascii=False, indent=1) + "\n"


def _objects(assessment: Assessment, case: Case) -> Iterator[dict[str, Any]]:
    # The clocks are exclusive: what was made by the end of a day was made on that day.
    made = _stamp(min(assessment.as_of, assessment.known_at) - timedelta(milliseconds=1))
    desk = {
        **_base("identity", "desk", made=_stamp(FIRST)),
        "name": "Tocsin desk",
        "identity_class": "system",
    }
    yield desk
    yield _extension(desk["id"])
    common = {"created_by_ref": desk["id"]}
    clocks = _stamp(assessment.as_of), _stamp(assessment.known_at), assessment.version
    texts = [one.text for section in assessment.sections for one in section.sentences]
    # One id is one content: another style or form, or another day, has ids of its own.
    report_id = _id("report", assessment.watch, *clocks, *texts)
    notes = [
        *_judgements(assessment, case, report_id, made),
        *_hypotheses(case, report_id, made),
        *_quotations(assessment, report_id, made),
    ]
    speakers = sorted({one.speaker for one in _cited(assessment).values() if one.speaker})
    people = [
        {
            **_base("identity", "speaker", name, made=_stamp(FIRST)),
            **common,
            "name": _plain(name),
            "identity_class": "unknown",
        }
        for name in speakers
    ]
    yield from people
    event = case.estimate.event
    yield {
        **_base("report", made=made),
        "id": report_id,
        **common,
        "confidence": CONFIDENCE[case.estimate.confidence.level],
        "name": _plain(assessment.title),
        "description": _plain(
            " ".join(one.text for one in assessment.sections[0].sentences)
            if assessment.sections
            else event.word
        ),
        "published": made,
        "object_refs": [one["id"] for one in (*people, *notes)] or [desk["id"]],
    }
    for note in notes:
        yield {**note, **common}


def _extension(desk: str) -> dict[str, Any]:
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": EXTENSION,
        "created_by_ref": desk,
        "created": _stamp(FIRST),
        "modified": _stamp(FIRST),
        "name": "Likelihood of an event",
        "description": "A probability from 0 to 1 with its 80 % range, and the word and yardstick "
        "by which it is told. Confidence in the judgement stands elsewhere.",
        "schema": "urn:tocsin:stix:likelihood:1",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _judgements(
    assessment: Assessment, case: Case, report: str, made: str
) -> Iterator[dict[str, Any]]:
    """Yield a note for each sentence of the judgement; the likelihood's has its number."""
    event = case.estimate.event
    stated = False
    for section in assessment.sections:
        for number, sentence in enumerate(section.sentences, 1):
            if section.id not in SUMMARY:
                continue
            note = _note(section.heading, sentence, section.id, str(number), report, made)
            if section.id == "bottom-line" and event.word in sentence.text and not stated:
                stated = True
                note["extensions"] = _likelihood(
                    probability=event.p,
                    low=event.low,
                    high=event.high,
                    word=event.word,
                    within_band=event.within_band,
                    yardstick=event.yardstick,
                )
            yield note


def _hypotheses(case: Case, report: str, made: str) -> Iterator[dict[str, Any]]:
    for one in case.watch.hypotheses:
        yield {
            **_base("note", report, "hypothesis", one.id, made=made),
            "abstract": "Hypothesis",
            "content": _plain(one.text),
            "object_refs": [report],
            "extensions": _likelihood(probability=case.estimate.probabilities[one.id]),
        }


def _quotations(assessment: Assessment, report: str, made: str) -> Iterator[dict[str, Any]]:
    for key, one in _cited(assessment).items():
        refs = [report]
        if one.speaker:
            refs.append(_id("identity", "speaker", one.speaker))
        told = ", ".join(
            part for part in (*(f"through {name}" for name in one.relay), one.published) if part
        )
        note = {
            **_base("note", report, *map(str, key), made=made),
            "abstract": _plain(f"{one.speaker or 'A report'}{': ' + told if told else ''}"),
            "content": _plain(one.quote or one.ref),
            "object_refs": refs,
            "external_references": [
                {
                    "source_name": _plain(one.outlet or one.file or "report"),
                    "description": _plain(one.ref),
                    "external_id": one.report or one.ref,
                }
            ],
        }
        if one.speaker:
            note["authors"] = [_plain(one.speaker)]
        yield note


def _note(
    heading: str, sentence: Sentence, section: str, number: str, report: str, made: str
) -> dict[str, Any]:
    note = {
        **_base("note", report, section, number, made=made),
        "abstract": _plain(heading),
        "content": _plain(sentence.text),
        "object_refs": [report],
    }
    if sentence.edit is not None:
        note["abstract"] = _plain(f"{heading} (edited; generated: “{sentence.edit.generated}”)")
        note["authors"] = [_plain(sentence.edit.by)]
    return note


def _likelihood(**told: object) -> dict[str, Any]:
    return {EXTENSION: {"extension_type": "property-extension", **told}}


def _cited(assessment: Assessment) -> dict[Key, Citation]:
    """Return the places in reports that the assessment cites, in the order of their first use."""
    places = (one for _, one in numbered(assessment).values())
    return {key_of(one): one for one in places if one.report is not None}


def _base(kind: str, *names: str, made: str) -> dict[str, Any]:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": _id(kind, *names),
        "created": made,
        "modified": made,
    }


def _id(kind: str, *names: str) -> str:
    # STIX asks for ids of version 4; these are drawn by a hash, so that they can be made again.
    digest = hashlib.sha256(json.dumps([SPACE, kind, *names]).encode("utf-8")).digest()
    return f"{kind}--{uuid.UUID(bytes=digest[:16], version=4)}"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def _plain(text: str) -> str:
    return harmless(one_line(text))
