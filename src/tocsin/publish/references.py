"""References: the places that an assessment cites, numbered in the order of their first use."""

from __future__ import annotations

from tocsin.nouns import Assessment, Citation

__all__ = ["Key", "key_of", "numbered"]

Key = tuple[str, str, int, int]


def key_of(citation: Citation) -> Key:
    """Return what makes two citations one place."""
    if citation.report is None or citation.span is None:
        return citation.kind, citation.ref, 0, 0
    return "report", citation.report, citation.span.start, citation.span.end


def numbered(assessment: Assessment) -> dict[Key, tuple[int, Citation]]:
    """Return every cited place with its number, from 1, in the order of first use."""
    found: dict[Key, tuple[int, Citation]] = {}
    for section in assessment.sections:
        for sentence in section.sentences:
            for citation in sentence.citations:
                found.setdefault(key_of(citation), (len(found) + 1, citation))
    return found
