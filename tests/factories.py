"""The smallest rows of each kind that tests need; each takes the fields that matter."""

from datetime import date, timedelta
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from blog.models import Event, Post, Series, Story, Topic
from delivery import version
from delivery.models import SiteVersion
from library.models import Document, Image
from pages.models import Message, Page, Promotion, SiteText
from partners.models import Organisation, OrganisationText
from people.models import Body, Person, PersonText, Role
from projects.models import Project, ProjectText, Result, ResultLink, ResultText

_number = count(1)

# The day of events that do not say another.
DAY = date(2024, 10, 30)
# The stages of a thing that the public must not see, as fields of a ``Publishable``.
HIDDEN = ("draft", "scheduled", "expired", "withdrawn")


def life(stage):
    """Return the fields of a thing at this stage: published, or one of ``HIDDEN``."""
    now = timezone.now()
    past, ahead = now - timedelta(days=3), now + timedelta(days=3)
    return {
        "published": {"status": "published", "published_at": past},
        "draft": {"status": "draft"},
        "scheduled": {"status": "published", "published_at": ahead},
        "expired": {
            "status": "published",
            "published_at": past,
            "expires_at": now - timedelta(days=1),
        },
        "withdrawn": {
            "status": "withdrawn",
            "published_at": past,
            "withdrawn_at": now - timedelta(days=1),
        },
    }[stage]


def post(stage="published", *, language="en", kind="publication", story=None, **fields):
    """Make a post, and its story unless one is given."""
    number = next(_number)
    story = story or Story.objects.create(kind=kind)
    if story.kind == "event" and not hasattr(story, "event"):
        Event.objects.create(story=story, starts_on=DAY)
    return Post.objects.create(
        **{
            "story": story,
            "language": language,
            "title": f"Title {number}",
            "slug": f"post-{number}",
            "lead": f"Lead {number}",
            "body": f"<p>Body {number}</p>",
            **life(stage),
            **fields,
        }
    )


EVENT_FIELDS = {field.name for field in Event._meta.concrete_fields}


def event(stage="published", *, languages=("en",), **fields):
    """Make an event with a text in each of the languages; return the last one.

    Fields of ``Event`` go into its time and place, the others into its texts.
    """
    story = Story.objects.create(kind="event")
    facts = {name: fields.pop(name) for name in list(fields) if name in EVENT_FIELDS}
    Event.objects.create(story=story, **{"starts_on": DAY, **facts})
    for language in languages:
        made = post(stage, language=language, story=story, **fields)
    return made


def lead_a_life(post):
    """Rename, move, withdraw, publish again, turn a post into news, then into an event and move its day."""
    for change in (
        {"slug": "second", "title": "Here to stay, renamed"},
        {"status": "withdrawn"},
        {"status": "published"},
    ):
        for name, value in change.items():
            setattr(post, name, value)
        post.save()
        yield
    post.story.kind = "news"
    post.story.save()
    yield
    event = Event.objects.create(story=post.story, starts_on=DAY)
    post.story.kind = "event"
    post.story.save()
    yield
    event.starts_on += timedelta(days=1)
    event.save()
    yield


def page(stage="published", *, language="en", **fields):
    """Make a plain page."""
    number = next(_number)
    return Page.objects.create(
        **{
            "language": language,
            "title": f"Page {number}",
            "slug": f"page-{number}",
            "text": f"<p>Text {number}</p>",
            **life(stage),
            **fields,
        }
    )


def promotion(stage="published", *, language="en", **fields):
    """Make a promoted block for the home page."""
    return Promotion.objects.create(
        **{
            "language": language,
            "title": f"Promotion {next(_number)}",
            "text": "Come and see",
            "link": "https://example.org/",
            **life(stage),
            **fields,
        }
    )


def site_text(language="en", **fields):
    """Write the texts of the home page and the footer."""
    row, _made = SiteText.objects.update_or_create(language=language, defaults=fields)
    return row


def message(**fields):
    """Keep a message from the contact form."""
    number = next(_number)
    return Message.objects.keep(
        **{
            "days": 180,
            "language": "en",
            "subject": "project",
            "name": f"Visitor {number}",
            "mail": f"visitor{number}@example.org",
            "text": "Good morning\nHow are you?",
            "token": f"token-{number}",
            "sender": "somebody",
            **fields,
        }
    )


EACEA = {
    "en": "European Education and Culture Executive Agency (EACEA)",
    "bg": "Европейска изпълнителна агенция за образование и култура (EACEA)",
}
# The facts of a project of which nothing is missing, but for its programme and its participants.
WHOLE_PROJECT = {
    "grant_number": "101143958",
    "start": "2024-03-01",
    "planned_end": "2028-02-29",
    "funding": "co_funded",
    "amount_total": "4900000.00",
    "currency": "EUR",
    "site": "https://project.example/",
}


def project(stage="published", *, languages=("en", "bg"), **fields):
    """Make a project with a text in each of the languages."""
    number = next(_number)
    row = Project.objects.create(
        **{"slug": f"project-{number}", "acronym": f"PROJECT{number}", **life(stage), **fields}
    )
    for language in languages:
        ProjectText.objects.create(
            project=row, language=language, name=f"Full name {number} {language}"
        )
    return row


def organisation(stage="published", *, languages=("en", "bg"), **fields):
    """Make an organisation with a text in each of the languages."""
    number = next(_number)
    row = Organisation.objects.create(**{"slug": f"organisation-{number}", **life(stage), **fields})
    for language in languages:
        OrganisationText.objects.create(
            organisation=row,
            language=language,
            name=f"Organisation {number} {language}",
            text=f"<p>About {number}</p>",
        )
    return row


def person(stage="published", *, languages=("en", "bg"), **fields):
    """Make a person with a text in each of the languages."""
    number = next(_number)
    row = Person.objects.create(**{"slug": f"person-{number}", **life(stage), **fields})
    for language in languages:
        PersonText.objects.create(
            person=row,
            language=language,
            name=f"Person {number} {language}",
            position=f"Position {number} {language}",
        )
    return row


def body(**fields):
    """Make a board or a council."""
    number = next(_number)
    label = {"en": f"Board {number}", "bg": f"Съвет {number}"}
    return Body.objects.create(**{"slug": f"board-{number}", "label": label, **fields})


def role(stage="published", *, on=None, of=None, **fields):
    """Put a person on a body: new ones unless given; ``stage`` is that of the person."""
    return Role.objects.create(body=on or body(), person=of or person(stage), **fields)


def result(stage="published", *, of=None, languages=("en", "bg"), **fields):
    """Make a result of a project (a new one unless given) with a text in each language."""
    number = next(_number)
    row = Result.objects.create(
        **{
            "project": of or project(),
            "slug": f"result-{number}",
            **life(stage),
            **fields,
        }
    )
    for language in languages:
        ResultText.objects.create(
            result=row, language=language, title=f"Result {number} {language}"
        )
    return row


def result_with_link(stage="published", *, link=None, **fields):
    """Make a result with something to open, and so with a page; ``link`` are fields of its link."""
    row = result(stage, **fields)
    usual = {"url": "https://example.org/course", "label": {"en": "The course"}}
    ResultLink.objects.create(result=row, **{**usual, **(link or {})})
    return row


def topic(**fields):
    """Make a topic."""
    number = next(_number)
    label = {"en": f"Topic {number}", "bg": f"Тема {number}"}
    return Topic.objects.create(**{"slug": f"topic-{number}", "label": label, **fields})


def series(**fields):
    """Make a series."""
    number = next(_number)
    label = {"en": f"Series {number}", "bg": f"Поредица {number}"}
    return Series.objects.create(**{"slug": f"series-{number}", "label": label, **fields})


def image(**fields):
    """Make a picture's row without a file."""
    number = next(_number)
    return Image.objects.create(
        **{
            "title": f"picture-{number}",
            "file": f"images/ab/{number:064x}.jpg",
            "source_hash": f"{number:064x}",
            "format": "jpg",
            "width": 1200,
            "height": 800,
            "alt": {"en": "A picture", "bg": "Картина"},
            **fields,
        }
    )


def document(**fields):
    """Make a document's row without a file."""
    number = next(_number)
    return Document.objects.create(
        **{
            "title": {"en": f"Document {number}", "bg": f"Документ {number}"},
            "slug": f"document-{number}",
            "name": f"document-{number}.pdf",
            "file": f"documents/ab/{number:064x}.pdf",
            "source_hash": f"{number:064x}",
            "kind": "pdf",
            "size": 1234567,
            **fields,
        }
    )


def user(group="Editors", **fields):
    """Make a user in a group."""
    number = next(_number)
    person = get_user_model().objects.create_user(
        **{
            "email": f"person{number}@example.org",
            "password": "correct horse",
            "interface_language": "en",
            **fields,
        }
    )
    if group:
        person.groups.add(Group.objects.get(name=group))
    return person


def settle():
    """Make the last change some time ago, in a finished transaction."""
    version.forget_transaction()
    SiteVersion.objects.update(changed_at=timezone.now() - timedelta(minutes=5))
