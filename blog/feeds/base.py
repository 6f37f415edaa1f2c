"""What every feed of posts shares."""

from uuid import UUID, uuid5

from django.db.models import Count, Max, Subquery
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from addresses.paths import absolute, address
from blog.feeds.items import feed_item
from blog.models import Post
from delivery.memo import remember
from feeds import archives
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
        """Return the name of the cluster, or None: once per site version.

        Where a feed has to fetch something first, that query brings the name along.
        """

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
        posts = self.posts()
        if self.archive is None:
            newest = self.fetched(posts.slice(0, SIZE + 1))
            older = Archive(year_of(newest[SIZE].published_at)) if newest[SIZE:] else None
            return newest[:SIZE], older, None
        slices = documents(numbers_around(posts, self.archive.year))
        if self.archive not in slices:
            raise Http404
        order = [None, *slices, None]
        place = order.index(self.archive)
        of_year = posts.filter(published_at__year=self.archive.year).reverse()
        wanted = slices[self.archive]
        of_archive = self.fetched(of_year.slice(wanted.start, wanted.stop))
        return of_archive, order[place - 1], order[place + 1]

    def fetched(self, posts):
        """Return posts, newest first, with what an item shows."""
        posts = posts.select_related("lead_image").with_topics().with_grants()
        return list(posts.defer("internal_note"))

    def items(self, posts):
        """Return posts as items."""
        bodies = [post.body for post in posts]
        addresses = [absolute(post.get_absolute_url()) for post in posts]
        texts = render_for_feed(bodies, self.language, addresses)
        return tuple(
            feed_item(post, address, *text)
            for post, address, text in zip(posts, addresses, texts, strict=True)
        )


def numbers_around(posts, year):
    """Return the numbers of posts that decide which archives a year has, and which stand beside them.

    Of the year before it the last is next to it, and of the year after it the first: for these it is
    enough to know that there are posts, and more of them than one archive holds. One query.
    """
    earlier = posts.filter(published_at__year__lt=year).values("published_at")
    later = posts.filter(published_at__year__gt=year).reverse().values("published_at")
    number, before, *after = (
        posts.filter(published_at__year=year)
        .order_by()
        .aggregate(
            number=Count("pk"),
            before=Max(Subquery(earlier[:1])),
            after=Max(Subquery(later[:1])),
            continued=Max(Subquery(later[archives.SIZE : archives.SIZE + 1])),
        )
        .values()
    )
    first, continued = map(year_of, after)
    numbers = {
        year_of(before): 1,
        year: number,
        first: archives.SIZE + 1 if first == continued else 1,
    }
    return {of: found for of, found in numbers.items() if of and found}


def year_of(instant):
    """Return the year of an instant in the site's time zone, None for None."""
    return timezone.localtime(instant).year if instant else None
