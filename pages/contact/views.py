"""What is sent to a contact page, and what is answered: never stored, and never with a cookie."""

from http import HTTPStatus
from typing import NamedTuple

from django.db import IntegrityError
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.contact import guard, tokens
from pages.contact.form import ContactForm
from pages.contact.tokens import Age
from pages.models import Message, SiteText
from pages.models.page import TO_HOME
from publishing.webpage.head import Head
from publishing.webpage.views import PublicView

# In bytes: the longest message takes a quarter, in letters that take most.
LARGEST = 250_000
NEVER_STORED = {"Cache-Control": "no-store"}
# Parameters of the address of a contact page: the page that says thank you, and a token for the script.
SENT, TOKEN = "sent", "token"


class Refusal(NamedTuple):
    """Why a message is not kept yet: the status, and words about what to do."""

    status: HTTPStatus
    words: str | Promise


ELSEWHERE = Refusal(
    HTTPStatus.FORBIDDEN,
    gettext_lazy(
        "This came from another site, so it has not been sent. If you wrote it, press Send once more."
    ),
)
FAULTY = Refusal(
    HTTPStatus.UNPROCESSABLE_ENTITY,
    gettext_lazy("Your message has not been sent yet. Please correct what is marked below."),
)
REUSED = Refusal(
    HTTPStatus.UNPROCESSABLE_ENTITY,
    gettext_lazy(
        "You have sent a message with this form before. To send this one as well, press Send once more."
    ),
)
BY_AGE = {
    Age.UNKNOWN: Refusal(
        HTTPStatus.OK, gettext_lazy("Please look through your message once more and press Send.")
    ),
    Age.TOO_YOUNG: Refusal(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        gettext_lazy("That was too fast for us: please press Send once more."),
    ),
    Age.TOO_OLD: Refusal(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        gettext_lazy("The form was open for too long. Please press Send once more."),
    ),
}


def is_asked(request):
    """Return whether a request is more than one for the page itself."""
    return request.method not in {"GET", "HEAD"} or any(map(request.GET.get, (SENT, TOKEN)))


class ContactView(PublicView):
    """Takes a message for a contact page, ``page``; gives its script a token, and says thank you."""

    page = None
    title = ""

    def get(self, request, *args, **kwargs):
        if request.GET.get(TOKEN):
            return HttpResponse(tokens.make(), content_type="text/plain", headers=NEVER_STORED)
        return self.answer("pages/contact_sent.html", _("Thank you"), facts=self.facts())

    def post(self, request, *args, **kwargs):
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return self.answer("pages/contact_too_large.html", _("Too much text"), status)
        facts = self.facts()
        form = ContactForm(request.POST, facts=facts)
        if form.is_of_robot and guard.is_from_here(request):
            return self.sent()
        age, mark = tokens.read(request.POST.get("token"))
        refusal = self.refusal(form, age) or self.keep(form, mark, facts)
        if refusal is None:
            return self.sent()
        is_usable = age in {Age.TOO_YOUNG, Age.RIGHT} and refusal is not REUSED
        token = request.POST["token"] if is_usable else tokens.make()
        response = self.answer(
            "pages/contact_check.html",
            _("Check and send"),
            refusal.status,
            form=form,
            token=token,
            words=refusal.words,
        )
        if refusal.status == HTTPStatus.TOO_MANY_REQUESTS:
            response["Retry-After"] = int(guard.HOUR.total_seconds())
        return response

    def refusal(self, form, age):
        """Return the ``Refusal`` of a form that nobody may keep; None if it is right."""
        if not guard.is_from_here(self.request):
            return ELSEWHERE
        return BY_AGE.get(age) if form.is_valid() else FAULTY

    def keep(self, form, mark, facts):
        """Keep a message; return a ``Refusal`` if it cannot be, and None as well if it was kept before."""
        message = form.message()
        if before := Message.objects.filter(token=mark).first():
            is_same = all(getattr(before, name) == value for name, value in message.items())
            return None if is_same else REUSED
        sender = guard.sender_of(self.request)
        if guard.is_too_much(sender):
            return too_many(facts)
        try:
            Message.objects.keep(
                days=facts.keep_messages,
                language=self.language,
                token=mark,
                sender=sender,
                **message,
            )
        except IntegrityError:
            # The second press of two came through at the same instant.
            return None
        return None

    def sent(self):
        """Return the redirect to the page that says thank you."""
        address = f"{self.page.get_absolute_url()}?{SENT}=1"
        headers = {"Location": address, **NEVER_STORED}
        return HttpResponse(status=HTTPStatus.SEE_OTHER, headers=headers)

    def answer(self, template, title, status=HTTPStatus.OK, **context):
        """Return a page of this view; nobody keeps it, and search engines do not list it."""
        self.template_name, self.title = template, title
        context = self.get_context_data(contact=self.page, title=title, **context)
        return self.render_to_response(context, status=status, headers=NEVER_STORED)

    def facts(self):
        """Return the ``SiteText`` of this language."""
        return SiteText.objects.of_language(self.language)

    def page_head(self):
        return Head(
            title=self.title,
            path=self.page.get_absolute_url(),
            robots="noindex",
            section=self.page.section,
            **self.in_languages(self.page.public_paths(), "home", TO_HOME),
        )


def too_many(facts):
    """Return the ``Refusal`` of one message more than the limits allow."""
    words = _(
        "Too many messages have come within the last hour, so yours has not been sent. It still stands "
        "here: please send it in an hour."
    )
    if facts.mail:
        words += " " + _("Or write to %(mail)s.") % {"mail": facts.mail}
    return Refusal(HTTPStatus.TOO_MANY_REQUESTS, words)
