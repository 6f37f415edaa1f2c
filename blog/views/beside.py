"""What is shown next to a list of posts, or a post: the newest of another kind."""

from blog.models import Post
from delivery.memo import remember

NEWEST = 5


class BesideMixin:
    """Part of a view under the list of one kind: ``beside`` is another, and ``newest`` its posts."""

    def newest_beside(self):
        """Return both for the template; the posts as ``(title, path, day)``, once per site version."""
        kind = self.kind.beside

        def newest():
            posts = Post.objects.published().of_kind(kind).in_language(self.language)
            posts = posts.only("title", "slug", "kind", "language", "shown_on", "begins_at")[
                :NEWEST
            ]
            return [(post.title, post.get_absolute_url(), post.day) for post in posts]

        key = f"newest/{kind}/{self.language}"
        return {"beside": kind, "newest": remember(key, newest, self.request.site_version)}
