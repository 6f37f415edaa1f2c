"""The checks find what is wrong: a check that finds nothing anywhere proves nothing."""

import json

import pytest

from tests.feeds import checks

RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>A &#x26; B</title><link>https://example.org/</link><description>D</description>
<atom:link rel="self" href="https://example.org/feed.rss" />
<item><title>T</title><link>https://example.org/1</link><guid isPermaLink="false">urn:x</guid>
<pubDate>Tue, 24 Nov 2026 10:00:00 +0000</pubDate>
<description>S</description><content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><title>T</title>
<updated>2026-11-24T10:00:00Z</updated><author><name>N</name></author>
<link rel="self" href="https://example.org/feed.atom" />
<entry><id>urn:y</id><title>T</title><updated>2026-11-24T10:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://example.org/1" />
<summary>S</summary><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "T",
    "items": [{"id": "urn:x", "content_html": "<p>x</p>"}],
}


def test_the_good_is_good():
    assert checks.rss(RSS.encode()) == []
    assert checks.atom(ATOM.encode()) == []
    assert checks.json_feed(json.dumps(JSON)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('isPermaLink="false"', ""),
        ("&#x26;", "&amp;"),
        ("&lt;p&gt;x", "&lt;p&gt;&lt;a href='/x'&gt;x&lt;/a&gt;"),
        ("Tue, 24", "Mon, 24"),
        ("<description>D</description>", ""),
        ("<title>T</title>", "<title>T</title><title>T</title>"),
        ("<description>S</description><content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded>",
         "<content:encoded>x</content:encoded><description>S</description>"),
        ("<description>S", "<enclosure url='/a.jpg' length='1' type='image/jpeg' /><description>S"),
    ],
)  # fmt: skip
def test_wrong_rss_is_found(right, wrong):
    assert right in RSS
    assert checks.rss(RSS.replace(right, wrong).encode())


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<author><name>N</name></author>", ""),
        ("<id>urn:y</id>", ""),
        ("<id>urn:y</id>", "<id>urn:y</id><id>urn:z</id>"),
        ("10:00:00Z", "10:00"),
        ('type="html"', 'type="xhtml"'),
        ('rel="self"', 'rel="alternate"'),
        ("&lt;p&gt;x", "&lt;img srcset='https://a.eu/b 1x, /c 2x'&gt;"),
        ("<summary>S</summary>", "<subtitle>S</subtitle>"),
    ],
)
def test_wrong_atom_is_found(right, wrong):
    assert right in ATOM
    assert checks.atom(ATOM.replace(right, wrong, 1).encode())


@pytest.mark.parametrize(
    "change",
    [
        {"version": "https://jsonfeed.org/version/1"},
        {"title": ""},
        {"items": [{"id": "urn:x"}]},
        {"items": [{"id": 1, "content_html": ""}]},
        {"items": JSON["items"] * 2},
        {"home_page_url": "/"},
        {"items": [{"id": "urn:x", "content_html": "", "date_published": "2026-11-24"}]},
        {"author": {"name": "of version 1"}},
    ],
)
def test_wrong_json_is_found(change):
    assert checks.json_feed(json.dumps(JSON | change))
