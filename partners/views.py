"""The partners of the cluster."""

import re
from operator import itemgetter
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from addresses.paths import absolute
from delivery.store.keeping import query
from languages.labels import label
from library.html import SHOWN
from partners.models import Organisation, OrganisationKind, OrganisationText
from publishing.templatetags.publishing_names import country
from publishing.webpage.head import Head
from publishing.webpage.list_view import ListView
from publishing.webpage.schema import schema_node
from publishing.webpage.views import ThingView
from richtext.render import plain

FILTERS = ("kind", "country")
# Only what the names and logos of many partners need: the rest would take twice the time.
ON_THE_WALL = (
    *("language", "name", "acronym", "organisation__slug"),
    *(f"organisation__logo__{name}" for name in SHOWN),
)


def chosen_filters(environ):
    """Return the known filters in the query string of a WSGI environment: ``(("kind", "school"),)``."""
    asked = dict(zip(FILTERS, query(*FILTERS)(environ), strict=True))
    known = {
        "kind": asked["kind"] in OrganisationKind.values,
        "country": re.fullmatch("[A-Z]{2}", asked["country"]),
    }
    return tuple((name, asked[name]) for name in FILTERS if known[name])


class PartnerList(ListView):
    """Every published organisation except the cluster itself, by name; filtered by kind and country."""

    template_name = "partners/list.html"
    section = route = "partners"
    page_size = 20
    newest_first = False
    depends = (chosen_filters,)

    @cached_property
    def chosen(self):
        """The filters in the address, ``{"kind": "school"}``; unknown ones are left out."""
        return dict(chosen_filters(self.request.META))

    def partners(self):
        """Return the organisations of this list, before any filter."""
        return Organisation.objects.published().partners()

    def queryset(self):
        names = OrganisationText.objects.filter(organisation=OuterRef("pk"))
        name = Subquery(names.best_first(self.language).values("name")[:1])
        partners = self.partners().filter(**self.chosen).alias(name_here=Lower(name))
        return partners.filter(name_here__isnull=False).order_by("name_here", "slug")

    def for_list(self, rows):
        return rows.for_lists()

    def page_address(self, number):
        path = super().page_address(number)
        return f"{path}?{urlencode(self.chosen)}" if self.chosen else path

    def list_head(self):
        title = _("Partners")
        return Head(
            title=title,
            description=_(
                "Organisations that work with the cluster: who they are, where they are based and "
                "what we do together."
            ),
            feeds=self.feeds("partners_feed", title),
            robots="noindex, follow" if self.chosen else "",
            **self.same_everywhere("partners"),
        )

    def choices(self):
        """Return what the list can be filtered by: ``[(name, label, [(value, words, chosen)])]``."""
        there = set(self.partners().order_by().values_list(*FILTERS).distinct())
        kinds = {
            kind: str(OrganisationKind(kind).label)
            for kind, _country in there
            if kind != OrganisationKind.UNKNOWN
        }
        countries = {code: country(code) for _kind, code in there if code}
        filters = [("kind", _("Type"), kinds), ("country", _("Country"), countries)]
        return [
            (name, title, self._marked(name, found))
            for name, title, found in filters
            if len(found) > 1
        ]

    def _marked(self, name, found):
        chosen = self.chosen.get(name)
        by_words = sorted(found.items(), key=itemgetter(1))
        return [(value, words, value == chosen) for value, words in by_words]

    def content(self, **kwargs):
        context = super().content(choices=self.choices(), narrowed=bool(self.chosen), **kwargs)
        context["members"], context["partners"] = self.address("members"), self.address("partners")
        for organisation in context["pager"]["items"]:
            organisation.placed_in(self.language)
        return context


def in_brief(language, number):
    """Return what the home page shows of the partners, in two queries.

    A dict: ``total`` and ``countries`` (how many there are), and ``closest``: those with most ties to
    the cluster, placed in a language, by name.
    """
    has_text = Exists(OrganisationText.objects.filter(organisation=OuterRef("pk")))
    rows = Organisation.objects.published().partners().filter(has_text)
    rows = rows.annotate(ties=Count("relations")).order_by("-ties", "slug")
    rows = list(rows.values_list("pk", "country"))
    texts = OrganisationText.objects.filter(organisation__in=[key for key, _code in rows[:number]])
    texts = texts.select_related("organisation__logo").only(*ON_THE_WALL).one_of_each(language)
    for text in texts:
        text.path = text.organisation.paths()[language]
    return {
        "total": len(rows),
        "countries": len({code for _key, code in rows if code}),
        "closest": sorted(texts, key=lambda text: text.short_name.casefold()),
    }


class MemberList(PartnerList):
    """The members of the cluster; their pages are those of the partners."""

    template_name = "partners/members.html"
    route = "members"

    def partners(self):
        return super().partners().members()

    def list_head(self):
        return Head(
            title=_("Members"),
            description=_("The members of the cluster, in alphabetical order."),
            robots="noindex, follow" if self.chosen else "",
            **self.same_everywhere("members"),
        )


class PartnerPage(ThingView):
    """One organisation: what it is, its relations to the cluster, its projects and posts.

    The roof adds projects and posts, which this room does not know.
    """

    template_name = "partners/page.html"
    section = "partners"
    list_route = "partners"

    model, related = OrganisationText, ("organisation__logo",)

    def content(self, **kwargs):
        context = super().content(**kwargs)
        return {**context, "relations": list(self.thing.relations.all())}

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
            return self.shown.name
        return _("%(name)s: facts and projects") % {"name": self.shown.name}

    def description(self):
        """Return what search engines show: the text, else what is known about a partner."""
        row = self.thing
        if self.shown.text or row.is_cluster:
            return plain(self.shown.text)[:300]
        says_nothing = row.kind in {OrganisationKind.OTHER, OrganisationKind.UNKNOWN}
        kind = "" if says_nothing else row.get_kind_display()
        facts = ", ".join(filter(None, (kind, label(row.city), country(row.country))))
        name = f"{self.shown.name} ({facts})" if facts else self.shown.name
        return _("%(name)s, one of the partners of the cluster.") % {"name": name}

    def page_head(self):
        return self.thing_head(
            title=self.title(),
            trail=[(_("Partners"), self.address("partners"))],
            description=self.description(),
            feeds=self.feeds("partner_feed", self.shown.short_name, slug=self.thing.slug),
        )
