"""Uploading many pictures at once: one form without scripts, one request per file with them."""

import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.urls.converters import UUIDConverter
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from library import uploads
from library.models import Image
from library.names import clean_name
from library.widgets import facts

MOST = 100


class UploadManyView(TemplateView):
    """A form for many files; the result is a page, or JSON for a script."""

    template_name = "library/upload.html"
    model_admin = None

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.has_add_permission(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            title=_("Upload pictures"),
            opts=Image._meta,
            most=MOST,
            megabytes=uploads.MAX_MEGABYTES,
            **{"results": None, "complaint": "", **kwargs},
        )

    def post(self, request, *args, **kwargs):
        files = request.FILES.getlist("files")
        is_script = request.accepts("application/json") and not request.accepts("text/html")
        complaint = ""
        if not files:
            complaint = _("Choose at least one file.")
        elif len(files) > MOST:
            complaint = _("At most %(most)s files at once.") % {"most": MOST}
        results = [] if complaint else list(map(self.upload, files))
        if is_script:
            return JsonResponse({"results": results, "complaint": complaint})
        return self.render_to_response(self.get_context_data(results=results, complaint=complaint))

    def upload(self, file):
        """Keep one picture; return what the page says about it, as a dict.

        ``name`` is the file's, ``error`` a sentence if it was refused; otherwise the picture's facts,
        and ``existing`` if the same bytes were already there.
        """
        name = clean_name(file.name)
        try:
            image, made = uploads.get_or_store(file, title=name)
        except ValidationError as error:
            return {"name": name, "error": " ".join(error.messages)}
        if made:
            self.model_admin.log_addition(self.request, image, [{"added": {}}])
        return {"name": name, "existing": not made, **facts(image)}


class ChooseView(View):
    """Pictures as JSON, newest first, for the dialog for pictures: ``?q=words&page=2``."""

    http_method_names = ["get", "head"]
    model_admin = None
    SIZE = 24

    def get(self, request, *args, **kwargs):
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "")[:100].replace("\x00", "")
        uid = request.GET.get("uid", "")
        page = int(request.GET["page"]) if request.GET.get("page", "").isdecimal() else 1
        rows = Image.objects.all()
        if uid:
            rows = rows.filter(uid=uid) if re.fullmatch(UUIDConverter.regex, uid) else rows.none()
        elif words:
            rows, _many = self.model_admin.get_search_results(request, rows, words)
        start = (min(page, 10_000) - 1) * self.SIZE
        found = list(rows[start : start + self.SIZE + 1])
        images = [facts(image) for image in found[: self.SIZE]]
        return JsonResponse({"images": images, "more": len(found) > self.SIZE})
