"""A topic or series with the languages in which it has public posts."""

from django.db.models import Exists, OuterRef
from django.http import Http404

from blog.models import Post
from languages.codes import codes


def get_with_posts(gatherings, slug, kind, language):
    """Return one of these topics or series, with ``languages``: where it has public posts of this kind.

    One query, which stops at the first post of each language. Raises ``Http404`` if there is none
    in ``language``.
    """
    from_post = gatherings.model.from_post
    posts = Post.objects.published().of_kind(kind).filter(**{from_post: OuterRef("pk")})
    found = {f"in_{code}": Exists(posts.in_language(code)) for code in codes()}
    gathering = gatherings.filter(slug=slug).annotate(**found).first()
    if gathering is None or not getattr(gathering, f"in_{language}"):
        raise Http404
    gathering.languages = {code for code in codes() if getattr(gathering, f"in_{code}")}
    return gathering
