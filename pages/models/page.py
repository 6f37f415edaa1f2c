"""Plain pages: one row per language, in a tree."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from addresses.models import Address
from addresses.paths import address
from delivery.tracking import rows_written
from languages.codes import choices
from languages.slugs import validate_slug
from publishing.models import Pictured, Publishable, PublishableQuerySet, announced_q
from publishing.webpage.sharing import Shared
from richtext.field import RichTextField

# Addresses of more than these parts are refused: the menus show two levels, the eye finds three.
DEEPEST = 3


class Menu(models.TextChoices):
    """Where a page is found."""

    NONE = "", _("in no menu")
    MAIN = "main", _("main menu")
    FOOTER = "footer", _("footer")


class Role(models.TextChoices):
    """What a page shows beside its text."""

    PLAIN = "", _("nothing else")
    CONTACT = "contact", _("address, mail and profiles of the footer")


class PageQuerySet(PublishableQuerySet):
    """Pages of every language; ``in_language`` chooses."""

    def in_language(self, language):
        return self.filter(language=language)

    def after_update(self, keys, fields):
        if {"slug", "parent", "parent_id"} & set(fields):
            for row in self._base(keys):
                row.settle()
        super().after_update(keys, fields)


class Page(Pictured, Publishable):
    """A page in one language. ``key`` is shared by its translations.

    ``path`` is where it stands below its language, for example ``about-us/board-of-experts``;
    it follows from its own slug and those above it. Moving a page moves what is below it.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=8, choices=choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("below the page"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("Empty: it stands at the top."),
    )
    slug = models.SlugField(
        _("address"),
        max_length=200,
        blank=True,
        validators=[validate_slug],
        help_text=_("Made from the title if you leave it empty. It never changes by itself."),
    )
    path = models.CharField(max_length=602, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    menu_title = models.CharField(
        _("words in the menu"), max_length=60, blank=True, help_text=_("Empty: the title.")
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("Stands above the text."))
    text = RichTextField(_("text"), blank=True)
    description = models.CharField(_("description for search engines"), max_length=300, blank=True)
    menu = models.CharField(
        _("menu"),
        max_length=10,
        choices=Menu.choices,
        default=Menu.NONE,
        blank=True,
        help_text=_("A page below another stands under it, if both are in one menu."),
    )
    order = models.PositiveSmallIntegerField(
        _("place"), default=0, help_text=_("Among the pages beside it, smallest first.")
    )
    role = models.CharField(
        _("shows also"), max_length=10, choices=Role.choices, default=Role.PLAIN, blank=True
    )

    objects = PageQuerySet.as_manager()

    address_fields = Publishable.address_fields | {"parent", "parent_id", "language"}

    class Meta(Publishable.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["language", "path"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["language", "status", "menu", "order"]),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["key", "language"],
                name="pages_page_one_per_language",
                violation_error_message=_("This page has a text in that language already."),
            ),
            models.UniqueConstraint(
                fields=["language", "path"],
                condition=~models.Q(path=""),
                name="pages_page_path_once",
                violation_error_message=_("Another page has this address."),
            ),
            models.UniqueConstraint(
                fields=["parent", "slug"],
                condition=~models.Q(slug=""),
                name="pages_page_slug_once",
                violation_error_message=_("Another page has this address."),
            ),
            models.UniqueConstraint(
                fields=["language", "slug"],
                condition=models.Q(parent__isnull=True) & ~models.Q(slug=""),
                name="pages_page_root_slug_once",
                violation_error_message=_("Another page has this address."),
            ),
            models.CheckConstraint(
                condition=~announced_q() | ~(models.Q(slug="") | models.Q(text="")),
                name="pages_page_published_is_whole",
                violation_error_message=_("A published page needs an address and a text."),
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="pages_page_has_title"),
            models.CheckConstraint(
                condition=models.Q(menu__in=Menu.values), name="pages_page_menu_known"
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("pk")),
                name="pages_page_not_below_itself",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def words(self):
        """What the menu says."""
        return self.menu_title or self.title

    def above(self):
        """Return the pages above this one, nearest first. Asks once for each level."""
        found, page = [], self.parent
        while page is not None and page not in found:
            found.append(page)
            page = page.parent
        return found

    def clean(self):
        super().clean()
        if self.parent is None:
            return
        if self.parent.language != self.language:
            message = _("Choose a page of the same language.")
        elif not self.parent.path:
            message = _("That page has no address yet. Give it one first.")
        elif self.pk and self.pk in {page.pk for page in self.above()}:
            message = _("A page cannot stand below itself.")
        elif len(self.above()) >= DEEPEST:
            message = _("Pages stand at most three deep. Choose one higher up.")
        else:
            return
        raise ValidationError({"parent": message})

    def full_path(self):
        """Return ``path`` as it follows from the slugs now; empty without a slug."""
        slugs = [self.slug, *(page.slug for page in self.above())]
        return "/".join(reversed(slugs)) if all(slugs) else ""

    def save(self, *args, **kwargs):
        with transaction.atomic():
            self.path = self.full_path()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "path"}
            super().save(*args, **kwargs)
            self._settle_children()

    def settle(self):
        """Bring ``path``, the address and everything below up to the slugs."""
        path = self.full_path()
        if path != self.path:
            self.path = path
            type(self)._base_manager.filter(pk=self.pk).update(path=path)
            rows_written.send(type(self), keys=[self.pk])
        Address.objects.sync(self)
        self._settle_children()

    def _settle_children(self):
        for child in type(self)._base_manager.filter(parent=self):
            child.parent = self
            if child.full_path() != child.path:
                child.settle()

    def paths(self):
        if not self.path:
            return {}
        return {self.language: address("page", self.language, path=self.path)}

    def shared(self):
        """Return what stands for it where it is shared."""
        return Shared(uid=self.uid, language=self.language, title=self.title)

    def get_absolute_url(self):
        return self.paths().get(self.language, "")
