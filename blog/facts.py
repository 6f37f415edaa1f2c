"""What a post shares with its translation, in the form of either."""

from typing import ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from blog.models import (
    Event,
    Kind,
    OrganisationRole,
    PersonRole,
    Post,
    Story,
    StoryOrganisation,
    StoryPerson,
)
from blog.models.post import WHEN
from partners.models import Organisation
from people.models import Person
from publishing.forms import locked
from publishing.forms.fields import formfield

SETS = ("projects", "topics")
# Fields for those who have a role in a story, each with the link and the role.
ROLES = {
    "organisations": (StoryOrganisation, OrganisationRole.ABOUT),
    "organisers": (StoryOrganisation, OrganisationRole.ORGANISER),
    "supporters": (StoryOrganisation, OrganisationRole.SUPPORTER),
    "authors": (StoryPerson, PersonRole.AUTHOR),
    "guests": (StoryPerson, PersonRole.GUEST),
}
OF_EVERY_STORY = (
    *("story_kind", "projects", "organisations", "authors"),
    *("topics", "series", "series_place"),
)
# Fields of ``Event``, and all that only the form of an event shows.
TIME = ("starts_on", "starts_at", "ends_on", "ends_at")
PLACE = ("place", "online_address", "registration")
EVENT_FIELDS = (*TIME, *PLACE, "report")
OF_EVENT = (*TIME, *PLACE, "organisers", "supporters", "guests", "report")
FACTS = (*OF_EVERY_STORY, *OF_EVENT)

STORY_STALE = _(
    "Somebody changed what both languages share after you opened this page. What you typed"
    " is still here, but it has not been saved. Compare both before you save again."
)


def story_with(key):
    """Return the story with the key that a form or an address gives, None if there is none."""
    key = str(key or "")
    return Story.objects.filter(pk=key).first() if key.isdecimal() else None


class FactsForm(forms.ModelForm):
    """Writes the ``Story`` of a post; the first base of a form, so that the story is locked before its post.

    Its fields are absent where the admin shows them read-only. ``story`` is the
    story that a translation belongs to; it is empty for a new one. ``story_instance`` is the row, as
    ``instance`` is the post's.
    """

    story = forms.CharField(required=False, widget=forms.HiddenInput)
    story_version = forms.CharField(required=False, widget=forms.HiddenInput)
    story_kind = forms.ChoiceField(choices=Kind.choices, label=_("kind"))
    projects, organisations, topics, series = forms.fields_for_model(
        Story, ["projects", "organisations", "topics", "series"]
    ).values()
    series_place = forms.IntegerField(
        required=False, min_value=0, max_value=32767, label=_("place in the series")
    )

    starts_on, starts_at, ends_on, ends_at, place, online_address, registration, report = (
        forms.fields_for_model(Event, EVENT_FIELDS, formfield_callback=formfield).values()
    )
    organisers, supporters = (
        forms.ModelMultipleChoiceField(Organisation.objects.all(), required=False, label=words)
        for words in (_("organisers"), _("supported by"))
    )
    authors = forms.ModelMultipleChoiceField(
        Person.objects.all(),
        required=False,
        label=_("authors"),
        help_text=_("The byline links to their pages. Without a byline their names stand there."),
    )
    guests = forms.ModelMultipleChoiceField(Person.objects.all(), required=False, label=_("guests"))

    # Widgets of the story's fields by name, from the admin, which knows its site.
    fact_widgets: ClassVar[dict] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.story_instance = story = self._find_story() or Story()
        self.facts_changed = False
        if story.pk:
            self.initial |= self._facts()
            self.initial |= {"story": str(story.pk), "story_version": str(story.version)}
            if not self.instance.pk:
                self.instance.story, self.instance.kind = story, story.kind
        for name in set(FACTS) & set(self.fields):
            self.fields[name].label = capfirst(self.fields[name].label)
            if widget := self.fact_widgets.get(name):
                widget.choices = self.fields[name].choices
                self.fields[name].widget = widget

    def _find_story(self):
        if self.instance.pk:
            return self.instance.story
        return story_with((self.data if self.is_bound else self.initial).get("story"))

    def _facts(self):
        story = self.story_instance
        event = getattr(story, "event", None) or Event()
        acting = {link: link.by_role(story) for link in (StoryOrganisation, StoryPerson)}
        return {
            **{name: list(getattr(story, name).all()) for name in SETS},
            **{name: acting[link].get(role, []) for name, (link, role) in ROLES.items()},
            **forms.model_to_dict(event, EVENT_FIELDS),
            "story_kind": story.kind,
            "series": story.series_id,
            "series_place": story.series_place,
        }

    # --- Checking -----------------------------------------------------------------------------

    def clean_story(self):
        key = self.cleaned_data["story"]
        if key and not self.story_instance.pk:
            raise ValidationError(_("The original of this translation no longer exists."))
        return key

    def clean(self):
        # Always the story first and then its post, so that two editors never deadlock.
        self._lock_story()
        if "story_kind" in self.fields:
            self._take_facts()
        self.instance.take_from(self.story_instance)
        return super().clean()

    def _lock_story(self):
        if not self.story_instance.pk:
            self.facts_changed = True
            return
        stored = locked(self.story_instance)
        self.facts_changed = bool(set(FACTS) & set(self.changed_data))
        seen = self.cleaned_data.get("story_version")
        if self.facts_changed and (stored is None or seen != str(stored.version)):
            self.add_error(None, ValidationError(STORY_STALE, code="stale"))

    def _take_facts(self):
        cleaned, story = self.cleaned_data, self.story_instance
        old_kind = story.kind
        story.kind = cleaned.get("story_kind", old_kind)
        story.series = cleaned.get("series")
        story.series_place = cleaned.get("series_place")
        try:
            story.full_clean(exclude={"kind"} if "story_kind" in self.errors else None)
        except ValidationError as error:
            self.add_error(None, error.messages)
        if story.pk and story.kind != old_kind:
            self._refuse_clashes()
        if story.kind == Kind.EVENT:
            self._take_event()
        else:
            # What only an event has is hidden then, and so would be what is wrong with it.
            for name in OF_EVENT:
                self.errors.pop(name, None)

    def _take_event(self):
        """Take time and place into the ``Event`` of the story, a new one if it has none."""
        event = getattr(self.story_instance, "event", None) or Event(story=self.story_instance)
        for name in set(EVENT_FIELDS) & self.cleaned_data.keys():
            setattr(event, name, self.cleaned_data[name])
        try:
            event.full_clean(exclude={"story", *self.errors})
        except ValidationError as error:
            for name, wrong in error.error_dict.items():
                self.add_error("starts_on" if name == NON_FIELD_ERRORS else name, wrong)
        others = (
            self.story_instance.posts.announced() if self.story_instance.pk else Post.objects.none()
        )
        if event.starts_on is None and others.exists():
            self.add_error("starts_on", WHEN)

    def _refuse_clashes(self):
        """Refuse a change of kind if the other language's address is taken there."""
        for post in self.story_instance.posts.exclude(pk=self.instance.pk).exclude(slug=""):
            same = Post.objects.filter(
                kind=self.story_instance.kind, language=post.language, slug=post.slug
            ).exclude(pk=post.pk)
            if same.exists():
                told = _(
                    "“%(title)s” cannot move with it: another post there already has its address."
                )
                self.add_error("story_kind", told % {"title": post})

    def always_checked(self):
        # A new story cannot be checked before it is saved.
        story = {"story"} if self.story_instance.pk else set()
        return super().always_checked() | {"kind", "language"} | story

    # --- Saving -------------------------------------------------------------------------------

    def save_row(self, person):
        """Save the story of a new post, the post, and then what both languages share.

        The post's copy of the kind is right by the time the facts are saved.
        """
        is_new = self.story_instance.pk is None
        if is_new:
            self.story_instance.save()
            self.instance.story = self.story_instance
        super().save_row(person)
        if "story_kind" not in self.fields or not self.facts_changed:
            return
        if not is_new:
            self.story_instance.save()
        for name in set(SETS) & self.cleaned_data.keys():
            getattr(self.story_instance, name).set(self.cleaned_data[name])
        is_event = self.story_instance.kind == Kind.EVENT
        for name in ROLES.keys() & self.cleaned_data.keys():
            if is_event or name not in OF_EVENT:
                link, role = ROLES[name]
                link.write(self.story_instance, role, self.cleaned_data[name])
        if is_event:
            self.story_instance.event.story = self.story_instance
            self.story_instance.event.save()
