"""From the form to its preview, and two widths side by side."""

from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from languages.codes import codes, in_turn
from publishing.edit import EDITS
from publishing.kept import keeping, passes
from publishing.kept.devices import device_of
from publishing.preview import bar
from publishing.preview.rehearsal import NothingToShowError, edit_of, rehearsed


@require_POST
def preview(request):
    """Keep what stands in a form that was sent here, and lead to its page as it will be."""
    holder = passes.read(request.POST.get("typing_pass", ""))
    if holder is None or holder.person != request.user or holder.model not in EDITS:
        raise Http404
    kept = keeping.keep_sent(holder, request.POST, device_of(request))
    if kept is None:
        return bar.nothing(request, [_("It is too long for a preview. Please save it.")])
    if kept.saved_to:
        return HttpResponseRedirect(kept.saved_to)
    edit = edit_of(kept, request.user)
    try:
        with rehearsed(edit) as done:
            place = _first_place(edit, done.row, request.user.interface_language)
    except NothingToShowError as problem:
        return bar.nothing(request, problem.messages)
    return HttpResponseRedirect(bar.at(place, str(kept.key)))


def _first_place(edit, row, language):
    """Return where the row is met first: in its own language, else in that of the person."""
    paths = edit.paths(row)
    return next(
        paths[code] for code in in_turn(getattr(row, "language", language)) if code in paths
    )


@csp_update({"frame-src": [SELF]})
@require_GET
def sides(request):
    """Show a page of a preview in two frames: as wide as a telephone, and as wide as there is room."""
    place, key = request.GET.get("path", ""), request.GET.get(bar.KEY, "")
    if not place.startswith(tuple(f"/{code}/" for code in codes())):
        raise Http404
    query = urlencode({**({bar.KEY: key} if key else {}), bar.BAR: "no"})
    context = {
        **admin.site.each_context(request),
        "title": _("Telephone and computer"),
        "address": f"{place}?{query}",
        "whole": bar.at(place, key),
    }
    return TemplateResponse(request, "publishing/preview_sides.html", context)


def urls(site):
    """Return the routes of an admin site for previews."""
    return [
        path("preview/", site.admin_view(preview), name="preview"),
        path("preview/sides/", site.admin_view(sides), name="preview_sides"),
    ]
