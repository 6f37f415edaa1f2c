"""A feed of published things: its newest items, and archives by year."""

from uuid import UUID, uuid5

from django.db.models import Count, Max, Subquery
from django.http import Http404
from django.utils import timezone

from addresses.paths import absolute, address
from feeds import archives
from feeds.archives import Archive, documents
from feeds.items import Author, Feed
from feeds.view import SIZE, FeedView

# The ids of feeds are derived from this. It never changes: that would make every feed a new one.
NAMESPACE = UUID("6f2d1c0e-51e4-5d0b-9a55-0d6b5c3f7a18")


class PublishedFeed(FeedView):
    """A feed of rows with ``published_at``, newest first; subclasses say which, and what an item is."""

    def rows(self):
        """Return the public rows of this feed, newest first."""
        raise NotImplementedError

    def slice(self, rows, start, stop):
        """Return some of these rows, newest first."""
        return self.rows().filter(pk__in=rows.values("pk")[start:stop])

    def fetched(self, rows):
        """Return a list of rows with what an item shows."""
        return list(rows)

    def items(self, rows):
        """Return rows as items."""
        raise NotImplementedError

    @property
    def site_name(self):
        """The name of who publishes the site."""
        raise NotImplementedError

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
        rows, older, newer = self.chosen()
        title, site = self.title(), self.site_name
        return Feed(
            id=uuid5(NAMESPACE, f"{self.language}:{self.key()}").urn,
            title=f"{title} – {site}" if title else site,
            description=self.description(),
            language=self.language,
            author=Author(name=site, url=absolute(address("home", self.language))),
            items=self.items(rows),
            older=self.archive_address(older),
            newer=self.archive_address(newer),
            **self.addresses(),
        )

    def chosen(self):
        """Return the rows of this document, and the archives before and after it, None for none.

        The feed has the newest ones; the last archive of the next one's year continues it.
        """
        rows = self.rows()
        if self.archive is None:
            newest = self.fetched(self.slice(rows, 0, SIZE + 1))
            older = Archive(year_of(newest[SIZE].published_at)) if newest[SIZE:] else None
            return newest[:SIZE], older, None
        slices = documents(numbers_around(rows, self.archive.year))
        if self.archive not in slices:
            raise Http404
        order = [None, *slices, None]
        place = order.index(self.archive)
        of_year = rows.filter(published_at__year=self.archive.year).reverse()
        wanted = slices[self.archive]
        of_archive = self.fetched(self.slice(of_year, wanted.start, wanted.stop))
        return of_archive, order[place - 1], order[place + 1]


def numbers_around(rows, year):
    """Return the numbers of rows that decide which archives a year has, and which stand beside them.

    Of the year before it the last is next to it, and of the year after it the first: for these it is
    enough to know that there are some, and more of them than one archive holds. One query.
    """
    earlier = rows.filter(published_at__year__lt=year).values("published_at")
    later = rows.filter(published_at__year__gt=year).reverse().values("published_at")
    number, before, *after = (
        rows.filter(published_at__year=year)
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
