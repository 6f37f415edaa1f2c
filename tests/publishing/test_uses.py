"""Where pictures are used is known after every way of writing."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from blog.models import Post
from library.models import Use
from pages.models import Page
from publishing import uses
from tests import factories

pytestmark = pytest.mark.django_db


def figure(image):
    return f'<figure data-image="{image.uid}"><img alt="A wall"></figure>'


def found(image):
    return sorted(image.uses.values_list("owner_label", "place"))


def test_pictures_in_texts_leads_and_logos_are_known():
    image = factories.image()
    factories.post(body=figure(image), lead_image=image)
    factories.project(logo=image)
    organisation = factories.organisation()
    text = organisation.texts.first()
    text.text = figure(image)
    text.save()
    factories.promotion(image=image)
    assert found(image) == [
        ("blog.Post", "picture"),
        ("blog.Post", "text"),
        ("pages.Promotion", "picture"),
        ("partners.Organisation", "text"),
        ("projects.Project", "logo"),
    ]


@pytest.mark.parametrize("way", ["save", "update", "bulk_update"])
def test_a_use_ends_with_the_text_that_named_it(way):
    image, other = factories.image(), factories.image()
    page = factories.page(text=figure(image))
    page.text = figure(other)
    if way == "save":
        page.save()
    elif way == "update":
        Page.objects.filter(pk=page.pk).update(text=figure(other))
    else:
        Page.objects.bulk_update([page], ["text"])
    assert (found(image), found(other)) == ([], [("pages.Page", "text")])


def test_bulk_create_and_delete_are_heard():
    image = factories.image()
    story = factories.post("draft").story
    Post.objects.bulk_create(
        [Post(story=story, kind="news", language="bg", title="T", body=figure(image))]
    )
    assert found(image) == [("blog.Post", "text")]
    Post.objects.filter(language="bg").delete()
    assert not Use.objects.exists()


def test_a_title_follows_its_page():
    image = factories.image()
    page = factories.page(text=figure(image), title="Before")
    page.title = "After"
    page.save()
    assert image.uses.get().title == "After"


def test_a_picture_that_a_text_names_cannot_be_deleted():
    image = factories.image()
    factories.page("draft", text=figure(image))
    with pytest.raises(ProtectedError):
        image.delete()


def test_a_use_names_one_thing():
    with pytest.raises(IntegrityError), transaction.atomic():
        Use.objects.create(place="text", source_label="x", source_key="1")


def test_everything_can_be_written_again():
    image = factories.image()
    factories.page(text=figure(image))
    before = found(image)
    Use.objects.all().delete()
    uses.record_all()
    assert found(image) == before


def test_whether_something_public_uses_it_is_asked_once_a_kind(django_assert_max_num_queries):
    document = factories.document()
    link = f'<p><a href="ref:{document.uid}">Statutes</a></p>'
    for _number in range(4):
        factories.page("draft", text=link)
        factories.post("withdrawn", body=link)
    # One for the uses, one for pages, one for posts.
    with django_assert_max_num_queries(3):
        assert not uses.used_in_public(document)
    factories.post(body=link)
    with django_assert_max_num_queries(3):
        assert uses.used_in_public(document)
