"""The single form of a post: its text, and what it shares with its translation."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from addresses.models import Address
from addresses.paths import address
from blog.models import Kind, Post, Story
from publishing.edit import Edit
from publishing.forms import PicturedFormMixin, PublishableForm, SlugFromTitleMixin, locked

SETS = ("projects", "organisations", "topics")
FACTS = ("story_kind", *SETS, "series", "series_place")

STORY_STALE = _(
    "Somebody changed what both languages share after you opened this page. What you typed"
    " is still here, but it has not been saved. Open the page again in another tab and compare."
)


def story_with(key):
    """Return the story with the key that a form or an address gives, None if there is none."""
    key = str(key or "")
    return Story.objects.filter(pk=key).first() if key.isdecimal() else None


class PostForm(PicturedFormMixin, SlugFromTitleMixin, PublishableForm):
    """Writes a ``Post`` and its ``Story``.

    The fields of the story are absent where the admin shows them read-only. ``story`` is the
    story that a translation belongs to; it is empty for a new one. ``story_instance`` is the row, as
    ``instance`` is the post's.
    """

    story = forms.CharField(required=False, widget=forms.HiddenInput)
    story_version = forms.CharField(required=False, widget=forms.HiddenInput)
    story_kind = forms.ChoiceField(choices=Kind.choices, label=_("kind"))
    projects, organisations, topics, series = forms.fields_for_model(
        Story, [*SETS, "series"]
    ).values()
    series_place = forms.IntegerField(
        required=False, min_value=0, max_value=32767, label=_("place in the series")
    )

    # Widgets of the story's fields by name, from the admin, which knows its site.
    fact_widgets: ClassVar[dict] = {}

    class Meta:
        model = Post
        exclude = ("story",)

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
        sets = {name: list(getattr(self.story_instance, name).all()) for name in SETS}
        return {
            **sets,
            "story_kind": self.story_instance.kind,
            "series": self.story_instance.series_id,
            "series_place": self.story_instance.series_place,
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
        self.instance.story, self.instance.kind = self.story_instance, self.story_instance.kind
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

    def slug_source(self):
        return self.cleaned_data.get("title", "")

    def slug_taken(self, slug):
        language = self.cleaned_data.get("language") or self.instance.language
        kind = self.instance.kind
        if not kind or not language:
            return False
        same = Post.objects.filter(kind=kind, language=language, slug=slug)
        if same.exclude(pk=self.instance.pk).exists():
            return True
        # An address that something else left behind still redirects there.
        path = address(f"{Kind(kind).route}_post", language, slug=slug)
        return Address.objects.filter(path=path).exclude(uid=self.instance.uid).exists()

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


class PostEdit(Edit):
    """The text of a post, and what it shares with its translation."""

    model = Post
    form_type = PostForm
    needed = ("lead", "body")

    @property
    def story(self):
        """The story that the edit is about, None for a new one."""
        return self.row.story if self.row.pk else story_with(self.data.get("story"))

    def read_only(self):
        fields = super().read_only()
        if self.row.pk and self.row.was_public():
            fields = (*fields, "language")
        # Whoever may not change every text of the story may not change its facts.
        story = self.story
        if story and not all(self.rights.may_touch(post) for post in story.posts.all()):
            fields = (*fields, *FACTS)
        return fields

    def paths(self, row):
        twins = [post for post in row.story.posts.all() if post.pk != row.pk]
        return {code: path for post in (*twins, row) for code, path in post.paths().items()}

    def places(self, row, language):
        route = Kind(row.kind).route
        lists = [(_("List"), address(route, language))]
        feeds = [(_("Feed"), address(f"{route}_feed", language, format="rss"))]
        return super().places(row, language) + lists + feeds
