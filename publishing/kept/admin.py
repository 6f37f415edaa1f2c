"""The forms of the admin: what is typed in them is kept, and one form makes one thing."""

import copy
import uuid
from itertools import islice

from django.contrib import messages
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from delivery.writing import writing
from publishing.differences import differences
from publishing.edit import EDITS
from publishing.kept import keeping, passes
from publishing.kept.devices import device_of

# How many texts typed elsewhere a form offers.
MOST_OFFERED = 3


class KeptTypingMixin:
    """Keeps what is typed in a form under a key of its own (``typing_key``).

    ``?typing=KEY`` shows the form as its person last typed it. A form that is sent twice is saved once.
    """

    change_form_template = "publishing/change_form.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST":
            return self._save_once(request, object_id, form_url, extra_context)
        key = request.GET.get("typing")
        if kept := keeping.mine(request.user, self.model, object_id or "", key):
            if kept.saved_to:
                return HttpResponseRedirect(self.form_address(kept.object_key))
            request = as_typed(request, kept)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _save_once(self, request, object_id, form_url, extra_context):
        holder = passes.read(request.POST.get("typing_pass", ""))
        # Somebody else's form has somebody else's token, so it does not come this far.
        kept = None
        if holder is not None and holder.person == request.user:
            kept = keeping.keep_sent(holder, request.POST, device_of(request))
        if kept is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        request.sent = kept
        if seen := request.POST.get("_over"):
            request.POST = _with_versions(request.POST, QueryDict(seen))
        with writing():
            kept = keeping.locked(kept)
            if kept.saved_to:
                return self._saved_before(request, kept)
            response = super().changeform_view(request, object_id, form_url, extra_context)
            if row := getattr(request, "saved_row", None):
                address = response.get("Location", "")
                is_short = 0 < len(address) <= 500
                keeping.note_saved(kept, row.pk, address if is_short else self.form_address(row.pk))
        return response

    def _saved_before(self, request, kept):
        """Answer a form that was sent a second time as the first was answered."""
        self.message_user(request, _("It is saved, once."), messages.SUCCESS)
        return HttpResponseRedirect(kept.saved_to)

    def response_add(self, request, obj, *args, **kwargs):
        request.saved_row = obj
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request, obj):
        request.saved_row = obj
        return super().response_change(request, obj)

    def form_address(self, key):
        """Return the address of the form of a row, of a new one for ``""``."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{name}_change", args=[key]) if key else reverse(f"{name}_add")

    # --- The form -----------------------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if not hasattr(request, "kept"):
            return form
        # It is only shown: nobody has pressed a button yet.
        return type(form.__name__, (form,), {"is_valid": lambda self: False})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if hasattr(request, "kept"):
            context["errors"] = None
            _take_back_errors(context["adminform"].form)
            for inline in context["inline_admin_formsets"]:
                _take_back_errors_of_parts(inline.formset)
        may = self.has_add_permission(request) if add else self.has_change_permission(request, obj)
        if may and not context["is_popup"]:
            context["typing"] = self._typing(request, obj if change else None)
            form = context["adminform"].form
            if change and _is_overtaken(form):
                context["overtaken"] = self.differences(request, str(obj.pk), request.POST)
                # Whoever may not change it any more has nothing to save over it.
                may_save = not form.overtaken
                context["saved_versions"] = urlencode(_versions(form)) if may_save else ""
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _typing(self, request, obj):
        """Return what the template needs to keep what is typed, and to offer what was typed elsewhere."""
        # What it shows, or what was sent and has errors: it goes on under the same key.
        kept = getattr(request, "kept", None) or getattr(request, "sent", None)
        key = kept.key if kept else uuid.uuid4()
        object_key = str(obj.pk) if obj else ""
        offered = keeping.offered(request.user, self.model, object_key, key)
        # A preview keeps a form that nobody has changed: there is nothing to offer.
        offers = (
            (one, found)
            for one in offered
            if self.is_of_this_form(request, one)
            and (found := self.differences(request, object_key, one.data))
        )
        return {
            "pass": passes.make(request.user, self.model, object_key),
            "key": key,
            "after": keeping.stamp(kept) if kept else "",
            "has_preview": self.model in EDITS,
            "restored": getattr(request, "kept", None),
            "offers": list(islice(offers, MOST_OFFERED)),
        }

    def is_of_this_form(self, request, kept):
        """Return whether what was typed for a new thing belongs to the form that is asked for."""
        return True

    def differences(self, request, object_key, data):
        """Return in which fields of this form what was typed differs from what is saved."""
        row = self.get_queryset(request).filter(pk=object_key).first() if object_key else None
        if self.model in EDITS:
            edit = EDITS[self.model](row or self.model(), request.user, data)
            return differences(edit.form, edit.formsets)
        form = self.get_form(request, row, change=row is not None)
        return differences(form(data, instance=row))


def _is_overtaken(form):
    """Return whether somebody saved the row after the person had opened this form."""
    return form.is_bound and any(
        form.data.get(name) != version for name, version in _versions(form).items()
    )


def _versions(form):
    """Return what the row of a form, and what belongs to it, have as their versions now."""
    return {name: value for name, value in form.initial.items() if name.endswith("version")}


def _with_versions(data, seen):
    """Return a form with the versions that its person was shown beside their own words."""
    data = data.copy()
    for name in seen:
        if name.endswith("version"):
            data[name] = seen[name]
    return data


def as_typed(request, kept):
    """Return the request for a form with the fields of a ``KeptTyping``, as if they were sent again."""
    request = copy.copy(request)
    request.kept = kept
    request.method = "POST"
    request.POST, request._files = kept.data, MultiValueDict()
    return request


def _take_back_errors(form):
    form._errors = ErrorDict()


def _take_back_errors_of_parts(formset):
    for form in formset.forms:
        _take_back_errors(form)
    formset._errors = [form._errors for form in formset.forms]
    formset._non_form_errors = ErrorList()
