"""The check on the desk: it runs when somebody asks, and the last report stays."""

from itertools import groupby
from operator import itemgetter
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from delivery.store.front import FRONT
from evidence.asking import visitor
from evidence.checking import check_site
from evidence.models import LastReport, Override
from evidence.report import SEVERE, summary_of
from languages.labels import label
from projects.models import Project

KINDS = {
    "project": gettext_lazy("project"),
    "result": gettext_lazy("result"),
    "post": gettext_lazy("post"),
    "page": gettext_lazy("page"),
    "home": gettext_lazy("home page"),
    "feed_item": gettext_lazy("in a feed"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def visibility(request, site):
    """Show the last report on the site, or on one project; check anew if the button was pressed.

    The check runs within the request. It takes seconds, and an answer that leads to the report can be
    loaded again without another check, which a streamed one could not.
    """
    if not request.user.has_perm("projects.view_project"):
        raise PermissionDenied
    slug = request.GET.get("project", "")
    project = get_object_or_404(Project, slug=slug) if slug else None
    if request.method == "POST":
        # With the page store of this worker, so that an old page in it is found.
        report = check_site(visitor(request.META.get(FRONT)), project=slug)
        LastReport.objects.keep(slug, report)
        query = f"?{urlencode({'project': slug})}" if slug else ""
        return HttpResponseRedirect(reverse("admin:visibility") + query)
    context = {
        **site.each_context(request),
        "title": _("Check visibility"),
        "project": project,
        "overrides": Override.objects.select_related("person"),
        **_shown(LastReport.objects.filter(project=slug).first()),
    }
    return TemplateResponse(request, "evidence/visibility.html", context)


def _shown(last):
    """Return what the page shows of a report, None for none."""
    if last is None:
        return {"last": None}
    content = last.content
    rows = [_row(finding) for finding in content["findings"]]
    warnings = sorted((row for row in rows if not row["is_severe"]), key=itemgetter("name"))
    return {
        "last": last,
        "summary": summary_of(content["places"], content["severe"], content["warnings"]),
        "severe": [row for row in rows if row["is_severe"]],
        "warnings": [(name, list(of)) for name, of in groupby(warnings, itemgetter("name"))],
    }


def _row(finding):
    """Return a finding with its words in the language of the person, and where it is mended."""
    model, pk = finding["model"], finding["pk"]
    name = f"admin:{model.replace('.', '_')}_change"
    return {
        **finding,
        "is_severe": finding["severity"] == SEVERE,
        "words": label(finding["words"]),
        "kind": KINDS[finding["kind"]],
        "form": reverse(name, args=[pk]) if model else "",
    }


def urls(site):
    """Return the routes of an admin site for the check."""

    def view(request):
        return visibility(request, site)

    return [path("visibility/", site.admin_view(view), name="visibility")]
