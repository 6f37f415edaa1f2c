"""What every public page shares: its validators, its frame, its place in the languages."""

from django.http import Http404, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from addresses.paths import address
from delivery.conditional import NO_CACHE, validated
from delivery.store.keeping import keep
from feeds.view import FORMATS
from languages.codes import best, codes, others
from publishing.models import TextRow
from publishing.webpage.head import FeedLink, Head, switch
from publishing.webpage.sharing import of_site

MISSING, TO_LIST = _("English: not available"), _("go to the list")


# Nobody is signed in here and nothing is accepted: a form that is sent gets 405, not a word about tokens.
@method_decorator(csrf_exempt, name="dispatch")
class PublicView(TemplateView):
    """A public page: no cookie, validators, and 304 if they match; kept in the page store."""

    section = ""
    # Whether the page store may keep it, and what it depends on besides its path.
    is_stored = True
    depends: tuple = ()

    def setup(self, request, *args, language, **kwargs):
        self.language = language
        super().setup(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if not hasattr(response, "render"):
            return response
        response.render()
        response["Cache-Control"] = NO_CACHE
        return validated(request, response, *self.depends, is_stored=self.is_stored)

    def address(self, name, **kwargs):
        """Return the path of a route in the language of this page."""
        return address(name, self.language, **kwargs)

    def feeds(self, route, title, **kwargs):
        """Return the links to a feed, one for each format."""
        paths = {form: self.address(route, format=form, **kwargs) for form in FORMATS}
        return [
            FeedLink(written.MEDIA_TYPE, paths[form], f"{title} ({written.NAME})", written.NAME)
            for form, written in FORMATS.items()
        ]

    def in_languages(self, paths, elsewhere, instead=TO_LIST):
        """Return translations and switches of a page, for its ``Head``; ``paths`` are by language.

        For a language that it does not exist in, its switch says so and leads to the route ``elsewhere``:
        ``instead`` (lazy) says where that is.
        """
        return {
            "translations": {code: paths[code] for code in codes() if code in paths},
            "switches": [
                switch(code, paths[code])
                if code in paths
                else switch(code, address(elsewhere, code), MISSING, instead)
                for code in others(self.language)
            ],
        }

    def same_everywhere(self, route, **kwargs):
        """Return translations and switches of a page that exists in every language."""
        paths = {code: address(route, code, **kwargs) for code in codes()}
        return self.in_languages(paths, route)

    def lead_to(self, path):
        """Return a redirect for now: what is at this address may have a page another day."""
        response = HttpResponseRedirect(path)
        response["Cache-Control"] = NO_CACHE
        keep(self.request, response)
        return response

    def content(self, **kwargs):
        """Return what the template shows in the page, by name; ``kwargs`` are those of the address."""
        return kwargs

    def page_head(self):
        """Return the ``Head`` of this page; called after its content is ready."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**self.content(**kwargs))
        head = self.page_head()
        head.path = head.path or self.request.path
        head.section = head.section or self.section
        head.language = head.language or self.language
        head.share_image = head.share_image or of_site(self.language)
        return {**context, "head": head, "language": self.language}


class ThingView(PublicView):
    """The page of one thing with a text per language.

    A missing text falls back to another language: 200, marked, and canonical to what exists.
    """

    # The model of the texts, and what is fetched with them.
    model: type[TextRow]
    related: tuple[str, ...] = ()
    list_route = ""

    def public_texts(self):
        """Return the public texts of the thing at this address."""
        slug = f"{self.model.part_of}__slug"
        return self.model.objects.published().filter(**{slug: self.kwargs["slug"]})

    def content(self, **kwargs):
        texts = self.public_texts().select_related(*self.related)
        self.texts = {text.language: text for text in texts}
        self.shown = best(self.texts, self.language)
        if self.shown is None:
            raise Http404
        self.thing = self.shown.whole
        return super().content(
            list_address=self.address(self.list_route),
            shown=self.shown,
            fallback=self.shown.language != self.language,
            **{self.model.part_of: self.thing},
            **kwargs,
        )

    def thing_head(self, **values):
        """Return the ``Head`` with these values and those that are the same for every thing."""
        every = self.thing.paths()
        paths = {code: every[code] for code in self.texts}
        return Head(
            path=paths[self.shown.language],
            language=self.shown.language,
            share_image=self.shown.share_image(),
            data=[self.data()],
            **self.in_languages(paths, self.list_route),
            **values,
        )

    def data(self):
        """Return the thing as schema.org data."""
        raise NotImplementedError
