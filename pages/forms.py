"""The forms of a page and of a promoted block."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.models import Page, Promotion
from publishing.edit import Edit
from publishing.forms import PicturedFormMixin, PublishableForm, SlugFromTitleMixin


class PageForm(PicturedFormMixin, SlugFromTitleMixin, PublishableForm):
    """Writes one page in one language. ``key`` identifies the page that it translates, if any."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Page
        exclude = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.key = key_or_new(self.data.get("key") or self.initial.get("key"))
        self.initial["key"] = str(self.instance.key)

    def slug_source(self):
        return self.cleaned_data.get("title", "")

    def slug_taken(self, slug):
        beside = Page.objects.filter(
            parent=self.cleaned_data.get("parent"),
            language=self.cleaned_data.get("language") or self.instance.language,
            slug=slug,
        )
        return beside.exclude(pk=self.instance.pk).exists()

    def clean_key(self):
        return self.instance.key

    def full_clean(self):
        super().full_clean()
        if not self.is_bound or self.errors:
            return
        # The constraint is on the path, which is not a field of the form.
        self.instance.path = self.instance.full_path()
        twin = Page.objects.filter(language=self.instance.language, path=self.instance.path)
        if self.instance.path and twin.exclude(pk=self.instance.pk).exists():
            self.add_error("slug", _("Another page has this address."))

    def always_checked(self):
        # One page per language: the rule applies although the key is not in the form.
        return super().always_checked() | {"key"}


def key_or_new(text):
    """Return the key of an existing page, or a new one."""
    try:
        key = uuid.UUID(str(text))
    except ValueError:
        return uuid.uuid4()
    return key if Page.objects.filter(key=key).exists() else uuid.uuid4()


class PageEdit(Edit):
    """A page in one language."""

    model = Page
    form_type = PageForm
    needed = ("text",)

    def read_only(self):
        fields = super().read_only()
        if self.row.pk is None:
            return fields
        if self.row.was_public():
            fields = (*fields, "language")
        # Moving a page also moves the public pages below it.
        if not self.rights.publish and self.row.below().announced().exists():
            fields = (*fields, "language", "slug", "parent")
        return fields

    def paths(self, row):
        twins = Page.objects.filter(key=row.key).exclude(pk=row.pk)
        return {code: path for page in (*twins, row) for code, path in page.paths().items()}

    def shown_with(self, row):
        return row.above()


class PromotionForm(PublishableForm):
    """A promoted block; readers see no date of it."""

    class Meta:
        model = Promotion
        exclude = ("shown_on",)


class PromotionEdit(Edit):
    """A promoted block."""

    model = Promotion
    form_type = PromotionForm
