"""Addresses of partners in one language; the page of a partner is completed by the roof."""

from django.urls import path

from languages.sections import word
from partners import views


def patterns(language, partner_page):
    """Return the routes; ``partner_page`` is the view class of one partner."""
    section, page = word("partners", language), word("page", language)
    members = word("members", language)
    known = {"language": language}
    return [
        path(f"{members}/", views.MemberList.as_view(), known, name="members"),
        path(
            f"{members}/{page}/<int:number>/",
            views.MemberList.as_view(),
            known,
            name="members_page",
        ),
        path(f"{section}/", views.PartnerList.as_view(), known, name="partners"),
        path(
            f"{section}/{page}/<int:number>/",
            views.PartnerList.as_view(),
            known,
            name="partners_page",
        ),
        path(f"{section}/<slug:slug>/", partner_page.as_view(), known, name="partner"),
    ]
