"""Plain pages: one row per language, in a tree."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from addresses.paths import address
from languages.codes import choices
from languages.slugs import MADE_FROM_TITLE, AddressSlugField
from people.models import Body
from projects.funding import badge_of
from projects.models import GrantedMixin, Project, grants_of
from publishing.models import Pictured, Publishable, PublishableQuerySet, announced_q
from publishing.models.shapes import choice_constraint, optional_key
from publishing.webpage.sharing import ShareImage
from richtext.field import RichTextField

# The most levels that a page may have: the menus show two, and three are still easy to follow.
DEEPEST = 3
TOO_DEEP = _(
    "Pages can be at most three levels deep, including the pages below this one. Choose a parent "
    "higher up."
)
# What the switch to a language says that a page does not exist in.
TO_HOME = _("go to the home page")
# What determines a page's path, and the path itself.
PATH_FIELDS = frozenset({"slug", "parent_id", "path"})


class Menu(models.TextChoices):
    """Which menu a page is in."""

    NONE = "", _("not in a menu")
    MAIN = "main", _("main menu")
    FOOTER = "footer", _("footer")


class PageRole(models.TextChoices):
    """What a page shows besides its text."""

    PLAIN = "", _("nothing else")
    CONTACT = "contact", _("address, mail and telephone of the footer, and the contact form")
    PRIVACY = "privacy", _("what the contact form keeps")


class PageQuerySet(PublishableQuerySet):
    """Pages."""

    def with_grants(self):
        """Annotate ``grant_rows``: the grants of the public projects that a page belongs to."""
        return self.annotate(grant_rows=grants_of(pages=models.OuterRef("pk")))


def settle_paths(changes):
    """Update the paths of written pages, and of those below them, to their slugs.

    One level at a time: pages whose path is written here are settled next, by the same unit of work.
    Raises ``ValidationError`` if a page would end up too deep.
    """
    moved = [change.after for change in changes if change.after and change.touches(PATH_FIELDS)]
    if not moved:
        return
    below = Page._base_manager.filter(parent__in=moved)
    parents = Page._base_manager.in_bulk({row.parent_id for row in moved} - {None})
    wrong = [row for row in moved if row.take_path(parents.get(row.parent_id))]
    parents = {row.pk: row for row in moved}
    wrong += [row for row in below if row.take_path(parents[row.parent_id])]
    Page.objects.bulk_update(wrong, ["path"])


class Page(GrantedMixin, Pictured, Publishable):
    """A page in one language. ``key`` is shared by its translations.

    ``path`` is its place below its language, for example ``about-us/board-of-experts``;
    it follows from its own slug and those above it. Moving a page moves what is below it.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=8, choices=choices)
    parent = optional_key(
        "self",
        _("parent page"),
        related_name="children",
        help_text=_("Leave empty for a page at the top level."),
    )
    slug = AddressSlugField(blank=True, help_text=MADE_FROM_TITLE)
    path = models.CharField(max_length=602, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    menu_title = models.CharField(
        _("menu label"), max_length=60, blank=True, help_text=_("If empty, the title.")
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("Shown above the text."))
    text = RichTextField(_("text"), blank=True)
    description = models.CharField(_("description for search engines"), max_length=300, blank=True)
    menu = models.CharField(
        _("menu"),
        max_length=10,
        choices=Menu.choices,
        default=Menu.NONE,
        blank=True,
        help_text=_("A page is listed under its parent page if both are in the same menu."),
    )
    order = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Among the pages on the same level, smallest first.")
    )
    role = models.CharField(
        _("also shows"), max_length=10, choices=PageRole.choices, default=PageRole.PLAIN, blank=True
    )
    body = optional_key(
        Body,
        _("also shows the people of"),
        related_name="pages",
        help_text=_("Who is on this board or council now, or whom to write to about it."),
    )
    projects = models.ManyToManyField(
        Project,
        verbose_name=_("projects"),
        blank=True,
        related_name="pages",
        help_text=_(
            "EU projects that this page is a part of: it then shows what their grants ask for."
        ),
    )

    objects = PageQuerySet.as_manager()

    address_fields = Publishable.address_fields | {"path", "language"}
    derived = (settle_paths,)

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
                violation_error_message=_("This page already has a text in that language."),
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
            choice_constraint("menu", Menu, "pages_page_menu_known"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("pk")),
                name="pages_page_not_below_itself",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def menu_label(self):
        """The label in the menu."""
        return self.menu_title or self.title

    def above(self):
        """Return the pages above this one, nearest first. One query per level."""
        found, page = [], self.parent
        while page is not None and page not in found:
            found.append(page)
            page = page.parent
        return found

    def below(self):
        """Return the pages below this one at any depth, by their current paths."""
        if not self.path:
            return type(self).objects.none()
        rows = type(self).objects.filter(path__startswith=f"{self.path}/")
        return rows.filter(language=self.language)

    def clean(self):
        super().clean()
        stored = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if stored and stored.language != self.language:
            self._refuse_language(stored)
        if self.parent is not None:
            self._refuse_parent(stored)

    def _refuse_language(self, stored):
        """Refuse a new language: a public page has addresses in it, and pages below share it."""
        if stored.was_public():
            message = _(
                "This page has already been public in its language. Write the translation as a separate page."
            )
        elif stored.children.exists():
            message = _("There are pages below it in the same language. Move them first.")
        else:
            return
        raise ValidationError({"language": message})

    def _refuse_parent(self, stored):
        above = self.above()
        below = stored.below() if stored else ()
        height = 1 + max((row.path.count("/") - stored.path.count("/") for row in below), default=0)
        if self.parent.language != self.language:
            message = _("Choose a page in the same language.")
        elif not self.parent.path:
            message = _("That page has no address yet. Give it one first.")
        elif self.pk and self.pk in {page.pk for page in above}:
            message = _("A page cannot be below itself.")
        elif len(above) + height > DEEPEST:
            message = TOO_DEEP
        else:
            return
        raise ValidationError({"parent": message})

    def full_path(self):
        """Return ``path`` as it follows from the current slugs; empty without a slug."""
        slugs = [self.slug, *(page.slug for page in self.above())]
        return "/".join(reversed(slugs)) if all(slugs) else ""

    def take_path(self, parent):
        """Set ``path`` from the slug and the parent's path; return whether it changed.

        Raises ``ValidationError`` if it would have too many parts.
        """
        before = self.path
        if self.slug and (parent is None or parent.path):
            self.path = f"{parent.path}/{self.slug}" if parent else self.slug
        else:
            self.path = ""
        if self.path.count("/") >= DEEPEST:
            raise ValidationError(TOO_DEEP)
        return self.path != before

    def save(self, *args, **kwargs):
        self.path = self.full_path()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "path"}
        super().save(*args, **kwargs)

    def paths(self):
        if not self.path:
            return {}
        return {self.language: address("page", self.language, path=self.path)}

    def public_paths(self):
        """Return the paths of its public translations and its own, by language."""
        twins = type(self).objects.published().filter(key=self.key)
        return {
            code: address("page", code, path=path)
            for code, path in twins.values_list("language", "path")
        }

    @property
    def section(self):
        """Which part of the site it is in, as ``pages.menus.Link`` names it."""
        return f"page:{self.path.partition('/')[0]}"

    def share_image(self):
        """Return its share image."""
        return ShareImage(
            uid=self.uid,
            language=self.language,
            title=self.title,
            **badge_of(self.grants, self.language),
        )

    def get_absolute_url(self):
        return self.paths().get(self.language, "")
