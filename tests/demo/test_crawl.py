"""A crawl of every link of the demo site, like a search engine's."""

import re
from collections import Counter, defaultdict
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import html

from languages.codes import codes
from tests.reading import sitemap_parts

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
# Staff pages, and what a form requests: no text links to them.
PRIVATE = ("/admin/", "/accounts/")

# Words of every English sentence, and of no Bulgarian one.
ENGLISH = re.compile(
    r"\b(?:the|and|of|to|in|is|for|with|this|that|from|are|which|their|read|news|page|by)\b",
    re.IGNORECASE,
)


class Seen:
    """One crawled address: its status, where it leads, and its page if it is one."""

    def __init__(self, client, path):
        response = client.get(path)
        self.status = response.status_code
        self.page = None
        # A partner of whom too little is known for a page leads to a line of the list.
        self.line = (
            response["Location"] if self.status == 302 and "#" in response["Location"] else ""
        )
        if self.status == 200 and response["Content-Type"].startswith("text/html"):
            self.page = html.fromstring(response.content)
        elif response.streaming:
            # Read to its end, so that the test client closes it.
            b"".join(response)

    def all(self, xpath):
        """Return what an XPath finds in the page, nothing if there is no page."""
        return [] if self.page is None else self.page.xpath(xpath)

    def head(self, xpath):
        """Return the one text that an XPath finds in the head, ``""`` without one."""
        return next(iter(self.all(f"//head/{xpath}")), "")

    @property
    def is_indexed(self):
        """Whether a search engine may index it."""
        return self.page is not None and "noindex" not in self.head("meta[@name='robots']/@content")

    def ways(self):
        """Return the link targets of this page."""
        return [self.line] if self.line else self.all("//a/@href")

    def needs(self):
        """Return what else the page refers to: pictures, styles, icons, feeds, other languages."""
        sets = [part.split()[0] for text in self.all("//@srcset") for part in text.split(",")]
        return sets + self.all("//link/@href | //img/@src | //script/@src")


def own_path(base, address):
    """Return path and fragment of an address of this site, None for others."""
    try:
        address, fragment = urldefrag(urljoin(SITE + base, address))
    except ValueError:
        return None
    parts = urlsplit(address)
    if f"{parts.scheme}://{parts.netloc}" != SITE or parts.path.startswith(PRIVATE):
        return None
    # One format of a feed represents all three: they share a view.
    if re.search(r"/feed[^/]*\.(?:atom|json)$", parts.path):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else ""), fragment


@pytest.fixture(scope="module")
def walk(demo):
    """Crawl from both home pages; return ``{path: Seen}`` and the links."""
    client = Client(SERVER_NAME="localhost")
    seen, linked, fragments = {}, defaultdict(set), defaultdict(set)
    ahead = [f"/{code}/" for code in codes()]
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        if path.startswith("/static/"):
            seen[path] = None
            continue
        seen[path] = Seen(client, path)
        for address in seen[path].ways() + seen[path].needs():
            if found := own_path(path, address):
                target, fragment = found
                ahead.append(target)
                if fragment:
                    fragments[target, fragment].add(path)
        linked[path] |= {found[0] for way in seen[path].ways() if (found := own_path(path, way))}
    parts = sitemap_parts(client)
    listed = {
        place.text.removeprefix(SITE)
        for part in parts
        for place in html.fromstring(part.content).iter("loc")
    }
    return seen, linked, fragments, listed


def pages(walk):
    """Return ``{path: Seen}`` of what a search engine may index."""
    return {path: one for path, one in walk[0].items() if one and one.is_indexed}


def test_no_link_is_broken_or_goes_a_roundabout_way(walk):
    seen, *_rest = walk
    wrong = {path: one.status for path, one in seen.items() if one and one.status != 200}
    assert {path: status for path, status in wrong.items() if not seen[path].line} == {}
    lost = [path for path, one in seen.items() if one is None]
    assert [path for path in lost if not finders.find(path.removeprefix("/static/"))] == []
    assert len(seen) > 400


def test_a_link_into_a_page_meets_its_place(walk):
    seen, _linked, fragments, _listed = walk
    missing = {
        target: sorted(sources)
        for target, sources in fragments.items()
        if seen[target[0]].page is not None and not seen[target[0]].all(f"//*[@id='{target[1]}']")
    }
    assert missing == {}


def test_every_page_of_the_sitemap_is_reached_by_links(walk):
    seen, linked, _fragments, listed = walk
    reached = set().union(*linked.values()) | {f"/{code}/" for code in codes()}
    assert listed - reached == set()
    assert {path for path in listed if not seen[path].is_indexed} == set()


# Where a post is shown: on its own page, as a card, and as a line beside a list.
POSTS = (
    "//header[@class='post-head'] | //article[@class='card']"
    " | //aside[@aria-labelledby='beside']//li"
)


def test_every_post_shows_its_date_wherever_it_is(walk):
    _seen, _linked, _fragments, listed = walk
    shown = {path: one.all(POSTS) for path, one in pages(walk).items() if path in listed}
    assert sum(len(places) for places in shown.values()) > 500
    dated = ".//time[@datetime and normalize-space()]"
    undated = [path for path, places in shown.items() if not all(p.xpath(dated) for p in places)]
    assert undated == []


def test_every_page_that_may_be_kept_is_in_the_sitemap(walk):
    # Later pages and years of a list, and search, lead to pages; they are not pages to find.
    ways = ("/page/", "/stranitsa/", "/search/", "/tarsene/")
    found = {
        path
        for path in pages(walk)
        if not any(way in path for way in ways) and not path.rstrip("/")[-4:].isdigit()
    }
    assert found - walk[3] == set()


@pytest.mark.parametrize("told", ["title/text()", "meta[@name='description']/@content"])
def test_no_two_pages_say_the_same_of_themselves(walk, told):
    counted = Counter((path[:4], one.head(told)) for path, one in pages(walk).items())
    twice = {words for (_code, words), number in counted.items() if number > 1 and words}
    assert {
        path: one.head(told) for path, one in pages(walk).items() if one.head(told) in twice
    } == {}


def test_every_page_has_a_title_a_description_a_heading_and_its_language(walk):
    for path, one in pages(walk).items():
        assert one.head("title/text()"), path
        assert one.head("meta[@name='description']/@content"), path
        assert len(one.all("//h1")) == 1, path
        assert one.page.get("lang") == path[1:3], path


def test_languages_name_each_other_and_pages_themselves(walk):
    for path, one in pages(walk).items():
        canonical = own_path(path, one.head("link[@rel='canonical']/@href"))[0]
        others = {
            own_path(path, link.get("href"))[0]
            for link in one.all("//head/link[@rel='alternate'][@hreflang!='x-default']")
        }
        if canonical != path:
            # Shown in the other language for lack of a text: the other one is the page.
            assert path not in walk[3], path
            continue
        assert not others or path in others, path
        for other in others:
            back = walk[0][other].all("//head/link[@rel='alternate'][@hreflang!='x-default']/@href")
            assert SITE + path in back, (path, other)


def test_no_page_is_empty(walk):
    for path, one in pages(walk).items():
        words = one.page.text_content()
        assert "There is nothing to show yet" not in words, path
        assert "Все още няма съдържание" not in words, path


def spoken(element, language="bg"):
    """Yield the words of an element in a language, by the ``lang`` around them."""
    if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
        return
    if element.get("translate") == "no":  # an address belongs to no language
        return
    here = element.get("lang", language)
    if here == "bg":
        yield element.text or ""
        for name in ("alt", "title", "aria-label"):
            yield element.get(name, "")
    for child in element:
        yield from spoken(child, here)
        if here == "bg":
            yield child.tail or ""


def test_no_bulgarian_page_speaks_english(walk):
    wrong = {}
    for path, one in walk[0].items():
        if one and one.page is not None and path.startswith("/bg/"):
            for text in spoken(one.page):
                if found := ENGLISH.findall(text):
                    wrong.setdefault(path, []).append((found, text.strip()[:80]))
    assert wrong == {}
