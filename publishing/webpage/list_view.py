"""Lists: a number of things per page, and links to the pages before and after."""

from math import ceil

from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from delivery.memo import remember
from publishing.webpage.views import PublicView

# Older pages can be reached by year; anyone who pages further is a robot.
LAST_PAGE = 50


class ListView(PublicView):
    """A list, ``page_size`` at a time. ``route`` is its first page; ``<route>_page`` are the others.

    ``newest_first`` decides how the links to the pages before and after are labelled.
    """

    route = ""
    page_size: int
    newest_first = True

    def queryset(self):
        """Return the items of the list, in order."""
        raise NotImplementedError

    def for_list(self, rows):
        """Return these rows with what the template shows of each."""
        return rows

    def route_kwargs(self):
        """Return the arguments of the route, without the number of the page."""
        return {}

    def get(self, request, *args, **kwargs):
        if kwargs.get("number") == 1:
            return HttpResponsePermanentRedirect(self.address(self.route, **self.route_kwargs()))
        return super().get(request, *args, **kwargs)

    @property
    def number(self):
        """The number of this page, from 1."""
        return self.kwargs.get("number", 1)

    def page_address(self, number):
        """Return the address of one page of this list."""
        if number == 1:
            return self.address(self.route, **self.route_kwargs())
        return self.address(f"{self.route}_page", number=number, **self.route_kwargs())

    def pager(self):
        """Return the items of this page and where the pages before and after are."""
        if not 1 <= self.number <= LAST_PAGE:
            raise Http404
        start = (self.number - 1) * self.page_size
        rows = self.queryset()
        # First the keys: a database makes the rows that it skips, too, with all their columns.
        keys = list(rows.values_list("pk", flat=True)[start : start + self.page_size])
        items = list(self.for_list(rows).filter(pk__in=keys))
        if self.number > 1 and not items:
            raise Http404
        last = self.last(rows)
        return {
            "items": items,
            "number": self.number,
            "last": last,
            "newest_first": self.newest_first,
            "previous": self.page_address(self.number - 1) if self.number > 1 else "",
            "next": self.page_address(self.number + 1) if self.number < last else "",
        }

    def last(self, rows):
        """Return the number of the last page, once per site version; no rows beyond it are counted."""
        count = rows.order_by()[: LAST_PAGE * self.page_size].count
        number = remember(f"count/{self.page_address(1)}", count, self.request.site_version)
        return max(ceil(number / self.page_size), 1)

    def content(self, **kwargs):
        return super().content(pager=self.pager(), **kwargs)

    def page_head(self):
        head = self.list_head()
        head.path = self.page_address(self.number)
        if self.number > 1:
            values = {"title": head.title, "number": self.number}
            head.title = _("%(title)s, page %(number)s") % values
            head.description = f"{head.title}. {head.description}"
            # The second page of one language is not the translation of another's.
            head.translations = {}
        return head

    def list_head(self):
        """Return the ``Head`` of the first page; those of later pages are derived from it."""
        raise NotImplementedError
