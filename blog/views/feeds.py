"""The page that lists every feed."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from blog.models import Kind, Post, Series, Topic
from blog.models.links import stories_about
from feeds.view import FORMATS
from languages.labels import label
from partners.models import Organisation, OrganisationText
from projects.models import Project
from publishing.webpage.head import Head
from publishing.webpage.views import PublicView


class FeedsPage(PublicView):
    """Every feed in a language, for people.

    For the site and its lists, and for each project, partner, topic and series with posts.
    """

    template_name = "blog/feeds.html"
    section = "feeds"

    def page_head(self):
        return Head(
            title=_("Feeds"),
            description=_("The addresses of all the feeds on this site: RSS, Atom and JSON Feed."),
            **self.same_everywhere("feeds"),
        )

    def content(self, **kwargs):
        groups = [
            (_("Lists"), self._lists()),
            (_("Projects"), self._projects()),
            (_("Partners"), self._partners()),
            (_("Topics"), self._gathered(Topic, "topic")),
            (pgettext("several", "Series"), self._gathered(Series, "series")),
            (_("Calendars"), [(_("Events"), [("iCalendar", self.address("events_calendar"))])]),
        ]
        return super().content(groups=[group for group in groups if group[1]], **kwargs)

    def _lists(self):
        lists = {
            "site_feed": _("Everything"),
            **{f"{kind.route}_feed": kind.facts.heading for kind in Kind},
            "projects_feed": _("Projects"),
            "results_feed": _("Results"),
            "partners_feed": _("Partners"),
        }
        return [self._feed(words, route) for route, words in lists.items()]

    def _told(self, model, key="pk"):
        """Return the public posts in this language about a row of an outer query.

        For columns, not for filters: a filter becomes a join, which reads every post.
        """
        stories = stories_about(model, OuterRef(OuterRef(key)))
        return Post.objects.published().in_language(self.language).filter(story__in=stories)

    def _projects(self):
        projects = Project.objects.published().order_by().annotate(told=Exists(self._told(Project)))
        names = projects.values_list("acronym", "slug", "told")
        found = [
            self._feed(words, "project_feed", slug=slug) for words, slug, told in names if told
        ]
        return sorted(found, key=by_name)

    def _partners(self):
        told = Exists(self._told(Organisation, "organisation"))
        texts = OrganisationText.objects.published().filter(organisation__is_cluster=False)
        texts = texts.for_links().annotate(told=told).one_of_each(self.language)
        found = [
            self._feed(text.name, "partner_feed", slug=text.organisation.slug)
            for text in texts
            if text.told
        ]
        return sorted(found, key=by_name)

    def _gathered(self, model, name):
        found = {f"in_{kind}": Exists(self._told(model).of_kind(kind)) for kind in Kind}
        named = [
            (label(row.label, self.language), kind, row.slug)
            for row in model.objects.annotate(**found)
            for kind in Kind
            if getattr(row, f"in_{kind}")
        ]
        found = [
            self._feed(f"{words} ({kind.facts.heading})", f"{kind.route}_{name}_feed", slug=slug)
            for words, kind, slug in named
        ]
        return sorted(found, key=by_name)

    def _feed(self, words, route, **kwargs):
        return words, [
            (written.NAME, self.address(route, format=form, **kwargs))
            for form, written in FORMATS.items()
        ]


def by_name(feed):
    """Return what the feeds of a group are sorted by: their names, in capitals or not."""
    return feed[0].casefold()
