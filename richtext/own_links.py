"""Links of an editor's text to things of this site: recognised on saving, however they were pasted.

They are kept as ``ref:UID``, so that they follow their page wherever it moves, and so that a document
which something published links to is readable by everybody.
"""

import re
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from addresses.models import Address
from library.models import Document
from richtext.sanitise import sanitise
from richtext.tree import parse, serialise

DOCUMENT = re.compile(r"/documents/([^/]+)/[^/]*/?")


def with_refs(html):
    """Return sanitised HTML in which links to things of this site are ``ref:UID``.

    Raises ``ValidationError`` for a link to a page of the admin that stands for nothing readers can see.
    """
    root = parse(sanitise(html))
    links = {link: own for link in root.iter("a") if (own := own_address(link.get("href", "")))}
    if not links:
        return html
    uids = uids_at({path for path, _fragment in links.values()})
    for link, (path, fragment) in links.items():
        if path in uids:
            link.set("href", f"ref:{uids[path]}{fragment}")
        elif path.startswith(settings.STAFF_PATHS):
            raise ValidationError(
                _(
                    "Readers cannot open the link “%(words)s”: it leads to a page of this interface "
                    "(%(path)s). Open the page that you mean on the site and copy its address."
                ),
                code="desk",
                params={"words": "".join(link.itertext()), "path": path},
            )
    return serialise(root)


def own_address(href):
    """Return the path and the fragment (with ``#``) of an address of this site, else None."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    here = urlsplit(settings.SITE_URL).netloc.removeprefix("www.")
    is_here = parts.scheme in {"", "http", "https"} and parts.netloc.removeprefix("www.") in {
        "",
        here,
    }
    if not is_here or not parts.path.startswith("/"):
        return None
    return unquote(parts.path), f"#{parts.fragment}" if parts.fragment else ""


def uids_at(paths):
    """Return ``{path: uid}`` of these paths, those at which there is nothing left out."""
    found = {path: uid for path in paths if (uid := _uid_in_admin(path))}
    keys = {path: match[1] for path in paths if (match := DOCUMENT.fullmatch(path))}
    documents = dict(Document.objects.filter(key__in=keys.values()).values_list("key", "uid"))
    found |= {path: documents[key] for path, key in keys.items() if key in documents}
    slashed = {path: path.rstrip("/") + "/" for path in paths}
    rows = Address.objects.filter(path__in={*slashed, *slashed.values()}).order_by(
        "is_current", "pk"
    )
    at = {row.path: row.uid for row in rows}
    for path, with_slash in slashed.items():
        if uid := at.get(path) or at.get(with_slash):
            found.setdefault(path, uid)
    return found


def _uid_in_admin(path):
    """Return the uid of what a form of the admin, or its link to the site, is about; None for none."""
    try:
        match = resolve(path)
        if match.app_name != "admin":
            return None
        model = _model_of(match)
        # What has addresses of its own, and documents.
        if model is None or not (model is Document or hasattr(model, "paths")):
            return None
        row = model._default_manager.filter(pk=match.kwargs["object_id"]).first()
    except (Resolver404, LookupError, ValueError):
        # Nothing is there, or nothing can be.
        return None
    return row and row.uid


def _model_of(match):
    if match.url_name == "view_on_site":
        kind = ContentType.objects.filter(pk=match.kwargs["content_type_id"]).first()
        return kind and kind.model_class()
    name = match.url_name or ""
    return (
        apps.get_model(*name.split("_")[:2]) if re.fullmatch("[a-z]+_[a-z]+_change", name) else None
    )
