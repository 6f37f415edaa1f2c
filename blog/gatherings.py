"""A topic or series with the languages in which it has public posts."""

from django.db.models import Exists, OuterRef
from django.http import Http404

from blog.models import Post
from blog.models.story import has_many_stories, stories_about
from languages.codes import codes


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
