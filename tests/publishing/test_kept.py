"""Nothing typed is lost: not by a lapsed session, a second press, a reload or another person."""

import re
import uuid
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import Post
from delivery.models import Due, SiteVersion
from pages.models import SiteText
from partners.models import Organisation
from publishing.kept import due, keeping
from publishing.models import KeptTyping
from tests import factories
from tests.admin import errors, filled, hidden

pytestmark = pytest.mark.django_db

KEEP = "/admin/typing/keep/"
ADD = "/admin/blog/post/add/"
TYPED = {"language": "en", "title": "An hour of work", "lead": "Words", "story_kind": "news"}


def change_url(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def person():
    return factories.user(
        "Editors", name="Ива", interface_language="en", password="one-good-secret"
    )


@pytest.fixture
def editor(client, person):
    client.force_login(person)
    return client


def typed(client, url, **fields):
    """Open a form, type into it, and return what it would send."""
    answer = client.get(url)
    return {**filled(answer), **hidden(answer), **fields}


def shown(answer):
    """Return the fields of a form as it is shown."""
    return filled(answer)


class TestWhileTyping:
    def test_what_is_typed_is_there_after_a_reload(self, editor):
        data = typed(editor, ADD, **TYPED, body="<p>Body</p><script>x</script>")

        answer = editor.post(KEEP, data)

        assert answer.status_code == 200
        assert answer.json()["said"].startswith("kept ")
        page = editor.get(ADD, {"typing": data["typing_key"]})
        assert shown(page)["title"] == "An hour of work"
        assert shown(page)["body"] == "<p>Body</p>"
        assert errors(page) == []
        assert "It is not saved yet" in page.content.decode()

    def test_rows_of_a_formset_are_there_too(self, editor):
        row = factories.project("draft")
        partner = factories.organisation()
        url = change_url(row)
        data = typed(editor, url)
        data |= {
            "participations-TOTAL_FORMS": "1",
            "participations-0-organisation": str(partner.pk),
            "participations-0-role": "partner",
            "participations-0-order": "3",
            "texts-0-text": "<p>Typed in Bulgarian</p>",
        }
        editor.post(KEEP, data)

        page = editor.get(url, {"typing": data["typing_key"]})

        assert shown(page)["participations-0-organisation"] == str(partner.pk)
        assert shown(page)["texts-0-text"] == "<p>Typed in Bulgarian</p>"
        assert not row.participations.exists()

    def test_nothing_else_follows_from_it(self, editor, django_assert_max_num_queries):
        row = factories.post()
        data = typed(editor, change_url(row), title="Changed")
        before = SiteVersion.objects.values().get()
        with django_assert_max_num_queries(14):
            editor.post(KEEP, data)
        editor.get(change_url(row), {"typing": data["typing_key"]})

        assert SiteVersion.objects.values().get() == before
        assert Post.objects.get(pk=row.pk).title == row.title
        assert Post.objects.get(pk=row.pk).version == row.version

    def test_what_arrives_late_does_not_overwrite(self, editor):
        data = typed(editor, ADD, **TYPED, typing_page="one")
        editor.post(KEEP, {**data, "title": "Second", "typing_count": "2"})
        editor.post(KEEP, {**data, "title": "First", "typing_count": "1"})

        assert KeptTyping.objects.get().data["title"] == "Second"

    def test_it_is_offered_elsewhere_with_what_differs(self, editor, person):
        row = factories.post("draft", lead="What we learned about bees last year")
        data = typed(editor, change_url(row), lead="What we learned about wild bees last year")
        editor.post(KEEP, data, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
        elsewhere = Client()
        elsewhere.force_login(person)

        page = elsewhere.get(change_url(row)).content.decode()

        assert "(Firefox, Windows)" in page
        assert "What we learned about <ins>wild</ins> bees last year" in page
        assert f'href="?typing={data["typing_key"]}"' in page
        look = elsewhere.get(f"/admin/typing/{data['typing_key']}/").content.decode()
        assert "<ins>wild</ins>" in look

    def test_what_nobody_has_changed_is_not_offered(self, editor):
        row = factories.post("draft")
        editor.post("/admin/preview/", typed(editor, change_url(row)))

        assert "typing-offer" not in editor.get(change_url(row)).content.decode()

    def test_who_goes_on_elsewhere_is_not_overwritten(self, editor):
        data = typed(editor, ADD, **TYPED, typing_page="one", typing_count="1")
        editor.post(KEEP, data)
        taken = editor.get(ADD, {"typing": data["typing_key"]})
        second = {**shown(taken), **hidden(taken), "title": "Gone on", "typing_page": "two"}
        assert editor.post(KEEP, second).status_code == 200

        assert editor.post(KEEP, {**data, "typing_count": "2"}).status_code == 409
        assert KeptTyping.objects.get().data["title"] == "Gone on"

    def test_it_is_gone_after_a_save(self, editor):
        data = typed(editor, ADD, **TYPED)
        editor.post(KEEP, data)
        assert editor.post(ADD, data).status_code == 302

        assert "typing-offer" not in editor.get(ADD).content.decode()
        assert editor.post(KEEP, data).json() == {}
        assert KeptTyping.objects.get().fields == ""
        # Whoever goes back to it stands in the form of what was made of it.
        again = editor.get(ADD, {"typing": data["typing_key"]})
        assert again["Location"] == change_url(Post.objects.get())

    def test_it_can_be_thrown_away(self, editor):
        data = typed(editor, ADD, **TYPED)
        editor.post(KEEP, data)

        answer = editor.post(f"/admin/typing/{data['typing_key']}/throw-away/", follow=True)

        assert "thrown away" in answer.content.decode()
        assert not KeptTyping.objects.exists()

    def test_it_is_deleted_after_thirty_days(self, editor):
        editor.post(KEEP, typed(editor, ADD, **TYPED))
        KeptTyping.objects.update(typed_at=timezone.now() - timedelta(days=31))
        editor.post(KEEP, typed(editor, ADD, **TYPED))

        due.plan()
        assert Due.objects.filter(name=due.FORGET).exists()
        due.forget_typing()

        assert KeptTyping.objects.count() == 1

    def test_a_form_with_errors_is_kept_too(self, editor):
        data = typed(editor, ADD, **TYPED, status="published")

        page = editor.post(ADD, data)

        assert errors(page)
        assert hidden(page)["typing_key"] == data["typing_key"]
        assert KeptTyping.objects.get().data["title"] == "An hour of work"
        assert "data-restored" in page.content.decode()
        # Whoever goes on in it goes on with the same text.
        again = {**shown(page), **hidden(page), "lead": "More", "typing_page": "two"}
        assert editor.post(KEEP, again).status_code == 200
        assert KeptTyping.objects.get().data["lead"] == "More"


class TestLapsedSession:
    @pytest.mark.parametrize("cookies", ["session", "all"])
    def test_it_comes_back_after_signing_in(self, person, cookies):
        client = Client(enforce_csrf_checks=True)
        client.force_login(person)
        data = typed(client, ADD, **TYPED)
        token = client.cookies["csrf"].value
        if cookies == "all":
            client.cookies.clear()
        else:
            del client.cookies["session"]

        answer = client.post(ADD, {**data, "csrfmiddlewaretoken": token, "_save": "Save"})

        assert not Post.objects.exists()
        sign_in = client.get(answer["Location"], follow=True)
        assert "What you typed is kept" in sign_in.content.decode()
        answer = client.post(
            sign_in.request["PATH_INFO"],
            {
                "login": person.email,
                "password": "one-good-secret",
                "next": sign_in.context["redirect_field_value"],
                "csrfmiddlewaretoken": client.cookies["csrf"].value,
            },
        )
        page = client.get(answer["Location"])
        assert shown(page)["title"] == "An hour of work"
        data = {**shown(page), **hidden(page)}
        data["csrfmiddlewaretoken"] = client.cookies["csrf"].value
        assert client.post(ADD, data).status_code == 302
        assert Post.objects.get().title == "An hour of work"

    def test_a_token_that_is_no_longer_valid_leads_back_to_the_form(self, person):
        client = Client(enforce_csrf_checks=True)
        client.force_login(person)
        data = typed(client, ADD, **TYPED)

        answer = client.post(ADD, {**data, "csrfmiddlewaretoken": "x" * 64}, follow=True)

        assert "nothing is lost" in answer.content.decode()
        assert shown(answer)["title"] == "An hour of work"
        assert not Post.objects.exists()

    def test_what_is_typed_after_it_is_kept_without_it(self, person, editor):
        data = typed(editor, ADD, **TYPED)
        assert Client().post(KEEP, data).status_code == 200

        assert shown(editor.get(ADD, {"typing": data["typing_key"]}))["title"] == "An hour of work"

    def test_another_person_who_signs_in_never_sees_it(self, person):
        client = Client(enforce_csrf_checks=True)
        client.force_login(person)
        data = typed(client, ADD, **TYPED)
        client.force_login(factories.user("Administrators", interface_language="en"))

        answer = client.post(ADD, {**data, "csrfmiddlewaretoken": "x" * 64})

        assert answer.status_code == 403
        assert "is kept for the person who typed it" in answer.content.decode()
        for url in (ADD, f"{ADD}?typing={data['typing_key']}"):
            page = client.get(url).content.decode()
            assert "An hour of work" not in page
        assert client.get(f"/admin/typing/{data['typing_key']}/").status_code == 404
        assert client.post(f"/admin/typing/{data['typing_key']}/throw-away/").status_code == 403
        assert KeptTyping.objects.get().person == person

    def test_the_page_says_what_is_lost_where_nothing_is_kept(self, person):
        client = Client(enforce_csrf_checks=True)
        client.force_login(person)

        answer = client.post(ADD, TYPED)

        assert answer.status_code == 403
        assert "is lost, unless your browser" in answer.content.decode()

    def test_signing_out_clears_what_the_browser_kept(self, editor):
        assert editor.post("/admin/logout/")["Clear-Site-Data"] == '"storage"'

    def test_so_does_the_page_that_asks_first(self, editor):
        assert editor.post("/accounts/logout/")["Clear-Site-Data"] == '"storage"'

    def test_a_session_that_ends_by_itself_clears_nothing(self, editor):
        Session.objects.all().delete()
        assert "Clear-Site-Data" not in editor.get("/admin/", follow=True).headers


class TestPass:
    @pytest.fixture
    def data(self, editor):
        return typed(editor, ADD, **TYPED)

    def refused(self, data):
        answer = Client().post(KEEP, data)
        return answer.status_code == 403 and not KeptTyping.objects.exists()

    def test_forged(self, data):
        head, _dot, tail = data["typing_pass"].partition(":")
        assert self.refused({**data, "typing_pass": f"{head[:-2]}xx:{tail}"})
        assert self.refused({**data, "typing_pass": ""})
        assert self.refused({})

    def test_old(self, data, monkeypatch):
        monkeypatch.setattr("publishing.kept.passes.LASTS", -1)
        assert self.refused(data)

    def test_it_ends_with_the_password(self, data, person):
        person.set_password("another-good-secret")
        person.save()
        assert self.refused(data)

    def test_it_ends_with_the_account(self, data, person):
        person.is_active = False
        person.save()
        assert self.refused(data)

    def test_it_ends_with_the_right(self, data, person):
        person.groups.clear()
        assert self.refused(data)

    def test_it_opens_no_text_of_somebody_else(self, editor, data):
        editor.post(KEEP, data)
        other = Client()
        other.force_login(factories.user("Writers", interface_language="en"))
        foreign = {**typed(other, ADD, title="Theirs"), "typing_key": data["typing_key"]}

        other.post(KEEP, foreign)

        assert KeptTyping.objects.get(key=data["typing_key"]).data["title"] == "An hour of work"

    def test_a_pass_is_for_one_form(self, editor, data):
        row = factories.post("draft")
        editor.post(KEEP, data)
        editor.post(KEEP, {**typed(editor, change_url(row)), "typing_key": data["typing_key"]})

        assert KeptTyping.objects.get(key=data["typing_key"]).object_key == ""
        assert KeptTyping.objects.count() == 2


class TestBounds:
    def test_size(self, editor, monkeypatch):
        monkeypatch.setattr(keeping, "LARGEST", 1000)
        data = typed(editor, ADD, **{**TYPED, "lead": "x" * 1000})

        assert editor.post(KEEP, data).status_code == 413
        assert not KeptTyping.objects.exists()
        # It can be saved all the same.
        assert editor.post(ADD, data).status_code == 302

    def test_number(self, editor, monkeypatch):
        monkeypatch.setattr(keeping, "MOST", 3)
        data = typed(editor, ADD, **TYPED)
        for _number in range(5):
            editor.post(KEEP, {**data, "typing_key": str(uuid.uuid4())})

        assert KeptTyping.objects.count() == 3

    @pytest.mark.parametrize("key", ["", "x", "1" * 5000, "'; DROP TABLE"])
    def test_keys_that_are_none(self, editor, key):
        data = typed(editor, ADD, **TYPED)
        assert editor.post(KEEP, {**data, "typing_key": key}).status_code == 200
        assert editor.get(ADD, {"typing": key}).status_code == 200

    def test_odd_numbers(self, editor):
        data = typed(editor, ADD, **TYPED)
        for count in ("-1", "1e9", "9" * 400, "٣"):
            assert editor.post(KEEP, {**data, "typing_count": count}).status_code == 200

    def test_odd_keys_in_fields(self, editor):
        row = factories.project("draft")
        data = typed(editor, change_url(row), continues="9" * 400, programme="x")
        assert editor.post(KEEP, data).status_code == 200
        assert editor.get(change_url(row)).status_code == 200

    def test_only_post(self, editor):
        assert editor.get(KEEP).status_code == 405


class TestTwoPeople:
    def test_both_texts_stand_there_and_either_can_be_saved(self, editor):
        row = factories.post("draft", lead="What we learned")
        data = typed(editor, change_url(row), lead="What we learned of bees")
        row.lead = "What the others learned"
        row.save()

        page = editor.post(change_url(row), data)

        text = page.content.decode()
        assert "<del>the others</del> <ins>we</ins>" in text
        assert "status" not in re.findall(r"<dt>(.*?)</dt>", text.lower())
        versions = re.search(r'name="_over" value="([^"]*)"', text)[1].replace("&amp;", "&")
        again = {**shown(page), **hidden(page), "_over": versions}
        assert editor.post(change_url(row), again).status_code == 302
        assert Post.objects.get(pk=row.pk).lead == "What we learned of bees"

    def test_what_is_saved_after_that_is_not_overwritten(self, editor):
        row = factories.post("draft")
        data = typed(editor, change_url(row), lead="Mine")
        row.save()
        page = editor.post(change_url(row), data)
        versions = re.search(r'name="_over" value="([^"]*)"', page.content.decode())[1]
        row.lead = "Saved meanwhile"
        row.save()

        again = {**shown(page), **hidden(page), "_over": versions.replace("&amp;", "&")}

        assert "after you opened it" in " ".join(errors(editor.post(change_url(row), again)))
        assert Post.objects.get(pk=row.pk).lead == "Saved meanwhile"


class TestOnce:
    def test_a_second_press_makes_one_thing(self, editor):
        data = {**typed(editor, ADD, **TYPED), "_continue": "x"}

        first, second = editor.post(ADD, data), editor.post(ADD, data)

        assert Post.objects.count() == 1
        assert first["Location"] == second["Location"]
        assert "saved, once" in editor.get(second["Location"]).content.decode()

    def test_a_change_sent_twice_is_saved_once(self, editor):
        row = factories.organisation("draft")
        data = {**typed(editor, change_url(row)), "city": "Sofia"}

        answers = [editor.post(change_url(row), data) for _press in range(2)]

        assert [answer.status_code for answer in answers] == [302, 302]
        assert Organisation.objects.get().version == row.version + 1

    def test_enter_in_a_field_presses_no_button(self, editor):
        page = editor.get(ADD).content.decode()
        form = page[page.index('id="post_form"') :]
        first = re.search(r"<(?:button|input)[^>]*type=\"submit\"[^>]*>", form)
        # HTML, 4.10.21.2: the first submit button of a form answers Enter, and a disabled one does nothing.
        assert "disabled" in first[0]


def test_read_only_form_keeps_nothing(client):
    client.force_login(factories.user("Writers", interface_language="en"))
    page = client.get(change_url(factories.post())).content.decode()
    assert "typing_pass" not in page


def test_way_back_after_signing_in_is_of_this_site(person, editor):
    data = typed(editor, ADD, **TYPED)
    answer = Client().post(ADD, data)
    place = urlsplit(answer["Location"])
    assert place.netloc == ""
    assert parse_qs(place.query)["next"] == [f"{ADD}?typing={data['typing_key']}"]


def other_forms():
    """Yield the forms of things that have no life cycle."""
    site_text = SiteText.objects.get(language="en")
    yield change_url(factories.topic()), "slug", "typed-here"
    yield change_url(site_text), "intro_title", "Typed here"
    yield reverse("admin:blog_series_add"), "slug", "typed-here"
    yield change_url(factories.document()), "date", "2026-11-27"
    yield change_url(factories.image()), "title", "Typed here"
    yield reverse("admin:projects_programme_add"), "period", "2021-27 typed"


def test_other_forms_keep_what_is_typed_too(client):
    client.force_login(factories.user("Administrators", interface_language="en"))
    for url, name, words in other_forms():
        data = typed(client, url, **{name: words})
        assert client.post(KEEP, data).status_code == 200, url
        page = client.get(url, {"typing": data["typing_key"]})
        assert shown(page)[name] == words
        assert "typing-offer" in client.get(url).content.decode()
        assert 'formaction="/admin/preview/"' not in page.content.decode()


def test_forms_of_accounts_keep_nothing(client):
    person = factories.user("Administrators", interface_language="en")
    client.force_login(person)
    assert "typing_pass" not in client.get(change_url(person)).content.decode()
