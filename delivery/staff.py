"""The staff's way past the page store: a signed cookie that opens nothing else.

Whoever signs in gets it beside the session, and loses it when signing out. The session stays in the
database and is what counts; this cookie only says that it is worth looking there. Without it, or with
one that somebody made up, a visitor gets the pages that are kept for everybody.
"""

from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

# In the WSGI environment of a request with a valid cookie.
ENVIRON = "delivery.is_staff"
SALT = "delivery.staff"


def has_pass(environ):
    """Return whether a request, given by its WSGI environment, has a valid staff cookie."""
    cookies = environ.get("HTTP_COOKIE")
    if cookies is None or settings.STAFF_COOKIE_NAME not in cookies:
        return False
    try:
        found = SimpleCookie(cookies).get(settings.STAFF_COOKIE_NAME)
    except CookieError:
        return False
    return found is not None and is_valid(found.value)


def is_valid(value):
    """Return whether this site made a cookie, and not longer ago than a session lasts."""
    try:
        TimestampSigner(salt=SALT).unsign(value, max_age=settings.SESSION_COOKIE_AGE)
    except BadSignature:
        return False
    return True


class StaffCookieMiddleware:
    """Gives the cookie to whoever is signed in, and takes it from whoever is not.

    It looks only where people sign in, sign out and work: elsewhere nobody's session is read.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path_info.startswith(settings.STAFF_PATHS):
            follow_session(request, response)
        return response


def follow_session(request, response):
    """Set or delete the cookie of a response where it does not agree with the session."""
    name, value = settings.STAFF_COOKIE_NAME, ""
    had = request.COOKIES.get(name, "")
    if request.user.is_authenticated:
        if is_valid(had):
            return
        value = TimestampSigner(salt=SALT).sign(request.user.pk)
    elif not had:
        return
    # Not delete_cookie: a browser ignores a cookie named __Host- that is not secure.
    response.set_cookie(
        name,
        value,
        max_age=settings.SESSION_COOKIE_AGE if value else 0,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
