"""The feed of results."""

from django.db.models import F, Prefetch
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from addresses.paths import absolute
from feeds.items import Item
from partners.feeds import ClusterFeed
from projects.emblem import in_feed
from projects.funding import shown_of
from projects.models import ResultLink, ResultText
from richtext.render import plain, render_for_feed


class ResultFeed(ClusterFeed):
    """The results with a page, of all projects."""

    name, page = "results_feed", "results"

    def rows(self):
        rows = ResultText.objects.with_page(self.now).filter(language=self.language)
        rows = rows.annotate(published_at=F("result__published_at"))
        return rows.order_by("-published_at", "-pk")

    def fetched(self, rows):
        links = ResultLink.objects.select_related("document")
        rows = rows.select_related("result__project__programme")
        return list(rows.prefetch_related(Prefetch("result__links", links)))

    def title(self):
        return _("Results")

    def description(self):
        return _("Results of the projects of %(site)s") % {"site": self.site_name}

    def addresses(self):
        # Hubs are notified of posts only: a reader that waited for one would miss results.
        return {**super().addresses(), "hub": ""}

    def items(self, rows):
        paths = [absolute(row.result.paths()[self.language]) for row in rows]
        texts = render_for_feed([row.text for row in rows], self.language, paths)
        return tuple(
            self.item(row, url, html)
            for row, url, (html, _pictures) in zip(rows, paths, texts, strict=True)
        )

    def item(self, text, url, html):
        """Return a result as an item: its text, and its links below it."""
        result = text.result
        return Item(
            id=text.uid.urn,
            url=url,
            title=text.title,
            summary=plain(text.text)
            or ", ".join(filter(None, (result.public_kind, result.project.acronym))),
            content=html
            + render_to_string("projects/_feed_links.html", {"result": result})
            + in_feed(shown_of([result.project.grant], self.language)),
            published=result.published_at,
        )
