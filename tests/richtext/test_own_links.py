"""Links to things of this site are recognised on saving, however they were pasted."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blog.models import Post
from library import documents
from library.models import Document
from richtext.field import RichTextFormField
from tests import factories
from tests.admin import filled
from tests.library import corpus

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
TEXT = '<p><a href="{}">words</a></p>'


def saved(href):
    """Return the text with one link after its form was checked."""
    return RichTextFormField().clean(TEXT.format(href))


def ref(thing, fragment=""):
    return TEXT.format(f"ref:{thing.uid}{fragment}")


@pytest.mark.parametrize("site", ["", SITE, "https://localhost:8000", "http://www.localhost:8000"])
def test_addresses_of_this_site_become_references(site):
    post = factories.post(slug="one")
    assert saved(f"{site}/en/blog/one/") == ref(post)
    assert saved(f"{site}/en/blog/one") == ref(post)
    assert saved(f"{site}/en/blog/one/?utm_source=mail#notes") == ref(post, "#notes")
    post.slug = "two"
    post.save()
    assert saved(f"{site}/en/blog/one/") == saved(f"{site}/en/blog/two/") == ref(post)


def test_an_old_address_that_something_else_has_now_means_that():
    old = factories.post(slug="one")
    old.slug = "two"
    old.save()
    new = factories.post(slug="one")
    assert saved("/en/blog/one/") == ref(new)


@pytest.mark.parametrize(
    "make",
    [factories.post, factories.page, factories.project, factories.organisation, factories.document],
)
def test_addresses_of_the_admin_become_references(make):
    thing = make()
    names = thing._meta.app_label, thing._meta.model_name
    assert saved(reverse("admin:{}_{}_change".format(*names), args=[thing.pk])) == ref(thing)
    kind = ContentType.objects.get_for_model(thing)
    assert saved(f"{SITE}/admin/r/{kind.pk}/{thing.pk}/") == ref(thing)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/admin/",
            "/admin/blog/post/",
            "/admin/blog/post/add/",
            "/admin/blog/post/999999/change/",
        ),
        *("/admin/blog/post/x/change/", "/admin/r/x/1/", "/admin/r/999999/1/", "/accounts/login/"),
        *("/admin/library/image/1/change/", "/admin/nothing/at/all/"),
    ],
)
def test_a_page_of_the_admin_that_readers_cannot_see_is_refused(path):
    with pytest.raises(ValidationError, match=f"words.*{path}"):
        saved(SITE + path)


@pytest.mark.parametrize(
    "href",
    [
        *("https://example.org/en/blog/one/", "mailto:desk@example.org", "tel:+359888", "#notes"),
        *("/en/nowhere/", "/documents/unknown/a.pdf", f"{SITE}/media/images/a.jpg", "ref:nothing"),
        *("en/blog/one/", "http://[", "https://localhost.example.org/admin/"),
    ],
)
def test_everything_else_stays_as_it_is(href):
    factories.post(slug="one")
    assert saved(href) == TEXT.format(href)


def test_many_links_cost_two_queries(django_assert_max_num_queries):
    posts = [factories.post() for _number in range(10)]
    html = "".join(TEXT.format(SITE + post.get_absolute_url()) for post in posts)
    with django_assert_max_num_queries(2):
        assert RichTextFormField().clean(html) == "".join(map(ref, posts))


@pytest.mark.parametrize("site", ["", SITE])
def test_a_document_that_a_public_post_links_to_is_readable_by_everybody(
    client, admin_client, site
):
    document, file = Document(title={"en": "Statutes"}), SimpleUploadedFile("a.pdf", corpus.PDF)
    documents.keep(document, documents.read_document(file), file)
    address = document.get_absolute_url()
    post = factories.post("draft", slug="one")
    path = reverse("admin:blog_post_change", args=[post.pk])
    data = filled(admin_client.get(path))
    admin_client.post(path, {**data, "body": TEXT.format(site + address)})
    assert Post.objects.get().body == ref(document)
    assert client.get(address).status_code == 404
    admin_client.post(path, {**filled(admin_client.get(path)), "status": "published"})
    assert client.get(address).getvalue() == corpus.PDF
    assert address in client.get("/en/blog/one/").text
    used = admin_client.get(reverse("admin:library_document_change", args=[document.pk]))
    assert post.title in used.text
    admin_client.post(path, {**filled(admin_client.get(path)), "status": "withdrawn"})
    assert client.get(address).status_code == 404


def test_the_form_says_which_link_leads_into_the_admin(admin_client):
    post = factories.post()
    path = reverse("admin:blog_post_change", args=[post.pk])
    answer = admin_client.post(
        path, {**filled(admin_client.get(path)), "body": TEXT.format(f"{SITE}/admin/")}
    )
    assert "Читателите не могат да отворят връзката „words“" in answer.text
