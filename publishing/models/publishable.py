"""The life of a published thing: draft, published (perhaps later, perhaps for a time), withdrawn."""

import uuid

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from addresses.models.address import Address
from delivery.tracking import TrackedModel, TrackedQuerySet
from publishing.dates import PartialDate, PartialDateField


class Status(models.TextChoices):
    """What staff decided; whether the public sees it is ``published()``'s to say."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


def published_q(at=None, prefix=""):
    """Return *the* rule as a condition: what the public sees at this instant (default: now).

    ``prefix`` reaches through a relation, for example ``"project__"``.
    """
    at = at or timezone.now()
    seen = models.Q(**{f"{prefix}status": Status.PUBLISHED, f"{prefix}published_at__lte": at})
    endless = models.Q(**{f"{prefix}expires_at__isnull": True})
    return seen & (endless | models.Q(**{f"{prefix}expires_at__gt": at}))


def announced_q(prefix=""):
    """Return the condition that staff published it, whatever the clock says of it.

    For what follows from that decision (site version, constraints), never for showing anything.
    """
    return models.Q(**{f"{prefix}status": Status.PUBLISHED})


class PublishableQuerySet(TrackedQuerySet):
    """Rows with a life cycle; every public door goes through ``published``."""

    def published(self, at=None):
        """Return what the public sees at this instant (default: now)."""
        return self.filter(published_q(at))

    def concerning_public(self):
        """Return what is public, was, or will be without anybody doing a thing."""
        return self.filter(announced_q())

    def moments_where(self, **conditions):
        """Return two querysets of one column ``moment``: when rows appear, and when they end.

        ``conditions`` are look-ups on the instant, for example ``lte=now``.
        """
        return [
            self.filter(
                status=Status.PUBLISHED,
                **{f"{name}__{lookup}": value for lookup, value in conditions.items()},
            )
            .order_by()
            .annotate(moment=models.F(name))
            .values_list("moment", flat=True)
            for name in ("published_at", "expires_at")
        ]

    def after_update(self, keys, fields):
        if self.model.address_fields & set(fields):
            for row in self._base(keys):
                Address.objects.sync(row)

    def bulk_create(self, objs, *args, **kwargs):
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, *args, **kwargs)
            for row in made:
                Address.objects.sync(row)
            return made


class Publishable(TrackedModel):
    """A thing with a permanent identity and a life cycle.

    ``published_at`` alone decides order, years and the gate; ``shown_on`` is the date that people
    and machines are shown, and stays empty where no source gives one.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    published_at = models.DateTimeField(
        _("publish on"),
        null=True,
        blank=True,
        help_text=_("Empty: at once. A time ahead: it appears by itself."),
    )
    shown_on = PartialDateField(
        _("date shown"), help_text=_("What readers see. Leave it empty if the date is not known.")
    )
    expires_at = models.DateTimeField(
        _("take down on"), null=True, blank=True, help_text=_("Empty: it stays.")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
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
        _("internal note"), blank=True, help_text=_("For colleagues only; it is never published.")
    )

    objects = PublishableQuerySet.as_manager()

    private_fields = frozenset(
        {"created_at", "changed_at", "version", "owner", "internal_note", "withdrawn_at"}
    )
    # A change of these moves the object's addresses or their dates.
    address_fields = frozenset({"slug", "status", "published_at", "expires_at", "withdrawn_at"})

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        # Every page asks when something last appeared or ended, and when the next will
        # (publishing/lifecycle.py): the first row of these, instead of all.
        indexes = [
            models.Index(fields=["status", "published_at"], name="%(app_label)s_%(class)s_begins"),
            models.Index(fields=["status", "expires_at"], name="%(app_label)s_%(class)s_ends"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values),
                name="%(app_label)s_%(class)s_status_known",
            ),
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
        self._keep_times()
        super().clean_fields(exclude)

    def save(self, *args, **kwargs):
        with transaction.atomic():
            self._keep_times()
            self.version += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {
                    *kwargs["update_fields"],
                    "version",
                    "changed_at",
                    "published_at",
                    "shown_on",
                    "withdrawn_at",
                }
            super().save(*args, **kwargs)
            Address.objects.sync(self)

    def _keep_times(self):
        """Set what follows from the status: the instants of publication and withdrawal."""
        if self.status == Status.PUBLISHED:
            if self.published_at is None:
                self.published_at = timezone.now()
                self.shown_on = self.shown_on or PartialDate.of(timezone.localdate())
            self.withdrawn_at = None
        elif self.status == Status.WITHDRAWN and self.withdrawn_at is None:
            self.withdrawn_at = timezone.now()

    def concerns_public(self):
        return self.status == Status.PUBLISHED

    def is_published(self, at=None):
        """Say of this row what ``published`` says of a queryset."""
        at = at or timezone.now()
        return (
            self.status == Status.PUBLISHED
            and self.published_at <= at
            and (self.expires_at is None or self.expires_at > at)
        )

    @property
    def stage(self):
        """Return where it stands: draft, scheduled, published, expired or withdrawn."""
        if self.status != Status.PUBLISHED or self.is_published():
            return self.status
        return "scheduled" if self.published_at > timezone.now() else "expired"

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

    def paths(self):
        """Return the object's address in each language that has one, ``{"en": "/en/…"}``."""
        return {}
