"""Persons, the bodies that they sit on, and as what."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Left, Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from addresses.paths import address
from delivery import clock
from delivery.tracking import TrackedModel, TrackedQuerySet
from languages.codes import codes
from languages.labels import LabelField, label
from languages.slugs import AddressSlugField
from library.models import Image
from partners.models import Organisation
from publishing.dates import PartialDateField, span
from publishing.models import DescribedMixin, Publishable, TextRow, published_q
from publishing.models.shapes import optional_key
from publishing.webpage.sharing import ShareImage
from richtext.field import RichTextField


class Person(DescribedMixin, Publishable):
    """Facts of a person; name, position and text are in ``texts``, one row per language."""

    slug = AddressSlugField(unique=True)
    picture = optional_key(Image, _("picture"), related_name="picture_of_people")
    mail = models.EmailField(
        _("mail"),
        blank=True,
        help_text=_("Shown to everybody. Leave it empty if the person does not wish that."),
    )
    organisation = optional_key(Organisation, _("organisation"), related_name="people")

    class Meta(Publishable.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["slug"]

    def __str__(self):
        text = self.any_text()
        return text.name if text else self.slug

    def refuse_unfinished(self):
        super().refuse_unfinished()
        if self.picture and not (self.picture.decorative or self.picture.alt):
            told = _("Describe the picture in the library, or tick “decorative” there.")
            raise ValidationError({"picture": told}, code="undescribed")

    def paths(self):
        return {code: address("person", code, slug=self.slug) for code in codes()}


class PersonText(TextRow):
    """Name, position and description of a person in one language."""

    part_of = "person"

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="texts", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(
        pgettext_lazy("person", "position"),
        max_length=200,
        blank=True,
        help_text=_("What the person is, for example Executive Director."),
    )
    text = RichTextField(_("text"), blank=True)

    class Meta(TextRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language"], name="people_one_text_per_language"
            )
        ]

    def __str__(self):
        return self.name

    def share_image(self):
        """Return its share image."""
        return ShareImage(uid=self.uid, language=self.language, title=self.name)


class Body(TrackedModel):
    """A board, a council or an assembly; pages and the list of people show who is on it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = AddressSlugField(
        unique=True, help_text=_("Where it is in the list of people, the same in every language.")
    )
    label = LabelField(_("name"))
    mail = models.EmailField(
        _("who may be written to"),
        blank=True,
        help_text=_("Shown where nobody is known to be on it. If empty, the contact page."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("board or council")
        verbose_name_plural = _("boards and councils")
        ordering = ["order", "slug"]

    def __str__(self):
        return label(self.label) or self.slug


class RoleQuerySet(TrackedQuerySet):
    """Roles."""

    def current(self):
        """Return those that have begun and whose end is not over today.

        An end without a day, in the same year or month as today, is not: as text, ``2022`` sorts
        before ``2022-05-04``. For the same reason a beginning without a day counts from its first.
        """
        day = clock.today().isoformat()
        open_ends = ["", day[:4], day[:7]]
        begun = self.filter(start__lte=day)
        return begun.filter(models.Q(end__in=open_ends) | models.Q(end__gte=day))

    def public(self):
        """Return those of persons whom the public sees."""
        return self.filter(published_q(prefix="person__"))


class Role(TrackedModel):
    """What one person is, or was, on one body; a person may have several."""

    body = models.ForeignKey(
        Body, on_delete=models.CASCADE, related_name="roles", verbose_name=_("board or council")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="roles", verbose_name=_("person")
    )
    position = LabelField(pgettext_lazy("person", "position"), blank=True)
    group = LabelField(_("working group"), blank=True)
    start = PartialDateField(_("since"))
    end = PartialDateField(_("until"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = RoleQuerySet.as_manager()

    part_of = "person"

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["body__order", "body__slug", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                # As far as both are known: one that ended in 2022 may have begun in May 2022.
                condition=LessThanOrEqual(Left("start", Length("end")), models.F("end")),
                name="people_role_ends_after_it_begins",
                violation_error_message=_("It would end before it begins."),
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.body}"

    @property
    def is_current(self):
        """Whether it has begun, and its end is not over today."""
        has_begun = not self.start or self.start.first_day <= clock.today()
        return has_begun and not self.is_over

    @property
    def is_over(self):
        """Whether its end is over today."""
        return bool(self.end) and self.end.last_day < clock.today()

    @property
    def years(self):
        """Its years in words: ``since 2019``, ``2015–2019``; empty if they are not known."""
        return span(self.start.year, self.end.year)
