"""What a visitor fills in."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pages.models import Subject
from pages.models.message import LONGEST

# What Django puts in the place of bytes that are not UTF-8.
UNREADABLE = "\ufffd"
UNREADABLE_WORDS = _("Where � stands, something could not be read. Please type it again.")


class LineField(forms.CharField):
    """One line: whatever breaks it or cannot be seen is taken out."""

    def to_python(self, value):
        line = " ".join(super().to_python(value).split())
        return "".join(letter for letter in line if letter.isprintable())


class LinesField(forms.CharField):
    """Several lines, counted as a browser counts them: the end of a line is one character."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class ContactForm(forms.Form):
    """A message; ``facts`` is the ``SiteText`` of its language."""

    subject = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Please choose")), *Subject.choices],
        error_messages={
            "required": _("Choose what your message is about."),
            "invalid_choice": _("Choose what your message is about."),
        },
    )
    name = LineField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Write your name, so that we know whom we answer."),
            "max_length": _("Your name may have at most %(limit_value)d characters here."),
        },
    )
    mail = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        # Quoted ones are allowed, and nobody has one.
        validators=[RegexValidator(r'^[^\s"]+$', code="invalid")],
        error_messages={
            "required": _("Write your e-mail address: our answer goes there."),
            "invalid": _("Write an e-mail address such as name@example.org."),
        },
    )
    text = LinesField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={
            "required": _("Write your message."),
            "max_length": _(
                "Your message has %(show_value)d characters. At most %(limit_value)d fit: please shorten it."
            ),
        },
    )
    consent = forms.BooleanField(
        error_messages={
            "required": _("Tick this box: without your consent we may not keep your message.")
        },
    )
    # Only robots fill it in.
    homepage = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data=None, *, facts):
        super().__init__(data, auto_id="contact-%s")
        self.fields["consent"].label = consent_to(facts)

    def clean(self):
        for name in ("name", "text"):
            if UNREADABLE in self.cleaned_data.get(name, ""):
                self.add_error(name, ValidationError(UNREADABLE_WORDS, code="unreadable"))

    @property
    def is_of_robot(self):
        """Whether the field that nobody sees is filled in."""
        return bool(self.data.get("homepage"))

    def message(self):
        """Return what is kept of a valid form."""
        return {name: self.cleaned_data[name] for name in ("subject", "name", "mail", "text")}


def consent_to(facts):
    """Return what a visitor agrees to, with a link to the page on privacy if there is one."""
    sentence = ngettext(
        "I agree that you keep my message for %(days)d day so that you can answer it.",
        "I agree that you keep my message for %(days)d days so that you can answer it.",
        facts.keep_messages,
    ) % {"days": facts.keep_messages}
    if not facts.privacy:
        return sentence
    return format_html('{} <a href="{}">{}</a>', sentence, facts.privacy, gettext("Privacy"))
