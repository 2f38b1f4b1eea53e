"""Documents of all kinds, made up for tests."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping

from tocsin.collect import LIMITS, Captured, Document, Found, Lead, Limits, kind_named, settled
from tocsin.errors import CollectError

__all__ = [
    "ATOM",
    "MAILBOX",
    "RSS",
    "SITEMAP",
    "archive",
    "captured",
    "faults",
    "finds",
    "leads",
    "package",
    "record",
]

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Harbour Gazette</title><language>en-gb</language>
<item><title>Ferries stop</title><link>https://gazette.example/1</link>
<pubDate>Wed, 12 Oct 2022 06:30:00 +0200</pubDate><author>a@b.example (Ann Lee)</author>
<description>&lt;p&gt;No ferry left the &lt;b&gt;harbour&lt;/b&gt;.&lt;/p&gt;</description></item>
<item><title>Trains leave</title><link>/2</link><pubDate>soon</pubDate>
<source url="https://other.example/">The Other</source></item>
<item><title>A note</title><description>It was said at noon.</description></item>
<item><title></title></item>
</channel></rss>"""

ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Log</title>
<entry><title>Ships</title><link rel="alternate" href="https://log.example/a"/>
<id>tag:log.example,2022:a</id><published>2022-10-12T04:30:00Z</published>
<updated>2022-10-13T00:00:00Z</updated><author><name>B. Writer</name></author>
<content type="html">&lt;p&gt;Three ships came.&lt;/p&gt;</content></entry></feed>"""

SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://gazette.example/1</loc><lastmod>2022-10-12</lastmod>
<image:image><image:loc>https://gazette.example/1.jpg</image:loc></image:image></url>
<url><loc> https://gazette.example/2?a=1&amp;b=2 </loc><news:news><news:publication>
<news:name>The Harbour Gazette</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2022-10-13T10:00:00Z</news:publication_date>
<news:title>Trains</news:title></news:news></url>
<url><loc>no address</loc></url></urlset>"""

MAILBOX = (
    b"From a@b.example Wed Oct 12 06:30:00 2022\nFrom: a@b.example\nSubject: One\n"
    b"Date: Wed, 12 Oct 2022 06:30:00 +0200\n\nIt was said.\n>From here on, nothing.\n>>From x\n"
    b"From the middle of a paragraph.\n\n"
    b"From c@d.example Thu Oct 13 06:30:00 2022\n\nno headers at all\n\n"
    b"From e@f.example Thu Oct 13 06:30:00 2022\nFrom: e@f.example\nSubject: Two\n\nMore.\n"
)


def record(
    body: bytes, url: str, *, kind: str = "response", http: str = "200 OK", **headers: str
) -> bytes:
    """A record of a WARC file."""
    content = body
    if kind == "response":
        named = {
            "Content-Type": "text/html",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        content = f"HTTP/1.1 {http}\r\n{lines}\r\n".encode() + body
    declared = "application/http; msgtype=response" if kind == "response" else "text/html"
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2022-10-12T04:30:00Z\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url))}>\r\n"
            f"Content-Type: {declared}\r\nContent-Length: {len(content)}\r\n\r\n"
        ).encode()
        + content
        + b"\r\n\r\n"
    )


def archive(*records: bytes, packed: bool = False) -> bytes:
    """A WARC file of these records."""
    return b"".join(gzip.compress(one) if packed else one for one in records)


def package(**members: bytes) -> bytes:
    """A zip package; "__" in a name stands for "/"."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("datapackage.json", json.dumps({"profile": "data-package"}))
        for name, data in members.items():
            made.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def finds(
    kind: str,
    data: bytes,
    *,
    address: str | None = None,
    media_type: str = "",
    options: Mapping[str, object] | None = None,
    limits: Limits = LIMITS,
) -> list[Found]:
    """All that a shipped kind finds in `data`."""
    own = kind_named(kind)
    document = Document(
        "a.file", io.BytesIO(data), len(data), address=address, media_type=media_type
    )
    return list(own.find(document, settled(own, options or {}), limits))


def leads(found: list[Found]) -> list[Lead]:
    """The addresses that were found."""
    return [one for one in found if isinstance(one, Lead)]


def captured(found: list[Found]) -> list[Captured]:
    """The reports that were found."""
    return [one for one in found if isinstance(one, Captured)]


def faults(found: list[Found]) -> list[str]:
    """The codes of the faults that were found."""
    return [one.code for one in found if isinstance(one, CollectError)]
