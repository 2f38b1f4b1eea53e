"""Lint: an assessment checked against the rules of the trade, as a compiler checks a program.

Form is checked, not truth: that a sentence leads to its span, not that the span is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tocsin.data import load
from tocsin.nouns import Assessment, Finding
from tocsin.publish import rules_form as form
from tocsin.publish import rules_support as support
from tocsin.publish.case import Case
from tocsin.publish.house import House, house_for
from tocsin.publish.rules_prose import SENTENCE_CHECKS
from tocsin.publish.sheet import Fault, Sheet

__all__ = ["CHECKS", "Rule", "lint", "rules"]

WORDED = frozenset({"TL23", "TL24", "TL25", "TL27"})
"""Rules of prose that the sentences of an assessment are held to as well."""

CHECKS: Mapping[str, Callable[[Sheet], Iterator[Fault]]] = {
    "TL01": form.likelihood_apart,
    "TL02": form.no_certainty,
    "TL03": form.word_holds_number,
    "TL04": form.words_of_one_yardstick,
    "TL05": form.horizon_stated,
    "TL06": form.alternatives_stated,
    "TL07": support.cited_in_span,
    "TL08": support.names_and_numbers,
    "TL09": support.confirmed_twice,
    "TL10": form.assumptions_marked,
    "TL11": support.headlines_do_not_inherit,
    "TL12": support.unreviewed_marked,
    "TL13": support.declared_first,
    "TL14": form.change_stated,
    "TL15": form.retrospective_marked,
    "TL16": form.ambiguous_words,
    "TL17": form.base_rate_stated,
    "TL18": form.confidence_grounded,
    "TL19": support.quotations_short,
    "TL20": form.one_idea,
    "TL21": form.scored,
    **{rule: form.in_words(check) for rule, check in SENTENCE_CHECKS.items() if rule in WORDED},
    "TL32": support.edits_add_nothing,
}
"""The check of each rule that an assessment is held to, by its id."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it demands, why, after whom, and what to do where it is broken.

    `prose` is how grave it is in any text, None where words alone cannot tell.
    """

    id: str
    name: str
    severity: Literal["error", "warning"]
    says: str
    why: str
    source: str
    fix: str
    prose: Literal["error", "warning"] | None = None


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by id, in their order."""
    return {name: Rule(id=name, **row) for name, row in load("lint.yaml").items()}


def lint(assessment: Assessment, case: Case, *, house: House | None = None) -> tuple[Finding, ...]:
    """Return what the rules find in an assessment of `case`, in the order of its text.

    `house` is the style it was written in, by default that of its yardstick.

    A finding on a section as a whole has the sentence number 0. No finding says nothing of truth.
    """
    sheet = Sheet.of(assessment, case, house or house_for(case.watch.yardstick))
    order = {section.id: place for place, section in enumerate(assessment.sections)}
    found = [
        Finding(rule.id, rule.severity, section, number, message, rule.fix)
        for rule in rules().values()
        if rule.id in CHECKS
        for section, number, message in CHECKS[rule.id](sheet)
    ]
    found.sort(key=lambda one: (order.get(one.section, len(order)), one.sentence, one.rule))
    return tuple(dict.fromkeys(found))
