"""Uploading a document from the editor: one request of a script, answered with JSON."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from languages.codes import choices
from library import documents


class NewDocumentForm(forms.Form):
    """A document as the editor's dialog sends it; ``text_language`` is that of the text around the link."""

    file = forms.FileField(label=_("File"))
    title = forms.CharField(label=_("title"), max_length=300)
    language = forms.ChoiceField(
        label=_("language of the document"),
        choices=lambda: [("", ""), *choices()],
        required=False,
    )
    text_language = forms.ChoiceField(choices=choices, required=False)

    def title_by_language(self):
        """Return the title in the language of the document, of the text, or of the person."""
        fields = self.cleaned_data
        code = fields["language"] or fields["text_language"] or get_language()
        return {code: fields["title"]}


class UploadDocumentView(View):
    """Keeps a document; answers ``uid`` and whether it was ``existing``, or ``error``, a sentence."""

    http_method_names = ["post"]
    model_admin = None

    def post(self, request, *args, **kwargs):
        if not self.model_admin.has_add_permission(request):
            raise PermissionDenied
        form = NewDocumentForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"error": _complaints(form)})
        try:
            document, made = documents.get_or_store(
                form.cleaned_data["file"],
                title=form.title_by_language(),
                language=form.cleaned_data["language"],
            )
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)})
        if made:
            self.model_admin.log_addition(request, document, [{"added": {}}])
        return JsonResponse({"uid": str(document.uid), "existing": not made})


def _complaints(form):
    """Return the errors of a form as one text, each with its field."""
    return " ".join(
        f"{form[name].label}: {sentence}"
        for name, sentences in form.errors.items()
        for sentence in sentences
    )
