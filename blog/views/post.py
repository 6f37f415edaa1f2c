"""The page of a post."""

from collections import Counter
from urllib.parse import quote, urlencode

from django.db import connection
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from addresses.paths import absolute
from blog.kinds import OfKindMixin
from blog.models import PersonRole, Post
from blog.models.post import part_of
from blog.views.beside import BesideMixin
from blog.views.byline import byline
from blog.views.event import acting, occasion, person, reported_by, with_reported
from blog.views.event import data as event_data
from blog.views.lists import listed_in, posts_in
from languages.labels import label
from partners.models import OrganisationText
from people.models import PersonText
from projects.funding import shown_of
from projects.models import ProjectText
from publishing.prepared import prepared
from publishing.webpage.head import Head
from publishing.webpage.schema import publisher, schema_node
from publishing.webpage.views import PublicView
from richtext.contents import minutes, render_with_contents

# How many links to the topics and projects of a post are compared; how many stories are examined, of
# which some may have no public text in its language; how many are shown.
COMPARED, CLOSEST, RELATED = 200, 12, 3
# The story of each link to one of the topics and projects of a story, the newest stories first. As plain
# SQL: Django would take ten times as long to write it as the database to run it.
LINKED = """
    SELECT story_id FROM blog_story_topics
    WHERE topic_id IN (SELECT topic_id FROM blog_story_topics WHERE story_id = %s)
    UNION ALL
    SELECT story_id FROM blog_storyproject
    WHERE project_id IN (SELECT project_id FROM blog_storyproject WHERE story_id = %s)
    ORDER BY 1 DESC LIMIT %s
"""


class PostPage(BesideMixin, OfKindMixin, PublicView):
    """One post, with what it is about and what is shown next to it."""

    template_name = "blog/post.html"

    def content(self, **kwargs):
        posts = shown_in(self.kind, self.language)
        self.post_shown = get_object_or_404(posts, slug=kwargs["slug"])
        story = self.post_shown.story
        html, contents = render_with_contents(self.post_shown.body, self.language)
        beside = self._beside(story)
        self.translations = {post.language: post for post in beside if post.story_id == story.pk}
        about = self._about(story)
        self.event = None
        # A preview shows a draft, too, which may lack its day.
        if self.post_shown.begins_at:
            self.event = occasion(self.post_shown, about["organisations"], about["people"])
            acting_here = [*self.event.organisers, *self.event.supporters]
            about["organisations"] = [
                text for text in about["organisations"] if text not in acting_here
            ]
        self.authors = acting(about["people"], self.post_shown.person_roles, PersonRole.AUTHOR)
        return super().content(
            post=self.post_shown,
            html=html,
            contents=contents,
            minutes=minutes(self.post_shown.body, self.language),
            related=related(self.post_shown),
            share=share_links(self.post_shown),
            translations=self.translations,
            **about,
            event=self.event,
            byline=byline(self.post_shown.byline, self.authors),
            calendar=self.address("event_calendar", slug=self.post_shown.slug)
            if self.event
            else "",
            reports_on=reported_by(self.post_shown),
            series=self._series(story, beside),
            **self.newest_beside(),
            section_title=self.kind.facts.heading,
            section_address=self.address(self.kind.route),
            **kwargs,
        )

    def _beside(self, story):
        """Return the translations of this post, and the posts before and after it in its series."""
        wanted = Q(story=story)
        if story.series_id:
            of_series = in_series().filter(story__series=story.series_id, language=self.language)
            self.order = list(of_series.values_list("pk", flat=True))
            if self.post_shown.pk in self.order:
                place = self.order.index(self.post_shown.pk)
                wanted |= Q(pk__in=self.order[max(place - 1, 0) : place + 2])
        return list(in_series().filter(wanted))

    def _about(self, story):
        """Return the public things that the story is about, each with its ``path``: lists by kind."""
        projects = texts_of(ProjectText, story, self.language)
        organisations = texts_of(OrganisationText, story, self.language)
        topics = list(story.topics.all())
        roles = self.post_shown.person_roles
        people = texts_of(PersonText, story, self.language) if roles else []
        for thing in (*projects, *organisations, *people):
            thing.path = thing.whole.paths()[self.language]
        for topic in topics:
            topic.path = self.address(f"{self.kind.route}_topic", slug=topic.slug)
        return {
            "projects": projects,
            "funding": shown_of(self.post_shown.grants, self.language),
            "organisations": organisations,
            "people": people,
            "topics": topics,
        }

    def _series(self, story, beside):
        """Return the series with the posts before and after this one, or None."""
        if not story.series_id:
            return None
        posts = [post for post in beside if post.language == self.language]
        keys = [post.pk for post in posts]
        if self.post_shown.pk not in keys:
            # Somebody withdrew it while this page was made.
            return None
        place = keys.index(self.post_shown.pk)
        return {
            "label": label(story.series.label, self.language),
            "part": part_of(self.order, self.post_shown.pk),
            "path": self.address(f"{self.kind.route}_series", slug=story.series.slug),
            "before": posts[place - 1] if place else None,
            "after": posts[place + 1] if place + 1 < len(posts) else None,
        }

    def data(self, post):
        """Return the post as schema.org data; a date known only to the month or year stays that way."""
        site = publisher(self.request)
        pictures = [post.share_image().address]
        if post.lead_image:
            pictures.insert(0, absolute(post.lead_image.file.url))
        url = absolute(post.get_absolute_url())
        every = {
            "type": self.kind.facts.schema_type,
            "description": post.description or post.lead[:300],
            "inLanguage": post.language,
            "image": pictures,
            "mainEntityOfPage": url,
        }
        if self.event:
            return schema_node(
                id=f"{url}#event", url=url, **every, **event_data(self.event, post.title)
            )
        return schema_node(
            id=f"{url}#article",
            headline=post.title,
            datePublished=post.date_for_machines,
            author=self.author() or site,
            publisher=site,
            isPartOf=schema_node(type="WebSite", id=absolute("/#site")),
            **every,
        )

    def author(self):
        """Return who wrote the post as schema.org data: its authors, else its byline."""
        byline = self.post_shown.byline
        if self.authors:
            return [person(text) for text in self.authors]
        return schema_node(type="Organization", name=byline) if byline else None

    def page_head(self):
        post = self.post_shown
        paths = {code: text.get_absolute_url() for code, text in self.translations.items()}
        return Head(
            title=post.title,
            description=post.description or post.lead[:300],
            section=self.kind.route,
            og_type="article",
            share_image=post.share_image(),
            trail=[(str(self.kind.facts.heading), self.address(self.kind.route))],
            data=[self.data(post)],
            path=post.get_absolute_url(),
            feeds=self.feeds(f"{self.kind.route}_feed", self.kind.facts.heading),
            **self.in_languages(paths, self.kind.route),
        )


@prepared
def shown_in(kind, language):
    """Return the public posts of a kind in a language, with what their pages show."""
    return with_reported(
        posts_in(kind, language)
        .with_palette_key()
        .with_grants()
        .with_roles()
        .select_related("story__series", "story__event", "lead_image")
        .defer("internal_note")
    )


@prepared
def in_series():
    """Return the public posts in the order of their series, with what links to them need."""
    posts = Post.objects.published().in_series_order()
    return posts.only("title", "slug", "kind", "language", "story_id")


@prepared
def texts_for_links(model):
    """Return the texts of public things of a model, with what links to them need."""
    return model.objects.published().for_links().order_by(f"{model.part_of}__slug")


def related(post):
    """Return up to three other posts that share the most topics and projects with one.

    However many stories share a topic or project, only the newest links are compared.
    """
    with connection.cursor() as cursor:
        cursor.execute(LINKED, [post.story_id, post.story_id, COMPARED])
        common = Counter(story for (story,) in cursor.fetchall())
    del common[post.story_id]
    if not common:
        return []
    closest = [story for story, _number in common.most_common(CLOSEST)]
    posts = listed_in(post.language).filter(story__in=closest)
    return sorted(posts, key=lambda other: -common[other.story_id])[:RELATED]


def share_links(post):
    """Return ``(label, address)`` of plain links for sharing a post; nothing is loaded from there."""
    url, title = absolute(post.get_absolute_url()), post.title
    return [
        (_("by e-mail"), f"mailto:?{urlencode({'subject': title, 'body': url}, quote_via=quote)}"),
        ("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': url})}"),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': url})}"),
    ]


def texts_of(model, story, language):
    """Return the texts of the public things that a story is about, one of each, in one query."""
    texts = texts_for_links(model).filter(**{f"{model.part_of}__stories": story})
    return texts.one_of_each(language)
