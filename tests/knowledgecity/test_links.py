"""What the link dialog of the editor finds, and what it says of the links in a text."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db
LINKS = "/admin/links/"


@pytest.fixture
def writer(client):
    client.force_login(factories.user("Writers"))
    return client


def asked(client, **query):
    return client.get(LINKS, query).json()["targets"]


def titles(client, typed="", **query):
    return [target["title"] for target in asked(client, q=typed, **query)]


def hrefs(client, typed="", **query):
    return [target["href"] for target in asked(client, q=typed, **query)]


def ref(thing):
    return f"ref:{thing.uid}"


# Facts enough for a page.
PAGE = {"kind": "company", "site": "https://example.org/"}


class TestFinding:
    @pytest.mark.parametrize("typed", ["Инвес", "investech", "INVES", "инвестех", "tech inves"])
    def test_an_organisation_by_any_spelling(self, writer, typed):
        latin = factories.organisation(slug="one", languages=(), **PAGE)
        latin.texts.create(language="en", name="InvesTech Ltd.")
        cyrillic = factories.organisation(slug="two", languages=(), **PAGE)
        cyrillic.texts.create(language="bg", name="„ИнвесТех“ ООД")
        other = factories.organisation(slug="three", other_names=["Ltd.", "ИнвесТех"])
        acronym = factories.organisation(slug="four", languages=(), **PAGE)
        acronym.texts.create(language="bg", name="Съюз", acronym="INVESTECH")
        factories.organisation(slug="another")
        expected = {ref(thing) for thing in (latin, cyrillic, other, acronym)}
        assert set(hrefs(writer, typed)) == expected

    def test_each_kind_by_its_title_or_address(self, writer):
        things = [
            factories.post(title="Зелена икономика", slug="one"),
            factories.post(title="Economy", slug="zelena"),
            factories.page(title="Зелена", slug="two"),
            factories.page(title="About", menu_title="зелена", slug="three"),
            factories.project(acronym="ZELENA", slug="four"),
            factories.project(acronym="GREEN", other_spellings=["GR", "ЗЕЛЕНА"], slug="five"),
            factories.document(title={"bg": "Зелена"}),
            factories.document(title={"bg": "Устав"}, name="zelena.pdf"),
        ]
        project = factories.project(acronym="SIX", slug="six", languages=())
        project.texts.create(language="bg", name="Зелена")
        factories.post(title="Red")
        for typed in ("zelena", "Зелена", "ЗЕЛЕНА"):
            assert set(hrefs(writer, typed)) == {ref(thing) for thing in (*things, project)}

    def test_what_it_says_of_each(self, writer):
        factories.post("draft", title="One", language="bg", kind="news")
        factories.page("scheduled", title="Two", language="en")
        factories.project("withdrawn", acronym="THREE")
        factories.organisation("expired")
        factories.document(title={"bg": "Пет"}, language="bg")
        said = {target["title"]: (target["about"], target["complaint"]) for target in asked(writer)}
        assert said["One"][0] == "news · Bulgarian · draft"
        assert said["Two"][0] == "page · English · scheduled"
        assert "not see it yet" in said["One"][1]
        assert "not see it yet" in said["Two"][1]
        (three,) = (title for title in said if title.startswith("THREE: Full name"))
        assert said[three][0] == "project · Bulgarian, English · withdrawn"
        assert "any more" in said[three][1]
        (four,) = (title for title in said if title.startswith("Organisation"))
        assert said[four][0] == "organisation · Bulgarian, English · taken down"
        assert "any more" in said[four][1]
        assert said["Пет"] == ("document · PDF, 1.2\xa0MB, Bulgarian", "")

    def test_what_is_public_has_no_complaint(self, writer):
        factories.post(title="One")
        (said,) = asked(writer)
        assert (said["about"], said["complaint"]) == ("publication · English", "")

    def test_titles_are_in_the_language_asked_for_else_in_another(self, writer):
        both = factories.organisation(languages=(), **PAGE)
        both.texts.create(language="bg", name="Съюз")
        both.texts.create(language="en", name="Union")
        one = factories.organisation(languages=(), **PAGE)
        one.texts.create(language="en", name="Alliance")
        assert set(titles(writer, language="bg")) == {"Съюз", "Alliance"}
        assert set(titles(writer, language="en")) == {"Union", "Alliance"}
        assert set(titles(writer, language="xx")) == {"Union", "Alliance"}

    def test_newest_first_and_every_kind_has_its_share(self, writer):
        old = factories.organisation(slug="old", published_at=timezone.now() - timedelta(days=900))
        factories.post(title="Middle", published_at=timezone.now() - timedelta(days=30))
        for number in range(25):
            factories.post(title=f"New {number}")
        found = hrefs(writer)
        assert len(found) == 20
        assert found[-1] == ref(old)
        assert titles(writer)[0] == "New 24"
        assert "Middle" not in titles(writer)

    def test_documents_only(self, writer):
        factories.post(title="Rules")
        factories.document(title={"en": "Rules"})
        (found,) = asked(writer, q="rules", kind="document")
        assert found["about"].startswith("document")
        assert len(asked(writer, q="rules")) == 2

    @pytest.mark.parametrize("site", ["", "http://localhost:8000", "https://www.localhost:8000"])
    def test_an_address_of_this_site_finds_what_is_there(self, writer, site):
        post = factories.post(slug="one", title="One")
        answer = writer.get(LINKS, {"q": f"{site}/en/blog/one/#notes"}).json()
        assert answer["is_own"]
        (found,) = answer["targets"]
        assert (found["href"], found["title"]) == (f"{ref(post)}#notes", "One")
        assert asked(writer, q=f"{site}/en/blog/nothing/") == []

    def test_whatever_is_typed_has_an_answer(self, writer):
        factories.post(title="One")
        for typed in ("\x00", "[", "(?:", "a" * 5000, "%", "'", "\\", "http://[", "ß ﬁ İ"):
            assert isinstance(asked(writer, q=typed), list)


class TestTelling:
    def test_names_and_what_is_wrong(self, writer):
        public, draft = factories.post(title="One"), factories.page("draft", title="Two")
        unknown = str(uuid.uuid4())
        uids = [str(public.uid), unknown, str(draft.uid), "x"]
        one, nothing, two = asked(writer, uid=uids)
        assert (one["title"], one["complaint"]) == ("One", "")
        assert (two["title"], two["about"]) == ("Two", "page · English · draft")
        assert "not see it yet" in two["complaint"]
        assert (nothing["href"], nothing["title"]) == (f"ref:{unknown}", "")
        assert "Nothing is there any more" in nothing["complaint"]

    def test_what_was_deleted_is_not_there_any_more(self, writer):
        post = factories.post()
        post.delete()
        (said,) = asked(writer, uid=post.uid)
        assert "Nothing is there any more" in said["complaint"]

    def test_a_list_of_a_topic_is_named_by_its_address(self, writer):
        factories.topic(slug="green")
        (found,) = asked(writer, q="/en/blog/topic/green/")
        (said,) = asked(writer, uid=found["href"].removeprefix("ref:"), language="en")
        assert (said["title"], said["complaint"]) == ("/en/blog/topic/green/", "")


class TestRights:
    def test_only_what_a_person_may_see_is_listed(self, client):
        post, page = factories.post(title="Secret"), factories.page(title="Open")
        draft = factories.post("draft", title="Secret")
        person = factories.user(group=None, is_staff=True)
        person.user_permissions.add(Permission.objects.get(codename="view_page"))
        client.force_login(person)
        assert hrefs(client) == [ref(page)]
        assert asked(client, q="secret") == []
        said = asked(client, uid=[str(post.uid), str(draft.uid)])
        assert [each["title"] for each in said] == [post.get_absolute_url(), ""]

    def test_strangers_are_sent_to_sign_in(self, client):
        assert client.get(LINKS).status_code == 302
        client.force_login(factories.user(group=None, is_staff=False))
        assert client.get(LINKS).status_code == 302

    def test_nothing_is_written_here(self, writer):
        assert writer.post(LINKS).status_code == 405


def test_the_queries_are_bounded(writer, django_assert_max_num_queries):
    for _number in range(10):
        factories.post(), factories.page(), factories.result_with_link()
        factories.organisation(), factories.document(), factories.person()
    writer.get(LINKS)
    # Session, user, rights (two), site version; one for each of seven kinds, texts of four of them.
    with django_assert_max_num_queries(12):
        writer.get(LINKS, {"q": "a b c d e f"})
    uids = [target["href"].removeprefix("ref:") for target in asked(writer)]
    with django_assert_max_num_queries(17):
        writer.get(LINKS, {"uid": [*uids, str(uuid.uuid4())]})
