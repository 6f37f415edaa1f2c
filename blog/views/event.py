"""What the page of a post shows of its event, and of the events that it reports on."""

from dataclasses import dataclass

from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from addresses.paths import absolute, address
from blog.models import Event, Kind, OrganisationRole, PersonRole, Post
from blog.when import for_machines, in_words
from delivery import clock
from languages.labels import label
from publishing.models.rows_as_json import RowsAsJSON
from publishing.webpage.schema import schema_node

ATTENDANCE = "https://schema.org/{}EventAttendanceMode"


@dataclass
class Occasion:
    """An event as its page shows it, in one language.

    ``state`` is ``"upcoming"``, ``"running"`` or ``"over"``; organisers, supporters and guests are texts
    with ``path``; ``report`` is the public post that tells what happened, or None.
    """

    event: Event
    words: str
    place: str
    state: str
    organisers: list
    supporters: list
    guests: list
    report: Post | None

    @property
    def starts(self):
        """Its begin for machines (ISO 8601)."""
        return for_machines(self.event.starts_on, self.event.starts_at)

    @property
    def ends(self):
        """Its end for machines, as far as it is known."""
        event = self.event
        known = event.ends_at or event.ends_on
        return for_machines(event.last_day, event.ends_at) if known else ""

    @property
    def registration(self):
        """The address for registration until it begins, else empty."""
        return self.event.registration if self.state == "upcoming" else ""

    @property
    def online_address(self):
        """The address for taking part online until it is over, else empty."""
        return self.event.online_address if self.state != "over" else ""


def occasion(post, organisations, people):
    """Return the ``Occasion`` of an event; the others are texts of those who are in its story."""
    event = post.story.event
    return Occasion(
        event=event,
        words=in_words(event),
        place=label(event.place, post.language),
        state=state(post),
        organisers=acting(organisations, post.organisation_roles, OrganisationRole.ORGANISER),
        supporters=acting(organisations, post.organisation_roles, OrganisationRole.SUPPORTER),
        guests=acting(people, post.person_roles, PersonRole.GUEST),
        report=report_of(event, post.language),
    )


def acting(texts, roles, role):
    """Return those of the texts whose things have a role, in the order in which they were given it."""
    of_things = {text.whole.pk: text for text in texts}
    keys = [row["thing"] for row in roles if row["role"] == role]
    return [of_things[key] for key in keys if key in of_things]


def state(post):
    """Return whether an event is upcoming, running or over."""
    now = clock.now()
    if post.over_at <= now:
        return "over"
    return "running" if post.begins_at <= now else "upcoming"


def report_of(event, language):
    """Return the public report of an event in this language, None if there is none."""
    if event.report_id is None:
        return None
    posts = Post.objects.published().in_language(language)
    posts = posts.filter(story__posts=event.report_id)
    return posts.only("title", "slug", "kind", "language").first()


def with_reported(posts):
    """Annotate ``reported``: the public events in the language of each post that its story reports on."""
    events = (
        Post.objects.published()
        .of_kind(Kind.EVENT)
        .filter(language=OuterRef("language"), story__event__report__story=OuterRef("story_id"))
    )
    return posts.annotate(
        reported=RowsAsJSON(events.values(item=JSONObject(title="title", slug="slug")))
    )


def reported_by(post):
    """Return ``(title, path)`` of each event that a post reports on."""
    return [
        (row["title"], address("events_post", post.language, slug=row["slug"]))
        for row in post.reported
    ]


def data(shown, title):
    """Return what schema.org says of an event and of no other post."""
    event = shown.event
    online = schema_node(type="VirtualLocation", url=event.online_address)
    venue = schema_node(type="Place", name=shown.place, address=shown.place)
    places = [place for place in (venue, online) if len(place) > 1]
    mode = {(True, True): "Mixed", (False, True): "Online", (True, False): "Offline"}
    kind = mode.get((bool(shown.place), bool(event.online_address)))
    return {
        "name": title,
        "startDate": shown.starts,
        "endDate": shown.ends,
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": ATTENDANCE.format(kind) if kind else "",
        "location": places,
        "organizer": [organisation(text) for text in shown.organisers],
        "sponsor": [organisation(text) for text in shown.supporters],
        "performer": [person(text) for text in shown.guests],
    }


def organisation(text):
    """Return an organisation as schema.org data."""
    return schema_node(type="Organization", name=text.name, url=absolute(text.path))


def person(text):
    """Return a person as schema.org data."""
    url = absolute(text.path)
    return schema_node(type="Person", id=f"{url}#person", name=text.name, url=url)
