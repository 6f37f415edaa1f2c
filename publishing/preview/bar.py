"""The bar over a preview: what it is, what is missing, where else to look."""

from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from languages.codes import choices, others
from publishing.admin.filters import STAGES

# ``?preview=KEY`` shows the site with what was typed under a key; ``&bar=no`` without the bar, for frames.
KEY, BAR = "preview", "bar"


def html(request, edit, done, stage, key):
    """Return the bar of a page, in the language of the person.

    ``done`` is what is rehearsed, ``stage`` that of the row as saved, ``key`` that of what was typed.
    """
    language = request.path_info.split("/", 2)[1]
    names = dict(choices())
    desk = admin.site.get_model_admin(edit.model)
    paths = edit.paths(done.row)
    elsewhere = [
        (code, names[code], at(paths[code], key)) for code in others(language) if code in paths
    ]
    with override(request.user.interface_language):
        context = {
            "is_typed": bool(key),
            "is_public": stage == "published",
            "stage": STAGES[stage],
            "at": done.row.published_at if stage == "scheduled" else None,
            "gaps": done.gaps,
            "places": [
                (label, at(path, key), path == request.path_info)
                for label, path in edit.places(done.row, language)
            ],
            "languages": elsewhere,
            # What was typed has its form open beside it.
            "form": "" if key else desk.form_address(done.row.pk),
            "sides": f"{reverse('admin:preview_sides')}?{urlencode({'path': request.path_info, KEY: key})}",
        }
        return render_to_string("publishing/preview_bar.html", context)


def nothing(request, reasons):
    """Return the page that is shown where there is too little for a preview."""
    with override(request.user.interface_language):
        return HttpResponse(
            render_to_string("publishing/preview_nothing.html", {"reasons": reasons})
        )


def at(path, key):
    """Return the address of a page in the same preview."""
    return f"{path}?{urlencode({KEY: key})}" if key else path
