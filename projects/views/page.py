"""The page of a project: facts, participants, results."""

from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from addresses.paths import absolute
from languages.codes import best
from languages.labels import label
from people.models import PersonText
from projects.funding import shown_of
from projects.models import ProjectText, Role
from projects.timeline import months_of, timeline
from projects.views.participants import map_of, numbers_on_map, participants, table_of
from projects.views.results import render_with_lines, results
from publishing.dates import PartialDate
from publishing.models.rows_as_json import RowsAsJSON
from publishing.webpage.schema import schema_node
from publishing.webpage.views import ThingView


class ProjectPage(ThingView):
    """One project: facts, participants, results. The roof adds its posts."""

    template_name = "projects/page.html"
    section = "projects"
    list_route = "projects"

    model = ProjectText
    related = tuple(f"project__{name}" for name in ("programme", "logo", "continues", "contact"))

    def public_texts(self):
        # Along with the texts: a query of its own would be one too many.
        contact = PersonText.objects.published().filter(person=OuterRef("project__contact"))
        rows = contact.order_by().values(item=JSONObject(language="language", name="name"))
        return super().public_texts().annotate(contact_rows=RowsAsJSON(rows))

    def content(self, **kwargs):
        context = super().content(**kwargs)
        project, posts = self.thing, self.posts()
        found = results(project, self.language)
        html = render_with_lines(self.shown.text, found["every"], self.language)
        self.participants = participants(self.thing, self.language)
        numbers = numbers_on_map(self.participants)
        return {
            **context,
            "html": html,
            "funding": shown_of([self.thing.grant], self.language),
            "continues": self.continues(),
            "contact": self.contact(),
            "table": table_of(project, self.participants, numbers),
            "map": map_of(self.participants, numbers),
            "results": found,
            "our_role": self.our_role(),
            "coordinators": self.coordinators(),
            "programme": project.programme.full_name(self.language) if project.programme else "",
            "updated": PartialDate.of(timezone.localdate(project.changed_at)),
            "posts": posts,
            "months": months_of(project),
            "timeline": timeline(project, found["every"], posts),
        }

    def posts(self):
        """Return the newest posts about the project, which the roof knows."""
        return []

    def our_role(self):
        """Return the role of the cluster in words, ``""`` if it takes no part or its role is not known."""
        ours = next((row for row in self.participants if row.is_us and row.is_known), None)
        if ours is None:
            return ""
        is_alone = ours.role == Role.COORDINATOR and self.participants == [ours]
        return _("sole beneficiary") if is_alone else ours.get_role_display()

    def coordinators(self):
        """Return the coordinators that have a name, without the cluster itself."""
        return [
            row
            for row in self.participants
            if row.role == Role.COORDINATOR and row.shown and not row.is_us
        ]

    def data(self):
        """Return the project as schema.org data, with funder and participants if known."""
        project = self.thing
        funder = programme = None
        if project.granting_authority:
            name = label(project.granting_authority, self.shown.language)
            funder = schema_node(type="Organization", name=name)
        if project.programme:
            name = label(project.programme.name, self.shown.language)
            programme = schema_node(
                type="Grant", identifier=project.grant_number, name=name, funder=funder
            )
        people = [
            schema_node(
                type="Organization",
                name=row.shown.name,
                url=absolute(row.path) if row.path else "",
            )
            for row in self.participants
            if row.shown
        ]
        return schema_node(
            type="ResearchProject",
            id=f"{absolute(self.address('project', slug=project.slug))}#project",
            name=self.shown.name,
            alternateName=[project.acronym, *project.other_spellings],
            description=self.shown.summary,
            url=project.site,
            foundingDate=str(project.start),
            dissolutionDate=str(project.actual_end),
            funding=programme,
            funder=funder,
            member=people,
        )

    def continues(self):
        """Return ``(acronym, path)`` of the public project that this one continues, or None."""
        earlier = self.thing.continues
        if earlier is None or not earlier.is_published():
            return None
        return earlier.acronym, self.address("project", slug=earlier.slug)

    def contact(self):
        """Return a text of the person to ask, a dict, with ``person`` and ``path``; None if nobody."""
        text = best({text["language"]: text for text in self.shown.contact_rows}, self.language)
        person = self.thing.contact
        return text and {**text, "person": person, "path": person.paths()[self.language]}

    def page_head(self):
        return self.thing_head(
            title=self.shown.full_title,
            trail=[(_("Projects"), self.address("projects"))],
            description=self.shown.summary[:300],
            feeds=self.feeds("project_feed", self.thing.acronym, slug=self.thing.slug),
        )
