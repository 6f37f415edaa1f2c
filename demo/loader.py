"""Puts the demo content into the database, each item once.

An item's uid is derived from its key, so a second run finds it again; one that exists, was changed
or was deleted is left as it is. The data files stand beside this module, one per kind.
"""

import re
import tomllib
import uuid
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from addresses.models import Address
from blog.models import Post, Series, Story, Topic
from demo.drawing import draw
from demo.models import LoadedItem
from languages.codes import codes
from library import uploads
from library.models import Image
from pages.models import Page, Promotion, SiteText
from partners.models import Organisation, OrganisationText, Relation
from projects.models import (
    Participation,
    Programme,
    Project,
    ProjectText,
    Result,
    ResultLink,
    ResultText,
)

FOLDER = Path(__file__).parent
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:knowledge-city:demo")
# Old things carry no known date of publication; they need an instant for their order all the same.
LONG_AGO = timezone.make_aware(datetime(2020, 1, 1, 9))  # noqa: DTZ001


def uid_of(*parts):
    """Return the permanent uid of an item, from its key: ``uid_of("project", "investech")``."""
    return uuid.uuid5(NAMESPACE, "/".join(parts))


def instant(text):
    """Return an aware instant of the site's time zone from ISO text."""
    return timezone.make_aware(datetime.fromisoformat(text)) if text else None


KINDS = ("image", "topic", "series", "organisation", "project", "result", "post", "page", "home")


class Loader:
    """Loads every file; ``made`` counts what was new, by kind."""

    def __init__(self):
        self.made = {}

    def load(self):
        """Load everything in one transaction, so that the site changes once."""
        with transaction.atomic():
            for kind in KINDS:
                self._load(kind)
        return self.made

    def _load(self, kind):
        plural = kind if kind in {"series", "home"} else f"{kind}s"
        for key, facts in tomllib.loads((FOLDER / f"{plural}.toml").read_text()).items():
            uid = uid_of(kind, key)
            _item, new = LoadedItem.objects.get_or_create(
                uid=uid, defaults={"key": f"{kind}/{key}"}
            )
            if new:
                getattr(self, f"_{kind}")(key, uid, facts)
                self.made[plural] = self.made.get(plural, 0) + 1

    def _image(self, key, uid, facts):
        drawn = ContentFile(draw(facts["motif"], facts["seed"]), name=f"{key}.png")
        fields = {name: facts[name] for name in ("title", "alt", "credit") if name in facts}
        uploads.store(drawn, uid=uid, **fields)

    def _topic(self, key, uid, facts):
        Topic.objects.create(uid=uid, slug=key, label=facts["label"])

    def _series(self, key, uid, facts):
        Series.objects.create(uid=uid, slug=key, label=facts["label"])

    def _organisation(self, key, uid, facts):
        row = Organisation.objects.create(
            uid=uid,
            slug=facts.get("slug", key),
            **_some(facts, "kind", "country", "city", "site", "is_cluster", "other_names"),
            **_life(facts),
        )
        _texts(OrganisationText, row, "organisation", key, facts)
        for relation in facts.get("relations", []):
            Relation.objects.create(organisation=row, **relation)

    def _project(self, key, uid, facts):
        row = Project.objects.create(
            uid=uid,
            slug=facts.get("slug", key),
            programme=Programme.objects.filter(code=facts.get("programme")).first(),
            **_some(facts, "acronym", "other_spellings", "calls", "grant_number", "funding"),
            **_some(facts, "granting_authority", "start", "planned_end", "actual_end", "site"),
            **_some(facts, "amount_total", "amount_eu", "amount_national", "amount_own"),
            **_some(facts, "currency", "partners_known", "associated_known"),
            **_life(facts),
        )
        _texts(ProjectText, row, "project", key, facts)
        for order, part in enumerate(facts.get("participations", []), start=1):
            fields = {**part, "order": order}
            if "organisation" in part:
                fields["organisation"] = self._one(
                    Organisation, "organisation", part["organisation"]
                )
                if fields["organisation"] is None:
                    continue
            Participation.objects.create(project=row, **fields)

    def _result(self, key, uid, facts):
        project = self._one(Project, "project", facts["project"])
        if project is None:
            return
        row = Result.objects.create(
            uid=uid,
            project=project,
            parent=self._one(Result, "result", facts["parent"]) if "parent" in facts else None,
            slug=facts.get("slug", key),
            **_some(facts, "group", "kind", "readiness", "date", "licence", "order"),
            **_life(facts),
        )
        _texts(ResultText, row, "result", key, facts)
        for order, link in enumerate(facts.get("links", []), start=1):
            ResultLink.objects.create(result=row, order=order, **link)

    def _post(self, key, uid, facts):
        story = Story.objects.create(
            kind=facts["kind"],
            series=self._one(Series, "series", facts.get("series", "")),
            series_place=facts.get("series_place"),
        )
        story.topics.set(self._some_of(Topic, "topic", facts.get("topics", [])))
        story.projects.set(self._some_of(Project, "project", facts.get("projects", [])))
        story.organisations.set(
            self._some_of(Organisation, "organisation", facts.get("organisations", []))
        )
        for language in codes():
            if language in facts:
                self._text_of_post(key, language, facts, story)

    def _text_of_post(self, key, language, facts, story):
        text = facts[language]
        post = Post.objects.create(
            uid=uid_of("post", key, language),
            story=story,
            language=language,
            lead_image=self._one(Image, "image", facts.get("image", "")),
            lead_image_alt=facts.get("image_alt", {}).get(language, ""),
            body=named(text.get("body", ""), language),
            **_some(text, "title", "slug", "lead", "byline", "description"),
            **_life({**facts, **text}),
        )
        Address.objects.write_former(post, text.get("old", []))

    def _page(self, key, uid, facts):
        for language in codes():
            if language not in facts:
                continue
            text = facts[language]
            above = uid_of("page", facts.get("parent", ""))
            page = Page.objects.create(
                uid=uid_of("page", key, language),
                key=uid,
                language=language,
                parent=Page.objects.filter(key=above, language=language).first(),
                text=named(text["text"], language),
                **_some(text, "slug", "title", "menu_title", "lead", "description"),
                **_some(facts, "menu", "order", "role"),
                **_life({**facts, **text}),
            )
            Address.objects.write_former(page, text.get("old", []))

    def _home(self, language, uid, facts):
        words = _some(facts, "intro_title", "intro", "address", "mail", "phone", "profiles")
        SiteText.objects.filter(language=language, intro="", address="").update(**words)
        if facts.get("promoted_title"):
            Promotion.objects.create(
                uid=uid,
                language=language,
                title=facts["promoted_title"],
                text=facts["promoted_text"],
                link=named(facts["promoted_link"], language),
                **_life({}),
            )

    def _one(self, model, kind, key):
        return model.objects.filter(uid=uid_of(kind, key)).first() if key else None

    def _some_of(self, model, kind, keys):
        return model.objects.filter(uid__in=[uid_of(kind, key) for key in keys])


def _some(facts, *names):
    return {name: facts[name] for name in names if name in facts}


def _life(facts):
    return {
        "status": facts.get("status", "published"),
        "published_at": (
            instant(facts["published_at"])
            if "published_at" in facts
            else LONG_AGO
            if facts.get("status", "published") == "published"
            else None
        ),
        "expires_at": instant(facts.get("expires_at")),
        "shown_on": facts.get("shown_on", ""),
        "internal_note": facts.get("internal_note", ""),
    }


def _texts(model, row, kind, key, facts):
    for language in codes():
        text = dict(facts.get(language, {}))
        if text:
            text.pop("old", None)
            if "text" in text:
                text["text"] = named(text["text"], language)
            model.objects.create(
                uid=uid_of(kind, key, language), language=language, **{kind: row}, **text
            )


def named(html, language):
    """Return a text whose keys (``ref:project/investech``, ``data-image="key"``) became uids.

    Pages and posts have a uid in each language; those of ``language`` are meant.
    """

    def uid(match):
        kind, *key = match[1].split("/")
        if kind == "page" or (kind == "post" and len(key) == 1):
            key = [key[0], language]
        return f"ref:{uid_of(kind, *key)}"

    html = re.sub(r"ref:([a-z]+(?:/[a-z0-9-]+)+)", uid, html)
    return re.sub(
        r'data-image="([a-z0-9-]+)"', lambda key: f'data-image="{uid_of("image", key[1])}"', html
    )
