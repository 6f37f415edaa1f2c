"""The menus: pages in the order set by staff, two levels."""

from dataclasses import dataclass, field

from pages.models import Page


@dataclass
class Link:
    """An entry of a menu or a list; ``section`` says which part of the site it leads to."""

    label: str
    url: str
    section: str = ""
    below: list = field(default_factory=list)


def menus(language):
    """Return ``{"main": [Link, …], "footer": [Link, …]}`` of a language, in one query.

    A page below another appears under it if both are public and in the same menu.
    """
    rows = Page.objects.published().in_language(language).exclude(menu="")
    shown = ("language", "path", "title", "menu_title", "menu", "parent")
    rows = list(rows.order_by("order", "title").only(*shown))
    entries = {
        row.pk: Link(row.menu_label, row.get_absolute_url(), f"page:{row.path.partition('/')[0]}")
        for row in rows
    }
    by_menu = {"main": [], "footer": []}
    by_key = {row.pk: row for row in rows}
    for row in rows:
        if row.parent_id is None:
            by_menu[row.menu].append(entries[row.pk])
            continue
        parent = by_key.get(row.parent_id)
        if parent is not None and parent.parent_id is None and parent.menu == row.menu:
            entries[parent.pk].below.append(entries[row.pk])
    return by_menu
