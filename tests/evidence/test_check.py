"""The check sees whatever is broken on a page or in a feed, as exactly that."""

from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from django.core.handlers.wsgi import WSGIHandler

import evidence
from evidence.asking import Answer, visitor
from evidence.checking import check_site
from tests import factories
from tests.delivery.visitor import Visitor
from tests.evidence import site

pytestmark = pytest.mark.django_db

IMAGE = 'width="96" height="64" alt="Emblem of the European Union"'
# Not the one of the masthead.
END_OF_HEAD = "    </header>\n"
WORDS = "Co-funded by the European Union"


def severe(report):
    return [(finding.code, finding.duty.path) for finding in report.severe]


def altered(*changes, path=""):
    """Return a callable that answers as visitors get it, with parts of the answers replaced.

    Without ``path`` everywhere; each part must be there.
    """
    real, done = visitor(), set()

    def ask(asked):
        answer = real(asked)
        body = answer.body.decode()
        if asked == (path or asked):
            for old, new in changes:
                assert old in body, (asked, old)
                body = body.replace(old, new)
                done.add(old)
        return Answer(answer.status, body.encode())

    return ask


@pytest.fixture
def project():
    return site.project(slug="investech", acronym="InvesTech")


@pytest.fixture
def post(project):
    return site.post(project, language="en", slug="news", body="<h2>One</h2><p>Two</p>")


def on_page(post, *changes):
    """Return the findings about the page of a post with these changes."""
    path = post.get_absolute_url()
    found = severe(evidence.check(post, altered(*changes, path=path)))
    assert {where for _code, where in found} <= {path}
    return [code for code, _where in found]


def test_a_clean_site_has_nothing_severe(project, post):
    site.post(project, language="bg")
    site.post(project, site.project("horizon-2020", granting_authority={"en": "Agency"}))
    for language in ("en", "bg"):
        site.page(project, language=language)
    site.project("opic-2014")
    factories.result_with_link(of=project)
    report = check_site()
    assert severe(report) == []
    assert report.places > 12


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("emblem", "brand/european-union.svg", "brand/another.svg"),
        ("emblem_size", 'width="96" height="64"', 'width="54" height="36"'),
        ("emblem_size", ' width="96" height="64"', ""),
        ("emblem_shape", 'width="96"', 'width="64"'),
        ("emblem_alt", 'alt="Emblem of the European Union"', 'alt=""'),
        ("hidden", '<div class="funding">', '<div class="funding" hidden>'),
        ("hidden", '<div class="funding">', '<div class="funding visually-hidden">'),
        ("hidden", '<div class="funding">', '<div class="funding" aria-hidden="true">'),
        ("hidden", '<div class="funding">', '<div class="funding" style="display: none">'),
        ("hidden", '<img class="emblem"', '<img hidden class="emblem"'),
        ("statement", f'<p class="statement">{WORDS}</p>', ""),
        ("statement", f">{WORDS}</p>", ">With thanks to the European Union</p>"),
        ("abbreviation", f">{WORDS}</p>", ">Co-funded by the EU</p>"),
        ("language", f">{WORDS}</p>", ">Съфинансирано от Европейския съюз</p>"),
        ("language", '<p class="statement">', '<p class="statement" lang="bg">'),
        ("language", '<p class="disclaimer">', '<p class="disclaimer" lang="bg">'),
        ("disclaimer", '<p class="disclaimer">', '<p class="disclaimer">So: '),
        ("hidden", '<p class="disclaimer">', '<p class="disclaimer" hidden>'),
        ("nothing", 'class="funding"', 'class="another"'),
    ],
)
def test_what_is_broken_on_a_page_is_found(post, code, old, new):
    assert on_page(post, (old, new)) == [code]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<details><summary>Money</summary>", "</details>"),
        ("<template>", "</template>"),
        ("<noscript>", "</noscript>"),
    ],
)
def test_what_is_inside_something_closed_is_hidden(post, before, after):
    around = (
        ('<div class="funding">', f'{before}<div class="funding">'),
        (END_OF_HEAD, f"{after}    </header>\n"),
    )
    assert on_page(post, *around) == ["hidden"]


def test_an_open_summary_hides_nothing(post):
    around = (
        ('<div class="funding">', '<details open><summary>x</summary><div class="funding">'),
        (END_OF_HEAD, "</details>    </header>\n"),
    )
    assert on_page(post, *around) == []


def test_the_emblem_stands_before_the_first_heading(post):
    changes = ('<div class="funding">', '<h2>About</h2><div class="funding">')
    assert on_page(post, changes) == ["place"]


def test_on_the_page_of_a_project_the_emblem_follows_the_title(project):
    before = ('<div class="funding">', '<p class="summary">First this</p><div class="funding">')
    path = project.paths()["en"]
    found = severe(evidence.check(project, altered(before, path=path)))
    assert found == [("place", path)]


def test_a_result_owes_on_its_page_and_in_the_feed_of_results(project):
    result = factories.result_with_link(of=project, languages=("en",))
    path, feed = result.paths()["en"], "/en/results/feed.rss"
    assert severe(evidence.check(result)) == []
    changes = ('<div class="funding">', '<div class="funding" hidden>')
    assert severe(evidence.check(result, altered(changes, path=path))) == [("hidden", path)]
    changes = (escape('width="90" height="60"'), escape('width="30" height="20"'))
    assert severe(evidence.check(result, altered(changes, path=feed))) == [("emblem_size", feed)]


def test_a_page_that_does_not_answer(post):
    def ask(path):
        return Answer(500, b"") if path == post.get_absolute_url() else visitor()(path)

    assert severe(evidence.check(post, ask)) == [("answer", post.get_absolute_url())]


def test_nothing_is_claimed_that_is_not_certain():
    project = site.project("erasmus-2021", funding="unknown", slug="unsure")
    post = site.post(project, language="en")
    assert on_page(post) == []
    words = '<p class="statement">European Union</p>'
    assert on_page(post, (words, words.replace("European", "Funded by the European"))) == ["claim"]


def test_nothing_is_claimed_beside_what_is_owed(post):
    more = (
        f'<div class="funding"><img {IMAGE}><p class="statement">Funded by us</p></div></header>\n'
    )
    assert on_page(post, (END_OF_HEAD, more)) == ["claim"]


FEED_EMBLEM = 'width="90" height="60" alt="Emblem of the European Union"'


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("emblem", "brand/european-union.png", "brand/another.png"),
        (
            "emblem",
            "http://localhost:8000/static/brand/european-union",
            "/static/brand/european-union",
        ),
        ("emblem_size", 'width="90" height="60"', 'width="30" height="20"'),
        ("emblem_alt", 'alt="Emblem of the European Union"', 'alt=""'),
        ("statement", f">{WORDS}</span>", "></span>"),
        ("language", '<span lang="en">', '<span lang="bg">'),
        ("disclaimer", "Views and opinions", "Opinions"),
        ("item", "urn:uuid:", "urn:other:"),
    ],
)
def test_what_is_broken_in_a_feed_is_found(post, code, old, new):
    path = "/en/projects/investech/feed.rss"
    assert severe(evidence.check(post, altered((escape(old), escape(new)), path=path))) == [
        (code, path)
    ]


def test_nothing_at_all_in_the_feeds(post, monkeypatch):
    monkeypatch.setattr("blog.feeds.items.in_feed", lambda groups: "")
    assert severe(evidence.check(post)) == [
        ("nothing", "/en/feed.rss"),
        ("nothing", "/en/projects/investech/feed.rss"),
    ]


def test_items_are_found_in_the_archives(project):
    old = site.post(project, language="en", published_at=datetime(2020, 1, 1, tzinfo=UTC))
    for _number in range(25):
        factories.post(language="en")
    assert severe(evidence.check(old)) == []


def test_a_page_that_a_store_kept_before_its_post_was_linked(project, monkeypatch):
    # Keep the connection, and with it the test's transaction, at the end of a request.
    wrapper = "django.db.backends.base.base.BaseDatabaseWrapper"
    monkeypatch.setattr(f"{wrapper}.close_if_unusable_or_obsolete", lambda self: None)
    store = Visitor(WSGIHandler())
    post = factories.post(language="en")
    store.ask(post.get_absolute_url())
    # The store has not looked since: for a moment it sends what it has.
    post.story.projects.add(project)
    found = severe(evidence.check(post, visitor(store.front)))
    assert found == [("nothing", post.get_absolute_url())]
    store.look()
    assert severe(evidence.check(post, visitor(store.front))) == []


def test_a_draft_owes_nothing(project):
    report = evidence.check(site.post(project, **factories.life("draft")))
    assert (report.places, report.findings) == (0, ())


def test_a_report_on_one_project_leaves_out_what_others_owe(project, post):
    other = site.project("erasmus-2021", funding="funded", slug="other")
    post.story.projects.add(other)
    changes = (f">{WORDS}</p>", ">With thanks to the European Union</p>")
    ask = altered(changes, path=post.get_absolute_url())
    assert severe(check_site(ask, project="other")) == []
    assert severe(check_site(ask, project="investech")) == [("statement", post.get_absolute_url())]
