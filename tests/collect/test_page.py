from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest

from tocsin.collect import Captured, Limits, capture_bytes
from tocsin.nouns import Interval, Report


def page(markup: str | bytes, limits: Limits | None = None) -> Report:
    data = markup.encode() if isinstance(markup, str) else markup
    (found,) = capture_bytes(data, file="a.html", limits=limits or Limits())
    assert isinstance(found, Captured), found
    return found.report


def kinds(report: Report) -> dict[str, str]:
    return {segment.span.of(report.text): segment.kind for segment in report.layout}


def test_paragraphs_stand_apart_items_below_each_other_and_blanks_are_one() -> None:
    report = page(
        "<p>One\n  <b>two</b>, <i>three</i>.</p><div>Four<br>five</div>"
        "<ul><li>six<li>seven</ul><table><tr><td>8<td>9</table><pre>a\n  b</pre>"
    )
    assert report.text == ("One two, three.\n\nFour\nfive\n\nsix\nseven\n\n8\t9\n\na\n  b")


def test_words_within_inline_tags_are_not_torn_apart() -> None:
    assert page("<p>Luka<b>shenko</b>&#8217;s <a>army</a></p>").text == "Lukashenko’s army"


def test_scripts_styles_and_templates_never_enter_the_text() -> None:
    report = page(
        "<title>T</title><style>p{}</style><p>Said.<script>var x='<p>no</p>'</script></p>"
        "<template><p>no</p></template><svg><text>no</text></svg><textarea>no</textarea>"
        "<!-- no --><iframe>no</iframe>"
    )
    assert report.text == "T\n\nSaid."


def test_the_markup_names_headline_caption_byline_furniture_and_quotation() -> None:
    report = page(
        "<title>Troops stay home | Herald</title><nav>World</nav><h1>Troops stay home</h1>"
        "<p class=byline>By A. Writer</p><p>It was said.</p>"
        "<figure><figcaption>A tank. Photo</figcaption></figure><blockquote>A quote</blockquote>"
        "<aside>Most read</aside><form>Sign up</form><footer>Imprint</footer>"
    )
    assert kinds(report) == {
        "World": "furniture",
        "Troops stay home": "headline",
        "By A. Writer": "byline",
        "A tank. Photo": "caption",
        "A quote": "quotebox",
        "Most read": "furniture",
        "Sign up": "furniture",
        "Imprint": "furniture",
    }


def test_a_caption_within_furniture_is_furniture() -> None:
    assert kinds(page("<p>Said.</p><aside>Read <figcaption>x</figcaption></aside>")) == {
        "Read\n\nx": "furniture"
    }


def test_a_page_that_is_one_form_is_no_furniture() -> None:
    report = page("<form><nav>World</nav><h1>Head</h1><p>It was said.</p><p>Twice.</p></form>")
    assert kinds(report) == {"World": "furniture", "Head": "headline"}


def test_hidden_text_is_furniture_unless_it_is_the_article() -> None:
    assert kinds(page("<p>Said.</p><div hidden>Cookies</div>")) == {"Cookies": "furniture"}
    hidden = page('<div style="display: none"><article><p>It was said.</p></article></div>')
    assert kinds(hidden) == {"It was said.": "body"}


def test_of_several_main_headings_the_one_of_the_title_is_the_headline() -> None:
    report = page(
        "<title>Troops stay – Herald</title><h1>The Herald!</h1><h1>Troops stay</h1><p>So."
    )
    assert kinds(report) == {"Troops stay": "headline"}


def test_a_page_without_a_main_heading_begins_with_its_title() -> None:
    report = page(
        "<title>Troops stay</title><figure><figcaption>A tank</figcaption></figure><p>So."
    )
    assert report.text == "Troops stay\n\nA tank\n\nSo."
    assert kinds(report) == {"Troops stay": "headline", "A tank": "caption"}


def test_a_title_that_stands_in_the_page_is_not_repeated() -> None:
    report = page("<title>Troops stay</title><h2>Troops stay</h2><p>So.")
    assert report.text == "Troops stay\n\nSo."
    assert kinds(report) == {"Troops stay": "headline"}


def test_json_ld_goes_before_meta_and_meta_before_a_guess() -> None:
    ld = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},'
        '{"@type": ["NewsArticle"], "headline": "H", "datePublished": "2022-10-20T10:00:00Z",'
        '"dateModified": "2022-10-21", "author": [{"name": "A"}, {"name": "B"}],'
        '"publisher": {"name": "Herald"}, "url": "https://www.herald.example/h"}]}</script>'
    )
    meta = '<meta property="article:published_time" content="2022-10-22T10:00:00Z">'
    report = page(f"{meta}{ld}<p>So.")
    assert report.published == Interval.instant(datetime(2022, 10, 20, 10, tzinfo=UTC))
    assert report.updated == Interval.day(date(2022, 10, 21))
    assert (report.published_by, report.publisher, report.host) == (
        "json-ld",
        "Herald",
        "herald.example",
    )
    assert (report.author, report.title) == ("A, B", "H")
    assert page(f"{meta}<p>So.").published_by == "meta"
    guessed = page(
        '<html><body><p class="date">Published: 2022-10-23</p><p>It was so.</p></body></html>'
    )
    assert (guessed.published, guessed.published_by) == (
        Interval.day(date(2022, 10, 23)),
        "htmldate",
    )


def test_an_exact_midnight_in_a_page_is_a_day_whose_time_is_not_known() -> None:
    report = page('<meta name="date" content="2022-10-20T00:00:00+03:00"><p>So.')
    assert report.published == Interval.day(date(2022, 10, 20))


@pytest.mark.parametrize(
    "stated", ["yesterday", "2022-02-31", "9999-01-01", "1 day ago", "October 2022"]
)
def test_an_unreadable_date_is_no_date_and_never_today(stated: str) -> None:
    report = page(f'<meta name="date" content="{stated}"><p>{stated}</p>')
    assert (report.published, report.published_by) == (None, "none")


def test_a_copy_is_hosted_where_it_says_it_is_not_at_its_original() -> None:
    report = page(
        '<link rel=canonical href="https://original.example/x">'
        '<meta property="og:url" content="https://copies.example/x"><p>So.'
    )
    assert report.host == "copies.example"


def test_the_declared_charset_of_a_page_is_used() -> None:
    data = "<meta http-equiv=content-type content='text/html; charset=windows-1251'><p>Мінск</p>"
    report = page(data.encode("cp1251"))
    assert (report.text, report.charset) == ("Мінск", "cp1251")
    xml = "<?xml version='1.0' encoding='koi8-r'?><html><body><p>Минск</p></body></html>"
    assert page(xml.encode("koi8-r")).text == "Минск"


def test_a_declared_language_serves_where_the_text_is_too_short_to_tell() -> None:
    assert page("<html lang=pl-PL><p>Tak.</p></html>").language == "pl"
    long = "The government has denied that its soldiers would cross the border this year. " * 3
    assert page(f"<html lang=pl><p>{long}</p></html>").language == "en"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 200_000 + "end",
        "<b><p>" * 30_000 + "end",
        "<table><tr><td><a>" * 20_000 + "end",
        "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">end",
        '<p>end<img src="data:image/png;base64,' + "A" * 3_000_000 + '">',
        "<header><form>" * 30_000 + "end",
        '<meta name="a" content="b">' * 5_000 + "end",
        "<script></script>" * 5_000 + "end",
    ],
    ids=["nested", "misnested", "tables", "attributes", "picture", "frames", "metas", "scripts"],
)
def test_hostile_pages_are_rendered_in_bounded_time(markup: str) -> None:
    started = time.process_time()
    assert page(markup).text == "end"
    assert time.process_time() - started < 10


def test_a_page_beyond_the_limits_is_kept_and_not_read() -> None:
    for limits in (Limits(markup=100), Limits(nodes=10), Limits(characters=10)):
        report = page("<p>It was said.</p>" * 20, limits)
        assert (report.text, report.layout, report.refusal) == ("", (), "T102")


def test_a_page_without_text_is_empty() -> None:
    (found,) = capture_bytes(b"<html><script>load()</script></html>", file="a.html")
    assert not isinstance(found, Captured)
    assert found.code == "T103"


def test_a_null_does_not_end_a_page() -> None:
    assert page("<p>Before\0</p><p>after</p>").text.endswith("after")
