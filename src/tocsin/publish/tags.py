"""Tags: an estimate and its evidence in the machine tags of MISP's taxonomies."""

from __future__ import annotations

import json
from typing import Any

from tocsin.nouns import Assessment
from tocsin.publish.case import Case
from tocsin.publish.tables import evidence_rows

__all__ = ["likelihood_tag", "tags_text"]

BANDS = (
    (0.05, "almost-no-chance"),
    (0.20, "very-unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly-even-chance"),
    (0.80, "likely"),
    (0.95, "very-likely"),
    (1.01, "almost-certain"),
)
"""The upper ends of the bands of the taxonomy estimative-language: those of ICD 203."""


def likelihood_tag(p: float) -> str:
    """Return the tag of a probability; a number on an edge is of the band above it."""
    word = next(word for end, word in BANDS if p < end)
    return _tag("estimative-language", "likelihood-probability", word)


def tags_text(assessment: Assessment, case: Case) -> str:
    """Return the tags as JSON, with a line feed at its end.

    `tags` are the judgement's: its likelihood and its confidence, a tag each. `attributes` are the
    places of the evidence, each with its words and the tags of its source's reliability and of its
    own credibility; what nobody has graded is "f" and "6", as the scale has it. The bands are those
    of ICD 203, whatever the yardstick of the watch; the number stands beside them.
    """
    estimate = case.estimate
    document = {
        "watch": assessment.watch,
        "info": assessment.title,
        "as_of": assessment.as_of.isoformat(),
        "known_at": assessment.known_at.isoformat(),
        "p": round(estimate.event.p, 12),
        "tags": [
            {"name": likelihood_tag(estimate.event.p)},
            {
                "name": _tag(
                    "estimative-language",
                    "confidence-in-analytic-judgment",
                    estimate.confidence.level,
                )
            },
        ],
        "attributes": [_attribute(row) for row in evidence_rows(case) if row["grade"]],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _attribute(row: dict[str, object]) -> dict[str, Any]:
    reliability, credibility = str(row["grade"])[0], str(row["grade"])[1]
    return {
        "category": "External analysis",
        "type": "text",
        "value": row["quote"],
        "comment": f"{row['term']}, {row['kind']}: {row['source']}",
        "origin": row["origin"],
        "report": row["report"],
        "start": row["start"],
        "end": row["end"],
        "tags": [
            {"name": _tag("admiralty-scale", "source-reliability", reliability.lower())},
            {"name": _tag("admiralty-scale", "information-credibility", credibility)},
        ],
    }


def _tag(taxonomy: str, predicate: str, value: str) -> str:
    return f'{taxonomy}:{predicate}="{value}"'
