"""The admin of pages: tree, translations, menus, promoted block, home page and footer."""

import pytest
from django.core.exceptions import ValidationError

from addresses.models import Address
from pages.models import Page, Promotion, SiteText
from tests import factories
from tests.admin import errors, filled

pytestmark = pytest.mark.django_db
ADD = "/admin/pages/page/add/"


@pytest.fixture
def editor(client):
    client.force_login(factories.user("Editors", interface_language="en"))
    return client


@pytest.fixture
def writer(client):
    client.force_login(factories.user("Writers", interface_language="en"))
    return client


def new(client, query="", **fields):
    data = filled(client.get(f"{ADD}{query}"))
    return {**data, "title": "About us", "text": "<p>Text</p>", "language": "en", **fields}


class TestPageForm:
    def test_makes_an_address_and_publishes(self, editor):
        assert editor.post(ADD, new(editor, status="published")).status_code == 302
        assert editor.get("/en/about-us/").status_code == 200

    def test_gives_a_second_page_of_that_title_another_address(self, editor):
        factories.page(slug="about-us")
        editor.post(ADD, new(editor))
        assert Page.objects.filter(slug="about-us-2").exists()

    @pytest.mark.parametrize("slug", ["news", "2024", "Two Words", "projects"])
    def test_refuses_words_that_the_site_uses_itself(self, editor, slug):
        answer = editor.post(ADD, new(editor, slug=slug))
        assert answer.status_code == 200
        assert errors(answer)
        assert "About us" in answer.text

    def test_refuses_a_taken_address_with_a_sentence(self, editor):
        factories.page(slug="taken")
        answer = editor.post(ADD, new(editor, slug="taken"))
        assert "Another page has this address." in errors(answer)

    def test_refuses_a_parent_of_another_language_itself_and_its_own_child(self, editor):
        bulgarian = factories.page(language="bg")
        answer = editor.post(ADD, new(editor, parent=bulgarian.pk))
        assert "Choose a page in the same language." in errors(answer)
        above = factories.page("draft", slug="above")
        below = factories.page("draft", slug="below", parent=above)
        url = f"/admin/pages/page/{above.pk}/change/"
        for parent in (below, above):
            answer = editor.post(url, {**filled(editor.get(url)), "parent": parent.pk})
            assert "A page cannot be below itself." in errors(answer)

    def test_refuses_a_fourth_level(self, editor):
        page = None
        for slug in ("a", "b", "c"):
            page = factories.page(slug=slug, parent=page)
        answer = editor.post(ADD, new(editor, parent=page.pk))
        assert any("at most three levels deep" in sentence for sentence in errors(answer))

    def test_a_translation_keeps_key_and_place(self, editor):
        above = factories.page(slug="about")
        above_bg = factories.page(slug="za-nas", language="bg", key=above.key)
        page = factories.page(slug="board", parent=above, menu="main", order=4)
        query = f"?key={page.key}&language=bg"
        form = editor.get(ADD + query)
        assert page.title in form.text
        data = {**filled(form), "title": "Съвет", "text": "<p>Текст</p>", "status": "published"}
        assert (data["language"], data["parent"]) == ("bg", str(above_bg.pk))
        assert editor.post(ADD + query, data).status_code == 302
        twin = Page.objects.get(language="bg", key=page.key, parent=above_bg)
        assert (twin.menu, twin.order, twin.path) == ("main", 4, "za-nas/savet")

    def test_a_second_page_in_one_language_is_refused(self, editor):
        page = factories.page(slug="about")
        answer = editor.post(ADD, new(editor, key=str(page.key), slug="other"))
        assert "This page already has a text in that language." in errors(answer)

    def test_a_page_with_others_below_is_not_deleted_and_they_are_named(self, editor):
        above = factories.page(slug="above")
        below = factories.page(parent=above, title="The one below")
        url = f"/admin/pages/page/{above.pk}/delete/"
        assert below.title in editor.get(url).text
        editor.post(url, {"post": "yes"})
        assert Page.objects.filter(pk=above.pk).exists()

    def test_the_list_shows_the_tree_at_the_same_cost(self, editor, django_assert_max_num_queries):
        for number in range(12):
            page = factories.page(slug=f"root-{number}")
            factories.page(parent=page)
        with django_assert_max_num_queries(14):
            text = editor.get("/admin/pages/page/").text
        assert "depth-1" in text
        assert "BG: translate" in text


class TestArranging:
    url = "/admin/pages/page/arrange/?language=en"

    def filled(self, client):
        answer = client.get(self.url)
        formset = answer.context["formset"]
        data = {f"form-{name}": value for name, value in formset.management_form.initial.items()}
        for form in formset.forms:
            for field in form:
                data[field.html_name] = "" if field.value() is None else field.value()
        return data, {form.instance.pk: form.prefix for form in formset.forms}

    def test_gives_menu_and_place(self, editor):
        first, second = factories.page(slug="first"), factories.page(slug="second")
        data, prefix = self.filled(editor)
        data |= {f"{prefix[first.pk]}-menu": "main", f"{prefix[first.pk]}-order": 2}
        data |= {f"{prefix[second.pk]}-menu": "main", f"{prefix[second.pk]}-order": 1}
        assert editor.post(self.url, data).status_code == 302
        first.refresh_from_db()
        assert (first.menu, first.order) == ("main", 2)

    def test_refuses_what_somebody_else_changed_meanwhile(self, editor):
        page = factories.page(slug="first")
        data, prefix = self.filled(editor)
        page.order = 7
        page.save()
        answer = editor.post(self.url, {**data, f"{prefix[page.pk]}-order": 3})
        assert "saved this after you opened it" in answer.text
        page.refresh_from_db()
        assert page.order == 7

    def test_a_number_that_is_none_keeps_what_was_typed(self, editor):
        page = factories.page(slug="first")
        data, prefix = self.filled(editor)
        answer = editor.post(self.url, {**data, f"{prefix[page.pk]}-order": "-4"})
        assert answer.status_code == 200
        assert 'value="-4"' in answer.text

    def test_is_not_for_writers(self, writer):
        page = factories.page(slug="first")
        assert writer.get(self.url).status_code == 403
        assert writer.post(self.url, {}).status_code == 403
        page.refresh_from_db()
        assert page.order == 0

    def test_an_empty_tree_says_so(self, editor):
        assert "There are no pages in this language yet." in editor.get(self.url).text


class TestHomeAndFooter:
    def test_an_editor_changes_them_and_a_bad_profile_is_told(self, editor):
        row = SiteText.objects.get(language="bg")
        url = f"/admin/pages/sitetext/{row.pk}/change/"
        data = filled(editor.get(url))
        answer = editor.post(url, {**data, "profiles": "LinkedIn"})
        assert "write a name, a space and the address" in " ".join(errors(answer))
        data["profiles"] = "LinkedIn https://www.linkedin.com/company/x/"
        assert editor.post(url, data).status_code == 302
        assert "linkedin.com/company/x" in editor.get("/bg/").text

    def test_a_stale_save_is_refused(self, editor):
        row = SiteText.objects.get(language="bg")
        url = f"/admin/pages/sitetext/{row.pk}/change/"
        data = filled(editor.get(url))
        SiteText.objects.filter(pk=row.pk).update(intro="Meanwhile")
        answer = editor.post(url, {**data, "intro": "Mine"})
        assert "saved this" in " ".join(errors(answer))
        assert "Mine" in answer.text

    def test_writers_only_look_and_nobody_adds_or_deletes(self, client):
        row = SiteText.objects.get(language="bg")
        for group, code in (("Writers", 403), ("Editors", 302)):
            client.force_login(factories.user(group, interface_language="en"))
            url = f"/admin/pages/sitetext/{row.pk}/change/"
            assert client.get("/admin/pages/sitetext/add/").status_code == 403
            assert client.get(f"/admin/pages/sitetext/{row.pk}/delete/").status_code == 403
            data = (
                {"version": "x", "intro": "Mine"} if group == "Writers" else filled(client.get(url))
            )
            assert client.post(url, data).status_code == code


class TestPromotion:
    url = "/admin/pages/promotion/add/"

    def send(self, client, link):
        data = filled(client.get(self.url))
        data |= {"language": "en", "title": "Look", "text": "Now", "status": "published"}
        return client.post(self.url, {**data, "link": link})

    def test_an_address_of_this_site_is_kept_as_its_page(self, editor):
        project = factories.project(slug="investech")
        self.send(editor, "http://localhost:8000/en/projects/investech/")
        row = Promotion.objects.get()
        assert row.link == f"ref:{project.uid}"
        shown = editor.get(f"/admin/pages/promotion/{row.pk}/change/").text
        assert "http://localhost:8000/" in shown
        project.slug = "renamed"
        project.save()
        assert "/en/projects/renamed/" in editor.get("/en/").text

    @pytest.mark.parametrize(
        "link", ["/en/nowhere/", "javascript:alert(1)", "not an address", "ref:nonsense"]
    )
    def test_what_leads_nowhere_is_refused_and_kept_in_the_form(self, editor, link):
        answer = self.send(editor, link)
        assert answer.status_code == 200
        assert errors(answer)
        assert link in answer.text
        assert not Promotion.objects.exists()


class TestMoving:
    """Moving a page moves everything below it, or nothing at all."""

    def url(self, page):
        return f"/admin/pages/page/{page.pk}/change/"

    def change(self, client, page, **fields):
        form = client.get(self.url(page))
        return client.post(self.url(page), {**filled(form), **fields})

    def test_a_page_moves_with_two_levels_below_it(self, editor):
        top = factories.page(slug="top")
        low = factories.page(
            slug="low", parent=factories.page(slug="middle", parent=factories.page(slug="moving"))
        )
        moving = low.parent.parent
        answer = self.change(editor, moving, slug="moved")
        assert answer.status_code == 302
        assert editor.get("/en/moved/middle/low/").status_code == 200
        assert editor.get("/en/moving/middle/low/")["Location"] == "/en/moved/middle/low/"
        # One level deeper there is no room for all three.
        answer = self.change(editor, moving, parent=top.pk)
        assert answer.status_code == 200
        assert any(
            "at most three levels deep, including the pages below" in text
            for text in errors(answer)
        )
        assert editor.get("/en/moved/middle/low/").status_code == 200

    def test_a_writer_does_not_move_what_is_public_below_a_draft(self, writer, client):
        above = factories.page("draft", slug="above")
        below = factories.page(slug="below", parent=above)
        form = writer.get(self.url(above))
        assert "slug" not in form.context["adminform"].form.fields
        answer = writer.post(
            self.url(above), {**filled(form), "slug": "renamed", "title": "Reworded"}
        )
        assert answer.status_code == 302
        above.refresh_from_db()
        assert (above.title, above.slug) == ("Reworded", "above")
        assert client.get(below.get_absolute_url()).status_code == 200

    def test_a_writer_moves_drafts(self, writer):
        above = factories.page("draft", slug="above")
        factories.page("draft", slug="below", parent=above)
        assert self.change(writer, above, slug="renamed").status_code == 302
        assert Page.objects.get(slug="below").path == "renamed/below"


class TestLanguage:
    """The language of a page is the language of its addresses."""

    def test_it_stays_once_the_page_was_public(self, editor):
        page = factories.page()
        url = f"/admin/pages/page/{page.pk}/change/"
        form = editor.get(url)
        assert "language" not in form.context["adminform"].form.fields
        editor.post(url, {**filled(form), "language": "bg"})
        assert Page.objects.get(pk=page.pk).language == "en"
        page.language = "bg"
        with pytest.raises(ValidationError, match="public in its language"):
            page.full_clean()

    def test_a_draft_changes_it_unless_pages_stand_below(self, editor):
        page = factories.page("draft", slug="above")
        url = f"/admin/pages/page/{page.pk}/change/"
        child = factories.page("draft", parent=page)
        answer = editor.post(url, {**filled(editor.get(url)), "language": "bg"})
        assert any("There are pages below it" in text for text in errors(answer))
        child.delete()
        assert editor.post(url, {**filled(editor.get(url)), "language": "bg"}).status_code == 302
        rows = Address.objects.filter(uid=page.uid, is_current=True)
        assert list(rows.values_list("path", flat=True)) == ["/bg/above/"]
