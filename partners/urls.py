"""Addresses of partners in one language; the page of a partner is completed by the roof."""

from django.urls import path

from languages.sections import word
from partners import views
from publishing.webpage.routes import list_paths


def patterns(language, partner_page):
    """Return the routes; ``partner_page`` is the view class of one partner."""
    section, kwargs = word("partners", language), {"language": language}
    return [
        *list_paths(f"{word('members', language)}/", views.MemberList, "members", kwargs),
        *list_paths(f"{section}/", views.PartnerList, "partners", kwargs),
        path(f"{section}/<slug:slug>/", partner_page.as_view(), kwargs, name="partner"),
    ]
