"""Feeds of posts: all of them, a list, a topic or series, a project, a partner.

Each is a small class over one queryset: the newest 20 of what the public sees in one language, and
in its archives all of a year (RFC 5005), so that a reader can walk back to the first post.
"""

from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Max, Min, Q
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from addresses.paths import absolute, address
from blog.models import Kind, Post, Series, Story, Topic
from feeds.dates import ordering_instant, shown_instant
from feeds.html import absolute_links
from feeds.items import Author, Feed, Item, Picture, Tag, Thumbnail
from feeds.routes import feed_paths
from feeds.view import FORMATS, SIZE, FeedView
from languages.labels import label
from languages.sections import word
from library.renditions import thumbnail_url
from partners.models import Organisation, OrganisationText
from projects.models import Project
from publishing.models import published_q
from publishing.models.text import text_in
from richtext.render import images_in, pictures, render_many

# The ids of feeds are made from this. It never changes: a new one would make every feed a new one.
NAMESPACE = UUID("6f2d1c0e-51e4-5d0b-9a55-0d6b5c3f7a18")


class PostFeed(FeedView):
    """A feed of posts; subclasses say of which."""

    def posts(self):
        """Return the public posts of this language, newest first."""
        return Post.objects.published(self.now).in_language(self.language)

    def key(self):
        """Return what makes this feed the same for ever, whatever its address."""
        return self.name

    def title(self):
        """Return what it is called, without the name of the site."""
        return ""

    def description(self):
        """Return one sentence that says what stands in it."""
        raise NotImplementedError

    def feed(self):
        posts, older, newer = self.chosen()
        title, site = self.title(), self.site_name
        return Feed(
            id=uuid5(NAMESPACE, f"{self.language}:{self.key()}").urn,
            title=f"{title} – {site}" if title else site,
            description=self.description(),
            language=self.language,
            author=Author(name=site, url=absolute(address("home", self.language))),
            items=self.items(posts),
            older=self.archive(older),
            newer=self.archive(newer),
            **self.addresses(),
        )

    def named(self):
        """Return the condition on organisations whose names this feed says."""
        return published_q(self.now, "organisation__") & Q(organisation__is_cluster=True)

    @cached_property
    def names(self):
        """The texts of those organisations, by one query."""
        return OrganisationText.objects.filter(self.named()).select_related("organisation")

    @cached_property
    def site_name(self):
        """The name of the cluster, as its own row says."""
        texts = [text for text in self.names if text.organisation.is_cluster]
        text = text_in(texts, self.language)
        return text.name if text else _("Sofia – Knowledge City")

    def chosen(self):
        """Return the posts of this document, and the years of the archives before and after it.

        The feed ends with the newest; the archive of the year of the next one continues it.
        """
        posts = self.posts().select_related("lead_image", "story").defer("internal_note")
        posts = posts.prefetch_related("story__topics")
        if self.year is None:
            newest = list(posts[: SIZE + 1])
            return (
                newest[:SIZE],
                year_of(newest[SIZE].published_at) if newest[SIZE:] else None,
                None,
            )
        chosen = list(posts.filter(published_at__year=self.year))
        if not chosen:
            raise Http404
        beside = self.posts().aggregate(
            older=Max("published_at", filter=Q(published_at__year__lt=self.year)),
            newer=Min("published_at", filter=Q(published_at__year__gt=self.year)),
        )
        return chosen, year_of(beside["older"]), year_of(beside["newer"])

    def items(self, posts):
        """Return posts as items."""
        bodies = [post.body for post in posts]
        images = images_in(bodies)
        texts = render_many(bodies, self.language, settings.SITE_URL, images)
        return tuple(item(post, html, images) for post, html in zip(posts, texts, strict=True))


def year_of(instant):
    """Return the year of an instant where the site is, None for None."""
    return timezone.localtime(instant).year if instant else None


def item(post, html, images):
    """Return a post as an item of a feed; ``html`` is its rendered body, ``images`` those it names."""
    url = absolute(post.get_absolute_url())
    return Item(
        id=post.uid.urn,
        url=url,
        title=post.title,
        summary=post.lead,
        content=absolute_links(lead_html(post) + html, url),
        updated=ordering_instant(post),
        published=shown_instant(post),
        author=Author(name=post.byline) if post.byline else None,
        tags=tuple(
            Tag(term=topic.slug, label=label(topic.label, post.language))
            for topic in post.story.topics.all()
        ),
        picture=picture(post.lead_image, post.image_alt) if post.lead_image else None,
        pictures=tuple(
            told
            for image, alt in pictures(post.body, images, post.language)
            if (told := picture(image, alt))
        ),
    )


def lead_html(post):
    """Return the lead as HTML: the full text begins with it, and may continue its sentence."""
    return linebreaks(post.lead, autoescape=True)


def picture(image, alt):
    """Return a picture as a feed tells it; None where its file is lost."""
    try:
        size = image.file.size
    except OSError:
        return None
    return Picture(
        url=absolute(image.file.url),
        type=f"image/{image.format}",
        size=size,
        width=image.width,
        height=image.height,
        alt=alt,
        credit=image.credit,
        thumbnail=Thumbnail(**smallest(image)) if image.rendition_widths else None,
    )


def smallest(image):
    """Return address and pixels of the smallest rendition of a picture that has one."""
    width = image.rendition_widths[0]
    height = max(1, round(image.height * width / image.width))
    return {"url": absolute(thumbnail_url(image)), "width": width, "height": height}


class SiteFeed(PostFeed):
    """Everything."""

    name, page = "site_feed", "home"

    def description(self):
        return _("Publications and news of %(site)s") % {"site": self.site_name}


class KindFeed(PostFeed):
    """Posts of one kind."""

    kind: Kind

    def posts(self):
        return super().posts().of_kind(self.kind)

    def title(self):
        return str(self.kind.facts.heading)

    def description(self):
        return self.kind.facts.feed_sentence % {"site": self.site_name}


class PublicationsFeed(KindFeed):
    """Publications."""

    kind, name, page = Kind.PUBLICATION, "publications_feed", "publications"


class NewsFeed(KindFeed):
    """News."""

    kind, name, page = Kind.NEWS, "news_feed", "news"


class GatheringFeed(KindFeed):
    """A topic or a series in one of the two lists; it exists while it has public posts there."""

    model: type[Topic | Series]

    @cached_property
    def places(self):
        """The topic or series once for each language in which it has public posts of this kind.

        ``{"en": topic, …}``, made by one query.
        """
        public = published_q(self.now, "stories__posts__")
        rows = (
            self.model.objects.filter(
                public, slug=self.kwargs["slug"], stories__posts__kind=self.kind
            )
            .values_list("uid", "slug", "label", "stories__posts__language")
            .distinct()
        )
        return {
            language: self.model(uid=uid, slug=slug, label=words)
            for uid, slug, words, language in rows
        }

    @cached_property
    def gathering(self):
        """The topic or series. Raises ``Http404`` where it has no public posts."""
        if self.language not in self.places:
            raise Http404
        return self.places[self.language]

    def languages(self):
        return tuple(self.places)

    def key(self):
        return f"{self.name}:{self.gathering.uid}"

    def title(self):
        return f"{label(self.gathering.label, self.language)} – {super().title()}"


class TopicFeed(GatheringFeed):
    """The posts on a topic."""

    model = Topic

    def posts(self):
        return super().posts().filter(story__topics__uid=self.gathering.uid)


class SeriesFeed(GatheringFeed):
    """The posts of a series; newest first, as in every feed."""

    model = Series

    def posts(self):
        return super().posts().filter(story__series__uid=self.gathering.uid)


class PublicationsTopicFeed(TopicFeed):
    """Publications on a topic."""

    kind, name, page = Kind.PUBLICATION, "publications_topic_feed", "publications_topic"


class NewsTopicFeed(TopicFeed):
    """News on a topic."""

    kind, name, page = Kind.NEWS, "news_topic_feed", "news_topic"


class PublicationsSeriesFeed(SeriesFeed):
    """Publications of a series."""

    kind, name, page = Kind.PUBLICATION, "publications_series_feed", "publications_series"


class NewsSeriesFeed(SeriesFeed):
    """News of a series."""

    kind, name, page = Kind.NEWS, "news_series_feed", "news_series"


class ProjectsFeed(PostFeed):
    """Posts about any project that the public sees."""

    name, page = "projects_feed", "projects"

    def posts(self):
        projects = Project.objects.published(self.now)
        return super().posts().filter(story__in=Story.objects.filter(projects__in=projects))

    def title(self):
        return _("Projects")

    def description(self):
        return _("Publications and news about the projects of %(site)s") % {"site": self.site_name}


class PartnersFeed(PostFeed):
    """Posts about any partner that the public sees."""

    name, page = "partners_feed", "partners"

    def posts(self):
        partners = Organisation.objects.published(self.now).partners()
        return super().posts().filter(story__in=Story.objects.filter(organisations__in=partners))

    def title(self):
        return _("Partners")

    def description(self):
        return _("Publications and news about the partners of %(site)s") % {"site": self.site_name}


class ThingFeed(PostFeed):
    """Posts about one project or partner; empty while there are none."""

    model: type[Project | Organisation]

    @cached_property
    def thing(self):
        """The project or organisation; like its page it needs a text in some language."""
        things = self.model.objects.published(self.now)
        thing = things.filter(slug=self.kwargs["slug"], texts__isnull=False).first()
        if thing is None:
            raise Http404
        return thing

    def key(self):
        return f"{self.name}:{self.thing.uid}"

    def description(self):
        return _("Publications and news about %(name)s") % {"name": self.title()}


class ProjectFeed(ThingFeed):
    """Posts about a project."""

    model, name, page = Project, "project_feed", "project"

    def posts(self):
        return super().posts().about_project(self.thing)

    def title(self):
        return self.thing.acronym


class PartnerFeed(ThingFeed):
    """Posts about a partner."""

    model, name, page = Organisation, "partner_feed", "partner"

    def posts(self):
        return super().posts().about_organisation(self.thing)

    def named(self):
        return super().named() | Q(organisation=self.thing)

    def title(self):
        texts = [text for text in self.names if text.organisation_id == self.thing.pk]
        return text_in(texts, self.language).short_name


def patterns(language):
    """Return the routes of every feed in a language, relative to the language's own."""
    blog, news = word("blog", language), word("news", language)
    topic, series = (f"{word(part, language)}/<slug:slug>" for part in ("topic", "series"))
    projects, partners = word("projects", language), word("partners", language)
    places = {
        "": SiteFeed,
        f"{blog}/": PublicationsFeed,
        f"{blog}/{topic}/": PublicationsTopicFeed,
        f"{blog}/{series}/": PublicationsSeriesFeed,
        f"{news}/": NewsFeed,
        f"{news}/{topic}/": NewsTopicFeed,
        f"{news}/{series}/": NewsSeriesFeed,
        f"{projects}/": ProjectsFeed,
        f"{projects}/<slug:slug>/": ProjectFeed,
        f"{partners}/": PartnersFeed,
        f"{partners}/<slug:slug>/": PartnerFeed,
    }
    return [route for place, view in places.items() for route in feed_paths(place, view, language)]


def feeds_with(post):
    """Return the absolute addresses of every feed, in every format, in which a public post stands."""
    story, route = post.story, Kind(post.kind).route
    places = [("site_feed", {}), (f"{route}_feed", {})]
    places += [(f"{route}_topic_feed", {"slug": topic.slug}) for topic in story.topics.all()]
    if story.series:
        places.append((f"{route}_series_feed", {"slug": story.series.slug}))
    projects = Project.objects.published().filter(stories=story)
    partners = Organisation.objects.published().partners().filter(stories=story)
    for all_of_them, one, things in (
        ("projects_feed", "project_feed", projects),
        ("partners_feed", "partner_feed", partners),
    ):
        slugs = list(things.order_by("slug").values_list("slug", flat=True))
        places += [(all_of_them, {})] if slugs else []
        places += [(one, {"slug": slug}) for slug in slugs]
    return [
        absolute(address(name, post.language, format=form, **values))
        for name, values in places
        for form in FORMATS
    ]
