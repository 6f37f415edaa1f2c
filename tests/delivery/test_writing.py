"""Every way of writing a public row is noticed, once per row, with all its consequences."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import CASCADE, QuerySet
from django.test.utils import CaptureQueriesContext

from addresses.models import Address
from blog.models import Event, Post, Story, StoryProject
from delivery.version import current
from delivery.writing import writing
from library.models import Use
from pages.models import Page
from publishing import searchable, uses
from publishing.models import Publishable
from search.models import Entry
from tests import factories
from tests.delivery.test_version import PUBLIC, changed, protection  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db

WAYS = ("save", "update", "bulk_update", "delete", "delete_many", "bulk_create", "in_a_unit")


def write(model, way):
    """Write a row of a model in some way; return its key."""
    row = model.objects.get(pk=PUBLIC[model][0]().pk)
    key, change = row.pk, changed(model)
    free_to_go(row, way)
    for name, value in change.items():
        setattr(row, name, value)
    with listening(model) as heard:
        if way == "save":
            row.save()
        elif way == "update":
            model.objects.filter(pk=key).update(**change)
        elif way == "bulk_update":
            model.objects.bulk_update([row], list(change))
        elif way == "delete":
            row.delete()
        elif way == "delete_many":
            model.objects.filter(pk=key).delete()
        elif way == "bulk_create":
            model.objects.filter(pk=key).delete()
            heard.clear()
            row.pk = None
            model.objects.bulk_create([row])
            key = row.pk
        else:
            with writing():
                row.save()
                row.save()
                model.objects.filter(pk=key).update(**change)
    return key, heard


class listening:  # noqa: N801 - used as a block
    """Replace what follows from a write of a model by a recorder."""

    def __init__(self, model):
        self.model, self.heard = model, []

    def __enter__(self):
        self.kept = self.model.follows
        self.model.follows = (self.heard.extend,)
        return self.heard

    def __exit__(self, *problem):
        self.model.follows = self.kept


def free_to_go(row, way):
    """Allow deleting a story on its own, which its posts forbid."""
    if isinstance(row, Story):
        # Its posts protect it; pretend that they do not.
        Post.story.field.remote_field.on_delete = CASCADE
    elif isinstance(row, Event):
        # A public event keeps its day; pretend that its story has become news.
        QuerySet(Story).filter(pk=row.story_id).update(kind="news")
        QuerySet(Post).filter(story=row.story_id).update(kind="news")
    elif isinstance(row, Post) and way == "bulk_create":
        # A story goes with its last post.
        factories.post(language="bg", story=row.story)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("model", PUBLIC, ids=lambda model: model.__name__)
def test_every_way_of_writing_is_heard_once(model, way):
    key, heard = write(model, way)
    assert [change.key for change in heard] == [key]
    assert (heard[0].before is None) == (way == "bulk_create")
    assert (heard[0].after is None) == way.startswith("delete")


# What must be in the list of each model, whatever else is.
@pytest.mark.parametrize("model", PUBLIC, ids=lambda model: model.__name__)
def test_lists_name_what_has_to_follow(model):
    names = [function.__name__ for function in model.follows]
    assert names[-1] == "site_version"
    takers = {of for kind in searchable.kinds().values() for of in (kind.model, *kind.owners)}
    assert ("follow_in_search" in names) >= (model in takers)
    assert ("follow_uses" in names) >= bool(uses.fields_of(model))
    has_page = issubclass(model, Publishable) and model.paths is not Publishable.paths
    follow_addresses = {"follow_addresses", "follow_result_addresses"}
    assert bool(follow_addresses & {*names}) >= has_page


def address(thing):
    """Return the current paths of a thing, according to ``Address``."""
    rows = Address.objects.filter(uid=thing.uid, is_current=True)
    return set(rows.values_list("path", flat=True))


def found(word):
    """Return the titles that the index has for a word."""
    return set(Entry.objects.filter(title_words__contains=word).values_list("title", flat=True))


class TestTheHolesOfTheReview:
    def test_withdrawing_many_sets_when(self):
        post = factories.post()
        Post.objects.filter(pk=post.pk).update(status="withdrawn")
        post.refresh_from_db()
        assert post.withdrawn_at is not None
        row = Address.objects.get(uid=post.uid)
        assert row.public_until == post.withdrawn_at

    def test_publishing_many_sets_when(self):
        post = factories.post("draft")
        Post.objects.filter(pk=post.pk).update(status="published")
        post.refresh_from_db()
        assert post.is_published()
        assert post.shown_on.precision == "day"

    def test_publishing_again_keeps_the_first_instant(self):
        post = factories.post("withdrawn")
        Post.objects.filter(pk=post.pk).update(status="published")
        assert Post.objects.get(pk=post.pk).published_at == post.published_at

    @pytest.mark.parametrize("way", ["update", "bulk_update", "save"])
    def test_a_change_of_kind_reaches_both_posts(self, way):
        post = factories.post()
        other = factories.post(language="bg", story=post.story)
        story = Story.objects.get(pk=post.story_id)
        story.kind = "news"
        if way == "save":
            story.save()
        elif way == "update":
            Story.objects.filter(pk=story.pk).update(kind="news")
        else:
            Story.objects.bulk_update([story], ["kind"])
        assert set(Post.objects.values_list("kind", flat=True)) == {"news"}
        assert address(post) == {f"/en/news/{post.slug}/"}
        assert address(other) == {f"/bg/novini/{other.slug}/"}

    def test_pages_made_at_once_have_paths(self):
        above = factories.page(slug="above")
        Page.objects.bulk_create(
            [Page(language="en", title="T", text="<p>T</p>", slug="below", parent=above)]
        )
        row = Page.objects.get(slug="below")
        assert row.path == "above/below"
        assert address(row) == {"/en/above/below/"}

    @pytest.mark.parametrize("way", ["update", "bulk_update", "save"])
    def test_a_renamed_parent_moves_all_that_is_below(self, way, client):
        top = factories.page("draft", slug="top")
        middle = factories.page("draft", slug="middle", parent=top)
        low = factories.page(slug="low", parent=middle)
        before = current().token
        top = Page.objects.get(pk=top.pk)
        top.slug = "first"
        if way == "save":
            top.save()
        elif way == "update":
            Page.objects.filter(pk=top.pk).update(slug="first")
        else:
            Page.objects.bulk_update([top], ["slug"])
        assert address(low) == {"/en/first/middle/low/"}
        assert Entry.objects.get(title=low.title).path == "/en/first/middle/low/"
        # The page at the top is a draft, but the one that moved is public.
        assert current().token != before
        assert client.get("/en/top/middle/low/")["Location"] == "/en/first/middle/low/"

    def test_a_page_that_would_stand_too_deep_is_refused_whole(self):
        top = factories.page(slug="top")
        middle = factories.page(slug="middle", parent=top)
        moving = factories.page(slug="moving")
        factories.page(slug="child", parent=moving)
        moving.parent = middle
        with pytest.raises(ValidationError, match="three levels deep"):
            moving.full_clean()
        with pytest.raises(ValidationError, match="three levels deep"), transaction.atomic():
            moving.save()
        assert Page.objects.get(pk=moving.pk).path == "moving"

    def test_what_a_story_is_about_raises_the_version(self):
        story, project = factories.post().story, factories.project()
        before = current().token
        link = StoryProject.objects.create(story=story, project=project)
        after = current().token
        assert after != before
        link.delete()
        assert current().token != after

    def test_what_moves_to_another_story_changes_the_posts_of_both(self):
        left, joined = factories.post(), factories.post("draft")
        link = StoryProject.objects.create(story=left.story, project=factories.project())
        before = current().token
        StoryProject.objects.filter(pk=link.pk).update(story=joined.story)
        assert current().token != before

    def test_a_renamed_programme_is_found(self):
        from projects.models import Programme

        programme = Programme.objects.create(code="p", name={"en": "Oldword"}, period="2021-27")
        factories.project(programme=programme)
        Programme.objects.filter(pk=programme.pk).update(name={"en": "Newword"})
        assert Entry.objects.filter(text__contains="Newword").exists()


def test_a_cascade_is_heard():
    project = factories.project()
    assert Entry.objects.count() == 2
    project.delete()
    assert Entry.objects.count() == 0
    assert set(Address.objects.values_list("is_current", flat=True)) == {False}


def test_what_is_rolled_back_to_a_savepoint_is_no_change():
    post = factories.post(title="Before")
    before = current().token
    with writing():
        try:
            with transaction.atomic():
                Post.objects.filter(pk=post.pk).update(title="After")
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
    assert current().token == before
    assert found("before") == {"Before"}


def test_a_unit_that_fails_leaves_nothing():
    post = factories.post(slug="one")
    with pytest.raises(ZeroDivisionError), transaction.atomic(), writing():
        Post.objects.filter(pk=post.pk).update(slug="two")
        raise ZeroDivisionError
    assert address(post) == {"/en/blog/one/"}


def test_many_units_of_one_row_cost_one_round():
    post, image = factories.post(), factories.image()
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        writing(),
    ):
        for number in range(5):
            Post.objects.filter(pk=post.pk).update(
                slug=f"number-{number}", body=f'<figure data-image="{image.uid}"></figure>'
            )
    assert address(post) == {"/en/blog/number-4/"}
    assert Use.objects.count() == 1
    told = [query["sql"] for query in queries if "delivery_siteversion" in query["sql"]]
    assert len([sql for sql in told if sql.startswith("UPDATE")]) == 1
    assert len([query for query in queries if "INSERT INTO" in query["sql"]]) <= 4


def test_a_caller_that_ignores_conflicts_is_refused():
    with pytest.raises(TypeError, match="which rows"):
        Post.objects.bulk_create([], ignore_conflicts=True)


def test_the_condition_of_an_update_reaches_the_database():
    post = factories.post()
    with CaptureQueriesContext(connection) as queries:
        assert Post.objects.filter(version=post.version).update(title="New") == 1
    update = next(q["sql"] for q in queries if q["sql"].startswith('UPDATE "blog_post"'))
    assert '"version" =' in update.split("WHERE")[1]


def test_text_is_sanitised_once_a_write(monkeypatch):
    from richtext import field

    calls = []
    clean = field.sanitise
    monkeypatch.setattr(field, "sanitise", lambda html: calls.append(html) or clean(html))
    post = factories.post(body="<p>One</p><script>1</script>")
    assert len(calls) == 1
    post.body = "<p>Two</p>"
    post.save()
    Post.objects.filter(pk=post.pk).update(body="<p onclick='1'>Three</p>")
    post.body = "<p>Four</p><script>4</script>"
    Post.objects.bulk_update([post], ["body"])
    assert len(calls) == 4
    assert Post.objects.get(pk=post.pk).body == "<p>Four</p>"


class TestCost:
    """Statements of a thousand posts made at once; the same batches as Django's own."""

    def test_a_thousand_posts(self, django_assert_max_num_queries):
        stories = Story.objects.bulk_create(Story(kind="news") for _number in range(1000))
        image = factories.image()
        posts = [
            Post(
                story=story,
                kind="news",
                language="en",
                title=f"Title {number}",
                slug=f"post-{number}",
                lead="L",
                body=f'<p>B</p><figure data-image="{image.uid}"></figure>',
                **factories.life("published"),
            )
            for number, story in enumerate(stories)
        ]
        most = 60 if connection.vendor == "postgresql" else 100
        with django_assert_max_num_queries(most):
            Post.objects.bulk_create(posts)
        assert Entry.objects.count() == Use.objects.count() == 1000

    def test_new_posts_with_their_links_cost_no_query_each(self):
        project = factories.project()

        def cost(number):
            with CaptureQueriesContext(connection) as queries, writing():
                stories = Story.objects.bulk_create(Story(kind="news") for _ in range(number))
                Post.objects.bulk_create(
                    Post(story=story, kind="news", language="en", title="T", slug=f"{number}-{i}")
                    for i, story in enumerate(stories)
                )
                StoryProject.objects.bulk_create(
                    StoryProject(story=story, project=project) for story in stories
                )
            return len(queries)

        assert cost(2) == cost(20)


@pytest.mark.django_db(transaction=True)
def test_what_is_written_on_commit_is_a_unit_of_its_own():
    def rename():
        post = Post.objects.get()
        post.title = "Windmills"
        post.save()

    with writing():
        factories.post(title="Before")
        transaction.on_commit(lambda: tokens.append(current().token))
        transaction.on_commit(rename)
        tokens = []
    assert current().token != tokens[0]
    assert Entry.objects.get().title == "Windmills"
