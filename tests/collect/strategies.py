"""Bytes and pages for the tests of collect: broken, mixed and made to mislead."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["documents", "labels", "markup", "messages", "noise"]

labels = st.sampled_from(
    [
        None,
        "",
        "utf-8",
        "UTF8",
        "utf-16",
        "utf-32",
        "latin-1",
        "iso-8859-1",
        "ascii",
        "windows-1251",
        "koi8-r",
        "gb18030",
        "shift_jis",
        "big5",
        "euc-kr",
        "iso-2022-jp",
        "hz",
        "utf-7",
        "base64",
        "zip",
        "rot13",
        "idna",
        "punycode",
        "unicode_escape",
        "undefined",
        "mbcs",
        "no such",
        "\0",
        "é" * 99,
    ]
)

_words = st.sampled_from(
    [
        "The ministry said so.",
        " ",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\x1b",
        "\ufeff",
        "\u2028",
        "«é»",
        "Я",
        "\U0001f399",
    ]
)
noise = st.one_of(
    st.binary(max_size=400),
    st.lists(_words, max_size=30).map(lambda words: "".join(words).encode()),
    st.lists(_words, max_size=30).map(lambda words: "".join(words).encode("utf-16")),
    st.lists(st.one_of(st.binary(max_size=8), _words.map(str.encode)), max_size=30).map(b"".join),
)

_tags = st.sampled_from(
    "p div h1 h2 article main nav aside footer form header li ul table tr td br blockquote time "
    "figcaption script style title pre a b span svg template noscript address select html body "
    "head".split()
)
_attributes = st.sampled_from(
    [
        "",
        " hidden",
        ' style="display: none"',
        ' role="navigation"',
        ' rel="author"',
        " class=byline",
        " =x",
        ' "',
    ]
)
_pieces = st.one_of(
    _words,
    st.builds(lambda tag, more: f"<{tag}{more}>", _tags, _attributes),
    _tags.map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "&amp", "&#xD800;", "&#0;", "<", ">", "<meta charset=koi8-r>"]
    ),
    st.sampled_from(
        [
            '<script type="application/ld+json">{"@type": "Article", "datePublished": 7}</script>',
            '<script type="application/ld+json">[[[{"author": [[]]}</script>',
            '<meta property="article:published_time" content="2022-99-99">',
            '<meta name=date content="0001-01-01T00:00:00+23:59"><meta property=og:url content="http://[">',
        ]
    ),
)
markup = st.lists(_pieces, max_size=60).map("".join)

_headers = st.sampled_from(
    [
        "From: =?utf-8?q?=FF?= <a@b>",
        "From: \udcff",
        "Date: Wed, 99 Oct 2022 06:30:00 +9999",
        "Date: 0",
        "Subject: =?x?b?====?=",
        'Content-Type: text/plain; charset="',
        "Content-Type: multipart/mixed; boundary=b",
        "Content-Type: text/html; charset*0*=utf-16''%",
        "Content-Type: message/rfc822",
        "List-Id: <",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: x-uuencode",
        "MIME-Version: 1.0",
        "To: x",
        'Content-Disposition: attachment; filename*="',
        "--b",
        "--b--",
        "",
    ]
)
messages = st.lists(st.one_of(_headers, _words, markup), max_size=40).map(
    lambda lines: "\r\n".join(lines).encode("utf-8", "surrogateescape")
)

_json = st.sampled_from(
    [
        '{"text": "It was said.", "date": "2022-10-20"}',
        '{"text": "x \\ud800 y", "title": "\\udc00"}',
        "{",
        "[",
        "]",
        ",",
        '{"text": 7}',
        '{"body": "b", "published": 1e999, "source": {"name": []}}',
        "null",
        "1" * 5000,
        "[" * 5000,
        '{"content": "c", "date": -1e30, "author": [{}, [], null], "url": "http://["}',
        "\n",
        " ",
        "\ufeff",
        "NaN",
        "é",
    ]
)
_front = st.sampled_from(
    [
        "---\n",
        "date: 2022-02-31\n",
        "title: [\n",
        "&a [*a]\n",
        "? {}\n",
        "- x\n",
        "# T\n",
        "> q\n",
        "===\n",
        "\0",
        "x",
        "\r",
        "language: no\n",
        "!!python/object:os.system x\n",
        "[" * 3000,
        "<<: *b\n",
        "...\n",
    ]
)

documents = st.one_of(
    st.tuples(st.just("a.txt"), noise),
    st.tuples(st.just("a.html"), st.one_of(noise, markup.map(str.encode))),
    st.tuples(st.just("a.eml"), st.one_of(noise, messages)),
    st.tuples(
        st.sampled_from(["a.json", "a.jsonl"]),
        st.one_of(noise, st.lists(_json, max_size=12).map("".join).map(str.encode)),
    ),
    st.tuples(
        st.just("a.md"),
        st.one_of(noise, st.lists(_front, max_size=20).map("".join).map(str.encode)),
    ),
)
