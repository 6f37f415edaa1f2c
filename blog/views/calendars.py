"""Calendars: of all events in a language, and of one."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views import View

from blog.calendars import calendar
from blog.kinds import Kind
from blog.views.lists import posts_in
from delivery.conditional import NO_CACHE, validated
from partners.feeds import name_of_cluster

# Calendars are read whole, again and again: the last events are enough.
MOST = 200


class EventsCalendar(View):
    """The upcoming events of a language, and the last ones, to subscribe to."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, *, language, **kwargs):
        content = calendar(self.events(language, **kwargs), language, self.title(language))
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response["Cache-Control"] = NO_CACHE
        return validated(request, response)

    def events(self, language, **kwargs):
        """Return the public events, the latest first."""
        posts = posts_in(Kind.EVENT, language).filter(**kwargs).slice(0, MOST)
        posts = posts.in_order_of(Kind.EVENT).select_related("story__event")
        return posts.defer("body", "internal_note")

    def title(self, language):
        """Return what a programme calls the calendar that it subscribes to."""
        name = name_of_cluster(language, self.request.site_version)
        return f"{name} – {_('Events')}" if name else _("Events")


class EventCalendar(EventsCalendar):
    """One event, to put into a calendar."""

    def events(self, language, **kwargs):
        if found := list(super().events(language, **kwargs)):
            return found
        raise Http404

    def title(self, language):
        return ""
