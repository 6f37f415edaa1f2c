"""Addresses of the former site, and the one address that each page has."""

import pytest

from addresses.models import Address, MissedAddress
from addresses.models import missed as missed_module
from blog.models import Post
from tests import factories
from tests.admin import errors, filled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(missed_module, "PAUSE", 0)


def hop(client, path, **headers):
    """Return where a path redirects in one hop, after checking that the target exists."""
    answer = client.get(path, **headers)
    assert answer.status_code == 301, (path, answer.status_code)
    return answer["Location"]


@pytest.fixture
def article():
    post = factories.post(kind="news", slug="smart-skills")
    Address.objects.write_former(post, ["/en/news/355-skills4cities-en"])
    return post


class TestArticles:
    @pytest.mark.parametrize(
        "path",
        [
            "/en/news/355-skills4cities-en",
            "/en/news/355-skills4cities-en/",
            "/en/news/355-other-words",
            "/en/blog/355-skills4cities-en",
            "/bg/novini/355-skills4cities-en",
            "/en/novini/355-x",
            "/en/events/355-x",
            "/en/news/355-skills4cities-en?start=4",
        ],
    )
    def test_a_known_number_leads_to_its_object_whatever_stands_around_it(
        self, client, article, path
    ):
        assert hop(client, path) == "/en/news/smart-skills/"

    @pytest.mark.parametrize(
        ("path", "target"),
        [
            ("/en/news/9999-nobody-knows", "/en/news/"),
            ("/bg/novini/9999-nobody-knows", "/bg/novini/"),
            ("/en/events/9999-nobody-knows", "/en/events/"),
            ("/en/blog/9999-nobody-knows/", "/en/blog/"),
        ],
    )
    def test_an_unknown_number_leads_to_the_list_for_now(self, client, path, target):
        Address.objects.write_former(factories.post(), ["/en/blog/9999-the-last-one"])
        answer = client.get(path.replace("9999", "9998"))
        assert (answer.status_code, answer.headers.get("Location")) == (302, target)

    @pytest.mark.parametrize("number", ["10000", "99999999999999999999"])
    def test_a_number_that_the_former_site_never_had_leads_nowhere(self, client, number):
        Address.objects.write_former(factories.post(), ["/en/blog/9999-the-last-one"])
        assert client.get(f"/en/news/{number}-x", follow=True).status_code == 404

    @pytest.mark.parametrize("stage", ["draft", "scheduled"])
    @pytest.mark.parametrize("slug", ["5-tips", "2026-plan"])
    def test_a_slug_with_a_number_is_none_of_the_former_site(self, client, stage, slug):
        Address.objects.write_former(factories.post(), ["/en/blog/9999-the-last-one"])
        post = factories.post(stage, slug=slug)
        for path in (f"/en/blog/{slug}/", f"/en/blog/{slug}", f"/en/blog/{slug}/?start=1"):
            assert client.get(path, follow=True).status_code == 404, path
        Post.objects.filter(pk=post.pk).update(**factories.life("published"))
        for path in (f"/en/blog/{slug}/", f"/en/blog/{slug}/?start=1"):
            assert client.get(path).status_code == 200, path

    def test_a_renamed_object_still_takes_one_hop(self, client, article):
        article.slug = "renamed"
        article.save()
        for path in ("/en/news/355-x", "/en/news/smart-skills", "/en/news/smart-skills/"):
            assert hop(client, path) == "/en/news/renamed/"

    def test_a_live_page_wins_over_an_old_number(self, client, article):
        factories.post(kind="news", slug="355-schools")
        assert hop(client, "/en/news/355-schools") == "/en/news/355-schools/"
        assert client.get("/en/news/355-schools/").status_code == 200

    def test_a_hidden_object_does_not_give_its_address_away(self, client):
        for stage in factories.HIDDEN:
            post = factories.post(stage, kind="news", slug=f"secret-{stage}")
            Address.objects.write_former(post, [f"/en/news/77-{stage}"])
            answer = client.get(f"/en/news/77-{stage}", follow=True)
            assert "secret" not in "".join(path for path, _code in answer.redirect_chain)

    def test_what_was_withdrawn_is_gone(self, client):
        page = factories.page("withdrawn", slug="why")
        Address.objects.write_former(page, ["/en/knowledge-city/why-a-cluster"])
        answer = client.get("/en/knowledge-city/why-a-cluster", follow=True)
        assert answer.status_code == 410


class TestLists:
    @pytest.mark.parametrize(
        ("path", "target"),
        [
            ("/en/blog?start=12", "/en/blog/"),
            ("/en/blog/?start=12", "/en/blog/"),
            ("/bg/novini?start=42", "/bg/novini/"),
            ("/bg/news?start=4", "/bg/novini/"),
            ("/en/events?start=2", "/en/events/"),
            ("/en/events", "/en/events/"),
            ("/en/news", "/en/news/"),
            ("/en/blog?start=%00", "/en/blog/"),
        ],
    )
    def test_lead_to_the_list_without_what_follows(self, client, path, target):
        assert hop(client, path) == target

    def test_the_lists_themselves_answer(self, client):
        assert client.get("/en/blog/").status_code == 200
        assert client.get("/en/blog/?page=2").status_code == 200


@pytest.fixture
def secure(settings):
    settings.SITE_URL = "https://example.org"
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["example.org", "www.example.org"]


class TestOneHop:
    @pytest.mark.parametrize("host", ["example.org", "www.example.org"])
    @pytest.mark.parametrize("is_secure", [True, False])
    def test_from_any_scheme_and_host(self, client, article, secure, host, is_secure):
        def ask(path):
            return client.get(path, secure=is_secure, headers={"host": host})

        home = "https://example.org"
        for path, target in (
            ("/en/news/355-skills4cities-en", "/en/news/smart-skills/"),
            ("/en/news?start=4", "/en/news/"),
            ("/en/news/smart-skills", "/en/news/smart-skills/"),
        ):
            location = ask(path)["Location"]
            assert location in (
                {home + target, target} if host == "example.org" and is_secure else {home + target}
            )
        if host != "example.org" or not is_secure:
            assert ask("/en/projects?x=1")["Location"] == f"{home}/en/projects/?x=1"
            assert ask("/en/news/smart-skills/")["Location"] == f"{home}/en/news/smart-skills/"
            assert ask("//evil.example/x/")["Location"].startswith(f"{home}/")
        assert ask("/health/live").status_code == 200

    def test_a_strange_host_is_refused(self, client, secure):
        answer = client.get("/en/news?start=4", secure=True, headers={"host": "evil.example"})
        assert answer.status_code == 400


class TestMissed:
    def test_what_leads_nowhere_is_counted_for_staff(self, client):
        for _time in range(2):
            client.get("/en/what/was-here/")
        client.get("/en/news/9999-nobody-knows")
        rows = dict(MissedAddress.objects.values_list("path", "count"))
        assert rows == {"/en/what/was-here/": 2, "/en/news/9999-nobody-knows": 1}

    @pytest.mark.parametrize(
        "path", ["/en/wp-login.php", "/en/%3Cscript%3E/", "/xx/none/", f"/en/{400 * 'a'}/"]
    )
    def test_what_no_person_asks_for_is_not(self, client, path):
        client.get(path)
        assert not MissedAddress.objects.exists()

    def test_the_list_is_bounded_and_slow(self, client, monkeypatch):
        monkeypatch.setattr(missed_module, "MOST", 3)
        for number in range(5):
            client.get(f"/en/nothing-{number}/")
        assert MissedAddress.objects.count() == 3
        monkeypatch.setattr(missed_module, "PAUSE", 60)
        client.get("/en/one-more/")
        assert not MissedAddress.objects.filter(path="/en/one-more/").exists()

    def test_an_editor_leads_one_on(self, client, article):
        client.get("/en/about-the-skills/")
        row = MissedAddress.objects.get()
        client.force_login(factories.user("Editors", interface_language="en"))
        url = f"/admin/addresses/missedaddress/{row.pk}/change/"
        answer = client.post(url, {"leads_to": "https://elsewhere.example/"})
        assert "Choose a page of this site." in errors(answer)
        answer = client.post(url, {"leads_to": "/en/news/smart-skills/"}, follow=True)
        assert "now redirects" in answer.text
        assert not MissedAddress.objects.exists()
        assert hop(client, "/en/about-the-skills/") == "/en/news/smart-skills/"

    def test_writers_do_not_see_them(self, client):
        client.force_login(factories.user("Writers"))
        assert client.get("/admin/addresses/missedaddress/").status_code == 403


class TestForm:
    @pytest.fixture
    def editor(self, client):
        client.force_login(factories.user("Editors", interface_language="en"))
        return client

    @pytest.mark.parametrize("kind", ["post", "page", "project", "organisation"])
    def test_shows_and_changes_them(self, editor, kind):
        row = getattr(factories, kind)()
        Address.objects.write_former(row, ["/en/news/7-old"])
        url = f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"
        data = filled(editor.get(url))
        assert data["former_addresses"] == "/en/news/7-old"
        data["former_addresses"] = "http://www.former.example/en/news/8-new?x=1\n/en/other"
        assert editor.post(url, data).status_code == 302
        paths = Address.objects.of_former_site(row).values_list("path", "former_id")
        assert set(paths) == {("/en/news/8-new", 8), ("/en/other", None)}
        target = next(iter(row.paths().values()))
        assert hop(editor, "/en/news/8-new") == row.paths().get("en", target)

    @pytest.mark.parametrize("line", ["nonsense", "/de/news/7-x", "/en/", "/en/two words"])
    def test_refuses_what_is_none_and_keeps_it(self, editor, line):
        row = factories.page()
        url = f"/admin/pages/page/{row.pk}/change/"
        answer = editor.post(url, {**filled(editor.get(url)), "former_addresses": line})
        assert "is not an address of the former site" in " ".join(errors(answer))
        assert line in answer.text

    def test_refuses_what_leads_elsewhere_already(self, editor, article):
        row = factories.page()
        url = f"/admin/pages/page/{row.pk}/change/"
        for line in ("/en/news/355-skills4cities-en",):
            answer = editor.post(url, {**filled(editor.get(url)), "former_addresses": line})
            assert "already leads to another page" in " ".join(errors(answer))

    def test_writers_have_no_such_field(self, client):
        row = factories.page("draft")
        Address.objects.write_former(row, ["/en/old"])
        client.force_login(factories.user("Writers", interface_language="en"))
        url = f"/admin/pages/page/{row.pk}/change/"
        data = filled(client.get(url))
        assert "former_addresses" not in data
        client.post(url, {**data, "former_addresses": ""})
        assert Address.objects.of_former_site(row).exists()
