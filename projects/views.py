"""The EU projects of the cluster."""

from itertools import groupby

from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When
from django.http import Http404
from django.utils.translation import gettext as _

from addresses.paths import absolute, address
from delivery import clock
from languages.codes import others
from languages.labels import label
from library.models import Document
from projects.map import countries_of, path_of
from projects.models import Participation, Phase, Project, ProjectText, ResultText
from publishing.models import published_q
from publishing.templatetags.publishing_names import country
from publishing.webpage.head import Head
from publishing.webpage.lists import ListView
from publishing.webpage.schema import schema_node
from publishing.webpage.views import ThingView
from richtext.render import render_many


class ProjectList(ListView):
    """Current projects, then planned and completed ones, newest first."""

    template_name = "projects/list.html"
    section = route = "projects"

    def queryset(self):
        return in_order()

    def content(self, **kwargs):
        context = super().content(**kwargs)
        for project in context["pager"]["items"]:
            place_in(project, self.language)
        context["groups"] = [
            (Phase(phase), list(projects))
            for phase, projects in groupby(
                context["pager"]["items"], lambda project: project.phase_now
            )
        ]
        return context

    def list_head(self):
        title = _("Projects")
        return Head(
            title=title,
            description=_(
                "EU projects in which the cluster takes part: who works together, and what came of it."
            ),
            feeds=self.feeds("projects_feed", title),
            **self.same_everywhere("projects"),
        )


class ProjectPage(ThingView):
    """One project: facts, participants, results. The roof adds its posts."""

    template_name = "projects/page.html"
    section = "projects"
    route, list_route = "project", "projects"

    def content(self, **kwargs):
        self.texts = list(
            ProjectText.objects.published()
            .filter(project__slug=kwargs["slug"])
            .select_related("project__programme", "project__logo", "project__continues")
        )
        if not self.texts:
            raise Http404
        self.shown, self.fallback = self.text(self.texts)
        self.project = self.shown.project
        tree, nodes = results(self.project, self.language)
        # All texts of the page at once: their pictures and links cost two queries, not two each.
        rendered = render_many(
            [self.shown.text, *(node["text"].text for node in nodes)], self.language
        )
        for node, html in zip(nodes, rendered[1:], strict=True):
            node["html"] = html
        self.people = participants(self.project, self.language)
        return super().content(
            project=self.project,
            shown=self.shown,
            html=rendered[0],
            fallback=self.fallback,
            continues=self.continues(),
            participants=self.people,
            map=map_of(self.people),
            results=tree,
            timeline=timeline(self.project, nodes),
            **kwargs,
        )

    def data(self):
        """Return the project as schema.org has it: funder and participants where they are known."""
        project = self.project
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
            schema_node(type="Organization", name=row["name"], url=absolute(row["path"]))
            for row in self.people
            if row["name"]
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
        earlier = self.project.continues
        if earlier is None or not earlier.is_published():
            return None
        return earlier.acronym, self.address("project", slug=earlier.slug)

    def page_head(self):
        return Head(
            title=f"{self.project.acronym}: {self.shown.name}",
            language=self.shown.language,
            shared=self.shown.shared(),
            trail=[(_("Projects"), self.address("projects"))],
            data=[self.data()],
            description=self.shown.summary[:300],
            feeds=self.feeds("project_feed", self.project.acronym, slug=self.project.slug),
            **self.in_languages(self.project.slug, self.texts),
        )


def map_of(people):
    """Return ``path`` and ``words`` of the map of these participants, or None without countries."""
    coordinators, partners = countries_of(people)
    if not coordinators and not partners:
        return None
    names = [country(code) for code in sorted({*coordinators, *partners})]
    words = _("Map of Europe with the countries of the participants: %(countries)s.")
    told = [words % {"countries": ", ".join(sorted(names))}]
    if coordinators:
        first = ", ".join(country(code) for code in coordinators)
        told.append(_("Coordinator: %(countries)s.") % {"countries": first})
    return {"path": path_of(coordinators, partners), "words": " ".join(told), "first": coordinators}


def timeline(project, nodes):
    """Return the life of a project: ``[(PartialDate, words, ahead)]``, earliest first.

    Its beginning, its results that have a date, its end; what is not known is left out.
    """
    today = clock.today()
    end = _("End") if project.actual_end else _("Planned end")
    events = [(project.start, _("Beginning")), (project.end, end)]
    events += [(node["result"].date, node["text"].title) for node in nodes]
    return [(date, words, date.first_day > today) for date, words in sorted(events) if date]


def in_order():
    """Return the public projects as lists show them: current first, then newest first."""
    has_text = Exists(ProjectText.objects.filter(project=OuterRef("pk")))
    return Project.objects.published().filter(has_text).with_phase().with_texts()


def in_brief(language, number):
    """Return the first public projects with ``shown`` (name and language) and ``path``: one query."""
    here = Case(When(language=language, then=Value(0)), default=Value(1))
    texts = ProjectText.objects.filter(project=OuterRef("pk")).order_by(here, "language")
    projects = list(
        Project.objects.published()
        .with_phase()
        .annotate(
            shown_name=Subquery(texts.values("name")[:1]),
            shown_language=Subquery(texts.values("language")[:1]),
        )
        .filter(shown_language__isnull=False)[:number]
    )
    for project in projects:
        project.shown = ProjectText(name=project.shown_name, language=project.shown_language)
        project.path = address("project", language, slug=project.slug)
    return projects


def place_in(project, language):
    """Give a project of a list its text and its address in a language."""
    project.shown = project.text_in(language)
    project.path = address("project", language, slug=project.slug)


def best(rows, language):
    """Return of several rows of one thing the one in this language, else in another."""
    order = (language, *others(language), None)
    return min(rows, key=lambda row: order.index(row["language"]))


def participants(project, language):
    """Return who takes part, as dicts: role, country, and name and slug where they are public.

    Of an organisation that is not public only its country is told. One query.
    """
    rows = (
        Participation.objects.filter(project=project)
        .order_by("order", "pk")
        .values(
            "pk",
            "role",
            "country",
            public=Case(
                When(published_q(prefix="organisation__"), then=Value(value=True)),
                default=Value(value=False),
            ),
            own_country=F("organisation__country"),
            slug=F("organisation__slug"),
            name=F("organisation__texts__name"),
            acronym=F("organisation__texts__acronym"),
            language=F("organisation__texts__language"),
        )
    )
    people = []
    for _pk, texts in groupby(rows, lambda row: row["pk"]):
        row = best(list(texts), language)
        row["country"] = row["country"] or row["own_country"] or ""
        row["role_label"] = Participation(role=row["role"]).get_role_display()
        if not row["public"]:
            row.update(name="", slug="", acronym="")
            if not row["country"]:
                continue
        row["path"] = address("partner", language, slug=row["slug"]) if row["slug"] else ""
        people.append(row)
    return people


def results(project, language):
    """Return the public results, as a tree and as a list of all that stand in the tree.

    A node is a dict: ``text``, ``result``, ``links``, ``parts``. A part of something hidden is
    hidden with it. One query, one row for each text and link.
    """
    rows = (
        ResultText.objects.published()
        .filter(result__project=project)
        .select_related("result")
        .annotate(
            link_key=F("result__links__pk"),
            link_url=F("result__links__url"),
            link_label=F("result__links__label"),
            link_language=F("result__links__language"),
            file_key=F("result__links__document__key"),
            file_slug=F("result__links__document__slug"),
            file_kind=F("result__links__document__kind"),
            file_size=F("result__links__document__size"),
            file_title=F("result__links__document__title"),
        )
        .order_by("result__order", "result_id", "result__links__order", "link_key")
    )
    nodes = {
        key: _node(list(texts), language) for key, texts in groupby(rows, lambda row: row.result_id)
    }
    tops = []
    for node in nodes.values():
        parent = node["result"].parent_id
        if parent is None:
            tops.append(node)
        elif parent in nodes:
            nodes[parent]["parts"].append(node)
    return tops, list(_walk(tops))


def _node(rows, language):
    order = (language, *others(language))
    text = min(rows, key=lambda row: order.index(row.language))
    links = [_link(row) for row in rows if row.language == text.language and row.link_key]
    return {"text": text, "result": text.result, "links": links, "parts": []}


def _link(row):
    """Return what a page shows of a link: address, words, language, type and size of a file."""
    link = {"url": row.link_url, "label": row.link_label, "language": row.link_language}
    if row.file_key:
        file = Document(
            key=row.file_key,
            slug=row.file_slug,
            kind=row.file_kind,
            size=row.file_size,
            title=row.file_title,
        )
        link |= {"url": file.get_absolute_url(), "facts": file.facts()}
        link["label"] = link["label"] or row.file_title
    return link


def _walk(nodes):
    for node in nodes:
        yield node
        yield from _walk(node["parts"])
