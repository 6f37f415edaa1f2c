"""The forms of a project and of a result, with their texts, participants and links."""

from django import forms
from django.utils.translation import gettext as _

from addresses.paths import address
from partners.forms import clean_country
from projects.models import Participation, Project, ProjectText, Result, ResultLink, ResultText
from publishing.edit import Edit
from publishing.forms import Part, PublishableForm, SlugFromTitleMixin, TextFormSet


class ProjectForm(SlugFromTitleMixin, PublishableForm):
    """Facts of a project."""

    def slug_source(self):
        return self.cleaned_data.get("acronym", "")


class ParticipationForm(forms.ModelForm):
    """One participant."""

    def clean_country(self):
        return clean_country(self.cleaned_data["country"])


class ResultForm(SlugFromTitleMixin, PublishableForm):
    """Facts of a result."""

    def slug_source(self):
        return self.typed_in_texts(ResultText, "title")

    def slug_taken(self, slug):
        project = self.cleaned_data.get("project")
        same = Result._base_manager.filter(project=project, slug=slug)
        return same.exclude(pk=self.instance.pk).exists()


TEXTS_OF_PROJECT = Part(ProjectText, ("language", "name", "summary", "text"), formset=TextFormSet)
PARTICIPANTS = Part(Participation, ("organisation", "country", "role", "order"), ParticipationForm)
TEXTS_OF_RESULT = Part(ResultText, ("language", "title", "text"), formset=TextFormSet)
LINKS = Part(ResultLink, ("url", "document", "label", "language", "order"))


class ProjectEdit(Edit):
    """A project with its parts."""

    model = Project
    form_type = ProjectForm
    parts = (TEXTS_OF_PROJECT, PARTICIPANTS)

    def places(self, row, language):
        return [*super().places(row, language), (_("List"), address("projects", language))]


class ResultEdit(Edit):
    """A result with its parts."""

    model = Result
    form_type = ResultForm
    parts = (TEXTS_OF_RESULT, LINKS)

    def paths(self, row):
        # As of its own instant: in a preview that may lie ahead.
        at = max(self.at, row.published_at or self.at)
        is_page = Result.objects.with_page(at).filter(pk=row.pk).exists()
        return row.paths() if is_page else row.project.paths()

    def places(self, row, language):
        of_project = (_("Page of the project"), row.project.paths()[language])
        path = self.paths(row)[language]
        own = [(_("Page"), path)] if path != of_project[1] else []
        return [*own, of_project]

    def shown_with(self, row):
        return row.wholes()
