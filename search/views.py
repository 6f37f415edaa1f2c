"""The search page, and suggestions while typing."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from projects.models import ProjectText
from publishing import searchable
from publishing.webpage.head import Head
from publishing.webpage.views import PublicView
from search.models import Entry
from search.query import MOST_FOUND, Question, answer, suggestions
from search.snippets import highlighted, snippet
from search.spelling import meant

PAGE_SIZE = 10
LAST_PAGE = MOST_FOUND // PAGE_SIZE


class SearchPage(PublicView):
    """The results; the address contains the whole search, so that it can be shared."""

    template_name = "search/page.html"
    section = "search"
    # Every search is another page.
    is_stored = False

    @cached_property
    def question(self):
        """The search; unknown filter values are left out."""
        asked = self.request.GET
        year = asked.get("year", "")
        return Question(
            typed=asked.get("q", ""),
            language=self.language,
            kind=asked.get("kind", "") if asked.get("kind") in searchable.kinds() else "",
            project=asked.get("project", "")[:200].replace("\x00", ""),
            year=int(year) if year.isdecimal() and len(year) == 4 else None,
        )

    def page_head(self):
        words = self.question.text
        title = _("Search: %(words)s") % {"words": words} if words else _("Search")
        return Head(
            title=title,
            description=_(
                "Search the publications, news, projects, partners and pages in English."
            ),
            robots="noindex, follow",
            **self.same_everywhere("search"),
        )

    def number(self):
        """The number of this page of hits, from 1."""
        asked = self.request.GET.get("page", "")
        return min(max(int(asked), 1), LAST_PAGE) if asked.isdecimal() and len(asked) < 6 else 1

    def content(self, **kwargs):
        question, number, kinds = self.question, self.number(), searchable.kinds().items()
        keys, answered = answer(question)
        start = (number - 1) * PAGE_SIZE
        return super().content(
            question=question,
            total=len(keys),
            capped=len(keys) == MOST_FOUND,
            hits=self.hits(keys[start : start + PAGE_SIZE], answered),
            meant=self.meant() if question.groups and not keys else "",
            kinds=[(name, kind.label, name == question.kind) for name, kind in kinds],
            projects=self.projects(),
            suggest=self.address("search_suggest"),
            previous=self.link(number - 1) if number > 1 else "",
            next=self.link(number + 1) if start + PAGE_SIZE < len(keys) else "",
            action=self.address("search"),
            **kwargs,
        )

    def meant(self):
        """Return what may have been meant, in words of titles, or ""."""
        return meant(self.question, self.request.site_version)

    def projects(self):
        """Return ``(slug, acronym)`` of the public projects."""
        rows = ProjectText.objects.published().order_by("project__acronym")
        return rows.values_list("project__slug", "project__acronym").distinct()

    def link(self, number):
        """Return the address of another page of the same search."""
        values = {
            "q": self.question.text,
            "kind": self.question.kind,
            "project": self.question.project,
            "year": self.question.year,
            "page": number if number > 1 else "",
        }
        return f"{self.address('search')}?{urlencode({k: v for k, v in values.items() if v})}"

    def hits(self, keys, question):
        """Return what is shown of these entries, in this order, with the words of a question marked."""
        asked = {form for group in question.groups for form in group}
        kinds = searchable.kinds()
        entries = Entry.objects.in_bulk(keys)
        return [
            {
                "path": entry.path,
                "kind": kinds[entry.kind].label,
                "title": highlighted(entry.title, asked),
                "snippet": snippet(entry.text, asked),
                "year": entry.year,
            }
            for entry in (entries[key] for key in keys if key in entries)
        ]


def suggest(request, language):
    """Return titles for what is being typed, as JSON: ``[{"title": …, "path": …}]``."""
    found = suggestions(language, request.GET.get("q", ""))
    titles = [{"title": title, "path": path} for title, path in found]
    return JsonResponse(titles, safe=False, headers={"Cache-Control": "public, max-age=60"})
