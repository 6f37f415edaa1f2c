"""What every feed of posts shares."""

from addresses.paths import absolute
from blog.feeds.items import feed_item
from blog.models import Post
from partners.feeds import ClusterFeed
from richtext.render import render_for_feed


class PostFeed(ClusterFeed):
    """A feed of posts; subclasses choose which."""

    def posts(self):
        """Return the public posts of this language, newest first."""
        return Post.objects.published(self.now).in_language(self.language)

    def rows(self):
        return self.posts()

    def slice(self, rows, start, stop):
        return rows.slice(start, stop)

    def fetched(self, posts):
        posts = posts.select_related("lead_image", "story__event").with_topics(self.language)
        return list(posts.with_grants().with_author_names().defer("internal_note"))

    def items(self, posts):
        bodies = [post.body for post in posts]
        addresses = [absolute(post.get_absolute_url()) for post in posts]
        texts = render_for_feed(bodies, self.language, addresses)
        return tuple(
            feed_item(post, address, *text)
            for post, address, text in zip(posts, addresses, texts, strict=True)
        )
