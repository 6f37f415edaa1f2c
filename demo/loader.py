"""Puts the demo content into the database, each item once.

An item's uid is derived from its key, so a second run finds it again; one that exists, was changed
or was deleted is left as it is. The data files are next to this module, one per kind.
"""

import re
import tomllib
import uuid
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from addresses.models import Address
from blog.facts import ROLES
from blog.models import Event, Kind, Post, Series, Story, Topic
from delivery.writing import writing
from demo.drawing import draw
from demo.models import LoadedItem
from languages.codes import codes
from library import uploads
from library.models import Image
from pages.models import Page, Promotion, SiteText
from partners.models import Organisation, OrganisationText, Relation
from people.models import Body, Person, PersonText
from projects.models import (
    Participation,
    Programme,
    Project,
    ProjectText,
    Result,
    ResultLink,
    ResultText,
)
from publishing.models import Publishable

FOLDER = Path(__file__).parent
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:knowledge-city:demo")
# Old things have no known date of publication; they still need an instant for their order.
LONG_AGO = timezone.make_aware(datetime(2020, 1, 1, 9))  # noqa: DTZ001


def uid_of(*parts):
    """Return the permanent uid of an item, from its key: ``uid_of("project", "investech")``."""
    return uuid.uuid5(NAMESPACE, "/".join(parts))


def instant(text):
    """Return an aware instant of the site's time zone from ISO text."""
    return timezone.make_aware(datetime.fromisoformat(text)) if text else None


# The file of each kind, in the order in which they refer to each other.
KINDS = {
    "image": "images",
    "topic": "topics",
    "series": "series",
    "organisation": "organisations",
    "body": "bodies",
    "person": "persons",
    "project": "projects",
    "result": "results",
    "post": "posts",
    "page": "pages",
    "home": "home",
}


class Loader:
    """Loads every file; ``made`` counts the new items by kind."""

    def __init__(self):
        self.made = {}

    def load(self):
        """Load everything as one unit of work, so that the site changes once."""
        with writing():
            for kind in KINDS:
                self._load(kind)
        return self.made

    def _load(self, kind):
        plural = KINDS[kind]
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
        uploads.store(drawn, uid=uid, **_fields(Image, facts))

    def _topic(self, key, uid, facts):
        _create(Topic, facts, uid=uid, slug=key)

    def _series(self, key, uid, facts):
        _create(Series, facts, uid=uid, slug=key)

    def _organisation(self, key, uid, facts):
        row = _create(Organisation, {"slug": key, **facts}, uid=uid)
        _texts(OrganisationText, row, key, facts)
        for relation in facts.get("relations", []):
            Relation.objects.create(organisation=row, **relation)
        uids = [_uid_in(Organisation, other) for other in facts.get("members", [])]
        row.network_members.set(Organisation.objects.filter(uid__in=uids))

    def _body(self, key, uid, facts):
        _create(Body, facts, uid=uid, slug=key)

    def _person(self, key, uid, facts):
        organisation = _one(Organisation, facts.get("organisation"))
        row = _create(Person, {"slug": key, **facts}, uid=uid, organisation=organisation)
        _texts(PersonText, row, key, facts)

    def _project(self, key, uid, facts):
        programme = Programme.objects.filter(code=facts.get("programme")).first()
        row = _create(Project, {"slug": key, **facts}, uid=uid, programme=programme)
        _texts(ProjectText, row, key, facts)
        for order, part in enumerate(facts.get("participations", []), start=1):
            organisation = _one(Organisation, part.get("organisation"))
            if organisation or "organisation" not in part:
                _create(Participation, part, project=row, organisation=organisation, order=order)

    def _result(self, key, uid, facts):
        project, parent = _one(Project, facts["project"]), _one(Result, facts.get("parent"))
        if project is None:
            return
        row = _create(Result, {"slug": key, **facts}, uid=uid, project=project, parent=parent)
        _texts(ResultText, row, key, facts)
        for order, link in enumerate(facts.get("links", []), start=1):
            ResultLink.objects.create(result=row, order=order, **link)

    def _post(self, key, uid, facts):
        story = _create(Story, facts, series=_one(Series, facts.get("series")))
        for name in ("topics", "projects"):
            model = Story._meta.get_field(name).related_model
            uids = [_uid_in(model, other) for other in facts.get(name, [])]
            getattr(story, name).set(model.objects.filter(uid__in=uids))
        for name, (link, role) in ROLES.items():
            model = link._meta.get_field(link.thing).related_model
            rows = (_one(model, key) for key in facts.get(name, []))
            link.write(story, role, list(filter(None, rows)))
        if story.kind == Kind.EVENT:
            report = Post.objects.filter(
                story__posts__uid=uid_of("post", facts.get("report", ""), "en")
            )
            _create(Event, {**facts, "report": None}, story=story, report=report.first())
        for language, text in _by_language(facts):
            post = _create(
                Post,
                {**facts, **text},
                uid=uid_of("post", key, language),
                story=story,
                language=language,
                lead_image=_one(Image, facts.get("image")),
                lead_image_alt=facts.get("image_alt", {}).get(language, ""),
                body=named(text.get("body", ""), language),
            )
            Address.objects.write_former(post, text.get("old", []))

    def _page(self, key, uid, facts):
        above = uid_of("page", facts.get("parent", ""))
        for language, text in _by_language(facts):
            page = _create(
                Page,
                {**facts, **text},
                uid=uid_of("page", key, language),
                key=uid,
                language=language,
                body=_one(Body, facts.get("body")),
                parent=Page.objects.filter(key=above, language=language).first(),
                text=named(text["text"], language),
            )
            Address.objects.write_former(page, text.get("old", []))

    def _home(self, language, uid, facts):
        untouched = SiteText.objects.filter(language=language, intro="", address="")
        membership = named(facts["membership"], language)
        untouched.update(**{**_fields(SiteText, facts), "membership": membership})
        if facts.get("promoted_title"):
            _create(
                Promotion,
                {},
                uid=uid,
                language=language,
                title=facts["promoted_title"],
                text=facts["promoted_text"],
                link=named(facts["promoted_link"], language),
            )


def _fields(model, facts):
    """Return those of the facts that are fields of a model."""
    names = {field.name for field in model._meta.concrete_fields}
    return {name: value for name, value in facts.items() if name in names}


def _create(model, facts, **more):
    """Create a row from the facts that are its fields; ``more`` is what they lack or only refer to."""
    life = _life(facts) if issubclass(model, Publishable) else {}
    return model.objects.create(**{**_fields(model, facts), **life, **more})


def _life(facts):
    status, began = facts.get("status", "published"), instant(facts.get("published_at"))
    return {
        "status": status,
        "published_at": began or (LONG_AGO if status == "published" else None),
        "expires_at": instant(facts.get("expires_at")),
    }


def _uid_in(model, key):
    return uid_of(model._meta.model_name, key)


def _one(model, key):
    return model.objects.filter(uid=_uid_in(model, key)).first() if key else None


def _by_language(facts):
    return [(language, facts[language]) for language in codes() if language in facts]


def _texts(model, row, key, facts):
    for language, text in _by_language(facts):
        _create(
            model,
            text,
            uid=uid_of(model.part_of, key, language),
            language=language,
            text=named(text.get("text", ""), language),
            **{model.part_of: row},
        )


def named(html, language):
    """Return a text with its keys (``ref:project/investech``, ``data-image="key"``) replaced by uids.

    Pages and posts have a uid in each language; those of ``language`` are used.
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
