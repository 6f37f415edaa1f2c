"""Each format, written from one feed with everything that texts can contain."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feeds.items import Author, Feed, Item, Picture, Tag, Thumbnail
from feeds.view import FORMATS
from tests.feeds import checks

ODD = "„Зелени“ умения™ №\xa05 & <b>ЕС</b> ]]> \x00\x0b\x1b\ufffe “quotes” 'one' 🎓"
CLEAN = "„Зелени“ умения™ №\xa05 & <b>ЕС</b> ]]>  “quotes” 'one' 🎓"


def item(**fields):
    return Item(
        **{
            "id": "urn:uuid:0d7f8b1e-58a2-4b0f-a5f0-111111111111",
            "url": "https://example.org/en/blog/a/",
            "title": "Title",
            "summary": "Summary",
            "content": "<p>Full</p>",
            "published": datetime(2026, 3, 2, 9, 30, 15, 999, tzinfo=UTC),
            **fields,
        }
    )


def feed(*items, **fields):
    return Feed(
        **{
            "id": "urn:uuid:0d7f8b1e-58a2-4b0f-a5f0-000000000000",
            "url": "https://example.org/en/feed",
            "page_url": "https://example.org/en/",
            "title": "The feed",
            "description": "What it is",
            "language": "en",
            "author": Author(name="The cluster", url="https://example.org/en/"),
            "items": items,
            "alternates": (("bg", "https://example.org/bg/feed"),),
            **fields,
        }
    )


def whole():
    return item(
        published=datetime(2026, 3, 1, 10, tzinfo=UTC),
        author=Author(name="Мария & Ко"),
        tags=(Tag(term="green", label="Зелено"), Tag(term="r-d", label="R&D")),
        picture=Picture(
            url="https://example.org/media/a.jpg",
            type="image/jpeg",
            size=12345,
            width=1200,
            height=800,
            alt='Хора <на> маса, "вън"',
        ),
    )


def read(form, content):
    """Return the first item as ``(title, summary, html)``, as a reader understands it."""
    if form == "json":
        first = json.loads(content)["items"][0]
        return first["title"], first["summary"], first["content_html"]
    root = etree.fromstring(content)
    if form == "rss":
        first = root.find("channel/item")
        summary = etree.HTML(f"<p>{first.findtext('description')}</p>")
        text = "".join(summary.itertext())
        return first.findtext("title"), text, first.findtext(checks.CONTENT)
    first = root.find(f"{checks.ATOM}entry")
    return tuple(first.findtext(checks.ATOM + name) for name in ("title", "summary", "content"))


@pytest.mark.parametrize("form", FORMATS)
class TestEveryFormat:
    def test_it_passes_its_check(self, form):
        assert checks.problems(form, FORMATS[form].write(feed(whole(), item(id="urn:x")))) == []

    def test_an_empty_feed_is_a_feed(self, form):
        assert checks.problems(form, FORMATS[form].write(feed(alternates=()))) == []

    def test_odd_text_arrives_as_it_was_written(self, form):
        content = FORMATS[form].write(
            feed(item(title=ODD, summary=ODD, content=f"<p>{ODD}</p>", author=Author(name=ODD)))
        )
        assert checks.problems(form, content) == []
        assert read(form, content) == (CLEAN, CLEAN, f"<p>{CLEAN}</p>")

    def test_a_long_title_stays_whole(self, form):
        title = ("Дигитален образователен пакет за зелени умения " * 5)[:200]
        assert read(form, FORMATS[form].write(feed(item(title=title))))[0] == title

    def test_the_same_feed_gives_the_same_bytes(self, form):
        assert FORMATS[form].write(feed(whole())) == FORMATS[form].write(feed(whole()))


@given(text=st.text(min_size=1))
def test_no_text_breaks_a_format(text):
    told = feed(item(title=f"T{text}", summary=f"S{text}", content=text, author=Author(name="A")))
    etree.fromstring(FORMATS["rss"].write(told))
    etree.fromstring(FORMATS["atom"].write(told))
    json.loads(FORMATS["json"].write(told))


def test_rss_says_everything():
    channel = etree.fromstring(FORMATS["rss"].write(feed(whole()))).find("channel")
    assert channel.findtext("language") == "en"
    built = parsedate_to_datetime(channel.findtext("lastBuildDate"))
    assert built == datetime(2026, 3, 1, 10, tzinfo=UTC)
    entry = channel.find("item")
    assert entry.find("guid").get("isPermaLink") == "false"
    assert parsedate_to_datetime(entry.findtext("pubDate")).day == 1
    assert entry.findtext(checks.CREATOR) == "Мария & Ко"
    assert [category.text for category in entry.findall("category")] == ["Зелено", "R&D"]
    enclosures = [dict(enclosure.attrib) for enclosure in entry.findall("enclosure")]
    url = "https://example.org/media/a.jpg"
    assert enclosures == [{"url": url, "length": "12345", "type": "image/jpeg"}]
    media = entry.find(f"{checks.MEDIA}content")
    assert (media.get("width"), media.get("height"), media.get("medium")) == (
        "1200",
        "800",
        "image",
    )
    assert media.findtext(f"{checks.MEDIA}description") == 'Хора <на> маса, "вън"'


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_every_picture_is_told_once(form):
    first = Picture(
        url="https://example.org/media/a.jpg",
        type="image/jpeg",
        size=1,
        width=1200,
        height=800,
        credit="Мария & Ко",
        thumbnail=Thumbnail(url="https://example.org/media/a-400.webp", width=400, height=267),
    )
    other = Picture(
        url="https://example.org/media/b.png", type="image/png", size=2, width=5, height=4
    )
    content = FORMATS[form].write(feed(item(picture=first, pictures=(other, first))))
    (entry,) = feedparser.parse(content).entries
    assert [media["url"] for media in entry.media_content] == [first.url, other.url]
    assert len(entry.enclosures) == 1
    media = etree.fromstring(content).find(f".//{checks.MEDIA}content")
    small = media.find(f"{checks.MEDIA}thumbnail")
    assert dict(small.attrib) == {"url": first.thumbnail.url, "width": "400", "height": "267"}
    assert media.findtext(f"{checks.MEDIA}credit") == "Мария & Ко"


def test_atom_says_everything():
    content = FORMATS["atom"].write(feed(whole()))
    root = etree.fromstring(content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    links = [link for link in root.findall(f"{checks.ATOM}link") if link.get("rel") == "alternate"]
    assert {link.get("hreflang"): link.get("href") for link in links} == {
        None: "https://example.org/en/",
        "bg": "https://example.org/bg/feed",
        "en": "https://example.org/en/",
    }
    # What readers take as the address of the site: the first one, or the last.
    assert links[0].get("href") == links[-1].get("href") == "https://example.org/en/"
    told = feedparser.parse(content)
    assert told.feed.link == "https://example.org/en/"
    (entry,) = told.entries
    assert entry.author == "Мария & Ко"
    assert [(tag.term, tag.label) for tag in entry.tags] == [("green", "Зелено"), ("r-d", "R&D")]
    assert entry.published == "2026-03-01T10:00:00Z"
    assert entry.updated == "2026-03-01T10:00:00Z"
    assert [file.href for file in entry.enclosures] == ["https://example.org/media/a.jpg"]
    assert entry.media_content[0]["width"] == "1200"


def test_json_says_everything():
    told = json.loads(FORMATS["json"].write(feed(whole())))
    assert told["language"] == "en"
    assert told["authors"] == [{"name": "The cluster", "url": "https://example.org/en/"}]
    (entry,) = told["items"]
    assert entry["authors"] == [{"name": "Мария & Ко"}]
    assert entry["tags"] == ["Зелено", "R&D"]
    assert entry["date_published"] == "2026-03-01T10:00:00Z"
    assert entry["image"] == entry["banner_image"] == "https://example.org/media/a.jpg"
    (attachment,) = entry["attachments"]
    assert attachment["title"] == 'Хора <на> маса, "вън"'
    assert attachment["size_in_bytes"] == 12345
