"""Posts as something that a text can link to."""

from addresses import linkable
from blog.models import Kind, Post
from publishing.linking import newest_first, target

FIELDS = ("uid", "kind", "language", "title", "status", "published_at", "expires_at", "created_at")


def register():
    """Make posts something to link to."""
    linkable.register(
        name="post",
        model=Post,
        rows=lambda: newest_first(Post.objects.only(*FIELDS)),
        spelled=lambda pattern: linkable.matches(pattern, "title", "slug"),
        target=lambda post, language: target(
            post, post.title, Kind(post.kind).label, [post.language]
        ),
    )
