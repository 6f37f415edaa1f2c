"""A person who may only look sees words, pictures and the text as readers do: never how it is stored."""

import pytest
from django.contrib import admin
from lxml import html

from projects.models import Participation, ResultLink
from tests import factories
from tests.publishing.test_admin import KINDS, change_url, row_of

pytestmark = pytest.mark.django_db
# What would give away HTML source, JSON or Python.
STORED = ("<", ">", '["', "[]", "{", "None", "True", "False", "ref:")


@pytest.fixture
def writer(client):
    client.force_login(factories.user("Writers", interface_language="en"))
    return client


def form(client, row):
    answer = client.get(change_url(row))
    assert answer.status_code == 200
    return html.fromstring(answer.text).get_element_by_id("content-main")


def of_class(element, name):
    return element.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def shown(page, name):
    """Return what stands for a field that may only be read."""
    field = of_class(page, f"field-{name}")[0]
    return (of_class(field, "readonly") or [field])[0]


def words(element):
    return " ".join(element.text_content().split())


def text_of(row, language):
    return row if hasattr(row, "language") else row.texts.get(language=language)


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_is_shown_as_on_the_site_never_as_html_source(writer, kind):
    row, other = row_of(kind, "published"), factories.page(slug="aims")
    picture = factories.image()
    text = text_of(row, "en")
    setattr(
        text,
        "body" if kind == "post" else "text",
        f'<h2>Decided</h2><p>See <a href="ref:{other.uid}">our aims</a></p>'
        f'<figure data-image="{picture.uid}"><img alt="Bricks"></figure>',
    )
    text.save()

    page = form(writer, row)

    prose = page.xpath(".//*[@class='prose']/*[@class='text' and @lang='en' and h2]")[0]
    assert words(prose.find("h2")) == "Decided"
    assert prose.find(".//a").get("href") == "/en/aims/"
    assert prose.find(".//img").get("alt") == "Bricks"
    for element in of_class(page, "readonly"):
        assert not any(sign in words(element) for sign in STORED), words(element)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_has_a_dash_for_each_gap(writer, kind):
    for element in of_class(form(writer, row_of(kind, "published")), "readonly"):
        assert words(element)
        assert not any(sign in words(element) for sign in STORED), words(element)


def test_lists_of_words_are_lists_and_labels_have_their_languages(writer):
    project = factories.project(
        other_spellings=["INVESTech", "<b>INVESTECH"], granting_authority={"bg": "Агенция"}
    )
    page = form(writer, project)

    items = shown(page, "other_spellings").iter("li")
    assert [item.text_content() for item in items] == ["INVESTech", "<b>INVESTECH"]
    assert words(shown(page, "granting_authority")) == "Bulgarian: Агенция"
    assert words(shown(page, "calls")) == "–"


def test_pictures_are_thumbnails_and_relations_are_links(writer):
    network = factories.organisation()
    logo = factories.image(alt={"en": "A brick"})
    partner = factories.organisation(is_cluster=False, logo=logo)
    partner.networks.add(network)
    page = form(writer, partner)

    assert shown(page, "logo").findall("a/img")
    assert "A brick" in words(shown(page, "logo"))
    link = shown(page, "networks").find("a")
    assert (link.get("href"), link.text) == (change_url(network), str(network))
    assert words(shown(page, "is_cluster")) == "No"


def test_rows_in_tables_are_shown_in_words(writer):
    result = factories.result()
    label = {"en": "The manual", "bg": "Ръководство"}
    document = factories.document()
    ResultLink.objects.create(result=result, document=document, label=label)
    Participation.objects.create(
        project=result.project, organisation=factories.organisation(), role="partner"
    )

    row = form(writer, result).get_element_by_id("links-0")
    assert [part.get("lang") for part in shown(row, "label").iter("span")] == ["bg", "en"]
    assert shown(row, "document").find(".//a").get("href") == change_url(document)
    assert words(shown(row, "url")) == "–"
    row = form(writer, result.project).get_element_by_id("participations-0")
    assert words(shown(row, "role")) == "partner"


def test_a_picture_and_a_document_are_shown_without_json_and_without_an_empty_upload(writer):
    picture, document = factories.image(), factories.document()
    factories.post(lead_image=picture, lead_image_alt="A picture")
    result = factories.result()
    ResultLink.objects.create(result=result, document=document)

    for row, name, text in ((picture, "alt", "Картина"), (document, "title", "Документ")):
        page = form(writer, row)
        assert not of_class(page, "field-upload")
        assert text in words(shown(page, name).find("span[@lang='bg']"))
        assert not any(sign in words(page) for sign in ('{"', "{'", "None"))


def test_what_is_fixed_in_a_form_that_may_be_changed_is_shown_the_same_way(client):
    client.force_login(factories.user("Editors", interface_language="en"))
    page = form(client, factories.post())

    assert words(shown(page, "language")) == "English"
    assert page.xpath(".//input[@name='title']")


def test_every_form_opens_for_a_person_who_may_only_look(writer):
    rows = [factories.topic(), factories.series(), factories.promotion(), factories.site_text()]
    for row in rows:
        model_admin = admin.site.get_model_admin(type(row))
        allowed = model_admin.has_view_permission(writer.get("/admin/").wsgi_request, row)
        assert writer.get(change_url(row)).status_code == (200 if allowed else 403), row
        if allowed:
            assert not any(sign in words(form(writer, row)) for sign in ('{"', "{'", "None"))
