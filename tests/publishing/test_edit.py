"""An edit holds what the admin's form holds, and saves the same without a request."""

import pytest
from django.contrib import admin
from django.urls import reverse

from blog.models import Post
from delivery.writing import writing
from projects.models import Project
from publishing.edit import EDITS
from publishing.models import Publishable
from tests import factories
from tests.admin import filled

pytestmark = pytest.mark.django_db

STAGES = ("published", *factories.HIDDEN)


def test_everything_that_can_be_published_has_one():
    things = {model for model in admin.site._registry if issubclass(model, Publishable)}
    assert set(EDITS) == things


@pytest.mark.parametrize("kind", ["post", "project", "organisation", "result", "page"])
@pytest.mark.parametrize("group", ["Writers", "Editors"])
@pytest.mark.parametrize("stage", [*STAGES, None])
def test_its_fields_are_those_of_the_form(rf, kind, group, stage):
    person = factories.user(group)
    row = getattr(factories, kind)(stage or "draft")
    model = type(row)
    edit = EDITS[model](row if stage else model(), person, {})
    if not edit.rights.may_edit(edit.row):
        return
    request = rf.get("/")
    request.user = person
    desk = admin.site.get_model_admin(model)
    shown = desk.get_form(request, row if stage else None, change=bool(stage))()
    assert set(edit.form.fields) == set(shown.fields)
    inlines = desk.get_formsets_with_inlines(request, row if stage else None)
    fields = [set(formset.form.base_fields) for formset, _inline in inlines]
    assert [set(formset.form.base_fields) for formset in edit.formsets] == fields


@pytest.mark.parametrize("kind", ["post", "project", "organisation", "result", "page"])
def test_it_saves_what_the_admin_would(client, kind):
    person = factories.user("Editors")
    client.force_login(person)
    row = getattr(factories, kind)("draft")
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    data = {**filled(client.get(url)), "status": "published", "internal_note": "From an edit"}
    data = {name: value for name, value in data.items() if value != []}
    if "texts-0-language" in data:
        data["texts-0-text"] = "<p>From an edit</p>"

    with writing():
        edit = EDITS[type(row)](row, person, data)
        assert edit.is_valid(), edit.form.errors
        edit.save()

    row = type(row).objects.get(pk=row.pk)
    assert row.is_published()
    assert (row.internal_note, row.version) == ("From an edit", 2)
    if hasattr(row, "texts"):
        assert "<p>From an edit</p>" in row.texts.values_list("text", flat=True)


def test_it_makes_a_new_thing_with_its_owner():
    person = factories.user("Writers")
    data = {"language": "en", "title": "New", "story_kind": "news", "status": "published"}

    with writing():
        edit = EDITS[Post](Post(), person, data)
        assert edit.is_valid(), edit.form.errors
        row = edit.save()

    # A Writer's form has no status.
    assert (row.status, row.owner, row.slug, row.kind) == ("draft", person, "new", "news")


def test_what_somebody_saved_meanwhile_is_refused():
    person = factories.user("Editors")
    row = factories.project("draft")
    edit = EDITS[Project](
        Project.objects.get(pk=row.pk), person, {"acronym": "X", "version": str(row.version)}
    )
    row.save()

    with writing():
        assert not edit.is_valid()

    assert "saved this after you opened it" in str(edit.form.errors)
