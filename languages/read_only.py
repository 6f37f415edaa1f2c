"""What a form of the admin shows of a field that a person may only read: words, never how it is stored."""

from django.contrib.admin.utils import display_for_field, flatten_fieldsets, quote
from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

NOTHING = "–"


class ShownField:
    """A function that shows a model field of a row, as the admin takes it in the place of a name."""

    do_not_call_in_templates = True

    def __init__(self, field, site):
        self.field = field
        self.site = site
        self.__name__ = field.name
        self.short_description = field.verbose_name

    def __str__(self):
        return self.field.name

    def __call__(self, obj):
        return self._words(obj) or NOTHING

    def _words(self, obj):
        field, value = self.field, getattr(obj, self.field.name)
        if hasattr(field, "read_only"):
            return field.read_only(obj)
        if field.many_to_many:
            return format_html_join(", ", "{}", ((self._row(row),) for row in value.all()))
        if field.is_relation:
            return self._row(value) if value else NOTHING
        if isinstance(field, models.BooleanField) and value is not None:
            return gettext("Yes") if value else gettext("No")
        return display_for_field(value, field, NOTHING)

    def _row(self, row):
        """Return a related row as its admin shows it, else a link to its form."""
        if not self.site.is_registered(type(row)):
            return str(row)
        owner = self.site.get_model_admin(type(row))
        if hasattr(owner, "read_only"):
            return owner.read_only(row)
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[quote(row.pk)]), row)


class ReadOnlyMixin:
    """Shows what is read-only in a form, and in the rows edited with it, as ``ShownField`` does.

    A kind of field may say how it is shown, ``read_only(obj)``; so may the admin of a related row,
    ``read_only(row)``. What only the form has, such as an upload, is left out.
    """

    def render_change_form(self, request, context, *args, **kwargs):
        form = context["adminform"]
        self._show(form, form.readonly_fields, self)
        for inline in context["inline_admin_formsets"]:
            is_fixed = not inline.has_change_permission
            names = flatten_fieldsets(inline.fieldsets) if is_fixed else inline.readonly_fields
            self._show(inline, names, inline.opts)
        return super().render_change_form(request, context, *args, **kwargs)

    def _show(self, form, read_only, owner):
        """Replace the names of read-only fields in a form of the admin."""
        instead = {name: self._shown(name, owner) for name in read_only}

        def fields(names):
            for name in names:
                if isinstance(name, (list, tuple)):
                    yield tuple(fields(name))
                elif instead.get(name, name) is not None:
                    yield instead.get(name, name)

        sets = [
            (title, {**options, "fields": [*fields(options["fields"])]})
            for title, options in form.fieldsets
        ]
        form.fieldsets = [(title, options) for title, options in sets if options["fields"]]
        form.readonly_fields = [*filter(None, instead.values())]

    def _shown(self, name, owner):
        """Return what takes the place of a read-only name, None if there is nothing to show."""
        fields = {field.name: field for field in (*owner.opts.fields, *owner.opts.many_to_many)}
        if name in fields:
            return ShownField(fields[name], self.admin_site)
        return name if hasattr(owner, name) or hasattr(owner.model, name) else None
