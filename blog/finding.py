"""What search can find of posts."""

from blog.models import Kind, Post
from languages.labels import label
from publishing import searchable
from publishing.searchable import IndexedText
from richtext.render import plain


def indexed_text(post):
    """Return what the index contains of a post."""
    when = post.day.first_day if post.day else post.published_at
    place = label(post.story.event.place, post.language) if post.begins_at else ""
    return IndexedText(
        title=post.title,
        path=post.get_absolute_url(),
        text=" ".join(filter(None, (post.lead, place, plain(post.body)))),
        names=[post.byline] if post.byline else [],
        year=when.year if when else 0,
    )


def with_event(posts):
    """Fetch the time and place of events with them."""
    return posts.select_related("story__event")


def register():
    """Make every kind of post searchable."""
    for kind in Kind:
        searchable.register(
            name=kind.value,
            model=Post,
            label=kind.facts.name,
            public=lambda kind=kind: with_event(Post.objects.published().of_kind(kind)),
            rows=lambda kind=kind: with_event(Post._base_manager.filter(kind=kind)),
            indexed_text=indexed_text,
            about=lambda posts, slug: posts.filter(story__projects__slug=slug),
        )
