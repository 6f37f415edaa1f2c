"""What search can find of posts."""

from blog.models import Kind, Post
from publishing import searchable
from publishing.searchable import IndexedText
from richtext.render import plain


def indexed_text(post):
    """Return what the index contains of a post."""
    when = post.shown_on.first_day if post.shown_on else post.published_at
    return IndexedText(
        title=post.title,
        path=post.get_absolute_url(),
        text=f"{post.lead} {plain(post.body)}",
        names=[post.byline] if post.byline else [],
        year=when.year if when else 0,
    )


def register():
    """Make every kind of post searchable."""
    for kind in Kind:
        searchable.register(
            name=kind.value,
            model=Post,
            label=kind.facts.name,
            public=lambda kind=kind: Post.objects.published().of_kind(kind),
            rows=lambda kind=kind: Post._base_manager.filter(kind=kind),
            indexed_text=indexed_text,
            about=lambda posts, slug: posts.filter(story__projects__slug=slug),
        )
