"""The partners of the cluster."""

import re
from operator import attrgetter
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponsePermanentRedirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from addresses.paths import absolute
from delivery.store.keeping import query
from languages.labels import label
from languages.numbers import in_words
from partners.models import SAYS_NOTHING, Organisation, OrganisationKind, OrganisationText
from publishing.templatetags.publishing_names import country
from publishing.webpage.filters import choices_of
from publishing.webpage.head import Head
from publishing.webpage.schema import schema_node
from publishing.webpage.views import PublicView, ThingView
from richtext.render import plain

FILTERS = ("kind", "country")


def chosen_filters(environ):
    """Return the known filters in the query string of a WSGI environment: ``(("kind", "school"),)``."""
    asked = dict(zip(FILTERS, query(*FILTERS)(environ), strict=True))
    known = {
        "kind": asked["kind"] in set(OrganisationKind.values) - set(SAYS_NOTHING),
        "country": re.fullmatch("[A-Z]{2}", asked["country"]),
    }
    return tuple((name, asked[name]) for name in FILTERS if known[name])


class PartnerList(PublicView):
    """Every published organisation except the cluster itself, by country and name, on one page.

    It can be filtered by kind and country.
    """

    template_name = "partners/list.html"
    section = route = "partners"
    depends = (chosen_filters,)

    def get(self, request, *args, **kwargs):
        if "number" in kwargs:
            # It once had further pages.
            return HttpResponsePermanentRedirect(self.address(self.route))
        return super().get(request, *args, **kwargs)

    @cached_property
    def chosen(self):
        """The filters in the address, ``{"kind": "school"}``; unknown ones are left out."""
        return dict(chosen_filters(self.request.META))

    def partners(self):
        """Return the organisations of this list, before any filter."""
        return Organisation.objects.published().partners()

    def by_country(self):
        """Return ``[(country, organisations)]``, both by name; those without a country are last."""
        rows = self.partners().filter(**self.chosen).mark_pages().for_lists()
        placed = [row.placed_in(self.language) for row in rows]
        groups = {}
        for row in sorted(filter(attrgetter("shown"), placed), key=_name):
            groups.setdefault(row.country, []).append(row)
        return sorted(groups.items(), key=lambda group: (not group[0], country(group[0])))

    def list_head(self):
        """Return the ``Head`` of the list without a filter."""
        title = _("Partners")
        return Head(
            title=title,
            description=_(
                "Organisations that work with the cluster: who they are, where they are based and "
                "what we do together."
            ),
            feeds=self.feeds("partners_feed", title),
            **self.same_everywhere("partners"),
        )

    def page_head(self):
        head = self.list_head()
        head.path = self.address(self.route)
        if self.chosen:
            head.path = f"{head.path}?{urlencode(self.chosen)}"
            head.robots = "noindex, follow"
        return head

    def choices(self):
        """Return what the list can be filtered by: ``[(name, label, [(value, words, chosen)])]``."""
        there = set(self.partners().order_by().values_list(*FILTERS).distinct())
        kinds = {
            kind: capfirst(OrganisationKind(kind).label)
            for kind, _country in there
            if kind not in SAYS_NOTHING
        }
        countries = {code: country(code) for _kind, code in there if code}
        filters = [("kind", _("Type"), kinds), ("country", _("Country"), countries)]
        return choices_of(filters, self.chosen)

    def content(self, **kwargs):
        groups = self.by_country()
        return super().content(
            groups=groups,
            total=sum(len(rows) for _country, rows in groups),
            choices=self.choices(),
            narrowed=bool(self.chosen),
            members=self.address("members"),
            partners=self.address("partners"),
            **kwargs,
        )


def _name(row):
    return row.shown.name.casefold(), row.slug


class MemberList(PartnerList):
    """The members of the cluster; their pages are those of the partners."""

    template_name = "partners/members.html"
    route = "members"

    def partners(self):
        return super().partners().members()

    def content(self, **kwargs):
        context = super().content(**kwargs)
        # It begins the heading: “Five of our …”.
        context["in_words"] = capfirst(in_words(context["total"], self.language))
        return context

    def list_head(self):
        return Head(
            title=_("Members"),
            description=_("The members of the cluster, in alphabetical order."),
            **self.same_everywhere("members"),
        )


class PartnerPage(ThingView):
    """One organisation: what it is, its relations to the cluster, its projects and posts.

    The roof adds projects and posts, which this room does not know. What has too little for a page
    (``OrganisationQuerySet.with_page``) leads to its line in the list.
    """

    template_name = "partners/page.html"
    section = "partners"
    list_route = "partners"

    model, related = OrganisationText, ("organisation__logo",)

    def get(self, request, *args, slug, **kwargs):
        rows = Organisation.objects.published().filter(slug=slug, texts__isnull=False)
        if rows.mark_pages().values_list("has_page", flat=True).first() is False:
            return self.lead_to(f"{self.address(self.list_route)}#{slug}")
        return super().get(request, *args, slug=slug, **kwargs)

    def content(self, **kwargs):
        context = super().content(**kwargs)
        near = self.near()
        return {
            **context,
            "full_name": self.shown.name if self.shown.acronym else "",
            "projects": [],
            "relations": [relation.told() for relation in self.thing.relations.all()],
            "networks": [row for row in near if row.is_network],
            "members": [row for row in near if row.is_member],
        }

    def near(self):
        """Return its public networks and, if it is a network, its public members, by name."""
        ties = Organisation.networks.through.objects
        keys = {"from_organisation": self.thing.pk, "to_organisation": OuterRef("pk")}
        back = {"from_organisation": OuterRef("pk"), "to_organisation": self.thing.pk}
        rows = Organisation.objects.published().annotate(
            is_network=Exists(ties.filter(**keys)), is_member=Exists(ties.filter(**back))
        )
        rows = rows.filter(Q(is_network=True) | Q(is_member=True)).mark_pages().for_lists()
        placed = [row.placed_in(self.language) for row in rows]
        return sorted(filter(attrgetter("shown"), placed), key=_name)

    def data(self):
        row = self.thing
        place = schema_node(
            type="PostalAddress",
            addressLocality=label(row.city, self.shown.language),
            addressCountry=row.country,
        )
        return schema_node(
            type="Organization",
            id=absolute("/#cluster") if row.is_cluster else "",
            name=self.shown.name,
            alternateName=[*filter(None, [self.shown.acronym]), *row.other_names],
            url=row.site,
            address=place if len(place) > 1 else None,
            logo=absolute(row.logo.file.url) if row.logo else "",
        )

    def title(self):
        """Return the title of the page; only the home page has the bare name of the cluster."""
        if not self.thing.is_cluster:
            return self.shown.short_name
        return _("%(name)s: facts and projects") % {"name": self.shown.name}

    def description(self):
        """Return what search engines show: the text, else what is known about a partner."""
        row = self.thing
        if self.shown.text or row.is_cluster:
            return plain(self.shown.text)[:300]
        facts = ", ".join(filter(None, (row.kind_shown, label(row.city), country(row.country))))
        name = f"{self.shown.name} ({facts})" if facts else self.shown.name
        return _("%(name)s, one of the partners of the cluster.") % {"name": name}

    def page_head(self):
        return self.thing_head(
            title=self.title(),
            trail=[(_("Partners"), self.address("partners"))],
            description=self.description(),
            feeds=self.feeds("partner_feed", self.shown.short_name, slug=self.thing.slug),
        )
