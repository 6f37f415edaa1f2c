"""The single form of a post: its text, and what it shares with its translation."""

from django.utils.translation import gettext_lazy as _

from addresses.models import Address
from addresses.paths import address
from blog.facts import FACTS, FactsForm, story_with
from blog.models import Kind, Post
from publishing.edit import Edit
from publishing.forms import PicturedFormMixin, PublishableForm, SlugFromTitleMixin


class PostForm(FactsForm, PicturedFormMixin, SlugFromTitleMixin, PublishableForm):
    """Writes a ``Post`` and its ``Story``."""

    class Meta:
        model = Post
        exclude = ("story",)

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
        story = None if self.rights.publish else self.story
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
