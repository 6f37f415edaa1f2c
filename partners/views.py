"""The partners of the cluster."""

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.http import Http404
from django.utils.translation import gettext as _

from partners.models import Organisation, OrganisationText
from publishing.models import published_q
from publishing.richtext.render import plain
from publishing.views import ListView, Page, ThingView


class PartnerList(ListView):
    """Every published organisation but the cluster itself, by name."""

    template_name = "partners/list.html"
    section = route = "partners"

    def queryset(self):
        names = OrganisationText.objects.filter(organisation=OuterRef("pk")).values("name")
        name = Coalesce(
            Subquery(names.filter(language=self.language)[:1]), Subquery(names[:1]), Value("")
        )
        partners = Organisation.objects.published().partners().with_texts()
        return (
            partners.annotate(name_here=Lower(name))
            .exclude(name_here="")
            .order_by("name_here", "slug")
        )

    def list_page(self):
        title = _("Partners")
        return Page(
            title=title,
            feeds=self.feeds("partners_feed", title),
            **self.same_everywhere("partners"),
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for organisation in context["pager"]["items"]:
            organisation.shown = organisation.text_in(self.language)
            organisation.path = self.address("partner", slug=organisation.slug)
        return context


class PartnerPage(ThingView):
    """One organisation: what it is, its relations to the cluster, its projects and posts.

    The roof adds projects and posts, which this room does not know.
    """

    template_name = "partners/page.html"
    section = "partners"
    route, list_route = "partner", "partners"

    def get_context_data(self, **kwargs):
        self.texts = list(
            OrganisationText.objects.filter(
                published_q(prefix="organisation__"), organisation__slug=kwargs["slug"]
            ).select_related("organisation__logo")
        )
        if not self.texts:
            raise Http404
        self.shown, self.fallback = self.text(self.texts)
        self.organisation = self.shown.organisation
        return super().get_context_data(
            organisation=self.organisation,
            shown=self.shown,
            fallback=self.fallback,
            relations=list(self.organisation.relations.all()),
            **kwargs,
        )

    def page(self):
        return Page(
            title=self.shown.name,
            description=plain(self.shown.text)[:300],
            feeds=self.feeds("partner_feed", self.shown.short_name, slug=self.organisation.slug),
            **self.places(self.organisation.slug, self.texts),
        )
