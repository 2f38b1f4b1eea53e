"""Forms: the short form and the change notice of an assessment, cut from the full one."""

from __future__ import annotations

from dataclasses import replace

from tocsin.errors import BadArgument
from tocsin.nouns import Assessment, Section
from tocsin.publish.case import Case
from tocsin.publish.house import FORMS, House
from tocsin.weigh import load_yardsticks

__all__ = ["in_form", "in_style", "words_in"]


def in_form(assessment: Assessment, house: House, form: str) -> Assessment:
    """Return an assessment in one of a house's forms: "full" as it is, others cut to size.

    A form takes the first sentences of some sections, each whole and with all it cites. Where they
    have more words than the form allows, what is least needed goes first: what is listed last.
    Raises `BadArgument` for a form that the house has not.
    """
    if form == FORMS[0]:
        return assessment
    if form not in house.forms:
        listed = ", ".join((FORMS[0], *house.forms))
        raise BadArgument(f"there is no form {form!r}.", hint=f"There are: {listed}.")
    layout = house.forms[form]
    by_id = {section.id: section for section in assessment.sections}
    taken = [
        (name, sentence)
        for name, most in layout.sections.items()
        if name in by_id
        for sentence in by_id[name].sentences[:most]
    ]
    while True:
        sections = tuple(
            Section(name, by_id[name].heading, own)
            for name in layout.sections
            if (own := tuple(sentence for place, sentence in taken if place == name))
        )
        cut = replace(assessment, sections=sections)
        spare = [place for place, (name, _) in enumerate(taken) if name not in layout.kept]
        if layout.words is None or words_in(cut) <= layout.words or not spare:
            return cut
        # What makes it too long goes: of the sentences that can, the last that is needed.
        taken.pop(spare[-1])


def words_in(assessment: Assessment) -> int:
    """Return how many words an assessment has: its title, its headings and its sentences."""
    texts = [assessment.title]
    for section in assessment.sections:
        texts += [section.heading, *(one.text for one in section.sentences)]
    return sum(1 for text in texts for word in text.split() if any(map(str.isalnum, word)))


def in_style(case: Case, house: House) -> Case:
    """Return a case with its likelihood told on a scale that is natural to a house.

    The number stays what it is; its word, and whether the word's band holds it, are those of the
    house's own first yardstick where the watch's is none of the house's.
    """
    if not house.yardsticks or case.watch.yardstick in house.yardsticks:
        return case
    known = load_yardsticks()
    name = house.yardsticks[0]
    if name not in known:
        listed = ", ".join(known)
        raise BadArgument(f"there is no yardstick {name!r}.", hint=f"There are: {listed}.")
    band, held = known[name].word_for(case.estimate.event.p)
    event = replace(case.estimate.event, word=band.word, yardstick=name, within_band=held)
    return replace(
        case,
        watch=replace(case.watch, yardstick=name),
        estimate=replace(case.estimate, event=event),
        yardstick=known[name],
        sensitivity=tuple(
            replace(one, word=known[name].word_for(one.p)[0].word) for one in case.sensitivity
        ),
    )
