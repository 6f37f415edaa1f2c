"""The list of people and the page of one."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from addresses.paths import absolute
from people.models import Person, PersonText
from people.shown import by_body, current_roles, place, public_organisations
from publishing.webpage.head import Head
from publishing.webpage.schema import schema_node
from publishing.webpage.views import PublicView, ThingView
from richtext.render import plain


class PersonList(PublicView):
    """The bodies with the people who are on them now, then everybody else with a page."""

    template_name = "people/list.html"
    section = "people"

    def others(self, roles):
        """Return the public persons who are on no body now, by name."""
        rows = Person.objects.published().exclude(pk__in={role.person_id for role in roles})
        rows = rows.select_related("picture").prefetch_related(
            "texts", Prefetch("organisation", public_organisations())
        )
        placed = [place(person, self.language) for person in rows]
        return sorted(
            (person for person in placed if person.shown),
            key=lambda person: (person.shown.name.casefold(), person.slug),
        )

    def content(self, **kwargs):
        roles = current_roles(self.language)
        return super().content(
            bodies=by_body(roles, self.language), others=self.others(roles), **kwargs
        )

    def page_head(self):
        return Head(
            title=_("People"),
            description=_("Who runs the cluster, and who sits on its boards and councils."),
            **self.same_everywhere("people"),
        )


class PersonPage(ThingView):
    """One person: position, organisation, roles."""

    template_name = "people/page.html"
    section = "people"
    list_route = "people"

    model, related = PersonText, ("person__picture",)

    def content(self, **kwargs):
        context = super().content(**kwargs)
        self.organisation = self.public_organisation()
        roles = list(self.thing.roles.select_related("body"))
        return {
            **context,
            "organisation": self.organisation,
            "alt": self.thing.picture.alt_in(self.language) if self.thing.picture else "",
            "roles": [role for role in roles if role.is_current],
            "earlier": [role for role in roles if role.is_over],
        }

    def public_organisation(self):
        """Return the organisation, placed in the language of the page; None if the public sees none."""
        rows = public_organisations().filter(pk=self.thing.organisation_id)
        organisation = rows.first() if self.thing.organisation_id else None
        organisation = organisation and organisation.placed_in(self.language)
        return organisation if organisation and organisation.shown else None

    def description(self):
        """Return what search engines show: the text, else name and position."""
        if self.shown.text:
            return plain(self.shown.text)[:300]
        return ", ".join(filter(None, (self.shown.name, self.shown.position)))

    def data(self):
        """Return the person as schema.org data, as what this page is about."""
        row, works_for = self.thing, None
        url = absolute(row.paths()[self.shown.language])
        if self.organisation:
            works_for = schema_node(
                type="Organization",
                id=absolute("/#cluster") if self.organisation.is_cluster else "",
                name=self.organisation.shown.name,
                url=absolute(self.organisation.path) if self.organisation.has_page else "",
            )
        person = schema_node(
            type="Person",
            id=f"{url}#person",
            name=self.shown.name,
            jobTitle=self.shown.position,
            worksFor=works_for,
            email=row.mail,
            image=absolute(row.picture.file.url) if row.picture else "",
            url=url,
        )
        return schema_node(type="ProfilePage", url=url, mainEntity=person)

    def page_head(self):
        return self.thing_head(
            title=self.shown.name,
            trail=[(_("People"), self.address("people"))],
            description=self.description(),
            feeds=self.feeds("person_feed", self.shown.name, slug=self.thing.slug),
        )
