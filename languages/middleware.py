"""The language of a request."""

from django.utils import translation
from django.utils.translation import get_language_from_request

from languages.codes import codes


class PageLanguageMiddleware:
    """Public pages use the language of their address; everything else uses the reader's.

    Nothing is read from or written to a cookie, and public responses do not vary by header: their
    language is in the address.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = self.language(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response

    def language(self, request):
        """Return the code for this request."""
        first = request.path_info.split("/", 2)[1]
        if first in codes():
            return first
        if first in {"admin", "accounts"} and request.user.is_authenticated:
            chosen = getattr(request.user, "interface_language", "")
            return chosen if chosen in codes() else codes()[0]
        return get_language_from_request(request)
