"""One edit of a published thing: its form and the forms of its parts, taken together.

The admin shows and saves these forms as Django does. A preview, and whatever else has no request, builds
them here from the same classes (docs/decisions/0005).
"""

from functools import cached_property
from typing import ClassVar, NamedTuple

from django.forms import inlineformset_factory, modelform_factory
from django.utils.translation import gettext as _

from addresses.paths import address
from delivery import clock
from languages.codes import codes
from publishing.forms import Part, PublishableForm
from publishing.forms.fields import formfield
from publishing.models import Publishable

# The edit of each model.
EDITS: dict[type, type["Edit"]] = {}
# What only those who may publish decide.
LIFE = ("status", "published_at", "expires_at")


class Rights(NamedTuple):
    """What a person may do with the things of one model."""

    view: bool
    add: bool
    change: bool
    publish: bool

    @classmethod
    def of(cls, person, model):
        """Return the rights of a person."""
        app, name = model._meta.app_label, model._meta.model_name
        return cls(*(person.has_perm(f"{app}.{right}_{name}") for right in cls._fields))

    def may_touch(self, row):
        """Return whether this row is not public, or theirs to publish (scheduled counts as public)."""
        return self.publish or not row.concerns_public()

    def may_edit(self, row):
        """Return whether they may save a form of this row, or of a new one."""
        return self.add if row.pk is None else self.change and self.may_touch(row)


class Edit:
    """What stands in the form of a row, a new one included; ``data`` and ``files`` are as posted.

    Without ``rights`` those of the person count. ``at`` is the instant of the edit (default: now).
    ``is_valid`` locks the row, so it and ``save`` belong into one ``delivery.writing.writing()``.
    """

    model: ClassVar[type[Publishable]]
    form_type: ClassVar[type[PublishableForm]] = PublishableForm
    parts: ClassVar[tuple[Part, ...]] = ()
    # The texts that a draft may lack and a page needs.
    needed: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        EDITS[cls.model] = cls

    def __init__(self, row, person, data=None, files=None, *, rights=None, at=None):
        self.row, self.person, self.data, self.files = row, person, data, files
        self.rights = rights or Rights.of(person, self.model)
        self.at = at or clock.now()

    # --- Its classes --------------------------------------------------------------------------

    def read_only(self):
        """Return the names of the fields that this person may only look at."""
        return () if self.rights.publish else LIFE

    def has_page(self):
        """Return whether the thing has addresses of its own."""
        return self.model.paths is not Publishable.paths

    def form_class(self):
        """Return the class of the form, without what is read-only."""
        declared = set(self.read_only()) & self.form_type.declared_fields.keys()
        values = {
            **dict.fromkeys(declared),
            "may_redirect": self.has_page() and self.rights.publish,
            "overtaken": not self.rights.may_touch(self.row),
        }
        return type(self.form_type.__name__, (self.form_type,), values)

    def _whole_form_class(self):
        meta = getattr(self.form_type, "Meta", None)
        left_out = [*self.read_only(), *(getattr(meta, "exclude", None) or ())]
        return modelform_factory(
            self.model, self.form_class(), exclude=left_out, formfield_callback=formfield
        )

    # --- Its forms ----------------------------------------------------------------------------

    @cached_property
    def form(self):
        """The form of the row."""
        return self._whole_form_class()(self.data, self.files, instance=self.row)

    @cached_property
    def formsets(self):
        """The formsets of its parts."""
        return [self._formset(part) for part in self.parts]

    def _formset(self, part):
        made = inlineformset_factory(
            self.model,
            part.model,
            form=part.form,
            formset=part.formset,
            fields=part.fields,
            formfield_callback=formfield,
            extra=0,
        )
        return made(self.data, self.files, instance=self.form.instance)

    def is_valid(self):
        """Return whether all of it may be saved."""
        with clock.following(lambda: self.at):
            # All of them, so that each shows its errors.
            valid = [forms.is_valid() for forms in (self.form, *self.formsets)]
        return all(valid)

    def save(self):
        """Save a valid edit; return the row."""
        self.form.save(commit=False)
        self.form.save_row(self.person)
        self.form.save_m2m()
        for formset in self.formsets:
            formset.save()
        return self.row

    # --- Where it is shown ----------------------------------------------------------------------

    def paths(self, row):
        """Return the path of the page on which visitors meet the row, by language."""
        return row.paths() or {code: address("home", code) for code in codes()}

    def places(self, row, language):
        """Return the pages of a language that show the row: ``(label, path)``, its own first."""
        home = (_("Home page"), address("home", language))
        own = [(_("Page"), path)] if (path := self.paths(row).get(language)) else []
        return [*own, home] if self.has_page() else [home]

    def shown_with(self, row):
        """Return the other things that must be public for the row to be shown."""
        return []
