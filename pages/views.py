"""A plain page, with links to the pages above and below it."""

from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from delivery.store.keeping import query
from pages.contact.form import ContactForm
from pages.contact.views import SENT, TOKEN, ContactView, is_asked
from pages.models import Page, PageRole, SiteText
from pages.models.page import TO_HOME
from people.shown import current_roles, grouped
from projects.contacts import contacts_in
from projects.funding import shown_of
from publishing.webpage.head import Head
from publishing.webpage.views import PublicView
from richtext.contents import render_with_contents
from richtext.render import plain


@method_decorator(csrf_exempt, name="dispatch")
class PageView(PublicView):
    """One page in one language; the language switch leads to its translation, else home.

    What is sent to a contact page goes to ``ContactView``.
    """

    template_name = "pages/page.html"

    def dispatch(self, request, *args, **kwargs):
        if is_asked(request):
            pages = Page.objects.published().in_language(self.language)
            page = pages.filter(path=kwargs["path"], role=PageRole.CONTACT).first()
            if page is not None:
                return ContactView.as_view(page=page)(request, language=self.language)
        return super().dispatch(request, *args, **kwargs)

    def content(self, **kwargs):
        pages = Page.objects.published().in_language(self.language)
        found = pages.filter(path=kwargs["path"]).select_related("lead_image", "body")
        self.page = found.with_grants().first()
        if self.page is None:
            raise Http404
        self.above = list(pages.filter(path__in=beginnings(self.page.path)).order_by("path"))
        below = pages.filter(parent=self.page).order_by("order", "title")
        html, contents = render_with_contents(self.page.text, self.language)
        facts = form = None
        contacts = []
        if self.page.role:
            facts = SiteText.objects.of_language(self.language)
        if self.page.role == PageRole.CONTACT:
            form = ContactForm(facts=facts)
            contacts = contacts_in(self.language)
            # With these it is another page (pages/contact/views.py).
            self.depends = (query(SENT, TOKEN),)
        return super().content(
            shown=self.page,
            html=html,
            contents=contents,
            above=self.above,
            below=list(below),
            **self.people(),
            facts=facts,
            form=form,
            contacts=contacts,
            funding=shown_of(self.page.grants, self.language),
            **kwargs,
        )

    def people(self):
        """Return what the page shows of its body: ``groups`` of people, if anybody is on it."""
        body = self.page.body
        if body is None:
            return {"body": None}
        groups = grouped(current_roles(self.language, body=body), self.language)
        return {
            "body": body,
            "groups": groups,
            "people": self.address("people"),
        }

    def page_head(self):
        return Head(
            title=self.page.title,
            share_image=self.page.share_image(),
            trail=[(page.title, page.get_absolute_url()) for page in self.above],
            description=self.page.description or self.page.lead or plain(self.page.text)[:300],
            section=self.page.section,
            **self.in_languages(self.page.public_paths(), "home", TO_HOME),
        )


def beginnings(path):
    """Return the paths above a path: ``["a", "a/b"]`` for ``"a/b/c"``."""
    slugs = path.split("/")
    return ["/".join(slugs[:length]) for length in range(1, len(slugs))]
