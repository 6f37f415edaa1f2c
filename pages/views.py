"""A plain page, with the way to what is above and below it."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import override

from addresses.paths import address
from languages.codes import others
from pages.models import Page, PageRole, SiteText
from publishing.webpage.head import Head, Switch, switch
from publishing.webpage.views import PublicView
from richtext.contents import with_contents
from richtext.render import plain, render


class PageView(PublicView):
    """One page in one language; the language switch leads to its translation, else home."""

    template_name = "pages/page.html"

    def content(self, **kwargs):
        pages = Page.objects.published().in_language(self.language)
        self.page = pages.filter(path=kwargs["path"]).select_related("lead_image").first()
        if self.page is None:
            raise Http404
        self.above = list(pages.filter(path__in=beginnings(self.page.path)).order_by("path"))
        below = pages.filter(parent=self.page).order_by("order", "title")
        html, contents = with_contents(render(self.page.text, self.language))
        facts = None
        if self.page.role == PageRole.CONTACT:
            facts = SiteText.objects.filter(language=self.language).first()
        return super().content(
            shown=self.page,
            html=html,
            contents=contents,
            above=self.above,
            below=list(below),
            facts=facts,
            **kwargs,
        )

    def page_head(self):
        twins = dict(
            Page.objects.published().filter(key=self.page.key).values_list("language", "path")
        )
        paths = {code: address("page", code, path=twins[code]) for code in sorted(twins)}
        return Head(
            title=self.page.title,
            share_image=self.page.share_image(),
            trail=[(page.title, page.get_absolute_url()) for page in self.above],
            description=self.page.description or self.page.lead or plain(self.page.text)[:300],
            translations=paths,
            switches=list(self._switches(paths)),
            section=f"page:{self.page.path.partition('/')[0]}",
        )

    def _switches(self, twins):
        for code in others(self.language):
            if code in twins:
                yield switch(code, twins[code], same=True)
            else:
                with override(code):
                    label = _("Not in English: go to the home page")
                yield Switch(code, address("home", code), label)


def beginnings(path):
    """Return the paths above a path: ``["a", "a/b"]`` for ``"a/b/c"``."""
    slugs = path.split("/")
    return ["/".join(slugs[:length]) for length in range(1, len(slugs))]
