"""Rows that are the same thing in several languages, each with its own life cycle."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from languages.codes import choices, codes, others
from richtext.copies import marked_copy, marks_in
from richtext.render import render

# The columns for a row's language, its stage, and its other languages.
TWINS = ("language", "stage", "other_languages")


class TwinsAdminMixin:
    """Shows and links to the other languages of a row: "open in", "translate into".

    The rows have ``language``, ``title`` and ``stage``; a subclass says which belong together.
    """

    change_form_template = "publishing/twins_change_form.html"
    # The field with the text.
    text_field = "text"

    def twins(self, obj):
        """Return every row of the thing that ``obj`` is one language of, ``obj`` included."""
        raise NotImplementedError

    def translated_rows(self, request, obj):
        """Return the rows that a new form is to translate."""
        raise NotImplementedError

    def translation_of(self, data):
        """Return what names the thing that a form with this data translates, None for a new thing."""
        raise NotImplementedError

    def is_of_this_form(self, request, kept):
        if kept.object_key:
            return True
        asked = self.translation_of(request.GET)
        same = asked == self.translation_of(kept.data)
        return same and (asked is None or request.GET.get("language") == kept.data.get("language"))

    def twin_add_url(self, obj, language):
        """Return the address of a new form for another language of ``obj``."""
        raise NotImplementedError

    def twin_url(self, row):
        """Return the address of the form of a row."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])

    def get_changeform_initial_data(self, request):
        initial = {"language": codes()[0], **super().get_changeform_initial_data(request)}
        if source := next(iter(self.translated_rows(request, None)), None):
            initial |= {
                self.text_field: marked_copy(getattr(source, self.text_field)),
                "lead_image": source.lead_image_id,
                "lead_image_decorative": source.lead_image_decorative,
            }
        return initial

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        rows = self.translated_rows(request, obj) if add else self._others(obj)
        context["originals"] = [self._original(row) for row in rows]
        is_begun = change and marks_in(getattr(obj, self.text_field))
        context["is_being_translated"] = add or is_begun
        context["translations"] = self._translations(request, obj) if change else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _others(self, obj):
        """Return the other languages of a row that were written before it: what it translates."""
        twins = [row for row in self.twins(obj) if row.pk != obj.pk]
        return [row for row in twins if row.created_at < obj.created_at]

    def _original(self, row):
        """Return what the form shows of the original of a translation, beside it."""
        return {
            "row": row,
            "address": self.twin_url(row),
            "html": render(getattr(row, self.text_field), row.language),
            "field": f"id_{self.text_field}",
        }

    def _translations(self, request, obj):
        """Return ``(label, address)`` for the links to the other languages of a row."""
        there = {row.language: row for row in self.twins(obj)}
        names = dict(choices())
        links = []
        for code in others(obj.language):
            if code in there:
                label = _("Open in: %(language)s") % {"language": names[code]}
                links.append((label, self.twin_url(there[code])))
            elif self.has_add_permission(request):
                label = _("Translate into: %(language)s") % {"language": names[code]}
                links.append((label, self.twin_add_url(obj, code)))
        return links

    @admin.display(description=_("other languages"))
    def other_languages(self, obj):
        there = {row.language: row for row in self.twins(obj)}
        links = []
        for code in others(obj.language):
            if row := there.get(code):
                label = f"{code.upper()}: {row.get_status_display()}"
                links.append((row.stage, self.twin_url(row), label))
            else:
                label = _("%(language)s: translate") % {"language": code.upper()}
                links.append(("none", self.twin_add_url(obj, code), label))
        return format_html_join(" ", '<a class="stage stage-{}" href="{}">{}</a>', links)
