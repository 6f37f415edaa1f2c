"""Posts, topics and series, for staff."""

from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db.models import BooleanField, Count, ExpressionWrapper, Prefetch, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from blog.facts import (
    EVENT_FIELDS,
    FACTS,
    OF_EVENT,
    OF_EVERY_STORY,
    ROLES,
    SETS,
    TIME,
    FactsForm,
    story_with,
)
from blog.forms import PostEdit
from blog.models import Event, Post, Series, Story, Topic
from languages.any_case import AnyCaseSearchMixin
from languages.codes import codes
from languages.labels import label
from languages.read_only import ReadOnlyMixin
from publishing.admin.base import PublishableAdmin
from publishing.admin.twins import TWINS, TwinsAdminMixin
from publishing.forms import FingerprintForm, SlugFromTitleMixin
from publishing.kept.admin import KeptTypingMixin

# The facts that are chosen from other things, each with the field that knows which.
CHOSEN = {
    **{name: Story._meta.get_field(name) for name in (*SETS, "series", "organisations")},
    **dict.fromkeys(("organisers", "supporters"), Story._meta.get_field("organisations")),
    **dict.fromkeys(("authors", "guests"), Story._meta.get_field("people")),
    "report": Event._meta.get_field("report"),
}


def fact_shown(name):
    """Return the method that shows a fact of the story to people who may not change it."""

    @admin.display(description=FactsForm.declared_fields[name].label)
    def shown(self, obj):
        value = fact_of(obj.story, name) if obj.story_id else None
        return ", ".join(map(str, value)) if isinstance(value, list) and value else value or "–"

    return shown


def fact_of(story, name):
    """Return a fact of a story as its form has it."""
    if name in ROLES:
        link, role = ROLES[name]
        return link.by_role(story).get(role, [])
    if name in EVENT_FIELDS:
        event = getattr(story, "event", None)
        field = Event._meta.get_field(name)
        return event and (field.read_only(event) if name == "place" else getattr(event, name))
    return list(getattr(story, name).all()) if name in SETS else getattr(story, name)


@admin.register(Post)
class PostAdmin(TwinsAdminMixin, PublishableAdmin):
    """One form for the text and for what both languages share."""

    edit = PostEdit
    text_field = "body"
    fieldsets = [
        (None, {"fields": ["language", "title", "lead", "body"]}),
        (_("Picture"), {"fields": ["lead_image", "lead_image_alt", "lead_image_decorative"]}),
        (
            _("Shared by both languages"),
            {
                "fields": [*OF_EVERY_STORY],
                "description": _(
                    "Facts that do not depend on the language: a change shows in both."
                ),
                "classes": ["shared"],
            },
        ),
        (
            _("Time and place"),
            {
                "fields": [
                    ("starts_on", "starts_at"),
                    ("ends_on", "ends_at"),
                    *(name for name in OF_EVENT if name not in TIME),
                ],
                "description": _("Shared by both languages. Times are those in Sofia."),
                "classes": ["shared", "of-event"],
            },
        ),
        (_("Publication"), {"fields": ["status", "published_at", "shown_on", "expires_at"]}),
        (
            _("Address, signature and notes"),
            {"fields": ["slug", "byline", "description", "internal_note"]},
        ),
    ]
    list_display = ["title", "story_kind", "day", *TWINS, "missing", "changed_at"]
    list_filter = ["kind", "language", "story__topics", "story__series", "story__projects"]
    search_fields = ["title", "lead", "slug", "byline"]
    date_hierarchy = "published_at"
    ordering = ["-changed_at"]

    # --- The form -----------------------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.fact_widgets = {name: self._fact_widget(request, name) for name in CHOSEN}
        return form

    def _fact_widget(self, request, name):
        field = CHOSEN[name]
        kind = AutocompleteSelectMultiple if field.many_to_many else AutocompleteSelect
        owner = self.admin_site.get_model_admin(field.related_model)
        return RelatedFieldWidgetWrapper(
            kind(field, self.admin_site),
            field.remote_field,
            self.admin_site,
            can_add_related=name != "report" and owner.has_add_permission(request),
        )

    def twins(self, obj):
        return obj.story.posts.all()

    def translation_of(self, data):
        story = story_with(data.get("story"))
        return story and story.pk

    def translated_rows(self, request, obj):
        story = self.edit_of(request, obj).story
        return story.posts.defer("body") if story else []

    def twin_add_url(self, obj, language):
        query = urlencode({"story": obj.story_id, "language": language})
        return f"{reverse('admin:blog_post_add')}?{query}"

    # --- What the form shows of a story that this person may not change ----------------------------

    @admin.display(description=_("kind"), ordering="kind")
    def story_kind(self, obj):
        return obj.get_kind_display()

    def get_queryset(self, request):
        # The form asks for all of it, several times.
        return super().get_queryset(request).select_related("story__event")

    # --- The list -----------------------------------------------------------------------------

    def for_list(self, queryset):
        siblings = Post.objects.defer("body", "internal_note", "lead")
        return (
            queryset.for_lists()
            .annotate(body_empty=ExpressionWrapper(Q(body=""), output_field=BooleanField()))
            .prefetch_related(Prefetch("story__posts", queryset=siblings))
        )

    @admin.display(description=_("date"))
    def day(self, obj):
        return obj.day.format(brief=True) if obj.day else "–"

    def missing_in(self, obj):
        picture = obj.lead_image
        gaps = {
            _("lead"): not obj.lead,
            _("text"): obj.body_empty,
            _("address"): not obj.slug,
            _("picture"): picture is None,
            _("alternative text of the picture"): picture is not None
            and not picture.decorative
            and not (
                obj.lead_image_decorative or obj.lead_image_alt or picture.alt.get(obj.language)
            ),
        }
        return [name for name, missing in gaps.items() if missing]


# A story's facts are no attributes of a post, so each is shown by a method.
for fact in FACTS:
    if fact != "story_kind":
        setattr(PostAdmin, fact, fact_shown(fact))


class GatheringForm(SlugFromTitleMixin, FingerprintForm):
    """Name and address of a topic or a series."""

    def slug_source(self):
        return label(self.cleaned_data.get("label"), "en")


class GatheringAdmin(KeptTypingMixin, ReadOnlyMixin, AnyCaseSearchMixin, admin.ModelAdmin):
    """What topics and series have in common."""

    form = GatheringForm
    fields = ["label", "slug"]
    list_display = ["__str__", "slug", "posts"]
    ordering = ["slug"]
    show_full_result_count = False

    def get_search_fields(self, request):
        return ["slug", *(f"label__{code}" for code in codes())]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(posts_count=Count("stories__posts"))

    @admin.display(description=_("posts"))
    def posts(self, obj):
        url = f"{reverse('admin:blog_post_changelist')}?{self.posts_filter}={obj.pk}"
        return format_html('<a href="{}">{}</a>', url, obj.posts_count)


@admin.register(Topic)
class TopicAdmin(GatheringAdmin):
    posts_filter = "story__topics__id__exact"


@admin.register(Series)
class SeriesAdmin(GatheringAdmin):
    posts_filter = "story__series__id__exact"
