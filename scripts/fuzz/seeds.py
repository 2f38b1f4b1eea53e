# ruff: noqa: E501 (a document's lines are as long as they are)
"""Seeds: a small sound document of each format, all made up."""

from __future__ import annotations

import json
from base64 import b64decode

__all__ = [
    "CDX",
    "CHUNKED",
    "FRONT",
    "GDELT",
    "HTML",
    "INDEX",
    "JSONFEED",
    "MAIL",
    "MANIFEST",
    "MASTODON",
    "MBOX",
    "PACKAGE",
    "PACKED_ROWS",
    "PACKED_WARC",
    "PDF",
    "ROBOTS",
    "ROWS",
    "RSS",
    "SITEMAP",
    "TELEGRAM",
    "TEXT",
    "WARC",
    "WATCH",
]


def _record(body: bytes, kind: str = "response", more: str = "") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n".encode()
    content = http + body if kind == "response" else body
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.example/1\r\n"
        f"WARC-Date: 2022-10-12T04:30:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
    ).encode() + content + b"\r\n\r\n"  # fmt: skip


HTML = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferries stop</title>'
    b'<meta property="article:published_time" content="2022-10-12T06:30:00+02:00">'
    b'<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-10-12",'
    b' "author": [{"name": "Ann Lee"}], "publisher": {"name": "The Gazette"}}</script></head>'
    b'<body><nav><a href="/">Home</a></nav><article><h1>Ferries stop</h1><p class="byline">By Ann'
    b" Lee</p><p>No ferry left the <b>harbour</b> on Monday,<br>the ministry said.</p><figure>"
    b'<img src="x.jpg"><figcaption>A quay.</figcaption></figure><blockquote>It was calm.'
    b"</blockquote><table><tr><td>1</td></tr></table></article><footer>Imprint</footer></body>"
)
MAIL = (
    b"From: =?utf-8?q?Ann_Lee?= <ann@a.example>\r\nTo: b@a.example\r\nSubject: Ferries stop\r\n"
    b"Date: Wed, 12 Oct 2022 06:30:00 +0200\r\nList-Id: <news.a.example>\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; "
    b"charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nNo ferry left=2E\r\n--b\r\n"
    b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+Tm8gZmVycnk8L3A+\r\n--b--\r\n"
)
FRONT = b"---\ntitle: Ferries stop\ndate: 2022-10-12\npublisher: The Gazette\n---\n# Ferries\n\nNone *left*.\n"
ROWS = (
    b'{"text": "No ferry left.", "date": "2022-10-12", "title": "Ferries", "source": {"name": "A"}}\n'
    b'{"body": "Two ships \\u00e9 came.", "published": 1665556200, "author": ["Ann", "Bo"], "url": '
    b'"http://a.example/2"}\n'
)
RSS = (
    b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>A</title><item>'
    b"<title>Ferries</title><link>http://a.example/1</link><pubDate>Wed, 12 Oct 2022 06:30:00 GMT"
    b"</pubDate><description>&lt;p&gt;None left.&lt;/p&gt;</description></item></channel></rss>"
)
JSONFEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "A",
        "items": [
            {
                "id": "1",
                "url": "http://a.example/1",
                "content_html": "<p>None left.</p>",
                "date_published": "2022-10-12T06:30:00+02:00",
                "authors": [{"name": "Ann"}],
            }
        ],
    }
).encode()
SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>'
    b"http://a.example/1</loc><lastmod>2022-10-12</lastmod></url></urlset>"
)
INDEX = b"<sitemapindex><sitemap><loc>http://a.example/1.xml</loc></sitemap></sitemapindex>"
GDELT = (
    b"URL,MobileURL,Date,Title\nhttp://a.example/1,,2022-10-12 06:30:00,Ferries stop\n",
    b'{"articles": [{"url": "http://a.example/1", "title": "F", "seendate": "20221012T063000Z", "domain": "a.example"}]}',
)
MBOX = (
    b"From a@a.example Wed Oct 12 06:30:00 2022\nFrom: a@a.example\nSubject: One\nDate: Wed, 12 Oct "
    b"2022 06:30:00 +0200\n\nNone left.\n>From here.\n\nFrom b@a.example Thu Oct 13 06:30:00 2022\n\nx\n"
)
CHUNKED = _record(b"5\r\n<p>No\r\n4\r\n</p>\r\n0\r\n\r\n", more="Transfer-Encoding: chunked\r\n")
WARC = _record(HTML) + _record(b"It was said.", kind="resource")
CDX = (
    b" CDX N b a m s k r M S V g\nexample,a)/1 20221012043000 http://a.example/1 text/html 200 X - - 9 0 a.warc.gz\n",
    b'example,a)/1 20221012043000 {"url": "http://a.example/1", "mime": "text/html", "status": "200"}\n',
)
TELEGRAM = json.dumps(
    {
        "name": "Harbour",
        "type": "public_channel",
        "id": 1,
        "messages": [
            {
                "id": 1,
                "type": "message",
                "date": "2022-10-12T06:30:00",
                "date_unixtime": "1665556200",
                "from": "Harbour",
                "forwarded_from": "Quay",
                "text": ["None ", {"type": "bold", "text": "left"}, "."],
            }
        ],
    }
).encode()
MASTODON = json.dumps(
    {
        "@context": "https://www.w3.org/ns/activitystreams",
        "orderedItems": [
            {
                "type": "Create",
                "published": "2022-10-12T06:30:00Z",
                "object": {
                    "type": "Note",
                    "content": "<p>None left.</p>",
                    "url": "http://a.example/1",
                },
            },
            {
                "type": "Announce",
                "published": "2022-10-12T06:30:00Z",
                "object": "http://b.example/2",
            },
        ],
    }
).encode()
PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids "
    b"[3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
    b"/Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
    b" >> >> >> >>\nendobj\n4 0 obj\n<< /Length 41 >>\nstream\nBT /F1 12 Tf 72 720 Td (None left.) Tj ET"
    b"\nendstream\nendobj\ntrailer << /Size 5 /Root 1 0 R >>\n%%EOF\n"
)
MANIFEST = b'file,published,publisher,title\na.txt,2022-10-12,"The ""Harbour"" Gazette",Ferries\nb.html,,,\n'
ROBOTS = b"User-agent: *\nDisallow: /x*?y$\nCrawl-delay: 2\nUser-agent: tocsin\nAllow: /\nSitemap: /s.xml\n"
TEXT = ("Ferries stop\n\nNo ferry left the harbour — “none”, the ministry said.\n" * 2).encode()
# Packed once and for all: every Python packs a little differently.
PACKAGE = b64decode(
    "UEsDBBQAAAAAAAAAIQBKhp2NlgQAAJYEAAAOAAAAYXJjaGl2ZS9hLndhcmNXQVJDLzEuMA0KV0FSQy1UeXBlOiByZXNwb25zZQ0KV0FSQy1UYXJnZXQtVVJJOiBodHRwOi8vYS5leGFtcGxlLzENCldBUkMtRGF0ZTogMjAyMi0xMC0xMlQwNDozMDowMFoNCldBUkMtUmVjb3JkLUlEOiA8dXJuOnV1aWQ6MT4NCkNvbnRlbnQtVHlwZTogYXBwbGljYXRpb24vaHR0cDsgbXNndHlwZT1yZXNwb25zZQ0KQ29udGVudC1MZW5ndGg6IDc0Nw0KDQpIVFRQLzEuMSAyMDAgT0sNCkNvbnRlbnQtVHlwZTogdGV4dC9odG1sOyBjaGFyc2V0PXV0Zi04DQoNCjwhZG9jdHlwZSBodG1sPjxodG1sIGxhbmc9ImVuIj48aGVhZD48bWV0YSBjaGFyc2V0PSJ1dGYtOCI+PHRpdGxlPkZlcnJpZXMgc3RvcDwvdGl0bGU+PG1ldGEgcHJvcGVydHk9ImFydGljbGU6cHVibGlzaGVkX3RpbWUiIGNvbnRlbnQ9IjIwMjItMTAtMTJUMDY6MzA6MDArMDI6MDAiPjxzY3JpcHQgdHlwZT0iYXBwbGljYXRpb24vbGQranNvbiI+eyJAdHlwZSI6ICJOZXdzQXJ0aWNsZSIsICJkYXRlUHVibGlzaGVkIjogIjIwMjItMTAtMTIiLCAiYXV0aG9yIjogW3sibmFtZSI6ICJBbm4gTGVlIn1dLCAicHVibGlzaGVyIjogeyJuYW1lIjogIlRoZSBHYXpldHRlIn19PC9zY3JpcHQ+PC9oZWFkPjxib2R5PjxuYXY+PGEgaHJlZj0iLyI+SG9tZTwvYT48L25hdj48YXJ0aWNsZT48aDE+RmVycmllcyBzdG9wPC9oMT48cCBjbGFzcz0iYnlsaW5lIj5CeSBBbm4gTGVlPC9wPjxwPk5vIGZlcnJ5IGxlZnQgdGhlIDxiPmhhcmJvdXI8L2I+IG9uIE1vbmRheSw8YnI+dGhlIG1pbmlzdHJ5IHNhaWQuPC9wPjxmaWd1cmU+PGltZyBzcmM9InguanBnIj48ZmlnY2FwdGlvbj5BIHF1YXkuPC9maWdjYXB0aW9uPjwvZmlndXJlPjxibG9ja3F1b3RlPkl0IHdhcyBjYWxtLjwvYmxvY2txdW90ZT48dGFibGU+PHRyPjx0ZD4xPC90ZD48L3RyPjwvdGFibGU+PC9hcnRpY2xlPjxmb290ZXI+SW1wcmludDwvZm9vdGVyPjwvYm9keT4NCg0KV0FSQy8xLjANCldBUkMtVHlwZTogcmVzb3VyY2UNCldBUkMtVGFyZ2V0LVVSSTogaHR0cDovL2EuZXhhbXBsZS8xDQpXQVJDLURhdGU6IDIwMjItMTAtMTJUMDQ6MzA6MDBaDQpXQVJDLVJlY29yZC1JRDogPHVybjp1dWlkOjE+DQpDb250ZW50LVR5cGU6IGFwcGxpY2F0aW9uL2h0dHA7IG1zZ3R5cGU9cmVzcG9uc2UNCkNvbnRlbnQtTGVuZ3RoOiAxMg0KDQpJdCB3YXMgc2FpZC4NCg0KUEsBAhQDFAAAAAAAAAAhAEqGnY2WBAAAlgQAAA4AAAAAAAAAAAAAAIABAAAAAGFyY2hpdmUvYS53YXJjUEsFBgAAAAABAAEAPAAAAMIEAAAAAA=="
)
PACKED_WARC = b64decode(
    "H4sIAAAAAAAC/9VT0U7bMBR9r9R/8PwKxUmHxhQcax1ooxpjCHVC2jRNTnLbmiW2sZ1Bhvj3XSctVEj7gD006r3nnHuPj5Pr2dUJSw+S8ega/00WnYWMOPDWaA/bpnQrCJOvV/OMrEOwGWPyAO5lY2tg6YZ0KgMqp8l0OkmTSTpdJIfZ6yRLkm8bwhWUxlWT+WlGeOt01raqylIxHp0YHUCHzW5pba1KGZTRLC47Jo1fBYTyZ1dbxTnoVVhn5OjwaDwaj84Wi0s8S4ouEvLl08vJAe4DjmzqY1KupfMQ8jYsJ2+jlL+qTBm3kEgQPD5JLfUqp6Ap1iArwRsI8klLezFiQYUaxAdwToEnPhjL2dAbBNYZCy50OZUuqLKGzLZFrfwaqp9BNUBJOfjM6W58b4b49pIpPnGNL52ygfRR0N2U6mrvxht0+UDfRZRmhF7AnZ8N2+g+oRVezuV2acSfF0VYtmFtHPa/P1Atm37CTGtyDkAffyBhazhynimLNZCP8g+EgLRHzgaHgrMhrcJUneBa/hZckrWDZU4ZFWemAc4ksgZkMIkJpy8ixAa3pKyl9zktulppoOJ9RzbGOLOIiwtDlijrSA1LDAcd8ULgDRWmdZwVghhNPhtdyW6fF05EQqO08gElXqrqoJ+zVKvWoQnVrIh3ZU7vD27sivZAKW2MWczIbSs75O/0+qJXFrUpf922JoCYB3InPSll3SB7B+BBFvGoweGvEim+JhgTiyXbQOwpj6VBiRPzxjqlAy4aahwYY43v7PU/Pl08efnffLrpNB5lE1l/IbH+C0qGnY2WBAAA"
)
PACKED_ROWS = b64decode(
    "H4sIAAAAAAAC/x2NsQqDMBBA935FuLlqDCjUzQ4dO3VrO0Q9iRBNSC5UEf+9idNx7z3udiBcCRoGT8NGdG5jGkfK4cpgkITJCC5EVvKsFInSRPrEj1hP6BPzJrg+wR0WOZ+2heO47NCZYUvr62eYV5P17BM4xxvrY3d+saHTk1c4xKys66qqasF5FDKQMi7SN7TLktK7gW8cwel0UhHZpihkjqucrcZCwHH5A2yR1KDQAAAA"
)
WATCH = b"""id: made
question: Will Eastland send its army into Westland before June 2031?
opens: 2031-01-01
closes: 2031-06-01
base: {class: made, events: 3, exposure_days: 3650, source: made up, caveat: made up}
hypotheses:
  - {id: entry, text: The army enters, resolves_yes: true, weight: 1}
  - {id: bluff, text: It only threatens, weight: 0.5, deception: true}
propositions:
  - id: entry
    text: Eastland's army enters Westland
    relation: same
    match:
      - {actor: [eastland*], action: [enter*, invad*], other: [westland*]}
indicators:
  - id: armour
    text: Heavy armour arrives at the border
    kind: military
    seen: {entry: 0.7, bluff: 0.4}
    lead_days: 30
    half_life_days: 20
    who: [monitor, military]
    match:
      - {action: [arriv*, bring*], object: [tank*, heavy equipment], direction: in}
    looked:
      - {other: [border], action: [quiet, unchanged]}
"""
