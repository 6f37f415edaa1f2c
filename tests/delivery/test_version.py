"""The site version rises with every way of writing what the public sees, and with nothing else."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import CASCADE
from django.utils import timezone

from blog.models import (
    Event,
    Post,
    Series,
    Story,
    StoryOrganisation,
    StoryPerson,
    StoryProject,
    Topic,
)
from delivery.version import current, raise_version
from library.models import Document, Image
from pages.models import Page, Promotion, SiteText
from partners.models import Organisation, OrganisationText, Relation
from people.models import Body, Person, PersonText, Role
from projects.models import (
    Participation,
    Programme,
    Project,
    ProjectText,
    Result,
    ResultLink,
    ResultText,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def rises():
    """Return a function that runs a write and returns whether the version rose."""

    def run(write):
        before = current().token
        write()
        return current().token != before

    return run


def relation(stage="published"):
    return Relation.objects.create(organisation=factories.organisation(stage), kind="member")


def participation(stage="published"):
    return Participation.objects.create(
        project=factories.project(stage), organisation=factories.organisation()
    )


def link(stage="published"):
    return ResultLink.objects.create(result=factories.result(stage), url="https://example.org/")


def story(stage="published"):
    return factories.post(stage).story


def programme(stage="published"):
    return Programme.objects.create(code="test-2021", name={"en": "Test"}, period="2021-27")


# Each public model: how to make a row, and a public change (a callable makes the value).
PUBLIC = {
    Post: (factories.post, {"title": "Changed"}),
    Story: (story, {"series_place": None, "series": None, "kind": "news"}),
    StoryProject: (
        lambda stage="published": StoryProject.objects.create(
            story=story(stage), project=factories.project()
        ),
        {"project": factories.project},
    ),
    StoryOrganisation: (
        lambda stage="published": StoryOrganisation.objects.create(
            story=story(stage), organisation=factories.organisation()
        ),
        {"organisation": factories.organisation},
    ),
    Event: (
        lambda stage="published": factories.event(stage).story.event,
        {"starts_on": date(2024, 11, 1)},
    ),
    StoryPerson: (
        lambda stage="published": StoryPerson.objects.create(
            story=story(stage), person=factories.person()
        ),
        {"person": factories.person},
    ),
    Topic: (lambda stage="published": factories.topic(), {"label": {"en": "Changed"}}),
    Series: (lambda stage="published": factories.series(), {"label": {"en": "Changed"}}),
    Organisation: (factories.organisation, {"site": "https://changed.example/"}),
    OrganisationText: (
        lambda stage="published": factories.organisation(stage).texts.first(),
        {"name": "Changed"},
    ),
    Relation: (relation, {"start": "2020"}),
    Person: (factories.person, {"mail": "changed@example.org"}),
    PersonText: (
        lambda stage="published": factories.person(stage).texts.first(),
        {"name": "Changed"},
    ),
    Body: (lambda stage="published": factories.body(), {"label": {"en": "Changed"}}),
    Role: (factories.role, {"start": "2020"}),
    Programme: (programme, {"period": "2028-34"}),
    Project: (factories.project, {"acronym": "CHANGED"}),
    ProjectText: (
        lambda stage="published": factories.project(stage).texts.first(),
        {"name": "Changed"},
    ),
    Participation: (participation, {"role": "coordinator"}),
    Result: (factories.result, {"group": "IO9"}),
    ResultText: (
        lambda stage="published": factories.result(stage).texts.first(),
        {"title": "Changed"},
    ),
    ResultLink: (link, {"url": "https://changed.example/"}),
    Page: (factories.page, {"title": "Changed"}),
    Promotion: (factories.promotion, {"title": "Changed"}),
    SiteText: (lambda stage="published": factories.site_text(intro="New"), {"intro": "Changed"}),
    Document: (lambda stage="published": factories.document(), {"language": "bg"}),
    Image: (lambda stage="published": factories.image(), {"credit": "Changed"}),
}


def changed(model):
    """Return the change for a model with its values evaluated."""
    values = PUBLIC[model][1].items()
    return {name: value() if callable(value) else value for name, value in values}


WITHOUT_DRAFTS = {Topic, Series, Body, Programme, Document, Image, SiteText}
WITH_DRAFTS = [model for model in PUBLIC if model not in WITHOUT_DRAFTS]


def test_every_tracked_model_is_in_the_table():
    from django.apps import apps

    from delivery.tracking import TrackedModel

    assert {model for model in apps.get_models() if issubclass(model, TrackedModel)} == set(PUBLIC)


@pytest.mark.parametrize("model", PUBLIC, ids=lambda model: model.__name__)
class TestPublicRows:
    def test_making_one_raises_the_version(self, model, rises):
        assert rises(PUBLIC[model][0])

    def test_saving_a_change_raises_the_version(self, model, rises):
        make, change = PUBLIC[model][0], changed(model)
        row = model.objects.get(pk=make().pk)
        for name, value in change.items():
            setattr(row, name, value)
        assert rises(row.save)

    def test_saving_no_change_raises_nothing(self, model, rises):
        row = model.objects.get(pk=PUBLIC[model][0]().pk)
        assert not rises(row.save)

    def test_update_raises_the_version(self, model, rises):
        make, change = PUBLIC[model][0], changed(model)
        row = make()
        assert rises(lambda: model.objects.filter(pk=row.pk).update(**change))

    def test_bulk_update_raises_the_version(self, model, rises):
        make, change = PUBLIC[model][0], changed(model)
        row = model.objects.get(pk=make().pk)
        for name, value in change.items():
            setattr(row, name, value)
        assert rises(lambda: model.objects.bulk_update([row], list(change)))

    def test_deleting_raises_the_version(self, model, rises):
        if model is Event:
            pytest.skip("a public event keeps its day, and goes with its story")
        row = model.objects.get(pk=PUBLIC[model][0]().pk)
        _free(row)
        assert rises(row.delete)

    def test_deleting_many_raises_the_version(self, model, rises):
        if model is Event:
            pytest.skip("a public event keeps its day, and goes with its story")
        row = PUBLIC[model][0]()
        _free(row)
        assert rises(model.objects.filter(pk=row.pk).delete)


def _free(row):
    """Remove what protects a row, without signals or tracking."""
    if isinstance(row, Story):
        # A story with posts is protected by them; it is deleted through its last post.
        Post.story.field.remote_field.on_delete = CASCADE


@pytest.fixture(autouse=True)
def protection():
    before = Post.story.field.remote_field.on_delete
    yield
    Post.story.field.remote_field.on_delete = before


@pytest.mark.parametrize("model", WITH_DRAFTS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("stage", ["draft", "withdrawn"])
def test_what_is_not_public_raises_nothing(model, stage, rises):
    make, change = PUBLIC[model][0], changed(model)
    row = make(stage)
    assert not rises(lambda: model.objects.filter(pk=row.pk).update(**change))
    row = model.objects.get(pk=row.pk)
    assert not rises(row.save)


@pytest.mark.parametrize("stage", ["published", "scheduled"])
def test_bulk_create_raises_the_version(stage, rises):
    draft = factories.post("draft")
    shell = Post(
        story=Story.objects.create(kind="news"),
        kind="news",
        language="en",
        title="T",
        slug="bulk",
        lead="L",
        body="<p>B</p>",
        **factories.life(stage),
    )
    assert rises(lambda: Post.objects.bulk_create([shell]))
    assert not rises(lambda: Post.objects.filter(pk=draft.pk).update(title="Still a draft"))


def test_publishing_and_withdrawing_raise_the_version(rises):
    row = factories.post("draft")
    row.status = "published"
    assert rises(row.save)
    row.status = "withdrawn"
    assert rises(row.save)


@pytest.mark.parametrize(
    ("relation", "make"),
    [
        ("topics", factories.topic),
        ("projects", factories.project),
        ("organisations", factories.organisation),
    ],
)
def test_many_to_many_changes_raise_the_version(relation, make, rises):
    facts, other = factories.post().story, make()
    field = getattr(facts, relation)
    assert rises(lambda: field.add(other))
    assert rises(lambda: field.remove(other))
    field.add(other)
    assert rises(field.clear)
    assert rises(lambda: field.set([other]))


@pytest.mark.parametrize("stage", ["published", "draft"])
def test_a_relation_is_a_fact_of_the_side_that_declares_it(stage, rises):
    story, topic = factories.post(stage).story, factories.topic()
    is_public = stage == "published"
    assert rises(lambda: topic.stories.add(story)) == is_public
    assert rises(lambda: topic.stories.remove(story)) == is_public
    topic.stories.add(story)
    assert rises(topic.stories.clear) == is_public


def test_networks_raise_the_version(rises):
    one, other = factories.organisation(), factories.organisation()
    assert rises(lambda: one.networks.add(other))


def test_an_internal_note_raises_nothing(rises):
    row = factories.post()
    assert not rises(lambda: Post.objects.filter(pk=row.pk).update(internal_note="Ask Ivan"))
    row.internal_note = "Ask Maria"
    assert not rises(row.save)


@pytest.mark.django_db(transaction=True)
class TestChangedAt:
    """Two transactions never leave the same second behind."""

    def test_each_transaction_steps_on(self):
        raise_version()
        first = current().changed_at
        raise_version()
        second = current().changed_at
        assert second.replace(microsecond=0) > first.replace(microsecond=0)

    def test_one_transaction_steps_once(self):
        before = current().changed_at
        with transaction.atomic():
            for _time in range(20):
                raise_version()
        assert current().changed_at <= max(before, timezone.now()) + timedelta(seconds=1)

    def test_a_rollback_leaves_nothing_behind(self):
        raise_version()
        before = current()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            raise_version()
            raise ZeroDivisionError
        assert current()[:3] == before[:3]
