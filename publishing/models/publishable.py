"""The life cycle of a published thing: draft, published (maybe later, or for a time), withdrawn."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast, Coalesce, ExtractYear, TruncDate
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from addresses.models.address import follow_addresses
from delivery import clock
from delivery.tracking import TrackedModel, TrackedQuerySet
from delivery.writing import site_version
from publishing.dates import PartialDate, PartialDateField
from publishing.models.shapes import choice_constraint
from publishing.prepared import RequestNow
from publishing.searchable import follow_in_search
from publishing.uses import follow_uses
from richtext.copies import marks_in
from richtext.field import RichTextField


class Status(models.TextChoices):
    """What staff decided; ``published()`` decides whether the public sees it."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


def published_q(at=None, prefix=""):
    """Return *the* rule as a condition: what the public sees at this instant (default: the request's).

    ``prefix`` reaches through a relation, for example ``"project__"``.
    """
    at = at or RequestNow()
    seen = models.Q(**{f"{prefix}status": Status.PUBLISHED, f"{prefix}published_at__lte": at})
    endless = models.Q(**{f"{prefix}expires_at__isnull": True})
    return seen & (endless | models.Q(**{f"{prefix}expires_at__gt": at}))


def announced_q(prefix=""):
    """Return the condition that staff published it, whatever the clock says.

    For consequences of that decision (site version, constraints), never for showing anything.
    """
    return models.Q(**{f"{prefix}status": Status.PUBLISHED})


def refuse_untranslated(row):
    """Raise ``ValidationError`` if a text of a row still holds pieces copied from its original."""
    for field in row._meta.concrete_fields:
        count = marks_in(getattr(row, field.attname)) if isinstance(field, RichTextField) else 0
        if count:
            told = ngettext(
                "%(count)d piece (a paragraph, a heading, a cell, a picture) is still in the language of the"
                " original. Translate it, delete it, or press ✓ if it stays as it is.",
                "%(count)d pieces (paragraphs, headings, cells, pictures) are still in the language of the"
                " original. Translate them, delete them, or press ✓ where they stay as they are.",
                count,
            )
            raise ValidationError({field.name: told % {"count": count}}, code="untranslated")


class PublishableQuerySet(TrackedQuerySet):
    """Rows with a life cycle; every public view goes through ``published``."""

    # The instants at which a row changes by itself.
    instants: tuple[str, ...] = ("published_at", "expires_at")

    def published(self, at=None):
        """Return what the public sees at this instant (default: the request's)."""
        return self.filter(published_q(at))

    def in_language(self, language):
        """Return the rows in this language, for things with one row per language."""
        return self.filter(language=language)

    def announced(self):
        """Return what staff published, whatever the clock says."""
        return self.filter(announced_q())

    def instants_after(self, now):
        """Return querysets with one column ``instant``: when rows appear, and when they end."""
        return [
            self.filter(status=Status.PUBLISHED, **{f"{name}__gt": now})
            .order_by()
            .annotate(instant=models.F(name))
            .values_list("instant", flat=True)
            for name in self.instants
        ]

    def drafts(self):
        """Return what staff have not published yet."""
        return self.filter(status=Status.DRAFT)

    def withdrawn(self):
        """Return what staff took down."""
        return self.filter(status=Status.WITHDRAWN)

    def scheduled(self, at=None):
        """Return what staff published and the public does not see yet."""
        return self.announced().filter(published_at__gt=at or clock.now())

    def expired(self, at=None):
        """Return what the public saw until its time was over."""
        return self.announced().filter(expires_at__lte=at or clock.now())

    def update(self, **kwargs):
        return super().update(**{**self._times(kwargs.get("status")), **kwargs})

    def _times(self, status):
        """Return what ``update`` must write with a status: the instants that follow from it."""
        now = timezone.now()
        if status == Status.PUBLISHED:
            begins, made = Coalesce("published_at", now), TruncDate("created_at")
            day, year = TruncDate(begins), Cast(ExtractYear(begins), models.CharField())
            shown = models.Case(
                models.When(~models.Q(shown_on=""), then="shown_on"),
                models.When(GreaterThanOrEqual(day, made), then=Cast(day, models.CharField())),
                default=year,
                output_field=PartialDateField(),
            )
            return {"published_at": begins, "shown_on": shown, "withdrawn_at": None}
        if status == Status.WITHDRAWN:
            return {"withdrawn_at": Coalesce("withdrawn_at", now)}
        return {}

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for row in objs:
            row.keep_times()
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs, fields, batch_size=None):
        objs, fields = tuple(objs), set(fields)
        if "status" in fields:
            fields |= {"published_at", "shown_on", "withdrawn_at"}
            for row in objs:
                row.keep_times()
        return super().bulk_update(objs, sorted(fields), batch_size)

    bulk_update.alters_data = True  # type: ignore[attr-defined]


class Publishable(TrackedModel):
    """A thing with a permanent identity and a life cycle.

    ``published_at`` alone decides order, years and the gate; ``shown_on`` is the date that people are
    shown, as precisely as it is known.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    published_at = models.DateTimeField(
        _("publish on"),
        null=True,
        blank=True,
        help_text=_("Leave empty to publish at once. With a future time it appears by itself."),
    )
    shown_on = PartialDateField(
        _("date shown"),
        help_text=_(
            "What readers see: 2022, 01.2022 or 15.01.2022. If empty, the day of publication; for "
            "something older, only the year."
        ),
    )
    expires_at = models.DateTimeField(
        _("take down on"), null=True, blank=True, help_text=_("Leave empty to keep it online.")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    internal_note = models.TextField(
        _("internal note"), blank=True, help_text=_("For colleagues only; never published.")
    )

    objects = PublishableQuerySet.as_manager()

    private_fields = frozenset(
        {"created_at", "changed_at", "version", "owner", "internal_note", "withdrawn_at"}
    )
    instant_fields = frozenset({"status", "published_at", "expires_at"})
    # A change to these changes the object's addresses or their dates.
    address_fields = frozenset({"slug", "status", "published_at", "expires_at", "withdrawn_at"})

    follows: tuple = (follow_addresses, follow_uses, follow_in_search, site_version)

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        # Every page needs to know when something last appeared or ended, and when it next will
        # (publishing/instants.py): the first row of these, instead of all.
        indexes = [
            models.Index(fields=["status", "published_at"], name="%(app_label)s_%(class)s_begins"),
            models.Index(fields=["status", "expires_at"], name="%(app_label)s_%(class)s_ends"),
        ]
        constraints = [
            choice_constraint("status", Status, "%(app_label)s_%(class)s_status_known"),
            models.CheckConstraint(
                condition=~models.Q(status=Status.PUBLISHED) | models.Q(published_at__isnull=False),
                name="%(app_label)s_%(class)s_published_has_instant",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__isnull=True)
                | models.Q(published_at__isnull=True)
                | models.Q(expires_at__gt=models.F("published_at")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                violation_error_message=_("It would be taken down before it is published."),
            ),
        ]

    def clean_fields(self, exclude=None):
        # The instant is set on saving; the constraint must not complain before that.
        self.keep_times()
        super().clean_fields(exclude)

    def refuse_unfinished(self):
        """Raise ``ValidationError`` for what a draft may leave for later and a publication may not.

        The database does not know of it: forms and the action that publishes ask.
        """
        refuse_untranslated(self)

    def save(self, *args, **kwargs):
        self.keep_times()
        self.version += 1
        if kwargs.get("update_fields") is not None:
            times = {"changed_at", "published_at", "shown_on", "withdrawn_at"}
            kwargs["update_fields"] = {*kwargs["update_fields"], "version", *times}
        super().save(*args, **kwargs)

    def keep_times(self):
        """Set what follows from the status: the instants of publication and withdrawal."""
        if self.status == Status.PUBLISHED:
            self.published_at = self.published_at or timezone.now()
            self.shown_on = self.shown_on or self._day_or_year()
            self.withdrawn_at = None
        elif self.status == Status.WITHDRAWN and self.withdrawn_at is None:
            self.withdrawn_at = timezone.now()

    def _day_or_year(self):
        """Return the date that follows from ``published_at``.

        What was first published here has its day. Something older was typed in later, and of its
        instant, which orders the archive, only the year is sure.
        """
        day = timezone.localdate(self.published_at)
        made = timezone.localdate(self.created_at) if self.created_at else timezone.localdate()
        return PartialDate.of(day) if day >= made else PartialDate(day.year)

    @property
    def date_for_machines(self):
        """The date shown as ISO 8601, with time and zone if it is the day of publication."""
        began = timezone.localtime(self.published_at) if self.published_at else None
        if began and self.shown_on == began.date().isoformat():
            return began.isoformat(timespec="seconds")
        return str(self.shown_on)

    def concerns_public(self):
        return self.status == Status.PUBLISHED

    def is_published(self, at=None):
        """Return for this row what ``published`` decides for a queryset."""
        at = at or clock.now()
        return (
            self.status == Status.PUBLISHED
            and self.published_at <= at
            and (self.expires_at is None or self.expires_at > at)
        )

    @property
    def stage(self):
        """Return its stage: draft, scheduled, published, expired or withdrawn."""
        if self.status != Status.PUBLISHED or self.is_published():
            return self.status
        return "scheduled" if self.published_at > clock.now() else "expired"

    def public_span(self):
        """Return the instants between which it is or was public, ``(from, until)``.

        ``(None, None)`` if it never was; ``until`` is None while no end is known.
        """
        if self.status == Status.PUBLISHED:
            return self.published_at, self.expires_at
        if self.status == Status.WITHDRAWN and self.published_at:
            until = min(filter(None, (self.withdrawn_at, self.expires_at)))
            if self.published_at < until:
                return self.published_at, until
        return None, None

    def was_public(self):
        """Return whether the public sees this row, or once saw it."""
        begun, _ended = self.public_span()
        return begun is not None and begun <= clock.now()

    def paths(self):
        """Return the object's address in each language that has one, ``{"en": "/en/…"}``."""
        return {}
