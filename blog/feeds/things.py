"""Feeds of posts about projects and partners: about all of them, or about one."""

from django.db.models import Q
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from blog.feeds.base import PostFeed
from blog.models import Story
from partners.models import Organisation
from projects.models import Project
from publishing.models.text import text_in


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
    """Posts about one project or partner; empty if there are none."""

    model: type[Project | Organisation]

    @cached_property
    def thing(self):
        """The project or organisation; like its page, it needs a text in some language."""
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
        return super().posts().filter(story__projects=self.thing)

    def title(self):
        return self.thing.acronym


class PartnerFeed(ThingFeed):
    """Posts about a partner."""

    model, name, page = Organisation, "partner_feed", "partner"

    def posts(self):
        return super().posts().filter(story__organisations=self.thing)

    def named(self):
        return super().named() | Q(organisation=self.thing)

    def title(self):
        texts = [text for text in self.names if text.organisation_id == self.thing.pk]
        return text_in(texts, self.language).short_name
