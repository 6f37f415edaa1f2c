"""A translation begins with the shape and the pictures of its original, and is not published half done."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from blog.models import Post
from library.uploads import store
from pages.models import Page
from tests import factories
from tests.admin import errors, filled, hidden

pytestmark = pytest.mark.django_db

BODY = "<h2>Пчели</h2><p>Първо</p><p>Второ</p>"


@pytest.fixture
def editor(client):
    client.force_login(factories.user("Editors", interface_language="en"))
    return client


@pytest.fixture
def picture():
    content = BytesIO()
    Picture.new("RGB", (900, 600)).save(content, "PNG")
    return store(SimpleUploadedFile("bees.png", content.getvalue()), alt={"bg": "Пчели"})


def add_url(row):
    if isinstance(row, Post):
        return f"{reverse('admin:blog_post_add')}?story={row.story_id}&language=en"
    return f"{reverse('admin:pages_page_add')}?key={row.key}&language=en"


def bees(editor, url, **fields):
    """Return what the form of a translation sends that somebody has given a title and a lead."""
    page = editor.get(url)
    return {**filled(page), **hidden(page), "title": "Bees", "lead": "Bees", **fields}


def originals(picture):
    of_both = {"language": "bg", "lead_image": picture, "lead_image_alt": "Пчели на поляна"}
    return [
        (factories.post(body=BODY, **of_both), "body"),
        (factories.page(text=BODY, **of_both), "text"),
    ]


def test_it_begins_with_shape_and_pictures(editor, picture):
    for row, field in originals(picture):
        page = editor.get(add_url(row))
        data = filled(page)

        assert data[field].count("data-untranslated") == 3
        assert "<h2 data-untranslated" in data[field]
        assert data["lead_image"] == str(picture.pk)
        # Asked anew, in the language of the translation.
        assert data["lead_image_alt"] == ""
        assert '<div class="text"><h2>Пчели</h2>' in page.content.decode()


def test_it_is_not_published_while_a_paragraph_is_left(editor, picture):
    for row, field in originals(picture):
        url = add_url(row)
        data = bees(
            editor,
            url,
            status="published",
            lead_image_alt="Bees in a meadow",
            slug=f"bees-{field}",
        )

        answer = editor.post(url, data)

        assert "3 pieces (paragraphs, headings, cells, pictures) are still" in " ".join(
            errors(answer)
        )
        data[field] = data[field].replace(' data-untranslated=""', "", 2)
        assert "1 piece (a paragraph, a heading, a cell, a picture) is still" in " ".join(
            errors(editor.post(url, data))
        )
        # As a draft it is saved, marks and all.
        assert editor.post(url, {**data, "status": "draft"}).status_code == 302
        made = type(row).objects.get(language="en")
        assert getattr(made, field).count("data-untranslated") == 1
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_changelist"
        editor.post(reverse(name), {"action": "publish", "_selected_action": [made.pk]})
        assert type(row).objects.get(pk=made.pk).status == "draft"

        setattr(made, field, getattr(made, field).replace(' data-untranslated=""', ""))
        made.save()
        editor.post(reverse(name), {"action": "publish", "_selected_action": [made.pk]})
        assert type(row).objects.get(pk=made.pk).is_published()


def test_a_draft_may_wait_for_the_words_of_its_picture(editor, picture):
    for row, field in originals(picture):
        url = add_url(row)
        data = bees(editor, url, slug=f"b-{field}", **{field: "<p>Text</p>"})

        refused = editor.post(url, {**data, "status": "published"})
        assert "Describe the picture" in " ".join(errors(refused))
        assert editor.post(url, data).status_code == 302
        made = type(row).objects.get(language="en")
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_changelist"
        listed = editor.post(
            reverse(name), {"action": "publish", "_selected_action": [made.pk]}, follow=True
        )
        assert "Describe the picture" in listed.content.decode()
        assert type(row).objects.get(pk=made.pk).status == "draft"


def test_a_new_text_and_an_original_have_none_beside_them(editor):
    post = factories.post(language="bg")
    for url in (
        reverse("admin:blog_post_add"),
        reverse("admin:blog_post_change", args=[post.pk]),
    ):
        assert 'class="original"' not in editor.get(url).content.decode()


def test_the_original_stays_beside_a_translation(editor):
    post = factories.post(language="bg", title="Пчелите")
    twin = factories.post("draft", language="en", story=post.story)

    page = editor.get(reverse("admin:blog_post_change", args=[twin.pk])).content.decode()

    assert 'class="original"' in page
    assert "Пчелите" in page


def test_a_mark_in_a_published_text_is_never_shown(editor):
    post = factories.post(body='<p data-untranslated="">Text</p>')
    page = factories.page(text='<p data-untranslated="">Text</p>')
    for row in (post, page):
        shown = editor.get(row.get_absolute_url()).content.decode()
        assert "<p>Text</p>" in shown
        assert "untranslated" not in shown
    assert "untranslated" not in editor.get("/en/blog/feed.rss").content.decode()


def test_only_what_was_typed_for_this_translation_is_offered(editor, picture):
    for row, _field in originals(picture):
        page = editor.get(add_url(row))
        data = {**filled(page), **hidden(page), "title": "Typed for it"}
        assert editor.post("/admin/typing/keep/", data).status_code == 200
        other = (
            factories.post(language="bg")
            if isinstance(row, Post)
            else factories.page(language="bg")
        )

        assert "Typed for it" in editor.get(add_url(row)).content.decode()
        assert "Typed for it" not in editor.get(add_url(other)).content.decode()
        new = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_add")
        assert "Typed for it" not in editor.get(new).content.decode()


def test_the_original_stays_open_while_it_is_being_translated(editor):
    post = factories.post(language="bg")
    twin = factories.post("draft", story=post.story, body='<p data-untranslated="">Още</p>')
    url = reverse("admin:blog_post_change", args=[twin.pk])
    assert '<details class="original" open' in editor.get(url).content.decode()
    page = editor.get("/admin/")
    bar = editor.get(twin.get_absolute_url()).content.decode()
    assert page.status_code == 200
    assert "translation of 1 pieces" in bar
    assert f'href="{url}"' in bar


def test_a_translation_of_nothing_begins_empty(editor):
    assert filled(editor.get(f"{reverse('admin:blog_post_add')}?story=999"))["body"] == ""
    assert Page.objects.count() == 0
