"""What every feed of posts shares."""

from uuid import UUID, uuid5

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from addresses.paths import absolute, address
from blog.feeds.items import feed_item
from blog.models import Post
from delivery.memo import remember
from feeds.archives import Archive, documents
from feeds.items import Author, Feed
from feeds.view import SIZE, FeedView
from partners.models import names_of_cluster
from richtext.render import render_for_feed

# The ids of feeds are derived from this. It never changes: that would make every feed a new one.
NAMESPACE = UUID("6f2d1c0e-51e4-5d0b-9a55-0d6b5c3f7a18")


class PostFeed(FeedView):
    """A feed of posts; subclasses choose which."""

    def posts(self):
        """Return the public posts of this language, newest first."""
        return Post.objects.published(self.now).in_language(self.language)

    def key(self):
        """Return the permanent key of this feed, whatever its address."""
        return self.name

    def title(self):
        """Return its title, without the name of the site."""
        return ""

    def description(self):
        """Return one sentence that says what it contains."""
        raise NotImplementedError

    def feed(self):
        posts, older, newer = self.chosen()
        title, site = self.title(), self.site_name
        return Feed(
            id=uuid5(NAMESPACE, f"{self.language}:{self.key()}").urn,
            title=f"{title} – {site}" if title else site,
            description=self.description(),
            language=self.language,
            author=Author(name=site, url=absolute(address("home", self.language))),
            items=self.items(posts),
            older=self.archive_address(older),
            newer=self.archive_address(newer),
            **self.addresses(),
        )

    def name_of_cluster(self):
        """Return the name of the cluster, or None: once per site version."""

        def name():
            return names_of_cluster(self.language).values_list("name", flat=True).first()

        return remember(f"cluster/{self.language}", name, self.request.site_version)

    @cached_property
    def site_name(self):
        """The name of the cluster, from its own row."""
        return self.name_of_cluster() or _("Sofia – Knowledge City")

    def chosen(self):
        """Return the posts of this document, and the archives before and after it, None for none.

        The feed has the newest posts; the last archive of the next post's year continues it.
        """
        posts = self.posts().select_related("lead_image").with_topics().defer("internal_note")
        if self.archive is None:
            newest = list(posts[: SIZE + 1])
            older = Archive(year_of(newest[SIZE].published_at)) if newest[SIZE:] else None
            return newest[:SIZE], older, None
        slices = documents(self.numbers_by_year())
        if self.archive not in slices:
            raise Http404
        order = [None, *slices, None]
        place = order.index(self.archive)
        of_year = posts.filter(published_at__year=self.archive.year).order_by("published_at", "pk")
        return of_year[slices[self.archive]][::-1], order[place - 1], order[place + 1]

    def numbers_by_year(self):
        """Return the number of posts per year, once per site version: it reads every post."""

        def numbers():
            years = self.posts().order_by().values_list(ExtractYear("published_at"))
            return dict(years.annotate(Count("pk", distinct=True)))

        key = f"archives/{self.language}/{self.key()}"
        return remember(key, numbers, self.request.site_version)

    def items(self, posts):
        """Return posts as items."""
        bodies = [post.body for post in posts]
        addresses = [absolute(post.get_absolute_url()) for post in posts]
        texts = render_for_feed(bodies, self.language, addresses)
        return tuple(
            feed_item(post, address, *text)
            for post, address, text in zip(posts, addresses, texts, strict=True)
        )


def year_of(instant):
    """Return the year of an instant in the site's time zone, None for None."""
    return timezone.localtime(instant).year if instant else None
