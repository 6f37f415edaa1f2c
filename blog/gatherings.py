"""A topic or series with the languages in which it has public posts."""

from django.db.models import Exists, OuterRef
from django.http import Http404

from blog.models import Kind, Post, Topic
from blog.models.links import has_many_stories, stories_about
from languages.codes import codes
from languages.labels import label
from publishing.models.rows_as_json import NumberOfRows

# What a page says of more posts than this is "100+".
MOST_COUNTED = 100


def get_with_posts(gatherings, slug, kind, language):
    """Return one of these topics or series, with ``languages``: where it has public posts of this kind.

    And with ``has_many``, for ``PostQuerySet.about``. One query, which stops at the first post of each
    language. Raises ``Http404`` if there is none
    in ``language``.
    """
    stories = stories_about(gatherings.model, OuterRef(OuterRef("pk")))
    posts = Post.objects.published().of_kind(kind).filter(story__in=stories)
    found = {f"in_{code}": Exists(posts.in_language(code)) for code in codes()}
    found["has_many"] = has_many_stories(gatherings.model, OuterRef("pk"))
    gathering = gatherings.filter(slug=slug).annotate(**found).first()
    if gathering is None or not getattr(gathering, f"in_{language}"):
        raise Http404
    gathering.languages = {code for code in codes() if getattr(gathering, f"in_{code}")}
    return gathering


def numbers_of_posts(gathering, language):
    """Return how many public posts of each kind are on a topic or in a series, as words: ``3``, ``100+``.

    Kinds without any are left out.
    """
    stories = stories_about(type(gathering), gathering.pk)
    posts = Post.objects.published().in_language(language).filter(story__in=stories).order_by()
    counted = {
        f"number_{kind}": NumberOfRows(posts.of_kind(kind).values("pk")[: MOST_COUNTED + 1])
        for kind in Kind
    }
    row = type(gathering).objects.filter(pk=gathering.pk).annotate(**counted).get()
    numbers = {kind: getattr(row, f"number_{kind}") for kind in Kind}
    return {
        kind: f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)
        for kind, number in numbers.items()
        if number
    }


def topics_of_kind(kind, language):
    """Return ``(label, slug)`` of the topics with public posts of a kind in a language, by label."""
    stories = stories_about(Topic, OuterRef(OuterRef("pk")))
    posts = Post.objects.published().of_kind(kind).in_language(language).filter(story__in=stories)
    # As a column: a filter becomes a join, which reads every post.
    topics = Topic.objects.annotate(has_posts=Exists(posts))
    named = [(label(row.label, language), row.slug) for row in topics if row.has_posts]
    return sorted(named, key=lambda topic: topic[0].casefold())
