"""What the sitemaps of the rooms share: languages, pictures, what counts as changed.

Each is a Django ``Sitemap`` whose items are the public pages of one kind in every language.
An object is one part, a file of its own (sitemaps.org protocol 0.9); its pages cost one query.
"""

from itertools import groupby
from operator import itemgetter

from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import F, Max
from django.db.models.functions import Greatest

from addresses.paths import absolute, address
from library.models import Image
from publishing.models import Publishable, TextRow
from publishing.webpage.head import default_address


def changed(prefix=""):
    """Return when something last changed; it may have been written long before it appeared."""
    return Greatest(F(f"{prefix}changed_at"), F(f"{prefix}published_at"))


class PublicSitemap(Sitemap):
    """The public pages of a model; those of one thing are each other's alternates."""

    model: type[Publishable] | type[TextRow]
    # From a row to the thing whose life cycle it shares, for example "project__".
    prefix = ""
    route = ""
    # Columns: what the pages of one thing share, the file of its picture, what its address needs.
    thing = image = ""
    fields: tuple[str, ...] = ()

    # Whether a part depends on every row, and so is made once per site version.
    reads_everything = False

    # A part is not split any further.
    paginator = Paginator([""], 1)

    def __init__(self, number=1, latest=None):
        self.number, self.latest = number, latest

    @classmethod
    def parts(cls):
        """Return the parts that have pages, each with its last change, in one query."""
        latest = cls.last_change()
        return [cls(latest=latest)] if latest else []

    @classmethod
    def last_change(cls):
        """Return when anything of this model last changed, None if nothing is public."""
        return cls.rows().aggregate(latest=Max(changed(cls.prefix)))["latest"]

    @classmethod
    def rows(cls):
        """Return the public rows, in no order."""
        return cls.model.objects.published().order_by()

    def rows_of_part(self):
        """Return the public rows of this part; here the first is the only one."""
        return self.rows() if self.number == 1 else self.rows().none()

    def items(self):
        """Return a dict for each page, those of one thing next to each other."""
        return (
            self.rows_of_part()
            .order_by(self.thing, "-language")
            .values(
                "language",
                *self.fields,
                thing=F(self.thing),
                lastmod=changed(self.prefix),
                image=F(self.image),
            )
        )

    def location(self, item):
        """Return the path of a page; ``fields`` are the arguments of its route."""
        values = {name.rpartition("__")[2]: item[name] for name in self.fields}
        return address(self.route, item["language"], **values)

    def get_latest_lastmod(self):
        return self.latest

    def get_urls(self, page=1, site=None, protocol=None):
        # Scheme and host come from the settings, not from ``site`` and ``protocol``.
        pages_of_things = groupby(self.items(), itemgetter("thing"))
        return [url for _thing, pages in pages_of_things for url in self.in_languages(list(pages))]

    def in_languages(self, items):
        """Yield what the template shows of the pages of one thing."""
        locations = [(item["language"], absolute(self.location(item))) for item in items]
        alternates = locations if len(locations) > 1 else []
        if default := default_address(locations):
            alternates = [*locations, ("x-default", default)]
        links = [{"lang_code": code, "location": location} for code, location in alternates]
        storage = Image._meta.get_field("file").storage
        for item, (_language, url) in zip(items, locations, strict=True):
            yield {
                "location": url,
                "lastmod": item["lastmod"],
                "alternates": links,
                "images": [absolute(storage.url(item["image"]))] if item["image"] else [],
            }
