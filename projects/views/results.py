"""The results of projects: on the page of their project, on a page each, and on one shelf."""

import re
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from addresses.paths import absolute
from delivery.store.keeping import query
from languages.codes import codes
from library.formats import FILE_FORMATS
from projects.folding import Line, fold
from projects.funding import shown_of
from projects.models import Result, ResultKind, ResultLink, ResultText
from projects.models.result import opens
from publishing.webpage.filters import choices_of
from publishing.webpage.head import Head
from publishing.webpage.list_view import ListView
from publishing.webpage.schema import publisher, schema_node
from publishing.webpage.views import ThingView
from richtext.render import plain, render_many

FILTERS = ("project", "kind", "language")
SLUG = re.compile("[a-z0-9-]{1,200}")
LEARNT = {ResultKind.COURSE, ResultKind.GUIDE, ResultKind.FRAMEWORK}
LONGEST_BRIEF = 30


class ResultPage(ThingView):
    """One result with its files and links, and its parts."""

    template_name = "projects/result.html"
    section = "projects"
    list_route = "results"
    model, related = ResultText, ("result__project__programme",)

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            return self.to_line() or self.refuse()

    def refuse(self):
        """Raise ``Http404``: the public sees no such result."""
        raise Http404

    def to_line(self):
        """Return the redirect to the line of a result without a page, None if there is none."""
        result = at_address(Result.objects.shown(), self.kwargs).select_related("project").first()
        return result and self.lead_to(result.line(self.language))

    def public_texts(self):
        return at_address(self.model.objects.with_page(), self.kwargs, "result__")

    def content(self, **kwargs):
        context = super().content(**kwargs)
        there = placed(self.thing.project, self.language)
        self.result = there[self.thing.pk]
        html = render_with_lines(self.shown.text, there.values(), self.language)
        return {
            **context,
            "result": self.result,
            "html": html,
            "project": self.thing.project,
            "funding": shown_of([self.thing.project.grant], self.language),
            "projects_address": self.address("projects"),
            "project_address": self.thing.project.paths()[self.language],
            "whole": there.get(self.thing.parent_id),
            "cite": self.citation(),
        }

    @property
    def canonical(self):
        """The stable address of the page, in the language of its text."""
        return absolute(self.thing.paths()[self.shown.language])

    def citation(self):
        """Return how to cite it. Who wrote it is not known here."""
        project = self.thing.project
        number = f" ({project.grant_number})" if project.grant_number else ""
        site = publisher(self.request).get("name", "")
        published = ", ".join(filter(None, (site, self.thing.year)))
        parts = [self.shown.title, f"{project.acronym}{number}", published]
        return f"{'. '.join(filter(None, parts))}. {self.canonical}"

    def data(self):
        project = self.address("project", slug=self.thing.project.slug)
        files = self.result.files
        languages = sorted({file.content_language for file in files} - {""})
        return schema_node(
            type="LearningResource" if self.thing.kind in LEARNT else "CreativeWork",
            id=f"{self.canonical}#result",
            name=self.shown.title,
            description=plain(self.shown.text)[:300],
            url=self.canonical,
            inLanguage=languages or [self.shown.language],
            license=self.thing.licence,
            datePublished=str(self.thing.appeared_on),
            encoding=[encoding(file) for file in files],
            isPartOf={"@id": f"{absolute(project)}#project"},
        )

    def page_head(self):
        acronym = self.thing.project.acronym
        about = _("%(title)s, a result of the project %(project)s.")
        values = {"title": self.shown.title, "project": acronym}
        return self.thing_head(
            title=f"{self.shown.title} ({acronym})",
            trail=[
                (_("Projects"), self.address("projects")),
                (acronym, self.address("project", slug=self.thing.project.slug)),
            ],
            description=plain(self.shown.text)[:300] or about % values,
            feeds=self.feeds("results_feed", _("Results")),
        )


def at_address(rows, kwargs, prefix=""):
    """Return the rows of the result at an address; ``prefix`` leads from a row to its result."""
    values = {f"{prefix}project__slug": kwargs["project"], f"{prefix}slug": kwargs["slug"]}
    return rows.filter(**values)


def encoding(link):
    """Return a file or a link of a result as schema.org data."""
    document = link.document
    return schema_node(
        type="MediaObject",
        contentUrl=link.absolute_url(),
        contentSize=f"{max(1, round(document.size / 1000))} kB" if document else "",
        encodingFormat=FILE_FORMATS[document.kind].media_type if document else "",
        inLanguage=link.content_language,
    )


def brief(html):
    """Return the beginning of a stored text as plain text, for a card."""
    return Truncator(plain(html)).words(LONGEST_BRIEF)


def place(result, language):
    """Attach to a result what lists show of it: its text, files and, with a page, its address."""
    result.shown = result.text_in(language)
    result.path = result.paths()[language] if result.has_page else ""
    result.files = list(result.links.all())
    result.brief = brief(result.shown.text) if result.has_page else ""
    result.html = ""
    result.in_short = list(filter(None, in_short(result)))
    return result


def in_short(result):
    """Yield kind, group, standing and licence of a placed result, ``""`` for what there is nothing to say of.

    A kind that stands in the title already (“Trainers' guide”) is not said again.
    """
    kind = result.public_kind
    yield "" if kind.casefold() in result.shown.title.casefold() else capfirst(kind)
    yield result.group_in_words
    yield result.standing
    yield result.licence


def with_files(rows):
    """Return results with what ``place`` reads."""
    links = ResultLink.objects.select_related("document")
    rows = rows.annotate(has_page=opens()).select_related("project__programme")
    return rows.prefetch_related("texts", Prefetch("links", links))


def placed(project, language):
    """Return the public results of a project by key, placed in a language, each with ``shown_parts``.

    Of the parts, ``cards`` are those with a page, ``lines`` tell of the others.
    """
    rows = with_files(project.results.shown())
    there = {row.pk: place(row, language) for row in rows}
    for result in there.values():
        result.shown_parts = []
    for result in there.values():
        if result.parent_id:
            there[result.parent_id].shown_parts.append(result)
    for result in there.values():
        result.cards = [part for part in result.shown_parts if part.has_page]
        result.lines = fold([part for part in result.shown_parts if not part.has_page])
    return there


def render_with_lines(text, every, language):
    """Return the text of a page as HTML, and attach theirs to the results without a page, ``every`` of them.

    All at once: their pictures and links take two queries, not two each.
    """
    lines = [result for result in every if not result.has_page]
    html, *rest = render_many([text, *(result.shown.text for result in lines)], language)
    for result, rendered in zip(lines, rest, strict=True):
        result.html = rendered
    return html


def results(project, language):
    """Return ``cards`` and ``lines`` of the public results of a project, and ``every`` one of them."""
    every = list(placed(project, language).values())
    tops = [result for result in every if result.parent_id is None]
    return {
        "cards": [result for result in tops if result.has_page],
        "lines": [Line([result]) for result in tops if not result.has_page],
        "every": every,
    }


def chosen_filters(environ):
    """Return the possible filters in the query string of a WSGI environment: ``(("kind", "game"),)``."""
    asked = dict(zip(FILTERS, query(*FILTERS)(environ), strict=True))
    known = {
        "project": SLUG.fullmatch(asked["project"]),
        "kind": asked["kind"] in ResultKind.values,
        "language": asked["language"] in codes(),
    }
    return tuple((name, asked[name]) for name in FILTERS if known[name])


class ResultList(ListView):
    """The results with a page, newest first; filtered by project, kind and language of the content."""

    template_name = "projects/results.html"
    section = "projects"
    route = "results"
    page_size = 20
    depends = (chosen_filters,)

    @cached_property
    def there(self):
        """The project (slug, acronym) and the kind of every result, and the languages of contents."""
        rows = Result.objects.with_page().order_by()
        facts = rows.values_list("project__slug", "project__acronym", "kind").distinct()
        links = ResultLink.objects.filter(result__in=rows).order_by()
        languages = links.values_list("language", "document__language").distinct()
        return set(facts), {own or of_document for own, of_document in languages}

    @cached_property
    def chosen(self):
        """The filters in the address, ``{"kind": "game"}``; unknown ones are left out."""
        chosen = dict(chosen_filters(self.request.META))
        if chosen.get("project") not in {slug for slug, *_rest in self.there[0]}:
            chosen.pop("project", None)
        return chosen

    @property
    def is_stored(self):
        """Whether the page store may keep it: not under projects that somebody made up."""
        return "project" in self.chosen or "project" not in dict(chosen_filters(self.request.META))

    def queryset(self):
        rows, chosen = Result.objects.with_page(), self.chosen
        if "project" in chosen:
            rows = rows.filter(project__slug=chosen["project"])
        if "kind" in chosen:
            rows = rows.filter(kind=chosen["kind"])
        if "language" in chosen:
            own, of_document = (
                Q(language=chosen["language"]),
                Q(document__language=chosen["language"]),
            )
            links = ResultLink.objects.filter(own | Q(language="") & of_document)
            rows = rows.filter(Exists(links.filter(result=OuterRef("pk"))))
        return rows.order_by("-published_at", "-pk")

    def for_list(self, rows):
        return with_files(rows)

    def page_address(self, number):
        path = super().page_address(number)
        return f"{path}?{urlencode(self.chosen)}" if self.chosen else path

    def choices(self):
        """Return what the list can be filtered by: ``[(name, label, [(value, words, chosen)])]``."""
        facts, languages = self.there
        names = dict(settings.LANGUAGES)
        kinds = {
            kind: capfirst(ResultKind(kind).label)
            for _slug, _acronym, kind in facts
            if kind != ResultKind.OTHER
        }
        filters = [
            ("project", _("Project"), {slug: acronym for slug, acronym, _kind in facts}),
            ("kind", _("Type"), kinds),
            (
                "language",
                _("Language of the content"),
                {code: str(names[code]) for code in languages if code in names},
            ),
        ]
        return choices_of(filters, self.chosen)

    def content(self, **kwargs):
        context = super().content(choices=self.choices(), narrowed=bool(self.chosen), **kwargs)
        for result in context["pager"]["items"]:
            place(result, self.language)
        grants = {result.project.pk: result.project.grant for result in context["pager"]["items"]}
        context["funding"] = shown_of(grants.values(), self.language)
        context["projects_address"] = self.address("projects")
        return context

    def list_head(self):
        title = _("Results")
        return Head(
            title=title,
            description=_(
                "What EU projects leave behind for everybody: courses, guides, tools and games,"
                " ready to open."
            ),
            feeds=self.feeds("results_feed", title),
            trail=[(_("Projects"), self.address("projects"))],
            robots="noindex, follow" if self.chosen else "",
            **self.same_everywhere("results"),
        )
