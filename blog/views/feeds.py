"""The page that lists every feed."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from blog.models import Kind, Post, Series, Topic
from feeds.view import FORMATS
from languages.labels import label
from partners.models import OrganisationText
from publishing.models import published_q
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
        ]
        return super().content(groups=[group for group in groups if group[1]], **kwargs)

    def _lists(self):
        lists = {
            "site_feed": _("Everything"),
            **{f"{kind.route}_feed": kind.facts.heading for kind in Kind},
            "projects_feed": _("Projects"),
            "partners_feed": _("Partners"),
        }
        return [self._feed(words, route) for route, words in lists.items()]

    def _posts(self):
        return Post.objects.published().in_language(self.language).order_by()

    def _projects(self):
        told = self._posts().filter(published_q(prefix="story__projects__"))
        names = told.values_list("story__projects__acronym", "story__projects__slug").distinct()
        return [self._feed(words, "project_feed", slug=slug) for words, slug in sorted(names)]

    def _partners(self):
        told = self._posts().filter(story__organisations__is_cluster=False)
        keys = told.values("story__organisations")
        texts = OrganisationText.objects.published().filter(organisation__in=keys)
        texts = texts.for_links().one_of_each(self.language)
        names = sorted((text.name, text.organisation.slug) for text in texts)
        return [self._feed(words, "partner_feed", slug=slug) for words, slug in names]

    def _gathered(self, model, name):
        public = published_q(prefix="stories__posts__")
        rows = model.objects.filter(public, stories__posts__language=self.language).order_by()
        named = [
            (label(words, self.language), Kind(kind), slug)
            for kind, slug, words in rows.values_list("stories__posts__kind", "slug", "label")
            .order_by("slug")
            .distinct()
        ]
        return [
            self._feed(f"{words} ({kind.facts.heading})", f"{kind.route}_{name}_feed", slug=slug)
            for words, kind, slug in sorted(named)
        ]

    def _feed(self, words, route, **kwargs):
        return words, [
            (form.upper(), self.address(route, format=form, **kwargs)) for form in FORMATS
        ]
