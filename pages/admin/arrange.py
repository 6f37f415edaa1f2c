"""Arranging the menus: every page of a language on one screen, by dragging or by number."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import modelformset_factory
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from languages.codes import choices, codes
from pages.models import Page
from publishing.forms import VersionedForm


class MenuForm(VersionedForm):
    """The menu of one page, and its order in it."""

    class Meta:
        model = Page
        fields = ("menu", "order")
        labels = {"menu": gettext_lazy("menu"), "order": gettext_lazy("place")}
        widgets = {"order": forms.NumberInput(attrs={"min": 0, "max": 999, "class": "order"})}

    @property
    def changed_data(self):
        """The version alone does not count as a change."""
        return [name for name in super().changed_data if name != "version"]

    def refuse_stale(self):
        if self.has_changed():
            super().refuse_stale()


MenuFormSet = modelformset_factory(Page, form=MenuForm, extra=0)


class ArrangeView(TemplateView):
    """One form for all pages of a language; only those who may publish can save it."""

    template_name = "pages/arrange.html"
    model_admin = None

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.has_publish_permission(request):
            raise PermissionDenied
        asked = request.GET.get("language")
        self.language = asked if asked in codes() else codes()[0]
        return super().dispatch(request, *args, **kwargs)

    def pages(self):
        """Return the pages in the order of the tree, each with ``depth``."""
        rows = list(Page.objects.in_language(self.language).defer("text", "internal_note"))
        below = {}
        for row in sorted(rows, key=lambda row: (row.order, row.title)):
            below.setdefault(row.parent_id, []).append(row)
        return list(walk(below, None, 0))

    def formset(self, data=None):
        """Return the forms in the order of the tree."""
        places = {page.pk: (number, page.depth) for number, page in enumerate(self.pages())}
        formset = MenuFormSet(data, queryset=Page.objects.filter(pk__in=places).order_by("pk"))
        for form in formset.forms:
            form.position, form.depth = places.get(form.instance.pk, (0, 0))
        self.forms = sorted(formset.forms, key=lambda form: form.position)
        return formset

    def get_context_data(self, **kwargs):
        formset = kwargs.pop("formset", None) or self.formset()
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            title=_("Arrange the menus"),
            opts=Page._meta,
            formset=formset,
            forms=self.forms,
            language=self.language,
            languages=[(code, name, code == self.language) for code, name in choices()],
            **kwargs,
        )

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        formset = self.formset(request.POST)
        if not formset.is_valid():
            return self.render_to_response(self.get_context_data(formset=formset))
        for row in formset.save():
            text = [{"changed": {"fields": [str(gettext_lazy("place"))]}}]
            self.model_admin.log_change(request, row, text)
        messages.success(request, _("The order of the menus has been saved."))
        return redirect(f"{reverse('admin:pages_page_arrange')}?language={self.language}")


def walk(below, key, depth):
    """Yield the rows of a tree, parents first. ``below`` maps a parent's key to its rows."""
    for row in below.get(key, []):
        row.depth = depth
        yield row
        yield from walk(below, row.pk, depth + 1)
