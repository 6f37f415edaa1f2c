"""Feeds of posts about projects and partners: about all of them, or about one."""

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from blog.feeds.base import PostFeed
from blog.models import Story
from blog.models.links import has_many_stories
from partners.models import Organisation, OrganisationText, names_of_cluster
from people.models import PersonText
from projects.models import Project, ProjectText
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
        return _("Publications, news and events about the projects of %(site)s") % {
            "site": self.site_name
        }


class PartnersFeed(PostFeed):
    """Posts about any partner that the public sees."""

    name, page = "partners_feed", "partners"

    def posts(self):
        partners = Organisation.objects.published(self.now).partners()
        return super().posts().filter(story__in=Story.objects.filter(organisations__in=partners))

    def title(self):
        return _("Partners")

    def description(self):
        return _("Publications, news and events about the partners of %(site)s") % {
            "site": self.site_name
        }


class ThingFeed(PostFeed):
    """Posts about one project or partner; empty if there are none."""

    # Its texts.
    model: type[ProjectText | OrganisationText | PersonText]

    @cached_property
    def text(self):
        """Its text; like its page, the feed needs one in some language."""
        texts = self.model.objects.published().select_related(self.model.part_of)
        texts = texts.filter(**{f"{self.model.part_of}__slug": self.kwargs["slug"]})
        name = Subquery(names_of_cluster(self.language)[:1])
        whole = self.model._meta.get_field(self.model.part_of).related_model
        many = has_many_stories(whole, OuterRef(f"{self.model.part_of}_id"))
        text = text_in(texts.annotate(name_of_cluster=name, has_many=many), self.language)
        if text is None:
            raise Http404
        return text

    @property
    def thing(self):
        """The project or organisation."""
        return self.text.whole

    def name_of_cluster(self):
        return self.text.name_of_cluster

    def key(self):
        return f"{self.name}:{self.thing.uid}"

    def posts(self):
        return super().posts().about(self.thing, many=self.text.has_many)

    def description(self):
        return _("Publications, news and events about %(name)s") % {"name": self.title()}


class ProjectFeed(ThingFeed):
    """Posts about a project."""

    model, name, page = ProjectText, "project_feed", "project"

    def title(self):
        return self.thing.acronym


class PartnerFeed(ThingFeed):
    """Posts about a partner."""

    model, name, page = OrganisationText, "partner_feed", "partner"

    def title(self):
        return self.text.short_name


class PersonFeed(ThingFeed):
    """Posts that a person wrote, and events with them as a guest."""

    model, name, page = PersonText, "person_feed", "person"

    def title(self):
        return self.text.name

    def description(self):
        return _("Publications, news and events of %(name)s") % {"name": self.title()}
