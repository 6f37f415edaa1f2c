"""Taking in what is typed, showing what was typed elsewhere, throwing it away."""

from http import HTTPStatus

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from publishing.kept import keeping, passes
from publishing.kept.devices import device_of
from publishing.models import KeptTyping


@csrf_exempt
@require_POST
def keep(request):
    """Keep what is typed in a form; the pass in it is enough, also when the session has ended.

    Answers JSON: ``after``, to be sent along the next time, and ``said``, the words for the person.
    Nothing of that if the form was saved. 403: the pass does not hold; 409: somebody goes on with this text
    elsewhere; 413: it is too long.
    """
    holder = passes.read(request.POST.get("typing_pass", ""))
    if holder is None:
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    try:
        row = keeping.keep(holder, request.POST, device_of(request))
    except keeping.NotKeptError as problem:
        is_saved = problem.code == problem.SAVED
        return JsonResponse({}, status=HTTPStatus.OK if is_saved else problem.code)
    time = date_format(timezone.localtime(row.typed_at), "H:i")
    return JsonResponse(
        {
            "key": str(row.key),
            "after": keeping.stamp(row),
            "said": _("kept %(time)s") % {"time": time},
        }
    )


@require_GET
def look(request, key):
    """Show in which fields a text that was typed differs from what is saved."""
    kept = _mine(request, key)
    desk = _desk(kept)
    context = {
        **admin.site.each_context(request),
        "title": _("Unsaved text"),
        "kept": kept,
        "differences": desk.differences(request, kept.object_key, kept.data),
        "form_address": desk.form_address(kept.object_key),
    }
    return TemplateResponse(request, "publishing/kept_look.html", context)


@require_POST
def throw_away(request, key):
    """Delete a text that was typed and not saved."""
    kept = _mine(request, key)
    kept.delete()
    messages.success(request, _("The unsaved text was thrown away."))
    return redirect(_desk(kept).form_address(kept.object_key))


def _mine(request, key):
    kept = KeptTyping.objects.filter(key=key, person=request.user, saved_to="").first()
    if kept is None:
        raise Http404
    return kept


def _desk(kept):
    """Return the admin of the form."""
    return admin.site.get_model_admin(apps.get_model(kept.form))


def urls(site):
    """Return the routes of an admin site for what is typed."""
    return [
        path("typing/keep/", keep, name="typing_keep"),
        path("typing/<uuid:key>/", site.admin_view(look), name="typing_look"),
        path(
            "typing/<uuid:key>/throw-away/", site.admin_view(throw_away), name="typing_throw_away"
        ),
    ]


def rescued(request):
    """Keep a form that was sent and cannot be accepted: no session, or a token that is not valid.

    Return the answer that leads back to the form, after signing in if need be; None if there is no way
    back. ``request.is_kept`` says whether the text is kept all the same, for the person who typed it.
    """
    holder = passes.read(request.POST.get("typing_pass", "")) if request.method == "POST" else None
    kept = keeping.keep_sent(holder, request.POST, device_of(request)) if holder else None
    request.is_kept = kept is not None
    if kept is None or (request.user.is_authenticated and request.user != holder.person):
        return None
    address = f"{_desk(kept).form_address(kept.object_key)}?typing={kept.key}"
    if request.user.is_authenticated:
        messages.warning(
            request, _("It is not saved yet, but nothing is lost. Please press “Save” again.")
        )
        return redirect(address)
    with override(holder.person.interface_language):
        messages.info(request, _("What you typed is kept. Sign in, and it is back in the form."))
    return redirect_to_login(address, reverse("admin:login"))
