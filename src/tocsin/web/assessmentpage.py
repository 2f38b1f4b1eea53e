"""The assessment page: the draft as it would leave, what the checks find, versions, differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tocsin.desk import Publication, publications, publish
from tocsin.errors import UnknownEntry
from tocsin.nouns import Assessment, Finding, Sentence
from tocsin.publish import assess, lint
from tocsin.publish.editing import generated_beside
from tocsin.publish.house import house_for
from tocsin.web import acting
from tocsin.web.acting import Acting
from tocsin.web.looking import CARRIED
from tocsin.web.rendering import page
from tocsin.web.watchpages import Seen, framed, seen

__all__ = ["ROUTES", "Change", "changes_of"]

DRAFT = "draft"
"""What the draft is called where two versions are compared."""

MARKS = {"cited": "", "assumption": "Assumption", "judgement": "Judgement", "method": "Method"}


@dataclass(frozen=True, slots=True)
class Change:
    """A line of one version or of the other, or a run of lines that both have."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its mark, what the checks found, and what stands beside an edited one."""

    sentence: Sentence
    mark: str
    findings: tuple[Finding, ...]
    generated: str


def changes_of(old: str, new: str) -> tuple[Change, ...]:
    """Return what differs between two texts, line by line; of what is the same, how much."""
    one, two = (_lines(text) for text in (old, new))
    found: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            lines = "line" if b - a == 1 else "lines"
            found.append(Change("same", f"{b - a} {lines} the same"))
            continue
        found += [Change("gone", line) for line in one[a:b]]
        found += [Change("new", line) for line in two[c:d]]
    return tuple(found)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def assessment(request: Request) -> Response:
    """Answer with the draft of the assessment, its checks, and the versions that left the desk."""
    from tocsin.publish import markdown

    shared: Acting = request.app.state.acting
    cookie = acting.cookie_of(request)
    with seen(request) as one:
        draft, findings = _draft(one)
        text = markdown(draft)
        versions = publications(one.ledger, one.now.watch.id)
        told = house_for(one.now.watch.yardstick).told_apart
        names = [request.query_params.get(name, "") for name in ("from", "to")]
        compared = _compared(names, versions, text)
        answer = page(
            "web/assessment.html",
            **framed(one, "assessment"),
            draft=draft,
            sections=[(section, list(_said(section, findings))) for section in draft.sections],
            findings=findings,
            versions=versions[::-1],
            told=told,
            published=next((v for v in reversed(versions) if v.text == text), None),
            compared=compared,
            chosen=names,
            token=acting.token_of(shared, cookie),
            author=acting.author_of(request),
            back=urlencode([pair for pair in request.query_params.items() if pair[0] in CARRIED]),
        )
    return acting.remember(answer, acting.FORM, cookie)


def _draft(one: Seen) -> tuple[Assessment, tuple[Finding, ...]]:
    clocks = one.asked.as_of, one.asked.known_at, one.asked.since

    def made() -> tuple[Assessment, tuple[Finding, ...]]:
        draft = assess(one.case)
        return draft, lint(draft, one.case)

    return one.keeper.get(one.ledger, ("assessment", one.now.watch.id, *clocks), made)


def _said(section: Any, findings: Sequence[Finding]) -> Iterator[Said]:
    for number, sentence in enumerate(section.sentences, 1):
        own = (f for f in findings if f.section == section.id and f.sentence == number)
        mark = MARKS[sentence.kind]
        if sentence.edit is not None:
            mark = f"{mark}, edited" if mark else "Edited"
        yield Said(sentence, mark, tuple(own), generated_beside(section, number - 1))


def _compared(
    names: Sequence[str], versions: Sequence[Publication], draft: str
) -> tuple[Change, ...] | None:
    """Return the differences between two versions by their ids. Raises `UnknownEntry`."""
    if not all(names):
        return None
    texts = {one.id: one.text for one in versions} | {DRAFT: draft}
    for name in names:
        if name not in texts:
            raise UnknownEntry(f"there is no version {name!r}.", hint="The page lists them.")
    return changes_of(texts[names[0]], texts[names[1]])


async def act(request: Request) -> Response:
    """Record that the draft is published, and lead back to the page."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > acting.MOST:
            raise HTTPException(413)
    return await run_in_threadpool(_act, request, body)


def _act(request: Request, body: bytes) -> Response:
    form = acting.form_of(request, body, request.app.state.acting)
    back = [pair for pair in parse_qsl(form.get("back")) if pair[0] in CARRIED]
    scope = {**request.scope, "query_string": urlencode(back).encode()}
    with seen(Request(scope)) as one:
        draft, _ = _draft(one)
        case, desk, now = one.case, one.desk, one.keeper.now
    with desk.ledger() as ledger:
        publish(ledger, draft, case, now=now, author=form.author)
    here = f"/watch/{request.path_params['watch']}/assessment"
    return RedirectResponse(f"{here}?{urlencode(back)}" if back else here, 303)


ROUTES = (
    Route("/watch/{watch}/assessment", assessment, methods=["GET"]),
    Route("/watch/{watch}/assessment", act, methods=["POST"]),
)
